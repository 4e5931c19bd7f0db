"""`kg resolve`: what a build is not sure of, and how a person decides it."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import message, result
from kg.cli.options import OUTPUT, Build
from kg.errors import BuildNotFound, UsageError

Row = dict[str, str]


def resolve(
    review: Annotated[bool, typer.Option("--review", help="List the doubtful decisions, worst first.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many to list.")] = 50,
    build: Build = OUTPUT,
) -> None:
    """List which names the rules were not sure of.

    Each has its score, its reason, and the line that decides otherwise. Paste the lines that you agree with
    below the header kind,what,value,date,reason of a file, say why, and build with --decisions FILE. Other
    kinds of decision: reject,FACT / correct,FACT,VALUE / hide-person,NAME.

    \b
    Example:
      kg resolve --review
    """
    if not review:
        raise UsageError("nothing to do: kg resolve --review lists what the rules were not sure of")
    rows = sorted(_read(build), key=lambda row: (float(row["score"]), row["kind"], row["what"], row["value"]))
    for row in rows[:limit]:
        taken = f" taken for {row['value']}" if row["kind"] == "wrong-match" else ""
        result(f"# {float(row['score']):.2f}  {row['name']}{taken} ({row['document']}): {row['reason']}")
        result(_line(row))
    if len(rows) > limit:
        message(f"{len(rows) - limit} more: --limit {len(rows)}, or tables/resolutions.csv")
    if not rows:
        message("Nothing doubtful.")


def _read(build: Path) -> list[Row]:
    file = build / "tables" / "resolutions.csv"
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened))
    except OSError as error:
        raise BuildNotFound(
            f"{file} is not there: run `kg build` first, or name another folder with --build"
        ) from error


def _line(row: Row) -> str:
    """The row of a decisions file, on one line."""
    out = io.StringIO()
    cells = (" ".join(row[name].split()) for name in ("kind", "what", "value"))
    csv.writer(out, lineterminator="").writerow([*cells, date.today().isoformat(), "decided on review"])
    return out.getvalue()
