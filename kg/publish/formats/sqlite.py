"""The tables as one SQLite file, which opens well in Datasette: typed columns, keys, indices, views, full text on quotes.

Dates are text in ISO form, as SQLite has no type for them; true and false are 1 and 0; an empty cell is NULL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from kg.errors import DataError
from kg.publish.formats.dictionary import TABLES, described
from kg.publish.formats.typed import Column, Kind, Table, Value, tables
from kg.vocabulary import lexicon

_TYPES = {Kind.INTEGER: "INTEGER", Kind.BOOLEAN: "INTEGER", Kind.NUMBER: "REAL", Kind.TEXT: "TEXT", Kind.DATE: "TEXT"}
_KEYS = {"authorities": "gss", "coverage": "gss", "latest": "gss"}
"""Tables whose key is not their first column."""
_PARENTS = {
    "document": ("documents", "document"),
    "other_document": ("documents", "document"),
    "gss": ("authorities", "gss"),
}
"""Column → what it refers to; declared where every value is there."""
_INDEXED = (
    "inspection_iri",
    "gss",
    "document",
    "aspect",
    "grade",
    "role",
    "polarity",
    "indicator",
    "recommendation_iri",
)
_EXTRA = """
CREATE TABLE labels (vocabulary TEXT, notation TEXT, label TEXT, definition TEXT, PRIMARY KEY (vocabulary, notation));
CREATE TABLE dictionary ("table" TEXT, "column" TEXT, type TEXT, vocabulary TEXT, holds TEXT,
    PRIMARY KEY ("table", "column"));
