"""What a person decided, in a file of theirs: it wins over the rules, and the graph shows it with its day and reason.

A CSV file with the columns kind, what, value, date, reason; lines that begin with "#" are passed over:

    same-person        what and value are two names of one person; the value is the one that stands
    same-organisation  what and value are two names, or two IRIs, of one organisation or authority; the value is the one
                       that stands (names count in every document, an IRI names one authority's team)
    match              what is a mention, as {document}#{key}; it means the inspection whose IRI is the value
    wrong-match        what is a name, or a mention (or a document: all its mentions); it does not mean the value, the
                       IRI of an inspection, a person, an organisation or an authority
    reject             what is the IRI of a fact that is wrong
    correct            what is the IRI of a fact, value what it is to say: its main value (of a judgement the grade), or
                       column=value with a column of the fact's table
    hide-person        what is the name, or the IRI, of a person who is not to be shown (see `kg.resolve.hiding`)

IRIs may be written as the part below the base; a document is its path, as the tables show it, or its id.
`kg resolve --review` prints rows for what the rules are not sure of. Who agrees with the rules says that as well, and is
not asked again: a match (or same-person) for what was taken for one, a wrong-match for two that were left two.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kg.errors import UsageError
from kg.resolve.corrections import Correction, correction_of
from kg.resolve.hiding import Hidden
from kg.resolve.paths import digest

COLUMNS = ("kind", "what", "value", "date", "reason")
_THINGS = ("inspection/", "person/", "organisation/", "authority/")


@dataclass(frozen=True, slots=True)
class PersonsDecision:
    """One row: `date` is an ISO day, `line` its place in the file."""

    kind: str
    what: str
    value: str
    date: str
    reason: str
    line: int = field(default=0, compare=False)

    @property
    def path(self) -> str:
        """Path of the decision below the base."""
        return f"decision/{digest(self.kind, self.what, self.value)}"


@dataclass(frozen=True, slots=True)
class Decisions:
    """All rows of a file, and what follows from them.

    Attributes:
        rows: the rows as the graph may show them: names of hidden people are blanked.
        same, same_organisation: name → the name that stands.
        matches: mention → path of its inspection.
        wrong: (name, mention or document, path of what it does not mean).
        rejected: paths of facts.
        corrected: path of a fact → what it is to say.
        hidden: the people who are not to be shown.
    """

    rows: tuple[PersonsDecision, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    same_organisation: Mapping[str, str] = field(default_factory=dict)
    matches: Mapping[str, str] = field(default_factory=dict)
    wrong: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[str] = frozenset()
    corrected: Mapping[str, Correction] = field(default_factory=dict)
    hidden: Hidden = field(default_factory=Hidden)

    def mention_matches(self, document: str, path: str, key: str) -> str:
        """Path of the inspection that a person says a mention means, "" where nobody does."""
        return self.matches.get(f"{path}#{key}") or self.matches.get(f"{document}#{key}", "")

    def mention_is_wrong(self, document: str, path: str, key: str, inspection: str) -> bool:
        """Whether a person says that a mention does not mean an inspection."""
        names = (f"{path}#{key}", f"{document}#{key}", path, document)
        return any((name, inspection) in self.wrong for name in names)


def read_decisions(file: Path | None, base: str) -> Decisions:
    """The decisions in a file; none without one. Raises UsageError that names the line and what is wrong with it."""
    if file is None:
        return Decisions()
    rows = tuple(_rows(file, base))
    same, same_organisation = _names(file, rows, "same-person"), _names(file, rows, "same-organisation")
    hidden = Hidden.of(_hidden_names([row.what for row in rows if row.kind == "hide-person"], same))
    shown = tuple(_shown(row, hidden) for row in rows)
    return Decisions(
        shown,
        same,
        same_organisation,
        {row.what: row.value for row in rows if row.kind == "match"},
        frozenset((row.what, row.value) for row in rows if row.kind == "wrong-match"),
        frozenset(row.what for row in rows if row.kind == "reject"),
        {row.what: correction_of(row.what, row.value, row.path) for row in shown if row.kind == "correct"},
        hidden,
    )


def _rows(file: Path, base: str) -> Iterator[PersonsDecision]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the decisions in {file} cannot be read ({error}): save the file as CSV in UTF-8") from error
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if not line.startswith("#")]
    reader = csv.DictReader(line for _, line in numbered)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"{file}, line 1: no column {', '.join(missing)}; the columns are {','.join(COLUMNS)}")
    decided: dict[tuple[str, str], PersonsDecision] = {}
    for cells in reader:
        line = numbered[reader.line_num - 1][0]
        row = _row(cells, f"{file}, line {line}", base, line)
        key = (row.what, "fact" if row.kind in ("reject", "correct") else row.kind)
        before = decided.setdefault(key, row)
        if before != row and row.kind not in ("wrong-match", "hide-person"):
            raise UsageError(f"{file}, line {line}: line {before.line} decides otherwise on {row.what!r}: keep one")
        if before is row or row.kind == "wrong-match":
            yield row


def _names(file: Path, rows: tuple[PersonsDecision, ...], kind: str) -> dict[str, str]:
    """Name → the name that stands for it."""
    same = {row.what: row.value for row in rows if row.kind == kind}
    for name in same:
        if same[name] in same:
            raise UsageError(
                f"{file}: {same[name]!r} stands for {name!r} and is itself replaced: name the last one only"
            )
    return same


def _row(row: Mapping[str, str | None], where: str, base: str, line: int) -> PersonsDecision:
    values = {column: (row.get(column) or "").strip() for column in COLUMNS}
    check = KINDS.get(values["kind"])
    if check is None:
        raise UsageError(f"{where}: {values['kind']!r} is no kind of decision; kinds are {', '.join(KINDS)}")
    for column in ("what", "value"):
        values[column] = values[column].removeprefix(base)
    decision = PersonsDecision(**values, line=line)
    try:
        check(decision)
        if not values["reason"]:
            raise ValueError("a decision needs a reason")
        _check_day(values["date"])
    except ValueError as error:
        raise UsageError(f"{where}: {error}") from error
    return decision


def _check_day(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is no day; write it as 2026-11-23") from error


def _two_names(row: PersonsDecision) -> None:
    if not row.what or not row.value or row.what == row.value:
        raise ValueError("a decision needs two names")


def _match(row: PersonsDecision) -> None:
    if not row.what.rpartition("#")[0] or not row.value.startswith("inspection/"):
        raise ValueError("a match needs a mention, as press/page.html#2016, and the IRI of an inspection")


def _wrong_match(row: PersonsDecision) -> None:
    if not row.what or not row.value.startswith(_THINGS):
        raise ValueError(
            "a wrong match needs a name or a mention, and the IRI of an inspection, person, organisation or authority"
        )


def _fact(row: PersonsDecision) -> None:
    if not row.what:
        raise ValueError("a decision needs a fact")


def _corrected(row: PersonsDecision) -> None:
    _fact(row)
    correction_of(row.what, row.value, "")


def _person(row: PersonsDecision) -> None:
    if not Hidden.can_find(row.what):
        raise ValueError("a person to hide needs a first name and a surname, or the IRI of a person")


KINDS: Mapping[str, Callable[[PersonsDecision], None]] = {
    "same-person": _two_names,
    "same-organisation": _two_names,
    "match": _match,
    "wrong-match": _wrong_match,
    "reject": _fact,
    "correct": _corrected,
    "hide-person": _person,
}
"""What can be decided → what raises ValueError, with a sentence, for a row that does not say it."""


def _hidden_names(said: list[str], same: Mapping[str, str]) -> list[str]:
    """The names that are to be hidden: those said, and those that a person tied to them."""
    found = list(said)
    for name, other in same.items():
        if name in said or other in said:
            found += [name, other]
    return found


def _shown(row: PersonsDecision, hidden: Hidden) -> PersonsDecision:
    """The row as the graph may show it."""
    if not hidden:
        return row
    return replace(row, what=hidden.blank(row.what), value=hidden.blank(row.value), reason=hidden.blank(row.reason))
