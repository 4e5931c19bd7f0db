"""Bodies that a text names by what they do: "provided by Haven", "Haven, the council's commissioned service for …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.even import Even
from kg.extract.organisation_names import Named
from kg.extract.organisation_words import OPENERS

_PROPER = r"(?:[A-Z][\w'&-]*|[A-Z]{2,})(?:\s(?:(?:for|of|and|the|&)\s){0,2}(?:[A-Z][\w'&-]*)){0,4}"
_BY = (
    "provided by ",
    "delivered by ",
    "commissioned from ",
    "commissioned through ",
    "run by ",
    "charity called ",
    "charity, ",
)
_NAME = re.compile(rf"(?:the\s)?(?:(?:national\s|local\s|children's\s)*charity,?\s)?(?P<name>{_PROPER})")
_CALLED = re.compile(
    r"(?:the|an?)\s(?:[\w'-]+\s){0,7}?(?P<kind>service|charity|organisation|provider|company|trust|agency)\b(?![-'])"
)
_BEFORE = re.compile(rf"(?P<name>{_PROPER})$")
_KINDS = {"charity": "charity", "trust": "charity", "organisation": "service-provider"}
_NOT = re.compile(
    r"(?:The|This|These|In|At|For|A|An|He|She|They|It|As|However|Ofsted|Inspectors|Since|While|Although|Children|Care|Social|Work"
    r"|Senior|Staff|Young|Leaders|Managers|Support|Early|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|IROs?|PAs|DfE|LSCB|DCS|MASH|CAMHS|Consequently|Additionally|[A-Z]{2,}s)\b"
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("a service provided by Haven for Families since May", "Haven for Families"),
    ("advocacy, commissioned from the charity Lantern, is good", "Lantern"),
    ("Stepping Stones, the council's commissioned counselling service, is valued", "Stepping Stones"),
    ("training provided by managers", ""),
    ("In Norwich, the service is good", ""),
)


def named_providers(searched: Even) -> Iterator[Named]:
    """Bodies that are named as providers, in no order."""
    text = searched.text
    for words in _BY:
        at = text.find(words)
        while at >= 0:
            match = _NAME.match(text, at + len(words))
            if match and not _NOT.match(match["name"]):
                yield Named(match.start("name"), match.end("name"), "service-provider", proper=True)
            at = text.find(words, at + len(words))
    for article in (", the ", ", a ", ", an "):
        yield from _appositions(text, article)


def _appositions(text: str, article: str) -> Iterator[Named]:
    at = text.find(article)
    while at >= 0:
        # Most commas follow a small word: look at its first letter before any pattern.
        word = text.rfind(" ", max(0, at - 25), at)
        if word >= 0 and text[word + 1].isupper():
            called, name = _CALLED.match(text, at + 2), _BEFORE.search(text, max(0, at - 50), at)
            first = _first_word(name) if name else 0
            if called and name and first < name.end() and not _NOT.match(text, first) and not _placed(text, first):
                yield Named(first, name.end(), _KINDS.get(called["kind"], "service-provider"), proper=True)
        at = text.find(article, at + 3)


def _first_word(name: re.Match[str]) -> int:
    """Where a name begins after the words that only open a sentence."""
    opener = re.match(r"[A-Za-z]+", name["name"])
    skip = opener and opener.group().lower() in OPENERS
    return name.start("name") + (opener.end() + 1 if opener and skip else 0)


def _placed(text: str, first: int) -> bool:
    """Whether the name stands after a preposition ("In Norwich, the service"): then it is where, not who."""
    before = text[max(0, first - 6) : first].split()
    return bool(before) and before[-1].lower() in ("in", "at", "for", "from", "to", "since", "by")
