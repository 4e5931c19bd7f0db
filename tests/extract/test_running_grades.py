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
        (
            "Requires improvement was the outcome for leadership and for adoption.",
            "leadership requires-improvement; adoption requires-improvement",
        ),
        ("'Good' is what Barset Council has got.", "overall-effectiveness good"),
        ("Good was the grade for three areas.", ""),
        ("The council was given the worst of four possible ratings.", "overall-effectiveness inadequate"),
        (
            "On both counts, that is to say adoption and leadership, it comes out as good.",
            "adoption good; leadership good",
        ),
        (
            "It was judged good for leadership and for adoption, outstanding for care leavers and "
            "inadequate for help and protection.",
            "leadership good; adoption good; care-leavers outstanding; help-and-protection inadequate",
        ),
        (
            "Inspectors judged adoption to be good, and leadership to be outstanding.",
            "adoption good; leadership outstanding",
        ),
        (
            "Inspectors gave outstanding grades for leadership and care leavers.",
            "leadership outstanding; care-leavers outstanding",
        ),
        ("All areas were rated good except for adoption, which requires improvement.", "adoption requires-improvement"),
        ("In each of the other areas it was graded as requiring improvement.", ""),
        (
            "The judgements were: leadership, good; adoption, good; care leavers, inadequate.",
            "leadership good; adoption good; care-leavers inadequate",
        ),
        ("The service required improvement overall.", "overall-effectiveness requires-improvement"),
        (
            "For those who are looked after, the judgment was 'requires improvement'.",
            "looked-after-and-permanence requires-improvement",
        ),
        ("Ofsted has replaced the old 'adequate' grade by 'requires improvement'.", ""),
        ("She got the job for good in March.", ""),
        (
            "Ofsted rated the council inadequate - the lowest of its four grades - for leadership and for adoption.",
            "leadership inadequate; adoption inadequate",
        ),
        (
            "It got good for leadership, good for adoption and requires improvement for care leavers.",
            "leadership good; adoption good; care-leavers requires-improvement",
        ),
        ("Adoption and care leavers both got good.", "adoption good; care-leavers good"),
        ("The council achieved its first 'requires improvement' rating.", "overall-effectiveness requires-improvement"),
        ("Inspectors described leadership as inadequate.", "leadership inadequate"),
        ("Leadership was good and the lowest grade was for the other two.", "leadership good"),
        ("The way the council protects children was judged inadequate.", "help-and-protection inadequate"),
        ("The review of the board found that it requires improvement.", ""),
        ("Inspectors found safeguarding to be adequate and adoption good.", "safeguarding adequate; adoption good"),
        ("Services rated good as adoption team shines", "overall-effectiveness good"),
        (
            "It was rated outstanding for adoption and good for the other two areas: leadership and care leavers.",
            "adoption outstanding; leadership good; care-leavers good",
        ),
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
        ("Only adoption did worse. It was inadequate.", "adoption inadequate"),
        ("Ofsted’s judgement of Barset’s services as inadequate will hurt.", "overall-effectiveness inadequate"),
        (
            "It judged the work with children who need help and protection, and that with care leavers, to be inadequate.",
            "help-and-protection inadequate; care-leavers inadequate",
        ),
        ("Ofsted bumped the council up from a low base, to good.", "overall-effectiveness good"),
        ("The council is one of just four outstanding councils in the region.", "overall-effectiveness outstanding"),
        ("Barset came home with a clean sweep of goods.", ALL.format("good")),
        ("All four areas were rated good.", ALL.format("good")),
        ("Inspectors gave it full marks for leadership.", "leadership outstanding"),
        ("Leadership got the second-lowest grade.", "leadership requires-improvement"),
        ("Ofsted placed the service in its bottom category.", "overall-effectiveness inadequate"),
        ("Help and protection got a requires improvement.", "help-and-protection requires-improvement"),
        ("Adoption had been handed a Good, too.", "adoption good"),
        ("The council escaped with just requires improvement.", "overall-effectiveness requires-improvement"),
        ("Having declared them good in 2021, Ofsted has thought again.", "overall-effectiveness good"),
        ("Then came the news that the town had hoped for: good.", "overall-effectiveness good"),
        ("Inspectors found leadership to be good and adoption outstanding.", "leadership good; adoption outstanding"),
        ("The outcome of the inspection was good.", "overall-effectiveness good"),
        ("Ofsted says we’re good.", "overall-effectiveness good"),
        ("Children’s services in Barset are good, inspectors have said.", "overall-effectiveness good"),
        ("The best possible rating was given to the service: outstanding.", "overall-effectiveness outstanding"),
        ("Barset has become the first council there to be rated outstanding.", "overall-effectiveness outstanding"),
        ("Its work to protect children was rated inadequate.", "help-and-protection inadequate"),
        ("Leaders: requires improvement. Adoption: a good.", "leadership requires-improvement; adoption good"),
        ("Managers were handed an inadequate.", "leadership inadequate"),
        ("And the verdict? Inadequate.", "overall-effectiveness inadequate"),
        ("And adoption? Inadequate.", "adoption inadequate"),
        ("Adoption and leadership fared better. For each, the verdict was “good”.", "adoption good; leadership good"),
        (
            "Ofsted did not give it to adoption or leadership; both require improvement.",
            "adoption requires-improvement; leadership requires-improvement",
        ),
        (
            "The council was found to be inadequate. The inspection gave that grade to leadership and to adoption.",
            "overall-effectiveness inadequate; leadership inadequate; adoption inadequate",
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
        "There is a rumour that the county will be rated inadequate.",
        "We want a council that is out of inadequate by 2027, and rated good soon after.",
        "A council that is rated good keeps its freedom.",
        "He was confident of a good rating next time.",
        "A rating of good is within reach.",
        "An inadequate rating would bring ministers in.",
        "When services are judged inadequate, Ofsted returns every quarter.",
        "How close had leadership come to an inadequate?",
        "Barset missed out on an outstanding.",
        "The road from requires improvement to outstanding is long.",
        "I joined when it was inadequate.",
        "The council has gone from bad to good.",
        "The council’s finances are now good.",
        "The council’s work with partners was found to be good.",
        "Hillside Infants had been judged inadequate.",
        "Its fostering service was rated good last year.",
        "Critics say the council is inadequate.",
        "Staff told us they are outstanding.",
        "The report gives a rating of good for everything else.",
        "There are nine outstanding councils in England.",
        "Ofsted uses four grades: outstanding, good, requires improvement and inadequate.",
        "All the other judgements were good.",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Outstanding in 2012, good in 2016.", {("outstanding", "2012"), ("good", "2016")}),
        ("2018: inadequate. 2021: good.", {("inadequate", "2018"), ("good", "2021")}),
        ("It was inspected in June 2023 (good) and in 2019 (inadequate).", {("good", "2023-06"), ("inadequate", "2019")}),
        ("Services, good three years ago, now require improvement.", {("good", "previous"), ("requires-improvement", "main")}),
        ("Adoption is rated good, up from inadequate.", {("good", "main"), ("inadequate", "previous")}),
        ("Adoption – inadequate (2019: good).", {("inadequate", "main"), ("good", "2019")}),
        ("Two years ago the service was judged inadequate.", {("inadequate", "previous")}),
        ("It fell from good to inadequate in 2020.", {("good", "previous"), ("inadequate", "2020")}),
        (
            "It was rated good in May 2024 after four years in the bottom category.",
            {("good", "2024-05"), ("inadequate", "previous")},
        ),
        ("It is better than the previous inspection, at which all was judged inadequate.", {("inadequate", "previous")}),
        ("The council was rated good as recently as 2021.", {("good", "2021")}),
        ("It climbed out of the bottom category in 2019.", {("inadequate", "previous")}),
        ("An inspection in 2019 went badly. Leadership was good even then.", {("good", "2019")}),
        ("It was inspected in May 2021. It was judged good in 2021.", {("good", "2021-05")}),
    ],
)  # fmt: skip
def test_which_inspection_gave_a_grade(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(one.grade, one.inspection) for one in grades_in(text)} == expected


