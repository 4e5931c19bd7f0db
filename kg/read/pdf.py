"""PDF → Document, by PDFium. The text is put together once from lines; each line keeps its place on the page.

PDFium's way of writing is undone character by character, so that every offset maps back: U+FFFE and U+0002
stand for a hyphen at a line's end together with the break; private-use glyphs of symbol fonts are bullets;
lines end in CRLF.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from kg.errors import UnreadableDocument
from kg.model import Block, BlockKind, Line, OffsetMap, Problem, Severity
from kg.read import layout
from kg.read.assemble import Content
from kg.read.layout import PrintedLine, RawBlock
from kg.settings import MAX_PAGES, MAX_TEXT_CHARS

_PRIVATE_BULLETS = range(0xF000, 0xF100)
_CLEAN: dict[int, str] = dict.fromkeys(_PRIVATE_BULLETS, "•")
_CLEAN |= dict.fromkeys(range(0x20), " ") | {0xFFFE: "-", 0x02: "-", 0xFFFF: " ", 0x7F: " "}
_CLEAN |= dict.fromkeys((0xA0, 0x202F, 0x2007, 0xFEFF, 0x200B), " ") | {0xAD: "-", 0x2010: "-", 0x2011: "-"}
_CLEAN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, sorted(_CLEAN.keys() - {0x0A}))))}]")
_BOLD = 600
_FONT_NAME_BYTES = 128
_FEW_CHARS = 15


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF from its bytes. Raises UnreadableDocument for one that is encrypted, damaged, empty or too
    long."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableDocument("the PDF is encrypted", "save a copy without a password and give that") from error
        raise UnreadableDocument(
            "the PDF is damaged or cut off", "download it again, or open and save it in a PDF viewer"
        ) from error
    if len(pdf) == 0:
        raise UnreadableDocument("the PDF has no pages", "download it again")
    if len(pdf) > MAX_PAGES:
        raise UnreadableDocument(f"the PDF has {len(pdf)} pages, more than {MAX_PAGES}", "split it and give the parts")
    return pdf


def printed_lines(pdf: pypdfium2.PdfDocument) -> Iterator[PrintedLine]:
    """All lines with text, page by page, in PDFium's order. Raises UnreadableDocument for a page that does
    not load."""
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(f"page {number} of the PDF is damaged", "download the file again") from error
        yield from _lines_of_page(textpage, number, page.get_height())
        textpage.close()
        page.close()


def _lines_of_page(textpage: pypdfium2.PdfTextPage, number: int, height: float) -> Iterator[PrintedLine]:
    text = textpage.get_text_range()
    exact = len(text) == textpage.count_chars()
    box, handle = pdfium.FS_RECTF(), textpage.raw
    where = ctypes.byref(box)
    at = 0
    for chunk in _UNCLEAN.sub(_cleaned, text.replace("\r", " ")).split("\n"):
        words = chunk.rstrip()
        if words and (stripped := words.lstrip()):
            start = at + len(words) - len(stripped)
            raw = start if exact else pdfium.FPDFText_GetCharIndexFromTextIndex(handle, start)
            pdfium.FPDFText_GetLooseCharBox(handle, raw, where)
            size = pdfium.FPDFText_GetFontSize(handle, raw)
            yield PrintedLine(number, raw, stripped, size, _is_bold(handle, raw), box.left, box.bottom, height)
        at += len(chunk) + 1


def _cleaned(found: re.Match[str]) -> str:
    return _CLEAN[ord(found.group())]


def _is_bold(handle: pdfium.FPDF_TEXTPAGE, raw: int) -> bool:
    """By the font's weight; by its name where the file does not say how heavy it is (fonts not embedded)."""
    weight = pdfium.FPDFText_GetFontWeight(handle, raw)
    if weight > 0:
        return bool(weight >= _BOLD)
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    pdfium.FPDFText_GetFontInfo(handle, raw, name, _FONT_NAME_BYTES, ctypes.c_int())
    return b"bold" in name.value.lower()


