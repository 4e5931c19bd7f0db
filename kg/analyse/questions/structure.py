"""How do the networks hang together?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.analyse.chance import ALPHA, adjusted
from kg.analyse.communities import SEEDS, SHUFFLES, TRIALS
from kg.analyse.insight import (
    FEW,
    NO_DIFFERENCE,
    Insight,
    Section,
    Table,
    cells,
    counted,
    differs,
    listed,
    number,
    once,
    p_text,
    percent,
)
from kg.analyse.measures import ENOUGH, Communities, Measured
from kg.analyse.mixing import PERMUTATIONS
from kg.analyse.network import Network

Measures = Mapping[str, tuple[Network, Measured]]
WEAK = 0.3
"""Modularity below which Newman and Girvan (2004) see no strong structure."""
FIRM = 0.8
"""Agreement with other seeds below which the borders of communities are called not firm."""
HALF = 0.5
"""Share of the edges that could be above which no go-between is named."""
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
        dense = measured.core > 1  # of edges between two sorts of nodes, or few, the share tells nothing
        density = f" ({percent(measured.density)}% of those that could be)" if dense else ""
        yield Insight(
            f"structure-{name}",
            f"{network.title}: {len(measured.rows):,} {network.things} with {counted(measured.edges, 'edge')}{density}, in "
            f"{counted(measured.components, 'piece')}; {_through(measured)}{_held(measured)}.",
            "networkx: components, bridges, core numbers; kg.analyse.central.betweenness; kg.analyse.backbone.backbone "
            f"(α = {ALPHA}, each edge asked about at both its ends).",
            network.queries, network.limits, network.facts, below=f"network-{network.name}",
            table=Table("The strongest", ("name", "edges", "strength", "between", "core", "community"),
                        tuple(cells(r.label, r.degree, r.strength, "" if r.between is None else r.between, r.core,
                                    r.community or "") for r in measured.rows[:10])),
        )  # fmt: skip


def _through(measured: Measured) -> str:
    """Who is a go-between, where that says something: not where nearly all are linked directly, and not where a sample
    tells nobody apart."""
    most = max((row.between or 0 for row in measured.rows), default=0)
    if not most:
        return ""
    if measured.density > HALF:
        return "most are linked directly, so that nobody is a go-between; "
    error = next(row.between_error for row in measured.rows if row.between == most)
    least = most - (error or 0)
    top = [row for row in measured.rows if (row.between or 0) + (row.between_error or 0) >= least]
    if error is not None and len(top) > FEW:
        return f"no more than {percent(min(1, most + error))}% of the shortest paths lead through any one (from a sample); "
    sampled = "" if error is None else f", ± {percent(error)}% for all at once, from a sample"
    names = listed(sorted(row.label for row in top), FEW)
    several = " one or several of" if error is not None and len(top) > 1 else ""
    return f"the shortest paths lead most often through{several} {names} ({percent(most)}% of them{sampled}); "


def _held(measured: Measured) -> str:
    """What holds the pieces together. Where no edges close a ring each edge is a bridge, and there is no core to speak of."""
    if measured.core < 2:
        return "no edges close a ring, so that each edge is the only link between what it joins"
    alone = len(measured.bridges)
    several = f"{alone:,} of the edges are the only link between what they join"
    single = f"{'one' if alone else 'no'} edge is the only link between what it joins"
    bridges = several if alone > 1 else single
    return f"{bridges}; in the densest core each is linked to at least {measured.core} others of it{_standing_out(measured)}"


def _standing_out(measured: Measured) -> str:
    """How many edges the disparity filter keeps, held against how many chance alone would have it keep: each edge has two
    ends, and so two chances. Not told of a network that is too small to be measured for go-betweens."""
    kept, usual = len(measured.backbone), 2 * ALPHA * measured.edges
    if not kept or not measured.communities:
        return ""
    against = "no more than chance alone gives" if kept <= usual else f"where chance alone gives up to {usual:,.0f}"
    return f"; the disparity filter keeps {counted(kept, 'edge')} as heavier than the rest, {against}"


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
            f"Leiden method, modularity, the best of {TRIALS} tries (kg.analyse.communities.divide); agreement: mean adjusted "
            f"Rand index with {len(SEEDS)} other seeds; chance: {SHUFFLES} shuffled networks of the same numbers, corrected "
            f"for all networks. "
            f"Not asked of networks with fewer than {ENOUGH} nodes or edges, or fewer edges than nodes.",
            network.queries,
            f"{network.limits} A division always exists; where the agreement is far below 1 its borders are arbitrary.",
            network.facts,
            below=f"network-{network.name}",
            table=Table("Communities", ("number", "size", "the strongest"), tuple(rows)),
        )  # fmt: skip


def _divided(found: Communities, p: float | None) -> str:
    loose = "" if found.agreement >= FIRM else ", so that their borders are not firm"
    firm = f"agreement with other seeds {number(found.agreement)}{loose}"
    apart = f", {found.apart} of them pieces that nothing links with the rest" if found.apart else ""
    if p is None or found.highest is None:
        value = number(found.modularity, 3)
        return f"{len(found.members)} communities{apart}, modularity {value}, {firm}; too large to hold against chance."
    highest = f"at most {number(found.highest, 3)} by chance, {p_text(p, 'adjusted p')}"
    against = f"modularity {number(found.modularity, 3)}, {highest}"
    if differs(p):
        weak = "" if found.modularity >= WEAK else f", but weakly: below {WEAK}"
        return f"{len(found.members)} communities{apart}, more marked than by chance{weak} ({against}); {firm}."
    return f"no communities are claimed, for shuffled networks have as marked ones: {NO_DIFFERENCE} ({against})."


def _mixing(networks: Measures) -> Iterator[Insight]:
    every = [(network, one) for network, measured in networks.values() for one in measured.mixing]
    for (network, one), p in zip(every, adjusted([one.p for _, one in every]), strict=True):
        way = "with their like" if one.assortativity > one.chance else "with others than their like"
        verdict = (
            f"are linked {way} more than by chance"
            if differs(p)
            else f"show {NO_DIFFERENCE} in whom they are linked with"
        )
        facts = network.told.get(one.attribute)
        within = f" of a like number of {network.alike}" if network.alike else ""
        yield Insight(
            f"mixing-{network.name}-{one.attribute}",
            f"{network.title}: by {one.attribute} the {one.nodes:,} {network.things} that have one {verdict} (assortativity "
            f"{number(one.assortativity, 3)} over {counted(one.edges, 'edge')}, {number(one.chance, 3)} by chance, "
            f"{p_text(p, 'adjusted p')}).",
            f"Newman's assortativity, edges by weight (kg.analyse.mixing.mixing), two-sided permutation of the values over the "
            f"nodes{within} ({PERMUTATIONS} permutations, fixed seed), corrected for all networks and attributes. Asked where at "
            f"least two values have {FEW} nodes.",
            network.queries,
            f"{network.limits} An edge ends at two of a kind also where both are of a common kind; the permutation takes that "
            "into account, ties between years and frameworks it does not.",
            once([*network.facts, *(facts or ())]),
            below="" if facts else f"network-{network.name}",
        )  # fmt: skip
