"""`kg get`: documents fetched from the addresses in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import message, progress, result

if TYPE_CHECKING:
    from kg.get import Result


def get(
    listed: Annotated[Path, typer.Argument(metavar="LIST", help="CSV file with an address a row.", show_default=False)],
    to: Annotated[Path, typer.Option(help="Folder to fetch into.", show_default=False)],
    pause: Annotated[float, typer.Option(min=0, max=3600, help="Seconds between requests to a host.")] = 2.0,
    retries: Annotated[int, typer.Option(min=0, max=20, help="How often a failed request is made again.")] = 3,
    longest_wait: Annotated[float, typer.Option(min=0, help="Longest wait that a server may ask for.")] = 120.0,
    time_limit: Annotated[float, typer.Option(min=1, help="Seconds that a document may take.")] = 300.0,
    size_limit: Annotated[int, typer.Option(min=1, max=2000, help="Megabytes that it may have.")] = 100,
    contact: Annotated[str, typer.Option(help="Your mail or page, told to servers.", show_default=False)] = "",
    fresh: Annotated[bool, typer.Option("--fresh", help="Ask again for what is here.")] = False,
) -> None:
    """Fetch documents from a list of addresses, politely.

    The list has a column address, url or source; path, title, publisher, issued and licence are taken into
    documents.csv, where what you wrote stays. What is here is fetched again only if it has changed; a run
    that was interrupted goes on. A host gets one request at a time, and its robots.txt is kept to.

    \b
    Example:
      kg get addresses.csv --to reports
    """
    from kg.get import Manners
    from kg.get import get as fetch

    manners = Manners(
        pause=pause,
        retries=retries,
        cap=longest_wait,
        seconds=time_limit,
        limit=size_limit * 1_000_000,
        contact=contact,
        fresh=fresh,
    )
    with progress() as told:
        results = fetch(listed, to, manners, told)
    if _print(results, to):
        raise typer.Exit(1)


def _print(results: Sequence[Result], to: Path) -> int:
    """What became of the rows; how many have no document."""
    from kg.get import Outcome

    counts = Counter(one.outcome for one in results)
    said = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
    result(f"{len(results)} address{'' if len(results) == 1 else 'es'}: {said}. In {to}")
    for one in results:
        if one.outcome is Outcome.YOURS:
            message(f"{one.path}: {one.outcome}; take it away to fetch it again")
        if one.outcome is Outcome.FAILED:
            message(f"line {one.wanted.line}: {one.wanted.address}: {one.why}")
    return counts[Outcome.FAILED]
