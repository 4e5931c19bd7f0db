"""Which services are named together in weaknesses?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.analyse.balance import PERMUTATIONS as DEALT
from kg.analyse.balance import balance
from kg.analyse.contrast import PERMUTATIONS, contrasts
from kg.analyse.facts import Facts
from kg.analyse.insight import (
    FEW,
    NO_DIFFERENCE,
    Insight,
    Section,
    Table,
    cells,
    counted,
    differs,
    interval,
    listed,
    once,
    p_text,
    percent,
    share,
    shares_of,
)
from kg.analyse.network import Network

_QUERIES = ("findings", "mentions", "services", "evidence")
_WRONG = (
    "Intervals take findings for independent, which those of one report are not. Being named in a weakness is not being "
    "weak; names that were not recognised within a finding's own words are missed."
)


def section(facts: Facts, network: Network) -> Section:
    """The answers. `network`: the one of services and organisations that findings name together."""
    found = [*_pairs(facts, network), *_balance(network)]
    return Section("together", "Which services are named together in weaknesses?", tuple(found))


def _said(pieces: str, clear: bool, usual: str, number: int) -> str:
    if clear:
        return f"Named together in weaknesses more often than {usual}: {pieces}."
    return (
        f"Among the {counted(number, 'pair')} that at least {FEW} findings name together none stands out in weaknesses: against "
        f"{usual} there is {NO_DIFFERENCE}; the highest share {pieces}."
    )


def _pairs(facts: Facts, network: Network) -> Iterator[Insight]:
    named, graph = network.groups, network.graph
    weak = {finding for finding in named if facts.found[finding][1] != "strength"}
    units = {finding: {f"{a} {b}": 1.0 for a, b in combinations(keys, 2)} for finding, keys in named.items()}
    found = contrasts(units, weak, {finding: facts.found[finding][0] for finding in units}, FEW)
    if not found:
        return

    def data(pair: str) -> tuple[int, int]:
        edge = graph.edges[tuple(pair.split(" "))]
        return edge["weaknesses"], edge["weight"]

    def label(pair: str) -> list[str]:
        return [graph.nodes[end]["label"] for end in pair.split(" ")]

    clear = [c for c in found if differs(c.adjusted) and c.share > c.other_share]
    rate = {c.theme: data(c.theme)[0] / data(c.theme)[1] for c in found}
    shown = clear or [c for c in found if rate[c.theme] == max(rate.values())]
    pieces = ("" if clear else "has " if len(shown) == 1 else "have ") + listed(
        f"{' with '.join(label(c.theme))} ({share(*data(c.theme))} of the findings, {p_text(c.adjusted, 'adjusted p')})"
        for c in shown
    )
    said = _said(
        pieces, bool(clear), f"the {percent(len(weak) / len(named))}% of all findings that name two", len(found)
    )
    pairs = [tuple(c.theme.split(" ")) for c in shown]
    below = [finding for pair in pairs for finding in sorted(weak) if set(pair) <= set(named[finding])]
    rows = [
        cells(*label(c.theme), *of, of[0] / of[1], *interval(*of), c.p, c.adjusted)
        for c in found for of in [data(c.theme)]
    ]  # fmt: skip
    yield Insight(
        "together-pairs", said,
        f"Pairs that at least {FEW} findings name together, in weaknesses (areas for improvement) against strengths: two-sided "
        f"permutation test, within each inspection ({PERMUTATIONS:,} permutations, fixed seed: kg.analyse.contrast.contrasts), "
        "corrected for all pairs; intervals by kg.analyse.chance.wilson.",
        _QUERIES, _WRONG, once(below),
        Table("Named together, by the share of weaknesses",
              (*shares_of(("one", "other", "weaknesses", "findings")), "p", "adjusted p"), tuple(rows)),
    )  # fmt: skip


def _balance(network: Network) -> Iterator[Insight]:
    found = balance(network.graph) if network.signed else None
    if found is None:
        return
    verdict = "unlike what chance gives" if differs(found.p) else NO_DIFFERENCE
    yield Insight(
        "together-balance",
        f"Of threes of which each is named with both others, {share(found.balanced, found.triads)} are balanced (none or two of "
        f"the three pairs lean to weaknesses), against {percent(found.chance)}% with the signs dealt out at random: {verdict} "
        f"({p_text(found.p)}).",
        f"Triads with an even number of edges whose sign is -1, in the network “{network.name}”; two-sided permutation of the "
        f"signs over the edges ({DEALT:,} permutations, fixed seed: kg.analyse.balance.balance). The interval takes "
        "triads for independent.",
        _QUERIES,
        "The sign of a pair that few findings name is nearly a coin's; triads share edges, so that only the permutation, not "
        "the interval, tells.",
        once(_in_triads(network)),
    )  # fmt: skip


def _in_triads(network: Network) -> list[str]:
    """The findings that make the edges of triads."""
    graph = network.graph
    closed = {frozenset(edge) for edge in graph.edges() if not graph.adj[edge[0]].keys().isdisjoint(graph.adj[edge[1]])}
    return sorted(
        finding
        for finding, keys in network.groups.items()
        if any(frozenset(pair) in closed for pair in combinations(keys, 2))
    )
