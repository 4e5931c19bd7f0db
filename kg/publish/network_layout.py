"""Where things stand in the picture. A place says something, so it is worked out, not left to springs.

An authority that is open is a lane: its inspections stand in a row in the order of time, each with its
documents above and its judgements, recommendations and people below; an aspect has the same height in the
whole lane, so that a line from grade to grade is level. Authorities that are closed stand in columns by region,
each with its latest inspection.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from kg.publish.network_model import Kind, Link, Network, Node

SIZES: dict[Kind, tuple[int, int]] = {
    Kind.AUTHORITY: (226, 50),
    Kind.INSPECTION: (226, 50),
    Kind.JUDGEMENT: (226, 26),
    Kind.RECOMMENDATION: (36, 26),
    Kind.PERSON: (150, 24),
    Kind.DOCUMENT: (226, 24),
}
"""Width and height of each kind, in pixels at scale 1."""
STEP = 8
GAP = 34
CELL = (246, 118)
PLAIN_CELL = 72
"""Height of a cell without an inspection below."""
CELLS = 320
"""Closed things that are drawn at once, about as many as a person can read; where there are more, those that are connected
with most. The search finds the others."""
_ZONES = (Kind.DOCUMENT, Kind.INSPECTION, Kind.JUDGEMENT, Kind.RECOMMENDATION, Kind.PERSON)
"""What stands in a lane, from above."""

Place = tuple[float, float]


@dataclass(slots=True)
class Block:
    """An inspection with what belongs to it, or (key of the authority) what belongs to none."""

    key: str
    parts: dict[Kind, list[Node]] = field(default_factory=lambda: defaultdict(list))
    left: float = 0
    width: float = 0


@dataclass(slots=True)
class Lane:
    """An open authority: places of its nodes, counted from its upper left corner."""

    key: str
    width: float = 0
    height: float = 0
    places: dict[str, Place] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    zones: list[tuple[Kind, float]] = field(default_factory=list)


@dataclass(slots=True)
class Overview:
    """Closed authorities: places of each and of its latest inspection; headings with their places."""

    places: dict[str, Place] = field(default_factory=dict)
    headings: list[tuple[str, float, float]] = field(default_factory=list)
    width: float = 0


def lanes(network: Network) -> list[Lane]:
    """A lane for each authority, in the order of names."""
    beside = _belonging(network)
    return [_lane(authority, beside[authority.key]) for authority in network.of(Kind.AUTHORITY)]


def _belonging(network: Network) -> dict[str, dict[str, Block]]:
    """Authority → inspection → its block. People and documents stand in each lane that they belong to."""
    found: dict[str, dict[str, Block]] = {}
    for authority in network.of(Kind.AUTHORITY):
        found[authority.key] = {authority.key: Block(authority.key)}
    for inspection in network.of(Kind.INSPECTION):
        if inspection.group in found:
            found[inspection.group][inspection.key] = Block(inspection.key)
    for kind in (Kind.JUDGEMENT, Kind.RECOMMENDATION):
        for node in network.of(kind):
            _put(found, network, node, [node.group])
    places: dict[str, list[str]] = defaultdict(list)
    for edge in sorted(network.edges):
        if edge.link in (Link.STATES, Link.ABOUT, Link.TOOK_PART, Link.OFFICE):
            places[edge.source].append(edge.target)
    for kind in (Kind.DOCUMENT, Kind.PERSON):
        for node in network.of(kind):
            _put(found, network, node, [node.group, *reversed(_by_time(network, places[node.key]))])
    return found


def _by_time(network: Network, keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=lambda key: (network.nodes[key].order[:1], key))


def _put(found: dict[str, dict[str, Block]], network: Network, node: Node, places: Sequence[str]) -> None:
    """Put a node once into each lane: into the first of its places there. A place that is itself a document
    stands for where that document is."""
    lanes_seen: set[str] = set()
    for place in places:
        target = network.nodes.get(place)
        if target is not None and target.kind is Kind.DOCUMENT:
            target = network.nodes.get(target.group)
        if target is None:
            continue
        lane = target.key if target.kind is Kind.AUTHORITY else target.group
        block = found.get(lane, {}).get(target.key)
        if block is not None and lane not in lanes_seen:
            lanes_seen.add(lane)
            block.parts[node.kind].append(node)


def _lane(authority: Node, blocks: dict[str, Block]) -> Lane:
    lane = Lane(authority.key, blocks=list(blocks.values()))
    left = float(GAP)
    for block in lane.blocks:
        block.left, block.width = left, _width(block)
        left += block.width + GAP
    lane.width = left
    rows = _judgement_rows(lane.blocks)
    top = GAP + 22.0
    for kind in _ZONES:
        height = _zone_height(kind, lane.blocks, rows)
        if not height:
            continue
        lane.zones.append((kind, top + (height / 2 if kind is Kind.INSPECTION else 10)))
        for block in lane.blocks:
            lane.places |= _zone(kind, block, top, height, rows)
        top += height + GAP * (0.6 if kind is Kind.INSPECTION else 0.8)
    lane.height = top + 4
    return lane


def _width(block: Block) -> float:
    """As wide as an inspection; wider where many people or recommendations would make it high."""
    people, asked = len(block.parts[Kind.PERSON]), len(block.parts[Kind.RECOMMENDATION])
    person, recommendation = SIZES[Kind.PERSON][0] + STEP, SIZES[Kind.RECOMMENDATION][0] + STEP
    columns = math.ceil(people / 5) if people <= 20 else math.ceil(math.sqrt(people / 1.6))
    least = 5 if asked <= 20 else math.ceil(math.sqrt(asked * 1.6))
    return float(max(SIZES[Kind.INSPECTION][0], columns * person - STEP, least * recommendation - STEP))


def _judgement_rows(blocks: Sequence[Block]) -> dict[str, int]:
    """Judgement → its row. An aspect that several inspections grade has the same rows in each of them; one
    that a single inspection grades takes rows that are free there."""
    graded: dict[tuple[tuple[int | str, ...], str], list[list[Node]]] = defaultdict(list)
    for block in blocks:
        here: dict[tuple[tuple[int | str, ...], str], list[Node]] = defaultdict(list)
        for node in block.parts[Kind.JUDGEMENT]:
            here[node.order, node.sub].append(node)
        for aspect, nodes in here.items():
            graded[aspect].append(nodes)
    rows: dict[str, int] = {}
    level = 0
    for _, shared in sorted((aspect, nodes) for aspect, nodes in graded.items() if len(nodes) > 1):
        rows |= {node.key: level + place for nodes in shared for place, node in enumerate(nodes)}
        level += max(map(len, shared))
    for block in blocks:
        free = count()
        taken = {rows[node.key] for node in block.parts[Kind.JUDGEMENT] if node.key in rows}
        for node in block.parts[Kind.JUDGEMENT]:
            if node.key not in rows:
                rows[node.key] = next(row for row in free if row not in taken)
    return rows


def _columns(kind: Kind, block: Block) -> int:
    return max(1, int((block.width + STEP) // (SIZES[kind][0] + STEP)))


def _zone_height(kind: Kind, blocks: Iterable[Block], rows: dict[str, int]) -> float:
    step = SIZES[kind][1] + STEP
    if kind is Kind.INSPECTION:
        return float(step)
    if kind is Kind.JUDGEMENT:
        return float((max(rows.values(), default=-1) + 1) * step)
    return float(max((math.ceil(len(b.parts[kind]) / _columns(kind, b)) for b in blocks), default=0) * step)


def _zone(kind: Kind, block: Block, top: float, height: float, rows: dict[str, int]) -> dict[str, Place]:
    """The places of one block's nodes of a kind: the centre of each."""
    middle = block.left + block.width / 2
    size, step = SIZES[kind], SIZES[kind][1] + STEP
    if kind is Kind.INSPECTION:
        return {block.key: (middle, top + height / 2)}
    if kind is Kind.JUDGEMENT:
        return {n.key: (middle, top + rows[n.key] * step + size[1] / 2) for n in block.parts[kind]}
    nodes = block.parts[kind]
    columns = min(_columns(kind, block), max(1, len(nodes)))
    lines = math.ceil(len(nodes) / columns)
    if kind is Kind.DOCUMENT:  # next to their inspection, which stands below
        top += height - lines * step
    left = middle - (columns * (size[0] + STEP) - STEP) / 2 + size[0] / 2
    return {
        node.key: (left + (place % columns) * (size[0] + STEP), top + (place // columns) * step + size[1] / 2)
        for place, node in enumerate(nodes)
    }


def _closed(network: Network) -> list[Node]:
    """The authorities that are drawn closed, by name."""
    every = network.of(Kind.AUTHORITY)
    most = CELLS if network.plain else CELLS // 2  # each with its latest inspection
    if len(every) <= most:
        return every
    beside = network.neighbours()
    kept = {node.key for node in sorted(every, key=lambda node: -len(beside[node.key]))[:most]}
    return [node for node in every if node.key in kept]


def overview(network: Network) -> Overview:
    """Columns of closed authorities by region, like a directory: about as wide as a screen is high by 1.7. In a plain
    network there are no headings, and no latest inspection below each."""
    graded = {judgement.group for judgement in network.of(Kind.JUDGEMENT)}
    newest: dict[str, Node] = {}
    for inspection in network.of(Kind.INSPECTION):
        if inspection.key in graded or newest.get(inspection.group, inspection).key not in graded:
            newest[inspection.group] = inspection
    shown = sorted(_closed(network), key=lambda node: (node.sub == "", node.sub))
    regions = Counter(node.sub for node in shown)
    step = PLAIN_CELL if network.plain else CELL[1]
    high = max(2, math.ceil(math.sqrt((len(shown) + len(regions) * 0.5) * CELL[0] / step / 1.7)))
    found = Overview()
    column, row = 0, 0.0
    heading: str | None = "" if network.plain else None
    for node in shown:
        begins = node.sub != heading  # a region begins where two of it have room
        if row and row + (0.4 + min(2, regions[node.sub]) if begins else 1) > high + 0.5:
            column, row = column + 1, 0.0
        if not network.plain and (begins or not row):
            found.headings.append((node.sub or "No region", float(column * CELL[0]), row * step + 14))
            heading, row = node.sub, row + 0.4
        x = column * CELL[0] + (CELL[0] - GAP / 2) / 2
        y = row * step + SIZES[Kind.AUTHORITY][1] / 2 - 6
        found.places[node.key] = (x, y)
        if not network.plain and node.key in newest:
            found.places[newest[node.key].key] = (x, y + SIZES[Kind.AUTHORITY][1])
        row += 1
    found.width = (column + 1) * CELL[0]
    return found
