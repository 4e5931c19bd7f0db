"""A build in which every text that comes from a document, and every name, is an attack."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>\"><b>&lt;i&gt;"
    "\u2028\u202eevil{{7*7}}${1}</mark></title><!--"
)
OURS = frozenset(
    "document gss grade aspect covers kind region type severity primary page char_start char_end confidence extractor "
    "start end published inspection_start polarity themes role framework status genre unit comparator qualifier value "
    "indicator issued pages direction from_grade to_grade outcome basis state priority timescale property number position "
    "date interim addressed_to statistical_neighbours first latest kinds documents".split()
)
"""Columns whose values are notations, codes, days or keys: those that documents do not fill with words of theirs."""


def copied(build: Path, to: Path) -> Path:
    """A build's folder without its pages."""
    for name in ("tables", "texts", "store"):
        shutil.copytree(build / name, to / name)
    if (build / "pages").is_dir():
        shutil.copytree(build / "pages", to / "pages", ignore=shutil.ignore_patterns("*.html"))
    for page in build.glob("graph*.html"):
        shutil.copy2(page, to / page.name)
    shutil.copy2(build / "graph.ttl", to / "graph.ttl")
    shutil.copy2(build / "problems.csv", to / "problems.csv")
    return to


def poison(folder: Path) -> None:
    """Make every cell and every text of a build that a document can decide an attack."""
    for file in sorted((folder / "tables").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            columns = list(reader.fieldnames or ())
            rows = [
                {name: value if _ours(name) else _attack(name, value) for name, value in row.items()} for row in reader
            ]
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, columns)
            writer.writeheader()
            writer.writerows(rows)
    for text in (folder / "texts").glob("*.txt"):
        data = text.read_bytes().decode("utf-8")
        text.write_bytes(data.replace(" ", "<", 1).replace("the", "<b>", 50).encode())


def _ours(column: str) -> bool:
    return column in OURS or column.endswith("_iri")


def _attack(column: str, value: str) -> str:
    return value + HOSTILE + ("x" * 100_000 if column == "title" else "")
