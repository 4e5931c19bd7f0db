"""The start page: what is in here and up to when, the latest judgements, and what is worth a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.site.build import OVERALL, Row
from kg.site.history import History, history, ordered
from kg.site.site import Site

SHARE = 0.4
"""An aspect has a column if that share of the authorities were graded for it last time."""
LOOK = 4
"""Conflicts and recurrences that the start page shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table of latest judgements."""

    gss: str
    name: str
    region: str
    past: History
    latest: Row
    overall: str


def lines_of(site: Site) -> list[Line]:
    """Authorities that have a grade, by name. `overall` is the last overall grade, however old."""
    found = []
    for gss in site.build.covered:
        past = history(site.build, gss)
        if past.latest:
            last = past.last_overall()
            overall = past.grade(last, OVERALL) if last else ""
            row = site.build.authorities[gss]
            found.append(Line(gss, row["name"], row["region"], past, past.latest, overall))
    return found


def columns_of(lines: Sequence[Line]) -> list[str]:
    """Aspects that many latest inspections graded; the overall grade always."""
    counts = Counter(aspect for line in lines for aspect in line.past.aspects if line.past.grade(line.latest, aspect))
    return ordered([OVERALL, *(aspect for aspect, number in counts.items() if number >= SHARE * len(lines))])


def render(site: Site, thing: str) -> str:
    """index.html."""
    lines = lines_of(site)
    place = site.place("", f"{thing}.html")
    used = {line.overall for line in lines}
    known = site.build.lexicon.scheme("grade").concepts.values()
    values = {
        "lines": lines,
        "columns": columns_of(lines),
        "regions": sorted({line.region for line in lines if line.region}),
        "grades": sorted((g for g in known if g.notation in used), key=lambda grade: grade.rank or 9),
        "spread": [(grade, sum(line.overall == grade for line in lines)) for grade in _by_rank(site, used)],
        "conflicts": site.build.rows("conflicts"),
        "recurrences": sorted(site.build.rows("recurrences"), key=_likeness, reverse=True),
        "newest": [doc for doc in site.newest if doc.issued and doc.genre != "catalogue"][:6],
        "figures": figures(site),
        "overall": OVERALL,
        "look": LOOK,
    }
    return site.render("start.html", place, site.name, **values)


def _by_rank(site: Site, grades: set[str]) -> list[str]:
    known = {grade: site.build.concept("grade", grade) for grade in grades}
    return sorted((g for g, concept in known.items() if concept), key=lambda g: getattr(known[g], "rank", 0) or 9)


def _likeness(row: Row) -> tuple[float, str]:
    try:
        return float(row["similarity"]), row["recurrence_iri"]
    except ValueError:
        return 0.0, row["recurrence_iri"]


def figures(site: Site) -> list[tuple[str, int, str]]:
    """What, how many and the page that lists them."""
    build = site.build
    return [
        ("authorities", len(build.covered), "coverage.html"),
        ("inspections", len(build.inspections), "index.html"),
        ("judgements", len(build.facts("judgements")), "charts.html"),
        ("recommendations", len(build.facts("recommendations")), "themes.html"),
        ("documents", len(site.documents), "documents.html"),
    ]
