"""`documents.csv`: what the owner of a folder knows of documents that do not print it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from kg.model import CatalogueEntry, Problem, Severity
from kg.read.characters import fit

FILE_NAME = "documents.csv"
FIELDS = ("title", "publisher", "issued", "source", "licence")
MAX_CATALOGUE_BYTES = 20_000_000
MAX_CELL_CHARACTERS = 100_000

Entries = dict[str, CatalogueEntry]


def read_catalogue(folder: Path) -> tuple[Entries, tuple[Problem, ...]]:
    """Entries of the folder's `documents.csv` by path below the folder ("/" between parts), and what is wrong
    in it.

    Columns are found by name (path, title, publisher, issued, source, licence), others ignored. A folder
    without the file has no entries and no problems. Nothing in the file is an error: a row that cannot be
    used is a warning."""
    file = folder / FILE_NAME
    if not file.is_file():
        return {}, ()
    try:
        text = _text_of(file)
    except (OSError, ValueError) as error:
        return {}, (_problem("file", f"it cannot be read: {_reason(error)}", "save it as CSV in UTF-8"),)
    return _entries(text, folder)


def _text_of(file: Path) -> str:
    if file.stat().st_size > MAX_CATALOGUE_BYTES:
        raise ValueError(f"it is larger than {MAX_CATALOGUE_BYTES:,} bytes")
    return file.read_bytes().decode("utf-8-sig")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8 (byte {error.start})"
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)


def _entries(text: str, folder: Path) -> tuple[Entries, tuple[Problem, ...]]:
    entries: Entries = {}
    problems: list[Problem] = []
    rows = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
    try:
        rows.fieldnames = [name.strip().casefold() for name in rows.fieldnames or ()]
        if "path" not in rows.fieldnames:
            return {}, (_problem("line 1", "it has no column “path”", f"head the columns path,{','.join(FIELDS)}"),)
        for row in rows:
            problems += _read_row(row, f"line {rows.line_num}", folder, entries)
    except csv.Error as error:
        where = f"line {rows.line_num}"
        problems.append(_problem(where, f"it is not CSV from here on: {error}", "check the quote marks"))
    return entries, tuple(problems)


def _read_row(row: Mapping[str, str], where: str, folder: Path, entries: Entries) -> Iterator[Problem]:
    """Put the row's entry into `entries`; what is wrong with the row."""
    path = row["path"].strip()
    if not path:
        if any(isinstance(value, str) and value.strip() for value in row.values()):
            yield _problem(where, "a row without a path", "write the file's path below this folder")
        return
    if not _is_inside(path):
        yield _problem(where, f"not a path inside this folder: {path!r}", "write it with “/” and without “..”")
        return
    path = str(PurePosixPath(path))
    if any(len(row.get(name) or "") > MAX_CELL_CHARACTERS for name in FIELDS):
        what = f"a cell of more than {MAX_CELL_CHARACTERS:,} characters"
        yield _problem(where, what, "shorten it, or check the quote marks")
        return
    if path in entries:
        yield _problem(where, f"a second row for {path!r}", "keep one row; the first was used")
        return
    if not (folder / path).is_file():
        what_to_do = "correct the path, or take the row out"
        yield _problem(where, f"no such file: {path!r}", what_to_do, Severity.NOTE)
    values = {name: " ".join(fit(row.get(name) or "").split()) for name in FIELDS}
    if not _is_date(values["issued"]):
        yield _problem(where, f"not a date: {values['issued']!r}", "write it as 2017-07-14, 2017-07 or 2017")
        values["issued"] = ""
    entries[path] = CatalogueEntry(**values)


def _is_inside(path: str) -> bool:
    """Whether a path can only lie below the folder. A drive letter or "\\" would mean other places on other
    systems."""
    parts = PurePosixPath(path)
    return not (parts.is_absolute() or ".." in parts.parts or "\\" in path or "\0" in path or path[1:2] == ":")


def _is_date(value: str) -> bool:
    """Whether the value is empty or an ISO date, to the day, month or year."""
    if not value:
        return True
    shape = {4: "0000-01-01", 7: "0000-00-01", 10: "0000-00-00"}.get(len(value))
    try:
        return shape is not None and value.isascii() and bool(date.fromisoformat(value + shape[len(value) :]))
    except ValueError:
        return False


def _problem(where: str, what: str, what_to_do: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(FILE_NAME, severity, where, what, what_to_do)
