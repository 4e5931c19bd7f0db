"""Measures on graphs that are small enough to do by hand, and against another way of computing them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random

import networkx as nx
import numpy as np
import pytest
import rustworkx as rx

from kg.analyse.backbone import backbone, disparity
from kg.analyse.balance import balance
from kg.analyse.central import betweenness, path, reach, sampled
from kg.analyse.communities import agreement, beyond_chance, divide, modularity, rewired, traded
from kg.analyse.measures import ENOUGH, Measured, measure
from kg.analyse.mixing import mixing
from kg.analyse.network import SIGN, Groups, Network, counts, undirected


def network(*edges: tuple[str, str, float], alone: str = "", groups: Groups | None = None) -> Network:
    """A network of these weighted edges and of nodes without any."""
    graph: nx.Graph[str] = nx.Graph()
    for node in sorted({*alone, *(end for one, other, _ in edges for end in (one, other))}):
        graph.add_node(node, label=node.upper())
    graph.add_weighted_edges_from(edges)
    return Network("made", "Made", "letters", "N.", "E.", "W.", "T.", "L.", (), graph, groups=groups or {})


def cliques() -> Network:
    """Two groups of five in which all are linked, joined by one link from e to f."""
    edges = [(one, other, 1.0) for group in ("abcde", "fghij") for one, other in combinations(group, 2)]
    return network(*edges, ("e", "f", 1.0))


def club() -> nx.Graph[str]:
    """The karate club of Zachary (1977, Journal of Anthropological Research 33), unweighted."""
    graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    nx.set_edge_attributes(graph, 1, "weight")
    return graph


def values(measured: Measured, name: str) -> dict[str, object]:
    return {row.label: getattr(row, name) for row in measured.rows}


def test_degree_strength_and_pieces() -> None:
    measured = measure(network(("a", "b", 2), ("b", "c", 0.5), alone="d"))
    assert values(measured, "degree") == {"A": 1, "B": 2, "C": 1, "D": 0}
    assert values(measured, "strength") == {"A": 2.0, "B": 2.5, "C": 0.5, "D": 0.0}
    assert (measured.edges, measured.components, measured.density) == (2, 2, pytest.approx(2 / 6))


def test_the_strongest_come_first_and_ties_by_name() -> None:
    assert [row.label for row in measure(network(("b", "a", 1), ("c", "d", 3))).rows] == ["C", "D", "A", "B"]


def test_bridges_and_cores_by_hand() -> None:
    measured = measure(cliques())
    assert measured.bridges == (("e", "f"),)
    assert set(values(measured, "core").values()) == {4}
    assert values(measure(network(("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "d", 1))), "core") == {
        "A": 2, "B": 2, "C": 2, "D": 1,
    }  # fmt: skip


def test_bridges_and_cores_are_those_of_rustworkx() -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(60, 75, seed=4), str)
    nx.set_node_attributes(graph, {node: node for node in graph}, "label")
    nx.set_edge_attributes(graph, 1.0, "weight")
    other = rx.networkx_converter(graph)
    measured = measure(Network("made", "", "", "", "", "", "", "", (), graph))
    nodes = list(graph)
    assert set(measured.bridges) == {tuple(sorted((nodes[a], nodes[b]))) for a, b in rx.bridges(other)}
    assert {row.iri: row.core for row in measured.rows} == {
        nodes[at]: core for at, core in rx.core_number(other).items()
    }


def test_who_joins_two_groups_stands_between_them() -> None:
    between = values(measure(cliques()), "between")
    # Of the 36 pairs of others, the 4 × 5 between one's own group and the other one.
    assert between["E"] == between["F"] == pytest.approx(20 / 36, abs=5e-6)
    assert between["A"] == 0


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph], ids=["undirected", "directed"])
def test_betweenness_is_that_of_networkx(kind: type[nx.Graph[str]]) -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(50, 120, seed=2, directed=kind is nx.DiGraph), str)
    assert betweenness(graph)[0] == pytest.approx(nx.betweenness_centrality(graph))


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph], ids=["undirected", "directed"])
def test_sampled_betweenness_is_within_its_error_for_every_node_at_once(kind: type[nx.Graph[str]]) -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(120, 260, seed=5, directed=kind is nx.DiGraph), str)
    expected = nx.betweenness_centrality(graph)
    found, error = sampled(graph, samples=3000)
    assert all(abs(found[node] - expected[node]) <= error[node] < 0.06 for node in graph)
    assert any(expected[node] > 2 * error[node] for node in graph)


def test_between_two_parts_there_is_no_path() -> None:
    found, _ = sampled(nx.Graph([("a", "b"), ("c", "d")]), samples=50)
    assert set(found.values()) == {0.0}


def test_each_shortest_path_is_as_likely() -> None:
    # From 0 to 5: by 1 and 3, by 1 and 4, by 2 and 4.
    onward = [[1, 2], [3, 4], [4], [5], [5], []]
    back = [[], [0], [0], [1], [1, 2], [3, 4]]
    random = Random(1)  # noqa: S311 - no secret
    drawn = Counter(tuple(sorted(path(onward, back, 0, 5, random))) for _ in range(3000))
    assert set(drawn) == {(1, 3), (1, 4), (2, 4)}
    assert all(abs(number - 1000) < 110 for number in drawn.values())  # four standard deviations


def test_a_share_s_reach_is_that_of_none_seen_and_no_narrower_than_the_exact_interval() -> None:
    # None of 1,000: a share that is passed over so often has (1 - share)^1000 = alpha / 2.
    assert reach(0, 1000, 0.05) == pytest.approx(1 - 0.025 ** (1 / 1000), rel=1e-6)
    assert reach(1000, 1000, 0.05) == reach(0, 1000, 0.05)
    # Clopper and Pearson (1934, Biometrika 26): 3 of 20 is 0.0321 to 0.3789 with 95%.
    assert 0.3789 - 0.15 < reach(3, 20, 0.05) < 0.35


def test_two_groups_with_one_link_are_two_communities() -> None:
    found = measure(cliques()).communities
    assert found is not None
    assert [set(group) for group in found.members] == [set("ABCDE"), set("FGHIJ")]
    # 21 links: each group has 10 within it and a degree of 21, so 2 × (10/21 − (21/42)²).
    assert found.modularity == pytest.approx(2 * (10 / 21 - 0.25), abs=5e-5)
    assert found.agreement == 1.0
    assert (found.p, found.highest) != (None, None)


def test_the_karate_club_gets_its_best_division() -> None:
    # 0.4198, the highest modularity there is (Brandes and others 2008, IEEE Transactions on Knowledge and Data Engineering
    # 20); Louvain, an independent implementation, comes no higher.
    graph = club()
    found = modularity(graph, divide(graph))
    assert found == pytest.approx(0.4198, abs=5e-5)
    assert found >= nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1)) - 1e-9


def test_a_node_without_edges_is_in_no_community() -> None:
    made = cliques()
    made.graph.add_node("z", label="Z")
    assert values(measure(made), "community")["Z"] is None


def test_agreement_is_the_adjusted_rand_index() -> None:
    one = [frozenset("abc"), frozenset("def")]
    assert agreement(one, reversed(one)) == 1.0
    # Pairs: 2 + 1 together in both; 6 together in the first, 4 in the second, of 15.
    other = [frozenset("ab"), frozenset("cd"), frozenset("ef")]
    assert agreement(one, other) == pytest.approx((2 - 6 * 3 / 15) / (4.5 - 6 * 3 / 15))


def test_cliques_are_beyond_chance_and_a_random_network_is_not() -> None:
    edges = [(f"{g}{a}", f"{g}{b}", 1.0) for g in "abcd" for a, b in combinations(range(6), 2)]
    ring = [(f"{a}0", f"{b}1", 1.0) for a, b in ("ab", "bc", "cd", "da")]
    marked = network(*edges, *ring)
    assert (beyond_chance(marked, modularity(marked.graph, divide(marked.graph))) or (0, 1))[1] <= 0.05
    graph = nx.relabel_nodes(nx.gnm_random_graph(24, 64, seed=3), str)
    plain = network(*((one, other, 1.0) for one, other in graph.edges()))
    assert (beyond_chance(plain, modularity(plain.graph, divide(plain.graph))) or (0, 0))[1] > 0.05


def test_shuffled_groups_keep_their_sizes_and_each_node_its_number() -> None:
    groups = {"1": list("abc"), "2": list("cd"), "3": list("aefg"), "4": list("bg")}
    found = traded(groups, Random(1))  # noqa: S311
    assert {name: len(set(nodes)) for name, nodes in found.items()} == {"1": 3, "2": 2, "3": 4, "4": 2}
    assert sorted(node for nodes in found.values() for node in nodes) == sorted(
        n for nodes in groups.values() for n in nodes
    )
    assert found != groups


def test_exchanged_edges_keep_degrees_and_weights() -> None:
    edges = [(str(a), str(b), float(a + b)) for a, b in nx.gnm_random_graph(12, 30, seed=1).edges()]
    found = rewired(edges, Random(1))  # noqa: S311
    degree = [nx.Graph([edge[:2] for edge in made]).degree for made in (edges, found)]
    assert dict(degree[0]) == dict(degree[1])
    assert sorted(weight for _, _, weight in found) == sorted(weight for _, _, weight in edges)
    assert found != edges


@pytest.mark.parametrize(
    "small",
    [
        network(("a", "b", 1)),
        network(alone="abcdefghijkl"),
        network(),
        network(*cliques().graph.edges(data="weight"), groups={str(at): ["a", "b"] for at in range(ENOUGH - 1)}),
        network(*((f"{at}", f"{at + 1}", 1) for at in range(20))),
    ],
    ids=["two", "unlinked", "empty", "few meetings", "a chain"],
)
def test_of_a_small_network_nothing_is_claimed(small: Network) -> None:
    measured = measure(small)
    assert measured.communities is None
    assert set(values(measured, "between").values()) <= {None}
    assert set(values(measured, "community").values()) <= {None}


def test_measures_do_not_depend_on_the_run() -> None:
    assert measure(cliques()) == measure(cliques())


def test_disparity_by_hand() -> None:
    graph = network(("a", "b", 8), ("a", "c", 1), ("a", "d", 1)).graph
    found = disparity(graph)
    assert found["a", "b"] == pytest.approx(
        (1 - 8 / 10) ** 2
    )  # of a's three edges; the ends with one edge tell nothing
    assert found["a", "c"] == pytest.approx((1 - 1 / 10) ** 2)
    assert sorted(backbone(graph).edges()) == [("a", "b")]


def test_disparity_is_the_tail_of_its_density() -> None:
    # Serrano and others: 1 - (k - 1) ∫₀ˣ (1 - y)^(k - 2) dy, for node a with k = 4 and x = 5/10.
    x, k = np.linspace(0, 0.5, 100_001), 4
    density = (k - 1) * (1 - x) ** (k - 2)
    tail = 1 - float(((density[1:] + density[:-1]) / 2 * np.diff(x)).sum())
    graph = network(("a", "b", 5), ("a", "c", 2), ("a", "d", 2), ("a", "e", 1)).graph
    assert disparity(graph)["a", "b"] == pytest.approx(tail, abs=1e-8)


def signed(*edges: tuple[str, str, int]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for one, other, sign in edges:
        graph.add_edge(one, other, **{"weight": 1, SIGN: sign})
    return graph


def test_balance_by_hand() -> None:
    # abc has one negative edge, bcd two.
    found = balance(signed(("a", "b", 1), ("b", "c", -1), ("a", "c", 1), ("c", "d", -1), ("b", "d", 1)))
    assert found is not None
    assert (found.triads, found.balanced) == (2, 1)


def test_balance_is_that_of_the_cubes_of_the_matrix() -> None:
    random = Random(6)  # noqa: S311
    edges = nx.gnm_random_graph(20, 70, seed=6).edges()
    graph = signed(*((str(a), str(b), random.choice((1, 1, -1))) for a, b in edges))
    matrix = nx.to_numpy_array(graph, weight=SIGN)
    closed, whole = np.trace(np.linalg.matrix_power(matrix, 3)), np.trace(np.linalg.matrix_power(np.abs(matrix), 3))
    found = balance(graph)
    assert found is not None
    assert found.triads == whole / 6
    assert found.balanced == (whole + closed) / 12


def test_without_a_triad_there_is_no_balance() -> None:
    assert balance(signed(("a", "b", 1), ("b", "c", -1))) is None


def test_two_camps_are_more_balanced_than_by_chance() -> None:
    camp = dict.fromkeys("abcd", 0) | dict.fromkeys("efgh", 1)
    found = balance(signed(*((a, b, 1 if camp[a] == camp[b] else -1) for a, b in combinations(camp, 2))))
    assert found is not None
    assert found.balanced == found.triads == 56
    assert found.p <= 0.002


@pytest.mark.parametrize("directed", [False, True])
def test_assortativity_is_that_of_networkx(directed: bool) -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(40, 120, seed=8, directed=directed), str)
    nx.set_node_attributes(graph, {node: "xyz"[int(node) % 3] for node in graph}, "kind")
    found = mixing(graph, "kind", permutations=9)
    assert found is not None
    assert found.assortativity == pytest.approx(nx.attribute_assortativity_coefficient(graph, "kind"))


def test_an_edge_of_weight_three_counts_as_three() -> None:
    edges = [("a", "b", 3), ("b", "c", 1), ("c", "d", 2)]
    graph = network(*edges).graph
    several: nx.MultiGraph[str] = nx.MultiGraph()
    several.add_edges_from((one, other) for one, other, weight in edges for _ in range(weight))
    for made in (graph, several):
        nx.set_node_attributes(made, {"a": "x", "b": "x", "c": "y", "d": "y"}, "kind")
    found = mixing(graph, "kind", permutations=9)
    assert found is not None
    assert found.assortativity == pytest.approx(nx.attribute_assortativity_coefficient(several, "kind"))


def test_like_with_like_is_told_from_chance() -> None:
    graph = cliques().graph
    nx.set_node_attributes(graph, {node: "x" if node in "abcde" else "y" for node in graph}, "kind")
    nx.set_node_attributes(graph, {node: "x" if node in "acegi" else "y" for node in graph}, "other")
    found, other = mixing(graph, "kind"), mixing(graph, "other")
    assert found is not None and other is not None
    assert found.assortativity == pytest.approx(1 - 2 / 21)  # 20 of 21 edges within, halves at both ends
    assert found.p < 0.05 < other.p


def test_in_a_dense_network_chance_is_below_nought() -> None:
    """Where all are linked nobody is linked with another kind more than chance has it, though assortativity is below 0."""
    graph = network(*((one, other, 1.0) for one, other in combinations("abcdefgh", 2))).graph
    nx.set_node_attributes(graph, {node: "x" if node in "abcd" else "y" for node in graph}, "kind")
    found = mixing(graph, "kind")
    assert found is not None
    assert found.assortativity == pytest.approx(
        -1 / 7
    )  # 12 of the 28 edges within, where half of the ends are of a kind
    assert (found.chance, found.p) == (pytest.approx(-1 / 7), 1.0)


def test_what_goes_with_a_number_alone_is_no_difference() -> None:
    """Those with a high number are linked with each other, and are mostly of one kind."""
    edges = [(one, other, 1.0) for group in ("abcdefghij", "klmnopqrst") for one, other in combinations(group, 2)]
    graph = network(*edges).graph
    nx.set_node_attributes(graph, {node: "x" if node in "abcdefghk" else "y" for node in graph}, "kind")
    nx.set_node_attributes(graph, {node: 9 if node < "k" else 2 for node in graph}, "number")
    plain, within = mixing(graph, "kind"), mixing(graph, "kind", "number")
    assert plain is not None and within is not None
    assert plain.assortativity == within.assortativity
    assert plain.p < 0.05
    assert within.p > 0.5


def test_like_with_like_is_not_asked_where_a_value_has_few_nodes() -> None:
    made = cliques()
    nx.set_node_attributes(made.graph, {node: "x" if node in "abcd" else "y" for node in made.graph}, "kind")
    assert measure(replace(made, mixing=("kind",))).mixing == ()
    nx.set_node_attributes(made.graph, {node: "x" if node in "abcde" else "y" for node in made.graph}, "kind")
    assert [one.attribute for one in measure(replace(made, mixing=("kind",))).mixing] == ["kind"]


def test_edges_both_ways_weigh_together_without_directions() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 2), ("b", "a", 3), ("b", "c", 1)])
    plain = undirected(graph)
    assert {frozenset(edge[:2]): edge[2] for edge in plain.edges(data="weight")} == {
        frozenset("ab"): 5,
        frozenset("bc"): 1,
    }
    assert graph.edges["a", "b"]["weight"] == 2


def test_communities_that_are_pieces_of_their_own_are_counted() -> None:
    edges = [(one, other, 1.0) for group in ("abcde", "fghij", "klmno") for one, other in combinations(group, 2)]
    found = measure(network(*edges, ("e", "f", 1.0))).communities
    assert found is not None
    assert (len(found.members), found.apart) == (3, 1)


def test_nodes_without_a_value_are_left_out() -> None:
    graph = network(("a", "b", 1), ("b", "c", 1), ("c", "d", 1)).graph
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y", "d": ""}, "kind")
    found = mixing(graph, "kind", permutations=9)
    assert found is not None
    assert (found.nodes, found.edges) == (3, 2)
    assert mixing(graph.subgraph("ab"), "kind") is None


def test_groups_are_counted_by_pair() -> None:
    assert counts({"1": ["b", "a"], "2": ["a", "b", "c", "c"]}) == {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}
