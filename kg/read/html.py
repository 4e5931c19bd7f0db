"""HTML → Content: the page's main text, with its headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kg.errors import UnreadableDocument
from kg.model import BlockKind, Problem, Severity
from kg.read.assemble import Content
from kg.read.characters import fit
from kg.read.html_main import key_of, main_pieces
from kg.read.html_meta import meta_of
from kg.read.html_pieces import Found, pieces_of
from kg.read.pieces import put_together, tidy
from kg.read.sniff import BYTE_ORDER_MARKS
from kg.read.text import decode

MAX_HTML_BYTES = 20_000_000
MAX_ELEMENTS = 50_000
"""Of larger pages all the text is read: finding the main text takes more than linear time."""
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNICODE = frozenset({"utf-8", "utf8", "utf-16", "utf-32"})
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
"""Read as Windows-1252, as browsers do (WHATWG Encoding Standard)."""


def read_html(data: bytes) -> Content:
    """The main text of a page; where none is found, all the text of its body. `meta` holds what its head
    says.

    Raises UnreadableDocument for a page that is too large or cannot be parsed."""
    if len(data) > MAX_HTML_BYTES:
        raise UnreadableDocument(f"the page is larger than {MAX_HTML_BYTES:,} bytes", "save it as plain text")
    page, problems = decode_html(data)
    tree = _parse(page)
    found = list(pieces_of(tree))
    small = sum(1 for _ in tree.iter()) <= MAX_ELEMENTS
    kept = main_pieces(_parse(page) if small else None, found)
    meta = meta_of(tree)
    text, blocks, lines = put_together(one.piece for one in kept)
    return Content(text, blocks, lines, title=_title(kept, meta.title), meta=meta, problems=problems)


def decode_html(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The page as text, by its byte order mark, the encoding that it names, UTF-8 or Windows-1252, in that
    order."""
    named = _CHARSET.search(data[:4096])
    encoding = named.group(1).decode("ascii", "replace").casefold() if named else "utf-8"
    if encoding in _UNICODE or data.startswith(tuple(BYTE_ORDER_MARKS)):
        text, problems = decode(data)
        return fit(text), problems
    try:
        return fit(data.decode("cp1252" if encoding in _LATIN else encoding, "replace")), ()
    except (LookupError, ValueError):
        text, problems = decode(data)
        what = f"names an encoding that is not known: {encoding}"
        return fit(text), (*problems, Problem("", Severity.NOTE, "file", what, "check its quote marks"))


def _parse(page: str) -> Any:
    """The page's tree, without comments: no entities but HTML's own, nothing fetched, nesting bounded by
    libxml2."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(_XML_HEAD.sub("", page).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument("the HTML page cannot be parsed", "save the page again") from error


def _title(kept: Sequence[Found], head: str) -> str:
    """The <h1> of the main text; of several, the one that the head's title repeats; without one, the head's
    title."""
    printed = [one.piece.words for one in kept if one.piece.kind is BlockKind.HEADING and one.piece.level == 1]
    same = [words for words in printed if key_of(words) in key_of(head) or key_of(head) in key_of(words)]
    chosen = printed if len(printed) == 1 else [*same, head, *printed]
    return tidy(next((words for words in chosen if words.strip()), head))
