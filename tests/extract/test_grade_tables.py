"""Tables of grades: inspections along the top, or councils down the side."""

from __future__ import annotations

import pytest

from kg.extract.grade_tables import EXAMPLES, table_grades, tables_in
from kg.extract.mentions import find_mentions
from kg.model import BodyRef, Judgement
from kg.vocabulary import lexicon
from tests.extract.press_pieces import document


def grades_in(table: str, own: str = "") -> list[Judgement]:
    made = document(f"A table\n\nIt says what was judged.\n\n{table}\n")
    mentions = find_mentions([], BodyRef("Barset"), "2024-08-07", press=True)
    tables = tables_in(made, made.blocks, lexicon(), "2024-08-07")
    found = list(table_grades(tables, mentions, lexicon(), own, "2024-08-07"))
    for one in found:
        assert made.text[one.evidence[0].start : one.evidence[0].end].startswith(one.aspect_as_written)
    return found


@pytest.mark.parametrize(("table", "expected"), EXAMPLES)
def test_examples(table: str, expected: str) -> None:
    assert "; ".join(f"{one.aspect} {one.grade} {one.inspection}" for one in grades_in(table)) == expected


def test_the_grade_before_has_a_column_of_its_own() -> None:
    found = grades_in("Judgement\tPrevious\tNow\nLeadership\tInadequate\tGood")
    assert [(one.grade, one.inspection) for one in found] == [("inadequate", "previous"), ("good", "main")]


def test_councils_stand_down_the_side_with_the_day_of_their_inspection() -> None:
    found = grades_in("Council\tOverall\tInspected\nLeeds\tOutstanding\tFebruary 2022\nCornwall\tGood\tMarch 2023")
    assert [(one.body.name, one.grade, one.inspection[-7:]) for one in found] == [
        ("Leeds", "outstanding", "2022-02"),
        ("Cornwall", "good", "2023-03"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "School\tRating\nHillside Primary\tGood",
        "Leadership\tGood\tGood",
        "Council\tOverall\nSomewhere\tGood",
        "a | b | c",
    ],
)
def test_other_tables_state_nothing(table: str) -> None:
    assert grades_in(table) == []
