"""What fills a store, in threads (loading does not hold Python up), and the process of its own in which a build has it
done: what loading needs of memory is then not the build's.

The process is started anew and not forked: a fork of one that has had a store open waits for ever when it opens another.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

import pyoxigraph as ox

from kg.errors import DataError
from kg.graph.files import GraphFile
from kg.graph.update import update

BATCH = 48_000_000
"""Bytes that the store gets at once: enough for its speed, little for memory."""
_MEMORY = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864:glibc.malloc.mmap_threshold=1000000000"
    ":glibc.malloc.tcache_count=0:glibc.malloc.mxfast=0"
}
"""How glibc gets memory: in large pages, as loading sorts keys all over it, much at once and not given back, as each batch
takes what the one before had, and without short-cuts for single pieces, as millions are freed together. (A quarter faster;
other systems pass it over.)"""
_STOPPED = "the process that fills the store was stopped, perhaps for want of memory: build again, with fewer --workers"


class Filler(Protocol):
    """A store that is open to be filled, or is being opened; `end` closes it."""

    def opened(self) -> None:
        """Wait until it is open. Raises OSError where it cannot be."""

    def load(self, graphs: Sequence[GraphFile]) -> None:
        """Begin to load graphs, each as itself and into the default graph, which holds the union of all."""

    def bring_up(self, old: Mapping[str, GraphFile], new: Mapping[str, GraphFile]) -> None:
        """Begin to bring a store that holds the graphs `old` up to the graphs `new`."""

    def end(self, complete: bool) -> None:
        """Close the store, with all that was begun if it shall be complete. Raises what the loading raised."""


class Here:
    """Fills a store in this process. Raises OSError where it cannot be opened."""

    def __init__(self, folder: Path) -> None:
        self._store = ox.Store(str(folder))
        self._threads = ThreadPoolExecutor(2)  # named graphs and the union have indexes of their own
        self._loading: list[Future[None]] = []

    def opened(self) -> None:
        """See `Filler`."""

    def load(self, graphs: Sequence[GraphFile]) -> None:
        """See `Filler`."""
        self._loading += [
            self._threads.submit(_load_named, self._store, graphs),
            self._threads.submit(_load_union, self._store, graphs),
        ]

    def bring_up(self, old: Mapping[str, GraphFile], new: Mapping[str, GraphFile]) -> None:
        """See `Filler`."""
        self._loading.append(self._threads.submit(update, self._store, old, new))

    def end(self, complete: bool) -> None:
        """See `Filler`."""
        try:
            if complete:
                for future in self._loading:
                    future.result()
                self._store.flush()
        finally:
            self._threads.shutdown(cancel_futures=True)
            self._loading.clear()
            del self._store  # one that is open goes on to tidy its files up below those who read them


class Beside:
    """Fills a store in a process of its own, which nobody waits for before there is something to load. All raise OSError
    where the store cannot be opened, and DataError where the process is killed."""

    def __init__(self, folder: Path) -> None:
        ours = _MEMORY | os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-m", __name__, str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ours)  # noqa: S603
        self._open = False

    def opened(self) -> None:
        """See `Filler`."""
        if self._open:
            return
        try:
            self._answer()
        except BaseException:
            self._close()
            raise
        self._open = True

    def load(self, graphs: Sequence[GraphFile]) -> None:
        """See `Filler`."""
        self._ask("load", tuple(graphs))

    def bring_up(self, old: Mapping[str, GraphFile], new: Mapping[str, GraphFile]) -> None:
        """See `Filler`."""
        self._ask("bring_up", dict(old), dict(new))

    def end(self, complete: bool) -> None:
        """See `Filler`."""
        try:
            if complete:
                self._ask("end", True)
                self._answer()
        finally:
            self._close()

    def _ask(self, *message: object) -> None:
        self.opened()
        try:
            pickle.dump(message, self._process.stdin)  # type: ignore[arg-type] # a pipe, as was asked for
            self._process.stdin.flush()  # type: ignore[union-attr]
        except OSError as error:
            raise DataError(_STOPPED) from error

    def _answer(self) -> None:
        """Wait until the process has done what it was asked last. Raises what it raised."""
        try:
            raised = pickle.load(self._process.stdout)  # type: ignore[arg-type] # noqa: S301 - our own process
        except EOFError as error:
            raise DataError(_STOPPED) from error
        if raised is not None:
            raise raised

    def _close(self) -> None:
        """End the process, at once where it is not done: then the store is of no use."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()


def main(folder: Path) -> None:
    """Fill a store as standard input says: (method, what it is given), pickled; answer the opening and the end with None
    or what was raised. Ends without a word where nothing more is said: who asked is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends this
    said, answers = sys.stdin.buffer, sys.stdout.buffer
    method, raised = "", None
    try:
        filler = Here(folder)
        _say(answers, None)
        while method != "end":
            method, *given = pickle.load(said)  # noqa: S301 - the build, which started this
            getattr(filler, method)(*given)
    except EOFError:
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
        raised = error
    _say(answers, raised)


def _say(answers: BinaryIO, raised: Exception | None) -> None:
    with suppress(OSError):  # who asked may be gone
        pickle.dump(raised, answers)
        answers.flush()


def _load_named(store: ox.Store, graphs: Sequence[GraphFile]) -> None:
    for quads in _batches(graph.named(piece) for graph in graphs for piece in graph.pieces(BATCH)):
        store.bulk_load(input=quads, format=ox.RdfFormat.N_QUADS, lenient=True)


def _load_union(store: ox.Store, graphs: Sequence[GraphFile]) -> None:
    for triples in _batches(piece for graph in graphs for piece in graph.pieces(BATCH)):
        store.bulk_load(input=triples, format=ox.RdfFormat.N_TRIPLES, lenient=True)


def _batches(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces put together until there is enough to load: the derived graph alone can be many times that."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BATCH:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
