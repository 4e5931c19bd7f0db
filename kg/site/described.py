"""What a fact says, in a few words beside the text that states it: one function a table, all in `TABLES`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape as esc

from kg.site.build import Build, Row
from kg.site.days import day, short
from kg.site.place import Place, comma

STYLES: Mapping[str, str] = {
    "judgement": "Judgements",
    "ask": "Recommendations",
    "minus": "Areas for improvement",
    "plus": "Strengths",
    "number": "Numbers",
    "said": "Quotations",
    "act": "Actions",
    "person": "People",
    "date": "Dates and other statements",
    "org": "Organisations and services",
    "law": "Law",
}
"""Styles of marks with their names, the weightiest first: a passage that states several facts takes the first."""

Said = tuple[str, str, str]
"""Style, what kind of fact it is, and the rest of what is said as HTML."""

_CAPITAL = re.compile(r"(?=[A-Z])")


def _judgement(place: Place, row: Row) -> Said:
    about = place.label("aspect", row["aspect"])
    return "judgement", "Judgement", f"{esc(about)}: {place.grade(row['grade'])}"


def _recommendation(place: Place, row: Row) -> Said:
    number = row["number"] or row["position"]
    return "ask", f"Recommendation {number}".strip(), str(place.themes(row["themes"]))


def _finding(place: Place, row: Row) -> Said:
    style = "plus" if row["polarity"] == "strength" else "minus"
    aspect = esc(place.label("aspect", row["aspect"]))
    return style, place.label("polarity", row["polarity"]), f"{aspect} {place.themes(row['themes'])}"


def person_of(place: Place, row: Row) -> str:
    """The person of a row as a link, or that none is named."""
    key, _ = place.build.who(row["fact_iri"])
    return str(place.link(key, row["person"])) if row["person"] else '<span class="muted">not named</span>'


def _person(place: Place, row: Row) -> Said:
    role = row["post_title"] or place.label("role", row["role"]) or "Named"
    where = esc(short(row["organisation"], 60))
    return "person", short(role, 80).capitalize(), f"{person_of(place, row)}, {where}"


def _organisation(place: Place, row: Row) -> Said:
    kind = place.label("organisation-kind", row["kind"]) or "Organisation"
    return "org", kind, esc(comma((short(row["name"], 80), short(row["part_of"], 60))))


def _service(_place: Place, row: Row) -> Said:
    return "org", "Service", esc(comma((short(row["name"], 80), short(row["provider"], 60))))


def value_of(place: Place, row: Row) -> str:
    """A number as it is read: "about 12 per cent"."""
    unit = {"percent": "%", "count": ""}.get(row["unit"], f" {place.label('unit', row['unit']).lower()}")
    exact = row["qualifier"] in ("", "exactly")
    qualifier = "" if exact else place.label("qualifier", row["qualifier"]).lower() + " "
    return f"{qualifier}{row['value']}{unit}"


def _statistic(place: Place, row: Row) -> Said:
    name = place.label("indicator", row["indicator"])
    compared = place.label("comparator", row["comparator"])
    rest = comma((day(row["date"]), compared, short(row["area"], 40)))
    return "number", short(name, 90), f"<b>{esc(value_of(place, row))}</b> {esc(rest)}"


def _quotation(_place: Place, row: Row) -> Said:
    return "said", "Said", esc(short(row["speaker"], 80))


def _action(place: Place, row: Row) -> Said:
    state = place.label("state", row["state"])
    due = f"due {day(row['due'])}" if row["due"] else ""
    return "act", "Action", esc(comma((state, short(row["actor"], 60), due)))


def property_of(name: str) -> str:
    """The name of a stated property in words: publicationDate → Publication date."""
    return _CAPITAL.sub(" ", name).lower().capitalize()


def stated_value(build: Build, row: Row) -> str:
    """The value of a statement in words: a concept by its label, a thing by its name, a day as it is read."""
    value, scheme = row["value"], row["property"]
    if "/vocab/" in value:
        scheme, value = value.rsplit("/", 2)[1:]
    if build.concept(scheme, value):
        return build.label(scheme, value)
    path = build.path(value)
    if path == value:
        return short(day(value), 120)
    authority = build.authorities.get(path.rpartition("/")[2])
    return authority["name"] if authority else path.rpartition("/")[2].replace("-", " ").capitalize()


def _statement(place: Place, row: Row) -> Said:
    return "date", property_of(row["property"]), esc(stated_value(place.build, row))


def _law(_place: Place, row: Row) -> Said:
    return "law", "Law", esc(comma((short(row["title"], 80), row["provision"])))


TABLES: Mapping[str, Callable[[Place, Row], Said]] = {
    "judgements": _judgement,
    "recommendations": _recommendation,
    "findings": _finding,
    "people": _person,
    "organisations": _organisation,
    "services": _service,
    "statistics": _statistic,
    "quotations": _quotation,
    "actions": _action,
    "statements": _statement,
    "legislation": _law,
}
