"""The date or period that a number in a sentence is stated for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.patterns import MONTH, month_number

_NUMBER_WORD = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH}),? (?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?:between|Between|from|From) (?P<month3>{MONTH}),? (?P<year4>20\d\d) (?:and|to)"
    rf" (?P<month4>{MONTH}),? (?P<year5>20\d\d)\b"
    rf"|\b(?P<month2>{MONTH}),? (?P<year2>(?:19|20)\d\d)\b"
    r"|\b[Bb]etween (?P<from>20\d\d) and (?P<until>20\d\d)\b"
    r"|\b(?P<census>(?:19|20)\d\d) [Cc]ensus\b"
    r"|(?<![Pp]lan )(?<!trategy )(?<!rogramme )(?<![Oo]ffer )\b(?P<first>20\d\d) ?[-/] ?(?:20)?(?P<last>\d{1,2})\b(?!-)"
    r"|\b(?P<span>20\d{4})\b"
    r"|\b(?:in|during|for|of|since|by|from|to|the year|and|ending|than in|In|During|Since|By)"
    r" (?P<year3>(?:19|20)\d\d)\b(?! ?[-/] ?\d)"
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_HAS_WORDS = re.compile(r"(?:month|year|week|quarter|period)s?\b|inspection\b")
_WORDS = re.compile(
    rf"\b(?:(?:in|over|during|within|for|across) the (?:last|past|previous|preceding|current|next|coming|following|same)"
    rf" (?:{_NUMBER_WORD}[- ])?(?:month|year|week|quarter|period|academic year|school year|financial year)s?(?: period)?"
    rf"(?: (?:prior to|before|preceding) (?:the|this) inspection)?"
    rf"|in the {_NUMBER_WORD}[- ](?:month|year|week)s?(?: period)? (?:prior to|before|preceding|leading up to)"
    r" (?:(?:the|this) )?inspection"
    r"|since the (?:last|previous) inspection|at the time of (?:the|this) inspection|(?:this|last) year)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:in|over|during|within|for|across) the |^(?:at the )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A date or period as written: its place and its value (see `Statistic.date`)."""

    start: int
    end: int
    value: str


def dates(text: str, start: int, end: int, issued: str = "") -> list[When]:
    """Every date and period in `text[start:end]`. `issued`: the ISO day from which "this year" counts, or ""."""
    found: list[When] = []
    if _HAS_YEAR.search(text, start, end):
        found = [When(m.start(), m.end(), value) for m in _DATE.finditer(text, start, end) if (value := _value(m))]
    if _HAS_WORDS.search(text, start, end):
        found += [When(m.start(), m.end(), _relative(m[0], issued)) for m in _WORDS.finditer(text, start, end)]
    return sorted(found, key=lambda when: when.start)


def _value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups["day"]:
        day = int(groups["day"])
        month = f"{groups['year']}-{month_number(groups['month']):02}"
        return f"{month}-{day:02}" if 1 <= day <= 31 else month
    if groups["month2"]:
        return f"{groups['year2']}-{month_number(groups['month2']):02}"
    if groups["month3"]:
        months = (
            f"{groups['year4']}-{month_number(groups['month3']):02}",
            f"{groups['year5']}-{month_number(groups['month4']):02}",
        )
        return "/".join(months) if months[0] < months[1] else ""
    if groups["census"]:
        return str(groups["census"])
    if groups["from"]:
        return f"{groups['from']}/{groups['until']}"
    if groups["first"]:
        return _years(groups["first"], groups["last"])
    if groups["span"]:
        return _years(groups["span"][:4], groups["span"][4:])
    return str(groups["year3"])


def _years(first: str, last: str) -> str:
    """ "2015-16", "2013-4": the span, if the second year is the next or one of the ten after it."""
    second = int(first[: 4 - len(last)] + last)
    if second < int(first):
        second += 10 ** len(last)
    return f"{first}/{second}" if 0 < second - int(first) <= 10 else ""


def _relative(words: str, issued: str) -> str:
    plain = _LEAD.sub("", words).lower()
    if issued[:4].isdigit() and plain in ("this year", "current year"):
        return issued[:4]
    if issued[:4].isdigit() and plain == "last year":
        return str(int(issued[:4]) - 1)
    return plain


EXAMPLES: tuple[tuple[str, str], ...] = (
    ("At 31 March 2017, 3 children", "2017-03-31"),
    ("in March 2017 of 24%", "2017-03"),
    ("in the period 201516", "2015/2016"),
    ("in 2013-4 it was", "2013/2014"),
    ("Between 2013 and 2016", "2013/2016"),
    ("It was 93% in 2016 and", "2016"),
    ("In the last 12 months:", "last 12 months"),
    ("in the 12 months prior to the inspection, orders", "12 months prior to the inspection"),
    ("Since the last inspection, eight", "since the last inspection"),
    ("a room of 2016 things", "2016"),
    ("for 2,016 children", ""),
)
