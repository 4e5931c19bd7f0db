"""Which tables are compared, what makes two of their rows the same thing said differently, and how a row is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EVIDENCE = frozenset(("confidence", "extractor", "primary", "document", "page", "char_start", "char_end", "quote"))
"""Columns that say where a fact stands: another place makes it no other fact."""
REPEATED = frozenset(("inspection_start", "from_start", "to_start", "earlier_start", "unread"))
"""Columns that repeat what other tables hold."""
NOT_FACTS = frozenset(("authorities", "coverage", "latest", "resolutions"))
"""Tables that hold no facts, or summaries of those that do."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table's rows are compared. Columns by name.

    Attributes:
        slots: what two rows have in common that say the same differently, one tuple after the other; a slot counts where
            it has one row in each build.
        label: what tells a reader which row it is.
        value: what it says.
        unheeded: columns that tell no two rows apart: the name of a thing is that of whichever document comes first.
        by_place: rows that rest on the same words of a document, and are alike, are the same said differently.
    """

    slots: tuple[tuple[str, ...], ...] = ()
    label: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    unheeded: tuple[str, ...] = ()
    by_place: bool = False


SHAPES: Mapping[str, Shape] = {
    "documents": Shape((("document",),), ("document",), ("title", "publisher", "issued")),
    "inspections": Shape(
        (("gss", "document"), ("gss", "framework", "published")), ("body",), ("framework", "start", "end", "status"),
    ),
    "statements": Shape((("inspection_iri", "property"),), ("inspection_iri",), ("property", "value")),
    "judgements": Shape(
        (("inspection_iri", "body", "aspect"),),
        ("body", "inspection_start", "aspect"), ("grade",),
    ),
    "recommendations": Shape(
        (("inspection_iri", "addressed_to", "number", "position"), ("inspection_iri", "addressed_to", "text")),
        ("body", "inspection_start", "number"), ("text",), by_place=True,
    ),
    "findings": Shape((), ("body", "aspect"), ("polarity", "text"), by_place=True),
    "people": Shape(
        (("person", "organisation", "inspection_iri", "role"), ("person", "organisation", "inspection_iri", "post_title")),
        ("person", "organisation"), ("role", "post_title", "from", "until"), by_place=True,
    ),
    "organisations": Shape((), ("name",), ("kind", "part_of"), ("name",)),
    "services": Shape((), ("name",), ("service_type", "provider"), ("name",)),
    "statistics": Shape(
        (("indicator", "date", "area", "comparator", "unit", "document"),),
        ("indicator", "area", "date"), ("qualifier", "value", "unit", "comparator"), by_place=True,
    ),
    "quotations": Shape((), ("speaker",), ("text",), by_place=True),
    "actions": Shape((), ("actor",), ("state", "text", "due"), by_place=True),
    "legislation": Shape((("title", "provision", "document"),), ("title",), ("provision",)),
    "transitions": Shape(
        (("gss", "body", "aspect", "from_inspection_iri", "to_inspection_iri"),),
        ("body", "aspect"), ("from_start", "from_grade", "to_start", "to_grade", "direction"),
    ),
    "conflicts": Shape((("fact_iri", "other_fact_iri"),), ("kind",), ("reason",)),
    "recurrences": Shape((("recommendation_iri", "earlier_recommendation_iri"),), ("body", "start"), ("text",)),
    "followups": Shape((("recommendation_iri", "later_inspection_iri"),), ("body",), ("outcome", "text")),
}  # fmt: skip
"""Table → how it is compared, in the order in which it is told. Tables that are not named here are compared by their
first column alone."""
