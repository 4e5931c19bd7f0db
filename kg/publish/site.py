"""The start page of a build: what is in here, and where to go on."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader

from kg.model import Problem


def _environment() -> Environment:
    return Environment(loader=PackageLoader("kg.publish"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def write_start_page(folder: Path, counts: Mapping[str, int], problems: Sequence[Problem]) -> None:
    """index.html: counts, the latest judgements of each authority, problems. Everything from documents is
    escaped."""
    latest = _rows(folder / "tables" / "latest.csv")
    page = (
        _environment()
        .get_template("index.html")
        .render(
            counts=sorted(counts.items()),
            latest=latest,
            columns=list(latest[0]) if latest else [],
            problems=problems,
        )
    )
    (folder / "index.html").write_text(page, encoding="utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
