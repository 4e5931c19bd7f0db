"""Praise or criticism: what the cues in a clause say together.

The cues are labels of the vocabulary `polarity-cue`. A negation turns the next cue, a shortfall or a call for more
silences praise that follows ("not always timely", "more needs to be done to ensure that plans are good"), a reduction
makes criticism praise ("reduced delay"), and what is only possible or wished for counts less or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.finding_phrases import Hit, PhraseFinder
from kg.vocabulary import Lexicon

STRENGTH = "strength"
IMPROVEMENT = "area-for-improvement"
LEAST = 0.8
"""What a clause must weigh to judge anything: one clear word, or two mild ones."""
_MILD_AT_MOST = 1.2
_WEIGHTS = {
    "praise": 1.0,
    "mild-praise": 0.4,
    "criticism": 1.0,
    "mild-criticism": 0.4,
    "need": 1.5,
    "shortfall": 1.5,
}
_GOOD = frozenset({"praise", "mild-praise"})
_LACKING = frozenset({"need", "shortfall"})
_REDUCING = frozenset({"decrease", "relief"})
_WHOLE = frozenset({"no", "no evidence", "none"})
_FEW = frozenset({"few", "very few"})
_CLEAR = 0.45
"""What a word of criticism weighs at least that is more than mild: mild ones alone must outweigh the praise."""
_ASIDE = 0.3
"""How much counts what is said in a condition, or of an earlier inspection."""
_REACH = 45
_LONG_REACH = 110
_ALONE = {"no": 0.3, "none": 0.3, "without": 0.0, "little": 0.4, "nor": 0.4, "fewer": 0.4, "neither": 0.4}
"""What a negation weighs that meets no cue; others weigh as much as a clear word of criticism."""
_CONDITIONS = (
    "when ",
    "where ",
    "if ",
    "once ",
    "for those ",
    "for children ",
    "for young people ",
    "in circumstances where ",
    "following ",
    "as ",
)
_KNOWING = (" of", " about", " what", " where")
"""Praise that ends so is praise for knowing: "a good understanding of weaknesses" is no weakness."""
_MARK = re.compile("  ")
_EARLIER = re.compile(r"(?:last|previous)(?: \w+){0,3}? inspection(?: \w+){0,4}  (?:when|which|where) ")
"""After it stands what an earlier inspection found."""
_GRADES = ("requires improvement", "inadequate", "good", "outstanding")
_VERB = re.compile(r"  | (?:is|are|was|were|has|have|had|remains?) ")


@lru_cache(maxsize=4)
def cue_finder(lexicon: Lexicon) -> PhraseFinder:
    """The finder of the cues, made once for a lexicon: the value of a hit is the part that the cue plays."""
    concepts = lexicon.scheme("polarity-cue").concepts.values()
    return PhraseFinder((label, one.notation) for one in concepts for label in one.hidden_labels)


@dataclass(slots=True)
class Balance:
    """What a clause says for (`good`, and `mild` for mild words) and against (`worst`: its heaviest word)."""

    good: float = 0.0
    mild: float = 0.0
    bad: float = 0.0
    worst: float = 0.0

    @property
    def praise(self) -> float:
        """Praise in all; many mild words do not outweigh one clear one by far."""
        return self.good + min(self.mild, _MILD_AT_MOST)

    @property
    def polarity(self) -> str:
        """`strength`, `area-for-improvement`, or "" where the clause judges nothing."""
        if self.bad >= LEAST and self.bad >= (0.5 if self.worst >= _CLEAR else 1.1) * self.praise:
            return IMPROVEMENT
        if self.praise >= LEAST - 0.01 and self.praise > self.bad:
            return STRENGTH
        return ""

    @property
    def confidence(self) -> float:
        """0.5 to 0.9: how one-sided the clause is."""
        high, low = max(self.praise, self.bad), min(self.praise, self.bad)
        return round(0.5 + 0.4 * min(1.0, (high - low) / 2.0), 2)


class _Scale:
    """Weighs the cues of one clause, from left to right."""

    def __init__(self, evened: str, start: int, end: int) -> None:
        self._evened = evened
        self._end = end
        self._condition = _condition_end(evened, start, end)
        self._past = _past(evened, start, end)
        self._negation = self._reduction = self._possible = self._asked = -1
        self._wished = end
        self._denied = end
        self._pending = ""  # a negation that has met no cue yet
        self._silenced = False
        self.balance = Balance()

    def add(self, start: int, end: int, kind: str) -> None:
        """Take the next cue into account."""
        if self._pending and start >= self._negation:
            self.settle()
        if kind in _WEIGHTS:
            self._judge(start, kind)
            if kind == "praise" and self._evened.endswith(_KNOWING, start, end):
                self._possible = self._reach(end, _REACH)
        elif kind == "negation":
            self._negate(start, end)
        elif kind in _REDUCING and not self._pending:
            self._reduce(end, kind)
        else:
            self._frame(start, end, kind)

    def _negate(self, start: int, end: int) -> None:
        self._pending = self._evened[start:end]
        self._denied = start
        whole = self._pending in _WHOLE  # "no" denies its sentence, "not" the words that follow
        barrier = _MARK if whole or self._pending in _FEW else _VERB
        self._negation = self._reach(end, _LONG_REACH if whole else _REACH, barrier)

    def _reduce(self, end: int, kind: str) -> None:
        """What is bad is less: what stands before ("gaps have been addressed"), or what follows."""
        if kind == "relief" and self.balance.bad:
            self.balance.bad = self.balance.worst = 0.0
            self.balance.good += 0.8
        else:
            self._reduction = self._reach(end, _LONG_REACH)

    def _frame(self, start: int, end: int, kind: str) -> None:
        """Words that say that what follows is no plain statement."""
        if kind == "hypothetical":
            self._possible = self._reach(end, _REACH)
        elif kind == "purpose":
            self._wished = min(self._wished, start)
        elif kind == "condition":
            self._condition = self._reach(end, _LONG_REACH, _MARK)
        elif kind == "question":
            self._asked = self._reach(end, _LONG_REACH, _MARK)

    def settle(self) -> None:
        """A negation that met no cue denies what the clause says: that is criticism by itself."""
        if self._pending:
            self._blame(_ALONE.get(self._pending, LEAST) * self._share(self._denied))
            self._pending = ""

    def _judge(self, start: int, kind: str) -> None:
        negated = bool(self._pending)
        share = self._share(start, wished=kind not in _LACKING)
        weight = _WEIGHTS[kind] * share
        self._pending = ""
        if kind in _GOOD:
            self._praise(kind, weight, max(weight, LEAST * share) if negated else 0.0)
        elif negated or start < self._reduction:
            self.balance.good += 0.5 if kind in _LACKING else 0.8 * weight
            self._reduction = max(self._reduction, self._negation)
        elif start < self._asked and kind == "need":
            return
        elif kind in _LACKING or start >= self._possible:
            self._blame(weight)
            self._silenced = self._silenced or (kind in _LACKING and weight >= LEAST)

    def _praise(self, kind: str, weight: float, denied: float) -> None:
        if denied:
            self.balance.bad += denied
            self.balance.worst = max(self.balance.worst, denied)
            self._silenced = True
        elif not self._silenced and kind == "praise":
            self.balance.good += weight
        elif not self._silenced:
            self.balance.mild += weight

    def _blame(self, weight: float) -> None:
        self.balance.bad += weight
        self.balance.worst = max(self.balance.worst, weight)

    def _share(self, start: int, wished: bool = True) -> float:
        """How much a word counts at a place: less in a condition, and (`wished`) where it says what is wished for."""
        share = _ASIDE if start < self._condition or self._past[0] <= start < self._past[1] else 1.0
        return 0.5 * share if wished and start > self._wished else share

    def _reach(self, start: int, length: int, barrier: re.Pattern[str] = _VERB) -> int:
        """Where the reach of a word ends: after `length` characters, or at a barrier: a mark, or the verb of what it
        stands in."""
        stop = min(self._end, start + length)
        found = barrier.search(self._evened, start, stop)
        return found.start() if found else stop


def weigh(evened: str, start: int, end: int, cues: Sequence[Hit]) -> Balance:
    """The balance of the clause `evened[start:end]` with its cues."""
    scale = _Scale(evened, start, end)
    for cue in cues:
        scale.add(*cue)
    scale.settle()
    return scale.balance


def _condition_end(evened: str, start: int, end: int) -> int:
    """Where a leading condition ("When …,") ends; `start` where there is none."""
    if not evened.startswith(_CONDITIONS, start) or evened.startswith("as a result", start):
        return start
    mark = evened.find("  ", start, end)
    return mark if 0 <= mark < end - 12 else start


def _past(evened: str, start: int, end: int) -> tuple[int, int]:
    """Where it says what an earlier inspection found ("since the last inspection, when …,"); (end, end) for nowhere."""
    found = _EARLIER.search(evened, start, end) if evened.find(" inspection", start, end) > 0 else None
    if not found:
        return end, end
    mark = evened.find("  ", found.end(), end)
    if mark >= 0 and evened.startswith(_GRADES, mark + 2):  # a grade in quote marks
        mark = evened.find("  ", mark + 2, end)
    return found.end(), mark if mark >= 0 else end
