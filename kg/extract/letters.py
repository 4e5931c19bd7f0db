"""The letter of an inspectorate after a focused or a monitoring visit: which visit, on which days, by whom, to whom.

Two layouts: the letter proper ("Dear …", "This letter summarises the findings of the focused visit to …", signed), until
2021 for focused visits and to this day for monitoring visits; and the sheet with a heading, "Visited on:" and "Lead
inspector:".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.dateline import dates_in as printed_dates
from kg.extract.inspections import DATE_LABEL
from kg.extract.mention_dates import dates_in
from kg.extract.patterns import NAME, Flat, flatten
from kg.extract.roles import role_of
from kg.model import (
    OWN,
    Appointment,
    BodyRef,
    Document,
    Fact,
    InspectionMention,
    InspectionStatement,
    PartialDate,
    Participation,
    Span,
)
from kg.vocabulary import Lexicon

_TOP = 6_000
_KIND = r"(?P<kind>focus(?:s?ed)?\s+visit|monitoring\s+(?:visit|inspection))"
_KINDS = re.compile(_KIND, re.IGNORECASE)
_TITLE = re.compile(
    rf"(?m)^\W*(?:Outcome\s+of\s+(?:the\s+)?)?{_KIND}\s+(?:to|of|at)\s+(?P<body>[^\n]{{3,90}}(?:\n[^\n]{{3,60}}services)?)",
    re.IGNORECASE,
)
_SUMMARISES = re.compile(
    rf"\bletter\s+(?:summarises|sets\s+out|outlines)\s+the\s+findings\s+of\s+(?:a|the|our|your)\s+(?:\w+\s+)?{_KIND}",
    re.IGNORECASE,
)
_SHEET = re.compile(
    r"(?m)^\W*(?:Visited\s+on|Visit\s+dates?|Dates?\s+of\s+(?:the\s+)?visit|Inspection\s+dates?|Inspected)\s*:?[^\n]*\n(?:[^\n]*\n){0,6}?\W*Lead\s+inspector",
    re.IGNORECASE,
)
_DEAR = re.compile(r"(?m)^\s*Dear\b")
_VISITED = re.compile(
    rf"(?:{DATE_LABEL.pattern})|\b(?:Visited\s+on|Visit\s+dates?|Dates?\s+of\s+(?:the\s+)?visit)\s*:?\s*"
    rf"|\b{_KIND}\b[^.]{{0,140}}?\b(?:on|between|from|took\s+place)\s+(?:\w+day\s+)?(?=\d)|\bthe\s+visit\b[^.]{{0,60}}\b(?:on|between)\s+(?=\d)",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\b(?:Her|His)\s+Majesty[’']?s[’']?\s+Inspectors?\b(?P<link>[^.\n]{0,60}?\b(?:was|were|are)\s+|\s*\(HMI\)\s*(?:was|were)\s+|,\s+)(?P<who>[^.;]{5,220})",
)
_BY_TEAM = re.compile(r"\b(?:carried\s+out|undertaken|conducted|led)\s+by\s+(?P<who>[^.;]{5,220})")
_LEAD_LABEL = re.compile(r"(?m)^\W*Lead\s+inspectors?\s*:\s*(?P<who>[^\n]{5,120})", re.IGNORECASE)
_SIGNED = re.compile(
    r"Yours\s+(?:sincerely|faithfully),?\s+(?P<who>[A-Z][^\n,]{3,50}?)\s*(?:\n|,\s*)\s*(?:Senior\s+)?"
    r"(?P<post>(?:(?:Her|His)\s+Majesty[’']?s?\s+Inspector|HMI|(?:Senior\s+)?Regulatory\s+Inspector|Ofsted\s+Inspector)\b)"
)
_IS_LEAD = re.compile(r"\s*[,(]\s*(?:the\s+)?lead(?:\s+inspector)?\b", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"(?m)^[ \t]*(?:(?P<honorific>Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.?\s+)?"
    r"(?P<who>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]*){1,3})[ \t]*(?:,[ \t]*|\n[ \t]*)"
    r"(?P<post>(?:(?:Interim|Acting|Executive|Corporate|Strategic|Group)\s+)*(?:Director|Chief\s+Executive|Head)\b[^\n]{0,90})",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A visit as its letter states it; `title` and `issued` (ISO) "" where not printed."""

    mention: InspectionMention
    facts: tuple[Fact, ...]
    title: str
    issued: str


def is_letter(document: Document) -> bool:
    """Whether a text begins as such a letter does."""
    top = document.text[:_TOP]
    if _SUMMARISES.search(top) and _DEAR.search(top):
        return True
    return bool(_TITLE.search(top[:2_500])) and bool(_DEAR.search(top[:2_500]) or _SHEET.search(top[:2_500]))


