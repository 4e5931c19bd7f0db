"""Themes, each with the recommendations and findings that are about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.site.build import Build, Row


@dataclass(slots=True)
class Theme:
    """What is about a theme: recommendations, areas for improvement and how many strengths; recurrences."""

    asked: list[Row] = field(default_factory=list)
    areas: list[Row] = field(default_factory=list)
    strengths: int = 0
    again: list[Row] = field(default_factory=list)


def read_themes(build: Build) -> Mapping[str, Theme]:
    """Every theme by notation."""
    found: dict[str, Theme] = defaultdict(Theme)
    for row in build.facts("recommendations"):
        for name in filter(None, row["themes"].split("; ")):
            found[name].asked.append(row)
    for row in build.facts("findings"):
        for name in filter(None, row["themes"].split("; ")):
            if row["polarity"] == "strength":
                found[name].strengths += 1
            else:
                found[name].areas.append(row)
    for row in build.rows("recurrences"):
        for name in filter(None, row.get("shared_themes", "").split("; ")):
            found[name].again.append(row)
    return found
