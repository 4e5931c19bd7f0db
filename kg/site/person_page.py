"""The page of a person whom documents name in a public role, and the list of them all."""

from __future__ import annotations

from kg.site.build import Row
from kg.site.people import name_of, when
from kg.site.site import Site


def render(site: Site, thing: str) -> str:
    """The page of a person."""
    place, build = site.place(thing), site.build
    rows = site.posts[thing]
    name = name_of(rows)
    names = {row["person"] for row in rows}
    values = {
        "name": name,
        "path": thing,
        "rows": [(row, when(build, row)) for row in rows],
        "organisations": sorted({row["organisation"] for row in rows if row["organisation"]}),
        "parties": sorted({row["party"] for row in rows if row["party"]}),
        "said": [row for row in build.facts("quotations") if row["speaker"] in names],
    }
    return site.render("person.html", place, name, **values)


def render_list(site: Site, thing: str) -> str:
    """people.html: those in office first, then those who inspected."""
    place = site.place("", f"{thing}.html")
    lines = [(key, name_of(rows), rows) for key, rows in site.posts.items()]
    lines.sort(key=lambda line: (line[1].casefold(), line[0]))
    office = [line for line in lines if not all(row["inspection_iri"] for row in line[2])]
    inspectors = [line for line in lines if all(row["inspection_iri"] for row in line[2])]
    unnamed = sum(not row["person"] for row in site.build.facts("people"))
    return site.render(
        "people.html", place, "People", office=office, inspectors=inspectors, unnamed=unnamed, count=inspections_of
    )


def inspections_of(rows: list[Row]) -> int:
    """How many inspections a person took part in."""
    return len({row["inspection_iri"] for row in rows} - {""})
