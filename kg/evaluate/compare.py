"""When two words, names, dates or numbers count as the same. Nothing here knows a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

ENOUGH_WORDS = 0.9
"""Share of the words that two texts must have in common, in order."""

_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")
_WORD = re.compile(r"\w+")
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "doctor",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "baroness",
        "rev",
        "revd",
        "reverend",
        "rt",
        "hon",
        "the",
        "cllr",
        "councillor",
        "county",
        "borough",
        "city",
        "town",
        "alderman",
        "hmi",
        "obe",
        "mbe",
        "cbe",
        "jp",
        "kc",
        "qc",
        "phd",
    }
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, without apostrophes (damaged copies lose them) and punctuation."""
    return _WORD.findall(text.casefold().translate(_APOSTROPHES))


def same_words(one: str, other: str) -> bool:
    """Whether two texts share at least 90% of the longer one's words in the same order.

    The longer one decides, so that neither a fragment nor a text with much more in it counts as the same.
    """
    a, b = words(one), words(other)
    needed = ENOUGH_WORDS * max(len(a), len(b))
    if not needed or (Counter(a) & Counter(b)).total() < needed:
        return False
    return _common_in_order(a, b) >= needed


def _common_in_order(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    before = [0] * (len(b) + 1)
    for word in a:
        row = [0]
        for j, other in enumerate(b):
            row.append(before[j] + 1 if word == other else max(before[j + 1], row[j]))
        before = row
    return before[-1]


def person_name(name: str) -> str:
    """A person's name without titles and letters after it, in lower case."""
    parts = words(name)
    kept = [part for part in parts if part not in _TITLES]
    return " ".join(kept or parts)


def people_named(names: str) -> frozenset[str]:
    """Every name in a list of names that is joined by ";", "," , "/", "&" or "and"."""
    parts = re.split(r"[;,/&]|\band\b", names)
    return frozenset(person_name(part) for part in parts if part.strip())


def thing_name(name: str) -> str:
    """An organisation's name in lower case, without an article in front."""
    parts = words(name)
    return " ".join(parts[1:] if parts[:1] == ["the"] else parts)


def one_holds_the_other(one: str, other: str) -> bool:
    """Whether the words of one text stand together in the other; never true of an empty text."""
    a, b = (f" {' '.join(words(text))} " for text in (one, other))
    return bool(a.strip() and b.strip()) and (a in b or b in a)


def same_date(one: str, other: str) -> bool:
    """Whether two ISO dates agree as far as both are known: one begins with the other."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are equal; thousands' commas do not count."""
    a, b = _number(one), _number(other)
    return a is not None and a == b


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None


def last_day(iso: str) -> date | None:
    """The last day that a partial ISO date can mean; None when it is no date."""
    try:
        parts = [int(part) for part in iso.split("-")]
        if len(parts) == 3:
            return date(*parts)
        year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, IndexError, OverflowError):
        return None


def overlap(one: Iterable[tuple[int, int]], other: tuple[int, int] | None) -> bool:
    """Whether a span (first character, end exclusive) shares a character with one of several."""
    return other is not None and any(start < other[1] and other[0] < end for start, end in one)
