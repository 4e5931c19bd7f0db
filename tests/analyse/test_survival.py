"""The product-limit estimate, against the published one of a well-known trial."""

from __future__ import annotations

import pytest

from kg.analyse.survival import kaplan_meier, median

LEUKAEMIA = [
    *((time, True) for time in (6, 6, 6, 7, 10, 13, 16, 22, 23)),
    *((time, False) for time in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)),
]
"""Weeks in remission of the 21 patients who were given 6-MP (Freireich and others 1963, Blood 21), and whether it ended."""
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_the_estimate_is_the_published_one() -> None:
    # Kalbfleisch and Prentice 2002 and R's survival package (survfit, conf.type = "log-log").
    steps = kaplan_meier(LEUKAEMIA)
    assert [step.time for step in steps] == [6, 7, 10, 13, 16, 22, 23]
    assert [step.at_risk for step in steps] == [21, 17, 15, 12, 11, 7, 6]
    assert [step.survival for step in steps] == pytest.approx(
        [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5
    )
    assert [step.error for step in steps] == pytest.approx(
        [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346], abs=5e-5
    )
    assert (steps[0].low, steps[0].high) == pytest.approx((0.620, 0.952), abs=5e-4)
    assert (steps[-1].low, steps[-1].high) == pytest.approx((0.188, 0.680), abs=5e-4)


def test_the_median_is_the_published_one() -> None:
    assert median(kaplan_meier(LEUKAEMIA)) == (23, 13, None)
    assert median(kaplan_meier((time, True) for time in PLACEBO)) == (8, 4, 11)


def test_where_it_has_happened_to_all_there_is_no_interval() -> None:
    last = kaplan_meier([(1, True), (2, True)])[-1]
    assert (last.survival, last.low, last.high) == (0, None, None)


def test_where_nothing_happened_there_is_no_step() -> None:
    assert kaplan_meier([(3, False)]) == []
    assert median([]) == (None, None, None)


def test_without_censoring_it_is_the_share_that_is_left() -> None:
    steps = kaplan_meier((time, True) for time in PLACEBO)
    for step in steps:
        assert step.survival == pytest.approx(sum(time > step.time for time in PLACEBO) / len(PLACEBO))
