"""The index: one file of SQLite (FTS5) in a build's folder, made of the build's tables and texts.

It is made when it is first needed, so that a build takes no longer for it, and goes when the build is replaced. The same
build gives the same bytes, with the same version of SQLite. Things stand before facts, and facts before paragraphs.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from kg.errors import BuildNotFound, UsageError
from kg.publish.columns import FACT_TABLES
from kg.publish.facts import gss_of
from kg.site.build import Build, Doc, Row
from kg.site.days import year
from kg.site.links import anchor, page_of
from kg.site.page_data import cells, facts_of
from kg.site.search_index import KINDS as THINGS
from kg.site.search_index import things
from kg.site.site import Options, Site, has_data

FILE = "search.sqlite"
VERSION = 3
"""Of the index; one of another version is made anew."""
FACETS = ("authority", "aspect", "grade", "year", "theme", "genre")
"""What a search can be narrowed by; the values are notations, GSS codes and years."""
SCHEMA = """
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, kind TEXT, title TEXT, text TEXT, page TEXT, iri TEXT, says TEXT,
  document TEXT, number TEXT, char_start TEXT, char_end TEXT, quote TEXT, found INTEGER, weight REAL,
  source TEXT
);
CREATE TABLE facet (name TEXT, value TEXT, entry INTEGER, PRIMARY KEY (name, value, entry)) WITHOUT ROWID;
CREATE TABLE label (name TEXT, value TEXT, label TEXT, PRIMARY KEY (name, value)) WITHOUT ROWID;
CREATE TABLE shown (thing TEXT, entry INTEGER, PRIMARY KEY (thing, entry)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
  title, text, quote, content='entry', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
"""
AFTER = """
CREATE INDEX facet_entry ON facet (entry, name, value);
INSERT INTO words(words) VALUES ('rebuild');
INSERT INTO words(words) VALUES ('optimize');
"""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Taken out of what is indexed: two of these mark what was found (`kg.search.find`)."""
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
LONGEST = 4_000
"""Characters of a paragraph in one entry."""

Cells = tuple[object, ...]
Facets = Iterable[tuple[str, str]]


def index_of(folder: Path) -> Path:
    """The index of a build, made if it is not there yet. Raises BuildNotFound for a folder without a build, and
    UsageError where it cannot be written."""
    file = folder / FILE
    if file.is_file() and _is_ours(file):
        return file
    if not (folder / "store" / "CURRENT").is_file():
        raise BuildNotFound(f"{folder} holds no build: run `kg build` first, or name another folder with --build")
    made = folder / f".{FILE}.{os.getpid()}"
    try:
        write_index(folder, made)
        made.replace(file)
    except (OSError, sqlite3.OperationalError) as error:
        raise UsageError(f"{file}: the search index cannot be written there ({error})") from error
    finally:
        made.unlink(missing_ok=True)
    return file


def _is_ours(file: Path) -> bool:
    """Whether a file is an index that this version reads."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            return bool(opened.execute("PRAGMA user_version").fetchone()[0] == VERSION)
    except sqlite3.Error:
        return False


def write_index(folder: Path, to: Path) -> None:
    """Write the index of a build into a new file."""
    to.unlink(missing_ok=True)
    site = Site(Build(folder), Options())
    with closing(sqlite3.connect(to)) as made:
        made.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = {VERSION};")
        made.executescript(SCHEMA)
        _Writer(made, site).write()
        made.commit()
        made.executescript(AFTER)
        made.commit()


class _Writer:
    """Puts entries into an index, numbered in the order in which they come."""

    def __init__(self, made: sqlite3.Connection, site: Site) -> None:
        self.made, self.site, self.build = made, site, site.build
        self.number = 0
        self.by_row: dict[int, int] = {}

    def write(self) -> None:
        """Everything, in a fixed order."""
        for kind, name, page, more in things(self.site):
            self._thing(THINGS[int(kind)].lower(), str(name), str(page), str(more))
        for table in FACT_TABLES:
            for row in self.build.rows(table):
                self._fact(table, row)
        for thing in sorted(self.site.pages):
            if has_data(page_of(thing)):
                numbers = sorted({self.by_row[id(row)] for _, row in facts_of(self.site, thing)})
                self.made.executemany("INSERT INTO shown VALUES (?, ?)", ((thing, number) for number in numbers))
        for doc in sorted(self.site.documents.values(), key=lambda doc: doc.key):
            self._paragraphs(doc)
        self.made.executemany("INSERT INTO label VALUES (?, ?, ?)", self._labels())

    def _put(self, cells: Cells, facets: Facets) -> int:
        self.number += 1
        values = (_CONTROL.sub(" ", cell) if isinstance(cell, str) else cell for cell in cells)
        self.made.execute(f"INSERT INTO entry VALUES ({'?, ' * 14}?)", (self.number, *values))  # noqa: S608 - no value in it
        rows = sorted({(name, value, self.number) for name, value in facets if value})
        self.made.executemany("INSERT INTO facet VALUES (?, ?, ?)", rows)
        return self.number

    def _thing(self, kind: str, name: str, page: str, more: str) -> None:
        thing = page.removesuffix(".html")
        doc = self.site.documents.get(thing)
        facets = list(self._of_document(doc)) if doc else []
        if kind in ("authority", "inspection"):
            facets.append(("authority", gss_of(thing)))
        iri = self.build.base + thing if "#" not in page else ""
        self._put((kind, name, more, page, iri, "", doc.file if doc else "", "", "", "", "", 1, 3.0, ""), facets)

    def _fact(self, table: str, row: Row) -> None:
        doc = self.build.docs.get(row["document"])
        kind, iri, says, document, number, start, end, quote = (table, *cells((table, row))[1:])
        kind = KINDS_OF.get(row.get("polarity", ""), KINDS_OF.get(table, table))
        page = f"{page_of(doc.key)}#{anchor(start, end)}" if doc else ""
        text = row.get("text", "") or self._summary(table, row)
        found = int(row["primary"] == "true" and table not in UNFOUND)
        values = (
            kind,
            self._title(row, doc),
            text,
            page,
            iri,
            says,
            document,
            number,
            start,
            end,
            quote,
            found,
            1.0,
            table,
        )
        self.by_row[id(row)] = self._put(values, self._of_fact(row, doc))

    def _title(self, row: Row, doc: Doc | None) -> str:
        """Whom it is about: a body, a person, an area, or the document's own authority."""
        own = next((row[name] for name in ("body", "person", "area", "speaker", "actor") if row.get(name)), "")
        if own or doc is None:
            return own
        names = {self.site.name_of(gss_of(about)) for about in doc.about if gss_of(about)}
        return next(iter(names)) if len(names) == 1 else ""

    def _summary(self, table: str, row: Row) -> str:
        """What a fact without a text of its own says."""
        label = self.build.label
        parts: tuple[str, ...]
        if table == "judgements":
            parts = (label("aspect", row["aspect"]), label("grade", row["grade"]))
        elif table == "people":
            parts = (row["post_title"] or label("role", row["role"]), row["organisation"], row["party"])
        elif table == "statistics":
            parts = (label("indicator", row["indicator"]), row["value"])
        else:
            parts = tuple(row[name] for name in SAID.get(table, ()))
        return ", ".join(filter(None, parts))

    def _of_fact(self, row: Row, doc: Doc | None) -> Facets:
        begun = row.get("inspection_start") or row.get("start") or self._start(row.get("inspection_iri", ""))
        yield from self._of_document(doc, own_year=not begun, own_body=not row.get("gss"))
        yield "authority", row.get("gss", "")
        yield "year", str(year(begun) or "")
        yield "grade", row.get("grade", "")
        for aspect in (row.get("covers") or row.get("aspect", "")).split("; "):
            yield "aspect", aspect
        for theme in row.get("themes", "").split("; "):
            yield "theme", theme

    def _start(self, inspection: str) -> str:
        row = self.build.inspections.get(inspection)
        return row["start"] if row else ""

    def _of_document(self, doc: Doc | None, own_year: bool = True, own_body: bool = True) -> Facets:
        if doc is None:
            return
        yield "genre", doc.genre
        if own_year:
            yield "year", str(year(doc.issued) or "")
        if own_body:
            yield from (("authority", gss_of(about)) for about in doc.about)

    def _paragraphs(self, doc: Doc) -> None:
        """A document's own words, a paragraph at a time."""
        file = self.build.folder / "texts" / f"{doc.id}.txt"
        if not file.is_file():
            return
        facets = list(self._of_document(doc))
        title = doc.title or doc.file
        for start, end, words in paragraphs(file.read_bytes().decode("utf-8")):
            page = page_of(doc.key)
            self._put(("paragraph", title, words, page, "", "", doc.file, "", start, end, "", 1, 0.5, ""), facets)

    def _labels(self) -> Iterator[tuple[str, str, str]]:
        """What people read for the value of a facet."""
        found = self.made.execute("SELECT DISTINCT name, value FROM facet ORDER BY name, value")
        for name, value in found.fetchall():
            known = self.site.name_of(value) if name == "authority" else value
            yield name, value, known if name in ("authority", "year") else self.build.label(name, value)


KINDS_OF = {
    "strength": "strength", "area-for-improvement": "area for improvement", "findings": "finding",
    "judgements": "judgement", "recommendations": "recommendation", "people": "person named", "actions": "action",
    "organisations": "organisation", "services": "service", "statistics": "number", "quotations": "quotation",
    "legislation": "law", "statements": "statement", "inspections": "inspection",
}  # fmt: skip
"""Table, or polarity of a finding → the kind of its entries."""
SAID = {
    "inspections": ("framework", "lead_inspector"), "organisations": ("name", "abbreviation"),
    "services": ("name", "provider"), "legislation": ("title", "provision"),
}  # fmt: skip
"""Table → columns that say what a row says, where nothing has to be put into words."""
UNFOUND = ("inspections", "statements")
"""Tables whose rows are no hits of their own: inspections are among the things, and statements are about them."""


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """(first character, one after the last, words on one line) of each paragraph; a very long one comes in parts."""
    for found in PARAGRAPH.finditer(text):
        for start in range(found.start(), found.end(), LONGEST):
            end = min(start + LONGEST, found.end())
            words = " ".join(text[start:end].split())
            if words:
                yield start, end, words
