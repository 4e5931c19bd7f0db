"""Which recommendation a finding leads to, where the report marks that it leads to one.

Reports of 2015 to 2018 mark a paragraph's sentence with "(Recommendation)", or name the paragraph in the recommendation
("paragraph 65"). A mark alone is resolved by the words that both have, and only where one recommendation is clearly
closest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log

from kg.extract.finding_polarity import IMPROVEMENT
from kg.model import Finding, Recommendation

MARK = re.compile(r"\(\s*recommendations?(?:\s+(?P<numbers>\d[\d, and]*))?\s*\)\.?", re.IGNORECASE)
_PARAGRAPHS = re.compile(
    r"\bparagraphs?\s+(?P<numbers>\d{1,3}(?:(?:,\s*|\s+and\s+|\s*(?:–|-|to)\s*)\d{1,3})*)", re.IGNORECASE
)
_WORD = re.compile(r"[a-z]{4,}")
_SAID_ALWAYS = frozenset(
    "ensure that children young people their with have this from they been local authority well which including where more "
    "improve quality effective effectively sufficient sufficiently should made make".split()
)
_LEAST = 0.13
_CLEARLY = 1.45


def linked(
    found: Sequence[Finding], marked: Mapping[int, str], recommendations: Sequence[Recommendation]
) -> tuple[Finding, ...]:
    """The findings with what they lead to.

    Args:
        marked: index of a finding → the numbers that its mark prints, "" for a mark without any.
    """
    if not recommendations:
        return tuple(found)
    matcher = _Matcher(recommendations)
    targets: dict[int, list[Recommendation]] = {}
    for index, numbers in marked.items():
        board = found[index].body.kind == "board"
        target = matcher.numbered(numbers, board) if numbers else matcher.closest(found[index], board)
        targets.setdefault(index, []).extend(target)
    for index, recommendation in _by_paragraph(found, recommendations, matcher):
        targets.setdefault(index, []).append(recommendation)
    return tuple(
        replace(one, leads_to=tuple(dict.fromkeys(map(key_of, targets[index])))) if targets.get(index) else one
        for index, one in enumerate(found)
    )


def key_of(recommendation: Recommendation) -> tuple[str, str]:
    """How a recommendation is referred to: (addressee, number or position)."""
    place = recommendation.number or str(recommendation.position or "")
    return recommendation.addressed_to[0], place


def _by_paragraph(
    found: Sequence[Finding], recommendations: Sequence[Recommendation], matcher: _Matcher
) -> Iterable[tuple[int, Recommendation]]:
    """For each paragraph that a recommendation names: the area for improvement there with most of its words."""
    for recommendation in recommendations:
        for number in _numbers(recommendation.text):
            here = [i for i, one in enumerate(found) if one.paragraph == number and one.polarity == IMPROVEMENT]
            scores = [(matcher.likeness(words_of(found[i].text), recommendation), -i) for i in here]
            best, index = max(scores, default=(0.0, 0))
            if best > 0:
                yield -index, recommendation


def _numbers(text: str) -> list[str]:
    return [number for match in _PARAGRAPHS.finditer(text) for number in re.findall(r"\d+", match["numbers"])]


class _Matcher:
    """How alike findings and recommendations are: shared words, rare ones counting more."""

    def __init__(self, recommendations: Sequence[Recommendation]) -> None:
        self._all = recommendations
        self._words = {id(one): words_of(one.text) for one in recommendations}
        counts = Counter(word for words in self._words.values() for word in words)
        self._weight = {word: log(1 + len(recommendations) / count) for word, count in counts.items()}

    def likeness(self, words: set[str], recommendation: Recommendation) -> float:
        """0 to 1: the share of the finding's and the recommendation's words, by weight, that both have."""
        asked = self._words[id(recommendation)]
        both = sum(self._weight[word] for word in words & asked)
        of_asked = sum(self._weight[word] for word in asked)
        return both / (of_asked + 2.0 * len(words - asked)) if both else 0.0

    def closest(self, finding: Finding, board: bool) -> list[Recommendation]:
        """The one recommendation that is clearly closest, in a list, or none."""
        own = [one for one in self._all if ("lscb" in one.addressed_to) == board]
        words = words_of(finding.text)
        scores = sorted(((self.likeness(words, one), -i) for i, one in enumerate(own)), reverse=True)
        if not scores or scores[0][0] < _LEAST or (len(scores) > 1 and scores[0][0] < _CLEARLY * scores[1][0]):
            return []
        return [own[-scores[0][1]]]

    def numbered(self, numbers: str, board: bool) -> list[Recommendation]:
        """Those with the printed numbers."""
        wanted = set(re.findall(r"\d+", numbers))
        same = [one for one in self._all if key_of(one)[1] in wanted]
        return [one for one in same if ("lscb" in one.addressed_to) == board] or same


def words_of(text: str) -> set[str]:
    """The stems of the words of a text that tell it from others."""
    return {_stem(word) for word in _WORD.findall(text.lower()) if word not in _SAID_ALWAYS}


def _stem(word: str) -> str:
    """A word without its ending, so that "assessments" and "assessment" agree."""
    return word[:6]
