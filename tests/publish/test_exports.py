"""The graph as files: standard, sorted, the same bytes whatever the order it came in."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BuildNotFound, UsageError
from kg.graph.nquads import union_lines
from kg.graph.store import create_store
from kg.graph.triples import document_quads
from kg.publish.exports import FORMATS, export, turtle, write_turtle
from tests.graph import examples as ex

READERS = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS,
           "jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML}  # fmt: skip
CHUNKS = ex.chunks()
QUADS = {quad for chunk in CHUNKS for quad in ox.parse(chunk, format=ox.RdfFormat.N_QUADS)}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ex.build(tmp_path_factory.mktemp("build"))


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same graph, loaded in another order."""
    lines = [line for chunk in CHUNKS for line in chunk.splitlines(keepends=True)]
    Random(3).shuffle(lines)  # noqa: S311 - an order that is the same each time
    folder = tmp_path_factory.mktemp("shuffled")
    create_store(folder / "store", [b"".join(lines)])
    return folder


def exported(build: Path, form: str) -> bytes:
    out = io.BytesIO()
    export(build, form, out)
    return out.getvalue()


def test_every_format_is_tested() -> None:
    assert set(FORMATS) == set(READERS)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_file_holds_the_whole_graph(build: Path, form: str) -> None:
    found = set(ox.parse(exported(build, form), format=READERS[form]))
    if form in ("turtle", "rdfxml"):
        assert {quad.triple for quad in found} == {quad.triple for quad in QUADS}
    else:
        assert found == QUADS


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_order_of_loading_changes_no_byte(build: Path, shuffled: Path, form: str) -> None:
    assert exported(build, form) == exported(shuffled, form)


def test_nquads_are_the_lines_that_were_written(build: Path) -> None:
    assert exported(build, "nquads") == b"".join(sorted(line for c in CHUNKS for line in c.splitlines(keepends=True)))


def test_the_builds_own_turtle_is_the_exported_one(build: Path, tmp_path: Path) -> None:
    write_turtle(CHUNKS, tmp_path / "graph.ttl", ex.BASE)
    assert (tmp_path / "graph.ttl").read_bytes() == exported(build, "turtle")


def test_turtle_reads_as_people_write_it(build: Path) -> None:
    text = exported(build, "turtle").decode()
    assert text.startswith(f"@base <{ex.BASE}> .\n@prefix act: ")
    assert f"<judgement/{ex.GSS}/2017-05-02/adoption/good> a insp:Judgement ;" in text
    assert "insp:grade grade:good" in text


def test_an_export_can_be_written_to_a_path(build: Path, tmp_path: Path) -> None:
    export(build, "nquads", tmp_path / "out.nq")
    assert (tmp_path / "out.nq").read_bytes() == exported(build, "nquads")


def test_an_unknown_format_and_a_folder_without_a_build_say_so(build: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one of turtle, trig"):
        export(build, "pdf", tmp_path / "x")
    with pytest.raises(BuildNotFound):
        export(tmp_path, "turtle", tmp_path / "x")


BASES = st.sampled_from(["https://example.org/kg/", "http://x.org/a#", "https://w3id.org/inspection-kg/id/", "urn:kg:"])


@given(BASES, st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=30))
def test_any_base_and_any_words_are_read_back(base: str, words: str) -> None:
    one = ex.reading("report", [ex.asked(words, number=words), ex.grade("adoption", "good")])
    quads = document_quads(one, ex.resolved("report"), base)
    written = turtle(union_lines([quads]), base)
    expected = {quad.triple for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)}
    assert {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.TURTLE)} == expected


@pytest.mark.skipif(shutil.which("rapper") is None, reason="Debian's raptor2-utils are not installed")
@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("rdfxml", "rdfxml"), ("nquads", "nquads")])
def test_an_independent_parser_reads_as_many_triples(build: Path, tmp_path: Path, form: str, name: str) -> None:
    export(build, form, tmp_path / "graph")
    done = subprocess.run(["rapper", "-i", name, "-c", str(tmp_path / "graph")], capture_output=True, text=True)
    expected = len(QUADS) if form == "nquads" else len({quad.triple for quad in QUADS})
    assert done.returncode == 0, done.stderr
    assert f"returned {expected} triples" in done.stderr
