"""The lead on the cover and the team list, with titles, breaks and posts of all kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Participation
from tests.documents import heading, prose, read_report, stated, team, words_of
from tests.extract.reports import FILLER, ilacs


@pytest.mark.parametrize(
    "lines",
    [
        ("Lead inspector: Ann Example, His Majesty’s Inspector",),
        ("Lead inspector: Ann Example, Her Majesty's Inspector",),
        ("Lead inspector: Ann Example HMI",),
        ("Lead inspector: Ann Example (HMI)",),
        ("Lead inspector: Ann Example, Senior His Majesty’s Inspector (SHMI)",),
        ("Lead inspector: Ann Example", "Her Majesty’s Inspector"),
        ("Lead inspector: Ann Example, His Majesty’s", "Inspector"),
        ("Lead inspector: Ann", "Example, His Majesty’s Inspector"),
        ("Lead inspector: Ann Example, Social Care Regulatory Inspector",),
        ("Lead inspector: Ann Example, Regulatory Inspection Manager",),
        ("Lead inspector: Ann (Annie) Example, HMI",),
        ("Lead inspector: Ann Example, His Majesty’s Inspector, social care",),
        ("Lead Inspector – Ann Example",),
        ("Lead inspector - Ann Example",),
        ("Lead inspector Ann Example",),
        ("Reporting inspector Ann Example HMI",),
    ],
)
def test_the_lead(lines: tuple[str, ...], tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(lead=lines))
    assert team(reading) == [("Ann Example", "lead-inspector")]
    assert stated(reading, "leadInspector") == ["Ann Example"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Lead inspectors: Ann Example and Bo Sample, His Majesty’s Inspectors",),
        ("Lead inspectors: Ann Example HMI and Bo Sample HMI",),
        ("Joint lead inspectors: Ann Example, HMI", "Bo Sample, HMI"),
        ("Lead inspectors: Ann Example, Bo Sample",),
        ("Lead inspector: Ann Example HMI", "Lead inspector on site: Bo Sample HMI"),
        ("Lead inspectors: Ann Example, His Majesty’s Inspector", "Bo Sample, His Majesty’s Inspector"),
    ],
)
def test_two_leads(lines: tuple[str, ...], tmp_path: Path) -> None:
    assert team(read_report(tmp_path, ilacs(lead=lines))) == [
        ("Ann Example", "lead-inspector"),
        ("Bo Sample", "lead-inspector"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Mary-Ann O’Example",
        "Ann van der Example",
        "Ann D’Example",
        "Éloïse Example",
        "Ann St John",
        "Ann Marie Example-Sample",
    ],
)
def test_names_of_many_kinds(name: str, tmp_path: Path) -> None:
    assert team(read_report(tmp_path, ilacs(lead=(f"Lead inspector: {name}, HMI",)))) == [(name, "lead-inspector")]


def test_a_title_before_a_name_is_kept_apart(tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(lead=("Lead inspector: Dr Ann Example, HMI",)))
    (person,) = (fact for fact in reading.facts if isinstance(fact, Participation))
    assert (person.honorific, person.person) == ("Dr", "Ann Example")


def test_a_label_without_a_name_is_a_problem(tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(lead=("Lead inspector: to be named",)))
    assert team(reading) == []
    assert [p.what for p in reading.problems] == ["no name could be read after 'Lead inspector:'"]


def test_a_team_over_many_lines(tmp_path: Path) -> None:
    body = [
        *prose(*FILLER),
        *heading("The inspection team"),
        *prose("Lead inspector: Ann Example HMI"),
        *prose(
            "Team inspectors: Bo Sample HMI, Cy Model HMI, Di",
            "Pattern AI and Ed van",
            "Mould (Seconded Inspector)",
        ),
        *prose("Shadow inspector: Flo Trainee"),
        *prose("Data analyst: Gus Figure"),
        *prose("Quality assurance manager: Hal Check, Senior HMI"),
        *heading("Any complaints"),
        *prose("Write to Ivy Nobody."),
    ]
    reading = read_report(tmp_path, ilacs(body=body))
    assert team(reading) == [
        ("Ann Example", "lead-inspector"),
        ("Bo Sample", "inspector"),
        ("Cy Model", "inspector"),
        ("Di Pattern", "inspector"),
        ("Ed van Mould", "inspector"),
        ("Flo Trainee", "shadow-inspector"),
        ("Gus Figure", "data-analyst"),
        ("Hal Check", "quality-assurance-manager"),
    ]


def test_one_person_on_the_cover_and_in_the_list_has_two_evidences(tmp_path: Path) -> None:
    body = [*prose(*FILLER), *heading("The inspection team"), *prose("Lead inspector: Ann Example")]
    reading = read_report(tmp_path, ilacs(body=body))
    (person,) = (fact for fact in reading.facts if isinstance(fact, Participation))
    assert words_of(reading, person) == ["Lead inspector: Ann Example"] * 2


def test_inspectors_in_prose_are_no_team(tmp_path: Path) -> None:
    body = [
        *heading("What they saw"),
        *prose("Inspectors visited Ann Street and met Bo Sample there.", *FILLER),
    ]
    assert team(read_report(tmp_path, ilacs(body=body))) == [("Ann Example", "lead-inspector")]
