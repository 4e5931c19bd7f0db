"""The reference and provenance graphs, and the names that the graph uses."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg import terms
from kg.errors import DataError
from kg.graph.names import SCHEMES
from kg.graph.provenance import provenance_quads
from kg.graph.reference import reference_quads
from kg.settings import DEFAULT_BASE, ontology_dir
from kg.vocabulary import lexicon
from tests.graph import examples as ex


def test_all_of_the_ontology_is_there() -> None:
    files = sorted(ontology_dir().rglob("*.ttl"))
    expected = {q.triple for file in files for q in ox.parse(path=str(file)) if _plain(q)}
    assert expected <= {q.triple for q in ox.parse(reference_quads(DEFAULT_BASE), format=ox.RdfFormat.N_QUADS)}


def _plain(quad: ox.Quad) -> bool:
    """No blank node, and no number whose written form may change."""
    numeric = isinstance(quad.object, ox.Literal) and quad.object.datatype.value.endswith("decimal")
    return not numeric and not any(isinstance(t, ox.BlankNode) for t in (quad.subject, quad.object))


def test_blank_nodes_have_names_that_do_not_change() -> None:
    data = reference_quads(ex.BASE)
    assert b"_:" not in re.sub(rb'"[^"]*"', b"", data)
    assert data == reference_quads(ex.BASE)


def test_a_build_stores_the_lines_as_they_are() -> None:
    data = reference_quads(ex.BASE)
    store = ox.Store()
    store.bulk_load(input=data, format=ox.RdfFormat.N_QUADS)
    dumped = store.dump(format=ox.RdfFormat.N_QUADS) or b""
    assert sorted(dumped.splitlines()) == data.splitlines()


def test_another_base_moves_the_register_and_not_the_vocabularies() -> None:
    data = reference_quads(ex.BASE)
    assert DEFAULT_BASE.encode() not in data
    assert f"<{ex.BASE}authority/E10000031>".encode() in data
    assert b"<https://w3id.org/inspection-kg/vocab/grade/good>" in data


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text("nonsense")
    with pytest.raises(DataError, match=r"mine\.ttl is not valid Turtle"):
        reference_quads(ex.BASE, tmp_path)


def test_provenance_depends_on_what_went_in_and_not_on_its_order() -> None:
    one = provenance_quads({"kg": "1", "rdflib": "7"}, {"base": "b"}, ["x", "y"], ex.BASE)
    other = provenance_quads({"rdflib": "7", "kg": "1"}, {"base": "b"}, ["y", "x"], ex.BASE)
    newer = provenance_quads({"rdflib": "7", "kg": "2"}, {"base": "b"}, ["y", "x"], ex.BASE)
    assert one == other
    assert one != newer
    assert len(list(ox.parse(one, format=ox.RdfFormat.N_QUADS))) == one.count(b"\n")


def test_every_vocabulary_has_a_prefix() -> None:
    assert set(SCHEMES) == set(lexicon().schemes)


def test_every_name_that_the_code_writes_is_declared() -> None:
    folder = Path(kg.__file__).parent
    sources = "".join(f.read_text() for part in ("graph", "publish") for f in (folder / part).glob("*.py"))
    used = set(re.findall(r"\binsp\([\"'](\w+)[\"']\)", sources)) | set(re.findall(r"\{INSP\}(\w+)", sources))
    assert len(used) > 50
    known = {value.removeprefix(terms.NAMESPACE) for value in vars(type(terms.INSP)).values() if isinstance(value, str)}
    assert used - known == set()
