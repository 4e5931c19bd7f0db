"""Grades that a sentence takes up from what stands before it: the grade of the sentence before, the answer to a question,
the grade just named at another time as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.grades import grade_of
from kg.extract.mentions import Sentence
from kg.extract.running_aspects import Aspects, labels_of
from kg.extract.running_ways import AGAIN_AT
from kg.extract.running_words import GRADE, counts
from kg.model import Span
from kg.vocabulary import Lexicon

_ANSWER = re.compile(rf"\W*(?:an?\s+)?(?:{GRADE.pattern})\W*", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:verdict|rating|grade|judge?ment|result|outcome)\b[^.;]{0,12}\?\s*$", re.IGNORECASE)
_SAME = re.compile(
    r"^(?:The\s+same\s+(?:goes|is\s+true|applies|was\s+true|went|holds|(?:grade|rating|judge?ment)\s+(?:was|went))|Ditto)\b|^(?:So|As)\s+(?:is|are|was|were|did|do|does)\b|^(?:That|This|It)\s+(?:is|was)\s+(?:also\s+)?(?:the|its|our|their)\s+(?:overall\s+)?(?:grade|rating|judge?ment|verdict)\b",
    re.IGNORECASE,
)
_THAT_GRADE = re.compile(
    r"\b(?:gave|gives|given|received|got|went|goes|awarded|handed|applied|applies)\b[^.;:]{0,40}?\b(?:that|the\s+same|this)\s+(?:grade|rating|mark|judge?ment|verdict)\s+(?:also\s+)?(?:to|for|in)\s"
    r"|\b(?:that|the\s+same|this)\s+(?:grade|rating|mark|judge?ment|verdict)\s+(?:was\s+(?:also\s+)?(?:given|handed|awarded)|(?:also\s+)?(?:went|applied|applies|goes))\s+(?:to|for)\s",
    re.IGNORECASE,
)
"""The grade of the sentence before, given to what follows: "gave that grade to leadership and to help and protection"."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A grade that a sentence states, for which aspects."""

    aspects: Aspects
    grade: str
    grade_words: str
    span: Span
    sentence: Sentence
    earlier: bool
    at: int
    """Offset of the grade in the document."""


def the_same(sentence: Sentence, before: Sentence | None, lexicon: Lexicon) -> Iterator[Stated]:
    """The grade of the sentence before, of which this one says what it is for: "Good. That is the overall grade"."""
    text = sentence.flat.text
    that = _THAT_GRADE.search(text)
    again = before and (_SAME.match(text) or that) and not GRADE.search(text)
    grades = list(GRADE.finditer(before.flat.text)) if before and again else []
    if not before or len(grades) != 1 or (that and not counts(before.flat.text, grades[0])):
        return
    first = before.flat.span(grades[0].start(), grades[0].end())
    aspects = aspects_of(text[that.end() :] if that else text, lexicon)
    aspects = aspects or (("overall-effectiveness", ("overall-effectiveness",), ""),)
    words = grades[0].group()
    yield Stated(aspects, grade_of(grades[0]), words, Span(first.start, sentence.end), sentence, False, first.start)


def once_more(sentence: Sentence, stated: Sequence[Stated]) -> Iterator[Stated]:
    """The grade that a sentence has just named, for the other time at which it says that it was given."""
    for match in AGAIN_AT.finditer(sentence.flat.text):
        at = sentence.flat.places[match.start()]
        before = [one for one in stated if one.at < at]
        if before:
            span = Span(before[-1].span.start, max(before[-1].span.end, sentence.flat.places[match.end() - 1]))
            yield replace(before[-1], span=span, earlier=False, at=at)


def answered(sentence: Sentence, before: Sentence | None, lexicon: Lexicon) -> Iterator[Stated]:
    """A grade that answers the question before it: "And leadership? Inadequate.", "The verdict? Good." """
    match = _ANSWER.fullmatch(sentence.flat.text)
    grade = GRADE.search(sentence.flat.text) if match else None
    if not grade or not before or not before.flat.text.rstrip().endswith("?"):
        return
    aspects = aspects_of(before.flat.text, lexicon)
    if not aspects and not _ASKED.search(before.flat.text):
        return
    aspects = aspects or (("overall-effectiveness", ("overall-effectiveness",), ""),)
    span = Span(before.start, sentence.end)
    yield Stated(aspects, grade_of(grade), grade.group(), span, sentence, False, sentence.flat.places[grade.start()])


def aspects_of(text: str, lexicon: Lexicon) -> Aspects:
    """All the aspects that a sentence names."""
    unique: dict[str, tuple[str, tuple[str, ...], str]] = {}
    for start, end, concept in labels_of(text, lexicon):
        aspect = concept.aspect or concept.notation
        unique.setdefault(aspect, (aspect, concept.covers or (aspect,), text[start:end]))
    return tuple(unique.values())
