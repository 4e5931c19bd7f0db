"""The site in a real browser: no error, no network, evidence one click away, by keyboard alone, fit for all."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, Opened
from tests.site.pages import pages

Visit = Callable[..., Opened]
pytestmark = pytest.mark.browser

KINDS = (
    "index.html", "authority/E10000031.html", "brief/E10000031.html", "inspection/E10000031/2017-05-02.html",
    "theme/early-help.html", "people.html", "charts.html", "glossary.html", "data.html", "conflicts.html",
    "recurrences.html", "coverage.html", "documents.html", "themes.html",
    "analysis/index.html",
)  # fmt: skip


def target(page: Any) -> dict[str, Any]:
    """What the address leads to: whether it is a marked passage in sight, and its words."""
    found: dict[str, Any] = page.evaluate(
        """() => { const aim = document.getElementById(location.hash.slice(1));
        if (!aim) return {tag: "none"};
        const box = aim.getBoundingClientRect();
        return {tag: aim.tagName, words: aim.textContent, seen: box.top < innerHeight && box.bottom > 0}; }"""
    )
    return found


def follow(opened: Opened, link: Any) -> dict[str, Any]:
    """Click a link to the words of a fact, and see where it leads."""
    link.scroll_into_view_if_needed()
    link.click()
    opened.page.wait_for_url("**/document/*.html#p-*")
    opened.page.locator("html[data-ready=true]").wait_for()
    opened.page.wait_for_timeout(700)  # the page may glide to it
    return target(opened.page)


@pytest.mark.parametrize("size", [(1280, 800), PHONE], ids=["desk", "phone"])
def test_every_kind_of_page_opens_without_a_fault_and_fits(
    visit: Visit, seed_build: Path, size: tuple[int, int]
) -> None:
    opened = visit(seed_build / KINDS[0], size=size, within=seed_build)
    for name in (*KINDS, *(f"document/{path.name}" for path in sorted((seed_build / "document").glob("*"))[:3])):
        opened.page.goto((seed_build / name).as_uri())
        opened.page.locator("html[data-ready=true]").wait_for()
        wide = opened.ask("document.documentElement.scrollWidth")
        assert wide <= size[0], f"{name} is {wide} wide"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_accessibility_checker_finds_no_fault(visit: Visit, seed_build: Path, scheme: str) -> None:
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    opened = visit(seed_build / KINDS[0], scheme=scheme, within=seed_build)
    faults = []
    document = sorted((seed_build / "document").glob("*"))[0]
    names = KINDS if scheme == "light" else ("index.html", "authority/E10000031.html", "charts.html")
    for name in (*names, f"document/{document.name}"):
        opened.page.goto((seed_build / name).as_uri())
        opened.page.locator("html[data-ready=true]").wait_for()
        opened.page.evaluate(axe)
        found = opened.page.evaluate(
            "axe.run(document, {preload: false, resultTypes: ['violations']}).then(found => found.violations)"
        )
        faults += [(name, one["id"], one["nodes"][0]["html"][:160]) for one in found]
    assert faults == []


def test_from_a_grade_in_a_table_one_click_leads_to_its_words(visit: Visit, seed_build: Path) -> None:
    opened = visit(seed_build / "index.html", within=seed_build)
    row = opened.page.locator("#latest-table tr", has_text="Warwickshire")
    found = follow(opened, row.locator("a.g").first)
    assert found["tag"] == "MARK"
    assert found["seen"]
    assert "equires improvement" in found["words"]


def test_from_a_chart_one_click_leads_to_its_words(visit: Visit, seed_build: Path) -> None:
    opened = visit(seed_build / "charts.html", within=seed_build)
    found = follow(opened, opened.page.locator("#time ~ figure svg a").last)
    assert found["tag"] == "MARK"
    assert found["seen"]


def test_from_the_search_one_click_leads_to_the_words(visit: Visit, seed_build: Path) -> None:
    opened = visit(seed_build / "index.html", within=seed_build)
    opened.page.fill("#search", "adoption good warwickshire")
    hit = opened.page.locator("#hits a", has_text="Adoption performance, Good")
    hit.first.wait_for()
    assert follow(opened, hit.first)["tag"] == "MARK"


def test_the_search_finds_things_before_words(visit: Visit, seed_build: Path) -> None:
    opened = visit(seed_build / "glossary.html", within=seed_build)
    opened.page.fill("#search", "worcester")
    opened.page.locator("#hits a").first.wait_for()
    assert opened.page.locator("#hits a").first.inner_text().startswith("Worcestershire\nAuthority")
    opened.page.fill("#search", "zzzzqqq")
    opened.page.locator("#hits .none").wait_for()
    assert opened.page.locator("#hits").inner_text() == "Nothing found."


def test_a_table_is_filtered_by_what_is_typed(visit: Visit, seed_build: Path) -> None:
    opened = visit(seed_build / "coverage.html", within=seed_build)
    opened.page.fill("form[data-filter=cover] input", "warwick")
    assert opened.page.locator("#cover tbody tr:visible").count() == 1
    assert opened.page.locator("form[data-filter=cover] output").inner_text().startswith("1 of ")


def test_kinds_of_marks_are_switched_off(visit: Visit, seed_build: Path) -> None:
    path = next(path for path in pages(seed_build) if 'data-style="plus"' in path.read_text(encoding="utf-8"))
    opened = visit(path, within=seed_build)
    colour = "getComputedStyle(document.querySelector('mark.plus')).backgroundColor"
    assert opened.ask(colour) != "rgba(0, 0, 0, 0)"
    opened.page.uncheck("[data-style=plus]")
    assert opened.ask(colour) == "rgba(0, 0, 0, 0)"
    assert opened.page.locator(".beside .plus:visible").count() == 0


def test_a_click_on_a_mark_shows_its_fact_and_gives_it_an_address(visit: Visit, seed_build: Path) -> None:
    path = next(path for path in pages(seed_build) if 'data-style="plus"' in path.read_text(encoding="utf-8"))
    opened = visit(path, within=seed_build)
    mark = opened.page.locator("mark.plus:not(:has(mark))").first
    mark.scroll_into_view_if_needed()
    x, y = mark.evaluate("mark => { const line = mark.getClientRects()[0]; return [line.x + 8, line.y + 8]; }")
    opened.page.mouse.click(x, y)
    chosen = opened.page.locator(".beside li.on")
    assert chosen.count() >= 1
    assert opened.ask("location.hash") == chosen.first.locator("a").first.get_attribute("href")


def test_the_keyboard_alone_reaches_a_grade_and_its_words(visit: Visit, seed_build: Path) -> None:
    opened = visit(seed_build / "index.html", within=seed_build)
    opened.page.keyboard.press("Tab")
    assert opened.ask("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        if opened.ask("document.activeElement.classList.contains('g')"):
            break
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/document/*.html#p-*")
    assert target(opened.page)["tag"] == "MARK"


def test_the_keyboard_alone_searches(visit: Visit, seed_build: Path) -> None:
    opened = visit(seed_build / "index.html", within=seed_build)
    opened.page.focus("#search")
    opened.page.keyboard.type("warwick")
    opened.page.locator("#hits a").first.wait_for()
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/authority/E10000031.html")


def test_hostile_documents_stay_text_in_every_page(visit: Visit, hostile_site: Path) -> None:
    names = ("index.html", "documents.html", "people.html", "charts.html", "data.html", "authority/E10000031.html")
    opened = visit(hostile_site / "index.html", within=hostile_site)
    for name in (*names, *(f"document/{path.name}" for path in sorted((hostile_site / "document").glob("*"))[:3])):
        opened.page.goto((hostile_site / name).as_uri())
        opened.page.locator("html[data-ready=true]").wait_for()
        assert opened.ask("window.hacked") is None
        assert opened.page.locator("main img, main script, [onerror]").count() == 0
        assert opened.ask("document.documentElement.scrollWidth") <= 1280
    opened.page.fill("#search", "warwickshire")
    opened.page.locator("#hits a").first.wait_for()
    assert opened.ask("window.hacked") is None


@pytest.mark.real
def test_the_site_of_real_documents_opens_and_leads_to_the_words(visit: Visit, real_build: Path) -> None:
    opened = visit(real_build / "index.html", within=real_build)
    found = follow(opened, opened.page.locator("#latest-table a.g").first)
    assert found["tag"] == "MARK"
    assert found["seen"]
    for name in ("authority/E10000031.html", "charts.html", "people.html", "theme/supervision.html"):
        opened.page.goto((real_build / name).as_uri())
        opened.page.locator("html[data-ready=true]").wait_for()
    opened.page.fill("#search", "supervision")
    hit = opened.page.locator("#hits a[href*='#p-']").first
    hit.wait_for()
    assert follow(opened, hit)["tag"] == "MARK"
