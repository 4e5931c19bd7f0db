"""Which inspection is meant, and what is known of it from all documents together.

A report's own inspection is named by body and first day. Other mentions are tied to a dated inspection when
exactly one fits the date, framework and status that they give; else they stand for themselves
(`inspection/{GSS}/{2016-10}`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import OWN, InspectionMention, PartialDate, Reading
from kg.resolve import paths
from kg.resolve.decisions import Decisions
from kg.resolve.doubts import Doubt
from kg.resolve.matching import VISITS, Grades, Match, grades_by_key, ranked, winner
from kg.resolve.result import Decision, InspectionRecord

Place = tuple[str, Decision | None]
"""Path of an inspection, and the decision that tied a mention to it, if one was needed."""


@dataclass(frozen=True, slots=True)
class Located:
    """A mention with the code of its body (the authority's, also where the board was inspected)."""

    reading: Reading
    mention: InspectionMention
    gss: str


def first_day(mention: InspectionMention) -> str:
    """The date that names the mention's inspection: its first day, as exactly as it is known, else its
    publication's."""
    moment = mention.start or mention.published
    return moment.iso if moment else ""


def own_path(located: Located) -> str:
    """Path of a report's own inspection; "" when the report gives no date at all."""
    day = first_day(located.mention) or located.reading.catalogue.issued[:7]
    return paths.inspection(located.gss, day) if day else ""


Ties = dict[tuple[str, str], Place]
"""(document id, key) of a mention → where it was put."""


def resolve_mentions(
    mentions: Sequence[Located],
    own: Mapping[str, Sequence[InspectionRecord]],
    graded: Mapping[str, Grades],
    decided: Decisions,
) -> tuple[Ties, list[Doubt]]:
    """Which inspection every mention means that is not a report's own, and what is doubtful of that.

    A piece's main inspection is settled first: others are told by how long before it they were.
    """
    found: Ties = {}
    doubts: list[Doubt] = []
    mains: dict[str, str] = {}
    for located in sorted(mentions, key=lambda one: (not one.mention.main, one.reading.id, one.mention.key)):
        mention = _dated_by_main(located.mention, mains.get(located.reading.id, ""))
        stated = grades_by_key(located.reading).get(mention.key, {})
        issued = located.reading.issued or located.reading.catalogue.issued
        allowed = _allowed(located, own.get(located.gss, ()), decided)
        sure = _decided(located, allowed, decided) or _dated_by(located, allowed)
        matches = sure or ranked(mention, stated, issued, allowed, graded)
        match = winner(matches)
        path = match.record.path if match else _vague_path(located, mention)
        decision = Decision(first_day(mention), path, match.score, match.reason) if match else None
        found[located.reading.id, located.mention.key] = path, decision
        doubts += _doubts(located, mention, matches, match)
        if mention.main and match:
            mains[located.reading.id] = match.record.start
    return found, doubts


def _allowed(located: Located, records: Sequence[InspectionRecord], decided: Decisions) -> list[InspectionRecord]:
    """The inspections that no person has said the mention does not mean."""
    reading, key = located.reading, located.mention.key
    return [one for one in records if not decided.mention_is_wrong(reading.id, reading.path, key, one.path)]


def _decided(located: Located, records: Sequence[InspectionRecord], decided: Decisions) -> list[Match]:
    """The inspection that a person has said the mention means, if it is here."""
    reading = located.reading
    path = decided.mention_matches(reading.id, reading.path, located.mention.key)
    return [Match(one, 1.0, "a person decided it") for one in records if one.path == path]


def _dated_by(located: Located, records: Sequence[InspectionRecord]) -> list[Match]:
    """The inspection from whose report the day of a piece was worked out, for what the piece is about."""
    path = located.reading.catalogue.worked_out_from if located.mention.main else ""
    reason = "the piece's day was worked out from when this inspection's report came out"
    return [Match(one, 0.7, reason) for one in records if one.path == path]


def _doubts(
    located: Located, mention: InspectionMention, matches: Sequence[Match], match: Match | None
) -> Iterator[Doubt]:
    """Says so where the winner's grounds are thin, or where two would do."""
    what = f"{located.reading.path}#{located.mention.key}"
    name = first_day(mention) or "an inspection without a date"
    if match:
        kind, path, reason = "wrong-match", match.record.path, match.reason
        yield Doubt(round(match.score, 2), kind, what, path, name, path, located.reading.id, reason)
    elif matches:
        path, reason = matches[0].record.path, "it was tied to none, as several fit: "
        reason += ", ".join(f"{one.record.path} ({one.score:.2f})" for one in matches[:4])
        vague = _vague_path(located, mention)
        yield Doubt(0.5, "match", what, path, name, vague, located.reading.id, reason)


def _dated_by_main(mention: InspectionMention, main_start: str) -> InspectionMention:
    """ "Six years ago" counts from the inspection that the piece is about."""
    if mention.years_before and len(main_start) >= 4:
        return replace(mention, start=PartialDate(str(int(main_start[:4]) - mention.years_before)))
    return mention


def _vague_path(located: Located, mention: InspectionMention) -> str:
    """A date as far as it is known; else a path of the document's own, so that no fact is lost."""
    day = mention.start.iso if mention.start else ""
    return paths.inspection(located.gss, day or f"{located.reading.id}-{paths.slug(mention.key)}")


def merged(mentions: Sequence[Located], found: Mapping[tuple[str, str], tuple[str, Decision | None]]) -> dict[str, str]:
    """Vague paths that mean one more exact vague path: a year is the only month of it that is spoken of, and what is
    expected is not what was done."""
    kinds: dict[str, set[tuple[str, str]]] = {}
    for one in mentions:
        path, decision = found.get((one.reading.id, one.mention.key), ("", None))
        if path and decision is None:
            kinds.setdefault(path, set()).add((one.mention.status, one.mention.framework))
    longer = {path: [other for other in sorted(kinds) if other.startswith(f"{path}-")] for path in sorted(kinds)}
    return {path: more[0] for path, more in longer.items() if len(more) == 1 and kinds[path] == kinds[more[0]]}


def apart(mentions: Sequence[Located], found: Mapping[tuple[str, str], Place]) -> dict[tuple[str, str], Place]:
    """The same, with what one vague date would run together kept apart: what is expected in a year from what was done in
    it, and a visit from a full inspection. The full inspection that was done keeps the path."""
    groups: dict[str, list[Located]] = {}
    for one in mentions:
        path, decision = found.get((one.reading.id, one.mention.key), ("", None))
        if path and decision is None:
            groups.setdefault(path, []).append(one)
    result = dict(found)
    for path, group in groups.items():
        kinds = sorted({_kind(one.mention) for one in group})
        for one in group if len(kinds) > 1 else ():
            kind = _kind(one.mention)
            if kind != kinds[0]:
                result[one.reading.id, one.mention.key] = f"{path}-{'-'.join(filter(None, kind))}", None
    return result


def _kind(mention: InspectionMention) -> tuple[str, str]:
    """What tells inspections of one vague date apart, the plain one first."""
    return "" if mention.status == "done" else mention.status, mention.framework if mention.framework in VISITS else ""


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
    return reading.fact_count or len(reading.facts), reading.format == "application/pdf", reading.page_count


def vague_record(path: str, located: Sequence[Located], inspects: tuple[str, ...]) -> InspectionRecord:
    """The record of an inspection that is only mentioned."""
    mentions = [one.mention for one in located]
    framework = {m.framework for m in mentions if m.framework}
    moments = {
        field: {m_field.iso for m in mentions if (m_field := getattr(m, field))}
        for field in ("start", "end", "published")
    }
    status = "done" if any(m.status == "done" for m in mentions) else mentions[0].status
    return InspectionRecord(
        path=path,
        gss=located[0].gss,
        inspects=inspects,
        framework=framework.pop() if len(framework) == 1 else "",
        status=status,
        start=_most_exact(moments["start"]),
        end=_most_exact(moments["end"]),
        published=_most_exact(moments["published"]),
        sources=tuple(sorted({one.reading.id for one in located})),
    )


def _most_exact(dates: set[str]) -> str:
    """The most exact of partial dates, the earliest of several; "" where there is none."""
    return min(dates, key=lambda iso: (-len(iso), iso), default="")


def in_order(records: Iterable[InspectionRecord]) -> tuple[InspectionRecord, ...]:
    """The records sorted by path, each with the inspection of the same body that came before it (full dates
    only)."""
    ordered = sorted(records, key=lambda record: record.path)
    dated: dict[str, list[InspectionRecord]] = {}
    for record in ordered:
        if len(record.start) == 10:
            dated.setdefault(record.gss, []).append(record)
    return tuple(replace(record, previous=_before(record, dated.get(record.gss, ()))) for record in ordered)


def _before(record: InspectionRecord, dated: Sequence[InspectionRecord]) -> str:
    """Path of the last of the dated inspections that began earlier and inspected the same body; "" for none."""
    earlier = [
        other
        for other in dated
        if len(record.start) == 10 and other.start < record.start and set(other.inspects) & set(record.inspects)
    ]
    last = max(earlier, key=lambda other: (other.start, other.path), default=None)
    return last.path if last else ""


def is_own(mention: InspectionMention) -> bool:
    """Whether the mention is of the inspection that the document is the report of."""
    return mention.key == OWN
