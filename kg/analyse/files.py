"""Networks as files: nodes and edges as CSV, and GraphML and GEXF for programs that draw them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.analyse.measures import Measured
from kg.analyse.network import Network, edge_columns, node_columns
from kg.csv_text import csv_text
from kg.graph.nquads import clean

if TYPE_CHECKING:
    import networkx as nx

_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')
MEASURES = ("degree", "strength", "between", "between_error", "core", "community")
"""What was measured of nodes, as columns and attributes; -1 where it was not."""


def network_files(network: Network, measured: Measured) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of a network."""
    yield f"{network.name}-nodes.csv", csv_bytes(_node_rows(network, measured))
    yield f"{network.name}-edges.csv", csv_bytes(_edge_rows(network, measured))
    graph = described(network, measured)
    yield f"{network.name}.graphml", graphml(graph)
    yield f"{network.name}.gexf", gexf(graph)


def described(network: Network, measured: Measured) -> nx.Graph[str]:
    """The graph with what was measured as attributes: those of `MEASURES` on nodes, and on edges `backbone`, 1 where the
    disparity filter keeps it. All are strings or numbers, and no string has a character that XML forbids."""
    graph = network.graph.copy()
    for row in measured.rows:
        values = ((name, getattr(row, name)) for name in MEASURES)
        graph.nodes[row.iri].update({name: -1 if value is None else value for name, value in values})
    for one, other, data in graph.edges(data=True):
        data["backbone"] = int(_in_backbone(measured, one, other))
    for _, data in graph.nodes(data=True):
        _clean(data)
    for _, _, data in graph.edges(data=True):
        _clean(data)
    return graph


def graphml(graph: nx.Graph[str]) -> bytes:
    """GraphML 1.0 (http://graphml.graphdrawing.org), without a clock."""
    from networkx.readwrite.graphml import GraphMLWriter

    out = io.BytesIO()
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(graph)
    writer.dump(out)
    return out.getvalue()


def gexf(graph: nx.Graph[str]) -> bytes:
    """GEXF 1.2 (https://gexf.net), without a clock."""
    import networkx as nx

    return (_CLOCK.sub("", "\n".join(nx.generate_gexf(graph)), count=1) + "\n").encode()


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV in UTF-8."""
    return csv_text(rows).encode("utf-8", "replace")


def _node_rows(network: Network, measured: Measured) -> Iterator[Sequence[object]]:
    columns = node_columns(network.graph)
    yield ("iri", "label", *columns, *MEASURES)
    for row in measured.rows:
        data = network.graph.nodes[row.iri]
        yield (row.iri, row.label, *(data[name] for name in columns), *map(_cell, (getattr(row, m) for m in MEASURES)))


def _edge_rows(network: Network, measured: Measured) -> Iterator[Sequence[object]]:
    columns = edge_columns(network.graph)
    yield ("from_iri", "from", "to_iri", "to", *columns, "backbone")
    label = network.graph.nodes
    for one, other, data in network.graph.edges(data=True):
        kept = "true" if _in_backbone(measured, one, other) else "false"
        yield (one, label[one]["label"], other, label[other]["label"], *(data.get(name, "") for name in columns), kept)


def _in_backbone(measured: Measured, one: str, other: str) -> bool:
    return (min(one, other), max(one, other)) in measured.backbone


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _clean(data: dict[str, Any]) -> None:
    for name, value in data.items():
        if isinstance(value, str):
            data[name] = clean(value)
