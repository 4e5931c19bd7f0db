"""Betweenness: through whom the shortest paths lead; exact, or sampled with its error in a large network."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from random import Random
from typing import TYPE_CHECKING

from kg.analyse.chance import ALPHA, SEED

if TYPE_CHECKING:
    import networkx as nx

EXACT = 50_000_000
"""Up to so many nodes times edges betweenness is exact."""
SAMPLES = 30_000
"""Pairs of nodes between which a shortest path is drawn in a larger network."""
Links = Sequence[Sequence[int]]
"""Node, by number → those that its edges lead to."""


def betweenness(graph: nx.Graph[str]) -> tuple[dict[str, float], dict[str, float]]:
    """The share of shortest paths between two others that lead through each node (Freeman 1977, Sociometry 40; unweighted,
    0 to 1), and, where it was sampled, how far off it may be (95%); else no such errors."""
    if graph.number_of_nodes() * graph.number_of_edges() > EXACT:
        return sampled(graph)
    import rustworkx as rx

    nodes, onward, _ = _numbered(graph)
    made: rx.PyDiGraph[int, None] | rx.PyGraph[int, None] = rx.PyDiGraph() if graph.is_directed() else rx.PyGraph()
    made.add_nodes_from(range(len(nodes)))
    edges = [(one, other) for one, others in enumerate(onward) for other in others]
    made.add_edges_from_no_data(edges if graph.is_directed() else [edge for edge in edges if edge[0] < edge[1]])
    values = rx.betweenness_centrality(made, normalized=True)
    return {node: values[place] for place, node in enumerate(nodes)}, {}


def sampled(graph: nx.Graph[str], samples: int = SAMPLES) -> tuple[dict[str, float], dict[str, float]]:
    """Betweenness from one shortest path, chosen at random, between each of `samples` random pairs of nodes (Riondato and
    Kornaropoulos 2016, Data Mining and Knowledge Discovery 30; drawn from both ends at once: Borassi and Natale 2019, ACM
    Journal of Experimental Algorithmics 24; fixed seed), and how far off it is. With at least 95% no node at all is further
    off: `reach` of its count, the 5% being shared out among the nodes."""
    nodes, onward, back = _numbered(graph)
    count, random = len(nodes), Random(SEED)  # noqa: S311 - no secret
    if count < 3:
        return dict.fromkeys(nodes, 0.0), dict.fromkeys(nodes, 0.0)
    hits = [0] * count
    for _ in range(samples):
        source, target = random.sample(range(count), 2)
        for node in path(onward, back, source, target, random):
            hits[node] += 1
    scale = count / (count - 2)  # pairs are drawn with the node itself as an end as well
    far = {seen: scale * reach(seen, samples, ALPHA / count) for seen in set(hits)}
    found = {node: scale * seen / samples for node, seen in zip(nodes, hits, strict=True)}
    return found, {node: far[seen] for node, seen in zip(nodes, hits, strict=True)}


def reach(seen: int, samples: int, alpha: float) -> float:
    """How far off the share of `samples` independent draws may be, at either side, with a probability of at most `alpha`:
    the bound of Chernoff (1952, Annals of Mathematical Statistics 23) with the relative entropy, whatever the true share."""
    share, doubt = seen / samples, log(2 / alpha) / samples
    ends = []
    for end in (0.0, 1.0):
        near, far = share, end
        for _ in range(50):
            middle = (near + far) / 2
            near, far = (middle, far) if _entropy(share, middle) < doubt else (near, middle)
        ends.append(far)
    return max(share - ends[0], ends[1] - share)


def _entropy(share: float, other: float) -> float:
    return sum(p * log(p / q) for p, q in ((share, other), (1 - share, 1 - other)) if p)


def path(onward: Links, back: Links, source: int, target: int, random: Random) -> list[int]:
    """The nodes between two others on one of the shortest paths, each path as likely; none where there is no path.

    Levels are taken in turn from the end that has fewer nodes to go on from, until one reaches what the other knows.
    """
    links = (onward, back)
    levels: tuple[dict[int, int], dict[int, int]] = ({source: 0}, {target: 0})
    ways: tuple[dict[int, int], dict[int, int]] = ({source: 1}, {target: 1})
    edge = [[source], [target]]
    while edge[0] and edge[1]:
        side = int(len(edge[1]) < len(edge[0]))
        edge[side] = _further(links[side], edge[side], levels[side], ways[side])
        met = [node for node in edge[side] if node in levels[1 - side]]
        if met:
            [middle] = random.choices(met, [ways[0][node] * ways[1][node] for node in met])
            sides = (_walk(links[1 - at], middle, levels[at], ways[at], random) for at in (0, 1))
            return [node for part in (*sides, [middle]) for node in part if node not in (source, target)]
    return []


def _further(links: Links, edge: list[int], levels: dict[int, int], ways: dict[int, int]) -> list[int]:
    """The next level of a search, whose nodes and ways to them are added to those known."""
    level, found = levels[edge[0]] + 1, []
    for node in edge:
        for other in links[node]:
            known = levels.get(other)
            if known is None:
                levels[other], ways[other] = level, ways[node]
                found.append(other)
            elif known == level:
                ways[other] += ways[node]
    return found


def _walk(links: Links, node: int, levels: dict[int, int], ways: dict[int, int], random: Random) -> list[int]:
    """From a node back to where its search began, without the first; each way as likely."""
    walked = []
    while levels[node]:
        before = [other for other in links[node] if levels.get(other) == levels[node] - 1]
        [node] = random.choices(before, [ways[other] for other in before])
        walked.append(node)
    return walked


def _numbered(graph: nx.Graph[str]) -> tuple[list[str], Links, Links]:
    """Nodes, and for each those that its edges lead to and come from, by number."""
    nodes = list(graph)
    place = {node: number for number, node in enumerate(nodes)}
    onward = [[place[other] for other in graph.adj[node]] for node in nodes]
    back: list[list[int]] = [[] for _ in nodes] if graph.is_directed() else onward
    if graph.is_directed():
        for one, others in enumerate(onward):
            for other in others:
                back[other].append(one)
    return nodes, onward, back
