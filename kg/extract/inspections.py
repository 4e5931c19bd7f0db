"""The inspection that a report is the report of: body, framework, dates, visits, publication, legal basis.

Everything is read from the cover (the first pages, before the first prose) and is a statement with its
words. What no report says of itself, the length of an ILACS inspection, is inferred and marked so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.extract.patterns import Flat, Period, flatten, listed_periods, periods
from kg.model import (
    OWN,
    BlockKind,
    BodyRef,
    Document,
    Fact,
    InspectionMention,
    InspectionStatement,
    PartialDate,
    Problem,
    Span,
)
from kg.vocabulary import Lexicon

_COVER_CHARS = 3_000
DATE_LABEL = re.compile(
    r"\b(?:(?:Re-?)?Inspection\s+dates?(?:\s?\(s\)|\b)|Dates?\s+(?:of\s+(?:the\s+)?(?:re-?)?inspection|inspected)\b"
    r"|Inspected(?:\s+on)?(?=\s*:))\s*:?\s*(?:from\s+)?",
    re.IGNORECASE,
)
"""What stands before an inspection's days on a cover."""
_PUBLISHED = re.compile(r"\b(?:Report\s+)?published(?:\s+on)?\s*:?\s*|\bPublication\s+date\s*:?\s*", re.IGNORECASE)
_AFTER_DATES = re.compile(
    r"\b(?:Lead|Reporting)\s+inspector|\b(?:Report\s+)?Published|\bAge\s+group|\bJudgement", re.IGNORECASE
)
_LEGAL = re.compile(
    r"(?:[Ss]ections?\s+\d+[A-Z]*(?:\(\d+\))*(?:(?:\s*,\s*|\s+and\s+)\d+[A-Z]*(?:\(\d+\))*)*\s+of\s+the\s+"
    r"(?:[A-Z][A-Za-z’']+\s+(?:and\s+)?){1,8}Act\s+\d{4}"
    r"|(?:[A-Z][A-Za-z’']+\s+){1,8}\((?:Review|[A-Z][A-Za-z ]+)\)\s+Regulations\s+\d{4})"
)
_LEGAL_CUES = (re.compile(r"arried\s+out\s+under\b"), re.compile(r"n\s+accordance\s+with\b"))
"""Without their first letters, which may be capitals: a pattern that begins with fixed letters is found far faster."""

