"""One document's rows of the tables of facts, as lines that only lack whether they are primary: made in worker
processes, and small enough for all rows of a build to be in memory at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.graph.files import GraphFile
from kg.publish.facts import Cells, DocumentFacts, FactRow
from kg.publish.involved import role_of
from kg.publish.source import Source, graphs_of
from kg.publish.things import described

_DIGITS = re.compile(r"([0-9]+)")
_QUOTED = re.compile('[",\r\n]')
_QUOTED_BUT_FOR_COMMAS = re.compile('["\r\n]')
_READ_AGAIN = frozenset({"judgements", "statements"})
"""Tables whose rows other tables are made of; so are the facts that recurrences and follow-ups rest on."""


@dataclass(frozen=True, slots=True)
class TableRow:
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


@dataclass(frozen=True, slots=True)
class DocumentRows:
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


def rows_of_file(task: tuple[GraphFile, tuple[GraphFile, ...], str]) -> DocumentRows:
    """The same from a document's graph file; the shared graphs' files and the base beside it. For worker processes,
    each of which reads the shared graphs once."""
    document, shared, base = task
    return rows_of(_shared(shared, base).with_document(document.name, document.triples), document.name)


@lru_cache(maxsize=1)
def _shared(graphs: tuple[GraphFile, ...], base: str) -> Source:
    return Source(graphs_of(graphs), base)


def _table_row(row: FactRow, told: frozenset[str]) -> TableRow:
    head = csv_line((*row.cells, row.confidence, row.extractor))
    tail = csv_line((row.document, row.page, str(row.start), str(row.end), row.quote))
    kept = row if row.table in _READ_AGAIN or row.iri in told else None
    return TableRow(row.table, row.iri, row.rank, row.document, row.start, head.encode(), tail.encode(), kept)


def csv_line(cells: Sequence[str]) -> str:
    """Cells as a line of CSV (RFC 4180) without its end."""
    line = ",".join(cells)
    if line.count(",") == len(cells) - 1 and not _QUOTED_BUT_FOR_COMMAS.search(line):
        return line
    return ",".join([f'"{cell.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(cell) else cell for cell in cells])


def natural(iri: str) -> list[tuple[int, str]]:
    """A key that sorts 2 before 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in _DIGITS.split(iri)]
