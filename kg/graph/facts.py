"""How each kind of fact becomes a node of the graph: one small function a class, all listed in `FACT_NODES`.

A function gets the fact and its document's names and gives a `FactNode`, or None where resolution left out
the inspection, body or person (it has then said so in problems.csv). To add a class: one function, one line
in the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from kg.graph import content, keys
from kg.graph.names import FOAF, ORG, PROV, concept, insp
from kg.graph.node import FactNode, Names
from kg.graph.nquads import address, boolean, date, integer, is_date, text
from kg.model import (
    Action,
    Appointment,
    BodyRef,
    Fact,
    Finding,
    FollowUpStatement,
    InspectionStatement,
    Judgement,
    LegalReference,
    OrganisationMention,
    Participation,
    Quotation,
    Recommendation,
    RelationStatement,
    ServiceMention,
    Statistic,
)

Pairs = list[tuple[str, str]]
_NOTATION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONCEPT_PROPERTIES = {"framework": "framework", "status": "status", "frameworkVersion": "framework-version"}


def _notation_or_text(scheme: str, value: str) -> str:
    return concept(scheme, value) if _NOTATION.fullmatch(value) else text(value)


def _present(*pairs: tuple[str, str, Callable[[str], str]]) -> Pairs:
    """(property, value, writer) as terms, without the empty values."""
    return [(insp(name), write(value)) for name, value, write in pairs if value]


def stated_value(name: str, value: str) -> str:
    """The value of an inspection's property as a term: a date, a concept, a number, an address, words."""
    if name in _CONCEPT_PROPERTIES:
        return _notation_or_text(_CONCEPT_PROPERTIES[name], value)
    if is_date(value) and (name.endswith("Date") or name == "notBefore"):
        return date(value)
    return integer(int(value)) if value.isascii() and value.isdigit() else address(value)


def statement(fact: InspectionStatement, names: Names) -> FactNode | None:
    """A stated property of an inspection. Key: inspection, property, value."""
    inspection = names.resolution.inspections.get(fact.inspection)
    if not inspection:
        return None
    value = stated_value(fact.property, fact.value)
    pairs = [
        (insp("inspection"), names.term(inspection)),
        (insp("statedProperty"), insp(fact.property)),
        (insp("statedValue"), value),
    ]
    if "#date>" in value or "#gYear" in value:
        pairs.append((insp("datePrecision"), concept("date-precision", precision(fact.value))))
    path = keys.keyed("InspectionStatement", inspection, fact.property, fact.value)
    return FactNode(path, "InspectionStatement", tuple(pairs), inspection, subject=fact.property, value=fact.value)


def precision(iso: str) -> str:
    """How exact an ISO date is: "day", "month" or "year"."""
    return ("year", "month", "day")[iso.count("-")]


def judgement(fact: Judgement, names: Names) -> FactNode | None:
    """A grade for an aspect."""
    inspection = names.resolution.inspections.get(fact.inspection)
    body = names.resolution.bodies.get(fact.body)
    if not inspection or not body:
        return None
    pairs = [
        (insp("inspection"), names.term(inspection)),
        (insp("body"), names.term(body)),
        (insp("aspect"), concept("aspect", fact.aspect)),
        (insp("grade"), concept("grade", fact.grade)),
        *((insp("covers"), concept("aspect", aspect)) for aspect in fact.covers),
        *_present(("aspectAsWritten", fact.aspect_as_written, text), ("gradeAsWritten", fact.grade_as_written, text)),
    ]
    path = keys.judgement(inspection, body, fact.aspect, fact.grade)
    covers = tuple(sorted(fact.covers))
    return FactNode(path, "Judgement", tuple(pairs), inspection, body, fact.aspect, fact.grade, covers)


def recommendation(fact: Recommendation, names: Names) -> FactNode | None:
    """What the inspectorate asks for. `FactNode.value` is its text: two can claim one place."""
    inspection = names.resolution.inspections.get(fact.inspection)
    body = names.resolution.bodies.get(fact.body)
    if not inspection or not body:
        return None
    gss = inspection.split("/")[1]
    addressees = {"authority": f"authority/{gss}", "lscb": f"organisation/{gss}/lscb"}
    place = fact.number or (str(fact.position) if fact.position is not None else "")
    pairs = [
        (insp("inspection"), names.term(inspection)),
        (insp("body"), names.term(body)),
        *((insp("addressedTo"), names.term(addressees.get(to, to))) for to in fact.addressed_to),
        (insp("text"), text(fact.text)),
        *_present(("number", fact.number, text), ("addresseeAsWritten", fact.addressee_as_written, text)),
        *_present(*((name, value, _concept_writer(scheme)) for name, scheme, value in _concepts_of(fact))),
    ]
    if fact.position is not None:
        pairs.append((insp("position"), integer(fact.position)))
    party = addressees["lscb"] if fact.addressed_to == ("lscb",) else body
    path = keys.recommendation(inspection, party, place, fact.text)
    themes = tuple(sorted(fact.themes))
    return FactNode(
        path, "Recommendation", tuple(pairs), inspection, party,
        value=fact.text, place=place, text=fact.text, themes=themes,
    )  # fmt: skip


