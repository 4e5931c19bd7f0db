"""Graphs on disk while a build goes on: each in a file of N-Quads lines with, beside it, its triples in sorted lines.

So that memory does not grow with the number of documents, the store loads files in batches, and the union of all graphs
is a merge of sorted files.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

FAN_IN = 256
"""How many files are merged at once: systems allow a process about a thousand open files."""


def write_graph_file(folder: Path, name: str, quads: bytes) -> Path:
    """Write one graph's N-Quads, all of which name that graph, as `{name}.nq`, its triples as `{name}.nt`. Returns the
    first path."""
    path = folder / f"{name}.nq"
    path.write_bytes(quads)
    triples = sorted({line[: line.rfind(b" <")] + b" .\n" for line in quads.split(b"\n") if line})
    triples_file(path).write_bytes(b"".join(triples))
    return path


def triples_file(path: Path) -> Path:
    """The file with the triples of a graph file."""
    return path.with_suffix(".nt")


def batches(paths: Sequence[Path], size: int) -> Iterator[bytes]:
    """The contents of the files, joined until they are about `size` bytes."""
    held: list[bytes] = []
    for path in paths:
        held.append(path.read_bytes())
        if sum(map(len, held)) >= size:
            yield b"".join(held)
            held = []
    if held:
        yield b"".join(held)


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
