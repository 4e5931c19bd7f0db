"""An evaluation as tables to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table

from kg.evaluate.result import Difference, Evaluation

_FIGURES = ("asked", "found", "rows", "right", "precision", "recall", "F1")


def summary(evaluation: Evaluation) -> list[Table]:
    """A line for each table and, where the gold describes reports, a line for each of their properties."""
    title = f"gold: {evaluation.gold}" + (f", {evaluation.group}" if evaluation.group else "")
    tables = Table("table", title=title, title_justify="left")
    for heading in _FIGURES:
        tables.add_column(heading, justify="right")
    for score in evaluation.tables:
        if not score.extracted:
            tables.add_row(score.table, str(score.asked), *["–"] * 5, "not extracted")
            continue
        counts = (score.asked, score.found, score.rows, score.right)
        shares = (score.precision, score.recall, score.f1)
        tables.add_row(score.table, *map(str, counts), *map(_share, shares))
    return [tables, *_properties(evaluation)]


def _properties(evaluation: Evaluation) -> Iterator[Table]:
    if evaluation.accuracies:
        table = Table("of each report", title_justify="left")
        for heading in ("asked", "right", "share"):
            table.add_column(heading, justify="right")
        for accuracy in evaluation.accuracies:
            table.add_row(accuracy.name, str(accuracy.asked), str(accuracy.right), _share(accuracy.share))
        yield table


def differences(evaluation: Evaluation) -> Iterator[str]:
    """Every miss, every extra and every wrong property, a line each, with document, place and quote."""
    for score in evaluation.tables:
        yield from _lines(f"{score.table}: missed", score.misses)
        yield from _lines(f"{score.table}: extra", score.extras)
    for accuracy in evaluation.accuracies:
        yield from _lines(f"{accuracy.name}: wrong", accuracy.wrong)
    for document in evaluation.absent:
        yield f"absent · {document}: the build does not know this document"


def _lines(heading: str, rows: Iterable[Difference]) -> Iterator[str]:
    for row in rows:
        place = "" if row.place is None else f" at {row.place}"
        why = f" ({row.why})" if row.why else ""
        quote = f' · "{" ".join(row.quote.split())}"' if row.quote else ""
        yield f"{heading}{why} · {row.document}{place} · {row.what}{quote}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
