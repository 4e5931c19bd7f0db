"""A sentence cut where it turns from praise to criticism or back: "While …, …", "…, but …", "…, despite …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.finding_phrases import Hit
from kg.extract.finding_polarity import IMPROVEMENT, STRENGTH, Balance, weigh

_ONLY_AFTER_COMMA = frozenset({"while", "whilst", "yet", "except", "albeit"})
_LEADING = frozenset(
    {"while", "whilst", "although", "though", "even though", "despite", "in spite of", "notwithstanding"}
)
_OPENERS = frozenset({"", "however", "but", "and", "nevertheless", "nonetheless"})
"""What may stand before a leading "Despite …,"."""
_EDGES = " \n,;:–-"
_LEAST_WORDS = 2
_LEAST_BEFORE = 4
_LEAST_CHARACTERS = 15
_LEAST_GRANTED = 25
_HARDLY_BAD = 0.4
_GRANTING = ("while ", "whilst ", "although ", "though ")
_NEW_CLAUSE = re.compile(r"\s*(?:the|this|these|there|it|they|some|a|an|staff|most|many|not)\b")
_VERB = re.compile(r"\s*(?:is|are|was|were|has|have|had|do|does|did|can|could|may|will|not)\b")
_HANGING = re.compile(r"\s*(?:\w+ing|with|which|who)\b")
_LIST = re.compile(r"[:;]\s")


class Clause(NamedTuple):
    """A piece of a sentence with what it says for and against; `by_cues`: its own words tell its polarity."""

    start: int
    end: int
    balance: Balance
    polarity: str
    by_cues: bool = True


def clauses(text: str, evened: str, start: int, end: int, cues: Sequence[Hit], leaning: str = "") -> list[Clause]:
    """The clauses of the sentence `text[start:end]` that judge: one where all agree, else one for each turn.

    `leaning` is the polarity of a sentence that judges by no word of its own ("" for none).
    """
    cuts = _cuts(text, evened, start, end, cues)
    whole = _clause(text, evened, start, end, cues)
    if cuts:
        parts = [_clause(text, evened, a, b, cues) for a, b in _pieces(start, end, cuts)]
        judging = [part for part in parts if part.polarity and part.end - part.start >= _LEAST_CHARACTERS]
        if len({part.polarity for part in judging}) > 1:
            return _joined(judging)
        if judging and _concedes(evened, start, parts):
            return [parts[0]._replace(polarity=STRENGTH, by_cues=False), *_joined(judging)]
        if judging:
            best = max(judging, key=lambda part: part.balance.confidence)
            return [whole._replace(balance=best.balance, polarity=best.polarity)]
    if whole.polarity:
        return [whole]
    return [whole._replace(polarity=leaning, by_cues=False)] if leaning else []


def _concedes(evened: str, start: int, parts: Sequence[Clause]) -> bool:
    """Does the sentence begin with what it grants ("While …,") before it criticises? What it grants is meant as good."""
    granted = parts[0]
    return (
        len(parts) == 2
        and evened.startswith(_GRANTING, start)
        and parts[1].polarity == IMPROVEMENT
        and not granted.polarity
        and granted.balance.bad <= _HARDLY_BAD
        and granted.end - granted.start >= _LEAST_GRANTED
    )


def _cuts(text: str, evened: str, start: int, end: int, cues: Sequence[Hit]) -> list[tuple[int, int]]:
    """(end of the clause before, start of the clause after) at each place where a sentence may turn."""
    cuts = [(match.start(), match.end()) for match in _LIST.finditer(text, start, end)]
    for first, last, kind in cues:
        if kind != "contrast":
            continue
        word = evened[first:last]
        if evened[start:first].strip() in _OPENERS:
            if word in _LEADING:
                cuts += [(first, last), *_leading_cut(text, evened, last, end, cues)]
        elif word == "but" and _joins_words(text, start, first, last):
            continue
        elif word not in _ONLY_AFTER_COMMA or text[start:first].rstrip()[-1:] in ",;–-":
            cuts.append((first, last))
    return sorted(cuts)


def _joins_words(text: str, start: int, first: int, last: int) -> bool:
    """Whether "but" joins two words, not two clauses: "They provide sensitive but rigorous challenge"."""
    before = text[start:first].rstrip()
    return before[-1:].isalpha() and len(before.split()) < _LEAST_BEFORE and not _VERB.match(text, last)


def _leading_cut(text: str, evened: str, start: int, end: int, cues: Sequence[Hit]) -> list[tuple[int, int]]:
    """The comma where a leading "While …" ends: the first at which the sentence turns, else the first of all."""
    commas = [at for at in range(start, end) if text[at] == ","]
    commas = [at for at in commas if min(len(text[start:at].split()), len(text[at:end].split())) >= _LEAST_WORDS]
    for index, comma in enumerate(commas):
        before = weigh(evened, start, comma, _within(cues, start, comma)).polarity
        after = weigh(evened, comma + 1, end, _within(cues, comma, end)).polarity
        if before and after and before != after:
            cut = _list_end(text, evened, commas[index:], end, cues)
            return [(cut, cut + 1)]
    return [(commas[0], commas[0] + 1)] if commas else []


def _list_end(text: str, evened: str, commas: Sequence[int], end: int, cues: Sequence[Hit]) -> int:
    """The comma that ends what is granted, where the first is inside a list ("While A, B and C, …")."""
    first, following = commas[0], commas[1:2]
    for second in following:
        inside = weigh(evened, first + 1, second, _within(cues, first, second)).polarity
        after = weigh(evened, second + 1, end, _within(cues, second, end)).polarity
        listed = " and " in text[first:second] and not _NEW_CLAUSE.match(text, first + 1)
        if listed and not inside and after and not _HANGING.match(text, second + 1):
            return second
    return first


def _pieces(start: int, end: int, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = start
    for stop, resume in cuts:
        if stop > at:
            pieces.append((at, stop))
        at = max(at, resume)
    return [*pieces, (at, end)] if at < end else pieces


def _clause(text: str, evened: str, start: int, end: int, cues: Sequence[Hit]) -> Clause:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    balance = weigh(evened, start, end, _within(cues, start, end))
    return Clause(start, end, balance, balance.polarity)


def _within(cues: Sequence[Hit], start: int, end: int) -> list[Hit]:
    return [cue for cue in cues if start <= cue[0] < end]


def _joined(judging: Sequence[Clause]) -> list[Clause]:
    """Neighbours that judge alike made one."""
    found: list[Clause] = []
    for clause in judging:
        if found and found[-1].polarity == clause.polarity:
            found[-1] = found[-1]._replace(end=clause.end)
        else:
            found.append(clause)
    return found
