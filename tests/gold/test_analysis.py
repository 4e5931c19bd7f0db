"""Sentences of the analysis of the real documents, against counts over what a reader noted in each report alone."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from kg.analyse import Analysis, analyse
from kg.analyse.facts import OVERALL
from kg.analyse.questions.falls import overall
from kg.analyse.questions.moving import spells
from kg.graph.store import open_store

RANKS = ("outstanding", "good", "requires-improvement", "inadequate")
OLD = ("outstanding", "good", "adequate", "inadequate")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def found(real_build: Path) -> Analysis:
    """The analysis of the real documents."""
    return analyse(open_store(real_build / "store"))


@pytest.fixture(scope="module")
def graded(shared: Path) -> dict[str, list[tuple[str, str]]]:
    """GSS → (first day, overall grade) as the reader noted them, the earliest first."""
    given: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows(shared / "gold" / "reports" / "judgements.csv"):
        if row["aspect"] == OVERALL:
            given[row["gss"]].add((row["inspection_start"], row["grade"]))
    return {gss: sorted(found) for gss, found in sorted(given.items())}


def changes(graded: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, str]]:
    """GSS, grade before and after, of successive reports on one scale."""
    return [
        (gss, before, after)
        for gss, given in graded.items()
        for (_, before), (_, after) in pairwise(given)
        if {before, after} <= {*RANKS} or {before, after} <= {*OLD}
    ]


@pytest.mark.real
def test_improved_declined_and_unchanged_are_what_the_reader_s_notes_give(found: Analysis, graded: dict) -> None:
    steps = [(RANKS if {a, b} <= {*RANKS} else OLD) for _, a, b in changes(graded)]
    moves = [scale.index(b) - scale.index(a) for scale, (_, a, b) in zip(steps, changes(graded), strict=True)]
    better, worse = sum(move < 0 for move in moves), sum(move > 0 for move in moves)
    assert len(moves) > 15
    assert f"{better} rose, {worse} fell and {len(moves) - better - worse} stayed" in found["moving-direction"].sentence


@pytest.mark.real
def test_falls_and_turning_round_are_what_the_reader_s_notes_give(found: Analysis, graded: dict) -> None:
    above = [(a, b) for _, a, b in changes(graded) if a != "inadequate"]
    falls = sum(b == "inadequate" for _, b in above)
    assert found["falls-share"].sentence.startswith(f"{falls} of {len(above)} (")
    below = [(gss, b) for gss, a, b in changes(graded) if a not in ("good", "outstanding")]
    turned = [gss for gss, b in below if b in ("good", "outstanding")]
    assert found["turned-who"].sentence.startswith(f"{len(turned)} of {len(below)} (")
    names = {authority.rpartition("/")[2]: found.facts.name(authority) for authority in found.facts.authorities}
    assert all(names[gss] in found["turned-who"].sentence for gss in turned)


@pytest.mark.real
def test_inspections_by_overall_grade_are_what_the_reader_noted(found: Analysis, graded: dict) -> None:
    """But for what is known of inspections from other reports than their own, which the reader did not note."""
    facts = found.facts
    ours = {
        (facts.inspected[one].rpartition("/")[2], facts.starts[one], grade)
        for one, grade in overall(facts).items()
        if one in facts.reports
    }
    theirs = {(gss, day, grade) for gss, given in graded.items() for day, grade in given}
    assert len(theirs) > 80
    assert len(ours & theirs) / len(ours | theirs) >= 0.98, (sorted(ours - theirs), sorted(theirs - ours))


@pytest.mark.real
def test_the_matrix_of_grades_is_what_the_reader_s_notes_give(found: Analysis, graded: dict) -> None:
    table = found["moving-matrix"].table
    assert table is not None
    ours = {(row[0].lower().replace(" ", "-"), row[1].lower().replace(" ", "-")): int(row[2]) for row in table.rows}
    assert ours == Counter((before, after) for _, before, after in changes(graded))


@pytest.mark.real
def test_the_last_grade_of_each_authority_is_the_last_that_the_reader_noted(found: Analysis, graded: dict) -> None:
    ours = {authority.rpartition("/")[2]: grade for authority, (grade, _, _) in found.facts.latest.items()}
    last = {gss: given[-1][1] for gss, given in graded.items()}
    assert {gss: ours.get(gss) for gss in last} == last


@pytest.mark.real
def test_times_to_improve_are_what_the_reader_s_notes_give(found: Analysis, graded: dict) -> None:
    for grade in ("inadequate", "requires-improvement"):
        times = {(gss, round(years, 1), improved) for gss, years, improved in _spells(graded, grade)}
        ours = {
            (one.rpartition("/")[2], round(years, 1), better) for one, years, better, _ in spells(found.facts, grade)
        }
        assert times == ours


def _spells(graded: dict, grade: str) -> list[tuple[str, float, bool]]:
    """Written apart from the package: from each first report with the grade to the first better one, else to the last."""
    from datetime import date

    made = []
    for gss, given in graded.items():
        days = [(date.fromisoformat(day), RANKS.index(g) if g in RANKS else None) for day, g in given]
        days = [(day, rank) for day, rank in days if rank is not None and day.year >= 2013]
        rank_of, at = RANKS.index(grade), 0
        while at < len(days):
            if days[at][1] != rank_of:
                at += 1
                continue
            later = next((n for n in range(at + 1, len(days)) if (days[n][1] or 0) < rank_of), None)
            end = later if later is not None else len(days) - 1
            if end > at:
                made.append((gss, (days[end][0] - days[at][0]).days / 365.25, later is not None))
            at = end if later is not None else len(days)
    return made


@pytest.mark.real
def test_who_led_two_or_more_is_what_the_reader_noted(found: Analysis, shared: Path) -> None:
    led: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows(shared / "gold" / "reports" / "inspections.csv"):
        if row["lead_inspector"]:
            led[row["lead_inspector"]].add((row["gss"], row["start"]))
    several = {name: len(where) for name, where in led.items() if len(where) > 1}
    table = found["inspecting-regions"].table
    assert table is not None
    ours = {row[0]: int(row[1]) for row in table.rows}
    same = sum(ours.get(name) == number for name, number in several.items())
    assert len(several) > 10
    assert same / len({*several, *ours}) >= 0.9, (several, ours)
