"""Where a report states findings: its parts with the aspect, the body and the leaning that their headings give.

Left out are the facts about the area, lists of recommendations, the summary for children, and what every report says of
inspections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.finding_polarity import IMPROVEMENT, STRENGTH
from kg.extract.recommendations import opener
from kg.model import Block, BlockKind, BodyRef, Document, Recommendation
from kg.vocabulary import Lexicon

_LEFT_OUT = re.compile(
    r"contents|information\s+about\s+this\b|(?:previous|other)\s+ofsted\s+inspections|local\s+leadership"
    r"|other\s+information\s+about|child(?:ren)?\b.{0,30}\bin\s+this\s+area|summary\s+for\s+children|children[’']?s\s+summary"
    r"|a\s+letter\s+to|(?:the\s+)?inspection\s+team|what\s+the\s+inspection\s+judge?ments|the\s+inspection\s+judge?ments\s+and"
    r"|about\s+this\s+inspection|service\s+information|record\s+of\s+main|scope\s+of\s+the|annex|glossary|context\b",
    re.IGNORECASE,
)
_ENDS_THEM = re.compile(
    r"executive\s+summary|inspection\s+findings|summary\s+of\b|summary$|.*\bstrengths\b|progress\s+since|the\s+effectiveness\s+of"
    r"|the\s+graded\s+judge?ment|key\s+(?:strengths|findings)",
    re.IGNORECASE,
)
_CONTENTS_TAIL = re.compile(r"\D\s\d{1,3}$")
_BOARD = re.compile(r"\bLSCB\b|safeguarding\s+children(?:[’']?s)?\s+board", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:section\s+\d\s*:\s*)?the\s+local\s+authority\b", re.IGNORECASE)
_GOOD = re.compile(r"\bstrengths\b(?!\s+and)", re.IGNORECASE)
_BAD = re.compile(r"\bnot\s+yet\s+good\s+because\b|\bweaknesses\b|\binadequate\s+because\b", re.IGNORECASE)
_LAST = re.compile(r"The\s+Office\s+for\s+Standards\s+in\s+Education")
_NUMBER = re.compile(r"(\d{1,3})[.)]?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands. `leaning`: the polarity that the heading of a list gives to its items, or ""."""

    body: BodyRef
    aspect: str = "overall-effectiveness"
    paragraph: str = ""
    leaning: str = ""
    out: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text in one place, from one paragraph or item."""

    start: int
    end: int
    place: Place


def passages(
    document: Document, lexicon: Lexicon, body: BodyRef, recommendations: Sequence[Recommendation]
) -> Iterator[Passage]:
    """The paragraphs and items of a report in which findings may stand."""
    asked = {place for one in recommendations for span in one.evidence for place in _blocks_in(document, span.start, span.end)}
    board_only = body.kind == "board"
    place = Place(body, aspect="lscb" if board_only else "overall-effectiveness")
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            place = _after_heading(place, document.flat(block.start, block.end), block, lexicon, body)
        elif block.kind is not BlockKind.FOOTNOTE:
            if _LAST.match(document.text, block.start):
                return
            place = _numbered(place, block)
            if not place.out and block.start not in asked:
                yield Passage(block.body if block.kind is BlockKind.ITEM else block.start, block.end, place)


def _blocks_in(document: Document, start: int, end: int) -> Iterator[int]:
    return (block.start for block in document.blocks if start <= block.start < end)


def _numbered(place: Place, block: Block) -> Place:
    number = _NUMBER.fullmatch(block.marker) if block.marker else None
    return replace(place, paragraph=number[1]) if number else place


def _after_heading(place: Place, title: str, block: Block, lexicon: Lexicon, body: BodyRef) -> Place:
    """Where we are after a heading."""
    contents = bool(_CONTENTS_TAIL.search(title))
    if _LEFT_OUT.match(title) or opener(title) is not None:
        return replace(place, out=True, level=block.level, leaning="", paragraph="")
    aspect = aspect_of(title, lexicon)
    ends = block.level <= place.level or aspect or _ENDS_THEM.match(title)
    if place.out and not ends:
        return place
    board = bool(_BOARD.search(title)) and len(title) < 110
    if board:
        aspect, body = "lscb", replace(body, kind="board")
    elif _AUTHORITY.match(title) and not contents:
        aspect = "overall-effectiveness"
    elif not aspect:
        aspect, body = place.aspect, place.body
    leaning = STRENGTH if _GOOD.search(title) else IMPROVEMENT if _BAD.search(title) else ""
    return Place(body, aspect, "", leaning, False, block.level)


def aspect_of(title: str, lexicon: Lexicon) -> str:
    """The aspect that a heading names, "" where it names none. A heading may go on with its grade."""
    row = lexicon.aspect_row(title)
    if row:
        return row.aspect
    found = [concept for _, _, concept in lexicon.find(("row", "aspect"), title)]
    return (found[0].aspect or found[0].notation) if found else ""
