"""Graphs on disk while a build goes on: the triples of each in a file of sorted N-Triples lines.

So that memory does not grow with the number of documents, the store loads files in batches, and the union of all graphs
is a merge of sorted files.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.graph.nquads import named

FAN_IN = 256
"""How many files are merged at once: systems allow a process about a thousand open files."""
_AHEAD = 4_096
"""Bytes that are read of a file at once while it is merged, to the end of a line."""
_LINES = 4_096
"""Lines that are merged into one piece."""


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A named graph on disk: `path` of its sorted N-Triples lines, each once; `name` is its IRI."""

    path: Path
    name: str

    def triples(self) -> bytes:
        """Its lines as they are on disk."""
        return self.path.read_bytes()

    def named(self, triples: bytes) -> bytes:
        """Some of its lines as N-Quads."""
        return named(triples, self.name)

    def pieces(self, size: int) -> Iterator[bytes]:
        """Its lines, about so many bytes of whole lines at a time."""
        with self.path.open("rb") as file:
            while data := file.read(size):
                yield data + file.readline()


def write_graph_file(folder: Path, name: str, quads: Iterable[bytes]) -> GraphFile:
    """Write one graph's N-Quads, sorted lines that all name that graph in chunks of whole lines, as the triples file
    `{name}.nt`.

    Raises ValueError where there are none: an empty graph has no name.
    """
    path = folder / f"{name}.nt"
    tail = b""
    with path.open("wb") as out:
        for chunk in quads:
            tail = tail or graph_term(chunk)
            out.write(chunk.replace(b" " + tail + b" .\n", b" .\n"))
    if not tail:
        raise ValueError(f"the graph {name} holds nothing")
    return GraphFile(path, tail[1:-1].decode())


def graph_term(quads: bytes) -> bytes:
    """The graph that the first of these N-Quads lines names, as a term. Raises ValueError where there is no line."""
    line = quads[: quads.index(b"\n")]
    return line[line.rindex(b" <") + 1 : line.rindex(b">") + 1]


def merge(paths: Sequence[Path], out: Path) -> None:
    """Write the sorted lines of sorted files, each line once."""
    with out.open("wb") as target:
        target.writelines(merged(paths, out))


def merged(paths: Sequence[Path], beside: Path) -> Iterator[bytes]:
    """The sorted lines of sorted files, none of which holds a line twice, each line once, some thousand at a time. More
    files than FAN_IN are merged in several rounds, in files beside this one."""
    waiting = list(paths)
    parts: list[Path] = []
    while len(waiting) > FAN_IN:
        part = beside.with_name(f"{beside.name}.{len(parts)}")
        with part.open("wb") as target:
            target.writelines(_merged_some(waiting[:FAN_IN]))
        parts.append(part)
        waiting = [*waiting[FAN_IN:], part]
    yield from _merged_some(waiting)
    for part in parts:
        part.unlink()


def _merged_some(paths: Sequence[Path]) -> Iterator[bytes]:
    held: list[bytes] = []
    last = b""
    with ExitStack() as opened:
        for run in _runs([opened.enter_context(path.open("rb", buffering=1 << 16)) for path in paths]):
            first = 1 if run[0] == last else 0
            held += run[first:]
            last = run[-1]
            if len(held) >= _LINES:
                yield b"".join(held)
                held.clear()
    yield b"".join(held)


def _runs(files: Sequence[BinaryIO]) -> Iterator[list[bytes]]:
    """The lines of sorted files in order, always as many as one file has before the next line of another: graphs share
    few subjects, so that these are many."""
    heads = [(lines[0], number, lines) for number, file in enumerate(files) if (lines := file.readlines(_AHEAD))]
    heapq.heapify(heads)
    while heads:
        _, number, lines = heads[0]
        end = bisect_right(lines, min(heads[1:3])[0]) if len(heads) > 1 else len(lines)
        yield lines[:end]
        rest = lines[end:] or files[number].readlines(_AHEAD)
        if rest:
            heapq.heapreplace(heads, (rest[0], number, rest))
        else:
            heapq.heappop(heads)
