"""What looks like a fact in scope and gave none: grades, lists of recommendations, inspectors and laws that no rule took up.

Each sign is a cheap look at headings or around a rare word, held against the evidence of the facts that were found. So a new
layout or wording shows by itself in `problems.csv`; a wrong alarm costs a reader one look.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.grades import GRADE
from kg.extract.patterns import NAME
from kg.model import Block, BlockKind, Document, Fact, Judgement, LegalReference, Participation, Problem, Recommendation
from kg.model import InspectionMention, Severity

MOST = 3
"""Problems of one kind that a document lists; more of the same say no more."""
_LONGEST_ROW = 150
_LIKE_A_LIST = re.compile(
    r"(?:key\s+|main\s+|our\s+)?recommendations?\d?:?|(?:what|where|how)\b.{0,60}\b(?:improve|better)\b.{0,40}"
    r"|(?:key\s+|priority\s+|main\s+)?(?:areas?|points?|priorities|actions?)\s+for\s+(?:improvement|development|action|change)\b.{0,40}"
    r"|(?:priority|immediate|required|urgent)\s+(?:and\s+\w+\s+)?actions?\b.{0,40}|next\s+steps:?",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[\s\d.]*(?:No\b|None\b|There\s+(?:are|were)\s+no\b|The\s+inspection\s+(?:did\s+not|found\s+no))")
_LEAST = 40
"""Characters that a list has at least."""
_NOT_A_LIST = re.compile(r"previous|last\s+inspection|progress|board\b.*\d$|\bmeans?\b", re.IGNORECASE)
_INSPECTOR = re.compile(r"\bHMI\b|\b[HT](?:er|is|he)\s+Majesty[’']s\s+Inspectors?\b(?!\s*\(HMI\)|\s+of\s+Constabulary)|\bOfsted\s+[Ii]nspectors?\b")
_NAME_BEFORE = re.compile(rf"(?P<name>{NAME.pattern}),?\s*\Z")
_LAW = re.compile(r"\b(?:Act|Regulations|Order|Rules)\s+(?:19|20)\d\d\b")


def gaps(document: Document, facts: Sequence[Fact], mention: InspectionMention) -> tuple[Problem, ...]:
    """The signs of what was missed in a report, at most `MOST` of a kind, in the order of the text.

    Args:
        facts: all that was found in the document.
        mention: its own inspection, for the name of the body: "Norfolk HMI" is nobody.
    """
    kinds = (
        _grades(document, _evidence(facts, Judgement)),
        _lists(document, _evidence(facts, Recommendation)),
        _inspectors(document, [fact.person for fact in facts if isinstance(fact, Participation)]),
        _laws(document, _evidence(facts, LegalReference)),
    )
    return tuple(problem for kind in kinds for problem in _first(kind))


def _first(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))[:MOST]


def _evidence(facts: Sequence[Fact], kind: type[Fact]) -> list[tuple[int, int]]:
    return sorted((span.start, span.end) for fact in facts if isinstance(fact, kind) for span in fact.evidence)


def _touches(evidence: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of the spans (sorted, few of them overlapping) shares a character with `[start, end)`."""
    at = bisect_left(evidence, (end, 0))
    return any(last > start for _, last in evidence[max(0, at - 4) : at])


def _grades(document: Document, taken: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """Headings, and rows of the first page, that end in a grade which no judgement was read from."""
    for block in document.blocks:
        if block.page > 1 and block.kind is not BlockKind.HEADING:
            continue
        grade = _ending(document.text[block.start : min(block.end, block.start + _LONGEST_ROW)])
        if block.end - block.start <= _LONGEST_ROW and grade and not _touches(taken, block.start, block.end):
            words = document.flat(block.start, block.end)
            yield _problem(document, block.start, Severity.WARNING, f"a grade that gave no judgement: {words!r}", "look which aspect it is for; a label may be missing in the vocabulary")


def _ending(text: str) -> re.Match[str] | None:
    """The grade that a short text ends in, after words."""
    found = None
    for found in GRADE.finditer(text):
        pass
    return found if found and found.start() > 4 and not text[found.end() :].strip(" \n\r\t*0123456789") else None


def _lists(document: Document, taken: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """Headings that look like a list of what is asked for, with nothing taken from under them."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    for block, end in _until_next(headings, len(document.text)):
        title = document.flat(block.start, block.end)
        if _LIKE_A_LIST.fullmatch(title) and not _NOT_A_LIST.search(title) and not _touches(taken, block.end, end):
            if end - block.end > _LEAST and not _EMPTY.match(document.text, block.end, end):
                yield _problem(document, block.start, Severity.WARNING, f"a heading of recommendations with none taken: {title!r}", "read what stands under it")


def _until_next(headings: Sequence[Block], end: int) -> Iterator[tuple[Block, int]]:
    """Each heading with where the next one of its level or above begins."""
    for index, block in enumerate(headings):
        after = (other.start for other in headings[index + 1 :] if other.level <= block.level)
        yield block, next(after, end)


def _inspectors(document: Document, people: Sequence[str]) -> Iterator[Problem]:
    """Names beside "HMI" of whom no part in the inspection was read."""
    known = {name.split()[-1].lower() for name in people if name}
    for match in _INSPECTOR.finditer(document.text):
        before = document.text[max(0, match.start() - 60) : match.start()]
        name = _NAME_BEFORE.search(before)
        if name and not known & {word.lower() for word in name["name"].split()}:
            words = " ".join(name["name"].split())
            yield _problem(document, match.start(), Severity.WARNING, f"a name beside {match.group()!r} that is not in the team: {words!r}", "check the names in the document")


def _laws(document: Document, taken: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """Acts and regulations that are named and were not read."""
    for match in _LAW.finditer(document.text):
        if not _touches(taken, match.start(), match.end()):
            words = document.flat(max(0, match.start() - 50), match.end()).split(" ", 1)[-1]
            yield _problem(document, match.start(), Severity.NOTE, f"a law that the vocabulary does not know: {words!r}", "add it to ontology/vocab/acts.ttl")


def _problem(document: Document, offset: int, severity: Severity, what: str, what_to_do: str) -> Problem:
    section = document.section_at(offset)
    where = f"page {document.offsets.page_at(offset)}" + (f", {section[:60]}" if section else "")
    return Problem(document.path, severity, where, what, what_to_do)
