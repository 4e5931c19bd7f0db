"""A store brought up to date: the previous build's, carried over, with only what has changed taken out and put in.

The files of a store are never written again once they are there (RocksDB), so carrying one over makes second names of
them, and the previous build stays whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg import cache
from kg.graph.files import GraphFile

_FINISHED = ".sst"


@dataclass(slots=True)
class Change:
    """One graph's lines that go and that come, as N-Triples."""

    graph: str
    gone: list[bytes] = field(default_factory=list)
    new: list[bytes] = field(default_factory=list)


def changes(old: Mapping[str, GraphFile], new: Mapping[str, GraphFile]) -> Iterator[Change]:
    """What differs between two builds' graphs, a graph at a time. Files of the same name hold the same."""
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before is None or after is None or before.path.name != after.path.name:
            yield _change(name, before, after)


def _change(name: str, before: GraphFile | None, after: GraphFile | None) -> Change:
    """A walk through two sorted files side by side, in little memory."""
    found = Change(name)
    gone, new = _lines(before), _lines(after)
    left, right = next(gone, None), next(new, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(gone, None), next(new, None)
        elif right is None or (left is not None and left < right):
            found.gone.append(left or b"")
            left = next(gone, None)
        else:
            found.new.append(right)
            right = next(new, None)
    return found


def _lines(graph: GraphFile | None) -> Iterator[bytes]:
    if graph is not None:
        with graph.path.open("rb", buffering=1 << 20) as file:
            yield from file


def carry(old: Path, new: Path) -> None:
    """Make `new` a store with what the one in `old` holds. Raises OSError where it cannot be read."""
    new.mkdir()
    for file in sorted(old.iterdir()):
        if file.suffix == _FINISHED:
            cache.link(file, new / file.name)
        elif file.name != "LOCK":
            shutil.copy2(file, new / file.name)


def update(store: ox.Store, old: Mapping[str, GraphFile], new: Mapping[str, GraphFile]) -> None:
    """Bring a store that holds the graphs `old` up to the graphs `new`, the union of all in its default graph as well."""
    found = list(changes(old, new))
    gone = _gone_for_good(store, found, new)
    for change in found:
        if change.graph not in new:
            store.remove_graph(ox.NamedNode(change.graph))
        else:
            for quad in _quads(change.gone, ox.NamedNode(change.graph)):
                store.remove(quad)
    for quad in _quads(gone, ox.DefaultGraph()):
        store.remove(quad)
    for change in found:
        store.bulk_extend(_quads(change.new, ox.NamedNode(change.graph)))
        store.bulk_extend(_quads(change.new, ox.DefaultGraph()))
    store.flush()


def _gone_for_good(store: ox.Store, found: Sequence[Change], new: Mapping[str, GraphFile]) -> list[bytes]:
    """The triples that no graph holds any more; `store` is as it was before."""
    gone = {line for change in found for line in change.gone}
    if not gone:
        return []
    changed = {change.graph for change in found}
    for name in sorted(changed & set(new)):
        gone.difference_update(_lines(new[name]))
    candidates = sorted(gone)
    subjects = {line[: line.index(b" ")] for line in candidates}
    gone.difference_update(_held_elsewhere(store, subjects, changed))
    return sorted(gone)


def _held_elsewhere(store: ox.Store, subjects: Iterable[bytes], changed: set[str]) -> Iterator[bytes]:
    """The lines about these subjects in graphs that have not changed."""
    for subject in sorted(subjects):
        node = ox.NamedNode(subject[1:-1].decode())
        for quad in store.quads_for_pattern(node, None, None, None):
            if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value not in changed:
                yield f"{quad.triple} .\n".encode()


def _quads(lines: Iterable[bytes], graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    data = b"".join(lines)
    for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES, lenient=True):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
