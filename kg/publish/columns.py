"""The columns of every table that is written so far, in their order: the contract with people who use
spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EVIDENCE = ("confidence", "extractor", "primary", "document", "page", "char_start", "char_end", "quote")
"""How each table of facts ends: one row per fact and document that states it."""

FACT_TABLES: Mapping[str, tuple[str, ...]] = {
    "inspections": (
        "inspection_iri", "body", "gss", "framework", "status", "start", "end", "published", "lead_inspector",
        "legal_basis",
    ),
    "statements": ("statement_iri", "inspection_iri", "property", "value"),
    "judgements": (
        "judgement_iri", "inspection_iri", "body", "gss", "inspection_start", "aspect", "covers", "grade",
        "aspect_as_written", "grade_as_written",
    ),
    "recommendations": (
        "recommendation_iri", "inspection_iri", "body", "gss", "inspection_start", "addressed_to", "number",
        "position", "priority", "timescale", "text", "themes",
    ),
    "people": (
        "fact_iri", "person", "honorific", "role", "post_title", "organisation", "inspection_iri", "from",
        "until", "as_of", "interim", "party", "ward",
    ),
    "findings": (
        "finding_iri", "inspection_iri", "body", "gss", "aspect", "polarity", "text", "themes", "paragraph",
    ),
    "organisations": ("organisation_iri", "name", "abbreviation", "kind", "part_of"),
    "services": ("service_iri", "name", "service_type", "provider"),
    "statistics": (
        "statistic_iri", "indicator", "value", "qualifier", "unit", "date", "area", "comparator", "compared_with_iri",
    ),
    "quotations": ("quotation_iri", "speaker", "text", "about_iri"),
    "actions": ("action_iri", "actor", "text", "due", "state", "responds_to_iri"),
    "legislation": ("fact_iri", "title", "provision", "provision_iri"),
}  # fmt: skip

OTHER_TABLES: Mapping[str, tuple[str, ...]] = {
    "documents": (
        "document_iri", "document", "title", "genre", "publisher", "author", "issued", "pages", "sha256",
        "source", "licence", "version_of", "about_iri", "issued_inferred_from",
    ),
    "authorities": (
        "authority_iri", "gss", "la_code", "ofsted_urn", "name", "type", "region", "statistical_neighbours",
        "successor_of",
    ),
    "conflicts": (
        "conflict_iri", "kind", "fact_iri", "other_fact_iri", "value", "other_value", "preferred", "document",
        "other_document", "quote", "other_quote", "reason",
    ),
    "transitions": (
        "transition_iri", "gss", "body", "aspect", "from_inspection_iri", "to_inspection_iri", "from_start",
        "to_start", "from_grade", "to_grade", "direction",
    ),
    "recurrences": (
        "recurrence_iri", "gss", "body", "recommendation_iri", "earlier_recommendation_iri", "similarity", "text",
        "earlier_text", "start", "earlier_start", "shared_themes", "reason",
    ),
    "followups": (
        "followup_iri", "gss", "body", "recommendation_iri", "later_inspection_iri", "outcome", "basis", "text",
        "quote", "document",
    ),
    "resolutions": (
        "resolution_iri", "kind", "what", "value", "name", "thing_iri", "score", "reason", "document",
    ),
    "coverage": ("gss", "body", "documents", "first", "latest", "kinds", "unread"),
}  # fmt: skip


def latest_columns(aspects: Sequence[str]) -> tuple[str, ...]:
    """The columns of `latest`: for each aspect the grade now and, in `…_before`, the one before."""
    graded = (column for aspect in aspects for column in (aspect, f"{aspect}_before"))
    return ("gss", "body", "inspection_iri", "framework", "start", "published", *graded, "source")
