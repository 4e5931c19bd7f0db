"""Writes gold/*.csv from notes/*.toml, here, in `fifth/` and `sixth/`: notes quote words, this finds where they stand.

Run `python -m tests.press.make_offsets` after changing a note or a text. A quote is a string that stands once in the text,
`{text = "…", nth = 2}` where it stands more often, or `first words … last words` for everything from one to the other.
"""

from __future__ import annotations

import csv
import functools
import html.parser
import io
import json
import tomllib
from pathlib import Path
from typing import Any

import rdflib
from rdflib.namespace import SKOS

INSP = rdflib.Namespace("https://w3id.org/inspection-kg/ontology#")
HERE = Path(__file__).resolve().parent
TEXTS, NOTES, GOLD = HERE / "texts", HERE / "notes", HERE / "gold"
REGISTER = HERE / "register.ttl"
FIFTH, SIXTH = HERE / "fifth", HERE / "sixth"
"""Sets with texts, notes, gold and a register of their own."""
HOMES = (HERE, FIFTH, SIXTH)
GAP = " … "
SPAN = ["char_start", "char_end", "quote", "also", "optional", "accept"]
COLUMNS = {
    "judgements": ["document", "body", "gss", "inspection_start", "aspect", "grade", *SPAN],
    "inspections": ["document", "body", "framework", "status", "start", "end", "published", *SPAN],
    "people": ["document", "person", "honorific", "role", "post_title", "organisation", "party", "ward", "from", *SPAN],
    "quotations": ["document", "speaker", "group", "short", *SPAN],
    "findings": ["document", "polarity", *SPAN],
    "statistics": ["document", "indicator", "value", *SPAN],
    "actions": ["document", "actor", "text", "due", *SPAN],
}
ALWAYS = ("judgements", "inspections", "people", "quotations")
"""The tables that every note annotates; the others are in scope where a note's `scope` names them."""
OWN_BODY = {"judgements": "body", "inspections": "body", "people": "organisation"}
"""The column that means the document's own council where a note does not say otherwise."""
WITHOUT_OFFSETS = ("judgements", "inspections", "people")
"""The tables for which a page in HTML is in scope, by value alone."""


class QuoteError(ValueError):
    """The words of a note do not stand in the text, or stand there more often than the note says."""


def find(text: str, quote: str | dict[str, Any]) -> tuple[int, int]:
    """First and last character of a quote (half-open); raises QuoteError when that is not exactly one place."""
    words, nth = (quote, 0) if isinstance(quote, str) else (quote["text"], quote["nth"])
    first, _, last = words.partition(GAP)
    if nth == 0 and text.count(first) != 1 or text.count(first) < nth:
        raise QuoteError(f"{text.count(first)} times in the text: {first!r}")
    start = -1
    for _ in range(max(nth, 1)):
        start = text.index(first, start + 1)
    end = start + len(first)
    if last:
        stop = text.find(last, end)
        if stop < 0:
            raise QuoteError(f"not in the text after {first!r}: {last!r}")
        end = stop + len(last)
    return start, end


class _Visible(html.parser.HTMLParser):
    """Collects what a reader sees of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.parts.append(" " if tag in ("p", "td", "th", "tr", "li", "h1", "h2", "caption", "figcaption") else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def visible(page: str) -> str:
    """The words of a page in HTML, in its order, with single spaces."""
    reader = _Visible()
    reader.feed(page)
    return " ".join("".join(reader.parts).split())


def read(document: str, home: Path = HERE) -> str:
    """The text that quotes are looked up in: a file's own characters, of a page what a reader sees."""
    text = (home / "texts" / document).read_bytes().decode("utf-8")
    return visible(text) if document.endswith(".html") else text


@functools.cache
def codes(home: Path = HERE) -> dict[str, str]:
    """Every name of a council of the register → its code."""
    register = rdflib.Graph().parse(home / "register.ttl", format="turtle")
    return {str(name): str(register.value(council, INSP.gssCode))
            for council, name in register.subject_objects(SKOS.prefLabel | SKOS.altLabel)}  # fmt: skip


def row(table: str, note: dict[str, Any], entry: dict[str, Any], home: Path = HERE) -> dict[str, str]:
    """One line of a table; of a page in HTML without offsets."""
    document, own = note["document"], OWN_BODY.get(table)
    entry = ({own: note["body"]} if own else {}) | entry
    text, paged = read(document, home), document.endswith(".html")
    start, end = find(text, entry["quote"])
    also = [find(text, quote) for quote in entry.get("also", [])]
    line = {name: "yes" if (value := entry.get(name, "")) is True else str(value) for name in COLUMNS[table]}
    line |= {"document": document, "quote": text[start:end], "char_start": str(start), "char_end": str(end)}
    if "gss" in line:
        line["gss"] = codes(home).get(line["body"], "")
    line["also"] = ";".join(f"{a}-{b}" for a, b in also)
    line["accept"] = _accept(entry.get("accept", {}))
    return line | ({"char_start": "", "char_end": "", "also": ""} if paged else {})


def _accept(values: dict[str, list[str]]) -> str:
    right = {name: [value or None for value in others] for name, others in values.items()}
    return json.dumps(right, ensure_ascii=False) if right else ""


def build(home: Path = HERE) -> dict[str, str]:
    """Name of each gold file → what stands in it."""
    notes = [tomllib.loads(path.read_text("utf-8")) for path in sorted((home / "notes").glob("*.toml"))]
    rows = {
        table: [row(table, note, entry, home) for note in notes for entry in note.get(table, [])] for table in COLUMNS
    }
    files = {f"{table}.csv": _csv(COLUMNS[table], rows[table]) for table in COLUMNS}
    scope = [
        {"table": table, "document": note["document"]} for table in COLUMNS for note in notes if _asked(table, note)
    ]
    return files | {"scope.csv": _csv(["table", "document", "char_start", "char_end"], scope)}


def _asked(table: str, note: dict[str, Any]) -> bool:
    if table not in (*ALWAYS, *note.get("scope", [])):
        return False
    return table in WITHOUT_OFFSETS or not note["document"].endswith(".html")


def _csv(columns: list[str], rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    for home in HOMES:
        (home / "gold").mkdir(exist_ok=True)
        for name, content in build(home).items():
            (home / "gold" / name).write_text(content, "utf-8", newline="")
