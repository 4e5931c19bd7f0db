"""The tables of what became of recommendations: recurrences and follow-ups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.graph.names import INSP, PROV, RDFS
from kg.publish.facts import Cells, FactRow, gss_of, joined
from kg.publish.source import Source, notation

_TEXT, _START = 10, 4
"""Columns of the table of recommendations."""


def recurrences(source: Source, primary: Mapping[str, FactRow]) -> Iterator[Cells]:
    """Every recommendation that asks again. `primary`: fact → its primary row."""
    known = source.derived
    for again in known.of_class(f"{INSP}Recurrence"):
        body = known.one(again, f"{INSP}body")
        asked = [known.one(again, INSP + name) for name in ("recommendation", "earlierRecommendation")]
        rows = [primary[iri].cells for iri in asked]
        yield (
            again,
            gss_of(source.path(body)),
            source.label(body),
            *asked,
            known.one(again, f"{INSP}similarity"),
            *(row[_TEXT] for row in rows),
            *(row[_START] for row in rows),
            joined(notation(theme) for theme in known.all(again, f"{INSP}sharedTheme")),
            known.one(again, f"{RDFS}comment"),
        )


def follow_ups(source: Source, primary: Mapping[str, FactRow], files: Mapping[str, str]) -> Iterator[Cells]:
    """What became of each recommendation. `text` is the recommendation's, "" where a statement does not say of which;
    `quote` the words that tell, "" where none do; `document` where they stand, else the later inspection's report.
    `files`: document → its path."""
    known = source.derived
    for one in known.of_class(f"{INSP}FollowUp"):
        body, asked, later = (known.one(one, INSP + name) for name in ("body", "recommendation", "laterInspection"))
        telling = [fact for fact in known.all(one, f"{PROV}wasDerivedFrom") if fact != asked]
        row = primary[telling[0]] if telling else None
        report = files.get(known.one(later, f"{INSP}report"), "")
        yield (
            one,
            gss_of(source.path(body)),
            source.label(body),
            asked,
            later,
            *(notation(known.one(one, INSP + name)) for name in ("outcome", "basis")),
            primary[asked].cells[_TEXT] if asked else "",
            row.quote if row else "",
            row.document if row else report,
        )
