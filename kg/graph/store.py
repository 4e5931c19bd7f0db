"""The embedded store: pyoxigraph on disk.

It holds every named graph, and in its default graph the union of them all, each triple once. Oxigraph can
also take all graphs as the default one when it queries, but then gives a triple once for each graph that has
it, and a fact stated by two documents would be counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.errors import BuildNotFound
from kg.graph.names import DERIVED
from kg.graph.nquads import union_lines

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class Readable(Protocol):
    """Where queries go: an embedded store, or one that is asked over HTTP (`kg.remote`). As in pyoxigraph."""

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        default_graph: list[GraphName] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """The answer to a query. None for a list of graphs leaves them as they are by default."""
        ...

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Term | None,  # noqa: A002 - pyoxigraph's name for it
        graph_name: GraphName | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None fits everything."""
        ...

    def named_graphs(self) -> Iterable[ox.NamedNode | ox.BlankNode]:
        """The names of the graphs."""
        ...


def create_store(folder: Path, chunks: Iterable[bytes], union: bytes | None = None) -> None:
    """Make a store in a new folder from N-Quads. `union` is `union_lines(chunks)` where it is at hand.

    Other Python threads go on while it loads. Raises FileExistsError where the folder holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    quads = list(chunks)
    store = ox.Store(str(folder))
    # The lines were made by kg.graph.nquads, which writes no invalid IRI: no need to check each again.
    data = b"".join([*quads, union_lines(quads) if union is None else union])
    store.bulk_load(input=data, format=ox.RdfFormat.N_QUADS, lenient=True)
    store.flush()


def open_store(folder: Path) -> ox.Store:
    """Open a store for reading. Raises BuildNotFound where the folder holds none."""
    if not (folder / "CURRENT").is_file():
        raise BuildNotFound(f"{folder} holds no store: run `kg build` first, or name another folder with --build")
    try:
        return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        raise BuildNotFound(f"the store in {folder} cannot be opened ({error}): run `kg build` again") from error


def base_of(store: Readable) -> str:
    """The base IRI of a build: what stands before "graph/derived" in a graph's name; "" where there is
    none."""
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    return next((name.removesuffix(DERIVED) for name in sorted(names) if name.endswith(DERIVED)), "")
