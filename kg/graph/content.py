"""Nodes of the facts that reports and articles state beside the backbone: findings, numbers, organisations, services,
actions, law. One small function a class, as in `kg.graph.facts`, which lists them.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from kg.graph import keys
from kg.graph.names import RDF, concept, insp
from kg.graph.node import FactNode, Names
from kg.graph.nquads import date, is_date, text, typed
from kg.model import (
    Action,
    Finding,
    FollowUpStatement,
    LegalReference,
    OrganisationMention,
    RelationStatement,
    ServiceMention,
    Statistic,
)
from kg.resolve.paths import document, normal_text, service

UNSAID = "not said"
"""What a number counts where neither a vocabulary nor the document's words tell."""
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NOTATION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RELATIONS = {"partOf": "http://www.w3.org/ns/org#subOrganizationOf", "providedBy": insp("providedBy")[1:-1]}
"""What a `RelationStatement` can say → the property."""


def _term_or_words(scheme: str, value: str) -> str:
    return concept(scheme, value) if _NOTATION.fullmatch(value) else text(value)


def finding(fact: Finding, names: Names) -> FactNode | None:
    """A strength or an area for improvement. Key: inspection, body, polarity, text."""
    inspection = names.resolution.inspections.get(fact.inspection, "")
    body = names.resolution.bodies.get(fact.body, "")
    if fact.inspection and not inspection:
        return None
    pairs = [(insp("polarity"), concept("polarity", fact.polarity)), (insp("text"), text(fact.text))]
    pairs += [(insp("inspection"), names.term(inspection))] if inspection else []
    pairs += [(insp("body"), names.term(body))] if body else []
    pairs += [(insp("aspect"), concept("aspect", fact.aspect))] if fact.aspect else []
    pairs += [(insp("theme"), concept("theme", theme)) for theme in fact.themes]
    pairs += [(insp("paragraph"), text(fact.paragraph))] if fact.paragraph else []
    pairs += [(insp("leadsTo"), names.term(path)) for path in _recommendations(fact.leads_to, inspection)]
    path = keys.keyed("Finding", inspection or names.resolution.document, body, fact.polarity, fact.text)
    return FactNode(
        path, "Finding", tuple(pairs), inspection, body,
        value=fact.polarity, text=fact.text, themes=tuple(sorted(fact.themes)),
    )  # fmt: skip


def follow_up_statement(fact: FollowUpStatement, names: Names) -> FactNode | None:
    """What a document says became of what was asked for earlier. Key: later inspection, outcome, text."""
    inspection = names.resolution.inspections.get(fact.inspection, "")
    body = names.resolution.bodies.get(fact.body, "")
    if not inspection or not body:
        return None
    pairs = [
        (insp("inspection"), names.term(inspection)),
        (insp("body"), names.term(body)),
        (insp("outcome"), concept("outcome", fact.outcome)),
        (insp("extent"), concept("extent", fact.extent)),
        (insp("text"), text(fact.text)),
        *((insp("theme"), concept("theme", theme)) for theme in fact.themes),
        *((insp("earlierYear"), date(year)) for year in fact.years),
    ]
    path = keys.keyed("FollowUpStatement", inspection, fact.outcome, fact.text)
    return FactNode(
        path, "FollowUpStatement", tuple(pairs), inspection, body,
        subject=fact.extent, value=fact.outcome, text=fact.text, themes=tuple(sorted(fact.themes)), years=fact.years,
    )  # fmt: skip


def _recommendations(places: tuple[tuple[str, str], ...], inspection: str) -> list[str]:
    """Paths of recommendations by addressee and place, where the inspection is known."""
    if not inspection:
        return []
    party = {"authority": "authority/", "lscb": "organisation/x/lscb"}
    return [
        keys.recommendation(inspection, party.get(addressee, "authority/"), place, "") for addressee, place in places
    ]


