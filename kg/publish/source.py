"""Where tables are read from: the graphs of a build as plain look-ups, one document's graph in memory at a
time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BuildNotFound
from kg.graph.names import DERIVED, FOAF, RDF, REFERENCE, SKOS, VOCAB
from kg.graph.nquads import read_lines

_TYPE = f"{RDF}type"
_NAMES = (f"{SKOS}prefLabel", f"{FOAF}name")
Graphs = Mapping[str, Callable[[], bytes]]
"""IRI of a graph → its lines, as N-Triples or N-Quads."""


def graphs_of(build: ox.Store | Iterable[bytes | Path]) -> Graphs:
    """The named graphs of a store, or of N-Quads chunks that hold one graph each (what a build has at hand
    while it loads the store)."""
    if not isinstance(build, ox.Store):
        return {_name_of(chunk): partial(_read, chunk) for chunk in build if chunk}
    store = build

    def dump(graph: ox.NamedNode | ox.BlankNode) -> bytes:
        return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""

    return {str(name)[1:-1]: (lambda graph=name: dump(graph)) for name in store.named_graphs()}  # type: ignore[misc]


def _name_of(chunk: bytes | Path) -> str:
    if isinstance(chunk, bytes):
        return _graph_of(chunk)
    with chunk.open("rb") as file:
        return _graph_of(file.readline())


def _read(chunk: bytes | Path) -> bytes:
    return chunk if isinstance(chunk, bytes) else chunk.read_bytes()


def _graph_of(chunk: bytes) -> str:
    line = chunk[: chunk.index(b"\n")]
    return line[line.rindex(b" <") + 2 : line.rindex(b">")].decode()


@dataclass(slots=True)
class Index:
    """A graph as subject → predicate → values: IRIs and the words of literals alike, as text."""

    about: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> Index:
        """Index the lines of one graph."""
        about: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, value in read_lines(data):
            about.setdefault(subject, {}).setdefault(predicate, []).append(value)
        return cls(about)

    def all(self, subject: str, predicate: str) -> list[str]:
        """Every value, sorted."""
        return sorted(self.about.get(subject, {}).get(predicate, ()))

    def one(self, subject: str, predicate: str) -> str:
        """The first value in order, "" where there is none."""
        return min(self.about.get(subject, {}).get(predicate, ("",)))

    def of_class(self, kind: str) -> list[str]:
        """Every subject of a class, sorted."""
        return sorted(subject for subject, found in self.about.items() if kind in found.get(_TYPE, ()))


def notation(iri: str) -> str:
    """What a table shows of a concept: its notation; anything else as it is."""
    return iri.rpartition("/")[2] if iri.startswith(VOCAB) else iri


class Source:
    """The graphs of a build: `derived` and `reference` at hand, documents one by one."""

    def __init__(self, graphs: Graphs, base: str = "") -> None:
        """Raises BuildNotFound where these are not the graphs of a build (below `base`, if given)."""
        found = next((n.removesuffix(DERIVED) for n in sorted(graphs) if n.endswith(f"/{DERIVED}")), "")
        if not found or base not in ("", found):
            raise BuildNotFound(f"there is no build{f' below {base}' if base else ''}: run `kg build` again")
        self.base = found
        self._graphs = graphs
        self.derived = self._index(self.base + DERIVED)
        self.reference = self._index(self.base + REFERENCE)
        self._names: dict[str, str] = {}

    def documents(self) -> Iterator[tuple[str, Index]]:
        """(IRI, graph) of each document, in the order of IRIs."""
        names = sorted(name for name in self._graphs if name.startswith(f"{self.base}document/"))
        return ((name, self._index(name)) for name in names)

    def path(self, iri: str) -> str:
        """An IRI without the base."""
        return iri.removeprefix(self.base)

    def label(self, iri: str) -> str:
        """The preferred name of a thing, "" where none is known."""
        if iri not in self._names:
            found = (graph.one(iri, name) for graph in (self.derived, self.reference) for name in _NAMES)
            self._names[iri] = next(filter(None, found), "")
        return self._names[iri]

    def _index(self, graph: str) -> Index:
        data = self._graphs.get(graph)
        return Index.of(data() if data else b"")
