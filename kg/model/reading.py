"""All that one document gives, ready for resolution and the graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model.document import CatalogueEntry, Problem, Span
from kg.model.facts import BodyRef, Fact, InspectionMention, ToldPublication


@dataclass(frozen=True, slots=True)
class Passage:
    """A span with what it says and where it stands, ready for the graph."""

    start: int
    end: int
    exact: str
    page: int
    section: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document gives: what it is, what it states, and the passages that its facts rest on.

    `about` names the bodies it is about as written; `genre` is a notation; `issued` what the document prints, else "".
    `shingles` are hashes of word sequences, by which copies of one work are recognised. `fact_count` is the number of
    facts that the document states, where not all of them are at hand. `told` is what dates a piece that prints no date.
    """

    id: str
    path: str
    sha256: str
    format: str
    page_count: int
    title: str
    genre: str
    publisher: str
    author: str
    issued: str
    about: tuple[BodyRef, ...]
    catalogue: CatalogueEntry
    inspections: tuple[InspectionMention, ...]
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]
    shingles: frozenset[int] = frozenset()
    fact_count: int = 0
    told: ToldPublication | None = None

    def passage_of(self, span: Span) -> Passage:
        """The passage of a fact's span. Raises KeyError when the reading does not hold it."""
        for passage in self.passages:
            if (passage.start, passage.end) == (span.start, span.end):
                return passage
        raise KeyError(span)


def spans_of(facts: Iterable[Fact], *others: Span) -> tuple[Span, ...]:
    """Every span that the facts rest on, and others, each once, in the order of the text."""
    spans = {*others, *(span for fact in facts for span in fact.evidence)}
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))
