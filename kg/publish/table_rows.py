"""One document's rows of the tables of facts, as lines that only lack whether they are primary: made in worker
processes, kept from build to build, and small enough for all rows of a build to be in memory at once."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg import cache
from kg.graph.files import GraphFile
from kg.graph.kept import ROWS
from kg.publish.facts import Cells, DocumentFacts, FactRow
from kg.publish.involved import role_of
from kg.publish.source import Source, shared_source
from kg.publish.things import described

_DIGITS = re.compile(r"([0-9]+)")
_READ_AGAIN = frozenset({"judgements", "statements"})
"""Tables whose rows other tables are made of; so are the facts that recurrences and follow-ups rest on."""


class TableRow(NamedTuple):
    """A row of a table of facts. `head` and `tail` are its cells before and after `primary`, as CSV in UTF-8 (half the
    memory of text); `fact` is kept of tables that others are made of."""

    table: str
    iri: str
    rank: tuple[bool, bool, float, str]
    document: str
    start: int
    head: bytes
    tail: bytes
    fact: FactRow | None = None

    def line(self, primary: bool) -> bytes:
        """The whole line with its end."""
        return b"%b,%b,%b\r\n" % (self.head, b"true" if primary else b"false", self.tail)


class DocumentRows(NamedTuple):
    """What one document's graph gives to the tables: the document's own row with what it is about, its facts, and
    whom those on roles are about."""

    document: Cells
    about: tuple[str, ...]
    rows: tuple[TableRow, ...]
    roles: tuple[tuple[str, str, str], ...]


def rows_of(source: Source, name: str) -> DocumentRows:
    """The rows of the document with this IRI."""
    graph = source.document(name)
    rows = tuple(_table_row(row, source.told) for row in DocumentFacts(source, name, graph).rows())
    roles = tuple(role_of(graph, row.iri) for row in rows if row.table == "people")
    return DocumentRows(*described(source, name, graph), rows, roles)


def keep_rows(task: tuple[GraphFile, tuple[GraphFile, ...], str]) -> None:
    """Make the rows of a document's graph file and keep them beside it; the shared graphs' files and the base stand beside
    it in the task. For worker processes."""
    document, shared, base = task
    source = shared_source(shared, base).with_document(document.name, document.triples)
    about, gss, rows, roles = rows_of(source, document.name)
    plain = [(*row[:-1], row.fact and tuple(row.fact)) for row in rows]
    told = sorted(source.told.intersection(row.iri for row in rows))
    asked = sorted(source.asked)
    file = _file_of(document)
    file.unlink(missing_ok=True)  # it may be a second name of what the build before keeps
    cache.keep_plain(file, [(asked, source.digest(asked), told, about, gss, plain, roles)])


def kept_rows(document: GraphFile, source: Source) -> DocumentRows | None:
    """The rows that are kept beside a document's graph file. None where there are none, or the shared graphs now say
    something else of what they were asked about."""
    found = cache.load_plain(_file_of(document))
    if not found:
        return None
    asked, digest, told, about, gss, plain, roles = found[0]
    rows = tuple(TableRow._make((*row[:-1], row[-1] and FactRow._make(row[-1]))) for row in plain)
    if digest != source.digest(asked) or told != sorted(source.told.intersection(row.iri for row in rows)):
        return None
    return DocumentRows(about, gss, rows, roles)


def _file_of(document: GraphFile) -> Path:
    return document.path.with_suffix(ROWS)


def _table_row(row: FactRow, told: frozenset[str]) -> TableRow:
    head = csv_line((*row.cells, row.confidence, row.extractor))
    tail = csv_line((row.document, row.page, str(row.start), str(row.end), row.quote))
    kept = row if row.table in _READ_AGAIN or row.iri in told else None
    return TableRow(row.table, row.iri, row.rank, row.document, row.start, head.encode(), tail.encode(), kept)


def read_rows(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a table's file by column; none where there is no file. (Twice as fast as `csv.DictReader`.)"""
    if not file.is_file():
        return
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        columns = next(reader, [])
        for cells in reader:
            yield dict(zip(columns, cells, strict=False))


def csv_line(cells: Sequence[str]) -> str:
    """Cells as a line of CSV (RFC 4180) without its end."""
    line = ",".join(cells)
    if line.count(",") == len(cells) - 1 and '"' not in line and "\n" not in line and "\r" not in line:
        return line
    return ",".join(map(_cell, cells))


def _cell(value: str) -> str:
    if '"' in value:
        return f'"{value.replace(chr(34), chr(34) * 2)}"'
    return f'"{value}"' if "," in value or "\n" in value or "\r" in value else value


def natural(iri: str) -> list[str | int]:
    """A key that sorts 2 before 10: words and numbers by turns."""
    parts: list[str | int] = [*_DIGITS.split(iri)]
    parts[1::2] = map(int, parts[1::2])
    return parts
