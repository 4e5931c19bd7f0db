"""When two statements cannot both be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.conflicts import Conflict, conflicts, excludes
from kg.graph.records import FactRecord

INSPECTION = "inspection/E1/2017-05-02"
REPORTS = {INSPECTION: "report"}


def judged(grade: str, document: str, work: str = "", aspect: str = "adoption") -> FactRecord:
    path = f"judgement/E1/2017-05-02/{aspect}/{grade}"
    return FactRecord(path, "Judgement", document, work, 0.9, INSPECTION, "authority/E1", aspect, grade, (aspect,))


def stated(name: str, value: str, document: str, work: str = "") -> FactRecord:
    path = f"inspectionstatement/{name}-{value}"
    return FactRecord(path, "InspectionStatement", document, work, 0.9, INSPECTION, "", name, value)


def one(*facts: FactRecord) -> Conflict:
    (found,) = conflicts(facts, REPORTS)
    return found


def test_two_grades_for_one_aspect_conflict_and_the_report_is_preferred() -> None:
    report, press = judged("good", "report"), judged("inadequate", "press")
    found = one(press, report)
    assert (found.kind, found.preferred) == ("grade", report.path)
    assert found.reason == (
        "Documents disagree on the inspection's adoption: good or inadequate. The inspection's own report says good."
    )


def test_neither_of_two_newspapers_is_preferred() -> None:
    assert one(judged("good", "press"), judged("inadequate", "other")).preferred == ""


def test_a_document_can_contradict_itself() -> None:
    assert one(judged("good", "report"), judged("inadequate", "report")).preferred == ""


@pytest.mark.parametrize(
    "facts",
    [
        (judged("good", "report"), judged("good", "press")),
        (judged("good", "report"), judged("inadequate", "press", aspect="leadership")),
        (stated("framework", "a", "report"), stated("framework", "b", "press")),
    ],
)
def test_what_agrees_or_is_about_something_else_does_not(facts: tuple[FactRecord, ...]) -> None:
    assert conflicts(facts, REPORTS) == []


def test_copies_of_one_work_never_conflict() -> None:
    assert conflicts([judged("good", "a", "work/1"), judged("inadequate", "b", "work/1")], {}) == []


def test_a_worse_copy_of_the_report_does_not_conflict_with_the_press_either() -> None:
    facts = [
        judged("good", "report", "work/1"),
        judged("inadequate", "copy", "work/1"),
        judged("good", "press"),
    ]
    assert conflicts(facts, REPORTS) == []


@pytest.mark.parametrize(
    ("one_date", "other", "conflict"),
    [
        ("2017-05", "2017-05-02", False),
        ("2017", "2017-05-02", False),
        ("2017-05-02", "2017-05-02", False),
        ("2017-05-03", "2017-05-02", True),
        ("2016", "2017-05-02", True),
        ("2017-06", "2017-05-02", True),
    ],
)
def test_a_partial_date_agrees_with_what_it_contains(one_date: str, other: str, conflict: bool) -> None:
    assert excludes("date", one_date, other) is conflict
    assert excludes("date", other, one_date) is conflict


def test_who_agrees_with_the_report_does_not_disagree_again() -> None:
    report, agrees = stated("startDate", "2017-05-02", "report"), stated("startDate", "2017-05", "press")
    assert one(report, agrees, stated("startDate", "2016", "other")).preferred == report.path


def test_two_that_agree_with_a_vague_report_can_disagree() -> None:
    vague = stated("startDate", "2017-05", "report")
    found = one(vague, stated("startDate", "2017-05-02", "press"), stated("startDate", "2017-05-20", "other"))
    assert found.preferred == ""


def test_dates_and_counts_conflict() -> None:
    dates = one(stated("startDate", "2017-05-02", "report"), stated("startDate", "2016", "press"))
    counts = one(stated("recommendationCount", "15", "report"), stated("recommendationCount", "12", "press"))
    assert (dates.kind, counts.kind) == ("date", "number")


@given(st.permutations([judged(g, d) for g in ("good", "inadequate", "outstanding") for d in ("report", "press")]))
def test_the_order_of_facts_changes_nothing(facts: list[FactRecord]) -> None:
    assert conflicts(facts, REPORTS) == conflicts(sorted(facts), REPORTS)
    assert len(conflicts(facts, REPORTS)) == 3
