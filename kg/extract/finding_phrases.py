"""Many phrases found in one scan of a long text, fast enough for whole reports.

`kg.lexicon.LabelFinder` folds a text to labels' form and keeps a map back. Here the text keeps its length, so that no map
is needed: a document is evened once, and every vocabulary is looked for in the same string.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import is_acronym

_BLANKS = '\n\r\t\u00a0\u2028\u2029.,;:!?()[]"“”/-‐‑‒–—\u00ad\ufffe'
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


Hit = tuple[int, int, str]
"""A phrase found: where it starts and ends, and what it stands for. (A plain tuple: reports have a hundred thousand.)"""


class PhraseFinder:
    """Finds phrases in evened text: the leftmost, there the longest, whole words only.

    Args:
        labels: pairs of a phrase and what it stands for; one phrase may stand for several things. A phrase in capitals
            (an acronym) counts only where the text has capitals; a lost apostrophe is no obstacle.
    """

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        entries: dict[str, dict[tuple[str, bool], None]] = {}
        for label, value in labels:
            form = even(f" {label} ").strip()
            for written in {form: None, form.replace("'", ""): None}:
                entries.setdefault(f"{written} ", {})[value, is_acronym(label)] = None
        self._plain = [tuple(value for value, acronym in values if not acronym) for values in entries.values()]
        self._acronyms = {
            pattern: tuple(value for value, acronym in values if acronym)
            for pattern, values in enumerate(entries.values())
            if any(acronym for _, acronym in values)
        }
        self._automaton = AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, evened: str) -> list[Hit]:
        """Every phrase of the text, in order; `evened` is `even(text)`. Hits of one place differ by what they mean."""
        found: list[Hit] = []
        plain = self._plain
        for pattern, start, stop in self._automaton.find_matches_as_indexes(evened + " "):
            if start and evened[start - 1] != " ":
                continue
            if pattern in self._acronyms and is_acronym(text[start : stop - 1]):
                found += [(start, stop - 1, value) for value in self._acronyms[pattern]]
            for value in plain[pattern]:
                found.append((start, stop - 1, value))
        return found


class Hits:
    """The hits of a document, to be asked for those of a piece."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        self._starts = [start for start, _, _ in hits]

    def within(self, start: int, end: int) -> Sequence[Hit]:
        """The hits that begin in `[start, end)`."""
        first = bisect_left(self._starts, start)
        return self._hits[first : bisect_left(self._starts, end, first)]
