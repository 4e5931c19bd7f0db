"""Pinned figures: an evaluation must not fall under them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import DataError, UsageError
from kg.evaluate.result import Evaluation

Floors = Mapping[str, Mapping[str, float]]


def read_floors(path: Path, gold: str) -> Floors:
    """Floors for one gold folder: `{gold: {name: {"precision": …, "recall": …} or {"share": …}}}`.

    Raises UsageError when there is no such file and DataError when it is not of that form.
    """
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
        return {name: {k: float(v) for k, v in figures.items()} for name, figures in floors[gold].items()}
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; give a file of floors") from error
    except KeyError as error:
        raise DataError(f"{path}: no floors for the gold folder {gold}; add them") from error
    except (ValueError, AttributeError, TypeError) as error:
        raise DataError(f"{path}: no file of floors ({error})") from error


def below_floors(evaluation: Evaluation, floors: Floors) -> tuple[str, ...]:
    """A sentence for each figure that is under its floor, or missing though it has one."""
    return tuple(_below(evaluation, floors))


def _below(evaluation: Evaluation, floors: Floors) -> Iterator[str]:
    figures = dict(_figures(evaluation))
    for name, pinned in floors.items():
        for measure, floor in pinned.items():
            value = figures.get((name, measure))
            if value is None:
                yield f"{name}: no {measure}, at least {floor:.3f} was reached before"
            elif value < floor:
                yield f"{name}: {measure} {value:.3f} is under {floor:.3f}"


def _figures(evaluation: Evaluation) -> Iterator[tuple[tuple[str, str], float | None]]:
    for score in evaluation.tables:
        yield (score.table, "precision"), score.precision
        yield (score.table, "recall"), score.recall
    for accuracy in evaluation.accuracies:
        yield (accuracy.name, "share"), accuracy.share
