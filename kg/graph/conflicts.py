"""Facts that cannot all be true: what two sources say differently of one thing.

Copies of one work never conflict (of a work, what its primary copy says counts), and a date that is less
exact agrees with every date that it contains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.graph.records import FactRecord
from kg.resolve.paths import digest

Slot = tuple[str, ...]

_DATES = frozenset({"startDate", "endDate", "publicationDate"})
_NUMBERS = frozenset({"recommendationCount", "teamSize", "durationInDays"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two facts that exclude each other. `kind` is grade, date or number; `preferred` is the path of the one
    that the primary document states of itself, "" where neither or both are."""

    path: str
    kind: str
    fact: str
    other: str
    preferred: str
    reason: str


def conflicts(
    facts: Iterable[FactRecord], reports: Mapping[str, str], catalogues: Collection[str] = ()
) -> list[Conflict]:
    """Every conflict, sorted by path. `reports`: path of an inspection → id of its primary document; `catalogues`: ids
    of documents that list others: they rank below a report's own statement and above what others say."""
    slots: dict[Slot, list[FactRecord]] = defaultdict(list)
    everything = list(facts)
    totals = _totals(everything, reports)
    for fact in everything:
        kind = _kind(fact)
        if kind and not (fact.subject == "recommendationCount" and fact.value == totals.get(fact.inspection)):
            slots[kind, fact.inspection, fact.body, fact.subject].append(fact)
    found: dict[str, Conflict] = {}
    for slot, stated in slots.items():
        counted = _without_worse_copies(stated, reports.get(slot[1], ""))
        for conflict in _in_slot(slot, counted, reports.get(slot[1], ""), catalogues):
            found[conflict.path] = conflict
    return [found[path] for path in sorted(found)]


def _totals(facts: Iterable[FactRecord], reports: Mapping[str, str]) -> dict[str, str]:
    """Path of an inspection → how many recommendations its report makes to authority and board together: who gives this
    number contradicts nobody."""
    made: dict[str, set[str]] = defaultdict(set)
    boards: set[str] = set()
    for fact in facts:
        if fact.kind == "Recommendation" and fact.document == reports.get(fact.inspection):
            made[fact.inspection].add(fact.path)
            boards |= {fact.inspection} if fact.body.endswith("/lscb") else set()
    return {inspection: str(len(made[inspection])) for inspection in boards}


def _kind(fact: FactRecord) -> str:
    if fact.kind == "Judgement":
        return "grade"
    if fact.kind == "InspectionStatement":
        return "date" if fact.subject in _DATES else "number" if fact.subject in _NUMBERS else ""
    return ""


def _without_worse_copies(stated: Iterable[FactRecord], report: str) -> list[FactRecord]:
    """Of a work whose primary copy speaks here, only that copy."""
    records = list(stated)
    spoken = {record.work for record in records if record.work and record.document == report}
    return [record for record in records if record.work not in spoken or record.document == report]


def _in_slot(slot: Slot, stated: Iterable[FactRecord], report: str, catalogues: Collection[str]) -> Iterable[Conflict]:
    by_path: dict[str, list[FactRecord]] = defaultdict(list)
    for record in stated:
        by_path[record.path].append(record)
    reported = {path for path, records in by_path.items() if any(r.document == report for r in records)}
    for one, other in combinations(sorted(by_path), 2):
        first, second = by_path[one], by_path[other]
        if not reported & {one, other} and any(
            excludes(slot[0], first[0].value, by_path[own][0].value)
            != excludes(slot[0], second[0].value, by_path[own][0].value)
            for own in reported
        ):
            continue  # one of them agrees with the report's own statement, which the other contradicts: that is told
        if excludes(slot[0], first[0].value, second[0].value) and _independent(first, second):
            own = [path for path in (one, other) if path in reported]
            listed = [path for path in (one, other) if any(r.document in catalogues for r in by_path[path])]
            preferred = own[0] if len(own) == 1 else listed[0] if not own and len(listed) == 1 else ""
            whose = "The inspection's own report" if own else "The catalogue of the documents"
            yield _conflict(slot, first[0], second[0], preferred, whose)


def excludes(kind: str, one: str, other: str) -> bool:
    """Whether two values cannot both be true. A partial date agrees with every date that it contains."""
    if kind == "date" and "--" in (one[:2], other[:2]):
        return _month(one) != "" != _month(other) and _month(one) != _month(other)
    if kind == "date":
        return not (f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-"))
    return one != other


def _month(value: str) -> str:
    """The month of "2017-05-02", "2017-05" or "--05"; "" of a year."""
    return value[2:4] if value.startswith("--") else value[5:7]


def _independent(first: Iterable[FactRecord], second: Iterable[FactRecord]) -> bool:
    """Whether some source of each is no copy of the other's: one document against itself, or two works."""
    others = list(second)
    return any(a.document == b.document or a.source != b.source for a in first for b in others)


def _conflict(slot: Slot, first: FactRecord, second: FactRecord, preferred: str, whose: str) -> Conflict:
    if preferred == second.path:
        first, second = second, first
    what = _PHRASES.get(first.subject) or first.subject.replace("-", " ")
    one, other = (v.replace("-", " ") if slot[0] == "grade" else v for v in (first.value, second.value))
    stands = f"{whose} says {one}." if preferred else "Neither ranks first."
    reason = f"Documents disagree on the inspection's {what}: {one} or {other}. {stands}"
    path = f"conflict/{digest(*sorted((first.path, second.path)))}"
    return Conflict(path, slot[0], first.path, second.path, preferred, reason)


_PHRASES = {
    "startDate": "first day",
    "endDate": "last day",
    "publicationDate": "day of publication",
    "recommendationCount": "number of recommendations",
    "teamSize": "number of inspectors",
    "durationInDays": "number of days on site",
}