def read_letter(document: Document, lexicon: Lexicon) -> Letter:
    """The visit that a letter is about, with what it states of it."""
    flat = flatten(document.text, 0, _TOP)
    title = _TITLE.search(document.text, 0, _TOP)
    issued = _issued(document)
    framework, named = _framework(flat, title)
    visit = _days(flat, issued)
    body = _body(document, title, lexicon)
    facts: list[Fact] = [_statement(named, "framework", framework)] if named else []
    start = end = None
    if visit:
        span, start, end = visit
        facts += [_statement(span, "startDate", start.iso), _statement(span, "endDate", end.iso)]
    mention = InspectionMention(key=OWN, body=body, framework=framework, start=start, end=end)
    shown = " ".join(title.group().split()) if title else ""
    facts += [*_inspectors(document), *_addressee(document, title.start() if title else _TOP, body, lexicon)]
    return Letter(mention, tuple(facts), shown, issued)


def _framework(flat: Flat, title: re.Match[str] | None) -> tuple[str, Span | None]:
    """The kind of visit, and the words that name it."""
    match = _KINDS.search(flat.text) if title is None else None
    words = title["kind"] if title else match.group() if match else ""
    named = Span(title.start("kind"), title.end("kind")) if title else None
    named = flat.span(match.start(), match.end()) if match else named
    return "monitoring-visit" if words.lower().startswith("monitoring") else "focused-visit", named


def _days(flat: Flat, issued: str) -> tuple[Span, PartialDate, PartialDate] | None:
    """(where it is stated, first day, last day) of the visit."""
    for label in _VISITED.finditer(flat.text):
        near = [one for one in dates_in(flat.text[label.end() : label.end() + 60], issued) if one.at < 12 and one.start]
        for dated in near[:1]:
            if dated.start and len(dated.start.iso) == 10:
                return flat.span(label.start(), label.end() + dated.to), dated.start, dated.end or dated.start
    return None


def _statement(span: Span, name: str, value: str) -> InspectionStatement:
    return InspectionStatement(
        evidence=(span,), confidence=0.97, extractor="letters", inspection=OWN, property=name, value=value
    )


def _issued(document: Document) -> str:
    """The day on which a letter is dated: a line of its own near the top, or "Published:"."""
    for line in document.text[:2_500].split("\n"):
        if len(line) < 60 and not re.search(r"visit|inspect", line, re.IGNORECASE) and (found := printed_dates(line)):
            return found[0].iso
    return document.issued


def _body(document: Document, title: re.Match[str] | None, lexicon: Lexicon) -> BodyRef:
    """The authority in the title, else the one that is named most at the top."""
    for words in (title["body"] if title else "", document.text[:_TOP]):
        named = [authority.name for _, _, authority in lexicon.find_authorities(words)]
        if named:
            return BodyRef(max(dict.fromkeys(named), key=named.count))
    return BodyRef()


def _inspectors(document: Document) -> list[Fact]:
    """Those who made the visit; the lead is called so, else signs the letter, else is named alone."""
    named: dict[str, tuple[Span, bool]] = {}
    for pattern in (_LEAD_LABEL, _TEAM, _BY_TEAM):
        for match in pattern.finditer(document.text):
            flat = flatten(document.text, match.start("who"), match.end("who"))
            for who in NAME.finditer(flat.text):
                if re.search(r"Majesty|Inspector|Ofsted|Council|Services", who.group()):
                    continue
                lead = pattern is _LEAD_LABEL or bool(_IS_LEAD.match(flat.text, who.end()))
                span = Span(match.start(), flat.places[who.end() - 1] + 1)
                first, was = named.get(who.group(), (span, False))
                named[who.group()] = first, was or lead
    signed = _SIGNED.search(document.text)
    if signed and not any(lead for _, lead in named.values()):
        name = " ".join(signed["who"].split())
        named[name] = named.get(name, (Span(signed.start("who"), signed.end("post")), True))[0], True
    return [
        fact for name, (span, lead) in named.items() for fact in _participation(name, span, lead or len(named) == 1)
    ]


def _participation(name: str, span: Span, lead: bool) -> list[Fact]:
    role, title = ("lead-inspector", "Lead inspector") if lead else ("inspector", "Inspector")
    part = Participation(
        evidence=(span,),
        confidence=0.95,
        extractor="letters.team",
        inspection=OWN,
        person=name,
        role=role,
        post_title=title,
    )
    return [part, _statement(span, "leadInspector", name)] if lead else [part]


def _addressee(document: Document, end: int, body: BodyRef, lexicon: Lexicon) -> list[Fact]:
    """The director whom the letter is written to, above its title."""
    dear = _DEAR.search(document.text, 0, _TOP)
    match = _ADDRESSEE.search(document.text, 0, max(dear.start() if dear else 0, min(end, _TOP)))
    if not match:
        return []
    post = " ".join(match["post"].split())
    return [
        Appointment(
            evidence=(Span(match.start("honorific") if match["honorific"] else match.start("who"), match.end("post")),),
            confidence=0.9,
            extractor="letters.addressee",
            person=" ".join(match["who"].split()),
            role=role_of(post, lexicon),
            post_title=post,
            organisation=body.name,
            honorific=match["honorific"] or "",
        )
    ]
