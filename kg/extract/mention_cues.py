"""Cues that running text speaks of an inspection at a date: a noun with a date near it, inspectors who came, a grade
given in a year, a visit to come.

Dates that leave out the year are completed from the day of publication where that is known, else kept as a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.mention_dates import Dated, dates_in
from kg.extract.patterns import MONTH, YEAR, Flat, flatten, month_number, periods, sentences
from kg.model import BodyRef, InspectionMention, PartialDate

WHEN = (
    rf"(?P<when>(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:(?:–|-|to|and)\s*\d{{1,2}}(?:st|nd|rd|th)?\s+)?)?(?P<month>{MONTH})"
    rf"(?:\s+(?:last\s+year|this\s+year))?,?(?:\s+(?P<year>{YEAR}))?|(?P<bare>{YEAR}))"
)
_KIND = (
    r"(?P<kind>focus(?:s?ed)?\s+visit|monitoring\s+visit|joint\s+targeted\s+area\s+inspection|short\s+inspection"
    r"|full\s+inspection|re-?inspection|inspection|(?<=last\s)inspected|(?<=were\s)inspected|(?<=was\s)inspected|visit)\b(?!s)"
)
_NEXT = re.compile(
    rf"\b(?:next|another|further)\s+(?:full\s+|standard\s+|short\s+|Ofsted\s+)*(?:inspection|visit)\b[^.;]{{0,90}}?\b(?P<how>until|before|in|by|during)\s+"
    rf"(?:at\s+some\s+(?:point|time)\s+in\s+)?{WHEN}(?P<earliest>\s+at\s+the\s+earliest)?",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:inspected\s+(?:in\s+full\s+)?again|next\s+inspected|re-?inspected)\b[^.;]{0,70}?"
    rf"\b(?P<how>until|before|in|by|during)\s+(?:at\s+some\s+(?:point|time)\s+in\s+)?{WHEN}(?P<earliest>\s+at\s+the\s+earliest)?",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(
    rf"\b(?:in|during|on)\s+{WHEN},?\s+(?:for|during|at|with|on|after|following)\s+(?:a|an|the|its|their|our)\s+(?:(?!next\b)\w+\s+){{0,3}}?[‘“'\"]?{_KIND}",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"\b(?:the|its|their|a|an|Ofsted[’']s)\s+(?:(?P<month>{MONTH})\s+)?(?P<year>{YEAR})\s+(?:Ofsted\s+|full\s+|ILACS\s+)*"
    r"(?P<kind>inspection|visit|focus(?:s?ed)?\s+visit|report)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"\b{_KIND}(?P<between>[^.;“”\"]{{0,110}}?)\s\b(?:in|during|on|between|from|of|this|last)\s+(?:early\s+|late\s+|mid-?)?"
    rf"{WHEN}",
    re.IGNORECASE,
)
_LONGEST = 1_200
"""No newspaper writes a sentence of so many characters; a bound on the time that a hostile text can take."""
_BLOCKED = re.compile(
    r"\b(?:next|framework|introduced|since|until|action\s+plan|meeting|anticipated|expected|due|likely|scheduled|will|would)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\b(?:ended|finished|concluded|closed)\s*$", re.IGNORECASE)
_TO_RETURN = re.compile(
    r"\b(?:will|would|to)\s+(?:return|be\s+back|come\s+back|visit|carry\s+out|make|conduct|undergo|face|have|get)\b[^.;:,]{0,40}$",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\bunder\s+(?:the|its|Ofsted[’']s|this)\s+(?:\w+\s+){0,2}framework\b", re.IGNORECASE)
_TOLD_OF = re.compile(
    r"\b(?:notif\w+|notice|call(?:ed|s)?|announc\w+|informed|told)\s+(?:\w+\s+){0,3}(?:of|about|for)\s+(?:an?|the|its|our|their)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""What is dated then is the call, not the inspection."""
