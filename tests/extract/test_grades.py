"""Tables of grades as they are printed: labels over lines, grades over lines, other orders, none at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Judgement
from tests.documents import L, grades, heading, prose, read_report, words_of
from tests.extract.reports import FILLER, ilacs

LEADERS = ("The impact of leaders on social work", "practice with children and families")
OVERALL = ("Overall effectiveness Good",)
BODY = [*heading("About this visit"), *prose("1. It is well.", *FILLER)]


def of(tmp_path: Path, *rows: tuple[str, ...]) -> dict[str, str]:
    return grades(read_report(tmp_path, ilacs(rows=(("Judgement Grade",), *rows), body=BODY)))


@pytest.mark.parametrize(
    "words",
    [
        ("Requires improvement to be good",),
        ("Requires improvement",),
        ("Requires Improvement",),
        ("Require improvement to be good",),
        ("REQUIRES IMPROVEMENT",),
        ("Requires improvement", "to be good"),
        ("Requires", "improvement to be good"),
        ("Requires improvement to be", "good"),
        (": requires improvement",),
    ],
)
def test_a_grade_is_one_however_it_is_written(words: tuple[str, ...], tmp_path: Path) -> None:
    assert of(tmp_path, (*LEADERS, *words), OVERALL) == {
        "leadership": "requires-improvement",
        "overall-effectiveness": "good",
    }


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        ("Overall effectiveness Inadequate",),
        ("The experiences and progress of", "children in care", "Good"),
        (*LEADERS, "Outstanding"),
    )
    assert found == {
        "overall-effectiveness": "inadequate",
        "looked-after-and-permanence": "good",
        "leadership": "outstanding",
    }


def test_labels_broken_anywhere_are_read(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        ("The experiences", "and progress of children", "who need help", "and protection Good"),
        OVERALL,
    )
    assert found["help-and-protection"] == "good"


def test_not_judged_is_a_grade_of_its_own(tmp_path: Path) -> None:
    assert of(tmp_path, (*LEADERS, "Not judged"), OVERALL)["leadership"] == "not-judged"


def test_a_footnotes_mark_may_stick_to_a_label_or_a_grade(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        ("The experiences and progress of care", "leavers1", "Good"),
        ("Overall effectiveness Good2",),
    )
    assert found == {"care-leavers": "good", "overall-effectiveness": "good"}


def test_what_a_framework_does_not_report_is_not_missing(tmp_path: Path) -> None:
    rows = (("Judgement Grade",), *((*words, "Good") for words in (
        LEADERS,
        ("The experiences and progress of", "children who need help and protection"),
        ("The experiences and progress of", "children in care"),
        ("The experiences and progress of care", "leavers"),
    )))  # fmt: skip
    today = read_report(tmp_path, ilacs(rows=rows, dates=("Inspection dates: 11 to 15 May 2026",)))
    assert "overall-effectiveness" not in grades(today)
    assert today.problems == ()
    before = read_report(tmp_path, ilacs(rows=rows))
    assert [p.what for p in before.problems] == ["no grade was found for overall-effectiveness"]


def test_a_label_that_is_not_known_is_not_lost_in_silence(tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(rows=(("Judgement Grade",), ("How it is led", "Good"), OVERALL), body=BODY))
    assert [p.severity for p in reading.problems] == ["warning"]
    assert "leadership" in reading.problems[0].what


def test_a_report_without_a_grade_says_so(tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(rows=(("Judgement Grade",),), body=BODY))
    assert grades(reading) == {}
    assert [p.what for p in reading.problems] == ["no judgement was found"]


def test_a_heading_that_contradicts_the_table_is_a_problem_and_no_fact(tmp_path: Path) -> None:
    body = [
        *heading("The experiences and progress of care leavers: inadequate"),
        *prose("1. Not well.", *FILLER),
    ]
    reading = read_report(tmp_path, ilacs(body=body))
    assert grades(reading)["care-leavers"] == "good"
    assert [(p.where, p.what) for p in reading.problems] == [
        ("page 2", "a heading says inadequate for care-leavers, the table good")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The experiences and progress of care leavers: good",
        "The experiences and progress of care leavers are good",
        "The experiences and progress of care leavers is good.",
    ],
)
def test_headings_of_the_body_are_evidence(words: str, tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(body=[*heading(words), *prose("1. It is well.", *FILLER)]))
    (fact,) = (f for f in reading.facts if isinstance(f, Judgement) and f.aspect == "care-leavers")
    assert len(words_of(reading, fact)) == 2


def test_a_grade_used_as_an_adjective_is_none(tmp_path: Path) -> None:
    body = [
        *heading("Care leavers have good homes"),
        *prose("Overall effectiveness of the plans is good in parts.", "Adoption is outstanding work."),
        *prose("Of the homes, two were judged inadequate and one good.", *FILLER),
    ]
    reading = read_report(tmp_path, ilacs(rows=(("Judgement Grade",), OVERALL), body=body))
    assert grades(reading) == {"overall-effectiveness": "good"}


def test_a_title_page_can_hold_the_table_in_bold(tmp_path: Path) -> None:
    pages = ilacs(body=BODY)
    bold = [L(line.text, line.size, bold=True, x=line.x, before=line.before) for line in pages[0]]
    assert grades(read_report(tmp_path, [bold, pages[1]]))["care-leavers"] == "good"
