"""One table: which gold rows the build found, and which of its rows are right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from kg.evaluate.result import Difference, TableScore
from kg.evaluate.rows import BuiltRow, Gold, GoldRow
from kg.evaluate.rules import RULES, Rule

Aside = Callable[[BuiltRow], bool]
Row = TypeVar("Row", GoldRow, BuiltRow)


def score_table(gold: Gold, table: str, built: Sequence[BuiltRow] | None, aside: Aside) -> TableScore:
    """Scores a table. `built` is None when the build has no such table; rows that are `aside` do not count. Gold that
    lists no unnamed post was annotated for named people only."""
    asked = gold.asked(table)
    if built is None:
        return TableScore(table, sum(not row.optional for row in asked), 0, 0, 0, extracted=False)
    rule = RULES[table]
    named_only = table == "people" and all(row.values.get("person") for row in asked)
    counted = (row for row in built if not aside(row) and (row.get("person") or not named_only))
    asked_by, built_by = _by_document(asked), _by_document(counted)
    scores = []
    for document in sorted({document for name, document in gold.scope if name == table}):
        rows = built_by.get(document, [])
        countable = [gold.covers(table, document, row.span) for row in rows]
        scores.append(_score_document(rule, asked_by.get(document, []), rows, countable))
    return TableScore(
        table,
        asked=sum(score.asked for score in scores),
        found=sum(score.found for score in scores),
        rows=sum(score.rows for score in scores),
        right=sum(score.right for score in scores),
        misses=tuple(miss for score in scores for miss in score.misses),
        extras=tuple(extra for score in scores for extra in score.extras),
    )


def _by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    ordered = sorted(rows, key=lambda row: row.document)
    return {document: list(group) for document, group in groupby(ordered, key=lambda row: row.document)}


def _score_document(
    rule: Rule, asked: Sequence[GoldRow], rows: Sequence[BuiltRow], countable: Sequence[bool]
) -> TableScore:
    links = [[i for i, row in enumerate(rows) if rule.matches(gold, row)] for gold in asked]
    served = _serve(rule, asked, links)
    required = [g for g, gold in enumerate(asked) if not gold.optional]
    right = {i for g in required for i in served[g]}
    excused = {i for g, gold in enumerate(asked) if gold.optional for i in links[g]} - right
    repeated = {i for g in required for i in links[g]} - right
    counted = [i for i in range(len(rows)) if i in right or (countable[i] and i not in excused)]
    return TableScore(
        "",
        asked=len(required),
        found=sum(bool(served[g]) for g in required),
        rows=len(counted),
        right=len(right),
        misses=tuple(_missed(rule, asked[g]) for g in required if not served[g]),
        extras=tuple(_extra(rule, rows[i], i in repeated) for i in counted if i not in right),
    )


def _serve(rule: Rule, asked: Sequence[GoldRow], links: Sequence[Sequence[int]]) -> list[set[int]]:
    """Which rows serve each gold row: all that match, or one of its own where the rule says once.

    The single ones are shared out by augmenting paths, required gold first, so that as many as possible get
    one.
    """
    served = [set(link) for link in links]
    single = [g for g, gold in enumerate(asked) if rule.once(gold)]
    owner: dict[int, int] = {}
    for g in sorted(single, key=lambda g: asked[g].optional):
        _claim(g, links, owner, set())
    for g in single:
        served[g] = {row for row, gold in owner.items() if gold == g}
    return served


def _claim(g: int, links: Sequence[Sequence[int]], owner: dict[int, int], tried: set[int]) -> bool:
    """Gives gold row `g` a row of its own, moving others to further rows where need be."""
    for row in links[g]:
        if row in tried:
            continue
        tried.add(row)
        if row not in owner or _claim(owner[row], links, owner, tried):
            owner[row] = g
            return True
    return False


def _missed(rule: Rule, gold: GoldRow) -> Difference:
    place = gold.spans[0][0] if gold.spans else None
    return Difference(gold.document, shown(gold.values, rule.shows), gold.values.get("quote", ""), place)


def _extra(rule: Rule, row: BuiltRow, repeated: bool) -> Difference:
    why = "repeats a row that was counted" if repeated else "not in the gold"
    place = row.span[0] if row.span else None
    return Difference(row.document, shown(row.values, rule.shows), row.get("quote"), place, why)


def shown(values: Mapping[str, str], columns: Iterable[str]) -> str:
    """The values of some columns on one line; empty ones are left out."""
    return " · ".join(" ".join(values[column].split()) for column in columns if values.get(column))
