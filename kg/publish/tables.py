"""The tables that a build writes: read off the graph, never filled by the extractors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph.files import GraphFile
from kg.publish import followed, things
from kg.publish.columns import EVIDENCE, FACT_TABLES, OTHER_TABLES, latest_columns
from kg.publish.facts import UNLISTED, Cells, FactRow
from kg.publish.involved import inspected_in
from kg.publish.source import Source, graphs_of, shared_of, shared_source
from kg.publish.table_rows import DocumentRows, TableRow, csv_line, keep_rows, kept_rows, natural, rows_of


class Written(NamedTuple):
    """Rows of each table; what `kg.publish.involved` keeps."""

    counts: dict[str, int]
    roles: list[tuple[str, str, str]]
    inspected: list[tuple[str, str]]


def write_tables(
    build: ox.Store | Sequence[bytes | GraphFile],
    folder: Path,
    base: str = "",
    unread: Mapping[str, int] | None = None,
    executor: Executor | None = None,
) -> Written:
    """Write every table as `{name}.csv` into a folder, which is made. Returns the number of rows of each, and whom the
    facts on people are about.

    `build` is a store, or the graphs of a build, each in a file or as a chunk of N-Quads (faster, and possible while the
    store loads). `executor` shares the work among processes where the graphs are files.

    `unread`: GSS code → number of documents about that authority that could not be read. UTF-8, one header
    line, RFC 4180; rows sorted by what they say, so that the same graph gives the same bytes. Raises
    BuildNotFound where this is no build, or one with another base than `base` (if given)."""
    files = [] if isinstance(build, ox.Store) else [graph for graph in build if isinstance(graph, GraphFile)]
    source = shared_source(shared_of(files, base), base) if files else Source(graphs_of(build), base)
    documents = list(_rows_of_files(files, source, executor) if files else _rows_of_all(source))
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[TableRow]] = {name: [] for name in (*FACT_TABLES, UNLISTED)}
    for row in (row for document in documents for row in document.rows):
        rows[row.table].append(row)
    facts: dict[str, FactRow] = {}
    counts: dict[str, int] = {}
    for name, columns in FACT_TABLES.items():
        primary = _primary(rows[name])
        facts |= {row.iri: row.fact for row in primary.values() if row.fact}
        counts[name] = _write(folder / f"{name}.csv", (*columns, *EVIDENCE), _lines(rows[name], primary))
    facts |= {iri: row.fact for iri, row in _primary(rows[UNLISTED]).items() if row.fact}
    for name, shown, cells in _others(source, documents, facts, unread or {}):
        counts[name] = _write(folder / f"{name}.csv", shown, (f"{csv_line(row)}\r\n".encode() for row in cells))
    roles = sorted(role for document in documents for role in document.roles)
    return Written(dict(sorted(counts.items())), roles, inspected_in(source))


def _rows_of_all(source: Source) -> Iterator[DocumentRows]:
    """The rows of every document, in the order of their IRIs."""
    return (rows_of(source, name) for name in source.document_names())


def _rows_of_files(files: Sequence[GraphFile], source: Source, executor: Executor | None) -> Iterator[DocumentRows]:
    """The same of graph files: what is kept beside them and still right, else made and kept."""
    shared = shared_of(files, source.base)
    documents = sorted((file for file in files if file not in shared), key=lambda file: file.name)
    kept = [kept_rows(file, source) for file in documents]
    tasks = [(file, shared, source.base) for file, rows in zip(documents, kept, strict=True) if rows is None]
    made = executor.map(keep_rows, tasks, chunksize=4) if executor else map(keep_rows, tasks)
    for file, rows in zip(documents, kept, strict=True):
        if rows is None:
            next(made)
        yield rows or _made(file, source)


def _made(file: GraphFile, source: Source) -> DocumentRows:
    rows = kept_rows(file, source)
    if rows is None:
        raise RuntimeError(f"the rows of {file.name} are gone: something else writes in the build's folder")
    return rows


def _others(
    source: Source, documents: Sequence[DocumentRows], facts: Mapping[str, FactRow], unread: Mapping[str, int]
) -> Iterator[tuple[str, Sequence[str], list[Cells]]]:
    """(name, columns, rows) of the tables of things and conclusions. `facts`: the primary rows of the
    facts that those are made of, by IRI."""
    described = [one.document for one in documents]
    by_gss: dict[str, list[Cells]] = defaultdict(list)
    for one in documents:
        for gss in one.about:
            by_gss[gss].append(one.document)
    found: dict[str, Iterable[Cells]] = {
        "documents": described,
        "authorities": things.authorities(source),
        "conflicts": things.conflicts(source, facts),
        "transitions": things.transitions(source),
        "recurrences": followed.recurrences(source, facts),
        "followups": followed.follow_ups(source, facts, {row[0]: row[1] for row in described}),
        "resolutions": things.resolutions(source, described),
        "coverage": things.coverage(source, by_gss, unread),
    }
    yield from ((name, OTHER_TABLES[name], sorted(rows)) for name, rows in found.items())
    aspects = things.aspects_of(source)
    judgements = [row for row in facts.values() if row.table == "judgements"]
    addresses = {row[0]: row[9] or row[1] for row in described}
    yield "latest", latest_columns(aspects), list(things.latest(source, judgements, addresses, aspects))


def _primary(rows: Iterable[TableRow]) -> dict[str, TableRow]:
    """The primary row of each fact: the one in the inspection's own report, else in some report, else the
    surest."""
    found: dict[str, TableRow] = {}
    for row in rows:
        held = found.get(row.iri)
        if held is None or row.rank < held.rank:
            found[row.iri] = row
    return found


def _lines(rows: Iterable[TableRow], primary: Mapping[str, TableRow]) -> Iterator[bytes]:
    """The lines of a table of facts: by IRI, of one fact the primary row first."""
    shown = [(row, row is primary[row.iri]) for row in rows]
    shown.sort(key=lambda pair: (natural(pair[0].iri), not pair[1], pair[0].document, pair[0].start))
    return (row.line(first) for row, first in shown)


def _write(file: Path, columns: Sequence[str], lines: Iterable[bytes]) -> int:
    """Write a table; returns the number of its rows."""
    count = 0
    with file.open("wb") as out:
        out.write(f"{csv_line(columns)}\r\n".encode())
        for line in lines:
            out.write(line)
            count += 1
    return count
