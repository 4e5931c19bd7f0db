"""Grades in running text: whose they are, and what is none."""

from __future__ import annotations

import time

import pytest

from kg.extract import running_grades
from kg.extract.bodies_meant import BodiesMeant, Name
from kg.extract.mentions import find_mentions, sentences_of
from kg.model import BodyRef, Judgement
from kg.vocabulary import lexicon

AREAS = ("help-and-protection", "looked-after-and-permanence", "leadership")
ALL = "overall-effectiveness {0}; help-and-protection {0}; looked-after-and-permanence {0}; leadership {0}"


def grades_in(text: str, names: tuple[Name, ...] = ()) -> tuple[Judgement, ...]:
    found = sentences_of(text, [(0, len(text))])
    body = BodyRef("Exampleshire")
    meant = BodiesMeant(text, found, names, "E1", body)
    mentions = find_mentions(found, body, "2024-08-07", press=True, meant=meant)
    return running_grades.running_grades(found, mentions, lexicon(), AREAS)


def shown(text: str) -> str:
    return "; ".join(f"{one.aspect} {one.grade}" for one in grades_in(text))


@pytest.mark.parametrize(("text", "expected"), running_grades.EXAMPLES)
def test_examples(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Leadership was found to require improvement, and so was adoption.",
            "leadership requires-improvement; adoption requires-improvement",
        ),
        (
            "Help and protection, children in care and leadership were all rated good.",
            "help-and-protection good; looked-after-and-permanence good; leadership good",
        ),
        ("Rated good: leadership, adoption and care leavers.", "leadership good; adoption good; care-leavers good"),
        (
            "Leadership and adoption were both judged good, while help for families who need protection requires improvement.",
            "leadership good; adoption good; help-and-protection requires-improvement",
        ),
        ("Ofsted rated the council outstanding across the board.", ALL.format("outstanding")),
        ("In every category the council was judged good.", ALL.format("good")),
        ("The council was told that it required improvement.", "overall-effectiveness requires-improvement"),
        ("The council has kept its good rating.", "overall-effectiveness good"),
        ("Adoption is good. That is the same story. It is good.", "adoption good"),
        ("The borough is good. That is the overall grade.", "overall-effectiveness good"),
        ("Inspectors did not call adoption inadequate: they rated it good.", "adoption good"),
        ("Barset council's children's services 'inadequate' - Ofsted", "overall-effectiveness inadequate"),
        ("INADEQUATE: a council's children's services fail", "overall-effectiveness inadequate"),
        ("The council is now rated RI.", "overall-effectiveness requires-improvement"),
        ("The council remains on a requires improvement judgement.", "overall-effectiveness requires-improvement"),
        ("Services were slammed as inadequate.", "overall-effectiveness inadequate"),
        ("Ofsted awarded the council its top grade for care leavers.", "care-leavers outstanding"),
        ("Support for care leavers was the weakest area, rated inadequate.", "care-leavers inadequate"),
        (
            "Help and protection, inadequate; children in care, good.",
            "help-and-protection inadequate; looked-after-and-permanence good",
        ),
        ("It had good ratings in two areas: leadership and adoption.", "leadership good; adoption good"),
        ("One area was outstanding (adoption), one good (care leavers).", "adoption outstanding; care-leavers good"),
        (
            "The council was rated good for leadership and inadequate for care leavers.",
            "leadership good; care-leavers inadequate",
        ),
        ("Adoption was rated good. The same goes for leadership.", "adoption good; leadership good"),
        ("Adoption and care leavers were inspected. Both were rated good.", "adoption good; care-leavers good"),
        ("The Barset Safeguarding Children Board was found to be good.", "lscb good"),
        (
            "The council escapes an inadequate rating but was judged to require improvement.",
            "overall-effectiveness requires-improvement",
        ),
        (
            "We wrongly said that the council was rated good. It was in fact rated outstanding.",
            "overall-effectiveness outstanding",
        ),
    ],
)
def test_given(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Neither leadership nor adoption was rated good.",
        "No part of the service was found to be inadequate.",
        "If inspectors rate the council good, it will be a first.",
        "The borough could be rated outstanding next time.",
        "Officers gave themselves a grade of good in their self-evaluation.",
        "The care home was rated inadequate by the CQC.",
        "Hillside Primary School was judged outstanding.",
        "Services judged good are ordinarily inspected again after three years.",
        "Good news came on Friday, with an outstanding bill.",
        "The council was rated good in all but one area.",
        "The council escapes an inadequate rating.",
        "The council is no longer inadequate.",
        "It was outstanding in three areas and good in the other two.",
        "A private firm that runs homes was slammed as inadequate.",
        "The independent fostering agency kept its outstanding rating.",
        "The debt of the council is still outstanding.",
        "Ofsted's four grades are outstanding, good, requires improvement and inadequate.",
        "Of 153 authorities, 14 are rated inadequate.",
        "An inadequate council can have outstanding social workers.",
        "An earlier version of this article said that services were inadequate.",
        "Inspectors will decide whether services are still inadequate.",
    ],
)
def test_not_given(text: str) -> None:
    assert shown(text) == ""


def test_a_grade_before_belongs_to_an_earlier_inspection() -> None:
    found = {(one.grade, one.inspection) for one in grades_in("The council slipped from outstanding to good in May.")}
    assert ("outstanding", running_grades.PREVIOUS) in found
    assert ("good", running_grades.PREVIOUS) not in found


@pytest.mark.parametrize(
    "text",
    [
        "The council has been downgraded from good to inadequate.",
        "The council moved from ‘good’ to ‘inadequate’.",
        "The council has lost its good rating and is now rated inadequate.",
        "A year after being rated good, the council is rated inadequate.",
    ],
)
def test_a_change_is_two_grades_the_earlier_of_an_inspection_before(text: str) -> None:
    found = {(one.grade, one.inspection == running_grades.PREVIOUS) for one in grades_in(text)}
    assert found == {("good", True), ("inadequate", False)}


def test_a_dated_grade_belongs_to_the_inspection_of_that_date() -> None:
    found = grades_in(
        "An inspection in June 2024 ended with a rating of good. In May 2019, when it was rated inadequate, it was worse."
    )
    assert {(one.grade, one.inspection) for one in found} == {("good", "2024-06"), ("inadequate", "2019-05")}


def test_the_grade_of_another_council_is_its_own() -> None:
    text = "Northby was rated good. Southby was rated inadequate. It was judged inadequate again."
    names = (Name(0, 7, "E1", "Northby"), Name(24, 31, "E2", "Southby"))
    found = [(one.body.name, one.grade, len(one.evidence)) for one in grades_in(text, names)]
    assert found == [("Exampleshire", "good", 1), ("Southby", "inadequate", 2)]


def test_the_grade_of_a_council_that_no_name_tells_is_nobodys() -> None:
    text = "Northby keeps its ‘good’ rating while the next-door county remains inadequate."
    assert [(one.body.name, one.grade) for one in grades_in(text, (Name(0, 7, "E1", "Northby"),))] == [
        ("Exampleshire", "good")
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "rated good ",
        "good ",
        "from good to ",
        "leaders ",
        "it was rated ",
        "children who need ",
        "“good” ",
        "not to be ",
        "and so was ",
    ],
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    grades_in(text)
    assert time.process_time() - begun < 1.0
