"""Which inspection is meant, and what is known of it from all documents together.

A report's own inspection is named by body and first day. Other mentions are tied to a dated inspection when exactly one
fits the date, framework and status that they give; else they stand for themselves (`inspection/{GSS}/{2016-10}`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import OWN, InspectionMention, Reading
from kg.resolve import paths
from kg.resolve.result import Decision, InspectionRecord


@dataclass(frozen=True, slots=True)
class Located:
    """A mention with the code of its body (the authority's, also where the board was inspected)."""

    reading: Reading
    mention: InspectionMention
    gss: str


def first_day(mention: InspectionMention) -> str:
    """The date that names the mention's inspection: its first day, as exactly as it is known, else its publication's."""
    moment = mention.start or mention.published
    return moment.iso if moment else ""


def own_path(located: Located) -> str:
    """Path of a report's own inspection; "" when the report gives no date at all."""
    day = first_day(located.mention) or located.reading.catalogue.issued[:7]
    return paths.inspection(located.gss, day) if day else ""


def resolve_mentions(
    mentions: Sequence[Located], own: Mapping[str, Sequence[InspectionRecord]]
) -> dict[tuple[str, str], tuple[str, Decision | None]]:
    """(document id, key) of every mention that is not a report's own → (path, decision)."""
    found: dict[tuple[str, str], tuple[str, Decision | None]] = {}
    for located in mentions:
        mention = located.mention
        fitting = [record for record in own.get(located.gss, ()) if _fits(mention, record)]
        vague = first_day(mention)
        if len(fitting) == 1:
            reason = f"the only inspection here of this body that fits {vague or mention.framework or 'what is said'}"
            decision = Decision(vague, fitting[0].path, 0.9, reason)
            found[located.reading.id, mention.key] = fitting[0].path, decision
        elif vague:
            found[located.reading.id, mention.key] = paths.inspection(located.gss, vague), None
    return found


def _fits(mention: InspectionMention, record: InspectionRecord) -> bool:
    if mention.status != record.status or not (mention.start or mention.published):
        return False
    if mention.framework and record.framework and not _same_framework(mention.framework, record.framework):
        return False
    starts = mention.start is None or _within(mention.start.iso, (record.start, record.end))
    published = mention.published is None or _within(mention.published.iso, (record.published,))
    return starts and published


def _same_framework(one: str, other: str) -> bool:
    return one == other or one.split("-")[0] == other.split("-")[0] == "ilacs"


def _within(vague: str, dates: Iterable[str]) -> bool:
    """Whether a partial date agrees with one of the dates."""
    return any(day and (day.startswith(vague) or vague.startswith(day)) for day in dates)


def own_record(path: str, copies: Sequence[Located], inspects: tuple[str, ...]) -> InspectionRecord:
    """The record of an inspection from the copies of its own report, the most complete one first."""
    best = max(copies, key=lambda located: (_completeness(located), located.reading.id))
    mention = best.mention
    published = mention.published.iso if mention.published else best.reading.catalogue.issued
    legal = {getattr(f, "value", "") for f in best.reading.facts if getattr(f, "property", "") == "legalBasis"}
    return InspectionRecord(
        path=path,
        gss=best.gss,
        inspects=inspects,
        framework=mention.framework,
        framework_inferred=mention.framework_inferred,
        status=mention.status,
        start=mention.start.iso if mention.start else "",
        end=mention.end.iso if mention.end else "",
        published=published,
        visits=tuple((start.iso, end.iso) for start, end in mention.visits),
        legal_basis=tuple(sorted(legal)),
        report=best.reading.id,
        sources=tuple(sorted({located.reading.id for located in copies})),
    )


def _completeness(located: Located) -> tuple[int, int, int]:
    """A page-true copy with more facts and more text is the better copy of a report."""
    reading = located.reading
    return len(reading.facts), reading.format == "application/pdf", reading.page_count


def vague_record(path: str, located: Sequence[Located], inspects: tuple[str, ...]) -> InspectionRecord:
    """The record of an inspection that is only mentioned."""
    mentions = [one.mention for one in located]
    framework = {m.framework for m in mentions if m.framework}
    moments = {field: {m_field.iso for m in mentions if (m_field := getattr(m, field))} for field in ("start", "end", "published")}
    status = "done" if any(m.status == "done" for m in mentions) else mentions[0].status
    return InspectionRecord(
        path=path,
        gss=located[0].gss,
        inspects=inspects,
        framework=framework.pop() if len(framework) == 1 else "",
        status=status,
        start=max(moments["start"], key=len, default=""),
        end=max(moments["end"], key=len, default=""),
        published=max(moments["published"], key=len, default=""),
        sources=tuple(sorted({one.reading.id for one in located})),
    )


def in_order(records: Iterable[InspectionRecord]) -> tuple[InspectionRecord, ...]:
    """The records sorted by path, each with the inspection of the same body that came before it (full dates only)."""
    ordered = sorted(records, key=lambda record: record.path)
    result: list[InspectionRecord] = []
    for record in ordered:
        earlier = [
            other
            for other in ordered
            if other.gss == record.gss
            and len(other.start) == len(record.start) == 10
            and other.start < record.start
            and set(other.inspects) & set(record.inspects)
        ]
        last = max(earlier, key=lambda other: other.start, default=None)
        result.append(replace(record, previous=last.path if last else ""))
    return tuple(result)


def is_own(mention: InspectionMention) -> bool:
    """Whether the mention is of the inspection that the document is the report of."""
    return mention.key == OWN
