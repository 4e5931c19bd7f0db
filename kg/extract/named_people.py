"""People in public roles whom an article names: title of address, name, post, organisation, party, ward, since when.

A name counts with a post or an office beside it, or on the byline. Children, their families and other private people have
neither; so they are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.article import ArticleParts
from kg.extract.patterns import Flat, flatten
from kg.extract.person_names import Candidate, candidates
from kg.extract.posts import HEAD, Post, post_after, post_before, role_of
from kg.extract.since import since_after
from kg.extract.speakers import Mention, Speakers, apart
from kg.model import Appointment, Document, Span
from kg.vocabulary import Lexicon

_ELECTED = re.compile(r"(?:(?:County|City|Borough|District|Town)\s+)?(?:Councillor|Cllr|Coun|Clr|Ald)", re.IGNORECASE)
_PEER = re.compile(r"(?:Baroness|Lord|Lady)\b")
_BRACKETS = re.compile(r"\s*\(([^()]{2,80})\)")
_COMMA = re.compile(
    r"(?:\s*\([^()]{1,80}\))?(?:,\s+(?:\d{1,2},\s+)?|\s+[–—-]\s+|\s+\((?=[a-z]))(?:who\s+(?:is|was\s+appointed(?:\s+as)?|was\s+named|has\s+been|became|took\s+over\s+as)\s+)?"
)
_IS = re.compile(
    r"\s+(?:is|has\s+been\s+appointed(?:\s+as)?|was\s+appointed(?:\s+as)?|became|took\s+over\s+as|as)\s+(?=(?:the|its|our|new|interim|acting|[a-z]))"
)
_CHAIRS = re.compile(
    r",\s+who\s+(?P<post>(?:chairs|leads)\s+(?:the\s+)?[\w’' -]{3,80}?\b(?:committee|panel|board|council|group))\b"
)
_AND = re.compile(r"\s+(?:and|&)\s+|,\s+")
_AND_POST = re.compile(r",?\s+and\s+(?:also\s+)?")
_SENTENCE = re.compile(r"[.!?”\"’]\s+(?=[A-Z“\"‘])|[“”\":;]|\s[–—]\s")
_SHORT = re.compile(r"\b(?:Cllrs?|Coun|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness)\.?\s+$")
_PARTY_BEFORE = re.compile(
    r"\b(?P<party>[A-Z][\w/-]*(?:\s+(?:Democrats?|Dem|Party|UK))?)(?:\s+(?:county|city|borough|district|ward|group))?\s+$"
)
_COUNCILLOR = re.compile(r"(?:(?:county|city|borough|district|ward|town)\s+)?councillor", re.IGNORECASE)
_NO_PARTY = re.compile(r"\s+(?:chair|scrutineer|review|advis|person|member)", re.IGNORECASE)
_PRESENT = frozenset({"journalist"})
_OF_COUNCIL = frozenset({
    "council-leader", "deputy-council-leader", "lead-member", "opposition-leader", "councillor", "chief-executive",
    "director-of-childrens-services", "assistant-director", "principal-social-worker", "head-of-service", "service-manager",
    "team-manager", "independent-reviewing-officer", "virtual-school-head", "committee-chair", "committee-vice-chair",
    "committee-member", "panel-chair", "board-chair", "mayor", "agency-decision-maker", "designated-officer", "spokesperson",
})  # fmt: skip
_OF_INSPECTORATE = frozenset({
    "lead-inspector", "deputy-lead-inspector", "inspector", "shadow-inspector", "data-analyst", "quality-assurance-manager",
    "regional-director", "chief-inspector", "national-director",
})  # fmt: skip
_ELSEWHERE = {"member-of-parliament": "House of Commons", "minister": "UK Government"}
INSPECTORATE = "Ofsted"


@dataclass(frozen=True, slots=True)
class _Held:
    """A name with one post that it is said to hold; offsets in the document."""

    name: str
    honorific: str
    title: str
    role: str
    organisation: str
    party: str
    ward: str
    since: str
    interim: bool
    span: Span
    full: bool


@dataclass(slots=True)
class _Reading:
    lexicon: Lexicon
    council: str
    issued: str
    held: list[_Held] = field(default_factory=list)
    seen: list[tuple[Candidate, Flat]] = field(default_factory=list)


def named_people(
    document: Document, parts: ArticleParts, lexicon: Lexicon, council: str
) -> tuple[tuple[Appointment, ...], Speakers]:
    """Everybody in a public role whom the article names, a fact for each post, and who is meant where.

    `council`: name of the council that the article is about, for its posts that name no organisation.
    """
    reading = _Reading(lexicon, council, parts.issued)
    flats = [flatten(document.text, block.start, block.end) for block in parts.body]
    for flat in flats:
        if flat.text:
            _read(reading, flat)
    byline = [_of_author(author.name, author.post_title, author.span, parts.publisher) for author in parts.byline]
    facts = (*_appointments(reading.held, reading.seen), *byline)
    mentions = _mentions(facts, flats)
    return facts, Speakers(mentions, council)


def _read(reading: _Reading, flat: Flat) -> None:
    before: _Held | None = None
    low, plural_post, after_end = 0, None, -1
    found = list(candidates(flat.text))
    for index, candidate in enumerate(found):
        reading.seen.append((candidate, flat))
        limit = found[index + 1].start if index + 1 < len(found) else len(flat.text)
        held = _posts_of(reading, flat, candidate, low, limit, len(flat.text))
        joint = after_end >= 0 and _AND.fullmatch(flat.text[after_end : candidate.start])
        if not held and joint and before and plural_post:
            span = Span(before.span.start, flat.places[candidate.end - 1] + 1)
            held = [
                replace(
                    before,
                    name=candidate.name,
                    honorific=candidate.honorific or before.honorific,
                    span=span,
                    party="",
                    ward="",
                )
            ]
        if held and joint and before is None and index and _is_plural(held[0].title):
            other = found[index - 1]
            span = Span(flat.places[other.start], held[0].span.end)
            shared = replace(held[0], name=other.name, honorific=_short(other.honorific), span=span)
            reading.held += [shared] if " " in other.name else []
        reading.held += held
        before = held[0] if held else None
        after_end = _end_of(flat, held, candidate)
        plural_post = bool(held) and (
            candidate.honorific.endswith("s") and candidate.honorific not in ("Mrs", "Ms") or _is_plural(held[0].title)
        )
        low = after_end


def _is_plural(title: str) -> bool:
    return Post(0, 1, title).plural


def _end_of(flat: Flat, held: Sequence[_Held], candidate: Candidate) -> int:
    ends = [
        flat.places.index(h.span.end - 1, candidate.start) + 1
        for h in held
        if h.span.end - 1 >= flat.places[candidate.start]
    ]
    return max([candidate.end, *ends])


def _posts_of(reading: _Reading, flat: Flat, who: Candidate, low: int, limit: int, length: int) -> list[_Held]:
    """The posts that stand with a name, before it and after it; else the office that its title of address is."""
    text = flat.text
    cut = max((m.end() for m in _SENTENCE.finditer(text, max(low, who.start - 200), who.start)), default=low)
    start = max(low, cut)
    party, ward, after = _party(reading, text, start, who)
    before, behind = _before(text, start, who), list(_after(text, who, after, limit, length))
    if before and behind and _COUNCILLOR.fullmatch(before.title):
        who = replace(who, start=before.start, honorific=who.honorific or before.title)
        behind = [replace(post, organisation=post.organisation or before.organisation) for post in behind]
        before = None
    posts = [post for post in (before, *behind) if post]
    named = bool(who.honorific) or len(who.name.split()) > 1
    held = [_held(reading, flat, who, post, party, ward, after) for post in posts if named]
    if not held and (title := _office(who)):
        first = who.start if not party or text[who.end : after].strip() else text.rfind(party, start, who.start)
        body = _body_before(reading, text, start, who)
        span = flat.span(min(first, body[0]) if first >= 0 else body[0], max(after, who.end))
        post = Post(who.start, who.end, title, body[1])
        held = [replace(_held(reading, flat, who, post, party, ward, after), span=span)]
    return held


def _office(who: Candidate) -> str:
    """The office that a title of address or letters after the name stand for."""
    if who.office:
        return who.office
    if _ELECTED.match(who.honorific):
        return "Councillor" if " " in who.name else ""
    return "Member of the House of Lords" if _PEER.match(who.honorific) and " " in who.name else ""


def _body_before(reading: _Reading, text: str, low: int, who: Candidate) -> tuple[int, str]:
    """(where it starts, council) of a council's name right before "Councillor"."""
    window = text[max(low, who.start - 60) : who.start]
    if not window or not who.honorific:
        return who.start, ""
    words = who.honorific.partition(" ")[0]
    name = re.search(r"(?:[A-Z][\w’'-]*\s+){1,4}$", window)
    if not name or not reading.lexicon.authority_named(
        f"{name.group()}{words if words in ('County', 'City', 'Borough') else ''} Council"
    ):
        return who.start, ""
    kind = words + " " if words in ("County", "City", "Borough", "District") else ""
    return who.start - len(name.group()), " ".join(f"{name.group()}{kind}Council".split())


