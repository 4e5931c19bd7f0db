"""Intervals, tests and corrections, against figures that others published."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.chance import adjusted, of_permutations, sign_test, wilson


def test_the_score_interval_is_that_of_newcombe() -> None:
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    published = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (part, total), ends in published.items():
        assert wilson(part, total) == pytest.approx(ends, abs=5e-5)


def test_of_nothing_every_share_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(0, 400), st.integers(1, 400))
def test_an_interval_holds_its_share_and_stays_within_0_and_1(part: int, total: int) -> None:
    part = min(part, total)
    low, high = wilson(part, total)
    assert 0 <= low <= part / total + 1e-12
    assert part / total - 1e-12 <= high <= 1


@pytest.mark.parametrize(("more", "fewer"), [(0, 0), (1, 0), (3, 3), (9, 1), (2, 7)])
def test_the_sign_test_counts_the_outcomes_of_a_coin(more: int, fewer: int) -> None:
    total = more + fewer
    at_least = sum(abs(2 * sum(flips) - total) >= abs(more - fewer) for flips in product((0, 1), repeat=total))
    assert sign_test(more, fewer) == pytest.approx(at_least / 2**total)


def test_the_correction_is_that_of_benjamini_and_hochberg() -> None:
    # Their example (1995, section 4.1): of 15 hypotheses the four with the smallest p are rejected at 5%, three by Bonferroni.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    assert sum(value <= 0.05 for value in adjusted(p)) == 4
    assert adjusted(p)[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])


def test_the_correction_keeps_the_order_in_which_it_was_asked() -> None:
    assert adjusted([0.04, 0.01]) == pytest.approx([0.04, 0.02])
    assert adjusted([]) == []


def test_permutations_never_give_0() -> None:
    assert of_permutations(0, 999) == 0.001
