"""Dates as newspapers print them: whole, without a year, or told from the day of publication ("last month", "on Monday")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.numbers import NUMBER, number_of
from kg.extract.patterns import MONTH, YEAR, month_number
from kg.model import PartialDate

_DAY = r"(?<!\d)\d{1,2}(?!\d)(?:st|nd|rd|th)?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE_YEAR = r"(?P<rel>(?i:last|this)\s+year)"
_RANGE = re.compile(
    rf"(?P<d1>{_DAY})(?:\s+(?P<m1>{MONTH}))?(?:,?\s+(?P<y1>{YEAR}))?\s*(?:–|—|-|to|and|until)\s*"
    rf"(?:[A-Z][a-z]+day\s+)?(?P<d2>{_DAY})\s+(?P<m2>{MONTH})(?:,?\s+(?:(?P<y2>{YEAR})|{_RELATIVE_YEAR}))?"
)
_AMERICAN = re.compile(
    rf"(?P<m2>{MONTH})\s+(?P<d1>{_DAY})(?:\s*(?:(?:–|—|-|to|and)\s*(?:(?P=m2)\s+)?|(?:–|—|-|to|until)\s*(?P<m3>{MONTH})\s+)(?P<d2>{_DAY}))?(?:,?\s+(?:(?P<y2>{YEAR})|{_RELATIVE_YEAR}))?"
)
_ONE_DAY = re.compile(rf"(?P<d1>{_DAY})\s+(?:of\s+)?(?P<m2>{MONTH})(?:,?\s+(?:(?P<y2>{YEAR})|{_RELATIVE_YEAR}))?")
_MONTH = re.compile(rf"\b(?P<m2>{MONTH})(?:,?\s+(?:of\s+)?(?:(?P<y2>{YEAR})|{_RELATIVE_YEAR}))?")
_SEASON = re.compile(
    rf"\b(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|Christmas|Easter)\b(?:,?\s+(?:of\s+)?(?:(?P<y2>{YEAR})|{_RELATIVE_YEAR}))?"
)
_TOLD = re.compile(
    r"\b(?:(?P<which>last|this|next|earlier\s+this)\s+(?P<unit>week|month|year)|(?P<now>today|yesterday)"
    r"|(?:on\s+|last\s+|this\s+)(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!,?\s+(?:the\s+)?(?:\d|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\s+\d)))\b(?![’']s\s+(?:meeting|papers|cabinet))",
    re.IGNORECASE,
)
_BY_THEN = re.compile(
    rf"\b(?:(?:by|before|towards|at)\s+(?:the\s+)?end\s+of\s+(?:the|this)\s+year|within\s+(?:the\s+next\s+)?(?P<n>{NUMBER})\s+months)\b",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"\b(?P<y2>{YEAR})")
_LEADS = re.compile(
    r"(?:\b(?:in|during|since|of|from|until|till|by|before|after|on|between|last|this|next|early|late|mid|around|for|recall|and|to"
    r"|in\s+the|during\s+the|of\s+the|end\s+of|early\s+as|recently\s+as|until\s+the|back\s+in)\s+(?:the\s+)?|\bmid-|^\W*)$",
    re.IGNORECASE,
)
_JUST_GONE = 3
"""Months after which "last September" is no longer said of this year's only."""
_SEASON_MONTHS = {"spring": 3, "easter": 4, "summer": 6, "autumn": 9, "christmas": 12, "winter": 12}
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("They came between 3 and 14 June.", "2024-06-03/2024-06-14"),
    ("They came between June 3 and June 14.", "2024-06-03/2024-06-14"),
    ("It was so as recently as 2021.", "2021"),
    ("They were here from April 29 to May 21.", "2024-04-29/2024-05-21"),
    ("They arrived on September 30 and left.", "2023-09-30"),
    ("It ran from 5 July to 16 July 2021.", "2021-07-05/2021-07-16"),
    ("A visit in February last year.", "2023-02"),
    ("It was published on Monday.", "2024-08-05"),
    ("It came out yesterday.", "2024-08-06"),
    ("The inspection last month.", "2024-07"),
    ("That was in 2019.", "2019"),
    ("They may return; they will march on.", ""),
    ("Some 40 children and 2,019 pupils.", ""),
)
"""Texts printed on Wednesday 7 August 2024, and the dates that they give."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its place in the text. `start` is None where the year is unknown; `month` ("05") is kept then."""

    at: int
    to: int
    start: PartialDate | None
    end: PartialDate | None = None
    month: str = ""
    relative: bool = False


def dates_in(text: str, issued: str, future: bool = False) -> list[Dated]:
    """The dates of a text in order, none inside another. `issued`: ISO day of publication or ""; `future`: what leaves
    out its year is yet to come."""
    found: list[Dated] = []
    for one in _candidates(text, issued, future):
        if not any(one.at < other.to and other.at < one.to for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.at)


