"""Since when somebody has been in a post: "who took over in May", "in post since January 2017"."""

from __future__ import annotations

import re

from kg.extract.patterns import MONTH, MONTH_YEAR, YEAR, month_number, periods

_SINCE = re.compile(
    r",?\s*(?:\(?\s*(?:and\s+|who\s+)?(?:(?:only|recently|formally)\s+)?(?:took\s+(?:over|up|on|the)"
    r"|joined|was\s+(?:appointed|elected|named)|started|began|became|has\s+been|had\s+been|took|in\s+post"
    r"|appointed)\b[^.;“”\"()]{0,60}?\s+"
    rf"(?:in|since|on|from)\s+)(?P<when>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}(?:,?\s+{YEAR})?|{YEAR})",
    re.IGNORECASE,
)
EXAMPLES: tuple[tuple[str, str, str], ...] = (
    (", who took over in May,", "2017-07-14", "2017-05"),
    (", who took over in September,", "2017-07-14", "2016-09"),
    (", who has been in post since 5 January 2017, said", "", "2017-01-05"),
    (", who joined the council in March 2019, said", "", "2019-03"),
    (", who took over in May,", "", ""),
    (" said the plan began in March 2019", "", ""),
)


def since_after(text: str, at: int, issued: str) -> tuple[str, int]:
    """(ISO date as exact as it is said, where its words end) for what follows a name or post; ("", 0) where none does.

    A month without a year is the last one before the day on which the text was issued; where that is not
    known, nothing.
    """
    match = _SINCE.match(text, at, min(len(text), at + 140))
    if not match:
        return "", 0
    iso = _iso(match["when"], issued)
    return (iso, match.end()) if iso else ("", 0)


def _iso(when: str, issued: str) -> str:
    if when.isdigit():
        return when
    exact = periods(when)
    if exact:
        return exact[0].start.iso
    dated = MONTH_YEAR.search(when)
    if dated:
        return f"{dated['y']}-{month_number(dated['m']):02}"
    month = month_number(re.sub(r"^[\d\w]*?\d\w*\s+", "", when))
    if len(issued) < 7:
        return ""
    year = int(issued[:4]) - (f"{month:02}" > issued[5:7])
    return f"{year}-{month:02}"
