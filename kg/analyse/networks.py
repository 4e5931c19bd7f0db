"""The networks that are drawn out of a build, each with what is a node, an edge and a weight.

All are undirected, without loops; nodes are IRIs with a `label`, edges have a `weight` above 0. Nodes and edges are
added in the order of IRIs, so that the same build gives the same network in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.query import Rows, run_query

if TYPE_CHECKING:
    import networkx as nx

Groups = Mapping[str, Iterable[str]]
"""What brings nodes together (an inspection, a fact) → the nodes that it brings together."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network of a build.

    `node`, `edge`, `weight` and `limits` are sentences for readers; `things` names the nodes in the plural, `links_by`
    what brings them together, and `linking` says how many of that bring at least two together. `graph` is a networkx
    Graph; `counts` are further columns of the table of nodes: column → node → number.
    """

    name: str
    title: str
    things: str
    links_by: str
    linking: int
    node: str
    edge: str
    weight: str
    limits: str
    graph: nx.Graph[str]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def inspectors(store: ox.Store) -> Network:
    """Inspectors who worked together.

    Node: a person who took part in at least one inspection. Edge: two took part in the same inspection.
    Weight: in how many inspections. Counted as well: inspections, and different authorities inspected.
    """
    rows = _select(
        store,
        """SELECT DISTINCT ?inspection ?person ?label ?authority {
             ?part a insp:Participation ; insp:inspection ?inspection ; prov:agent ?person .
             ?person foaf:name ?label . ?inspection insp:inspects|insp:inspects/org:linkedTo ?authority .
             ?authority a insp:Authority }""",
    )
    teams = _grouped((inspection, person) for inspection, person, _, _ in rows)
    return Network(
        "inspectors", "Inspectors who worked together", "people", "inspections", _linking(teams),
        "A person who took part in at least one inspection.",
        "Two people took part in the same inspection.",
        "The number of inspections in which they did.",
        "Many reports since 2018 name the lead inspector alone: who is not named cannot be linked, so that "
        "people of the longer lists of earlier years look more central than they are.",
        together(_labels((person, label) for _, person, label, _ in rows), teams),
        {
            "inspections": _distinct((person, inspection) for inspection, person, _, _ in rows),
            "authorities": _distinct((person, authority) for _, person, _, authority in rows),
        },
    )  # fmt: skip


def authorities(store: ox.Store) -> Network:
    """Authorities that were told the same things.

    Node: an authority with at least one recommendation that has a theme. Edge: at least one theme was recommended to
    both. Weight: the Jaccard index of their sets of themes: shared themes by all themes of the two (1901; 0 to 1).
    """
    rows = _select(
        store,
        """SELECT DISTINCT ?authority ?label ?recommendation ?theme {
             ?recommendation insp:theme ?theme ; insp:inspection/(insp:inspects|insp:inspects/org:linkedTo) ?authority .
             ?authority a insp:Authority ; skos:prefLabel ?label }""",
    )
    themes_of = _grouped((authority, theme) for authority, _, _, theme in rows)
    told = _grouped((theme, authority) for authority, _, _, theme in rows)
    graph = _empty(_labels((authority, label) for authority, label, _, _ in rows))
    for one, other in combinations(sorted(themes_of), 2):
        mine, theirs = set(themes_of[one]), set(themes_of[other])
        if mine & theirs:
            graph.add_edge(one, other, weight=round(len(mine & theirs) / len(mine | theirs), 6))
    return Network(
        "authorities", "Authorities that were told the same things", "authorities", "themes", _linking(told),
        "An authority with at least one recommendation that has a theme.",
        "At least one theme was recommended to both.",
        "Shared themes divided by all themes of the two (Jaccard index, 0 to 1).",
        "Most authorities share some theme with most others, so that being linked says little and the weights matter; "
        "an authority with many reports here has more themes. Themes are recognised by words, not by meaning.",
        graph,
        {
            "recommendations": _distinct((authority, one) for authority, _, one, _ in rows),
            "themes": _distinct((authority, theme) for authority, _, _, theme in rows),
        },
    )  # fmt: skip


def themes(store: ox.Store) -> Network:
    """Themes that are recommended together.

    Node: a theme of at least one recommendation. Edge: one inspection recommended both. Weight: how many
    inspections did. Counted as well: recommendations, and authorities that got them.
    """
    rows = _select(
        store,
        """SELECT DISTINCT ?inspection ?theme ?label ?recommendation ?authority {
             ?recommendation insp:theme ?theme ; insp:inspection ?inspection .
             ?theme skos:prefLabel ?label . ?inspection insp:inspects|insp:inspects/org:linkedTo ?authority .
             ?authority a insp:Authority }""",
    )
    together_in = _grouped((inspection, theme) for inspection, theme, _, _, _ in rows)
    return Network(
        "themes", "Themes that are recommended together", "themes", "inspections", _linking(together_in),
        "A theme of at least one recommendation.",
        "One inspection recommended both.",
        "The number of inspections that did.",
        "Long lists of recommendations link many themes at once; a theme that is common is linked with nearly all.",
        together(_labels((theme, label) for _, theme, label, _, _ in rows), together_in),
        {
            "recommendations": _distinct((theme, one) for _, theme, _, one, _ in rows),
            "authorities": _distinct((theme, authority) for _, theme, _, _, authority in rows),
        },
    )  # fmt: skip


def documents(store: ox.Store) -> Network:
    """Documents that state the same.

    Node: a document that states at least one fact, but for catalogues. Edge: one fact is stated by both. Weight: how
    many facts are. Counted as well: the facts of each document.
    """
    rows = _select(
        store,
        """SELECT DISTINCT ?fact ?document ?label {
             ?fact insp:evidence/dct:isPartOf ?document . ?document insp:path ?label
             OPTIONAL { ?document insp:genre ?genre } FILTER(!BOUND(?genre) || ?genre != genre:catalogue) }""",
    )
    stated = _grouped((fact, document) for fact, document, _ in rows)
    return Network(
        "documents", "Documents that state the same", "documents", "facts", _linking(stated),
        "A document that states at least one fact (catalogues are left out).",
        "At least one fact is stated by both.",
        "The number of facts that are.",
        "Most reports are about different inspections and share nothing. A link shows that two speak of one "
        "inspection, not that one copied the other.",
        together(_labels((document, label) for _, document, label in rows), stated),
        {"facts": _distinct((document, fact) for fact, document, _ in rows)},
    )  # fmt: skip


NETWORKS: Sequence[Callable[[ox.Store], Network]] = (inspectors, authorities, themes, documents)
"""Every network, in the order of the report."""


def together(labels: Mapping[str, str], groups: Groups) -> nx.Graph[str]:
    """A graph of labelled nodes in which two are linked when a group holds both; the weight counts such groups."""
    graph = _empty(labels)
    weights: dict[tuple[str, str], int] = defaultdict(int)
    for group in groups.values():
        for pair in combinations(sorted(set(group)), 2):
            weights[pair] += 1
    for one, other in sorted(weights):
        graph.add_edge(one, other, weight=weights[one, other])
    return graph


def _empty(labels: Mapping[str, str]) -> nx.Graph[str]:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for node in sorted(labels):
        graph.add_node(node, label=labels[node])
    return graph


def _select(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = run_query(store, query)
    return sorted({tuple(map(str, row)) for row in found}) if isinstance(found, Rows) else []


def _labels(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of several labels of a node the first in the alphabet."""
    return dict(sorted(pairs, reverse=True))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in sorted(set(pairs)):
        groups[key].append(value)
    return groups


def _linking(groups: Mapping[str, Sequence[str]]) -> int:
    return sum(len(group) > 1 for group in groups.values())


def _distinct(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many different values stand beside each key."""
    return {key: len(values) for key, values in _grouped(pairs).items()}
