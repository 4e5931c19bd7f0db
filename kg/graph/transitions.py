"""How the grades of a body changed from one inspection to the next.

Two grades are compared when they cover the same aspects in two successive graded inspections of one body and
were given on one scale; anything else is not comparable and gets no transition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kg.graph.records import FactRecord
from kg.resolve.paths import digest
from kg.resolve.result import InspectionRecord

_YEARS_BETWEEN = 5
"""Bodies are inspected at least so often: a longer gap means that an inspection is not in the build."""
Slot = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scales:
    """The scales of grades: each grade's rank (1 is best) on each scale that has it, and when a scale was
    used.

    `ranks`: grade → scale → rank. `valid`: scale → (first day, last day), "" where open.
    """

    ranks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    valid: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def on(self, day: str, grade: str) -> dict[str, int]:
        """The scales on which a grade can have been given on a day (ISO, may be partial), with its rank."""
        return {
            scale: rank
            for scale, rank in self.ranks.get(grade, {}).items()
            if _within(day, self.valid.get(scale, ("", "")))
        }


def _within(day: str, bounds: tuple[str, str]) -> bool:
    first, last = bounds
    return (not first or day >= first[: len(day)]) and (not last or day <= last[: len(day)])


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of grade between two inspections of a body. Paths; `direction` is a notation."""

    path: str
    body: str
    aspect: str
    earlier_inspection: str
    later_inspection: str
    earlier: FactRecord
    later: FactRecord
    direction: str
    reason: str


def transitions(
    facts: Iterable[FactRecord], inspections: Iterable[InspectionRecord], scales: Scales
) -> list[Transition]:
    """Every transition, sorted by path."""
    known = {record.path: record for record in inspections}
    graded: dict[str, dict[str, dict[Slot, list[FactRecord]]]] = defaultdict(dict)
    for fact in _that_count(facts, known):
        if known[fact.inspection].start:
            slots = graded[fact.body].setdefault(fact.inspection, defaultdict(list))
            slots[fact.covers or (fact.subject,)].append(fact)
    found = []
    for slots_of in graded.values():
        ordered = sorted(slots_of, key=lambda path: (known[path].start, path))
        for earlier, later in pairwise(ordered):
            if not known[later].start.startswith(known[earlier].start):
                found += _between(known[earlier], known[later], slots_of, scales)
    return sorted(found, key=lambda t: t.path)


def _that_count(facts: Iterable[FactRecord], known: Mapping[str, InspectionRecord]) -> list[FactRecord]:
    """The judgements on known inspections. Where an inspection's own report grades, only what it says counts: others tell
    its grades without all that each of them covers."""
    judged = [fact for fact in facts if fact.kind == "Judgement" and fact.inspection in known]
    own = {fact.inspection for fact in judged if fact.document == known[fact.inspection].report}
    return [one for one in judged if one.inspection not in own or one.document == known[one.inspection].report]


def _between(
    earlier: InspectionRecord,
    later: InspectionRecord,
    slots_of: Mapping[str, Mapping[Slot, list[FactRecord]]],
    scales: Scales,
) -> list[Transition]:
    found = []
    for slot, stated in sorted(slots_of[later.path].items()):
        before = own_grade(slots_of[earlier.path].get(slot, []), earlier.report)
        after = own_grade(stated, later.report)
        if before is None or after is None:
            continue
        direction = _direction(before.value, after.value, earlier.start, later.start, scales)
        if direction:
            found.append(_transition(earlier, later, before, after, direction))
    return found


def own_grade(stated: Iterable[FactRecord], report: str) -> FactRecord | None:
    """What the primary document states, else what all others agree on; None where that is not one grade."""
    everything = sorted(stated)
    own = [fact for fact in everything if fact.document == report] or everything
    return own[0] if len({fact.value for fact in own}) == 1 else None


def _direction(before: str, after: str, earlier: str, later: str, scales: Scales) -> str:
    ranks, new_ranks = scales.on(earlier, before), scales.on(later, after)
    shared = sorted(ranks.keys() & new_ranks.keys())
    if not shared:
        return ""
    change = new_ranks[shared[0]] - ranks[shared[0]]
    return "unchanged" if change == 0 else "improved" if change < 0 else "declined"


def _transition(
    earlier: InspectionRecord,
    later: InspectionRecord,
    before: FactRecord,
    after: FactRecord,
    direction: str,
) -> Transition:
    aspect = after.subject.replace("-", " ")
    reason = (
        f"{aspect.capitalize()} was graded {_words(before.value)} in the inspection that began "
        f"{earlier.start} and {_words(after.value)} in the next one here, which began {later.start}: {direction}."
        f"{'' if near(earlier, later) else ' Others may lie between.'}"
    )
    path = f"transition/{digest(before.path, after.path)}"
    return Transition(path, after.body, after.subject, earlier.path, later.path, before, after, direction, reason)


def near(earlier: InspectionRecord, later: InspectionRecord) -> bool:
    """Whether two inspections lie so close that a body may have had none between them."""
    return int(later.start[:4]) - int(earlier.start[:4]) <= _YEARS_BETWEEN


def _words(notation: str) -> str:
    return notation.replace("-", " ")
