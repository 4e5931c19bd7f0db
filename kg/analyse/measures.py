"""What is measured in a network: who and what is central, and which communities there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from kg.analyse.networks import Network

SEED = 20
"""Seed of the communities that are reported; `SEEDS` others tell how far they depend on it."""
SEEDS = range(1, 11)
ENOUGH = 10
"""With fewer nodes, links, or things that link them, a network is listed, but no community and no go-between is
claimed: those of a few inspections would just be their teams."""
WEAK = 0.3
"""Modularity below which a division is hardly better than chance (Newman and Girvan 2004, Physical Review E 69)."""


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node's measures.

    Attributes:
        neighbours: how many nodes it is linked to.
        strength: sum of the weights of its links.
        between: betweenness centrality, 0 to 1: the share of shortest paths between two others that lead through it
            (Freeman 1977; unweighted); None in a network that is too small.
        community: number of its community, 1 the largest; None for a node without links or where none are claimed.
    """

    iri: str
    label: str
    neighbours: int
    strength: float
    between: float | None
    community: int | None


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are linked more among each other than with the rest; the strongest first."""

    number: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A network's measures. `rows` are sorted, the strongest first.

    `modularity` is None where no communities are claimed; `agreement` is the mean share, over ten other seeds, of
    pairs of linked nodes that are in one community, or in two, just as in the division that is reported.
    """

    rows: tuple[NodeRow, ...]
    edges: int
    components: int
    communities: tuple[Community, ...]
    modularity: float | None
    agreement: float | None

    @property
    def enough(self) -> bool:
        """Whether the network is large enough to speak of communities."""
        return self.modularity is not None


def measure(network: Network) -> Measured:
    """Measure a network. The same network gives the same figures."""
    import networkx as nx

    graph = network.graph
    enough = min(graph.number_of_nodes(), graph.number_of_edges(), network.linking) >= ENOUGH
    groups = _communities(graph, SEED) if enough else ()
    number = {node: place for place, group in enumerate(groups, start=1) for node in group if len(group) > 1}
    between = nx.betweenness_centrality(graph) if enough else {}
    strength = {node: _rounded(graph.degree(node, weight="weight")) for node in graph}
    rows = [
        NodeRow(
            node, graph.nodes[node]["label"], graph.degree(node), strength[node],
            round(between[node], 4) if enough else None, number.get(node),
        )
        for node in graph
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row.strength, -row.neighbours, row.label, row.iri))
    members: dict[int, list[str]] = {}
    for row in rows:
        if row.community is not None:
            members.setdefault(row.community, []).append(row.label)
    return Measured(
        tuple(rows), graph.number_of_edges(), nx.number_connected_components(graph),
        tuple(Community(place, tuple(members[place])) for place in sorted(members)),
        _rounded(nx.community.modularity(graph, groups, weight="weight")) if enough else None,
        _agreement(graph, groups) if enough else None,
    )  # fmt: skip


def _communities(graph: nx.Graph[str], seed: int) -> tuple[frozenset[str], ...]:
    """Communities by the Louvain method (Blondel and others 2008), weighted; the largest first."""
    import networkx as nx

    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    return tuple(sorted(map(frozenset, found), key=lambda group: (-len(group), min(group))))


def _agreement(graph: nx.Graph[str], groups: Sequence[frozenset[str]]) -> float:
    pairs = list(graph.edges())
    own = _same(pairs, groups)
    shares = []
    for seed in SEEDS:
        other = _same(pairs, _communities(graph, seed))
        shares.append(sum(a == b for a, b in zip(own, other, strict=True)) / len(pairs))
    return round(sum(shares) / len(shares), 3)


def _same(pairs: Sequence[tuple[str, str]], groups: Sequence[frozenset[str]]) -> list[bool]:
    of = {node: place for place, group in enumerate(groups) for node in group}
    return [of[one] == of[other] for one, other in pairs]


def _rounded(value: float) -> float:
    return round(float(value), 4) + 0.0  # no negative zero
