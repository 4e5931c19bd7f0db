"""A text with its passages marked: nested where one lies in another, cut and taken up again where they cross."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape as esc
from typing import NamedTuple

DEEPEST = 12
"""Marks that stand in each other; what lies deeper keeps its anchor and gets no colour of its own."""
PART = 2_600
"""Characters of a text that stand beside their facts; a part ends where a paragraph does."""
_MOST = 5 * PART
_SOFT = re.compile(r"\n(?<=[^\n]{45}\n)(?=[^\n\s◼•▪●*–\-0-9])")
_PARAGRAPH = re.compile(r"\n\s*\n")


class Passage(NamedTuple):
    """Characters of a text, and the style that they are marked with. `title` says what kind of facts they state."""

    start: int
    end: int
    style: str
    title: str


def flowing(text: str) -> str:
    """The text with line breaks that only ended a printed line as spaces. No character moves."""
    return _SOFT.sub(" ", text)


def parts(text: str, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """Where the text is cut into parts: at the ends of paragraphs that no passage spans, else at some paragraph, else
    anywhere. `passages` in the order of their starts."""
    ends = _free_ends(text, passages)
    found: list[tuple[int, int]] = []
    begin = 0
    while len(text) - begin > PART:
        place = bisect_left(ends, begin + PART)
        cut = ends[place] if place < len(ends) else len(text)
        if cut - begin > _MOST:
            cut = text.rfind("\n", begin + PART, begin + _MOST) + 1 or begin + _MOST
        found.append((begin, cut))
        begin = cut
    return [*found, (begin, len(text))] if begin < len(text) or not found else found


def _free_ends(text: str, passages: Sequence[Passage]) -> list[int]:
    """Ends of paragraphs that lie in no passage."""
    free: list[int] = []
    reach, place = 0, 0
    for gap in _PARAGRAPH.finditer(text):
        end = gap.end()
        while place < len(passages) and passages[place].start < end:
            reach = max(reach, passages[place].end)
            place += 1
        if reach <= end:
            free.append(end)
    return free


def marked(text: str, passages: Sequence[Passage], begin: int, end: int) -> Iterator[str]:
    """Pieces of HTML: `text[begin:end]` with passages in `mark` elements that have an id each.

    `passages` in the order (start, -end), each place once; those that began before `begin` go on, without their id. At
    every place the marks that are open stand in each other; where one ends below others, these are closed and opened
    again. Linear in the text and, for a depth of at most `DEEPEST`, in the passages.
    """
    open_: list[Passage] = []
    at = begin
    for passage in passages:
        if passage.start >= end:
            break
        if passage.end <= begin:
            continue
        start = max(passage.start, begin)
        yield _to(text, open_, at, start)
        at = start
        if len(open_) >= DEEPEST:
            yield f'<span class="a" id="p-{passage.start}-{passage.end}"></span>'
            continue
        yield _opened(passage, again=passage.start < begin)
        open_.append(passage)
    yield _to(text, open_, at, end)
    yield "</mark>" * len(open_)


def _to(text: str, open_: list[Passage], at: int, place: int) -> str:
    """The text from `at` up to `place`, with the marks that end on the way closed."""
    pieces: list[str] = []
    while open_ and (first := min([passage.end for passage in open_])) <= place:
        pieces.append(esc(text[at:first]))
        at = max(at, first)
        lowest = next(depth for depth, passage in enumerate(open_) if passage.end <= at)
        again = [passage for passage in open_[lowest:] if passage.end > at]
        pieces.append("</mark>" * (len(open_) - lowest))
        pieces += [_opened(passage, again=True) for passage in again]
        open_[lowest:] = again
    pieces.append(esc(text[at:place]))
    return "".join(pieces)


def _opened(passage: Passage, again: bool) -> str:
    if again:
        return f'<mark class="{passage.style} c" data-of="p-{passage.start}-{passage.end}">'
    return f'<mark class="{passage.style}" id="p-{passage.start}-{passage.end}" title="{esc(passage.title)}">'
