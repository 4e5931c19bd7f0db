"""`kg site` and `kg chart`: what a build says, for the web and for a slide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import result
from kg.cli.options import OUTPUT, Build, PageImages, Workers
from kg.errors import UsageError
from kg.settings import default_workers


def site(
    output: Annotated[Path, typer.Option(help="Folder to write; replaced when all went well.")],
    base_url: Annotated[str, typer.Option("--base-url", help="Address that the site will have.")],
    build: Build = OUTPUT,
    workers: Workers = None,
    page_images: PageImages = False,
) -> None:
    """Write the pages of a build for the web.

    With a sitemap, feeds, and the data of each page beside it. Only documents under an open licence are
    published with their text, and with the pictures of pages that kg build --page-images has made.

    \b
    Example:
      kg site --output public --base-url https://example.org/inspections/
    """
    from kg.site.publishing import publish_site

    pages = publish_site(build, output, base_url, workers or default_workers(), page_images)
    result(f"Wrote {pages} pages: {output / 'index.html'}")


def chart(
    name: Annotated[str, typer.Argument(help="flows, grades, theme or indicator.")],
    thing: Annotated[
        str, typer.Argument(help="Of which aspect, theme or indicator: its notation.", show_default=False)
    ] = "",
    authority: Annotated[str, typer.Option(help="GSS code or name of the authority to mark.", show_default=False)] = "",
    build: Build = OUTPUT,
    output: Annotated[Path | None, typer.Option(help="File to write [default: NAME.svg]", show_default=False)] = None,
) -> None:
    """Draw a chart as SVG.

    \b
    Examples:
      kg chart flows
      kg chart theme supervision --output supervision.svg
      kg chart indicator looked-after-per-10000 --authority Warwickshire
    """
    from kg.site.chart_files import draw

    out = output or Path("-".join(filter(None, (name, thing))) + ".svg")
    drawn = draw(build, name, thing, authority)
    try:
        out.write_text(drawn, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}") from error
    result(str(out))
