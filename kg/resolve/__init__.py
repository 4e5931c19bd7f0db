"""Names → things, all documents together. Every decision has a score and a reason; nothing edits a fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import OWN, BodyRef, Participation, Problem, Reading
from kg.resolve import copies, inspections, organisations, paths, people
from kg.resolve.authorities import bodies_of
from kg.resolve.decisions import Decisions
from kg.resolve.doubtful import doubtful_bodies, doubtful_names
from kg.resolve.doubts import Doubt, kept
from kg.resolve.inspections import Located
from kg.resolve.matching import grades_by_key
from kg.resolve.result import Decision, DocumentResolution, InspectionRecord, Resolution, ThingRecord
from kg.vocabulary import Lexicon


def resolve(readings: Sequence[Reading], lexicon: Lexicon, decided: Decisions | None = None) -> Resolution:
    """Tie the names in all readings to things. The order of the readings changes nothing; what a person decided wins."""
    decided = decided or Decisions()
    ordered = sorted(readings, key=lambda reading: reading.id)
    bodies = {reading.id: bodies_of(reading, lexicon, decided) for reading in ordered}
    located, lost = _locate(ordered, {key: found for key, (found, _) in bodies.items()})
    keys, records, decisions, doubts = _inspections(located, decided)
    _tie_listed(ordered, keys)
    work = copies.works(ordered, _groups(ordered, {key: found for key, (found, _) in bodies.items()}))
    codes = {reading.id: _code(reading, bodies[reading.id][0]) for reading in ordered}
    named = {one.id: organisations.organisations_of(one, lexicon, codes[one.id], decided) for one in ordered}
    services = {reading.id: organisations.services_of(reading, codes[reading.id]) for reading in ordered}
    homes = organisations.homes_of(named.values(), lexicon)
    person_paths, person_things, tied = _people(ordered, homes, _home_paths(named), decided)
    documents = {
        reading.id: DocumentResolution(
            document=reading.id,
            about=_about(reading, bodies[reading.id][0]),
            inspections=keys.get(reading.id, {}),
            bodies=bodies[reading.id][0],
            people={key: person_paths.get(key) or _alone(key, reading) for key in people.named_people(reading)},
            organisations=named[reading.id],
            services=services[reading.id],
            work=work.get(reading.id, ""),
            catalogue=reading.genre == "catalogue",
            rejected=decided.rejected,
            corrected=decided.corrected,
            decisions=(*bodies[reading.id][1], *decisions.get(reading.id, ())),
            problems=tuple(lost.get(reading.id, ())),
        )
        for reading in ordered
    }
    leads = _leads(ordered, documents)
    provided = organisations.service_records(ordered, services, named)
    things = (*person_things, *_bodies(ordered, documents, named), *provided)
    with_leads = inspections.in_order(_with_leads(records, leads))
    ordered_things = tuple(sorted(things, key=lambda thing: thing.path))
    doubts += doubtful_names(ordered, person_paths, tied, ordered_things, named, decided.wrong)
    doubts += doubtful_bodies(ordered, bodies)
    return Resolution(documents, with_leads, ordered_things, decided.rows, kept(doubts))


def _bodies(
    readings: Sequence[Reading], documents: dict[str, DocumentResolution], named: dict[str, dict[str, str]]
) -> list[ThingRecord]:
    """The organisations that documents name, and the boards that they speak of besides."""
    known = organisations.organisation_records(readings, named)
    paths_known = {one.path for one in known}
    return [*known, *(one for one in _bodies_as_things(readings, documents) if one.path not in paths_known)]


def _about(reading: Reading, bodies: dict[BodyRef, str]) -> tuple[str, ...]:
    """Paths of the bodies that a reading is about, each once."""
    return tuple(dict.fromkeys(bodies[ref] for ref in reading.about if ref in bodies))


def _code(reading: Reading, bodies: dict[BodyRef, str]) -> str:
    """GSS code of the authority that a reading is about, or ""."""
    return next((bodies[ref].split("/")[1] for ref in reading.about if ref in bodies), "")


def _tie_listed(readings: Sequence[Reading], keys: dict[str, dict[str, str]]) -> None:
    """Tie what catalogues say of a document's inspection to that document's own."""
    for reading in readings:
        for mention in reading.inspections:
            path = keys.get(mention.of_document, {}).get(OWN)
            if path:
                keys.setdefault(reading.id, {})[mention.key] = path


def _locate(
    readings: Sequence[Reading], bodies: dict[str, dict[BodyRef, str]]
) -> tuple[list[Located], dict[str, list[Problem]]]:
    located: list[Located] = []
    lost: dict[str, list[Problem]] = {}
    for reading in readings:
        for mention in reading.inspections:
            if mention.of_document:
                continue
            path = bodies[reading.id].get(mention.body, "")
            gss = next((part for part in path.split("/")[1:2]), "")
            if gss:
                located.append(Located(reading, mention, gss))
            else:
                what = (
                    f"no body of the register is named {mention.body.name!r}"
                    if mention.body.name
                    else "no body is named"
                )
                lost.setdefault(reading.id, []).append(
                    Problem(
                        reading.path,
                        "warning",
                        "document",
                        what,
                        "add the name to the register as a label, or check it",
                    )
                )
    return located, lost


def _inspections(
    located: Sequence[Located], decided: Decisions
) -> tuple[dict[str, dict[str, str]], list[InspectionRecord], dict[str, list[Decision]], list[Doubt]]:
    keys: dict[str, dict[str, str]] = {}
    decisions: dict[str, list[Decision]] = {}
    own: dict[str, list[Located]] = {}
    for one in located:
        if inspections.is_own(one.mention) and (path := inspections.own_path(one)):
            own.setdefault(path, []).append(one)
            keys.setdefault(one.reading.id, {})[one.mention.key] = path
    records = [inspections.own_record(path, group, _inspected(group)) for path, group in sorted(own.items())]
    by_body: dict[str, list[InspectionRecord]] = {}
    for record in records:
        by_body.setdefault(record.gss, []).append(record)
    others = [one for one in located if not inspections.is_own(one.mention)]
    vague: dict[str, list[Located]] = {}
    resolved, doubts = inspections.resolve_mentions(others, by_body, _graded(own), decided)
    for vague_path, exact in inspections.merged(others, resolved).items():
        resolved = {key: (exact, None) if at == (vague_path, None) else at for key, at in resolved.items()}
    resolved = inspections.apart(others, resolved)
    doubts = [replace(one, thing=resolved[one.document, one.what.rpartition("#")[2]][0]) for one in doubts]
    for one in others:
        path, decision = resolved.get((one.reading.id, one.mention.key), ("", None))
        if path:
            keys.setdefault(one.reading.id, {})[one.mention.key] = path
        if decision:
            decisions.setdefault(one.reading.id, []).append(decision)
        elif path:
            vague.setdefault(path, []).append(one)
    known = {record.path for record in records}
    records += [
        inspections.vague_record(path, group, _inspected(group))
        for path, group in sorted(vague.items())
        if path not in known
    ]
    return keys, _with_mentions(records, others, resolved), decisions, doubts


def _graded(own: dict[str, list[Located]]) -> dict[str, dict[str, str]]:
    """Path of an inspection → the grades that its own reports give it."""
    return {
        path: {aspect: grade for one in group for aspect, grade in grades_by_key(one.reading).get(OWN, {}).items()}
        for path, group in own.items()
    }


def _with_mentions(
    records: Iterable[InspectionRecord],
    others: Sequence[Located],
    resolved: dict[tuple[str, str], tuple[str, Decision | None]],
) -> list[InspectionRecord]:
    """Add to each record who else speaks of it, and the vaguer paths that it replaces."""
    speakers: dict[str, set[str]] = {}
    replaced: dict[str, set[str]] = {}
    for one in others:
        path, decision = resolved.get((one.reading.id, one.mention.key), ("", None))
        if decision is None:
            continue
        speakers.setdefault(path, set()).add(one.reading.id)
        vague = inspections.first_day(one.mention)
        if vague and paths.inspection(one.gss, vague) != path:
            replaced.setdefault(path, set()).add(paths.inspection(one.gss, vague))
    return [
        replace(
            record,
            sources=tuple(sorted({*record.sources, *speakers.get(record.path, ())})),
            replaces=tuple(sorted(replaced.get(record.path, ()))),
        )
        for record in records
    ]


def _inspected(group: Sequence[Located]) -> tuple[str, ...]:
    """What an inspection inspects: the authority, and the board where a report of it reviews the board."""
    found: set[str] = set()
    for one in group:
        if one.mention.framework != "lscb-review":
            found.add(paths.authority(one.gss))
        if one.mention.inspects_board:
            found.add(paths.board(one.gss))
    return tuple(sorted(found))


def _groups(readings: Sequence[Reading], bodies: dict[str, dict[BodyRef, str]]) -> list[list[str]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for reading in readings:
        about = next((bodies[reading.id][ref] for ref in reading.about if ref in bodies[reading.id]), "")
        groups.setdefault((reading.genre, about), []).append(reading.id)
    return [group for _, group in sorted(groups.items())]


def _people(
    readings: Sequence[Reading], homes: dict[str, str], home_paths: dict[str, str], decided: Decisions
) -> tuple[dict[tuple[str, str], str], list[ThingRecord], dict[tuple[str, str], str]]:
    """(name, organisation) → path, the people, and (name, organisation) → the name that the rules say stands for it."""
    sources: dict[tuple[str, str], set[str]] = {}
    for reading in readings:
        for key in people.named_people(reading):
            if key[1]:
                sources.setdefault(key, set()).add(reading.id)
    canonical = people.canonical_names(sources, homes, decided.same, decided.wrong)
    tied = {key: name for key, name in canonical.items() if key[0] not in decided.same}
    found = people.people_paths(canonical, homes)
    alone = [
        ThingRecord(_alone(key, reading), "person", (key[0],), "", (reading.id,))
        for reading in readings
        for key in sorted(people.named_people(reading))
        if not key[1]
    ]
    return found, [*people.person_records(found, sources, home_paths), *alone], tied


def _alone(key: tuple[str, str], reading: Reading) -> str:
    """Path of a person whose organisation nobody names: known within that document only."""
    return paths.person(key[0], reading.id)


def _home_paths(named: dict[str, dict[str, str]]) -> dict[str, str]:
    """Organisation as written → its path, over all documents."""
    return {"Ofsted": paths.organisation("Ofsted")} | {
        name: path for mapping in named.values() for name, path in sorted(mapping.items())
    }


def _leads(readings: Sequence[Reading], documents: dict[str, DocumentResolution]) -> dict[str, set[str]]:
    """Path of an inspection → paths of its lead inspectors, as its own reports name them."""
    leads: dict[str, set[str]] = {}
    for reading in readings:
        resolution = documents[reading.id]
        for fact in reading.facts:
            if (
                isinstance(fact, Participation)
                and fact.role == "lead-inspector"
                and fact.inspection in resolution.inspections
            ):
                person = resolution.people[fact.person, fact.organisation]
                leads.setdefault(resolution.inspections[fact.inspection], set()).add(person)
    return leads


def _with_leads(records: Iterable[InspectionRecord], leads: dict[str, set[str]]) -> list[InspectionRecord]:
    return [replace(record, lead_inspectors=tuple(sorted(leads.get(record.path, ())))) for record in records]


def _bodies_as_things(readings: Sequence[Reading], documents: dict[str, DocumentResolution]) -> list[ThingRecord]:
    """The boards that documents speak of, and the inspectorate; authorities are in the register already."""
    sources: dict[str, set[str]] = {}
    for reading in readings:
        for path in documents[reading.id].bodies.values():
            if path.endswith("/lscb"):
                sources.setdefault(path, set()).add(reading.id)
    boards = [
        ThingRecord(
            path,
            "board",
            ("Local Safeguarding Children Board",),
            f"authority/{path.split('/')[1]}",
            tuple(sorted(found)),
        )
        for path, found in sorted(sources.items())
    ]
    return [*boards, ThingRecord("organisation/ofsted", "inspectorate", ("Ofsted",))]
