"""The graph page, used as a person uses it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE, Opened

pytestmark = pytest.mark.browser

ADOPTION = "judgement/E10000031/2017-05-02/adoption/good"
INSPECTION = "inspection/E10000031/2017-05-02"
WARWICKSHIRE = "authority/E10000031"
Visit = Callable[..., Opened]


def row(build: Path, table: str, iri: str) -> dict[str, str]:
    """The primary row of a fact."""
    with (build / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        found = (r for r in csv.DictReader(lines) if next(iter(r.values())).endswith(iri))
        return next(r for r in found if r["primary"] == "true")


def quote(build: Path) -> dict[str, str]:
    return row(build, "judgements", ADOPTION)


def test_the_seeds_are_drawn_whole(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    assert len(page.drawn()) == page.ask("JSON.parse(document.getElementById('nodes').textContent).length") > 100
    assert "drawn" in page.page.locator("#status").inner_text()


def test_something_is_painted(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    colours = page.ask(
        "() => { const c = document.querySelector('#canvas canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const s = new Set();"
        "for (let i = 0; i < d.length; i += 4) s.add(d[i] + ',' + d[i+1] + ',' + d[i+2]); return s.size }"
    )
    assert colours > 50


def test_nothing_stands_on_top_of_something_else(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    boxes = page.ask(
        "() => { const d = JSON.parse(document.getElementById('details').textContent);"
        "const n = new Map(JSON.parse(document.getElementById('nodes').textContent).map(x => [x.id, x]));"
        "return inspections.visible().map(id => { const p = inspections.network.getPosition(id);"
        "const [w, h] = d.sizes[n.get(id).kind]; return [p.x - w / 2, p.y - h / 2, p.x + w / 2, p.y + h / 2] }) }"
    )
    over = [
        (a, b)
        for place, a in enumerate(boxes)
        for b in boxes[:place]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert over == []


def test_a_click_shows_the_words_that_state_it(visit: Visit, seed_page: Path, seed_build: Path) -> None:
    page = visit(seed_page)
    page.click(ADOPTION)
    stated = quote(seed_build)
    text = page.page.locator("#panel").inner_text()
    assert " ".join(stated["quote"].split()) in text
    assert f"{stated['document']}, page {stated['page']}" in text
    assert "Good" in page.page.locator("#panel h2").inner_text()


def test_a_click_beside_everything_closes_the_panel(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    page.click(ADOPTION)
    page.page.mouse.click(250, 740)
    page.page.wait_for_timeout(400)
    assert page.page.locator("#panel").is_hidden()
    assert page.ask("location.hash") == ""


def test_a_person_has_the_words_of_each_inspection(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    page.page.fill("#search", "McEntee")
    page.page.keyboard.press("Enter")
    quotes = page.page.locator("#panel blockquote p").all_inner_texts()
    assert len(quotes) >= 2
    assert all("McEntee" in text for text in quotes)


def test_the_search_finds_an_authority(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    page.page.fill("#search", "warwickshire")
    assert page.page.locator("#hits li").first.inner_text().startswith("Warwickshire")
    page.page.locator("#hits li").first.click()
    assert page.page.locator("#panel h2").inner_text() == "Warwickshire"


def test_the_search_says_when_it_finds_nothing(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    page.page.fill("#search", "zzzz")
    assert page.page.locator("#hits").inner_text() == "Nothing has these words."


def test_the_keyboard_reaches_search_results_and_facts(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    keys = page.page.keyboard
    keys.press("/")
    keys.type("care leavers")
    first = page.page.locator("#hits li[aria-selected=true]").inner_text()
    keys.press("ArrowDown")
    second = page.page.locator("#hits li[aria-selected=true]").inner_text()
    assert first != second
    keys.press("Enter")
    assert second.splitlines()[-1].partition(" · ")[2] in page.page.locator("#panel .kind").inner_text()
    page.page.locator("#panel .close").focus()
    keys.press("Enter")
    assert page.page.locator("#panel").is_hidden()


def test_tab_reaches_the_controls_in_order(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    reached = []
    for _ in range(40):
        page.page.keyboard.press("Tab")
        reached.append(page.ask("document.activeElement.id || document.activeElement.dataset.value || ''"))
    assert [name for name in ("search", "fit", "person", "good", "from", "reset") if name not in reached] == []


@pytest.mark.parametrize(("value", "kind"), [("person", "person"), ("recommendation", "recommendation")])
def test_a_kind_can_be_switched_off_and_on(visit: Visit, seed_page: Path, value: str, kind: str) -> None:
    page = visit(seed_page)
    before = page.drawn()
    button = page.page.locator(f"#kinds [data-value={value}]")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert len(page.drawn()) == len(before) - int(button.locator(".count").inner_text())
    button.click()
    assert page.drawn() == before


def test_a_grade_can_be_switched_off(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    node = page.ask("key => inspections.id(key)", ADOPTION)
    assert node in page.drawn()
    page.page.locator("#grades [data-value=good]").click()
    assert node not in page.drawn()
    page.page.locator("#reset").click()
    assert node in page.drawn()


def test_years_filter(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    page.page.select_option("#from", "2019")
    gone, stays = (page.ask("key => inspections.id(key)", f"inspection/{key}") for key in
                   ("E10000031/2017-05-02", "E10000031/2021-11-22"))  # fmt: skip
    assert gone not in page.drawn()
    assert stays in page.drawn()


def test_an_address_leads_to_a_thing_and_is_kept(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page, "#node=" + ADOPTION.replace("/", "%2F"))
    assert page.page.locator("#panel code").inner_text() == ADOPTION
    page.ask("key => inspections.select(inspections.id(key))", INSPECTION)
    assert page.ask("decodeURIComponent(location.hash)") == f"#node={INSPECTION}"


def test_an_address_that_leads_nowhere_is_no_error(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page, "#node=nothing%2Fhere")
    assert page.page.locator("#panel").is_hidden()


def test_a_double_click_folds_an_inspection(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    node = page.ask("key => inspections.id(key)", ADOPTION)
    page.click(INSPECTION, count=2)
    assert node not in page.drawn()
    page.click(INSPECTION, count=2)
    assert node in page.drawn()


def test_a_closed_authority_opens_by_double_click(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    page.page.locator("#close-all").click()
    closed = page.drawn()
    assert len(closed) == 4  # two authorities, each with its latest inspection
    page.page.wait_for_timeout(400)
    page.click(WARWICKSHIRE, count=2)
    assert len(page.drawn()) > 60


def test_an_address_opens_what_is_closed(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    page.page.locator("#close-all").click()
    page.ask("key => inspections.select(inspections.id(key), true)", ADOPTION)
    assert page.ask("key => inspections.id(key)", ADOPTION) in page.drawn()


def test_connections_of_a_person_are_brought_into_sight(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    page.page.fill("#search", "McEntee")
    page.page.keyboard.press("Enter")
    page.page.get_by_role("button", name="Connections").click()
    canvas = page.page.locator("#canvas").bounding_box()
    for key in (INSPECTION, "inspection/E10000034/2019-06-17"):
        place = page.ask("key => inspections.at(inspections.id(key))", key)
        assert 0 < place["x"] < canvas["width"]
        assert 0 < place["y"] < canvas["height"]


def test_the_table_holds_the_same_things(visit: Visit, seed_page: Path, seed_build: Path) -> None:
    page = visit(seed_page)
    page.page.locator("#table summary").click()
    rows = page.page.locator("#rows tbody tr")
    rows.first.wait_for()
    assert rows.count() == len(page.drawn())
    adoption = rows.filter(has_text="Adoption performance: Good").first.inner_text()
    assert "Warwickshire, May 2017" in adoption
    assert quote(seed_build)["document"] in adoption


def test_grades_can_be_read_without_colour(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    swatches = page.page.locator("#grades .swatch").all_inner_texts()
    assert {"G", "RI", "I"} <= set(swatches)
    assert len(set(swatches)) == len(swatches)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_it_fits_the_screen_in_both_schemes(visit: Visit, seed_page: Path, size: tuple[int, int], scheme: str) -> None:
    page = visit(seed_page, size=size, scheme=scheme)
    assert page.ask("document.documentElement.scrollWidth") <= size[0]
    paper = page.ask("getComputedStyle(document.body).backgroundColor")
    light = sum(map(int, paper.removeprefix("rgb(").removesuffix(")").split(","))) > 384
    assert light is (scheme == "light")
    page.click(ADOPTION) if size == DESK else page.ask("key => inspections.select(inspections.id(key), true)", ADOPTION)
    assert page.page.locator("#panel blockquote").first.is_visible()


def test_a_picture_can_be_downloaded(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    with page.page.expect_download() as download:
        page.page.locator("#image").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    page.requests[:] = [url for url in page.requests if not url.startswith("blob:")]


def test_a_quote_leads_to_its_marked_words(visit: Visit, seed_build: Path) -> None:
    page = visit(seed_build / "graph.html", f"#node={ADOPTION}", within=seed_build)
    page.page.get_by_role("link", name="See the marked words").first.click()
    page.page.wait_for_url("**/document/*.html#p-*")
    stated = quote(seed_build)
    words = page.ask("document.getElementById(location.hash.slice(1)).textContent")
    assert " ".join(words.split()) == " ".join(stated["quote"].split())


def test_the_picture_is_drawn_as_svg_too(visit: Visit, seed_page: Path) -> None:
    page = visit(seed_page)
    found = page.ask(
        "() => { const tree = new DOMParser().parseFromString(inspections.svg(), 'image/svg+xml');"
        "return [tree.documentElement.tagName, tree.querySelectorAll('text').length, tree.documentElement.textContent] }"
    )
    assert found[0] == "svg"
    assert found[1] >= len(page.drawn())
    assert "Warwickshire" in found[2]


@pytest.mark.parametrize("name", ["graph-themes.html", "graph-people.html", "graph-recurrences.html"])
def test_every_view_opens(visit: Visit, seed_build: Path, name: str) -> None:
    page = visit(seed_build / name, within=seed_build)
    assert len(page.drawn()) == 0 or page.ask("inspections.network.getScale()") > 0
    page.page.locator("#table summary").click()


def test_the_address_of_a_theme_opens_it(visit: Visit, seed_build: Path) -> None:
    page = visit(seed_build / "graph-themes.html", "#node=theme/early-help", within=seed_build)
    kinds = page.page.locator("#kinds").inner_text()
    assert "Themes" in kinds
    assert "Years" in kinds
    assert len(page.drawn()) > int(page.page.locator("#kinds .count").first.inner_text())
