"""Numbers in digits and in words, as reports and the press write them."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: number for number, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{_WORD})(?:-(?:{_WORD}))?)"
"""Pattern of a whole number; thousands with commas, words up to ninety-nine."""

EXAMPLES: tuple[tuple[str, int], ...] = (("11", 11), ("3,318", 3318), ("ten", 10), ("Twenty-six", 26), ("ninety", 90))


def number_of(words: str) -> int:
    """The number that NUMBER matched. Raises KeyError for other words."""
    plain = re.sub(r",", "", words.strip().lower())
    return int(plain) if plain.isdigit() else sum(_WORDS[part] for part in plain.split("-"))
