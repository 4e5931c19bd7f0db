"""What kind of file it is, told by its content. A suffix only tells Markdown from plain text, which look
alike."""

from __future__ import annotations

import io
import re
import zipfile

from kg.errors import UnreadableDocument

PDF = "application/pdf"
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"
MARKDOWN = "text/markdown"

BYTE_ORDER_MARKS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"\xef\xbb\xbf": "utf-8-sig",
}
"""Mark at a file's start -> encoding; the longer ones first, as UTF-32's begins with UTF-16's."""

_PDF_START = re.compile(rb"(?:\A|[^\x20-\x7e])%PDF-\d")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|script|style|link)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<(?:div|p|h[1-6]|article|main|section|header|nav|table|[uo]l|span|a|b|br)\b[^<]*>", re.IGNORECASE
)
_PRELUDE = re.compile(r"(?:\s+|<\?xml\b[^>]{0,500}\?>|<!--.{0,5000}?-->)*", re.DOTALL)
_SAVE = "save it as PDF, DOCX or plain text and give that"
_WORDS_NEEDED = "give a version that holds its text (run text recognition on it)"
_OTHERS = (
    (
        rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "it is an old Microsoft Office file, or one with a password",
        _SAVE,
    ),
    (rb"\{\\rtf", "it is an RTF file", _SAVE),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP", "it is a picture", _WORDS_NEEDED),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh\d|\xfd7zXZ|PK\x05\x06|PK\x07\x08", "it is an archive", "unpack it"),
    (
        rb"(?:From|MIME-Version|Received|Return-Path): [^\0]{0,4000}?\nContent-Type: ",
        "it is a mail or a web archive",
        "save the page or the message as HTML or PDF",
    ),
)
_IN_ZIP = (
    ("xl/", "it is an Excel workbook"),
    ("ppt/", "it is a PowerPoint presentation"),
    ("content.xml", "it is an OpenDocument file"),
)
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\r\f\v\b\x1b"))) + b"\x7f"


def media_type(data: bytes, name: str) -> str:
    """The media type of a file's bytes: one of the five above.

    `name` is looked at only to tell Markdown (.md, .markdown) from plain text. Raises UnreadableDocument for
    an empty file and for every other kind, saying which it is."""
    if not data.strip():
        raise UnreadableDocument("it is empty", "fetch it again")
    start = data[:1024]
    if _PDF_START.search(start) and not _looks_like_html(start, name):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    for signature, what, what_to_do in _OTHERS:
        if re.match(signature, data[:5000], re.DOTALL):
            raise UnreadableDocument(what, what_to_do)
    if _looks_like_html(data[:20_000], name):
        return HTML
    _refuse_binary(data)
    return MARKDOWN if _is_markdown(name) else TEXT


def check_name(kind: str, name: str) -> None:
    """Raises UnreadableDocument where a page or a text stands in place of a PDF or Word file: the document is
    missing, as when a server answers with an error page."""
    suffix = name.casefold().rpartition(".")[2]
    if suffix in {"pdf", "docx"} and kind in {HTML, TEXT}:
        found = "an HTML page" if kind == HTML else "a plain text"
        raise UnreadableDocument(f"named .{suffix} but is {found}", "fetch the document again, or rename the file")


def _is_markdown(name: str) -> bool:
    return name.casefold().endswith((".md", ".markdown"))


def _looks_like_html(start: bytes, name: str) -> bool:
    encoding = next((code for mark, code in BYTE_ORDER_MARKS.items() if start.startswith(mark)), "latin-1")
    text = start.decode(encoding, "ignore")
    begin = _PRELUDE.match(text)
    at = begin.end() if begin else 0
    if _PAGE.match(text, at):
        return True
    if text.startswith("<?xml", at) or re.match(r"<\?xml|<svg\b|<rss\b", text[: at + 5].lstrip(), re.IGNORECASE):
        raise UnreadableDocument("it is an XML file", _SAVE)
    return bool(_FRAGMENT.match(text, at)) and not _is_markdown(name)


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        what = "it is a damaged or cut-off archive or Word file"
        raise UnreadableDocument(what, "fetch it again, or open it and save it anew") from error
    if "word/document.xml" in names:
        return DOCX
    for prefix, what in _IN_ZIP:
        if any(name.startswith(prefix) for name in names):
            raise UnreadableDocument(what, _SAVE)
    raise UnreadableDocument("it is an archive", "unpack it")


def _refuse_binary(data: bytes) -> None:
    """Raises UnreadableDocument for bytes that are no text: more than a tenth control characters, or, where
    they are not UTF-8, more than three tenths outside ASCII (in English text in Windows-1252, a few in a
    hundred)."""
    if data.startswith(tuple(BYTE_ORDER_MARKS)):
        return
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls <= 0.1 * len(data):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            high = len(data) - len(data.translate(None, bytes(range(128, 256))))
            if high <= 0.3 * len(data) or error.reason == "unexpected end of data":
                return
        else:
            return
    raise UnreadableDocument("it is no text, or one in an unknown encoding", "save it as PDF, DOCX or UTF-8 text")
