"""Markers of Word's lists (ECMA-376, part 1, section 17.9): the numbers are not in the text, they are
counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kg.read.docx_words import W
from kg.read.pieces import BULLET

LEVELS = 9
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class Lists:
    """The document's lists and how far each has counted. `numbering` is the root of its part, or None."""

    def __init__(self, numbering: Any | None) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iterchildren(f"{W}abstractNum"):
            for level in abstract.iterchildren(f"{W}lvl"):
                key = (abstract.get(f"{W}abstractNumId", ""), _int(level.get(f"{W}ilvl")))
                start = _int(_value(level, "start"), 1)
                self._levels[key] = (_value(level, "numFmt") or "decimal", _value(level, "lvlText"), start)
        for number in numbering.iterchildren(f"{W}num"):
            self._abstract[number.get(f"{W}numId", "")] = _value(number, "abstractNumId")

    def marker(self, paragraph: Any, styles: Sequence[Any]) -> tuple[str, int]:
        """(what the item begins with, its level from 1), and the count goes on; ("", 1) for what is no item.

        `styles` are the elements of the paragraph's style and of those that it is based on, nearest first.
        """
        number, depth = "", None
        for properties in (paragraph.find(f"{W}pPr"), *(style.find(f"{W}pPr") for style in styles)):
            own = properties.find(f"{W}numPr") if properties is not None else None
            if own is not None:
                depth = _int(_value(own, "ilvl")) if depth is None and _value(own, "ilvl") else depth
                number = number or _value(own, "numId")
        if number in {"", "0"}:
            return "", 1
        level = min(max(depth or 0, 0), LEVELS - 1)
        return self._count(self._abstract.get(number, ""), level), level + 1

    def _count(self, abstract: str, level: int) -> str:
        shape, pattern, start = self._levels.get((abstract, level), ("bullet", "", 1))
        if shape in {"bullet", "none"}:
            return BULLET
        counts = self._counts.setdefault(abstract, [0] * LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        marker = re.sub("%([1-9])", lambda found: self._written(abstract, int(found[1]) - 1, counts), pattern)
        return " ".join(marker.split()) or BULLET

    def _written(self, abstract: str, level: int, counts: Sequence[int]) -> str:
        shape, _, start = self._levels.get((abstract, level), ("decimal", "", 1))
        return _written(counts[level] or start, shape)


def _written(count: int, shape: str) -> str:
    """The count in figures, letters (27 is "aa") or Roman numerals."""
    if shape in {"lowerLetter", "upperLetter"} and 0 < count < 10_000:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if shape == "upperLetter" else letters
    if shape in {"lowerRoman", "upperRoman"} and 0 < count < 4_000:
        roman = ""
        for value, letter in _ROMAN:
            roman += letter * (count // value)
            count %= value
        return roman.upper() if shape == "upperRoman" else roman
    return str(count)


def _value(parent: Any, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return (found.get(f"{W}val") or "") if found is not None else ""


def _int(value: str | None, otherwise: int = 0) -> int:
    return int(value) if value and re.fullmatch(r"[0-9]{1,6}", value) else otherwise
