"""Where output goes: results to stdout, messages and progress to stderr, nothing that could steer a
terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

    from kg.pipeline import Progress

# Control characters, in documents or in what people type, could steer a terminal; tab and line feed stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with control characters replaced by U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def result(text: str) -> None:
    """Prints a line, or several, of what was asked for."""
    sys.stdout.write(printable(text) + "\n")


def message(text: str) -> None:
    """Prints a line about the run."""
    sys.stderr.write(printable(text) + "\n")


def tables(items: list[Table]) -> None:
    """Prints tables: as wide as the terminal, or as they need when the output goes elsewhere."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 200)
    for item in items:
        console.print(item)


@contextmanager
def progress() -> Iterator[Progress | None]:
    """A bar on a terminal; None elsewhere, so that logs stay clean."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns: tuple[Any, ...] = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def report(done: int, total: int, stage: str) -> None:
            bar.update(task, completed=done, total=total, description=stage)

        yield report
