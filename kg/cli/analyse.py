"""`kg analyse`: what follows from all facts of a build together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import progress, result
from kg.cli.options import OUTPUT, Build, Store
from kg.cli.push import opened
from kg.errors import UsageError


def analyse(
    build: Build = OUTPUT,
    to: Annotated[
        Path | None, typer.Option(help="Folder to write [default: analysis/ in the build]", show_default=False)
    ] = None,
    store: Store = "",
) -> None:
    """Answer questions from all facts together, in sentences.

    Each sentence has its number with an interval or a test, how it was computed, the facts below it, and what would make
    it wrong. Writes a page, Markdown, tables in CSV, and the networks as CSV, GraphML and GEXF.

    \b
    Example:
      kg analyse --build output
      kg analyse --store http://localhost:7878 --to analysis
    """
    from kg.site.analysis_page import write_analysis

    if store and to is None:
        raise UsageError("the analysis of a store goes into a folder of its own: name one with --to")
    folder = to or build / "analysis"
    source = opened(build, store) if store else None
    try:
        with progress() as tell:
            files = write_analysis(build, folder, tell, source)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}); name another folder with --to") from error
    result(f"Wrote {len(files)} files, among them:")
    for name in ("index.html", "analysis.md"):
        result(f"  {folder / name}")
