"""Pictures of pages, and where on them words stand: marks cover exactly what was printed."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import PIL.Image
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kg.model import Line, OffsetMap
from kg.read.pdf import read_pdf
from kg.read.pdf_pages import HIGHEST, WIDTH, Picture, pictures, runs_by_page, size_of

WORDS = ("The first line of the page, long enough", "and a second one that ends the page.")


def printed(
    pages: int = 1,
    rotation: int = 0,
    crop: tuple[int, int, int, int] | None = None,
    size: tuple[int, int] = (600, 800),
) -> bytes:
    """A PDF with the same two lines on each page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    if crop:
        canvas.setCropBox(crop)
    for _ in range(pages):
        canvas.setPageRotation(rotation)
        for line, words in enumerate(WORDS):
            canvas.drawString(150, 500 - 20 * line, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pictured(data: bytes, *spans: tuple[int, int], most: int = 99) -> list[Picture]:
    content = read_pdf(data)
    return list(pictures(data, content, spans or [(0, len(content.text))], most))


def ink(picture: Picture) -> set[tuple[int, int]]:
    """Pixels that are dark."""
    image = PIL.Image.open(BytesIO(picture.png)).convert("L")
    assert image.size == (picture.size.width, picture.size.height)
    dark = image.point(lambda value: 255 if value < 128 else 0).tobytes()
    return {(at % image.width, at // image.width) for at, value in enumerate(dark) if value}


def inside(picture: Picture, place: tuple[int, int]) -> bool:
    boxes = [box for found in picture.boxes.values() for box in found]
    return any(x <= place[0] < x + w and y <= place[1] < y + h for x, y, w, h in boxes)


@pytest.mark.parametrize(
    ("rotation", "crop"), [(0, None), (90, None), (180, None), (270, None), (0, (100, 300, 500, 700))]
)
def test_boxes_of_all_words_hold_all_that_is_printed(rotation: int, crop: tuple[int, int, int, int] | None) -> None:
    [picture] = pictured(printed(rotation=rotation, crop=crop))
    found = ink(picture)
    assert len(found) > 500
    assert {place for place in found if not inside(picture, place)} == set()


def test_a_box_holds_its_own_words_only() -> None:
    data = printed()
    text = read_pdf(data).text
    start = text.index("second")
    [all_of_it], [one] = pictured(data), pictured(data, (start, start + len("second")))
    [box] = one.boxes[start, start + 6]
    part = {place for place in ink(one) if inside(one, place)}
    assert 50 < len(part) < len(ink(all_of_it)) / 5
    assert box[2] < 80


def test_words_that_go_on_have_boxes_on_both_pages() -> None:
    data = printed(pages=2)
    whole = (0, len(read_pdf(data).text))
    assert [(one.page, len(one.boxes[whole])) for one in pictured(data)] == [(1, 2), (2, 2)]


def test_only_pages_with_words_that_are_wanted_are_drawn() -> None:
    data = printed(pages=5)
    text = read_pdf(data).text
    last = text.rindex("The first")
    assert [one.page for one in pictured(data, (0, 3), (last, last + 3))] == [1, 5]
    assert [one.page for one in pictured(data, (0, 3), (last, last + 3), most=1)] == [1]


@pytest.mark.parametrize("size", [(600, 800), (200, 14_000), (14_000, 200), (3, 3), (14_000, 14_000)])
def test_pictures_are_bounded(size: tuple[int, int]) -> None:
    pdf = pypdfium2.PdfDocument.new()
    found = size_of(pdf.new_page(*size))
    assert 1 <= found.width <= WIDTH
    assert 1 <= found.height <= HIGHEST
    pdf.close()


def test_the_same_page_gives_the_same_picture() -> None:
    assert pictured(printed()) == pictured(printed())


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.data())
def test_runs_of_a_span_are_its_characters_but_for_line_breaks(lengths: list[int], data: st.DataObject) -> None:
    starts = [sum(lengths[:at]) + at for at in range(len(lengths))]
    lines = [
        Line(start, start + length, 1 + at // 3) for at, (start, length) in enumerate(zip(starts, lengths, strict=True))
    ]
    offsets = OffsetMap(tuple(starts), tuple(line.page for line in lines), tuple(100 * at for at in range(len(lines))))
    end = lines[-1].end
    start = data.draw(st.integers(0, end - 1))
    span = (start, data.draw(st.integers(start + 1, end)))
    runs = [run for found in runs_by_page(lines, offsets, [span]).values() for run in found.get(span, [])]
    breaks = sum(span[0] <= a.end < span[1] for a, _ in pairwise(lines))
    assert sum(count for _, count in runs) == span[1] - span[0] - breaks
    assert all(raw // 100 < len(lines) and count <= lengths[raw // 100] for raw, count in runs)
