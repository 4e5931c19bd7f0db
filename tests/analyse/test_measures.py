"""Measures on graphs that are small enough to do by hand, and against another way of computing them."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kg.analyse.measures import ENOUGH, Measured, measure
from kg.analyse.networks import Network


def network(*edges: tuple[str, str, float], alone: str = "", linking: int = ENOUGH) -> Network:
    """A network of these weighted edges and of nodes without any."""
    graph: nx.Graph[str] = nx.Graph()
    for node in sorted({*alone, *(end for one, other, _ in edges for end in (one, other))}):
        graph.add_node(node, label=node.upper())
    graph.add_weighted_edges_from(edges)
    return Network("made", "Made", "letters", "meetings", linking, "N.", "E.", "W.", "L.", graph)


def cliques() -> Network:
    """Two groups of five in which all are linked, joined by one link from e to f."""
    edges = [(one, other, 1.0) for group in ("abcde", "fghij") for one, other in combinations(group, 2)]
    return network(*edges, ("e", "f", 1.0))


def rows(measured: Measured) -> dict[str, tuple[int, float]]:
    return {row.label: (row.neighbours, row.strength) for row in measured.rows}


def test_neighbours_and_strength() -> None:
    measured = measure(network(("a", "b", 2), ("b", "c", 0.5), alone="d"))
    assert rows(measured) == {"A": (1, 2.0), "B": (2, 2.5), "C": (1, 0.5), "D": (0, 0.0)}
    assert (measured.edges, measured.components) == (2, 2)


def test_the_strongest_come_first_and_ties_by_name() -> None:
    measured = measure(network(("b", "a", 1), ("c", "d", 3)))
    assert [row.label for row in measured.rows] == ["C", "D", "A", "B"]


def test_two_groups_with_one_link_are_two_communities() -> None:
    measured = measure(cliques())
    assert [set(group.members) for group in measured.communities] == [set("ABCDE"), set("FGHIJ")]
    # 21 links: each group has 10 within it and a degree of 21, so 2 × (10/21 − (21/42)²).
    assert measured.modularity == pytest.approx(2 * (10 / 21 - 0.25), abs=5e-5)
    assert measured.agreement == 1.0


def test_who_joins_two_groups_stands_between_them() -> None:
    between = {row.label: row.between for row in measure(cliques()).rows}
    # Of the 36 pairs of others, the 4 × 5 between one's own group and the other one.
    assert between["E"] == between["F"] == pytest.approx(20 / 36, abs=5e-5)
    assert between["A"] == 0


def test_betweenness_is_what_counting_paths_gives() -> None:
    made = cliques()
    graph = nx.Graph(made.graph)
    graph.add_edges_from([("a", "g"), ("b", "k"), ("k", "g")])
    graph.nodes["k"]["label"] = "K"
    measured = measure(Network("made", "Made", "letters", "meetings", ENOUGH, "N.", "E.", "W.", "L.", graph))
    for row in measured.rows:
        assert row.between == pytest.approx(_by_counting(graph, row.iri), abs=5e-5)


def _by_counting(graph: nx.Graph[str], node: str) -> float:
    others = [other for other in graph if other != node]
    total = 0.0
    for pair in combinations(others, 2):
        shortest = list(nx.all_shortest_paths(graph, *pair))
        total += sum(node in path for path in shortest) / len(shortest)
    return total / (len(others) * (len(others) - 1) / 2)


@pytest.mark.parametrize(
    "small",
    [
        network(("a", "b", 1)),
        network(alone="abcdefghijkl"),
        network(),
        network(*cliques().graph.edges(data="weight"), linking=9),
    ],
    ids=["two", "unlinked", "empty", "few meetings"],
)
def test_of_a_small_network_nothing_is_claimed(small: Network) -> None:
    measured = measure(small)
    assert (measured.communities, measured.modularity, measured.agreement, measured.enough) == ((), None, None, False)
    assert {row.between for row in measured.rows} <= {None}
    assert {row.community for row in measured.rows} <= {None}


def test_a_node_without_links_is_in_no_community() -> None:
    made = cliques()
    made.graph.add_node("z", label="Z")
    assert {row.label: row.community for row in measure(made).rows}["Z"] is None


def test_measures_do_not_depend_on_the_run() -> None:
    assert measure(cliques()) == measure(cliques())
