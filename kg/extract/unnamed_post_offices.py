"""Offices that a text names without their holder: the head noun, what stands before it, and what it is of or for."""

from __future__ import annotations

import re

from kg.extract.even import Even
from kg.extract.unnamed_post_words import AFTER, BEFORE, DETERMINERS, ENDS, GONE, OF_ONE, FoundPost

_FARTHEST = 90
_LINK = re.compile(r"(?:\s\([A-Za-z]{2,8}\))?(?:,?\s(?:of|for|at)\s|,\s(?=children))")
_ARRANGEMENTS = re.compile(r"\s(?:arrangements?|service|role|function|process|posts?\s(?:are|were|have)|vacanc)")


def office(searched: Even, start: int, end: int, head: str) -> FoundPost | None:
    """An office: its head with what stands before it and what it is of or for."""
    if end - start > len(head):
        return None
    before: list[str] = []
    first = start
    tokens = searched.lower[max(0, start - _FARTHEST) : start].split(" ")[1:-1]
    for token in reversed(tokens):
        if token.replace("'", "").removesuffix("s") not in BEFORE and token.replace("'", "") not in BEFORE:
            break
        before.insert(0, token.replace("'", ""))
        first -= len(token) + 1
    opener = searched.lower[max(0, first - 20) : first].split(" ")[-2:-1]
    if not opener or opener[0] not in DETERMINERS and not _opens(searched, first) or opener[0] in GONE:
        return None
    last = _complement(searched, end)
    plural = head.endswith("directors")
    if head in OF_ONE and last == end and not _told_by(head, before):
        return None
    if (plural and "joint" not in before) or (head == "chair" and not _chairs(before, searched.lower[end:last])):
        return None
    if _ARRANGEMENTS.match(searched.lower, last):
        return None
    title = " ".join(searched.text[first:last].split())
    return FoundPost(first, last, title, coming="incoming" in before, count=2 if plural else 1)


def _opens(searched: Even, first: int) -> bool:
    """Whether the title opens a sentence or an item."""
    before = searched.text[max(0, first - 3) : first].rstrip()
    return not before or before[-1] in ".:;•◼▪-" or (searched.text[first].isupper() and before[-1] not in ",")


def _told_by(head: str, before: list[str]) -> bool:
    if head == "leader":
        return before[-1:] == ["council"]
    if head in ("chair", "business manager"):
        return bool({"lscb", "board", "panel", "independent"} & set(before))
    return head.startswith("director") and bool(
        {"executive", "strategic", "corporate", "city", "assistant"} & set(before)
    )


def _chairs(before: list[str], after: str) -> bool:
    bodies = ("lscb", "board", "panel", "partnership")
    return any(body in before for body in bodies) or any(body in after for body in bodies) or "independent" in before


def _complement(searched: Even, end: int) -> int:
    """End of what an office is of or for."""
    link = _LINK.match(searched.lower, end)
    if not link:
        return end
    last = kept = link.end()
    for token in searched.lower[link.end() : link.end() + 100].split(" "):
        word = token.strip(",").replace("'", "")
        capital = searched.text[kept : kept + 1].isupper()
        if (word not in AFTER and not (capital and word.isalnum())) or not word:
            break
        if word not in ENDS:
            last = kept + len(token.rstrip(","))
        kept += len(token) + 1
        if word == "service":
            break
        if token.endswith(",") and word not in ("children", "childrens", "families", "learning", "people"):
            break
    return last if last > link.end() else end
