"""A document, read: its text once, its layout, and the map back to its source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

_OPENING = 400


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a document's text: `text[start:end]`. Empty and backward spans cannot be made (ValueError)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each piece of the text came from: run i starts at text offset `starts[i]` and is `raws[i]` on `pages[i]`.

    Within a run text and source advance together. `raws` are PDFium's character indices on the page for a PDF, offsets
    in the decoded file otherwise. Pages count from 1. Characters that the reader put in (line breaks between
    paragraphs) belong to the run before them.
    """

    starts: tuple[int, ...]
    pages: tuple[int, ...]
    raws: tuple[int, ...]

    def page_at(self, offset: int) -> int:
        """Page number (from 1) of the character at `offset`."""
        return self.pages[max(0, bisect_right(self.starts, offset) - 1)]

    def source_of(self, offset: int) -> tuple[int, int]:
        """(page, index in the source) of the character at `offset`."""
        run = max(0, bisect_right(self.starts, offset) - 1)
        return self.pages[run], self.raws[run] + offset - self.starts[run]


class BlockKind(StrEnum):
    """What a block of the layout is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "footnote"


class Line(NamedTuple):
    """One printed line. `size` is the font size in points and `x`, `y` the place of its first character in points from
    the page's lower left corner; all three are 0 where the format has no geometry. (A tuple: there are very many.)"""

    start: int
    end: int
    page: int
    size: float = 0.0
    bold: bool = False
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a heading, a paragraph, a list item or a footnote.

    `marker` is what an item begins with ("•", "12.", "b)"), `body` the offset where its own words begin; `level`
    counts from 1 (headings by size, items by indentation).
    """

    kind: BlockKind
    start: int
    end: int
    page: int
    level: int = 1
    marker: str = ""
    body: int = 0
    bold: bool = False
    size: float = 0.0
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, up to the next heading of its level or above. `title` is the heading's text on one
    line, `body` where the text after the heading begins."""

    title: str
    level: int
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the owner of a folder says of a document in `documents.csv`; empty strings where it says nothing.

    `worked_out_from`: path of the inspection from whose report's day `issued` was worked out, where neither the document
    nor its owner gives one (`kg.resolve.undated`).
    """

    title: str = ""
    publisher: str = ""
    issued: str = ""
    source: str = ""
    licence: str = ""
    worked_out_from: str = ""


class Severity(StrEnum):
    """How bad a problem is: an error costs a document, a warning a value, a note nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A row of problems.csv: something in scope that could not be read or understood."""

    document: str
    severity: str
    where: str
    what: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document, read: its text once, its layout, and the map back to its source.

    Attributes:
        id: first 16 hexadecimal digits of the sha256 of its bytes.
        path: where it was found, relative to the folder that was given, with "/" between parts.
        format: media type found from its content.
        title: the printed title, on one line; empty where none was found.
        publisher, author, issued: what the file's own metadata says (a page's meta tags), "" where nothing.
        sections: nested by level, in the order of the text.
    """

    id: str
    path: str
    sha256: str
    format: str
    text: str
    page_count: int
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    offsets: OffsetMap
    title: str = ""
    publisher: str = ""
    author: str = ""
    issued: str = ""
    catalogue: CatalogueEntry = field(default_factory=CatalogueEntry)
    problems: tuple[Problem, ...] = ()

    def flat(self, start: int, end: int) -> str:
        """The words of `text[start:end]` on one line, runs of white space made one space."""
        return " ".join(self.text[start:end].split())

    def opening(self, block: Block) -> str:
        """The words that a block begins with, on one line: more of them than any heading has."""
        return self.flat(block.start, min(block.end, block.start + _OPENING))

    def section_at(self, offset: int) -> str:
        """Title of the innermost section around `offset`; "" before the first heading."""
        for at in range(bisect_right(self.sections, offset, key=attrgetter("start")) - 1, -1, -1):
            if offset < self.sections[at].end:
                return self.sections[at].title
        return ""
