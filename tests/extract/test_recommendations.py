"""Lists of what an inspectorate asks for: how they open and end, what belongs to an item, who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.model import Reading, Recommendation
from tests.documents import L, asked, footer, heading, item, prose, read_report, running, words_of
from tests.extract.reports import FILLER, ilacs

REST = [*heading("Care leavers"), *prose("1. It is well.", *FILLER)]


def read(tmp_path: Path, *lists: Sequence[L]) -> Reading:
    return read_report(tmp_path, ilacs(lists=[line for part in lists for line in part]))


def found(reading: Reading) -> list[Recommendation]:
    return [fact for fact in reading.facts if isinstance(fact, Recommendation)]


@pytest.mark.parametrize(
    "words",
    [
        "Recommendations",
        "What needs to improve",
        "What needs to improve?",
        "What needs to improve:",
        "What needs to improve?1",
        "What needs to improve in Halton?",
        "What needs to improve further?",
        "What does Halton need to improve?",
        "What do leaders need to do to improve?",
        "Areas for improvement",
        "Areas for development",
        "WHAT NEEDS TO IMPROVE",
    ],
)
def test_headings_that_open_a_list(words: str, tmp_path: Path) -> None:
    assert asked(read(tmp_path, heading(words), item("Plans."), item("Visits."))) == ["Plans.", "Visits."]


def test_a_heading_in_plain_type_opens_a_list_too(tmp_path: Path) -> None:
    assert asked(read(tmp_path, prose("What needs to improve?"), item("Plans."), item("Visits."))) == [
        "Plans.",
        "Visits.",
    ]


@pytest.mark.parametrize("marker", ["•", "–", "1.", "1)", "(1)", "i."])
def test_items_with_any_marker(marker: str, tmp_path: Path) -> None:
    reading = read(tmp_path, heading("Recommendations"), item("Plans for all.", marker=marker))
    assert asked(reading) == ["Plans for all."]
    assert found(reading)[0].number == ("1" if "1" in marker else "")


def test_an_introduction_is_no_item(tmp_path: Path) -> None:
    intro = "The local authority should take the following action:"
    assert asked(read(tmp_path, heading("Areas for improvement"), prose(intro), item("Plans."))) == ["Plans."]
    numbered = item("The council should take the following action.", marker="4.")
    assert asked(read(tmp_path, heading("Areas for improvement"), numbered, prose("Immediately:"), item("plans."))) == [
        "plans."
    ]


def test_items_that_end_with_semicolons_are_items(tmp_path: Path) -> None:
    items = [*item("see families;"), *item("write it down; and"), *item("go.")]
    assert asked(read(tmp_path, heading("Recommendations"), items)) == ["see families;", "write it down; and", "go."]


@pytest.mark.parametrize(
    "inner",
    [
        [*item("with dates", marker="a)", x=80.0), *item("with names.", marker="b)", x=80.0)],
        [*item("with dates", marker="–", x=80.0), *item("with names.", marker="–", x=80.0)],
        [*item("with dates", marker="–"), *item("with names.", marker="–")],
        [*item("with dates", x=80.0), *item("with names.", x=80.0)],
        [*item("with dates"), *item("with names.")],
    ],
)
def test_nested_items_belong_to_their_stem(inner: list[L], tmp_path: Path) -> None:
    reading = read(tmp_path, heading("Recommendations"), item("Plans:", marker="1."), inner, item("Go.", marker="2."))
    assert asked(reading) == ["Plans: with dates with names.", "Go."]
    (words,) = words_of(reading, found(reading)[0])
    assert words.startswith("1. Plans:")
    assert words.endswith("with names.")


def test_a_list_that_is_headed_twice_is_one(tmp_path: Path) -> None:
    reading = read(tmp_path, heading("Recommendations"), heading("Areas for improvement", size=13.5), item("Plans."))
    assert asked(reading) == ["Plans."]
    assert found(reading)[0].priority == "area-for-improvement"


def test_a_part_of_a_list_gives_a_priority(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        heading("What does the local authority need to improve?"),
        heading("Areas for priority action", size=13.5),
        item("Plans."),
        heading("Areas for improvement", size=13.5),
        item("Visits."),
    )
    assert [(f.text, f.priority, f.position) for f in found(reading)] == [
        ("Plans.", "priority-action", 1),
        ("Visits.", "area-for-improvement", 2),
    ]


@pytest.mark.parametrize(
    "words", ["None.", "There are no areas for priority action.", "No priority actions were found."]
)
def test_an_empty_list_asks_for_nothing(words: str, tmp_path: Path) -> None:
    parts = heading("Priority and immediate action"), item(words), heading("Areas for improvement"), item("Plans.")
    assert asked(read(tmp_path, *parts)) == ["Plans."]


def test_a_report_that_asks_for_nothing_says_so(tmp_path: Path) -> None:
    reading = read(tmp_path, heading("What needs to improve?"), prose("There are no areas for improvement."))
    assert asked(reading) == []
    assert [p.severity for p in reading.problems if "recommendations" in p.what] == ["warning"]


def test_a_childrens_summary_without_a_heading_ends_the_list(tmp_path: Path) -> None:
    after = [*prose("Children’s summary"), *prose("We came to see you."), *item("You told us that you are safe.")]
    assert asked(read(tmp_path, heading("Recommendations"), item("Plans.", marker="1."), after)) == ["Plans."]


def test_the_next_heading_ends_the_list(tmp_path: Path) -> None:
    after = [*heading("The local authority’s strengths"), *item("Plans are good.", marker="2.")]
    assert asked(read(tmp_path, heading("Recommendations"), item("Plans.", marker="1."), after)) == ["Plans."]


def test_a_cross_reference_is_no_recommendation(tmp_path: Path) -> None:
    body = [*heading("Care leavers: good"), *item("Visits are late. (Recommendation)", marker="4.")]
    reading = read_report(tmp_path, ilacs(body=body))
    assert asked(reading) == ["One thing.", "Another thing."]


def test_a_contents_page_asks_for_nothing(tmp_path: Path) -> None:
    contents = [*heading("Contents"), *prose("Recommendations 3"), *prose("What needs to improve? 4"), *item("Annex 5")]
    pages = ilacs()
    assert asked(read_report(tmp_path, [pages[0], contents, pages[1]])) == ["One thing.", "Another thing."]


def test_an_item_goes_on_over_a_page_and_a_running_header(tmp_path: Path) -> None:
    header = running("Inspection of Halton local authority children’s services")
    cover, _ = ilacs()
    second = [
        *header,
        *heading("What needs to improve?"),
        *item("What is written about children who", "live"),
        *footer(2),
    ]
    third = [*header, L("far from home.", x=78.0), *item("Plans."), *REST, *footer(3)]
    reading = read_report(tmp_path, [cover, second, third])
    assert asked(reading) == ["What is written about children who live far from home.", "Plans."]


def test_a_footnote_does_not_break_an_item(tmp_path: Path) -> None:
    cover, _ = ilacs()
    note = L("1 What a plan is, the law says.", 8.0, y=80.0)
    second = [
        *heading("What needs to improve?"),
        *item("The plans1 of children who live", "away and of"),
        note,
        *footer(2),
    ]
    third = [L("their carers.", x=78.0), *item("Visits."), *REST, *footer(3)]
    assert asked(read_report(tmp_path, [cover, second, third])) == [
        "The plans1 of children who live away and of their carers.",
        "Visits.",
    ]


def test_paragraphs_without_marks_are_items(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        heading("What needs to improve?"),
        [L("The time that it takes to see a child who has been away.", before=14.0)],
        [L("The plans of all those who have left care in the last year.", before=14.0)],
    )
    assert asked(reading) == [
        "The time that it takes to see a child who has been away.",
        "The plans of all those who have left care in the last year.",
    ]
    assert {fact.extractor for fact in found(reading)} == {"recommendations.unmarked"}
    assert all(fact.confidence < 0.9 for fact in found(reading))


def test_headings_tell_who_is_asked(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        heading("Recommendations for the local authority"),
        item("Plans.", marker="1."),
        heading("Recommendations for the LSCB"),
        item("Audits.", marker="2."),
        heading("What does the local authority need to improve?"),
        item("Visits.", marker="3."),
    )
    assert [(f.addressed_to, f.text, f.position) for f in found(reading)] == [
        (("authority",), "Plans.", 1),
        (("lscb",), "Audits.", 1),
        (("authority",), "Visits.", 2),
    ]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("The director of children’s services should read them.", "The director of children’s services"),
        ("The trust and the council should meet.", "The trust and the council"),
        ("Plans should be read.", ""),
    ],
)
def test_the_addressee_is_kept_as_written(text: str, addressee: str, tmp_path: Path) -> None:
    assert found(read(tmp_path, heading("Recommendations"), item(text)))[0].addressee_as_written == addressee


@pytest.mark.parametrize(
    ("words", "notation"),
    [
        ("Immediately:", "immediately"),
        ("Within one month:", "within-one-month"),
        ("Within 3 months:", "within-three-months"),
        ("Within six months:", "within-six-months"),
        ("Within 12 months", "within-twelve-months"),
    ],
)
def test_timescales(words: str, notation: str, tmp_path: Path) -> None:
    reading = read(tmp_path, heading("Areas for improvement"), prose(words), item("plans."), item("visits."))
    assert [(f.text, f.timescale) for f in found(reading)] == [("plans.", notation), ("visits.", notation)]
