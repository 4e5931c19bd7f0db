"""`kg build`."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import message, progress, result
from kg.cli.options import OUTPUT, Cluster, Decided, PageImages, Paths, Similarity, Workers
from kg.errors import UsageError
from kg.settings import DEFAULT_BASE, Settings, default_workers, seeds_dir

if TYPE_CHECKING:
    from kg.pipeline import BuildReport


def build(
    paths: Paths = None,
    output: Annotated[Path, typer.Option(help="Folder to write; replaced when all went well.")] = OUTPUT,
    base: Annotated[str, typer.Option(help="IRI that things are named below.")] = DEFAULT_BASE,
    workers: Workers = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read every document again.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail when a document cannot be read.")] = False,
    cluster: Cluster = "",
    site: Annotated[bool, typer.Option("--site/--no-site", help="Write the pages as well.")] = True,
    page_images: PageImages = False,
    decisions: Decided = None,
    similarity: Similarity = None,
) -> None:
    """Read documents and build the graph, its tables and its pages.

    \b
    Examples:
      kg build
      kg build reports/ press/ --output my-graph
    """
    settings = Settings(
        paths=tuple(paths or _seeds()),
        output=output,
        base=base,
        workers=workers or default_workers(),
        fresh=fresh,
        strict=strict,
        decisions=decisions,
        similarity=similarity,
        site=site,
        page_images=page_images,
        cluster=cluster,
    )
    report = _build(settings)
    _print_report(report, output)
    if strict:
        _fail_on_errors(report)


def _build(settings: Settings) -> BuildReport:
    from kg import work

    work.seldom_collect()  # before all rules are loaded, which takes a second and leaves nothing to collect
    from kg import pipeline

    with progress() as report_progress:
        return pipeline.build(settings, report_progress)


def _seeds() -> list[Path]:
    if not seeds_dir().is_dir():
        raise UsageError("nothing to read: name files or folders, as in kg build reports/")
    return [seeds_dir()]


def _fail_on_errors(report: BuildReport) -> None:
    if report.errors:
        message(f"kg: {_count(report.errors, 'document')} could not be read, and --strict was given")
        raise typer.Exit(1)


def _print_report(report: BuildReport, output: Path) -> None:
    result(f"Read {report.documents} documents and found {report.facts} facts in {report.seconds:.1f} s. Wrote:")
    for path in report.files:
        result(f"  {path}")
    if report.problems:
        result(f"{_count(report.problems, 'problem')}: see {output / 'problems.csv'}")
    where = "" if output == OUTPUT else f" --build {output}"
    result(f"Now try:\n  {_command()} ask latest-grades{where}")


def _command() -> str:
    """How this command was called, so that what is suggested works here as well."""
    called = Path(sys.argv[0])
    return "kg" if which("kg") == str(called) or called.name != "kg" else str(called)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
