"""Changes as lines to read, and as rows of a table."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TextIO

from kg.diff.build import Build, Row
from kg.diff.compare import Change, Kind
from kg.diff.shapes import EVIDENCE, SHAPES, Shape

SIGNS = {Kind.NEW: "+", Kind.GONE: "-", Kind.CHANGED: "~"}
WIDEST = 110
"""Characters that a quote or a value may have in a line."""
COLUMNS = (
    "change", "table", "authority", "what", "columns", "old_value", "new_value", "old_iri", "new_iri",
    "old_document", "old_page", "old_quote", "new_document", "new_page", "new_quote",
)  # fmt: skip
"""The columns of changes as CSV."""


def lines(changes: Sequence[Change]) -> Iterator[str]:
    """How many changes there are, then each with the words that it rests on; "+" is new, "-" gone, "~" changed."""
    yield summary(changes)
    table = ""
    for change in changes:
        if change.table != table:
            table = change.table
            yield f"\n{table}: {_counted([one for one in changes if one.table == table])}"
        yield f"  {SIGNS[change.kind]} {label(change)}: {said(change)}"
        if change.kind is Kind.CHANGED:
            yield from _evidence("was", change.old)
            yield from _evidence("now", change.new)
        else:
            yield from _evidence("", change.row)


def summary(changes: Sequence[Change]) -> str:
    """How many facts are new, gone and changed."""
    return _counted(changes) or "Nothing has changed."


def _counted(changes: Sequence[Change]) -> str:
    counts = Counter(change.kind for change in changes)
    return ", ".join(f"{counts[kind]:,} {kind}" for kind in Kind if counts[kind])


def write_csv(changes: Sequence[Change], old: Build, new: Build, out: TextIO) -> None:
    """Changes as CSV with `COLUMNS`, IRIs in full."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for change in changes:
        about = (old.authorities(change.old) if change.old else set()) | (
            new.authorities(change.new) if change.new else set()
        )
        values = (value(change, change.old, whole=True), value(change, change.new, whole=True))
        iris = (iri(old, change.old), iri(new, change.new))
        places = (row.get(name, "") for row in (change.old, change.new) for name in ("document", "page", "quote"))
        columns = "; ".join(change.columns)
        writer.writerow(
            [change.kind, change.table, "; ".join(sorted(about)), label(change), columns, *values, *iris, *places]
        )


def iri(build: Build, row: Row) -> str:
    """A row's IRI in full, "" for no row."""
    return build.base + next(iter(row.values())) if row else ""


def label(change: Change) -> str:
    """Which fact it is, in words."""
    names = SHAPES.get(change.table, Shape()).label
    return " · ".join(change.row[name] for name in names if change.row.get(name)) or next(iter(change.row.values()))


def said(change: Change) -> str:
    """What it says; of a changed fact what it said and says, column by column."""
    if change.kind is not Kind.CHANGED:
        return value(change, change.row)
    parts = (f"{name} {_short(change.old[name])} → {_short(change.new[name])}" for name in change.columns)
    return "; ".join(parts)


def value(change: Change, row: Row, whole: bool = False) -> str:
    """What a row says: its values, or those that differ."""
    if not row:
        return ""
    names = change.columns or SHAPES.get(change.table, Shape()).value or _others(row)
    cells = [row[name] for name in names if row.get(name)]
    text = " ".join(" · ".join(cells).split())
    return text if whole else shorten(text, WIDEST, placeholder=" …")


def _others(row: Row) -> list[str]:
    return [name for name in row if not name.endswith("_iri") and name not in EVIDENCE]


def _short(cell: str) -> str:
    return shorten(cell, WIDEST, placeholder=" …") or "(nothing)"


def _evidence(when: str, row: Row) -> Iterator[str]:
    """The words that a row rests on and where they stand; nothing for a row without words."""
    if row.get("quote"):
        by = " (decided by a person)" if row.get("extractor", "").startswith("decision/") else ""
        page = f", page {row['page']}" if row.get("page") else ""
        quote = shorten(row["quote"], WIDEST, placeholder=" …") or row["quote"][:WIDEST]
        yield f"      {f'{when} ' if when else ''}“{quote}” — {row.get('document', '')}{page}{by}"
