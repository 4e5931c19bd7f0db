"""Files made to do harm: each is read or refused, in bounded time and memory."""

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableDocument
from kg.model import Document
from kg.read import docx as docx_module
from kg.read import read_document
from kg.read.folder import Source
from tests.read.shared import check_content
from tests.read.test_docx import W, with_body, with_parts

LAUGHS = "<!DOCTYPE w [" + '<!ENTITY a0 "laugh">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip
SECONDS = 20
"""Of the processor, as the machine may be busy. Without bounds each of these takes minutes or all memory."""


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


def read(folder: Path, name: str, data: bytes) -> Document:
    file = folder / name
    file.write_bytes(data)
    document = read_document(Source(file, name))
    check_content(document)
    return document


def test_entities_do_not_grow_in_html(tmp_path: Path) -> None:
    page = LAUGHS.replace("DOCTYPE w", "DOCTYPE html") + "<html><body><p>words &a11;</p></body></html>"
    assert len(read(tmp_path, "a.html", page.encode()).text) < 10_000


def test_entities_do_not_grow_in_word_files(tmp_path: Path) -> None:
    body = f"{LAUGHS}<w:document {W}><w:body><w:p><w:r><w:t>words &a11;</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(tmp_path, "a.docx", with_parts(with_body(""), document=body))


def test_files_are_not_fetched_by_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    body = f"{doctype}<w:document {W}><w:body><w:p><w:r><w:t>seen &x;</w:t></w:r></w:p></w:body></w:document>"
    assert "hidden" not in read(tmp_path, "a.docx", with_parts(with_body(""), document=body)).text


def test_a_word_file_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    data = with_parts(with_body(""), footnotes=" " * (docx_module.MAX_XML_BYTES + 1))
    assert len(data) < 1_000_000
    with pytest.raises(UnreadableDocument, match="unpacks to too much"):
        read(tmp_path, "a.docx", data)


def test_a_word_file_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_module, "MAX_FILES", 3)
    with pytest.raises(UnreadableDocument, match="unpacks to too much"):
        read(tmp_path, "a.docx", with_body(""))


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    data = bytearray(buffer.getvalue())
    with zipfile.ZipFile(buffer) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    lying = bytes(data).replace(size, (10).to_bytes(4, "little"))
    assert lying != bytes(data)
    with pytest.raises(UnreadableDocument):
        read(tmp_path, "a.docx", lying)


@pytest.mark.parametrize("part", ["<w:tbl><w:tr><w:tc>", "<w:sdt><w:sdtContent>", "<w:p><w:r><w:txbxContent>"])
def test_word_markup_that_is_nested_deep_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(UnreadableDocument):
        read(tmp_path, "a.docx", with_body(part * 5_000))


@pytest.mark.parametrize("tag", ["div", "ul><li", "table><tr><td", "b", "blockquote", "section class=byline"])
def test_tags_that_are_nested_deep(tmp_path: Path, tag: str) -> None:
    page = f"<html><body><p>{'Some words of the page. ' * 20}</p>" + f"<{tag}>" * 50_000 + "inner words"
    assert "Some words" in read(tmp_path, "a.html", page.encode()).text


@pytest.mark.parametrize(
    "part",
    [
        "<p>Some words of the page, number {}.</p>",
        "<li>word {}",
        "word {}<br>",
        "<tr><td>{}<td>x",
        "<b>{}</b>",
        "<!-- x -->{} ",
    ],
)
def test_pages_of_many_elements(tmp_path: Path, part: str) -> None:
    page = "<html><body><ol><table>" + "".join(part.format(n) for n in range(40_000))
    assert "39999" in read(tmp_path, "a.html", page.encode()).text


def test_json_that_is_nested_deep_is_passed_over(tmp_path: Path) -> None:
    page = "<html><script type='application/ld+json'>" + "[" * 200_000 + "</script><p>Some words."
    assert read(tmp_path, "a.html", page.encode()).text == "Some words."


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "word " * 2_000_000,
        " " * 5_000_000 + "x",
        "# " + "a " * 1_000_000 + " " * 1_000_000 + "#",
        "Manchester\n" * 300_000,
        ">\n" * 300_000 + "x",
        "1. \n" * 300_000 + "x",
        "- " * 1_000_000 + "x",
        ("The words of this line go on to the very edge of the page\n" * 5_000 + "Short\n\n") * 20,
        "A\r" * 500_000,
    ],
    ids=lambda text: text[:8].strip() or "spaces",
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_texts_of_one_line_or_of_many(tmp_path: Path, name: str, text: str) -> None:
    assert read(tmp_path, name, text.encode()).text == text


def test_marks_of_direction_are_text_like_any_other(tmp_path: Path) -> None:
    text = "\u202eThe grade is doog\u202c and \u200fmore\u2069."
    assert read(tmp_path, "a.txt", text.encode()).text == text


def test_a_file_of_nothing_but_nul_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        read(tmp_path, "a.txt", b"\0" * 1000)


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf", b"\xff\xfe", b"<html></html>", b"<html><script>x</script>", b"\xef\xbb\xbf \n"]
)
def test_files_without_words_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"no text|empty"):
        read(tmp_path, "a", data)


def test_an_error_page_named_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"named \.pdf but is an HTML page"):
        read(tmp_path, "a.pdf", b"<!DOCTYPE html><h1>Not found</h1>")


STARTS = st.sampled_from(
    [
        b"",
        b"<html>",
        b"PK\x03\x04",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\0\0\xfe\xff",
        b"<?xml ",
        b"{\\rtf",
        b"<p>",
    ]
)
NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(STARTS, st.binary(max_size=300), NAMES)
def test_any_bytes_are_read_or_refused(tmp_path: Path, start: bytes, data: bytes, name: str) -> None:
    try:
        read(tmp_path, name, start + data)
    except UnreadableDocument as error:
        assert error.what
        assert error.what_to_do
