"""Bytes → `Document`: one reader a format, chosen by content."""

from __future__ import annotations

from kg.model import Document
from kg.read.assemble import Content, assemble
from kg.read.folder import Source, load
from kg.read.sniff import DOCX, HTML, MARKDOWN, PDF, check_name, media_type


def read_document(source: Source, data: bytes | None = None) -> Document:
    """Read one file, or its bytes where they are at hand. Raises UnreadableDocument, and nothing else, for
    whatever cannot be read."""
    data = load(source) if data is None else data
    kind = media_type(data, source.path)
    check_name(kind, source.path)
    return assemble(source, data, kind, _content(data, kind))


def _content(data: bytes, kind: str) -> Content:
    """Readers are imported when first needed: HTML and DOCX bring large libraries along."""
    if kind == PDF:
        from kg.read.pdf import read_pdf

        return read_pdf(data)
    if kind == HTML:
        from kg.read.html import read_html

        return read_html(data)
    if kind == DOCX:
        from kg.read.docx import read_docx

        return read_docx(data)
    from kg.read.text import read_text

    return read_text(data, markdown=kind == MARKDOWN)
