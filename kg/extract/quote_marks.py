"""Which words stand in quote marks: curly and straight, single and double, mixed, nested; marks that are
left open because the
speech goes on in the next paragraph. Apostrophes are no marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARK = re.compile(r"[“”„‟\"«»‘’‛'`´]")
_DOUBLE = frozenset('“”„‟"«»')
_OPENS = frozenset("“„‟«‘‛")
_CLOSES = frozenset("”»’´")
_ELISION = re.compile(r"(?:\d0s|tis|twas|til|em|cause|n\b)", re.IGNORECASE)
_FARTHEST = 3000
"""Characters to look ahead for the end of words in single marks."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: `text[start:end]`, without the marks. `closed` is false where the marks are left
    open at the
    paragraph's end or opened anew; `resumed`: they were open already where the paragraph begins."""

    start: int
    end: int
    double: bool
    closed: bool = True
    resumed: bool = False


def quoted(text: str, going_on: bool = False) -> list[Quoted]:
    """The words in quote marks of a paragraph on one line.

    `going_on`: words in double marks were left open in the paragraph before; they go on here without a new
    mark, where the
    first double mark is a closing one.
    """
    marks = [m.start() for m in _MARK.finditer(text)]
    found: list[Quoted] = []
    start, double, resumed = (0, True, True) if going_on and _closes_first(text, marks) else (-1, False, False)
    single_end = -1
    for at in marks:
        mark_double = text[at] in _DOUBLE
        if start >= 0 and double and mark_double:
            if closes(text, at):
                found.append(Quoted(start, at, True, resumed=resumed))
                start, resumed = -1, False
            elif opens(text, at):
                found.append(Quoted(start, at, True, closed=False, resumed=resumed))
                start, resumed = at + 1, False
        elif start >= 0 and not double and at == single_end:
            found.append(Quoted(start, at, False))
            start = -1
        elif start < 0 and opens(text, at):
            single_end = -1 if mark_double else _single_end(text, at, marks)
            if mark_double or single_end >= 0 or _stays_open(text, at):
                start, double = at + 1, mark_double
    if start >= 0:
        found.append(Quoted(start, len(text), double, closed=False, resumed=resumed))
    trimmed = (_trimmed(text, one) for one in found)
    return [one for one in trimmed if one.start < one.end]


def opens(text: str, at: int) -> bool:
    """Whether the mark at `at` can open: nothing or white space before it, a word after it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or after.isspace() or text[at] in _CLOSES and text[at] != "”":
        return False
    if text[at] == "'" and _ELISION.match(text, at + 1):
        return False
    return (
        not before
        or before.isspace()
        or before in "([—–-/"
        or (before in _OPENS or before == '"')
        and text[at] != before
    )


def closes(text: str, at: int) -> bool:
    """Whether the mark at `at` can close: no white space before it, no letter after it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and not after.isalnum() and text[at] not in "„«"


def _single_end(text: str, at: int, marks: list[int]) -> int:
    """Offset of the mark that closes single marks opened at `at`, -1 where none does.

    A mark after "s" before a small letter may be a possessive ("families’ needs"): it closes only where no later one
    does.
    """
    fallback = -1
    for index in range(bisect_right(marks, at), bisect_right(marks, at + _FARTHEST)):
        later = marks[index]
        if text[later] in _DOUBLE:
            continue
        if opens(text, later):
            break
        if closes(text, later):
            if not re.match(r"s.\s[a-z]", text[later - 1 : later + 3]):
                return later
            fallback = later if fallback < 0 else fallback
    return fallback


def _stays_open(text: str, at: int) -> bool:
    """Single marks with no end count only as a curly mark before a whole sentence at a paragraph's start."""
    return (
        text[at] == "‘"
        and (at == 0 or text[:at].rstrip().endswith(":"))
        and text[at + 1 : at + 2].isupper()
        and text.rstrip()[-1:] in ".!?"
    )


def _closes_first(text: str, marks: list[int]) -> bool:
    first = next((at for at in marks if text[at] in _DOUBLE), None)
    return first is not None and not opens(text, first) and closes(text, first)


def _trimmed(text: str, one: Quoted) -> Quoted:
    words = text[one.start : one.end]
    start = one.start + len(words) - len(words.lstrip())
    end = one.end - len(words) + len(words.rstrip())
    return Quoted(start, max(end, start), one.double, one.closed, one.resumed)
