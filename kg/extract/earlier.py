"""Earlier inspections that a report lists under "Previous Ofsted inspections", with the grades given for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.grades import GRADE, grade_of
from kg.extract.mentions import find_mentions, sentences_of
from kg.extract.patterns import flatten
from kg.model import BlockKind, BodyRef, Document, Fact, InspectionMention, Judgement
from kg.vocabulary import Lexicon

_HEADING = re.compile(r"(?:previous|last|earlier)\s+(?:Ofsted\s+)?inspections?|inspection\s+history", re.IGNORECASE)
_JUDGED = re.compile(r"\bjudg(?:ed|ement)\b|\bgraded\b|\brated\b|\bfound\s+to\s+be\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:agency|agencies|homes?|centres?|schools?|college)\b", re.IGNORECASE)
_OF_WHAT = re.compile(
    r"\binspection\s+of\s+the\s+(?:local\s+authority|council|borough|county|city)[’']?s?\s+(.{3,160}?)\s+(?:was|were|took)\b",
    re.I,
)
_REACH = 12


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier inspections and what is stated of them."""

    inspections: tuple[InspectionMention, ...]
    facts: tuple[Fact, ...]


def earlier_inspections(document: Document, lexicon: Lexicon, body: BodyRef) -> Earlier:
    """Read the section on earlier inspections. An item is one inspection: its date, its subject, its grade."""
    mentions: dict[str, InspectionMention] = {}
    facts: list[Fact] = []
    for start, end in _items(document):
        if _OTHERS.search(document.text, start, end) and not _OF_WHAT.search(document.flat(start, end)):
            continue
        found = find_mentions(sentences_of(document.text, [(start, end)]), body, "")
        dated = {key: m for key, m in found.by_key.items() if m.start}
        if len(dated) != 1:
            continue
        mentions.update(dated)
        facts += [fact for fact in found.facts if getattr(fact, "inspection", "") in dated]
        grade = _grade(document, start, end, next(iter(dated)), lexicon, body)
        facts += [grade] if grade else []
    return Earlier(tuple(mentions.values()), tuple(facts))


def _items(document: Document) -> Iterator[tuple[int, int]]:
    """The blocks under a heading about previous inspections, up to the next heading."""
    inside = 0
    for block in document.blocks:
        text = document.opening(block)
        if len(text) < 60 and _HEADING.fullmatch(text):
            inside = _REACH
        elif block.kind is BlockKind.HEADING or (inside and len(text) < 40 and not text.endswith(".")):
            inside = 0
        elif inside:
            inside -= 1
            yield block.body if block.kind is BlockKind.ITEM else block.start, block.end


def _grade(document: Document, start: int, end: int, key: str, lexicon: Lexicon, body: BodyRef) -> Judgement | None:
    flat = flatten(document.text, start, end)
    judged = _JUDGED.search(flat.text)
    grades = list(GRADE.finditer(flat.text, judged.end())) if judged else []
    if len(grades) != 1:
        return None
    labels = list(lexicon.find(("row", "aspect"), flat.text[: grades[0].start()]))
    aspects = dict.fromkeys((c.aspect or c.notation) for _, _, c in labels)
    aspect = next(iter(aspects)) if len(aspects) == 1 else "overall-effectiveness"
    if len(aspects) > 1 or (not aspects and _OF_WHAT.search(flat.text)):
        return None  # several subjects, or one that no vocabulary names
    words = flat.text[labels[0][0] : labels[0][1]] if labels else "the local authority"
    return Judgement(
        evidence=(flat.span(0, grades[0].end()),),
        confidence=0.9,
        extractor="earlier.list",
        inspection=key,
        body=BodyRef(body.name, "board") if aspect == "lscb" else body,
        aspect=aspect,
        covers=(aspect,),
        grade=grade_of(grades[0]),
        aspect_as_written=words,
        grade_as_written=grades[0].group(),
    )