def _before(text: str, low: int, who: Candidate) -> Post | None:
    post = post_before(text, low, who.start)
    if post and text[post.end : who.start].strip() not in ("", ","):
        return None
    return post


def _after(text: str, who: Candidate, after: int, limit: int, length: int) -> Iterator[Post]:
    """The posts behind a name: after a comma or dash, "is", "who chairs"; several joined by "and"."""
    chairs = _CHAIRS.match(text, after)
    if chairs:
        yield Post(chairs.start("post"), chairs.end("post"), chairs["post"])
        return
    link = _COMMA.match(text, who.end if text[who.end : after].strip() == "" else after) or _IS.match(text, after)
    if not link:
        return
    at = link.end()
    while post := post_after(text, at, length):
        if post.start > limit or (limit < length and _belongs_to_next(text, post, limit)):
            return
        yield post
        joint = _AND_POST.match(text, post.end)
        if not joint or joint.end() >= limit:
            return
        at = joint.end()


def _belongs_to_next(text: str, post: Post, limit: int) -> bool:
    """Whether the next name follows a post at once: "…, director of people Jane Doe"."""
    return (
        post.end < limit < post.end + 3
        and "," not in text[post.end : limit]
        or post.start < limit < post.end
        and not post.organisation
    )


def _party(reading: _Reading, text: str, low: int, who: Candidate) -> tuple[str, str, int]:
    """(party, ward, end) from brackets behind a name ("(Con, Bede)"), or a party's name before it."""
    brackets = _BRACKETS.match(text, who.end)
    if brackets:
        pieces = [piece.strip() for piece in re.split(r"[,;:–]|\s-\s", brackets[1])]
        party = next((piece for piece in pieces if reading.lexicon.match("party", piece)), "")
        rest = ", ".join(piece for piece in pieces if piece != party)
        if party or (_ELECTED.match(who.honorific) and rest[:1].isupper()):
            return party, re.sub(r"\s+ward$", "", rest), brackets.end()
    before = _PARTY_BEFORE.search(text, max(low, who.start - 40), who.start)
    named = before and reading.lexicon.match("party", before["party"])
    return (before["party"] if before and named else ""), "", who.end


