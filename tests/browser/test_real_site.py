"""The site of the real documents in a browser: each kind of page in both sizes and schemes, evidence from everywhere."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import DESK, PHONE, Opened
from tests.browser.test_site_pages import follow
from tests.site.pages import read

Visit = Callable[..., Opened]
pytestmark = [pytest.mark.browser, pytest.mark.real]

SINGLE = (
    "index.html", "themes.html", "people.html", "charts.html", "documents.html", "glossary.html", "data.html",
    "conflicts.html", "recurrences.html", "coverage.html", "sources.html", "graph.html", "graph-themes.html",
    "graph-people.html", "graph-recurrences.html",
)  # fmt: skip
KINDS = ("authority", "brief", "inspection", "document", "theme", "person", "indicator")


@pytest.fixture(scope="module")
def kinds(real_build: Path) -> list[str]:
    """A page of each kind: of things, one of middling size."""
    every = (sorted((real_build / kind).rglob("*.html"), key=lambda path: path.stat().st_size) for kind in KINDS)
    middling = [paths[len(paths) // 2] for paths in every]
    return [*SINGLE, *(str(path.relative_to(real_build)) for path in middling)]


def go(opened: Opened, path: Path) -> None:
    opened.page.goto(path.as_uri())
    opened.page.locator("html[data-ready=true]").wait_for()


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk and light", "phone and dark"]
)
def test_each_kind_of_page_fits_and_an_accessibility_checker_finds_no_fault(
    visit: Visit, real_build: Path, kinds: list[str], size: tuple[int, int], scheme: str
) -> None:
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    opened = visit(real_build / "index.html", size=size, scheme=scheme, within=real_build)
    faults = []
    for name in kinds:
        go(opened, real_build / name)
        assert opened.ask("document.documentElement.scrollWidth") <= size[0], name
        if name.startswith("graph"):  # with its panel, as it is used
            opened.ask("inspections.select(inspections.visible()[3])")
        opened.page.evaluate(axe)
        found = opened.page.evaluate(
            "axe.run(document, {preload: false, resultTypes: ['violations']}).then(found => found.violations)"
        )
        faults += [(name, one["id"], one["nodes"][0]["html"][:160]) for one in found]
    assert faults == []


def test_the_keyboard_alone_reaches_everything_on_each_kind_of_page(
    visit: Visit, real_build: Path, kinds: list[str]
) -> None:
    opened = visit(real_build / "index.html", within=real_build)
    for name in kinds:
        go(opened, real_build / name)
        # What can be clicked takes the focus, shows it, and is in the order of the page; then Tab is tried.
        unreached = opened.ask(
            """() => { const seen = one => one.checkVisibility({checkVisibilityCSS: true}) && one.getClientRects().length;
            return [...document.querySelectorAll("a[href], button, input, select, summary, [onclick]")]
              .filter(one => seen(one) && !one.disabled && !one.closest("details:not([open]) > :not(summary)"))
              .filter(one => { one.focus(); return document.activeElement !== one || one.tabIndex !== 0; })
              .map(one => one.outerHTML.slice(0, 120)); }"""
        )
        assert unreached == [], name
        opened.ask("document.activeElement.blur(), scrollTo(0, 0)")
        reached = set()
        for _ in range(12):
            opened.page.keyboard.press("Tab")
            reached.add(opened.ask("document.activeElement.outerHTML.slice(0, 200)"))
        assert len(reached) > 9, name


def marked(found: dict[str, Any]) -> bool:
    return bool(found["tag"] == "MARK" and found["seen"] and found["words"])


def test_evidence_is_one_click_away_from_table_chart_graph_and_search(visit: Visit, real_build: Path) -> None:
    opened = visit(real_build / "index.html", within=real_build)
    page = opened.page
    assert marked(follow(opened, page.locator("#latest-table a.g").nth(7)))
    go(opened, real_build / "charts.html")
    assert marked(follow(opened, page.locator("#time ~ figure svg a").first))
    go(opened, real_build / "authority" / "E10000031.html")
    assert marked(follow(opened, page.locator("figure.chart svg a").first))
    go(opened, real_build / "graph.html")
    opened.ask("inspections.select(inspections.visible().find(id => inspections.at(id) && id !== 'n0'))")
    assert marked(follow(opened, page.locator("#panel a", has_text="See the marked words").first))
    go(opened, real_build / "glossary.html")
    page.fill("#search", "supervision")
    hit = page.locator("#hits a[href*='#p-']").first
    hit.wait_for()
    assert marked(follow(opened, hit))


@pytest.mark.parametrize("name", ["graph.html", "graph-themes.html", "graph-people.html", "graph-recurrences.html"])
def test_about_as_much_is_drawn_at_first_as_a_person_can_read(visit: Visit, real_build: Path, name: str) -> None:
    assert 20 < len(visit(real_build / name, within=real_build).drawn()) <= 330


def test_graphs_lead_back_to_the_site(visit: Visit, real_build: Path) -> None:
    opened = visit(real_build / "graph-themes.html", within=real_build)
    opened.page.get_by_role("link", name="Start").click()
    opened.page.wait_for_url("**/index.html")
    assert "graph.html" in read(real_build / "index.html").addresses
