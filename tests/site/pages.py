"""Pages of a site as a test reads them: their ids, the addresses in them, their elements."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


class Page(HTMLParser):
    """A page, parsed strictly: every element that is opened must be closed, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.elements: list[str] = []
        self.handlers: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == [], self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs), (tag, attrs)
        self.elements.append(tag)
        self.handlers += [name for name in found if name.startswith("on")]
        if found.get("id"):
            self.ids.append(str(found["id"]))
        self.addresses += [str(found[name]) for name in ("href", "src") if found.get(name)]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.addresses += [str(value) for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@cache
def read(path: Path) -> Page:
    """A page of a site, parsed once."""
    return Page(path.read_text(encoding="utf-8"))


def pages(folder: Path) -> list[Path]:
    """Every page of a site but the graph, whose addresses its own script reads."""
    return sorted(path for path in folder.rglob("*.html") if not path.name.startswith("graph"))


def broken(folder: Path) -> list[str]:
    """Links that lead nowhere: to a file that is not there, or to a place that its page does not have."""
    found = []
    for path in pages(folder):
        for address in read(path).addresses:
            at = urlsplit(address)
            if at.scheme in ("http", "https"):
                continue
            target = (path.parent / unquote(at.path)).resolve() if at.path else path
            if not target.is_relative_to(folder.resolve()) or not target.is_file():
                found.append(f"{path.relative_to(folder)} → {address}")
            elif at.fragment and not target.name.startswith("graph") and unquote(at.fragment) not in _ids(target):
                found.append(f"{path.relative_to(folder)} → {address} (no such place)")
    return found


@cache
def _ids(path: Path) -> frozenset[str]:
    return frozenset(read(path.resolve()).ids)
