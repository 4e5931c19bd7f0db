"""Pages opened in a real Chromium, which is told to stay off the network and is watched for trying."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.publish.network_view import write_network
from tests.conftest import MUST_RUN

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESK, PHONE = (1280, 800), (390, 844)


@dataclass
class Opened:
    """A page, with what went wrong in it: messages of its console, errors, requests that left the disk."""

    page: Any
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    within: str = ""

    def ask(self, script: str, argument: object = None) -> Any:
        """The value of a script in the page."""
        return self.page.evaluate(script, argument)

    def drawn(self) -> list[str]:
        """Ids of the nodes that are drawn."""
        found: list[str] = self.ask("inspections.visible()")
        return found

    def click(self, key: str, count: int = 1) -> None:
        """Click, or double-click, on the node of that key, where it stands on the canvas."""
        node = self.ask("key => inspections.id(key)", key)
        place = self.ask("id => inspections.at(id)", node)
        box = self.page.locator("#canvas").bounding_box()
        self.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"], click_count=count)
        self.page.wait_for_timeout(600)  # the picture waits to see whether a second click follows


@pytest.fixture(scope="session")
def chromium(browser: str) -> Iterator[Any]:
    """A running browser."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if MUST_RUN:
            pytest.fail("playwright is not installed", pytrace=False)
        pytest.skip("playwright is not installed: pip install -e '.[dev]'")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=browser, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[..., Opened]]:
    """Opens a file, e.g. `visit(path, "#node=…", size=PHONE)`. At the end: no error, no request but for the file, or
    for what lies in the folder `within`."""
    seen: list[tuple[Opened, Any]] = []

    def visit(
        path: Path,
        hash_: str = "",
        size: tuple[int, int] = DESK,
        scheme: str = "light",
        within: Path | None = None,
    ) -> Opened:
        view = {"width": size[0], "height": size[1]}
        context = chromium.new_context(viewport=view, color_scheme=scheme, reduced_motion="reduce")
        allowed = (within or path).as_uri()
        opened = Opened(context.new_page(), within=allowed)
        seen.append((opened, context))
        opened.page.on("console", lambda message: opened.faults.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.faults.append(str(error)))
        opened.page.on("dialog", lambda dialog: opened.faults.append(f"a dialog: {dialog.message}"))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.route("**/*", lambda route: route.continue_() if _local(route, allowed) else route.abort())
        opened.page.goto(path.as_uri() + hash_)
        opened.page.locator("html[data-ready=true]").wait_for()
        return opened

    yield visit
    for opened, context in seen:
        context.close()
        assert opened.faults == []
        assert [url for url in opened.requests if not url.startswith(opened.within)] == []


def _local(route: Any, allowed: str) -> bool:
    return str(route.request.url).startswith(allowed)


@pytest.fixture(scope="session")
def seed_page(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of our own documents."""
    out = tmp_path_factory.mktemp("page") / "graph.html"
    write_network(seed_build, out)
    return out
