"""Graphs on disk while a build goes on: the triples of each in a file of sorted N-Triples lines.

So that memory does not grow with the number of documents, the store loads files in batches, and the union of all graphs
is a merge of sorted files.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.graph.nquads import named

FAN_IN = 256
"""How many files are merged at once: systems allow a process about a thousand open files."""


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
    """Write the sorted lines of sorted files, each line once. More files than FAN_IN are merged in several rounds."""
    waiting = list(paths)
    number = 0
    while len(waiting) > FAN_IN:
        part = out.with_name(f"{out.name}.{number}")
        _merge_some(waiting[:FAN_IN], part)
        waiting = [*waiting[FAN_IN:], part]
        number += 1
    _merge_some(waiting, out)
    for index in range(number):
        out.with_name(f"{out.name}.{index}").unlink()


def _merge_some(paths: Sequence[Path], out: Path) -> None:
    with ExitStack() as opened, out.open("wb", buffering=1 << 20) as target:
        sources: list[BinaryIO] = [opened.enter_context(path.open("rb", buffering=1 << 16)) for path in paths]
        target.writelines(_once(heapq.merge(*sources)))


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    before = b""
    for line in lines:
        if line != before:
            yield line
            before = line
