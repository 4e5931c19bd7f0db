"""Numbers in a text that may be statistics: where they stand, their value, and what is no statistic by its own form.

Dates, years, ages, numbers of sections, pages and paragraphs, telephone numbers, ordinals and numbers inside names are
told apart here, by the characters and words next to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.even import Even
from kg.extract.numbers import number_of
from kg.extract.patterns import MONTH
from kg.extract.statistic_words import AGE_AFTER, AGE_BEFORE, LABEL_BEFORE

_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety one no none half quarter third thirds quarters"
).split()
_PATTERNS = [f"{before}{word}" for word in _WORDS for before in " (/"]
_AUTOMATON = AhoCorasick(_PATTERNS, matchkind=MatchKind.LeftmostLongest)
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_ONES = re.compile(r"[- ](one|two|three|four|five|six|seven|eight|nine)\b")
_MULTIPLIER = re.compile(r"(?: (hundred|thousand|million|billion)|(m|k|bn))\b", re.IGNORECASE)
_TIMES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "m": 10**6, "k": 1000, "bn": 10**9}
_MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?(?:,| of)? ?{MONTH}", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b{MONTH} $", re.IGNORECASE)
_DAY_LIST = re.compile(rf"(?: ?(?:-|to|and|,|&) ?\d{{1,2}}){{1,3}} {MONTH}", re.IGNORECASE)
_YEARS_AFTER = re.compile(r" ?[-/] ?(?:20)?\d{1,2}\b")
_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d ?[-/] ?$")
_TIME_SAID = re.compile(
    r"\b(?:this|last|that|each|every|previous|next|academic|financial) (?:year|week|day|quarter) $", re.IGNORECASE
)
_IN_A_NAME = re.compile(r" [A-Z][a-z]")
_SERVICE_AGES = re.compile(r"0? ?(?:-|to) ?(?:5|8|11|12|13|14|16|17|18|19|21|25)\b(?! ?%)")
_COMPOUND = re.compile(r"-(?=[a-z])", re.IGNORECASE)
_LIMIT_COMPOUND = re.compile(
    r"-(?:working[- ])?(?:day|week|month)s? (?:statutory |national )?(?:target|timescale|limit|standard|threshold)"
)
_SEVERAL = re.compile(r" (?:or|and) more\b(?! (?:than|children|young|social|care|cases|people|families))")
_JOINED = re.compile(r"^[ ,]*(?:and|to|or|&|-|,)[ ]*$")
_YEAR_WORDS = frozenset(
    "in since by until from during of for and to between act regulations march the before after november".split()
)
_LONGEST = 12
"""Digits in the largest number that is read; longer ones are no statistics."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. `value` is a decimal in digits; `word`: it is written in words; `money`: in pounds;
    `fraction`: a share in words ("half", "one in four") whose value is in per cent."""

    start: int
    end: int
    value: str
    word: bool = False
    money: bool = False
    fraction: bool = False


def numbers(searched: Even) -> list[Number]:
    """Every number that may be a statistic, in the order of the text; "no" and "none" are 0."""
    return sorted([*_in_digits(searched), *_in_words(searched)], key=lambda number: number.start)


def _in_digits(searched: Even) -> Iterator[Number]:
    text = searched.text
    label_end, telephone = -9, False
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST or _part_of_a_word(text, start, end):
            continue
        joined = start - label_end < 7 and bool(_JOINED.match(text[label_end:start]))
        if joined or (telephone and start == label_end + 1) or _label(text, start, end, match.group()):
            telephone = match.group()[0] == "0" or (telephone and start == label_end + 1)
            label_end = end
            continue
        if _dated(text, start, end, match.group()) or _SEVERAL.match(text, end):
            continue
        yield _number(text, start, end, match.group().replace(",", ""))


def _part_of_a_word(text: str, start: int, end: int) -> bool:
    """Digits that a letter, a slash or a hyphen ties to something else: names, times, codes, footnote marks."""
    before = text[start - 1] if start else " "
    after = text[end : end + 2]
    if (
        before.isalnum()
        or before in "/_@#:\\&=~^"
        or (before in ".,;)'\"" and start > 1 and not text[start - 2].isspace())
    ):
        return True
    if before in "-/" and _YEAR_BEFORE.search(text[max(0, start - 6) : start]):
        return True
    if (
        before == "-"
        and start > 1
        and not text[start - 2].isspace()
        and not (text[start - 2].isdigit() or text[start - 2] == "%")
    ):
        return True
    if not after or after[0] in " .,;)%-":
        return len(after) == 2 and after[0] == "." and after[1].isdigit()
    if after[0] in "/:" and after[1:].isdigit():
        return True
    return after[0] == "+" or (after[0].isalpha() and not _MULTIPLIER.match(text, end))


def _label(text: str, start: int, end: int, written: str) -> bool:
    """A number of a section, page, list item, age …: it names and does not count."""
    if written[0] == "0" and len(written) > 1 and written[1] != ".":
        return True
    before = text[max(0, start - 40) : start]
    words = before.rsplit(None, 2)
    last = words[-1].lower().strip("(-'") if words else ""
    named = last in LABEL_BEFORE and (len(written) <= 3 or last == "per") and not before.rstrip().endswith((",", ";"))
    if named and text[end : end + 1] != "%" and not _TIME_SAID.search(before):
        return True
    if _list_marker(text, start, end):
        return True
    if written == "0" and _SERVICE_AGES.match(text, end):
        return True
    small = len(written) <= 2
    if small and words and _IN_A_NAME.match(text, end) and words[-1].isalpha() and words[-1][0].isupper():
        return True
    return small and bool(AGE_AFTER.match(text, end) or (AGE_BEFORE.search(before) and not _has_unit(text, end)))


def _has_unit(text: str, end: int) -> bool:
    return bool(
        re.match(
            r" ?(?:%|per cent| [a-z-]*(?:day|week|month|case|child|hour)| (?:days|weeks|months|children|cases))",
            text[end : end + 24],
        )
    )


def _list_marker(text: str, start: int, end: int) -> bool:
    if text[end : end + 1] not in (".", ")") or end - start > 3:
        return False
    before = text[max(0, start - 3) : start].rstrip()
    return (not before or before[-1] in ".:!?)") and text[end + 1 : end + 2] in ("", " ") or not before


def _dated(text: str, start: int, end: int, written: str) -> bool:
    """Days with their month, years, and spans of years ("2015-16", in damaged text "201516")."""
    if len(written) <= 2 and (
        _MONTH_AFTER.match(text, end)
        or _DAY_LIST.match(text, end)
        or _MONTH_BEFORE.search(text[max(0, start - 12) : start])
    ):
        return True
    if not written.isdigit() or written[:2] not in ("19", "20"):
        return False
    if len(written) == 6:
        return int(written[4:]) == (int(written[2:4]) + 1) % 100
    if len(written) != 4:
        return False
    if _YEARS_AFTER.match(text, end):
        return True
    last = text[max(0, start - 20) : start].rsplit(None, 1)
    return not re.match(
        r" (?:children|young people|cases|contacts|referrals|families)\b", text[end : end + 16]
    ) or bool(last and last[-1].lower() in _YEAR_WORDS)


def _number(text: str, start: int, end: int, digits: str, word: bool = False) -> Number:
    money = not word and start > 0 and text[start - 1] == "£"
    times = _MULTIPLIER.match(text, end)
    if times and (money or times[1]):
        value = Decimal(digits) * _TIMES[times[0].strip().lower()]
        digits, end = f"{value.normalize():f}", times.end()
    return Number(start - money, end, digits, word, money)


def _in_words(searched: Even) -> Iterator[Number]:
    text, lower = searched.text, searched.lower
    after = 0
    for pattern, start, stop in _AUTOMATON.find_matches_as_indexes(f" {lower}"):  # the blank stands before the text
        end = stop - 1
        if (end < len(lower) and lower[end].isalnum()) or start < after:
            continue
        word = _PATTERNS[pattern][1:]
        found = _word_number(text, lower, start, end, word)
        if found:
            after = found.end
            yield found


def _word_number(text: str, lower: str, start: int, end: int, word: str) -> Number | None:
    if word in ("half", "quarter", "third", "thirds", "quarters"):
        return _fraction(lower, start, end, word)
    if word in ("no", "none"):
        return Number(start, end, "0", True) if text[end : end + 1] == " " else None
    one = _ONES.match(text, end) if word in _TENS else None
    end = one.end() if one else end
    if _name_or_compound(text, lower, start, end):
        return None
    if word == "one" and (share := _ONE_IN.match(lower, end)):
        return Number(start, share.end(), _share(share[1]), True, fraction=True)
    return _number(text, start, end, str(number_of(text[start:end].replace(" ", "-"))), word=True)


_ONE_IN = re.compile(
    r" in (?:every )?(two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,2})\b(?! \w*(?:day|week|month|year)s)"
)


def _share(of: str) -> str:
    return _plain(Decimal(100) / number_of(of)) if number_of(of) else "0"


def _plain(value: Decimal) -> str:
    return f"{round(value, 1).normalize():f}"


def _name_or_compound(text: str, lower: str, start: int, end: int) -> bool:
    """A number inside a name or a compound ("Five Rivers", "two-stage"), of an age, or a label ("level three")."""
    if text[start].isupper() and text[end + 1 : end + 2].isupper() and text[end : end + 1] == " ":
        return True
    if _COMPOUND.match(text, end) and not _LIMIT_COMPOUND.match(text, end):
        return True
    before = lower[max(0, start - 40) : start]
    if _SHARE_NEXT.match(lower, end) or _VAGUE.match(lower, end) or _VAGUE_BEFORE.search(before):
        return True
    last = before.rsplit(None, 1)[-1] if before.strip() else ""
    if last.strip("('") in LABEL_BEFORE or _SEVERAL.match(text, end) or AGE_AFTER.match(text, end):
        return True
    return bool(AGE_BEFORE.search(before) and not _has_unit(text, end)) or bool(_MONTH_AFTER.match(text, end))


_HALF_AFTER = re.compile(r" (?:of|all|the)\b")
_WHOLE_SHARE = re.compile(r" (?:are|were|have|had|is|was|do|did|said)\b")
_SHARE_NEXT = re.compile(r"[ -](?:thirds|quarters)\b")
_VAGUE = re.compile(r" or (?:two|three|four|five|six|seven|eight|nine|ten)\b")
_VAGUE_BEFORE = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine) or $")
_NO_FRACTION = re.compile(
    r"(?: of)?(?: the (?:way|journey)\b"
    r"| (?:19|20)\d\d| \(\d| that of\b| an? (?:hour|day|year|term)\b| of (?:the )?(?:year|month|day|term)\b)"
)
_ARTICLE = re.compile(r"\b(?:a|one|two|three|four) $")
_SHARES = {"half": 50, "quarter": 25, "third": 100 / 3, "quarters": 75, "thirds": 200 / 3}
_NO_SHARE = re.compile(
    r"\b(?:first|second|third|fourth|last|next|final|latter|previous|each|every|this|per|and a) (?:two |three )?$"
)
_SHARE_BEFORE = re.compile(
    r"\b(?:almost|nearly|over|about|around|approximately|just|under|than|some|only|by) (?:a |one |two |three )?$"
)


def _fraction(lower: str, start: int, end: int, word: str) -> Number | None:
    """ "almost half of them", "a quarter of", "two thirds of"; not "the second half", "the first quarter"."""
    before = lower[max(0, start - 24) : start]
    article = _ARTICLE.search(before)
    if _NO_FRACTION.match(lower, end) or _NO_SHARE.search(before) or (word != "half" and not article):
        return None
    parted = _HALF_AFTER.match(lower, end) or (word != "half" and _WHOLE_SHARE.match(lower, end))
    if not parted and not _SHARE_BEFORE.search(before):
        return None
    return Number(start - (len(article[0]) if article else 0), end, _plain(Decimal(_SHARES[word])), True, fraction=True)
