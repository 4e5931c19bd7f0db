"""How do the networks hang together?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.analyse.chance import adjusted
from kg.analyse.communities import SEEDS, SHUFFLES
from kg.analyse.insight import (
    NO_DIFFERENCE,
    Insight,
    Section,
    Table,
    cells,
    counted,
    differs,
    listed,
    number,
    p_text,
    percent,
)
from kg.analyse.measures import ENOUGH, Communities, Measured
from kg.analyse.mixing import PERMUTATIONS
from kg.analyse.network import Network

Measures = Mapping[str, tuple[Network, Measured]]
WEAK = 0.3
"""Modularity below which Newman and Girvan (2004) see no strong structure."""
SHOWN = 12
"""Members of a community that the table names."""


def section(networks: Measures) -> Section:
    """The answers, a sentence or two for each network that has edges."""
    found = [*_pieces(networks), *_communities(networks), *_mixing(networks)]
    return Section("structure", "How do the networks hang together?", tuple(found))


def _pieces(networks: Measures) -> Iterator[Insight]:
    for name, (network, measured) in networks.items():
        if not measured.edges:
            continue
        between = [row for row in measured.rows if row.between]
        middle = max(between, key=lambda row: (row.between or 0, row.label), default=None)
        through = (
            f" most shortest paths lead through {middle.label} ({_reach(middle.between or 0, middle.between_error)});"
            if middle
            else ""
        )
        dense = measured.core > 1  # of edges between two sorts of nodes, or few, the share tells nothing
        density = f", {percent(measured.density)}% of the edges that could be" if dense else ""
        yield Insight(
            f"structure-{name}",
            f"{network.title}: {len(measured.rows):,} {network.things} with {counted(measured.edges, 'edge')} "
            f"in {counted(measured.components, 'piece')}{density};{through} "
            f"{_held(measured)}.",
            "networkx: components, bridges, core numbers; kg.analyse.central.betweenness; kg.analyse.backbone.backbone "
            "(α = 0.05).",
            network.queries, network.limits, network.facts, below=f"network-{network.name}",
            table=Table("The strongest", ("name", "edges", "strength", "between", "core", "community"),
                        tuple(cells(r.label, r.degree, r.strength, "" if r.between is None else r.between, r.core,
                                    r.community or "") for r in measured.rows[:10])),
        )  # fmt: skip


def _held(measured: Measured) -> str:
    """What holds the pieces together. Where no edges close a ring each edge is a bridge, and there is no core to speak of."""
    if measured.core < 2:
        return "no edges close a ring, so that each edge alone holds its piece together"
    alone = len(measured.bridges)
    bridges = f"{counted(alone, 'edge')} alone {'holds' if alone == 1 else 'hold'} a piece together"
    kept = f", and the disparity filter keeps {counted(len(measured.backbone), 'edge')}" if measured.backbone else ""
    return (
        f"{bridges if alone else 'no single edge holds a piece together'}, in the densest core each is linked to at least "
        f"{measured.core} others of it{kept}"
    )


def _reach(value: float, error: float | None) -> str:
    return f"{percent(value)}%" if error is None else f"{percent(value)}%, ± {percent(error)}% (sampled)"


def _communities(networks: Measures) -> Iterator[Insight]:
    tested = {name: pair for name, pair in networks.items() if pair[1].communities}
    firm = [
        pair[1].communities.p for pair in tested.values() if pair[1].communities and pair[1].communities.p is not None
    ]
    corrected = iter(adjusted(firm))
    for name, (network, measured) in tested.items():
        found = measured.communities
        if found is None:  # for the type checker: `tested` holds no such
            continue
        p = next(corrected) if found.p is not None else None
        rows = [cells(at, len(members), listed(members, SHOWN)) for at, members in enumerate(found.members, start=1)]
        yield Insight(
            f"communities-{name}", f"{network.title}: {_divided(found, p)}",
            f"Leiden method, modularity (kg.analyse.communities.divide); agreement: mean adjusted Rand index with "
            f"{len(SEEDS)} other seeds; chance: {SHUFFLES} shuffled networks of the same numbers, corrected for all networks. "
            f"Not asked of networks with fewer than {ENOUGH} nodes or edges, or fewer edges than nodes.",
            network.queries,
            f"{network.limits} A division always exists; where the agreement is far below 1 its borders are arbitrary.",
            network.facts,
            below=f"network-{network.name}",
            table=Table("Communities", ("number", "size", "the strongest"), tuple(rows)),
        )  # fmt: skip


def _divided(found: Communities, p: float | None) -> str:
    firm = f"agreement with other seeds {number(found.agreement)}"
    if p is None or found.highest is None:
        value = number(found.modularity, 3)
        return f"{len(found.members)} communities, modularity {value}, {firm}; too large to hold against chance."
    highest = f"at most {number(found.highest, 3)} by chance, {p_text(p, 'adjusted p')}"
    against = f"modularity {number(found.modularity, 3)}, {highest}"
    if differs(p):
        weak = "" if found.modularity >= WEAK else f", but weakly: below {WEAK}"
        return f"{len(found.members)} communities, more marked than by chance{weak} ({against}); {firm}."
    return f"no communities are claimed, for from shuffled networks there is {NO_DIFFERENCE} ({against})."


def _mixing(networks: Measures) -> Iterator[Insight]:
    every = [(network, one) for network, measured in networks.values() for one in measured.mixing]
    for (network, one), p in zip(every, adjusted([one.p for _, one in every]), strict=True):
        way = "with their like" if one.assortativity > 0 else "with others than their like"
        verdict = (
            f"are linked {way} more than by chance"
            if differs(p)
            else f"show {NO_DIFFERENCE} in whom they are linked with"
        )
        yield Insight(
            f"mixing-{network.name}-{one.attribute}",
            f"{network.title}: by {one.attribute} the {one.nodes:,} {network.things} that have one {verdict} (assortativity "
            f"{number(one.assortativity, 3)} over {counted(one.edges, 'edge')}, {p_text(p, 'adjusted p')}).",
            f"Newman's assortativity, edges by weight (kg.analyse.mixing.mixing), two-sided permutation of the values over the "
            f"nodes ({PERMUTATIONS} permutations, fixed seed), corrected for all networks and attributes.",
            network.queries,
            f"{network.limits} An edge ends at two of a kind also where both are of a common kind; the permutation takes that "
            "into account, ties between years and frameworks it does not.",
            network.facts,
            below=f"network-{network.name}",
        )  # fmt: skip
