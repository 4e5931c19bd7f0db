"""Which organisation a name means: a council is the authority of the register, the inspectorate is one thing, others
are named by their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Appointment, Quotation, Reading
from kg.resolve import paths
from kg.resolve.authorities import day_of
from kg.resolve.result import ThingRecord
from kg.vocabulary import Lexicon

INSPECTORATES = {"ofsted": "Ofsted"}
"""Paths of inspectorates below `organisation/`, and their names."""
_INSPECTORATE = re.compile(r"(?:the\s+)?(?:Ofsted|Office for Standards in Education.*|inspectors|HMI)", re.IGNORECASE)


def organisation_path(name: str, on: str, lexicon: Lexicon) -> str:
    """Path of the organisation that a name means; the authority's for a council."""
    if _INSPECTORATE.fullmatch(name):
        return paths.organisation("Ofsted")
    authority = lexicon.authority_named(name, on)
    return paths.authority(authority.gss) if authority else paths.organisation(name)


def organisations_of(reading: Reading, lexicon: Lexicon) -> dict[str, str]:
    """Every organisation that the reading's facts name as employer, publisher or speaker → path."""
    names = {fact.organisation for fact in reading.facts if isinstance(fact, Appointment) and fact.organisation}
    names |= {
        fact.speaker for fact in reading.facts if isinstance(fact, Quotation) and fact.speaker_kind == "organisation"
    }
    on = day_of(reading)
    return {name: organisation_path(name, on, lexicon) for name in sorted(names)}


def homes_of(found: Iterable[dict[str, str]], lexicon: Lexicon) -> dict[str, str]:
    """Organisation as written → the slug under which its people stand: a council goes by its name in the register."""
    homes = {"Ofsted": "ofsted"}
    for mapping in found:
        for name, path in mapping.items():
            kind, _, code = path.partition("/")
            authority = lexicon.authority(code) if kind == "authority" else None
            homes[name] = paths.slug(f"{authority.name} council") if authority else code.rpartition("/")[2]
    return homes


def organisation_records(found: dict[str, dict[str, str]]) -> list[ThingRecord]:
    """Document id → its organisations, as one record an organisation; authorities are in the register already."""
    names: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    for document, mapping in found.items():
        for name, path in mapping.items():
            if path.startswith("organisation/") and path != paths.organisation("Ofsted"):
                names.setdefault(path, set()).add(name)
                sources.setdefault(path, set()).add(document)
    return [
        ThingRecord(
            path,
            "organisation",
            tuple(sorted(names[path], key=lambda n: (-len(n), n))),
            "",
            tuple(sorted(sources[path])),
        )
        for path in sorted(names)
    ]
