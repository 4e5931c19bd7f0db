"""How do grades move, and how long does it take until they are better?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from kg.analyse.chance import sign_test
from kg.analyse.facts import OVERALL, Facts, notation
from kg.analyse.insight import (
    FEW,
    NO_DIFFERENCE,
    Insight,
    Section,
    Table,
    cells,
    counted,
    differs,
    interval,
    listed,
    number,
    once,
    p_text,
    share,
    shares_of,
)
from kg.analyse.networks import years_between
from kg.analyse.questions.falls import judgements_of, overall
from kg.analyse.survival import Step, kaplan_meier, median
from kg.vocabulary import lexicon

_QUERIES = ("transitions", "judgements", "inspections", "reports", "evidence")
_TWO = (
    "Only authorities of which two reports here grade on one scale: who did badly is inspected sooner, and so is seen more "
    "often."
)


def section(facts: Facts) -> Section:
    """The answers."""
    changes = [row for row in facts.rows("transitions") if notation(row[2]) == OVERALL]
    found = [*_direction(facts, changes), *_matrix(facts, changes)]
    for grade in ("inadequate", "requires-improvement"):
        found += _time(facts, grade)
    return Section("moving", "How do grades move, and how long does it take until they are better?", tuple(found))


def _direction(facts: Facts, changes: list[tuple[str, ...]]) -> Iterator[Insight]:
    if not changes:
        return
    counts = Counter(notation(row[7]) for row in changes)
    better, worse = counts["improved"], counts["declined"]
    p = sign_test(better, worse)
    verdict = f"more {'rises' if better > worse else 'falls'} than chance gives" if differs(p) else NO_DIFFERENCE
    yield Insight(
        "moving-direction",
        f"Of {counted(len(changes), 'overall grade')}, {better} rose, {worse} fell and {counts['unchanged']} stayed at the next "
        f"inspection here on the same scale: {verdict} (sign test, {p_text(p)}).",
        "Transitions of the overall grade by direction; exact two-sided sign test over those that changed "
        "(kg.analyse.chance.sign_test).",
        _QUERIES, _TWO, once(one for row in changes for one in judgements_of(facts, row)),
    )  # fmt: skip


def _matrix(facts: Facts, changes: list[tuple[str, ...]]) -> Iterator[Insight]:
    cell = Counter((notation(row[5]), notation(row[6])) for row in changes)
    totals: Counter[str] = Counter()
    for (before, _), n in cell.items():
        totals[before] += n
    if not cell:
        return

    rows = [
        cells(facts.label("grade", a), facts.label("grade", b), cell[a, b], totals[a], cell[a, b] / totals[a],
              *interval(cell[a, b], totals[a]))
        for a, b in sorted(cell, key=lambda pair: (*map(_rank, pair), pair))
    ]  # fmt: skip
    most = [
        pair for pair in sorted(cell, key=lambda pair: (*map(_rank, pair), pair)) if cell[pair] == max(cell.values())
    ]
    pieces = listed(
        f"from {_grade_label(facts, a)} to {_grade_label(facts, b)} ({share(cell[a, b], totals[a])} of those that began there)"
        for a, b in most
    )
    yield Insight(
        "moving-matrix",
        f"The commonest {'step' if len(most) == 1 else 'steps'} of the overall grade from one inspection to the next "
        f"{'is' if len(most) == 1 else 'are'} {pieces}.",
        "Transitions of the overall grade as a matrix; each row's shares with intervals by kg.analyse.chance.wilson.",
        _QUERIES, _TWO, once(one for row in changes if (notation(row[5]), notation(row[6])) in most
                             for one in judgements_of(facts, row)),
        Table("From grade to grade, overall", shares_of(("from", "to", "changes", "of")), tuple(rows)),
    )  # fmt: skip


def _grade_label(facts: Facts, grade: str) -> str:
    return facts.label("grade", grade).lower()


def _rank(grade: str) -> int:
    return lexicon().scheme("grade").concepts[grade].rank or 9


def spells(facts: Facts, grade: str) -> list[tuple[str, float, bool, tuple[str, ...]]]:
    """Authority, years, whether it improved then, and the judgements, for every time that an authority got a grade overall.

    A spell begins with the first inspection that gives the grade. It ends with the first later one that gives a better grade
    on the same scale; where none does, it is cut off at the last one on that scale. Spells without a later inspection are
    left out: nothing is known of them.
    """
    given: Mapping[str, list[tuple[str, str]]] = _given(facts)
    found = []
    for authority, graded in sorted(given.items()):
        at = 0
        while at < len(graded):
            begin, end, improved = at, at, False
            if _grade(facts, graded[at]) == grade:
                while (
                    end + 1 < len(graded) and not improved and _step(facts, graded[begin], graded[end + 1]) is not None
                ):
                    end += 1
                    improved = (_step(facts, graded[begin], graded[end]) or 0) < 0
                if end > begin:
                    years = years_between(graded[begin][0], graded[end][0])
                    proof = tuple(facts.grades[one, OVERALL][1] for _, one in graded[begin : end + 1])
                    found.append((authority, years, improved, proof))
            at = end + 1 if end == begin else end if improved else end + 1
    return found


def _given(facts: Facts) -> dict[str, list[tuple[str, str]]]:
    """Authority → (first day, inspection) of those with an overall grade, the earliest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for inspection in overall(facts):
        if facts.starts.get(inspection):
            found[facts.inspected[inspection]].append((facts.starts[inspection], inspection))
    return {authority: sorted(graded) for authority, graded in found.items()}


