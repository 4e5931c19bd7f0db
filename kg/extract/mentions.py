"""Which inspections a piece of running text speaks of, and what it says of them: when, published when, how many
recommendations, how large a team.

A mention is found by a cue (`mention_cues`, and for the press `mention_events`) with a date in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.bodies_meant import BodiesMeant
from kg.extract.mention_cues import WHEN, Cue, Sentence, cues, moment_of, sentences_of
from kg.extract.mention_dates import dates_in
from kg.extract.mention_events import event_cues, head_of, is_short, visit_framework
from kg.extract.mention_exact import ahead, made_exact
from kg.extract.numbers import NUMBER, number_of
from kg.model import BodyRef, Fact, InspectionMention, InspectionStatement, PartialDate, Span

__all__ = ["MAIN", "Mentions", "Sentence", "find_mentions", "sentences_of"]

_NEAR = 700
"""Characters back to the inspection that "then" and "the same team" mean."""
MAIN = "main"
"""Key of the inspection that a piece is about, where it gives no date that tells it from others."""

_WHOLE_DAY = 10
"""Characters of an ISO date that names a day."""
_PUBLISHED = re.compile(
    r"\b(?:report|findings|judgement|letter)\b(?:[^.;“”\"]{0,70}?)\b(?:published|released|issued)\s+"
    r"(?:by\s+Ofsted\s+)?(?:(?:in|on)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"{WHEN}"
    rf"|\b(?:Ofsted|inspection|inspectors)(?:[’']s?)?\s+report\s+(?:of|from|dated)\s+{WHEN.replace('?P<', '?P<r_')}"
    rf"|\bpublished\s+(?:a|its|the)\s+report\s+(?:in|on)\s+{WHEN.replace('?P<', '?P<p_')}",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:\w+\s+){{0,2}}?(?:recommendations|areas\s+(?:for|of)\s+improvement)\b"
    r"(?!\s+(?:from|of)\s+the\s+(?:last|previous))",
    re.IGNORECASE,
)
_TEAM = re.compile(rf"\bteam\s+of\s+(?P<n>{NUMBER})\b", re.IGNORECASE)
_CAME_OUT = re.compile(
    r"\b(?:reports?|findings|verdict|letter|judge?ment)\b[^.;“”\"]{0,50}?\b(?:published|released|issued|came\s+out|made\s+public|reached\s+us)\b"
    r"(?=(?P<tail>[^.;]{0,40}))",
    re.IGNORECASE,
)
_MONTHS_REPORT = re.compile(
    r"\b(?P<tail>(?:last|this|earlier\s+this)\s+(?:week|month))[’']s\s+(?:\w+\s+){0,3}(?:report|verdict|judge?ment|findings)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Mentions:
    """The inspections that a text speaks of, by key, and what it states of them. `main` is the one that it is about."""

    by_key: dict[str, InspectionMention] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    places: list[tuple[int, int, str]] = field(default_factory=list)
    main: str = MAIN

    body: BodyRef = field(default_factory=BodyRef)
    """The authority that the piece is about."""
    meant: BodiesMeant | None = None
    """Who is meant where, in a piece that may speak of several."""
    issued: str = ""
    """The day of the piece, ISO, as far as it is known."""
    heads: dict[int, str] = field(default_factory=dict)
    """First character of a paragraph → key of the inspection that its date, or its part's heading, tells."""
    graded: set[tuple[int, int, str]] = field(default_factory=set)
    """The places that speak of a grade at a date: that date is of this grade only."""

    def body_at(self, sentence: Sentence, at: int) -> BodyRef | None:
        """Whom the words at an offset of the document speak of; None where nothing tells."""
        return self.meant.at(sentence, at) if self.meant else self.body

    def main_of(self, body: BodyRef) -> str:
        """Key of the inspection that the piece means by "the inspection" of a body: of its own the main one, of another
        the latest that it names, else one without a date."""
        if body == self.body:
            return self.main
        done = [
            key for key, one in self.by_key.items() if one.body == body and one.status == "done" and key[-1:] != "?"
        ]
        dated = [
            key
            for key in done
            if self.by_key[key].start and not self.by_key[key].framework and not self._is_of_old(key)
        ]
        latest = max(dated, key=self.first_day, default="")
        return latest or self.undated(body, MAIN)

    def _is_of_old(self, key: str) -> bool:
        """Whether an inspection is known only by a grade of two years or more before the piece."""
        grades_alone = all((start, end, one) in self.graded for start, end, one in self.places if one == key)
        return grades_alone and bool(self.issued) and int(self.first_day(key)[:4]) < int(self.issued[:4]) - 1

    def undated(self, body: BodyRef, key: str) -> str:
        """Key of an inspection of another body that no date tells, made where it is first spoken of."""
        full = f"{body.name}/{key}?"
        self.by_key.setdefault(full, InspectionMention(key=full, body=body))
        return full

    def first_day(self, key: str) -> str:
        """The first day of an inspection as far as it is known, ISO, else ""."""
        start = self.by_key[key].start
        return start.iso if start else ""

    def key_near(self, sentence: Sentence, at: int | None = None, body: BodyRef | None = None) -> str | None:
        """Key of the inspection that a sentence names, the nearest one to the document's offset `at` if it is given, of
        `body` alone if that is; else of the one whose date heads its paragraph; None where neither is."""
        inside = [place for place in self.places if sentence.start <= place[0] < sentence.end]
        inside = [place for place in inside if body is None or self.by_key[place[2]].body == body]
        if at is not None:
            inside = [one for one in inside if one not in self.graded or one[0] <= at < one[1]]
            done = [one for one in inside if self.by_key[one[2]].status == "done"] or inside
            inside = sorted(done, key=lambda one: (max(one[0] - at, at - one[1], 0), one))
        return inside[0][2] if inside else self.heads.get(sentence.piece)

    def is_given_at(self, at: int, key: str) -> bool:
        """Whether the words of a grade at an offset are those by which an inspection is known."""
        return any(start <= at < end and one == key for start, end, one in self.graded)

    def last_named(self, sentence: Sentence, body: BodyRef) -> str | None:
        """Key of the last inspection of a body that was done and is named shortly before a sentence; None for none."""
        before = [
            (end, key)
            for _, end, key in self.places
            if sentence.start - _NEAR < end <= sentence.start
            and self.by_key[key].body == body
            and self.by_key[key].status == "done"
        ]
        return max(before)[1] if before else None

    def years_after(self, key: str | None, years: str, body: BodyRef) -> str:
        """Key of the inspection of a body that was so many years after another ("two"); "" where none is known."""
        start = self.first_day(key)[:4] if key else ""
        year = str(int(start) + (1 if years.lower() in ("a", "an") else number_of(years))) if start else "?"
        found = [
            other
            for other, one in self.by_key.items()
            if one.body == body and one.status == "done" and not one.framework and self.first_day(other)[:4] == year
        ]
        return found[0] if len(found) == 1 else ""


