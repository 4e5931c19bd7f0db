"""`documents.csv` as a document: what it says of others is stated by its rows, and they are the evidence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.errors import UnreadableDocument
from kg.model import Document
from kg.read.assemble import assemble
from kg.read.folder import Source, load
from kg.read.text import read_text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a catalogue: the path that it is about, and where it stands in the text."""

    path: str
    start: int
    end: int


def catalogue_document(file: Path, name: str) -> Document | None:
    """A catalogue as a document, under the name that it goes by in outputs; None when it cannot be read (its reader
    has said so)."""
    try:
        data = load(Source(file, name))
        return assemble(Source(file, name), data, "text/csv", read_text(data))
    except UnreadableDocument:
        return None


def rows_of(text: str) -> Iterator[Row]:
    """The rows below the header, with their places. Ends quietly where the text is no CSV any more."""
    starts = [0]
    for line in io.StringIO(text, newline=""):
        starts.append(starts[-1] + len(line))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    column, before = None, 0
    try:
        for cells in reader:
            start, end = starts[before], starts[reader.line_num]
            before = reader.line_num
            names = [cell.strip().casefold().lstrip("\ufeff") for cell in cells]
            if column is None:
                column = names.index("path")
            elif len(cells) > column and cells[column].strip() and text[start:end].strip():
                yield Row(str(PurePosixPath(cells[column].strip())), start, start + len(text[start:end].rstrip()))
    except (csv.Error, ValueError):
        return
