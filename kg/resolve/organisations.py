"""Which organisation or service a name means: a council is the authority of the register, the inspectorate is one,
boards and teams belong to the authority that the document is about, others are named by their own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.model import (
    Action,
    Appointment,
    OrganisationMention,
    Quotation,
    Reading,
    RelationStatement,
    ServiceMention,
    Statistic,
)
from kg.resolve import paths
from kg.resolve.authorities import day_of
from kg.resolve.decisions import Decisions
from kg.resolve.result import ThingRecord
from kg.vocabulary import Lexicon

OFSTED = paths.organisation("Ofsted")
LOCAL = {"board": "board", "committee": "committee", "panel": "panel", "team-or-hub": "team"}
"""Kinds of organisation (notations) that belong to the authority they are named beside → kind of thing."""
_INSPECTORATE = re.compile(r"(?:the\s+)?(?:Ofsted|Office for Standards in Education.*|inspectors|HMI)", re.IGNORECASE)
_SAFEGUARDING_BOARD = re.compile(
    r"(?:local\s+)?safeguarding\s+children(?:[’']?s)?\s+(?:board|partnership)$", re.IGNORECASE
)


def organisation_path(name: str, on: str, lexicon: Lexicon) -> str:
    """Path of the organisation that a name means; the authority's for a council."""
    if _INSPECTORATE.fullmatch(name):
        return OFSTED
    authority = lexicon.authority_named(name, on)
    return paths.authority(authority.gss) if authority else paths.organisation(name)


def organisations_of(reading: Reading, lexicon: Lexicon, gss: str, decided: Decisions | None = None) -> dict[str, str]:
    """Every organisation that the reading's facts name → path. `gss`: code of the authority that it is about, or ""."""
    found = _by_rule(reading, lexicon, gss)
    return _as_decided(found, day_of(reading), lexicon, gss, decided) if decided else found


def _as_decided(found: Mapping[str, str], on: str, lexicon: Lexicon, gss: str, decided: Decisions) -> dict[str, str]:
    """The organisations with what a person decided: names that are another's go where that goes, and a name that was
    taken for the wrong thing stands for itself."""
    changed = dict(found)
    same = decided.same_organisation
    for name, path in found.items() if same else ():
        other = same.get(name) or same.get(path, "")
        if other.startswith(("organisation/", "authority/")):
            changed[name] = other
        elif other:
            within = paths.organisation(other, gss) if path.startswith(f"organisation/{gss}/") and gss else ""
            changed[name] = found.get(other) or within or organisation_path(other, on, lexicon)
    for name, path in found.items():
        if (name, path) in decided.wrong and changed[name] == path:
            free = (paths.organisation(name), paths.organisation(name, gss) if gss else "")
            changed[name] = next((one for one in free if one and (name, one) not in decided.wrong), path)
    return changed


def _by_rule(reading: Reading, lexicon: Lexicon, gss: str) -> dict[str, str]:
    on = day_of(reading)
    found: dict[str, str] = {}
    for fact in reading.facts:
        if isinstance(fact, OrganisationMention):
            path = _mentioned(fact, on, lexicon, gss)
            found[fact.name] = path
            if fact.abbreviation:
                found.setdefault(fact.abbreviation, path)
    for name in sorted(_named(reading)):
        is_board = gss and (_SAFEGUARDING_BOARD.search(name) or name in ("LSCB", "the LSCB"))
        found.setdefault(name, paths.board(gss) if is_board else organisation_path(name, on, lexicon))
    for fact in reading.facts:
        if isinstance(fact, Statistic) and fact.area and (authority := lexicon.authority_named(fact.area, on)):
            found.setdefault(fact.area, paths.authority(authority.gss))
    return found


def _mentioned(fact: OrganisationMention, on: str, lexicon: Lexicon, gss: str) -> str:
    if gss and _SAFEGUARDING_BOARD.search(fact.name):
        return paths.board(gss)
    if gss and fact.kind in LOCAL:
        return paths.organisation(fact.name, gss)
    return organisation_path(fact.name, on, lexicon)


