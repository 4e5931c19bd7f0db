"""An answer as lines for a terminal: a table of its short values, and under each row the words that it rests on."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from pathlib import PurePosixPath
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from kg.graph.query import Iri, Value

if TYPE_CHECKING:
    from kg.graph.query import Rows

WIDEST, NARROWEST = 36, 8
"""Characters that a cell may have, and that it keeps however narrow the terminal is."""
QUOTED = 3
"""Lines that a quote may fill."""

Row = dict[str, Value]


def answer_lines(rows: Rows, known: Container[str] = (), width: int | None = None) -> Iterator[str]:
    """The lines. Columns of IRIs, and those that the reader asked for by value (`known`), are left out; `quote`,
    `document` and `page` (also `other_quote` …) go below the row; what is too long ends with "…"."""
    room = width or get_terminal_size((100, 24)).columns
    quotes = [name.removesuffix("quote") for name in rows.columns if name.endswith("quote")]
    below = {prefix + part for prefix in quotes for part in ("quote", "document", "page")}
    found: list[Row] = [dict(zip(rows.columns, row, strict=True)) for row in rows]
    columns = [name for name in rows.columns if name not in below and name not in known and _worth_it(found, name)]
    cells = [[_plain(row[name]) for name in columns] for row in found]
    heads = [name.replace("_", " ") for name in columns]
    widths = _widths([heads, *cells], room)
    yield _aligned(heads, widths)
    yield _aligned(["─" * width for width in widths], widths)
    for row, shown in zip(found, cells, strict=True):
        yield _aligned(shown, widths)
        for prefix in quotes:
            yield from _quoted(row, prefix, room)


def first_fact(rows: Rows) -> str:
    """The IRI to explain in the first row, that of its last column of IRIs; "" where it has none."""
    iris = [value for row in list(rows)[:1] for value in row if isinstance(value, Iri)]
    return iris[-1] if iris else ""


def _worth_it(rows: Sequence[Row], name: str) -> bool:
    """Whether a person wants to see the column: it holds no IRIs, and something."""
    return not name.endswith("_iri") and any(row[name] not in (None, "") for row in rows)


def _plain(value: Value) -> str:
    return "" if value is None else " ".join(str(value).split())


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _widths(lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths that hold every cell, the widest cut down until all fit the room with two blanks between them."""
    widths = [min(WIDEST, max(map(len, column))) for column in zip(*lines, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    pairs = zip(cells, widths, strict=True)
    return "  ".join(_shortened(cell, width).ljust(width) for cell, width in pairs).rstrip()


def _quoted(row: Row, prefix: str, room: int) -> Iterator[str]:
    """The quote, then the document and page; nothing where the row has no such quote."""
    from textwrap import wrap

    quote = _plain(row[f"{prefix}quote"])
    if not quote:
        return
    name = prefix.replace("_", " ")
    text = f"{name}“{_shortened(quote, QUOTED * (room - 4) - len(name) - 10)}”"
    yield from (f"    {line}" for line in wrap(text, room - 4, break_on_hyphens=False))
    document = PurePosixPath(_plain(row.get(f"{prefix}document"))).name
    yield f"    {_shortened(f'— {document}', room - 16)}, page {_plain(row.get(f'{prefix}page'))}"
