"""What a number in a sentence measures: a share, a rate, money, a time, or what is counted; or that it measures nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.statistic_numbers import Number
from kg.extract.statistic_words import (
    BARE_AFTER,
    BARE_BEFORE,
    BARE_VERB,
    CHANGE,
    CHANGED_FROM,
    CHANGED_TO,
    CLAUSE_START,
    COUNTED,
    COUNTED_ONE,
    LIMIT_AFTER,
    LOW_OR_HIGH,
    MEASURED_BEFORE,
    MEASURES_TIME,
    NOT_COUNTED,
    NP_STOPS,
    PERIOD_AFTER,
    PERIOD_BEFORE,
    TIME_UNIT,
    ZERO_AFTER,
    ZERO_BEFORE,
)

COUNT = "count"
_PERCENT = re.compile(r" ?(?:%|per ?cent\b|percent\b|(?P<points>percentage points?\b))", re.IGNORECASE)
_RATE = re.compile(
    r"(?: (?:children|young people|people|cases|referrals))? per (?P<of>1,?000|10,?000|100,?000)\b", re.IGNORECASE
)
_RATE_BEFORE = re.compile(
    r"\bper 1?0{1,3}[,0]*(?: (?:of (?:the )?)?(?:children|population|young people|people))*[,]?(?: (?:was|is|of|at|to))? $"
)
_WORD = re.compile(r"[ ]+(?:\"|')?([A-Za-z][A-Za-z'/-]*)(\)?)")
_OF_THE = re.compile(
    r"(?: out)? of (?:the |these |those |its |their |his |all |all the )?(?P<of>\d[\d,]*|[a-z]+)\b|(?: of (?:her|his) majesty)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^ ?(-|to|and) ?$", re.IGNORECASE)
_RANGE_UNIT = re.compile(r"^(?: ?- ?| to | and | and then | or )$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those|its|their|both|his|her|this) (?:\w+ )?$", re.IGNORECASE)
_OR_FEWER = re.compile(r" or (?:fewer|less)\b", re.IGNORECASE)
_ONE_OF = re.compile(r"\bone of (?:the |its |their )?$", re.IGNORECASE)
_OF_DEFINITE = re.compile(r"\bof (?:the|these|those|its|their) $", re.IGNORECASE)
_NOT_A_COUNT = re.compile(r"(?:-| ?(?:or fewer )?times\b| out of 10\b| days\b| (?:other )?counts\b)")
_GCSES = re.compile(
    r" (?:(?:or more|good|A\*?|grades?|plus)[ -]?){1,3}(?:\w+ )?(?:GCSEs?|A\*|passes)|(?: or more)? GCSEs?"
    r"|(?: or more)? (?:good )?passes",
    re.IGNORECASE,
)
_FROM_OR_TO = re.compile(r"\bfrom (?:an average of )?$|\d (?:day|week|month)s?\b.{0,24}\bto (?:an average of )?$")
_SET_PHRASES = ((["looked"], "after"), (["missing"], "from"))
"""Where a small word ends no noun phrase: "looked after children", "missing from care episodes"."""
_SIBLINGS = re.compile(
    r"(?: (?:sibling|brother and sister|brothers? and sisters?|family)){1,2} groups?(?: of (?:two|three|four|\d))?"
    r"| groups of (?:two|three|four|brothers|siblings)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it measures. `unit` is a notation, `noun` the words counted ("" for none), `end` where number,
    unit and noun end; `target`: its own words make it one; `bare`: unit or noun come from what stands before."""

    number: Number
    unit: str
    end: int
    noun: str = ""
    target: bool = False
    bare: bool = False


def measures(text: str, start: int, end: int, found: Sequence[Number], known: bool) -> list[Measure]:
    """The measures among the numbers of a sentence, `text[start:end]`. `known`: what stood before has counted
    something, so that a number alone can count the same."""
    out: list[Measure] = []
    after: Measure | None = None
    alone: list[Number] = []
    for number in reversed(found):  # a number takes its unit from the next ("15 to 18 cases")
        measure = _named(text, start, end, number) or _shared(text, number, after)
        if measure is None:
            alone.append(number)
        else:
            out.append(measure)
        after = measure
    out.reverse()
    for number in reversed(alone):
        bare = _bare(text, start, end, number, known or any(m.number.start < number.start for m in out), out)
        if bare:
            out.append(bare)
    out.sort(key=lambda m: m.number.start)
    left = [number for number in alone if all(m.number is not number for m in out)]
    return sorted([*out, *_ranged(text, left, out)], key=lambda m: m.number.start)


