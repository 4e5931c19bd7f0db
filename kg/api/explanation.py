"""A thing of the graph explained: its values, the passages that state it in their context, and what rests on
what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

SHOWN = 20
"""Facts about a thing that a printed explanation names; the rest is counted."""
WIDTH = 100


@dataclass(frozen=True, slots=True)
class PassageInContext:
    """Words of a document that state a fact.

    Attributes:
        iri: the passage. document: path of the document's file as it was given. title: the document's.
        page: from 1, in the document; section: title of the heading above it, or "".
        start, end: first character and the one after the last, counted in the document's text.
        exact: the words. before, after: the text around them, up to 160 characters, on one line.
        confidence: how sure the rule is, 0 to 1, or None. extractor: the rule's name, or "".
    """

    iri: str
    document: str
    title: str
    page: int
    section: str
    start: int
    end: int
    exact: str
    before: str
    after: str
    confidence: float | None
    extractor: str

    def lines(self) -> Iterator[str]:
        """Where it stands, what it says, who read it."""
        where = [self.document, f"page {self.page}", f"characters {self.start}-{self.end}"]
        yield ", ".join(where)
        if self.title:
            yield f"  title: {self.title}"
        if self.section:
            yield f"  section: {self.section}"
        marked = f"{self.before}»{' '.join(self.exact.split())}«{self.after}"
        yield from wrap(marked, WIDTH, initial_indent="    ", subsequent_indent="    ")
        if self.extractor:
            yield f"  read by: {self.extractor}, confidence {self.confidence}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the graph says of one thing, and why. `str()` gives it as text to read.

    Attributes:
        iri: the thing. kinds: local names of its classes.
        values: (property, value) in alphabetical order, without evidence: concepts by notation, things by the
            part of their IRI below the base.
        passages: what states it, the surest first; empty for what no document states.
        reason: for what was derived, a sentence. rests_on: the facts that it was derived from.
        facts: IRIs of the facts that speak of it.
    """

    iri: str
    kinds: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    passages: tuple[PassageInContext, ...]
    reason: str = ""
    rests_on: tuple[Explanation, ...] = ()
    facts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{', '.join(self.kinds) or 'Thing'}  {self.iri}"
        width = max((len(name) for name, _ in self.values), default=0)
        for name, value in self.values:
            yield f"  {name:<{width}}  {' '.join(value.split())}"
        if self.reason:
            yield f"Why: {self.reason}"
        yield from self._evidence()
        for number, fact in enumerate(self.rests_on, 1):
            yield f"\nRests on {number} of {len(self.rests_on)}:"
            yield from (f"  {line}" for line in fact._lines())
        yield from self._about()

    def _evidence(self) -> Iterator[str]:
        for number, passage in enumerate(self.passages, 1):
            first, *rest = passage.lines()
            yield f"\nStated {number} of {len(self.passages)}: {first}"
            yield from rest

    def _about(self) -> Iterator[str]:
        if self.facts:
            yield f"\nFacts that speak of it: {len(self.facts)}"
            yield from (f"  {fact}" for fact in self.facts[:SHOWN])
            if len(self.facts) > SHOWN:
                yield f"  and {len(self.facts) - SHOWN} more"
