"""By when something is to be done: "by June", "next month", "over the next 12 months"."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.patterns import MONTH, YEAR, month_number

_DUE = re.compile(
    rf"\b(?:by|in|on|from|during|before|until|for|at)\s(?:the\s)?(?:(?:end|start|beginning|middle)\sof\s(?:the\s)?)?(?:early\s|late\s|mid-?\s?)?"
    rf"(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?:\s(?:of\s)?(?:term\s)?{YEAR})?|(?P<only>{YEAR}))"
    r"|\b(?:by|before|at)\s(?:Christmas|Easter)\b|\b(?:in|early\sin|by)\sthe\s[Nn]ew\s[Yy]ear\b"
    r"|\b(?P<next>next\s(?:month|year))\b"
    r"|\b(?:over|in|within|during)\sthe\s(?:next|coming)\s(?:few\s|\w+\s)?(?:days|weeks|months|years|year|month)\b"
    r"|\b(?:later\sthis|this)\s(?:month|year|spring|summer|autumn|winter)\b|(?<!as\s)\bsoon\b|\b(?:shortly|imminently)\b"
)
_PAST = re.compile(r"\b(?:since|in)\s$")
EXAMPLES: tuple[tuple[str, str, str], ...] = (
    ("will be in place by June", "2022-02-10", "2022-06"),
    ("will be shared next month", "2022-12-10", "2023-01"),
    ("is due to start in March", "2022-05-10", "2023-03"),
    ("is due to start in March 2024", "", "2024-03"),
    ("is due to start in March", "", "in March"),
    ("over the next 12 months", "2022-05-10", "over the next 12 months"),
    ("will be complete by 2025", "", "2025"),
    ("will be reviewed", "2022-05-10", ""),
    ("be submitted to Ofsted by 5 March 2024", "", "2024-03-05"),
    ("will meet on 2 December", "2024-11-18", "2024-12-02"),
    ("will be published in the new year", "2024-11-18", "in the new year"),
)
"""Words, the day on which they came out ("" if unknown), and the due date."""


def due_in(words: str, issued: str) -> str:
    """The first time that is named in `words`, as an ISO date as exact as it is known, or in words; "" for none.

    A month without a year is the next one from the ISO day `issued`.
    """
    match = _DUE.search(words)
    if not match:
        return ""
    if match["only"]:
        return match["only"]
    if match["next"]:
        return _next(match["next"], issued) or match.group()
    if not match["month"]:
        return match.group()
    month, year = month_number(match["month"]), match["year"]
    if not year and len(issued) >= 7:
        year = str(int(issued[:4]) + (f"{month:02}" < issued[5:7]))
    day = _day(match["day"], year, month) if year and match["day"] else ""
    return f"{year}-{month:02}{day}" if year else match.group()


def _day(day: str, year: str, month: int) -> str:
    """The day as the end of an ISO date; "" for one that the month has not."""
    try:
        return date(int(year), month, int(day)).isoformat()[7:]
    except ValueError:
        return ""


def _next(words: str, issued: str) -> str:
    if len(issued) < 7:
        return ""
    year, month = int(issued[:4]), int(issued[5:7])
    if words.endswith("year"):
        return str(year + 1)
    return f"{year + month // 12}-{month % 12 + 1:02}"
