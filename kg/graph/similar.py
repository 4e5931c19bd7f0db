"""How alike two texts about one matter are: what recurrences and follow-ups share.

Two things make texts alike: telling words that both have, rare ones counting more, and the themes of both. Themes
weigh more than words: recommendations of different years are worded differently, and their themes are what the
vocabulary makes of the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from typing import Protocol

_OTHERS = 500
"""So many texts without any of the words are counted as known besides: in a small build a word is not common for being in
two texts of three."""
_THEME = 2.0
_OVERLAP = 0.3
_SHORTEST = 3
_KEPT = 5_000
_STEM = 7
_SEVERAL = 2
BROAD = frozenset({"multi-agency-working", "leadership-and-governance", "safeguarding-board"})
"""Themes of nearly everything: alone they say nothing of what is asked for."""
GENERAL = frozenset(
    {
        "assessments", "case-recording", "childrens-plans", "drift-and-delay", "management-oversight",
        "training-and-development", "visits-and-direct-work",
    }
)  # fmt: skip
"""Themes of how work is done. What is asked for depends on whom the work is with, or on what."""
SCOPES = frozenset(
    {
        "accommodation", "adoption", "advocacy-and-voice", "allegations", "care-leaver-support",
        "child-protection-conferences", "child-protection-enquiries", "disabled-children", "domestic-abuse",
        "edge-of-care", "education", "employment-and-training", "equality-and-identity", "exploitation-and-missing",
        "health", "homeless-young-people", "independent-visitors", "kinship-care", "life-skills-of-care-leavers",
        "pathway-plans", "police-custody", "private-fostering", "recording-systems", "reviewing-officers",
        "unaccompanied-children", "young-carers", "youth-justice",
    }
)  # fmt: skip
"""Themes that say whom, or what, work is with: "oversight" of private fostering is not that of disabled children."""
_REFERENCE = re.compile(r"\((?:paragraphs?|outcomes?|enablers?|principles?)\b[^)]*\)", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_ENDINGS = ("ations", "ation", "ments", "ings", "ment", "ing", "ers", "ies", "er", "ied", "ed", "es", "ly", "s", "y")
_SAID_ALWAYS = frozenset(
    "about accurate action actions address addressed aged all also and any appropriate appropriately approach are area areas "
    "arrangement arrangements authority been before being better between board both can care case cases child children "
    "clear clearly complete consistency consistent consistently council develop development does early effective effectively "
    "effectiveness enable enabler ensure ensuring every focus focused for framework from fully good had has have help high "
    "home homes identified identify impact improve improved improvement improvements improving include including informed "
    "inspection inspections inspectors into issue issues its last leaders leaver leavers leaving level local made make "
    "making more most national need needs not now number ofsted older olds one order other others outcome outcomes paragraph "
    "paragraphs particular particularly people person practice previous previously principle priority process processes "
    "progress provide provided provision quality recommendation recommendations recommended regular regularly relation "
    "required requirement response review reviewed reviews robust robustly robustness secure service services should since "
    "social some staff standard strengthen subject sufficient support supported take than that the their them then there "
    "these they this those time timeliness timely understand understanding understood use used was well were when where "
    "whether which who whom will with within work workers working worker year years young".split()
)


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for, or said: its words and its themes (notations)."""

    text: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are: `score` from 0 to 1; the words (as the first text has them) and themes that both have;
    whether they are about the `same` matter; `matters`: what both ask for, in words of the first."""

    score: float
    words: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    same: bool = False
    matters: tuple[str, ...] = ()


class Similarity(Protocol):
    """A way to compare: by words (`kg.graph.asked_again`), or by a model (`kg.graph.embedded`)."""

    def likeness(self, one: Ask, other: Ask) -> Likeness:
        """How alike two texts are. The score is the same both ways, and 1 for a text with itself (if it has a
        telling word)."""
        ...


class Lexical:
    """TF-IDF cosine over stems and themes, mixed with the share of the shorter text that the longer one has.

    Salton and Buckley, "Term-weighting approaches in automatic text retrieval" (1988), for the weights. The overlap
    keeps a short text that a long one contains from counting as unlike. Stems are cut at seven letters.

    Args:
        known: the texts that tell how rare a word or theme is, in any order: all recommendations of a build.
    """

    def __init__(self, known: Iterable[Ask]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for one in known:
            counts.update({*stems_of(one.text), *_marked(one.themes)})
            total += 1
        total += _OTHERS
        self._rarity = {term: log((1 + total) / (1 + count)) for term, count in counts.items()}
        self._unseen = log(1 + total)
        self._vectors: dict[Ask, Mapping[str, float]] = {}

    def vector(self, one: Ask) -> Mapping[str, float]:
        """The weight of each stem and theme of a text; themes begin with "theme:"."""
        if len(self._vectors) >= _KEPT:
            self._vectors.clear()
        if one not in self._vectors:
            words = {stem: self._rarity.get(stem, self._unseen) * (1 + log(n)) for stem, n in _counts(one.text).items()}
            themes = {theme: _THEME * self._rarity.get(theme, self._unseen) for theme in _marked(one.themes)}
            self._vectors[one] = words | themes
        return self._vectors[one]

    def likeness(self, one: Ask, other: Ask) -> Likeness:
        """How alike two texts are. Whether they are about the same matter is not told: `kg.graph.asked_again` does."""
        first, second = self.vector(one), self.vector(other)
        shared = first.keys() & second.keys()
        words = shared_words(one.text, other.text)
        themes = tuple(sorted({*one.themes} & {*other.themes}))
        return Likeness(_mixed(first, second, shared), words, themes)

    def weight_of_shared(self, one: Ask, other: Ask) -> tuple[float, float]:
        """(What both have, the share of `other` that this is): how much of `other` a text speaks of."""
        first, second = self.vector(one), self.vector(other)
        both = sum(second[term] for term in sorted(first.keys() & second.keys()))
        everything = sum(second[term] for term in sorted(second))
        return both, both / everything if everything else 0.0


def same_scope(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of themes are about one matter: they share a theme that says something, and where that only
    tells how work is done, several such, or also whom it is with (or neither says whom)."""
    first, second = set(one) - BROAD, set(other) - BROAD
    shared = first & second
    if not shared:
        return False
    if not shared <= GENERAL or len(shared) >= _SEVERAL:
        return True
    scopes, others = first & SCOPES, second & SCOPES
    return bool(scopes & others) or not (scopes or others)


