"""The page of a theme: where it recurs, in recommendations and in what reports found; and the list of themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.site.bars import by_region, by_year
from kg.site.build import Row
from kg.site.days import year
from kg.site.site import Site

SHOWN = 25
"""Rows of a long list that are shown before "more"."""


def render(site: Site, thing: str) -> str:
    """The page of a theme."""
    notation = thing.rpartition("/")[2]
    place, build = site.place(thing), site.build
    theme = site.by_theme[notation]
    concept = build.concept("theme", notation)
    newest = sorted(theme.asked, key=lambda row: (row["inspection_start"], row["recommendation_iri"]), reverse=True)
    values = {
        "concept": concept,
        "theme": theme,
        "asked": newest,
        "shown": SHOWN,
        "years": by_year(Counter(year(row["inspection_start"]) for row in theme.asked), site.inspected_by_year),
        "regions": by_region(site.counts_by_region(theme.asked), site.inspected_by_region),
        "most": most(theme.areas),
    }
    return site.render("theme.html", place, concept.label if concept else notation, **values)


def most(areas: Sequence[Row]) -> list[tuple[str, str, int]]:
    """Code and name of the authorities with most areas for improvement in the theme, and how many."""
    names = {row["gss"]: row["body"] for row in areas}
    counts = Counter(row["gss"] for row in areas if row["gss"])
    return [(gss, names[gss], number) for gss, number in sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:15]]


def render_list(site: Site, thing: str) -> str:
    """themes.html."""
    place = site.place("", f"{thing}.html")
    lines = [(site.build.concept("theme", name), site.by_theme[name]) for name in site.themes]
    lines.sort(key=lambda line: (-len(line[1].asked), line[0].label if line[0] else ""))
    return site.render("themes.html", place, "Themes", lines=lines)
