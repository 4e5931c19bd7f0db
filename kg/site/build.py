"""The tables of a build in memory, as pages need them: rows by document, by body and by inspection."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from kg.graph.store import Readable, base_of, open_store
from kg.publish.columns import FACT_TABLES
from kg.publish.facts import gss_of
from kg.publish.involved import Involved
from kg.publish.table_rows import read_rows
from kg.site.days import short
from kg.vocabulary import Concept, Lexicon, lexicon

Row = dict[str, str]
Stated = tuple[int, int, str, Row]
"""First and last character of a fact's words, its table, its row."""
OVERALL = "overall-effectiveness"
CATALOGUE = "catalogue"
NOWHERE = Path(os.devnull)
"""A folder in which nothing lies, for what has a store and no tables."""
_OPEN = ("open government licence", "ogl", "cc by", "cc0", "cc-by", "creativecommons.org", "public domain")
_WORDS = ("text", "quote", "earlier_text", "other_quote")
"""Columns that hold words of documents."""
_CLOSED = ("-nd", " nd", "noderiv")


@dataclass(frozen=True, slots=True)
class Doc:
    """A document of the build. `key` is its path below the base, `file` its path in the folder that was read;
    `issued_from` the words from which its day was worked out, where it prints none."""

    key: str
    file: str
    title: str
    genre: str
    publisher: str
    author: str
    issued: str
    pages: str
    source: str
    licence: str
    about: tuple[str, ...]
    issued_from: str = ""

    @property
    def id(self) -> str:
        """The part of its key that is its own."""
        return self.key.rpartition("/")[2]

    @property
    def is_open(self) -> bool:
        """Whether its licence lets everyone publish its text with marks in it."""
        said = self.licence.lower()
        return any(name in said for name in _OPEN) and not any(name in said for name in _CLOSED)


