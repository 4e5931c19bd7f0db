"""The cover of a report: what a title, a line of dates and a line of publication can look like."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.extract.inspections import own_inspection
from kg.model import Block, BlockKind, Document, InspectionMention, Reading
from kg.read.assemble import sections_of
from kg.resolve.authorities import authority_of
from kg.vocabulary import lexicon
from tests.documents import read_report, running, stated, words_of
from tests.extract.reports import ilacs
from tests.extract.test_examples import as_document


def own(reading: Reading) -> InspectionMention:
    assert reading.genre == "inspection-report"
    (mention,) = reading.inspections
    return mention


@pytest.mark.parametrize(
    "line",
    [
        "Inspection dates: 13 to 24 May 2024",
        "Inspection date: 13 – 24 May 2024",
        "Inspection date(s): 13 May – 24 May 2024",
        "Inspection dates 13–24 May 2024",
        "Inspection dates: 13th to 24th May 2024",
        "Inspection dates: Monday 13 May to Friday 24 May 2024",
        "Inspection dates: from 13 May 2024 to 24 May 2024",
        "Inspection dates: between 13 and 24 May 2024",
        "Inspection dates: 13/05/2024 – 24/05/2024",
        "Dates of inspection: 13 to 24 May, 2024",
        "Dates of the inspection: 13 to 24 May 2024",
        "Dates inspected: 13 to 24 May 2024",
        "Inspected: 13 to 24 May 2024",
    ],
)
def test_days_are_read_in_many_forms(line: str, tmp_path: Path) -> None:
    mention = own(read_report(tmp_path, ilacs(dates=(line,))))
    assert mention.start is not None
    assert mention.end is not None
    assert (mention.start.iso, mention.end.iso) == ("2024-05-13", "2024-05-24")
    assert mention.framework == "ilacs-standard"


@pytest.mark.parametrize(
    ("line", "visits"),
    [
        (
            "Inspection dates: 13 to 17 May 2024 and 3 to 7 June 2024",
            ["2024-05-13/2024-05-17", "2024-06-03/2024-06-07"],
        ),
        (
            "Inspection dates: 13 to 17 May 2024; 3 to 7 June 2024",
            ["2024-05-13/2024-05-17", "2024-06-03/2024-06-07"],
        ),
        (
            "Inspection dates: 13 – 17 and 20 – 24 May 2024",
            ["2024-05-13/2024-05-17", "2024-05-20/2024-05-24"],
        ),
    ],
)
def test_each_visit_counts(line: str, visits: list[str], tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(dates=(line,)))
    mention = own(reading)
    assert stated(reading, "visit") == visits
    assert [f"{first.iso}/{last.iso}" for first, last in mention.visits] == visits
    assert (stated(reading, "startDate"), stated(reading, "endDate")) == ([visits[0][:10]], [visits[-1][11:]])
    assert mention.framework == "ilacs-short", "the longest visit is a week"


def test_dates_over_two_lines_are_read(tmp_path: Path) -> None:
    mention = own(read_report(tmp_path, ilacs(dates=("Inspection dates: 13 to", "24 May 2024"))))
    assert mention.end is not None
    assert mention.end.iso == "2024-05-24"


def test_the_words_of_a_date_are_its_evidence(tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs())
    (fact,) = (f for f in reading.facts if getattr(f, "property", "") == "startDate")
    assert words_of(reading, fact) == ["13 to 24 May 2024"]


def test_the_covers_dates_win_over_a_running_header(tmp_path: Path) -> None:
    cover, rest = ilacs()
    header = running("Inspection dates: 1 to 5 April 2024")
    mention = own(read_report(tmp_path, [cover, [*header, *rest]]))
    assert mention.start is not None
    assert mention.start.iso == "2024-05-13"


def test_a_report_whose_days_cannot_be_says_so(tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(dates=("Inspection date: 31 June 2024",)))
    assert "the inspection's dates were not found on the first page" in {p.what for p in reading.problems}


@pytest.mark.parametrize(
    ("lines", "authority"),
    [
        (("Inspection of Brighton & Hove", "children’s services"), "Brighton and Hove"),
        (("Inspection of Windsor and Maidenhead", "local authority children’s services"), "Windsor and Maidenhead"),
        (
            ("The Royal Borough of Windsor &", "Maidenhead", "Inspection of children’s social care services"),
            "Windsor and Maidenhead",
        ),
        (
            ("Inspection of Bournemouth, Christchurch", "and Poole local authority children’s services"),
            "Bournemouth, Christchurch and Poole",
        ),
        (("Birmingham Children’s Trust", "Inspection of children’s social care services"), "Birmingham"),
        (("Inspection of Worcestershire’s children’s", "services"), "Worcestershire"),
        (("Inspection of the London Borough of", "Barnet children’s services"), "Barnet"),
        (
            ("London Borough of Hammersmith &", "Fulham", "Inspection of children’s social care services"),
            "Hammersmith and Fulham",
        ),
        (("Inspection of City of York children’s", "services"), "York"),
        (
            ("Kingston upon Hull City Council", "Inspection of children’s social care services"),
            "Kingston Upon Hull, City of",
        ),
        (("Inspection of Telford & Wrekin", "children’s services"), "Telford and Wrekin"),
        (("Re-inspection of Sunderland children’s", "social care services"), "Sunderland"),
        (("Inspection of St. Helens local authority", "children’s services"), "St. Helens"),
        (("Inspection of children’s services in Bath", "and North East Somerset"), "Bath and North East Somerset"),
        (("Halton Borough Council", "Short inspection of local authority", "children’s services"), "Halton"),
    ],
)
def test_titles(lines: tuple[str, ...], authority: str, tmp_path: Path) -> None:
    mention = own(read_report(tmp_path, ilacs(name=lines)))
    named = lexicon().authority_named(mention.body.name)
    assert named is not None
    assert named.name == authority
    assert mention.framework == "ilacs-standard"


@pytest.mark.parametrize(
    ("words", "framework"), [("Focused visit to", "focused-visit"), ("Monitoring visit to", "monitoring-visit")]
)
def test_visits_are_no_full_inspections(words: str, framework: str, tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(name=(f"{words} Halton children’s", "services")))
    assert reading.genre == "inspection-letter"
    mention = reading.inspections[0]
    assert (mention.body.name, mention.framework) == ("Halton", framework)


def test_a_body_that_no_register_names_is_a_problem(tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(name=("Inspection of Nowhereshire local authority", "children’s services")))
    assert any("page 1" in p.where for p in reading.problems)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Report published: 3 July 2024", "2024-07-03"),
        ("Published: 3rd July 2024", "2024-07-03"),
        ("Report published on 3 July 2024", "2024-07-03"),
        ("Publication date: 03/07/2024", "2024-07-03"),
    ],
)
def test_the_day_of_publication(line: str, day: str, tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(dates=("Inspection dates: 13 to 24 May 2024", line)))
    assert reading.issued == day
    assert stated(reading, "publicationDate") == [day]


TITLES = (
    "Inspection of {} local authority children’s services",
    "Inspection of {}’s children’s services",
    "{}\nInspection of children’s social care services",
    "Inspection of looked after children services\n{}",
    "{} Safeguarding Children Board\nReview of the effectiveness of the Local Safeguarding Children Board",
)


def cover(name: str, day: str) -> Document:
    """A page of text: a title, the day, the lead."""
    text = f"{name}\n\nInspection date: {day}\nLead inspector: Ann Example"
    blocks = (
        Block(BlockKind.HEADING, 0, len(name), 1),
        Block(BlockKind.PARAGRAPH, len(name) + 2, len(text), 1),
    )
    return replace(as_document(text), blocks=blocks, sections=sections_of(blocks, text))


@pytest.mark.parametrize("title", TITLES)
def test_every_authority_of_the_register_is_found_in_titles(title: str) -> None:
    words = lexicon()
    for authority in words.authorities.values():
        day = "1 March 2016" if authority.exists("2016-03-01") else "1 March 2024"
        if not (authority.exists("2016-03-01") or authority.exists("2024-03-01")):
            day = f"1 March {int(authority.abolished[:4]) - 1}"
        reading = own_inspection(cover(title.format(authority.name), day), words).mention
        assert reading.start is not None
        found = authority_of(reading.body.name, reading.start.iso, words)
        assert found is not None, authority.name
        assert found.gss == authority.gss
