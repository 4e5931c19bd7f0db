"""What resolution is not sure of: names that were taken for one thing, or for two, on thin grounds.

A doubt's score says how sure the rules are of what they did, from 0 to 1; those below `DOUBTFUL` are kept. Scores are
not probabilities: they put the thinnest grounds first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from kg.resolve import paths

DOUBTFUL = 0.9
"""Decisions that are surer than this are not kept."""
ALIKE = 0.9
"""Share of characters that two names have in common, from which they may be one (Ratcliff and Obershelp)."""
_WEAK = frozenset(
    ("a", "an", "and", "county", "city", "for", "in", "local", "of", "service", "services", "s", "team", "the")
)
"""Words by which two names of one organisation often differ."""
_FEWEST = 2
"""Names of fewer words are not compared: "Board" is like every board."""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A doubtful decision, with the row of a decisions file that would turn it over.

    Attributes:
        score, reason: how sure the rules are, and why they decided so.
        kind, what, value: the row (see `kg.resolve.decisions`).
        name, thing: the name, and the path of what it was taken for.
        document: id of a document that has the name.
    """

    score: float
    kind: str
    what: str
    value: str
    name: str
    thing: str
    document: str
    reason: str

    @property
    def path(self) -> str:
        """Path of the node that keeps it."""
        return f"resolution/{paths.digest(self.kind, self.what, self.value)}"


Named = Mapping[str, tuple[str, str]]
"""Name → (path of its thing, id of a document that has it)."""


def short_forms(tied: Mapping[tuple[str, str], str], found: Mapping[tuple[str, str], str], where: Named) -> list[Doubt]:
    """People whose name was taken for another, longer one. `tied`: (name, organisation) → the name that stands;
    `found`: the same → path of the person."""
    return [
        Doubt(
            0.85, "wrong-match", name, found[name, organisation], name, found[name, organisation], where[name][1],
            f"{name!r} is the short form of {other!r}, the only longer name there",
        )
        for (name, organisation), other in sorted(tied.items())
        if paths.slug(name) != paths.slug(other) and name in where
    ]  # fmt: skip


def similar_people(people: Mapping[str, tuple[str, ...]], where: Named) -> list[Doubt]:
    """Two people at one organisation whose names differ by a letter or an initial. `people`: path → names, the preferred
    first."""
    homes: dict[str, list[str]] = {}
    for path in sorted(people):
        homes.setdefault(path.rpartition("/")[0], []).append(path)
    found = []
    for group in homes.values():
        for one, other in combinations(group, 2):
            alike = _alike_people(one.rpartition("/")[2], other.rpartition("/")[2])
            if alike:
                found.append(_same("same-person", people[one][0], people[other][0], one, alike, where))
    return found


def _alike_people(one: str, other: str) -> float:
    """How alike two slugs of names are, if they may be one person's; else 0."""
    (first, *rest), (second, *others) = one.split("-"), other.split("-")
    if rest and rest == others and first[0] == second[0] and 1 in (len(first), len(second)):
        return 0.95
    if rest[-1:] and rest[-1:] == others[-1:] and first == second:
        return 0.95  # a middle name that one of them leaves out
    ratio = _ratio(one, other) if first == second or rest == others else 0.0
    return ratio if ratio >= ALIKE else 0.0


def similar_organisations(things: Mapping[str, tuple[str, ...]], where: Named) -> list[Doubt]:
    """Two organisations of one authority (or of none) whose names differ by weak words or a letter. `things`: path →
    names, the preferred first."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path in sorted(things):
        if not path.endswith("/lscb") and len(_words(things[path][0])) >= _FEWEST:
            groups.setdefault((path.rpartition("/")[0], min(_words(things[path][0]))), []).append(path)
    found = []
    for group in groups.values():
        for one, other in combinations(group, 2):
            a, b = _words(things[one][0]), _words(things[other][0])
            alike = 0.95 if a == b else _ratio(" ".join(sorted(a)), " ".join(sorted(b)))
            if alike >= ALIKE and not _numbers(a ^ b):
                doubt = _same("same-organisation", things[one][0], things[other][0], one, alike, where)
                stands = other if doubt.value == things[other][0] else one
                found.append(replace(doubt, what=one if stands == other else other, value=stands))
    return found


def _same(kind: str, one: str, other: str, path: str, alike: float, where: Named) -> Doubt:
    short, long = sorted((one, other), key=lambda name: (len(name), name))
    reason = f"{short!r} and {long!r} were taken for two; their names are alike"
    document = where.get(short, where.get(long, ("", "")))[1]
    return Doubt(round(1.4 - alike, 2), kind, short, long, short, path, document, reason)


@lru_cache(maxsize=65_536)
def _words(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in paths.slug(name).split("-") if word not in _WEAK)


def _numbers(words: Iterable[str]) -> bool:
    """Whether names differ by a number: "area 1" and "area 2" are two."""
    return any(re.search(r"\d", word) for word in words)


def _ratio(one: str, other: str) -> float:
    """How alike two texts are (`difflib`), 0 where that is less than ALIKE."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def kept(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """The doubts worth showing, the thinnest grounds first, each row once."""
    first: dict[str, Doubt] = {}
    for doubt in sorted(doubts):
        if doubt.score < DOUBTFUL:
            first.setdefault(doubt.path, doubt)
    return tuple(sorted(first.values()))
