"""What a document says became of what earlier inspections asked for: recommendations, areas for improvement, weaknesses
that they named.

A sentence counts where it names what was asked for and the earlier inspection that asked, and tells what became of it,
by a verb ("have been addressed", "remain"), or by how it, or the sentence before that it points back to, judges the
matter. What only the inspectors of today found is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.finding_clauses import clauses
from kg.extract.finding_phrases import Hits, even
from kg.extract.finding_polarity import IMPROVEMENT, STRENGTH, cue_finder
from kg.extract.patterns import sentences
from kg.extract.themes import themes_of
from kg.model import BodyRef, Document, FollowUpStatement, Span
from kg.vocabulary import Lexicon

ALL, MOST, SOME, ONE = "all", "most", "some", "one"
"""Of how many of the earlier requests a sentence speaks."""
_HINT = re.compile(r"recommend|area|identified|noted|raised|highlighted|reported|issue|weakness|shortfall")
_DATED = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s)?(?:19|20)\d\d\b"
)
_VISIT = r"(?:inspections?|visits?)\b"
_EARLIER = re.compile(
    rf"\b(?:last|previous|earlier|prior)\s(?:[\w’'()/-]+\s){{0,6}}?{_VISIT}(?:[^.;]{{0,30}}?\b{_DATED})?"
    rf"|\b(?:focused|monitoring|assurance)\s(?:\w+\s)?visits?\s(?:of\s|in\s){{1,2}}{_DATED}"
    rf"|\binspections?(?:\sreport)?(?:\s\w+){{0,3}}?\s(?:in|of)\s{_DATED}|\b{_DATED}\s(?:[\w’'-]+\s){{0,4}}?inspections?\b"
    rf"|\b(?:that|those)\s{_VISIT}|\b(?:improvement|development)\s(?:in|since)\s{_DATED}|\bprevious\srecommendations?\b",
    re.IGNORECASE,
)
_NOUN = r"(?:issues?|weakness(?:es)?|shortfalls?|deficits?|failings?|(?:poor|unacceptable)\spractice|concerns?)"
_FOUND = r"(?:identified|noted|found|raised|highlighted|reported)"
_ASKED = re.compile(
    r"\brecommend(?:ations?|ed)\b(?!\sin\sthis)"
    r"|\bareas?\s(?:(?:that\s)?(?:were\s)?(?:previously\s)?identified\s(?:as\s)?)?(?:for|of|to|requiring|needing(?:\sto)?)\s(?:further\s)?"
    r"(?:improve(?:ment)?s?|development|poor\sperformance|weakness|concern)\b|\bareas?\sidentified\b"
    rf"|\b{_NOUN}\b(?:\s[\w,]+){{0,3}}?\s(?:{_FOUND}|from)\b"
    rf"|\b(?:was|were)\s(?:also\s|already\s|previously\s)?{_FOUND}\b|\bidentified\sthat\b",
    re.IGNORECASE,
)
_WORDS = ("inspection", "visit", "previous", "improvement", "development")
"""Every way of naming an earlier inspection has one of these (plain words are found many times faster than patterns)."""
_NAMED = re.compile(rf"\b(?:{_FOUND}|from|made|recommend|for\simprovement)", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\(\s*recommendations?\b|\bas\s(?:a\s)?strengths?\b|\bgood\spractice\b|\bserious\s(?:incident|case)\b|\bwas\sjudged\b"
    r"|\bcross-referenced\b|\bregulation\s44\b|\bchildren[’']s\shomes?\sw|\bprior\sto\sthe\sinspection\b",
    re.IGNORECASE,
)
_REACH = 90
_SETTLED = (
    r"(?:address(?:ed|ing)|implement(?:ed|ing|ation)|met|complete[d]?|act(?:ed|ing)\s(?:up)?on|actioned|resolved|achieved|tackl(?:ed|ing)"
    r"|dealt\swith|rectified|remedied|overcome)"
)
_BETTER = r"(?:strengthened|enhanced|improved)"
_DONE = re.compile(rf"(?<!about\s)\b{_SETTLED}\b", re.IGNORECASE)
_GAINED = re.compile(rf"\b{_BETTER}\b", re.IGNORECASE)
_PROGRESS = re.compile(
    r"\bprogress(?:ed)?\b|\bresponded\sto\b|\bfocus(?:s)?ed\son\b|\blargely\b|\bpart(?:ly|ially)\b|\bfurther\sinput\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    rf"\b(?:not|never)\b(?:\s\w+){{0,4}}?\s(?:{_SETTLED}|{_BETTER}|progressed|acted|done|enough|seen)\b"
    r"|\b(?:failed|slow|yet)\sto\s(?:be\s)?\w+|\btoo\sslow\b|\bremains?\b|\bstill\b|\bpersist|\bnobody\b|\bdeteriorat|\bdeclined\b|\btaken\stoo\slong\b"
    r"|\bcontinu(?:es?|ing)\s(?:to|concern|weakness)\b"
    r"|\b(?:little|insufficient|limited|no|not\senough)\s(?:\w+\s)?(?:progress|pace)(?:\s(?:in|on|with)\s\w+ing)?\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(r"\bnot\sall\b", re.IGNORECASE)
_NOT_FULLY = re.compile(
    r"\bnot\s(?:\w+\s)?(?:fully|adequately|entirely|consistently)\b|\btaken\stoo\slong\b|\bbut\snot\sall\b",
    re.IGNORECASE,
)
_REQUESTS = r"(?:recommendations|areas|issues|weaknesses|shortfalls|deficits|failings)"
_OF = r"(?:\sof)?(?:\s(?:the|these|those|other|key|significant|serious))*\s"
_MOST = re.compile(rf"\b(?:most|majority|almost\sall|nearly\sall)(?:\s[\w’'-]+){{0,4}}?\s{_REQUESTS}\b", re.IGNORECASE)
_SOME = re.compile(rf"\b(?:some|several|many|a\snumber)(?:\s[\w’'-]+){{0,4}}?\s{_REQUESTS}\b", re.IGNORECASE)
_ALL = re.compile(
    rf"\ball{_OF}{_REQUESTS}\b(?!\sof\spractice)|\bthe\s(?:two|three|four|five|six)\s{_REQUESTS}\b", re.IGNORECASE
)
_PLURAL = re.compile(rf"\b{_REQUESTS}\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:However,\s)?(?:This|These|Both|It)\b", re.IGNORECASE)
_ABOUT_THEN = re.compile(
    r"(?:At|In|During)\s(?:the|its|their)\s(?:last|previous|earlier)\b|.*\b(?:identified|recommended)\sthat\b"
    r"|.*\b(?:was|were)\s(?:\w+\s)?identified\s(?:at|in|during|by)\b[^,;]*\bas\san?\s(?:area|issue|concern|weakness)[^,;]*$",
    re.IGNORECASE,
)
"""A sentence that only tells what was asked for then: the next one tells what became of it."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAST = re.compile("last |previous ", re.IGNORECASE)
_DEFAULT_YEAR = re.compile(
    rf"\b(?:last|previous)\s(?:[\w’'()/-]+\s){{0,6}}?inspection(?:\sof[^.;]{{0,60}}?)?,?\s\(?(?:was\s)?(?:in|of)?\s?\(?{_DATED}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement found: its place, its own sentence on one line, and what it tells."""

    start: int
    end: int
    said: str
    outcome: str
    extent: str


EXAMPLES: tuple[tuple[str, str], ...] = (
    ("All recommendations from the previous inspection have been implemented.", "addressed all"),
    ("Not all recommendations from the inspection in 2016 have been achieved.", "partly-addressed some"),
    ("Most of the recommendations made at the last inspection have not been actioned.", "not-addressed most"),
    ("The areas for improvement identified at the focused visit in 2021 have largely been addressed.", "partly-addressed some"),
    ("All areas for improvement identified at the last inspection remain areas for improvement.", "not-addressed all"),
    ("New posts were made, addressing a key recommendation of the last inspection.", "addressed one"),
    ("Visits do not always happen on time, which was a recommendation made at the previous inspection.", "not-addressed one"),
    ("The last inspection was in 2011.", ""),
    ("Drift is an issue (Recommendation) that managers have not addressed since the last inspection.", ""),
    ("Partnership working was identified as a strength at the last inspection.", ""),
    ("Managers act on recommendations from audits.", ""),
)  # fmt: skip
"""Sentences, and what they say: outcome and extent; "" for nothing."""


def follow_up_statements(
    document: Document, lexicon: Lexicon, body: BodyRef, pieces: Iterable[tuple[int, int]], inspection: str
) -> tuple[FollowUpStatement, ...]:
    """Every statement on what became of earlier requests, in order.

    Args:
        pieces: (start, end) of the document's running text.
        inspection: key of the inspection whose report, or which this piece, says so.
    """
    text = document.text
    found: list[_Told] = []
    for piece in pieces:
        if _may_tell(text, *piece):
            found += _in_piece(text, lexicon, list(sentences(text, *piece)))
    usual = _usual_year(text) if found else ""
    return tuple(_fact(document, lexicon, body, inspection, told, usual) for told in found)


def _in_piece(text: str, lexicon: Lexicon, places: Sequence[tuple[int, int]]) -> Iterator[_Told]:
    for at, (start, end) in enumerate(places):
        if not _may_tell(text, start, end):
            continue
        said = " ".join(text[start:end].split())
        if not speaks_of_earlier(said):
            continue
        outcome, extent = told_by(said)
        first, last = start, end
        if _POINTS_BACK.match(said) and at:
            first = places[at - 1][0]
        if not outcome and _ABOUT_THEN.match(said):
            last = places[at + 1][1] if at + 1 < len(places) else end
            outcome = _judged(text, lexicon, end, last)
        elif not outcome and (extent == ONE or first < start):
            outcome = _judged(text, lexicon, first, start if first < start else end)
        if outcome:
            yield _Told(first, last, said, outcome, extent)


def _may_tell(text: str, start: int, end: int) -> bool:
    words = text[start:end].lower()
    return any(word in words for word in _WORDS) and bool(_HINT.search(words))


def _judged(text: str, lexicon: Lexicon, start: int, end: int) -> str:
    """The outcome that praise or criticism of the matter in `text[start:end]` means; "" where it is neither, or both."""
    piece = text[start:end]
    evened = even(piece)
    hits = Hits(cue_finder(lexicon).find(piece, evened))
    judged = {one.polarity for one in clauses(piece, evened, 0, len(piece), hits.within(0, len(piece)))}
    return {STRENGTH: "addressed", IMPROVEMENT: "not-addressed"}.get(judged.pop(), "") if len(judged) == 1 else ""


def speaks_of_earlier(said: str) -> bool:
    """Whether a sentence names what an earlier inspection asked for, close by the inspection."""
    if _OTHERWISE.search(said):
        return False
    asked = list(_ASKED.finditer(said))
    earlier = list(_EARLIER.finditer(said))
    close = any(_gap(a, e) <= _REACH for a in asked for e in earlier)
    return close and bool(_NAMED.search(said))


def _gap(one: re.Match[str], other: re.Match[str]) -> int:
    return max(one.start() - other.end(), other.start() - one.end(), 0)


def told_by(said: str) -> tuple[str, str]:
    """(Outcome, extent) by the verbs of a sentence; an outcome of "" where they tell none."""
    extent = _extent(said)
    undone = bool(_UNDONE.search(said))
    rest = _UNDONE.sub(" ", said)
    done = bool(_DONE.search(rest)) or (bool(_GAINED.search(rest)) and extent == ONE)
    if _NOT_ALL.search(said) or (undone and _NOT_FULLY.search(said)):
        return "partly-addressed", SOME if extent == ALL else extent
    some = bool(_SOME.search(said) or _MOST.search(said))
    if undone:
        return "partly-addressed" if done and some else "not-addressed", extent
    if _PROGRESS.search(rest) or (done and some) or (_GAINED.search(rest) and extent != ONE):
        return "partly-addressed", SOME if extent == ALL else extent
    return "addressed" if done else "", extent


def _extent(said: str) -> str:
    if _MOST.search(said):
        return MOST
    if _ALL.search(said) and not _NOT_ALL.search(said):
        return ALL
    return SOME if _SOME.search(said) or _PLURAL.search(said) else ONE


def _usual_year(text: str) -> str:
    """The year of "the last inspection" where a document gives exactly one; "" where it gives none or several."""
    flat = " ".join(text.split())
    places = (match.start() for match in _LAST.finditer(flat))  # plain words are found many times faster than patterns
    years = {_YEAR.findall(match.group())[-1] for at in places if (match := _DEFAULT_YEAR.match(flat, at))}
    return years.pop() if len(years) == 1 else ""


def _years(said: str, usual: str) -> tuple[str, ...]:
    """The years of the earlier inspections that a sentence speaks of."""
    named = {year for match in _EARLIER.finditer(said) for year in _YEAR.findall(match.group())}
    named = named or set(_YEAR.findall(said))
    return tuple(sorted(named or ({usual} if usual else set())))


def _fact(
    document: Document, lexicon: Lexicon, body: BodyRef, inspection: str, told: _Told, usual: str
) -> FollowUpStatement:
    words = document.flat(told.start, told.end)
    return FollowUpStatement(
        evidence=(Span(told.start, told.end),),
        confidence=0.8 if words == told.said else 0.7,
        extractor="followups.sentence",
        inspection=inspection,
        body=body,
        outcome=told.outcome,
        extent=told.extent,
        text=words,
        themes=themes_of(words, lexicon),
        years=_years(told.said, usual),
    )
