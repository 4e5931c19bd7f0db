"""What is said of a network: only what is measured, and no name where several or none stand out."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from kg.analyse.insight import Insight
from kg.analyse.measures import Measured, measure
from kg.analyse.network import Network
from kg.analyse.questions import structure
from tests.analyse.test_measures import cliques, network


def said(made: Network, measured: Measured | None = None) -> str:
    """The sentence on how a network hangs together."""
    [found] = [one for one in _insights(made, measured) if one.name == "structure-made"]
    return found.sentence


def _insights(made: Network, measured: Measured | None = None) -> tuple[Insight, ...]:
    return structure.section({"made": (made, measured or measure(made))}).insights


def sparse() -> Network:
    """Three groups of five in a row, joined by one link each."""
    edges = [(one, other, 1.0) for group in ("abcde", "fghij", "klmno") for one, other in combinations(group, 2)]
    return network(*edges, ("e", "f", 1.0), ("j", "k", 1.0))


def test_all_go_betweens_that_are_as_often_on_the_way_are_named() -> None:
    # Each of the two ends of the middle group has 5 × 9 pairs on either side of it, of 91.
    assert "the shortest paths lead most often through F and J (49% of them); " in said(sparse())
    assert (
        "2 of the edges are the only link between what they join; in the densest core each is linked to at least 4"
        in said(sparse())
    )


def test_where_most_are_linked_directly_nobody_is_a_go_between() -> None:
    edges = [(one, other, 1.0) for one, other in combinations("abcdefghijk", 2) if (one, other) != ("a", "b")]
    assert "most are linked directly, so that nobody is a go-between; no edge is the only link" in said(network(*edges))


def test_what_a_sample_does_not_tell_from_nothing_is_not_named() -> None:
    made = sparse()
    measured = measure(made)
    wide = replace(measured, rows=tuple(replace(row, between_error=0.6) for row in measured.rows))
    assert "no more than 109% of the shortest paths" not in said(made, wide)
    assert "no more than 100% of the shortest paths lead through any one (from a sample)" in said(made, wide)
    narrow = replace(measured, rows=tuple(replace(row, between_error=0.02) for row in measured.rows))
    assert "often through one or several of F and J (49% of them, ± 2% for all at once, from a sample)" in said(
        made, narrow
    )


def test_the_backbone_is_held_against_what_chance_keeps() -> None:
    made = sparse()
    measured = measure(made)
    edges = tuple(made.graph.edges())
    few, many = (replace(measured, backbone=frozenset(edges[:number])) for number in (2, 20))
    assert "keeps 2 edges as heavier than the rest, no more than chance alone gives" in said(made, few)
    assert "keeps 20 edges as heavier than the rest, where chance alone gives up to 3." in said(made, many)


def test_a_division_whose_borders_move_is_called_not_firm_and_pieces_are_told() -> None:
    made = network(*((one, other, 1.0) for group in ("abcde", "fghij") for one, other in combinations(group, 2)))
    measured = measure(made)
    assert measured.communities is not None
    sentences = [one.sentence for one in _insights(made, measured) if one.name == "communities-made"]
    assert "2 communities, 2 of them pieces that nothing links with the rest" in sentences[0]
    assert "not firm" not in sentences[0]
    loose = replace(measured, communities=replace(measured.communities, agreement=0.5))
    [moved] = [one.sentence for one in _insights(made, loose) if one.name == "communities-made"]
    assert "agreement with other seeds 0.50, so that their borders are not firm" in moved


def test_like_with_like_by_grade_rests_on_the_facts_that_tell_the_grade() -> None:
    made = cliques()
    for node, data in made.graph.nodes(data=True):
        data["grade"] = "good" if node in "abcde" else "inadequate"
    made = replace(made, facts=("told",), mixing=("grade",), told={"grade": ("judged",)})
    [found] = [one for one in _insights(made) if one.name == "mixing-made-grade"]
    assert found.facts == ("told", "judged")
    assert found.facts_file == "mixing-made-grade"
    assert "more than by chance (assortativity 0.905 over 21 edges, -0." in found.sentence