def statistic(fact: Statistic, names: Names) -> FactNode | None:
    """A number. Key: indicator, area, date or period, comparator, value, unit."""
    try:
        value = format(Decimal(fact.value).normalize(), "f")  # the form in which stores keep decimals
    except InvalidOperation:
        return None
    pairs = [(insp("value"), typed(value, f"{_XSD}decimal"))]
    pairs += [(insp("indicator"), concept("indicator", fact.indicator))] if fact.indicator else []
    pairs += [(insp("indicatorText"), text(fact.indicator_text))] if fact.indicator_text else []
    if not (fact.indicator or fact.indicator_text):
        pairs.append((insp("indicatorText"), text(UNSAID)))
    pairs += [(insp("unit"), _term_or_words("unit", fact.unit))] if fact.unit else []
    pairs += [(insp("qualifier"), _term_or_words("qualifier", fact.qualifier))] if fact.qualifier else []
    pairs += [(insp("comparator"), _term_or_words("comparator", fact.comparator))] if fact.comparator else []
    pairs += [(insp("refDate" if is_date(fact.date) else "refPeriod"), _when(fact.date))] if fact.date else []
    pairs += [(insp("refArea"), _area(fact.area, names))] if fact.area else []
    if fact.compared_with:
        pairs.append((insp("comparedWith"), names.term(names.statistics.get(fact.compared_with, ""))))
        pairs = [pair for pair in pairs if pair[1] != names.term("")]
    return FactNode(statistic_path(fact, names), "Statistic", tuple(pairs))


def statistic_path(fact: Statistic, names: Names) -> str:
    """Path of a statistic: its key holds the normalised words of its indicator where no vocabulary has it."""
    indicator = fact.indicator or fact.indicator_text
    return keys.keyed(
        "Statistic", indicator, _area_path(fact.area, names), fact.date, fact.comparator, fact.value, fact.unit
    )


def _when(value: str) -> str:
    return date(value) if is_date(value) else text(value)


def _area_path(area: str, names: Names) -> str:
    return names.resolution.organisations.get(area) or names.about_path() if area else ""


def _area(area: str, names: Names) -> str:
    path = names.resolution.organisations.get(area, "")
    return names.term(path) if path else text(area)


def organisation(fact: OrganisationMention, names: Names) -> FactNode | None:
    """A document names an organisation. Key: document, thing."""
    path = names.resolution.organisations.get(fact.name, "")
    return _mention(path, fact.name, names) if path else None


def service_mention(fact: ServiceMention, names: Names) -> FactNode | None:
    """A document names a service of the body that it is about. Key: document, thing."""
    gss = names.about_gss()
    return _mention(service(gss, fact.service_type or fact.name), fact.name, names) if gss else None


def _mention(path: str, name: str, names: Names) -> FactNode:
    key = keys.keyed("Mention", document(names.resolution.document), path)
    return FactNode(key, "Mention", ((insp("about"), names.term(path)), (insp("nameAsWritten"), text(name))))


def relation(fact: RelationStatement, names: Names) -> FactNode | None:
    """Part of, provided by. Key: subject, property, object."""
    subject, target = names.thing(fact.subject), names.thing(fact.object)
    if not subject or not target or subject == target:
        return None
    pairs = [
        (f"<{RDF}subject>", names.term(subject)),
        (f"<{RDF}predicate>", f"<{RELATIONS[fact.predicate]}>"),
        (f"<{RDF}object>", names.term(target)),
    ]
    return FactNode(keys.keyed("RelationStatement", subject, fact.predicate, target), "RelationStatement", tuple(pairs))


def action(fact: Action, names: Names) -> FactNode | None:
    """What an organisation did, plans or promises. Key: actor, text."""
    actor = names.resolution.organisations.get(fact.actor, "") if fact.actor else names.about_path()
    pairs = [(insp("text"), text(fact.text)), (insp("state"), concept("state", fact.state or "done"))]
    pairs += [(insp("actor"), names.term(actor))] if actor else []
    pairs += [(insp("actorAsWritten"), text(fact.actor))] if fact.actor else []
    pairs += [(insp("due"), _when(fact.due))] if fact.due else []
    answered = {path for place in fact.responds_to for path in names.findings.get(place, ())}
    pairs += [(insp("respondsTo"), names.term(path)) for path in sorted(answered)]
    return FactNode(keys.keyed("Action", actor or normal_text(fact.actor), fact.text), "Action", tuple(pairs))


def legal_reference(fact: LegalReference, names: Names) -> FactNode | None:
    """A provision that a document relies on. Key: the document's inspection, provision."""
    inspection = names.resolution.inspections.get(fact.inspection, "")
    if not fact.iri:
        return None
    pairs = [(insp("provision"), f"<{fact.iri}>")]
    pairs += [(insp("provisionTitle"), text(f"{fact.title}, section {fact.section}" if fact.section else fact.title))]
    pairs += [(insp("inspection"), names.term(inspection))] if inspection else []
    path = keys.keyed("LegalReference", inspection or names.resolution.document, fact.iri)
    return FactNode(path, "LegalReference", tuple(pairs), inspection)
