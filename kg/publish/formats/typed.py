"""The tables of a build with types: which columns are numbers, days, truth values, and which hold notations."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from kg.errors import BuildNotFound, DataError
from kg.publish.columns import FACT_TABLES, OTHER_TABLES
from kg.vocabulary import lexicon

TABLES = tuple(sorted({*FACT_TABLES, *OTHER_TABLES, "latest"}))
"""Every table, in the order of the files."""
SEPARATOR = "; "
_SEPARATED = frozenset({"covers", "themes", "shared_themes", "kinds", "addressed_to"})


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


Value = str | int | float | bool | date | None

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("position", "page", "pages", "char_start", "char_end", "documents", "unread"), Kind.INTEGER),
    **dict.fromkeys(("confidence", "similarity", "score"), Kind.NUMBER),
    **dict.fromkeys(("primary", "interim"), Kind.BOOLEAN),
    **dict.fromkeys(
        ("start", "end", "published", "inspection_start", "from", "until", "as_of", "date", "due", "issued",
         "from_start", "to_start", "earlier_start", "first", "latest"),
        Kind.DATE,
    ),
}  # fmt: skip
_OF_TABLE: Mapping[tuple[str, str], Kind] = {
    ("statistics", "value"): Kind.NUMBER,
    ("coverage", "documents"): Kind.INTEGER,
}
_SCHEMES: Mapping[str, str] = {
    **{name: name for name in ("aspect", "grade", "framework", "status", "genre", "role", "unit", "qualifier",
                               "comparator", "indicator", "polarity", "priority", "timescale", "state", "outcome",
                               "basis", "direction", "party")},
    "addressed_to": "partner", "covers": "aspect", "from_grade": "grade", "kinds": "genre",
    "service_type": "service-type", "shared_themes": "theme", "themes": "theme", "to_grade": "grade",
    "type": "authority-type",
}  # fmt: skip
_SCHEMES_OF_TABLE: Mapping[tuple[str, str], str] = {
    ("organisations", "kind"): "organisation-kind",
    ("conflicts", "kind"): "conflict-kind",
}
_INTEGER = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `scheme`: the vocabulary whose notations it holds, or ""."""

    name: str
    kind: Kind
    scheme: str = ""

    def value(self, cell: str) -> Value:
        """What a cell holds, None where it is empty; the text itself where it is not of the column's kind."""
        if not cell:
            return None
        if self.kind is Kind.DATE:
            days = span(cell)
            return days[0] if days and days[0] == days[1] else cell
        if self.kind is Kind.BOOLEAN:
            return _BOOLEANS.get(cell, cell)
        if self.kind is Kind.INTEGER and _INTEGER.fullmatch(cell):
            return int(cell)
        return float(cell) if self.kind is Kind.NUMBER and _NUMBER.fullmatch(cell) else cell

    def label(self, cell: str) -> str:
        """The labels of a cell's notations; a notation that the vocabulary does not know stays as it is."""
        concepts = lexicon().schemes[self.scheme].concepts
        parts = cell.split(SEPARATOR) if self.name in _SEPARATED else [cell]
        return SEPARATOR.join(concepts[part].label if part in concepts else part for part in parts)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a build: each row has a cell for each column."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]

    @property
    def primary(self) -> Table:
        """The table with only the row of each fact that counts."""
        place = next((i for i, column in enumerate(self.columns) if column.name == "primary"), None)
        if place is None:
            return self
        return Table(self.name, self.columns, [row for row in self.rows if row[place] == "true"])

    def holds(self, place: int) -> bool:
        """Whether every cell of a column is of the column's kind, so that no text would be lost."""
        column = self.columns[place]
        return all(not isinstance(column.value(row[place]), str) for row in self.rows)


def tables(build: Path) -> Iterator[Table]:
    """Every table of a build, one in memory at a time. Raises BuildNotFound where the folder holds none, DataError where
    one is damaged."""
    for name in TABLES:
        yield read_table(build, name)


def read_table(build: Path, name: str) -> Table:
    """One table of a build; see `tables`."""
    file = build / "tables" / f"{name}.csv"
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
    except FileNotFoundError as error:
        raise BuildNotFound(f"{build} holds no table {name}: run `kg build` again") from error
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{file}: cannot be read ({error}); run `kg build` again") from error
    if any(len(row) != len(header) for row in rows):
        raise DataError(f"{file}: a row has not as many cells as there are columns; run `kg build` again")
    return Table(name, [column(name, title) for title in header], rows)


def column(table: str, name: str) -> Column:
    """The column of that name."""
    kind = _OF_TABLE.get((table, name)) or _KINDS.get(name, Kind.TEXT)
    scheme = _SCHEMES_OF_TABLE.get((table, name)) or _SCHEMES.get(name, "")
    if table == "latest" and name.removesuffix("_before") in lexicon().schemes["aspect"].concepts:
        scheme = "grade"
    return Column(name, kind, scheme)


def span(text: str) -> tuple[date, date] | None:
    """First and last day of an ISO date, which may be partial (2017-05, 2017); None where it is no date."""
    found = _PARTIAL.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        last = day or monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1), date(year, month or 12, last)
    except ValueError:  # there is no such day
        return None
