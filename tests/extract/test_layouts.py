"""One report in each layout, read from end to end: what it states, and with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.inspections import framework_of
from kg.model import BodyRef, InspectionMention, Judgement, PartialDate, Reading, Recommendation
from tests.documents import asked, facts_of, grades, read_report, stated, team, words_of
from tests.extract.reports import ALL


def reading(folder: Path, layout: str) -> Reading:
    return read_report(folder, ALL[layout]())


def own(found: Reading) -> InspectionMention:
    (mention,) = found.inspections
    return mention


@pytest.mark.parametrize("layout", ALL)
def test_every_layout_is_recognised_and_read_without_a_problem(layout: str, tmp_path: Path) -> None:
    found = reading(tmp_path, layout)
    assert found.genre == "inspection-report"
    assert found.publisher == "Ofsted"
    assert found.problems == ()


@pytest.mark.parametrize("layout", ALL)
def test_every_fact_has_its_words(layout: str, tmp_path: Path) -> None:
    found = reading(tmp_path, layout)
    for fact in found.facts:
        assert all(words_of(found, fact))
    for judgement in facts_of(found, Judgement):
        assert isinstance(judgement, Judgement)
        for words in words_of(found, judgement):
            assert judgement.grade_as_written.split()[0].lower()[:5] in words.lower()
    for recommendation in facts_of(found, Recommendation):
        assert isinstance(recommendation, Recommendation)
        (words,) = words_of(found, recommendation)
        assert set(recommendation.text.split()) <= set(words.split())


@pytest.mark.parametrize(
    ("layout", "body", "framework", "start", "end", "published"),
    [
        (
            "looked_after_2013",
            "Norfolk County Council",
            "looked-after-2013",
            "2013-07-08",
            "2013-07-12",
            "2013-08-16",
        ),
        ("single_2014", "Bolton Council", "single-inspection", "2014-01-14", "2014-02-05", ""),
        ("single_2016", "Knowsley Council", "single-inspection", "2016-04-25", "2016-05-19", "2016-08-01"),
        (
            "ilacs_2018",
            "Calderdale Metropolitan Borough Council",
            "ilacs-standard",
            "2018-11-12",
            "2018-11-23",
            "",
        ),
        ("ilacs_2022", "Coventry", "ilacs-standard", "2022-06-20", "2022-07-01", ""),
        ("ilacs_2024", "Halton", "ilacs-standard", "2024-05-13", "2024-05-24", ""),
        ("ilacs_2026", "Somerset", "ilacs-short", "2026-05-11", "2026-05-15", ""),
        ("board_2015", "Surrey", "lscb-review", "2015-06-15", "2015-06-17", "2015-08-03"),
    ],
)
def test_the_inspection(
    layout: str, body: str, framework: str, start: str, end: str, published: str, tmp_path: Path
) -> None:
    found = reading(tmp_path, layout)
    mention = own(found)
    assert mention.body.name == body
    assert mention.framework == framework
    assert (mention.start, mention.end) == (PartialDate(start), PartialDate(end))
    assert (mention.published.iso if mention.published else "") == found.issued == published
    assert mention.framework_inferred == framework.startswith("ilacs")
    assert stated(found, "startDate") == [start]
    assert stated(found, "endDate") == [end]
    assert stated(found, "publicationDate") == ([published] if published else [])


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (
            "looked_after_2013",
            {
                "overall-effectiveness": "adequate",
                "capacity-to-improve": "good",
                "outcomes": "adequate",
                "quality-of-provision": "adequate",
                "leadership": "good",
            },
        ),
        (
            "single_2014",
            {
                "overall-effectiveness": "requires-improvement",
                "help-and-protection": "requires-improvement",
                "looked-after-and-permanence": "good",
                "adoption": "good",
                "care-leavers": "outstanding",
                "leadership": "requires-improvement",
                "lscb": "requires-improvement",
            },
        ),
        (
            "single_2016",
            {
                "overall-effectiveness": "requires-improvement",
                "help-and-protection": "requires-improvement",
                "looked-after-and-permanence": "good",
                "adoption": "outstanding",
                "care-leavers": "good",
                "leadership": "inadequate",
                "lscb": "good",
            },
        ),
        (
            "ilacs_2018",
            {
                "leadership": "good",
                "help-and-protection": "requires-improvement",
                "looked-after-and-permanence": "outstanding",
                "overall-effectiveness": "good",
            },
        ),
        (
            "ilacs_2024",
            {
                "leadership": "inadequate",
                "help-and-protection": "inadequate",
                "looked-after-and-permanence": "requires-improvement",
                "care-leavers": "good",
                "overall-effectiveness": "inadequate",
            },
        ),
        (
            "ilacs_2026",
            {
                "leadership": "good",
                "help-and-protection": "good",
                "looked-after-and-permanence": "outstanding",
                "care-leavers": "good",
            },
        ),
        ("board_2015", {"lscb": "requires-improvement"}),
    ],
)
def test_the_grades(layout: str, expected: dict[str, str], tmp_path: Path) -> None:
    assert grades(reading(tmp_path, layout)) == expected


@pytest.mark.parametrize(
    ("layout", "authority", "board"),
    [
        (
            "looked_after_2013",
            [
                "see every child who has moved, alone and in the first week",
                "write down what was agreed.",
                "give each child a plan that says who does what.",
                "open a second home.",
            ],
            [],
        ),
        (
            "single_2014",
            [
                "See that every referral is read on the day it comes in.",
                "Check that plans have dates.",
                "Make sure that advice is given to: parents foster carers.",
            ],
            ["Publish the results of its audits.", "Invite schools."],
        ),
        (
            "single_2016",
            ["Ensure that managers see every plan before it is shared.", "Speed up checks of new carers."],
            ["Look at what schools report."],
        ),
        (
            "ilacs_2018",
            ["The time that it takes to see a child, and what is written about it.", "Plans."],
            [],
        ),
        ("ilacs_2022", ["How soon care leavers get: their health histories a key.", "Supervision."], []),
        (
            "ilacs_2024",
            [
                "Decisions about risk (outcome 3, national framework).",
                "The pay of carers (enabler: the workforce is there, national framework).",
            ],
            [],
        ),
        ("ilacs_2026", ["Advocacy for those who ask for it."], []),
        ("board_2015", [], ["Ask every member what changed.", "Meet in public."]),
    ],
)
def test_the_recommendations(layout: str, authority: list[str], board: list[str], tmp_path: Path) -> None:
    found = reading(tmp_path, layout)
    assert asked(found) == authority
    assert asked(found, "lscb") == board


@pytest.mark.parametrize(
    ("layout", "people"),
    [
        ("looked_after_2013", [("Pat Example", "lead-inspector")]),
        (
            "single_2014",
            [
                ("Ann Example", "lead-inspector"),
                ("Bo Sample", "inspector"),
                ("Cy Model", "inspector"),
                ("Di Pattern", "inspector"),
            ],
        ),
        (
            "single_2016",
            [
                ("Ann Example", "lead-inspector"),
                ("Bo Sample", "deputy-lead-inspector"),
                ("Cy Model", "inspector"),
                ("Di Pattern", "inspector"),
                ("Ed O’Mould", "inspector"),
                ("Fay Figure", "data-analyst"),
                ("Gus Check", "quality-assurance-manager"),
            ],
        ),
        ("ilacs_2018", [("Ann Example", "lead-inspector")]),
        ("ilacs_2024", [("Ann Example", "lead-inspector")]),
    ],
)
def test_the_team(layout: str, people: list[tuple[str, str]], tmp_path: Path) -> None:
    assert team(reading(tmp_path, layout)) == people


def test_numbers_and_places_in_the_list_are_kept(tmp_path: Path) -> None:
    found = facts_of(reading(tmp_path, "single_2014"), Recommendation)
    assert [(f.number, f.position, f.priority) for f in found if isinstance(f, Recommendation)] == [
        ("12", 1, "priority-action"),
        ("13", 2, "area-for-improvement"),
        ("14", 3, "area-for-improvement"),
        ("96", 1, ""),
        ("97", 2, ""),
    ]


def test_timescales_are_kept(tmp_path: Path) -> None:
    found = facts_of(reading(tmp_path, "looked_after_2013"), Recommendation)
    assert [f.timescale for f in found if isinstance(f, Recommendation)] == [
        "immediately",
        "immediately",
        "within-three-months",
        "within-six-months",
    ]


def test_tags_of_the_national_framework_are_kept(tmp_path: Path) -> None:
    found = facts_of(reading(tmp_path, "ilacs_2024"), Recommendation)
    assert [f.national_framework_tag for f in found if isinstance(f, Recommendation)] == ["outcome-3", ""]


def test_a_grade_for_children_in_care_and_care_leavers_covers_both(tmp_path: Path) -> None:
    covers = {f.aspect: f.covers for f in reading(tmp_path, "ilacs_2018").facts if isinstance(f, Judgement)}
    assert set(covers["looked-after-and-permanence"]) == {"looked-after-and-permanence", "care-leavers"}


def test_a_heading_of_the_body_is_a_second_evidence(tmp_path: Path) -> None:
    found = reading(tmp_path, "ilacs_2024")
    (judgement,) = (f for f in facts_of(found, Judgement) if getattr(f, "aspect", "") == "looked-after-and-permanence")
    table, heading = words_of(found, judgement)
    assert table == "The experiences and progress of children in care Requires improvement to be good"
    assert heading == "The experiences and progress of children in care: requires improvement to be good"
    assert [passage.page for passage in found.passages if "in care" in passage.exact] == [1, 2]


def test_a_board_that_is_reviewed_as_well_is_inspected(tmp_path: Path) -> None:
    found = reading(tmp_path, "single_2016")
    assert own(found).inspects_board
    assert BodyRef("Knowsley Council", "board") in found.about
    assert not own(reading(tmp_path, "ilacs_2024")).inspects_board


def test_the_board_has_its_own_grade_and_list(tmp_path: Path) -> None:
    found = reading(tmp_path, "single_2014")
    kinds = {f.body.kind for f in found.facts if isinstance(f, Judgement) and f.aspect == "lscb"}
    assert kinds == {"board"}
    assert {f.body.kind for f in found.facts if isinstance(f, Recommendation) and f.addressed_to == ("lscb",)} == {
        "board"
    }


def test_the_law_is_read_where_the_report_relies_on_it(tmp_path: Path) -> None:
    assert stated(reading(tmp_path, "single_2014"), "legalBasis") == [
        "section 136 of the Education and Inspections Act 2006"
    ]


def test_titles_name_a_framework() -> None:
    assert framework_of("A walk in the park") == ""
