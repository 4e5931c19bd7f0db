"""Copies of one work: the same report downloaded twice, or converted with damage. Copies never count as two
sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from kg.genres import SKETCH
from kg.model import Reading

SAME_WORK = 0.5
"""Share of the sketch's word pairs that two documents have in common, from which they are one work. Reports
of one authority share below 0.1, a report and its damaged conversion above 0.8 (measured on the corpus)."""


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """Estimated Jaccard resemblance of two bottom-k sketches, from 0 to 1 (Broder 1997)."""
    smallest = sorted(one | other)[:SKETCH]
    if not one or not other:
        return 0.0
    return sum(value in one and value in other for value in smallest) / len(smallest)


def works(readings: Sequence[Reading], groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """Document id → path of its work, for documents that have a copy here. Only documents of one group (of
    one genre about one body) are compared."""
    by_id = {reading.id: reading for reading in readings}
    parent = {reading.id: reading.id for reading in readings}

    def root(one: str) -> str:
        while parent[one] != one:
            one = parent[one]
        return one

    for group in groups:
        for one, other in combinations(sorted(group), 2):
            if resemblance(by_id[one].shingles, by_id[other].shingles) >= SAME_WORK:
                low, high = sorted((root(one), root(other)))
                parent[high] = low
    members: dict[str, list[str]] = {}
    for one in sorted(parent):
        members.setdefault(root(one), []).append(one)
    return {one: f"work/{first}" for first, copies in members.items() if len(copies) > 1 for one in copies}
