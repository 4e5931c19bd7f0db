"""From printed lines to blocks: running headers out, footnotes apart, headings, items and paragraphs told by
geometry.

PDFium gives a page's lines in the order in which they were drawn, without blank lines. What belongs together
is told by font size, weight, place on the page and the marker that a line begins with; sizes and gaps are
measured against what is usual in the same document, so that no layout is built in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kg.model import BlockKind

BULLETS = "•◼■▪●◦‣⁃∙·\u2043"
_MARKER = re.compile(
    rf"(?P<bullet>[{BULLETS}]|[–—-](?=\s)|o(?=\s))\s*"
    r"|(?P<number>\(?\d{1,3}[.)])(?=\s|[A-Z‘“(])\s*"
    r"|(?P<letter>\(?[a-z]\)|[a-h]\.(?=\s))\s*"
    r"|(?P<roman>\(?[ivx]{1,4}[.)])(?=\s)\s*"
)
_DIGITS = re.compile(r"\d+")
_FOOT = re.compile(r"(\d{1,2}|[*†‡])\s?\S")
_MARK = re.compile(r"\d{1,2}")
_HEADING_STEP = 1.45
"""Lines of one heading are closer than this many times their size (in reports 1.0 to 1.3; headings that follow
each other 1.5 and more)."""
MARGIN = 0.115
"""Running headers and page numbers stand within this share of the page's height from its top or bottom."""


class PrintedLine(NamedTuple):
    """A line as PDFium gives it: `raw` is the index of its first character on the page, `y` in points from
    the bottom."""

    page: int
    raw: int
    text: str
    size: float
    bold: bool
    x: float
    y: float
    height: float


@dataclass(slots=True)
class RawBlock:
    """Lines that belong together, before the text is put together."""

    kind: BlockKind
    lines: list[PrintedLine] = field(default_factory=list)
    marker: str = ""
    marker_length: int = 0
    level: int = 1


def marker_of(text: str) -> tuple[str, int]:
    """What a list item begins with ("•", "12.", "b)") and how many characters it takes with the space after
    it."""
    if text[:2].isalpha() and text[0] not in "ivx":  # it begins with a word, as most lines do
        return "", 0
    found = _MARKER.match(text)
    if not found or found.end() == 0:
        return "", 0
    return found.group(0).strip(), found.end()


def body_size(lines: Sequence[PrintedLine]) -> float:
    """The font size that most characters of the document have, in points."""
    exact: dict[float, int] = {}
    for line in lines:
        exact[line.size] = exact.get(line.size, 0) + len(line.text)
    sizes: Counter[float] = Counter()
    for size, amount in exact.items():
        sizes[round(size * 2) / 2] += amount
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_marks(lines: Sequence[PrintedLine], usual: float) -> list[PrintedLine]:
    """The lines without footnote marks that PDFium gives as lines of their own."""
    return [line for line in lines if not (line.size < 0.85 * usual and _MARK.fullmatch(line.text))]


def without_furniture(lines: Sequence[PrintedLine], pages: int) -> list[PrintedLine]:
    """The lines without running headers, footers and page numbers: what repeats in the margins but for its
    digits."""
    seen: dict[str, set[int]] = {}
    marginal: list[tuple[PrintedLine, str]] = []
    for line in lines:
        if line.y > line.height * (1 - MARGIN) or line.y < line.height * MARGIN:
            key = _DIGITS.sub("#", line.text).strip()
            seen.setdefault(key, set()).add(line.page)
            marginal.append((line, key))
    enough = 2 if pages <= 6 else 3
    furniture = {
        id(line) for line, key in marginal if key == "#" or (len(seen[key]) >= enough and not marker_of(line.text)[0])
    }
    return [line for line in lines if id(line) not in furniture]


def split_footnotes(lines: Sequence[PrintedLine], usual: float) -> tuple[list[PrintedLine], list[list[PrintedLine]]]:
    """(running lines, footnotes): a footnote is a run of small lines on one page that begins with a mark."""
    running: list[PrintedLine] = []
    notes: list[list[PrintedLine]] = []
    for line in lines:
        small = line.size < usual * 0.95 and line.y < line.height * 0.5
        open_note = bool(notes) and notes[-1][-1].page == line.page and running[-1:] != [line]
        previous = notes[-1][-1] if open_note else None
        follows = previous is not None and 0 <= previous.y - line.y < 2.2 * usual and small
        if small and _FOOT.match(line.text) and (line.size < usual * 0.75 or follows):
            notes.append([line])
        elif follows:
            notes[-1].append(line)
        else:
            running.append(line)
    return running, notes


