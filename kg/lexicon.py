"""Labels in running text: how they are compared, and how all of them are found in one scan.

Two ways of writing are the same label when they differ only in case, in apostrophes (also missing ones), in
kinds of dashes and hyphens, and in white space. A label in capitals (an acronym) must be written in capitals.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

T = TypeVar("T")

_DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufffe\u0002"
_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u00b4`"
_WHITE = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200C))
)
# U+0130 is the one character whose lower case is longer than itself.
_ONE_TO_ONE = str.maketrans({**dict.fromkeys(_DASHES + _WHITE, " "), **dict.fromkeys(_APOSTROPHES, "'"), "\u0130": "i"})
_DROPPED = re.compile(r"'+| (?='* )")
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
_TAIL = re.compile(r"(?:(?<=[^\W\d_])\d{1,2}|[.,:;?]\d{1,2}|[\s.,:;*\u00b9\u00b2\u00b3])+$")
_FOOTNOTE = re.compile(r"\d{1,2}(?!\w)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the form in which labels are compared, with the way back to the text's own offsets.

    Attributes:
        text: the folded text.
        starts: offsets in it at which an unbroken piece of the original begins, ascending, the first 0.
        shifts: for each piece, what to add to an offset in it to get the original's.
    """

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def original(self, offset: int) -> int:
        """Where the character at this offset of the folded text stands in the original."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


def fold(text: str) -> Folded:
    """Fold a text: lower case, one blank for white space and dashes, no apostrophes."""
    even = text.translate(_ONE_TO_ONE).lower()
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = position = 0
    for gap in _DROPPED.finditer(even):
        pieces.append(even[position : gap.start()])
        length += gap.start() - position
        position = gap.end()
        if starts[-1] == length:
            shifts[-1] = position - length
        else:
            starts.append(length)
            shifts.append(position - length)
    pieces.append(even[position:])
    return Folded("".join(pieces), tuple(starts), tuple(shifts))


def normalise(label: str) -> str:
    """A whole label as it is compared: folded, no numbering before it, no colon or footnote mark after it."""
    stripped = _NUMBERING.sub("", label.strip())
    return fold(_TAIL.sub("", stripped) or stripped).text.strip()


def is_acronym(label: str) -> bool:
    """Whether a label counts only in capitals: two capitals or more, but for a plural s."""
    core = label.removesuffix("s")
    return len(core) > 1 and core.isupper()


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    value: T
    acronym: bool


class LabelFinder(Generic[T]):
    """Finds many labels in a text in one scan (Aho–Corasick): the leftmost, there the longest, at word ends.

    Args:
        labels: pairs of a label and what it stands for; a label may stand for several things.
        proper: the labels are proper names: what is found must begin with a capital or a digit.
    """

    def __init__(self, labels: Iterable[tuple[str, T]], *, proper: bool = False) -> None:
        entries: dict[str, dict[_Entry[T], None]] = {}
        for label, value in labels:
            folded = fold(label).text.strip()
            if folded:
                entries.setdefault(folded, {})[_Entry(value, is_acronym(label))] = None
        self._entries = [tuple(found) for found in entries.values()]
        self._automaton = AhoCorasick(list(entries), matchkind=MatchKind.Standard)
        self._proper = proper

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value) in the order of the text: `text[start:end]` is the label as written.

        Found labels do not overlap; one that stands for several things is given once for each.
        """
        after = 0
        for start, end, pattern in sorted(self._hits(text), key=lambda hit: (hit[0], -hit[1])):
            if start < after:
                continue
            values = list(self._values(text[start:end], pattern))
            for value in values:
                yield start, end, value
            if values:
                after = end

    def _hits(self, text: str) -> Iterator[tuple[int, int, int]]:
        folded = fold(text)
        for pattern, first, last in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            start, end = folded.original(first), folded.original(last - 1) + 1
            if _stands_alone(text, start, end):
                yield start, end, pattern

    def _values(self, written: str, pattern: int) -> Iterator[T]:
        if self._proper and not (written[0].isupper() or written[0].isdigit()):
            return
        seen: set[T] = set()
        for entry in self._entries[pattern]:
            if (entry.acronym and not is_acronym(written)) or entry.value in seen:
                continue
            seen.add(entry.value)
            yield entry.value


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word runs on at either end; a footnote's digits may stick to the last letter."""
    if start and _in_word(text[start - 1]) and _in_word(text[start]):
        return False
    if end == len(text) or not (_in_word(text[end]) and _in_word(text[end - 1])):
        return True
    return text[end - 1].isalpha() and _FOOTNOTE.match(text, end) is not None


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


_BEFORE = (
    "the ", "london borough of ", "royal borough of ", "metropolitan borough of ", "borough of ", "city of ",
    "county of ", "council of the ", "council of ",
)  # fmt: skip
_AFTER = (
    " childrens services", " childrens social care", " local authority", " unitary authority", " council",
    " metropolitan", " district", " borough", " county", " city", " london", " corporation",
)  # fmt: skip


def plain_name(name: str) -> str:
    """A proper name as it is compared: "&" is "and", full stops do not count."""
    return normalise(name.replace("&", " and ").replace(".", " "))


def name_forms(name: str) -> Iterator[str]:
    """The name, then the name with one word of form after another taken off its end and its beginning."""
    form = plain_name(name)
    yield form
    while end := next((words for words in _AFTER if form.endswith(words)), ""):
        form = form.removesuffix(end)
        yield form
    while begin := next((words for words in _BEFORE if form.startswith(words)), ""):
        form = form.removeprefix(begin)
        yield form
