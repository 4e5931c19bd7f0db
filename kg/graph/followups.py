"""What became of recommendations: what later reports state, and what follows from what they ask for and find.

For each recommendation and the next inspection of its body whose report is in the build there is at most one follow-up.
What a report states of that recommendation comes first; then that it is asked for again; then what it states of all that
was asked for; then findings that are clearly on the same matter; then that nothing it found or asked for has the matter as
its theme. Where a report speaks of the matter, but not clearly of what became of it, nothing is said. A statement that names
no single recommendation gives a follow-up without one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.records import FactRecord
from kg.graph.recurrences import Asked, Recurrence, ask_of, asked_of, lexical
from kg.graph.similar import same_scope, telling
from kg.graph.transitions import near
from kg.resolve.paths import digest
from kg.resolve.result import InspectionRecord

STATED, INFERRED = "stated", "inferred"
_TIE_WEIGHT = 8.0
_TIE_CLEARLY = 1.3
_FINDING_LIKENESS = 0.5
_FINDING_SHARE = 0.45
_SHARE_AGAINST = 0.4
_FINDING_WEIGHT = 14.0
"""When a finding is on the matter of a recommendation: well above what makes recommendations recur, for a finding tells
what is so in a report of hundreds, most of which are on something near. A finding that says the opposite of a clear one counts
from a smaller share on. Set by reading."""
_NO_OUTCOME = re.compile(
    r"\bplans?\sto\b|\bdesigned\sto\b|\b(?:sets?\sout|outlines?|aims?|intends?|intended|legacy|past|will)\b|\bunder\s?way\b|\bhistoric",
    re.IGNORECASE,
)
"""Findings on what is meant to be done, or on what once was: they do not tell what has become of a recommendation."""
_JUDGED = {
    "addressed": "praises what it found",
    "partly-addressed": "both praises and criticises what it found",
    "not-addressed": "criticises what it found",
}
_OUTCOME_OF = {"strength": "addressed", "area-for-improvement": "not-addressed"}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a later inspection shows of a recommendation (a path; "" where a statement does not say of which).

    `rests_on`: paths of the facts that it was derived from: the recommendation, and those whose words tell the outcome.
    """

    path: str
    body: str
    recommendation: str
    later_inspection: str
    outcome: str
    basis: str
    rests_on: tuple[str, ...]
    reason: str


def follow_ups(
    facts: Sequence[FactRecord], inspections: Sequence[InspectionRecord], recurrences: Iterable[Recurrence]
) -> list[FollowUp]:
    """Every follow-up, sorted by path."""
    maker = _Maker(facts, inspections, recurrences)
    return sorted(maker.all(), key=lambda one: one.path)


