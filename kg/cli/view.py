"""`kg view`: the graph in a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import result
from kg.cli.options import OUTPUT, Build, By
from kg.errors import UsageError


def view(
    thing: Annotated[
        str | None, typer.Argument(help="Name or IRI of what to show [default: all]", show_default=False)
    ] = None,
    depth: Annotated[int, typer.Option(min=0, max=9, help="Steps from it that are shown.")] = 2,
    by: By = "",
    build: Build = OUTPUT,
    output: Annotated[
        Path | None,
        typer.Option(help="File to write [default: in the build's folder]", show_default=False),
    ] = None,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Draw the graph as one HTML page and open it.

    \b
    Examples:
      kg view Warwickshire
      kg view --build my-graph --by theme
      kg view "Peter McEntee" --output peter.html --no-open
    """
    from kg.publish.network_view import write_network

    out = output or build / _name(thing, by)
    if output and (output.is_dir() or not output.absolute().parent.is_dir()):
        raise UsageError(f"{out} cannot be written: name a file in a folder that is there")
    try:
        pages = output is None and (build / "index.html").is_file()
        write_network(build, out, thing=thing, depth=depth, by=by, pages=pages)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}") from error
    result(str(out))
    if show:
        import webbrowser

        webbrowser.open(out.absolute().as_uri())


def _name(thing: str | None, by: str) -> str:
    """The page's name in the build's folder; the whole is the one that the build wrote."""
    from kg.publish.network_views import VIEWS

    if by and not thing and by in VIEWS:
        return VIEWS[by].file
    words = re.sub(r"[^a-z0-9]+", "-", f"{by} {thing or ''}".lower()).strip("-")[-60:]
    return f"graph-{words}.html" if words else "graph.html"
