"""Inspections in running text: how they are dated, and what is none."""

from __future__ import annotations

import time

import pytest

from kg.extract import mention_cues, mention_dates
from kg.extract.mentions import Mentions, find_mentions, sentences_of
from kg.model import BodyRef
from tests.growth import grows_with_length

ISSUED = "2024-08-07"
"""A Wednesday."""


def mentions_in(text: str, issued: str = ISSUED) -> Mentions:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    return find_mentions(sentences_of(text, paragraphs), BodyRef("Exampleshire"), issued, press=True)


def told(text: str) -> str:
    shown = [
        f"{one.framework} {one.status} {one.start.iso if one.start else '--' + one.month}"
        f"{'/' + one.end.iso if one.end else ''}"
        for one in mentions_in(text).by_key.values()
        if one.start or one.month
    ]
    return "; ".join(shown).strip()


@pytest.mark.parametrize(("text", "expected"), mention_cues.EXAMPLES)
def test_cues(text: str, expected: str) -> None:
    found = find_mentions(sentences_of(text, [(0, len(text))]), BodyRef("Exampleshire"), "")
    shown = [
        f"{one.framework} {one.status} {one.start.iso if one.start else '--' + one.month}"
        for one in found.by_key.values()
        if one.start or one.month
    ]
    assert "; ".join(shown) == expected


@pytest.mark.parametrize(("text", "expected"), mention_dates.EXAMPLES)
def test_dates(text: str, expected: str) -> None:
    shown = [
        f"{one.start.iso if one.start else '--' + one.month}{'/' + one.end.iso if one.end else ''}"
        for one in mention_dates.dates_in(text, ISSUED)
    ]
    assert " ".join(shown) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inspectors visited the council between 3 and 14 June.", "done 2024-06-03/2024-06-14"),
        ("The two-week inspection in November found delays.", "done 2023-11"),
        ("Inspectors were here for four weeks, from April 29 to May 21.", "done 2024-04-29/2024-05-21"),
        ("At its first inspection under the current framework, in May 2018, it did well.", "done 2018-05"),
        ("A second assessment team will start in September.", ""),
        ("The council lost the good rating that it had held since 2015.", "done 2015"),
        ("Barset was told in September 2021 that it required improvement.", "done 2021-09"),
        ("The verdict was good, and the verdict had been the same in 2016.", "done 2016"),
        ("In 2012, under the previous system, safeguarding was judged inadequate.", "done 2012"),
        ("It was branded inadequate in a damning report in 2016.", "done 2016"),
        ("It was rated inadequate last July.", ""),
        ("Inspectors spent a week in the borough last month.", "done 2024-07"),
        ("In May a team from Ofsted visited the social workers.", "done 2024-05"),
        ("The watchdog arrived in the county on June 10.", "done 2024-06-10"),
        ("It was rated inadequate in March last year.", "done 2023-03"),
        ("Since 2021, when it was judged good, much has changed.", "done 2021"),
        ("Ofsted will return for another monitoring visit in the autumn.", "monitoring-visit expected 2024"),
        ("Inspectors are due back in the town before Christmas.", "expected 2024"),
        ("March 2016: the council is judged inadequate.", "done 2016-03"),
        ("January’s inspection went well.", "done 2024-01"),
        ("Last autumn’s focused visit was positive.", "focused-visit done 2023"),
        ("The same overall grade was given in June 2021.", "done 2021-06"),
        ("By 2019 the city had crept up to requires improvement.", "done 2019"),
        ("A reinspection is anticipated in the autumn of 2025.", "expected 2025"),
        ("A full reinspection is expected before the end of the year.", "expected 2024"),
        ("It is due to be inspected again this autumn.", "expected 2024"),
        ("Ofsted would return for its first monitoring visit in spring 2025.", "monitoring-visit expected 2025"),
        ("A team of five was on the island from 3 to 14 June.", "done 2024-06-03/2024-06-14"),
        ("In May 2022, at our most recent full inspection, Ofsted was kinder.", "done 2022-05"),
        ("The inspection (3 to 14 June 2024) went well.", "done 2024-06-03/2024-06-14"),
        ("Inspection dates: 3 to 14 June 2024", "done 2024-06-03/2024-06-14"),
        ("The inspection started on Monday 3 June.", "done 2024-06-03"),
        ("The same inspectors, in the same two weeks in June, saw more.", "done 2024-06"),
        ("It had a focused visit. It took place on 3 and 4 June.", "focused-visit done 2024-06-03/2024-06-04"),
        ("The last of those visits was in April 2018.", "done 2018-04"),
        ("The rating, first awarded in 2019, was kept.", "done 2019"),
        ("It is down from good in 2021.", "done 2021"),
        ("That was better than the 2019 judgement of inadequate.", "done 2019"),
        ("We welcomed inspectors in June.", "done 2024-06"),
        ("Ofsted sent six inspectors to the borough between June 3 and June 14.", "done 2024-06-03/2024-06-14"),
        ("In June 2024, when the inspectors came, staff were ready.", "done 2024-06"),
        ("Barset, inspected between 3 and 14 June 2024, did well.", "done 2024-06-03/2024-06-14"),
        (
            "The council had focused visits in June 2022 (front door) and May 2023 (care leavers).",
            "focused-visit done 2022-06; focused-visit done 2023-05",
        ),
        (
            "Monitoring visits took place in May and October 2023.",
            "monitoring-visit done 2023-05; monitoring-visit done 2023-10",
        ),
        ("By the time of its full reinspection in 2026 it will be better.", "expected 2026"),
        ("We are due another inspection by summer 2025.", "expected 2025"),
        ("When will inspectors be back? Probably in 2029.", "expected 2029"),
        ("Inspectors could return as early as January.", "expected 2025-01"),
        ("Ofsted notified us of the inspection on 6 May.", ""),
        ("The debt has been outstanding since 2019.", ""),
        ("The fostering agency was rated outstanding in 2021.", ""),
        ("The council will send its plan to Ofsted with all actions completed by June.", ""),
        ("The framework was introduced in January 2018.", ""),
        ("The CQC inspected adult social care in May.", ""),
    ],
)
def test_events(text: str, expected: str) -> None:
    assert told(text) == expected