def read_pdf(data: bytes) -> Content:
    """Text and layout of a PDF. Raises UnreadableDocument, also when it has no text layer."""
    pdf = open_pdf(data)
    try:
        pages = len(pdf)
        printed = list(printed_lines(pdf))
    finally:
        pdf.close()
    amount = sum(len(line.text) for line in printed)
    if amount < _FEW_CHARS * pages:
        raise UnreadableDocument(
            "the PDF has no text layer (it holds pictures of pages)", "run it through OCR and give the result"
        )
    if amount > MAX_TEXT_CHARS:
        raise UnreadableDocument(
            f"the PDF holds more than {MAX_TEXT_CHARS:,} characters", "split it and give the parts"
        )
    usual = layout.body_size(printed)
    body = layout.without_marks(layout.without_furniture(printed, pages), usual)
    running, notes = layout.split_footnotes(body, usual)
    ordered = layout.in_reading_order(list(layout.blocks_of(running, usual)), usual)
    blocks = [*ordered, *(RawBlock(BlockKind.FOOTNOTE, note) for note in notes)]
    text, lines, placed, offsets = _compose(blocks)
    empty = sorted(set(range(1, pages + 1)) - {line.page for line in printed})
    return Content(
        text,
        tuple(placed),
        tuple(lines),
        offsets,
        pages,
        _printed_title(blocks),
        problems=_silent_pages(empty),
    )


def _printed_title(blocks: list[RawBlock]) -> str:
    """The headings that open the first page, up to the first line with a colon or a date."""
    words: list[str] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING or block.lines[0].page > 1:
            break
        for line in block.lines:
            if ":" in line.text:
                return " ".join(words)
            words.append(line.text)
    return " ".join(words)[:300]


def _silent_pages(pages: list[int]) -> tuple[Problem, ...]:
    if not pages:
        return ()
    where = "page " + ", ".join(map(str, pages[:20]))
    what = "no text on this page" if len(pages) == 1 else "no text on these pages"
    return (Problem("", Severity.NOTE, where, what, "look whether it holds a picture of text"),)


def _compose(raw_blocks: list[RawBlock]) -> tuple[str, list[Line], list[Block], OffsetMap]:
    sizes = _heading_levels(raw_blocks)
    parts: list[str] = []
    lines: list[Line] = []
    blocks: list[Block] = []
    at = 0
    before: RawBlock | None = None
    for raw in raw_blocks:
        if before is not None:
            gap = "\n" if raw.kind is BlockKind.ITEM and before.kind is BlockKind.ITEM else "\n\n"
            parts.append(gap)
            at += len(gap)
        start = at
        for position, line in enumerate(raw.lines):
            if position:
                parts.append("\n")
                at += 1
            parts.append(line.text)
            lines.append(Line(at, at + len(line.text), line.page, line.size, line.bold, line.x, line.y))
            at += len(line.text)
        blocks.append(_place(raw, start, at, sizes))
        before = raw
    offsets = _offset_map(raw_blocks, lines)
    return "".join(parts), lines, blocks, offsets


def _place(raw: RawBlock, start: int, end: int, sizes: dict[float, int]) -> Block:
    first = raw.lines[0]
    level = sizes[_size_key(first)] if raw.kind is BlockKind.HEADING else raw.level
    body = min(start + raw.marker_length, end - 1)
    if raw.marker and len(raw.lines) > 1 and first.text.strip() == raw.marker:
        body = start + len(first.text) + 1
    return Block(raw.kind, start, end, first.page, level, raw.marker, body, first.bold, first.size, first.x)


def _size_key(line: PrintedLine) -> float:
    return round(line.size * 2) / 2 + (0.25 if line.bold else 0.0)


def _heading_levels(blocks: list[RawBlock]) -> dict[float, int]:
    sizes: Counter[float] = Counter(_size_key(b.lines[0]) for b in blocks if b.kind is BlockKind.HEADING)
    return {size: min(level, 6) for level, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _offset_map(blocks: list[RawBlock], lines: list[Line]) -> OffsetMap:
    printed = [line for block in blocks for line in block.lines]
    return OffsetMap(
        tuple(line.start for line in lines),
        tuple(line.page for line in printed),
        tuple(line.raw for line in printed),
    )
