"""Where tables are read from: the graphs of a build as plain look-ups, one document's graph in memory at a
time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache, partial

import pyoxigraph as ox

from kg.errors import BuildNotFound
from kg.graph.files import GraphFile, graph_term
from kg.graph.names import DERIVED, FOAF, INSP, PROV, RDF, REFERENCE, SKOS, VOCAB
from kg.graph.nquads import indexed

_TYPE = f"{RDF}type"
_NAMES = (f"{SKOS}prefLabel", f"{FOAF}name")
Graphs = Mapping[str, Callable[[], bytes]]
"""IRI of a graph → its lines, as N-Triples or N-Quads."""
_NOTHING: Mapping[str, list[str]] = {}
_SUPPORT = frozenset({f"{INSP}pooledConfidence", f"{INSP}sourceCount"})
"""Most of the derived graph, and in no table."""


def graphs_of(build: ox.Store | Iterable[bytes | GraphFile]) -> Graphs:
    """The named graphs of a store, or of graph files or N-Quads chunks that hold one graph each (what a build has at
    hand while it loads the store)."""
    if not isinstance(build, ox.Store):
        return dict(_named(graph) for graph in build if graph)
    store = build

    def dump(graph: ox.NamedNode | ox.BlankNode) -> bytes:
        return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""

    return {str(name)[1:-1]: partial(dump, name) for name in store.named_graphs()}


def _named(graph: bytes | GraphFile) -> tuple[str, Callable[[], bytes]]:
    if isinstance(graph, GraphFile):
        return graph.name, graph.triples
    return graph_term(graph)[1:-1].decode(), lambda: graph


@dataclass(slots=True)
class Index:
    """A graph as subject → predicate → values: IRIs and the words of literals alike, as text."""

    about: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes, without: Collection[str] = ()) -> Index:
        """Index the lines of one graph, `without` some predicates."""
        return cls(indexed(data, without))

    def all(self, subject: str, predicate: str) -> list[str]:
        """Every value, sorted."""
        return sorted(self.about.get(subject, _NOTHING).get(predicate, ()))

    def one(self, subject: str, predicate: str) -> str:
        """The first value in order, "" where there is none."""
        found = self.about.get(subject, _NOTHING).get(predicate)
        if found is None:
            return ""
        return found[0] if len(found) == 1 else min(found)

    def of_class(self, kind: str) -> list[str]:
        """Every subject of a class, sorted."""
        return sorted(subject for subject, found in self.about.items() if kind in found.get(_TYPE, ()))


def notation(iri: str) -> str:
    """What a table shows of a concept: its notation; anything else as it is."""
    return iri.rpartition("/")[2] if iri.startswith(VOCAB) else iri


class Source:
    """The graphs of a build: `derived` and `reference` at hand, documents one by one. `asked`: what those two
    were asked with `one`, `all` and `label` (no predicate)."""

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
        self.asked: set[tuple[str, str]] = set()
        self.told = frozenset(_told(self.derived))
        """The facts that recurrences and follow-ups rest on."""

    def document_names(self) -> list[str]:
        """IRIs of the documents, in order."""
        return sorted(name for name in self._graphs if _is_document(name, self.base))

    def document(self, name: str) -> Index:
        """The graph of one document."""
        return self._index(name)

    def with_document(self, name: str, lines: Callable[[], bytes]) -> Source:
        """The same source with one document's graph in the place of all others, and nothing asked yet."""
        other = copy(self)
        other._graphs = {name: lines}
        other.asked = set()
        return other

    def one(self, subject: str, predicate: str) -> str:
        """The first value in the derived graph, "" where there is none."""
        self.asked.add((subject, predicate))
        return self.derived.one(subject, predicate)

    def all(self, subject: str, predicate: str) -> list[str]:
        """Every value in the derived graph, sorted."""
        self.asked.add((subject, predicate))
        return self.derived.all(subject, predicate)

    def digest(self, asked: Iterable[tuple[str, str]]) -> str:
        """A hash of what the shared graphs answer when they are asked this."""
        answers = ((each, self.derived.all(*each) if each[1] else self.label(each[0])) for each in sorted(asked))
        return hashlib.sha256(f"{self.base}{list(answers)}".encode("utf-8", "surrogatepass")).hexdigest()

    def path(self, iri: str) -> str:
        """An IRI without the base."""
        return iri.removeprefix(self.base)

    def label(self, iri: str) -> str:
        """The preferred name of a thing, "" where none is known."""
        self.asked.add((iri, ""))
        if iri not in self._names:
            found = (graph.one(iri, name) for graph in (self.derived, self.reference) for name in _NAMES)
            self._names[iri] = next(filter(None, found), "")
        return self._names[iri]

    def _index(self, graph: str) -> Index:
        data = self._graphs.get(graph)
        return Index.of(data() if data else b"", _SUPPORT)


def shared_of(graphs: Iterable[GraphFile], base: str) -> tuple[GraphFile, ...]:
    """The graphs that are no document's."""
    return tuple(graph for graph in graphs if not _is_document(graph.name, base))


def _is_document(graph: str, base: str) -> bool:
    return graph.startswith(f"{base}document/")


@lru_cache(maxsize=1)
def shared_source(shared: tuple[GraphFile, ...], base: str) -> Source:
    """A source of shared graphs alone, read once: forked workers have it from their parent, others read it each for
    themselves."""
    return Source(graphs_of(shared), base)


def _told(derived: Index) -> Iterator[str]:
    for kind in ("Recurrence", "FollowUp"):
        for conclusion in derived.of_class(INSP + kind):
            yield from derived.all(conclusion, f"{PROV}wasDerivedFrom")
