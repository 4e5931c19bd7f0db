"""The list of what to get: a CSV file with an address a row, and what its owner knows of each document."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import UsageError
from kg.get.names import UnsafePath, safe_path
from kg.model import CatalogueEntry

MAX_LIST_BYTES = 20_000_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "address": ("address", "url", "source", "link"),
    "path": ("path",),
    "file": ("file", "filename", "file_name"),
    "folder": ("authority", "body"),
    "title": ("title",),
    "publisher": ("publisher",),
    "issued": ("issued", "published", "date"),
    "licence": ("licence", "license"),
}
"""What is asked of a row → the columns that give it, the first that the list has."""
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to get. `name` is where it shall lie below the folder, as far as the list says ("" where it does not);
    `entry` what `documents.csv` shall say of it; `line` its line in the list; `fault` why it cannot be asked for, or
    ""."""

    address: str
    name: str
    entry: CatalogueEntry
    line: int
    fault: str = ""


def read_wanted(file: Path) -> list[Wanted]:
    """The rows of a list, in order; an address that comes again counts once.

    Columns are found by name in any case: address, url, source or link; path, or file (below a folder named by
    authority or body); title, publisher, issued or published (2017-07-14, or 14/07/17 as the British write it),
    licence. Others are ignored. Raises UsageError where the list cannot be read, has no column of addresses or
    no row."""
    rows = csv.DictReader(io.StringIO(_text_of(file), newline=""), restval="", strict=True)
    try:
        rows.fieldnames = [name.strip().casefold() for name in rows.fieldnames or ()]
        columns = {key: _column(rows.fieldnames, names) for key, names in COLUMNS.items()}
        if not columns["address"]:
            raise UsageError(f"{file}: no column of addresses: head it {', '.join(COLUMNS['address'][:3])}")
        found = list(_rows(rows, columns))
    except csv.Error as error:
        raise UsageError(f"{file}, line {rows.line_num}: it is not CSV ({error}): check the quote marks") from error
    if not found:
        raise UsageError(f"{file}: it lists no address")
    first: dict[str, Wanted] = {}
    for wanted in found:
        first.setdefault(wanted.address, wanted)
    return list(first.values())


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_LIST_BYTES:
            raise UsageError(f"{file} is larger than {MAX_LIST_BYTES:,} bytes: split it")
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}): name a CSV file of addresses") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 (byte {error.start}): save it as CSV in UTF-8") from error


def _column(names: Sequence[str], wanted: Sequence[str]) -> str:
    return next((name for name in wanted if name in names), "")


def _rows(rows: csv.DictReader[str], columns: Mapping[str, str]) -> Iterator[Wanted]:
    for row in rows:
        cells = {key: " ".join((row.get(column) or "").split()) for key, column in columns.items()}
        if not cells["address"]:
            continue
        name, fault = _name(cells)
        entry = CatalogueEntry(
            cells["title"], cells["publisher"], iso_date(cells["issued"]), cells["address"], cells["licence"]
        )
        yield Wanted(cells["address"], name, entry, rows.line_num, fault)


def _name(cells: Mapping[str, str]) -> tuple[str, str]:
    """Where the file shall lie, and what is wrong with that."""
    said = cells["path"] or "/".join(part.replace("/", "-") for part in (cells["folder"], cells["file"]) if part)
    if not cells["path"] and not cells["file"]:
        return "", ""
    try:
        return safe_path(said), ""
    except UnsafePath as error:
        return "", str(error)


def iso_date(value: str) -> str:
    """The day as ISO; a British day in figures is turned round, what is no date becomes ""."""
    british = _BRITISH.fullmatch(value)
    if british:
        day, month, year = british.groups()
        value = f"{year if len(year) == 4 else f'20{year}'}-{month:0>2}-{day:0>2}"
    shape = {4: "-01-01", 7: "-01", 10: ""}.get(len(value))
    try:
        return value if shape is not None and date.fromisoformat(value + shape) else ""
    except ValueError:
        return ""
