"""What a report, or a piece about it, finds: stated strengths and areas for improvement.

A finding is a sentence that praises or criticises by the cues of the vocabulary `polarity-cue`; one that does both is
two findings, each with its own clause. Facts about the area, what is asked for, what every report says, quoted speech and
broken sentences are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.finding_clauses import Clause, clauses
from kg.extract.finding_frames import leaning, reports, turns, voices
from kg.extract.finding_links import MARK, linked
from kg.extract.finding_phrases import Hit, Hits, even
from kg.extract.finding_places import Passage, Place, passages
from kg.extract.finding_polarity import IMPROVEMENT, cue_finder
from kg.extract.patterns import sentences
from kg.extract.running_words import GRADE, counts, strong
from kg.extract.themes import theme_finder, themes_among
from kg.model import OWN, BodyRef, Document, Finding, Problem, Recommendation, Severity, Span
from kg.vocabulary import Lexicon

LEAST_CHARACTERS = 25
MOST_CHARACTERS = 900
_LEANING_ONLY = 0.6
_BOILERPLATE = re.compile(
    r"It\s+is\s+Ofsted[’']?s\s+expectation|Ofsted\s+produces\s+this|This\s+report\s+includes|If\s+you\s+would\s+like"
    r"|You\s+(?:can|may)\b|This\s+document\b|(?:The|Our)\s+judgements?\s+(?:about|that)\b.{0,60}\bmade\s+on"
    r"|Inspectors?\s+(?:met|spoke|visited|evaluated|looked|read|tracked|sampled|considered)\b"
    r"|The\s+(?:last|previous)\s+(?:inspection|Ofsted)\b|(?:In|At)\s+(?:the|its|their)\s+(?:last|previous)\s+inspection\b"
    r"|The\s+local\s+authority\s+was\s+judged\b"
)
_QUOTED = re.compile(r"[“\"][^”\"]{25,}[”\"]|(?<![\w’'])[‘'](?:I|We|My|It|They|She|He)\b[^’]{20,}[’']")
_OPENING = re.compile(r"[“‘\"]")
_QUOTED_SHARE = 0.5
_SINCE = re.compile(r"\b(?:since|from|after)\b[^.;]*$")
"""Before the grade of an inspection that is over."""
_JUDGING = frozenset({"praise", "mild-praise", "criticism", "mild-criticism", "shortfall", "need"})


class _Found(NamedTuple):
    """A finding before it is one: its clause, where it stands, and its mark ("" without numbers, None for no mark)."""

    clause: Clause
    place: Place
    mark: str | None


def findings(
    document: Document,
    lexicon: Lexicon,
    body: BodyRef,
    pieces: Sequence[tuple[int, int]] | None,
    recommendations: Sequence[Recommendation],
    told: Sequence[tuple[int, int]] = (),
) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """Every strength and area for improvement that a document states, in order.

    Args:
        body: the inspected body; the part on the board gives its findings to the board.
        pieces: (start, end) of the paragraphs of a piece of running text, in order: only what it says that the
            inspectorate found counts. None for a report, which is read by its headings.
        recommendations: those of the report, which "(Recommendation)" marks lead to.
        told: (start, end) of the parts of running text in which every sentence tells what was found.
    """
    evened = even(document.text)
    cues = Hits(cue_finder(lexicon).find(document.text, evened))
    if pieces is None:
        judged = _in_report(document, lexicon, evened, cues, body, recommendations)
    else:
        judged = _in_running_text(document, evened, cues, body, pieces, told)
    found = list(judged)
    themes = Hits(theme_finder(lexicon).find(document.text, evened)) if found else Hits(())
    facts = [_finding(document, one, themes) for one in found]
    marked = {index: one.mark for index, one in enumerate(found) if one.mark is not None}
    return linked(facts, marked, recommendations), () if facts or pieces is not None else (_nothing(document),)


def _nothing(document: Document) -> Problem:
    what = "no strength and no area for improvement could be read"
    return Problem(document.path, Severity.WARNING, "document", what, "read its sections of findings yourself")


def _in_report(
    document: Document,
    lexicon: Lexicon,
    evened: str,
    cues: Hits,
    body: BodyRef,
    recommendations: Sequence[Recommendation],
) -> Iterator[_Found]:
    for passage in passages(document, lexicon, body, recommendations):
        yield from _in_passage(document.text, evened, cues, passage)


def _in_passage(text: str, evened: str, cues: Hits, passage: Passage) -> Iterator[_Found]:
    found: list[_Found] = []
    for start, end, mark in _marked_sentences(text, passage):
        opens = passage.open_end and start == passage.start
        closes = mark is not None or (passage.open_end and end == passage.end)
        if _is_sound(text, start, end, opens, closes) and not _is_aside(text, start, end):
            leaning = IMPROVEMENT if mark is not None else passage.place.leaning
            judged = clauses(text, evened, start, end, cues.within(start, end), leaning)
            found += [_Found(clause, passage.place, None) for clause in judged]
        if mark is not None and found:
            at = _last_criticism(found)
            found[at] = found[at]._replace(mark=mark)
    yield from found


def _last_criticism(found: Sequence[_Found]) -> int:
    """What a mark is about: the area for improvement before it in its paragraph, else the last finding of all."""
    bad = [index for index, one in enumerate(found) if one.clause.polarity == IMPROVEMENT]
    return bad[-1] if bad else len(found) - 1


def _marked_sentences(text: str, passage: Passage) -> Iterator[tuple[int, int, str | None]]:
    """The sentences of a passage without their "(Recommendation)" marks, with what the mark after each prints: "" for
    no numbers, None for no mark."""
    at = passage.start
    for match in MARK.finditer(text, passage.start, passage.end):
        before = list(sentences(text, at, match.start()))
        for index, (start, end) in enumerate(before, start=1):
            yield start, end, (match["numbers"] or "") if index == len(before) else None
        at = match.end()
    for start, end in sentences(text, at, passage.end):
        yield start, end, None


def _in_running_text(
    document: Document,
    evened: str,
    cues: Hits,
    body: BodyRef,
    pieces: Sequence[tuple[int, int]],
    told: Sequence[tuple[int, int]],
) -> Iterator[_Found]:
    text = document.text
    spoken = list(voices(text, pieces))
    before = False
    last: tuple[int, int] | None = None
    for piece_start, piece_end in pieces:
        for start, end in sentences(text, piece_start, piece_end):
            if turns(text, start, end):
                before, last = True, (start, end)
                continue
            before = reports(text, start, end, spoken, before, last) or any(a <= start < b for a, b in told)
            last = start, end
            if before and _is_sound(text, start, end, False, end == piece_end):
                for clause in clauses(
                    text, evened, start, end, _without_grades(text, start, end, cues), leaning(text, start, end)
                ):
                    yield _Found(clause, Place(body, aspect=""), None)


def _without_grades(text: str, start: int, end: int, cues: Hits) -> list[Hit]:
    """The cues of a sentence of the press that are no grades: what only says a grade is a judgement and no finding."""
    sentence = text[start:end]
    grades = [
        (start + match.start(), start + match.end())
        for match in GRADE.finditer(sentence)
        if counts(sentence, match) and strong(sentence, match, 0)
    ]
    hits = cues.within(start, end)
    old = [place for place in grades if _SINCE.search(text, max(start, place[0] - 60), place[0])]
    others = [hit for hit in hits if not any(a <= hit[0] < b for a, b in grades)]
    if not any(hit[2] in _JUDGING for hit in others):
        return others
    return [hit for hit in hits if not any(a <= hit[0] < b for a, b in old)]


def _is_sound(text: str, start: int, end: int, opens: bool, closes: bool) -> bool:
    """Is it a whole sentence? A text that lost words in a conversion has fragments that begin or stop anywhere. What
    `opens` and `closes` a list's item, or stands before a mark, needs no capital or no full stop."""
    if not LEAST_CHARACTERS <= end - start <= MOST_CHARACTERS or (text[start].islower() and not opens):
        return False
    return closes or text[end - 1] in '.!?”’)"'


def _is_aside(text: str, start: int, end: int) -> bool:
    """What every report says, what it says of an earlier inspection, and the words of those whom it quotes."""
    if _BOILERPLATE.match(text, start, end):
        return True
    if not _OPENING.search(text, start, end):
        return False
    quoted = sum(match.end() - match.start() for match in _QUOTED.finditer(text, start, end))
    return quoted > _QUOTED_SHARE * (end - start)


def _finding(document: Document, one: _Found, themes: Hits) -> Finding:
    clause, place = one.clause, one.place
    return Finding(
        evidence=(Span(clause.start, clause.end),),
        confidence=clause.balance.confidence if clause.by_cues else _LEANING_ONLY,
        extractor="findings.cues" if clause.by_cues else "findings.heading",
        inspection=OWN,
        body=place.body,
        polarity=clause.polarity,
        text=document.flat(clause.start, clause.end),
        aspect=place.aspect,
        themes=themes_among(themes.within(clause.start, clause.end)),
        paragraph=place.paragraph,
    )
