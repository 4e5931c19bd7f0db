"""Letters after visits and papers of committees: what they are known by, and what is read of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.genres import committee_paper, inspection_letter, read_facts
from kg.model import Document, InspectionStatement, Judgement, Participation, Reading, Recommendation
from kg.read import read_document
from kg.read.folder import Source
from kg.vocabulary import lexicon

LETTER = """12 May 2023

Ms Ada Example
Director of Children's Services
Devon County Council

Dear Ms Example

{kind} visit to Devon children's services

This letter summarises the findings of the {small} visit to Devon children's services on 18 and 19 April 2023. \
His Majesty's Inspectors for this visit were Bo Sample and Cy Other.

The local authority was judged inadequate in January 2020.

Findings

Managers know their service well. Too many children wait too long for help.

What needs to improve in this area of social work practice?

• The quality of plans for children who wait for help.
• The challenge that supervision gives to social workers.

Yours sincerely

Cy Other
His Majesty's Inspector
"""
SHEET = """Focused visit to Devon County Council children's services
Visited on: 3 and 4 October 2022
Lead inspector: Bo Sample, His Majesty's Inspector

Inspectors looked at the arrangements for children in need.

Headline findings

Social workers know their children well. Supervision is not regular enough.
"""
PAPER = """DEVON COUNTY COUNCIL

CHILDREN'S SCRUTINY COMMITTEE

Agenda item 7

Report of: Director of Children's Services

Recommendations

The committee is asked to note the outcome of the inspection.

1. Background

1.1 Ofsted inspected the council's services for children from 6 to 17 March 2023 and judged them to be good overall.

2. What inspectors found

2.1 Social workers know their children well. Supervision is not regular enough.
"""


def document(text: str, folder: Path) -> Document:
    file = folder / "text.txt"
    file.write_text(text, encoding="utf-8")
    return read_document(Source(file, file.name), file.read_bytes())


def reading(text: str, folder: Path) -> Reading:
    return read_facts(document(text, folder), lexicon())


def letter(kind: str) -> str:
    return LETTER.format(kind=kind, small=kind.lower())


def statements(found: Reading) -> dict[str, str]:
    own = [one for one in found.facts if isinstance(one, InspectionStatement) and one.inspection == "own"]
    return {one.property: one.value for one in own}


@pytest.mark.parametrize(("kind", "framework"), [("Focused", "focused-visit"), ("Monitoring", "monitoring-visit")])
def test_a_letter_states_its_visit(kind: str, framework: str, tmp_path: Path) -> None:
    found = reading(letter(kind), tmp_path)
    assert (found.genre, found.issued) == ("inspection-letter", "2023-05-12")
    stated = statements(found)
    assert (stated["framework"], stated["startDate"], stated["endDate"]) == (framework, "2023-04-18", "2023-04-19")


def test_who_signs_the_letter_led_the_visit(tmp_path: Path) -> None:
    team = [one for one in reading(letter("Focused"), tmp_path).facts if isinstance(one, Participation)]
    assert {(one.person, one.role) for one in team} == {("Bo Sample", "inspector"), ("Cy Other", "lead-inspector")}


def test_what_needs_to_improve_is_asked_for(tmp_path: Path) -> None:
    asked = [one for one in reading(letter("Focused"), tmp_path).facts if isinstance(one, Recommendation)]
    assert [one.text for one in asked] == [
        "The quality of plans for children who wait for help.",
        "The challenge that supervision gives to social workers.",
    ]


def test_a_visit_has_findings_and_no_grade_of_its_own(tmp_path: Path) -> None:
    found = reading(letter("Monitoring"), tmp_path)
    grades = [one for one in found.facts if isinstance(one, Judgement)]
    assert [(one.grade, one.inspection) for one in grades] == [("inadequate", "2020-01")]
    polarities = {getattr(one, "text", ""): getattr(one, "polarity", "") for one in found.facts}
    assert polarities["Managers know their service well."] == "strength"
    assert polarities["Too many children wait too long for help."] == "area-for-improvement"


def test_a_sheet_without_address_is_such_a_letter_too(tmp_path: Path) -> None:
    found = reading(SHEET, tmp_path)
    stated = statements(found)
    assert found.genre == "inspection-letter"
    assert (stated["startDate"], stated["endDate"], stated["leadInspector"]) == (
        "2022-10-03",
        "2022-10-04",
        "Bo Sample",
    )


def test_a_piece_of_news_about_a_visit_is_no_letter(tmp_path: Path) -> None:
    text = "Focused visit to Devon finds progress\n\nOfsted made a focused visit on 3 May 2022 to the council's social workers.\n"
    assert inspection_letter.recognise(document(text, tmp_path), lexicon()) == 0.0


def test_a_committee_paper_is_known_by_its_own_words(tmp_path: Path) -> None:
    found = reading(PAPER, tmp_path)
    assert found.genre == "committee-paper"
    grades = [one for one in found.facts if isinstance(one, Judgement)]
    assert [(one.aspect, one.grade, one.inspection) for one in grades] == [
        ("overall-effectiveness", "good", "2023-03-06")
    ]


def test_what_a_paper_recommends_is_not_the_inspectorates(tmp_path: Path) -> None:
    assert [one for one in reading(PAPER, tmp_path).facts if isinstance(one, Recommendation)] == []


def test_what_stands_under_what_inspectors_found_is_a_finding(tmp_path: Path) -> None:
    polarities = {getattr(one, "text", ""): getattr(one, "polarity", "") for one in reading(PAPER, tmp_path).facts}
    assert polarities["Supervision is not regular enough."] == "area-for-improvement"


@pytest.mark.parametrize(
    "text",
    [
        "Councillors on Devon's scrutiny committee heard on Monday that Ofsted had rated the council's care for"
        " children as good.\n\nThe improvement board meets in May.\n",
        PAPER.replace("Ofsted inspected", "The council reviewed")
        .replace("inspectors", "we")
        .replace("inspection", "year"),
    ],
    ids=["news of a meeting", "a paper on something else"],
)
def test_what_is_no_paper_about_an_inspection(text: str, tmp_path: Path) -> None:
    assert committee_paper.recognise(document(text, tmp_path), lexicon()) == 0.0
