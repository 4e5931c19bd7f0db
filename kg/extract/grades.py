"""Grades in inspection reports: rows of the judgement table, headings of the body that repeat them, and the
sentences that state the overall judgement and the board's.

A row is an aspect's label (from the ontology) directly followed by a grade (from the ontology), with nothing
but white space, a colon or a footnote's mark between them, beginning and ending where a line does. That
holds for every layout since 2012: "2.1 Adoption performance Good", a label broken over two lines with its
grade on the third, and "… care
leavers: good" as a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.patterns import Flat, flatten
from kg.model import OWN, BlockKind, BodyRef, Document, Judgement, Problem, Span
from kg.vocabulary import Lexicon

GRADE = re.compile(
    r"(?P<ri>requir(?:es?|ing)\s+improvement(?:\s+to\s+be\s+good)?)|(?P<out>outstanding)|(?P<inad>inadequate)"
    r"|(?P<nj>not\s+judged)|(?P<ad>adequate)|(?P<good>good)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[\s\d:.–—*-]*(?:judgement:?\s*)?(?:is\s+that\s+(?:it|they)\s+|that\s+(?:it|they)\s+)?(?:(?:are|is):?\s+)?\Z"
)
_GRADED = re.compile(r"\bThe\s+graded\s+judge?ment\s+(?:for|about|of|on)\b")
_AFTER = re.compile(r"\s*[\d*]{0,2}\.?\s*(?=$|\n)")
_GRADE_NEXT = r"(?=requir|outstanding|inadequate|good|not\s+judged)"
_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        r"overall\s+judge?ment\s+(?:is|that)(?:\s+that)?(?:\s+children[’']?s\s+services)?(?:\s+in\s+[^.]{2,60}?)?(?:\s+(?:is|are))?\s+",
        "overall-effectiveness",
    ),
    (
        r"children[’']?s\s+services\s+(?:in|at)\s+(?:the\s+)?[^.:]{2,70}?\s+(?:(?:is|are)\s+)?",
        "overall-effectiveness",
    ),
    (
        r"(?:LSCB|safeguarding\s+children(?:[’']s)?\s+board)\)?\s*\d?\s*(?:\((?:LSCB|[A-Z]{3,7})\)\s*)?(?:(?:is|are)\s+)?",
        "lscb",
    ),
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("The overall judgement is requires improvement", "overall-effectiveness requires-improvement"),
    ("The overall judgement is that children’s services are inadequate", "overall-effectiveness inadequate"),
    (
        "Children’s services in Exampleshire require improvement to be good",
        "overall-effectiveness requires-improvement",
    ),
    ("The Local Safeguarding Children Board is good", "lscb good"),
    (
        "The effectiveness of the Local Safeguarding Children Board (LSCB) requires improvement",
        "lscb requires-improvement",
    ),
    ("Children’s services in Exampleshire have good records", ""),
    ("The board is good at listening", ""),
    ("Overall effectiveness Outstanding", "overall-effectiveness outstanding"),
    ("The experiences and progress of care leavers: inadequate", "care-leavers inadequate"),
    ("Adoption performance Not judged", "adoption not-judged"),
    ("Overall effectiveness of good plans", ""),
    ("The board is inadequately staffed", ""),
)


@dataclass(frozen=True, slots=True)
class _Hit:
    aspect: str
    covers: tuple[str, ...]
    grade: str
    aspect_words: str
    grade_words: str
    span: Span
    rank: int
    """0 for the table or the cover's sentence, 1 for a heading of the body."""


def grade_of(match: re.Match[str]) -> str:
    """The notation of a grade that GRADE matched."""
    names = {
        "ri": "requires-improvement",
        "out": "outstanding",
        "inad": "inadequate",
        "nj": "not-judged",
        "ad": "adequate",
        "good": "good",
    }
    return names[match.lastgroup or "good"]


def judgements(
    document: Document, lexicon: Lexicon, body: BodyRef
) -> tuple[tuple[Judgement, ...], tuple[Problem, ...]]:
    """Every grade that the report states of its own inspection, one fact an aspect and grade, best evidence
    first."""
    hits = sorted(_hits(document, lexicon), key=lambda hit: (hit.rank, hit.span))
    grouped: dict[tuple[str, str], list[_Hit]] = {}
    for hit in hits:
        grouped.setdefault((hit.aspect, hit.grade), []).append(hit)
    primary: dict[str, str] = {}
    for aspect, grade in grouped:
        primary.setdefault(aspect, grade)
    facts = [_fact(group, body) for (aspect, grade), group in grouped.items() if primary[aspect] == grade]
    problems = [
        _contradiction(document, group[0], primary[aspect])
        for (aspect, grade), group in grouped.items()
        if primary[aspect] != grade
    ]
    if not facts:
        problems.append(
            Problem(
                document.path,
                "warning",
                "document",
                "no judgement was found",
                "check whether it gives grades",
            )
        )
    return tuple(facts), tuple(problems)


