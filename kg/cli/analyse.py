"""`kg analyse`: who and what is central in a build."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import result
from kg.cli.options import OUTPUT, Build
from kg.errors import UsageError


def analyse(
    build: Build = OUTPUT,
    to: Annotated[
        Path | None, typer.Option(help="Folder to write [default: analysis/ in the build]", show_default=False)
    ] = None,
) -> None:
    """Find who and what is central, and which communities there are.

    Writes a report in Markdown, and the nodes and links of each network as CSV.

    \b
    Example:
      kg analyse --to analysis
    """
    from kg.analyse import analyse as write
    from kg.graph.store import open_store

    store = open_store(build / "store")
    folder = to or build / "analysis"
    try:
        files = write(store, folder)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}); name another folder with --to") from error
    result("Wrote:")
    for file in files:
        result(f"  {file}")
