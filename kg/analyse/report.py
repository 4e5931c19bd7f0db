"""Writes what was measured: a report in Markdown for people, tables in CSV for programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.analyse.measures import ENOUGH, WEAK, Measured, NodeRow, measure
from kg.analyse.networks import NETWORKS, Network

SHOWN, MEMBERS = 10, 12
"""Rows of a table, and members of a community, that the report shows; the CSV has all."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|!&~])")


def analyse(store: ox.Store, folder: Path) -> tuple[Path, ...]:
    """Write the analysis of a build into a folder, which is made. Returns the files; the same build gives the same
    bytes. Raises OSError where the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    files, parts = [folder / "report.md"], [_HEAD]
    for draw in NETWORKS:
        network = draw(store)
        measured = measure(network)
        parts.append("\n".join(_section(network, measured)))
        for name, rows in (
            (network.name, _node_rows(network, measured)),
            (f"{network.name}-links", _edge_rows(network)),
        ):
            files.append(folder / f"{name}.csv")
            _write(files[-1], rows)
    files[0].write_text("\n".join(parts), encoding="utf-8", newline="\n")
    return tuple(files)


_HEAD = """# Who and what is central, and which communities there are

Each network is drawn from the facts of this build. What was not read, or not named in a document, is not in it:
a figure tells about these documents, and through them about the world.
"""


def _section(network: Network, measured: Measured) -> Iterator[str]:
    nodes = len(measured.rows)
    yield f"## {network.title}\n"
    yield f"- Node: {network.node}\n- Link: {network.edge}\n- Weight: {network.weight}\n- Limits: {network.limits}\n"
    pieces = "in one piece" if measured.components == 1 else f"in {measured.components} pieces"
    links = f"{measured.edges} link{'' if measured.edges == 1 else 's'}"
    yield f"{nodes} {network.things}, {links}{f', {pieces}' if nodes else ''}.\n"
    if not measured.edges:
        yield f"No two {network.things} are linked: there is nothing to measure.\n"
        return
    yield from _table(network, measured)
    yield from _communities(network, measured)


def _table(network: Network, measured: Measured) -> Iterator[str]:
    counts = list(network.counts)
    about = ", ".join(counts)
    yield (
        f"How to read it: each row is one of the {network.things} ({about} counted beside it); `neighbours` is how "
        "many others it is linked to, and `strength`, by which the table is sorted, the sum of its links' weights."
    )
    if measured.enough:
        yield "`between` is the share of shortest paths between two others that lead through it."
    yield ""
    heads = ["", *counts, "neighbours", "strength", *(["between", "community"] if measured.enough else [])]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in measured.rows[:SHOWN]:
        yield f"| {' | '.join(_cells(network, measured, row))} |"
    left = len(measured.rows) - SHOWN
    yield f"\n{left} more in `{network.name}.csv`.\n" if left > 0 else ""


def _cells(network: Network, measured: Measured, row: NodeRow) -> Iterable[str]:
    counts = [str(counted.get(row.iri, 0)) for counted in network.counts.values()]
    more = [_number(row.between), _number(row.community)] if measured.enough else []
    return [escaped(row.label), *counts, str(row.neighbours), _number(row.strength), *more]


def _communities(network: Network, measured: Measured) -> Iterator[str]:
    if measured.modularity is None or measured.agreement is None:
        yield (
            f"Too little is linked here to speak of communities or of go-betweens: that takes at least {ENOUGH} "
            f"{network.things}, {ENOUGH} links, and {ENOUGH} {network.links_by} that make them.\n"
        )
        return
    yield (
        f"{len(measured.communities)} communities (Louvain method, fixed seed): groups of {network.things} that are "
        "linked more among each other than with the rest. Modularity "
        f"{_number(measured.modularity)} (0: no better than chance, 1: at most).{_warning(measured.modularity)} With "
        f"ten other seeds, {measured.agreement:.0%} of the links fall within one community, or between two, as they "
        "do here; where this is far below 100%, the borders are arbitrary.\n"
    )
    for group in measured.communities:
        shown = ", ".join(map(escaped, group.members[:MEMBERS]))
        left = len(group.members) - MEMBERS
        yield f"{group.number}. {shown}{f' and {left} more' if left > 0 else ''}"
    yield ""


def _warning(modularity: float) -> str:
    if modularity >= WEAK:
        return ""
    return f" Below {WEAK} a division is hardly better than chance: it is a way to sort the list, no more."


def _node_rows(network: Network, measured: Measured) -> Iterator[Sequence[str]]:
    yield ("iri", "label", *network.counts, "neighbours", "strength", "between", "community")
    for row in measured.rows:
        counts = (str(counted.get(row.iri, 0)) for counted in network.counts.values())
        figures = (_number(row.strength), _number(row.between), _number(row.community))
        yield (row.iri, row.label, *counts, str(row.neighbours), *figures)


def _edge_rows(network: Network) -> Iterator[Sequence[str]]:
    yield ("from_iri", "from", "to_iri", "to", "weight")
    label = {node: network.graph.nodes[node]["label"] for node in network.graph}
    for one, other in sorted(tuple(sorted(edge)) for edge in network.graph.edges()):
        weight = _number(network.graph.edges[one, other]["weight"])
        yield (one, label[one], other, label[other], weight)


def _number(value: float | None) -> str:
    """A figure without needless zeros; "" for none."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    """Words of a document as Markdown that shows just them, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _write(file: Path, rows: Iterable[Sequence[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    file.write_bytes(out.getvalue().encode())
