"""The running text of a document: its paragraphs and items, without headings, contents, lists of recommendations, the page
for children and the imprint. What is asked of a council, or told to children again, is no statement of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.model import BlockKind, Document

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
_IMPRINT = re.compile(
    r"Office\s+for\s+Standards\s+in\s+Education|Any\s+complaints\s+about|Piccadilly\s+Gate|©|Crown\s+copyright"
    r"|alternative\s+format|different\s+format|copy\s+of\s+(?:this|the)\s+(?:document|guidance|report)"
)


def prose_pieces(document: Document) -> list[tuple[int, int]]:
    """The stretches of running text, in order; a heading ends what stands under the one before it."""
    return list(_pieces(document))


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    asked = False
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind is BlockKind.HEADING or (len(text) < 80 and _ASKED.search(text.strip())):
            asked = bool(_ASKED.search(" ".join(text.split())))
            continue
        if not asked and block.kind is not BlockKind.FOOTNOTE and not _IMPRINT.search(text):
            yield block.body or block.start, block.end


def printed_pieces(document: Document) -> list[tuple[int, int]]:
    """Every block of the document, headings and lists included, but for the imprint."""
    return [(b.start, b.end) for b in document.blocks if not _IMPRINT.search(document.text, b.start, b.end)]


class Places:
    """Whether something stands in one of a document's pieces."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._starts = [start for start, _ in pieces]

    def piece(self, start: int, end: int) -> tuple[int, int] | None:
        """The piece that `start` to `end` stands in."""
        at = bisect_right(self._starts, start) - 1
        return self._pieces[at] if at >= 0 and end <= self._pieces[at][1] else None