def _held(reading: _Reading, flat: Flat, who: Candidate, post: Post, party: str, ward: str, after: int) -> _Held:
    title, stated = post.title, ""
    for start, end, _ in reading.lexicon.find(("party",), title):
        if start == 0 and title[0].isupper() and not _NO_PARTY.match(title[end:]):
            stated = title[:end]
            if not re.match(r"\s+(?:group|party|leader\s*$)", title[end:]):
                title = title[end:].strip()
        break
    role = role_of(title, reading.lexicon)
    if role == "councillor" and (
        place := re.match(r"[\w ]*?councillor\s+for\s+(?:the\s+)?(?P<ward>[A-Z].*)", title, re.IGNORECASE)
    ):
        ward = ward or re.sub(r"\s+(?:ward|division)\b.*", "", place["ward"])
    since = since_after(flat.text, max(post.end, after), reading.issued)
    span = flat.span(min(post.start, who.start), max(post.end, after, who.end, since[1]))
    return _Held(
        who.name,
        _short(who.honorific),
        title,
        role,
        _organisation(reading, post, role, who),
        party or stated,
        ward,
        since[0],
        post.interim,
        span,
        " " in who.name,
    )


def _short(honorific: str) -> str:
    """The title of address of one person: "Cllrs" is "Cllr"."""
    return honorific if honorific in ("Mrs", "Ms", "Miss") else re.sub(r"s$", "", honorific)


def _organisation(reading: _Reading, post: Post, role: str, who: Candidate) -> str:
    if post.organisation and post.organisation != "the council":
        ours = role in _OF_COUNCIL and reading.council.lower().startswith(f"{post.organisation.lower()} ")
        return reading.council if ours else post.organisation
    if role in _OF_INSPECTORATE:
        return INSPECTORATE
    if post.title == "Member of the House of Lords":
        return "House of Lords"
    ours = role in _OF_COUNCIL or post.organisation == "the council" or _ELECTED.match(who.honorific)
    return reading.council if ours else _ELSEWHERE.get(role, "")


def _of_author(name: str, title: str, span: Span, publisher: str) -> Appointment:
    return Appointment(
        evidence=(span,),
        confidence=0.95,
        extractor="named_people.byline",
        person=name,
        role="journalist",
        post_title=title or "Journalist",
        organisation=publisher,
    )