def _fact(group: list[_Hit], body: BodyRef) -> Judgement:
    first = group[0]
    covers = tuple(dict.fromkeys(aspect for hit in group for aspect in hit.covers))
    return Judgement(
        evidence=tuple(dict.fromkeys(hit.span for hit in group)),
        confidence=0.99 if first.rank == 0 else 0.9,
        extractor="grades.table" if first.rank == 0 else "grades.heading",
        inspection=OWN,
        body=BodyRef(body.name, "board") if first.aspect == "lscb" else body,
        aspect=first.aspect,
        covers=covers or (first.aspect,),
        grade=first.grade,
        aspect_as_written=first.aspect_words,
        grade_as_written=first.grade_words,
    )


def _contradiction(document: Document, hit: _Hit, primary: str) -> Problem:
    page = document.offsets.page_at(hit.span.start)
    what = f"a heading says {hit.grade} for {hit.aspect}, the table {primary}"
    return Problem(document.path, "warning", f"page {page}", what, "the table was taken; check the document")


def _hits(document: Document, lexicon: Lexicon) -> Iterator[_Hit]:
    for zone, rank in _zones(document):
        yield from _rows(zone, rank, lexicon)
        yield from _sentences(zone, rank)


def _zones(document: Document) -> Iterator[tuple[Flat, int]]:
    """Where reports give grades: the first page, headings of the body, the record of judgements at the
    end."""
    cover_end = next((line.start for line in document.lines if line.page > 1), len(document.text))
    first = next((b.start for b in document.blocks if b.page > 1), len(document.text))
    end = min(cover_end, first) if document.page_count > 1 else min(3_000, len(document.text))
    yield flatten(document.text, 0, end), 0
    for start, stop in _heading_runs(document, end):
        yield flatten(document.text, start, stop), 1
    for match in _GRADED.finditer(document.text, end):
        grade = GRADE.search(document.text, match.end(), match.end() + 160)
        if grade:
            yield flatten(document.text, match.start(), grade.end()), 1
    for section in document.sections:
        if (
            re.search(r"record\s+of\s+(?:main\s+findings|judgements)", section.title, re.IGNORECASE)
            and section.start >= end
        ):
            yield flatten(document.text, section.body, section.end), 0


def _heading_runs(document: Document, after: int) -> Iterator[tuple[int, int]]:
    """Headings of the body, each with the short block that may hold its grade."""
    blocks = [b for b in document.blocks if b.start >= after]
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        stop = block.end
        for other in blocks[index + 1 : index + 3]:
            if other.end - other.start > 45 or other.page != block.page:
                break
            stop = other.end
        yield block.start, stop


def _rows(zone: Flat, rank: int, lexicon: Lexicon) -> Iterator[_Hit]:
    for start, end, label in lexicon.find(("row", "aspect"), zone.text):
        grade = GRADE.search(zone.text, end, end + 60)
        if not grade or not _BETWEEN.fullmatch(zone.text[end : grade.start()]):
            continue
        if rank == 0 or _ends_well(zone, grade.end()):
            yield _Hit(
                label.aspect or label.notation,
                label.covers or (label.notation,),
                grade_of(grade),
                zone.text[start:end],
                grade.group(),
                zone.span(start, grade.end()),
                rank,
            )


def _ends_well(zone: Flat, end: int) -> bool:
    rest = zone.text[end : end + 12].strip()
    return not rest or bool(re.match(r"[\d.*]|[A-Z]", rest))


def _sentences(zone: Flat, rank: int) -> Iterator[_Hit]:
    for pattern, aspect in _SENTENCES:
        for match in re.finditer(pattern + _GRADE_NEXT, zone.text, re.IGNORECASE):
            grade = GRADE.match(zone.text, match.end())
            if grade and grade_of(grade) != "adequate" and _ends_sentence(zone.text, grade.end()):
                words = zone.text[match.start() : match.end()].strip()
                span = zone.span(match.start(), grade.end())
                yield _Hit(aspect, (aspect,), grade_of(grade), words, grade.group(), span, rank)


def _ends_sentence(text: str, end: int) -> bool:
    """What follows a grade that is stated, not used as an adjective: an end, a reason, or a new line's
    capital."""
    rest = text[end : end + 14]
    return not rest.strip() or bool(re.match(r"\s*(?:[.:;,\d]|because\b|and\b|[A-Z])", rest))
