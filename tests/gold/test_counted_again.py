"""What the analysis of the real documents says, counted again from the tables of the build, without anything of the analysis.

What a reader's notes can tell is held against those in `test_analysis.py`; `docs/analysis.md` tells what was counted again by
hand.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median

import pytest

from kg.analyse import Analysis, analyse
from kg.graph.store import open_store

pytestmark = pytest.mark.real
RANK = {"outstanding": 1, "good": 2, "requires-improvement": 3, "adequate": 3, "inadequate": 4}
SCALE = "2013-09"
"""When requires improvement took the place of adequate."""
Row = dict[str, str]


class Tables:
    """The tables of a build, and what is read off them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        documents = {row["document"]: row["genre"] for row in self.read("documents")}
        inspections = [row for row in self.read("inspections") if row["primary"] == "true"]
        self.report = {
            r["inspection_iri"]: r["document"] for r in inspections if documents[r["document"]] == "inspection-report"
        }
        self.press = {
            name for name, genre in documents.items() if genre in ("local-press", "trade-press", "council-news")
        }
        self.start = {row["inspection_iri"]: row["start"] for row in inspections}
        self.gss = {row["inspection_iri"]: row["gss"] for row in inspections}
        self.register = {row["gss"]: row for row in self.read("authorities")}

    def read(self, table: str) -> list[Row]:
        with (self.folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def once(self, table: str, key: str) -> list[Row]:
        return list({row[key]: row for row in self.read(table)}.values())

    def graded(self) -> dict[str, list[tuple[str, str]]]:
        """Authority → (first day, overall grade), the earliest first: what the inspection's own report says, else all others."""
        own: dict[tuple[str, str], set[str]] = defaultdict(set)
        others: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self.read("judgements"):
            if (
                "overall-effectiveness" in row["covers"].split("; ")
                and row["body"] == self.register[row["gss"]]["name"]
            ):
                is_own = self.report.get(row["inspection_iri"]) == row["document"]
                (own if is_own else others)[row["gss"], row["inspection_start"]].add(row["grade"])
        found = defaultdict(list)
        for (gss, start), grades in sorted({**others, **own}.items()):
            if len(grades) == 1:
                found[gss].append((start, *grades))
        return found

    def steps(self) -> Iterator[tuple[str, str, str]]:
        """Name, and the grades of two inspections of it one after the other, on the same scale."""
        for gss, graded in self.graded().items():
            for (earlier, before), (later, after) in pairwise(graded):
                if (earlier < SCALE) == (later < SCALE):
                    yield self.register[gss]["name"], before, after


@pytest.fixture(scope="module")
def found(real_build: Path) -> Analysis:
    return analyse(open_store(real_build / "store"))


@pytest.fixture(scope="module")
def tables(real_build: Path) -> Tables:
    return Tables(real_build)


def test_recommendations_that_came_back(found: Analysis, tables: Tables) -> None:
    asked = tables.once("recommendations", "recommendation_iri")
    last: dict[tuple[str, str], str] = defaultdict(str)
    for row in asked:
        key = row["gss"], row["addressed_to"]
        last[key] = max(last[key], row["inspection_start"])
    could = {r["recommendation_iri"] for r in asked if r["inspection_start"] < last[r["gss"], r["addressed_to"]]}
    pairs = [row for row in tables.read("recurrences") if row["earlier_recommendation_iri"] in could]
    again = {row["earlier_recommendation_iri"] for row in pairs}
    later = {row["recommendation_iri"] for row in pairs}
    said = found["recurring-share"]
    assert said.sentence.startswith(f"{len(again)} of {len(could)} (")
    assert f"as {len(later)} later recommendations;" in said.sentence
    assert set(said.facts) == again | later


def test_what_became_of_recommendations(found: Analysis, tables: Tables) -> None:
    stated = [row for row in tables.once("followups", "followup_iri") if row["basis"] == "stated"]
    said = found["recurring-outcomes"]
    reports = {row["later_inspection_iri"] for row in stated}
    assert said.sentence.startswith(f"Of {len(stated)} passages in which {len(reports)} reports say")
    for outcome, number in Counter(row["outcome"] for row in stated).items():
        assert f"{number} of {len(stated)} (" in said.sentence
        assert f"say that it was {outcome.replace('-', ' ')}" in said.sentence
    assert len(said.facts) == len(stated)


def test_which_steps_of_grades_are_the_commonest(found: Analysis, tables: Tables) -> None:
    counts = Counter((before, after) for _, before, after in tables.steps())
    most = [pair for pair in counts if counts[pair] == max(counts.values())]
    for before, after in most:
        of = sum(number for (first, _), number in counts.items() if first == before)
        words = f"from {before} to {after} ({counts[before, after]} of {of} (".replace("-", " ")
        assert words in found["moving-matrix"].sentence
    assert len(found["moving-matrix"].facts) == 2 * sum(counts[pair] for pair in most)


def test_who_has_a_better_neighbour(found: Analysis, tables: Tables) -> None:
    last = {gss: graded[-1] for gss, graded in tables.graded().items()}
    better: dict[str, int] = {}
    for gss, (start, grade) in last.items():
        near = tables.register[gss]["statistical_neighbours"].split("; ")
        comparable = [last[one][1] for one in near if one in last and (last[one][0] < SCALE) == (start < SCALE)]
        if comparable:
            better[gss] = sum(RANK[other] < RANK[grade] for other in comparable)
    assert len(better) < len(last)  # one was last graded on the scale before: counting it as well gave 44 of 75
    said = found["resembling-better"].sentence
    assert said.startswith(f"{sum(map(bool, better.values()))} of {len(better)} (")
    for gss, number in better.items():
        if number == max(better.values()):
            assert f"{tables.register[gss]['name']} ({number})" in said


def test_how_the_press_tilts(found: Analysis, tables: Tables) -> None:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seen = {(row["finding_iri"], row["document"]): row for row in tables.read("findings")}
    for row in seen.values():
        counts[row["document"], row["inspection_iri"]][row["polarity"]] += 1
    reported = {one: counts[report, one] for one, report in tables.report.items() if (report, one) in counts}
    news = {key: one for key, one in counts.items() if key[0] in tables.press and key[1] in reported}
    inspections = {key[1] for key in news}
    told = sum(news.values(), Counter[str]())
    own = sum((reported[one] for one in inspections), Counter[str]())
    said = found["press-tilt"].sentence
    assert f"{told['strength']} of {told.total()} (" in said
    assert f"{own['strength']} of {own.total():,} (" in said


def test_who_leads_where(found: Analysis, tables: Tables) -> None:
    led = {
        (row["person"], row["inspection_iri"])
        for row in tables.read("people")
        if row["role"] == "lead-inspector" and row["inspection_iri"]
    }
    by_name = defaultdict(list)
    for person, inspection in led:
        by_name[person].append(inspection)
    pairs = [pair for led_by in by_name.values() for pair in combinations(led_by, 2)]
    region = {one: tables.register[gss]["region"] for one, gss in tables.gss.items()}
    same = sum(region[one] == region[other] for one, other in pairs)
    said = found["inspecting-regions"].sentence
    assert f"of the {len({inspection for _, inspection in led})} inspections here" in said
    # One person is written in two ways here, so that names alone give one pair less.
    assert f"{same} of {len(pairs)} (" in said or f"{same} of {len(pairs) + 1} (" in said


def test_how_long_directors_had_been_in_office(found: Analysis, tables: Tables) -> None:
    years = []
    reported = {document: one for one, document in tables.report.items()}
    told = {row["fact_iri"]: row for row in tables.read("people") if row["from"]}
    for row in told.values():
        if row["role"] == "director-of-childrens-services" and row["document"] in reported:
            end = date.fromisoformat(tables.start[reported[row["document"]]])
            year, month, day = ([int(part) for part in row["from"].split("-")] + [0, 0])[:3]
            begin = date(year, month or 7, day or (15 if month else 2))
            years.append((end - begin).days / 365.25)
    said = found["inspecting-directors"].sentence
    assert f"{sum(one < 1 for one in years)} of {len(years)} (" in said
    assert f"(median {median(years):.1f} years)" in said
