"""What resolution needs of a reading: all documents together have to be in memory, so only that is."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Fact, Finding, LegalReference, Reading, Statistic


def head_of(reading: Reading) -> Reading:
    """The reading without its passages and without facts that name no thing: of findings and numbers, which are most of a
    report, one for each body or area that they name."""
    named: dict[object, Fact] = {}
    for position, fact in enumerate(reading.facts):
        named.setdefault(_naming(fact, position), fact)
    kept = tuple(fact for key, fact in named.items() if key is not None)
    return replace(reading, facts=kept, passages=(), fact_count=len(reading.facts))


def _naming(fact: Fact, position: int) -> object:
    """What a fact names: its place for one that names things of its own, None for one that names nothing."""
    if isinstance(fact, LegalReference):
        return None
    if isinstance(fact, Finding):
        return fact.body
    if isinstance(fact, Statistic):
        return fact.area or None
    return position