def _appointments(held: Sequence[_Held], seen: Sequence[tuple[Candidate, Flat]]) -> Iterator[Appointment]:
    """One fact for each person and post, with every place that names the person as evidence of the first."""
    names = _full_names(held)
    grouped: dict[str, dict[tuple[str, str, str], list[_Held]]] = {}
    for one in held:
        if name := names.get(one.name):
            posts = grouped.setdefault(name, {})
            key = next((k for k in posts if _same_post(k, one)), (one.role, one.title.lower(), one.organisation))
            posts.setdefault(key, []).append(one)
    for name, posts in grouped.items():
        offices = [key for key in posts if key[0] == "councillor"]
        if len(posts) > len(offices) and offices:
            spare = [one for key in offices for one in posts.pop(key)]
            next(iter(posts.values())).extend(spare)
        further = _places(name, names, seen)
        for key, rows in posts.items():
            yield _appointment(name, rows, further, list(posts) == [key] or key == next(iter(posts)))


def _same_post(key: tuple[str, str, str], one: _Held) -> bool:
    return bool(one.role) and key[0] == one.role and (key[2] == one.organisation or not one.organisation)


def _full_names(held: Sequence[_Held]) -> dict[str, str]:
    """Every name as found → the full name that it means; a surname alone only where one full name ends in it."""
    full = dict.fromkeys(one.name for one in held if one.full)
    names = {name: name for name in full}
    for one in held:
        if not one.full:
            same = [name for name in full if name.rpartition(" ")[2] == one.name]
            if len(same) == 1:
                names[one.name] = same[0]
    return names


def _places(name: str, names: dict[str, str], seen: Sequence[tuple[Candidate, Flat]]) -> list[Span]:
    """Where a person is named again: the full name, or the surname after a title of address."""
    surname = name.rpartition(" ")[2]
    rivals = [other for other in set(names.values()) if other.rpartition(" ")[2] == surname]
    return [
        flat.span(who.start, who.end)
        for who, flat in seen
        if who.name == name or (who.name == surname and len(rivals) == 1 and who.honorific)
    ]


def _appointment(name: str, rows: Sequence[_Held], further: Sequence[Span], first: bool) -> Appointment:
    best = max(rows, key=lambda row: (bool(row.role) + bool(row.title) + bool(row.party), -row.span.start))
    own = [best.span, *(row.span for row in rows)]
    more = (
        [span for span in further if not any(s.start <= span.start and span.end <= s.end for s in own)] if first else []
    )

    def said(name_of: str) -> str:
        return next((value for row in (best, *rows) if (value := str(getattr(row, name_of)))), "")

    return Appointment(
        evidence=tuple(dict.fromkeys([*own, *more])),
        confidence=0.9 if best.role or best.organisation else 0.75,
        extractor="named_people.post" if best.title.lower() not in ("councillor",) else "named_people.office",
        person=name, role=best.role, post_title=best.title, organisation=best.organisation, honorific=said("honorific"),
        since=said("since"), interim=any(row.interim for row in rows), party=said("party"), ward=said("ward"),
    )  # fmt: skip


def _mentions(facts: Sequence[Appointment], flats: Sequence[Flat]) -> tuple[Mention, ...]:
    """Where each person is meant: the facts' evidence, surnames alone, and "the" with the head noun of their post."""
    people = [fact for fact in facts if fact.role not in _PRESENT]
    found = [Mention(span.start, span.end, fact.person) for fact in people for span in fact.evidence]
    surnames = _only([(fact.person.rpartition(" ")[2], fact.person) for fact in people])
    heads = _only([(head.group().lower(), fact.person) for fact in people if (head := HEAD.search(fact.post_title))])
    for flat in flats:
        for word in re.finditer(r"[A-ZÀ-Þ][\w’'-]+", flat.text):
            if word.group() in surnames:
                start = _SHORT.search(flat.text, max(0, word.start() - 14), word.start())
                found.append(
                    Mention(
                        flat.places[start.start() if start else word.start()],
                        flat.places[word.end() - 1] + 1,
                        surnames[word.group()],
                    )
                )
        for match in re.finditer(r"\b[Tt]he\s+(?:council\s+|county\s+|city\s+|borough\s+|council[’']s\s+)?", flat.text):
            head = HEAD.match(flat.text, match.end())
            if head and head.group().lower() in heads:
                span = flat.span(match.start(), head.end())
                found.append(Mention(span.start, span.end, heads[head.group().lower()]))
    return apart(found)


def _only(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The keys that mean one name only."""
    meant: dict[str, set[str]] = {}
    for key, name in pairs:
        meant.setdefault(key, set()).add(name)
    return {key: next(iter(names)) for key, names in meant.items() if len(names) == 1}
