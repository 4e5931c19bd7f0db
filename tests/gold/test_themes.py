"""Themes of recommendations, against a sample of 200 that were labelled by reading (`themes.csv`).

The sample was drawn at random over all reports, with a fixed seed. The part "dev" was looked at while labels were added to
the vocabulary, the part "test" was not. `optional` labels are neither asked for nor punished.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.extract.inspections import own_inspection
from kg.extract.recommendations import recommendations
from kg.extract.themes import themes_of
from kg.read import read_document
from kg.read.folder import find_sources
from kg.vocabulary import lexicon

SAMPLE = Path(__file__).with_name("themes.csv")
FLOORS = {"dev": 0.92, "test": 0.86}
Row = dict[str, str]
Key = tuple[str, str, str]


def rows(part: str) -> list[Row]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["part"] == part]


def labels(cell: str) -> set[str]:
    return set(filter(None, cell.split("; ")))


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_the_sample_has_a_hundred_each_with_known_themes(part: str) -> None:
    known = set(lexicon().scheme("theme").concepts)
    found = rows(part)
    assert len({(row["document"], row["addressee"], row["position"]) for row in found}) == 100
    assert [row for row in found if not labels(row["themes"]) | labels(row["optional"]) <= known] == []


@pytest.fixture(scope="module")
def texts(shared: Path) -> Mapping[Key, str]:
    """What the recommendations of the sample say, by document, addressee and position."""
    wanted = {row["document"] for part in FLOORS for row in rows(part)}
    sources, _ = find_sources([shared / "corpus" / "reports"])
    found: dict[Key, str] = {}
    for source in sources:
        if source.path in wanted:
            document = read_document(source)
            mention = own_inspection(document, lexicon()).mention
            asked, _ = recommendations(document, lexicon(), mention.body, mention.framework == "lscb-review")
            found |= {(source.path, one.addressed_to[0], str(one.position)): one.text for one in asked}
    return found


@pytest.mark.real
@pytest.mark.parametrize("part", sorted(FLOORS))
def test_themes_reach_their_floor(part: str, texts: Mapping[Key, str]) -> None:
    """Micro-averaged F1 over all labels of the part."""
    right = wrong = missed = 0
    for row in rows(part):
        asked, granted = labels(row["themes"]), labels(row["optional"])
        found = set(themes_of(texts[row["document"], row["addressee"], row["position"]], lexicon()))
        right += len(found & asked)
        wrong += len(found - asked - granted)
        missed += len(asked - found)
    assert 2 * right / (2 * right + wrong + missed) >= FLOORS[part]
