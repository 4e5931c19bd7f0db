"""The running text of a document: its paragraphs and items, without headings, contents, lists of recommendations, the page
for children and the imprint. What is asked of a council, or told to children again, is no statement of its own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.extract.even import even
from kg.model import Block, BlockKind, Document

Pieces = Sequence[tuple[int, int]]
"""(start, end) of stretches of a document's text, ascending."""

_ASKED = re.compile(
    r"recommendations?\d?$|what\s+(?:does|do|needs)\b.*\bimprove|areas?\s+for\s+improvement"
    r"|priority\s+(?:and\s+immediate\s+)?action"
    r"|(?:young\s+people.s|children.s)\s+summary|summary\s+for\s+children|about\s+this\s+inspection$"
    r"|^contents$|inspection\s+team$"
    r"|information\s+about\s+this\s+inspection$",
    re.IGNORECASE,
)
_IMPRINT = (
    "Office for Standards in Education", "Any complaints about", "Piccadilly Gate", "\u00a9", "Crown copyright",
    "alternative format", "different format", "copy of this document", "copy of the document", "copy of the guidance",
    "copy of this report",
)  # fmt: skip
_SHORT = 80


def prose_pieces(document: Document) -> list[tuple[int, int]]:
    """The stretches of running text, in order; a heading ends what stands under the one before it."""
    return list(_pieces(document))


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    asked, imprint = False, _imprint(document)
    for block in document.blocks:
        heading = block.kind is BlockKind.HEADING
        short = heading or block.end - block.start < _SHORT
        opens = short and bool(_ASKED.search(" ".join(document.text[block.start : block.end].split())))
        if heading or opens:
            asked = opens
        elif not asked and block.kind is not BlockKind.FOOTNOTE and not _holds(imprint, block):
            yield block.body or block.start, block.end


def printed_pieces(document: Document) -> list[tuple[int, int]]:
    """Every block of the document, headings and lists included, but for the imprint."""
    imprint = _imprint(document)
    return [(block.start, block.end) for block in document.blocks if not _holds(imprint, block)]


def _imprint(document: Document) -> list[int]:
    """Where the imprint's words stand, ascending."""
    text = even(document.text).text
    return sorted(at for words in _IMPRINT for at in _places(text, words))


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _holds(places: list[int], block: Block) -> bool:
    at = bisect_left(places, block.start)
    return at < len(places) and places[at] < block.end


class Places:
    """Whether something stands in one of a document's pieces."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._starts = [start for start, _ in pieces]

    def piece(self, start: int, end: int) -> tuple[int, int] | None:
        """The piece that `start` to `end` stands in."""
        at = bisect_right(self._starts, start) - 1
        return self._pieces[at] if at >= 0 and end <= self._pieces[at][1] else None
