"""Addresses, days, shortened texts, numbers of charts."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.site.days import day, month, period, short
from kg.site.links import page_of, up
from kg.site.place import letters
from kg.site.search_index import words_of
from kg.site.svg import ticks


@given(st.text(max_size=300))
def test_every_thing_has_a_file_name_that_file_systems_take(thing: str) -> None:
    page = page_of(thing)
    parts = page.removesuffix(".html").split("/")
    assert len(parts) == thing.count("/") + 1
    for part in parts:
        assert part
        assert len(part) <= 80
        assert part.strip(".") == part
        assert all(char.isascii() and (char.isalnum() or char in "._-") for char in part)


@given(st.text(max_size=40), st.text(max_size=40))
def test_two_things_never_share_a_page(one: str, other: str) -> None:
    assert (page_of(one) == page_of(other)) == (one == other)


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "aux.x", "..", ".", "", "a/../b"])
def test_names_that_mean_something_to_a_system_are_not_used(name: str) -> None:
    parts = page_of(name).removesuffix(".html").lower().split("/")
    assert not {"con", "nul", "com1", "aux.x", "..", ".", ""} & set(parts)


def test_the_page_of_an_inspection_stands_in_its_authoritys_folder() -> None:
    assert page_of("inspection/E10000031/2017-05-02") == "inspection/E10000031/2017-05-02.html"
    assert up("inspection/E10000031/2017-05-02.html") == "../../"
    assert up("index.html") == ""


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2017-05-02", "2 May 2017"),
        ("2017-05", "May 2017"),
        ("2017", "2017"),
        ("2017-13-01", "2017-13-01"),
        ("2013/2016", "2013/2016"),
        ("last 12 months", "last 12 months"),
        ("", ""),
    ],
)
def test_days_in_words(iso: str, said: str) -> None:
    assert day(iso) == said


def test_months_and_periods_in_words() -> None:
    assert month("2017-05-02") == "May 2017"
    assert period("2017-05-02", "2017-05-25") == "2 May 2017 to 25 May 2017"
    assert period("2017-05-02", "2017-05-02") == "2 May 2017"


def test_texts_are_cut_at_a_word_and_say_so() -> None:
    assert short("one two three", 9) == "one two…"
    assert short("one\n two", 9) == "one two"
    assert len(short("x" * 100_000)) == 200
    assert short("a" + " " * 10_000 + "b", 9).endswith("…")


def test_grades_have_letters() -> None:
    assert [letters(label) for label in ("Outstanding", "Requires improvement")] == ["O", "RI"]


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
@example(-6.103515625e-05, 250251.0)
def test_the_scale_of_a_chart_holds_its_values(low: float, width: float) -> None:
    scale = ticks(low, low + width)
    unseen = 2e-9 * (scale[1] - scale[0]) + 1e-6 * max(1.0, abs(low))
    assert scale[0] <= low + unseen
    assert scale[-1] >= low + width - unseen - 1e-6 * width
    assert len(scale) <= 8


def test_words_of_a_search_have_no_accents_and_no_single_letters() -> None:
    assert words_of("Évaluation: a child’s plan 2017") == {"evaluation", "child", "plan", "2017"}
