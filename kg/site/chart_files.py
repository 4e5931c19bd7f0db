"""Charts of a build as files: the SVG that stands in the pages, with its colours inside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape as esc
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from kg.errors import UsageError
from kg.site.bars import by_year
from kg.site.build import OVERALL, Build
from kg.site.charts_page import over_time
from kg.site.days import year
from kg.site.place import Place
from kg.site.sankey import sankey
from kg.site.site import Options, Site
from kg.site.strips import strip

_SVG = re.compile(r"<svg .*</svg>", re.DOTALL)
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LINK = re.compile(r"<a [^>]*>|</a>")
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_CHART_RULE = re.compile(r"^(?:svg |\.(?:axis|tick|bar|near|own|band|node|r0)\b).*$", re.MULTILINE)
HEAD = 26
"""Room above a chart for its caption."""


def draw(build: Path, name: str, thing: str = "", authority: str = "") -> str:
    """A chart as an SVG document.

    Raises UsageError for a chart, aspect, theme, indicator or authority that this build does not have.
    """
    site = Site(Build(build), Options())
    make = CHARTS.get(name)
    if make is None:
        raise UsageError(f"there is no chart {name!r}: name one of {', '.join(CHARTS)}")
    return standalone(make(site, site.place("", "chart.html"), thing, authority))


def standalone(figure: Markup) -> str:
    """A figure of a page as a document of its own: its caption as text, no links, colours inside it."""
    found, caption = _SVG.search(figure), _CAPTION.search(figure)
    if found is None:
        raise UsageError("there is nothing to draw: this build has no such facts")
    inside = _LINK.sub("", found[0])
    view = _VIEW.search(inside)
    wide, high = (float(part) for part in view.groups()) if view else (400.0, 300.0)
    title = _TAG.sub("", caption[1]) if caption else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -{HEAD} {wide:g} {high + HEAD:g}" '
        f'width="{2 * wide:g}" height="{2 * (high + HEAD):g}">'
        f'<style>{style()}</style><rect y="-{HEAD}" width="100%" height="100%" fill="#fff"/>'
        f'<text x="0" y="-10" style="font-weight:700">{title}</text>'
    )
    return head + inside[inside.index(">") + 1 :] + "\n"


def style() -> str:
    """The rules of the site's style sheet that charts need, with the colours of its light scheme put in."""
    sheet = (resources.files("kg.site") / "static" / "site.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z0-9-]+): ([^;]+);", sheet.partition("@media")[0]))
    rules = " ".join(rule for rule in _CHART_RULE.findall(sheet))
    return re.sub(r"var\(--([a-z0-9-]+)\)", lambda name: colours.get(name[1], "#000"), rules).replace("svg ", "")


def _flows(site: Site, place: Place, thing: str, _authority: str) -> Markup:
    aspect = thing or OVERALL
    rows = site.build.by("transitions", "aspect").get(aspect, [])
    if not rows:
        known = ", ".join(sorted(site.build.by("transitions", "aspect"))) or "none"
        raise UsageError(f"no grade for {aspect!r} changed here; aspects with changes: {known}")
    return sankey(place, aspect, rows, "flow")


def _grades(site: Site, place: Place, _thing: str, _authority: str) -> Markup:
    return over_time(site, place)


def _theme(site: Site, _place: Place, thing: str, _authority: str) -> Markup:
    if thing not in site.themes:
        raise UsageError(f"no theme {thing!r} here; themes: {', '.join(site.themes)}")
    counts = Counter(year(row["inspection_start"]) for row in site.by_theme[thing].asked)
    return by_year(counts, site.inspected_by_year)


def _indicator(site: Site, place: Place, thing: str, authority: str) -> Markup:
    one = site.indicators.get(f"indicator/{thing}")
    if one is None:
        known = ", ".join(key.partition("/")[2] for key in site.indicators) or "none"
        raise UsageError(f"no indicator {thing!r} that several authorities have; indicators: {known}")
    gss = _code(site, authority)
    if gss and gss not in one.latest:
        raise UsageError(f"no document here states {thing} for {site.name_of(gss)}")
    near = site.build.authorities[gss]["statistical_neighbours"].split("; ") if gss else ()
    return strip(site, place, one, gss, near)


def _code(site: Site, authority: str) -> str:
    if not authority or authority in site.build.authorities:
        return authority
    found = site.build.lexicon.authority_named(authority)
    if found is None:
        raise UsageError(f"the register has no authority {esc(authority)!r}: give its name or GSS code")
    return found.gss


CHARTS: Mapping[str, Callable[[Site, Place, str, str], Markup]] = {
    "flows": _flows,
    "grades": _grades,
    "theme": _theme,
    "indicator": _indicator,
}
"""Every chart by the name that `kg chart` takes."""
