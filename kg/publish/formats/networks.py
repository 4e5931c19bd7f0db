"""The network that `kg view` draws as files for other programs: GraphML (yEd, igraph), GEXF (Gephi), Cytoscape JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.analyse.files import gexf, graphml
from kg.graph.names import VOCAB
from kg.graph.nquads import clean
from kg.graph.store import base_of, open_store
from kg.publish.network_model import Network
from kg.publish.network_read import read_network

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(build: Path, out: Path) -> None:
    """Write GraphML 1.0 (http://graphml.graphdrawing.org)."""
    out.write_bytes(graphml(graph_of(build)))


def write_gexf(build: Path, out: Path) -> None:
    """Write GEXF 1.2 (https://gexf.net), without a clock."""
    out.write_bytes(gexf(graph_of(build)))


def write_cytoscape(build: Path, out: Path) -> None:
    """Write JSON as Cytoscape and Cytoscape.js read it: `name` is the label, as their styles expect."""
    import networkx as nx

    graph = graph_of(build)
    for _, data in graph.nodes(data=True):
        data["name"] = data["label"]
    data = nx.cytoscape_data(graph)
    out.write_bytes((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def graph_of(build: Path) -> nx.MultiDiGraph[str]:
    """The network as a graph: nodes by IRI. Attributes of nodes: label, kind, title, detail, grade, year (0: not known),
    facts and quote; of edges: kind, and says. No text has a character that XML forbids."""

    base = base_of(open_store(build / "store"))
    return described(read_network(build, base), base)


def described(network: Network, base: str) -> nx.MultiDiGraph[str]:
    """See `graph_of`."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = {key: key if "://" in key or key.startswith(VOCAB) else f"{base}{key}" for key in network.nodes}
    for key, node in network.nodes.items():
        facts = "; ".join(f"{what}: {value}" for what, value in node.facts)
        texts = {
            "label": node.label,
            "kind": node.kind.value,
            "title": node.title,
            "detail": node.sub,
            "grade": node.grade,
            "facts": facts,
            "quote": node.quotes[0].text if node.quotes else "",
        }
        graph.add_node(names[key], **{name: clean(text) for name, text in texts.items()}, year=node.year)
    for edge in sorted(network.edges):
        says = clean(edge.title or edge.link.value)
        graph.add_edge(names[edge.source], names[edge.target], kind=edge.link.value, says=says)
    return graph
