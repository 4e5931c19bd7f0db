"""DOCX → Content: headings, paragraphs, list items, tables and footnotes of the document's body.

Left out: running headers and footers, comments, and what tracked changes deleted. `meta.issued` stays empty,
as the file's own dates say when it was made or saved, not when it was published."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from kg.errors import UnreadableDocument
from kg.model import BlockKind
from kg.read.assemble import Content, PageMeta
from kg.read.docx_lists import Lists
from kg.read.docx_words import MARKUP, W, boxes_of, words_of
from kg.read.pieces import CELL_END, Piece, put_together

MAX_FILES = 10_000
MAX_UNPACKED_BYTES = 500_000_000
MAX_XML_BYTES = 60_000_000
"""Of all the XML in the file, unpacked: a tree takes some ten times as much memory."""
MAX_ROW = 2_000
HEADING_STYLES = {f"heading {level}": level for level in range(1, 10)} | {"title": 1, "subtitle": 2}
_LIST_STYLE = re.compile(r"list (?:bullet|number|continue) [2-5]")
_MISSHAPEN = (
    KeyError,
    ValueError,
    IndexError,
    AttributeError,
    TypeError,
    AssertionError,
    NotImplementedError,
)
"""What python-docx raises where the XML is sound and a part that it counts on is missing or another."""
_DAMAGED = "the Word file is damaged"
_SAVE_AGAIN = "open it in a word processor and save it anew"


def read_docx(data: bytes) -> Content:
    """The text of a Word file's body, and its title and author as its properties name them in `meta`.

    Raises UnreadableDocument for a file that is damaged, has a password, or unpacks to too much.
    """
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml import etree

    _check_size(data)
    broken = (PythonDocxError, OpcError, etree.LxmlError, zipfile.BadZipFile, zlib.error, OSError, EOFError)
    try:
        return _read(data)
    except (*broken, *_MISSHAPEN) as error:
        raise UnreadableDocument(_DAMAGED, _SAVE_AGAIN) from error
    except RecursionError as error:
        raise UnreadableDocument("the Word file is nested too deep", _SAVE_AGAIN) from error


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise UnreadableDocument(_DAMAGED, _SAVE_AGAIN) from error
    unpacked = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    if unpacked > MAX_UNPACKED_BYTES or xml > MAX_XML_BYTES or len(members) > MAX_FILES:
        raise UnreadableDocument("the Word file unpacks to too much", "split it, or save it as PDF")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableDocument("the Word file has a password", "save a copy without a password")


def _read(data: bytes) -> Content:
    import docx

    word = docx.Document(io.BytesIO(data))
    styles = _Styles(word)
    pieces = [piece for piece in _pieces(word.element.body, styles) if piece.words.strip()]
    notes = _footnotes(word)
    text, blocks, lines = put_together([*pieces, *notes])
    meta = _properties(word)
    headings = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    first = headings[0].words if headings and pieces[0] is headings[0] else ""
    return Content(text, blocks, lines, title=styles.title or first or meta.title, meta=meta)


class _Styles:
    """What a paragraph's style makes of it; keeps the count of numbered lists and the first title."""

    def __init__(self, word: Any) -> None:
        self._styles = {style.style_id: style for style in word.styles}
        self._lists = Lists(_related(word.part, "numbering"))
        self.title = ""

    def piece(self, paragraph: Any, words: str) -> Piece:
        """The paragraph's words as a heading, an item or a paragraph."""
        chain = list(self._chain(paragraph))
        names = [(style.name or "").casefold() for style in chain]
        level = next((HEADING_STYLES[name] for name in names if name in HEADING_STYLES), 0)
        marker, depth = self._lists.marker(paragraph, [style.element for style in chain])
        if level:
            if names[0] == "title" and not self.title:
                self.title = words
            return Piece(BlockKind.HEADING, words.replace("\n", " "), level)
        if marker:
            depth = max([depth, *(int(name[-1]) for name in names if _LIST_STYLE.fullmatch(name))])
            return Piece(BlockKind.ITEM, words, depth, marker)
        return Piece(BlockKind.PARAGRAPH, words)

    def _chain(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's style and the styles that it is based on, each once."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self._styles.get(found.get(f"{W}val")) if found is not None else None
        seen: set[str] = set()
        while style is not None and style.style_id not in seen:
            seen.add(style.style_id)
            yield style
            style = getattr(style, "base_style", None)


def _pieces(container: Iterable[Any], styles: _Styles) -> Iterator[Piece]:
    """The pieces of a body, a cell or a text box, whatever wrappers (content controls, insertions) stand
    between."""
    for child in container:
        if child.tag == f"{W}p":
            yield styles.piece(child, words_of(child))
            for box in boxes_of(child):
                yield from _pieces(box, styles)
        elif child.tag == f"{W}tr":
            yield from _row(child, styles)
        elif child.tag not in {f"{W}del", f"{W}moveFrom", f"{MARKUP}Fallback"}:
            yield from _pieces(child, styles)


def _row(row: Any, styles: _Styles) -> Iterator[Piece]:
    """A table's row as one piece, its cells in reading order; where the table is there for the page's layout
    (long cells, tables inside), the pieces of each cell."""
    cells = [list(_pieces(cell, styles)) for cell in row.iter(f"{W}tc") if _row_of(cell) is row]
    words = ["\n".join(piece.words for piece in cell if piece.words.strip()) for cell in cells]
    kinds = {piece.kind for cell in cells for piece in cell}
    if sum(map(len, words)) > MAX_ROW or kinds - {BlockKind.PARAGRAPH} or len(words) == 1:
        for cell in cells:
            yield from cell
    else:
        yield Piece(BlockKind.PARAGRAPH, CELL_END.join(text.replace(CELL_END, " ") for text in words if text))


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))


def _footnotes(word: Any) -> Iterator[Piece]:
    notes = _related(word.part, "footnotes")
    if notes is None:
        return
    number = 0
    for note in notes.iterchildren(f"{W}footnote"):
        if note.get(f"{W}type") in {None, "normal"}:
            number += 1
            words = "\n".join(words_of(paragraph) for paragraph in note.iter(f"{W}p"))
            yield Piece(BlockKind.FOOTNOTE, words, 1, str(number))


def _related(part: Any, kind: str) -> Any | None:
    """The root of the related part ("numbering", "footnotes"), or None. Entities are not resolved."""
    from lxml import etree

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(relation.target_part.blob, parser)
    return None


def _properties(word: Any) -> PageMeta:
    """The file's properties; python-docx would make up some for a file without."""
    if not any(relation.reltype.endswith("/core-properties") for relation in word.part.package.rels.values()):
        return PageMeta()
    return PageMeta(title=word.core_properties.title or "", author=word.core_properties.author or "")