CREATE TABLE quotes (id INTEGER PRIMARY KEY, "table" TEXT, iri TEXT, document TEXT, page INTEGER, quote TEXT);
"""
_VIEWS: Mapping[str, str] = {
    "judgements_in_full": """SELECT j.gss, j.body, j.inspection_start, i.framework, j.aspect, a.label AS aspect_label,
        j.grade, g.label AS grade_label, i.published, i.lead_inspector, d.title AS report, d.source, j.page, j.quote,
        j.judgement_iri
        FROM judgements j
        LEFT JOIN inspections i ON i.inspection_iri = j.inspection_iri AND i."primary" = 1
        LEFT JOIN documents d ON d.document = j.document
        LEFT JOIN labels a ON a.vocabulary = 'aspect' AND a.notation = j.aspect
        LEFT JOIN labels g ON g.vocabulary = 'grade' AND g.notation = j.grade
        WHERE j."primary" = 1""",
    "recommendations_in_full": """SELECT r.gss, r.body, r.inspection_start, r.number, r.addressed_to, r.text, r.themes,
        f.outcome, f.basis, f.later_inspection_iri, f.quote AS followed_by, d.title AS report, r.page, r.quote,
        r.recommendation_iri
        FROM recommendations r
        LEFT JOIN followups f ON f.recommendation_iri = r.recommendation_iri
        LEFT JOIN documents d ON d.document = r.document
        WHERE r."primary" = 1""",
    "findings_in_full": """SELECT f.gss, f.body, i.start AS inspection_start, f.aspect, f.polarity, f.text, f.themes,
        d.title AS report, f.page, f.quote, f.finding_iri
        FROM findings f
        LEFT JOIN inspections i ON i.inspection_iri = f.inspection_iri AND i."primary" = 1
        LEFT JOIN documents d ON d.document = f.document
        WHERE f."primary" = 1""",
}


def write_sqlite(build: Path, out: Path) -> None:
    """Write the file, which must not be there yet; the same tables give the same bytes with the same SQLite. Raises
    DataError where SQLite cannot write it."""
    found = list(tables(build))
    by_name = {table.name: table for table in found}
    try:
        with closing(sqlite3.connect(out)) as base:
            for table in sorted(found, key=lambda one: one.name not in ("documents", "authorities")):
                _table(base, table, by_name)
            _beside(base, found)
            base.commit()
            base.execute("VACUUM")
    except sqlite3.Error as error:
        raise DataError(f"{out}: SQLite cannot write it ({error})") from error


def _table(base: sqlite3.Connection, table: Table, others: Mapping[str, Table]) -> None:
    parts = [f"{_name(column.name)} {_TYPES[column.kind]}" for column in table.columns]
    key = _key(table)
    if key:
        parts.append(f"PRIMARY KEY ({', '.join(map(_name, key))})")
    if table.name == "documents" and _unique(table, ("document",)):
        parts.append("UNIQUE (document)")
    for column in table.columns:
        parent, field = _PARENTS.get(column.name, ("", ""))
        if parent and parent != table.name and _refers(table, column.name, others[parent], field):
            parts.append(f"FOREIGN KEY ({_name(column.name)}) REFERENCES {parent} ({field})")
    base.execute(f"CREATE TABLE {_name(table.name)} ({', '.join(parts)})")
    marks = ", ".join("?" * len(table.columns))
    rows = ([_stored(c.value(cell)) for c, cell in zip(table.columns, row, strict=True)] for row in table.rows)
    base.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", rows)  # noqa: S608 - names of ours
    for column in table.columns:
        if column.name in _INDEXED and [column.name] != list(key):
            base.execute(
                f"CREATE INDEX {_name(f'{table.name}_{column.name}')} ON {_name(table.name)} ({_name(column.name)})"
            )


def _key(table: Table) -> Sequence[str]:
    """The columns that tell the rows apart: of a fact its IRI and the document; () where none do."""
    names = [column.name for column in table.columns]
    first = _KEYS.get(table.name, names[0])
    tried = [(first, "document")] if "primary" in names else [(first,)]
    return next((key for key in tried if _unique(table, key)), ())


def _unique(table: Table, key: Sequence[str]) -> bool:
    found = list(zip(*(_cells(table, name) for name in key), strict=True))
    return len(set(found)) == len(found) and all(all(cells) for cells in found)


def _refers(table: Table, column: str, parent: Table, field: str) -> bool:
    return _unique(parent, (field,)) and set(_cells(table, column)) - {""} <= set(_cells(parent, field))


def _cells(table: Table, name: str) -> list[str]:
    place = next(i for i, column in enumerate(table.columns) if column.name == name)
    return [row[place] for row in table.rows]


def _beside(base: sqlite3.Connection, found: Sequence[Table]) -> None:
    base.executescript(_EXTRA)
    concepts = (
        (name, c.notation, c.label, c.definition)
        for name, scheme in sorted(lexicon().schemes.items())
        for c in scheme.concepts.values()
    )
    base.executemany("INSERT INTO labels VALUES (?, ?, ?, ?)", concepts)
    base.executemany("INSERT INTO dictionary VALUES (?, ?, ?, ?, ?)", (row for t in found for row in _described(t)))
    quotes = (row for table in found for row in _quotes(table))
    base.executemany('INSERT INTO quotes ("table", iri, document, page, quote) VALUES (?, ?, ?, ?, ?)', quotes)
    # Datasette finds this table by its content, and puts a search box on the page of `quotes`
    base.execute("CREATE VIRTUAL TABLE quotes_fts USING fts5(quote, content='quotes', content_rowid='id')")
    base.execute("INSERT INTO quotes_fts(quotes_fts) VALUES ('rebuild')")
    for name, question in _VIEWS.items():
        base.execute(f"CREATE VIEW {name} AS {question}")


def _described(table: Table) -> Iterator[tuple[str, ...]]:
    yield table.name, "", "table", "", TABLES[table.name]
    for column in table.columns:
        yield table.name, column.name, column.kind.value, column.scheme, described(column.name, table.name)


def _quotes(table: Table) -> Iterator[tuple[str | int | float | None, ...]]:
    names = {column.name: place for place, column in enumerate(table.columns)}
    if "primary" not in names:
        return
    page = Column("page", Kind.INTEGER)
    for row in table.rows:
        yield table.name, row[0], row[names["document"]], _stored(page.value(row[names["page"]])), row[names["quote"]]


def _stored(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
