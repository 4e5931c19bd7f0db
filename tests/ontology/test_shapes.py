"""Every shape lets a whole example pass and rejects each of its broken ones, in plain words."""

from __future__ import annotations

from functools import cache

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Literal, URIRef

from kg.settings import ontology_dir
from tests.ontology.examples import GOOD, SH, broken, good, subject

SHAPES = "https://w3id.org/inspection-kg/shapes#"


@cache
def shapes() -> Graph:
    return Graph().parse(ontology_dir() / "shapes.ttl", format="turtle")


def node_shapes() -> list[URIRef]:
    return sorted(node for node in shapes().subjects(RDF.type, SH.NodeShape) if isinstance(node, URIRef))


def conforms(graph: Graph) -> tuple[bool, str]:
    ok, _, text = validate(graph, shacl_graph=shapes(), inference="none")
    return bool(ok), str(text)


def test_every_shape_has_an_example() -> None:
    assert {node.removeprefix(SHAPES) for node in node_shapes()} == set(GOOD)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_whole_example_conforms(name: str) -> None:
    ok, text = conforms(good(name))
    assert ok, text


@pytest.mark.parametrize("name", sorted(GOOD))
def test_each_broken_example_is_rejected_in_plain_words(name: str) -> None:
    shape = URIRef(SHAPES + name)
    examples = list(broken(shapes(), shape))
    assert examples
    own = {str(message) for message in shapes().objects(None, SH.message)}
    for what, graph in examples:
        ok, _text = conforms(graph)
        assert not ok, what
        _, report, _ = validate(graph, shacl_graph=shapes(), inference="none")
        assert isinstance(report, Graph)
        assert own & {str(message) for message in report.objects(None, SH.resultMessage)}, what


def test_every_constraint_has_a_message() -> None:
    missing = [
        (shape, shapes().value(constraint, SH.path))
        for shape in node_shapes()
        for constraint in shapes().objects(shape, SH.property)
        if not isinstance(shapes().value(constraint, SH.message), Literal)
    ]
    assert missing == []


@pytest.mark.parametrize(("start", "end"), [(4, 4), (5, 4)])
def test_a_passage_that_ends_before_it_begins_is_rejected(start: int, end: int) -> None:
    graph = good("Passage")
    oa = "http://www.w3.org/ns/oa#"
    graph.set((subject("Passage"), URIRef(oa + "start"), Literal(start)))
    graph.set((subject("Passage"), URIRef(oa + "end"), Literal(end)))
    assert not conforms(graph)[0]


@pytest.mark.parametrize("value", ["-0.1", "1.1"])
def test_confidence_lies_between_0_and_1(value: str) -> None:
    graph = good("Fact")
    decimal = URIRef("http://www.w3.org/2001/XMLSchema#decimal")
    confidence = URIRef("https://w3id.org/inspection-kg/ontology#confidence")
    graph.set((subject("Fact"), confidence, Literal(value, datatype=decimal)))
    assert not conforms(graph)[0]


def test_an_inspection_of_a_month_may_end_on_a_day() -> None:
    graph = good("Inspection")
    month = URIRef("http://www.w3.org/2001/XMLSchema#gYearMonth")
    start = URIRef("https://w3id.org/inspection-kg/ontology#startDate")
    graph.set((subject("Inspection"), start, Literal("2017-05", datatype=month)))
    ok, text = conforms(graph)
    assert ok, text


def test_the_vocabularies_and_the_register_conform() -> None:
    graph = Graph()
    for file in sorted((*ontology_dir().glob("vocab/*.ttl"), *ontology_dir().glob("ofsted/**/*.ttl"))):
        graph.parse(file, format="turtle")
    ok, text = conforms(graph)
    assert ok, text
