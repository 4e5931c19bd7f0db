"""The backbone of a dense network: the edges that are heavier than chance would make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analyse.chance import ALPHA

if TYPE_CHECKING:
    import networkx as nx


def disparity(graph: nx.Graph[str]) -> dict[tuple[str, str], float]:
    """Edge → how likely a node that spread its strength evenly at random over its edges would have one at least so heavy;
    of its two ends the less likely one. (1 - w/s)^(k-1) for a node with k edges of strength s: the disparity filter of
    Serrano, Boguñá and Vespignani (2009, PNAS 106). An end with one edge alone tells nothing (1)."""
    strength = dict(graph.degree(weight="weight"))
    degree = dict(graph.degree())
    return {
        (one, other): min(float((1 - weight / strength[end]) ** (degree[end] - 1)) for end in (one, other))
        for one, other, weight in graph.edges(data="weight")
    }


def backbone(graph: nx.Graph[str], alpha: float = ALPHA) -> nx.Graph[str]:
    """The edges whose disparity is below `alpha`, with the nodes that they link. An undirected graph of its own."""
    kept: nx.Graph[str] = graph.edge_subgraph([edge for edge, p in disparity(graph).items() if p < alpha]).copy()
    return kept
