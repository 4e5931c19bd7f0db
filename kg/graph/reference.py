"""The reference graph: all of `ontology/` (classes, vocabularies, register) as one named graph."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError
from kg.graph.names import REFERENCE
from kg.graph.nquads import iri
from kg.settings import DEFAULT_BASE, ontology_dir


def reference_quads(base: str, folder: Path | None = None) -> bytes:
    """N-Quads lines of `<base + "graph/reference">`, sorted, each once.

    Things of the register are named below the default base in the files and below `base` here. Blank nodes
    become IRIs below `base` (RDF 1.1, section 3.5), numbered by what they say, so that the bytes do not
    change. Raises DataError for a file that is not valid Turtle."""
    # A store writes numbers in canonical form ("1.0" as "1"), as the store of a build does.
    store = ox.Store()
    for file in sorted((folder or ontology_dir()).rglob("*.ttl")):
        store.bulk_load(input=_named(file, base), format=ox.RdfFormat.N_TRIPLES)
    data = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    if base != DEFAULT_BASE:
        data = data.replace(f"<{DEFAULT_BASE}".encode(), f"<{base}".encode())
    graph = iri(base + REFERENCE).encode()
    lines = sorted(line.removesuffix(b" .") + b" " + graph + b" .\n" for line in data.split(b"\n") if line)
    return b"".join(lines)


def _named(file: Path, base: str) -> bytes:
    """The triples of a file as N-Triples, its blank nodes named."""
    try:
        dataset = ox.Dataset(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{file.name} is not valid Turtle: {error}") from error
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    data = ox.serialize((quad.triple for quad in dataset), format=ox.RdfFormat.N_TRIPLES) or b""
    named = iri(f"{base}genid/{file.stem}-")[:-1].encode()
    return b"\n".join(_BLANK.sub(rb"\1" + named + rb"\2>\3", line) for line in data.split(b"\n"))


# A blank node as subject or object; the words of a literal stand in quote marks and end otherwise.
_BLANK = re.compile(rb"(^|> )_:c14n([0-9]+)( <| \.$)")
