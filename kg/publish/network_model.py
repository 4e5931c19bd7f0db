"""The picture of a build as data: things to draw, what connects them, and what is said when one is clicked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kg.vocabulary import Concept


class Kind(StrEnum):
    """Kinds of things that are drawn, in the order of the legend."""

    AUTHORITY = "authority"
    INSPECTION = "inspection"
    JUDGEMENT = "judgement"
    RECOMMENDATION = "recommendation"
    PERSON = "person"
    DOCUMENT = "document"


class Link(StrEnum):
    """Kinds of connections. The first six belong to a thing's place, the others run across."""

    INSPECTED = "inspected"
    GRADED = "graded"
    ASKED = "asked"
    STATES = "states"
    ABOUT = "about"
    TOOK_PART = "took part"
    OFFICE = "holds office"
    CHANGE = "changed"
    CONFLICT = "disagrees"
    AGAIN = "asked again"


OTHERS = "documents"
"""Key of the group that stands in for the authority of documents which name none."""


class Quote(NamedTuple):
    """Words that state a fact: at most 300 characters, the key of their document, the page (0: not known), what it is
    that they say, where the node does not tell, and their first and last character in the document's text."""

    text: str
    document: str
    page: int
    says: str = ""
    start: int = 0
    end: int = 0

    def saying(self, says: str) -> Quote:
        """The same words, with what they say."""
        return self._replace(says=says)

    @property
    def place(self) -> tuple[str | int, ...]:
        """All but what they say."""
        return (*self[:3], *self[4:])


@dataclass(slots=True)
class Node:
    """A thing to draw.

    Attributes:
        key: path of its IRI below the base; what permalinks name.
        label: a few words for the picture; sub: a second line; title: what it is in full.
        grade: notation of the grade, of a judgement and of an inspection as a whole, or "".
        year: 0 where none is known.
        group: key of the inspection or authority that it stands beside, or "".
        facts: (what, value), in the order in which they are shown.
        quotes: words that state it, the primary document's first.
        order: place among its like.
        themes: (notation, label) of what a recommendation is about.
    """

    key: str
    kind: Kind
    label: str
    title: str
    sub: str = ""
    grade: str = ""
    year: int = 0
    group: str = ""
    order: tuple[int | str, ...] = ()
    facts: list[tuple[str, str]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    themes: tuple[tuple[str, str], ...] = ()

    def state(self, what: str, value: str) -> None:
        """Add a fact, unless it says nothing or stands there already."""
        if value and (what, value) not in self.facts:
            self.facts.append((what, value))

    def cite(self, quotes: Iterable[Quote]) -> None:
        """Add words, each once, with everything that they say."""
        for quote in quotes:
            place = quote.place
            held = next((i for i, other in enumerate(self.quotes) if other.place == place), None)
            if held is None:
                self.quotes.append(quote)
            elif quote.says not in self.quotes[held].says.split("; "):
                said = "; ".join(filter(None, (self.quotes[held].says, quote.says)))
                self.quotes[held] = quote.saying(said)


class Edge(NamedTuple):
    """A connection between two nodes, by their keys. `title` says it in words."""

    source: str
    target: str
    link: Link
    title: str = ""


@dataclass(slots=True)
class Network:
    """What a page shows. `grades` are the concepts that occur, the best first, those without rank last;
    `documents`: key → (title, file) of everything that is quoted, also what is not drawn; `plain`: a closed lane stands
    for itself, without a heading and without the latest block in it."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[Edge, None] = field(default_factory=dict)
    grades: Sequence[Concept] = ()
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)
    plain: bool = False

    def add(self, node: Node) -> Node:
        """Add a node, or give the one that has its key."""
        return self.nodes.setdefault(node.key, node)

    def authority(self, key: str, name: str) -> str:
        """The key of an authority's node, which is made if need be; "" for ""."""
        if key:
            self.add(Node(key, Kind.AUTHORITY, name or key, name or key, order=((name or key).casefold(),)))
        return key

    def connect(self, source: str, target: str, link: Link, title: str = "") -> None:
        """Connect two nodes that are there; each connection once."""
        if source in self.nodes and target in self.nodes and source != target:
            self.edges[Edge(source, target, link, title)] = None

    def of(self, kind: Kind) -> list[Node]:
        """The nodes of a kind, in order."""
        return sorted((n for n in self.nodes.values() if n.kind is kind), key=lambda n: (n.order, n.key))

    def neighbours(self) -> dict[str, set[str]]:
        """Keys connected to each key."""
        found: dict[str, set[str]] = {key: set() for key in self.nodes}
        for edge in self.edges:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
        return found

    def around(self, key: str, depth: int) -> Network:
        """What can be reached from a node in so many steps, with the inspections and authorities that these
        belong to."""
        beside = self.neighbours()
        reached = ring = {key}
        for _ in range(depth):
            ring = {other for one in ring for other in beside[one]} - reached
            reached = reached | ring
        kept = reached | set(self._places(reached))
        nodes = {name: node for name, node in self.nodes.items() if name in kept}
        edges = {edge: None for edge in self.edges if edge.source in kept and edge.target in kept}
        return Network(nodes, edges, self.grades, self.documents, self.plain)

    def _places(self, keys: Iterable[str]) -> Iterator[str]:
        """The inspection of a judgement or recommendation, and the authority of an inspection."""
        for key in keys:
            group = self.nodes[key].group
            while group in self.nodes:
                yield group
                group = self.nodes[group].group
