"""PDFs: the text, the way back from it to the page, and what cannot be read."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kg.errors import UnreadableDocument
from kg.genres import read_facts
from kg.model import BlockKind, Document, Line, Reading
from kg.read import read_document
from kg.read.assemble import Content
from kg.read.folder import find_sources
from kg.read.pdf import read_pdf
from kg.vocabulary import lexicon
from tests.documents import L, footer, heading, item, pdf, prose, running, title
from tests.read.shared import check_content, outline

ENOUGH = prose("Enough words that this page is no picture of a page.")


def read(*pages: list[L]) -> Content:
    return read_pdf(pdf(pages))


class Source:
    """The characters of a PDF by page and index, as PDFium gives them."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pypdfium2.PdfDocument(data)
        self.pages = [page.get_textpage() for page in self.pdf]

    def char(self, page: int, index: int) -> str:
        return chr(pdfium.FPDFText_GetUnicode(self.pages[page - 1].raw, index))

    def close(self) -> None:
        self.pdf.close()


HYPHENS = {"\ufffe", "\x02", "-", "\u2010", "\u2011", "\xad"}


def same(read: str, source: str) -> bool:
    """Whether a character of the text is what the page holds, hyphens, bullets and blanks being made even."""
    if read == "-":
        return source in HYPHENS
    if read == "•":
        return source == "•" or 0xF000 <= ord(source) <= 0xF0FF
    return read == source or (read == " " and (source.isspace() or ord(source) < 32))


def check_offsets(content: Content | Document, data: bytes) -> None:
    """Every character of every line stands on the page where the offset map says."""
    source = Source(data)
    try:
        for line in content.lines:
            for offset in range(line.start, line.end):
                page, index = content.offsets.source_of(offset)
                assert page == line.page == content.offsets.page_at(offset)
                assert same(content.text[offset], source.char(page, index)), content.text[line.start : line.end]
    finally:
        source.close()


# --- the text ------------------------------------------------------------------------------------------


def test_lines_become_a_title_headings_paragraphs_and_items() -> None:
    content = read(
        [
            *title("A title that goes", "over two lines"),
            *prose("Published: 3 May 2016"),
            *heading("A heading"),
            *prose("The first line of a paragraph that", "goes on here."),
            *item("An item that", "goes on."),
            *item("Another."),
            *prose("The end of it."),
        ]
    )
    assert content.title == "A title that goes over two lines"
    assert outline(content) == [
        ("heading", "A title that goes over two lines"),
        ("paragraph", "Published: 3 May 2016"),
        ("heading", "A heading"),
        ("paragraph", "The first line of a paragraph that goes on here."),
        ("item", "An item that goes on."),
        ("item", "Another."),
        ("paragraph", "The end of it."),
    ]
    check_content(content)


def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen() -> None:
    data = pdf([prose("They are good at decision-", "making and multi-agency work.")])
    content = read_pdf(data)
    assert "good at decision-making and multi-agency work." in content.text
    check_offsets(content, data)


def test_bold_fonts_that_do_not_say_their_weight_are_bold() -> None:
    page = [L("A heading", font="Helvetica-Bold"), L("Some running text, a bit longer.", font="Helvetica")]
    assert [line.bold for line in read(page, [*ENOUGH]).lines[:2]] == [True, False]


def test_pages_without_text_are_named() -> None:
    content = read([*ENOUGH], [], [*ENOUGH])
    assert [(problem.severity, problem.where, problem.what) for problem in content.problems] == [
        ("note", "page 2", "no text on this page")
    ]


def test_the_same_bytes_give_the_same_content() -> None:
    data = pdf([[*title("One"), *ENOUGH, *item("a b c"), *footer(1)]])
    assert read_pdf(data) == read_pdf(data)


# --- the way back --------------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("abcdefgh ABC 12.,;:!?()-–—’‘“”•éüß£%&/\"'<>\xa0"), min_size=1, max_size=60).filter(
    lambda text: text.strip()
)
LINES = st.builds(
    L,
    text=WORDS,
    size=st.sampled_from([8.0, 10.0, 12.0, 15.0, 24.0]),
    bold=st.booleans(),
    x=st.sampled_from([40.0, 60.0, 78.0, 300.0]),
    before=st.sampled_from([0.0, 6.0, 20.0]),
    y=st.none() | st.floats(20.0, 820.0).map(lambda y: round(y, 1)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(LINES, max_size=14), min_size=1, max_size=3))
def test_every_character_maps_back_to_its_page(pages: list[list[L]]) -> None:
    data = pdf([[*page, *ENOUGH] for page in pages])
    content = read_pdf(data)
    check_content(content)
    check_offsets(content, data)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS.filter(lambda text: any(c.isalnum() for c in text)), min_size=1, max_size=8))
