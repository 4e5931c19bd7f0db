"""The command `kg`: its commands in one list, and what happens when one fails."""

from __future__ import annotations

import gc
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from typing import Annotated

import typer

from kg.cli.analyse import analyse
from kg.cli.ask import ask
from kg.cli.build import build
from kg.cli.check import evaluate, validate
from kg.cli.console import message, result
from kg.cli.diff import diff
from kg.cli.get import get
from kg.cli.push import push
from kg.cli.read import explain, export, query
from kg.cli.resolve import resolve
from kg.cli.serve import search, serve
from kg.cli.site import chart, site
from kg.cli.view import view
from kg.errors import KgError

COMMANDS = (
    get, build, ask, query, search, explain, view, serve, site, chart, analyse, export, push, diff, resolve, validate, evaluate,
)  # fmt: skip

app = typer.Typer(
    name="kg",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in COMMANDS:
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        try:
            result(f"kg {version('inspection-kg')}")
        except PackageNotFoundError:
            result("kg (not installed: run from a checkout)")
        raise typer.Exit


@app.callback()
def kg(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """
    \b
    Reads what is written about inspections into a graph that shows its words.
    Example: kg build reports/ && kg query "SELECT * { ?s a insp:Judgement }"
    """


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a character shows its number
            stream.reconfigure(errors="backslashreplace")
    code = _run()
    gc.freeze()  # the process ends: Python need not look for cycles in what a build has left
    sys.exit(code)


def _run() -> int:
    try:
        code = _guarded()
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever reads the output has seen enough. What is left in the buffer must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _guarded() -> int:
    try:
        app(prog_name="kg")
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            return 0
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except KgError as error:
        message(f"kg: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0
