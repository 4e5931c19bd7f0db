"""The graphs of a store: put there, added to, deleted and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.errors import StoreError
from kg.remote.pushed import PUSHED, VOID, Version, entry, heads_query, versions_of, versions_query
from kg.remote.store import Dataset, RemoteStore

_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
"""N-Triples lines are Turtle, which every store takes."""
PIECE = 8_000_000
"""Bytes of a graph that are sent at once; a larger graph is put in several pieces."""
_AT_ONCE = 200
"""Graphs that are counted by one query."""
_OWN = Dataset()


class Graphs:
    """Writes graphs to a store. `base`: what a build's graphs are named below.

    Everything may be done again without harm. Raises StoreError where the store does not do it.
    """

    def __init__(self, store: RemoteStore, base: str) -> None:
        self.store, self.base = store, base

    def put(self, name: str, triples: bytes) -> None:
        """Make a graph what these lines say."""
        self.replace(name, _cut(triples, PIECE))

    def replace(self, name: str, pieces: Iterable[bytes]) -> None:
        """Make a graph what these pieces of lines say. `name`: "" for the default graph."""
        method = "PUT"
        for piece in pieces:
            self._send(method, name, piece)
            method = "POST"

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add lines to a graph."""
        for piece in pieces:
            self._send("POST", name, piece)

    def _send(self, method: str, name: str, lines: bytes) -> None:
        """Send lines; where they are too many for the store, in halves."""
        address = self.store.addresses.graph(name)
        found = self.store.client.send(method, address, _TURTLE, lines, also=frozenset({413}))
        if found.status != 413:
            return
        middle = lines.find(b"\n", len(lines) // 2) + 1
        if not 0 < middle < len(lines):
            raise StoreError(f"the store takes no request of {len(lines):,} bytes: raise its limit", address)
        self._send(method, name, lines[:middle])
        self._send("POST", name, lines[middle:])

    def delete(self, name: str) -> None:
        """Delete a graph, also one that is not there."""
        self.store.client.send("DELETE", self.store.addresses.graph(name), {}, also=frozenset({404}))

    def note(self, name: str, version: Version) -> None:
        """Note that a graph is there as a whole."""
        self.add(f"{self.base}{PUSHED}", [entry(self.base, name, version).encode()])

    def take_out(self, name: str, union: str) -> None:
        """Take out of the union what only this graph brought there. `union`: "" for the default graph."""
        triple = "?s ?p ?o"
        inside = f"GRAPH <{union}> {{ {triple} }}" if union else triple
        others = f"?other != <{name}>" + (f" && ?other != <{union}>" if union else "")
        text = f"""DELETE {{ {inside} }} WHERE {{ GRAPH <{name}> {{ {triple} }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ {triple} }} FILTER({others}) }} }}"""
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self.store.client.send("POST", self.store.addresses.update, headers, text.encode())

    def heads(self) -> Mapping[str, str]:
        """Base of each build that was pushed here → its graph of the union, "" for the default graph."""
        return {str(base): str(union or "") for base, union in self.store.rows(heads_query(), _OWN)}

    def versions(self) -> dict[str, Version]:
        """What was pushed here of this build."""
        return versions_of(self.store.rows(versions_query(self.base), _OWN))

    def counts(self, names: Sequence[str]) -> dict[str, int]:
        """How many triples each of these graphs holds."""
        found = dict.fromkeys(names, 0)
        for start in range(0, len(names), _AT_ONCE):
            values = " ".join(f"<{name}>" for name in names[start : start + _AT_ONCE])
            query = f"""SELECT ?graph (COUNT(*) AS ?n) WHERE {{ VALUES ?graph {{ {values} }}
  GRAPH ?graph {{ ?s ?p ?o }} }} GROUP BY ?graph"""
            for name, number in self.store.rows(query, _OWN):
                if str(name) in found and isinstance(number, int):
                    found[str(name)] = number
        return found

    def count_union(self, union: str) -> int:
        """How many triples the union holds."""
        rows = self.store.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", Dataset(union))
        return next((number for (number,) in rows if isinstance(number, int)), 0)

    def default_is_all(self) -> bool:
        """Whether the default graph shows what stands in named graphs, once something does."""
        query = f"SELECT ?kind WHERE {{ <{self.base}{PUSHED}> a ?kind . FILTER(?kind = <{VOID}Dataset>) }}"
        return bool(self.store.rows(query, _OWN))

    def has_default(self) -> bool:
        """Whether the default graph holds something."""
        return bool(self.store.rows("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", _OWN))


def _cut(lines: bytes, size: int) -> Iterator[bytes]:
    """Lines in pieces of about so many bytes."""
    start = 0
    while start < len(lines):
        end = lines.find(b"\n", start + size) + 1 or len(lines)
        yield lines[start:end]
        start = end
