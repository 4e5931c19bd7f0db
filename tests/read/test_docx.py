# ruff: noqa: E501  (samples stay on one line)
"""Word files."""

import io
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableDocument
from kg.model import BlockKind
from kg.read.docx import read_docx
from tests.read.shared import check_content, outline

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(word: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def with_parts(data: bytes, **parts: str) -> bytes:
    """The file with parts (named "document", "footnotes" …) replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.removeprefix("word/").removesuffix(".xml")
            new.writestr(name, parts.pop(key) if key in parts else old.read(name))
        for key, content in parts.items():
            new.writestr(f"word/{key}.xml", content)
    return buffer.getvalue()


def with_body(body: str) -> bytes:
    return with_parts(saved(docx.Document()), document=f"<w:document {W}><w:body>{body}</w:body></w:document>")


def report() -> bytes:
    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "From the file", "Ann Other"
    word.add_heading("Committee report", 0)
    word.add_heading("Background", 1)
    paragraph = word.add_paragraph("Some ")
    paragraph.add_run("bold").bold = True
    paragraph.add_run(" words\nand more.")
    for words, style in (("first", "List Bullet"), ("deeper", "List Bullet 2"), ("one", "List Number")):
        word.add_paragraph(words, style=style)
    word.add_paragraph("two", style="List Number")
    table = word.add_table(2, 2)
    for row, cells in enumerate((("Judgement", "Grade"), ("Overall", "Good"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    word.add_heading("Next steps", 2)
    return saved(word)


def test_structure_is_read_from_styles() -> None:
    content = read_docx(report())
    check_content(content)
    assert outline(content) == [
        ("heading", "Committee report"),
        ("heading", "Background"),
        ("paragraph", "Some bold words and more."),
        ("item", "first"),
        ("item", "deeper"),
        ("item", "one"),
        ("item", "two"),
        ("paragraph", "Judgement Grade"),
        ("paragraph", "Overall Good"),
        ("heading", "Next steps"),
    ]


def test_numbers_of_lists_are_counted() -> None:
    items = [(block.marker, block.level) for block in read_docx(report()).blocks if block.kind is BlockKind.ITEM]
    assert items == [("\u2022", 1), ("\u2022", 2), ("1.", 1), ("2.", 1)]


def test_title_and_properties() -> None:
    content = read_docx(report())
    assert content.title == "Committee report"
    assert (content.meta.title, content.meta.author, content.meta.issued) == (
        "From the file",
        "Ann Other",
        "",
    )


def test_words_in_wrappers_are_read_and_deleted_ones_are_not() -> None:
    content = read_docx(
        with_body(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            "<w:p><w:ins><w:r><w:t>put in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>"
            "<w:hyperlink><w:r><w:t xml:space='preserve'> and linked</w:t></w:r></w:hyperlink></w:p>"
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>high</w:t><w:noBreakHyphen/><w:t>level</w:t></w:r></w:p>"
        )
    )
    assert [words for _, words in outline(content)] == ["in a control", "put in and linked", "high-level"]


def test_a_table_for_layout_gives_its_pieces() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    content = read_docx(with_body(inner.format("x" * 3000)))
    assert [len(words) for _, words in outline(content)] == [3000, 1]


def test_nested_tables_are_read_once() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p>{}</w:tc>"
    nested = f"<w:tbl><w:tr>{cell.format('in', '')}{cell.format('in too', '')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{cell.format('a', nested)}{cell.format('b', '')}</w:tr></w:tbl>"
    assert " ".join(words for _, words in outline(read_docx(with_body(body)))).split() == [
        "a",
        "in",
        "in",
        "too",
        "b",
    ]


def test_a_password_is_named() -> None:
    data = bytearray(report())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(UnreadableDocument, match="password"):
        read_docx(bytes(data))


@pytest.mark.parametrize("body", ["<w:p", "</w:body></w:document><x/>", "&undefined;"])
def test_broken_xml_is_refused(body: str) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_docx(with_body(body))


def test_another_root_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_docx(with_parts(report(), document="<other/>"))


SAMPLE = report()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_refused_or_read(at: int, damage: bytes) -> None:
    data = SAMPLE[:at] + damage + SAMPLE[at + len(damage) :]
    try:
        content = read_docx(data)
    except UnreadableDocument as error:
        assert error.what_to_do
        return
    check_content(content)


NODES = st.recursive(
    st.sampled_from(
        [
            "<w:p/>",
            "<w:t>x</w:t>",
            "<w:r><w:t>word</w:t></w:r>",
            "<w:tab/>",
            "<w:pStyle w:val='Title'/>",
            "<x/>",
        ]
    ),
    lambda inner: st.tuples(
        st.sampled_from(["p", "tbl", "tr", "tc", "sdt", "sdtContent", "r", "pPr", "numPr", "del", "txbxContent"]),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(NODES)
def test_any_markup_gives_sound_blocks(body: str) -> None:
    check_content(read_docx(with_body(body)))
