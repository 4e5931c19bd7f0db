"""Two small builds made as tables alone, of made-up facts."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.publish.columns import EVIDENCE, FACT_TABLES, OTHER_TABLES

BASE = "https://example.org/id/"
GSS = "E10000031"
DOCUMENT = "0123456789abcdef"
Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]


def fact(table: str, path: str, at: int = 0, to: int = 9, document: str = "report.pdf", **cells: str) -> Row:
    """A row of a table of facts, resting on characters of a document."""
    first = FACT_TABLES[table][0]
    evidence = {
        "confidence": "0.9", "extractor": "test", "primary": "true", "document": document, "page": "3",
        "char_start": str(at), "char_end": str(to), "quote": f"words {at}-{to} of {document}",
    }  # fmt: skip
    return {first: BASE + path, **cells, **evidence}


def document(name: str = "report.pdf", identifier: str = DOCUMENT, gss: str = GSS, **cells: str) -> Row:
    """A row of documents."""
    return {
        "document_iri": f"{BASE}document/{identifier}", "document": name, "about_iri": f"{BASE}authority/{gss}", **cells,
    }  # fmt: skip


def judgement(grade: str, aspect: str = "adoption", gss: str = GSS, day: str = "2017-05-02", **cells: str) -> Row:
    """A row of judgements."""
    told = {"body": "Warwickshire", "gss": gss, "inspection_start": day, "aspect": aspect, "grade": grade}
    inspection = f"{BASE}inspection/{gss}/{day}"
    return fact("judgements", f"judgement/{gss}/{day}/{aspect}/{grade}", inspection_iri=inspection, **told, **cells)


def write(folder: Path, tables: Tables) -> Path:
    """A build's folder with these tables; others are empty."""
    (folder / "tables").mkdir(parents=True)
    columns = {name: (*found, *EVIDENCE) for name, found in FACT_TABLES.items()} | dict(OTHER_TABLES)
    filled = {"documents": [document()], **tables}
    for name in (*columns, *(name for name in filled if name not in columns)):
        rows = filled.get(name, ())
        with (folder / "tables" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.get(name) or list(rows[0]), restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder
