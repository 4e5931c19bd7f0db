"""The tables as one Excel workbook: a sheet for each table, typed cells, filters, and a sheet that says what columns hold.

Only the primary row of each fact, so that counts do not double. Text is written as text: no cell is ever a formula or a
link, whatever a document says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DataError, MissingExtra
from kg.graph.nquads import clean
from kg.publish.formats.dictionary import TABLES, described
from kg.publish.formats.typed import Column, Kind, Table, Value, tables

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_ROWS = 1_048_576
"""Rows of a sheet, the header included (Excel specifications and limits)."""
MOST_CHARS = 32_767
"""Characters of a cell (the same source), in UTF-16 units."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_EPOCH = datetime(2000, 1, 1)
"""When the file says that it was made: no clock, so that the same tables give the same bytes."""
_WIDTHS = {"text": 60, "quote": 60, "other_quote": 60, "earlier_text": 60, "reason": 60, "title": 50, "document": 40}
_NARROW = {Kind.INTEGER: 10, Kind.NUMBER: 11, Kind.BOOLEAN: 9, Kind.DATE: 12, Kind.TEXT: 22}


def write_workbook(build: Path, out: Path) -> None:
    """Write the workbook. Raises MissingExtra without XlsxWriter, DataError where a table has more rows than a sheet."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra("a workbook needs the extra `xlsx`: pip install 'inspection-kg[xlsx]'") from error
    found = {table.name: table.primary for table in tables(build)}
    for table in found.values():
        if len(table.rows) >= MOST_ROWS:
            raise DataError(
                f"{table.name} has {len(table.rows):,} rows and a sheet holds {MOST_ROWS - 1:,}: "
                "export as sqlite or parquet instead"
            )
    book = xlsxwriter.Workbook(str(out), _OPTIONS)
    book.set_properties({"title": "Inspection knowledge graph: tables", "created": _EPOCH})
    day, head = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True, "text_wrap": True})
    _dictionary(book, list(found.values()), head)
    for table in found.values():
        _sheet(book, table, day, head)
    book.close()


def _dictionary(book: Workbook, found: list[Table], head: Any) -> None:
    sheet = book.add_worksheet("dictionary")
    rows = [
        (
            table.name,
            TABLES.get(table.name, ""),
            column.name,
            column.kind.value,
            column.scheme,
            described(column.name, table.name),
        )
        for table in found
        for column in table.columns
    ]
    titles = ("table", "rows are", "column", "type", "vocabulary", "holds")
    for place, width in enumerate((18, 60, 26, 10, 18, 70)):
        sheet.set_column(place, place, width)
    _rows(sheet, titles, rows, head, None)


def _sheet(book: Workbook, table: Table, day: Any, head: Any) -> None:
    sheet = book.add_worksheet(table.name)
    shown = list(_shown(table))
    for place, (title, column, _) in enumerate(shown):
        width = _WIDTHS.get(column.name, _NARROW[column.kind])
        sheet.set_column(place, place, 30 if title.endswith("_label") else width)
    rows = ([value(row) for _, _, value in shown] for row in table.rows)
    _rows(sheet, [title for title, _, _ in shown], rows, head, day)


def _shown(table: Table) -> Iterator[tuple[str, Column, Callable[[Sequence[str]], Value]]]:
    """(title, column, what it holds of a row): each column, and beside a notation its label."""
    for place, column in enumerate(table.columns):
        yield column.name, column, _of(column.value, place)
        if column.scheme:
            yield f"{column.name}_label", column, _of(column.label, place)


def _of(read: Callable[[str], Value], place: int) -> Callable[[Sequence[str]], Value]:
    """A column of a row: what `read` makes of its cell."""
    return lambda row: read(row[place])


def _rows(sheet: Any, titles: Any, rows: Any, head: Any, day: Any) -> None:
    sheet.freeze_panes(1, 1)
    for place, title in enumerate(titles):
        sheet.write_string(0, place, title, head)
    count = 0
    for count, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _cell(sheet, count, place, value, day)
    sheet.autofilter(0, 0, count, len(titles) - 1)


def _cell(sheet: Any, row: int, place: int, value: Value, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, str):
        sheet.write_string(row, place, shortened(clean(value)))
    elif isinstance(value, date) and value.year >= 1900:  # the first year of Excel's days
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, date):
        sheet.write_string(row, place, value.isoformat())
    else:
        sheet.write_number(row, place, value)


def shortened(text: str) -> str:
    """The text as far as a cell holds it, with … at the end where it was cut."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * MOST_CHARS:
        return text
    return units[: 2 * (MOST_CHARS - 1)].decode("utf-16-le", "ignore") + "…"