def _ranged(text: str, left: Sequence[Number], found: Sequence[Measure]) -> list[Measure]:
    """The second numbers of ranges: "between 15 and 18"."""
    out = []
    for number in left:
        first = next((m for m in found if m.end < number.start < m.end + 8), None)
        if first and first.bare and number.value != "0" and _RANGE_UNIT.match(text[first.end : number.start]):
            out.append(_alone(number, first.unit))
    return out


def _named(text: str, start: int, end: int, number: Number) -> Measure | None:
    """A number whose unit or noun follows it."""
    if number.fraction:
        return Measure(number, "percent", number.end)
    if number.money:
        return Measure(number, "pounds", number.end)
    if percent := _PERCENT.match(text, number.end, end):
        return Measure(number, "percentage points" if percent["points"] else "percent", percent.end())
    if rate := _RATE.match(text, number.end, end):
        return Measure(number, "per-" + rate["of"].replace(",", ""), rate.end())
    if _RATE_BEFORE.search(text, max(start, number.start - 60), number.start):
        return Measure(number, "per-10000", number.end)
    if time := TIME_UNIT.match(text, number.end, end):
        return _time(text, start, end, number, time)
    if number.value == "0" and number.word:
        return _zero(text, start, end, number)
    return _count(text, start, end, number)


def _time(text: str, start: int, end: int, number: Number, time: re.Match[str]) -> Measure | None:
    """A duration that is measured or aimed for; not a period in which something happened."""
    unit = "working-days" if time["working"] == "working " else f"{time['unit'].lower()}s"
    before = text[max(start, number.start - 30) : number.start]
    limit = LIMIT_AFTER.match(text, time.end(), end)
    if limit:
        return Measure(number, unit, limit.end(), target=True)
    if PERIOD_BEFORE.search(before) or PERIOD_AFTER.match(text, time.end(), end) or "-" in time[0]:
        return None
    sentence = text[start : number.start] + text[time.end() : min(end, time.end() + 40)]
    changed = _FROM_OR_TO.search(before) and CHANGE.search(text, start, number.start)
    if MEASURED_BEFORE.search(before) and (changed or MEASURES_TIME.search(sentence)):
        return Measure(number, unit, time.end())
    return None


def _zero(text: str, start: int, end: int, number: Number) -> Measure | None:
    """ "no" before what is counted, where the sentence says that there were none."""
    phrase = noun_phrase(text, number.end, end, small=True)
    if text[number.start : number.end].lower() == "none" or not phrase:
        return None
    before = text[max(start, number.start - 40) : number.start]
    if ZERO_BEFORE.search(before) or ZERO_AFTER.match(text, phrase[1], end):
        return Measure(number, COUNT, phrase[1], phrase[0])
    return None


def _count(text: str, start: int, end: int, number: Number) -> Measure | None:
    if _NOT_A_COUNT.match(text, number.end) or _GCSES.match(text, number.end):
        return None
    if group := _SIBLINGS.match(text, number.end, end):
        return Measure(number, COUNT, group.end(), group[0].strip()) if number.value != "1" else None
    small = number.word or "." in number.value or len(number.value) < 2
    fewer = _OR_FEWER.match(text, number.end, end)
    phrase = noun_phrase(
        text, fewer.end() if fewer else number.end, end, small, one=number.value == "1" and number.word
    )
    if not phrase:
        return None
    before = text[max(start, number.start - 30) : number.start]
    if _ONE_OF.search(before):
        return None
    if number.word and _DEFINITE.search(before) and not _OF_DEFINITE.search(before):
        return None
    return Measure(number, COUNT, phrase[1], phrase[0])


def noun_phrase(text: str, at: int, end: int, small: bool, one: bool = False) -> tuple[str, int] | None:
    """What is counted, with its end: the words up to a known noun, for larger numbers to any plural."""
    words: list[str] = []
    position, best = at, None
    for _ in range(7):
        word = _WORD.match(text, position, end)
        if not word or ((plain := word[1].lower()) in NP_STOPS and (words[-1:], plain) not in _SET_PHRASES):
            break
        words.append(word[1])
        position = word.end(1)
        if _counts(plain, small, one):
            best = (" ".join(words), position)
            if text[position : position + 5] != " and ":
                break
        elif best:
            if plain == "and" or (len(words) < 6 and plain in ("young", "foster", "social", "care")):
                continue
            break
        if word[2]:
            break
    return best


