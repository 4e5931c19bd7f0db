"""`kg validate` and `kg evaluate`: is a build well formed, and is it right?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import message, result, tables
from kg.cli.options import OUTPUT, Build
from kg.settings import default_workers


class EvaluationFormat(StrEnum):
    """How an evaluation is printed."""

    TABLE = "table"
    JSON = "json"


def validate(
    build: Build = OUTPUT,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Worker processes [default: one for each core]", show_default=False),
    ] = None,
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
    gold: Annotated[
        Path, typer.Argument(help="Folder of annotated tables with scope.csv.", show_default=False)
    ],
    build: Build = OUTPUT,
    listed: Annotated[bool, typer.Option("--list", help="List every miss and extra with its quote.")] = False,
    form: Annotated[
        EvaluationFormat, typer.Option("--format", help="How to print.")
    ] = EvaluationFormat.TABLE,
    floors: Annotated[
        Path | None, typer.Option(help="JSON of figures; exit 1 under one.", show_default=False)
    ] = None,
) -> None:
    """Compare a build's tables with annotated ones.

    Prints precision, recall and F1 of each table and, where the gold describes reports, a share for each
    property.

    \b
    Examples:
      kg evaluate gold/reports
      kg evaluate gold/reports --list | grep "people: missed"
    """
    import json

    from kg.evaluate import below_floors, read_floors
    from kg.evaluate import evaluate as compare
    from kg.evaluate.report import differences, summary

    evaluation = compare(build, gold)
    if form is EvaluationFormat.JSON:
        result(json.dumps(evaluation.as_json(), indent=2, ensure_ascii=False))
    else:
        tables(summary(evaluation))
        for line in differences(evaluation) if listed else ():
            result(line)
    fallen = below_floors(evaluation, read_floors(floors, evaluation.gold)) if floors else ()
    for sentence in fallen:
        message(f"kg: {sentence}")
    if fallen:
        raise typer.Exit(1)
