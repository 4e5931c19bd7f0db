"""Days and periods in words, and texts cut short."""

from __future__ import annotations

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT = 200
"""Characters of a title or a quote that are shown where many stand together."""


def day(iso: str) -> str:
    """2017-05-02 → 2 May 2017; 2017-05 → May 2017; what is no date stays as it is."""
    year, _, rest = iso.partition("-")
    month, _, number = rest.partition("-")
    if not (year.isdecimal() and len(year) == 4 and month.isdecimal() and 0 < int(month) <= len(_MONTHS)):
        return iso
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(number)} {name}" if number.isdecimal() else name if not number else iso


def month(iso: str) -> str:
    """2017-05-02 → May 2017."""
    return day(iso[:7])


def period(start: str, end: str) -> str:
    """First and last day in words."""
    return f"{day(start)} to {day(end)}" if end and end != start else day(start)


def year(iso: str) -> int:
    """The year of an ISO day, 0 where there is none."""
    return int(iso[:4]) if len(iso) >= 4 and iso[:4].isascii() and iso[:4].isdigit() else 0


def short(text: str, limit: int = SHORT) -> str:
    """Text on one line, cut at a word."""
    line = " ".join(text[: 4 * limit].split())
    if len(line) <= limit and len(text) <= 4 * limit:
        return line
    return (line[: limit - 1].rpartition(" ")[0] or line[: limit - 1]) + "…"
