"""`kg build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import message, progress, result
from kg.errors import UsageError
from kg.settings import DEFAULT_BASE, Settings, default_workers, seeds_dir

if TYPE_CHECKING:
    from kg.pipeline import BuildReport


def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders to read [default: seeds/]", show_default=False),
    ] = None,
    output: Annotated[Path, typer.Option(help="Folder to write; replaced when all went well.")] = Path(
        "output"
    ),
    base: Annotated[str, typer.Option(help="IRI that things are named below.")] = DEFAULT_BASE,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Worker processes [default: one for each core]", show_default=False),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read every document again.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail when a document cannot be read.")] = False,
    decisions: Annotated[
        Path | None, typer.Option(help="File with a person's decisions.", show_default=False)
    ] = None,
) -> None:
    """Read documents and build the graph, its tables and its pages.

    \b
    Examples:
      kg build
      kg build reports/ press/ --output my-graph
    """
    from kg import pipeline

    settings = Settings(
        paths=tuple(paths or _seeds()),
        output=output,
        base=base,
        workers=workers or default_workers(),
        fresh=fresh,
        strict=strict,
        decisions=decisions,
    )
    with progress() as report_progress:
        report = pipeline.build(settings, report_progress)
    _print_report(report, output)
    if strict and report.errors:
        message(f"kg: {report.errors} documents could not be read, and --strict was given")
        raise typer.Exit(1)


def _seeds() -> list[Path]:
    if not seeds_dir().is_dir():
        raise UsageError("nothing to read: name files or folders, as in kg build reports/")
    return [seeds_dir()]


def _print_report(report: BuildReport, output: Path) -> None:
    result(
        f"Read {report.documents} documents and found {report.facts} facts in {report.seconds:.1f} s. Wrote:"
    )
    for path in report.files:
        result(f"  {path}")
    if report.problems:
        result(f"{report.problems} problems are listed in {output / 'problems.csv'}")
    where = "" if output == Path("output") else f" --build {output}"
    count = "SELECT ?grade (COUNT(*) AS ?judgements) { ?j insp:grade ?grade } GROUP BY ?grade"
    result(f'Now try:\n  kg query{where} "{count}"')
