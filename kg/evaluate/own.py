"""Which inspection of a report is its own: gold that describes reports asks for nothing else of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from kg.evaluate.compare import last_day, same_date
from kg.evaluate.rows import BuiltRow, Gold, GoldRow

EARLIER = timedelta(days=31)
"""A date that lies further than this before the report's first day is an earlier inspection's, not a wrong
one."""


def own_inspections(gold: Gold) -> Mapping[str, GoldRow]:
    """The gold's row of each report's own inspection; empty where the gold asks for every inspection."""
    return {row.document: row for row in gold.asked("inspections") if "readable" in row.values}


def other_inspection(own: Mapping[str, GoldRow], inspections: Sequence[BuiltRow]) -> Callable[[BuiltRow], bool]:
    """Gives a test of whether a row of a build speaks of another inspection than the report's own: one that
    is still expected, or one that began before it. `inspections` is the build's table."""
    starts = {row.get("inspection_iri"): row.get("start") for row in inspections}
    expected = {row.get("inspection_iri") for row in inspections if row.get("status") == "expected"}

    def aside(row: BuiltRow) -> bool:
        gold = own.get(row.document)
        if gold is None:
            return False
        iri = row.get("inspection_iri")
        start = row.get("inspection_start") or row.get("start") or starts.get(iri, "")
        return iri in expected or _before(start, gold.values["start"])

    return aside


def _before(start: str, own: str) -> bool:
    day, first = last_day(start), last_day(own)
    return day is not None and first is not None and first - day > EARLIER


def own_row(gold: GoldRow, rows: Sequence[BuiltRow]) -> BuiltRow | None:
    """The build's row of a report's own inspection: the one with its first day, else the nearest; None
    without any."""
    exact = [row for row in rows if same_date(row.get("start"), gold.values["start"])]
    if exact:
        return exact[0]
    first = last_day(gold.values["start"])
    dated = [(day, row) for row in rows if (day := last_day(row.get("start"))) is not None]
    if first is None or not dated:
        return rows[0] if rows else None
    return min(dated, key=lambda pair: _distance(pair[0], first))[1]


def _distance(one: date, other: date) -> timedelta:
    return abs(one - other)
