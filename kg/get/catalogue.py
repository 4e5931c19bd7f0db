"""`documents.csv` brought up to date: rows for what was fetched, empty cells filled, what its owner wrote left alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kg.errors import UsageError
from kg.get.state import replace_file
from kg.model import CatalogueEntry
from kg.read.catalogue import FIELDS, FILE_NAME

COLUMNS = ("path", *FIELDS)
Row = dict[str, str]


class Catalogue:
    """A folder's `documents.csv`, with all its columns and rows in their order."""

    def __init__(self, folder: Path) -> None:
        """Raises UsageError where the file is there and cannot be understood: it would be lost when written again."""
        self.file = folder / FILE_NAME
        self.columns: list[str] = list(COLUMNS)
        self.rows: list[Row] = []
        self._before = b""
        if self.file.is_file():
            self._read()

    def _read(self) -> None:
        try:
            self._before = self.file.read_bytes()
            found = csv.reader(io.StringIO(self._before.decode("utf-8-sig"), newline=""), strict=True)
            header, *rows = list(found) or [[]]
        except (OSError, ValueError, csv.Error) as error:
            raise UsageError(f"{self.file} cannot be read ({error}): mend it, or move it away") from error
        names = [name.strip().casefold() for name in header]
        if "path" not in names:
            raise UsageError(f"{self.file} has no column “path”: mend it, or move it away")
        if any(len(row) > len(names) for row in rows):
            raise UsageError(f"{self.file} has a row with more cells than columns: mend it, or move it away")
        self.columns = names + [name for name in COLUMNS if name not in names]
        self.rows = [dict(zip(names, row, strict=False)) for row in rows]

    def sources(self) -> dict[str, str]:
        """Path → the address that the file says it came from."""
        return {_path(row): row.get("source", "").strip() for row in self.rows if _path(row)}

    def add(self, path: str, entry: CatalogueEntry) -> None:
        """A document's row: cells that hold something stay as they are."""
        row = next((row for row in self.rows if _path(row) == path), None)
        if row is None:
            row = {"path": path}
            self.rows.append(row)
        for name in FIELDS:
            if not row.get(name, "").strip():
                row[name] = getattr(entry, name)

    def write(self) -> None:
        """Write the file, if anything in it is new. The BOM that spreadsheets put at its start stays."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n" if b"\r\n" in self._before else "\n")
        writer.writerow(self.columns)
        writer.writerows(_cells(row, self.columns) for row in self.rows)
        mark = b"\xef\xbb\xbf" if self._before.startswith(b"\xef\xbb\xbf") else b""
        data = mark + out.getvalue().encode()
        if self.rows and data != self._before:
            replace_file(self.file, data)


def _path(row: Row) -> str:
    said = row.get("path", "").strip()
    return str(PurePosixPath(said)) if said else ""


def _cells(row: Row, columns: Iterable[str]) -> list[str]:
    return [row.get(name, "") for name in columns]
