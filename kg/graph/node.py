"""A fact ready for the graph, and what its document's names mean there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.graph.nquads import iri
from kg.model import Span
from kg.resolve.paths import document
from kg.resolve.result import DocumentResolution


class FactNode(NamedTuple):
    """A fact ready for the graph: its path, its class's local name, its (predicate, object) terms, and what
    its record keeps. `place` is where a recommendation says that it stands."""

    path: str
    kind: str
    pairs: tuple[tuple[str, str], ...]
    inspection: str = ""
    body: str = ""
    subject: str = ""
    value: str = ""
    covers: tuple[str, ...] = ()
    place: str = ""
    text: str = ""
    themes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What a document's names mean, as terms below the base. `statistics`: the paths of statistics by their keys;
    `findings`: of findings by the places to which actions respond."""

    resolution: DocumentResolution
    base: str
    statistics: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[Span, Sequence[str]] = field(default_factory=dict)

    def about_path(self) -> str:
        """Path of the authority that the document is about, "" where there is none."""
        return next((path for path in self.resolution.about if path.startswith("authority/")), "")

    def about_gss(self) -> str:
        """Code of the authority that the document is about, "" where there is none."""
        return next((path.split("/")[1] for path in self.resolution.about if "/" in path), "")

    def thing(self, name: str) -> str:
        """Path of an organisation or service by its name, "" where it is not known."""
        return self.resolution.organisations.get(name) or self.resolution.services.get(name, "")

    def term(self, path: str) -> str:
        """A path as an IRI term."""
        return iri(self.base + path)

    def speaker(self, name: str, kind: str) -> str:
        """Path of a quotation's speaker, "" where it is not exactly one known thing."""
        if kind == "document":
            return document(self.resolution.document)
        found = {path for (person, _), path in self.resolution.people.items() if person == name}
        found = found or {path for path in [self.resolution.organisations.get(name, "")] if path}
        found = found or {path for ref, path in self.resolution.bodies.items() if ref.name == name}
        return found.pop() if len(found) == 1 else ""
