"""How a build fills its store while it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kg.errors import DataError
from kg.graph.files import GraphFile
from kg.graph.filling import BATCH, Beside, Filler, Here
from kg.graph.update import carry


class Loader:
    """Loads graph files into a new store.

    `complete` says that there are no more; leaving the block waits until all is loaded, and raises what the loading
    raised. `workers`: of the build; with one, this process loads as well. Raises OSError where the store cannot be opened,
    if not at once then with the first graphs.
    """

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self._held: list[GraphFile] = []
        self._bytes = 0
        self._filler: Filler = Here(folder) if workers <= 1 else Beside(folder)

    def __enter__(self) -> Loader:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.complete()
            self._filler.end(complete=True)
        else:
            with suppress(DataError):  # what ends the build is what matters
                self._filler.end(complete=False)

    def add(self, graph: GraphFile) -> None:
        """Take a graph; it is loaded as soon as enough are there to make it worth while."""
        self._held.append(graph)
        self._bytes += graph.path.stat().st_size
        if self._bytes >= BATCH:
            self.complete()

    def complete(self) -> None:
        """Load what is held."""
        if self._held:
            self._filler.load(self._held)
        self._held, self._bytes = [], 0


class Updater(Loader):
    """Carries over the store of the build before, and replaces in it only what has changed. `known`: the graphs that
    it holds, by IRI. Raises OSError at once where that store cannot be opened."""

    def __init__(self, folder: Path, previous: Path, known: Mapping[str, GraphFile], workers: int = 1) -> None:
        carry(previous, folder)
        super().__init__(folder, workers)
        self._filler.opened()
        self._known = known
        self._new: dict[str, GraphFile] = {}
        self._begun = False

    def add(self, graph: GraphFile) -> None:
        """Take a graph."""
        self._new[graph.name] = graph

    def complete(self) -> None:
        """Bring the store up to the graphs that were taken."""
        if not self._begun:
            self._filler.bring_up(self._known, self._new)
        self._begun = True
