"""Abbreviations and what they stand for: "multi-agency safeguarding hub (MASH)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.even import Even

_SMALL = frozenset({"and", "of", "in", "for", "the", "with", "to", "on"})
_LETTERS = re.compile(r"(?P<abbreviation>[A-Z][A-Za-z&-]{0,8}[A-Z])s?\)")
_MEETING = re.compile(r"\)\s(?P<word>panels?|conferences?|forums?|boards?|teams?|hub)\b")
_AGENCIES = re.compile(r"\)\s(?P<word>process|meetings?|groups?)\b")
_FARTHEST = 100
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("in the multi-agency safeguarding hub (MASH)", "multi-agency safeguarding hub"),
    ("the Barset Safeguarding Children Board (BSCB)", "Barset Safeguarding Children Board"),
    ("the active children in care council (CiCC)", "children in care council"),
    ("a senior manager (AB)", ""),
)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation in brackets with its long form: `start` to `end` without the brackets; `short` as printed, without a
    plural s; `close` where the brackets end; `meeting`: the word behind it that says what the long form is one of."""

    start: int
    end: int
    short: str
    close: int
    meeting: str = ""


def abbreviations(searched: Even) -> Iterator[Abbreviation]:
    """Every abbreviation whose long form stands before it, by place."""
    text = searched.text
    at = text.find("(")
    while at >= 0:
        match = _LETTERS.match(text, at + 1)
        start = _long_form(searched, at, match["abbreviation"]) if match else -1
        if match and start >= 0:
            together = searched.lower.startswith("multi", start)
            meeting = _MEETING.match(text, match.end() - 1) or (together and _AGENCIES.match(text, match.end() - 1))
            yield Abbreviation(start, at - 1, match["abbreviation"], match.end(), meeting["word"] if meeting else "")
        at = text.find("(", at + 1)


def _long_form(searched: Even, at: int, short: str) -> int:
    """Where the words begin whose initials the letters are; -1 where they do not fit."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    first = at - 1
    tokens = searched.lower[max(0, at - _FARTHEST) : at].rstrip().split(" ")
    left = len(letters)
    for token in reversed(tokens[1:]):
        first -= len(token)
        word = token.strip("'\"(")
        if not word or not word[0].isalpha() or token[-1] in ".;:)":
            return -1
        if word[0] == letters[left - 1] and not (left == 1 and word in _SMALL):
            left -= 1
        elif word not in _SMALL:
            return -1
        if not left:
            return first + (len(token) - len(token.lstrip("'\"(")))
        first -= 1
    return -1
