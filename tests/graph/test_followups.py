"""Recommendations that come back, and what became of them."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.graph.followups import FollowUp, follow_ups
from kg.graph.records import FactRecord
from kg.graph.recurrences import Recurrence, asked_again, asked_of, recurrences
from kg.resolve.result import InspectionRecord
from tests.graph import examples as ex

FIRST, SECOND, THIRD = (f"inspection/{ex.GSS}/{day}" for day in ("2014-05-01", "2017-05-01", "2020-05-01"))
INSPECTIONS = (
    ex.record(FIRST, report="a"),
    ex.record(SECOND, report="b", previous=FIRST),
    ex.record(THIRD, report="c", previous=SECOND),
)
REPORTS = {FIRST: "a", SECOND: "b", THIRD: "c"}
SUPERVISION = ("Ensure that supervision is regular and recorded.", ("supervision",))
CUSTODY = ("Reduce the time that children spend in police custody.", ("police-custody",))
ADOPTION = ("Speed up the matching of adopters with brothers and sisters.", ("adoption",))


def told(
    kind: str, inspection: str, name: str, text: str, themes: tuple[str, ...], body: str = ex.AUTHORITY, **more: object
) -> FactRecord:
    path = f"{kind.lower()}/{inspection.rpartition('/')[2]}/{name}"
    document = str(more.pop("document", REPORTS[inspection]))
    return FactRecord(path, kind, document, "", 0.9, inspection, body, text=text, themes=themes, **more)  # type: ignore[arg-type]


def asked(inspection: str, name: str, what: tuple[str, tuple[str, ...]], **more: object) -> FactRecord:
    return told("Recommendation", inspection, name, *what, **more)  # type: ignore[arg-type]


def stated(
    text: str, outcome: str, extent: str, themes: tuple[str, ...] = (), years: tuple[str, ...] = ()
) -> FactRecord:
    return told("FollowUpStatement", SECOND, "s", text, themes, subject=extent, value=outcome, years=years)


def again(*facts: FactRecord, inspections: tuple[InspectionRecord, ...] = INSPECTIONS) -> list[Recurrence]:
    known = asked_of(facts, inspections)
    return recurrences(known, asked_again(known))


def became(*facts: FactRecord) -> dict[str, FollowUp]:
    """The follow-ups by the name of their recommendation, "" for one without."""
    found = follow_ups(sorted(facts), INSPECTIONS, again(*facts))
    return {one.recommendation.rpartition("/")[2]: one for one in found}


ONES = [asked(FIRST, "1", SUPERVISION), asked(FIRST, "2", CUSTODY), asked(FIRST, "3", ADOPTION)]


def test_a_recommendation_recurs_with_words_themes_and_a_reason() -> None:
    later = asked(SECOND, "1", ("The frequency and recording of supervision.", ("supervision",)))
    (found,) = again(*ONES, later)
    assert (found.earlier, found.later) == (ONES[0], later)
    assert found.likeness.themes == ("supervision",)
    assert "both ask for “supervision”" in found.reason
    assert "2014-05-01" in found.reason
    assert "“supervision”" in found.reason


def test_every_earlier_inspection_is_compared_not_only_the_last() -> None:
    found = again(ONES[0], asked(SECOND, "1", SUPERVISION), asked(THIRD, "1", SUPERVISION))
    assert {(one.earlier.inspection, one.later.inspection) for one in found} == {
        (FIRST, SECOND), (FIRST, THIRD), (SECOND, THIRD),
    }  # fmt: skip


def test_nothing_recurs_between_addressees_or_within_one_inspection_or_in_articles() -> None:
    board = asked(SECOND, "1", SUPERVISION, body=ex.BOARD)
    press = asked(SECOND, "2", SUPERVISION, document="press")
    twice = asked(FIRST, "4", SUPERVISION)
    assert again(*ONES, board, press, twice) == []


def test_inspections_without_a_day_or_a_report_are_not_compared() -> None:
    inspections = (ex.record(FIRST, start="", report="a"), ex.record(SECOND, report=""))
    assert again(ONES[0], asked(SECOND, "1", SUPERVISION), inspections=inspections) == []


def test_what_is_asked_for_again_is_repeated() -> None:
    found = became(*ONES, asked(SECOND, "1", SUPERVISION))
    assert (found["1"].outcome, found["1"].basis) == ("not-mentioned", "inferred")  # the later one, in the last report
    first = next(
        o
        for o in follow_ups(
            [*ONES, asked(SECOND, "9", SUPERVISION)], INSPECTIONS, again(*ONES, asked(SECOND, "9", SUPERVISION))
        )
        if o.recommendation == ONES[0].path
    )
    assert (first.outcome, first.later_inspection) == ("repeated", SECOND)


def test_a_statement_on_one_matter_is_tied_to_its_recommendation() -> None:
    statement = stated(
        "Time in police custody, a recommendation of the last inspection, is now short.", "addressed", "one", CUSTODY[1]
    )
    found = became(*ONES, statement)
    assert (found["2"].outcome, found["2"].basis, found["2"].rests_on) == (
        "addressed", "stated", (ONES[1].path, statement.path),
    )  # fmt: skip
    assert "" not in found


def test_a_statement_that_two_recommendations_could_be_meant_by_is_tied_to_none() -> None:
    twin = asked(FIRST, "4", CUSTODY)
    found = became(*ONES, twin, stated("Police custody has been dealt with.", "addressed", "one", CUSTODY[1]))
    assert {found["2"].outcome, found["4"].outcome} == {"not-mentioned"}
    assert (found[""].outcome, found[""].basis) == ("addressed", "stated")


def test_a_statement_on_all_speaks_of_each() -> None:
    found = became(*ONES, stated("All recommendations have been met.", "addressed", "all"))
    assert {found[name].outcome for name in "123"} == {"addressed"}
    assert {found[name].basis for name in "123"} == {"stated"}


@pytest.mark.parametrize(("extent", "years"), [("most", ()), ("some", ()), ("all", ("2011",))])
def test_a_statement_on_some_or_on_an_inspection_that_is_not_here_stands_alone(
    extent: str, years: tuple[str, ...]
) -> None:
    found = became(*ONES, stated("They have been met.", "addressed", extent, years=years))
    assert found[""].outcome == "addressed"
    assert {found[name].outcome for name in "123"} == {"not-mentioned"}


def test_without_a_year_the_last_inspection_must_not_lie_far_back() -> None:
    late = f"inspection/{ex.GSS}/2024-05-01"
    inspections = (INSPECTIONS[0], ex.record(late, report="b", previous=FIRST))
    statement = FactRecord(
        "followupstatement/1", "FollowUpStatement", "b", "", 0.9, late, ex.AUTHORITY, "all", "addressed"
    )
    outcomes = {one.outcome for one in follow_ups([*ONES, statement], inspections, []) if one.recommendation}
    assert outcomes == {"not-mentioned"}


@pytest.mark.parametrize(
    ("polarities", "outcome"),
    [
        (("strength",), "addressed"),
        (("area-for-improvement",), "not-addressed"),
        (("strength", "area-for-improvement"), "partly-addressed"),
    ],
)
def test_findings_on_the_same_matter_tell_the_outcome(polarities: tuple[str, ...], outcome: str) -> None:
    findings = [
        told(
            "Finding", SECOND, str(n), "Children spend time in police custody: it was reduced.", CUSTODY[1], value=value
        )
        for n, value in enumerate(polarities)
    ]
    found = became(*ONES, *findings)
    assert (found["2"].outcome, found["2"].basis) == (outcome, "inferred")
    assert found["1"].outcome == "not-mentioned"


def test_what_the_next_report_does_not_speak_of_is_not_mentioned() -> None:
    found = became(*ONES)
    assert {one.outcome for one in found.values()} == {"not-mentioned"}
    assert {one.later_inspection for one in found.values()} == {SECOND}
    assert {one.rests_on for one in found.values()} == {(fact.path,) for fact in ONES}


def test_where_a_report_speaks_of_the_matter_without_telling_nothing_is_said() -> None:
    near = told("Finding", SECOND, "f", "Staff in the cells are kind.", ("police-custody",), value="strength")
    assert "2" not in became(*ONES, near, asked(SECOND, "9", ("Write shorter letters.", ("case-recording",))))


def test_a_finding_on_what_is_meant_to_be_done_tells_no_outcome() -> None:
    words = "A strategy sets out how the time that children spend in police custody is reduced."
    plan = told("Finding", SECOND, "f", words, ("police-custody",), value="strength")
    assert "2" not in became(*ONES, plan)


def test_a_board_that_the_next_inspection_does_not_review_has_no_follow_up() -> None:
    assert became(asked(FIRST, "1", SUPERVISION, body=ex.BOARD)) == {}


def test_the_order_of_facts_changes_nothing() -> None:
    facts = [*ONES[:2], asked(SECOND, "1", SUPERVISION), stated("All have been met.", "addressed", "all")]
    answers = {tuple(follow_ups(list(some), INSPECTIONS, again(*some))) for some in permutations(facts)}
    assert len(answers) == 1
