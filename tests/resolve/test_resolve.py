"""All documents together: bodies, inspections that others speak of, what came before, boards; in any order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import BodyRef, Reading
from kg.resolve import resolve
from kg.resolve.result import InspectionRecord, Resolution
from kg.vocabulary import lexicon
from tests.resolve.readings import HALTON, essay, judgement, mention, own, person, reading

GSS = "E06000006"
REPORT_2020 = reading(
    "2020",
    own("2020-03-02", "2020-03-06", "ilacs-short"),
    text=essay(1),
    facts=[judgement("good"), person("Nick Example", "lead-inspector")],
)
REPORT_2024 = reading(
    "2024", own(), text=essay(2), facts=[judgement("inadequate"), person("Nicholas Example", "lead-inspector")]
)


def resolved(*readings: Reading) -> Resolution:
    return resolve(readings, lexicon())


def news(*mentions: object, name: str = "news", issued: str = "") -> Reading:
    return reading(name, *mentions, genre="local-press", issued=issued)  # type: ignore[arg-type]


def where(resolution: Resolution, one: Reading, key: str) -> str:
    return resolution.documents[one.id].inspections.get(key, "")


def record(resolution: Resolution, path: str) -> InspectionRecord:
    return next(record for record in resolution.inspections if record.path == path)


# --- bodies --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Halton", "Halton Borough Council", "Halton council", "Halton local authority"])
def test_forms_of_a_name_mean_one_authority(name: str) -> None:
    one = reading("a", own(body=BodyRef(name)), about=(BodyRef(name),))
    assert resolved(one).documents[one.id].about == (f"authority/{GSS}",)


def test_a_name_is_understood_on_the_day_of_the_inspection() -> None:
    body = BodyRef("Northamptonshire County Council")
    one = reading("a", own("2016-02-02", "2016-02-25", "single-inspection", body), about=(body,))
    (path,) = resolved(one).documents[one.id].about
    authority = lexicon().authority(path.split("/")[1])
    assert authority is not None
    assert authority.abolished


def test_a_body_that_is_not_known_is_a_problem_and_costs_nothing_else() -> None:
    lost = reading("lost", own(body=BodyRef("Nowhereshire")), about=(BodyRef("Nowhereshire"),))
    resolution = resolved(lost, REPORT_2024)
    assert resolution.documents[lost.id].inspections == {}
    assert "Nowhereshire" in resolution.documents[lost.id].problems[0].what
    assert resolution.documents[REPORT_2024.id].problems == ()


def test_decisions_say_why() -> None:
    body = BodyRef("Halton Borough Council")
    one = reading("a", own(body=body), about=(body,))
    (decision,) = (d for d in resolved(one).documents[one.id].decisions if d.path == f"authority/{GSS}")
    assert 0.9 <= decision.score < 1
    assert "Halton" in decision.reason


def test_the_board_is_always_the_lscb() -> None:
    body, board = BodyRef("Surrey"), BodyRef("Surrey", "board")
    one = reading(
        "a",
        own("2015-06-15", "2015-06-17", "lscb-review", body, board=True),
        about=(body, board),
        facts=[judgement("requires-improvement", board, "lscb")],
    )
    resolution = resolved(one)
    path = resolution.documents[one.id].bodies[board]
    assert path == "organisation/E10000030/lscb"
    (thing,) = (thing for thing in resolution.things if thing.kind == "board")
    assert (thing.path, thing.within, thing.sources) == (path, "authority/E10000030", (one.id,))
    assert resolution.inspections[0].inspects == (path,)


def test_an_inspection_that_reviews_the_board_inspects_both() -> None:
    one = reading(
        "a",
        own("2016-04-25", "2016-05-19", "single-inspection", board=True),
        about=(HALTON, BodyRef("Halton", "board")),
    )
    assert resolved(one).inspections[0].inspects == (f"authority/{GSS}", f"organisation/{GSS}/lscb")


# --- inspections ---------------------------------------------------------------------------------------


def test_a_reports_own_inspection_is_named_by_body_and_first_day() -> None:
    resolution = resolved(REPORT_2024)
    assert where(resolution, REPORT_2024, "own") == f"inspection/{GSS}/2024-05-13"
    found = record(resolution, f"inspection/{GSS}/2024-05-13")
    assert (found.start, found.end, found.report) == ("2024-05-13", "2024-05-24", REPORT_2024.id)
    assert found.lead_inspectors == ("person/ofsted/nicholas-example",)


def test_one_person_leads_under_two_names() -> None:
    resolution = resolved(REPORT_2020, REPORT_2024)
    people = {
        resolution.documents[one.id].people[name, "Ofsted"]
        for one, name in ((REPORT_2020, "Nick Example"), (REPORT_2024, "Nicholas Example"))
    }
    assert people == {"person/ofsted/nicholas-example"}
    assert {found.lead_inspectors for found in resolution.inspections} == {("person/ofsted/nicholas-example",)}


@pytest.mark.parametrize("said", ["2024", "2024-05", "2024-05-13"])
def test_a_date_that_fits_one_inspection_means_it(said: str) -> None:
    piece = news(mention("m", said))
    resolution = resolved(REPORT_2020, REPORT_2024, piece)
    path = f"inspection/{GSS}/2024-05-13"
    assert where(resolution, piece, "m") == path
    found = record(resolution, path)
    assert found.sources == tuple(sorted((REPORT_2024.id, piece.id)))
    assert found.replaces == (() if said == "2024-05-13" else (f"inspection/{GSS}/{said}",))


@pytest.mark.parametrize("said", ["2018", "2024-09", "2024-05-12"])
def test_a_date_that_fits_none_stands_for_itself(said: str) -> None:
    piece = news(mention("m", said))
    resolution = resolved(REPORT_2020, REPORT_2024, piece)
    assert where(resolution, piece, "m") == f"inspection/{GSS}/{said}"
    assert record(resolution, f"inspection/{GSS}/{said}").report == ""


def test_a_year_that_fits_two_inspections_is_not_resolved() -> None:
    other = reading("b", own("2024-11-04", "2024-11-08", "ilacs-short"), text=essay(3))
    piece = news(mention("m", "2024"))
    resolution = resolved(REPORT_2024, other, piece)
    assert where(resolution, piece, "m") == f"inspection/{GSS}/2024"


def test_a_framework_tells_two_inspections_of_a_year_apart() -> None:
    visit = reading("b", own("2024-11-04", "2024-11-08", "focused-visit"), text=essay(3))
    piece = news(mention("m", "2024", "focused-visit"))
    assert where(resolved(REPORT_2024, visit, piece), piece, "m") == f"inspection/{GSS}/2024-11-04"


def test_an_inspection_that_is_expected_is_not_one_that_is_done() -> None:
    piece = news(mention("m", "2024", status="expected"))
    resolution = resolved(REPORT_2024, piece)
    assert where(resolution, piece, "m") != f"inspection/{GSS}/2024-05-13"


def test_another_bodys_inspection_is_not_meant() -> None:
    bolton = BodyRef("Bolton")
    piece = news(mention("m", "2024", body=bolton))
    resolution = resolved(REPORT_2024, piece)
    assert "E08000001" in where(resolution, piece, "m")


def test_the_inspection_before_is_the_last_of_the_same_body() -> None:
    first = reading("2016", own("2016-04-25", "2016-05-19", "single-inspection"), text=essay(3))
    resolution = resolved(REPORT_2024, first, REPORT_2020)
    assert [(found.start, found.previous[-10:]) for found in resolution.inspections] == [
        ("2016-04-25", ""),
        ("2020-03-02", "2016-04-25"),
        ("2024-05-13", "2020-03-02"),
    ]


def test_a_review_of_the_board_is_not_before_an_inspection_of_the_authority() -> None:
    review = reading("board", own("2015-06-15", "2015-06-17", "lscb-review", board=True), text=essay(3))
    resolution = resolved(review, REPORT_2020)
    assert record(resolution, f"inspection/{GSS}/2020-03-02").previous == ""


def test_a_vague_inspection_is_not_before_another() -> None:
    resolution = resolved(REPORT_2024, news(mention("m", "2018")))
    assert record(resolution, f"inspection/{GSS}/2024-05-13").previous == ""


def test_copies_of_a_report_are_one_inspection_and_the_fuller_copy_is_the_report() -> None:
    thin = reading("thin", own(), text=essay(2))
    resolution = resolved(thin, REPORT_2024)
    (found,) = resolution.inspections
    assert found.report == REPORT_2024.id
    assert found.sources == tuple(sorted((thin.id, REPORT_2024.id)))


# --- order ---------------------------------------------------------------------------------------------

EVERYTHING: Sequence[Reading] = (
    REPORT_2020,
    REPORT_2024,
    reading("thin", own(), text=essay(2)),
    reading(
        "2016",
        own("2016-04-25", "2016-05-19", "single-inspection", board=True),
        text=essay(3),
        facts=[person("Kate Sample"), person("Katherine Sample")],
    ),
    news(mention("m", "2024"), mention("n", "2018", "focused-visit"), issued="2024-08-01"),
    news(mention("m", "2018"), mention("n", "2018-05"), name="other news"),
    news(mention("m", "2018-05", published="2018-07"), mention("n", "2018-06"), name="third news"),
    reading("bolton", own(body=BodyRef("Bolton")), about=(BodyRef("Bolton"),), text=essay(4)),
    reading("lost", own(body=BodyRef("Nowhereshire")), about=(BodyRef("Nowhereshire"),)),
)


@given(st.permutations(EVERYTHING))
def test_the_order_of_readings_changes_nothing(shuffled: list[Reading]) -> None:
    expected = resolve(EVERYTHING, lexicon())
    found = resolve(shuffled, lexicon())
    assert found == expected
    assert repr(found) == repr(expected), "also the order within it"


def test_nothing_gives_nothing() -> None:
    assert resolved().inspections == ()
    assert resolved().documents == {}
