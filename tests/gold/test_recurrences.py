"""Recurrences of the whole corpus, against pairs of successive reports that were labelled by reading.

`successive_reports.csv` lists the pairs that were read: every two reports of one authority that ask it for something;
`recurrences.csv` what comes back in them, by the places of the recommendations. A strict reader labelled them: what comes back
asks again for the same thing, or for a good part of it; that both are on one theme is not enough. What is `optional` can be
argued about: it is not asked for, and counts as wrong where precision is strict. The parts "dev" and "test" are of real reports;
"retold" are those that come with the project, of two authorities that are in the other parts, too.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PARTS = ("dev", "test")
RECALL = {"dev": 0.8, "test": 0.85}
STRICT, PRECISION = 0.87, 0.95
Key = tuple[str, str, str, str]


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def labelled(part: str, optional: str) -> set[Key]:
    return {
        (row["document"], row["place"], row["earlier_document"], row["earlier_place"])
        for row in rows(HERE / "recurrences.csv")
        if row["part"] == part and row["optional"] == optional
    }


def pairs(part: str) -> set[tuple[str, str]]:
    return {(r["document"], r["earlier_document"]) for r in rows(HERE / "successive_reports.csv") if r["part"] == part}


def come_back(build: Path) -> set[Key]:
    """What a build says comes back, by documents and places."""
    places = {
        row["recommendation_iri"]: (row["document"], row["number"] or row["position"])
        for row in rows(build / "tables" / "recommendations.csv")
        if row["primary"] == "true"
    }
    again = rows(build / "tables" / "recurrences.csv")
    return {(*places[r["recommendation_iri"]], *places[r["earlier_recommendation_iri"]]) for r in again}


@pytest.fixture(scope="module")
def found(real_build: Path) -> set[Key]:
    return come_back(real_build)


def test_labels_are_of_pairs_that_were_read() -> None:
    for part in (*PARTS, "retold"):
        labels = labelled(part, "") | labelled(part, "yes")
        assert {(key[0], key[2]) for key in labels} <= pairs(part)
    assert not pairs("dev") & pairs("test")
    assert len(pairs("dev") | pairs("test") | pairs("retold")) == 30


def test_in_retold_reports_nothing_comes_back_that_a_reader_would_not_name(seed_build: Path) -> None:
    again = come_back(seed_build)
    assert {(key[0], key[2]) for key in again} <= pairs("retold")
    assert again <= labelled("retold", "") | labelled("retold", "yes")


@pytest.mark.real
@pytest.mark.parametrize("part", PARTS)
def test_most_of_what_comes_back_is_found(part: str, found: set[Key]) -> None:
    wanted = labelled(part, "")
    assert len(wanted & found) / len(wanted) >= RECALL[part], sorted(wanted - found)


@pytest.mark.real
def test_hardly_anything_is_found_that_does_not_come_back(found: set[Key]) -> None:
    judged = {key for key in found if any((key[0], key[2]) in pairs(part) for part in PARTS)}
    right = {key for part in PARTS for key in labelled(part, "")}
    arguable = {key for part in PARTS for key in labelled(part, "yes")}
    assert len(judged) >= 30
    assert len(judged & right) / len(judged) >= STRICT, sorted(judged - right)
    assert len(judged & (right | arguable)) / len(judged) >= PRECISION, sorted(judged - right - arguable)


@pytest.mark.real
def test_what_became_of_a_recommendation_is_said_once_for_the_next_inspection(real_build: Path) -> None:
    told = rows(real_build / "tables" / "followups.csv")
    keys = [(row["recommendation_iri"], row["later_inspection_iri"]) for row in told if row["recommendation_iri"]]
    assert len(keys) == len(set(keys)) > 50
    assert {row["basis"] for row in told if not row["recommendation_iri"]} == {"stated"}
    assert [row for row in told if bool(row["quote"]) == (row["outcome"] == "not-mentioned")] == []
    assert [row for row in told if not row["document"]] == []
