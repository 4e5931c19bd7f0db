"""Posts that names hold → one fact for each person and post, and where each person is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.holders import Held
from kg.extract.patterns import Flat
from kg.extract.person_names import Candidate
from kg.extract.post_words import HEAD
from kg.extract.speakers import Mention, apart
from kg.model import Appointment, Span

_SHORT = re.compile(r"\b(?:Cllrs?|Coun|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness)\.?\s+$")
_THE = re.compile(r"\b[Tt]he\s+(?:council\s+|county\s+|city\s+|borough\s+|council[’']s\s+)?")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'-]+")
Seen = Sequence[tuple[Candidate, Flat]]
"""Every candidate for a name, with the block that it stands in."""


def appointments(held: Sequence[Held], seen: Seen) -> Iterator[Appointment]:
    """One fact for each person and post; the person's first one also rests on every place that names the
    person again."""
    names = _full_names(held, seen)
    grouped: dict[str, dict[tuple[str, str, str], list[Held]]] = {}
    for one in held:
        if name := names.get(one.name):
            posts = grouped.setdefault(name, {})
            key = next((k for k in posts if _same_post(k, one)), (one.role, one.title.lower(), one.organisation))
            posts.setdefault(key, []).append(one)
    for name, posts in grouped.items():
        _without_bare_office(posts)
        further = _places(name, names, seen)
        for index, rows in enumerate(posts.values()):
            yield _appointment(name, rows, [] if index else further)


def _same_post(key: tuple[str, str, str], one: Held) -> bool:
    same = bool(one.role) and key[0] == one.role
    return same and (key[2] == one.organisation or not one.organisation)


def _without_bare_office(posts: dict[tuple[str, str, str], list[Held]]) -> None:
    """Who holds another post is not listed as a councillor or a party's member as well; those words stay
    evidence."""
    bare = {key: _bareness(rows[0]) for key, rows in posts.items()}
    least = min(bare.values())
    for key in [key for key, level in bare.items() if level > least]:
        spare = posts.pop(key)
        next(iter(posts.values())).extend(spare)


def _bareness(one: Held) -> int:
    """0 for a post, 1 for a councillor, 2 where only a party is named."""
    return 2 if one.title == one.party else int(one.role == "councillor")


def _full_names(held: Sequence[Held], seen: Seen) -> dict[str, str]:
    """Every name as found → the full name that it means; a surname alone only where one full name ends in
    it."""
    full = dict.fromkeys(one.name for one in held if one.full)
    names = {name: name for name in full}
    others = dict.fromkeys(who.name for who, _ in seen if " " in who.name)
    for one in held:
        if not one.full:
            same = _ending_in(one.name, full) or _ending_in(one.name, others)
            if len(same) == 1:
                names[one.name] = names[same[0]] = same[0]
    return names


def _ending_in(surname: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.rpartition(" ")[2] == surname]


def _places(name: str, names: dict[str, str], seen: Seen) -> list[Span]:
    """Where a person is named again: the full name, or the surname after a title of address."""
    surname = name.rpartition(" ")[2]
    alone = len(_ending_in(surname, set(names.values()))) == 1
    return [
        flat.span(who.start, who.end)
        for who, flat in seen
        if who.name == name or (alone and who.name == surname and who.honorific)
    ]


def _appointment(name: str, rows: Sequence[Held], further: Sequence[Span]) -> Appointment:
    best = max(
        rows, key=lambda row: (-_bareness(row), bool(row.role) + bool(row.title) + bool(row.party), -row.span.start)
    )
    own = [best.span, *(row.span for row in rows)]
    more = [span for span in further if not any(s.start <= span.start and span.end <= s.end for s in own)]

    def said(values: Iterable[str]) -> str:
        return next((value for value in values if value), "")

    ordered = (best, *rows)
    return Appointment(
        evidence=tuple(dict.fromkeys([*own, *more])),
        confidence=0.9 if best.role or best.organisation else 0.75,
        extractor="named_people.office" if best.title == "Councillor" else "named_people.post",
        person=name,
        role=best.role,
        post_title=best.title,
        organisation=best.organisation,
        honorific=said(row.honorific for row in ordered),
        since=said(row.since for row in ordered),
        interim=any(row.interim for row in rows),
        party=said(row.party for row in ordered),
        ward=said(row.ward for row in ordered),
    )


def mentions(facts: Sequence[Appointment], flats: Sequence[Flat]) -> tuple[Mention, ...]:
    """Where each person is meant: the facts' evidence, surnames, and "the" with the head noun of their
    post."""
    people = [fact for fact in facts if fact.role != "journalist"]
    found = [Mention(span.start, span.end, fact.person) for fact in people for span in fact.evidence]
    surnames = _only((fact.person.rpartition(" ")[2], fact.person) for fact in people)
    heads = _only((head.group().lower(), f.person) for f in people if (head := HEAD.search(f.post_title)))
    for flat in flats:
        found += _by_surname(flat, surnames)
        found += _by_post(flat, heads)
    return apart(found)


def _by_surname(flat: Flat, surnames: dict[str, str]) -> Iterator[Mention]:
    for word in _CAPITALISED.finditer(flat.text):
        if name := surnames.get(word.group()):
            title = _SHORT.search(flat.text, max(0, word.start() - 14), word.start())
            span = flat.span(title.start() if title else word.start(), word.end())
            yield Mention(span.start, span.end, name)


def _by_post(flat: Flat, heads: dict[str, str]) -> Iterator[Mention]:
    for match in _THE.finditer(flat.text):
        head = HEAD.match(flat.text, match.end())
        if head and head.group().lower() in heads:
            span = flat.span(match.start(), head.end())
            yield Mention(span.start, span.end, heads[head.group().lower()])


def _only(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The keys that mean one name only."""
    meant: dict[str, set[str]] = {}
    for key, name in pairs:
        meant.setdefault(key, set()).add(name)
    return {key: next(iter(names)) for key, names in meant.items() if len(names) == 1}
