"""A network of a build: a networkx graph with sentences that say what is a node, an edge and a weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

Groups = Mapping[str, Sequence[str]]
"""What brings nodes together (an inspection, a fact) → the nodes that it brings together."""
Pair = tuple[str, str]
Projection = Callable[[Groups], Mapping[Pair, float]]
"""What makes edges with their weights out of groups."""
Value = str | int | float
"""What an attribute may be, so that GraphML and GEXF take it."""
SIGN = "sign"
"""The attribute of an edge that tells +1 from -1 in a signed network."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network of a build.

    Attributes:
        name: by which it is asked for, and that its files have.
        title: what it shows.
        things: its nodes in the plural.
        node, edge, weight, time, limits: sentences for readers.
        queries: names of the queries in `kg.analyse.facts.QUERIES` that it is drawn from.
        graph: a networkx Graph or DiGraph without loops. Nodes are IRIs (or keys that say what was put together) with a
            `label`, edges have a `weight` above 0; every node has the same attributes, and so has every edge. Added in the
            order of nodes, so that the same build gives the same network in the same order.
        groups: what its edges are projected from, where they are; none in a network of another kind.
        project: makes the edges out of such groups, so that it can be asked what other groups would give.
        facts: IRIs of the facts that it is drawn from.
        mixing: attributes of nodes by which it is told whether like is linked with like.
        told: such an attribute → IRIs of the facts that tell it, where those are others than `facts`.
        alike: an attribute of nodes with a number on which its edges depend whatever the nodes are like.
    """

    name: str
    title: str
    things: str
    node: str
    edge: str
    weight: str
    time: str
    limits: str
    queries: tuple[str, ...]
    graph: nx.Graph[str]
    facts: tuple[str, ...] = ()
    groups: Groups = field(default_factory=dict)
    project: Projection | None = None
    mixing: tuple[str, ...] = ()
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alike: str = ""

    @property
    def signed(self) -> bool:
        """Whether its edges have a sign."""
        return any(SIGN in data for _, _, data in self.graph.edges(data=True))


def empty(labels: Mapping[str, str], more: Mapping[str, Mapping[str, Value]] | None = None) -> nx.Graph[str]:
    """A graph of labelled nodes. `more`: attribute → node → value (0 or "" where a node has none)."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for node in sorted(labels):
        graph.add_node(node, **_attributes(node, labels[node], more or {}))
    return graph


def directed(labels: Mapping[str, str], more: Mapping[str, Mapping[str, Value]] | None = None) -> nx.DiGraph[str]:
    """The same with directed edges."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(empty(labels, more).nodes(data=True))
    return graph


def undirected(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The graph without directions: edges both ways become one, whose weight is the sum. An undirected one as it is."""
    if not graph.is_directed():
        return graph
    plain: nx.Graph[str] = graph.to_undirected()
    for one, other, data in plain.edges(data=True):
        both = (graph.get_edge_data(*edge) for edge in ((one, other), (other, one)))
        data["weight"] = sum(found["weight"] for found in both if found)
    return plain


def _attributes(node: str, label: str, more: Mapping[str, Mapping[str, Value]]) -> dict[str, Value]:
    attributes: dict[str, Value] = {"label": label}
    for name, values in more.items():
        missing: Value = 0 if values and not isinstance(next(iter(values.values())), str) else ""
        attributes[name] = values.get(node, missing)
    return attributes


def together(graph: nx.Graph[str], groups: Groups, when: Mapping[str, str] | None = None) -> nx.Graph[str]:
    """Links the nodes of a graph that a group holds together; the weight counts such groups.

    `when`: group → its day; the first and the last of a link's are its `first` and `last`, "" where none is known.
    """
    days: dict[Pair, list[str]] = defaultdict(list)
    if when is not None:
        for group, pair in _pairs(groups):
            days[pair].append(when.get(group, ""))
    for pair, weight in counts(groups).items():
        graph.add_edge(*pair, weight=weight, **({} if when is None else span(days[pair])))
    return graph


def counts(groups: Groups) -> dict[Pair, int]:
    """Two nodes that some group holds together → how many do; sorted."""
    return dict(sorted(Counter(pair for _, pair in _pairs(groups)).items()))


def jaccard(groups: Groups) -> dict[Pair, float]:
    """Two nodes that share a group → the share of groups that both are in among those that either is in (Jaccard 1912, New
    Phytologist 11); sorted."""
    of = Counter(node for nodes in groups.values() for node in set(nodes))
    shared = counts(groups)
    return {pair: round(both / (of[pair[0]] + of[pair[1]] - both), 6) for pair, both in shared.items()}


def _pairs(groups: Groups) -> Iterator[tuple[str, Pair]]:
    for group, nodes in groups.items():
        for pair in combinations(sorted(set(nodes)), 2):
            yield group, pair


def span(days: Iterable[str]) -> dict[str, str]:
    """The first and the last of some days, "" where there is none."""
    known = sorted(day for day in days if day)
    return {"first": known[0], "last": known[-1]} if known else {"first": "", "last": ""}


def spans(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Attribute → node → day, for the first and the last day of each node."""
    days: dict[str, list[str]] = defaultdict(list)
    for node, day in pairs:
        days[node].append(day)
    return {name: {node: span(found)[name] for node, found in days.items()} for name in ("first", "last")}


def distinct(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many different values stand beside each key."""
    values: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        values[key].add(value)
    return {key: len(found) for key, found in values.items()}


def edge_columns(graph: nx.Graph[str]) -> list[str]:
    """The attributes of the edges, in the order in which they were given."""
    seen: dict[str, Any] = {}
    for _, _, data in graph.edges(data=True):
        seen |= dict.fromkeys(data)
    return list(seen)


def node_columns(graph: nx.Graph[str]) -> list[str]:
    """The attributes of the nodes but for their labels."""
    seen: dict[str, Any] = {}
    for _, data in graph.nodes(data=True):
        seen |= dict.fromkeys(data)
    return [name for name in seen if name != "label"]
