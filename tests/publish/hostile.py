"""A made-up build whose documents try everything that a spreadsheet, a database or a parser might take for its own."""

from __future__ import annotations

from pathlib import Path

from kg.graph.store import open_store
from kg.model import Passage, Reading, Span
from kg.publish.tables import write_tables
from tests.graph import examples as ex

HOSTILE = (
    '=HYPERLINK("http://example.org/","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "https://example.org/not-a-link",
    'say "so"; DROP TABLE findings; --',
    "two\nlines, one comma",
    "children 👩‍👧 and 🏴 and 𝒳",
    "שלום \u202eabc",
    "</script><b>&amp;",
    "'quoted",
    "007",
)
"""Texts of recommendations, each of which must come through as it is."""


def _hostile() -> tuple[Reading, str]:
    text, facts = "A report 👩‍👧 says:\r\n", []
    passages = []
    for number, words in enumerate(HOSTILE, 101):  # numbers that the examples have not
        start = len(text)
        text += f"{words}\r\n"
        span = Span(start, start + len(words))
        facts.append(ex.asked(words, evidence=(span,), number=str(number), position=number))
        passages.append(Passage(span.start, span.end, words, 1, words))
    return ex.changed(ex.reading("hostile", facts), passages=tuple(passages), title=HOSTILE[0]), text


READING, TEXT = _hostile()
READINGS = {**ex.READINGS, "hostile": READING}
"""Readings that the build is made of, those of the examples beside the hostile one."""


def build(folder: Path) -> Path:
    """A build with store, tables and texts."""
    ex.RESOLUTION.documents[READING.id] = ex.resolved("hostile")  # type: ignore[index]
    try:
        ex.build(folder, READINGS.values())
    finally:
        del ex.RESOLUTION.documents[READING.id]  # type: ignore[attr-defined]
    write_tables(open_store(folder / "store"), folder / "tables", ex.BASE)
    (folder / "texts").mkdir()
    for one in READINGS.values():
        text = TEXT if one is READING else "".join(chr(ord("a") + place % 26) for place in range(900))
        (folder / "texts" / f"{one.id}.txt").write_bytes(text.encode())
    return folder
