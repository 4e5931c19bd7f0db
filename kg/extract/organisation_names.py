"""Where a name of a body begins: reading to the left from what it ends in ("board", "panel", "team", "hub")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.even import Even, PhraseFinder
from kg.extract.organisation_words import (
    AUTHORITIES,
    CAPITAL,
    COMPLETE,
    COUNCILS,
    GROUPS,
    KINDS,
    LINKS,
    NO_ENDINGS,
    NO_NAMES,
    OPENERS,
    OWNERS,
    PARTNERSHIPS,
    PLACES,
    PLURAL,
    STRONG,
    WEAK,
)

_FARTHEST = 110
_LONGEST = 10
_BOROUGH = re.compile(
    r"(?:London|Royal)\sBorough\sof\s[A-Z][\w'-]+(?:\s(?:Hamlets|Forest)\b)?(?:\s(?:and|upon)\s[A-Z][\w'-]+)*"
)
_PURPOSE = re.compile(
    r"\sfor\s(?!(?:consideration|analysis|discussion|review|approval|information|decision|advice|support|action)\b)[a-z]+(?:\sand\s[a-z]+)?"
)
_SUPPORT = re.compile(r"\s(?:Service|Team|Hub|Unit)\b")
_ENDS_SENTENCE = ".!?:;•◼▪"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: where it stands, what kind of body it ends in, and whose it is said to be ("" where not said).

    `proper`: it holds a capital that is not the beginning of a sentence.
    """

    start: int
    end: int
    kind: str
    owner: str = ""
    proper: bool = False


@cache
def _heads() -> PhraseFinder[str]:
    return PhraseFinder((head, head) for head in KINDS)


def names(searched: Even) -> list[Named]:
    """The names of bodies in a text, by place; where two overlap, the one that ends later."""
    found: list[Named] = []
    for start, end, head in _heads().find(searched):
        name = _name(searched, start, end, head)
        if not name:
            continue
        while found and found[-1].end > name.start:
            found.pop()
        found.append(name)
    return found


def generic(searched: Even, start: int, end: int) -> bool:
    """Whether the words name a kind of bodies and no body."""
    return " ".join(searched.lower[start:end].replace("'", "").split()).removesuffix("s") in NO_NAMES


def boroughs(searched: Even) -> Iterator[Named]:
    """London boroughs that are named in full ("London Borough of …")."""
    for word in re.finditer("Borough of ", searched.text):
        match = _BOROUGH.match(searched.text, max(0, word.start() - 7)) or _BOROUGH.match(
            searched.text, max(0, word.start() - 6)
        )
        if match:
            yield Named(match.start(), match.end(), "local-authority", proper=True)


def _name(searched: Even, start: int, end: int, head: str) -> Named | None:
    words = _Words(searched, start)
    capital = searched.text[start].isupper()
    plural = searched.lower[start:end] != head and not head.endswith("s")
    if head in CAPITAL and not (capital and words.proper):
        return None
    if plural and head not in PLURAL and (not words.proper or capital or "and" in words.kept):
        return None
    after = _PURPOSE.match(searched.text, end) if head in ("subgroup", "sub group") else None
    if not (after or _is_name(words, head, capital)):
        return None
    after = after or (_SUPPORT.match(searched.text, end) if head == "support" else None)
    kind = _kind(words, head)
    return Named(words.start, after.end() if after else end, kind, words.owner, words.proper)


def _kind(words: _Words, head: str) -> str:
    before = words.kept[-1] if words.kept else ""
    if head == "council":
        young = before in COUNCILS or before in ("justice", "professional", "living")
        return "local-authority" if before in AUTHORITIES or (words.proper_last and not young) else "other"
    if head == "trust" and "nhs" in words.kept:
        return "partner-agency"
    if head == "trust" and not {"children", "childrens"} & set(words.kept):
        return "charity"
    return KINDS[head]


def _is_name(words: _Words, head: str, capital: bool) -> bool:
    kept, before = words.kept, (words.kept[-1] if words.kept else "")
    if head in COMPLETE:
        return True
    if not kept or " ".join((*kept, head)) in NO_NAMES or f"{before} {head}" in NO_ENDINGS:
        return False
    if head == "council":
        return (before in COUNCILS and (before != "care" or "in" in kept)) or (words.proper and capital)
    if head == "agency" and before == "multi":
        return False
    if head == "group" and not (before in GROUPS or (capital and words.proper_last)):
        return False
    if head == "partnership" and not (before in PARTNERSHIPS or (capital and words.proper_last)):
        return False
    if capital and words.proper:
        return True
    return any(word in STRONG for word in kept) or (words.proper and any(w in STRONG or w in WEAK for w in kept))


class _Words:
    """The words before a name's last one that belong to it.

    Attributes:
        start: where the first of them begins; the last word's own place where there is none.
        kept: the words, small, without apostrophes.
        owner: whose body it is, from a possessive before the name.
        proper: one of them has a capital that is no sentence's beginning; `proper_last`: the last of them has.
    """

    def __init__(self, searched: Even, end: int) -> None:
        self.start = end
        self.kept: list[str] = []
        self.owner = ""
        self.proper = self.proper_last = self._last_capital = False
        window = searched.lower[max(0, end - _FARTHEST) : end]
        if not window.endswith(" "):
            return
        self._read(searched, window[:-1].split(" "), end - 1)
        while self.kept and self.kept[0] in LINKS:
            self._drop(searched)

    def _read(self, searched: Even, tokens: list[str], at: int) -> None:
        """Take words from the last to the first, as long as they belong to the name."""
        for token in reversed(tokens[-_LONGEST:]):
            first = at - len(token)
            quoted = token.startswith("'")
            word = token.replace("'", "")
            if not (word.isalnum() or word == "&") or not self._belongs(searched, token, word, first + quoted):
                return
            self.kept.insert(0, word)
            self.start = first + quoted
            at = first - 1
            if quoted:
                return

    def _belongs(self, searched: Even, token: str, word: str, first: int) -> bool:
        capital = searched.text[first].isupper()
        known = word in STRONG or word in WEAK
        if word in LINKS and not capital:
            return bool(self.kept) and self.kept[0] not in LINKS and (word != "on" or self._last_capital)
        if word in KINDS and self.kept and self.kept[0] in LINKS:
            return False
        if not known and token.endswith(("'s", "s'")):
            owner = token.removesuffix("'").removesuffix("'s")
            if owner in OWNERS or capital:
                self.owner = searched.text[first : first + len(owner)]
                return False
        if not capital:
            return known and not self.proper
        if word in OPENERS:
            return False
        initials = len(word) > 1 and searched.text[first : first + len(word)].isupper()
        hyphen = searched.text[first + len(token) : first + len(token) + 1] == "-"
        opens = not initials and not hyphen and _begins_sentence(searched, first)
        if opens and self.kept and self.kept[0] in LINKS - {"and", "&"} and word not in PLACES:
            return False
        if not opens:
            self.proper_last = self.proper_last or not self.kept
            self.proper = True
        self._last_capital = True
        return self.proper or known

    def _drop(self, searched: Even) -> None:
        self.start += len(self.kept.pop(0)) + 1
        while searched.text[self.start] in " '":
            self.start += 1


def _begins_sentence(searched: Even, first: int) -> bool:
    before = searched.text[max(0, first - 3) : first].rstrip(" \"'(")
    return not before or before[-1] in _ENDS_SENTENCE or before[-1].isdigit()
