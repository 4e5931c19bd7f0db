"""What an evaluation finds: counts, figures and the rows that differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that one side has and the other has not. `what` shows its values, `quote` the words it rests on,
    `place` their first character or None; `why` tells a repeated row from an unknown one."""

    document: str
    what: str
    quote: str = ""
    place: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class TableScore:
    """One table: `found` of the `asked` gold rows are in the build, `right` of the build's counted `rows` are
    in the gold. `extracted` is false when the build has no such table."""

    table: str
    asked: int
    found: int
    rows: int
    right: int
    extracted: bool = True
    misses: tuple[Difference, ...] = ()
    extras: tuple[Difference, ...] = ()

    @property
    def precision(self) -> float | None:
        """Right rows among those that count; None without any."""
        return self.right / self.rows if self.rows else None

    @property
    def recall(self) -> float | None:
        """Gold rows found among those asked for; None where nothing is asked or no table was made."""
        return self.found / self.asked if self.asked and self.extracted else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where recall is."""
        if self.recall is None:
            return None
        precision = self.precision or 0.0
        return 2 * precision * self.recall / (precision + self.recall) if precision + self.recall else 0.0

    def as_json(self) -> dict[str, Any]:
        """Plain values, with the rows that differ."""
        return {
            "extracted": self.extracted,
            "asked": self.asked,
            "found": self.found,
            "rows": self.rows,
            "right": self.right,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "misses": [_plain(miss) for miss in self.misses],
            "extras": [_plain(extra) for extra in self.extras],
        }


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One property of each report: `right` of `asked` documents have it as the gold says."""

    name: str
    right: int
    asked: int
    wrong: tuple[Difference, ...] = ()

    @property
    def share(self) -> float | None:
        """Share of the documents that are right; None where none was asked."""
        return self.right / self.asked if self.asked else None

    def as_json(self) -> dict[str, Any]:
        """Plain values, with the documents that are wrong."""
        wrong = [_plain(difference) for difference in self.wrong]
        return {"right": self.right, "asked": self.asked, "share": self.share, "wrong": wrong}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one gold folder, or of the documents of one `group` in it ("" for all). `absent` are documents of the
    gold that the build does not know."""

    gold: str
    tables: tuple[TableScore, ...]
    accuracies: tuple[Accuracy, ...] = ()
    absent: tuple[str, ...] = ()
    group: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values for `--format json`: tables and accuracies by name."""
        return {
            "gold": self.gold,
            "tables": {score.table: score.as_json() for score in self.tables},
            "accuracies": {accuracy.name: accuracy.as_json() for accuracy in self.accuracies},
            "absent": list(self.absent),
        }


def _plain(difference: Difference) -> dict[str, Any]:
    return {
        "document": difference.document,
        "what": difference.what,
        "quote": difference.quote,
        "char_start": difference.place,
        "why": difference.why,
    }
