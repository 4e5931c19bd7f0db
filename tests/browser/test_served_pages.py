"""Pages that only a server has, in a real browser: by keyboard alone, and with no request but to the server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.serve.running import Running, running

pytestmark = pytest.mark.browser
FACT = "https://w3id.org/inspection-kg/id/judgement/E10000031/2017-05-02/adoption/good"


@pytest.fixture(scope="module")
def server(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of the documents that come with the project."""
    folder = Path(shutil.copytree(seed_build, tmp_path_factory.mktemp("served") / "output"))
    with running(folder) as found:
        yield found


@pytest.fixture
def opened(chromium: Any, server: Running) -> Iterator[Callable[[str], Any]]:
    """Opens a page of the server. At the end: no fault in it, no request elsewhere."""
    context = chromium.new_context(accept_downloads=True, reduced_motion="reduce")
    faults: list[str] = []

    def expected(message: Any) -> bool:
        """That of a query which is wrong, or of an address at which there is nothing."""
        return "400" in message.text or str(message.location["url"]).endswith("/nothing-here.html")

    def open_(path: str) -> Any:
        page = context.new_page()
        page.on(
            "console",
            lambda message: None if expected(message) else faults.append(f"{message.text} {message.location}"),
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(server.url) else faults.append(request.url))
        page.goto(server.url + path)
        return page

    yield open_
    context.close()
    assert faults == []


@pytest.mark.parametrize(
    "path",
    ["", "search?q=adoption", "ask", "ask/history?authority=Warwickshire", "query", "graph.html", "glossary.html",
     f"about?iri={quote(FACT, safe='')}", "nothing-here.html"],
)  # fmt: skip
def test_every_page_opens_and_can_be_reached_by_tab(opened: Callable[[str], Any], path: str) -> None:
    page = opened(path)
    assert by_tab(page) >= 4
    assert page.locator("h1").count() >= 1 or path == "graph.html"


def by_tab(page: Any) -> int:
    """How many elements of a page the Tab key reaches, of eight that there may be."""
    page.wait_for_timeout(200)
    reached = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    return len(reached)


def test_a_page_of_each_kind_in_the_build_opens_and_can_be_reached_by_tab(
    opened: Callable[[str], Any], seed_build: Path
) -> None:
    files = (file.relative_to(seed_build) for file in sorted(seed_build.rglob("*.html")))
    kinds = {file.parts[0]: file.as_posix() for file in files}
    assert len(kinds) >= 15
    for path in kinds.values():
        page = opened(path)
        assert by_tab(page) >= 4, path
        page.close()


def test_a_question_is_asked_and_its_answer_sorted_by_keyboard(opened: Callable[[str], Any]) -> None:
    page = opened("ask")
    page.locator("a", has_text="inspection by inspection").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/history")
    page.locator("input[name=authority]").focus()
    page.keyboard.type("Warwickshire")
    page.keyboard.press("Enter")
    page.wait_for_url("**authority=Warwickshire**")
    assert page.locator("table.answer tbody tr").count() > 1
    page.locator("table.answer th button").first.focus()
    page.keyboard.press("Enter")
    first = page.locator("table.answer tbody td:first-child").all_inner_texts()
    page.locator("table.answer th button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("table.answer tbody td:first-child").all_inner_texts() == sorted(first, reverse=True)


def test_a_search_is_made_and_narrowed_by_keyboard(opened: Callable[[str], Any]) -> None:
    page = opened("search")
    page.locator("input[name=q]").focus()
    page.keyboard.type("adoption")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=adoption")
    before = page.locator("[role=status] b").inner_text()
    page.locator("aside a", has_text="Warwickshire").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**authority=E10000031**")
    assert page.locator("[role=status] b").inner_text() != before
    page.locator(".hits a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**.html**")


def test_a_query_is_written_completed_and_asked_by_keyboard(opened: Callable[[str], Any]) -> None:
    page = opened("query")
    page.locator("#query").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?j { ?j insp:grade grade:goo")
    page.locator("#complete li", has_text="grade:good").wait_for()
    page.keyboard.press("Enter")
    assert page.locator("#query").input_value().endswith("grade:good")
    page.keyboard.type(" } LIMIT 3")
    page.keyboard.press("Control+Enter")
    page.locator("#answer table").wait_for()
    assert page.locator("#answer tbody tr").count() == 3
    assert "query=SELECT" in page.url
    with page.expect_download() as found:
        page.locator("#csv").focus()
        page.keyboard.press("Enter")
    assert (
        Path(found.value.path()).read_text().startswith("j\r\n") or "judgement" in Path(found.value.path()).read_text()
    )


def test_a_link_holds_the_query_and_the_table_sorts(opened: Callable[[str], Any]) -> None:
    page = opened(f"query?query={quote('SELECT ?n { VALUES ?n { 10 9 100 } }')}")
    page.locator("#answer table").wait_for()
    page.locator("#answer th button").focus()
    page.keyboard.press("Enter")
    assert page.locator("#answer tbody td").all_inner_texts() == ["9", "10", "100"]
    page.keyboard.press("Enter")
    assert page.locator("#answer tbody td").all_inner_texts() == ["100", "10", "9"]


def test_saved_questions_are_tabs(opened: Callable[[str], Any]) -> None:
    page = opened("query")
    page.locator("[role=tab][aria-selected=true]").focus()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=tab][aria-selected=true]")
    assert chosen.get_attribute("data-name") == "became"
    assert "What became of each recommendation?" in page.locator("#query").input_value()
    page.locator("#run").focus()
    page.keyboard.press("Enter")
    page.locator("#answer table q").first.wait_for()


def test_what_is_wrong_is_shown_where_it_is(opened: Callable[[str], Any]) -> None:
    page = opened("query?query=" + quote("ASK {\n ? }"))
    page.locator("#said.notice").wait_for()
    assert "not a valid SPARQL query" in page.locator("#said").inner_text()
