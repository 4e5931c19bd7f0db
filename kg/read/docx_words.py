"""The words of a Word paragraph (ECMA-376, part 1, section 17.3): text, tabs, line breaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_APART = frozenset({f"{W}txbxContent", f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{MARKUP}Fallback"})
"""Not the paragraph's own words: text boxes, deleted text, properties (whose `tab` is a tab stop), second
versions."""


def words_of(paragraph: Any) -> str:
    """The paragraph's own words; tracked insertions, links and content controls included."""
    return "".join(_words(paragraph))


def _words(paragraph: Any) -> Iterator[str]:
    from lxml import etree

    walker = etree.iterwalk(paragraph, events=("start",))
    for _, element in walker:
        if element.tag in _APART:
            walker.skip_subtree()
        elif element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in _SPACES:
            yield _SPACES[element.tag]


def boxes_of(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in the paragraph, outermost ones only, without their second versions."""
    for box in paragraph.iter(f"{W}txbxContent"):
        around = [element.tag for element in box.iterancestors()]
        if f"{MARKUP}Fallback" not in around and f"{W}txbxContent" not in around:
            yield box
