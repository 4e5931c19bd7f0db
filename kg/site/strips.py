"""An indicator drawn as one line on which every authority stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape as esc

from markupsafe import Markup

from kg.site.days import day
from kg.site.described import value_of
from kg.site.indicators import Indicator, Value, title_of
from kg.site.place import Place, html
from kg.site.site import Site
from kg.site.svg import figure, number, ticks

MOST = 8
"""Charts on an authority's page."""
WIDTH, LEFT, RIGHT, LINE, HEIGHT = 340, 10, 330, 40, 74


def charts_of(site: Site, place: Place, gss: str) -> list[Markup]:
    """The charts of an authority's page: indicators that it has a value of, the commonest first."""
    own = [one for one in site.indicators.values() if gss in one.latest]
    near = set(site.build.authorities[gss]["statistical_neighbours"].split("; "))
    return [strip(site, place, one, gss, near) for one in own[:MOST]]


def strip(site: Site, place: Place, one: Indicator, gss: str = "", near: Iterable[str] = ()) -> Markup:
    """All authorities on a line: a tick each; a ring for a neighbour; a diamond for `gss`, its earlier values fainter.

    Rings and diamonds lead to the words that state them; so does, with no `gss`, a ring for each authority.
    """
    values = [value.number for value in one.latest.values()]
    values += [value.number for value in one.all if value.gss == gss]
    low, high = min(0.0, *values), max(values)
    scale = ticks(low, high)
    span = (scale[-1] - scale[0]) or 1

    def x(value: float) -> float:
        return LEFT + (RIGHT - LEFT) * (value - scale[0]) / span

    drawn = [_axis(scale, x)]
    plain = [value for code, value in one.latest.items() if code != gss]
    drawn.append(f'<path class="tick" d="{"".join(f"M{number(x(v.number))} {LINE - 5}v10" for v in plain)}"/>')
    near_by = [value for value in plain if not gss or value.gss in set(near)]
    drawn += [_ring(site, place, value, x(value.number)) for value in near_by]
    if gss:
        mine = [value for value in one.all if value.gss == gss]
        drawn += [_diamond(place, value, x(value.number), "old") for value in mine[:-1][-4:]]
        drawn.append(_diamond(place, mine[-1], x(mine[-1].number), "own"))
    caption = place.link(one.key, title_of(site.build, one))
    label = f"{title_of(site.build, one)}: {len(one.latest)} authorities on one line"
    return figure(caption, label, WIDTH, HEIGHT, drawn, _legend(place, one, gss))


def _axis(scale: Sequence[float], x: Callable[[float], float]) -> str:
    marks = "".join(f'<text class="ax" x="{number(x(value))}" y="{HEIGHT - 6}">{value:g}</text>' for value in scale)
    return f'<path class="axis" d="M{LEFT} {LINE}H{RIGHT}"/>{marks}'


def _ring(site: Site, place: Place, value: Value, at: float) -> str:
    name = f"{site.name_of(value.gss)}: {value_of(place, value.row)}"
    return (
        f'<a href="{place.to_words(value.row)}"><title>{esc(name)}</title>'
        f'<circle class="near" cx="{number(at)}" cy="{LINE}" r="4.5"/></a>'
    )


def _diamond(place: Place, value: Value, at: float, style: str) -> str:
    said = value_of(place, value.row)
    when = day(value.when)
    shape = f'<path class="{style}" d="M{number(at)} {LINE - 8}l8 8l-8 8l-8 -8z"/>'
    anchor = "start" if at < WIDTH / 3 else "end" if at > 2 * WIDTH / 3 else "middle"
    text = f'<text class="val" text-anchor="{anchor}" x="{number(at)}" y="{LINE - 16}">{esc(said)}</text>'
    name = esc(f"{said}, {when}")
    return f'<a href="{place.to_words(value.row)}"><title>{name}</title>{shape}{text if style == "own" else ""}</a>'


def _legend(place: Place, one: Indicator, gss: str) -> Markup:
    if not gss:
        return html(f"Each ring is an authority: {len(one.latest)} of them.")
    mine = one.latest[gss]
    when = f", {esc(day(mine.when))}" if mine.when else ""
    return html(f"◆ {esc(value_of(place, mine.row))}{when} {place.words(mine.row)} · ○ neighbours")
