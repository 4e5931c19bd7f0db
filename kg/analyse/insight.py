"""A finding of the analysis: one sentence with its number, and all that is needed to doubt it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.analyse.chance import ALPHA, wilson

NO_DIFFERENCE = "no difference that chance would not explain"
FEW = 5
"""Below so many cases a group is listed but not tested."""


@dataclass(frozen=True, slots=True)
class Table:
    """What stands behind a sentence: a line about it, the columns, and rows of words and numbers."""

    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Insight:
    """One sentence of the analysis.

    Attributes:
        name: short and unique; the files and anchors of the sentence have it.
        sentence: what was found, with its number and interval or test.
        how: how it was computed, in words that name the functions.
        queries: the queries in `kg.analyse.facts.QUERIES` that it rests on.
        wrong: what would make it wrong.
        facts: IRIs of the facts below it, each once; () where it is about what is not there.
        table: the numbers behind it, where there are more than the sentence has.
        below: name of the file with its facts, where several sentences rest on the same ones.
    """

    name: str
    sentence: str
    how: str
    queries: tuple[str, ...]
    wrong: str
    facts: tuple[str, ...] = ()
    table: Table | None = None
    below: str = ""

    @property
    def facts_file(self) -> str:
        """The name of the file with its facts, without ending."""
        return self.below or self.name


@dataclass(frozen=True, slots=True)
class Section:
    """A question, and the sentences that answer it."""

    name: str
    question: str
    insights: tuple[Insight, ...] = field(default_factory=tuple)


def share(part: int, total: int) -> str:
    """ "3 of 12 (25%, 95% interval 9 to 53%)" by Wilson; "0 of 0" for nothing."""
    if not total:
        return "0 of 0"
    low, high = wilson(part, total)
    return f"{part:,} of {total:,} ({percent(part / total)}%, 95% interval {percent(low)} to {percent(high)}%)"


def percent(value: float) -> str:
    """A share in percent, in whole numbers; tenths below 10."""
    return f"{100 * value:.1f}".removesuffix(".0") if value < 0.0995 else f"{100 * value:.0f}"


def number(value: float, digits: int = 2) -> str:
    """A figure with so many digits behind the point."""
    return f"{value:.{digits}f}"


def p_text(p: float, called: str = "p") -> str:
    """ "p = 0.03", "p < 0.001"."""
    return f"{called} < 0.001" if p < 0.001 else f"{called} = {p:.3f}" if p < 0.01 else f"{called} = {p:.2f}"


def differs(p: float) -> bool:
    """Whether a (corrected) p is small enough to call it a difference."""
    return p < ALPHA


def listed(items: Iterable[str], most: int = 5) -> str:
    """ "a, b and c"; of more than `most` the first ones "and 4 more"."""
    names = list(items)
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def leaders(amounts: Mapping[str, int], most: int = 3) -> str:
    """Those with the highest numbers: "Ann (5), Bob (4) and 6 with 3". As many as `most`, more where the last ones have the
    same number; those are only counted where they are many."""
    names = sorted(amounts, key=lambda name: (-amounts[name], name))
    if not names:
        return ""
    least = amounts[names[:most][-1]]
    above, level = ([n for n in names if amounts[n] > least], [n for n in names if amounts[n] == least])
    if len(above) + len(level) > most + 2:
        return listed([*(f"{name} ({amounts[name]})" for name in above), f"{len(level)} with {least}"])
    return listed(f"{name} ({amounts[name]})" for name in above + level)


def counted(amount: int, thing: str, things: str = "") -> str:
    """ "1 inspection", "2 inspections"."""
    return f"{amount:,} {thing if amount == 1 else things or thing + 's'}"


def once(facts: Iterable[str]) -> tuple[str, ...]:
    """Each fact once, in the order given, without ""."""
    return tuple(dict.fromkeys(fact for fact in facts if fact))


def cells(*values: str | int | float | None) -> tuple[str, ...]:
    """A row of a table: numbers to four digits, "" for None."""
    return tuple(map(_cell, values))


def _cell(value: str | float | None) -> str:
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def interval(part: int, total: int) -> tuple[str, str]:
    """The ends of the Wilson interval of a share, as cells."""
    low, high = wilson(part, total)
    return number(low, 4), number(high, 4)


def shares_of(names: Sequence[str]) -> tuple[str, ...]:
    """The columns of a table of shares, after those that name its rows."""
    return (*names, "share", "low", "high")
