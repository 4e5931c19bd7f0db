"""What holds of the sixth set of the made-up press alone; the tests of the folder above check the rest of it."""

from __future__ import annotations

from tests.press import make_offsets as gold
from tests.press.test_annotations import rows

SPECIAL_NEEDS, ADULT_CARE = "76-send-failings.txt", "77-adult-care-and-a-care-home.txt"
TABLES_BY_SPAN = ("findings", "statistics", "actions")


def test_the_pieces_go_on_from_the_fifth_set() -> None:
    assert sorted(int(path.name[:2]) for path in (gold.SIXTH / "texts").iterdir()) == list(range(65, 89))


def test_other_inspections_give_no_grade_for_childrens_services() -> None:
    assert {SPECIAL_NEEDS, ADULT_CARE} & {row["document"] for row in rows("judgements", gold.SIXTH)} == set()
    assert ADULT_CARE not in {row["document"] for row in rows("inspections", gold.SIXTH)}


def test_no_overall_grade_is_given_after_they_ended() -> None:
    overall = [row for row in rows("judgements", gold.SIXTH) if row["aspect"] == "overall-effectiveness"]
    assert [row for row in overall if row["inspection_start"] >= "2026-04-27"] == []


def test_ten_pieces_or_more_are_annotated_in_full() -> None:
    scope = {(row["table"], row["document"]) for row in rows("scope", gold.SIXTH)}
    assert len([d for d in {d for _, d in scope} if all((table, d) in scope for table in TABLES_BY_SPAN)]) >= 10


def test_a_visit_without_grades_has_none() -> None:
    visits = ("focused-visit", "monitoring-visit", "jtai", "area-send")
    dates = {(r["document"], r["start"]) for r in rows("inspections", gold.SIXTH) if r["framework"] in visits}
    assert [r for r in rows("judgements", gold.SIXTH) if (r["document"], r["inspection_start"]) in dates] == []
