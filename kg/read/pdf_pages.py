"""Pages of a PDF as pictures, and where on them the characters of its text stand.

The way back goes through the offsets that reading keeps: character of the text → PDFium's character on the page → its box
→ pixels of the picture (PDFium's own mapping, which knows a page's rotation and crop).
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium

from kg.errors import MissingExtra, UnreadableDocument
from kg.model import Line, OffsetMap
from kg.read.assemble import Content
from kg.read.pdf import open_pdf

WIDTH = 1_000
"""Pixels that a picture is wide, where the page is no higher than `HIGHEST` allows."""
HIGHEST = 2_000
COLOURS = 16
"""Colours of a picture: printed text with its headings and logos needs no more, and stays sharp."""
_OCTREE = 2
"""Pillow's quickest way to choose colours."""
_PAD = 2
"""Pixels between words and the edge of their box."""

Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels, counted from the picture's upper left corner."""
Run = tuple[int, int]
"""PDFium's index of a character on its page, and how many follow from it on one line."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a picture in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: its number (from 1), its picture as PNG, and where each span of the text stands on it. A span that goes on
    from or to another page has boxes on each."""

    page: int
    size: Size
    png: bytes
    boxes: dict[tuple[int, int], list[Box]]


def need_pillow() -> None:
    """Raise MissingExtra where pictures cannot be written."""
    try:
        import PIL.Image  # noqa: F401
    except ImportError as error:
        what = "pictures of pages need the extra `pictures`: pip install 'inspection-kg[pictures]'"
        raise MissingExtra(what) from error


def pictures(data: bytes, content: Content, spans: Iterable[tuple[int, int]], most: int) -> Iterator[Picture]:
    """A picture of each page on which a span of the text stands, in the order of pages; of the first `most` of them.

    `content` is what `read_pdf` gives of `data`. Raises UnreadableDocument where a page cannot be drawn.
    """
    runs = runs_by_page(content.lines, content.offsets, spans)
    pdf = open_pdf(data)
    try:
        for number in sorted(runs)[:most]:
            yield _picture(pdf, number, runs[number])
    finally:
        pdf.close()


def _picture(pdf: pypdfium2.PdfDocument, number: int, runs: dict[tuple[int, int], list[Run]]) -> Picture:
    try:
        page = pdf[number - 1]
        textpage = page.get_textpage()
        size = size_of(page)
        boxes = {
            span: [box for run in found for box in _boxes(page, textpage, size, run)] for span, found in runs.items()
        }
        png = _png(page, size)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"page {number} of the PDF cannot be drawn", "download the file again") from error
    textpage.close()
    page.close()
    return Picture(number, size, png, boxes)


def size_of(page: pypdfium2.PdfPage) -> Size:
    """How large the picture of a page is: `WIDTH` wide, or less where that would be higher than `HIGHEST`."""
    width, height = (max(1.0, length) for length in page.get_size())
    scale = min(WIDTH / width, HIGHEST / height)
    return Size(max(1, round(width * scale)), max(1, round(height * scale)))


def _png(page: pypdfium2.PdfPage, size: Size) -> bytes:
    """The same page gives the same bytes."""
    bitmap = pypdfium2.PdfBitmap.new_native(size.width, size.height, pdfium.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, size.width, size.height)
    pdfium.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, 0, size.width, size.height, 0, pdfium.FPDF_ANNOT)
    image = bitmap.to_pil().convert("RGB").quantize(COLOURS, method=_OCTREE, dither=0)
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def runs_by_page(
    lines: Sequence[Line], offsets: OffsetMap, spans: Iterable[tuple[int, int]]
) -> dict[int, dict[tuple[int, int], list[Run]]]:
    """Page → span → its characters there, a run for each printed line. `lines` are those that `offsets` maps, one to
    one."""
    found: dict[int, dict[tuple[int, int], list[Run]]] = {}
    for start, end in spans:
        at = max(0, bisect_right(offsets.starts, start) - 1)
        while at < len(lines) and lines[at].start < end:
            first, last = max(start, lines[at].start), min(end, lines[at].end)
            if first < last:
                page, raw = offsets.source_of(first)
                found.setdefault(page, {}).setdefault((start, end), []).append((raw, last - first))
            at += 1
    return found


def _boxes(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, size: Size, run: Run) -> Iterator[Box]:
    """Boxes around the characters of a run, each within the picture."""
    for place in range(textpage.count_rects(*run)):
        left, bottom, right, top = textpage.get_rect(place)
        one, other = _pixel(page, size, left, top), _pixel(page, size, right, bottom)
        x, to_x = sorted((one[0], other[0]))
        y, to_y = sorted((one[1], other[1]))
        x, y = max(0, x - _PAD), max(0, y - _PAD)
        width, height = min(size.width, to_x + _PAD) - x, min(size.height, to_y + _PAD) - y
        if width > 0 and height > 0:
            yield x, y, width, height


def _pixel(page: pypdfium2.PdfPage, size: Size, x: float, y: float) -> tuple[int, int]:
    """Where a point of the page stands in its picture."""
    to_x, to_y = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, size.width, size.height, 0, x, y, ctypes.byref(to_x), ctypes.byref(to_y))
    return to_x.value, to_y.value
