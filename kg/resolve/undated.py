"""The day of a piece that prints none: it says that the report came out "last week", and the report is in the build.

Worked out as far as it follows. "Yesterday" gives the day; "on Tuesday" only that the piece came out within a week of
that Tuesday: it is then known by the month, or the year, that holds all those days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.numbers import number_of
from kg.model import CatalogueEntry, Reading
from kg.resolve.result import Resolution

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AGO = re.compile(r"(?P<n>.+) (?P<unit>day|week|fortnight|month)s? ago")
_NEAR = {"day": 0, "week": 3, "fortnight": 3}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_LONGEST = 60
"""Of no news it is said that it came out more days, weeks or months ago."""
EXAMPLES: tuple[tuple[str, str, str], ...] = (
    ("today", "2017-06-13", "2017-06-13"),
    ("yesterday", "2017-06-30", "2017-07-01"),
    ("this week", "2017-06-13", "2017-06"),
    ("last week", "2017-06-13", "2017-06"),
    ("last week", "2017-06-20", "2017"),
    ("earlier this month", "2017-06-13", "2017-06"),
    ("last month", "2017-12-13", "2018-01"),
    ("on tuesday", "2017-06-13", "2017-06"),
    ("last tuesday", "2017-06-20", "2017"),
    ("on monday", "2017-06-13", ""),
    ("two days ago", "2017-06-13", "2017-06-15"),
    ("a fortnight ago", "2017-06-10", "2017-06"),
    ("three weeks ago", "2017-12-13", ""),
    ("two months ago", "2017-12-13", "2018-02"),
    ("last year", "2017-06-13", "2018"),
)
"""When a report came out as a piece tells it, the day on which it did, and the piece's own day ("": none that fits)."""


def worked_out(readings: Iterable[Reading], resolution: Resolution) -> dict[str, CatalogueEntry]:
    """Id of a document → its catalogue entry with the day that was worked out for it."""
    known = {one.path: one for one in resolution.inspections if one.report and len(one.published) == 10}
    found: dict[str, CatalogueEntry] = {}
    for reading in readings:
        if reading.told is None or reading.issued or reading.catalogue.issued:
            continue
        path = resolution.documents[reading.id].inspections.get(reading.told.inspection, "")
        record = known.get(path)
        issued = issued_of(reading.told.when, record.published) if record else ""
        if issued:
            found[reading.id] = replace(reading.catalogue, issued=issued, worked_out_from=path)
    return found


def issued_of(when: str, published: str) -> str:
    """The day, month or year in which a piece came out that says `when` a report did; `published`: the report's ISO day. ""
    where the two cannot be, or where not even the year follows."""
    day = date.fromisoformat(published)
    first, last = _span(when, day)
    if first is None or last is None:
        return ""
    iso, other = first.isoformat(), last.isoformat()
    same = next((length for length in (10, 7, 4) if iso[:length] == other[:length]), 0)
    return iso[:same]


def _span(when: str, day: date) -> tuple[date | None, date | None]:
    """The first and the last day on which a piece can say so."""
    plain = re.sub(r"^(?:earlier|late|later) ", "", when)
    if ago := _AGO.fullmatch(plain):
        number = 1 if ago["n"] == "a" else number_of(ago["n"])
        return _ago(number, ago["unit"], day) if number <= _LONGEST else (None, None)
    which, _, unit = plain.rpartition(" ")
    if unit in _WEEKDAYS:
        if day.weekday() != _WEEKDAYS.index(unit):
            return None, None
        return (day + timedelta(1), day + timedelta(13)) if which == "last" else (day, day + timedelta(6))
    if plain == "yesterday":
        return day + timedelta(1), day + timedelta(1)
    if unit in ("week", "month", "year"):
        return _calendar(unit, day, which == "last")
    return day, day


def _calendar(unit: str, day: date, later: bool) -> tuple[date, date]:
    """From the day to the end of its week, month or year; or all of the next one."""
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return (monday + timedelta(7), monday + timedelta(13)) if later else (day, monday + timedelta(6))
    if unit == "month":
        return (_month(day, 1), _month(day, 2) - timedelta(1)) if later else (day, _month(day, 1) - timedelta(1))
    return (date(day.year + 1, 1, 1), date(day.year + 1, 12, 31)) if later else (day, date(day.year, 12, 31))


def _month(day: date, ahead: int) -> date:
    """The first day of a month after that of `day`."""
    months = day.year * 12 + day.month - 1 + ahead
    return date(months // 12, months % 12 + 1, 1)


def _ago(number: int, unit: str, day: date) -> tuple[date, date]:
    """So many days after; a number of weeks is taken as three days more or fewer, of months as all of that month."""
    if unit == "month":
        return _month(day, number), _month(day, number + 1) - timedelta(1)
    at, near = day + timedelta(number * _DAYS[unit]), timedelta(_NEAR[unit])
    return at - near, at + near
