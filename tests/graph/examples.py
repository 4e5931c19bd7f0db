"""Hand-made readings of one inspection: its report, a damaged copy of it, and a newspaper that disagrees."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.graph.derive import derived_quads, scales_of
from kg.graph.provenance import provenance_quads
from kg.graph.reference import reference_quads
from kg.graph.store import create_store
from kg.graph.triples import document_graph
from kg.model import (
    OWN,
    Action,
    Appointment,
    BodyRef,
    CatalogueEntry,
    Fact,
    Finding,
    FollowUpStatement,
    InspectionStatement,
    Judgement,
    LegalReference,
    OrganisationMention,
    Participation,
    Passage,
    Quotation,
    Reading,
    Recommendation,
    RelationStatement,
    ServiceMention,
    Span,
    Statistic,
)
from kg.resolve.result import DocumentResolution, InspectionRecord, Resolution, ThingRecord
from kg.vocabulary import lexicon

BASE = "https://example.org/kg/"
GSS = "E10000031"
INSPECTION = f"inspection/{GSS}/2017-05-02"
EARLIER = f"inspection/{GSS}/2013-11-04"
AUTHORITY = f"authority/{GSS}"
BOARD = f"organisation/{GSS}/lscb"
HUB = f"organisation/{GSS}/example-hub"
AGENCY = "organisation/example-agency"
SERVICE = f"service/{GSS}/adoption"
LEAD = "person/ofsted/ann-example"
BODY = BodyRef()
BOARD_REF = BodyRef("", "board")


def identifier(name: str) -> str:
    """The id of a document with this content."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def grade(aspect: str, value: str, start: int = 10, confidence: float = 0.9, **more: object) -> Judgement:
    """A judgement in ten characters from `start`."""
    values: dict[str, object] = {
        "evidence": (Span(start, start + 10),), "confidence": confidence, "extractor": "grades.table",
        "inspection": OWN, "body": BODY, "aspect": aspect, "covers": (aspect,), "grade": value,
        "aspect_as_written": aspect.title(), "grade_as_written": value.title(),
    }  # fmt: skip
    return Judgement(**(values | more))  # type: ignore[arg-type]


def stated(name: str, value: str, start: int = 100, confidence: float = 0.9) -> InspectionStatement:
    """A statement in ten characters from `start`."""
    return InspectionStatement(
        evidence=(Span(start, start + 10),), confidence=confidence, extractor="inspections.cover",
        inspection=OWN, property=name, value=value,
    )  # fmt: skip


def asked(text: str, start: int = 200, **more: object) -> Recommendation:
    """A recommendation in ten characters from `start`."""
    values: dict[str, object] = {
        "evidence": (Span(start, start + 10),), "confidence": 0.95, "extractor": "recommendations.list",
        "inspection": OWN, "body": BODY, "addressed_to": ("authority",), "text": text,
    }  # fmt: skip
    return Recommendation(**(values | more))  # type: ignore[arg-type]


def team(person: str = "Ann Example", role: str = "lead-inspector", start: int = 300) -> Participation:
    """A member of the inspection team."""
    return Participation(
        evidence=(Span(start, start + 10),), confidence=0.9, extractor="people.team", inspection=OWN,
        person=person, role=role, post_title=role.replace("-", " ").capitalize(),
    )  # fmt: skip


def post() -> Appointment:
    """A councillor."""
    return Appointment(
        evidence=(Span(400, 410),), confidence=0.8, extractor="people.posts", person="Bob Sample",
        role="council-leader", post_title="Leader", organisation="Warwickshire", honorific="Cllr",
        since="2016-05", interim=True, party="conservative", ward="Stour",
    )  # fmt: skip


def said() -> Quotation:
    """Something that the councillor said."""
    return Quotation(
        evidence=(Span(500, 510),), confidence=0.8, extractor="quotations", speaker="Bob Sample",
        speaker_kind="person", text="We will do better.",
    )  # fmt: skip


def content() -> list[Fact]:
    """One fact of each kind that stands beside the backbone; the second number is compared with the first."""
    about: dict[str, object] = {"confidence": 0.8, "extractor": "examples"}

    def at(start: int) -> dict[str, object]:
        return about | {"evidence": (Span(start, start + 10),)}

    return [
        Finding(**at(600), inspection=OWN, body=BODY, polarity="strength", text="Plans are clear.", aspect="adoption",
                themes=("caseloads",), paragraph="12", leads_to=(("authority", "1"),)),
        FollowUpStatement(**at(740), inspection=OWN, body=BODY, outcome="partly-addressed", extent="some",
                          text="Some of it has been done.", themes=("caseloads",), years=("2013",)),
        Statistic(**at(620), key="a", indicator="looked-after", value="699", date="2017-03-31", area="Warwickshire"),
        Statistic(**at(640), key="b", indicator="looked-after", value="765", date="2016-03-31", area="Warwickshire",
                  comparator="previous-year", compared_with="a"),
        OrganisationMention(**at(660), name="Example Hub", abbreviation="EH", kind="team-or-hub"),
        ServiceMention(**at(680), name="adoption service", service_type="adoption", provider="Example Agency"),
        RelationStatement(**at(690), subject="adoption service", predicate="providedBy", object="Example Agency"),
        Action(**at(700), actor="", text="recruiting ten people", due="2017-06", state="planned"),
        LegalReference(**at(720), inspection=OWN, title="Example Act 2006", section="136",
                       iri="http://www.legislation.gov.uk/id/ukpga/2006/40/section/136"),
    ]  # type: ignore[arg-type]  # fmt: skip


