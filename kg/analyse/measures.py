"""What is measured in a network: what is central, what holds it together, which communities there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analyse.backbone import backbone
from kg.analyse.balance import Balance, balance
from kg.analyse.central import betweenness
from kg.analyse.communities import Division, beyond_chance, divide, modularity, stability
from kg.analyse.insight import FEW
from kg.analyse.mixing import Mixing, mixing
from kg.analyse.network import Network, undirected

if TYPE_CHECKING:
    import networkx as nx

ENOUGH = 10
"""With fewer nodes, edges, or groups that make them, a network is listed, but no community and no go-between is claimed:
those of a few inspections would just be their teams. The same holds with fewer edges than nodes: its pieces tell all."""


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node's measures.

    Attributes:
        degree: how many nodes it is linked to (directed: edges in and out).
        strength: sum of the weights of its edges (Barrat and others 2004, PNAS 101).
        between: betweenness centrality, 0 to 1; None in a network that is too small.
        between_error: how far off it may be where it was sampled (95%), else None.
        core: the largest k so that it is in the k-core, in which each is linked to k others (Seidman 1983, Social
            Networks 5).
        community: number of its community, 1 the largest; None for a node without edges or where none are claimed.
    """

    iri: str
    label: str
    degree: int
    strength: float
    between: float | None
    between_error: float | None
    core: int
    community: int | None


@dataclass(frozen=True, slots=True)
class Communities:
    """A division into communities.

    Attributes:
        members: labels of each community, the strongest first; nodes without edges are left out.
        modularity: of the division.
        agreement: mean adjusted Rand index with divisions of other seeds.
        highest: the highest modularity of shuffled networks, None where none were made.
        p: how likely a modularity so high is by chance, None likewise.
        apart: how many communities are pieces that nothing links with the rest.
    """

    members: tuple[tuple[str, ...], ...]
    modularity: float
    agreement: float
    highest: float | None
    p: float | None
    apart: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A network's measures. `rows` are sorted, the strongest first; `bridges` are edges without which it would fall into
    more pieces; `backbone` are the edges that the disparity filter keeps."""

    rows: tuple[NodeRow, ...]
    edges: int
    density: float
    components: int
    bridges: tuple[tuple[str, str], ...]
    backbone: frozenset[tuple[str, str]]
    communities: Communities | None
    mixing: tuple[Mixing, ...]
    balance: Balance | None

    @property
    def core(self) -> int:
        """The largest k of which there is a k-core."""
        return max((row.core for row in self.rows), default=0)


def measure(network: Network) -> Measured:
    """Measure a network. The same network gives the same figures."""
    import networkx as nx

    graph = network.graph
    plain = undirected(graph)
    division = divide(graph) if is_enough(network) else ()
    rows = _rows(graph, plain, division)
    kept = backbone(plain) if plain.number_of_edges() else plain
    asked = (name for name in network.mixing if _several(graph, name))
    found = tuple(one for name in asked if (one := mixing(graph, name, network.alike)))
    return Measured(
        rows, graph.number_of_edges(), nx.density(graph), nx.number_connected_components(plain),
        tuple(sorted(_sorted(edge) for edge in nx.bridges(plain))), frozenset(_sorted(edge) for edge in kept.edges()),
        _communities(network, division, rows) if division else None, found,
        balance(plain) if network.signed else None,
    )  # fmt: skip


def is_enough(network: Network) -> bool:
    """Whether enough is linked in a network to speak of communities and go-betweens."""
    linking = sum(len(group) > 1 for group in network.groups.values()) if network.groups else ENOUGH
    nodes, edges = network.graph.number_of_nodes(), network.graph.number_of_edges()
    return bool(min(nodes, edges, linking) >= ENOUGH and edges >= nodes)


def _several(graph: nx.Graph[str], attribute: str) -> bool:
    """Whether at least two values of an attribute have `FEW` nodes."""
    known = Counter(value for _, value in graph.nodes(data=attribute) if value not in ("", None))
    return sum(number >= FEW for number in known.values()) > 1


def _sorted(edge: tuple[str, str]) -> tuple[str, str]:
    one, other = sorted(edge)
    return one, other


def _rows(graph: nx.Graph[str], plain: nx.Graph[str], division: Division) -> tuple[NodeRow, ...]:
    import networkx as nx

    between, error = betweenness(graph) if division else ({}, {})
    number = {node: place for place, group in enumerate(division, start=1) for node in group if len(group) > 1}
    core = nx.core_number(plain)
    rows = [
        NodeRow(
            node, label, graph.degree(node), _rounded(graph.degree(node, weight="weight")),
            round(between[node], 6) if division else None, round(error[node], 6) if error else None,
            core[node], number.get(node),
        )
        for node, label in graph.nodes(data="label")
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.strength, -row.degree, row.label, row.iri)))


def _communities(network: Network, division: Division, rows: tuple[NodeRow, ...]) -> Communities:
    members: dict[int, list[str]] = {}
    for row in rows:
        if row.community is not None:
            members.setdefault(row.community, []).append(row.label)
    import networkx as nx

    value = modularity(network.graph, division)
    pieces = {frozenset(piece) for piece in nx.connected_components(undirected(network.graph)) if len(piece) > 1}
    highest, p = beyond_chance(network, value) or (None, None)
    return Communities(
        tuple(tuple(members[place]) for place in sorted(members)), _rounded(value),
        round(stability(network.graph, division), 3), None if highest is None else _rounded(highest), p,
        len(pieces & set(division)),
    )  # fmt: skip


def _rounded(value: float) -> float:
    return round(float(value), 4) + 0.0  # no negative zero
