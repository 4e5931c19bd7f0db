"""Where a report states findings: its parts, with the aspect, the body and the leaning that their headings give.

Left out are the facts about the area, lists of recommendations, the summary for children, and what every report says of
inspections.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.finding_polarity import IMPROVEMENT, STRENGTH
from kg.extract.recommendations import opener
from kg.model import Block, BlockKind, BodyRef, Document, Recommendation
from kg.vocabulary import Lexicon

_OVERALL = "overall-effectiveness"
_LEFT_OUT = re.compile(
    r"contents|information\s+about\s+this\b|(?:previous|other)\s+ofsted\s+inspections|local\s+leadership"
    r"|other\s+information\s+about|child(?:ren)?\b.{0,30}\bin\s+this\s+area|summary\s+for\s+children|children[’']?s\s+summary"
    r"|a\s+letter\s+to|(?:the\s+)?inspection\s+team|what\s+the\s+inspection\s+judge?ments|the\s+inspection\s+judge?ments\s+and"
    r"|about\s+this\s+inspection|service\s+information|record\s+of\s+main|annex\b|glossary",
    re.IGNORECASE,
)
_ENDS_THEM = re.compile(
    r"executive\s+summary|inspection\s+findings|summary\s+of\b|summary$|.*\bstrengths\b|progress\s+since|the\s+effectiveness\s+of"
    r"|the\s+graded\s+judge?ment|key\s+(?:strengths|findings)",
    re.IGNORECASE,
)
_BOARD = re.compile(r"\bLSCB\b|safeguarding\s+children(?:[’']?s)?\s+board", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:section\s+\d\s*:\s*)?the\s+local\s+authority\b", re.IGNORECASE)
_GOOD = re.compile(r"\bstrengths\b(?!\s+and)", re.IGNORECASE)
_BAD = re.compile(r"\bnot\s+yet\s+good\s+because\b|\bweaknesses\b|\binadequate\s+because\b", re.IGNORECASE)
_BOTH = re.compile(r"\bstrengths\s+and\b", re.IGNORECASE)
_COVER = re.compile(r"review\s+of\s+the\b|inspection\s+of\b|\d(?:\.\d)?\.?\s", re.IGNORECASE)
"""A report's title, which names all that it covers, and the rows of its cover's table: they head no part of it."""
_WHOLE = re.compile(r"executive\s+summary|summary\s+of\b|progress\s+since|.*\bstrengths\b", re.IGNORECASE)
_TABLE = re.compile(r"key\s+judge?ment", re.IGNORECASE)
_ROWS = 4
_ROW_LENGTH = 130
"""A section of 2014 and 2015 begins with its one-row table: so many blocks at most, of so few characters."""
_LAST = re.compile(r"The\s+Office\s+for\s+Standards\s+in\s+Education")
_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_BULLET_WITHOUT_STOP = 40
"""A list's item of so many characters may say something without a full stop."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands. `leaning`: the polarity that the heading of a list gives to its items, or ""; `out`: it
    states no findings; `level`: the heading's."""

    body: BodyRef
    aspect: str = _OVERALL
    paragraph: str = ""
    leaning: str = ""
    out: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text in one place: a paragraph or an item. `open_end`: its last sentence may lack its full stop."""

    start: int
    end: int
    place: Place
    open_end: bool = False


def passages(
    document: Document, lexicon: Lexicon, body: BodyRef, recommendations: Sequence[Recommendation]
) -> Iterator[Passage]:
    """The paragraphs and items of a report in which findings may stand, in order; one that goes on in the next block is
    one passage."""
    waiting: Passage | None = None
    for block, place in _placed(document, lexicon, body, recommendations):
        if waiting and _goes_on(document, waiting, block):
            waiting = replace(waiting, end=block.end, open_end=False)
            continue
        if waiting:
            yield waiting
        item = block.kind is BlockKind.ITEM
        bullet = item and not _NUMBER.fullmatch(block.marker) and block.end - block.body >= _BULLET_WITHOUT_STOP
        waiting = Passage(block.body if item else block.start, block.end, place, bullet)
    if waiting:
        yield waiting


def _goes_on(document: Document, before: Passage, block: Block) -> bool:
    """Does a paragraph go on with the sentence before it? Told only where the layout is known: in a text that lost its
    layout a sentence that stops may be followed by anything."""
    text = document.text
    unfinished = text[before.end - 1] not in '.!?:;)”’"'
    adjoining = not text[before.end : block.start].strip()
    return (
        unfinished and adjoining and block.kind is BlockKind.PARAGRAPH and block.x > 0 and text[block.start].islower()
    )


def _placed(
    document: Document, lexicon: Lexicon, body: BodyRef, recommendations: Sequence[Recommendation]
) -> Iterator[tuple[Block, Place]]:
    asked = sorted((span.start, span.end) for one in recommendations for span in one.evidence)
    starts = [start for start, _ in asked]
    place = Place(body, aspect=_whole(body))
    in_table = 0
    for block in document.blocks:
        in_table -= 1
        if block.kind is BlockKind.HEADING:
            title = document.flat(block.start, block.end)
            place = _after_heading(place, title, block.level, lexicon)
            in_table = _ROWS if _TABLE.match(title) else in_table
        elif in_table > 0 and block.end - block.start < _ROW_LENGTH:
            aspect = aspect_of(document.flat(block.start, block.end), lexicon)
            place = replace(place, aspect=aspect) if aspect else place
        elif block.kind is not BlockKind.FOOTNOTE:
            if _LAST.match(document.text, block.start):
                return
            place = _numbered(place, block)
            before = bisect_right(starts, block.start) - 1
            if not place.out and (before < 0 or block.start >= asked[before][1]):
                yield block, place


def _numbered(place: Place, block: Block) -> Place:
    number = _NUMBER.fullmatch(block.marker) if block.marker else None
    return replace(place, paragraph=number[1]) if number else place


def _after_heading(place: Place, title: str, level: int, lexicon: Lexicon) -> Place:
    """Where we are after a heading."""
    if _COVER.match(title):
        return place
    if _LEFT_OUT.match(title) or opener(title) is not None:
        return replace(place, out=True, level=level, leaning="", paragraph="")
    aspect = aspect_of(title, lexicon)
    if place.out and level > place.level and not aspect and not _ENDS_THEM.match(title):
        return place
    body = place.body
    if _BOARD.search(title) and len(title) < 110:
        aspect, body = "lscb", replace(body, kind="board")
    elif _AUTHORITY.match(title):
        aspect, body = _OVERALL, replace(body, kind="authority")
    elif aspect:
        body = replace(body, kind="authority")
    elif _WHOLE.match(title):
        aspect = _whole(body)
    leaning = STRENGTH if _GOOD.search(title) else IMPROVEMENT if _BAD.search(title) else ""
    return Place(body, aspect or place.aspect, "", "" if _BOTH.search(title) else leaning, False, level)


def _whole(body: BodyRef) -> str:
    """The aspect of what is said of a body as a whole."""
    return "lscb" if body.kind == "board" else _OVERALL


def aspect_of(title: str, lexicon: Lexicon) -> str:
    """The aspect that a heading names, "" where it names none. A heading may go on with its grade."""
    row = lexicon.aspect_row(title)
    if row:
        return row.aspect
    found = [concept for _, _, concept in lexicon.find(("row", "aspect"), title)]
    return (found[0].aspect or found[0].notation) if found else ""