def reading(name: str, facts: Sequence[Fact], genre: str = "inspection-report", **more: object) -> Reading:
    """A reading with a passage for each span of the facts; each passage's words say where it stands."""
    spans = sorted({span for fact in facts for span in fact.evidence})
    values: dict[str, object] = {
        "id": identifier(name), "path": f"folder/{name}.pdf",
        "sha256": hashlib.sha256(name.encode()).hexdigest(), "format": "application/pdf", "page_count": 3,
        "title": f"Title of {name}", "genre": genre, "publisher": "Ofsted", "author": "", "issued": "",
        "about": (BODY,), "catalogue": CatalogueEntry(issued="2017-07-05", source="https://example.org/r.pdf"),
        "inspections": (), "facts": tuple(facts), "problems": (),
        "passages": tuple(
            Passage(s.start, s.end, f"words {s.start}-{s.end}", 1 + s.start // 300, "Heading") for s in spans
        ),
    }  # fmt: skip
    return Reading(**(values | more))  # type: ignore[arg-type]


def resolved(name: str, work: str = "", inspection: str = INSPECTION) -> DocumentResolution:
    """What the names in the examples mean."""
    return DocumentResolution(
        identifier(name), (AUTHORITY,), {OWN: inspection}, {BODY: AUTHORITY, BOARD_REF: BOARD},
        {("Ann Example", "Ofsted"): LEAD, ("Bob Sample", "Warwickshire"): "person/warwickshire/bob-sample"},
        {"Warwickshire": AUTHORITY, "Example Hub": HUB, "Example Agency": AGENCY},
        {"adoption service": SERVICE}, work=work,
    )  # fmt: skip


def record(path: str = INSPECTION, **more: object) -> InspectionRecord:
    """The canonical description of an inspection."""
    values: dict[str, object] = {
        "path": path, "gss": GSS, "inspects": (AUTHORITY,), "framework": "single-inspection",
        "start": path.rpartition("/")[2],
    }  # fmt: skip
    return InspectionRecord(**(values | more))  # type: ignore[arg-type]


REPORT = reading(
    "report",
    [
        grade("overall-effectiveness", "requires-improvement"),
        grade("adoption", "good", 30),
        grade("lscb", "good", 50, body=BOARD_REF),
        stated("startDate", "2017-05-02"),
        stated("endDate", "2017-05-25", 120),
        stated("recommendationCount", "2", 140),
        asked("Do one thing.", 200, number="1", position=1, themes=("caseloads",), priority="priority-action"),
        asked("Do another, or say “why”.", 220, number="2", position=2),
        team(),
        stated("leadInspector", "Ann Example", 320),
        *content(),
    ],
)
COPY = reading("copy", [grade("adoption", "outstanding", 30, 0.4)], issued="2017-07")
PRESS = reading(
    "press",
    [
        grade("overall-effectiveness", "inadequate", 10, 0.6),
        grade("adoption", "good", 40, 0.6),
        stated("startDate", "2017-05", 100, 0.5),
        stated("recommendationCount", "12", 140, 0.5),
        post(),
        said(),
    ],
    "local-press",
)
BEFORE = reading("before", [grade("overall-effectiveness", "inadequate"), stated("startDate", "2013-11-04")])

READINGS = {"report": REPORT, "copy": COPY, "press": PRESS, "before": BEFORE}
WORK = "work/2017"
RESOLUTION = Resolution(
    {
        REPORT.id: resolved("report", WORK),
        COPY.id: resolved("copy", WORK),
        PRESS.id: resolved("press"),
        BEFORE.id: resolved("before", inspection=EARLIER),
    },
    (
        record(EARLIER, report=BEFORE.id),
        record(
            end="2017-05-25", published="2017-07-05", report=REPORT.id, inspects=(AUTHORITY, BOARD),
            lead_inspectors=(LEAD,), previous=EARLIER, sources=(REPORT.id, PRESS.id),
            visits=(("2017-05-02", "2017-05-04"), ("2017-05-15", "2017-05-25")),
            replaces=(f"inspection/{GSS}/2017-05",),
        ),
    ),
    (
        ThingRecord(LEAD, "person", ("Ann Example", "A Example"), "organisation/ofsted"),
        ThingRecord("person/warwickshire/bob-sample", "person", ("Bob Sample",), AUTHORITY),
        ThingRecord(BOARD, "board", ("Warwickshire Safeguarding Children Board",), AUTHORITY),
        ThingRecord("organisation/ofsted", "inspectorate", ("Ofsted",)),
        ThingRecord(HUB, "team", ("Example Hub",), AUTHORITY, (), "team-or-hub", "EH"),
        ThingRecord(AGENCY, "organisation", ("Example Agency",)),
        ThingRecord(SERVICE, "service", ("adoption service",), "", (), "adoption", "", AGENCY),
    ),
)  # fmt: skip


def chunks(readings: Iterable[Reading] = READINGS.values(), base: str = BASE) -> list[bytes]:
    """N-Quads of a whole build of these readings."""
    graphs = [document_graph(one, RESOLUTION.documents[one.id], base) for one in readings]
    facts = [fact for graph in graphs for fact in graph.facts]
    return [
        *(graph.quads for graph in graphs),
        b"".join(derived_quads(facts, RESOLUTION, base, scales_of(lexicon()))),
        reference_quads(base),
        provenance_quads({"kg": "1"}, {"base": base}, [one.id for one in readings], base),
    ]


def build(folder: Path, readings: Iterable[Reading] = READINGS.values(), base: str = BASE) -> Path:
    """A build with these readings in its store."""
    create_store(folder / "store", chunks(list(readings), base))
    return folder


def changed(one: Reading, **values: object) -> Reading:
    """A reading with other values."""
    return replace(one, **values)  # type: ignore[arg-type]