def find_mentions(
    found: Sequence[Sentence], body: BodyRef, issued: str, press: bool = False, meant: BodiesMeant | None = None
) -> Mentions:
    """Read the inspections that sentences speak of. `issued`: the text's own ISO date, as far as known, or "". `press`:
    read events and dates against the day of publication as well. `meant`: who is meant where; without it always `body`."""
    issued = issued or (_month_of_report(found) if press else "")
    mentions = Mentions(body=body, meant=meant, issued=issued)
    short = visit_framework(" ".join(sentence.flat.text for sentence in found)) if press else ""
    for sentence in found:
        for told in cues(sentence, body, issued):
            cue = ahead(_of_kind(told, sentence, short), issued) if press else told
            if cue:
                _add(mentions, sentence, cue)
    before = ""
    paragraphs = _paragraphs(found) if press else {}
    for sentence in found if press else ():
        _add_events(mentions, sentence, paragraphs[sentence.piece], body, issued, (short, before))
        before = sentence.flat.text
    if press:
        made_exact(mentions)
    mentions.main = _main(mentions, issued)
    if mentions.main not in mentions.by_key:
        mentions.by_key[mentions.main] = InspectionMention(key=mentions.main, body=body)
    for sentence in found:
        _about_main(mentions, sentence, issued)
        if press:
            _came_out(mentions, sentence, issued)
    return mentions