def _counts(word: str, small: bool, one: bool) -> bool:
    if one:
        return word in COUNTED_ONE
    if word in COUNTED:
        return True
    return (
        not small
        and len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "'s"))
        and word not in NOT_COUNTED
    )


def _shared(text: str, number: Number, after: Measure | None) -> Measure | None:
    """A number that shares its unit with the next one: a range, or a list."""
    if (
        after is None
        or number.money != after.number.money
        or not _RANGE_UNIT.match(text[number.end : after.number.start])
    ):
        return None
    return Measure(number, after.unit, number.end, after.noun, bare=True)


def _bare(text: str, start: int, end: int, number: Number, known: bool, others: Sequence[Measure]) -> Measure | None:
    """A number alone: "78 of whom", "from 473", "(six)", "282 live outside", "80 in total", "families for 25"."""
    if number.value == "1" and not number.word:
        return None
    before = text[max(start, number.start - 110) : number.start]
    if _NOT_A_COUNT.match(text, number.end) or _GCSES.match(text, number.end):
        return None
    inside = _OF_THE.match(text, number.end, end)
    if inside:
        return _of(text, end, number, inside)
    if number.value == "1" or number.value == "0":
        counts = known and bool(CLAUSE_START.search(before) and BARE_VERB.match(text, number.end, end))
        counts = counts or bool(BARE_AFTER.match(text, number.end, end) and "of " in text[number.end : number.end + 5])
        return _alone(number) if counts or (known and re.search(r"\bof (?:whom|which) $", before)) else None
    if BARE_AFTER.match(text, number.end, end) or BARE_BEFORE.search(before):
        return _alone(number)
    return _changed(text, start, end, number, before, known, others)


def _of(text: str, end: int, number: Number, inside: re.Match[str]) -> Measure | None:
    """ "nine of the 14 young people", "10 of Her Majesty's Inspectors", "47 of whom", "four out of 25 cases"."""
    if not inside["of"]:
        return Measure(number, COUNT, inside.end(), "inspectors")
    if inside["of"].lower() in ("whom", "which", "them", "these", "those"):
        return _alone(number)
    phrase = noun_phrase(text, inside.start("of") - 1, end, small=True)
    if phrase is None and inside["of"][0].isdigit():
        phrase = noun_phrase(text, inside.end(), end, small=False)
    if phrase is None or number.value == "1":
        return None
    return Measure(number, COUNT, phrase[1], phrase[0])


def _alone(number: Number, unit: str = COUNT) -> Measure:
    return Measure(number, unit, number.end, bare=True)


def _changed(
    text: str, start: int, end: int, number: Number, before: str, known: bool, others: Sequence[Measure]
) -> Measure | None:
    from_or_to = CHANGED_FROM.search(before) or CHANGED_TO.search(before)
    if from_or_to and CHANGE.search(text, start, number.start) and _ends(text, number.end, end):
        to = re.match(r" to (?:an? |only |just |about |around )*", text[number.end : number.end + 24])
        unit = next((m.unit for m in others if to and m.number.start == number.end + to.end()), COUNT)
        return _alone(number, unit)
    following = text[number.end : number.end + 1]
    if following == ")" and LOW_OR_HIGH.search(before) and (number.word or len(number.value) > 1):
        return _alone(number)
    if _COLON.search(before) and _DATE_NEXT.match(text, number.end, end) and CHANGE.search(text, start, number.start):
        return _alone(number)
    if not known:
        return None
    if CLAUSE_START.search(before) and BARE_VERB.match(text, number.end, end):
        return _alone(number)
    if not number.word and before.endswith((" for ", " were ", " including ", " was ")) and following in ".,;":
        return _alone(number)
    return None


_COLON = re.compile(r"[:,(-] ?$")
_DATE_NEXT = re.compile(r" (?:in|at|during|by) (?:the )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?20\d\d")
_ENDS = re.compile(
    r"[.,;)](?:\D|$)| \(|$| (?:in|at|to|from|on|by|over|during|last|currently|between|for|and|as|the|per|this|when|since"
    r"|compared|a)\b",
    re.IGNORECASE,
)


def _ends(text: str, at: int, end: int) -> bool:
    return at >= end or bool(_ENDS.match(text, at))