_FRAMEWORK = (
    (re.compile(r"focus", re.IGNORECASE), "focused-visit"),
    (re.compile(r"monitoring", re.IGNORECASE), "monitoring-visit"),
    (re.compile(r"joint", re.IGNORECASE), "jtai"),
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("A ‘focused visit’ took place in July 2018.", "focused-visit done 2018-07"),
    ("Inspectors noted progress since the full inspection in 2016.", " done 2016"),
    ("The 2021 inspection by Ofsted marked the council as good.", " done 2021"),
    ("The next inspection was unlikely to be until May 2025 at the earliest.", " expected 2025-05"),
    ("They came in July 2018 for a ‘focused visit’.", "focused-visit done 2018-07"),
    ("The grade stands until services are inspected again, which is expected in 2019.", " expected 2019"),
    ("The next full inspection is expected at some point in 2019.", " expected 2019"),
    ("The inspection was carried out by a team of ten over 23 days in May.", " done --05"),
    ("It was its first inspection under the current framework, in May 2018.", " done 2018-05"),
    ("Inspectors will return for a monitoring visit in May 2019.", ""),
    ("The inspection ended on 14 May 2019.", ""),
    ("Under the framework introduced in January 2018, visits concentrate on a theme.", ""),
    ("The council adopted its budget in March 2019.", ""),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on one line, with where its characters stand."""

    flat: Flat
    start: int
    end: int
    piece: int = -1
    """First character of the paragraph that it is in."""


def sentences_of(text: str, pieces: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The sentences of the given pieces of a document's text; what is too long to be one is left out."""
    return [
        Sentence(flatten(text, start, end), start, end, piece_start)
        for piece_start, piece_end in pieces
        for start, end in sentences(text, piece_start, piece_end)
        if end - start <= _LONGEST
    ]


@dataclass(frozen=True, slots=True)
class Cue:
    mention: InspectionMention
    property: str
    value: str
    start: int
    end: int
    graded: bool = False
    """Whether it is known by a grade alone, given at that date."""


def cues(sentence: Sentence, body: BodyRef, issued: str) -> Iterator[Cue]:
    text = sentence.flat.text
    taken = -1
    for match in (*_NEXT.finditer(text), *_AGAIN.finditer(text)):
        moment, month = moment_of(match, issued, future=True)
        if moment:
            name = "notBefore" if match["how"].lower() in ("until", "before") or match["earliest"] else "startDate"
            yield _cue(match, body, "expected", "", moment, month, name)
            taken = match.end()
    for pattern in (_YEAR_FIRST, _DATE_FIRST, _THEN):
        for match in pattern.finditer(text):
            between = match.groupdict().get("between") or ""
            if (
                match.start() < taken
                or _BLOCKED.search(_UNDER.sub("", between))
                or _TOLD_OF.search(text[: match.start()])
                or (_ENDED.search(between) and re.search(r"(?<!\d)\d{1,2}(?!\d)", match.groupdict().get("when") or ""))
                or _TO_RETURN.search(text[max(0, match.start() - 90) : match.start()])
                or _is_next(text, match.start())
            ):
                continue
            moment, month = moment_of(match, issued)
            if moment or month:
                dated = _whole(match, text, issued)
                yield _cue(match, body, "done", _framework(match), moment, month, "startDate", dated)


def _is_next(text: str, at: int) -> bool:
    return bool(re.search(r"\bnext\s+(?:\w+\s+)?$", text[:at], re.IGNORECASE))


def _whole(match: re.Match[str], text: str, issued: str) -> Dated | None:
    """The date where a match has it, read as a whole: with its last day, or with the day after the month's name."""
    at = next((match.start(name) for name in ("when", "month") if match.groupdict().get(name)), -1)
    found = next((one for one in dates_in(text[: at + 60], issued) if one.at <= at < one.to), None) if at >= 0 else None
    return found if found and found.start and len(found.start.iso) == 10 else None


def _cue(
    match: re.Match[str],
    body: BodyRef,
    status: str,
    framework: str,
    moment: PartialDate | None,
    month: str,
    name: str,
    dated: Dated | None = None,
) -> Cue:
    start = dated.start if dated and dated.start else moment
    shown = start.iso if start else f"--{month}"
    key = "/".join(part for part in (status if status != "done" else "", framework, shown) if part)
    mention = InspectionMention(
        key=key,
        body=body,
        framework=framework,
        status=status,
        start=start,
        end=dated.end if dated else None,
        month=month if not start else "",
    )
    return Cue(mention, name, shown, match.start(), max(match.end(), dated.to if dated else 0))


def _framework(match: re.Match[str]) -> str:
    words = match["kind"]
    return next((notation for pattern, notation in _FRAMEWORK if pattern.match(words)), "")


def moment_of(match: re.Match[str], issued: str, future: bool = False) -> tuple[PartialDate | None, str]:
    """(the date as exactly as it is said, "") or (None, month in digits) where no year can be told."""
    groups = {name.removeprefix("p_").removeprefix("r_"): value for name, value in match.groupdict().items() if value}
    if groups.get("bare"):
        return PartialDate(groups["bare"]), ""
    name, year = groups.get("month"), groups.get("year")
    if not name:
        return (PartialDate(year), "") if year else (None, "")
    month = f"{month_number(name):02}"
    if not year and len(issued) >= 7:
        year = _year_near(issued, month, future)
    if not year:
        return None, month
    exact = [p for p in periods(match.group()) if p.start.iso.startswith(f"{year}-{month}")]
    return (exact[0].start if exact else PartialDate(f"{year}-{month}")), ""


def _year_near(issued: str, month: str, future: bool) -> str:
    """The year of the nearest such month before (or, for what is to come, after) the day of publication."""
    year = int(issued[:4])
    if future:
        return str(year if month >= issued[5:7] else year + 1)
    return str(year if month <= issued[5:7] else year - 1)