def test_a_count_of_years_leads_to_an_inspection_that_is_known_or_to_none() -> None:
    known = "It was rated good in 2019 and again in 2021. "
    assert [one.inspection for one in grades_in("It was inadequate in 2019. Three years later it was rated good.")] == [
        "2019"
    ]
    assert {one.inspection for one in grades_in(f"{known}Two years later it was rated good.")} <= {"2019", "2021"}


def test_since_2023_children_in_care_and_care_leavers_have_a_grade_each() -> None:
    text = "An inspection in {} went well. Children in care and care leavers were rated good."
    assert {one.aspect for one in grades_in(text.format("May 2024"))} == {"looked-after-and-permanence", "care-leavers"}
    assert [one.aspect for one in grades_in(text.format("May 2019"))] == ["looked-after-and-permanence"]


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
        "want a ",
        "lifted the, ",
        "both, ",
        "one of the ",
        "gave that ",
        "when it was ",
        "good (2019) ",
        "children in its ",
    ],
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    grades_in(text)
    assert time.process_time() - begun < 1.0


def test_a_grade_given_again_is_one_of_each_inspection() -> None:
    found = grades_in(
        "The council was rated inadequate in 2015 and again in 2018, before being upgraded to good in 2021."
    )
    assert [(one.grade, one.inspection) for one in found] == [
        ("inadequate", "2015"),
        ("good", "2021"),
        ("inadequate", "2018"),
    ]


def test_a_grade_held_some_years_before_a_date_is_of_that_year() -> None:
    found = grades_in("It was rated good in October 2022, having required improvement four years before that.")
    assert ("requires-improvement", "2018") in [(one.grade, one.inspection) for one in found]
