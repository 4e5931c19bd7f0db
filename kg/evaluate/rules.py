"""What matches: one rule for each table, in one visible list.

A rule says whether a row of a build states what a gold row states; both belong to the same document. Gold
that gives offsets is matched by where the fact stands, gold without them by what identifies it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.evaluate.compare import (
    one_holds_the_other,
    overlap,
    person_name,
    same_date,
    same_number,
    same_words,
    thing_name,
)
from kg.evaluate.rows import BuiltRow, GoldRow


def _never(_: GoldRow) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rows of a table match.

    Attributes:
        matches: whether the build's row states what the gold row states.
        once: whether only one row of the build may serve this gold row (what is told apart by its identity: a
            second one repeats it). Where the place decides, several rows may overlap one gold row.
        shows: columns of the gold that a list of misses shows.
    """

    matches: Callable[[GoldRow, BuiltRow], bool]
    once: Callable[[GoldRow], bool] = _never
    shows: tuple[str, ...] = ()


def _has(gold: GoldRow, row: BuiltRow, *columns: str) -> bool:
    """Whether every column of the row has a value that the gold accepts."""
    return all(row.get(column) in gold.options(column) for column in columns)


def _dated(gold: GoldRow, row: BuiltRow, column: str) -> bool:
    """Whether a date of the row agrees with one that the gold accepts, an accepted empty one included."""
    value = row.get(column)
    return any(same_date(value, option) or value == option == "" for option in gold.options(column))


def _overlaps(gold: GoldRow, row: BuiltRow) -> bool:
    return overlap(gold.spans, row.span)


def _judgement(gold: GoldRow, row: BuiltRow) -> bool:
    if gold.spans:
        return _overlaps(gold, row) and _has(gold, row, "aspect", "grade")
    return _has(gold, row, "gss", "aspect", "grade") and _dated(gold, row, "inspection_start")


def _inspection(gold: GoldRow, row: BuiltRow) -> bool:
    if gold.spans:
        return _dated(gold, row, "start") and _has(gold, row, "status")
    return _dated(gold, row, "start") and _dated(gold, row, "end")


def _recommendation(gold: GoldRow, row: BuiltRow) -> bool:
    """Where text was lost, or where the gold does not ask, a row at the same place is right, whole or not."""
    if (gold.damaged or gold.optional) and _overlaps(gold, row):
        return True
    return not addressees(row).isdisjoint(gold.options("addressed_to")) and any(
        same_words(text, row.get("text")) for text in gold.options("text")
    )


def addressees(row: BuiltRow) -> frozenset[str]:
    """Whom a recommendation is addressed to, in the gold's words: authority, board, or both."""
    return frozenset("board" if name == "lscb" else name for name in row.get("addressed_to").split("; "))


def _person(gold: GoldRow, row: BuiltRow) -> bool:
    """A name that the gold does not ask for excuses whatever role the build gives it."""
    if not gold.values.get("person"):
        return _overlaps(gold, row)
    if person_name(row.get("person")) not in {person_name(name) for name in gold.options("person")}:
        return False
    if gold.optional:
        return True
    if any(gold.options("role")):
        return _has(gold, row, "role")
    return any(one_holds_the_other(title, row.get("post_title")) for title in gold.options("post_title"))


def _organisation(gold: GoldRow, row: BuiltRow) -> bool:
    gold_names = {thing_name(name) for column in ("name", "abbreviation") for name in gold.options(column)}
    row_names = {thing_name(row.get("name")), thing_name(row.get("abbreviation"))}
    return bool((gold_names & row_names) - {""})


def _statistic(gold: GoldRow, row: BuiltRow) -> bool:
    return _overlaps(gold, row) and any(same_number(v, row.get("value")) for v in gold.options("value"))


def _finding(gold: GoldRow, row: BuiltRow) -> bool:
    return _overlaps(gold, row) and _has(gold, row, "polarity")


def _without_spans(gold: GoldRow) -> bool:
    return not gold.spans


RULES: Mapping[str, Rule] = {
    "inspections": Rule(_inspection, _without_spans, ("start", "end", "status")),
    "judgements": Rule(_judgement, _without_spans, ("inspection_start", "aspect", "grade")),
    "recommendations": Rule(_recommendation, lambda gold: not gold.damaged, ("addressed_to", "number", "text")),
    "people": Rule(_person, lambda gold: bool(gold.values.get("person")), ("person", "role", "post_title")),
    "organisations": Rule(_organisation, shows=("name", "abbreviation")),
    "services": Rule(_overlaps, shows=("name",)),
    "statistics": Rule(_statistic, shows=("indicator", "value", "unit")),
    "findings": Rule(_finding, shows=("polarity",)),
    "quotations": Rule(_overlaps, shows=("speaker",)),
    "actions": Rule(_overlaps, shows=("actor", "text")),
    "legislation": Rule(_overlaps, shows=("title", "section")),
}