def _candidates(text: str, issued: str, future: bool) -> Iterator[Dated]:
    for pattern in (_RANGE, _AMERICAN, _ONE_DAY):
        for match in pattern.finditer(text):
            if dated := _days(match, issued, future):
                yield dated
    for match in _MONTH.finditer(text):
        if (
            match["y2"]
            or match["rel"]
            or _led(text, match.start())
            or text[match.end() : match.end() + 2] in ("’s", "'s")
        ):
            yield _month(match, issued, future)
    for match in _TOLD.finditer(text):
        if moment := _told(match, issued):
            yield Dated(match.start(), match.end(), moment, relative=True)
    for match in _BY_THEN.finditer(text) if future and len(issued) >= 7 else ():
        yield Dated(match.start(), match.end(), _ahead(match, issued))
    yield from _vague_dates(text, issued, future)


def _ahead(match: re.Match[str], issued: str) -> PartialDate:
    """The year in which a time ends that is counted from the day of publication: no more is known."""
    months = int(issued[:4]) * 12 + int(issued[5:7]) - 1 + (number_of(match["n"]) if match["n"] else 0)
    return PartialDate(str(months // 12))


def _vague_dates(text: str, issued: str, future: bool) -> Iterator[Dated]:
    for pattern in (_SEASON, _BARE_YEAR):
        for match in pattern.finditer(text):
            if _led(text, match.start()) and (moment := _vague(match, issued, future)):
                yield Dated(match.start(), match.end(), moment)


def _led(text: str, at: int) -> bool:
    """Whether a word that leads to a date stands before an offset."""
    return bool(_LEADS.search(text[max(0, at - 24) : at]))


def _year(match: re.Match[str], month: int, issued: str, future: bool) -> int | None:
    if match["y2"]:
        return int(match["y2"])
    if len(issued) < 4:
        return None
    year = int(issued[:4])
    if match["rel"]:
        return year - match["rel"].lower().startswith("last")
    if len(issued) < 7:
        return None
    printed = int(issued[5:7])
    return year + (month < printed) if future else year - (month > printed)


def _days(match: re.Match[str], issued: str, future: bool) -> Dated | None:
    groups = match.groupdict()
    month = month_number(groups.get("m3") or match["m2"])
    year = _year(match, month, issued, future)
    if year is None:
        return Dated(match.start(), match.end(), None, month=f"{month_number(groups.get('m1') or match['m2']):02}")
    first_month = month_number(groups.get("m1") or match["m2"])
    first_year = int(groups.get("y1") or (year - (first_month > month)))
    first = _iso(first_year, first_month, match["d1"])
    last = _iso(year, month, groups["d2"]) if groups.get("d2") else None
    if first is None or (last is not None and last.iso < first.iso):
        return None
    return Dated(match.start(), match.end(), first, last)


def _iso(year: int, month: int, day: str) -> PartialDate | None:
    try:
        return PartialDate(date(year, month, int(re.sub(r"\D", "", day))).isoformat())
    except ValueError:
        return None


def _month(match: re.Match[str], issued: str, future: bool) -> Dated:
    month = month_number(match["m2"])
    year = _year(match, month, issued, future)
    if year is None or (not match["y2"] and _is_either_years(match, month, issued)):
        return Dated(match.start(), match.end(), None, month=f"{month:02}")
    return Dated(match.start(), match.end(), PartialDate(f"{year}-{month:02}"))


def _is_either_years(match: re.Match[str], month: int, issued: str) -> bool:
    """Whether "last September" in a text of November can be this year's or the one before."""
    last = match.string[max(0, match.start() - 5) : match.start()].lower() == "last "
    return last and len(issued) >= 7 and 0 <= int(issued[5:7]) - month <= _JUST_GONE


def _vague(match: re.Match[str], issued: str, future: bool) -> PartialDate | None:
    """A season is known by its year only: no calendar says in which month one begins."""
    if match.re is _BARE_YEAR:
        return PartialDate(match["y2"])
    year = _year(match, _SEASON_MONTHS[match["season"].lower()], issued, future)
    return PartialDate(str(year)) if year else None


def _told(match: re.Match[str], issued: str) -> PartialDate | None:
    if match["unit"] and match["unit"].lower() == "year" and len(issued) >= 4:
        step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
        return PartialDate(str(int(issued[:4]) + step))
    if match["unit"] and match["unit"].lower() == "month" and len(issued) >= 7:
        step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
        months = int(issued[:4]) * 12 + int(issued[5:7]) - 1 + step
        return PartialDate(f"{months // 12}-{months % 12 + 1:02}")
    return _told_day(match, issued) if len(issued) == 10 else None


def _told_day(match: re.Match[str], issued: str) -> PartialDate | None:
    """The last such day up to the day of publication; the week before is known by the month that holds all of it."""
    printed = date.fromisoformat(issued)
    if match["unit"]:
        step = {"last": -7, "next": 7}.get(match["which"].lower(), 0)
        monday = printed - timedelta(days=printed.weekday() - step)
        sunday = monday + timedelta(days=6)
        shown = monday.isoformat()[:7] if monday.month == sunday.month else str(monday.year)
        return PartialDate(shown) if monday.year == sunday.year else None
    if match["now"]:
        return PartialDate((printed - timedelta(days=match["now"].lower() == "yesterday")).isoformat())
    back = (printed.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
    return PartialDate((printed - timedelta(days=back)).isoformat())
