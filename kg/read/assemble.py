"""What a reader gives (`Content`) becomes a `Document`: the same last steps for every format."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.errors import UnreadableDocument
from kg.model import Block, BlockKind, Document, Line, OffsetMap, Problem, Section
from kg.read.folder import Source
from kg.settings import MAX_TEXT_CHARS

ONE_RUN = OffsetMap(starts=(0,), pages=(1,), raws=(0,))
"""The map of a text that is its own source, on one page."""


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a file says of itself beside its text; empty strings where it says nothing. `issued` is an ISO
    date."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found in a file's bytes.

    Attributes:
        blocks: in the order of the text, not overlapping, each without white space at its ends.
        title: the printed title; `assemble` puts it on one line.
        problems: with an empty `document`, which `assemble` fills in.
    """

    text: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...] = ()
    offsets: OffsetMap = ONE_RUN
    page_count: int = 1
    title: str = ""
    meta: PageMeta = field(default_factory=PageMeta)
    problems: tuple[Problem, ...] = ()


def assemble(source: Source, data: bytes, media_type: str, content: Content) -> Document:
    """The document of `data`, found at `source`, with the content that its reader found.

    Raises UnreadableDocument when the text is empty or longer than `MAX_TEXT_CHARS`.
    """
    text = content.text
    if not text or text.isspace():
        raise UnreadableDocument("it holds no text", "open it and check that it is the document you meant")
    if len(text) > MAX_TEXT_CHARS:
        raise UnreadableDocument(f"its text is longer than {MAX_TEXT_CHARS:,} characters", "split it into parts")
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        id=sha256[:16],
        path=source.path,
        sha256=sha256,
        format=media_type,
        text=text,
        page_count=content.page_count,
        lines=content.lines,
        blocks=content.blocks,
        sections=sections_of(content.blocks, text),
        offsets=content.offsets,
        title=" ".join(content.title.split()),
        publisher=content.meta.publisher,
        author=content.meta.author,
        issued=content.meta.issued,
        catalogue=source.catalogue,
        problems=tuple(replace(problem, document=source.path) for problem in content.problems),
    )


def sections_of(blocks: Sequence[Block], text: str) -> tuple[Section, ...]:
    """A section for each heading, to the next heading of its level or above, in the order of the text."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    ends = _ends([(heading.start, heading.level) for heading in headings], len(text))
    return tuple(
        Section(
            title=" ".join(text[heading.start : heading.end].split()),
            level=heading.level,
            start=heading.start,
            body=min(_next_word(text, heading.end), end),
            end=end,
        )
        for heading, end in zip(headings, ends, strict=True)
    )


def _ends(headings: Sequence[tuple[int, int]], length: int) -> list[int]:
    """Where the section of each (start, level) ends."""
    ends = [length] * len(headings)
    still_open: list[int] = []
    for number, (start, level) in enumerate(headings):
        while still_open and headings[still_open[-1]][1] >= level:
            ends[still_open.pop()] = start
        still_open.append(number)
    return ends


def _next_word(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
