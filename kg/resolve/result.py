"""What resolution hands to the graph: for each document, which thing each name and key means; and the things
themselves.

Paths are below the base IRI (see `kg.resolve.paths`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import BodyRef, Problem
from kg.resolve.corrections import Correction
from kg.resolve.decisions import PersonsDecision
from kg.resolve.doubts import Doubt


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a name was taken for a thing: `score` from 0 to 1 and a sentence."""

    name: str
    path: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentResolution:
    """One document's names. A fact whose inspection or body has no entry here is not put into the graph; the
    resolver has then said so in `problems`.

    Attributes:
        about: paths of the bodies that the document is about.
        inspections: the keys of the document's mentions → path of the inspection.
        bodies: references as the facts hold them → path of the authority or board.
        people: (name, organisation) as the facts hold them → path of the person.
        organisations, services: names as the facts hold them → path.
        work: path of the work that this document is a copy of, "" when it is the only copy here.
        rejected: paths of facts that a person decided to be wrong.
        corrected: path of a fact → what a person decided that it is to say.
        catalogue: it lists other documents; what it says ranks below what they say of themselves, above all else.
    """

    document: str
    about: tuple[str, ...] = ()
    inspections: dict[str, str] = field(default_factory=dict)
    bodies: dict[BodyRef, str] = field(default_factory=dict)
    people: dict[tuple[str, str], str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    services: dict[str, str] = field(default_factory=dict)
    work: str = ""
    catalogue: bool = False
    rejected: frozenset[str] = frozenset()
    corrected: Mapping[str, Correction] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """The canonical description of an inspection, taken from statements, the primary document's own first.

    Dates are ISO, partial where no more is known, "" where nothing is. `report` is the id of the primary
    document, `sources` the ids of all that speak of it, `replaces` paths of vaguer mentions that were
    resolved to it.
    """

    path: str
    gss: str
    inspects: tuple[str, ...]
    inspectorate: str = "ofsted"
    framework: str = ""
    framework_inferred: bool = False
    status: str = "done"
    start: str = ""
    end: str = ""
    published: str = ""
    visits: tuple[tuple[str, str], ...] = ()
    legal_basis: tuple[str, ...] = ()
    lead_inspectors: tuple[str, ...] = ()
    report: str = ""
    sources: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    previous: str = ""


@dataclass(frozen=True, slots=True)
class ThingRecord:
    """The canonical description of a person, an organisation or a service.

    Attributes:
        kind: "person", "inspectorate", "organisation", "board", "committee", "panel", "team" or "service".
        names: the forms seen, the preferred one first.
        within: path of what it belongs to.
        type: notation of `organisation-kind`, of a service of `service-type`; "" where none is known.
        abbreviation: its short name.
        provider: of a service, the path of who provides it.
    """

    path: str
    kind: str
    names: tuple[str, ...]
    within: str = ""
    sources: tuple[str, ...] = ()
    type: str = ""
    abbreviation: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """All documents resolved together. Every mapping is keyed and ordered by content, never by the order of
    input."""

    documents: dict[str, DocumentResolution]
    inspections: tuple[InspectionRecord, ...]
    things: tuple[ThingRecord, ...]
    decided: tuple[PersonsDecision, ...] = ()
    doubts: tuple[Doubt, ...] = ()