def test_no_words_of_the_page_are_lost(lines: list[str]) -> None:
    content = read(prose(*lines, "and enough words that this is a page"))
    kept = "".join(content.text.split()).replace("-", "")
    for line in lines:
        for word in line.split():
            assert "".join(c for c in word if c.isalnum()) in "".join(c for c in kept if c.isalnum())


# --- what cannot be read -------------------------------------------------------------------------------


def picture() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for _ in range(3):
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def no_pages() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


WHOLE = pdf([[*title("A title"), *ENOUGH]] * 20)
BAD = {
    "encrypted": (pdf([ENOUGH], key="secret"), "encrypted"),
    "cut off": (WHOLE[: len(WHOLE) // 3], "damaged or cut off"),
    "only a beginning": (b"%PDF-1.7\n", "damaged or cut off"),
    "no pages": (no_pages(), "no pages|damaged"),
    "a picture": (picture(), "no text layer"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged or cut off"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_says_why_and_what_to_do(name: str) -> None:
    data, why = BAD[name]
    with pytest.raises(UnreadableDocument, match=why) as caught:
        read_pdf(data)
    assert caught.value.what_to_do


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=40))
def test_damage_anywhere_is_read_or_refused(at: int, noise: bytes) -> None:
    try:
        check_content(read_pdf(b"%PDF-1.4\n" + WHOLE[9:at] + noise + WHOLE[at + len(noise) :]))
    except UnreadableDocument as error:
        assert error.what and error.what_to_do


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.pdf.MAX_PAGES", 2)
    with pytest.raises(UnreadableDocument, match="3 pages, more than 2"):
        read([*ENOUGH], [*ENOUGH], [*ENOUGH])


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.pdf.MAX_TEXT_CHARS", 40)
    with pytest.raises(UnreadableDocument, match="more than 40 characters"):
        read([*ENOUGH])


def test_five_hundred_pages_are_read_in_time() -> None:
    page = [
        *running("A long report"),
        *prose(*["Ten words or so stand on every line of it."] * 40),
        *footer(1),
    ]
    data = pdf([page] * 500)
    begun = time.perf_counter()
    content = read_pdf(data)
    assert time.perf_counter() - begun < 30
    assert content.page_count == 500
    assert {line.page for line in content.lines} == set(range(1, 501))
    assert "A long report" not in content.text


# --- the real ones -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[tuple[bytes, Document, Reading]]:
    """Every real report: its bytes, the document, what was read from it."""
    sources, _ = find_sources([shared / "corpus" / "reports"])
    files = [(source, source.file.read_bytes()) for source in sources]
    documents = [(data, read_document(source)) for source, data in files if data.startswith(b"%PDF")]
    return [(data, document, read_facts(document, lexicon())) for data, document in documents]


@pytest.mark.real
def test_every_passage_of_the_reports_stands_on_its_page(reports: list[tuple[bytes, Document, Reading]]) -> None:
    checked = 0
    for data, document, reading in reports:
        with_pages = pypdfium2.PdfDocument(data)
        pages = [plain(words_on(page.get_textpage())) for page in with_pages]
        for passage in reading.passages:
            assert document.text[passage.start : passage.end] == passage.exact
            assert passage.page == document.offsets.page_at(passage.start)
            for line in lines_in(document.lines, passage.start, passage.end):
                start, end = max(line.start, passage.start), min(line.end, passage.end)
                assert plain(document.text[start:end]) in pages[line.page - 1], document.path
            checked += 1
        with_pages.close()
    assert checked > 2_000


def lines_in(lines: tuple[Line, ...], start: int, end: int) -> list[Line]:
    return [line for line in lines if line.start < end and start < line.end]


def words_on(page: pypdfium2.PdfTextPage) -> str:
    """A page's text by another way than the reader's."""
    return str(page.get_text_bounded())


def plain(text: str) -> str:
    """Without white space and what readers write in different ways: bullets, hyphens, private characters."""
    return "".join(c for c in text if c.isalnum() or c in "’‘“”.,;:()£%&")


@pytest.mark.real
def test_every_character_of_the_reports_maps_back(reports: list[tuple[bytes, Document, Reading]]) -> None:
    for data, document, _ in reports:
        check_offsets(document, data)


@pytest.mark.real
def test_the_reports_give_sound_blocks(reports: list[tuple[bytes, Document, Reading]]) -> None:
    for _, document, _ in reports:
        check_content(document)
        assert any(block.kind is BlockKind.HEADING for block in document.blocks), document.path
