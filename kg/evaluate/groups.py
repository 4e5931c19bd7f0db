"""Which group a document belongs to, as the build's tables say: its genre, its inspection's framework, its year."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from kg.evaluate.rows import BuiltRow, read_built

UNKNOWN = "unknown"
"""The group of documents of which the build does not say."""


class By(StrEnum):
    """What documents are grouped by."""

    GENRE = "genre"
    FRAMEWORK = "framework"
    YEAR = "year"


def groups_of(build: Path, names: Mapping[str, str], by: By) -> dict[str, tuple[str, ...]]:
    """Group → the gold's names of its documents, both sorted. `names`: the build's name of a document → the gold's.

    The framework and, for a document that has no date of its own, the year are those of the inspection that the document
    reports on, which is the latest of those that it is the primary source of.
    """
    documents = {row.document: row for row in read_built(build, "documents", names) or ()}
    inspections = _own(read_built(build, "inspections", names) or ())
    found: dict[str, list[str]] = {}
    for document in sorted(set(names.values())):
        group = _group(documents.get(document), inspections.get(document), by)
        found.setdefault(group, []).append(document)
    return {group: tuple(found[group]) for group in sorted(found)}


def _own(rows: tuple[BuiltRow, ...]) -> dict[str, BuiltRow]:
    """Document → the inspection that it reports on: of its primary rows, else of all, the one that began last."""
    own: dict[str, BuiltRow] = {}
    for row in sorted(rows, key=lambda row: (row.get("primary") == "true", row.get("start")), reverse=True):
        own.setdefault(row.document, row)
    return own


def _group(document: BuiltRow | None, inspection: BuiltRow | None, by: By) -> str:
    if by is By.GENRE:
        return (document.get("genre") if document else "") or UNKNOWN
    if by is By.FRAMEWORK:
        return (inspection.get("framework") if inspection else "") or UNKNOWN
    issued = document.get("issued") if document else ""
    began = inspection.get("start") if inspection else ""
    return (issued or began)[:4] or UNKNOWN
