"""The graph as files in the W3C's formats: sorted, and the same bytes for the same graph whatever the order
it came in.

Turtle and RDF/XML hold the union of all graphs; TriG, N-Quads and JSON-LD keep each graph's name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.files import GraphFile, merged
from kg.graph.names import ALL_PREFIXES
from kg.graph.nquads import union_lines
from kg.graph.store import base_of, open_store
from kg.publish.formats.jsonld import jsonld


def export(build: Path, form: str, out: Path | BinaryIO) -> None:
    """Write a build's graph to a file (a path, or one that is open for bytes) in one of `FORMATS`.

    Raises UsageError for an unknown format, BuildNotFound where the folder holds no store.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}: one of {', '.join(FORMATS)}")
    data = FORMATS[form](open_store(build / "store"))
    if isinstance(out, Path):
        out.write_bytes(data)
    else:
        out.write(data)


def write_turtle(chunks: Iterable[bytes], out: Path, base: str, union: bytes | None = None) -> None:
    """Write the union of N-Quads chunks as Turtle. `union` is `union_lines(chunks)` where it is at hand."""
    out.write_bytes(turtle(union_lines(chunks) if union is None else union, base))


def write_turtle_file(graphs: Sequence[GraphFile], out: Path, base: str) -> None:
    """Write the union of graph files (see `kg.graph.files`) as Turtle, in a stream."""
    body = out.with_suffix(".body")
    pieces = merged([graph.path for graph in graphs], out.with_suffix(".merged"))
    triples = chain.from_iterable(ox.parse(piece, format=ox.RdfFormat.N_TRIPLES, lenient=True) for piece in pieces)
    ox.serialize(triples, body, format=ox.RdfFormat.TURTLE, prefixes=ALL_PREFIXES, base_iri=base or None)
    with body.open("rb") as written, out.open("wb") as target:
        target.write(_header(base))
        while (line := written.readline()).startswith((b"@prefix ", b"@base ")):
            pass
        target.write(line)
        shutil.copyfileobj(written, target, 1 << 20)
    body.unlink()


def turtle(union: bytes, base: str) -> bytes:
    """Sorted N-Triples lines as Turtle; IRIs below the base are written relative to it."""
    triples = ox.parse(union, format=ox.RdfFormat.N_TRIPLES)
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=ALL_PREFIXES, base_iri=base or None)
    return _header(base) + _body(written or b"")


def _header(base: str) -> bytes:
    """Base and prefixes in alphabetical order (the serialiser's own order may change with its version)."""
    lines = [f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(ALL_PREFIXES.items())]
    return "".join([f"@base <{base}> .\n" if base else "", *lines]).encode()


def _body(written: bytes) -> bytes:
    start = 0
    while written.startswith((b"@prefix ", b"@base "), start):
        start = written.index(b"\n", start) + 1
    return written[start:]


def named_lines(store: ox.Store) -> list[bytes]:
    """Every named graph's N-Quads lines, sorted by bytes."""
    lines: list[bytes] = []
    for graph in store.named_graphs():
        data = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        tail = f" {graph} .".encode()
        lines += [line.removesuffix(b" .") + tail for line in data.split(b"\n") if line]
    return sorted(lines)


def _union(store: ox.Store) -> bytes:
    """The default graph, which holds the union, as sorted N-Triples lines."""
    data = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    return b"".join(line + b"\n" for line in sorted(data.split(b"\n")) if line)


def _by_graph(store: ox.Store) -> Iterator[ox.Quad]:
    """All quads, one graph after the other."""
    lines = sorted(named_lines(store), key=lambda line: (line[line.rfind(b" <") :], line))
    return ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS)


def _turtle(store: ox.Store) -> bytes:
    return turtle(_union(store), base_of(store))


def _rdfxml(store: ox.Store) -> bytes:
    triples = ox.parse(_union(store), format=ox.RdfFormat.N_TRIPLES)
    return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=ALL_PREFIXES) or b""


def _trig(store: ox.Store) -> bytes:
    base = base_of(store)
    written = ox.serialize(_by_graph(store), format=ox.RdfFormat.TRIG, prefixes=ALL_PREFIXES, base_iri=base or None)
    return _header(base) + _body(written or b"")


def _nquads(store: ox.Store) -> bytes:
    return b"".join(line + b"\n" for line in named_lines(store))


def _jsonld(store: ox.Store) -> bytes:
    return jsonld(_by_graph(store))


FORMATS: Mapping[str, Callable[[ox.Store], bytes]] = {
    "turtle": _turtle,
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "rdfxml": _rdfxml,
}
"""Every format of an export, by its name."""
