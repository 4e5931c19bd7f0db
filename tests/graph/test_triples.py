"""One document's graph."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import model
from kg.graph.facts import FACT_NODES
from kg.graph.names import DCT, INSP, OA
from kg.graph.triples import DocumentGraph, document_graph, document_quads
from kg.model import BodyRef, CatalogueEntry, Fact, Reading, Span
from tests.graph import examples as ex

Pairs = dict[str, list[str]]


def graph_of(facts: list[Fact], **more: object) -> DocumentGraph:
    one = ex.reading("report", facts, **more)
    return document_graph(one, ex.resolved("report"), ex.BASE)


def about(graph: DocumentGraph, path: str) -> Pairs:
    """Predicate → values of a subject."""
    found: Pairs = {}
    for quad in ox.parse(graph.quads, format=ox.RdfFormat.N_QUADS):
        if quad.subject.value == ex.BASE + path:
            found.setdefault(quad.predicate.value, []).append(quad.object.value)
    return found


def paths(graph: DocumentGraph) -> list[str]:
    return [fact.path for fact in graph.facts]


def test_every_class_of_fact_has_a_function() -> None:
    kinds = {kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Fact)}
    assert set(FACT_NODES) == kinds - {Fact}


def test_the_quads_lie_in_the_documents_graph() -> None:
    quads = list(ox.parse(document_quads(ex.REPORT, ex.resolved("report"), ex.BASE), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in quads} == {f"{ex.BASE}document/{ex.REPORT.id}"}


def test_the_iris_are_those_of_the_model() -> None:
    graph = document_graph(ex.REPORT, ex.resolved("report"), ex.BASE)
    assert {
        f"judgement/{ex.GSS}/2017-05-02/overall-effectiveness/requires-improvement",
        f"judgement/{ex.GSS}/2017-05-02/lscb/lscb/good",
        f"recommendation/{ex.GSS}/2017-05-02/authority/1",
    } <= set(paths(graph))


def test_a_fact_points_to_its_words() -> None:
    graph = graph_of([ex.grade("adoption", "good")])
    (fact,) = graph.facts
    (passage,) = about(graph, fact.path)[f"{INSP}evidence"]
    assert about(graph, passage.removeprefix(ex.BASE))[f"{OA}exact"] == ["words 10-20"]


def test_a_passage_that_no_fact_rests_on_is_left_out() -> None:
    fact = replace(ex.grade("adoption", "good"), inspection="unknown")
    assert b"/passage/" not in graph_of([fact]).quads


@pytest.mark.parametrize(
    "fact",
    [
        replace(ex.grade("adoption", "good"), inspection="unknown"),
        replace(ex.grade("adoption", "good"), body=BodyRef("Nowhere")),
        replace(ex.asked("x"), inspection="unknown"),
        replace(ex.stated("startDate", "2017"), inspection="unknown"),
        ex.team("Nobody Known"),
        replace(ex.post(), organisation="Nowhere"),
    ],
)
def test_a_fact_that_is_not_resolved_is_left_out(fact: Fact) -> None:
    assert graph_of([fact]).facts == ()


def test_two_statements_of_one_fact_are_one_with_the_evidence_of_both() -> None:
    table, heading = ex.grade("adoption", "good", 10, 0.9), ex.grade("adoption", "good", 700, 0.7)
    graph = graph_of([heading, replace(table, aspect_as_written="Row"), heading])
    (fact,) = graph.facts
    found = about(graph, fact.path)
    assert len(found[f"{INSP}evidence"]) == 2
    assert (found[f"{INSP}confidence"], found[f"{INSP}aspectAsWritten"]) == (["0.9"], ["Row"])


def test_aspects_that_two_statements_cover_are_united() -> None:
    one = ex.grade("looked-after-and-permanence", "good")
    both = ex.grade("looked-after-and-permanence", "good", 50, covers=("looked-after-and-permanence", "care-leavers"))
    (fact,) = graph_of([one, both]).facts
    assert fact.covers == ("care-leavers", "looked-after-and-permanence")


@given(st.randoms(use_true_random=False))
def test_the_order_of_facts_and_passages_changes_nothing(random: Random) -> None:
    facts, passages = list(ex.REPORT.facts), list(ex.REPORT.passages)
    random.shuffle(facts)
    random.shuffle(passages)
    shuffled = replace(ex.REPORT, facts=tuple(facts), passages=tuple(passages))
    expected = document_graph(ex.REPORT, ex.resolved("report"), ex.BASE)
    assert document_graph(shuffled, ex.resolved("report"), ex.BASE) == expected


@given(st.permutations([ex.asked("One.", 10, position=1), ex.asked("Two.", 30, position=1), ex.asked("One.", 50)]))
def test_recommendations_that_claim_one_place_in_other_words_stay_apart(facts: list[Fact]) -> None:
    found = paths(graph_of(facts))
    place = f"recommendation/{ex.GSS}/2017-05-02/authority/1"
    assert place in found
    assert len(found) == 3
    assert len([path for path in found if path.startswith(f"{place}-")]) == 1


def test_one_recommendation_printed_twice_is_one() -> None:
    facts = [ex.asked("Do  it.", 10, number="3"), ex.asked("do it.", 30, number="3")]
    assert paths(graph_of(list(facts))) == [f"recommendation/{ex.GSS}/2017-05-02/authority/3"]


def test_a_recommendation_to_the_board_alone_is_counted_with_the_boards() -> None:
    graph = graph_of([ex.asked("x", number="7", addressed_to=("lscb",))])
    assert paths(graph) == [f"recommendation/{ex.GSS}/2017-05-02/lscb/7"]


def test_the_same_words_make_the_same_key_in_other_type() -> None:
    one = graph_of([replace(ex.said(), text="We’ll  do “better”")])
    other = graph_of([replace(ex.said(), text='we\'ll do "better"')])
    assert paths(one) == paths(other)


def test_a_quotation_of_someone_unknown_keeps_the_name() -> None:
    graph = graph_of([replace(ex.said(), speaker="a resident")])
    found = about(graph, graph.facts[0].path)
    assert found[f"{INSP}speakerAsWritten"] == ["a resident"]
    assert f"{INSP}speaker" not in found


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("startDate", "2017-05", '"2017-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("framework", "ilacs-short", "<https://w3id.org/inspection-kg/vocab/framework/ilacs-short>"),
        ("recommendationCount", "15", '"15"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("visit", "2017-05-02/2017-05-04", '"2017-05-02/2017-05-04"'),
        ("legalBasis", "http://www.legislation.gov.uk/id/ukpga/2006/40", "<http://www.legislation.gov.uk/id/ukpga/2006/40>"),
        ("leadInspector", "Ann Example", '"Ann Example"'),
    ],
)  # fmt: skip
def test_a_stated_value_is_typed(name: str, value: str, term: str) -> None:
    assert f"statedValue> {term} ".encode() in graph_of([ex.stated(name, value)]).quads


def test_the_document_speaks_before_its_catalogue() -> None:
    known = CatalogueEntry(title="Other", publisher="Ofsted", issued="2017-07-06", licence="OGL")
    found = about(graph_of([], issued="2017-07-05", catalogue=known), f"document/{ex.REPORT.id}")
    assert (found[f"{DCT}issued"], found[f"{DCT}title"]) == (["2017-07-05"], ["Title of report"])
    assert found[f"{DCT}license"] == ["OGL"]


def test_the_catalogue_fills_what_a_document_does_not_print() -> None:
    known = CatalogueEntry(title="Other", issued="2017-07-06")
    found = about(graph_of([], title="", catalogue=known), f"document/{ex.REPORT.id}")
    assert (found[f"{DCT}title"], found[f"{DCT}issued"]) == (["Other"], ["2017-07-06"])


HOSTILE = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=30)


@given(HOSTILE, HOSTILE)
def test_no_text_breaks_the_lines(words: str, title: str) -> None:
    one: Reading = ex.reading("report", [ex.asked(words, number="1")], title=title, path=title, publisher=words)
    quads = document_quads(one, ex.resolved("report"), ex.BASE)
    store = ox.Store()
    store.bulk_load(input=quads, format=ox.RdfFormat.N_QUADS)
    assert len(store) == quads.count(b"\n")


def test_a_record_is_light() -> None:
    """It holds the words of what is compared across documents, once, and of nothing else."""
    said, asked = graph_of([ex.asked("A long text", number="1"), ex.said()]).facts
    assert asked.count("A long text") == 1
    assert ex.said().text not in said


def test_confidence_has_at_most_four_places() -> None:
    graph = graph_of([replace(ex.grade("adoption", "good"), confidence=1 / 3)])
    assert about(graph, graph.facts[0].path)[f"{INSP}confidence"] == ["0.3333"]


def test_spans_are_passages_of_the_document() -> None:
    graph = graph_of([replace(ex.grade("adoption", "good"), evidence=(Span(5, 9),))])
    assert f"<{ex.BASE}passage/{ex.REPORT.id}/5-9>".encode() in graph.quads
