"""Data of pages that list: which table each shows, and rows of tables as they are streamed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

LISTS = {
    "index": "latest",
    "documents": "documents",
    "people": "people",
    "themes": "recommendations",
    "charts": "transitions",
    "conflicts": "conflicts",
    "recurrences": "recurrences",
    "coverage": "coverage",
    "sources": "documents",
    "graph-people": "people",
    "graph-themes": "recommendations",
    "graph-recurrences": "recurrences",
}
"""A page that lists → the table with what it lists."""
GLOSSARY = """CONSTRUCT { ?concept skos:prefLabel ?label ; skos:definition ?said ; skos:notation ?notation } WHERE {
  ?concept skos:inScheme ?scheme ; skos:prefLabel ?label ; skos:notation ?notation
  OPTIONAL { ?concept skos:definition ?said } }"""
"""What the glossary says, as a graph."""
Row = dict[str, str]


def rows_of(table: Path, keep: Callable[[Row], bool]) -> Iterator[Row]:
    """Rows of a table, one after the other."""
    with table.open(encoding="utf-8", newline="") as lines:
        yield from filter(keep, csv.DictReader(lines))


def as_json(rows: Iterator[Row]) -> Iterator[str]:
    """Rows as a JSON array, a row a line."""
    before = "["
    for row in rows:
        yield before + "\n" + json.dumps(row, ensure_ascii=False)
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def iris_of(rows: Iterator[Row], base: str, most: int) -> list[str]:
    """IRIs of what the rows are about: their first column of IRIs, or else the authority's."""
    found: dict[str, None] = {}
    for row in rows:
        own = next((value for name, value in row.items() if name.endswith("_iri") and value), "")
        iri = own or (f"{base}authority/{row['gss']}" if row.get("gss") else "")
        if iri and len(found) < most:
            found[iri] = None
    return list(found)
