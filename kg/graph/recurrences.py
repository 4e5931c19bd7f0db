"""Recommendations that ask again for what an earlier inspection of the same body asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.asked_again import AskedAgain
from kg.graph.demands import Demands
from kg.graph.records import FactRecord
from kg.graph.similar import Ask, Lexical, Likeness, Similarity
from kg.resolve.paths import digest
from kg.resolve.result import InspectionRecord
from kg.vocabulary import lexicon

_WORDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recommendation (`later`) that asks again for what an `earlier` one asked for."""

    path: str
    later: FactRecord
    earlier: FactRecord
    likeness: Likeness
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What one inspection asked of one body, in its own report."""

    inspection: InspectionRecord
    body: str
    recommendations: tuple[FactRecord, ...]


def asked_of(facts: Iterable[FactRecord], inspections: Iterable[InspectionRecord]) -> dict[str, tuple[Asked, ...]]:
    """Body → what its inspections asked for, the earliest first. Only what an inspection's own report says counts:
    articles and damaged copies repeat it."""
    known = {record.path: record for record in inspections if record.report and record.start}
    found: dict[tuple[str, str], dict[str, FactRecord]] = defaultdict(dict)
    for fact in facts:
        inspection = known.get(fact.inspection)
        if fact.kind == "Recommendation" and inspection and fact.document == inspection.report:
            found[fact.body, fact.inspection][fact.path] = fact
    bodies: dict[str, list[Asked]] = defaultdict(list)
    for (body, inspection_path), made in found.items():
        recommendations = tuple(made[path] for path in sorted(made))
        bodies[body].append(Asked(known[inspection_path], body, recommendations))
    return {body: tuple(sorted(bodies[body], key=_by_day)) for body in sorted(bodies)}


def _by_day(asked: Asked) -> tuple[str, str]:
    return asked.inspection.start, asked.inspection.path


def lexical(asked: Mapping[str, Sequence[Asked]]) -> Lexical:
    """The lexical similarity whose rare words are those of all these recommendations."""
    return Lexical(ask_of(fact) for body in asked.values() for one in body for fact in one.recommendations)


def asked_again(asked: Mapping[str, Sequence[Asked]]) -> AskedAgain:
    """Tells which of all these recommendations ask for the same, by what their clauses speak of."""
    return AskedAgain(lexical(asked), Demands(lexicon()))


def ask_of(fact: FactRecord) -> Ask:
    """What a fact says, to be compared."""
    return Ask(fact.text, fact.themes)


def recurrences(asked: Mapping[str, Sequence[Asked]], similarity: Similarity) -> list[Recurrence]:
    """Every recurrence, sorted by path. Each recommendation is compared with all that earlier inspections of its body
    made: the work grows with the number of bodies, and within one body with the square of its recommendations."""
    found = [again for body in asked.values() for again in _of_body(body, similarity)]
    return sorted(found, key=lambda again: again.path)


def _of_body(asked: Sequence[Asked], similarity: Similarity) -> Iterator[Recurrence]:
    for at, later in enumerate(asked):
        for earlier in asked[:at]:
            if earlier.inspection.start < later.inspection.start:
                yield from _between(earlier, later, similarity)


def _between(earlier: Asked, later: Asked, similarity: Similarity) -> Iterator[Recurrence]:
    for now in later.recommendations:
        for before in earlier.recommendations:
            likeness = similarity.likeness(ask_of(now), ask_of(before))
            if likeness.same:
                path = f"recurrence/{digest(before.path, now.path)}"
                reason = _reason(earlier.inspection.start, later.inspection.start, likeness)
                yield Recurrence(path, now, before, likeness, reason)


def _reason(earlier: str, later: str, likeness: Likeness) -> str:
    words = ", ".join(f"“{word}”" for word in likeness.words[:_WORDS_SHOWN])
    themes = ", ".join(theme.replace("-", " ") for theme in likeness.themes)
    matters = ", ".join(f"“{matter}”" for matter in likeness.matters[:_WORDS_SHOWN])
    shared = " and ".join(
        filter(None, [f"the themes {themes}" if themes else "", f"the words {words}" if words else ""])
    )
    both = " and ".join(filter(None, [f"ask for {matters}" if matters else "", f"have {shared}" if shared else ""]))
    return (
        f"What the inspection that began {earlier} asked for is asked for again by the one that began {later}: "
        f"both {both or 'have nearly the same meaning'}; similarity {likeness.score:.2f}."
    )
