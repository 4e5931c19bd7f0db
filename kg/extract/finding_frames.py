"""In running text, which sentences report what the inspectorate found: those that say so, and the report's own words.

What a council or a journalist says on their own account is no finding: nor are the words of those whom a piece quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SOURCE = (
    r"(?:Ofsted|HMI|inspectors?|inspectorate|inspection|re-?inspection|watchdog|(?:focus(?:s?ed)?\s+|monitoring\s+)?visit|report|letter|feedback"
    r"|findings|judge?ments?)"
)
_VERB = (
    r"(?:said|says|say|saying|found|finds|noted|notes|highlight(?:ed|s)|prais(?:ed|es|ing)|criticis(?:ed|es|ing)|flagged|identified|identifies"
    r"|point(?:ed|s)|recognis(?:ed|es)|report(?:ed|s)|rated|judged|ruled|marked|describ(?:ed|es)|warn(?:ed|s)|rais(?:ed|es)|conclud(?:ed|es)"
    r"|commend(?:ed|s)|list(?:ed|s)|stat(?:ed|es)|advised|recommend(?:ed|s)|reveal(?:ed|s)|show(?:ed|s)|observed|acknowledg(?:ed|es)"
    r"|add(?:ed|s)|saw|felt|concerned|impressed|calls?|called|told|hailed|slammed|celebrat(?:ed|es))"
)
_FRAME = re.compile(
    rf"\b{_SOURCE}\b[^.;]{{0,160}}?\b{_VERB}\b|\b{_VERB}\s+(?:\w+\s+){{0,3}}?by\s+(?:the\s+)?{_SOURCE}\b"
    rf"|\baccording\s+to\s+(?:the\s+|its\s+)?(?:\w+\s+)?{_SOURCE}\b|\b{_SOURCE}\s+(?:\w+\s+){{0,3}}?(?:was|were|is)\s+(?:\w+\s+)?positive"
    r"|\b(?:was|were|is|are|been|being)\s+(?:also\s+)?(?:said|described|praised|criticised|flagged|noted|highlighted|judged|rated|ruled|raised"
    r"|identified|deemed|graded|marked|commended|found)\b|\b(?:down|up)graded\b",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    rf"(?:They|It|The\s+team|There)\s+(?:also\s+|further\s+|was\s+also\s+|were\s+also\s+)?(?:{_VERB})\b|The\s+response\s",
    re.IGNORECASE,
)
_REPORTS_WORDS = re.compile(rf"\b(?:{_SOURCE}|they|it)\b[^.”\"]{{0,60}}\b{_VERB}\b[^.”\"]{{0,30}}$", re.IGNORECASE)
_TAG_AFTER = re.compile(rf"[”\"],?\s*(?:the\s+)?{_SOURCE}\s+{_VERB}", re.IGNORECASE)
_SPOKEN = 0.6


def voices(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether the report speaks) of the words in double quote marks; a speech that goes on in the next
    paragraph has its mark repeated there and closed only at its end."""
    still_open = False
    reported = False
    for start, end in pieces:
        at = start
        while (opening := _find(text, '“"', at, end)) >= 0:
            if not (still_open and not text[start:opening].strip()):
                reported = bool(_REPORTS_WORDS.search(text, max(start, opening - 120), opening))
            closing = _find(text, '”"', opening + 1, end)
            still_open = closing < 0
            stop = end if closing < 0 else closing + 1
            yield opening, stop, reported or (closing >= 0 and bool(_TAG_AFTER.match(text, closing, end)))
            at = stop


def _find(text: str, marks: str, start: int, end: int) -> int:
    places = [place for mark in marks if (place := text.find(mark, start, end)) >= 0]
    return min(places, default=-1)


def reports(text: str, start: int, end: int, spoken: Sequence[tuple[int, int, bool]], before: bool) -> bool:
    """Does a sentence report what was found? `before`: the sentence before it does."""
    inside = [(min(end, b) - max(start, a), own) for a, b, own in spoken if a < end and start < b]
    if any(length > _SPOKEN * (end - start) for length, _ in inside):
        return any(own for length, own in inside if length > _SPOKEN * (end - start))
    return bool(_FRAME.search(text, start, end)) or (before and bool(_CARRIED.match(text, start, end)))
