"""`kg validate` and `kg evaluate`: is a build well formed, and is it right?"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import message, result, tables
from kg.cli.options import OUTPUT, Build, Workers
from kg.settings import default_workers

if TYPE_CHECKING:
    from kg.evaluate import Evaluation


class Grouping(StrEnum):
    """What documents are told apart by in an evaluation."""

    GENRE = "genre"
    FRAMEWORK = "framework"
    YEAR = "year"


class EvaluationFormat(StrEnum):
    """How an evaluation is printed."""

    TABLE = "table"
    JSON = "json"


def validate(
    build: Build = OUTPUT,
    workers: Workers = None,
) -> None:
    """Check a build against the shapes of the ontology (SHACL).

    \b
    Example:
      kg validate --build output
    """
    from kg.graph.validate import report, validate_build

    violations = validate_build(build, workers or default_workers())
    result(report(violations))
    if violations:
        raise typer.Exit(1)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of annotated tables with scope.csv.", show_default=False)],
    build: Build = OUTPUT,
    listed: Annotated[bool, typer.Option("--list", help="List every miss and extra with its quote.")] = False,
    form: Annotated[EvaluationFormat, typer.Option("--format", help="How to print.")] = EvaluationFormat.TABLE,
    floors: Annotated[Path | None, typer.Option(help="JSON of figures; exit 1 under one.", show_default=False)] = None,
    by: Annotated[
        Grouping | None, typer.Option(help="Figures for each kind or year of document.", show_default=False)
    ] = None,
) -> None:
    """Compare a build's tables with annotated ones.

    Prints precision, recall and F1 of each table and, where the gold describes reports, a share for each
    property. Floors are held against the figures of all documents, --by or not.

    \b
    Examples:
      kg evaluate gold/reports
      kg evaluate gold/reports --by year
      kg evaluate gold/reports --list | grep "people: missed"
    """
    from kg.evaluate import By, below_floors, evaluate_by, read_floors
    from kg.evaluate import evaluate as compare

    evaluation = compare(build, gold)
    _print(evaluate_by(build, gold, By(by.value)) if by else (evaluation,), form, listed, by)
    fallen = below_floors(evaluation, read_floors(floors, evaluation.gold)) if floors else ()
    for sentence in fallen:
        message(f"kg: {sentence}")
    if fallen:
        raise typer.Exit(1)


def _print(found: Sequence[Evaluation], form: EvaluationFormat, listed: bool, by: Grouping | None) -> None:
    import json

    from kg.evaluate.report import differences, summary

    if form is EvaluationFormat.JSON:
        groups = {one.group: one.as_json() for one in found}
        plain = {"by": by.value, "groups": groups} if by else found[0].as_json()
        result(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    for evaluation in found:
        tables(summary(evaluation))
        for line in differences(evaluation) if listed else ():
            result(line)
