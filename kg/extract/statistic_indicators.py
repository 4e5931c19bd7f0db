"""What a number in a sentence is about: a concept of the vocabulary where it is one, and always the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.statistic_dates import When
from kg.extract.statistic_labels import Label, fits, is_population
from kg.extract.statistic_phrases import Measure

_BREAK = re.compile(
    r"; |: | - | ?\((?:a rate of |or |the )?(?=\d)| ?\((?=the |compared|against|national)|, (?:and|with|but|while|although|whilst|which|whereas|compared|of whom|of which|against|an? (?:increase|decrease|"
    r"reduction|rise|fall|improvement|decline))\b|, (?=\d)|\band (?=\d)|\bcompared (?:with|to)\b|\bof whom\b"
    r"| (?:but|while|whilst|whereas) "
)
_LEAD = re.compile(
    r"^(?:[\s,;:.)(\-]+|(?:and|but|with|while|although|however|only|just|also|in addition|currently|this is|there (?:are|were|is|was|"
    r"have been|has been|had been)|for example|at|of|to|a|an|the|by|in|on|for|from|currently|approximately|around|about|almost|"
    r"nearly|over|or)\b)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"(?:[\s,;:.(\-]+|\b(?:and|but|with|of|to|a|an|the|by|at|in|from|for|is|was|are|were|only|just|or|which|than)\b)+$", re.IGNORECASE)
_FILL = frozenset(
    "a an the at of in on by to and for were was is are being been be has have had there this area local authority council "
    "county city borough children young people child who as with under from their its that per also currently were now social "
    "care s number total were subject rate or".split()
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence that speaks of one number."""

    start: int
    end: int


def clause_of(text: str, start: int, end: int, found: Sequence[Measure], index: int) -> Clause:
    """The clause of the sentence `text[start:end]` around a measure: between the breaks next to it and its
    neighbours."""
    measure = found[index]
    low = max((m.end for m in found[:index] if m.end <= measure.number.start), default=start)
    high = next((m.number.start for m in found[index + 1 :] if m.number.start >= measure.end), end)
    before = [m.end() for m in _BREAK.finditer(text, low, measure.number.start)]
    after = _BREAK.search(text, measure.end, high)
    first = before[-1] if before else (low if index else start)
    if index and not before and not re.search(r"[,;(]| and | to | or ", text[low : measure.number.start]):
        first = start
    return Clause(first, after.start() if after else high)


def indicator_of(
    lower: str, clause: Clause, measure: Measure, labels: Sequence[Label], whens: Sequence[When], sentence: tuple[int, int]
) -> str:
    """Notation of the concept that the number measures, "" where the words say something narrower or else."""
    inside = [label for label in labels if clause.start <= label[0] and label[1] <= clause.end]
    best = _best(inside, measure)
    if best and not (is_population(best[2]) and not _plain(lower, clause, measure, best, whens)):
        return best[2]
    specific = [label for label in inside if not is_population(label[2]) and fits(label[2], measure.unit)]
    if specific:
        return min(specific, key=lambda label: abs(label[0] - measure.end))[2]
    if inside or not (measure.unit.startswith("percent") or measure.bare or measure.unit.endswith(("days", "weeks", "months"))):
        return ""
    earlier = [x for x in labels if sentence[0] <= x[0] < measure.number.start and fits(x[2], measure.unit)]
    return earlier[-1][2] if earlier and not is_population(earlier[-1][2]) else ""


def _best(labels: Sequence[Label], measure: Measure) -> Label | None:
    fitting = [label for label in labels if fits(label[2], measure.unit)]
    if not fitting:
        return None
    return min(fitting, key=lambda x: (is_population(x[2]), abs(x[0] - measure.number.start), x[0] - x[1]))


def _plain(lower: str, clause: Clause, measure: Measure, label: Label, whens: Sequence[When]) -> bool:
    """Whether the clause says no more than how many there are of the kind."""
    cut = sorted(
        [(measure.number.start, measure.number.end), (label[0], label[1]), *((w.start, w.end) for w in whens)]
    )
    rest, at = [], clause.start
    for start, end in cut:
        if start >= clause.end:
            break
        rest.append(lower[at : max(at, start)])
        at = max(at, end)
    rest.append(lower[at : clause.end])
    words = [word for word in _WORD.findall(" ".join(rest)) if word not in _FILL]
    return len(words) <= 2


def words_of(text: str, clause: Clause, measure: Measure, whens: Sequence[When]) -> str:
    """The words of a clause without its number and dates, on one line: what the number is about."""
    cut = [(measure.number.start, measure.end if not measure.noun else measure.number.end)]
    cut += [(w.start, w.end) for w in whens if clause.start <= w.start and w.end <= clause.end]
    pieces, at = [], clause.start
    for start, end in sorted(cut):
        if start >= at:
            pieces.append(text[at:start])
        at = max(at, end)
    pieces.append(text[at : clause.end])
    words = " ".join(" ".join(pieces).split())
    words = re.sub(r"\(\s*\)|\s+(?=[,.;:)])| ?\((?:a rate|or|the|an?)?$", "", words)
    words = re.sub(r"\b(of|to|at|in) \1\b", r"\1", words)
    words = _TRAIL.sub("", _LEAD.sub("", words))
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0]
    return _TRAIL.sub("", words).strip()