def test_without_a_day_of_its_own_a_piece_counts_from_that_of_the_report() -> None:
    found = mentions_in("Inspectors visited between 3 and 14 February. The report was published on 24 March 2025.", "")
    assert found.first_day(found.main) == "2025-02-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inspectors came to the city in June 2024. Their report was published on Monday.", "2024-08-05"),
        ("The inspection in June ended badly. The report came out yesterday.", "2024-08-06"),
        ("After the inspection in May, last month’s damning report shocked the council.", "2024-07"),
        ("Inspectors came to the city in June 2024. The report names no one.", None),
    ],
)
def test_publication_is_told_from_the_day_of_the_piece(text: str, expected: str | None) -> None:
    found = mentions_in(text)
    published = found.by_key[found.main].published
    assert (published.iso if published else None) == expected


def test_the_latest_dated_inspection_is_the_main_one() -> None:
    found = mentions_in("The 2018 inspection went badly. The inspection in May 2024 went well.")
    assert found.main == "2024-05"


def test_a_report_that_came_out_long_before_is_of_another_inspection() -> None:
    found = mentions_in("Inspectors visited in June 2024. The earlier report, published in May 2019, was kinder.")
    published = {key: one.published.iso for key, one in found.by_key.items() if one.published}
    assert published == {"published/2019-05": "2019-05"}


def test_one_date_told_twice_is_one_inspection() -> None:
    assert (
        told("An inspection ran from 3 to 7 June. Inspectors visited from 3 to 7 June.") == "done 2024-06-03/2024-06-07"
    )


@pytest.mark.parametrize(
    "unit",
    [
        "inspection ",
        "rated good, ",
        "team will ",
        "3 to ",
        "Ofsted visits due ",
        "report ",
        "in May ",
        "\t ",
        "“a ",
        "visit in ",
        "monitoring visits in May, ",
        "inspectors in two ",
        "judgement (2019) ",
    ],
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    mentions_in(text)
    assert time.process_time() - begun < 1.0


def test_many_short_paragraphs_take_no_long_time() -> None:
    assert grows_with_length(lambda length: lambda: mentions_in("a\n" * (length // 2)), 40_000)
