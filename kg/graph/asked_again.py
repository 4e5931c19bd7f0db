"""Whether a recommendation asks again for what an earlier one asked for: the same thing, and the same of it.

That both are on one theme is not enough. A clause of the one has to speak of the same thing as a clause of the other: of
what a theme has a name for, or of work that is done everywhere (plans, assessments, supervision …) and then for the same
children; and none of the two may want something else of it: that it be recorded, or that others take part.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.demands import CARE_LEAVERS, EVERYWHERE, HOW, Demand, Demands, Matter, matched
from kg.graph.phrases import Role, written_out
from kg.graph.similar import BROAD, Ask, Lexical, Likeness

_WORK_ITSELF = frozenset({"plan", "assess", "record", "supervi", "visit", "audit", "assuran", "data", "perform"})
"""Stems of work that is done with every child, or on all of it."""
_OF_ONE_KIND = frozenset({"supervi", "audit", "data", "perform"})
"""Of these a word beside the head makes nothing else: reflective supervision is supervision, a pathway plan is not any plan."""


class AskedAgain:
    """Tells which recommendations ask for the same.

    Args:
        lexical: tells the words and themes that two texts share, and how alike these make them.
        demands: reads what a text asks for.
    """

    def __init__(self, lexical: Lexical, demands: Demands) -> None:
        self._lexical = lexical
        self._demands = demands

    def likeness(self, one: Ask, other: Ask) -> Likeness:
        """How alike two texts are: by words and themes, and, where both ask for one thing, by how alike they name it."""
        found = self._lexical.likeness(one, other)
        common = list(self._asked_by_both(one.text, other.text))
        matters = tuple(dict.fromkeys(written_out(first.phrase) for first, _ in common))
        close = max((_closeness(first, second) for first, second in common), default=0.0)
        score = max(found.score, round((found.score + close) / 2, 4))
        return Likeness(score, found.words, found.themes, bool(common), matters)

    def _asked_by_both(self, one: str, other: str) -> Iterator[tuple[Matter, Matter]]:
        for first in self._demands.of(one):
            for second in self._demands.of(other):
                if first.ways == second.ways:
                    yield from self._common(first, second)

    def _common(self, one: Demand, other: Demand) -> Iterator[tuple[Matter, Matter]]:
        pairs = list(matched(one, other))
        shared = frozenset().union(*(stems for _, _, stems in pairs))
        for first, second, stems in pairs:
            if _same_work(one, other, first, second) or self._same_theme(one, other, first, second, stems, shared):
                yield first, second

    def _same_theme(
        self, one: Demand, other: Demand, first: Matter, second: Matter, stems: frozenset[str], shared: frozenset[str]
    ) -> bool:
        """Whether both name one theme, in words that they share, and want of it what goes together."""
        if not (_stands_for_it(first, second) and _go_together(one, other)):
            return False
        themes = {
            theme
            for theme in (one.themes & other.themes) - BROAD
            if any(label <= shared and label & stems for label in self._demands.labels[theme])
        }
        if themes - EVERYWHERE:
            return True
        both_asked_for = min(first.phrase.role, second.phrase.role) >= Role.ITEM
        named = {theme for theme in themes if theme not in HOW or (both_asked_for and len(stems) > 1)}
        return bool(named) and _same_scope(one, other, first, second)


def _closeness(first: Matter, second: Matter) -> float:
    """The share of the stems of two phrases that both have."""
    one, other = first.phrase.stems, second.phrase.stems
    return len(one & other) / len(one | other)


def _stands_for_it(first: Matter, second: Matter) -> bool:
    """Whether one of two phrases is what is asked for, or an example of it, and the other at least says something of it."""
    roles = sorted((first.phrase.role, second.phrase.role))
    return roles[1] >= Role.ITEM and roles[0] >= Role.SAID


def _go_together(one: Demand, other: Demand) -> bool:
    """Whether the changes that two demands want can be the same."""
    return not one.changes or not other.changes or bool(one.changes & other.changes)


def _same_work(one: Demand, other: Demand, first: Matter, second: Matter) -> bool:
    """Whether two demands ask for one piece of work that is done everywhere, in the same scope and for the same children."""
    head = first.phrase.head
    if head != second.phrase.head or head not in _WORK_ITSELF or not (first.leads and second.leads):
        return False
    of_one_kind = head in _OF_ONE_KIND or (len(first.phrase.stems) == 1) == (len(second.phrase.stems) == 1)
    return of_one_kind and one.conditional == other.conditional and _same_scope(one, other, first, second)


def _same_scope(one: Demand, other: Demand, first: Matter, second: Matter) -> bool:
    """Whether two matters are meant within one scope (or none) and for the same children. What both name is no scope."""
    both = first.themes & second.themes
    within, beyond = first.within - both, second.within - both
    if within and beyond and not within & beyond:
        return False
    scopes, others = first.scopes() - both, second.scopes() - both
    return _for_the_same(one, other) and (bool(scopes & others) or not (scopes or others))


def _for_the_same(one: Demand, other: Demand) -> bool:
    """Whether two demands are for the same children, or one does not say for whom. Care leavers are no children any more."""
    if CARE_LEAVERS in (one.whom, other.whom):
        return one.whom == other.whom
    return not one.whom or not other.whom or bool(one.whom & other.whom)