FRAMEWORKS: tuple[tuple[str, str], ...] = (
    (r"joint\s+targeted\s+area\s+inspection", "jtai"),
    (r"area\s+(?:SEND|special\s+educational\s+needs)", "area-send"),
    (r"monitoring\s+visit", "monitoring-visit"),
    (r"focus(?:s?ed)?\s+visit", "focused-visit"),
    (r"services\s+for\s+children\s+in\s+need\s+of\s+help\s+and\s+protection", "single-inspection"),
    (
        r"safeguarding\s+and\s+(?:services\s+for\s+)?looked[- ]after\s+children",
        "safeguarding-and-looked-after",
    ),
    (r"arrangements\s+for\s+the\s+protection\s+of\s+children", "protection-of-children"),
    (
        r"looked[- ]after\s+children(?:['’]s)?\s+services|services\s+for\s+looked[- ]after\s+children",
        "looked-after-2013",
    ),
    (
        r"(?:local\s+authority|social\s+care|inspection\s+of(?:\s+[\w&,’'.-]+){0,9})\s+(?:children[’']?s?\s+)"
        r"(?:social\s+care\s+)?services|children[’']?s\s+(?:social\s+care\s+)?services\s+inspection",
        "ilacs",
    ),
    (r"(?:local\s+)?safeguarding\s+children\s+board", "lscb-review"),
)
"""What a title says → the framework's notation; the first that matches counts. "ilacs" is short or standard
by its length."""
_BOARD_REVIEW = re.compile(
    r"review\s+of\s+the\s+(?:effectiveness\s+of\s+the\s+)?(?:local\s+)?safeguarding\s+children", re.I
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "Inspection of services for children in need of help and protection, children looked after",
        "single-inspection",
    ),
    ("Inspection of Exampleshire County Council local authority children’s services", "ilacs"),
    ("Exampleton City Council Inspection of children’s social care services", "ilacs"),
    ("Inspection of looked after children services", "looked-after-2013"),
    ("Re-inspection of Exampleshire children’s social care services", "ilacs"),
    ("Inspection of children’s services in Exampleshire", "ilacs"),
    ("Monitoring visit to Exampleshire children’s services", "monitoring-visit"),
    ("Joint targeted area inspection of the response to neglect", "jtai"),
    ("Inspection of a children’s home", ""),
    ("Review of the effectiveness of the Local Safeguarding Children Board", "lscb-review"),
    ("Focused visit to Exampleshire children’s services", "focused-visit"),
    ("Minutes of the parish council", ""),
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The words before the first prose of a report, on one line, with their places."""

    flat: Flat
    title_end: int

    @property
    def title(self) -> str:
        """What stands before the dates."""
        return self.flat.text[: self.title_end].strip()


@dataclass(frozen=True, slots=True)
class OwnInspection:
    """What a report says of its own inspection, with what could not be read; `title` is what stands above its dates."""

    mention: InspectionMention
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]
    title: str


def framework_of(title: str) -> str:
    """Notation of the framework that a title names ("ilacs" stands for short or standard), or ""."""
    return next((notation for pattern, notation in FRAMEWORKS if re.search(pattern, title, re.IGNORECASE)), "")


def cover_of(document: Document) -> Cover:
    """The cover of a report: its first characters up to the first long paragraph after the inspection's
    dates."""
    flat = _first_page(document.text)
    label = DATE_LABEL.search(flat.text)
    end = label.start() if label else _title_end(document)
    return Cover(flat, min(end, len(flat.text)))


@lru_cache(maxsize=1)  # asked for by recognition, and then by extraction
def _first_page(text: str) -> Flat:
    return flatten(text, 0, _COVER_CHARS)


def _title_end(document: Document) -> int:
    """Without a label for dates, the title is the headings at the top."""
    end = 0
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            break
        end = block.end
    return len(flatten(document.text, 0, end).text) if end else 200


def own_inspection(document: Document, lexicon: Lexicon) -> OwnInspection:
    """Read the cover of an inspection report."""
    cover = cover_of(document)
    problems: list[Problem] = []
    body, body_span = _body(document, cover, lexicon, problems)
    visits = _visits(cover)
    if not visits:
        problems.append(_problem(document, "the inspection's dates were not found on the first page"))
    published = _labelled_day(cover, _PUBLISHED)
    framework, title_span = _framework(cover, visits)
    inferred = framework.startswith("ilacs-")
    mention = InspectionMention(
        key=OWN,
        body=body,
        framework=framework,
        framework_inferred=inferred,
        start=min((v.start for v in visits), key=lambda d: d.iso, default=None),
        end=max((v.end for v in visits), key=lambda d: d.iso, default=None),
        published=published.start if published else None,
        visits=tuple((v.start, v.end) for v in visits) if len(visits) > 1 else (),
        inspects_board=framework == "lscb-review" or bool(_BOARD_REVIEW.search(cover.title)),
    )
    if not framework:
        problems.append(_problem(document, "the title names no framework that is known"))
    facts = [*_date_facts(cover, mention, visits, published), *_legal_facts(document)]
    if framework and title_span:
        facts.append(_statement((title_span,), "framework", framework, 0.8 if inferred else 0.99))
    if body_span:
        facts.append(_statement((body_span,), "inspects", body.name, 0.99))
    return OwnInspection(mention, tuple(facts), tuple(problems), cover.title)


def _problem(document: Document, what: str) -> Problem:
    return Problem(
        document.path, "warning", "page 1", what, "check the document; if its layout is new, tell the project"
    )


def _statement(evidence: tuple[Span, ...], name: str, value: str, confidence: float) -> InspectionStatement:
    return InspectionStatement(
        evidence=evidence,
        confidence=confidence,
        extractor="inspections.cover",
        inspection=OWN,
        property=name,
        value=value,
    )


def _body(document: Document, cover: Cover, lexicon: Lexicon, problems: list[Problem]) -> tuple[BodyRef, Span | None]:
    for text in (cover.title, cover.flat.text):
        named = list(lexicon.find_authorities(text))
        if len({authority.gss for _, _, authority in named}) == 1:
            start, end, _ = named[0]
            return BodyRef(text[start:end]), cover.flat.span(start, end)
        if named and text is cover.title:
            start, end, _ = max(named, key=lambda hit: hit[1] - hit[0])
            return BodyRef(text[start:end]), cover.flat.span(start, end)
    problems.append(_problem(document, "the first page names no authority of the register, or several"))
    return BodyRef(), None


def _visits(cover: Cover) -> list[Period]:
    text = cover.flat.text
    for label in DATE_LABEL.finditer(text):
        stop = _AFTER_DATES.search(text, label.end())
        found = listed_periods(text[label.end() : min(stop.start() if stop else len(text), label.end() + 300)])
        if found:
            return [_shift(period, label.end()) for period in found]
    ranges = [p for p in periods(text[:1_000]) if p.start != p.end]
    return ranges[:1]


def _shift(period: Period, by: int) -> Period:
    return Period(period.start, period.end, Span(period.span.start + by, period.span.end + by))


def _labelled_day(cover: Cover, label: re.Pattern[str]) -> Period | None:
    for match in label.finditer(cover.flat.text):
        found = listed_periods(cover.flat.text[match.end() : match.end() + 40])
        if found and found[0].span.start == 0:
            return _shift(found[0], match.end())
    return None


def _framework(cover: Cover, visits: list[Period]) -> tuple[str, Span | None]:
    text = cover.title
    for pattern, notation in FRAMEWORKS:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            start = text.lower().rfind("inspection of", 0, match.start() + 1)
            span = cover.flat.span(start if start >= 0 else match.start(), match.end())
            return (_length(visits) if notation == "ilacs" else notation), span
    return "", None


def _length(visits: list[Period]) -> str:
    """One week on site is a short inspection, more than seven days a standard one, by the longest visit."""
    days = max((_days(v.start, v.end) for v in visits), default=0)
    return "ilacs" if not days else "ilacs-short" if days <= 7 else "ilacs-standard"


def _days(start: PartialDate, end: PartialDate) -> int:
    return (date.fromisoformat(end.iso) - date.fromisoformat(start.iso)).days + 1


def _date_facts(
    cover: Cover, mention: InspectionMention, visits: list[Period], published: Period | None
) -> list[InspectionStatement]:
    facts: list[InspectionStatement] = []
    for name, moment in (("startDate", mention.start), ("endDate", mention.end)):
        for visit in visits:
            if moment and moment in (visit.start, visit.end):
                facts.append(_statement((_place(cover, visit),), name, moment.iso, 0.99))
                break
    if len(visits) > 1:
        facts += [_statement((_place(cover, v),), "visit", f"{v.start.iso}/{v.end.iso}", 0.99) for v in visits]
    if published:
        facts.append(_statement((_place(cover, published),), "publicationDate", published.start.iso, 0.99))
    return facts


def _place(cover: Cover, period: Period) -> Span:
    return cover.flat.span(period.span.start, period.span.end)


def _legal_facts(document: Document) -> list[InspectionStatement]:
    found: dict[str, list[Span]] = {}
    cues = (cue for pattern in _LEGAL_CUES for cue in pattern.finditer(document.text))
    for cue in sorted(cues, key=lambda cue: cue.start()):
        for match in _LEGAL.finditer(document.text, cue.end(), cue.end() + 160):
            if "." in document.text[cue.end() : match.start()]:
                break
            value = " ".join(match.group().split())
            found.setdefault(value.replace("Section", "section", 1), []).append(Span(match.start(), match.end()))
    return [_statement(tuple(spans), "legalBasis", value, 0.95) for value, spans in found.items()]
