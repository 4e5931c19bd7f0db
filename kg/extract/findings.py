"""What a report or a piece about it finds: stated strengths and areas for improvement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.finding_clauses import Clause, clauses
from kg.extract.finding_phrases import Hits, even
from kg.extract.finding_places import Passage, Place, passages
from kg.extract.finding_polarity import cue_finder
from kg.extract.patterns import sentences
from kg.extract.themes import theme_finder, themes_among
from kg.model import OWN, BodyRef, Document, Finding, Problem, Recommendation, Span
from kg.vocabulary import Lexicon


def findings(
    document: Document,
    lexicon: Lexicon,
    body: BodyRef,
    pieces: Sequence[tuple[int, int]] | None,
    recommendations: Sequence[Recommendation],
) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    text = document.text
    evened = even(text)
    cues = Hits(cue_finder(lexicon).find(text, evened))
    themes = Hits(theme_finder(lexicon).find(text, evened))
    found = []
    for passage in passages(document, lexicon, body, recommendations):
        for start, end in sentences(text, passage.start, passage.end):
            if not _sane(text, start, end): continue
            for c in clauses(text, evened, start, end, cues.within(start, end)):
                found.append(Finding(evidence=(Span(c.start, c.end),), confidence=c.balance.confidence, extractor="findings", inspection=OWN, body=passage.place.body,
                  polarity=c.polarity, text=document.flat(c.start, c.end), aspect=passage.place.aspect, themes=themes_among(themes.within(c.start, c.end)), paragraph=passage.place.paragraph))
    return tuple(found), ()

def _sane(text, start, end):
    return end-start>=25 and text[end-1] in '.!?)' and not text[start].islower()
