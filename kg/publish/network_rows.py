"""The tables of a build as the picture needs them: facts with their quotes, labels, days in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.publish.involved import Involved
from kg.publish.network_model import Network, Node, Quote
from kg.publish.table_rows import read_rows
from kg.vocabulary import Lexicon

Row = dict[str, str]
QUOTE_CHARS = 300
LABEL_CHARS = 28
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short(text: str, limit: int = QUOTE_CHARS) -> str:
    """Text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return (line[: limit - 1].rpartition(" ")[0] or line[: limit - 1]) + "…"


def month(day: str) -> str:
    """2017-05-02 → May 2017; a year stays as it is."""
    parts = day.split("-")
    if len(parts) > 1 and parts[1].isdigit() and 0 < int(parts[1]) < len(_MONTHS):
        return f"{_MONTHS[int(parts[1])]} {parts[0]}"
    return day


def long_day(day: str) -> str:
    """2017-05-02 → 2 May 2017; a partial date as far as it goes."""
    parts = day.split("-")
    return f"{int(parts[2])} {month(day)}" if len(parts) == 3 and parts[2].isdigit() else month(day)


def year(day: str) -> int:
    """The year of an ISO day, 0 where there is none."""
    return int(day[:4]) if len(day) >= 4 and day[:4].isascii() and day[:4].isdigit() else 0


def words(notation: str) -> str:
    """A notation as words: lead-member → Lead member."""
    return notation.replace("-", " ").capitalize()


class Tables:
    """A build's tables, with whom the facts on people are about.

    `names`: path of a document's file → its key. `stated`: (document, inspection) → how many facts.
    """

    def __init__(self, folder: Path, base: str, involved: Involved, lexicon: Lexicon) -> None:
        self.folder, self.base, self.lexicon, self._involved = folder, base, lexicon, involved
        self.names: dict[str, str] = {}
        self.stated: dict[tuple[str, str], int] = defaultdict(int)

    def path(self, iri: str) -> str:
        """An IRI without the base."""
        return iri.removeprefix(self.base)

    def who(self, fact: str) -> tuple[str, str]:
        """The person and the organisation that a fact on a role is about, as paths; "" where not stated."""
        return self._involved.who(fact)

    def whom(self, inspection: str) -> str:
        """Whom an inspection inspected, as a path; no board, as who runs it is inspected as well."""
        bodies = self._involved.inspected.get(inspection, ())
        return next((body for body in bodies if not body.startswith("organisation/")), "")

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table; none where the build has no such table."""
        return read_rows(self.folder / f"{table}.csv")

    def facts(self, table: str) -> Iterator[tuple[Row, list[Row]]]:
        """Each fact of a table: its primary row, and all of its rows with that one first."""
        found: dict[str, list[Row]] = {}
        for row in self.rows(table):
            found.setdefault(next(iter(row.values())), []).append(row)
        for rows in found.values():
            rows.sort(key=lambda row: row["primary"] != "true")
            yield rows[0], rows

    def cite(self, node: Node, rows: Iterable[Row], says: str = "", network: Network | None = None) -> None:
        """Put the words of some rows on a node. With a network they count as facts about an inspection in
        it."""
        for row in rows:
            document = self.names.get(row["document"], "")
            page = int(row["page"]) if row["page"].isdigit() else 1
            place = (int(row["char_start"]), int(row["char_end"]))
            node.cite([Quote(short(row["quote"]), document, page, says, *place)])
            inspection = self.path(row.get("inspection_iri", ""))
            if network and inspection in network.nodes:
                self.stated[document, inspection] += 1

    def label(self, scheme: str, notation: str) -> str:
        """The label of a concept; the notation as words where it is none of ours; "" for ""."""
        known = self.lexicon.schemes.get(scheme)
        concept = known.concepts.get(notation) if known else None
        return concept.label if concept else words(notation)

    def brief(self, scheme: str, notation: str) -> str:
        """A label that fits into the picture: the preferred one if it is short, else the notation."""
        label = self.label(scheme, notation)
        if len(label) <= LABEL_CHARS:
            return label
        others = self.lexicon.concept(scheme, notation).labels
        return next((other for other in others if other.lower() == notation), words(notation))
