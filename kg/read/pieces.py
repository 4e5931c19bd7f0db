"""Formats that mark up their own structure (HTML, DOCX): pieces of it in reading order → the text with its
blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Block, BlockKind, Line
from kg.read.characters import fit

BULLET = "•"
CELL_END = "\t"
"""Stands between the cells of a table's row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph or item. `words` holds "\\n" where the format breaks a line inside it."""

    kind: BlockKind
    words: str
    level: int = 1
    marker: str = ""


def put_together(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...], tuple[Line, ...]]:
    """(text, blocks, lines): the pieces that hold words, with a blank line between and an item's marker
    before it."""
    text: list[str] = []
    blocks: list[Block] = []
    lines: list[Line] = []
    at = 0
    for piece in pieces:
        words = tidy(piece.words)
        if not words:
            continue
        marked = f"{piece.marker} {words}" if piece.marker else words
        end = at + len(marked)
        blocks.append(Block(piece.kind, at, end, 1, piece.level, piece.marker, end - len(words)))
        lines += _lines(marked, at)
        text.append(marked)
        at = end + 2
    return "\n\n".join(text), tuple(blocks), tuple(lines)


def tidy(words: str) -> str:
    """The words without white space at their ends and those of their lines, every other run of spaces made
    one; tabs between cells and single line breaks stay."""
    lines = (CELL_END.join(" ".join(cell.split()) for cell in line.split(CELL_END)) for line in fit(words).split("\n"))
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


def _lines(words: str, at: int) -> list[Line]:
    lines = []
    for line in words.split("\n"):
        lines.append(Line(at, at + len(line), 1))
        at += len(line) + 1
    return lines
