"""Balance of a signed network: whether what is named together in triads agrees in sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.analyse.chance import SEED, of_permutations
from kg.analyse.network import SIGN

if TYPE_CHECKING:
    import networkx as nx

PERMUTATIONS = 999


@dataclass(frozen=True, slots=True)
class Balance:
    """How many triads (three nodes that are all linked) there are, and how many of them are balanced, that is, have an even
    number of negative edges. `chance`: the mean share of balanced ones when the signs are dealt out anew over the same
    edges; `p`: how likely a share at least so far from that mean is then."""

    triads: int
    balanced: int
    chance: float
    p: float


def balance(graph: nx.Graph[str]) -> Balance | None:
    """The balance of a signed graph (Cartwright and Harary 1956, Psychological Review 63), against signs dealt out anew at
    random with a fixed seed. None where there is no triad."""
    edges = {frozenset(edge): place for place, edge in enumerate(graph.edges())}
    signs = np.array([sign for _, _, sign in graph.edges(data=SIGN)], dtype=np.int8)
    triads = _triads(graph, edges)
    if not len(triads):
        return None
    found = int((signs[triads].prod(axis=1) > 0).sum())
    random = np.random.default_rng(SEED)
    shares = np.array(
        [(random.permutation(signs)[triads].prod(axis=1) > 0).mean() for _ in range(PERMUTATIONS)], dtype=np.float64
    )
    usual = float(shares.mean())
    extreme = int((np.abs(shares - usual) >= abs(found / len(triads) - usual) - 1e-12).sum())
    return Balance(len(triads), found, usual, of_permutations(extreme, PERMUTATIONS))


def _triads(graph: nx.Graph[str], edges: dict[frozenset[str], int]) -> npt.NDArray[np.int64]:
    """The three edges of each triad; each once, found from its two nodes of fewest neighbours."""
    order = {node: place for place, node in enumerate(sorted(graph, key=lambda node: (graph.degree(node), node)))}
    later = {node: {other for other in graph[node] if order[other] > order[node]} for node in graph}
    rows = [
        (edges[frozenset((one, other))], edges[frozenset((one, third))], edges[frozenset((other, third))])
        for one in graph
        for other in sorted(later[one])
        for third in sorted(later[one] & later[other])
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)
