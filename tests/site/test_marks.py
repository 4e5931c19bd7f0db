"""A text with its passages marked: nothing is lost, every passage keeps its words, elements nest."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.site.marks import DEEPEST, PART, Passage, flowing, marked, parts


class Marks(HTMLParser):
    """The text of a piece of HTML, and the words of each passage, put together from all of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.words: dict[str, str] = {}
        self.ids: list[str] = []
        self.deepest = 0
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "mark":
            name = str(found.get("id") or found["data-of"])
            self.open.append(name)
            self.words.setdefault(name, "")
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for name in set(self.open):
            self.words[name] += data


def passages_in(text: str, places: list[tuple[int, int]]) -> list[Passage]:
    ends = {(min(a, b), max(a, b)) for a, b in places if a != b and max(a, b) <= len(text)}
    return [Passage(a, b, "plus", "Strength") for a, b in sorted(ends, key=lambda place: (place[0], -place[1]))]


TEXTS = st.text(alphabet="ab<>&\"' \u202e\u2019", min_size=1, max_size=60)
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=9)


@given(TEXTS, PLACES)
def test_a_marked_text_is_the_text_with_every_passage_in_one_piece(text: str, places: list[tuple[int, int]]) -> None:
    passages = passages_in(text, places)
    found = Marks("".join(marked(text, passages, 0, len(text))))
    assert found.text == text
    assert found.words == {f"p-{p.start}-{p.end}": text[p.start : p.end] for p in passages}
    assert sorted(found.ids) == sorted(found.words)


@given(TEXTS, PLACES, st.integers(0, 60))
def test_a_text_in_two_parts_has_each_id_once(text: str, places: list[tuple[int, int]], cut: int) -> None:
    passages = passages_in(text, places)
    cut = min(cut, len(text))
    halves = [Marks("".join(marked(text, passages, a, b))) for a, b in ((0, cut), (cut, len(text)))]
    assert "".join(half.text for half in halves) == text
    assert sorted(one for half in halves for one in half.ids) == [
        f"p-{p.start}-{p.end}" for p in sorted(passages, key=lambda p: f"p-{p.start}-{p.end}")
    ]


def test_marks_do_not_stand_in_each_other_without_end() -> None:
    text = "x" * 200
    passages = [Passage(place, 200 - place, "plus", "") for place in range(90)]
    found = Marks("".join(marked(text, passages, 0, len(text))))
    assert found.deepest == DEEPEST
    assert len(found.ids) == 90


def test_parts_follow_each_other_and_end_with_paragraphs() -> None:
    text = ("A sentence of some length that fills a line.\n" * 10 + "\n") * 40
    found = parts(text, [])
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(found))
    assert all(text[:end].endswith("\n\n") for _, end in found)
    assert all(end - begin >= PART for begin, end in found[:-1])


def test_no_part_ends_within_a_passage() -> None:
    text = "word " * 400 + "\n\n" + "word " * 400 + "\n\n" + "word " * 400
    inside = Passage(1_990, 2_050, "plus", "")
    assert [end for _, end in parts(text, [inside]) if inside.start < end < inside.end] == []


def test_a_text_without_paragraphs_is_cut_all_the_same() -> None:
    found = parts("x" * 100_000, [Passage(0, 100_000, "plus", "")])
    assert max(end - begin for begin, end in found) <= 5 * PART


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a line that is long enough to have been broken by a printer\nand goes on", " and goes on"),
        ("a line that is long enough to have been broken by a printer\n• an item", "\n• an item"),
        ("Short heading\nand text", "\nand text"),
        ("a line that is long enough to have been broken by a printer\n\nA paragraph", "\n\nA paragraph"),
    ],
)
def test_line_breaks_of_the_printed_page_flow(text: str, shown: str) -> None:
    assert flowing(text).endswith(shown)
    assert len(flowing(text)) == len(text)


def test_flowing_takes_no_longer_than_reading() -> None:
    text = "x" * 2_000_000
    assert not re.search(r"\n", flowing(text))
