"""The grades of an authority over time: which grade each inspection gave for each aspect, and what it is now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.site.build import OVERALL, Build, Row

_REPORTS = ("inspection-report", "inspection-letter")
FIRST = (OVERALL, "help-and-protection", "looked-after-and-permanence", "adoption", "care-leavers", "leadership")
"""Aspects in the order in which they are shown; the others follow by notation."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What an inspection says of an aspect: the row of its grade; other grades that sources give; or why there is
    none: "not reported" by its framework, or "" where it is not known here."""

    row: Row | None = None
    others: tuple[Row, ...] = ()
    none: str = ""


@dataclass(slots=True)
class History:
    """The inspections of an authority that gave grades, the earliest first, and a cell for each of them and aspect."""

    inspections: list[Row] = field(default_factory=list)
    aspects: list[str] = field(default_factory=list)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)

    def cell(self, inspection: Row, aspect: str) -> Cell:
        """What an inspection says of an aspect."""
        return self.cells.get((inspection["inspection_iri"], aspect), Cell())

    def grade(self, inspection: Row, aspect: str) -> str:
        """The notation of a grade, "" where there is none."""
        row = self.cell(inspection, aspect).row
        return row["grade"] if row else ""

    @property
    def latest(self) -> Row | None:
        """The last inspection that gave grades."""
        return self.inspections[-1] if self.inspections else None

    def last_overall(self) -> Row | None:
        """The last inspection that gave an overall grade."""
        return next((one for one in reversed(self.inspections) if self.cell(one, OVERALL).row), None)


def ordered(aspects: Iterable[str]) -> list[str]:
    """Aspects in the order in which they are shown."""
    place = {aspect: number for number, aspect in enumerate(FIRST)}
    return sorted(set(aspects) - {""}, key=lambda aspect: (place.get(aspect, len(place)), aspect))


def history(build: Build, gss: str) -> History:
    """The history of an authority."""
    found = History()
    graded: dict[tuple[str, str], list[Row]] = {}
    for row in build.of_body("judgements").get(gss, ()):
        for aspect in row["covers"].split("; "):
            graded.setdefault((row["inspection_iri"], aspect), []).append(row)
    with_grades = {iri for iri, _ in graded}
    found.inspections = [row for iri, row in build.inspections.items() if iri in with_grades]
    found.aspects = ordered(aspect for _, aspect in graded)
    for inspection in found.inspections:
        for aspect in build.lexicon.scheme("aspect").concepts:
            rows = graded.get((inspection["inspection_iri"], aspect), [])
            found.cells[inspection["inspection_iri"], aspect] = _cell(build, inspection, aspect, rows)
    return found


def _cell(build: Build, inspection: Row, aspect: str, rows: Sequence[Row]) -> Cell:
    if not rows:
        return Cell(none="" if reports(build, inspection, aspect) else "not reported")
    best, *rest = sorted(rows, key=lambda row: _rank(build, row))
    return Cell(best, tuple(row for row in rest if row["grade"] != best["grade"]))


def _rank(build: Build, row: Row) -> tuple[bool, float, str]:
    """A report's own grade before what others say of it, the surer before the less sure."""
    doc = build.docs.get(row["document"])
    return not (doc and doc.genre in _REPORTS), -float(row["confidence"]), row["judgement_iri"]


def reports(build: Build, inspection: Row, aspect: str) -> bool:
    """Whether inspections of that framework, at that time, give a grade for the aspect. Where the framework is not
    known, they may."""
    version = build.lexicon.framework_version(inspection["framework"], inspection["start"])
    return version is None or aspect in (*version.aspects, *version.may_report)