class Build:
    """A build's tables. `rows` come in the order of the tables; a table that is not there has none."""

    def __init__(self, folder: Path, base: str = "", quote_chars: int = 0, store: Readable | None = None) -> None:
        """`quote_chars`: words of documents that are under no open licence are cut to so many characters, 0 for never.
        `store`: one that stands elsewhere, and has no tables.

        Raises BuildNotFound where the folder holds no build.
        """
        self.folder, self._quote_chars = folder, quote_chars
        self._kept: dict[str, list[Row]] = {}
        self._sorted: dict[str, Sequence[Stated]] = {}
        self._by_name: dict[str, dict[tuple[str, str], Row]] = {}
        self.lexicon: Lexicon = lexicon()
        self.base = base or base_of(store or open_store(folder / "store"))
        self.involved = Involved({}, {}) if store else Involved.of_build(folder, self.base)

    def path(self, iri: str) -> str:
        """An IRI without the base."""
        return iri.removeprefix(self.base)

    def who(self, fact: str) -> tuple[str, str]:
        """The person and the organisation that a fact on a role is about, as paths; "" where not stated."""
        return self.involved.who(fact)

    def rows(self, table: str) -> list[Row]:
        """All rows of a table."""
        if table not in self._kept:
            self._kept[table] = rows = list(read_rows(self.folder / "tables" / f"{table}.csv"))
            if self._quote_chars and table != "documents":
                self._kept[table] = [self._clipped(row) for row in rows]
        return self._kept[table]

    def _clipped(self, row: Row) -> Row:
        return row | {name: self.cut(row.get("document", ""), row[name]) for name in _WORDS if name in row}

    def cut(self, file: str, words: str) -> str:
        """Words of a document, cut where only so many may be shown of it."""
        doc = self.docs.get(file)
        return words if not self._quote_chars or doc is None or doc.is_open else short(words, self._quote_chars)

    def facts(self, table: str) -> list[Row]:
        """One row for each fact: the one of its primary document."""
        name = f"{table} once"
        if name not in self._kept:
            self._kept[name] = [row for row in self.rows(table) if row["primary"] == "true"]
        return self._kept[name]

    @cached_property
    def docs(self) -> dict[str, Doc]:
        """Documents by file."""
        return {row["document"]: self._doc(row) for row in self.rows("documents")}

    @cached_property
    def authorities(self) -> dict[str, Row]:
        """The register by GSS code."""
        return {row["gss"]: row for row in self.rows("authorities")}

    @cached_property
    def covered(self) -> list[str]:
        """GSS codes of the authorities that some document or inspection here is about, by name."""
        found = {row["gss"] for row in self.facts("inspections")}
        found |= {gss_of(about) for doc in self.docs.values() for about in doc.about}
        return sorted(found & set(self.authorities), key=lambda gss: (self.authorities[gss]["name"].casefold(), gss))

    @cached_property
    def by_document(self) -> Mapping[str, Sequence[tuple[str, Row]]]:
        """File → what its document states, with the table of each, table by table."""
        found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for table in FACT_TABLES:
            if table != "inspections":
                for row in self.rows(table):
                    found[row["document"]].append((table, row))
        return dict(found)

    def stated(self, file: str) -> Sequence[Stated]:
        """What a document states, in the order (first character, -last character). Sorted when it is first asked for:
        most documents are looked at by one worker only."""
        if file not in self._sorted:
            rows = self.by_document.get(file, ())
            found = [(int(row["char_start"]), int(row["char_end"]), table, row) for table, row in rows]
            found.sort(key=itemgetter(1), reverse=True)
            found.sort(key=itemgetter(0))
            self._sorted[file] = found
        return self._sorted[file]

    def of_body(self, table: str) -> Mapping[str, list[Row]]:
        """GSS code → rows: the facts of a fact table, all rows of another."""
        return self._grouped(table, "gss")

    def of_inspection(self, table: str) -> Mapping[str, list[Row]]:
        """IRI of an inspection → the facts about it."""
        return self._grouped(table, "inspection_iri")

    def by(self, table: str, column: str) -> Mapping[str, list[Row]]:
        """Value of a column → rows."""
        return self._grouped(table, column)

    def every(self, table: str, column: str) -> Mapping[str, list[Row]]:
        """Value of a column → all rows of a fact table, also where several documents state one fact."""
        name = (f"every {table}", column)
        if name not in self._groups:
            self._groups[name] = grouped(self.rows(table), column)
        return self._groups[name]

    def _grouped(self, table: str, column: str) -> Mapping[str, list[Row]]:
        name = (table, column)
        if name not in self._groups:
            self._groups[name] = grouped(self.facts(table) if table in FACT_TABLES else self.rows(table), column)
        return self._groups[name]

    @cached_property
    def _groups(self) -> dict[tuple[str, str], Mapping[str, list[Row]]]:
        return {}

    @cached_property
    def inspections(self) -> dict[str, Row]:
        """Inspections by IRI, the earliest first."""
        rows = sorted(self.facts("inspections"), key=lambda row: (row["start"], row["inspection_iri"]))
        return {row["inspection_iri"]: row for row in rows}

    def _named(self, table: str) -> Mapping[tuple[str, str], Row]:
        """(fact of a table, file) → the row; (fact, "") → its primary row."""
        if table not in self._by_name:
            found = self._by_name[table] = {}
            iri = FACT_TABLES[table][0]
            for row in self.rows(table):
                found.setdefault((row[iri], row["document"]), row)
                if row["primary"] == "true":
                    found[row[iri], ""] = row
        return self._by_name[table]

    def fact(self, iri: str, file: str = "") -> Row | None:
        """The row of a fact as one document states it, or its primary one. A fact stands in one table, and most that
        are asked for in one of the first, which are small."""
        return next((row for table in FACT_TABLES if (row := self._named(table).get((iri, file)))), None)

    def quoted(self, file: str, quote: str) -> Row | None:
        """A row of a document that rests on exactly these words."""
        return next((row for _, _, _, row in self.stated(file) if row["quote"] == quote), None)

    def concept(self, scheme: str, notation: str) -> Concept | None:
        """A concept, or None where the vocabulary has none of that notation."""
        known = self.lexicon.schemes.get(scheme)
        return known.concepts.get(notation) if known else None

    def label(self, scheme: str, notation: str) -> str:
        """The label of a concept; a notation that is none of ours as words; "" for ""."""
        concept = self.concept(scheme, notation)
        return concept.label if concept else notation.replace("-", " ").capitalize()

    def _doc(self, row: Row) -> Doc:
        about = tuple(self.path(iri) for iri in row["about_iri"].split("; ") if iri)
        plain = ("title", "genre", "publisher", "author", "issued", "pages", "source", "licence")
        named = {name: row[name] for name in plain}
        told = row.get("issued_inferred_from", "")  # a build of before has no such column
        return Doc(key=self.path(row["document_iri"]), file=row["document"], about=about, issued_from=told, **named)


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows by the value of a column; a table of an older build that lacks the column has no groups."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get(column, "")].append(row)
    return dict(found)
