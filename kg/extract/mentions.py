"""Which inspections a piece of running text speaks of, and what it says of them: when, published when, how many
recommendations, how large a team.

A mention is found by a cue (a noun such as "inspection", "focused visit", with a date near it in the same sentence).
Dates that leave out the year are completed from the day of publication where that is known, else kept as a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.numbers import NUMBER, number_of
from kg.extract.patterns import MONTH, YEAR, Flat, flatten, month_number, periods, sentences
from kg.model import BodyRef, Fact, InspectionMention, InspectionStatement, PartialDate, Span

MAIN = "main"
"""Key of the inspection that a piece is about, where it gives no date that tells it from others."""

_WHEN = (
    rf"(?P<when>(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:(?:–|-|to|and)\s*\d{{1,2}}(?:st|nd|rd|th)?\s+)?)?(?P<month>{MONTH})"
    rf"(?:\s+(?:last\s+year|this\s+year))?,?(?:\s+(?P<year>{YEAR}))?|(?P<bare>{YEAR}))"
)
_KIND = (
    r"(?P<kind>focus(?:s?ed)?\s+visit|monitoring\s+visit|joint\s+targeted\s+area\s+inspection|short\s+inspection"
    r"|full\s+inspection|re-?inspection|inspection|(?<=last\s)inspected|(?<=were\s)inspected|(?<=was\s)inspected|visit)\b(?!s)"
)
_NEXT = re.compile(
    rf"\bnext\s+(?:full\s+|standard\s+|short\s+|Ofsted\s+)*(?:inspection|visit)\b[^.;]{{0,90}}?\b(?P<how>until|before|in|by|during)\s+"
    rf"(?:at\s+some\s+(?:point|time)\s+in\s+)?{_WHEN}(?P<earliest>\s+at\s+the\s+earliest)?",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:inspected\s+(?:in\s+full\s+)?again|next\s+inspected|re-?inspected)\b[^.;]{0,70}?"
    rf"\b(?P<how>until|before|in|by|during)\s+(?:at\s+some\s+(?:point|time)\s+in\s+)?{_WHEN}(?P<earliest>\s+at\s+the\s+earliest)?",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(
    rf"\b(?:in|during|on)\s+{_WHEN}\s+(?:for|during|at|with|on)\s+(?:a|an|the|its|their)\s+(?:\w+\s+)?[‘“'\"]?{_KIND}",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"\b(?:the|its|their|a|an|Ofsted[’']s)\s+(?:(?P<month>{MONTH})\s+)?(?P<year>{YEAR})\s+(?:Ofsted\s+|full\s+|ILACS\s+)*"
    r"(?P<kind>inspection|visit|focus(?:s?ed)?\s+visit|report)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"\b{_KIND}(?P<between>[^.;“”\"]{{0,110}}?)\s\b(?:in|during|on|between|from|of|this|last)\s+(?:early\s+|late\s+|mid-?)?"
    rf"{_WHEN}",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:report|findings|judgement|letter)\b(?:[^.;“”\"]{0,70}?)\b(?:published|released|issued)\s+"
    r"(?:by\s+Ofsted\s+)?(?:(?:in|on)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"{_WHEN}|\bpublished\s+(?:a|its|the)\s+report\s+(?:in|on)\s+{_WHEN.replace('?P<', '?P<p_')}",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:\w+\s+){{0,2}}?(?:recommendations|areas\s+(?:for|of)\s+improvement)\b"
    r"(?!\s+(?:from|of)\s+the\s+(?:last|previous))",
    re.IGNORECASE,
)
_TEAM = re.compile(rf"\bteam\s+of\s+(?P<n>{NUMBER})\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|last(?=\s+(?:full\s+)?(?:inspect|visit|Ofsted))|earlier|prior|years?\s+ago)\b", re.IGNORECASE
)
_BLOCKED = re.compile(r"\b(?:next|framework|introduced|since|until|action\s+plan|meeting)\b", re.IGNORECASE)
_FRAMEWORK = (
    (re.compile(r"focus", re.IGNORECASE), "focused-visit"),
    (re.compile(r"monitoring", re.IGNORECASE), "monitoring-visit"),
    (re.compile(r"joint", re.IGNORECASE), "jtai"),
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("A ‘focused visit’ took place in July 2018.", "focused-visit done 2018-07"),
    ("Inspectors noted progress since the full inspection in 2016.", " done 2016"),
    ("The 2021 inspection by Ofsted marked the council as good.", " done 2021"),
    ("The next inspection was unlikely to be until May 2025 at the earliest.", " expected 2025-05"),
    ("They came in July 2018 for a ‘focused visit’.", "focused-visit done 2018-07"),
    ("The grade stands until services are inspected again, which is expected in 2019.", " expected 2019"),
    ("The next full inspection is expected at some point in 2019.", " expected 2019"),
    ("The inspection was carried out by a team of ten over 23 days in May.", " done --05"),
    ("Under the framework introduced in January 2018, visits concentrate on a theme.", ""),
    ("The council adopted its budget in March 2019.", ""),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on one line, with where its characters stand."""

    flat: Flat
    start: int
    end: int


