"""Plain text and Markdown → Content. The text is the file's own: offsets count in the file as decoded."""

from __future__ import annotations

from itertools import takewhile

from kg.model import Block, BlockKind, Line, Problem, Severity
from kg.read.assemble import Content
from kg.read.characters import REPLACEMENT, fit
from kg.read.paragraphs import STOPS, TextLine, markdown_blocks, plain_blocks, text_lines
from kg.read.sniff import BYTE_ORDER_MARKS

WORDS_OF_COVER = 40


def read_text(data: bytes, markdown: bool = False) -> Content:
    """The text with its blocks: by blank lines, line lengths, markers and, in Markdown, its marks.

    Line ends stay as they are; characters that no text may hold are replaced one for one (`characters.fit`).
    """
    decoded, problems = decode(data)
    text = fit(decoded)
    lines = text_lines(text)
    blocks = tuple(markdown_blocks(lines) if markdown else plain_blocks(lines))
    return Content(text, blocks, _printed(lines), title=_title(lines, blocks, text), problems=problems)


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The bytes as text, and a note where they are not sound UTF-8, UTF-16 or UTF-32.

    A file with more sound UTF-8 sequences than unsound bytes is taken for damaged UTF-8, any other one for
    Windows-1252."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return text, _damage(text, encoding.removesuffix("-sig").upper())
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    bad = text.count(REPLACEMENT)
    if len(text.encode("ascii", "ignore")) + 2 * bad < len(text):
        return text, _damage(text, "UTF-8")
    what_to_do = "nothing, if its quote marks and dashes look right; else save it as UTF-8"
    return data.decode("cp1252", "replace"), (_note("not UTF-8, read as Windows-1252", what_to_do),)


def _damage(text: str, encoding: str) -> tuple[Problem, ...]:
    bad = text.count(REPLACEMENT)
    return (_note(f"damaged {encoding}: {bad:,} places cannot be read", "fetch it again"),) if bad else ()


def _note(what: str, what_to_do: str) -> Problem:
    return Problem("", Severity.NOTE, "file", what, what_to_do)


def _printed(lines: list[TextLine]) -> tuple[Line, ...]:
    return tuple(Line(line.start, line.end, 1) for line in lines if line.start < line.end)


def _title(lines: list[TextLine], blocks: tuple[Block, ...], text: str) -> str:
    """What stands before the first blank line and before any label ("Published: …"), where that is no
    sentence and a heading is among it; else the headings that the text begins with."""
    top = list(takewhile(lambda line: ": " not in line.words and (not line.gap or line is lines[0]), lines))
    words = " ".join(line.words for line in top)
    headings = list(takewhile(lambda block: block.kind is BlockKind.HEADING, blocks))
    if not headings:
        return ""
    if len(top) > 1 and len(words.split()) <= WORDS_OF_COVER and not any(line.words[-1] in STOPS for line in top):
        return words
    return text[headings[0].body : headings[0].end]
