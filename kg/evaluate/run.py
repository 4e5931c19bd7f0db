"""Evaluation in one call: read both sides, score each table, then each report as a whole; for all documents or by groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import DataError
from kg.evaluate.groups import By, groups_of
from kg.evaluate.own import other_inspection, own_inspections
from kg.evaluate.reports import accuracies
from kg.evaluate.result import Evaluation
from kg.evaluate.rows import Gold, document_names, read_built, read_gold
from kg.evaluate.rules import RULES
from kg.evaluate.score import score_table


def evaluate(build: Path, gold: Path) -> Evaluation:
    """Compares the tables of a build with a gold folder.

    Raises UsageError when `gold` is no gold folder, BuildNotFound when `build` holds no tables, and DataError
    when the two have no document in common or the gold asks for a table that has no rule.
    """
    wanted = read_gold(gold)
    names = document_names(build, wanted)
    _require_common(build, wanted, set(names.values()))
    return _scored(build, wanted, names)


def evaluate_by(build: Path, gold: Path, by: By) -> tuple[Evaluation, ...]:
    """The same for each group of documents by itself, in the order of their names; what is asked of none in a group is
    left out there. Raises as `evaluate` does."""
    wanted = read_gold(gold)
    names = document_names(build, wanted)
    _require_common(build, wanted, set(names.values()))
    found = []
    for group, documents in groups_of(build, names, by).items():
        evaluation = _scored(
            build, wanted.of(documents), {ours: name for ours, name in names.items() if name in documents}
        )
        tables = tuple(score for score in evaluation.tables if score.asked or score.rows)
        shares = tuple(accuracy for accuracy in evaluation.accuracies if accuracy.asked)
        if tables or shares:
            found.append(replace(evaluation, group=group, tables=tables, accuracies=shares, absent=()))
    return tuple(found)


def _scored(build: Path, wanted: Gold, names: Mapping[str, str]) -> Evaluation:
    own = own_inspections(wanted)
    aside = other_inspection(own, read_built(build, "inspections", names) or ())
    return Evaluation(
        gold=wanted.folder.name,
        tables=tuple(score_table(wanted, table, read_built(build, table, names), aside) for table in wanted.tables),
        accuracies=accuracies(build, wanted, names, own),
        absent=tuple(sorted(set(wanted.documents) - set(names.values()))),
    )


def _require_common(build: Path, gold: Gold, present: set[str]) -> None:
    unknown = [table for table in gold.tables if table not in RULES]
    if unknown:
        raise DataError(
            f"{gold.folder}/scope.csv: no rule for the tables {', '.join(unknown)}; known: {', '.join(RULES)}"
        )
    if not present:
        raise DataError(
            f"{build}: none of the {len(gold.documents)} documents of {gold.folder}; build their folder first"
        )