class _Maker:
    """What the follow-ups of a build are made from."""

    def __init__(
        self, facts: Sequence[FactRecord], inspections: Sequence[InspectionRecord], recurrences: Iterable[Recurrence]
    ) -> None:
        self.asked = asked_of(facts, inspections)
        self.measure = lexical(self.asked)
        self.reported = {one.path: one for one in inspections if one.report and one.start}
        self.by_body: dict[str, list[InspectionRecord]] = defaultdict(list)
        for one in sorted(self.reported.values(), key=lambda one: (one.start, one.path)):
            for body in one.inspects:
                self.by_body[body].append(one)
        self.again: dict[tuple[str, str], Recurrence] = {}
        for again in sorted(recurrences, key=lambda again: (-again.likeness.score, again.path)):
            self.again.setdefault((again.earlier.path, again.later.inspection), again)
        self.statements = self._of_kind(facts, "FollowUpStatement")
        self.findings = self._of_kind(facts, "Finding")
        self.stated: dict[tuple[str, str], FactRecord] = {}
        self.general: dict[tuple[str, str], FactRecord] = {}
        self.speaking: dict[str, list[str]] = defaultdict(list)
        self.matters: dict[tuple[str, str], frozenset[str]] = {}

    def _of_kind(self, facts: Iterable[FactRecord], kind: str) -> Mapping[str, Sequence[FactRecord]]:
        """Facts of a kind by the inspection whose own report states them."""
        found: dict[str, dict[str, FactRecord]] = defaultdict(dict)
        for fact in facts:
            if fact.kind != kind:
                continue
            inspection = self.reported.get(fact.inspection)
            own = inspection is not None and fact.document == inspection.report
            if own or (kind == "FollowUpStatement" and not fact.work):
                found[fact.inspection].setdefault(fact.path, fact)
        return {path: [stated[name] for name in sorted(stated)] for path, stated in found.items()}

    def all(self) -> Iterator[FollowUp]:
        for inspection in sorted(self.statements):
            for statement in self.statements[inspection]:
                tied = self._tie(statement)
                if not tied:
                    yield _untied(statement)
        for path, inspection in sorted(self.stated):
            self.speaking[path].append(inspection)
        for body, asked in self.asked.items():
            for one in asked:
                later = self._next(body, one.inspection)
                for recommendation in one.recommendations:
                    yield from self._of(recommendation, one.inspection, later)

    def _next(self, body: str, inspection: InspectionRecord) -> InspectionRecord | None:
        """The next inspection of a body whose report is here."""
        return next((one for one in self.by_body[body] if one.start > inspection.start), None)

    def _tie(self, statement: FactRecord) -> bool:
        """Tie a statement to the recommendations that it speaks of: one, or all. Whether there is any."""
        before = self._meant(statement)
        asked = [fact for one in before for fact in one.recommendations]
        if statement.subject == "all":
            for fact in asked:
                self.general.setdefault((fact.path, statement.inspection), statement)
            return bool(asked)
        target = self._closest(statement, asked) if statement.subject == "one" else None
        if target:
            self.stated.setdefault((target.path, statement.inspection), statement)
        return target is not None

    def _meant(self, statement: FactRecord) -> list[Asked]:
        """The earlier inspections that a statement speaks of, if they are here: those of its years; where it names none,
        the one just before, if no other is known to lie between."""
        later = self.reported.get(statement.inspection)
        if later is None:
            return []
        before = [one for one in self.asked.get(statement.body, ()) if one.inspection.start < later.start]
        if statement.years:
            return [
                one for one in before if {one.inspection.start[:4], one.inspection.published[:4]} & {*statement.years}
            ]
        return [one for one in before[-1:] if one.inspection.path == later.previous and near(one.inspection, later)]

    def _closest(self, statement: FactRecord, asked: Iterable[FactRecord]) -> FactRecord | None:
        """The one recommendation that a statement is clearly about, or none."""
        ranked = sorted(
            (
                (self.measure.weight_of_shared(ask_of(statement), ask_of(fact))[0], fact)
                for fact in asked
                if same_scope(statement.themes, fact.themes)
            ),
            key=lambda pair: (-pair[0], pair[1].path),
        )
        if not ranked or ranked[0][0] < _TIE_WEIGHT:
            return None
        return ranked[0][1] if len(ranked) == 1 or ranked[0][0] >= _TIE_CLEARLY * ranked[1][0] else None

    def _of(self, fact: FactRecord, earlier: InspectionRecord, later: InspectionRecord | None) -> Iterator[FollowUp]:
        """The follow-up by the next inspection, and by others whose reports speak of this recommendation."""
        others = [self.reported[inspection] for inspection in self.speaking.get(fact.path, ())]
        shown = [later] if later else []
        for inspection in (*shown, *(one for one in others if one not in shown)):
            if found := self._by(fact, earlier, inspection):
                yield found

    def _by(self, fact: FactRecord, earlier: InspectionRecord, later: InspectionRecord) -> FollowUp | None:
        key = fact.path, later.path
        again, stated, general = self.again.get(key), self.stated.get(key), self.general.get(key)
        report = f"The report of the inspection that began {later.start}"
        if stated and not (again and stated.value == "not-addressed"):
            reason = f"{report} names what the one that began {earlier.start} asked for, and says what became of it."
            return _made(fact, later, stated.value, STATED, (stated,), reason)
        if again:
            reason = f"{report} asks again for what the one that began {earlier.start} asked for."
            return _made(fact, later, "repeated", INFERRED, (again.later,), reason)
        if general:
            reason = f"{report} says so of all that the one that began {earlier.start} asked for."
            return _made(fact, later, general.value, STATED, (general,), reason)
        return self._by_findings(fact, later, report)

    def _by_findings(self, fact: FactRecord, later: InspectionRecord, report: str) -> FollowUp | None:
        found = self._findings_on(fact, later)
        if not found:
            if self._speaks_of(fact, later):
                return None
            reason = f"Nothing that {report[0].lower()}{report[1:]} found or asked for is on this matter."
            return _made(fact, later, "not-mentioned", INFERRED, (), reason)
        outcomes = {_OUTCOME_OF[one.value] for one in found}
        outcome = outcomes.pop() if len(outcomes) == 1 else "partly-addressed"
        telling_it = found[:1] if outcome != "partly-addressed" else found
        reason = f"{report} speaks of the same matter, and {_JUDGED[outcome]}."
        return _made(fact, later, outcome, INFERRED, telling_it, reason)

    def _speaks_of(self, fact: FactRecord, later: InspectionRecord) -> bool:
        """Whether a report may speak of the matter of a recommendation: it shares a theme with something found or asked for,
        or has none by which one could tell."""
        matter = telling(fact.themes)
        return not matter or bool(matter & self._matters(fact.body, later))

    def _matters(self, body: str, inspection: InspectionRecord) -> frozenset[str]:
        """The themes of all that a report found and asked of a body."""
        key = body, inspection.path
        if key not in self.matters:
            found = [one for one in self.findings.get(inspection.path, ()) if one.body == body]
            asked = [
                fact for one in self.asked.get(body, ()) if one.inspection == inspection for fact in one.recommendations
            ]
            self.matters[key] = frozenset(theme for one in (*found, *asked) for theme in one.themes)
        return self.matters[key]

    def _findings_on(self, fact: FactRecord, later: InspectionRecord) -> list[FactRecord]:
        """The findings of a report that are clearly on the matter of a recommendation, the closest first."""
        ranked = []
        for finding in self.findings.get(later.path, ()):
            if not self._may_tell(finding, fact):
                continue
            weight, share = self.measure.weight_of_shared(ask_of(finding), ask_of(fact))
            if weight < _FINDING_WEIGHT or share < _SHARE_AGAINST:
                continue
            if self.measure.likeness(ask_of(fact), ask_of(finding)).score >= _FINDING_LIKENESS:
                ranked.append((-weight, finding, share >= _FINDING_SHARE))
        clear = {finding.value for _, finding, clearly in ranked if clearly}
        return [finding for _, finding, clearly in sorted(ranked) if clearly or (clear and finding.value not in clear)]

    @staticmethod
    def _may_tell(finding: FactRecord, fact: FactRecord) -> bool:
        """Whether a finding is of the body and on a matter that was asked for, and tells what is so now."""
        on_it = bool(telling(finding.themes) & telling(fact.themes)) and same_scope(finding.themes, fact.themes)
        return finding.body == fact.body and on_it and not _NO_OUTCOME.search(finding.text)


def _made(
    fact: FactRecord, later: InspectionRecord, outcome: str, basis: str, telling: Sequence[FactRecord], reason: str
) -> FollowUp:
    path = f"followup/{digest(fact.path, later.path)}"
    rests_on = (fact.path, *(one.path for one in telling))
    return FollowUp(path, fact.body, fact.path, later.path, outcome, basis, rests_on, reason)


def _untied(statement: FactRecord) -> FollowUp:
    """What is stated of earlier requests without saying, or without our knowing, which."""
    path = f"followup/{digest(statement.path)}"
    reason = f"A document says so of {_EXTENTS[statement.subject]} earlier inspections asked for; which one is not known here."
    return FollowUp(path, statement.body, "", statement.inspection, statement.value, STATED, (statement.path,), reason)


_EXTENTS = {"all": "all that", "most": "most of what", "some": "some of what", "one": "one thing that"}
