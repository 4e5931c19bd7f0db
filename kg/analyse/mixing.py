"""Whether like is linked with like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.analyse.chance import SEED, of_permutations

if TYPE_CHECKING:
    import networkx as nx

PERMUTATIONS = 999
_Ints = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mixing:
    """How far edges lie between nodes with the same value of an attribute.

    Attributes:
        attribute: its name.
        nodes, edges: how many are known to have a value (edges: at both ends).
        assortativity: -1 to 1; 0 where edges do not ask for it.
        chance: its mean when the values are dealt out anew among the nodes; below 0 in a dense network.
        p: how likely it is to be at least so far from that mean then.
    """

    attribute: str
    nodes: int
    edges: int
    assortativity: float
    chance: float
    p: float


def mixing(graph: nx.Graph[str], attribute: str, alike: str = "", permutations: int = PERMUTATIONS) -> Mixing | None:
    """Assortativity by a nominal attribute (Newman 2003, Physical Review E 67), edges counted by weight, of the nodes that
    have a value; p by permutation of the values over the nodes with a fixed seed, two-sided. None where there are not two
    values, or no edge.

    `alike`: an attribute with a number; values are dealt out among nodes whose number has the same order of size (1, 2 to 3,
    4 to 7 …), so that what goes with that number alone is no difference.
    """
    values = {node: value for node, value in graph.nodes(data=attribute) if value not in ("", None)}
    place = {node: number for number, node in enumerate(sorted(values))}
    kept = [edge for edge in graph.edges(data="weight", default=1) if edge[0] in place and edge[1] in place]
    if len(set(values.values())) < 2 or not kept:
        return None
    known = {value: code for code, value in enumerate(sorted(set(values.values())))}
    codes = np.array([known[values[node]] for node in place], dtype=np.int64)
    ends = np.array([(place[one], place[other]) for one, other, _ in kept], dtype=np.int64).T
    weights = np.array([weight for _, _, weight in kept], dtype=np.float64)
    if not graph.is_directed():
        ends, weights = np.hstack([ends, ends[::-1]]), np.hstack([weights, weights])
    weights /= weights.sum()
    found = _assortativity(codes, ends, weights)
    dealt = np.array(
        [_assortativity(again, ends, weights) for again in _dealt(codes, _strata(graph, place, alike), permutations)]
    )
    usual = float(dealt.mean())
    extreme = int((np.abs(dealt - usual) >= abs(found - usual) - 1e-12).sum())
    return Mixing(attribute, len(values), len(kept), found, usual, of_permutations(extreme, permutations))


def _strata(graph: nx.Graph[str], place: Mapping[str, int], alike: str) -> list[_Ints]:
    """The places of the nodes of each order of size."""
    groups: dict[int, list[int]] = defaultdict(list)
    for node, number in place.items():
        groups[int(graph.nodes[node][alike]).bit_length() if alike else 0].append(number)
    return [np.array(found, dtype=np.int64) for _, found in sorted(groups.items())]


def _dealt(codes: _Ints, strata: list[_Ints], permutations: int) -> Iterator[_Ints]:
    random = np.random.default_rng(SEED)
    for _ in range(permutations):
        again = codes.copy()
        for places in strata:
            again[places] = random.permutation(again[places])
        yield again


def _assortativity(codes: _Ints, ends: _Ints, weights: _Floats) -> float:
    """(Σe_ii - Σa_i·b_i) / (1 - Σa_i·b_i), `weights` adding up to 1; 0 where every edge has one value at both ends."""
    source, target = codes[ends[0]], codes[ends[1]]
    kinds = int(codes.max()) + 1
    leaving, reaching = (np.bincount(end, weights=weights, minlength=kinds) for end in (source, target))
    by_chance, same = float(leaving @ reaching), float(weights[source == target].sum())
    return (same - by_chance) / (1 - by_chance) if by_chance < 1 - 1e-12 else 0.0
