"""The vocabularies by which statistics are understood: indicators, comparators and qualifiers as phrases to find."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.even import Even, PhraseFinder
from kg.lexicon import is_acronym
from kg.vocabulary import Concept, Lexicon

Label = tuple[int, int, str]
"""(start, end, notation) of a label in a document's text."""

_POPULATIONS = frozenset(
    "children-population children-in-need looked-after care-leavers social-workers foster-carers adopters contacts "
    "referrals recommendations inspectors childrens-homes child-protection-plans early-help-assessments budget caseload "
    "ceased-looked-after".split()
)
_SHARES_ONLY = (
    "-timeliness",
    "-duration",
    "-stability-short",
    "-stability-long",
    "-rate",
    "turnover",
    "-attainment",
    "-share",
)
_TIMES = frozenset("days working-days weeks months years hours".split())
_NEAR = 40


class Labels:
    """The labels of a lexicon, ready to be found in sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._indicators = _finder(lexicon, "indicator")
        self._comparators = _finder(lexicon, "comparator")
        qualifiers = [(label.lower(), c.notation) for c in _concepts(lexicon, "qualifier") for label in c.labels]
        self._qualifiers = dict(qualifiers)
        longest_first = sorted(self._qualifiers, key=lambda label: (-len(label), label))
        alternatives = "|".join(re.escape(label) for label in longest_first)
        self._before = re.compile(rf"(?:^|[^a-z])({alternatives}) (?:a |the |only )?£?$")

    @staticmethod
    @lru_cache(maxsize=4)
    def of(lexicon: Lexicon) -> Labels:
        """Those of a lexicon, made once."""
        return Labels(lexicon)

    def indicators(self, searched: Even, start: int, end: int) -> list[Label]:
        """Labels of indicators in a stretch of the text."""
        return _found(self._indicators, searched, start, end)

    def comparators(self, searched: Even, start: int, end: int) -> list[Label]:
        """Labels of comparators in a stretch of the text."""
        return _found(self._comparators, searched, start, end)

    def qualifier(self, searched: Even, start: int, end: int, noun_end: int) -> str:
        """What is said of how exact the number is that stands at `start` to `end`, with its noun to `noun_end`: a notation or
        ""."""
        after = _OR_LESS.match(searched.lower, end) or _OR_LESS.match(searched.lower, noun_end)
        if after:
            return "at-least" if after[1] == "more" else "at-most"
        found = self._before.search(searched.lower[max(0, start - _NEAR) : start])
        return self._qualifiers[found[1]] if found else ""


_FOOTNOTE = re.compile(r"(?<=[a-z])\d{1,2}(?!\w)")
_OR_LESS = re.compile(r" or (more|less|fewer|under)\b")


def _concepts(lexicon: Lexicon, scheme: str) -> list[Concept]:
    return list(lexicon.scheme(scheme).concepts.values())


def _finder(lexicon: Lexicon, scheme: str) -> PhraseFinder[str]:
    """Labels begin with a capital in the vocabulary, and seldom in a sentence."""
    written = ((label, c.notation) for c in _concepts(lexicon, scheme) for label in c.labels)
    return PhraseFinder((label if is_acronym(label) else label.lower(), notation) for label, notation in written)


def _found(finder: PhraseFinder[str], searched: Even, start: int, end: int) -> list[Label]:
    text, lower = searched.text[start:end], searched.lower[start:end]
    if _FOOTNOTE.search(text):
        text, lower = _FOOTNOTE.sub(_blank, text), _FOOTNOTE.sub(_blank, lower)
    piece = Even(text, lower)
    return [(start + a, start + b, notation) for a, b, notation in finder.find(piece)]


def _blank(mark: re.Match[str]) -> str:
    return " " * len(mark[0])


def is_population(notation: str) -> bool:
    """Whether an indicator is how many there are of a kind: it holds only where nothing narrows the kind."""
    return notation in _POPULATIONS


def fits(notation: str, unit: str) -> bool:
    """Whether an indicator can have a value in that unit: timeliness and rates are no counts, and how many there are of
    a kind is no share."""
    if unit == "count":
        return not notation.endswith(_SHARES_ONLY)
    if unit == "pounds":
        return notation == "budget"
    if unit in _TIMES:
        return notation.endswith(("-timeliness", "-duration", "-days"))
    share = unit.startswith("percent")
    return not (share and is_population(notation) and notation not in ("child-protection-plans", "ceased-looked-after"))