def _paragraphs(found: Sequence[Sentence]) -> dict[int, str]:
    """Where a paragraph starts → its sentences on one line."""
    sentences: dict[int, list[str]] = {}
    for sentence in found:
        sentences.setdefault(sentence.piece, []).append(sentence.flat.text)
    return {start: " ".join(texts) for start, texts in sentences.items()}


def _month_of_report(found: Sequence[Sentence]) -> str:
    """The month in which a piece that prints no day of its own says that the report came out: its months without a year are
    the last such before it."""
    for sentence in found:
        match = _PUBLISHED.search(sentence.flat.text)
        moment = moment_of(match, "")[0] if match else None
        if moment and len(moment.iso) == _WHOLE_DAY:
            return moment.iso[:7]
    return ""


def _of_kind(cue: Cue, sentence: Sentence, short: str) -> Cue:
    """A cue of a "visit" of a day or three, as one of the kind of visit that the piece names."""
    words = sentence.flat.text[cue.start : cue.end].lower()
    if cue.mention.framework or not short or "visit" not in words or "inspect" in words:
        return cue
    if not is_short(cue.mention.start, cue.mention.end):
        return cue
    mention = replace(cue.mention, framework=short, key=f"{short}/{cue.mention.key}")
    return replace(cue, mention=mention)


def _add_events(
    mentions: Mentions,
    sentence: Sentence,
    paragraph: str,
    body: BodyRef,
    issued: str,
    known_so_far: tuple[str, str],
) -> None:
    """The events of a sentence that no other cue of it has told already, and the date that heads its paragraph.
    `known_so_far`: the kind of visit that the piece names, and the sentence before."""
    known = [mentions.by_key[key] for start, _, key in mentions.places if sentence.start <= start < sentence.end]
    if sentence.start == sentence.piece:
        head = head_of(sentence, body, issued, paragraph)
        if head:
            key = _add(mentions, sentence, head)
            if key:
                mentions.heads[sentence.piece] = key
                known.append(head.mention)
    for told in event_cues(sentence, body, issued, *known_so_far):
        cue = ahead(told, issued)
        if cue and not any(_same_moment(cue.mention, one) for one in known):
            _add(mentions, sentence, cue)
            known.append(cue.mention)


def _same_moment(one: InspectionMention, other: InspectionMention) -> bool:
    """Whether two mentions in a sentence are of one date, as far as each says it."""
    if not (one.start and other.start):
        return bool(one.month) and one.month == other.month
    a, b = sorted((one.start.iso, other.start.iso), key=len)
    return b.startswith(a)


def _add(mentions: Mentions, sentence: Sentence, cue: Cue) -> str:
    """Keep a cue; its key, or that of a mention of the same day which only one of the two calls a visit. "" where it is of
    nobody who is known."""
    span = sentence.flat.span(cue.start, cue.end)
    whose = mentions.body_at(sentence, span.end)
    if whose is None:
        return ""
    if whose != mentions.body:
        key = f"{whose.name}/{cue.mention.key}"
        cue = replace(cue, mention=replace(cue.mention, key=key, body=whose))
    key = _known_key(mentions, cue.mention)
    known = mentions.by_key.get(key, cue.mention)
    mentions.by_key[key] = replace(
        known, framework=known.framework or cue.mention.framework, end=known.end or cue.mention.end
    )
    mentions.places.append((span.start, span.end, key))
    if cue.graded:
        mentions.graded.add((span.start, span.end, key))
    mentions.facts.append(_statement(key, cue.property, cue.value, span, 0.85))
    if cue.mention.end:
        mentions.facts.append(_statement(key, "endDate", cue.mention.end.iso, span, 0.85))
    if cue.mention.framework:
        mentions.facts.append(_statement(key, "framework", cue.mention.framework, span, 0.85))
    return key


