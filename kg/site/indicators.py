"""Numbers side by side: for each indicator of the vocabulary its latest value in each authority, drawn on one line.

Values are those that reports state. Their days and definitions differ, and the pages say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.site.build import Build, Row

LEAST = 5
"""Authorities that must have a value before it says anything to draw them side by side."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number that a document states of an authority. `when`: its day, else the day the document came out."""

    gss: str
    number: float
    when: str
    row: Row


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator in one unit. `latest`: GSS code → its newest value; `all` every one, the oldest first."""

    notation: str
    unit: str
    latest: Mapping[str, Value]
    all: Sequence[Value]

    @property
    def key(self) -> str:
        """Its path as a thing of the site."""
        return f"indicator/{self.notation}-{self.unit}"


def read_indicators(build: Build) -> dict[str, Indicator]:
    """Every indicator that enough authorities have a value of, by its path; those that most have first."""
    by_name = {row["name"]: gss for gss, row in build.authorities.items()}
    known = build.lexicon.scheme("indicator").concepts
    found: dict[tuple[str, str], list[Value]] = {}
    for row in build.facts("statistics"):
        gss = by_name.get(row["area"])
        if row["indicator"] in known and gss and not row["comparator"] and (value := _number(row["value"])) is not None:
            doc = build.docs.get(row["document"])
            when = row["date"] if row["date"][:4].isdecimal() else doc.issued if doc else ""
            found.setdefault((row["indicator"], row["unit"]), []).append(Value(gss, value, when, row))
    indicators = [_indicator(*key, values) for key, values in found.items()]
    indicators.sort(key=lambda one: (-len(one.latest), one.key))
    return {one.key: one for one in indicators if len(one.latest) >= LEAST}


def _indicator(notation: str, unit: str, values: list[Value]) -> Indicator:
    values.sort(key=lambda value: (value.when, value.row["statistic_iri"]))
    return Indicator(notation, unit, {value.gss: value for value in values}, values)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None


def title_of(build: Build, one: Indicator) -> str:
    """Children looked after, per 10,000 children."""
    unit = {"count": "number"}.get(one.unit, build.label("unit", one.unit).lower())
    return f"{build.label('indicator', one.notation)}, {unit}"
