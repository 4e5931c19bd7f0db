"""Which numbers of a sentence are only there to compare: national figures, neighbours, targets, earlier figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.statistic_labels import Label
from kg.extract.statistic_phrases import Measure

PREVIOUS = "previous-year"
EARLIER = "earlier"
"""Word for an earlier figure that is not known to be a year older; the vocabulary has no concept for it."""
TARGET = "target"

_LABEL_THEN = re.compile(
    r"^(?:'s)?(?: (?:average|averages|rate|rates|figure|figures|level|levels|performance|data|benchmark|guidance))?"
    r"(?: (?:rate |figure )?(?:for|in) (?!the (?:same|last|previous))[^,;:()%]{2,60}?)?(?:,? (?:which|this) )?"
    r"(?:\s?[(:]\s?(?:at |of |which is )?|,? ?(?:of|is|was|are|were|being|stands? at|stood at|at) "
    r"|,? which (?:is|was|stands at) )"
    r"(?:only |just |about |around |approximately |under |over |less than |more than |above |below )?£?$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?:figure|rate|average|total|number|'s)\b| of $", re.IGNORECASE)
_AT = re.compile(r"\bat (?:\w+ )?$", re.IGNORECASE)
_THEN_LABEL = re.compile(
    r"^(?:\)? ?(?:for|in|among|amongst|across|by|of|,)? ?(?:all |the |its |similar |their |our )*"
    r"(?:most recent |latest |current )?)$"
    r"| (?:of|for) (?:children|young people|care leavers|children looked after|all children|pupils) (?:in|for|across)? ?$",
    re.IGNORECASE,
)
_ABOUT = r"(?:a |an |the |just |only |about |around |over |under |almost |nearly |approximately )*"
_FROM = re.compile(rf"\bfrom {_ABOUT}(?:low |high |figure |rate |average |total |peak )*(?:of )?£?$", re.IGNORECASE)
_THAN = re.compile(
    r"(?:\bthan(?= (?:the|its|a figure|in|at))|\bcompar(?:ed|ison)(?: \w+)?? (?:with|to)|\bagainst|\binstead of)"
    r"(?: the| only| just| a figure of)? £?$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\)? (?:in|for|among|across|by|of) (?!the (?:last|previous|same))([A-Za-z][a-zA-Z0-9' -]{3,40}\b)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CHANGE = re.compile(
    r"\b(?:reduc|increas|decreas|rose|ris(?:en|e|ing)|f[ae]ll|fell|drop|declin|improv|grow|grew|doubl|trebl|up from|down|"
    r"deteriorat|chang|moved|went|gone|cut|expan|brought|rais|worse|better|lower|higher|reduction)",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:targets?|thresholds?|aim|goal|ambition|standard|maximum|expectation)\b(?: \w+){0,3}?"
    r" (?:of|is|was|to|be|at) (?:\w+ )?$",
    re.IGNORECASE,
)
_TO_NEXT = re.compile(
    r"(?: [\w/-]+){0,6} to (?:only |just |about |around |almost |over |under |nearly )*", re.IGNORECASE
)
_DIFFERENCE = re.compile(
    r" (?:better|worse|quicker|faster|slower|longer|shorter|higher|lower|more|less|fewer|above|below|over|under)\b"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a measure is compared as (a notation or words), and the index of the sentence's measure that it is compared
    with; -1: of a sentence before."""

    comparator: str
    main: int = -1


def comparators(
    text: str, start: int, found: Sequence[Measure], labels: Sequence[Label], dates: Sequence[str], before: str
) -> dict[int, Compared]:
    """The measures of the sentence that begins at `start` which are comparators, by index. `dates`: each measure's
    date; `before`: the date of what stood before."""
    given: dict[int, str] = {}
    for label in labels:
        index = _labelled(text, found, label)
        if index is not None:
            given.setdefault(index, label[2])
    for index in range(len(found)):
        if index not in given and (name := _stated(text, start, found, index, dates, before)):
            given[index] = name
    _in_brackets(text, found, given)
    return {index: Compared(name, _main(text, found, index, given)) for index, name in given.items()}


def _labelled(text: str, found: Sequence[Measure], label: Label) -> int | None:
    """The measure that a label of a comparator belongs to."""
    at, end, _ = label
    before = [i for i, m in enumerate(found) if m.end <= at]
    if before and _THEN_LABEL.match(text[found[before[-1]].end : at]):
        return before[-1]
    after = next((i for i, m in enumerate(found) if m.number.start >= end), None)
    if after is None:
        return None
    between = text[end : found[after].number.start]
    if label[2].startswith("previous-") and not _FIGURE.search(text[at:end] + between):
        return None
    if len(between) > 90 or not _LABEL_THEN.match(between):
        return None
    return None if _AT.search(between) and not before else after


def _stated(text: str, start: int, found: Sequence[Measure], index: int, dates: Sequence[str], before: str) -> str:
    """Targets, and earlier figures: "from 473", "than the 353", "compared with 89% in 2013"."""
    measure = found[index]
    words = text[max(start, measure.number.start - 80) : measure.number.start]
    if measure.target or _TARGET.search(words):
        return TARGET
    changed = _CHANGE.search(text, start, measure.number.start)
    if (changed and _FROM.search(words)) or _THAN.search(words):
        undated = not dates[index] or all(date in ("", dates[index]) for date in dates)
        place = _PLACE.match(text, measure.end) if undated and not _FROM.search(words) else None
        if place and not _YEAR.search(place[1]):
            return re.sub(r"\s+and$", "", place[1].strip().lower())
        return _earlier(dates[index], _dates_of_others(dates, index) or before, text[measure.end : measure.end + 40])
    return ""


def _dates_of_others(dates: Sequence[str], index: int) -> str:
    return next((d for i, d in enumerate(dates) if i != index and d and d != dates[index]), "")


def _earlier(date: str, other: str, after: str) -> str:
    if re.match(
        r" (?:in |at |during )?(?:the )?(?:same time |point )?(?:last year|previous year|year before|year earlier)",
        after,
    ):
        return PREVIOUS
    if date[:4].isdigit() and other[:4].isdigit():
        return PREVIOUS if 0 <= int(other[:4]) - int(date[:4]) <= 1 else EARLIER
    return EARLIER


def _in_brackets(text: str, found: Sequence[Measure], given: dict[int, str]) -> None:
    """A rate in brackets after a number that compares, compares as well: "from 765 (68.1 per 10,000)"."""
    for index in range(1, len(found)):
        between = text[found[index - 1].end : found[index].number.start]
        if (
            index not in given
            and index - 1 in given
            and re.fullmatch(r"(?: children| young people)? ?\((?:or |a rate of )?", between)
        ):
            given[index] = given[index - 1]


def _main(text: str, found: Sequence[Measure], index: int, given: dict[int, str]) -> int:
    """The measure that one is compared with: the nearest main one of its unit before it, else after it."""
    unit = found[index].unit
    same = [i for i, m in enumerate(found) if i not in given and m.unit == unit and not _DIFFERENCE.match(text, m.end)]
    if index + 1 in same and _TO_NEXT.fullmatch(text, found[index].end, found[index + 1].number.start):
        return index + 1
    before = [i for i in same if i < index]
    if before:
        return before[-1]
    return same[0] if same else -1
