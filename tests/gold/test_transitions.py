"""Transitions of the whole corpus, against those that follow from what a reader noted in each report alone."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

AGREE = 0.99
RANKS = {
    "2009": ("outstanding", "good", "adequate", "inadequate"),
    "2013": ("outstanding", "good", "requires-improvement", "inadequate"),
}
Change = tuple[str, str, str, str, str, str, str]
"""GSS, aspect, first days of the two inspections, their grades, direction."""


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def from_gold(folder: Path) -> Iterator[Change]:
    """Successive graded inspections of a body, aspect by aspect. Until 2022 one grade spoke for children in care and care
    leavers together: where a report since 2018 grades no care leavers, its grade is not comparable with one for children
    in care alone."""
    combined = {
        row["document"]: row["framework"].startswith("ilacs") for row in rows(folder / "inspections.csv")
    }  # fmt: skip
    graded: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows(folder / "judgements.csv"):
        together = combined[row["document"]] and row["aspect"] == "looked-after-and-permanence"
        graded[row["gss"]][row["inspection_start"]][f"{row['aspect']}{' ilacs' * together}"] = row["grade"]
    for gss, inspections in graded.items():
        for grades in inspections.values():
            if "care-leavers" not in grades and "looked-after-and-permanence ilacs" in grades:
                grades["both"] = grades.pop("looked-after-and-permanence ilacs")
        for earlier, later in pairwise(sorted(inspections)):
            yield from between(gss, (earlier, later), named(inspections[earlier]), named(inspections[later]))


def named(grades: dict[str, str]) -> dict[str, str]:
    return {aspect.removesuffix(" ilacs"): grade for aspect, grade in grades.items()}


def between(gss: str, days: tuple[str, str], before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for aspect in before.keys() & after.keys():
        pair = before[aspect], after[aspect]
        ranks = next((r for r in RANKS.values() if {*pair} <= {*r}), None)
        if ranks:
            step = ranks.index(pair[0]) - ranks.index(pair[1])
            direction = "improved" if step > 0 else "declined" if step < 0 else "unchanged"
            yield gss, "looked-after-and-permanence" if aspect == "both" else aspect, *days, *pair, direction


@pytest.mark.real
def test_the_build_s_transitions_are_those_that_a_reader_s_notes_give(real_build: Path, shared: Path) -> None:
    expected = set(from_gold(shared / "gold" / "reports"))
    columns = ("gss", "aspect", "from_start", "to_start", "from_grade", "to_grade", "direction")
    found = {tuple(row[name] for name in columns) for row in rows(real_build / "tables" / "transitions.csv")}
    assert len(expected) > 50
    agreed = len(expected & found) / len(expected | found)
    assert agreed >= AGREE, (sorted(expected - found), sorted(found - expected))