def _known_key(mentions: Mentions, mention: InspectionMention) -> str:
    same = [
        key
        for key, one in mentions.by_key.items()
        if one.status == mention.status
        and one.body == mention.body
        and (one.start, one.month) == (mention.start, mention.month)
        and (not one.framework or not mention.framework)
    ]
    return same[0] if same and mention.key not in mentions.by_key else mention.key


def _statement(key: str, name: str, value: str, span: Span, confidence: float) -> InspectionStatement:
    return InspectionStatement(
        evidence=(span,), confidence=confidence, extractor="mentions.cue", inspection=key, property=name, value=value
    )


def _main(mentions: Mentions, issued: str) -> str:
    """The latest inspection that was done, where all have dates; else the first one named, a visit before others (a piece
    about a visit reminds of the last full inspection)."""
    named = [key for _, _, key in sorted(mentions.places) if mentions.by_key[key].body == mentions.body]
    done = [key for key in named if mentions.by_key[key].status == "done"]
    dates = {key: start.iso for key in done if (start := mentions.by_key[key].start)}
    only_graded = set(dates) - {key for start, end, key in mentions.places if (start, end, key) not in mentions.graded}
    if done and set(dates) == only_graded and issued and int(max(dates.values())[:4]) < int(issued[:4]) - 1:
        return MAIN  # an old grade in passing
    if done and len(dates) == len(set(done)):
        return max(dates, key=lambda key: (dates[key], key))
    visits = [key for key in done if mentions.by_key[key].framework]
    return next(iter(visits or done), MAIN)


def _about_main(mentions: Mentions, sentence: Sentence, issued: str) -> None:
    """What is said of the main inspection without a date of its own: publication, numbers."""
    text = sentence.flat.text
    if mentions.body_at(sentence, sentence.start) != mentions.body:
        return
    key = mentions.key_near(sentence, body=mentions.body) or mentions.main
    if mentions.by_key[key].status != "done":
        key = mentions.main
    for match in _PUBLISHED.finditer(text):
        moment, _ = moment_of(match, issued)
        if moment:
            span = sentence.flat.span(match.start(), match.end())
            whose = _published_key(mentions, moment)
            mentions.facts.append(_statement(whose, "publicationDate", moment.iso, span, 0.85))
            one = mentions.by_key[whose]
            mentions.by_key[whose] = replace(one, published=one.published or moment)
    for pattern, name in ((_COUNT, "recommendationCount"), (_TEAM, "teamSize")):
        for match in pattern.finditer(text):
            span = sentence.flat.span(match.start(), match.end())
            mentions.facts.append(_statement(key, name, str(number_of(match["n"])), span, 0.85))


def _published_key(mentions: Mentions, moment: PartialDate) -> str:
    """The inspection whose report came out then: the main one, unless that began later or more than a year before."""
    began = mentions.first_day(mentions.main)
    if not began or (
        began[: len(moment.iso)] <= moment.iso[: len(began)] and int(moment.iso[:4]) - int(began[:4]) <= 1
    ):
        return mentions.main
    key = f"published/{moment.iso}"
    mentions.by_key.setdefault(key, InspectionMention(key=key, body=mentions.body))
    return key


def _came_out(mentions: Mentions, sentence: Sentence, issued: str) -> None:
    """A publication told from the day of the piece: "its report came out yesterday", "last month’s report"."""
    text = sentence.flat.text
    main = mentions.by_key[mentions.main]
    if main.published or main.status != "done" or mentions.body_at(sentence, sentence.start) != mentions.body:
        return
    for match in (*_CAME_OUT.finditer(text), *_MONTHS_REPORT.finditer(text)):
        dated = next((one for one in dates_in(match["tail"], issued) if one.at < 12 and one.start), None)
        if dated and dated.start and dated.start.iso >= (main.start.iso if main.start else ""):
            span = sentence.flat.span(match.start(), max(match.end(), match.start("tail") + dated.to))
            mentions.facts.append(_statement(mentions.main, "publicationDate", dated.start.iso, span, 0.8))
            mentions.by_key[mentions.main] = replace(main, published=dated.start)
            return
