"""The tables as CSV for Excel: with a byte order mark, text that no program takes for a formula, and beside each date,
which may be partial, its first and last day."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.publish.formats.typed import Kind, Table, span, tables

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take text for a formula (OWASP, "CSV Injection"), full-width signs too."""


def write_excel_csv(build: Path, out: Path) -> None:
    """Write `{table}.csv` for every table into the folder, which is there. All rows are kept."""
    for table in tables(build):
        with (out / f"{table.name}.csv").open("w", encoding="utf-8-sig", errors="replace", newline="") as lines:
            writer = csv.writer(lines, lineterminator="\r\n")
            writer.writerow(_titles(table))
            writer.writerows(list(_cells(table, row)) for row in table.rows)


def guarded(cell: str) -> str:
    """Text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _titles(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield column.name
        if column.kind is Kind.DATE:
            yield from (f"{column.name}_first_day", f"{column.name}_last_day")


def _cells(table: Table, row: Sequence[str]) -> Iterator[str]:
    for column, cell in zip(table.columns, row, strict=True):
        yield cell if isinstance(column.value(cell), int | float) else guarded(cell)
        if column.kind is Kind.DATE:
            days = span(cell)
            yield from (day.isoformat() for day in days) if days else ("", "")
