"""Pictures of pages in a real browser: from a fact one click leads to its words as they were printed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, Opened

Visit = Callable[..., Opened]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(seed_build: Path) -> str:
    """Id of a report with pictures."""
    return sorted(path.stem for path in (seed_build / "pages").glob("*.html"))[0]


def loaded(opened: Opened) -> Any:
    """Pictures that the browser has, by width."""
    return opened.ask(
        "[...document.images].filter(one => one.complete && one.naturalWidth).map(one => one.naturalWidth)"
    )


def test_from_a_fact_one_click_leads_to_its_words_on_the_page(visit: Visit, seed_build: Path, report: str) -> None:
    opened = visit(seed_build / "document" / f"{report}.html", within=seed_build)
    opened.page.locator(".beside li.ask a[data-at]").first.click()
    opened.page.wait_for_url(f"**/pages/{report}.html#p-*")
    opened.page.locator("html[data-ready=true]").wait_for()
    opened.page.wait_for_function("[...document.images].some(one => one.complete && one.naturalWidth)")
    seen = opened.ask(
        "(() => { const box = document.querySelector('.paper g:target').getBoundingClientRect();"
        " return box.width > 20 && box.top >= 0 && box.bottom <= innerHeight; })()"
    )
    assert seen
    assert opened.page.locator(".beside li.on").count() >= 1


def test_the_printed_words_stand_beside_the_text(visit: Visit, seed_build: Path, report: str) -> None:
    opened = visit(seed_build / "document" / f"{report}.html", within=seed_build)
    opened.page.locator(".beside li.ask > a").first.click()
    crop = opened.page.locator(".beside li.on a.crop")
    crop.first.wait_for()
    assert crop.count() == 1
    assert crop.locator("rect").count() >= 1
    address = crop.locator("image").get_attribute("href")
    assert (seed_build / "document" / address).resolve().is_file()
    assert opened.page.locator(".crop svg").bounding_box()["height"] > 20


def test_a_click_on_the_picture_shows_what_the_words_state(visit: Visit, seed_build: Path, report: str) -> None:
    opened = visit(seed_build / "pages" / f"{report}.html", within=seed_build)
    opened.page.locator(".paper g.judgement rect").first.click()
    opened.page.locator(".beside li.judgement.on a", has_text="in the text").first.click()
    opened.page.wait_for_url(f"**/document/{report}.html#p-*")
    assert opened.ask("document.getElementById(location.hash.slice(1)).tagName") == "MARK"


def test_pictures_below_are_not_loaded_at_once(visit: Visit, seed_build: Path, report: str) -> None:
    opened = visit(seed_build / "pages" / f"{report}.html", within=seed_build)
    assert 0 < len(loaded(opened)) < opened.page.locator(".paper img").count()


def test_the_keyboard_reaches_the_marks(visit: Visit, seed_build: Path, report: str) -> None:
    opened = visit(seed_build / "pages" / f"{report}.html", within=seed_build)
    opened.page.focus("ul.jump li:last-child a")
    opened.page.keyboard.press("Tab")
    assert opened.ask("document.activeElement.closest('.paper') !== null")
    opened.page.keyboard.press("Enter")
    opened.page.locator(".paper g:target").wait_for(state="attached")


@pytest.mark.parametrize(("size", "scheme"), [((1280, 800), "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_it_fits_and_an_accessibility_checker_finds_no_fault(
    visit: Visit, seed_build: Path, report: str, size: tuple[int, int], scheme: str
) -> None:
    opened = visit(seed_build / "pages" / f"{report}.html", size=size, scheme=scheme, within=seed_build)
    assert opened.ask("document.documentElement.scrollWidth") <= size[0]
    opened.page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = opened.page.evaluate(
        "axe.run(document, {preload: false, resultTypes: ['violations']}).then(found => found.violations)"
    )
    assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
