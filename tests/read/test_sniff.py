"""What kind of file it is, by content."""

import io
import zipfile

import pytest

from kg.errors import UnreadableDocument
from kg.read.sniff import DOCX, HTML, MARKDOWN, PDF, TEXT, check_name, media_type


def zip_of(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "a.txt", PDF),
        (b"\0\0junk before\n%PDF-1.4\n", "a", PDF),
        (b"The format %PDF-1.4 is old.", "a.txt", TEXT),
        (b"<!DOCTYPE html><p>x</p>", "report.pdf", HTML),
        (b"\xef\xbb\xbf\n<!-- saved --> <HTML>", "a", HTML),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "a.xhtml", HTML),
        ("<html><body>é</body></html>".encode("utf-16"), "a", HTML),
        (b"<div class='x'><p>x</p></div>", "a.txt", HTML),
        (b"<div align='center'>x</div>\n\n# Title", "a.md", MARKDOWN),
        (b"<3 is not a tag", "a.txt", TEXT),
        (b"# Title", "A.MD", MARKDOWN),
        (b"# Title", "a.pdf", TEXT),
        ("“Café”".encode("cp1252") + b" and forty more letters of plain English", "a", TEXT),
        ("Ἐν ἀρχῇ".encode(), "a.txt", TEXT),
        (zip_of("[Content_Types].xml", "word/document.xml"), "a.zip", DOCX),
    ],
)
def test_the_content_tells_the_kind(data: bytes, name: str, kind: str) -> None:
    assert media_type(data, name) == kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Microsoft Office"),
        (b"{\\rtf1 words}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"\x1f\x8b\x08\0", "archive"),
        (zip_of("notes.txt"), "archive"),
        (zip_of("xl/workbook.xml"), "Excel"),
        (zip_of("ppt/presentation.xml"), "PowerPoint"),
        (zip_of("content.xml"), "OpenDocument"),
        (zip_of("word/document.xml")[:60], "damaged"),
        (b"<?xml version='1.0'?><rows><row/></rows>", "XML"),
        (b"<svg xmlns='x'></svg>", "XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "mail"),
        (bytes(range(256)) * 8, "no text"),
        (b"\x01\x02\x03" * 50, "no text"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableDocument, match=what) as caught:
        media_type(data, "report.pdf")
    assert caught.value.what_to_do


@pytest.mark.parametrize(("kind", "found"), [(HTML, "an HTML page"), (TEXT, "a plain text")])
def test_a_page_in_place_of_a_pdf_is_refused(kind: str, found: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"named .pdf but is {found}"):
        check_name(kind, "a/Report.PDF")


@pytest.mark.parametrize(("kind", "name"), [(PDF, "a.pdf"), (DOCX, "a.pdf"), (HTML, "a.html"), (TEXT, "a")])
def test_other_names_are_no_matter(kind: str, name: str) -> None:
    assert check_name(kind, name) is None
