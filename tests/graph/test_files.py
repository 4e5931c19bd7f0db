"""Graphs on disk: what is written is what was given, by graph and as a union."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.graph import files
from kg.graph.files import merge, write_graph_file
from kg.graph.loading import Loader
from kg.graph.nquads import joined, text, union_lines
from kg.graph.store import open_store

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


def lines(values: list[str], name: str = "g") -> bytes:
    return joined((f"<https://e.org/s> <https://e.org/p> {text(v)}" for v in values), f"<https://e.org/{name}>")


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["g", "a/b"]))
def test_a_graph_file_gives_back_the_quads_it_was_made_of(values: list[str], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        graph = write_graph_file(Path(folder), "one", [lines(values, name)])
        assert graph.name == f"https://e.org/{name}"
        assert graph.named(graph.triples()) == lines(values, name)
        assert graph.triples() == union_lines([lines(values, name)])


def test_words_that_look_like_a_lines_end_stay_words(tmp_path: Path) -> None:
    quads = lines(["a <https://e.org/g> .\nb", "x .\n"])
    graph = write_graph_file(tmp_path, "one", [quads])
    assert graph.named(graph.triples()) == quads


def test_an_empty_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds nothing"):
        write_graph_file(tmp_path, "one", [])


def test_more_files_than_may_be_open_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FAN_IN", 3)
    graphs = [write_graph_file(tmp_path, str(n), [lines([str(n), "x"])]) for n in range(10)]
    merge([graph.path for graph in graphs], tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == union_lines([graph.named(graph.triples()) for graph in graphs])


@pytest.mark.parametrize("workers", [1, 2])
def test_the_loader_gives_each_graph_and_the_union_of_all_once(workers: int, tmp_path: Path) -> None:
    with Loader(tmp_path / "store", workers) as loader:
        for name in ("g", "h"):
            loader.add(write_graph_file(tmp_path, name, [lines(["x", name], name)]))
    store = open_store(tmp_path / "store")
    assert sorted(map(str, store.named_graphs())) == ["<https://e.org/g>", "<https://e.org/h>"]
    union = [quad.object.value for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    assert sorted(union) == ["g", "h", "x"]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_loading_raises_reaches_the_build(workers: int, tmp_path: Path) -> None:
    (tmp_path / "one.nt").write_bytes(b"this is no line\n")
    with pytest.raises(SyntaxError), Loader(tmp_path / "store", workers) as loader:
        loader.add(files.GraphFile(tmp_path / "one.nt", "https://e.org/g"))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_store_that_cannot_be_opened_is_said(workers: int, tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"a file")
    graph = write_graph_file(tmp_path, "g", [lines(["x"], "g")])
    with pytest.raises(OSError, match="store"), Loader(tmp_path / "store", workers) as loader:
        loader.add(graph)


def test_a_loading_that_was_killed_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="was stopped"), Loader(tmp_path / "store", workers=2) as loader:
        loader._filler._process.kill()


def test_what_ends_a_build_is_not_hidden_by_a_loading_that_was_killed(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="mine"), Loader(tmp_path / "store", workers=2) as loader:
        loader._filler._process.kill()
        raise KeyError("mine")
