"""Bars by year and by region: how many recommendations, and beside each how many there are for an inspection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape as esc

from markupsafe import Markup

from kg.site.place import html
from kg.site.svg import figure, number

WIDTH, ROW, LEFT = 340, 20, 146


def by_year(counts: Mapping[int, int], inspections: Mapping[int, int]) -> Markup:
    """Upright bars, a year each; also the years in which nothing was asked but something inspected."""
    years = [year for year in range(min(inspections, default=0), max(inspections, default=-1) + 1) if year]
    if not years:
        return html()
    most = max([counts.get(year, 0) for year in years] + [1])
    step = WIDTH / len(years)
    drawn = []
    for place, year in enumerate(years):
        high = 90 * counts.get(year, 0) / most
        x = place * step
        said = f"{year}: {counts.get(year, 0)} recommendations, {inspections.get(year, 0)} inspections"
        drawn.append(
            f'<g><title>{said}</title><rect class="bar" x="{number(x + 2)}" y="{number(110 - high)}" '
            f'width="{number(step - 4)}" height="{number(high)}"/>'
            f'<text class="ax" x="{number(x + step / 2)}" y="{number(105 - high)}">{counts.get(year, 0) or ""}</text>'
            f'<text class="ax" x="{number(x + step / 2)}" y="124">{f"{year % 100:02}" if len(years) > 7 else year}</text></g>'
        )
    drawn.append(f'<path class="axis" d="M0 110H{WIDTH}"/>')
    label = "Recommendations by year of inspection: " + told([(str(year), counts.get(year, 0)) for year in years])
    return figure(html("Recommendations by year of inspection"), label, WIDTH, 128, drawn, _read_by(inspections))


def by_region(counts: Mapping[str, int], inspections: Mapping[str, int]) -> Markup:
    """Level bars, a region each, as recommendations for an inspection."""
    rates = {region: counts.get(region, 0) / many for region, many in inspections.items() if many and region}
    if not rates:
        return html()
    most = max(*rates.values(), 0.01)
    drawn = []
    for place, (region, rate) in enumerate(sorted(rates.items(), key=lambda pair: (-pair[1], pair[0]))):
        y = place * ROW
        said = f"{region}: {counts.get(region, 0)} recommendations, {inspections[region]} inspections"
        wide = (WIDTH - LEFT - 40) * rate / most
        drawn.append(
            f'<g><title>{esc(said)}</title><text class="name" x="{LEFT - 6}" y="{y + 14}">{esc(region)}</text>'
            f'<rect class="bar" x="{LEFT}" y="{y + 3}" width="{number(wide)}" height="{ROW - 6}"/>'
            f'<text class="val" x="{number(LEFT + wide + 5)}" y="{y + 14}">{rate:.1f}</text></g>'
        )
    label = "Recommendations for each inspection, by region: " + told(
        [(k, round(v, 1)) for k, v in sorted(rates.items())]
    )
    return figure(html("Recommendations for each inspection, by region"), label, WIDTH, len(rates) * ROW + 4, drawn)


def told(values: Sequence[tuple[str, float]]) -> str:
    """A chart in words."""
    return ", ".join(f"{name} {value:g}" for name, value in values)


def _read_by(inspections: Mapping[int, int]) -> str:
    return f"From {sum(inspections.values())} inspections that asked for something."
