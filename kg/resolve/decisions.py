"""What a person decided, in a file of theirs: it wins over the rules, and the graph shows it with its day and reason.

A CSV file with the columns kind, what, value, date, reason:

    same-person  what and value are two names of one person; the value is the one that stands
    reject       what is the IRI, or the path below the base, of a fact that is wrong
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg.errors import UsageError
from kg.resolve.paths import digest

KINDS = ("same-person", "reject")
COLUMNS = ("kind", "what", "value", "date", "reason")


@dataclass(frozen=True, slots=True)
class PersonsDecision:
    """One row: `date` is an ISO day."""

    kind: str
    what: str
    value: str
    date: str
    reason: str

    @property
    def path(self) -> str:
        """Path of the decision below the base."""
        return f"decision/{digest(self.kind, self.what, self.value)}"


@dataclass(frozen=True, slots=True)
class Decisions:
    """All rows of a file, and what follows from them: names that stand for other names, paths of rejected facts."""

    rows: tuple[PersonsDecision, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()


def read_decisions(file: Path | None, base: str) -> Decisions:
    """The decisions in a file; none without one. Raises UsageError that names the line and what is wrong with it."""
    if file is None:
        return Decisions()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the decisions in {file} cannot be read ({error}): save the file as CSV in UTF-8") from error
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"{file}, line 1: no column {', '.join(missing)}; the columns are {','.join(COLUMNS)}")
    rows = tuple(_row(row, f"{file}, line {reader.line_num}", base) for row in reader)
    same = {row.what: row.value for row in rows if row.kind == "same-person"}
    for name in same:
        if same[name] in same:
            raise UsageError(
                f"{file}: {same[name]!r} stands for {name!r} and is itself replaced: name the last one only"
            )
    return Decisions(rows, same, frozenset(row.what for row in rows if row.kind == "reject"))


def _row(row: Mapping[str, str | None], where: str, base: str) -> PersonsDecision:
    values = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if values["kind"] not in KINDS:
        raise UsageError(f"{where}: {values['kind']!r} is no kind of decision; kinds are {', '.join(KINDS)}")
    if not values["what"] or (values["kind"] == "same-person" and not values["value"]):
        raise UsageError(f"{where}: a decision needs {'two names' if values['kind'] == 'same-person' else 'a fact'}")
    if not values["reason"]:
        raise UsageError(f"{where}: a decision needs a reason")
    try:
        date.fromisoformat(values["date"])
    except ValueError as error:
        raise UsageError(f"{where}: {values['date']!r} is no day; write it as 2026-11-23") from error
    if values["kind"] == "reject":
        values["what"] = values["what"].removeprefix(base)
    return PersonsDecision(**values)
