"""Recommendations with what became of each: followed up in a later inspection, asked again, or asked before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from kg.site.build import Build, Row

OPEN = ("not-addressed", "partly-addressed", "repeated")
"""Outcomes after which something is left to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation: what later inspections say of it, where it was asked again, and where it had been asked
    before (rows of `followups` and of `recurrences`). `latest`: it is of the last inspection that asked for anything.
    """

    row: Row
    outcomes: tuple[Row, ...]
    again: tuple[Row, ...]
    before: tuple[Row, ...]
    latest: bool = False

    @property
    def outcome(self) -> str:
        """What the last inspection that speaks of it says, "" where none does."""
        return self.outcomes[-1]["outcome"] if self.outcomes else "repeated" if self.again else ""

    @property
    def is_open(self) -> bool:
        """Whether, as far as documents here tell, something is left to do."""
        return self.outcome in OPEN or (self.latest and not self.outcome)


def asked(build: Build, rows: Iterable[Row]) -> list[Asked]:
    """Recommendations in the order of their lists, the latest inspection's first."""
    outcomes = build.by("followups", "recommendation_iri")
    before = build.by("recurrences", "recommendation_iri")
    again = build.by("recurrences", "earlier_recommendation_iri")
    found = sorted(rows, key=_place)
    found.sort(key=lambda row: row["inspection_start"], reverse=True)
    last = found[0]["inspection_iri"] if found else ""
    return [
        Asked(
            row,
            tuple(sorted(outcomes.get(row["recommendation_iri"], ()), key=partial(_later, build))),
            tuple(again.get(row["recommendation_iri"], ())),
            tuple(before.get(row["recommendation_iri"], ())),
            row["inspection_iri"] == last,
        )
        for row in found
    ]


def _place(row: Row) -> tuple[bool, int, str]:
    position = row["position"]
    return row["addressed_to"] == "lscb", int(position) if position.isdecimal() else 999, row["recommendation_iri"]


def _later(build: Build, row: Row) -> tuple[str, str]:
    inspection = build.inspections.get(row["later_inspection_iri"])
    return (inspection["start"] if inspection else "", row["followup_iri"])
