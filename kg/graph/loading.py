"""How a build fills its store: in threads of its own while the build goes on (loading does not hold Python up).

Each graph is loaded as itself and into the default graph, which holds the union of all; the two have indexes of their
own, so that they load side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from kg.graph.files import GraphFile
from kg.graph.update import carry, update

_BATCH = 48_000_000
"""Bytes that the store gets at once: enough for its speed, little for memory."""


class Loader:
    """Loads graph files into a new store.

    `complete` says that there are no more; leaving the block waits until all is loaded, and raises what the loading
    raised.
    """

    def __init__(self, folder: Path) -> None:
        self._store = ox.Store(str(folder))
        self._threads = ThreadPoolExecutor(2)
        self._held: list[GraphFile] = []
        self._bytes = 0
        self._loading: list[Future[None]] = []

    def __enter__(self) -> Loader:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.complete()
                for future in self._loading:
                    future.result()
                self._store.flush()
        finally:
            self._threads.shutdown(cancel_futures=True)
            self._loading.clear()
            del self._store  # closes it: one that is open goes on to tidy its files up below those who read them

    def add(self, graph: GraphFile) -> None:
        """Take a graph; it is loaded as soon as enough are there to make it worth while."""
        self._held.append(graph)
        self._bytes += graph.path.stat().st_size
        if self._bytes >= _BATCH:
            self.complete()

    def complete(self) -> None:
        """Load what is held."""
        if self._held:
            held = tuple(self._held)
            self._loading += [
                self._threads.submit(self._load_named, held),
                self._threads.submit(self._load_union, held),
            ]
        self._held, self._bytes = [], 0

    def _load_named(self, graphs: Sequence[GraphFile]) -> None:
        for quads in _batches(graph.named(piece) for graph in graphs for piece in graph.pieces(_BATCH)):
            self._store.bulk_load(input=quads, format=ox.RdfFormat.N_QUADS, lenient=True)

    def _load_union(self, graphs: Sequence[GraphFile]) -> None:
        for triples in _batches(piece for graph in graphs for piece in graph.pieces(_BATCH)):
            self._store.bulk_load(input=triples, format=ox.RdfFormat.N_TRIPLES, lenient=True)


def _batches(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces put together until there is enough to load: the derived graph alone can be many times that."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BATCH:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


class Updater(Loader):
    """Carries over the store of the build before, and replaces in it only what has changed. `known`: the graphs that
    it holds, by IRI."""

    def __init__(self, folder: Path, previous: Path, known: Mapping[str, GraphFile]) -> None:
        carry(previous, folder)
        super().__init__(folder)
        self._known = known
        self._new: dict[str, GraphFile] = {}

    def add(self, graph: GraphFile) -> None:
        """Take a graph."""
        self._new[graph.name] = graph

    def complete(self) -> None:
        """Bring the store up to the graphs that were taken."""
        if not self._loading:
            self._loading.append(self._threads.submit(update, self._store, self._known, self._new))
