"""Whether two sets of inspections differ in what they are about, theme by theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.analyse.chance import SEED, adjusted, of_permutations

PERMUTATIONS = 4999
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Contrast:
    """A theme in two sets of units: its mean share in each (0 to 1), in how many units of each it occurs, p by permutation
    and p corrected for all themes asked about."""

    theme: str
    share: float
    other_share: float
    units: int
    other_units: int
    p: float
    adjusted: float


def _strata(units: Sequence[str], strata: Mapping[str, str]) -> list[npt.NDArray[np.int64]]:
    """The places of the units of each stratum."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        groups[strata.get(unit, "")].append(place)
    return [np.array(found, dtype=np.int64) for _, found in sorted(groups.items())]


def contrasts(
    shares: Mapping[str, Mapping[str, float]], chosen: Collection[str], strata: Mapping[str, str], least: int
) -> list[Contrast]:
    """Every theme that at least `least` units have, the smallest p first.

    `shares`: unit (an inspection) → theme → its share in that unit. `chosen`: the units of the first set. The statistic is
    the difference of mean shares; p is two-sided, from units exchanged at random between the sets within each stratum
    (fixed seed), so that neither long reports nor what all reports of a framework have in common makes a difference. The
    correction is that of Benjamini and Hochberg.
    """
    units = sorted(shares)
    themes = sorted(theme for theme, number in _units_with(shares).items() if number >= least)
    first = np.array([unit in chosen for unit in units], dtype=bool)
    if not themes or first.all() or not first.any():
        return []
    values = np.array([[shares[unit].get(theme, 0.0) for theme in themes] for unit in units])
    members = _strata(units, strata)
    total, chosen_units = values.sum(axis=0), int(first.sum())

    def difference(sets: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        sums = sets @ values
        means: npt.NDArray[np.float64] = sums / chosen_units - (total - sums) / (len(units) - chosen_units)
        return means

    found, random = difference(first.astype(np.float64)), np.random.default_rng(SEED)
    extreme = np.zeros(len(themes), dtype=np.int64)
    for begin in range(0, PERMUTATIONS, _BATCH):
        dealt = np.tile(first.astype(np.float64), (min(_BATCH, PERMUTATIONS - begin), 1))
        for places in members:
            dealt[:, places] = random.permuted(dealt[:, places], axis=1)
        extreme += (np.abs(difference(dealt)) >= np.abs(found) - 1e-12).sum(axis=0)
    p = [of_permutations(int(number), PERMUTATIONS) for number in extreme]
    rows = [
        Contrast(
            theme, float(values[first, at].mean()), float(values[~first, at].mean()), int((values[first, at] > 0).sum()),
            int((values[~first, at] > 0).sum()), p[at], corrected,
        )
        for at, (theme, corrected) in enumerate(zip(themes, adjusted(p), strict=True))
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.p, -abs(row.share - row.other_share), row.theme))


def _units_with(shares: Mapping[str, Mapping[str, float]]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for themes in shares.values():
        for theme, value in themes.items():
            found[theme] += value > 0
    return found
