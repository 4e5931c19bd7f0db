"""The page of an inspection: what is stated of it, its grades, recommendations, team, and what it found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape as esc

from markupsafe import Markup

from kg.site.asked import asked
from kg.site.build import Row
from kg.site.days import month, short
from kg.site.described import person_of, property_of, stated_value
from kg.site.history import history, ordered
from kg.site.place import Place, html
from kg.site.site import Site

SHOWN = 5
"""Findings of an aspect that are shown before "more"."""


def render(site: Site, thing: str) -> str:
    """The page of an inspection."""
    build, place = site.build, site.place(thing)
    iri = build.base + thing
    row = build.inspections[iri]
    past = history(build, row["gss"])
    own = next((one for one in past.inspections if one["inspection_iri"] == iri), None)
    values = {
        "row": row,
        "past": past,
        "own": own,
        "graded": [aspect for aspect in past.aspects if own and past.cell(own, aspect).row],
        "statements": statements(site, iri),
        "asked": asked(build, build.of_inspection("recommendations").get(iri, ())),
        "team": [(html(person_of(place, who)), who) for who in team(site, iri)],
        "found": found(site, place, iri),
        "changes": build.by("transitions", "to_inspection_iri").get(iri, []),
        "speaks": speaks(site, iri),
    }
    return site.render("inspection.html", place, f"{row['body']}, {month(row['start']) or 'no date'}", **values)


def statements(site: Site, iri: str) -> list[tuple[str, str, Row]]:
    """Property, value, row of what documents state of the inspection."""
    return [
        (property_of(row["property"]), stated_value(site.build, row), row)
        for row in site.build.of_inspection("statements").get(iri, ())
    ]


def team(site: Site, iri: str) -> Sequence[Row]:
    """Who inspected, the lead first."""
    rows = site.build.of_inspection("people").get(iri, [])
    return sorted(rows, key=lambda row: (row["role"] != "lead-inspector", row["role"], row["person"]))


def found(site: Site, place: Place, iri: str) -> list[tuple[str, Markup, Markup]]:
    """Aspect, strengths, areas for improvement, as lists."""
    rows = site.build.of_inspection("findings").get(iri, [])
    groups: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for row in rows:
        groups[row["aspect"]][row["polarity"] != "strength"].append(row)
    aspects = [*ordered(groups), *([""] if "" in groups else [])]
    return [(aspect, *_halves(place, *groups[aspect])) for aspect in aspects]


def _halves(place: Place, strengths: Sequence[Row], areas: Sequence[Row]) -> tuple[Markup, Markup]:
    return _listed(place, "strength", strengths), _listed(place, "area-for-improvement", areas)


def _listed(place: Place, polarity: str, rows: Sequence[Row]) -> Markup:
    """Findings as a list, most of a long one folded. Reports state hundreds: a template would be slow."""
    lines = [
        f'<li><a class="says" href="{place.to_words(row)}">{esc(short(row["text"], 400))}</a> '
        f"{place.themes(row['themes'])}</li>"
        for row in rows
    ]
    head = f'<div><h4>{esc(place.label("polarity", polarity))}: <span class="muted">{len(rows)}</span></h4>'
    if not rows:
        return html(head, '<p class="none small">none read</p></div>')
    if len(rows) <= SHOWN + 3:
        return html(head, '<ul class="list small">', *lines, "</ul></div>")
    more = f'</ul><details class="more"><summary>{len(rows) - SHOWN} more</summary><ul class="list small">'
    return html(head, '<ul class="list small">', *lines[:SHOWN], more, *lines[SHOWN:], "</ul></details></div>")


def speaks(site: Site, iri: str) -> list[Row]:
    """One row for each document that speaks of the inspection: where it first does."""
    return site.build.every("inspections", "inspection_iri").get(iri, [])
