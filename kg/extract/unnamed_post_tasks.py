"""Posts for one task that a text names without their holder: "a dedicated … worker", "eight principal … practitioners"."""

from __future__ import annotations

import re

from kg.extract.even import Even
from kg.extract.numbers import NUMBER, number_of
from kg.extract.organisation_words import STRONG
from kg.extract.unnamed_post_words import BEFORE, COMMON, DEDICATED, DETERMINERS, TASKS, FoundPost

BASED = re.compile(
    r"\s(?:who\s(?:is|are)\s)?(?:co-)?(?:based|located)\s(?:in|within)\sthe\s"
    r"(?P<where>[A-Z]{3,6}|[a-z-]+(?:\s[a-z-]+){0,2}\s(?:hub|team|school))\b"
)
"""Where a post is said to be based."""
_COUNTED = re.compile(rf"(?P<count>{NUMBER})$", re.IGNORECASE)
_FARTHEST = 90
_CROWD = 100
_KNOWN = STRONG | COMMON | DEDICATED | BEFORE | TASKS


def task_post(searched: Even, start: int, end: int, head: str) -> FoundPost | None:
    """A post for one task: "a dedicated … worker", "the … manager", "eight principal … practitioners"."""
    words: list[str] = []
    first = start
    for token in reversed(searched.lower[max(0, start - _FARTHEST) : start].split(" ")[1:-1]):
        word = token.replace("'", "")
        if not word.isalpha() or word in DETERMINERS or len(words) == 6 or _COUNTED.fullmatch(word):
            break
        if word not in _KNOWN and not searched.text[first - len(token) - 1].isupper():
            break
        words.insert(0, word)
        first -= len(token) + 1
    opener = (searched.lower[max(0, first - 20) : first].split(" ")[-2:-1] or [""])[0]
    telling = [word for word in words if word not in COMMON and word not in DEDICATED and word not in ("and", "or")]
    count = number_of(opener) if _COUNTED.fullmatch(opener) and opener not in ("one", "zero", "0") else 1
    plural = head.removesuffix(" post").endswith("s")
    several = False
    based = BASED.match(searched.text, end)
    if plural:
        several = 1 < count < _CROWD and bool(telling or {"principal", "advanced", "specialist"} & set(words))
    if not (several if plural else count == 1 and _is_post(words, telling, opener, head, bool(based))):
        return None
    title = " ".join(searched.text[first:end].split())
    return FoundPost(first - (len(opener) + 1 if count > 1 else 0), end, title, count=count)


def _is_post(words: list[str], telling: list[str], opener: str, head: str, based: bool) -> bool:
    """Whether the words before one holder's head noun make it a post of its own."""
    if opener not in DETERMINERS - {"and", "as", "by", "this", "both"}:
        return False
    if opener in ("a", "an", "one"):
        dedicated = bool(DEDICATED & set(words)) and bool(telling or head.endswith("post"))
        return dedicated or ((based or head.endswith(" post")) and bool(words))
    return any(word in STRONG for word in telling) and head not in ("worker", "lead", "practitioner")
