"""A text made even for searching, each character in its place, and phrases found in it in one scan.

The lexicon's own folding drops characters and keeps a map; here nothing moves, so that a hit's offsets are the document's
at once. A document is made even once and shared by all extractors that ask for it in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon import is_acronym

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+|&")
_BLANKS = "\n\r\t\x0b\x0c\u00a0\u2009\u202f"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u00b4`"


@dataclass(frozen=True, slots=True)
class Even:
    """A text with blanks, hyphens and apostrophes of one kind: `text` keeps capitals and hyphens, `lower` has neither.

    Both are as long as the original, and a character stands where it stood.
    """

    text: str
    lower: str


@lru_cache(maxsize=2)
def even(text: str) -> Even:
    """A document's text made even; kept for the extractors that ask for it next."""
    return made_even(text)


def made_even(text: str) -> Even:
    """The text made even; for short texts, which are not worth keeping."""
    for char in _BLANKS:
        text = text.replace(char, " ")
    for char in _HYPHENS:
        text = text.replace(char, "-")
    for char in _APOSTROPHES:
        text = text.replace(char, "'")
    # U+0130 is the one character whose lower case is longer than itself.
    return Even(text, text.replace("\u0130", "i").lower().replace("-", " "))


def plain_words(name: str) -> list[str]:
    """The words of a name as names are compared: small, without hyphens, apostrophes and marks."""
    return _WORD.findall(made_even(name).lower.replace("'", ""))


def _plain(phrase: str) -> str:
    return " ".join(made_even(phrase).lower.split())


@dataclass(frozen=True, slots=True)
class _Meaning(Generic[T]):
    """What a phrase stands for, and whether it must be written in capitals or with one in front."""

    value: T
    acronym: bool
    capital: bool


class PhraseFinder(Generic[T]):
    """Finds many phrases in one scan: leftmost, there the longest, at word ends, a plural s allowed.

    A phrase in capitals (an acronym) must be written in capitals, and one that begins with a capital with one; others
    are found however they are written. Apostrophes may be missing in the text.

    Args:
        phrases: pairs of a phrase and what it stands for; the first meaning of a phrase counts.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        meanings: dict[str, list[_Meaning[T]]] = {}
        for phrase, value in phrases:
            meaning = _Meaning(value, is_acronym(phrase), phrase[0].isupper())
            for key in dict.fromkeys((_plain(phrase), _plain(phrase).replace("'", ""))):
                meanings.setdefault(key, []).append(meaning)
        self._meanings = [tuple(found) for found in meanings.values()]
        self._automaton = AhoCorasick(list(meanings), matchkind=MatchKind.LeftmostLongest)

    def find(self, searched: Even) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value) in the order of the text; found phrases do not overlap."""
        text = searched.text
        for number, start, end in self._automaton.find_matches_as_indexes(searched.lower):
            if start and text[start - 1].isalnum():
                continue
            last = _word_end(text, end)
            if not last:
                continue
            capital = text[start].isupper()
            for meaning in self._meanings[number]:
                if (capital or not meaning.capital) and (not meaning.acronym or is_acronym(text[start:last])):
                    yield start, last, meaning.value
                    break


def _word_end(text: str, end: int) -> int:
    """Where the word ends that a phrase ends in: at `end`, or after a plural s; 0 where it goes on otherwise."""
    if end == len(text) or not text[end].isalnum():
        return end
    plural = text[end] == "s" and not text[end + 1 : end + 2].isalpha()
    return end + 1 if plural else 0
