"""Which person a name means: one name within one organisation is one person; a short first name is the long
one's.

People are tied together only within an organisation (inspectors are Ofsted's), and a short form only where
exactly one long form with the same surname is there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from kg.model import Appointment, Participation, Reading
from kg.resolve import paths
from kg.resolve.first_names import SHORT_FORMS
from kg.resolve.result import ThingRecord


def named_people(reading: Reading) -> set[tuple[str, str]]:
    """(name, organisation) of every person whom the reading's facts name."""
    found: set[tuple[str, str]] = set()
    for fact in reading.facts:
        if isinstance(fact, Participation | Appointment) and fact.person:
            found.add((fact.person, fact.organisation))
    return found


def is_short_for(short: str, long: str) -> bool:
    """Whether two full names differ only in that the first has the short form of the second's first name."""
    (first, rest), (longer, other) = _parts(short), _parts(long)
    return bool(rest) and rest == other and first in SHORT_FORMS.get(longer, ())


def _parts(name: str) -> tuple[str, str]:
    """First name and all the rest, as slugs: apostrophes, accents and case do not count."""
    first, _, rest = name.partition(" ")
    return paths.slug(first), paths.slug(rest) if rest else ""


def canonical_names(
    names: Iterable[tuple[str, str]],
    homes: Mapping[str, str] = MappingProxyType({}),
    same: Mapping[str, str] = MappingProxyType({}),
    wrong: Collection[tuple[str, str]] = frozenset(),
) -> dict[tuple[str, str], str]:
    """(name, organisation) → the name that stands for the person: the only long form seen, else the name itself in the
    first of its spellings. `homes` says which ways of writing an organisation are one, `same` which
    names a person decided to be another's, `wrong` which (name, path of a person) one decided not to belong together."""
    seen = sorted(set(names))
    spelt: dict[tuple[str, str], str] = {}
    for name, organisation in seen:
        spelt.setdefault((homes.get(organisation, organisation), paths.slug(name)), name)
    families: dict[tuple[str, str], list[str]] = {}
    for (home, _), name in spelt.items():
        families.setdefault((home, _parts(name)[1]), []).append(name)
    canonical: dict[tuple[str, str], str] = {}
    for name, organisation in seen:
        home = homes.get(organisation, organisation)
        family = families[home, _parts(name)[1]]
        longer = [o for o in family if is_short_for(name, o) and (name, paths.person(o, home)) not in wrong]
        chosen = longer[0] if len(longer) == 1 else spelt[home, paths.slug(name)]
        canonical[name, organisation] = same.get(name) or same.get(chosen) or chosen
    return canonical


def people_paths(canonical: dict[tuple[str, str], str], homes: dict[str, str]) -> dict[tuple[str, str], str]:
    """(name, organisation) → path; `homes` gives the slug that an organisation goes by, where it is a known
    one."""
    return {
        (name, organisation): paths.person(chosen, homes.get(organisation, organisation))
        for (name, organisation), chosen in canonical.items()
    }


def person_records(
    people: dict[tuple[str, str], str], sources: dict[tuple[str, str], set[str]], home_paths: dict[str, str]
) -> list[ThingRecord]:
    """One record a person: the longest name first, every other form after it."""
    by_path: dict[str, list[tuple[str, str]]] = {}
    for key, path in people.items():
        by_path.setdefault(path, []).append(key)
    records = []
    for path, keys in sorted(by_path.items()):
        names = sorted({name for name, _ in keys}, key=lambda name: (-len(name), name))
        documents = sorted(set().union(*(sources[key] for key in keys)))
        organisation = keys[0][1]
        within = home_paths.get(organisation) or (paths.organisation(organisation) if organisation else "")
        records.append(ThingRecord(path, "person", tuple(names), within, tuple(documents)))
    return records
