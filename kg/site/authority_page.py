"""The page of an authority, and its brief on one sheet of paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup

from kg.site.asked import Asked, asked
from kg.site.build import OVERALL, Row
from kg.site.described import person_of
from kg.site.grade_now import sentences
from kg.site.history import History, history
from kg.site.place import Place, html
from kg.site.site import Site
from kg.site.strips import charts_of

OFFICES = ("director-of-childrens-services", "lead-member", "chief-executive", "council-leader", "board-chair")
"""Offices that every authority has had, in the order in which they are shown: where no document here names one, the
page says so."""
MANY = 12
"""Rows of a long list that are shown before "more"."""


def render(site: Site, thing: str) -> str:
    """The page of an authority."""
    gss = thing.rpartition("/")[2]
    place, build = site.place(thing), site.build
    row = build.authorities[gss]
    past = history(build, gss)
    recommendations = asked(build, build.of_body("recommendations").get(gss, ()))
    values = {
        "row": row,
        "gss": gss,
        "past": past,
        "lead": sentences(place, past),
        "others": others(site, gss, past),
        "asked": groups(recommendations),
        "offices": offices(site, place, gss),
        "beside": list(beside(site, gss, past)),
        "charts": charts_of(site, place, gss),
        "findings": findings(site, past),
        "actions": build.by("actions", "actor").get(row["name"], [])[:60],
        "said": said(site, gss),
        "conflicts": conflicts(site, gss),
        "docs": [doc for doc in site.newest if f"authority/{gss}" in doc.about],
        "brief": f"brief/{gss}.html",
        "overall": OVERALL,
        "many": MANY,
    }
    return site.render("authority.html", place, row["name"], **values)


def render_brief(site: Site, thing: str) -> str:
    """One page for print: the grade now, what was asked again and again, what is open."""
    gss = thing.rpartition("/")[2]
    place, build = site.place(thing), site.build
    past = history(build, gss)
    recommendations = asked(build, build.of_body("recommendations").get(gss, ()))
    values = {
        "row": build.authorities[gss],
        "gss": gss,
        "past": past,
        "lead": sentences(place, past),
        "aspects": [one for one in past.aspects if any(past.cell(at, one).row for at in past.inspections[-3:])],
        "repeated": [one for one in recommendations if one.before][:8],
        "open": [one for one in recommendations if one.is_open and not one.before][:14],
        "actions": planned(site, gss)[:6],
    }
    return site.render("brief.html", place, f"{build.authorities[gss]['name']}: brief", **values)


def planned(site: Site, gss: str) -> list[Row]:
    """What the authority plans or is doing, each action once, what the newest documents say first."""
    found: dict[str, Row] = {}
    rows = site.build.by("actions", "actor").get(site.name_of(gss), [])
    for row in sorted(rows, key=lambda row: (held(site, row), row["action_iri"]), reverse=True):
        if row["state"] in ("planned", "promised", "under-way"):
            found.setdefault(" ".join(row["text"].split())[:60].casefold(), row)
    return list(found.values())


def groups(recommendations: Sequence[Asked]) -> list[tuple[str, list[Asked]]]:
    """Recommendations by inspection."""
    return [(iri, list(rows)) for iri, rows in groupby(recommendations, key=lambda one: one.row["inspection_iri"])]


def others(site: Site, gss: str, past: History) -> list[Row]:
    """Inspections of the authority of which no grade is known here."""
    graded = {row["inspection_iri"] for row in past.inspections}
    rows = site.build.of_body("inspections").get(gss, ())
    return sorted((row for row in rows if row["inspection_iri"] not in graded), key=lambda row: row["start"])


def offices(site: Site, place: Place, gss: str) -> list[tuple[str, list[tuple[Markup, Row]], list[Row]]]:
    """Role → who held it, by the day on which a document says so, the latest first, and where documents speak of the
    post without a name. Offices that no document here names have neither."""
    found: dict[str, list[Row]] = {role: [] for role in OFFICES}
    for row in site.people.get(gss, ()):
        if row["role"] in OFFICES or row["person"]:
            found.setdefault(row["role"], []).append(row)
    return [_office(site, place, role, rows) for role, rows in found.items()]


def _office(
    site: Site, place: Place, role: str, rows: Sequence[Row]
) -> tuple[str, list[tuple[Markup, Row]], list[Row]]:
    dated = sorted(rows, key=lambda row: (held(site, row), row["fact_iri"]), reverse=True)
    named = [(html(person_of(place, row)), row) for row in dated if row["person"]]
    return place.label("role", role) or "Other posts", named[:MANY], [row for row in dated if not row["person"]]


def held(site: Site, row: Row) -> str:
    """The day for which a document states a thing: since when, as of when, else when the document came out."""
    doc = site.build.docs.get(row["document"])
    return row.get("as_of") or row.get("from") or (doc.issued if doc else "")


def beside(site: Site, gss: str, past: History) -> Iterator[tuple[str, Row | None, Mapping[str, str]]]:
    """This authority and its statistical neighbours, each with the row of its latest inspection and its grades."""
    latest = {row["gss"]: row for row in site.build.rows("latest")}
    neighbours = site.build.authorities[gss]["statistical_neighbours"].split("; ")
    for code in (gss, *sorted(filter(None, neighbours), key=site.name_of)):
        row = latest.get(code)
        yield code, row, {aspect: row.get(aspect, "") for aspect in past.aspects} if row else {}


def findings(site: Site, past: History) -> list[tuple[str, int, int]]:
    """Aspect, strengths and areas for improvement that the latest report states."""
    if past.latest is None:
        return []
    rows = site.build.of_inspection("findings").get(past.latest["inspection_iri"], ())
    counts = Counter(map(itemgetter("aspect", "polarity"), rows))
    aspects = [aspect for aspect in past.aspects if counts[aspect, "strength"] + counts[aspect, "area-for-improvement"]]
    return [(aspect, counts[aspect, "strength"], counts[aspect, "area-for-improvement"]) for aspect in aspects]


def said(site: Site, gss: str) -> list[Row]:
    """What people and bodies are quoted with in documents about the authority."""
    here = {doc.file for doc in site.documents.values() if f"authority/{gss}" in doc.about}
    return [row for row in site.build.facts("quotations") if row["document"] in here][:40]


def conflicts(site: Site, gss: str) -> list[Row]:
    """Conflicts of facts about the authority's inspections, told by their documents."""
    here = {doc.file for doc in site.documents.values() if f"authority/{gss}" in doc.about}
    rows = site.build.rows("conflicts")
    return [row for row in rows if row["document"] in here or row["other_document"] in here]
