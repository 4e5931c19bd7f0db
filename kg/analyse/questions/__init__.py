"""The questions that the analysis answers, one module each, in one visible list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.analyse.facts import Facts
from kg.analyse.insight import Section
from kg.analyse.questions import (
    falls,
    inspecting,
    moving,
    named_together,
    press,
    recurring,
    resembling,
    structure,
    turned,
)
from kg.analyse.questions.structure import Measures

QUESTIONS: Sequence[Callable[[Facts, Measures], Section]] = (
    lambda facts, _: recurring.section(facts),
    lambda facts, _: falls.section(facts),
    lambda facts, _: turned.section(facts),
    lambda facts, _: moving.section(facts),
    lambda facts, _: resembling.section(facts),
    lambda facts, networks: named_together.section(facts, networks["bodies"][0]),
    lambda facts, _: press.section(facts),
    lambda facts, _: inspecting.section(facts),
    lambda _, networks: structure.section(networks),
)
"""Every question, in the order of the report."""
