"""What is found: hits with the words marked, and how many there are of each authority, aspect, grade, year, theme and kind."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kg.csv_text import csv_text
from kg.errors import DataError, UsageError
from kg.questions import authority_meant, concept_meant
from kg.search.index import FACETS
from kg.search.words import fts_query

PAGE = 20
"""Hits on a page when nothing else is said."""
MOST = 1_000
"""Hits that can be had at once."""
SECONDS = 5.0
"""The most that a search may take."""
LISTED = 12
"""Values of a facet that are listed; one that is chosen is among them."""
_ON, _OFF = "\x02", "\x03"
_COLUMNS = ("kind", "title", "text", "page", "iri", "document", "number", "char_start", "char_end", "quote")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found. `marked`: a part of its words, with what was found between U+0002 and U+0003."""

    kind: str
    title: str
    text: str
    page: str
    iri: str
    document: str
    number: str
    char_start: str
    char_end: str
    quote: str
    marked: str

    @property
    def html(self) -> str:
        """The words with `<mark>` about what was found; everything else is escaped."""
        return escape(self.marked).replace(_ON, "<mark>").replace(_OFF, "</mark>")

    @property
    def plain(self) -> str:
        """The words with » and « about what was found."""
        return self.marked.replace(_ON, "»").replace(_OFF, "«")


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits have a value of a facet."""

    value: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Found:
    """An answer. `total` counts all hits, of which `hits` are a page; `facets`: name → its commonest values."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Count, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: words as typed, values of facets by name, and which hits are wanted."""

    text: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    first: int = 0
    size: int = PAGE


COLUMNS = ("kind", "title", "text", "quote", "document", "page", "char_start", "char_end", "iri", "address")
"""What is told of a hit in a file. `address`: its page in the site."""


def cells(hit: Hit) -> tuple[str, ...]:
    """A hit as values of `COLUMNS`."""
    where = (hit.document, hit.number, hit.char_start, hit.char_end)
    return (hit.kind, hit.title, hit.text, hit.quote, *where, hit.iri, hit.page)


def csv_of(hits: Iterable[Hit]) -> str:
    """Hits as CSV."""
    return csv_text([COLUMNS, *map(cells, hits)])


def meant(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The values of facets that words mean, e.g. {"authority": "Warwickshire"} → (("authority", "E10000031"),).

    Raises UsageError for a facet that there is not, and for words that mean nothing, with the closest that there are.
    """
    found = []
    for name, words in given.items():
        if name not in FACETS:
            raise UsageError(f"no facet {name!r}: there are {', '.join(FACETS)}")
        if name == "authority":
            value = authority_meant(words).gss
        elif name == "year":
            if not _YEAR.fullmatch(words):
                raise UsageError(f"{words!r} is no year: write it like 2017")
            value = words
        else:
            value = concept_meant(name, words).notation
        found.append((name, value))
    return tuple(found)


def find(index: Path, wanted: Wanted) -> Found:
    """Search. The best hits come first; without words, all that the facets leave, things first.

    Raises UsageError when nothing is searched for, DataError when it takes too long.
    """
    query = fts_query(wanted.text)
    if not query and not wanted.facets and not wanted.kind:
        raise UsageError("search for a word, or choose an authority, aspect, grade, year, theme or kind")
    with _opened(index) as opened:
        if not query and wanted.text.strip():
            return Found(0, (), dict.fromkeys(FACETS, ()))
        opened.execute("PRAGMA temp_store = MEMORY")
        opened.execute("CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY, rank REAL)")
        opened.execute(*_selection(query, wanted))
        total = opened.execute("SELECT COUNT(*) FROM hit").fetchone()[0]
        return Found(total, tuple(_hits(opened, query, wanted)), _counts(opened, wanted))


def _selection(query: str, wanted: Wanted) -> tuple[str, list[object]]:
    """The statement that fills the table of hits, and its values."""
    values: list[object] = []
    where = ["e.found"]
    if query:
        start = "FROM words JOIN entry e ON e.id = words.rowid"
        where.append("words MATCH ?")
        values.append(query)
    else:
        start = "FROM entry e"
    if wanted.kind:
        where.append("e.kind = ?")
        values.append(wanted.kind)
    for name, value in wanted.facets:
        where.append("e.id IN (SELECT entry FROM facet WHERE name = ? AND value = ?)")
        values.extend((name, value))
    rank = "bm25(words, 3.0, 2.0, 1.0) * e.weight" if query else "0"  # negative, the best the lowest
    return f"INSERT INTO hit SELECT e.id, {rank} {start} WHERE {' AND '.join(where)}", values


def _hits(opened: sqlite3.Connection, query: str, wanted: Wanted) -> Iterator[Hit]:
    size, first = min(max(wanted.size, 0), MOST), max(wanted.first, 0)
    order = "ORDER BY h.rank, h.id LIMIT ? OFFSET ?"
    names = ", ".join(f"e.{name}" for name in _COLUMNS)
    if not query:
        rows = opened.execute(f"SELECT {names} FROM hit h JOIN entry e USING (id) {order}", (size, first))  # noqa: S608
        yield from (Hit(*(*row, row[2] or row[9])) for row in rows)
        return
    ids = [row[0] for row in opened.execute(f"SELECT id FROM hit h {order}", (size, first))]  # noqa: S608
    text = (
        f"SELECT {names}, snippet(words, 1, '{_ON}', '{_OFF}', '…', 40), snippet(words, 2, '{_ON}', '{_OFF}', '…', 40) "  # noqa: S608
        "FROM words JOIN entry e ON e.id = words.rowid WHERE words MATCH ? AND words.rowid = ?"
    )
    for number in ids:
        *row, said, quoted = opened.execute(text, (query, number)).fetchone()
        yield Hit(*(*row, quoted if _ON in quoted and _ON not in said else said or quoted))


def _counts(opened: sqlite3.Connection, wanted: Wanted) -> dict[str, tuple[Count, ...]]:
    rows = opened.execute(
        "SELECT f.name, f.value, l.label, COUNT(*) AS n FROM hit h CROSS JOIN facet f ON f.entry = h.id "
        "JOIN label l ON l.name = f.name AND l.value = f.value "
        "GROUP BY f.name, f.value ORDER BY n DESC, l.label, f.value"
    )
    found: dict[str, list[Count]] = {name: [] for name in FACETS}
    chosen = set(wanted.facets)
    for name, value, label, number in rows:
        if len(found[name]) < LISTED or (name, value) in chosen:
            found[name].append(Count(value, label, number))
    return {name: tuple(counts) for name, counts in found.items()}


def facts_shown(index: Path, thing: str) -> list[tuple[str, ...]] | None:
    """What the page of a thing shows: rows of table, IRI, what it says, document, page, first and last character, quote;
    None for a thing without a page of facts."""
    names = "e.source, e.iri, e.says, e.document, e.number, e.char_start, e.char_end, e.quote"
    with _opened(index) as opened:
        rows = opened.execute(
            f"SELECT {names} FROM shown s JOIN entry e ON e.id = s.entry WHERE s.thing = ? ORDER BY e.id",  # noqa: S608
            (thing,),
        ).fetchall()
    return rows or None


@contextmanager
def _opened(index: Path) -> Iterator[sqlite3.Connection]:
    """The index for reading, with an end to its patience."""
    until = time.monotonic() + SECONDS
    try:
        with closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            opened.set_progress_handler(lambda: time.monotonic() > until, 10_000)
            yield opened
    except sqlite3.OperationalError as error:
        said = "the search took too long: ask for more words" if "interrupted" in str(error) else f"the index: {error}"
        raise DataError(said) from error
