"""What the graph page does with hostile documents and with far too many things."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.store import create_store, open_store
from kg.publish.network_model import Network
from kg.publish.network_view import MOST, embed, render, write_network
from kg.publish.tables import write_tables
from tests.browser.conftest import Opened
from tests.browser.crowds import crowd

Visit = Callable[..., Opened]
HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
    '<a href="javascript:window.hacked=1">href</a><!--<script>&lt;b&gt;\u2028\u202eevil\u202c{{7*7}}${1}'
)
POISONED = re.compile(r"(title|name|prefLabel|exact|text|path|publisher|creator|source|comment|AsWritten|postTitle)$")
ADOPTION = "judgement/E10000031/2017-05-02/adoption/good"


@pytest.fixture(scope="module")
def hostile_page(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a build in which every text that comes from a document, and every name, is an attack."""
    build = tmp_path_factory.mktemp("hostile")
    store = open_store(seed_build / "store")
    chunks = []
    for graph in sorted(store.named_graphs(), key=str):
        quads = [_poisoned(quad) for quad in store.quads_for_pattern(None, None, None, graph)]
        chunks.append(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    create_store(build / "store", chunks)
    write_tables([chunk for chunk in chunks if chunk], build / "tables")
    write_network(build, build / "graph.html")
    return build / "graph.html"


def _poisoned(quad: ox.Quad) -> ox.Quad:
    value = quad.object
    if not isinstance(value, ox.Literal) or not POISONED.search(quad.predicate.value):
        return quad
    long = "x" * 100_000 if quad.predicate.value.endswith("title") else ""
    text = ox.Literal(f"{value.value} {HOSTILE}{long}")
    return ox.Quad(quad.subject, quad.predicate, text, quad.graph_name)


@pytest.mark.browser
def test_hostile_documents_stay_text(visit: Visit, hostile_page: Path) -> None:
    page = visit(hostile_page)
    page.click(ADOPTION)
    quoted = page.page.locator("#panel blockquote p").first.inner_text()
    assert "<script>window.hacked=1</script>" in quoted
    page.page.fill("#search", "window.hacked")
    assert page.page.locator("#hits li").count() > 1
    page.page.keyboard.press("Enter")
    page.page.locator("#table summary").click()
    page.page.locator("#rows tbody tr").first.wait_for()
    assert page.page.locator("#rows tbody tr").count() > 100
    assert page.ask("window.hacked") is None
    assert page.page.locator("main img, main script, #rows img, #rows script, [onerror]").count() == 0
    assert page.page.locator("a[href^=javascript]").count() == 0


@pytest.mark.browser
def test_every_hostile_thing_can_be_looked_at(visit: Visit, hostile_page: Path) -> None:
    page = visit(hostile_page)
    page.ask("inspections.visible().forEach(id => inspections.select(id))")
    assert page.ask("window.hacked") is None


def test_a_hostile_page_has_the_scripts_that_it_says(hostile_page: Path) -> None:
    text = hostile_page.read_text(encoding="utf-8")
    assert text.count("</script>") == len(re.findall(r"^<script", text, re.MULTILINE)) == 6
    assert "\u2028" not in text.partition('id="nodes"')[2].partition("<script>")[0]


@pytest.mark.parametrize("text", [HOSTILE, "<!--", "&amp;", "\u2029", 'a\\"b', "\x00\x1f"])
def test_embedded_data_comes_back_as_it_was(text: str) -> None:
    written = str(embed({text: [text]}))
    assert json.loads(written) == {text: [text]}
    assert not re.search("[<>&\u2028\u2029]", written)


def test_the_page_asks_for_nothing(hostile_page: Path) -> None:
    text = hostile_page.read_text(encoding="utf-8")
    head = unescape(text.partition("</head>")[0])
    assert "default-src 'none'" in head
    assert not re.search(r"<(link|img|iframe|script src)|@import|url\(", head)


def page_of(network: Network, folder: Path) -> Path:
    out = folder / "graph.html"
    out.write_text(render(network, "A crowd"), encoding="utf-8")
    return out


@pytest.mark.browser
def test_ten_thousand_things_open_collapsed_and_stay_usable(visit: Visit, tmp_path: Path) -> None:
    page = visit(page_of(crowd(100, 2, 50), tmp_path))
    assert len(page.drawn()) == 200
    for authority in range(40):
        page.ask("key => inspections.select(inspections.id(key))", f"recommendation/{authority}/1/7")
        assert len(page.drawn()) <= MOST
    assert len(page.drawn()) > 1_000
    assert page.ask("inspections.network.body.nodeIndices.length") == len(page.drawn())


@pytest.mark.browser
def test_an_authority_with_too_much_folds_its_inspections(visit: Visit, tmp_path: Path) -> None:
    page = visit(page_of(crowd(1, 10, 400), tmp_path))
    for inspection in range(10):
        node = page.ask("key => inspections.id(key)", f"recommendation/0/{inspection}/7")
        page.ask("id => inspections.select(id)", node)
        assert node in page.drawn()
        assert len(page.drawn()) <= MOST


@pytest.mark.browser
def test_a_full_picture_answers_a_click_in_two_seconds(visit: Visit, tmp_path: Path) -> None:
    network = crowd(5, 4, 70)
    page = visit(page_of(network, tmp_path))
    for authority in range(5):
        page.ask("key => inspections.select(inspections.id(key))", f"inspection/{authority}/1")
    assert len(page.drawn()) == len(network.nodes) == 1_425
    page.page.locator("#fit").click()
    began = time.perf_counter()
    page.click("inspection/4/3")
    page.page.locator("#panel code", has_text="inspection/4/3").wait_for()
    assert time.perf_counter() - began < 2


def test_the_same_build_gives_the_same_bytes(seed_build: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_network(seed_build, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_the_build_wrote_is_the_same_page(seed_build: Path, tmp_path: Path) -> None:
    write_network(seed_build, tmp_path / "page", pages=True)
    assert (seed_build / "graph.html").read_bytes() == (tmp_path / "page").read_bytes()


@pytest.mark.real
@pytest.mark.browser
def test_the_real_documents_open_collapsed(visit: Visit, real_build: Path) -> None:
    page = visit(real_build / "graph.html")
    authorities = page.ask("document.querySelector('#kinds .count').textContent")
    assert len(page.drawn()) <= 2 * int(authorities) < MOST
    page.page.fill("#search", "Warwickshire")
    page.page.keyboard.press("Enter")
    page.page.get_by_role("button", name="Open", exact=True).click()
    assert len(page.drawn()) > 2 * int(authorities) + 40
