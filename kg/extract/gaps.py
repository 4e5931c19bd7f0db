"""What looks like a fact in scope and gave none: grades, lists of recommendations, inspectors and laws that no rule took up.

Each sign is a cheap look at headings or around a rare word, held against the evidence of the facts that were found. So a new
layout or wording shows by itself in `problems.csv`; a wrong alarm costs a reader one look. (Numbers: `kg.extract.statistics`.)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.extract.grades import GRADE
from kg.extract.patterns import NAME
from kg.model import (
    Block,
    BlockKind,
    Document,
    Fact,
    Judgement,
    LegalReference,
    Participation,
    Problem,
    Recommendation,
    Severity,
)

MOST = 3
"""Problems of one kind that a document lists; more of the same say no more."""
_LONGEST_ROW = 150
_LEAST = 40
"""Characters that a list has at least."""
_LIKE_A_LIST = re.compile(
    r"(?:key\s+|main\s+|our\s+)?recommendations?\d?:?"
    r"|(?:what|where|how)\b.{0,60}\b(?:improve|better)\b.{0,40}"
    r"|(?:key\s+|priority\s+|main\s+)?(?:areas?|points?|priorities|actions?)\s+for\s+(?:improvement|development|action|change)\b.{0,40}"
    r"|(?:priority|immediate|required|urgent)\s+(?:and\s+\w+\s+)?actions?\b.{0,40}"
    r"|next\s+steps:?",
    re.IGNORECASE,
)
_NOT_A_LIST = re.compile(r"previous|last\s+inspection|progress|\bmeans?\b", re.IGNORECASE)
_EMPTY = re.compile(r"[\s\d.]*(?:No\b|None\b|There\s+(?:are|were)\s+no\b|The\s+inspection\s+(?:did\s+not|found\s+no))")
_INSPECTOR = re.compile(
    r"HMI\b|H(?:er|is)\s+Majesty[’']s\s+Inspectors?\b(?!\s*\(HMI\)|\s+of\s+Constabulary)|Ofsted\s+[Ii]nspectors?\b"
)
_INSPECTOR_SIGNS = ("HMI", "Her Majesty", "His Majesty", "Ofsted inspector", "Ofsted Inspector")
_NAME_BEFORE = re.compile(rf"(?P<name>{NAME.pattern}),?\s*\Z")
_NAME_REACH = 60
_LAW = re.compile(r"(?:Act|Regulations|Order|Rules)\s+(?:19|20)\d\d\b")
_LAW_REACH = 50

Spans = Sequence[tuple[int, int]]


def gaps(document: Document, facts: Sequence[Fact], told: Collection[str] = ()) -> tuple[Problem, ...]:
    """The signs of what was missed in a report, at most `MOST` of a kind, each kind in the order of the text.

    Args:
        facts: all that was found in the document.
        told: pages ("page 2") of whose grades a problem has been told already.
    """
    kinds = (
        (one for one in _grades(document, _evidence(facts, Judgement)) if one.where.split(",")[0] not in told),
        _lists(document, _evidence(facts, Recommendation)),
        _inspectors(document, [fact.person for fact in facts if isinstance(fact, Participation)]),
        _laws(document, _evidence(facts, LegalReference)),
    )
    return tuple(problem for kind in kinds for problem in _first(kind))


def _first(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))[:MOST]


def _evidence(facts: Sequence[Fact], kind: type[Fact]) -> Spans:
    return sorted((span.start, span.end) for fact in facts if isinstance(fact, kind) for span in fact.evidence)


def _touches(taken: Spans, start: int, end: int) -> bool:
    """Whether any of the spans, which are sorted and seldom overlap, shares a character with `[start, end)`."""
    at = bisect_left(taken, (end, 0))
    return any(last > start for _, last in taken[max(0, at - 4) : at])


def _grades(document: Document, taken: Spans) -> Iterator[Problem]:
    """Headings, and rows of the first page, that end in a grade which no judgement was read from."""
    for block in document.blocks:
        if block.end - block.start > _LONGEST_ROW or (block.page > 1 and block.kind is not BlockKind.HEADING):
            continue
        if _ends_in_grade(document.text[block.start : block.end]) and not _touches(taken, block.start, block.end):
            what = f"a grade that gave no judgement: {document.flat(block.start, block.end)!r}"
            to_do = "look which aspect it is for: the vocabulary may lack a label"
            yield _problem(document, block.start, Severity.WARNING, what, to_do)


def _ends_in_grade(text: str) -> bool:
    found = list(GRADE.finditer(text))
    return bool(found) and found[-1].start() > 4 and not text[found[-1].end() :].strip(" \n\r\t*0123456789")


def _lists(document: Document, taken: Spans) -> Iterator[Problem]:
    """Headings that look like a list of what is asked for, with nothing taken from under them."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    for block, end in _until_next(headings, len(document.text)):
        title = document.flat(block.start, block.end)
        if not _LIKE_A_LIST.fullmatch(title) or _NOT_A_LIST.search(title) or end - block.end < _LEAST:
            continue
        if not _touches(taken, block.end, end) and not _EMPTY.match(document.text, block.end, end):
            what = f"a heading of recommendations with none taken: {title!r}"
            yield _problem(document, block.start, Severity.WARNING, what, "read what stands under it")


def _until_next(headings: Sequence[Block], end: int) -> Iterator[tuple[Block, int]]:
    """Each heading with where the next one of its level or above begins."""
    for index, block in enumerate(headings):
        after = (other.start for other in headings[index + 1 :] if other.level <= block.level)
        yield block, next(after, end)


def _inspectors(document: Document, people: Sequence[str]) -> Iterator[Problem]:
    """Names beside "HMI" of whom no part in the inspection was read."""
    known = {word.lower() for name in people for word in name.split()}
    for at in sorted(at for sign in _INSPECTOR_SIGNS for at in _places(document.text, sign)):
        match = _INSPECTOR.match(document.text, at)
        name = _NAME_BEFORE.search(document.text[max(0, at - _NAME_REACH) : at]) if match else None
        if match and name and not known & {word.lower() for word in name["name"].split()}:
            what = f"a name beside {match.group()!r} that is not in the team: {' '.join(name['name'].split())!r}"
            yield _problem(document, at, Severity.WARNING, what, "check the names in the document")


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _laws(document: Document, taken: Spans) -> Iterator[Problem]:
    """Acts and regulations that are named and were not read."""
    for match in _LAW.finditer(document.text):
        if not _touches(taken, match.start(), match.end()):
            words = document.flat(max(0, match.start() - _LAW_REACH), match.end()).split(" ", 1)[-1]
            what = f"a law that the vocabulary does not know: {words!r}"
            yield _problem(document, match.start(), Severity.NOTE, what, "add it to ontology/vocab/acts.ttl")


def _problem(document: Document, offset: int, severity: Severity, what: str, what_to_do: str) -> Problem:
    section = document.section_at(offset)
    where = f"page {document.offsets.page_at(offset)}" + (f", {section[:60]}" if section else "")
    return Problem(document.path, severity, where, what, what_to_do)
