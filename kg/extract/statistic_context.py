"""What stands before a sentence and says what its numbers are: the stem of its list, the number last given."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.statistic_phrases import COUNT
from kg.model import Statistic


@dataclass(slots=True)
class Stem:
    """The line that a list hangs on ("In the last 12 months:", "Of this number:"), with its date and main number."""

    start: int
    end: int
    level: int
    date: str = ""
    main: Statistic | None = None


@dataclass(slots=True)
class Context:
    """What has been read of the same paragraph or list.

    Attributes:
        last: the last main number, best a count, that "of whom" and "this" refer to.
        by_unit: the last main number of each unit, that a comparator is compared with.
        end: where the sentence ended that gave them.
    """

    stem: Stem | None = None
    last: Statistic | None = None
    by_unit: dict[str, Statistic] = field(default_factory=dict)
    date: str = ""
    end: int = -1

    def remember(self, statistic: Statistic, end: int) -> None:
        """A main number of a sentence that ends there."""
        self.by_unit[statistic.unit] = statistic
        if statistic.unit == COUNT or self.last is None:
            self.last = statistic
        self.date = statistic.date or self.date
        self.end = end

    def next_item(self) -> None:
        """A further item of the list: what the item before said is forgotten, what the stem said is not."""
        main = self.stem.main if self.stem else None
        self.last, self.date = main, self.stem.date if self.stem else ""
        self.by_unit = {main.unit: main} if main else {}

    def stem_of(self, start: int) -> Stem | None:
        """The stem of a sentence that begins at `start`; None for the stem's own words."""
        return self.stem if self.stem and start >= self.stem.end else None