def _named(reading: Reading) -> set[str]:
    """Names that facts of other kinds give as employer, speaker, actor or provider."""
    names: set[str] = set()
    for fact in reading.facts:
        if isinstance(fact, Appointment) and fact.organisation:
            names.add(fact.organisation)
        elif isinstance(fact, Quotation) and fact.speaker_kind == "organisation":
            names.add(fact.speaker)
        elif isinstance(fact, Action) and fact.actor:
            names.add(fact.actor)
        elif isinstance(fact, ServiceMention) and fact.provider:
            names.add(fact.provider)
        elif isinstance(fact, RelationStatement) and fact.predicate == "providedBy":
            names.add(fact.object)
    return names


def services_of(reading: Reading, gss: str) -> dict[str, str]:
    """Every service that the reading's facts name → path."""
    mentions = [fact for fact in reading.facts if isinstance(fact, ServiceMention)] if gss else []
    return {fact.name: paths.service(gss, fact.service_type or fact.name) for fact in mentions}


def homes_of(found: Iterable[Mapping[str, str]], lexicon: Lexicon) -> dict[str, str]:
    """Organisation as written → the slug under which its people stand: a council goes by its name in the register."""
    homes = {"Ofsted": "ofsted"}
    for mapping in found:
        for name, path in mapping.items():
            kind, _, code = path.partition("/")
            authority = lexicon.authority(code) if kind == "authority" else None
            homes[name] = paths.slug(f"{authority.name} council") if authority else code.replace("/", "-")
    return homes


def organisation_records(readings: Sequence[Reading], found: Mapping[str, Mapping[str, str]]) -> list[ThingRecord]:
    """One record an organisation over all documents, but for the register's. `found`: document id → name → path."""
    names: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    types: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for reading in readings:
        mapping = found[reading.id]
        for name, path in mapping.items():
            if path.startswith("organisation/") and path != OFSTED:
                names.setdefault(path, set()).add(name)
                sources.setdefault(path, set()).add(reading.id)
        for fact in reading.facts:
            if isinstance(fact, OrganisationMention) and fact.name in mapping:
                types.setdefault(mapping[fact.name], set()).add(fact.kind)
                short.setdefault(mapping[fact.name], set()).add(fact.abbreviation)
    return [
        _record(path, names[path], sources[path], types.get(path, set()), short.get(path, set()))
        for path in sorted(names)
    ]


def _record(path: str, names: set[str], sources: set[str], types: set[str], short: set[str]) -> ThingRecord:
    kind = min((one for one in types if one), default="")
    abbreviation = min((one for one in short if one), default="")
    ordered = tuple(sorted(names - {abbreviation} or names, key=lambda name: (-len(name), name)))
    parts = path.split("/")
    within = paths.authority(parts[1]) if len(parts) == 3 else ""
    thing = "board" if path.endswith("/lscb") else LOCAL.get(kind, "organisation")
    return ThingRecord(path, thing, ordered, within, tuple(sorted(sources)), kind, abbreviation)


def service_records(
    readings: Sequence[Reading], services: Mapping[str, Mapping[str, str]], found: Mapping[str, Mapping[str, str]]
) -> list[ThingRecord]:
    """One record a service over all documents: provided by whom a document names, else by the authority whose it is."""
    names: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    types: dict[str, str] = {}
    providers: dict[str, set[str]] = {}
    for reading in readings:
        for fact in reading.facts:
            path = services[reading.id].get(fact.name, "") if isinstance(fact, ServiceMention) else ""
            if not path or not isinstance(fact, ServiceMention):
                continue
            names.setdefault(path, set()).add(fact.name)
            sources.setdefault(path, set()).add(reading.id)
            types[path] = types.get(path) or fact.service_type
            if fact.provider:
                providers.setdefault(path, set()).add(found[reading.id][fact.provider])
    return [
        ThingRecord(
            path,
            "service",
            tuple(sorted(names[path], key=lambda name: (len(name), name))),
            "",
            tuple(sorted(sources[path])),
            types[path],
            "",
            min(providers.get(path, {paths.authority(path.split("/")[1])})),
        )
        for path in sorted(names)
    ]
