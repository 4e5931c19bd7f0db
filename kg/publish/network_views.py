"""Other views of a build's picture: the same things, put in lanes by theme, by person, or by what was asked again.

A view is a network like that of the whole, and drawn by the same page: what an authority is there (a lane that opens)
is here a theme or a person, what an inspection is there (a block in a lane) is here a year or an inspection.
`names` says so in the legend.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kg.publish.network_model import Kind, Link, Network, Node

Names = Mapping[Kind, tuple[str, str]]
"""What things of a kind are called, one and many."""

NAMES: Names = {
    Kind.AUTHORITY: ("Authority", "Authorities"),
    Kind.INSPECTION: ("Inspection", "Inspections"),
    Kind.JUDGEMENT: ("Judgement", "Judgements"),
    Kind.RECOMMENDATION: ("Recommendation", "Recommendations"),
    Kind.PERSON: ("Person", "People"),
    Kind.DOCUMENT: ("Document", "Documents"),
}


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at a build. `name` leads to its page, which `title` heads; `file` is the page's name in the build's
    folder."""

    name: str
    title: str
    file: str
    make: Callable[[Network], Network]
    names: Names


def by_theme(network: Network) -> Network:
    """A lane for each theme, in it a block for each year with what inspections of that year asked for. An authority
    that was asked in several years stands at one height, with the overall grade that it had."""
    found = _empty(network)
    found.plain = True
    for asked in network.of(Kind.RECOMMENDATION):
        inspection = network.nodes.get(asked.group)
        body = network.nodes.get(inspection.group) if inspection else None
        if inspection is None or body is None:
            continue
        for notation, label in asked.themes:
            lane = found.authority(f"theme/{notation}", label)
            when = str(asked.year or "No date")
            block = found.add(Node(f"{lane}/{when}", Kind.INSPECTION, when, f"{label}, {when}", year=asked.year))
            block.group, block.order = lane, (when,)
            node = found.add(_copy(asked, f"{lane}/{asked.key}", Kind.JUDGEMENT, block.key, asked.year))
            node.label, node.sub, node.grade = body.label, body.key, inspection.grade
            node.order = (body.label.casefold(),)
            found.connect(lane, block.key, Link.INSPECTED, "asked in")
            found.connect(block.key, node.key, Link.ASKED, "asked for")
    return found


def by_person(network: Network) -> Network:
    """A lane for each person, in it the inspections that the person took part in and the offices held."""
    found = _empty(network)
    for edge in sorted(network.edges):
        person, place = network.nodes[edge.source], network.nodes[edge.target]
        if person.kind is not Kind.PERSON or place.kind not in (Kind.INSPECTION, Kind.AUTHORITY):
            continue
        lane = found.add(_copy(person, person.key, Kind.AUTHORITY, "", 0))
        lane.order = (person.label.casefold(),)
        lane.sub = "Took part in inspections" if edge.link is Link.TOOK_PART else "In office"
        body = network.nodes.get(place.group, place)
        block = found.add(_copy(place, f"{person.key}/{place.key}", Kind.INSPECTION, lane.key, place.year))
        block.label, block.sub = body.label, place.label if place is not body else edge.title
        block.grade, block.order = place.grade, place.order[:1]
        found.connect(lane.key, block.key, Link.INSPECTED, edge.title)
    return found


def asked_again(network: Network) -> Network:
    """Only recommendations that ask again for what had been asked for, with those that had asked, and their places."""
    again = {edge: None for edge in network.edges if edge.link is Link.AGAIN}
    kept = {key for edge in again for key in (edge.source, edge.target)}
    places = {network.nodes[key].group for key in kept}
    places |= {network.nodes[key].group for key in places if key in network.nodes}
    nodes = {key: node for key, node in network.nodes.items() if key in kept | places}
    edges = {edge: None for edge in network.edges if edge.source in nodes and edge.target in nodes}
    return Network(nodes, edges, network.grades, network.documents)


VIEWS: Mapping[str, View] = {
    "theme": View(
        "Themes",
        "Recommendations by theme",
        "graph-themes.html",
        by_theme,
        {
            **NAMES,
            Kind.AUTHORITY: ("Theme", "Themes"),
            Kind.INSPECTION: ("Year", "Years"),
            Kind.JUDGEMENT: ("Recommendation", "Recommendations"),
        },
    ),
    "people": View(
        "People",
        "People, and where documents name them",
        "graph-people.html",
        by_person,
        {**NAMES, Kind.AUTHORITY: ("Person", "People"), Kind.INSPECTION: ("Role", "Roles")},
    ),
    "recurrences": View(
        "Asked again", "Recommendations that were made again", "graph-recurrences.html", asked_again, NAMES
    ),
}
"""Every view beside the whole, by the name that `kg view --by` takes."""


def _empty(network: Network) -> Network:
    return Network({}, {}, network.grades, network.documents)


def _copy(node: Node, key: str, kind: Kind, group: str, year: int) -> Node:
    """A thing as another kind, at another place."""
    return replace(node, key=key, kind=kind, group=group, year=year, facts=list(node.facts), quotes=list(node.quotes))
