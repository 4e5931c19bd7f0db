"""`kg serve` and `kg search`: a build answered over HTTP, and words found in it."""

from __future__ import annotations

import json
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import message, result
from kg.cli.options import OUTPUT, Build, Store
from kg.errors import MissingExtra

if TYPE_CHECKING:
    from kg.search.find import Found


def serve(
    build: Annotated[
        Path | None, typer.Option("--build", help="Folder of the build to read [default: output]", show_default=False)
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    seconds: Annotated[float, typer.Option(min=0.1, help="The most that a query may take.")] = 20.0,
    rows: Annotated[int, typer.Option(min=1, help="Rows that an answer may have.")] = 100_000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that queries run in.")] = 8,
    memory: Annotated[int, typer.Option(min=512, help="MiB that each of them may take.")] = 1_536,
    cors: Annotated[
        list[str] | None, typer.Option(help='Origin whose pages may ask, "*" for all.', show_default=False)
    ] = None,
    base_url: Annotated[str, typer.Option(help="Address that others see, behind a proxy.", show_default=False)] = "",
    store: Store = "",
) -> None:
    """Serve a build: SPARQL endpoint, pages, search.

    It reads only, listens on this machine only unless told otherwise, and stops what takes too long. With --store,
    queries go to a store that a build was pushed to; pages and search are those of --build, where it is given.

    \b
    Examples:
      kg serve --build output
      kg serve --port 8080 --seconds 60 --cors "*"
    """
    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise MissingExtra("kg serve needs the extra serve: pip install 'inspection-kg[serve]'")
    from kg.serve.limits import Limits
    from kg.serve.run import serve as run

    limits = Limits(seconds=seconds, rows=rows, workers=workers, memory_mb=memory)

    folder = build or (None if store else OUTPUT)

    def ready(address: str) -> None:
        message(f"Serving {store or folder} at {address} (SPARQL at {address}sparql); Ctrl-C stops it")

    run(folder, host, port, limits, base_url, cors or (), ready, store)


class FoundFormat(StrEnum):
    """How what was found is printed."""

    LINES = "lines"
    JSON = "json"
    CSV = "csv"


def search(
    words: Annotated[
        str, typer.Argument(help='Words; "two words" stand together, -word not.', show_default=False)
    ] = "",
    authority: Annotated[str, typer.Option(help="Local authority: name or code.", show_default=False)] = "",
    aspect: Annotated[str, typer.Option(help="What is judged: adoption …", show_default=False)] = "",
    grade: Annotated[str, typer.Option(help="Grade: good, inadequate …", show_default=False)] = "",
    year: Annotated[str, typer.Option(help="Year of the inspection or document.", show_default=False)] = "",
    theme: Annotated[str, typer.Option(help="Theme: caseloads …", show_default=False)] = "",
    kind: Annotated[str, typer.Option(help="Kind of document: local-press …", show_default=False)] = "",
    of: Annotated[str, typer.Option("--type", help="Kind of hit: recommendation …", show_default=False)] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many are shown.")] = 10,
    form: Annotated[FoundFormat, typer.Option("--format", help="How to print.")] = FoundFormat.LINES,
    build: Build = OUTPUT,
) -> None:
    """Find words in a build: facts, paragraphs, people, bodies.

    \b
    Examples:
      kg search "pathway plans" --authority Warwickshire
      kg search --grade inadequate --year 2016
    """
    from kg.search.find import Wanted, find, meant
    from kg.search.index import FILE, index_of

    facets = {"authority": authority, "aspect": aspect, "grade": grade, "year": year, "theme": theme, "genre": kind}
    wanted = Wanted(words, meant({name: value for name, value in facets.items() if value}), of, 0, limit)
    if not (build / FILE).is_file():
        message("Making the search index of this build …")
    found = find(index_of(build), wanted)
    _print(found, form)


def _print(found: Found, form: FoundFormat) -> None:
    from kg.search.find import COLUMNS, cells, csv_of

    if form is FoundFormat.JSON:
        hits = [dict(zip(COLUMNS, cells(hit), strict=True)) for hit in found.hits]
        result(json.dumps({"total": found.total, "hits": hits}, ensure_ascii=False, indent=1))
    elif form is FoundFormat.CSV:
        result(csv_of(found.hits).rstrip("\r\n"))
    else:
        for hit in found.hits:
            result(f"{hit.kind}: {hit.title}" if hit.title else hit.kind)
            result(f"    {' '.join(hit.plain.split())}")
            where = f"{hit.document}{f', page {hit.number}' if hit.number else ''}" if hit.document else hit.page
            result(f"    — {where}")
        message(f"{found.total:,} found" + (f", {len(found.hits)} shown" if found.total > len(found.hits) else ""))
