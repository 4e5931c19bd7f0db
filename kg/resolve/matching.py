"""Which of the inspections that are here does a mention mean? Each candidate gets a score and a reason; one must win.

The reasons, best first: the date fits; the month fits; the piece came out with the report; the grades that it gives are
those of the last full inspection before it, though the year that it names is one off (documents do get it wrong).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import InspectionMention, Judgement, Reading
from kg.resolve.result import InspectionRecord

VISITS = frozenset({"focused-visit", "monitoring-visit", "jtai", "area-send", "lscb-review"})
_LEAD = 0.1
"""By how much the best candidate must lead the second."""
_NEWS_DAYS = 45
"""A piece that came out within so many days of a report is taken to be about it."""


@dataclass(frozen=True, slots=True)
class Match:
    """The inspection that a mention means, with how sure that is and why."""

    record: InspectionRecord
    score: float
    reason: str


Grades = Mapping[str, str]
"""Aspect → grade."""


def grades_by_key(reading: Reading) -> dict[str, dict[str, str]]:
    """The grades that a reading gives, by the inspection that they are of."""
    found: dict[str, dict[str, str]] = {}
    for fact in reading.facts:
        if isinstance(fact, Judgement):
            found.setdefault(fact.inspection, {}).setdefault(fact.aspect, fact.grade)
    return found


def ranked(
    mention: InspectionMention,
    stated: Grades,
    issued: str,
    records: Sequence[InspectionRecord],
    graded: Mapping[str, Grades],
) -> list[Match]:
    """Every record that a mention could mean, the best first. `stated`: its grades; `issued`: the piece's day; `graded`:
    the grades of each record by path."""
    scored = [match for record in records if (match := _score(mention, stated, issued, record, records, graded))]
    return sorted(scored, key=lambda match: (-match.score, match.record.path))


def winner(matches: Sequence[Match]) -> Match | None:
    """The first of ranked matches, where it leads by enough."""
    if not matches or (len(matches) > 1 and matches[0].score - matches[1].score < _LEAD):
        return None
    return matches[0]


def _score(
    mention: InspectionMention,
    stated: Grades,
    issued: str,
    record: InspectionRecord,
    records: Sequence[InspectionRecord],
    graded: Mapping[str, Grades],
) -> Match | None:
    if mention.status != record.status or not _same_kind(mention.framework, record.framework):
        return None
    if len(issued) == 10 and record.start > issued:
        return None
    agree, differ = _agreement(stated, graded.get(record.path, {}))
    found = _by_date(mention, record) or _by_publication(mention, issued, record)
    if not found and agree and not differ and _one_year_off(mention, issued, record, records):
        found = (
            0.65,
            f"no inspection of {_said(mention)} is here; it is the last before, and gave the grade that is named",
        )
    if not found and mention.main and not mention.start and not mention.month and agree >= 2 and not differ:
        found = 0.6, "no date is given, but all the grades are its grades"
    if not found or differ > agree + 1:
        return None
    score, reason = found
    return Match(record, min(0.99, score + 0.02 * agree - 0.03 * differ), reason)


def _same_kind(said: str, is_framework: str) -> bool:
    if not said:
        return is_framework not in VISITS
    return said == is_framework or said.split("-")[0] == is_framework.split("-")[0] == "ilacs"


def _agreement(stated: Grades, own: Grades) -> tuple[int, int]:
    agree = sum(own.get(aspect) == grade for aspect, grade in stated.items())
    return agree, sum(aspect in own and own[aspect] != grade for aspect, grade in stated.items())


def _by_date(mention: InspectionMention, record: InspectionRecord) -> tuple[float, str] | None:
    if mention.start:
        said = mention.start.iso
        if _within(said, (record.start, record.end)):
            return (0.95 if len(said) > 4 else 0.85), f"its date fits {said}"
        return None
    months = {record.start[5:7], record.end[5:7]}
    if mention.month and mention.month in months:
        return 0.75, f"the only month that fits is {record.start[:7]}"
    return None


def _by_publication(mention: InspectionMention, issued: str, record: InspectionRecord) -> tuple[float, str] | None:
    if mention.published and _within(mention.published.iso, (record.published,)):
        return 0.85, f"its report came out in {mention.published.iso}"
    if mention.main and len(issued) == len(record.published) == 10:
        days = (date.fromisoformat(issued) - date.fromisoformat(record.published)).days
        if -3 <= days <= _NEWS_DAYS:
            return 0.8, f"the piece came out {days} days after its report"
    return None


def _one_year_off(
    mention: InspectionMention, issued: str, record: InspectionRecord, records: Sequence[InspectionRecord]
) -> bool:
    """Is the year that is named one off, and the record the last full inspection before the piece?"""
    if not mention.start or mention.framework or not record.start:
        return False
    if abs(int(mention.start.iso[:4]) - int(record.start[:4])) != 1:
        return False
    horizon = issued or "9999"
    before = [r.start for r in records if r.start < horizon and r.framework not in VISITS]
    return record.start == max(before, default="")


def _said(mention: InspectionMention) -> str:
    return mention.start.iso if mention.start else "that date"


def _within(vague: str, dates: Sequence[str]) -> bool:
    """Whether a partial date agrees with one of the dates."""
    return any(day and (f"{day}-".startswith(f"{vague}-") or f"{vague}-".startswith(f"{day}-")) for day in dates)
