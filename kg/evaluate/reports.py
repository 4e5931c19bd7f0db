"""What gold says of each report as a whole: lead inspector, framework, publication, number of
recommendations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kg.evaluate.compare import people_named, same_date
from kg.evaluate.own import other_inspection, own_row
from kg.evaluate.result import Accuracy, Difference
from kg.evaluate.rows import BuiltRow, Gold, GoldRow, read_built, unreadable_documents
from kg.evaluate.rules import addressees

Check = Callable[[str, str], bool]


def _equal(wanted: str, found: str) -> bool:
    return wanted == found


def _same_people(wanted: str, found: str) -> bool:
    return people_named(wanted) == people_named(found)


PROPERTIES: tuple[tuple[str, str, Check, bool], ...] = (
    ("lead inspector", "lead_inspector", _same_people, True),
    ("framework", "framework", _equal, False),
    ("published", "published", same_date, False),
)
"""Name, column, check, and whether an empty gold value is asked for: a report can print no lead inspector,
and then none is right; an empty framework or publication date is one that the reader did not decide."""


def accuracies(build: Path, gold: Gold, names: Mapping[str, str], own: Mapping[str, GoldRow]) -> tuple[Accuracy, ...]:
    """One figure for each property; empty where the gold does not describe reports."""
    if not own:
        return ()
    built = read_built(build, "inspections", names)
    inspections = built or ()
    rows = {
        document: own_row(row, [built_row for built_row in inspections if built_row.document == document])
        for document, row in own.items()
    }
    properties = [_property(own, rows, *item) for item in PROPERTIES] if built is not None else []
    aside = other_inspection(own, inspections)
    return (*properties, *_counts(build, names, own, aside), _unreadable(build, gold, names))


def _property(
    own: Mapping[str, GoldRow],
    rows: Mapping[str, BuiltRow | None],
    name: str,
    column: str,
    check: Check,
    empty: bool,
) -> Accuracy:
    wrong, asked = [], 0
    for document, gold in own.items():
        wanted = gold.values.get(column, "")
        if not (wanted or empty):
            continue
        asked += 1
        row = rows[document]
        if row is None:
            wrong.append(Difference(document, f"{wanted or 'none'}, found no inspection"))
        elif not check(wanted, row.get(column)):
            wrong.append(_unlike(document, wanted, row.get(column), row.get("quote")))
    return Accuracy(name, asked - len(wrong), asked, tuple(wrong))


def _unlike(document: str, wanted: str, found: str, quote: str = "") -> Difference:
    return Difference(document, f"{wanted or 'none'}, found {found or 'none'}", quote)


def _counts(
    build: Path, names: Mapping[str, str], own: Mapping[str, GoldRow], aside: Callable[[BuiltRow], bool]
) -> list[Accuracy]:
    rows = read_built(build, "recommendations", names)
    if rows is None:
        return []
    counted = [row for row in rows if row.document in own and not aside(row)]
    return [
        _count(own, counted, "recommendations, number", "recommendations", "authority"),
        _count(own, counted, "recommendations, number to the board", "recommendations_lscb", "board"),
    ]


def _count(own: Mapping[str, GoldRow], rows: Sequence[BuiltRow], name: str, column: str, addressee: str) -> Accuracy:
    found = Counter(row.document for row in rows if addressee in addressees(row))
    asked = {document: gold.values[column] for document, gold in own.items() if gold.values.get(column)}
    wrong = tuple(
        _unlike(document, wanted, str(found[document]))
        for document, wanted in asked.items()
        if str(found[document]) != wanted
    )
    return Accuracy(name, len(asked) - len(wrong), len(asked), wrong)


def _unreadable(build: Path, gold: Gold, names: Mapping[str, str]) -> Accuracy:
    """Files that are no documents must have no row in any table of facts."""
    files = unreadable_documents(gold)
    if not files:
        return Accuracy("unreadable files without rows", 0, 0)
    tables = sorted(path.stem for path in (build / "tables").glob("*.csv"))
    rows: Counter[str] = Counter()
    for table in tables:
        rows.update(row.document for row in read_built(build, table, names) or () if row.span is not None)
    wrong = tuple(Difference(file, f"no rows, found {rows[file]}") for file in files if rows[file])
    return Accuracy("unreadable files without rows", len(files) - len(wrong), len(files), wrong)
