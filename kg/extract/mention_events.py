"""Inspections that the press tells as events: "inspectors spent a week in the borough", "rated good in 2019", "Ofsted
will return in the autumn"; and dates that head a paragraph ("May 2011: …")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.mention_cues import Cue, Sentence
from kg.extract.mention_dates import Dated, dates_in
from kg.extract.numbers import NUMBER, number_of
from kg.extract.patterns import MONTH, YEAR, month_number
from kg.extract.running_others import not_the_authoritys
from kg.extract.running_ways import AGAIN_AT
from kg.extract.running_words import GRADE, counts
from kg.model import BodyRef, InspectionMention, PartialDate

_TEAM = "|".join(rf"(?<=\b{word}\s)" for word in ("a", "the", "their", "her", "his", "same"))
_WHO = (
    rf"\b(?:inspectors?|inspection\s+team|(?:{_TEAM}|(?<=-strong\s)|(?<=-person\s))team"
    r"|Ofsted|watchdog|inspectorate|regulator)\b"
)
_CAME = re.compile(
    rf"{_WHO}[^.;:]{{0,70}}?\b(?:visited|arrived|spent|came(?=[,.;])|came\s+(?:to|in)|sent\s+(?:\w+\s+){{1,3}}inspectors|descended|returned|inspected|(?:was|were)\s+(?:(?:in|at|with)\s+(?:(?:the|our|us|its)\b|(?-i:[A-Z]\w+))|here\b|there\b|on\s+(?:site|the))"
    r"|(?:carried\s+out|conducted|completed|undertook)\s+(?:an?|its|their|the))\b"
    r"|\b(?:we|council|authority|staff|leaders)\s+(?:welcomed|hosted|received)\s+(?:the\s+|a\s+team\s+of\s+)?(?:Ofsted\s+)?inspectors\b",
    re.IGNORECASE,
)
_TOOK_PLACE = re.compile(
    r"\b(?:inspection|visit|inspectors)\b[^.;]{0,160}?\b(?:took\s+place|(?:was|were)\s+(?:carried\s+out|conducted|held|undertaken)"
    r"|ran|lasted|began|started|commenced|were\s+on\s+site|had\s+taken\s+place)\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|last|latest|most\s+recent)\s+(?:of\s+(?:[\w’'-]+\s+){1,3})?(?:monitoring\s+)?visits?\s+(?:was|came|followed|happened)\b"
    r"|(?<!be\s)(?<!next\s)\binspected\s+(?:again\s+)?(?=(?:between|from|in|on|over|during)\s)"
    r"|^\W*(?:Inspection(?:\s+dates?)?|Inspected|Dates?\s+of\s+(?:the\s+)?inspection)\s*:|\b(?:we|services?|council|authority|department)\s+(?:was|were|had\s+been)\s+(?:last\s+)?inspected\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    rf"(?:{_WHO}|\b(?:visits?|inspections?|council|authority|services|it|they|we)\b)[^.;:]{{0,60}}?"
    r"\b(?:will|would|shall|should|is\s+to|are\s+to|due|expected|expects?|set\s+to|likely|scheduled|planned)\b[^.;:]{0,60}?"
    r"\b(?:returns?|visits?|begin|start|(?:re-?)?inspect(?:ed)?|arrive|back|doorstep|take\s+place|happen|follow|carry\s+out|come\s+back|call\s+again)\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"\b(?:re-?inspection|inspection|visits?)\b(?!\s+(?:report|letter))[^.;:]{0,40}?\b(?:is|are|was|were|be)\s+(?:now\s+|also\s+|next\s+)?"
    r"(?:due|expected|anticipated|likely|planned|scheduled|pencilled\s+in|set)\b"
    r"|\b(?:due|expect(?:s|ed|ing)?|anticipat\w+|await\w*)\s+(?:an?|another|the|its|our|their)\s+(?:[\w-]+\s+){0,3}?(?:re-?)?(?:inspection|visit)\b"
    r"|\b(?:inspectors|Ofsted)\s+(?:could|may|might)\s+(?:return|come\s+back|be\s+back)\b"
    r"|\b(?:due|set|expected|scheduled|likely)\s+to\s+be\s+(?:re-?)?inspected\b",
    re.IGNORECASE,
)
_NOT_THEM = re.compile(
    r"\b(?:commissioner|CQC|Care\s+Quality|police|schools?|pupils|adult\s+(?:social\s+)?care|cabinet|committee|peer\s+review|consultation)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:report|letter|findings|plan|published|release[sd]?|(?<!under\sthe\s)(?<!ILACS\s)(?<!previous\s)(?<!old\s)(?<!new\s)framework|introduced|since)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:rated|judged|graded|found|told|given|marked|ranked|deemed|labelled|branded|declared|ruled|was|were|been)\b",
    re.IGNORECASE,
)
_NEXT_TO = re.compile(
    r"\W*(?:(?:overall|rating|grade|judge?ment|by\s+(?:Ofsted|inspectors|the\s+(?:watchdog|regulator))|at|its|their|the|last|previous|full|inspection"
    r"|an?|damning|scathing|critical|glowing|Ofsted|report|in|on|back|during|since|of|early|late|just|as|recently)\b\W*){0,7}",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"[’”'\"]?,?\s+(?:(?:category|rating|grade|judge?ment|verdict)\s+)?(?:again\s+|overall\s+|once\s+more\s+)?(?:back\s+|only\s+)?(?:in|since|at\s+the\s+end\s+of|as\s+recently\s+as)\s+(?:early\s+|late\s+)?$",
    re.IGNORECASE,
)
"""Between a grade and when it was given: "down from good in 2021"."""
_WEEKS = re.compile(
    rf"{_WHO}[^.;:]{{0,40}}?\b(?:in|over|during|for)\s+(?:[\w-]+\s+){{1,4}}?(?:weeks?|days|fortnight)\s+(?:in|of|from|that\s+(?:began|started)\s+(?:on|in)|(?:beginning|starting|ending)(?:\s+on)?)\s+(?=[A-Z\d])"
    r"|\binspection\s+(?:that|which)\s+(?:began|started)\s+(?:on|in)\s+",
    re.IGNORECASE,
)
"""Inspectors at work over some weeks: "the same inspectors, in the same two weeks in September"."""
_IT_TOOK_PLACE = re.compile(
    r"\W*(?:It|That|This|Both)\s+(?:\w+\s+)?(?:took\s+place|happened|was\s+(?:carried\s+out|held|conducted)|ran|lasted|began|started)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\b(?:inspection|re-?inspection|visit|inspected|visited)\s+\($", re.IGNORECASE)
_YEARS_GRADE = re.compile(
    rf"(?:\b(?:the|its|our|their|a)\s+(?:(?P<month>{MONTH})\s+)?(?P<year>{YEAR})\s+(?:\w+\s+)?(?:grade|rating|judge?ment|verdict|outcome)\s+(?:of|was|had\s+been|:)\s+"
    rf"|(?:^\W*|\(\s*)(?:In\s+)?(?:(?P<month2>{MONTH})\s+)?(?P<year2>{YEAR})\s*[:–—-]\s*|(?:\b(?P<month3>{MONTH})\s+)?\b(?P<year3>{YEAR})\s*\(\s*)(?:an?\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_YEAR_BEHIND = re.compile(rf"[’”'\"]?\s*[(\[](?:in\s+)?(?:(?P<month>{MONTH})\s+)?(?P<year>{YEAR})[)\]]", re.IGNORECASE)
"""A year that is the grade's: "the 2019 judgement of …", "2019: …", "… (2019)"."""
_HELD_SINCE = re.compile(
    r"[’”'\"]?\s*(?:(?:,|\(|–|—|-)\s*(?:(?:the|a|its)\s+(?:\w+\s+)?(?:grade|rating|judge?ment|verdict|position)\s+(?:that\s+|which\s+)?|where\s+|which\s+)|(?:grade|rating|judge?ment|status)\s+(?:that\s+|which\s+)?)(?:it|they|the\s+\w+)\s+(?:had|has|have)\s+"
    r"(?:held|had|been|kept|carried|occupied)\s+since\s+$",
    re.IGNORECASE,
)
"""Between a grade and since when it was held: "good, the grade it had held since 2019"."""
_TOLD_AT = re.compile(r"\s+(?:by\s+\w+\s+)?(?:in|back\s+in|on)\s+(?:early\s+|late\s+)?", re.IGNORECASE)
_THAT_IT = re.compile(
    r",?\s+(?:that\s+(?:it|they|its\s+services)\s+(?:was\s+|were\s+|had\s+)?|(?:to\s+be|as|to)\s+)(?:an?\s+)?[‘“'\"]?",
    re.IGNORECASE,
)
"""A date between the verb and the grade: "told in September 2021 that it required improvement"."""
_BEFORE_THAT = re.compile(
    rf"[’”'\"]?,?\s+(?:overall\s+)?(?P<n>{NUMBER})\s+years\s+(?:before\s+(?:that|then)|earlier|previously)\b",
    re.IGNORECASE,
)
_LEFT_IT = re.compile(
    r"\b(?:out\s+of|los(?:t|es|ing)|shed|stripped\s+of|surrender\w*|forfeit\w*|shak\w+\s+off|thr[eo]w\w*\s+off)\s+(?:(?:its|the|their|an?)\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
"""A date behind such a grade is that of its end."""
_A_YEAR = re.compile(rf"\b{YEAR}")
_WAS = re.compile(r",?\s+(?:was|is|had\s+been)\s+(?:an?\s+)?[‘“'\"]?", re.IGNORECASE)
_VISITS_LISTED = re.compile(
    r"\b(?P<kind>monitoring|focused)\s+visits\b[^.;]{0,50}?(?:\b(?:in|on)\s+|:\s*)(?=(?:early\s+|late\s+)?[A-Z\d])",
    re.IGNORECASE,
)
_YET_TO_COME = re.compile(r"\b(?:expected|due|scheduled|planned|likely|will|would)\b", re.IGNORECASE)
_LISTED_ON = re.compile(
    r"(?:\s*\([^()]{2,60}\))?\s*,?\s*(?:and\s+|then\s+)?(?:in\s+|on\s+|again\s+in\s+)?(?:early\s+|late\s+)?"
)
_AN_EVENT = re.compile(r"\b(?:inspection|visit)\b", re.IGNORECASE)
_WHEN_IT = re.compile(r",?\s*\(?\s*(?:when|after\s+which|that\s+is\s+when)\b[^.;]{0,70}", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:^\W*|[,;–—]\s+|\band\s+)(?:by|in|during|since|back\s+in|as\s+recently\s+as)\s+(?:early\s+|late\s+)?$",
    re.IGNORECASE,
)
_THEN_WAS = re.compile(
    r"(?:,\s+(?:under|at|in|after|during)\s[^,;.]{3,40})?,?\s+(?:[\w’'-]+\s+){0,6}?(?:was|were|had|has|is|got|moved|rose|fell|dropped|slipped|climbed|went|became|gave|rated|judged|graded|found|ruled|branded|declared"
    r"|said|read|showed|lifted|raised|lowered|concluded|decided|placed|put|handed|awarded|marked|upgraded|downgraded)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"\b(?:(?:grade|rating|judge?ment|verdict)\b[^.;:]{0,30}?(?:\b(?:given|handed|awarded|received|got|earned|won|followed|came)\b[^.;:,]{0,20})"
    r"|(?:given|handed|awarded|received|got|earned|won)\b[^.;:,]{0,40}?\b(?:grade|rating|judge?ment|verdict)\s+|which\s+(?:it|they)\s+(?:was|were)\s+(?:first\s+)?(?:given|handed|awarded)\s+)"
    r"(?:back\s+)?(?:in|on|at\s+the\s+end\s+of)?\s*$",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"[’']s\s+(?:(?:Ofsted|full|short|standard|ILACS|dramatic|damning|long-awaited|first|second|third|fourth|two-week|three-week)\s+){0,3}"
    r"(?:inspection|re-?inspection|visit|focus(?:s?ed)?\s+visit|monitoring\s+visit)\b(?!\s+(?:report|letter))",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\W*(?:In\s+)?(?P<date>(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d)\s*(?::|–|—|-)\s")
_SUBJECT_OF_HEAD = re.compile(r"\b(?:inspect\w*|judged|rated|graded|Ofsted|grade|rating)\b", re.IGNORECASE)
_VISITS = (
    ("focused-visit", re.compile(r"\bfocus(?:s?ed)?\s+visits?\b", re.IGNORECASE)),
    ("monitoring-visit", re.compile(r"\bmonitoring\s+(?:visits?|inspections?)\b", re.IGNORECASE)),
)
_SHORT_VISIT_DAYS = 3
_SHORT_ANSWER = 60
_WHEN_NEXT = re.compile(r"\bwhen\s+(?:will|is|are|might|can|do)\b[^?]{0,60}\b(?:inspect\w*|Ofsted)\b", re.IGNORECASE)


def visit_framework(text: str) -> str:
    """The kind of visit that a text names, "" for none or for two kinds."""
    named = [notation for notation, pattern in _VISITS if pattern.search(text)]
    return named[0] if len(named) == 1 else ""


def head_of(sentence: Sentence, body: BodyRef, issued: str, paragraph: str) -> Cue | None:
    """The inspection whose date heads a paragraph that speaks of an inspection or a grade: "May 2011: …"."""
    match = _HEAD.match(sentence.flat.text)
    if not match or not (_SUBJECT_OF_HEAD.search(paragraph) or GRADE.search(paragraph)):
        return None
    dated = next(iter(dates_in(match["date"], issued)), None)
    end = min(len(sentence.flat.text), max(match.end("date") + 1, 40))
    return _cue(dated, body, "done", "", match.start("date"), end) if dated and dated.start else None


def event_cues(sentence: Sentence, body: BodyRef, issued: str, short: str, before: str = "") -> Iterator[Cue]:
    """The events of a sentence. `short`: the kind of visit that the piece names, for stays of a day or three; `before`: the
    sentence before it, which "It took place …" speaks of."""
    text = sentence.flat.text
    past = dates_in(text, issued)
    for one in past:
        if _IN_BRACKETS.search(text, max(0, one.at - 24), one.at):
            yield _cue(
                one, body, "done", visit_framework(text[max(0, one.at - 40) : one.at]), max(0, one.at - 12), one.to
            )
    took_place = _IT_TOOK_PLACE.match(text)
    if took_place and past and _AN_EVENT.search(before) and not _NOT_THEM.search(before):
        yield from _came(took_place, text, past, body, visit_framework(before), visit_framework(before))
    yield from _coming(text, body, issued)
    yield from _answered(text, before, body, issued)
    if not past and not _A_YEAR.search(text):
        return
    yield from _possessed(text, past, body)
    yield from _visits_listed(text, past, body)
    for pattern in (_CAME, _TOOK_PLACE, _WEEKS):
        match = pattern.search(text)
        if match and not _TO_COME.search(text) and not _NOT_THEM.search(match.group()):
            yield from _came(match, text, past, body, short)
    if not _NOT_THEM.search(text):
        yield from _graded(text, past, body, issued)


def _visits_listed(text: str, past: list[Dated], body: BodyRef) -> Iterator[Cue]:
    """ "Monitoring visits took place in May 2023, October 2023 and February 2024": each date is a visit's."""
    match = _VISITS_LISTED.search(text)
    at = match.end() if match else -1
    listed: list[Dated] = []
    for dated in past if match else ():
        if dated.at < at or dated.relative:
            continue
        if dated.at != at and not _LISTED_ON.fullmatch(text, at, dated.at):
            break
        listed.append(dated)
        at = dated.to
    for index, one in enumerate(listed):
        if len(listed) > 1 and match:
            whole = _with_year(one, next(iter(listed[index + 1 :]), None), text)
            yield _cue(whole, body, "done", f"{match['kind'].lower()}-visit", one.at, one.to)


def _with_year(one: Dated, after: Dated | None, text: str) -> Dated:
    """A month of a list that shares the year of the next one: "May and October 2023"."""
    if re.search(YEAR, text[one.at : one.to]) or not (
        after and after.start and re.search(YEAR, text[after.at : after.to])
    ):
        return one
    month = one.start.iso[5:7] if one.start else one.month
    return Dated(one.at, one.to, PartialDate(f"{after.start.iso[:4]}-{month}"))


def _possessed(text: str, past: list[Dated], body: BodyRef) -> Iterator[Cue]:
    """ "January’s inspection", "last autumn’s focused visit"."""
    for dated in past:
        match = _POSSESSED.match(text, dated.to)
        if match:
            yield _cue(dated, body, "done", visit_framework(match.group()), dated.at, match.end())


def _came(
    match: re.Match[str], text: str, past: list[Dated], body: BodyRef, short: str, kind: str = ""
) -> Iterator[Cue]:
    """The first date within reach after the verb; else one that opens the sentence. `kind`: of the visit, where it is
    known."""
    near = [one for one in past if 0 <= one.at - match.end() <= 50 and not _REPORT.search(text, match.end(), one.at)]
    near = [one for one in near if not _YET_TO_COME.search(text, match.end(), one.at)]
    opening = [one for one in past if one.at < 12 and one.to <= match.start() and not one.relative]
    if near and re.search(r"\b(?:until|till)\s+(?:\w+day\s+)?$", text[: near[0].at], re.IGNORECASE):
        return  # its last day, and no first
    for dated in (near or opening)[:1]:
        framework = kind or visit_framework(match.group()) or (short if is_short(dated.start, dated.end) else "")
        yield _cue(dated, body, "done", framework, min(match.start(), dated.at), max(match.end(), dated.to))


def is_short(start: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether a stay lasted a day or three, as visits do."""
    if not (start and end):
        return False
    return start.iso[:7] == end.iso[:7] and int(end.iso[8:]) - int(start.iso[8:]) < _SHORT_VISIT_DAYS


def _coming(text: str, body: BodyRef, issued: str) -> Iterator[Cue]:
    found = (*_TO_COME.finditer(text), *_AWAITED.finditer(text))
    match = next((one for one in found if not _NOT_THEM.search(one.group())), None)
    if not match:
        return
    for dated in dates_in(text, issued, future=True):
        if 0 <= dated.at - match.end() <= 90 and dated.start and not _REPORT.search(text, match.end(), dated.at):
            framework = visit_framework(text[match.start() : dated.at])
            yield _cue(dated, body, "expected", framework, match.start(), dated.to)
            return


def _answered(text: str, before: str, body: BodyRef, issued: str) -> Iterator[Cue]:
    """A date that answers "When will inspectors be back?"."""
    if not before.rstrip().endswith("?") or len(text) > _SHORT_ANSWER or not _WHEN_NEXT.search(before):
        return
    for dated in dates_in(text, issued, future=True)[:1]:
        if dated.start and not _NOT_THEM.search(before):
            yield _cue(dated, body, "expected", visit_framework(before), 0, dated.to)


def _graded(text: str, past: list[Dated], body: BodyRef, issued: str) -> Iterator[Cue]:
    """A grade given at a date: "rated inadequate in February last year", "2017, when it was told that it required …", "by
    2019 it had crept up to …", "the same grade in June 2021"."""
    known = [one for one in past if one.start and not one.relative and one.start.iso <= (issued or "9999")]
    words = list(GRADE.finditer(text))
    spans = [span for grade in words if counts(text, grade) and not not_the_authoritys(text, grade, words)
             for span in _at_grade(text, grade, known)]  # fmt: skip
    for start, end, dated in (
        *spans,
        *_at_noun(text, known),
        *_again_at(text, known),
        *_years_before(text, words, known),
    ):
        yield replace(_cue(dated, body, "done", "", start, end), graded=True)


def _at_grade(text: str, grade: re.Match[str], known: list[Dated]) -> Iterator[tuple[int, int, Dated]]:
    """(start, end, date) of the date at which a grade was given."""
    beside = _YEARS_GRADE.search(text, max(0, grade.start() - 70), grade.start()) or _YEAR_BEHIND.match(
        text, grade.end()
    )
    if beside:
        yield min(beside.start(), grade.start()), max(beside.end(), grade.end()), _of_match(beside)
        return
    for dated in known:
        between = (text[grade.end() : dated.at] + " ") if 0 < dated.at - grade.end() < 90 else ""
        since = between and _HELD_SINCE.match(between.rstrip() + " ")
        left = not since and _LEFT_IT.search(text, max(0, grade.start() - 40), grade.start())
        if left:
            break
        if between and (since or _AT_ONCE.fullmatch(text, grade.end(), dated.at)):
            yield grade.start(), dated.to, dated
            return
    judged = list(_JUDGED.finditer(text, max(0, grade.start() - 70), grade.start()))
    for dated in known if judged else ():
        after = 0 <= dated.at - grade.end() <= 60 and _NEXT_TO.fullmatch(text, grade.end(), dated.at)
        told = judged[-1].end() <= dated.at and _TOLD_AT.fullmatch(text, judged[-1].end(), dated.at)
        if told and _THAT_IT.fullmatch(text, dated.to, grade.start()):
            yield judged[-1].start(), grade.end(), dated
            return
        before = dated.to <= judged[-1].start() and _WHEN_IT.fullmatch(text, dated.to, judged[-1].start())
        if after or before:
            yield min(judged[-1].start(), dated.at), max(grade.end(), dated.to), dated
            return
    for dated in reversed(known):
        between = text[dated.to : grade.start()]
        if 0 < grade.start() - dated.to <= 90 and _OPENS.search(text[: dated.at]) and _THEN_WAS.match(between):
            yield dated.at, grade.end(), dated
            return


def _again_at(text: str, known: list[Dated]) -> Iterator[tuple[int, int, Dated]]:
    """The other time at which a grade was given: "inadequate in 2015 and again in 2018"."""
    for match in AGAIN_AT.finditer(text):
        yield from ((match.start(), one.to, one) for one in known if one.at == match.end())


def _years_before(text: str, grades: list[re.Match[str]], known: list[Dated]) -> Iterator[tuple[int, int, Dated]]:
    """A grade given some years before a date that the sentence names: "good in 2022, having … four years before that"."""
    for grade in grades:
        match = _BEFORE_THAT.match(text, grade.end())
        since = [one for one in known if one.start and one.to <= grade.start()] if match else []
        if match and since and since[-1].start:
            year = int(since[-1].start.iso[:4]) - number_of(match["n"])
            yield grade.start(), match.end(), Dated(grade.start(), match.end(), PartialDate(str(year)))


def _of_match(match: re.Match[str]) -> Dated:
    """The month and year of a match, as a date."""
    groups = match.groupdict()
    month, year = (
        next((groups[name + n] for n in ("", "2", "3") if groups.get(name + n)), "") for name in ("month", "year")
    )
    iso = f"{year}-{month_number(month):02}" if month else year
    return Dated(match.start(), match.end(), PartialDate(iso))


def _at_noun(text: str, known: list[Dated]) -> Iterator[tuple[int, int, Dated]]:
    """The same where a noun stands for the grade: "the rating it was handed in 2019"."""
    for dated in known:
        noun = _NOUN_BEFORE.search(text, max(0, dated.at - 80), dated.at)
        if noun and not _REPORT.search(noun.group()):
            was = _WAS.match(text, dated.to)
            grade = GRADE.match(text, was.end()) if was else None
            yield noun.start(), grade.end() if grade else dated.to, dated


def _cue(dated: Dated, body: BodyRef, status: str, framework: str, start: int, end: int) -> Cue:
    shown = dated.start.iso if dated.start else f"--{dated.month}"
    key = "/".join(part for part in (status if status != "done" else "", framework, shown) if part)
    month = "" if dated.start else dated.month
    mention = InspectionMention(
        key=key, body=body, framework=framework, status=status, start=dated.start, end=dated.end, month=month
    )
    return Cue(mention, "startDate", shown, start, end)
