"""When a piece that prints no date says that the inspectorate's report came out, told from its own day: "yesterday",
"last week". Once the report is known, its day tells the piece's (`kg.resolve.undated`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.mentions import Mentions, Sentence
from kg.extract.numbers import NUMBER
from kg.extract.patterns import MONTH
from kg.model import ToldPublication

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = (
    rf"(?P<when>(?:earlier\s+|late\s+|later\s+)?(?:today|yesterday|this\s+(?:morning|afternoon)|(?:this|last)\s+(?:week|month|year)"
    rf"|(?:on|last|this)\s+{_WEEKDAY}|(?:{NUMBER}|a)\s+(?:days?|weeks?|fortnight|months?)\s+ago))\b(?![’']s)"
)
_OF = rf"(?P<when>(?:today|yesterday|{_WEEKDAY}|(?:this|last)\s+(?:week|month)))[’']s"
_REPORT = r"\b(?:report|findings|verdict|letter|judge?ment|results?)\b"
_OUT = r"\b(?:published|released|issued|unveiled|came\s+out|made\s+public)\b"
_WHO = r"\b(?:Ofsted|inspectors|inspectorate|watchdog|regulator)\b"
_WAYS = (
    rf"{_REPORT}[^.;“”\"]{{0,50}}?{_OUT}(?P<gap>[^.;“”\"]{{0,30}}?)\s{_WHEN}",
    rf"{_REPORT}[^.;“”\"]{{0,30}}?\s{_WHEN}(?P<gap>)\s+{_OUT}",
    rf"{_OUT}(?P<gap>(?:\s+by\s+[\w’'-]+)?)\s{_WHEN}[^.;“”\"]{{0,40}}?{_REPORT}",
    rf"{_WHO}\s+(?:has\s+|have\s+)?{_WHEN}(?P<gap>\s+)(?:published|released|issued)[^.;“”\"]{{0,50}}?{_REPORT}",
    rf"{_WHO}(?P<gap>(?:\s+has|\s+have)?)\s+(?:published|released|issued)[^.;“”\"]{{0,60}}?{_REPORT}[^.;“”\"]{{0,30}}?\s{_WHEN}",
    rf"{_REPORT}(?P<gap>\s+(?:is\s+|was\s+)?out)\s{_WHEN}",
    rf"\b{_OF}(?P<gap>)\s+(?:[\w’'-]+\s+){{0,3}}?{_REPORT}",
    rf"\b(?:in|by)\s+(?:a|the|its)\s+(?:[\w’'-]+\s+){{0,2}}?report(?P<gap>)\s+{_WHEN}",
)
_HINTS = ("today", "yesterday", "this ", "last ", "day", " ago")
_INSPECTION = re.compile(r"\bOfsted|\binspect|\bwatchdog\b|\bregulator\b", re.IGNORECASE)
_OTHER_REPORT = re.compile(
    r"\b(?:cabinet|committee|scrutiny|annual|budget|review|CQC|Care\s+Quality|ombudsman|peer|police|schools?|interim|previous|earlier"
    rf"|improvement\s+plan|action\s+plan|consultant|first)\s+(?:[\w’'-]+\s+){{0,2}}?{_REPORT}|{_REPORT}\s+to\s+(?:the\s+)?(?:cabinet|council|committee)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:will|would|to|should|must|due|expected|may|not|before|until)\b(?:\s+\w+)?\s+(?:be\s+)?$", re.IGNORECASE
)
_ANOTHER_EVENT = re.compile(
    r"\b(?:after|following|since|before|into|about|visit\w*|inspect(?:ed|ing|ions?)|who|which|when|as|and|on\s+the|for)\b",
    re.IGNORECASE,
)
_OTHER_YEAR = re.compile(rf"\b(?:{MONTH}|spring|summer|autumn|winter|Easter|Christmas)\s+(?:of\s+)?$", re.IGNORECASE)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("The report, published yesterday, says that Ofsted saw progress.", "yesterday"),
    ("An Ofsted report published by the inspectorate last week calls it good.", "last week"),
    ("Ofsted has today published its report on the county.", "today"),
    ("Ofsted published its inspection report on Tuesday.", "on tuesday"),
    ("Last week’s damning Ofsted report has shaken the council.", "last week"),
    ("Inspectors said in a report this week that care leavers do well.", "this week"),
    ("Published today by Ofsted, the report names six areas.", "today"),
    ("The Ofsted report came out three weeks ago.", "three weeks ago"),
    ("Ofsted’s report will be published next week.", ""),
    ("Ofsted’s report will be published this week.", ""),
    ("The Ofsted report was published after inspectors visited last month.", ""),
    ("Ofsted’s report was published in June last year.", ""),
    ("A cabinet report published last week says that Ofsted is right.", ""),
    ("Inspectors visited last week and published nothing.", ""),
)
"""Sentences, and when they say that the inspectorate's report came out; "" where they do not."""


def told_publication(mentions: Mentions, found: Sequence[Sentence]) -> ToldPublication | None:
    """The first sentence that tells when the report of the piece's main inspection came out; None where none does, or
    where the first two that do tell different times."""
    if mentions.by_key[mentions.main].status != "done":
        return None
    told: ToldPublication | None = None
    before = ""
    for sentence in found:
        text = sentence.flat.text
        for start, end, when in _said(text, before):
            key = mentions.key_near(sentence, body=mentions.body) or mentions.main
            whose = mentions.body_at(sentence, sentence.start)
            if key != mentions.main or whose != mentions.body:
                continue
            if told and told.when != when:
                return None
            told = told or ToldPublication(mentions.main, when, sentence.flat.span(start, end))
        before = text
    return told


def said_when(text: str) -> str:
    """When a sentence says that the inspectorate's report came out, in small letters; "" where it does not."""
    return next((when for _, _, when in _said(text, "")), "")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(way, re.IGNORECASE) for way in _WAYS)  # when they are needed: they take their time


def _said(text: str, before: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, when) of each time told."""
    if not any(hint in text.lower() for hint in _HINTS) or not _INSPECTION.search(f"{before} {text}"):
        return
    if _OTHER_REPORT.search(text):
        return
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if _holds(text, match):
                yield match.start(), match.end(), " ".join(match["when"].lower().split())
                return


def _holds(text: str, match: re.Match[str]) -> bool:
    out = re.search(_OUT, match.group(), re.IGNORECASE)
    at = match.start() + out.start() if out else match.start()
    return not (
        _ANOTHER_EVENT.search(match["gap"])
        or _NOT_YET.search(text[max(0, at - 30) : at])
        or _OTHER_YEAR.search(text[: match.start("when")])
    )
