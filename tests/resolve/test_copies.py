"""Copies of one work are found, also damaged ones; different reports of one authority are not copies."""

from __future__ import annotations

import random

import pytest

from kg.genres import SKETCH, sketch
from kg.resolve import resolve
from kg.resolve.copies import SAME_WORK, resemblance
from kg.vocabulary import lexicon
from tests.resolve.readings import BodyRef, essay, own, reading


def damaged(text: str, share: float = 0.04) -> str:
    """The text as a bad conversion leaves it: short words, marks and some long words lost."""
    dice = random.Random(1)  # noqa: S311 - no secret
    return " ".join(word for word in text.split() if dice.random() > share)


def works_of(*readings: object) -> list[str]:
    resolution = resolve(list(readings), lexicon())  # type: ignore[arg-type]
    return [resolution.documents[one.id].work for one in readings]  # type: ignore[attr-defined]


def test_a_damaged_copy_is_the_same_work() -> None:
    text = essay(1)
    one, other = works_of(reading("clean", own(), text=text), reading("damaged", own(), text=damaged(text)))
    assert one == other
    assert one.startswith("work/")


def test_two_reports_of_one_authority_are_two_works() -> None:
    earlier = own("2019-05-13", "2019-05-17")
    assert works_of(reading("a", own(), text=essay(1)), reading("b", earlier, text=essay(2))) == ["", ""]


def test_a_common_page_makes_no_copies() -> None:
    page = essay(3, 60)
    one, other = essay(1) + " " + page, essay(2) + " " + page
    assert works_of(reading("a", own(), text=one), reading("b", own("2019-05-13", "2019-05-17"), text=other)) == [
        "",
        "",
    ]


def test_the_same_text_about_two_authorities_is_two_works() -> None:
    bolton = BodyRef("Bolton")
    text = essay(1)
    assert works_of(reading("a", own(), text=text), reading("b", own(body=bolton), text=text, about=(bolton,))) == [
        "",
        "",
    ]


def test_three_copies_are_one_work() -> None:
    text = essay(1)
    found = works_of(
        *(reading(name, own(), text=damaged(text, share)) for name, share in (("a", 0), ("b", 0.03), ("c", 0.06)))
    )
    assert len(set(found)) == 1
    assert found[0]


def test_a_short_piece_that_a_long_one_holds_is_no_copy_of_it() -> None:
    long = essay(1)
    few = " ".join(long.split()[:4])
    assert resemblance(sketch(few), sketch(long)) < SAME_WORK
    assert resemblance(sketch(long), sketch(few)) < SAME_WORK
    assert resemblance(frozenset({1}), frozenset(range(1, SKETCH + 1))) == 1 / SKETCH


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_resemblance_is_near_the_share_of_pairs_in_common(share: float) -> None:
    words = essay(1, 4_000).split()
    at = round(len(words) * share)
    one = sketch(" ".join(words))
    other = sketch(" ".join([*words[:at], *(f"{word}xy" for word in words[at:])]))
    assert resemblance(one, other) == resemblance(other, one)
    assert abs(resemblance(one, other) - share / (2 - share)) < 0.15


def test_texts_without_long_words_resemble_nothing() -> None:
    assert resemblance(sketch(""), sketch("")) == 0.0
    assert resemblance(sketch("a b c"), sketch(essay(1))) == 0.0


def test_a_sketch_is_small_and_the_same_every_time() -> None:
    assert len(sketch(essay(5, 5_000))) <= SKETCH
    assert sketch(essay(5)) == sketch(essay(5).upper())
