"""The charts of a whole build: judgement flows, grades over time, themes by year and region, indicators."""

from __future__ import annotations

from collections import Counter
from functools import partial
from html import escape as esc

from markupsafe import Markup

from kg.site.build import OVERALL, Row
from kg.site.days import month, year
from kg.site.described import value_of
from kg.site.history import ordered
from kg.site.indicators import title_of
from kg.site.place import Place, html
from kg.site.sankey import flows_of, rank, sankey
from kg.site.site import Site
from kg.site.strips import strip
from kg.site.svg import figure, number

LEAST = 8
"""Changes of an aspect's grade that make a picture."""
THEMES = 20
_SQUARE, _LOW = 18, 26


def render(site: Site, thing: str) -> str:
    """charts.html."""
    place = site.place("", f"{thing}.html")
    by_aspect = site.build.by("transitions", "aspect")
    aspects = [aspect for aspect in ordered(by_aspect) if len(by_aspect[aspect]) >= LEAST or aspect == OVERALL]
    flows = [(aspect, by_aspect[aspect]) for aspect in aspects if by_aspect.get(aspect)]
    values = {
        "flows": [(aspect, sankey(place, aspect, rows, f"flow-{aspect}")) for aspect, rows in flows],
        "listed": [(aspect, _listed(site, rows)) for aspect, rows in flows],
        "over_time": over_time(site, place),
        "themes": heat(site, place),
        "indicators": [(one, title_of(site.build, one)) for one in site.indicators.values()],
    }
    return site.render("charts.html", place, "Charts", **values)


def _listed(site: Site, rows: list[Row]) -> list[tuple[str, str, list[Row]]]:
    flows = flows_of(rows)
    order = sorted(flows, key=lambda flow: (rank(site.build, flow[0]), rank(site.build, flow[1])))
    return [(*flow, sorted(flows[flow], key=lambda row: row["body"])) for flow in order]


def over_time(site: Site, place: Place) -> Markup:
    """A square for each inspection, by year, stacked by its overall grade; each leads to the words."""
    rows: dict[int, list[Row]] = {}
    for row in site.build.facts("judgements"):
        if row["aspect"] == OVERALL and (at := year(row["inspection_start"])):
            rows.setdefault(at, []).append(row)
    if not rows:
        return html()
    years = range(min(rows), max(rows) + 1)
    high = max(map(len, rows.values())) * _SQUARE
    wide = 34
    drawn = []
    for column, at in enumerate(years):
        here = sorted(rows.get(at, ()), key=lambda row: (rank(site.build, row["grade"]), row["body"]))
        drawn += [
            _square(place, row, column * wide + 6, high - (level + 1) * _SQUARE + 4)
            for level, row in enumerate(reversed(here))
        ]
        drawn.append(f'<text class="ax" x="{column * wide + 14}" y="{high + _LOW - 6}">{at}</text>')
    drawn.append(f'<path class="axis" d="M0 {high + 4}H{len(years) * wide}"/>')
    label = f"Overall grades by year: {len([row for found in rows.values() for row in found])} inspections"
    caption = html("Overall grades by year of inspection")
    legend = "A square is an inspection; it leads to the words that give the grade."
    return figure(caption, label, len(years) * wide, high + _LOW, drawn, legend)


def _square(place: Place, row: Row, x: float, y: float) -> str:
    concept = place.build.concept("grade", row["grade"])
    style = f"r{concept.rank}" if concept and concept.rank else "r0"
    label = place.label("grade", row["grade"])
    said = esc(f"{row['body']}, {month(row['inspection_start'])}: {label}")
    letter = "".join(word[0] for word in label.split()).upper()[:2]
    size = _SQUARE - 2
    return (
        f'<a href="{place.to_words(row)}" aria-label="{said}"><title>{said}</title>'
        f'<rect class="node {style}" x="{number(x)}" y="{number(y)}" width="{size}" height="{size}" rx="2"/>'
        f'<text class="in" x="{number(x + size / 2)}" y="{number(y + 12)}">{letter}</text></a>'
    )


def heat(site: Site, place: Place) -> tuple[list[int], list[tuple[Markup, list[tuple[int, int]], int]]]:
    """Years, and for each of the commonest themes its link and, by year, recommendations and how strong the shade is
    (0 to 5, by recommendations for each inspection of that year)."""
    years = sorted(at for at in site.inspected_by_year if at)
    lines = []
    for name in sorted(site.themes, key=lambda name: (-len(site.by_theme[name].asked), name))[:THEMES]:
        counts = Counter(year(row["inspection_start"]) for row in site.by_theme[name].asked)
        cells = [(counts[at], min(5, round(4 * counts[at] / site.inspected_by_year[at] + 0.4))) for at in years]
        link = place.link(f"theme/{name}", site.build.label("theme", name))
        lines.append((link, cells, sum(counts.values())))
    return years, lines


def indicator(site: Site, thing: str) -> str:
    """The page of an indicator: every value, drawn and as a table."""
    place = site.place(thing)
    one = site.indicators[thing]
    values = sorted(one.all, key=lambda value: (-one.latest[value.gss].number, value.gss, value.when))
    concept = site.build.concept("indicator", one.notation)
    shown = {
        "one": one,
        "concept": concept,
        "chart": strip(site, place, one),
        "values": values,
        "said": partial(value_of, place),
    }
    return site.render("indicator.html", place, title_of(site.build, one), **shown)
