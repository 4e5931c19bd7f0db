"""What follows from all documents together."""

from __future__ import annotations

from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.derive import derived_quads, pooled, scales_of
from kg.graph.names import INSP
from kg.graph.records import FactRecord
from kg.graph.transitions import Scales
from kg.graph.triples import document_graph
from kg.resolve.result import Resolution
from kg.vocabulary import lexicon
from tests.graph import examples as ex

FACTS = [
    fact for one in ex.READINGS.values() for fact in document_graph(one, ex.RESOLUTION.documents[one.id], ex.BASE).facts
]
DERIVED = b"".join(derived_quads(FACTS, ex.RESOLUTION, ex.BASE, scales_of(lexicon())))


def values(path: str, name: str, data: bytes = DERIVED) -> list[str]:
    """The objects of a property of our own."""
    return sorted(
        quad.object.value.removeprefix(ex.BASE)
        for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS)
        if (quad.subject.value, quad.predicate.value) == (ex.BASE + path, INSP + name)
    )


def support(*facts: FactRecord) -> tuple[list[str], list[str]]:
    data = b"".join(derived_quads(facts, Resolution({}, (), ()), ex.BASE, Scales()))
    return values("fact/1", "sourceCount", data), values("fact/1", "pooledConfidence", data)


def fact(document: str, confidence: float, work: str = "") -> FactRecord:
    return FactRecord("fact/1", "Action", document, work, confidence)


def test_two_independent_sources_make_a_fact_surer() -> None:
    assert support(fact("a", 0.9), fact("b", 0.5)) == (["2"], ["0.95"])


def test_copies_of_one_work_count_once_with_the_best() -> None:
    assert support(fact("a", 0.9, "work/1"), fact("b", 0.5, "work/1")) == (["1"], ["0.9"])


@given(st.lists(st.floats(0, 1), min_size=1))
def test_pooling_never_makes_less_sure_than_the_best_source(confidences: list[float]) -> None:
    assert max(confidences) - 1e-9 <= pooled(confidences) <= 1


@given(st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(random: Random) -> None:
    facts = list(FACTS)
    random.shuffle(facts)
    assert b"".join(derived_quads(facts, ex.RESOLUTION, ex.BASE, scales_of(lexicon()))) == DERIVED


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("startDate", ["2017-05-02"]),
        ("visit", ["2017-05-02/2017-05-04", "2017-05-15/2017-05-25"]),
        ("inspects", [ex.AUTHORITY, ex.BOARD]),
        ("leadInspector", [ex.LEAD]),
        ("previousInspection", [ex.EARLIER]),
        ("report", [f"document/{ex.REPORT.id}"]),
        ("inspectorate", ["organisation/ofsted"]),
        ("datePrecision", ["https://w3id.org/inspection-kg/vocab/date-precision/day"]),
    ],
)
def test_an_inspection_is_described(name: str, expected: list[str]) -> None:
    assert values(ex.INSPECTION, name) == expected


def test_a_date_that_is_known_by_its_month_says_so() -> None:
    resolution = Resolution({}, (ex.record(f"inspection/{ex.GSS}/2016-10"),), ())
    data = b"".join(derived_quads([], resolution, ex.BASE, Scales()))
    assert values(f"inspection/{ex.GSS}/2016-10", "datePrecision", data)[0].endswith("/month")
    assert b'"2016-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>' in data


def test_everything_lies_in_the_derived_graph() -> None:
    graphs = {quad.graph_name.value for quad in ox.parse(DERIVED, format=ox.RdfFormat.N_QUADS)}
    assert graphs == {f"{ex.BASE}graph/derived"}


def test_a_grade_that_no_longer_stands_alone_is_a_conflict() -> None:
    assert DERIVED.count(b"ontology#Conflict>") == 2


def test_the_scales_are_those_of_the_vocabulary() -> None:
    scales = scales_of(lexicon())
    assert scales.on("2010-01-01", "adequate") == {"four-point-2009": 3}
    assert scales.on("2020-01-01", "adequate") == {}