def telling(themes: Iterable[str]) -> frozenset[str]:
    """The themes that say what is asked for: not those of nearly everything, nor of how work is done."""
    return frozenset(themes) - BROAD - GENERAL


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words that tell a text from others."""
    return frozenset(_counts(text))


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """The words of the first text whose stems the second has, as written in small letters, in their order."""
    stems = stems_of(other)
    found: dict[str, str] = {}
    for word in _words(one):
        if (one_stem := stem(word)) in stems:
            found.setdefault(one_stem, word)
    return tuple(found.values())


def _mixed(first: Mapping[str, float], second: Mapping[str, float], shared: Iterable[str]) -> float:
    """Cosine and overlap of two vectors with weights above 0."""
    terms = sorted(shared)  # sums in one order give one result
    if not terms:
        return 0.0
    lengths = sqrt(_squares(first) * _squares(second))
    cosine = sum(first[term] * second[term] for term in terms) / lengths
    shorter = min(_sum(first), _sum(second))
    overlap = sum(min(first[term], second[term]) for term in terms) / shorter
    return min(1.0, round((1 - _OVERLAP) * cosine + _OVERLAP * overlap, 4))


def _squares(vector: Mapping[str, float]) -> float:
    return sum(vector[term] ** 2 for term in sorted(vector))


def _sum(vector: Mapping[str, float]) -> float:
    return sum(vector[term] for term in sorted(vector))


def _marked(themes: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"theme:{theme}" for theme in sorted(set(themes) - BROAD))


@lru_cache(maxsize=50_000)
def _counts(text: str) -> Mapping[str, int]:
    return Counter(stem(word) for word in _words(text))


def without_references(text: str) -> str:
    """A text without its references to paragraphs and outcomes."""
    return _REFERENCE.sub(" ", text)


def _words(text: str) -> list[str]:
    found = _WORD.findall(without_references(text).lower())
    return [word for word in found if len(word) >= _SHORTEST and word not in _SAID_ALWAYS]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, so that "recording" and "records" agree; never fewer than four letters."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)[:_STEM]
    return word[:_STEM]