def _concepts_of(fact: Recommendation) -> list[tuple[str, str, str]]:
    return [
        ("priority", "priority", fact.priority),
        ("timescale", "timescale", fact.timescale),
        ("aspect", "aspect", fact.aspect),
        ("nationalFrameworkTag", "national-framework", fact.national_framework_tag),
        *(("theme", "theme", theme) for theme in fact.themes),
    ]


def _concept_writer(scheme: str) -> Callable[[str], str]:
    return lambda value: _notation_or_text(scheme, value)


def participation(fact: Participation, names: Names) -> FactNode | None:
    """A person's part in an inspection. Key: inspection, person, role."""
    inspection = names.resolution.inspections.get(fact.inspection)
    person = names.resolution.people.get((fact.person, fact.organisation))
    if not inspection or not person:
        return None
    pairs = [
        (insp("inspection"), names.term(inspection)),
        (f"<{PROV}agent>", names.term(person)),
        (f"<{PROV}hadRole>", concept("role", fact.role)),
        *_present(("postTitle", fact.post_title, text), ("nameAsWritten", fact.person, text)),
        *_honorific(fact.honorific),
    ]
    path = keys.keyed("Participation", inspection, person, fact.role)
    return FactNode(path, "Participation", tuple(pairs), inspection, subject=fact.role, value=person)


def _honorific(value: str) -> Pairs:
    return [(f"<{FOAF}title>", text(value))] if value else []


def appointment(fact: Appointment, names: Names) -> FactNode | None:
    """A person, or an unnamed holder, in a role. Key: holder, role, organisation, post title."""
    organisation = names.resolution.organisations.get(fact.organisation) or names.resolution.bodies.get(
        BodyRef(fact.organisation)
    )
    person = names.resolution.people.get((fact.person, fact.organisation), "")
    if not fact.organisation:
        organisation = ""  # unknown, which is not the body that the document is about
    if (fact.organisation and not organisation) or (fact.person and not person):
        return None
    pairs = [
        *([(f"<{ORG}organization>", names.term(organisation))] if organisation else []),
        *([(f"<{ORG}member>", names.term(person))] if person else []),
        *([(f"<{ORG}role>", concept("role", fact.role))] if fact.role else []),
        *_honorific(fact.honorific),
        *_present(
            ("postTitle", fact.post_title, text),
            ("nameAsWritten", fact.person, text),
            ("from", fact.since, date),
            ("until", fact.until, date),
            ("asOf", fact.as_of, date),
            ("party", fact.party, _concept_writer("party")),
            ("ward", fact.ward, text),
        ),
    ]
    if fact.interim:
        pairs.append((insp("interim"), boolean(True)))
    if fact.holder_count != 1:
        pairs.append((insp("holderCount"), integer(fact.holder_count)))
    path = keys.keyed("Appointment", person, fact.role, organisation or "", fact.post_title)
    return FactNode(path, "Appointment", tuple(pairs), subject=fact.role, value=person)


def quotation(fact: Quotation, names: Names) -> FactNode:
    """Words attributed to a speaker. Key: speaker (the name where it is no known thing), text."""
    speaker = names.speaker(fact.speaker, fact.speaker_kind)
    pairs = [(insp("text"), text(fact.text)), *_present(("speakerAsWritten", fact.speaker, text))]
    if speaker:
        pairs.append((insp("speaker"), names.term(speaker)))
    return FactNode(keys.keyed("Quotation", speaker or fact.speaker, fact.text), "Quotation", tuple(pairs))


FACT_NODES: Mapping[type[Fact], Callable[[Any, Names], FactNode | None]] = {
    InspectionStatement: statement,
    Judgement: judgement,
    Recommendation: recommendation,
    Participation: participation,
    Appointment: appointment,
    Quotation: quotation,
    Finding: content.finding,
    FollowUpStatement: content.follow_up_statement,
    Statistic: content.statistic,
    OrganisationMention: content.organisation,
    ServiceMention: content.service_mention,
    RelationStatement: content.relation,
    Action: content.action,
    LegalReference: content.legal_reference,
}