def _usual_gap(lines: Sequence[PrintedLine], usual: float) -> float:
    """From one line of running text to the next, in points: the commonest step that is no paragraph's end."""
    steps = Counter(
        round(a.y - b.y, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and abs(a.size - usual) < 0.6 and 0.9 * usual < a.y - b.y < 1.7 * usual
    )
    return min(steps, key=lambda step: (-steps[step], step), default=1.2 * usual)


@dataclass(slots=True)
class _Measures:
    usual: float
    gap: float


def _is_heading(line: PrintedLine, measures: _Measures) -> bool:
    if line.size > measures.usual + 0.9:
        return True
    return line.bold and line.size >= measures.usual - 0.1 and len(line.text) < 110 and line.text[-1:] not in ".,;"


def _continues(block: RawBlock, line: PrintedLine, measures: _Measures) -> bool:
    """Does the line go on with the block?"""
    last = block.lines[-1]
    if block.kind is BlockKind.HEADING:
        same_style = abs(last.size - line.size) < 0.6 and last.bold == line.bold and last.page == line.page
        return same_style and 0 < last.y - line.y < _HEADING_STEP * line.size
    if last.page != line.page:
        return _continues_over_page(block, line)
    step = last.y - line.y
    if not 0 < step <= 1.45 * measures.gap:
        if abs(step) <= 0.5 * last.size and line.x > last.x:
            return True  # the same row: a superscript came between
        unfinished = last.text[-1:] not in ".!?:;" and line.text[:1].islower()
        return unfinished and 0 < step <= 3 * measures.gap and abs(line.x - last.x) < 8
    first = block.lines[0]
    if block.kind is BlockKind.ITEM and line.x < first.x - 6:
        return False
    return not (block.kind is BlockKind.ITEM and len(block.lines) > 1 and line.x < block.lines[1].x - 8)


def _continues_over_page(block: RawBlock, line: PrintedLine) -> bool:
    last, first = block.lines[-1], block.lines[0]
    unfinished = last.text[-1:] not in ".!?:;"
    if block.kind is BlockKind.ITEM:
        hanging = block.lines[1].x if len(block.lines) > 1 else first.x + 8
        return abs(line.x - hanging) < 8 or (unfinished and line.x >= first.x - 2)
    return unfinished or line.text[:1].islower()


def _start(line: PrintedLine, measures: _Measures, in_list: bool) -> RawBlock:
    marker, length = marker_of(line.text)
    if _is_heading(line, measures) and not (marker and marker in BULLETS):
        return RawBlock(BlockKind.HEADING, [line])
    if marker and (marker[0] in BULLETS or marker[0] not in "oabcdefgh" or in_list):
        return RawBlock(BlockKind.ITEM, [line], marker, length)
    return RawBlock(BlockKind.PARAGRAPH, [line])


def _opens(block: RawBlock, line: PrintedLine, measures: _Measures) -> bool:
    """Does the line begin a block of its own, whatever stands before it?"""
    heading = _is_heading(line, measures)
    if block.kind is BlockKind.HEADING:
        return not heading
    if heading:
        return True
    marker, _ = marker_of(line.text)
    if not marker:
        return False
    if marker[0] in BULLETS or (marker[0] in "–—-o" and block.kind is BlockKind.ITEM):
        return True
    return block.lines[-1].text[-1:] in ".;:!?)" or abs(line.x - block.lines[0].x) < 6 or len(block.lines[-1].text) < 60


def blocks_of(lines: Sequence[PrintedLine], usual: float) -> Iterator[RawBlock]:
    """Running lines as blocks, in their order; item levels count from 1 by how far their markers are set
    in."""
    measures = _Measures(usual, _usual_gap(lines, usual))
    block: RawBlock | None = None
    stack: list[float] = []
    for line in lines:
        if block is not None and block.marker and len(block.lines) == 1 and block.lines[0].text.strip() == block.marker:
            block.lines.append(line)  # a bullet that stands on a line of its own
            continue
        if block is not None and not _opens(block, line, measures) and _continues(block, line, measures):
            block.lines.append(line)
            continue
        if block is not None:
            yield block
        block = _start(line, measures, in_list=bool(stack))
        stack = _levels(block, stack)
    if block is not None:
        yield block


def in_reading_order(blocks: Sequence[RawBlock], usual: float) -> list[RawBlock]:
    """The blocks with headings put where they stand on the page: text frames are drawn after what they
    head."""
    ordered: list[RawBlock] = []
    for block in blocks:
        at = len(ordered)
        top = block.lines[0]
        if block.kind is BlockKind.HEADING and ordered and ordered[-1].lines[-1].page == top.page:
            jumped = top.y > ordered[-1].lines[-1].y + 2 * usual
            while jumped and at and _stands_below(ordered[at - 1], top):
                at -= 1
        ordered.insert(at, block)
    return ordered


def _stands_below(block: RawBlock, line: PrintedLine) -> bool:
    return block.lines[0].page == line.page and block.lines[0].y < line.y - 5


def _levels(block: RawBlock, stack: list[float]) -> list[float]:
    if block.kind is not BlockKind.ITEM:
        return stack if block.kind is BlockKind.PARAGRAPH and stack and block.lines[0].x > stack[0] + 8 else []
    x = block.lines[0].x
    stack = [other for other in stack if other < x - 8]
    block.level = len(stack) + 1
    return [*stack, x]
