"""What organisations did, are doing, plan or promise: one fact for each sentence that says so (`kg.extract.action_words`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from kg.extract.action_due import due_in
from kg.extract.action_words import RULES, WHO, Rule
from kg.extract.even import Even, PhraseFinder, even
from kg.extract.patterns import sentences
from kg.extract.prose import Pieces, Places, prose_pieces
from kg.model import Action, Document, Span
from kg.vocabulary import Lexicon

_BOARD = "Local Safeguarding Children Board"
_BEFORE = 170
_LONGEST = 420
_JOINT = re.compile(r",\s(?:and|but|with|which|although|while|so)\s|;\s|\s(?:but|although|while|whereas)\s|\s-\s|:\s")
_TURN = re.compile(r",?\s(?:but|although|however|whereas)\s(?:it|this|these|the|they|there|has|is|not)\b|;\s")
_BOARDS = re.compile(
    r"\b(?:LSCB|[A-Z]{1,2}SCB|LSCP|safeguarding\spartnership|[Tt]he\sboard|[Ss]afeguarding\s[Cc]hildren'?s?\s[Bb]oard)\b"
)
_COMMITTEE = re.compile(r"\b(?P<name>(?:[A-Za-z]+\s){0,7}(?:committee|panel))\b")
_ABSENT = re.compile(r"\b(?:no|not|without|lack\w*|absence|insufficient\w*|weakness\w*|fail\w*|nor)\b[^,;.]{0,45}$")
_NOT_THERE = re.compile(
    r"[^.;]{0,70}\b(?:is|are|was|were)\snot\s(?:yet\s)?(?:in\splace|sufficient|clear|robust|effective|available)"
)
_REPORTED = re.compile(r"\b(?:Ofsted|[Ii]nspectors?|HMI)\s(?:will|plans?|intends?|has|have|is|are)\b")


def actions(
    document: Document,
    lexicon: Lexicon,  # noqa: ARG001 - as every extractor has
    actor: str,
    pieces: Pieces | None = None,
    issued: str = "",
) -> tuple[Action, ...]:
    """One fact for each sentence in which an organisation is said to act, in the order of the text.

    Args:
        actor: who acts where it is the council, its managers, or nobody is named ("" for the body that the document is about).
        pieces: where to look; the running text without lists of recommendations where it is not given.
        issued: the ISO day on which the document came out, for "next month" and a month without its year; "" if unknown.
    """
    searched = even(document.text)
    places = Places(pieces if pieces is not None else prose_pieces(document))
    found: list[Action] = []
    for _, of_sentence in groupby(_hits(searched, places), key=lambda hit: hit.start):
        hits = list(of_sentence)
        hit = next((one for one in hits if one.rule.state != "done"), hits[0])  # what is to come says more
        start, end = _clause(searched.text, hit)
        found.append(_fact(searched, Span(start, end), hit.rule.state, actor, issued))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A rule's words at `at` in the sentence from `start` to `end`."""

    at: int
    start: int
    end: int
    rule: Rule


@cache
def _finder() -> PhraseFinder[tuple[Rule, ...]]:
    by_words: dict[str, list[Rule]] = {}
    for rule in RULES:
        for words in rule.words:
            by_words.setdefault(words, []).append(rule)
    return PhraseFinder((words, tuple(rules)) for words, rules in by_words.items())


def _hits(searched: Even, places: Places) -> Iterator[_Hit]:
    text = searched.text
    for start, end, rules in _finder().find(searched):
        following = [rule for rule in rules if rule.after.match(text, end)]
        piece = places.piece(start, end) if following else None
        if not piece:
            continue
        first, last = _sentence(text, piece, start)
        rule = next((r for r in following if _fits(text, max(first, start - _BEFORE), start, r)), None)
        if rule:
            yield _Hit(start, first, last, rule)


def _fits(text: str, low: int, start: int, rule: Rule) -> bool:
    window = text[low:start]
    if not rule.before.search(window) or rule.never.search(window) or _ABSENT.search(window):
        return False
    absent = rule.state == "planned" and _NOT_THERE.match(text, start)
    return not (absent or _REPORTED.search(text, max(low, start - 40), start + 12))


def _sentence(text: str, piece: tuple[int, int], at: int) -> tuple[int, int]:
    """The sentence around `at`, looked for near it so that long pieces cost little."""
    low = max(piece[0], text.rfind(". ", piece[0], max(piece[0], at - 500)) + 1)
    high = min(piece[1], at + 900)
    for start, end in sentences(text, low, high):
        if start <= at < end:
            return start, end
    return piece[0], min(piece[1], piece[0] + _LONGEST)


def _clause(text: str, hit: _Hit) -> tuple[int, int]:
    """The part of the sentence that says what is done: from the clause that the words stand in."""
    start, end = hit.start, hit.end
    for joint in _JOINT.finditer(text, hit.start, hit.at):
        rest = text[joint.end() : hit.at]
        if re.search(rf"\b{WHO}\b|\bplan\b", rest + text[hit.at : hit.at + 5]) or len(rest.split()) >= 4:
            start = joint.end()
    turn = _TURN.search(text, hit.at, end)
    if turn and turn.start() - start > 40:
        end = turn.start()
    return start, min(end, start + _LONGEST)


def _fact(searched: Even, span: Span, state: str, actor: str, issued: str) -> Action:
    words = " ".join(searched.text[span.start : span.end].split())
    return Action(
        evidence=(span,),
        confidence=0.75,
        extractor="actions",
        actor=_actor(words, actor),
        text=words.rstrip(" .,;"),
        due=due_in(words, issued) if state != "done" else "",
        state=state,
    )


def _actor(words: str, actor: str) -> str:
    """Who acts, by the words: the safeguarding board, a committee, else `actor`."""
    head = words[:110]
    if _BOARDS.search(head):
        return _BOARD
    committee = re.search(r"[Mm]embers\sof\s(?:the\s)?" + _COMMITTEE.pattern, head)
    return committee["name"] if committee else actor
