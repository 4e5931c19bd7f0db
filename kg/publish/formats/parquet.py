"""The tables as Parquet, a file for each: for pandas, Polars, DuckDB, R and Spark.

A date, which may be partial, stays text, with its first and last day beside it as dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtra
from kg.publish.formats.typed import Kind, Table, span, tables

if TYPE_CHECKING:
    import pyarrow as pa


def write_parquet(build: Path, out: Path) -> None:
    """Write `{table}.parquet` for every table into the folder, which is there. Raises MissingExtra without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Parquet needs the extra `parquet`: pip install 'inspection-kg[parquet]'") from error
    for table in tables(build):
        parquet.write_table(pa.table(dict(_columns(pa, table))), out / f"{table.name}.parquet", compression="zstd")  # type: ignore[no-untyped-call]


def _columns(pa: Any, table: Table) -> Iterator[tuple[str, pa.Array]]:
    types = {Kind.INTEGER: pa.int64(), Kind.NUMBER: pa.float64(), Kind.BOOLEAN: pa.bool_()}
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        if column.kind in types and table.holds(place):
            yield column.name, pa.array([column.value(cell) for cell in cells], types[column.kind])
            continue
        yield column.name, pa.array([cell or None for cell in cells], pa.string())
        if column.kind is Kind.DATE:
            days: list[tuple[date | None, date | None]] = [span(cell) or (None, None) for cell in cells]
            yield f"{column.name}_first_day", pa.array([first for first, _ in days], pa.date32())
            yield f"{column.name}_last_day", pa.array([last for _, last in days], pa.date32())
