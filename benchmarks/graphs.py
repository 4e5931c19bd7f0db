"""How fast the interactive graph opens and answers, in a real browser.

    python benchmarks/graphs.py [--rounds 5] [--build FOLDER]

Made-up graphs of 1,500 things with 3,000 connections, all of them drawn, and of 10,000, collapsed; with `--build` the
pages of a build as well. Each round opens a new browser window; medians are printed, with the slowest round. A click counts
until the panel beside the picture shows what was clicked and the picture has been painted again.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from kg.publish.network_view import MOST, READABLE, render
from tests.browser.conftest import FLAGS
from tests.browser.crowds import crowd
from tests.conftest import BROWSERS

LIMIT = 2_000
"""Milliseconds in which a page must be drawn, and answer."""
_PAINTED = (
    "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
)


@contextmanager
def browser() -> Iterator[Any]:
    """A running Chromium; ends the benchmark where there is none."""
    found = next(filter(None, map(which, BROWSERS)), None)
    if found is None:
        sys.exit("no browser: install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=found, args=list(FLAGS))
        yield running
        running.close()


def opened(running: Any, path: Path) -> tuple[Any, float]:
    """A page in a new window, and milliseconds until it was drawn."""
    page = running.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce").new_page()
    began = time.perf_counter()
    page.goto(path.as_uri())
    page.locator("html[data-ready=true]").wait_for()
    page.evaluate(_PAINTED)
    return page, 1000 * (time.perf_counter() - began)


def timed(page: Any, action: Callable[[], Any], until: str) -> float:
    """Milliseconds from an action of the mouse or the keyboard until `until` holds in the page, and all is painted."""
    began = time.perf_counter()
    action()
    page.wait_for_function(until, polling="raf")
    page.evaluate(_PAINTED)
    return 1000 * (time.perf_counter() - began)


def click(page: Any, count: int = 1) -> Callable[[], Any]:
    """A click of the mouse on a thing in the middle of the picture, and the id of that thing."""
    box = page.locator("#canvas").bounding_box()
    found = page.evaluate(
        """([width, height]) => { const free = inspections.visible().map(id => [id, inspections.at(id)])
          .filter(([, at]) => at.x > 260 && at.x < width - 60 && at.y > 60 && at.y < height - 60)
          .filter(([id]) => id.length); return free[Math.floor(free.length / 2)]; }""",
        [box["width"], box["height"]],
    )
    assert found, "nothing stands in the middle of the picture"
    place = found[1]
    return lambda: page.mouse.click(box["x"] + place["x"], box["y"] + place["y"], click_count=count)


def measure(running: Any, path: Path, open_all: int = 0) -> dict[str, float]:
    """One round: milliseconds of what people do, and how much is drawn. `open_all`: authorities to open first."""
    page, drawn = opened(running, path)
    found: dict[str, float] = {"open": drawn, "at first": page.evaluate("inspections.visible().length")}
    for authority in range(open_all):
        began = time.perf_counter()  # the last one counts: all are drawn again with it
        page.evaluate("key => inspections.select(inspections.id(key))", f"inspection/{authority}/1")
        page.evaluate(_PAINTED)
        found["draw all"] = 1000 * (time.perf_counter() - began)
    page.evaluate("() => inspections.select('')")
    page.locator("#fit").click()
    page.evaluate(_PAINTED)
    found["redraw"] = page.evaluate(
        "() => { const began = performance.now(); for (let i = 0; i < 5; i++) inspections.network.redraw(); "
        "return (performance.now() - began) / 5; }"
    )
    found["click"] = timed(page, click(page), "() => !document.querySelector('#panel').hidden")
    page.fill("#search", "")
    found["search"] = timed(
        page, lambda: page.fill("#search", "1"), "() => document.querySelectorAll('#hits li').length > 0"
    )
    found["find"] = timed(page, lambda: page.keyboard.press("Enter"), "() => document.querySelector('#hits').hidden")
    switch = page.locator("#kinds button").last
    found["filter"] = timed(page, switch.click, "() => document.querySelector('#kinds [aria-pressed=false]')")
    switch.click()
    page.keyboard.press("Escape")
    found["drawn"] = page.evaluate("inspections.visible().length")
    assert found["drawn"] <= MOST
    page.context.close()
    return found


def report(name: str, rounds: list[dict[str, float]], network: str) -> bool:
    """Print medians (and the slowest round); whether all of them are within the limit."""
    print(f"\n{name}: {network}")
    for what in rounds[0]:
        values = [one[what] for one in rounds]
        if what in ("at first", "drawn"):
            print(f"  {what:9} {values[0]:7.0f} things drawn")
        else:
            print(f"  {what:9} {statistics.median(values):7.0f} ms  (slowest {max(values):.0f})")
    times = (statistics.median([one[w] for one in rounds]) for w in rounds[0] if w not in ("at first", "drawn"))
    return max(times) < LIMIT


def pages(folder: Path, build: Path | None) -> Iterator[tuple[str, Path, int, str]]:
    """(name, page, authorities to open, size) of what is measured."""
    for name, network, open_all in (
        ("full", crowd(5, 4, 73, edges=3_000), 5),
        ("collapsed", crowd(100, 2, 49, edges=20_000), 0),
    ):
        out = folder / f"{name}.html"
        out.write_text(render(network, name), encoding="utf-8")
        yield name, out, open_all, f"{len(network.nodes):,} nodes, {len(network.edges):,} edges"
    for out in sorted(build.glob("graph*.html")) if build else ():
        yield out.name, out, 0, f"{out.stat().st_size / 1e6:.1f} MB"


def main() -> int:
    """Measure and print; 1 where something took longer than the limit."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--build", type=Path, help="folder of a build whose graphs are measured too")
    chosen = arguments.parse_args()
    print(f"readable at once: {READABLE}, drawn at most: {MOST}, limit: {LIMIT} ms")
    fine = True
    with tempfile.TemporaryDirectory() as name, browser() as running:
        for title, path, open_all, size in pages(Path(name), chosen.build):
            found = [measure(running, path, open_all) for _ in range(chosen.rounds)]
            fine &= report(title, found, size)
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
