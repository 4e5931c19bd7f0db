"""Evaluation in one call: read both sides, score each table, then each report as a whole."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataError
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
    own = own_inspections(wanted)
    aside = other_inspection(own, read_built(build, "inspections", names) or ())
    return Evaluation(
        gold=gold.name,
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
