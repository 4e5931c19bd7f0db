"""What a person decided of single facts: rejected ones are left out, corrected ones say what the person says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.graph.facts import FACT_NODES
from kg.graph.node import Names
from kg.model import Fact, Judgement, Reading
from kg.resolve.corrections import Correction
from kg.resolve.result import Resolution

BY_A_PERSON = "decision/"
"""What the name of a fact's extractor begins with where a person decided what it says: the path of the decision."""


def decided_facts(facts: Sequence[Fact], names: Names) -> Sequence[Fact]:
    """The facts with what a person decided of them. A decision is of a fact, whoever states it: it counts in every
    document."""
    rejected, corrected = names.resolution.rejected, names.resolution.corrected
    if not rejected and not corrected:
        return facts
    kinds = _kinds({*rejected, *corrected})
    found = []
    for fact in facts:
        path = _path(fact, names) if _kind(fact) in kinds else ""
        if path in corrected:
            found.append(_corrected(fact, corrected[path]))
        elif path not in rejected:
            found.append(fact)
    return found


def facts_met(paths: Collection[str], readings: Iterable[Reading], resolution: Resolution, base: str) -> set[str]:
    """Those of the facts' paths that some reading states."""
    kinds = _kinds(paths)
    found = set()
    for reading in readings if kinds else ():
        names = Names(resolution.documents[reading.id], base)
        found |= {path for fact in reading.facts if _kind(fact) in kinds and (path := _path(fact, names)) in paths}
    return found


def _corrected(fact: Fact, correction: Correction) -> Fact:
    changed: Mapping[str, Any] = {correction.attribute: correction.value}
    if isinstance(fact, Judgement) and correction.attribute == "aspect":
        changed = {**changed, "covers": (correction.value,)}
    return replace(fact, confidence=1.0, extractor=correction.decision, **changed)


def _kinds(paths: Iterable[str]) -> set[str]:
    """What paths of facts begin with: their classes in lower case."""
    return {path.partition("/")[0] for path in paths}


def _kind(fact: Fact) -> str:
    name = type(fact).__name__.lower()
    return "mention" if name.endswith("mention") else name


def _path(fact: Fact, names: Names) -> str:
    node = FACT_NODES[type(fact)](fact, names)
    return node.path if node else ""
