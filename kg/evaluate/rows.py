"""The two sides of an evaluation, row by row: what the gold says and what the build's tables say."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BuildNotFound, DataError, UsageError

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A fact that a reader found. `spans` are where it is stated: the clause that counts if one is given,
    else the quote, and those in `also`. `accept` holds, by column, other values that count as right."""

    table: str
    document: str
    values: Mapping[str, str]
    spans: Spans = ()
    accept: Mapping[str, tuple[str, ...]] | None = None
    optional: bool = False
    damaged: bool = False

    def options(self, column: str) -> tuple[str, ...]:
        """Every value of a column that counts as right; "" where an empty one does."""
        return (self.values.get(column, ""), *(self.accept or {}).get(column, ()))


@dataclass(frozen=True, slots=True)
class BuiltRow:
    """A row of a build's table. `span` is its first passage in the document, or None."""

    table: str
    document: str
    values: Mapping[str, str]
    span: tuple[int, int] | None = None

    def get(self, column: str) -> str:
        """The value of a column, "" where there is none."""
        return self.values.get(column, "")


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold folder. `scope` says by table and document which parts were annotated: None is the whole
    document."""

    folder: Path
    rows: Mapping[str, tuple[GoldRow, ...]]
    scope: Mapping[tuple[str, str], tuple[tuple[int, int] | None, ...]]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that something was annotated for, in the order of scope.csv."""
        return tuple(dict.fromkeys(table for table, _ in self.scope))

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that something was annotated in."""
        return tuple(dict.fromkeys(document for _, document in self.scope))

    def of(self, documents: Collection[str]) -> Gold:
        """What the gold says of these documents only."""
        kept = {table: tuple(row for row in rows if row.document in documents) for table, rows in self.rows.items()}
        return Gold(self.folder, kept, {key: parts for key, parts in self.scope.items() if key[1] in documents})

    def covers(self, table: str, document: str, span: tuple[int, int] | None) -> bool:
        """Whether a whole span lies in a part that was annotated; without a span only whole documents
        count."""
        parts = self.scope.get((table, document), ())
        return any(part is None or (span is not None and part[0] <= span[0] and span[1] <= part[1]) for part in parts)

    def asked(self, table: str) -> tuple[GoldRow, ...]:
        """The rows of a table that lie in the scope, optional ones included."""
        return tuple(
            row
            for row in self.rows.get(table, ())
            if self.covers(table, row.document, row.spans[0] if row.spans else None)
        )


def read_gold(folder: Path) -> Gold:
    """Reads a gold folder. Raises UsageError when it has no scope.csv and DataError when a row cannot be
    read."""
    if not (folder / "scope.csv").is_file():
        raise UsageError(f"{folder}: no gold folder, for it has no scope.csv; give a folder of annotated tables")
    scope: dict[tuple[str, str], list[tuple[int, int] | None]] = {}
    for line in _read_csv(folder / "scope.csv"):
        part = _span(line, "char_start", "char_end", folder / "scope.csv")
        scope.setdefault((line["table"], line["document"]), []).append(part)
    files = sorted(path for path in folder.glob("*.csv") if path.name != "scope.csv")
    rows = {path.stem: tuple(_gold_row(path, line) for line in _read_csv(path)) for path in files}
    return Gold(folder, rows, {key: tuple(parts) for key, parts in scope.items()})


def read_built(build: Path, table: str, documents: Mapping[str, str]) -> tuple[BuiltRow, ...] | None:
    """A table of a build, or None when the build has no such table.

    `documents` maps the build's name of a document to the gold's; rows of other documents are left out.
    """
    path = build / "tables" / f"{table}.csv"
    if not path.is_file():
        return None
    found = []
    for line in _read_csv(path):
        document = documents.get(line.get("document", ""))
        if document is not None:
            found.append(BuiltRow(table, document, line, _span(line, "char_start", "char_end", path)))
    return tuple(found)


def document_names(build: Path, gold: Gold) -> dict[str, str]:
    """Which document of the build is which of the gold: the same path, or one that ends with it.

    Raises BuildNotFound when the folder holds no tables.
    """
    tables = sorted((build / "tables").glob("*.csv"))
    if not tables:
        raise BuildNotFound(f"{build}: no build, for it has no tables; run kg build --output {build} first")
    wanted = (*gold.documents, *unreadable_documents(gold))
    built = {line["document"] for path in tables for line in _read_csv(path) if line.get("document")}
    exact = built.intersection(wanted)
    missing = [name for name in wanted if name not in exact]
    longer = {name: gold_name for gold_name in missing for name in built if name.endswith("/" + gold_name)}
    return longer | {name: name for name in exact}


def unreadable_documents(gold: Gold) -> tuple[str, ...]:
    """The files that the gold says are no documents."""
    rows = gold.rows.get("inspections", ())
    return tuple(row.document for row in rows if row.values.get("readable") == "false")


def _read_csv(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="", restkey="+")
            rows = [dict(line) for line in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: no table in UTF-8 ({error}); write it anew") from error
    if "document" not in (reader.fieldnames or ()) and path.name == "scope.csv":
        raise DataError(f"{path}: the column document is missing; add it")
    return rows


def _span(line: Mapping[str, str], first: str, last: str, path: Path) -> tuple[int, int] | None:
    start, end = line.get(first, ""), line.get(last, "")
    if not start or not end:
        return None
    try:
        return int(start), int(end)
    except ValueError as error:
        raise DataError(f"{path}: {first} {start!r} and {last} {end!r} must be whole numbers") from error


def _gold_row(path: Path, line: Mapping[str, str]) -> GoldRow:
    spans = [_span(line, "clause_start", "clause_end", path) or _span(line, "char_start", "char_end", path)]
    for piece in filter(None, line.get("also", "").split(";")):
        start, _, end = piece.partition("-")
        spans.append(_span({"start": start.strip(), "end": end.strip()}, "start", "end", path))
    return GoldRow(
        table=path.stem,
        document=line["document"],
        values=line,
        spans=tuple(span for span in spans if span is not None),
        accept=_accept(path, line.get("accept", "")),
        optional=line.get("optional", "") == "yes",
        damaged=line.get("damaged", "") == "yes",
    )


def _accept(path: Path, text: str) -> dict[str, tuple[str, ...]]:
    if not text:
        return {}
    try:
        return {
            column: tuple("" if v is None else str(v) for v in values) for column, values in json.loads(text).items()
        }
    except (ValueError, AttributeError, TypeError) as error:
        raise DataError(f"{path}: accept is no JSON object of lists: {text!r}") from error
