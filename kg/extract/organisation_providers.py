"""Bodies that a text names by what they do: "provided by Haven", "Haven, the council's commissioned service for …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from kg.extract.even import Even
from kg.extract.organisation_names import Named
from kg.extract.organisation_words import OPENERS

_PROPER = r"(?:[A-Z][\w'&-]*|[A-Z]{2,})(?:\s(?:(?:for|of|and|the|&)\s){0,2}(?:[A-Z][\w'&-]*)){0,4}"
_ARTICLES = (", the ", ", a ", ", an ")
_BY = (
    "provided by ", "delivered by ", "commissioned from ", "commissioned through ", "run by ", "charity called ", "charity, ",
)  # fmt: skip
_SIGNS = AhoCorasick([*_ARTICLES, *_BY])
_NAME = re.compile(rf"(?:the\s)?(?:(?:national\s|local\s|children's\s)*charity,?\s)?(?P<name>{_PROPER})")
_CALLED = re.compile(
    r"(?:the|an?)\s(?:[\w'-]+\s){0,7}?(?P<kind>service|charity|organisation|provider|company|trust|agency)\b(?![-'])"
)
_BEFORE = re.compile(rf"(?P<name>{_PROPER})$")
_KINDS = {"charity": "charity", "trust": "charity", "organisation": "service-provider"}
_NOT = re.compile(
    r"(?:The|This|These|In|At|For|A|An|He|She|They|It|As|However|Ofsted|Inspectors|Since|While|Although|Children|Care|Social|Work"
    r"|Senior|Staff|Young|Leaders|Managers|Support|Early|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|IROs?|PAs|DfE|LSCB|DCS|MASH|CAMHS|Consequently|Additionally|Nonetheless|Nevertheless|Furthermore|Overall|Board|Council|Chief|Director|Chair"
    r"|[A-Z]{2,}s|[A-Z]{2,5}(?:'s)?$)\b"
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("a service provided by Haven for Families since May", "Haven for Families"),
    ("advocacy, commissioned from the charity Lantern, is good", "Lantern"),
    ("Stepping Stones, the council's commissioned counselling service, is valued", "Stepping Stones"),
    ("training provided by managers", ""),
    ("In Norwich, the service is good", ""),
)


def named_providers(searched: Even) -> Iterator[Named]:
    """Bodies that are named as providers, by place."""
    text = searched.text
    for number, start, end in _SIGNS.find_matches_as_indexes(text):
        named = _apposition(text, start) if number < len(_ARTICLES) else _provider(text, end)
        if named:
            yield named


def _provider(text: str, at: int) -> Named | None:
    """The body that is named right at `at`, after "provided by"."""
    match = _NAME.match(text, at)
    if not match or _NOT.match(match["name"]):
        return None
    return Named(match.start("name"), match.end("name"), "service-provider", proper=True)


def _apposition(text: str, at: int) -> Named | None:
    """The body before the comma at `at`, where what follows says that it is a service, charity or other provider."""
    # Most commas follow a small word: look at its first letter before any pattern.
    word = text.rfind(" ", max(0, at - 25), at)
    if word < 0 or not text[word + 1].isupper():
        return None
    called, name = _CALLED.match(text, at + 2), _BEFORE.search(text, max(0, at - 50), at)
    first = _first_word(name) if name else 0
    if not called or not name or first >= name.end() or _NOT.match(text, first) or _placed(text, first):
        return None
    return Named(first, name.end(), _KINDS.get(called["kind"], "service-provider"), proper=True)


def _first_word(name: re.Match[str]) -> int:
    """Where a name begins after the words that only open a sentence."""
    opener = re.match(r"[A-Za-z]+", name["name"])
    skip = opener and opener.group().lower() in OPENERS
    return name.start("name") + (opener.end() + 1 if opener and skip else 0)


def _placed(text: str, first: int) -> bool:
    """Whether the name stands after a preposition ("In Norwich, the service"): then it is where, not who."""
    before = text[max(0, first - 6) : first].split()
    return bool(before) and before[-1].lower() in ("in", "at", "for", "from", "to", "since", "by")
