"""Documents of paragraphs, for what is read from running text. The sentences are our own."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Block, BlockKind, Document, Fact, OffsetMap
from kg.read.assemble import sections_of


def made(*paragraphs: str) -> Document:
    """A document of paragraphs; one that begins with "# " is a heading."""
    text, blocks = "", []
    for paragraph in paragraphs:
        kind = BlockKind.HEADING if paragraph.startswith("# ") else BlockKind.PARAGRAPH
        words = paragraph.removeprefix("# ")
        blocks.append(Block(kind, len(text), len(text) + len(words), 1))
        text += words + "\n\n"
    run = OffsetMap((0,), (1,), (0,))
    kinds = tuple(blocks)
    return Document("0" * 16, "a.txt", "0" * 64, "text/plain", text, 1, (), kinds, sections_of(kinds, text), run)


def quoted(document: Document, facts: Iterable[Fact]) -> list[str]:
    """The words of each fact's first passage, on one line."""
    return [document.flat(fact.evidence[0].start, fact.evidence[0].end) for fact in facts]
