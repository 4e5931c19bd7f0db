"""`kg diff`: what changed from one build to another."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import result
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.diff import Build, Change


class DiffFormat(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    CSV = "csv"
    TURTLE = "turtle"


def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the earlier build.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="Folder of the later build.", show_default=False)],
    form: Annotated[DiffFormat, typer.Option("--format", help="How to print.")] = DiffFormat.TEXT,
    authority: Annotated[
        list[str] | None, typer.Option(help="Only this local authority: name or code.", show_default=False)
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only this kind: judgements, people …", show_default=False)
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if something differs.")] = False,
) -> None:
    """Compare two builds: what is new, gone or changed.

    Each fact is shown with the words that it rests on. A fact is the same while its values are, whichever
    documents state it. In Turtle the changes are told in terms of PROV-O.

    \b
    Examples:
      kg diff output-before output
      kg diff old new --authority Warwickshire --kind judgements --format csv
    """
    from kg.diff import compare, open_build

    before, after = open_build(old), open_build(new)
    known = sorted({*before.names, *after.names})
    unknown = [name for name in kind or () if name not in known]
    if unknown:
        raise UsageError(f"--kind {unknown[0]}: no such kind; kinds are {', '.join(known)}")
    changes = compare(before, after, [_code(name) for name in authority or ()], kind or ())
    _print(changes, before, after, form)
    if exit_code and changes:
        raise typer.Exit(1)


def _code(name: str) -> str:
    """An authority's code by its name or code."""
    from kg.vocabulary import lexicon

    found = lexicon().authority(name) or lexicon().authority_named(name)
    if found is None:
        raise UsageError(f"--authority {name}: no such authority; give its name or its code, as E10000031")
    return found.gss


def _print(changes: Sequence[Change], before: Build, after: Build, form: DiffFormat) -> None:
    if form is DiffFormat.TEXT:
        from kg.diff.words import lines

        for line in lines(changes):
            result(line)
    elif form is DiffFormat.CSV:
        from kg.diff.words import write_csv

        out = io.StringIO(newline="")
        write_csv(changes, before, after, out)
        sys.stdout.buffer.write(out.getvalue().encode())
    else:
        from kg.diff.rdf import turtle_of

        sys.stdout.buffer.write(turtle_of(changes, before, after))
