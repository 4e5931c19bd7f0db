"""How grades change between inspections."""

from __future__ import annotations

import pytest

from kg.graph.derive import scales_of
from kg.graph.records import FactRecord
from kg.graph.transitions import Transition, transitions
from kg.vocabulary import lexicon
from tests.graph import examples as ex

SCALES = scales_of(lexicon())


def judged(start: str, grade: str, *covers: str, document: str = "report") -> FactRecord:
    aspects = covers or ("leadership",)
    path = f"judgement/{ex.GSS}/{start}/{aspects[0]}/{grade}"
    inspection = f"inspection/{ex.GSS}/{start}"
    return FactRecord(
        path,
        "Judgement",
        document,
        "",
        0.9,
        inspection,
        ex.AUTHORITY,
        aspects[0],
        grade,
        tuple(sorted(aspects)),
    )


def found(*facts: FactRecord) -> list[Transition]:
    records = [ex.record(path, report="report") for path in sorted({fact.inspection for fact in facts})]
    return transitions(facts, records, SCALES)


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("inadequate", "good", "improved"),
        ("good", "requires-improvement", "declined"),
        ("good", "good", "unchanged"),
    ],
)
def test_the_direction_is_that_of_the_ranks(before: str, after: str, direction: str) -> None:
    (change,) = found(judged("2014-05-01", before), judged("2018-05-01", after))
    assert change.direction == direction
    assert change.reason.endswith(f"which began 2018-05-01: {direction}.")


def test_after_a_long_time_it_says_that_inspections_may_lie_between() -> None:
    (change,) = found(judged("2014-05-01", "good"), judged("2023-05-01", "good"))
    assert change.reason.endswith("Others may lie between.")


def test_only_successive_inspections_are_compared() -> None:
    changes = found(*(judged(f"{year}-05-01", "good") for year in (2014, 2017, 2020)))
    assert {(t.earlier_inspection[-10:-6], t.later_inspection[-10:-6]) for t in changes} == {
        ("2014", "2017"),
        ("2017", "2020"),
    }


@pytest.mark.parametrize(
    "facts",
    [
        (judged("2012-05-01", "adequate"), judged("2014-05-01", "requires-improvement")),
        (judged("2012-05-01", "good"), judged("2014-05-01", "good")),
        (judged("2014-05-01", "not-judged"), judged("2018-05-01", "good")),
        (judged("2014-05-01", "good", "adoption"), judged("2018-05-01", "good", "care-leavers")),
        (judged("2019-05-01", "good", "leadership", "care-leavers"), judged("2023-05-01", "good")),
        (judged("2018", "good"), judged("2018-05-01", "inadequate")),
    ],
)
def test_what_is_not_comparable_gets_none(facts: tuple[FactRecord, ...]) -> None:
    assert found(*facts) == []


def test_a_newspaper_does_not_count_against_the_report() -> None:
    press = judged("2018-05-01", "inadequate", document="press")
    (change,) = found(judged("2014-05-01", "good"), judged("2018-05-01", "good"), press)
    assert change.direction == "unchanged"


def test_newspapers_that_disagree_decide_nothing() -> None:
    press = [judged("2018-05-01", grade, document=grade) for grade in ("good", "inadequate")]
    assert found(judged("2014-05-01", "good"), *press) == []


def test_a_grade_covers_the_same_aspects_under_either_name() -> None:
    both = ("care-leavers", "looked-after-and-permanence")
    (change,) = found(judged("2018-05-01", "good", *both), judged("2021-05-01", "outstanding", *both[::-1]))
    assert change.aspect == "looked-after-and-permanence"


def test_what_others_say_of_a_graded_inspection_makes_no_transition_of_its_own() -> None:
    """An article names one of the two aspects that the report's grade covers."""
    both = judged("2018-05-01", "good", "care-leavers", "looked-after-and-permanence")
    told = judged("2018-05-01", "good", "looked-after-and-permanence", document="article")
    assert found(judged("2014-05-01", "good", "looked-after-and-permanence"), both, told) == []
