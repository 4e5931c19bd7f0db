"""The page of the analysis in a real browser: no error, no network, fit for all, facts one click away."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from kg.site.analysis_page import write_analysis
from tests.browser.conftest import DESK, PHONE, Opened
from tests.browser.test_site_pages import follow

Visit = Callable[..., Opened]
pytestmark = pytest.mark.browser
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk and light", "phone and dark"]
)
def test_with_everything_opened_it_fits_and_an_accessibility_checker_finds_no_fault(
    visit: Visit, analysed_site: Path, size: tuple[int, int], scheme: str
) -> None:
    opened = visit(analysed_site / "analysis" / "index.html", size=size, scheme=scheme, within=analysed_site)
    opened.ask(OPEN)
    assert opened.ask("document.documentElement.scrollWidth") <= size[0]
    opened.page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = opened.page.evaluate(
        "axe.run(document, {preload: false, resultTypes: ['violations']}).then(found => found.violations)"
    )
    assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []


def test_from_a_sentence_one_click_shows_its_facts_and_one_leads_to_the_words(
    visit: Visit, analysed_site: Path
) -> None:
    opened = visit(analysed_site / "index.html", within=analysed_site)
    opened.page.get_by_role("link", name="Analysis", exact=True).click()
    opened.page.wait_for_url("**/analysis/index.html")
    opened.page.locator("html[data-ready=true]").wait_for()
    sentence = opened.page.locator("#recurring-share")
    link = sentence.locator("a.src").first
    assert not link.is_visible()
    sentence.locator("summary").first.click()
    assert link.is_visible()
    found = follow(opened, link)
    assert found["tag"] == "MARK"
    assert found["seen"]


def test_a_question_of_the_list_leads_to_its_answers(visit: Visit, analysed_site: Path) -> None:
    opened = visit(analysed_site / "analysis" / "index.html", within=analysed_site)
    links = opened.page.locator(".jump a")
    assert links.count() > 8
    for at in range(links.count()):
        links.nth(at).click()
        assert opened.ask("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")


def test_hostile_documents_stay_text(visit: Visit, hostile_site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    shutil.copytree(hostile_site, folder)
    write_analysis(folder)
    opened = visit(folder / "analysis" / "index.html", within=folder)
    opened.ask(OPEN)
    assert opened.ask("window.hacked") is None
    assert opened.page.locator("main img, main script, [onerror]").count() == 0
    assert opened.ask("document.documentElement.scrollWidth") <= DESK[0]
