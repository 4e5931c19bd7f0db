"""What documents state: facts and their kinds. None can be made without the words that state it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.document import Span

OWN = "own"
"""Key of the inspection that a report is the report of."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exact as it is known: `2017-05-02`, `2017-05` or `2017` (ISO 8601)."""

    iso: str

    def __post_init__(self) -> None:
        parts = self.iso.split("-")
        if not (1 <= len(parts) <= 3 and len(parts[0]) == 4 and all(p.isdigit() for p in parts)):
            raise ValueError(f"not a date: {self.iso}")

    @property
    def precision(self) -> str:
        """ "day", "month" or "year"."""
        return ("year", "month", "day")[self.iso.count("-")]


@dataclass(frozen=True, slots=True)
class BodyRef:
    """An inspected body as a document names it. `kind` is "authority" or "board"; an empty name means the body that the
    document is about."""

    name: str = ""
    kind: str = "authority"


@dataclass(frozen=True, slots=True)
class ToldPublication:
    """When a piece that prints no date says that a report came out, told from its own day: `when` in small letters
    ("last week"), `inspection` the key of the inspection whose report it is, `span` the words that say so."""

    inspection: str
    when: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a document states. It cannot be made without the words that state it.

    Attributes:
        evidence: the spans that state it, best first; at least one.
        confidence: how sure the rule is, from 0 to 1.
        extractor: the rule's name.
    """

    evidence: tuple[Span, ...]
    confidence: float
    extractor: str

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a fact without evidence")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence out of range: {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionMention:
    """An inspection as one document speaks of it; `key` is how the document's facts refer to it (`OWN` for the report's
    own). Concepts by notation; "" or None where the document does not say. `month` ("05") is what is known of the first
    day where no year is; `years_before` how many years it lies before the main one; `main`: the piece is about it;
    `of_document`: it is the inspection that the document with this id reports on."""

    key: str
    body: BodyRef
    framework: str = ""
    framework_inferred: bool = False
    status: str = "done"
    month: str = ""
    years_before: int = 0
    main: bool = False
    of_document: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    published: PartialDate | None = None
    visits: tuple[tuple[PartialDate, PartialDate], ...] = ()
    inspects_board: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionStatement(Fact):
    """One stated property of an inspection. `property` is the local name of an `insp:` property (startDate, endDate,
    publicationDate, visit, framework, legalBasis, leadInspector, recommendationCount …), `value` its normalised value:
    an ISO date, "date/date" for a visit, a concept's notation, a number or words."""

    inspection: str
    property: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Fact):
    """A grade for an aspect. `aspect`, `covers`, `grade` are notations."""

    inspection: str
    body: BodyRef
    aspect: str
    covers: tuple[str, ...]
    grade: str
    aspect_as_written: str
    grade_as_written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Fact):
    """What the inspectorate asks for. `addressed_to`: "authority" and/or "lscb"; `number` as printed or "", `position`
    in its list from 1, or None where it has no place; `timescale`, `priority` notations or ""."""

    inspection: str
    body: BodyRef
    addressed_to: tuple[str, ...]
    addressee_as_written: str = ""
    number: str = ""
    position: int | None = None
    priority: str = ""
    timescale: str = ""
    text: str
    themes: tuple[str, ...] = ()
    aspect: str = ""
    national_framework_tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Fact):
    """A person's part in an inspection. `organisation` is whom they work for, as written or implied ("Ofsted")."""

    inspection: str
    person: str
    role: str
    post_title: str
    honorific: str = ""
    organisation: str = "Ofsted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Fact):
    """A person, or an unnamed holder (`person` is ""), in a role at an organisation. Dates as ISO or ""."""

    person: str
    role: str
    post_title: str
    organisation: str
    honorific: str = ""
    since: str = ""
    until: str = ""
    as_of: str = ""
    interim: bool = False
    holder_count: int = 1
    party: str = ""
    ward: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Fact):
    """Words attributed to a speaker: a person's name, an organisation's, or a document ("the report")."""

    speaker: str
    speaker_kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Fact):
    """A stated strength or area for improvement: `text` is the clause that says it, on one line; `paragraph` the
    printed number of its paragraph or ""; `leads_to` the recommendations that it is marked to lead to, as (addressee,
    number or position) of this document's own, for example ("authority", "3")."""

    inspection: str
    body: BodyRef
    polarity: str
    text: str
    aspect: str = ""
    themes: tuple[str, ...] = ()
    paragraph: str = ""
    leads_to: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpStatement(Fact):
    """What a document says became of what earlier inspections asked for. `inspection` is the later one, which says so;
    `outcome` a notation (addressed, partly-addressed, not-addressed); `extent` of how much of what was asked for it
    speaks: "all", "most", "some" or "one"; `text` the words that say it, on one line; `years` those of the earlier
    inspections that it names ("2016"), none where it does not say."""

    inspection: str
    body: BodyRef
    outcome: str
    extent: str
    text: str
    themes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic(Fact):
    """A number with what it counts. `key` names it within its document, so that a comparator can point to the main one
    (`compared_with`). `value` is a decimal in digits ("3318", "94.7"); `indicator` a notation or "", with
    `indicator_text` the words; `date` an ISO date (partial where no more is known), "first/last" for a period, or the
    words ("last year") where nothing tells; `comparator` a notation (previous, national …) or ""."""

    key: str
    indicator: str = ""
    indicator_text: str = ""
    value: str
    unit: str = ""
    qualifier: str = ""
    date: str = ""
    area: str = ""
    comparator: str = ""
    compared_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMention(Fact):
    """A document names an organisation, board, panel, team or partner: its name in full, its abbreviation where one is
    given, its kind (a notation of `organisation-kind`), and what it is stated to be part of (a name) or ""."""

    name: str
    abbreviation: str = ""
    kind: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceMention(Fact):
    """A document names a service of the body that it is about: `service_type` a notation or "", `provider` the name of
    who is stated to provide it or ""."""

    name: str
    service_type: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationStatement(Fact):
    """One thing's relation to another, both by name: `predicate` is "partOf" or "providedBy"."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Fact):
    """What an organisation did, plans or promises: `actor` as a name ("" for the body that the document is about),
    `due` an ISO date or words, `state` a notation (done, under-way, planned, promised), `responds_to` the places of
    the findings of this document that it is said to respond to."""

    actor: str
    text: str
    due: str = ""
    state: str = ""
    responds_to: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalReference(Fact):
    """A provision that a document relies on: `title` of the act or instrument with its year, `section` ("136", "15A" or
    ""), `iri` its identifier at legislation.gov.uk, "" where it is not known."""

    inspection: str
    title: str
    section: str = ""
    iri: str = ""
