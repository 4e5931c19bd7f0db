"""The reference graph: all of `ontology/` (classes, vocabularies, register) as one named graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.graph.nquads import iri
from kg.settings import DEFAULT_BASE, ontology_dir

REFERENCE = "graph/reference"


def reference_quads(base: str, folder: Path | None = None) -> bytes:
    """N-Quads lines of `<base + "graph/reference">`, sorted, each once.

    Things of the register are named below the default base in the files and below `base` here. Blank nodes
    are named by what they say, so that the bytes do not change. Raises DataError for a file that is not valid
    Turtle.
    """
    graph = iri(base + REFERENCE).encode()
    lines: set[bytes] = set()
    for file in sorted((folder or ontology_dir()).rglob("*.ttl")):
        lines.update(_lines(file))
    quads = b"".join(line.removesuffix(b" .") + b" " + graph + b" .\n" for line in sorted(lines))
    if base == DEFAULT_BASE:
        return quads
    moved = quads.replace(f"<{DEFAULT_BASE}".encode(), f"<{base}".encode())
    return b"".join(sorted(moved.splitlines(keepends=True)))


def _lines(file: Path) -> list[bytes]:
    """The triples of a file as canonical N-Triples lines."""
    try:
        dataset = ox.Dataset(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{file.name} is not valid Turtle: {error}") from error
    if any(isinstance(term, ox.BlankNode) for quad in dataset for term in (quad.subject, quad.object)):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    data = ox.serialize((quad.triple for quad in dataset), format=ox.RdfFormat.N_TRIPLES)
    # Canonical names (c14n0 …) count from 0 in each file: the file's name keeps two files apart.
    return [
        line.replace(b"_:c14n", b"_:" + _safe(file.stem) + b"c14n") for line in (data or b"").splitlines()
    ]


def _safe(stem: str) -> bytes:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in stem).encode()