def _grade(facts: Facts, one: tuple[str, str]) -> str:
    return facts.grades[one[1], OVERALL][0]


def _step(facts: Facts, earlier: tuple[str, str], later: tuple[str, str]) -> int | None:
    """How much the rank grew (below 0: better); None where the two grades share no scale."""
    ranks, new = (facts.scales.on(day, facts.grades[one, OVERALL][0]) for day, one in (earlier, later))
    shared = sorted(ranks.keys() & new.keys())
    return new[shared[0]] - ranks[shared[0]] if shared else None


def _time(facts: Facts, grade: str) -> Iterator[Insight]:
    found = spells(facts, grade)
    if not found:
        return
    steps = kaplan_meier((years, improved) for _, years, improved, _ in found)
    label = _grade_label(facts, grade)
    better = [one for one in found if one[2]]
    times = _median_text(steps) if len(found) >= FEW else f"too few for an interval{_listed_times(facts, better)}"
    rows = [cells(s.time, s.at_risk, s.events, s.survival, s.error, s.low, s.high) for s in steps]
    columns = ("years", "at risk", "improved", "share not improved", "standard error", "low", "high")
    yield Insight(
        f"moving-time-{grade}",
        f"Of {counted(len(found), 'time')} that an authority was judged {label} overall and inspected again, {len(better)} ended "
        f"with a better grade in a report here; {times}.",
        "Years from the first day of the inspection to that of the first later one with a better grade on the same scale, cut "
        "off at the last one on it: Kaplan-Meier with Greenwood's error and log-log intervals "
        "(kg.analyse.survival.kaplan_meier, kg.analyse.survival.median).",
        _QUERIES,
        "An improvement is seen only when inspectors come: the time until then is the inspectorate's as much as the "
        f"authority's. Reports that were not read make times longer. {_TWO}",
        once(one for spell in found for one in spell[3]),
        Table(f"Share of authorities judged {label} that had not improved", columns, tuple(rows)),
    )  # fmt: skip


def _median_text(steps: list[Step]) -> str:
    middle, low, high = median(steps)
    if middle is None:
        return "fewer than half improved in the time seen, so that there is no median"
    return (
        f"half had improved after an estimated {number(middle, 1)} years (95% interval from "
        f"{number(low, 1) if low is not None else '?'} years "
        f"{f'to {number(high, 1)} years' if high is not None else 'on: they are too few to tell an upper end'})"
    )


def _listed_times(facts: Facts, better: list[tuple[str, float, bool, tuple[str, ...]]]) -> str:
    """ ": Place A after 2.6 years", the quickest first."""
    told = [
        f"{facts.name(authority)} after {number(years, 1)} years"
        for authority, years, _, _ in sorted(better, key=_years)
    ]
    return f": {listed(told)}" if told else ""


def _years(spell: tuple[str, float, bool, tuple[str, ...]]) -> tuple[float, str]:
    return spell[1], spell[0]
