"""A build as its tables: rows one after the other, IRIs below the base."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.diff.shapes import NOT_FACTS, SHAPES
from kg.errors import BuildNotFound, DataError

_CODE = re.compile(r"(?<![A-Za-z0-9])[ENSW]\d{8}(?!\d)")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Build:
    """A build's folder. `documents`: path of a document → its path below the base; `about`: path of a document → the codes
    of the authorities that it is about; `digest`: a hash of its tables."""

    folder: Path
    base: str
    documents: Mapping[str, str]
    about: Mapping[str, frozenset[str]]
    names: tuple[str, ...] = field(default=())
    digest: str = ""

    def rows(self, table: str) -> Iterator[dict[str, str]]:
        """The rows of a table, of facts the primary ones; nothing where the build has no such table. Raises DataError
        where it cannot be read."""
        for row in read_rows(self.folder, table):
            if row.get("primary", "true") == "true":
                yield {name: _below(self.base, value) if _holds_iris(name) else value for name, value in row.items()}

    def authorities(self, row: Row) -> frozenset[str]:
        """Codes of the authorities that a row is about: as it says, as its IRIs say, else as its document is."""
        if row.get("gss"):
            return frozenset((row["gss"],))
        codes = frozenset(code for name, value in row.items() if _holds_iris(name) for code in _CODE.findall(value))
        return codes or self.about.get(row.get("document", ""), frozenset())


def open_build(folder: Path) -> Build:
    """A build, ready to be compared. Raises BuildNotFound where the folder holds no tables of one."""
    tables = folder / "tables"
    if not (tables / "documents.csv").is_file():
        raise BuildNotFound(f"{folder} holds no build with tables: name a folder that `kg build` wrote")
    documents: dict[str, str] = {}
    about: dict[str, frozenset[str]] = {}
    base = ""
    for row in read_rows(folder, "documents"):
        before, _, rest = row["document_iri"].rpartition("document/")
        base = base or before
        documents[row["document"]] = f"document/{rest}"
        about[row["document"]] = frozenset(_CODE.findall(row["about_iri"]))
    found = {file.stem for file in tables.glob("*.csv")} - NOT_FACTS
    names = (*(name for name in SHAPES if name in found), *sorted(found - SHAPES.keys()))
    return Build(folder, base, documents, about, names, _digest(tables, names))


def read_rows(folder: Path, table: str) -> Iterator[dict[str, str]]:
    """The rows of a table as they stand. Raises DataError where it cannot be read."""
    file = folder / "tables" / f"{table}.csv"
    if not file.is_file():
        return
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            yield from csv.DictReader(opened, restval="")
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{file} cannot be read ({error}): run `kg build` again") from error


def _holds_iris(column: str) -> bool:
    return column.endswith("_iri") or column in ("preferred", "version_of")


def _below(base: str, value: str) -> str:
    return value.replace(base, "") if base else value


def _digest(tables: Path, names: tuple[str, ...]) -> str:
    found = hashlib.sha256()
    for name in names:
        with (tables / f"{name}.csv").open("rb") as opened:
            found.update(name.encode() + hashlib.file_digest(opened, "sha256").digest())
    return found.hexdigest()[:16]
