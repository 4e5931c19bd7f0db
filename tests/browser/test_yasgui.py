"""YASGUI, a query editor of others, against the endpoint: it comes from the server that Oxigraph's package brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.remote.stores import oxigraph
from tests.serve.running import Running, running

pytestmark = pytest.mark.browser
QUERY = "PREFIX insp: <https://w3id.org/inspection-kg/ontology#> SELECT ?j ?grade { ?j insp:grade ?grade } LIMIT 7"
PREFIXES = "http://prefix.cc/popular/all.file.json"
"""YASGUI asks there for prefixes to complete, whatever its endpoint is, and does without."""
ASK = """async ([endpoint, query]) => {
  document.body.innerHTML = '<div id="editor"></div>';
  const place = document.getElementById("editor");
  const yasgui = new Yasgui(place, { persistenceId: null, requestConfig: { endpoint } });
  const tab = yasgui.getTab();
  tab.setQuery(query);
  await tab.query().catch(() => undefined);  // what went wrong is shown in the page
}"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The origin of Oxigraph's server, whose page has the script. A page that is made up in the browser would do for the
    script, but not for Chromium, which lets only pages from loopback ask loopback."""
    with oxigraph() as served:
        parts = urlsplit(served.url)
        yield f"{parts.scheme}://{parts.netloc}"


@contextmanager
def asked(chromium: Any, elsewhere: str, server: Running) -> Iterator[Any]:
    """A page elsewhere whose YASGUI has asked the server. At its end: no request to anyone but these two."""
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    other: list[str] = []

    def only_these(route: Any) -> None:
        url = route.request.url
        if url.startswith((elsewhere, server.url, "data:", "blob:")):
            route.continue_()
        else:
            other.append(url)
            route.abort("internetdisconnected")

    page.route("**/*", only_these)
    page.goto(elsewhere)
    page.evaluate(ASK, [f"{server.url}sparql", QUERY])
    yield page
    context.close()
    assert set(other) <= {PREFIXES}


def test_yasgui_shows_the_rows_of_an_answer(chromium: Any, elsewhere: str, seed_build: Path) -> None:
    with running(seed_build, cors=(elsewhere,)) as server, asked(chromium, elsewhere, server) as page:
        page.locator(".yasr table tbody tr").nth(6).wait_for()
        assert page.locator(".yasr table tbody tr").count() == 7
        assert "judgement/" in page.locator(".yasr table tbody tr").first.inner_text()


def test_yasgui_gets_no_answer_where_pages_elsewhere_may_not_ask(
    chromium: Any, elsewhere: str, seed_build: Path
) -> None:
    with running(seed_build) as server, asked(chromium, elsewhere, server) as page:
        page.locator(".yasr .errorResult").wait_for()
        assert page.locator(".yasr table tbody tr").count() == 0
