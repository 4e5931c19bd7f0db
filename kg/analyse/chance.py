"""What chance explains: intervals of shares, exact tests, and the correction for asking many questions at once."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt

Z = 1.959963984540054
"""The 97.5th percentile of the normal distribution: intervals are of 95%."""
ALPHA = 0.05
"""A difference is called one where its (adjusted) p is below this."""
SEED = 20
"""Seed of every permutation, sample and partition."""


def wilson(successes: int, total: int) -> tuple[float, float]:
    """The 95% score interval of a share (Wilson 1927, Journal of the American Statistical Association 22; without
    continuity correction). (0, 1) where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, square = successes / total, Z * Z
    middle = share + square / (2 * total)
    reach = Z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    low, high = ((middle + side * reach) / (1 + square / total) for side in (-1, 1))
    return max(0.0, low), min(1.0, high)


def sign_test(more: int, fewer: int) -> float:
    """The exact sign test, two-sided: how likely a split at least so uneven is if both were as likely. 1 for no pairs."""
    total, least = more + fewer, min(more, fewer)
    tail = sum(comb(total, x) for x in range(least + 1))
    return min(1.0, tail / 2 ** (total - 1)) if total else 1.0


def adjusted(p_values: Sequence[float]) -> list[float]:
    """p-values for as many questions as were asked, so that of the differences that are called so no more than the level
    are expected to be none (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57)."""
    count, least = len(p_values), 1.0
    found = [1.0] * count
    order = sorted(range(count), key=lambda place: p_values[place])
    for rank, place in reversed(list(enumerate(order, start=1))):
        least = min(least, p_values[place] * count / rank)
        found[place] = least
    return found


def of_permutations(as_extreme: int, permutations: int) -> float:
    """p from random permutations; never 0 (Phipson and Smyth 2010, Statistical Applications in Genetics 9)."""
    return (as_extreme + 1) / (permutations + 1)
