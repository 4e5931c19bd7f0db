"""The tables that a build writes: read off the graph, never filled by the extractors."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.publish import things
from kg.publish.columns import EVIDENCE, FACT_TABLES, OTHER_TABLES, latest_columns
from kg.publish.facts import Cells, DocumentFacts, FactRow
from kg.publish.source import Source, graphs_of

_DIGITS = re.compile(r"([0-9]+)")


def write_tables(
    build: ox.Store | Iterable[bytes | Path], folder: Path, base: str = "", unread: Mapping[str, int] | None = None
) -> dict[str, int]:
    """Write every table as `{name}.csv` into a folder, which is made. Returns the number of rows of each.

    `build` is a store, or the N-Quads of a build, a graph to a chunk or to a file (faster, and possible while the store
    loads).

    `unread`: GSS code → number of documents about that authority that could not be read. UTF-8, one header
    line, RFC 4180; rows sorted by what they say, so that the same graph gives the same bytes. Raises
    BuildNotFound where this is no build, or one with another base than `base` (if given)."""
    source = Source(graphs_of(build), base)
    rows, documents = _read(source)
    primary = _primary(rows)
    aspects = things.aspects_of(source)
    judgements = [row for row in primary.values() if row.table == "judgements"]
    addresses = {row[0]: row[9] or row[1] for row in documents.rows}
    tables: dict[str, tuple[Sequence[str], list[Cells]]] = {
        name: ((*columns, *EVIDENCE), _fact_cells(name, rows, primary)) for name, columns in FACT_TABLES.items()
    }
    others: dict[str, Iterable[Cells]] = {
        "documents": documents.rows,
        "authorities": things.authorities(source),
        "conflicts": things.conflicts(source, primary),
        "transitions": things.transitions(source),
        "coverage": things.coverage(source, documents, unread or {}),
    }
    tables |= {name: (OTHER_TABLES[name], sorted(found)) for name, found in others.items()}
    tables["latest"] = (latest_columns(aspects), list(things.latest(source, judgements, addresses, aspects)))
    folder.mkdir(parents=True, exist_ok=True)
    for name, (columns, cells) in tables.items():
        _write(folder / f"{name}.csv", columns, cells)
    return {name: len(cells) for name, (_, cells) in sorted(tables.items())}


def _read(source: Source) -> tuple[list[FactRow], things.Documents]:
    """One pass over the documents' graphs."""
    rows: list[FactRow] = []
    documents = things.Documents()
    for document, graph in source.documents():
        rows += DocumentFacts(source, document, graph).rows()
        documents.add(source, document, graph)
    return rows, documents


def _primary(rows: Iterable[FactRow]) -> dict[str, FactRow]:
    """The primary row of each fact: the one in the inspection's own report, else in some report, else the
    surest."""
    found: dict[str, FactRow] = {}
    for row in rows:
        held = found.get(row.iri)
        if held is None or row.rank < held.rank:
            found[row.iri] = row
    return found


def _fact_cells(table: str, rows: Iterable[FactRow], primary: Mapping[str, FactRow]) -> list[Cells]:
    shown = [(row, row is primary[row.iri]) for row in rows if row.table == table]
    shown.sort(key=lambda pair: (_natural(pair[0].iri), not pair[1], pair[0].document, pair[0].start))
    return [
        (
            *row.cells,
            row.confidence,
            row.extractor,
            "true" if first else "false",
            row.document,
            row.page,
            str(row.start),
            str(row.end),
            row.quote,
        )
        for row, first in shown
    ]


def _natural(iri: str) -> list[tuple[int, str]]:
    """Sorts 2 before 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in _DIGITS.split(iri)]


def _write(file: Path, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    file.write_bytes(out.getvalue().encode())
