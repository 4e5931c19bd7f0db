"""Communities: groups of nodes that are linked more among each other than with the rest; how firm they are, and whether
chance would give them as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb
from random import Random
from typing import TYPE_CHECKING

from kg.analyse.chance import SEED, of_permutations
from kg.analyse.network import Groups, Network, undirected

if TYPE_CHECKING:
    import networkx as nx

SEEDS = range(1, 11)
"""Other seeds, which tell how far a division depends on its own."""
SHUFFLES = 39
"""Networks out of shuffled groups or edges that a division is held against."""
LARGE = 50_000
"""Edges above which only three other seeds are tried, and no shuffled networks."""
TRIALS, ROUNDS = 10, 2
"""Tries of which the best division is taken, and rounds in each; one of each in a larger network."""
TRADES = 3
"""Trades for each group, or exchanges for each edge, when a network is shuffled."""
Division = tuple[frozenset[str], ...]
Edge = tuple[str, str, float]
"""Two nodes and a weight."""


def divide(graph: nx.Graph[str], seed: int = SEED) -> Division:
    """Communities by the Leiden method (Traag, Waltman and van Eck 2019, Scientific Reports 9): that of Louvain (Blondel
    and others 2008), but that every community holds together. Modularity, weighted, directions left out; the best of
    `TRIALS`; the largest first. A node without edges is one alone."""
    of = _leiden(undirected(graph).edges(data="weight", default=1), seed)[1]
    groups: dict[int, set[str]] = {}
    for node in graph:
        groups.setdefault(of.get(node, -1 - len(groups)), set()).add(node)
    return tuple(sorted(map(frozenset, groups.values()), key=lambda group: (-len(group), min(group))))


def _leiden(edges: Iterable[Edge], seed: int) -> tuple[float, dict[str, int]]:
    """Modularity, and the community of each node that has edges."""
    from graspologic_native import leiden

    given = [(one, other, float(weight)) for one, other, weight in edges]
    if not given:
        return 0.0, {}
    trials, rounds = (TRIALS, ROUNDS) if len(given) <= LARGE else (1, 1)
    found: tuple[float, dict[str, int]] = leiden(edges=given, seed=seed, trials=trials, iterations=rounds)
    return found


def modularity(graph: nx.Graph[str], division: Division) -> float:
    """How many more edges (by weight) lie within communities than by chance (Newman and Girvan 2004, Physical Review E 69);
    0 without edges."""
    import networkx as nx

    plain = undirected(graph)
    return float(nx.community.modularity(plain, division, weight="weight")) if plain.number_of_edges() else 0.0


def agreement(one: Iterable[frozenset[str]], other: Iterable[frozenset[str]]) -> float:
    """The adjusted Rand index of two divisions of the same nodes (Hubert and Arabie 1985, Journal of Classification 2): 1
    where they are the same, about 0 where they agree as by chance."""
    first, second = list(one), list(other)
    at = {node: place for place, group in enumerate(second) for node in group}
    shared = sum(
        comb(number, 2) for group in first for number in Counter(at[node] for node in group).values()
    )  # fmt: skip
    mine, theirs = (sum(comb(len(group), 2) for group in groups) for groups in (first, second))
    pairs = comb(sum(map(len, first)), 2)
    usual = mine * theirs / pairs if pairs else 0.0
    most = (mine + theirs) / 2
    return 1.0 if most == usual else (shared - usual) / (most - usual)


def stability(graph: nx.Graph[str], division: Division) -> float:
    """The mean agreement of a division with those of other seeds, over the nodes that have edges."""
    seeds = SEEDS if graph.number_of_edges() <= LARGE else SEEDS[:3]
    mine = _linked(graph, division)
    return sum(agreement(mine, _linked(graph, divide(graph, seed))) for seed in seeds) / len(seeds)


def beyond_chance(network: Network, found: float) -> tuple[float, float] | None:
    """The highest modularity of shuffled networks, and how likely one at least as high as `found` is.

    Shuffled are what brings nodes together, so that each group and each node keeps its number (Strona and others 2014,
    Nature Communications 5), or, in a network that is not projected, the ends of its edges (Maslov and Sneppen 2002,
    Science 296). None for a network with more than `LARGE` edges.
    """
    if network.graph.number_of_edges() > LARGE:
        return None
    random = Random(SEED)  # noqa: S311 - no secret
    values = [_leiden(_shuffled(network, random), SEED)[0] for _ in range(SHUFFLES)]
    higher = sum(value >= found - 1e-9 for value in values)
    return max(values), of_permutations(higher, SHUFFLES)


def _linked(graph: nx.Graph[str], division: Division) -> list[frozenset[str]]:
    return [group for group in division if len(group) > 1 or graph.degree(next(iter(group)))]


def _shuffled(network: Network, random: Random) -> Iterable[Edge]:
    if network.project is not None:
        return ((*pair, weight) for pair, weight in network.project(traded(network.groups, random)).items())
    return rewired(sorted(undirected(network.graph).edges(data="weight", default=1)), random)


def traded(groups: Groups, random: Random) -> dict[str, list[str]]:
    """Groups with the same sizes, and nodes in as many groups as before, but which is in which at random: two groups at a
    time trade what only one of them holds (the "curveball")."""
    made = {group: set(nodes) for group, nodes in groups.items()}
    names = sorted(made)
    if len(names) < 2:
        return {name: sorted(made[name]) for name in names}
    for _ in range(TRADES * len(names)):
        one, other = random.sample(names, 2)
        pool = sorted(made[one] ^ made[other])
        random.shuffle(pool)
        both, mine = made[one] & made[other], len(made[one] - made[other])
        made[one], made[other] = both | set(pool[:mine]), both | set(pool[mine:])
    return {name: sorted(made[name]) for name in names}


def rewired(edges: Sequence[Edge], random: Random) -> list[Edge]:
    """The same degrees, each pair of edges having exchanged ends where that makes no loop and no double edge."""
    pairs = [(one, other) for one, other, _ in edges]
    held = {frozenset(pair) for pair in pairs}
    for _ in range(TRADES * len(pairs)):
        first, second = random.randrange(len(pairs)), random.randrange(len(pairs))
        (a, b), (c, d) = pairs[first], pairs[second]
        new = frozenset((a, d)), frozenset((c, b))
        if len({a, b, c, d}) == 4 and not held & set(new):
            held -= {frozenset((a, b)), frozenset((c, d))}
            held |= set(new)
            pairs[first], pairs[second] = (a, d), (c, b)
    return [(*pair, weight) for pair, (_, _, weight) in zip(pairs, edges, strict=True)]
