"""What several extractors share: dates and periods in running text, names of people, text on one line with a
way back.

Every rule stands beside what it must and must not match; `EXAMPLES` holds them and one test runs them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.model import PartialDate, Span

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
MONTH = _MONTH
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?"
_YEAR = r"(?:19|20)\d\d\b"


YEAR = _YEAR


def _day(n: int) -> str:
    """A day with its month and year, either of which a range may leave out: groups d, m, y with the number
    n."""
    return (
        rf"{_WEEKDAY}(?P<d{n}>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+(?:of\s+)?(?P<m{n}>{_MONTH}))?"
        rf"(?:,?\s+(?P<y{n}>{_YEAR}))?"
    )


PERIOD = re.compile(rf"\b{_day(1)}\s*(?:–|—|-|\bto\b|\buntil\b|\band ending\b)\s*{_day(2)}", re.IGNORECASE)
BETWEEN = re.compile(rf"\bbetween\s+{_day(1)}\s+and\s+{_day(2)}", re.IGNORECASE)
DAY = re.compile(rf"\b{_day(1)}", re.IGNORECASE)
US_DAY = re.compile(rf"\b(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>{_YEAR})", re.IGNORECASE)
MONTH_YEAR = re.compile(rf"\b(?P<m>{_MONTH}),?\s+(?:of\s+)?(?P<y>{_YEAR})", re.IGNORECASE)
_NUMERIC = r"(?P<d{n}>\d{{1,2}})/(?P<m{n}>\d{{1,2}})/(?P<y{n}>(?:19|20)\d\d)\b"
NUMERIC_PERIOD = re.compile(
    rf"\b{_NUMERIC.format(n=1)}(?:\s*(?:–|—|-|\bto\b|\buntil\b)\s*{_NUMERIC.format(n=2)})?", re.IGNORECASE
)
_LIST = re.compile(r"\s*(?:,|;|&|\band\b|,\s*and\b)\s*$")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day with the place of the words (offsets in the text that was searched)."""

    start: PartialDate
    end: PartialDate
    span: Span


@dataclass(frozen=True, slots=True)
class Flat:
    """A piece of text with white space collapsed, and where each of its characters stands in the document."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of the document that `text[start:end]` came from."""
        return Span(self.places[start], self.places[end - 1] + 1)


_GAP = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not one space."""


def flatten(text: str, start: int = 0, end: int | None = None) -> Flat:
    """`text[start:end]` with every run of white space made one space; none at the ends."""
    piece = text[start:end].rstrip()
    at = len(piece) - len(piece.lstrip())
    pieces: list[str] = []
    places: list[int] = []
    for gap in _GAP.finditer(piece, at):
        pieces += (piece[at : gap.start()], " ")
        places.extend(range(start + at, start + gap.start()))
        at = gap.end()
        places.append(start + at - 1)
    pieces.append(piece[at:])
    places.extend(range(start + at, start + len(piece)))
    return Flat("".join(pieces), tuple(places))


def month_number(name: str) -> int:
    """1 to 12 for an English month's name or abbreviation, or for its number in digits."""
    if name.isdigit():
        return int(name)
    return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(name.lower().rstrip(".")[:3]))


def _iso(year: str | int, month: str | int, day: str | int) -> PartialDate | None:
    try:
        return PartialDate(date(int(year), month_number(str(month)), int(day)).isoformat())
    except ValueError:
        return None


def periods(text: str) -> list[Period]:
    """Every period or single day with a month in `text`; a year left out is taken from the next one that has
    it, a period's month from the next period of the same list ("9 to 13 and 16 to 20 March")."""
    matches = list(_period_matches(text))
    found: list[Period] = []
    year: str | None = None
    month: str | None = None
    after: re.Match[str] | None = None
    for match in reversed(matches):
        groups = match.groupdict()
        year = groups.get("y2") or groups["y1"] or year
        listed = after is not None and bool(_LIST.fullmatch(text[match.end() : after.start()]))
        month = groups["m1"] or groups.get("m2") or (month if listed else None)
        period = _period(match, year, month)
        if period:
            found.append(period)
        after = match
    return found[::-1]


