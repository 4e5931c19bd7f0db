"""Every format of an export beside those of the W3C for graphs (`kg.publish.exports`), and how one is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.publish.formats.annotations import write_annotations
from kg.publish.formats.datacube import write_datacube
from kg.publish.formats.excel_csv import write_excel_csv
from kg.publish.formats.networks import write_cytoscape, write_gexf, write_graphml
from kg.publish.formats.parquet import write_parquet
from kg.publish.formats.sqlite import write_sqlite
from kg.publish.formats.workbook import write_workbook


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `write` takes a build and what to write, a file or (`folder`) a folder that is empty."""

    write: Callable[[Path, Path], None]
    folder: bool = False


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(write_workbook),
    "csv-excel": Format(write_excel_csv, folder=True),
    "sqlite": Format(write_sqlite),
    "parquet": Format(write_parquet, folder=True),
    "graphml": Format(write_graphml),
    "gexf": Format(write_gexf),
    "cytoscape": Format(write_cytoscape),
    "datacube": Format(write_datacube),
    "annotations": Format(write_annotations, folder=True),
}
"""Every format, by its name."""


def export_as(build: Path, form: str, out: Path) -> None:
    """Write a build in one of `FORMATS`. It is written beside its place first, so that what stands there is whole.

    A file that is there is replaced; a folder must be empty or not there. Raises UsageError otherwise, or where nothing
    can be written; BuildNotFound where the folder holds no build; MissingExtra where a package is missing."""
    made = FORMATS[form]
    part = out.with_name(f".{out.name}.part")
    _check(out, made.folder)
    try:
        _remove(part)
        if made.folder:
            part.mkdir()
        made.write(build, part)
        if made.folder and out.is_dir():
            out.rmdir()
        part.replace(out)
    except OSError as error:
        what = "folder" if made.folder else "file"
        raise UsageError(f"{out}: cannot be written ({error.strerror}); name another {what}") from error
    finally:
        _remove(part)


def _check(out: Path, folder: bool) -> None:
    if folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out}: this format writes a folder, and that is none or not empty; name a new one")
    if not folder and out.is_dir():
        raise UsageError(f"{out}: is a folder; name a file")


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.unlink(missing_ok=True)
