"""What the build of the real documents gets right must not become less."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.evaluate import below_floors, evaluate, read_floors

FLOORS = Path(__file__).with_name("floors.json")


@pytest.mark.real
@pytest.mark.parametrize("gold", ["reports", "seeds"])
def test_no_figure_fell_under_its_floor(gold: str, real_build: Path, shared: Path) -> None:
    evaluation = evaluate(real_build, shared / "gold" / gold)
    assert below_floors(evaluation, read_floors(FLOORS, gold)) == ()


@pytest.mark.real
@pytest.mark.parametrize("gold", ["reports", "seeds"])
def test_every_figure_that_is_reached_has_a_floor(gold: str, real_build: Path, shared: Path) -> None:
    """A table that the build learns to make is pinned in the same change."""
    evaluation = evaluate(real_build, shared / "gold" / gold)
    reached = {score.table for score in evaluation.tables if score.extracted}
    reached |= {accuracy.name for accuracy in evaluation.accuracies}
    assert sorted(reached - read_floors(FLOORS, gold).keys()) == []


@pytest.mark.real
@pytest.mark.parametrize("gold", ["reports", "seeds"])
def test_the_build_knows_every_document_of_the_gold(gold: str, real_build: Path, shared: Path) -> None:
    assert evaluate(real_build, shared / "gold" / gold).absent == ()


def test_floors_are_shares() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    figures = [value for tables in floors.values() for pinned in tables.values() for value in pinned.values()]
    assert [value for value in figures if not 0.0 <= value <= 1.0] == []
    assert figures
