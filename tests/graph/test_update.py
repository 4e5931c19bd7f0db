"""A store brought up to date is the store that a new build would make."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.files import GraphFile, write_graph_file
from kg.graph.loading import Loader, Updater
from kg.graph.nquads import joined
from kg.graph.store import open_store

TRIPLE = st.builds(
    "<https://e.org/{}> <https://e.org/{}> {}".format,
    st.sampled_from("abc"),
    st.sampled_from("pq"),
    st.sampled_from(["<https://e.org/a>", '"1"', '"x \\" .\\n"', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>']),
)
GRAPHS = st.dictionaries(st.sampled_from(["g", "h", "i"]), st.sets(TRIPLE, min_size=1, max_size=6), max_size=3)


def written(folder: Path, graphs: dict[str, set[str]], build: str) -> dict[str, GraphFile]:
    """Graph files, those with the same content under the same name in every build."""
    files = {}
    for name, triples in graphs.items():
        quads = joined(triples, f"<https://e.org/{name}>")
        path = folder / build
        path.mkdir(exist_ok=True)
        graph = write_graph_file(path, f"{name}-{abs(hash(quads))}", [quads])
        files[graph.name] = graph
    return files


def filled(loader: Loader, graphs: dict[str, GraphFile]) -> None:
    with loader:
        for graph in graphs.values():
            loader.add(graph)


def quads_in(folder: Path) -> set[str]:
    return set(map(str, open_store(folder)))


@settings(max_examples=15, deadline=None)
@given(GRAPHS, GRAPHS)
def test_only_what_has_changed_is_replaced(before: dict[str, set[str]], after: dict[str, set[str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, new = written(folder, before, "old"), written(folder, after, "new")
        filled(Loader(folder / "first"), old)
        was = quads_in(folder / "first")
        filled(Updater(folder / "updated", folder / "first", old), new)
        filled(Loader(folder / "fresh"), new)
        assert quads_in(folder / "updated") == quads_in(folder / "fresh")
        assert quads_in(folder / "first") == was, "the previous build's store stays as it was"


def test_a_triple_that_another_graph_still_has_stays_in_the_union(tmp_path: Path) -> None:
    shared = "<https://e.org/a> <https://e.org/p> <https://e.org/b>"
    old = written(tmp_path, {"g": {shared}, "h": {shared}}, "old")
    new = written(tmp_path, {"h": {shared}}, "new")
    filled(Loader(tmp_path / "first"), old)
    filled(Updater(tmp_path / "second", tmp_path / "first", old), new)
    store = open_store(tmp_path / "second")
    assert len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == 1
    assert [str(graph) for graph in store.named_graphs()] == ["<https://e.org/h>"]