def _period_matches(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while True:
        searches = (PERIOD, BETWEEN, DAY, US_DAY, NUMERIC_PERIOD)
        candidates = [m for pattern in searches if (m := pattern.search(text, at))]
        candidates = [m for m in candidates if m.groupdict().get("m2") or m["m1"] or m.re is PERIOD]
        if not candidates:
            bare = DAY.search(text, at)
            if bare is None:
                return
            at = bare.end()
            continue
        best = min(candidates, key=lambda m: (m.start(), -m.end()))
        yield best
        at = best.end()


def _period(match: re.Match[str], year: str | None, month: str | None) -> Period | None:
    groups = match.groupdict()
    end_month = groups.get("m2") or groups["m1"] or month
    end_year = groups.get("y2") or groups["y1"] or year
    if not end_year or not end_month:
        return None
    end = _iso(end_year, end_month, groups.get("d2") or groups["d1"])
    start_month = groups["m1"] or end_month
    start_year = int(groups["y1"] or end_year)
    if not groups["y1"] and month_number(start_month) > month_number(end_month):
        start_year -= 1
    start = _iso(start_year, start_month, groups["d1"]) if groups.get("d2") else end
    if start is None or end is None or start.iso > end.iso:
        return None
    return Period(start, end, Span(match.start(), match.end()))


def listed_periods(text: str) -> list[Period]:
    """The periods that `text` begins with, joined by commas or "and": visits of one inspection."""
    found: list[Period] = []
    for period in periods(text):
        between = text[found[-1].span.end if found else 0 : period.span.start]
        joined = _LIST.match(between) if found else len(between.strip()) <= 4
        if not joined:
            break
        found.append(period)
    return found


NAME_WORD = (
    r"(?:(?:Mc|Mac|De|Le|La|Fitz|O[’'])[A-Z][a-zà-öø-ÿ]+"
    r"|[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]*(?:[’'‘][A-Z]?[a-zà-öø-ÿ]+)?)(?:-[A-Za-zÀ-öø-ÿ]+)*"
)
NAME = re.compile(rf"{NAME_WORD}(?:\s+(?:(?:de|van|der|den|von|la|le|al|bin|el)\s+)*{NAME_WORD}){{1,3}}")

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "periods": (
        ("8 – 12 July 2013", "2013-07-08/2013-07-12"),
        ("2 May to 25 May 2017", "2017-05-02/2017-05-25"),
        ("25 November 2013 – 18 December 2013", "2013-11-25/2013-12-18"),
        ("22 February 2016–18 March 2016", "2016-02-22/2016-03-18"),
        ("11 December to 12 January 2024", "2023-12-11/2024-01-12"),
        (
            "30 September to 11 October 2024 and 13 to 16 January 2025",
            "2024-09-30/2024-10-11 2025-01-13/2025-01-16",
        ),
        ("Monday 7th to Friday 11th March 2022", "2022-03-07/2022-03-11"),
        ("Tuesday, January 24, 2017", "2017-01-24/2017-01-24"),
        ("between 13 and 24 May 2024", "2024-05-13/2024-05-24"),
        ("9 to 13 and 16 to 20 March 2026", "2026-03-09/2026-03-13 2026-03-16/2026-03-20"),
        ("9, 16 and 20 March 2026", "2026-03-20/2026-03-20"),
        ("12/09/2016 to 06/10/2016", "2016-09-12/2016-10-06"),
        ("10/08/2015", "2015-08-10/2015-08-10"),
        ("published on 9th August 2018", "2018-08-09/2018-08-09"),
        ("aged 16 to 17, section 20 of the Act", ""),
        ("31 February 2020", ""),
        ("in May 2017", ""),
    ),
    "names": (
        ("Jenny-ellen Scotland", "Jenny-ellen Scotland"),
        ("Fiona O’Brien", "Fiona O’Brien"),
        ("Brenda McLaughlin", "Brenda McLaughlin"),
        ("Marianick Ellender-Gele", "Marianick Ellender-Gele"),
        ("Julian Le Grande", "Julian Le Grande"),
        ("the council", ""),
    ),
}


_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£•])")
_NO_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Cllr|Coun|No|Nos|vs|e\.g|i\.e|approx|Rev|Hon|Sgt|Insp)\.$")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences of `text[start:end]`, without white space at their ends."""
    at = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if text[stop.start()] == "." and _NO_END.search(text, max(start, stop.start() - 7), stop.start() + 1):
            continue
        piece_end = stop.start() + len(stop.group().rstrip())
        yield from _trimmed(text, at, piece_end)
        at = stop.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