@dataclass(slots=True)
class Mentions:
    """The inspections that a text speaks of, by key, and what it states of them. `main` is the one that it is about."""

    by_key: dict[str, InspectionMention] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    places: list[tuple[int, int, str]] = field(default_factory=list)
    main: str = MAIN

    def key_near(self, sentence: Sentence) -> str | None:
        """Key of the inspection that a sentence names, None where it names none."""
        return next((key for start, end, key in self.places if sentence.start <= start < sentence.end), None)


def sentences_of(text: str, pieces: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The sentences of the given pieces of a document's text."""
    return [
        Sentence(flatten(text, start, end), start, end)
        for piece_start, piece_end in pieces
        for start, end in sentences(text, piece_start, piece_end)
    ]


def find_mentions(found: Sequence[Sentence], body: BodyRef, issued: str) -> Mentions:
    """Read the inspections that sentences speak of. `issued`: the text's own ISO date, as far as known, or ""."""
    mentions = Mentions()
    for sentence in found:
        for cue in _cues(sentence, body, issued):
            _add(mentions, sentence, cue)
    mentions.main = _main(mentions)
    if mentions.main not in mentions.by_key:
        mentions.by_key[mentions.main] = InspectionMention(key=mentions.main, body=body)
    for sentence in found:
        _about_main(mentions, sentence, issued)
    return mentions


@dataclass(frozen=True, slots=True)
class _Cue:
    mention: InspectionMention
    property: str
    value: str
    start: int
    end: int


def _cues(sentence: Sentence, body: BodyRef, issued: str) -> Iterator[_Cue]:
    text = sentence.flat.text
    taken = -1
    for match in (*_NEXT.finditer(text), *_AGAIN.finditer(text)):
        moment, month = _moment(match, issued, future=True)
        if moment:
            name = "notBefore" if match["how"].lower() in ("until", "before") or match["earliest"] else "startDate"
            yield _cue(match, body, "expected", "", moment, month, name)
            taken = match.end()
    for pattern in (_YEAR_FIRST, _DATE_FIRST, _THEN):
        for match in pattern.finditer(text):
            between = match.groupdict().get("between") or ""
            if match.start() < taken or _BLOCKED.search(between) or _is_next(text, match.start()):
                continue
            moment, month = _moment(match, issued)
            if moment or month:
                yield _cue(match, body, "done", _framework(match), moment, month, "startDate")


def _is_next(text: str, at: int) -> bool:
    return bool(re.search(r"\bnext\s+(?:\w+\s+)?$", text[:at], re.IGNORECASE))


def _cue(
    match: re.Match[str], body: BodyRef, status: str, framework: str, moment: PartialDate | None, month: str, name: str
) -> _Cue:
    shown = moment.iso if moment else f"--{month}"
    key = "/".join(part for part in (status if status != "done" else "", framework, shown) if part)
    mention = InspectionMention(
        key=key, body=body, framework=framework, status=status, start=moment, month=month if not moment else ""
    )
    return _Cue(mention, name, shown, match.start(), match.end())


def _framework(match: re.Match[str]) -> str:
    words = match["kind"]
    return next((notation for pattern, notation in _FRAMEWORK if pattern.match(words)), "")


def _moment(match: re.Match[str], issued: str, future: bool = False) -> tuple[PartialDate | None, str]:
    """(the date as exactly as it is said, "") or (None, month in digits) where no year can be told."""
    groups = {name.removeprefix("p_"): value for name, value in match.groupdict().items() if value}
    if groups.get("bare"):
        return PartialDate(groups["bare"]), ""
    name, year = groups.get("month"), groups.get("year")
    if not name:
        return (PartialDate(year), "") if year else (None, "")
    month = f"{month_number(name):02}"
    if not year and len(issued) >= 7:
        year = _year_near(issued, month, future)
    if not year:
        return None, month
    exact = [p for p in periods(match.group()) if p.start.iso.startswith(f"{year}-{month}")]
    return (exact[0].start if exact else PartialDate(f"{year}-{month}")), ""


def _year_near(issued: str, month: str, future: bool) -> str:
    """The year of the nearest such month before (or, for what is to come, after) the day of publication."""
    year = int(issued[:4])
    if future:
        return str(year if month >= issued[5:7] else year + 1)
    return str(year if month <= issued[5:7] else year - 1)


def _add(mentions: Mentions, sentence: Sentence, cue: _Cue) -> None:
    span = sentence.flat.span(cue.start, cue.end)
    known = mentions.by_key.get(cue.mention.key)
    mentions.by_key[cue.mention.key] = known or cue.mention
    mentions.places.append((span.start, span.end, cue.mention.key))
    mentions.facts.append(_statement(cue.mention.key, cue.property, cue.value, span, 0.85))
    if cue.mention.framework:
        mentions.facts.append(_statement(cue.mention.key, "framework", cue.mention.framework, span, 0.85))


def _statement(key: str, name: str, value: str, span: Span, confidence: float) -> InspectionStatement:
    return InspectionStatement(
        evidence=(span,), confidence=confidence, extractor="mentions.cue", inspection=key, property=name, value=value
    )


def _main(mentions: Mentions) -> str:
    """The first inspection that was done; a visit that the piece is about comes before those of which it reminds."""
    done = [key for _, _, key in sorted(mentions.places) if mentions.by_key[key].status == "done"]
    visits = [key for key in done if mentions.by_key[key].framework]
    return next(iter(visits or done), MAIN)


def _about_main(mentions: Mentions, sentence: Sentence, issued: str) -> None:
    """What is said of the main inspection without a date of its own: publication, numbers."""
    text = sentence.flat.text
    key = mentions.key_near(sentence) or mentions.main
    if mentions.by_key[key].status != "done":
        key = mentions.main
    for match in _PUBLISHED.finditer(text):
        moment, _ = _moment(match, issued)
        if moment:
            span = sentence.flat.span(match.start(), match.end())
            mentions.facts.append(_statement(mentions.main, "publicationDate", moment.iso, span, 0.85))
            main = mentions.by_key[mentions.main]
            mentions.by_key[mentions.main] = replace(main, published=main.published or moment)
    for pattern, name in ((_COUNT, "recommendationCount"), (_TEAM, "teamSize")):
        for match in pattern.finditer(text):
            span = sentence.flat.span(match.start(), match.end())
            mentions.facts.append(_statement(key, name, str(number_of(match["n"])), span, 0.85))


def is_earlier(sentence: Sentence) -> bool:
    """Whether a sentence speaks of an inspection before the main one."""
    return bool(_EARLIER.search(sentence.flat.text))
