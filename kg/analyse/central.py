"""Betweenness: through whom the shortest paths lead; exact, or sampled with its error in a large network."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.analyse.chance import ALPHA, SEED

if TYPE_CHECKING:
    import networkx as nx

EXACT = 50_000_000
"""Up to so many nodes times edges betweenness is exact."""
SAMPLES = 256
"""Nodes from which shortest paths are counted in a larger network."""
_Ints = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]


def betweenness(graph: nx.Graph[str]) -> tuple[dict[str, float], dict[str, float]]:
    """The share of shortest paths between two others that lead through each node (Freeman 1977, Sociometry 40; unweighted,
    0 to 1), and, where it was sampled, how far off it may be (95%); else no such errors."""
    if graph.number_of_nodes() * graph.number_of_edges() > EXACT:
        return sampled(graph)
    import rustworkx as rx

    nodes, ends = _numbered(graph)
    made: rx.PyDiGraph[int, None] | rx.PyGraph[int, None] = rx.PyDiGraph() if graph.is_directed() else rx.PyGraph()
    made.add_nodes_from(range(len(nodes)))
    made.add_edges_from_no_data([(int(one), int(other)) for one, other in ends.T])
    values = rx.betweenness_centrality(made, normalized=True)
    return {node: values[place] for place, node in enumerate(nodes)}, {}


def sampled(graph: nx.Graph[str], samples: int = SAMPLES) -> tuple[dict[str, float], dict[str, float]]:
    """Betweenness from the shortest paths that begin at `samples` random nodes (Brandes and Pich 2007, International
    Journal of Bifurcation and Chaos 17; fixed seed), and how far off that is with at most 5% probability, for each node
    alone: the empirical Bernstein bound of Maurer and Pontil (2009, Conference on Learning Theory, theorem 4), which holds
    whatever the network. From all nodes it is exact and the error 0."""
    nodes, ends = _numbered(graph)
    both = ends if graph.is_directed() else np.hstack([ends, ends[::-1]])
    count = len(nodes)
    if count < 3:
        return dict.fromkeys(nodes, 0.0), dict.fromkeys(nodes, 0.0)
    targets = both[1][np.argsort(both[0], kind="stable")]
    first = np.concatenate([[0], np.cumsum(np.bincount(both[0], minlength=count))])
    chosen = np.random.default_rng(SEED).choice(count, size=min(samples, count), replace=False)
    total, squares = np.zeros(count), np.zeros(count)
    scale = count / ((count - 1) * (count - 2))
    for source in chosen:
        part = _dependencies(int(source), first, targets) * scale
        total += part
        squares += part * part
    drawn = len(chosen)
    mean = total / drawn
    if drawn == count:
        return dict(zip(nodes, mean.tolist(), strict=True)), dict.fromkeys(nodes, 0.0)
    variance = np.maximum(squares - drawn * mean * mean, 0) / (drawn - 1)
    doubt, most = log(4 / ALPHA), scale * (count - 2)
    error = np.sqrt(2 * variance * doubt / drawn) + 7 * most * doubt / (3 * (drawn - 1))
    return dict(zip(nodes, mean.tolist(), strict=True)), dict(zip(nodes, error.tolist(), strict=True))


def _numbered(graph: nx.Graph[str]) -> tuple[list[str], _Ints]:
    nodes = list(graph)
    place = {node: number for number, node in enumerate(nodes)}
    pairs = [(place[one], place[other]) for one, other in graph.edges()]
    return nodes, np.array(pairs, dtype=np.int64).reshape(-1, 2).T


def _dependencies(source: int, first: _Ints, targets: _Ints) -> _Floats:
    """For each node the sum over all others of the share of shortest paths from `source` to them that lead through it
    (Brandes 2001, Journal of Mathematical Sociology 25), a level of the breadth-first search at a time."""
    count = len(first) - 1
    distance, paths = np.full(count, -1), np.zeros(count)
    distance[source], paths[source] = 0, 1.0
    frontier = np.array([source])
    levels: list[tuple[_Ints, _Ints]] = []
    while len(frontier):
        degree = first[frontier + 1] - first[frontier]
        begun = np.repeat(first[frontier] - np.concatenate([[0], np.cumsum(degree)[:-1]]), degree)
        near, far = np.repeat(frontier, degree), targets[begun + np.arange(int(degree.sum()))]
        level = len(levels) + 1
        new = distance[far] < 0
        distance[far[new]] = level
        onward = distance[far] == level
        near, far = near[onward], far[onward]
        paths += np.bincount(far, weights=paths[near], minlength=count)
        levels.append((near, far))
        frontier = np.unique(far)
    through = np.zeros(count)
    for near, far in reversed(levels):
        through += np.bincount(near, weights=paths[near] / paths[far] * (1 + through[far]), minlength=count)
    through[source] = 0.0
    return through
