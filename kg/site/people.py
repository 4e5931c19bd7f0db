"""People whom documents name in public roles, with every role that is stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.site.build import Build, Row
from kg.site.days import short


def posts(build: Build) -> Mapping[str, list[Row]]:
    """Person → what documents state of that person's roles, in the order of time."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in build.rows("people"):
        key, _ = build.who(row["fact_iri"])
        if key and row["person"]:
            found[key].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (when(build, row), row["fact_iri"], row["primary"] != "true", row["document"]))
    return found


def by_authority(build: Build) -> Mapping[str, list[Row]]:
    """GSS code → what is stated of people of that authority, its boards and services."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in build.facts("people"):
        kind, _, rest = build.who(row["fact_iri"])[1].partition("/")
        gss, inside, _ = rest.partition("/")
        if kind == "authority" or (kind == "organisation" and inside):
            found[gss].append(row)
    return found


def when(build: Build, row: Row) -> str:
    """The day of a role: the inspection's first, since when, as of when, else when the document came out."""
    inspection = build.inspections.get(row["inspection_iri"])
    doc = build.docs.get(row["document"])
    return inspection["start"] if inspection else row["as_of"] or row["from"] or (doc.issued if doc else "")


def name_of(rows: list[Row]) -> str:
    """The longest form of a person's name: inspectors are printed with and without a middle name."""
    return short(max((row["person"] for row in rows), key=lambda name: (len(name), name)), 80)
