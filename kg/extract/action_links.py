"""Which findings an action responds to, where the text says so: it begins "In response, …", or was taken "in response to
this", right after a sentence that criticises something. What only seems to follow from it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.finding_polarity import IMPROVEMENT
from kg.model import Action, Document, Fact, Finding, Span

_MATTER = r"(?:issues?|concerns?|weaknesses|shortfalls?|deficits?|gaps?|challenges?|findings?|crisis|risks?|delays?)"
_THIS = rf"(?:this|these|those)(?:\s{_MATTER})?"
_RESPONDS = re.compile(
    rf"\s*(?:In\s(?:direct\s)?response(?:,\s|\sto\s{_THIS},?\s)|To\s(?:address|tackle|remedy|respond\sto)\s{_THIS},?\s"
    rf"|[^,;:]{{3,110}}?\b(?:in\sresponse\sto|to\s(?:address|tackle|remedy|respond\sto))\s{_THIS}(?=[.,;]|\sand\b|$))"
)
_GAP = re.compile(r"[\s.;:•◼▪■“”\"]*(?:\d{1,3}\.\s*)?")
EXAMPLES: tuple[tuple[str, bool], ...] = (
    ("In response, the council has appointed two officers.", True),
    ("In response to these concerns, the board commissioned a review.", True),
    ("To address this, leaders have recruited ten workers.", True),
    ("A new strategy has been created in response to this and is due to start.", True),
    ("In response to a rise in referrals, the council opened a team.", False),
    ("The council has reviewed its response to children who go missing.", False),
    ("This audit is planned, and is not in response to any concerns.", False),
)
"""Sentences, and whether they say that they respond to the one before."""


def responds(sentence: str) -> bool:
    """Whether a sentence says that what it tells of responds to what was said right before."""
    return _RESPONDS.match(sentence) is not None


def answering(document: Document, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, the actions among them with the findings that they respond to."""
    text = document.text
    places = [one.evidence[0] for one in facts if isinstance(one, Finding) and one.polarity == IMPROVEMENT]
    for fact in facts:
        if not isinstance(fact, Action) or not responds(text[fact.evidence[0].start : fact.evidence[0].end]):
            yield fact
            continue
        start = fact.evidence[0].start
        before = {place for place in places if place.end <= start and _GAP.fullmatch(text, place.end, start)}
        yield replace(fact, responds_to=tuple(sorted(before, key=_place))) if before else fact


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
