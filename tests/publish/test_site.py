"""The start page of a build."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from kg.model import Problem
from kg.publish.site import write_start_page

EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """The tags and the addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


def page(folder: Path, latest: str = "", problems: tuple[Problem, ...] = ()) -> str:
    if latest:
        (folder / "tables").mkdir()
        (folder / "tables" / "latest.csv").write_text(latest, encoding="utf-8")
    write_start_page(folder, {"judgements": 7, "documents": 3}, problems)
    return (folder / "index.html").read_text(encoding="utf-8")


def test_counts_latest_grades_and_problems_are_shown(tmp_path: Path) -> None:
    latest = "gss,body,inspection_iri,adoption\r\nE06000006,Halton,https://example.org/i,good\r\n"
    text = page(tmp_path, latest, (Problem("a.pdf", "error", "document", "the PDF is encrypted", "save it"),))
    for words in ("judgements", ">7<", "Halton", "good", "the PDF is encrypted", "save it"):
        assert words in text
    assert "inspection_iri" not in text


def test_nothing_of_a_document_becomes_markup(tmp_path: Path) -> None:
    latest = f'gss,body,source\r\nE1,"{EVIL.replace(chr(34), chr(34) * 2)}",x\r\n'
    tags = Tags(page(tmp_path, latest, (Problem(EVIL, "error", EVIL, EVIL, EVIL),)))
    assert not {"script", "img"} & set(tags.tags)


def test_the_page_asks_for_nothing_from_the_network(tmp_path: Path) -> None:
    text = page(tmp_path)
    assert not re.search(r"(?:https?:)?//", " ".join(Tags(text).addresses))
    assert "@import" not in text


def test_a_build_without_problems_says_so(tmp_path: Path) -> None:
    assert "Nothing." in page(tmp_path)
