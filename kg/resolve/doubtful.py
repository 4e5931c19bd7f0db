"""Gathers what is doubtful in a resolution: bodies, people and organisations (mentions of inspections say it
themselves)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kg.model import BodyRef, Reading
from kg.resolve.doubts import DOUBTFUL, Doubt, short_forms, similar_organisations, similar_people
from kg.resolve.people import named_people
from kg.resolve.result import Decision, ThingRecord

Bodies = Mapping[str, tuple[dict[BodyRef, str], tuple[Decision, ...]]]
"""Document id → its references to bodies, and why each means what."""


def doubtful_bodies(readings: Iterable[Reading], bodies: Bodies) -> Iterator[Doubt]:
    """Names that were taken for an authority on thin grounds."""
    for reading in readings:
        for one in bodies[reading.id][1]:
            if one.score < DOUBTFUL and one.path.startswith("authority/"):
                yield Doubt(one.score, "wrong-match", one.name, one.path, one.name, one.path, reading.id, one.reason)


def doubtful_names(
    readings: Sequence[Reading],
    people: Mapping[tuple[str, str], str],
    tied: Mapping[tuple[str, str], str],
    things: Iterable[ThingRecord],
    organisations: Mapping[str, Mapping[str, str]],
    wrong: Collection[tuple[str, str]] = frozenset(),
) -> list[Doubt]:
    """People and organisations that were made one, or left two, on thin grounds.

    `people`: (name, organisation) → path; `tied`: the same → the name that the rules say stands for it;
    `organisations`: document id → name → path; `wrong`: (name, path) that a person keeps apart."""
    who: dict[str, tuple[str, str]] = {}
    which: dict[str, tuple[str, str]] = {}
    for reading in sorted(readings, key=lambda reading: reading.path):
        for key in sorted(named_people(reading)):
            who.setdefault(key[0], (people.get(key, ""), reading.id))
        for name, path in sorted(organisations[reading.id].items()):
            which.setdefault(name, (path, reading.id))
    known = list(things)
    persons = {one.path: one.names for one in known if one.kind == "person"}
    bodies = {one.path: one.names for one in known if one.path.startswith("organisation/") and one.names}
    alike = [*similar_people(persons, who), *similar_organisations(bodies, which)]
    kept_apart = {*wrong, *((path, name) for name, path in wrong)}
    return [*short_forms(tied, people, who), *(one for one in alike if not _forms(one, persons | bodies) & kept_apart)]


def _forms(doubt: Doubt, things: Mapping[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    """A doubt's two things, each by every name and by its path, as pairs of one of each."""
    sides = []
    for said in (doubt.what, doubt.value):
        paths = {path for path, names in things.items() if said in (path, names[0])}
        sides.append(paths | {name for path in paths for name in things[path]})
    return {(one, other) for one in sides[0] for other in sides[1]}
