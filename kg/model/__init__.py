"""What the stages hand each other: a document's text with its layout, and the facts read from it.

Offsets are counts of Unicode code points in `Document.text`; ends are exclusive. Nothing here knows an IRI: resolution
(`kg.resolve`) ties names to things, and the graph (`kg.graph`) makes IRIs.
"""

from kg.model.document import (
    Block,
    BlockKind,
    CatalogueEntry,
    Document,
    Line,
    OffsetMap,
    Problem,
    Section,
    Severity,
    Span,
)
from kg.model.facts import (
    OWN,
    Action,
    Appointment,
    BodyRef,
    Fact,
    Finding,
    FollowUpStatement,
    InspectionMention,
    InspectionStatement,
    Judgement,
    LegalReference,
    OrganisationMention,
    PartialDate,
    Participation,
    Quotation,
    Recommendation,
    RelationStatement,
    ServiceMention,
    Statistic,
    ToldPublication,
)
from kg.model.pickling import pickle_by_slots
from kg.model.reading import Passage, Reading, spans_of

__all__ = [
    "OWN",
    "Action",
    "Appointment",
    "Block",
    "BlockKind",
    "BodyRef",
    "CatalogueEntry",
    "Document",
    "Fact",
    "Finding",
    "FollowUpStatement",
    "InspectionMention",
    "InspectionStatement",
    "Judgement",
    "LegalReference",
    "Line",
    "OffsetMap",
    "OrganisationMention",
    "PartialDate",
    "Participation",
    "Passage",
    "Problem",
    "Quotation",
    "Reading",
    "Recommendation",
    "RelationStatement",
    "Section",
    "ServiceMention",
    "Severity",
    "Span",
    "Statistic",
    "ToldPublication",
    "spans_of",
]

for _class in [globals()[name] for name in __all__]:
    pickle_by_slots(_class)
