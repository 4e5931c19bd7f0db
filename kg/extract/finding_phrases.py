"""Many phrases found in one scan of a long text, fast enough for whole reports.

`kg.lexicon.LabelFinder` folds a text to labels' form and keeps a map back. Here the text keeps its length, so that no map
is needed: a document is evened once, and every vocabulary is looked for in the same string.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import is_acronym

T = TypeVar("T")

_BLANKS = "\n\r\t\u00a0\u2028\u2029.,;:!?()[]\"“”/-‐‑‒–—\u00ad\ufffe"
_APOSTROPHES = "‘’‛`"


def even(text: str) -> str:
    """The text in small letters with blanks for marks, as long as before. An apostrophe stays inside a word; two
    blanks stand where a phrase ends."""
    low = text.lower()
    if len(low) != len(text):  # a letter whose small form is longer than itself
        low = "".join(one if len(one.lower()) != 1 else one.lower() for one in text)
    for mark in _BLANKS:
        low = low.replace(mark, " ")
    for mark in _APOSTROPHES:
        low = low.replace(mark, "'")
    return low.replace(" '", "  ").replace("' ", "  ")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: where it stands, and what it stands for."""

    start: int
    end: int
    value: T


class PhraseFinder(Generic[T]):
    """Finds phrases in evened text: the leftmost, there the longest, whole words only.

    Args:
        labels: pairs of a phrase and what it stands for; one phrase may stand for several things. A phrase in capitals
            (an acronym) counts only where the text has capitals; a lost apostrophe is no obstacle.
    """

    def __init__(self, labels: Iterable[tuple[str, T]]) -> None:
        entries: dict[str, dict[tuple[T, bool], None]] = {}
        for label, value in labels:
            form = " ".join(even(f" {label} ").split())
            for written in {form: None, form.replace("'", ""): None}:
                entries.setdefault(f" {written} ", {})[value, is_acronym(label)] = None
        self._entries = [tuple(values) for values in entries.values()]
        self._automaton = AhoCorasick(list(entries), matchkind=MatchKind.Standard)

    def find(self, text: str, evened: str) -> list[Hit[T]]:
        """Every phrase of the text, in order; `evened` is `even(text)`. Hits of one place differ by what they mean."""
        found: list[Hit[T]] = []
        after = 0
        matches = self._automaton.find_matches_as_indexes(f" {evened} ", overlapping=True)
        for pattern, start, stop in sorted(matches, key=_leftmost_longest):
            end = stop - 2
            if start < after:
                continue
            hits = [Hit(start, end, value) for value in self._meant(pattern, text, start, end)]
            if hits:
                found += hits
                after = end
        return found

    def _meant(self, pattern: int, text: str, start: int, end: int) -> Iterator[T]:
        for value, acronym in self._entries[pattern]:
            if not acronym or is_acronym(text[start:end]):
                yield value


def _leftmost_longest(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


class Hits(Generic[T]):
    """The hits of a document, to be asked for those of a piece."""

    def __init__(self, hits: Sequence[Hit[T]]) -> None:
        self._hits = hits
        self._starts = [hit.start for hit in hits]

    def within(self, start: int, end: int) -> Sequence[Hit[T]]:
        """The hits that begin in `[start, end)`."""
        return self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
