"""Praise or criticism: what the cues in a clause say together.

The cues are labels of the vocabulary `polarity-cue`. A negation turns the next cue, a shortfall or a call for more
silences praise that follows ("not always timely", "more needs to be done to ensure that plans are good"), a reduction
makes criticism praise ("reduced delay"), what is only possible or wished for counts less or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.finding_phrases import Hit, PhraseFinder
from kg.vocabulary import Lexicon

STRENGTH = "strength"
IMPROVEMENT = "area-for-improvement"
_REACH = 45
"""How far, in characters, a negation or a reduction reaches."""
_LONG_REACH = 110
_WEIGHTS = {
    "praise": 1.0,
    "mild-praise": 0.4,
    "criticism": 1.0,
    "mild-criticism": 0.4,
    "need": 1.5,
    "shortfall": 1.5,
}
_GOOD = frozenset({"praise", "mild-praise"})
_BAD = frozenset({"criticism", "mild-criticism"})
_LACKING = frozenset({"need", "shortfall"})
_ALONE = {"no": 0.3, "without": 0.0, "little": 0.4, "nor": 0.4}
_CONDITIONS = ("when ", "where ", "if ", "once ", "for those ", "for children ", "for young people ", "following ", "as ")
LEAST = 0.8
_MILD_AT_MOST = 1.2


@lru_cache(maxsize=4)
def cue_finder(lexicon: Lexicon) -> PhraseFinder[str]:
    """The finder of the cues, made once for a lexicon: the value of a hit is the part that the cue plays."""
    concepts = lexicon.scheme("polarity-cue").concepts.values()
    return PhraseFinder((label, one.notation) for one in concepts for label in (*one.hidden_labels, *one.alt_labels))


@dataclass(slots=True)
class Balance:
    """What is said for and against in a clause; `firm` of both is what single clear words said."""

    good: float = 0.0
    mild: float = 0.0
    bad: float = 0.0

    @property
    def praise(self) -> float:
        """Praise in all; many mild words do not outweigh one clear one by far."""
        return self.good + min(self.mild, _MILD_AT_MOST)

    @property
    def polarity(self) -> str:
        """`strength`, `area-for-improvement`, or "" where the clause judges nothing."""
        if self.bad >= LEAST and self.bad >= 0.5 * self.praise:
            return IMPROVEMENT
        if self.praise >= LEAST and self.praise > self.bad:
            return STRENGTH
        return ""

    @property
    def confidence(self) -> float:
        """0.55 to 0.9: how one-sided the clause is."""
        high, low = max(self.praise, self.bad), min(self.praise, self.bad)
        return round(0.5 + 0.4 * min(1.0, (high - low) / 2.0), 2) if high else 0.5


def weigh(evened: str, start: int, end: int, cues: Sequence[Hit[str]]) -> Balance:
    """The balance of the clause `evened[start:end]` with its cues."""
    balance = Balance()
    condition = _condition_end(evened, start, end)
    negation = reduction = possible = wished = -1
    silenced = False
    pending = ""
    for cue in cues:
        kind = cue.value
        factor = (0.3 if cue.start < condition else 1.0) * (0.5 if 0 <= wished < cue.start else 1.0)
        if pending and cue.start >= negation:
            balance.bad += _ALONE.get(pending, 0.8)
            pending = ""
        if kind == "negation":
            negation, pending = _reach(evened, cue.end, end, _REACH), evened[cue.start : cue.end]
        elif kind == "decrease":
            if not (pending and cue.start < negation):
                reduction = _reach(evened, cue.end, end, _LONG_REACH)
        elif kind == "hypothetical":
            possible = _reach(evened, cue.end, end, _REACH)
        elif kind == "purpose":
            wished = cue.start
        elif kind in _WEIGHTS:
            weight = _WEIGHTS[kind] * factor
            negated = bool(pending) and cue.start < negation
            if kind in _GOOD:
                if negated:
                    balance.bad += max(weight, 0.8 * factor)
                    silenced = True
                elif not silenced:
                    balance.good += weight if kind == "praise" else 0.0
                    balance.mild += weight if kind != "praise" else 0.0
            elif negated or cue.start < reduction:
                balance.good += 0.8 * weight if kind not in _LACKING else 0.5
            elif cue.start >= possible or kind in _LACKING:
                balance.bad += weight
                silenced = silenced or kind in _LACKING
            if negated:
                pending = ""
    if pending:
        balance.bad += _ALONE.get(pending, 0.8)
    return balance


def _reach(evened: str, start: int, end: int, length: int) -> int:
    """Where the reach of a word ends: after `length` characters, or at a mark."""
    stop = min(end, start + length)
    mark = evened.find("  ", start, stop)
    return stop if mark < 0 else mark


def _condition_end(evened: str, start: int, end: int) -> int:
    """Where a leading condition ("When …,") ends; `start` where there is none."""
    if not evened.startswith(_CONDITIONS, start):
        return start
    mark = evened.find("  ", start, end)
    return mark if 0 <= mark < end - 12 else start
