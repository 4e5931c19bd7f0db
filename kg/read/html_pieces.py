"""A page's tree → its pieces in reading order, each with the element that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.model import BlockKind
from kg.read.pieces import BULLET, CELL_END, Piece, tidy

SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "audio", "video"}
    | {"canvas", "select", "textarea", "button", "input", "datalist", "map", "head", "title", "meta", "link"}
)
"""Elements whose content is not read."""
INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
    }
    | {
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "meter",
        "nobr",
        "output",
        "picture",
        "progress",
        "q",
        "rp",
        "rt",
    }
    | {
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
"""Elements that do not end a paragraph; every other one does."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS_IN_CELL = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section", "article", "form")
MAX_ROW = 2_000
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """A piece and the innermost block element around it."""

    piece: Piece
    element: Any


@dataclass(slots=True)
class _Walk:
    """Where the walk through the tree is: words not yet given out, and the block elements around them."""

    words: list[str] = field(default_factory=list)
    blocks: list[Any] = field(default_factory=list)
    markers: dict[Any, str] = field(default_factory=dict)
    counts: dict[Any, int] = field(default_factory=dict)
    row: Any = None


def pieces_of(body: Any) -> Iterator[Found]:
    """The pieces of an lxml tree, without recursion. A row of a table of short cells is one piece."""
    from lxml import etree

    walk = _Walk()
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in SILENT or element.get("hidden") is not None:
                walker.skip_subtree()
                continue
            yield from _enter(walk, element)
            walk.words.append(_SPACES.sub(" ", element.text or ""))
        else:
            if walk.blocks and walk.blocks[-1] is element:
                yield from _leave(walk, element)
            if element is not body:
                walk.words.append(_SPACES.sub(" ", element.tail or ""))
    yield from _flush(walk, body)


def _enter(walk: _Walk, element: Any) -> Iterator[Found]:
    if element.tag == "br":
        walk.words.append("\n")
    elif walk.row is not None:
        walk.words.append(CELL_END if element.tag in {"td", "th"} and any(map(str.strip, walk.words)) else " ")
    elif element.tag not in INLINE:
        yield from _flush(walk, element)
        walk.blocks.append(element)
        if element.tag == "tr" and _is_data_row(element):
            walk.row = element
        elif element.tag == "li":
            walk.markers[element] = _marker(walk, element)


def _leave(walk: _Walk, element: Any) -> Iterator[Found]:
    yield from _flush(walk, element)
    walk.blocks.pop()
    walk.markers.pop(element, None)
    if walk.row is element:
        walk.row = None


def _flush(walk: _Walk, here: Any) -> Iterator[Found]:
    """Give out the words since the last block's edge, parts with an empty line between (<br><br>) apart."""
    words = "".join(walk.words)
    walk.words.clear()
    inner = walk.blocks[-1] if walk.blocks else here
    for part in re.split(r"\n\s*\n", words):
        if tidy(part):
            yield Found(_piece(walk, tidy(part)), inner)


def _piece(walk: _Walk, words: str) -> Piece:
    for element in reversed(walk.blocks):
        if element.tag in HEADINGS:
            return Piece(BlockKind.HEADING, words.replace("\n", " "), HEADINGS[element.tag])
        if element.tag == "li":
            marker, walk.markers[element] = walk.markers[element], ""
            level = sum(outer.tag == "li" for outer in walk.blocks)
            return Piece(BlockKind.ITEM if marker else BlockKind.PARAGRAPH, words, level, marker)
    return Piece(BlockKind.PARAGRAPH, words)


def _marker(walk: _Walk, item: Any) -> str:
    """A bullet, or the item's number in an <ol> (its `start` and `value` heeded)."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return BULLET
    following = walk.counts.get(parent, (_number(parent.get("start")) or 1) - 1) + 1
    own = _number(item.get("value"))
    walk.counts[parent] = following if own is None else own
    return f"{walk.counts[parent]}."


def _number(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"[0-9]{1,6}", value) else None


def _is_data_row(row: Any) -> bool:
    """Whether the row holds data and is not there for the page's layout."""
    length = 0
    for element in row.iter():
        if element.tag in _BLOCKS_IN_CELL:
            return False
        length += len(element.text or "") + len(element.tail or "")
        if length > MAX_ROW:
            return False
    return all(sum(1 for _ in cell.iter("p")) <= 1 for cell in row.iterchildren("td", "th"))
