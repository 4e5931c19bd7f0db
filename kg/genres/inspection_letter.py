"""Letters after focused and monitoring visits: the visit, its inspectors, what they found and what needs to improve. A
visit gives no grade: those that a letter names are of the inspection before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.findings import findings
from kg.extract.followups import follow_up_statements
from kg.extract.letters import is_letter, read_letter
from kg.extract.mentions import Mentions, find_mentions, sentences_of
from kg.extract.prose import printed_pieces, prose_pieces
from kg.extract.recommendations import counted, opener, recommendations
from kg.extract.running_grades import PREVIOUS, running_grades
from kg.genres.content import content
from kg.genres.genre import Extraction, Genre, council_name
from kg.model import OWN, Document, Fact, InspectionMention, Problem
from kg.vocabulary import Lexicon

_OF_ITSELF = re.compile(r"\b(?:copying\s+this\s+letter|letter\s+will\s+be\s+published)\b")
_AREAS = ("help-and-protection", "looked-after-and-permanence", "leadership")


def recognise(document: Document, lexicon: Lexicon) -> float:  # noqa: ARG001 - as every genre does
    """1 for what begins as such a letter does, else 0."""
    return 1.0 if is_letter(document) else 0.0


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """The visit, its team, findings, what needs to improve, and the inspections before that it names."""
    letter = read_letter(document, lexicon)
    own = letter.mention
    issued = letter.issued or document.catalogue.issued
    asked, _ = recommendations(document, lexicon, own.body, False)
    found, finding_problems = findings(document, lexicon, own.body, None, asked)
    found = tuple(one for one in found if opener(one.text) is None)
    earlier, stated_earlier = _earlier(document, own, issued, lexicon)
    council = council_name(own.body.name, lexicon)
    prose = _prose(document)
    followed = follow_up_statements(document, lexicon, own.body, prose, OWN)
    stated, unread = content(document, lexicon, council, printed_pieces(document), prose, issued, OWN)
    return Extraction(
        title=letter.title,
        publisher="Ofsted",
        issued=letter.issued,
        about=(own.body,) if own.body.name else (),
        inspections=(own, *earlier),
        facts=(*letter.facts, *asked, *counted(asked), *stated_earlier, *found, *followed, *stated),
        problems=(*_gaps(document, own), *finding_problems, *unread),
    )


def _prose(document: Document) -> list[tuple[int, int]]:
    """The running text, without what every letter says of itself."""
    return [piece for piece in prose_pieces(document) if not _OF_ITSELF.search(document.text, *piece)]


def _earlier(
    document: Document, own: InspectionMention, issued: str, lexicon: Lexicon
) -> tuple[tuple[InspectionMention, ...], tuple[Fact, ...]]:
    """The other inspections that a letter speaks of, with their dates and grades."""
    sentences = sentences_of(document.text, prose_pieces(document))
    mentions = find_mentions(sentences, own.body, issued, press=True)
    others = {key: one for key, one in mentions.by_key.items() if (one.start or one.month) and not _is_own(one, own)}
    grades = running_grades(sentences, _without(mentions, others), lexicon, _AREAS)
    facts = [fact for fact in (*mentions.facts, *grades) if getattr(fact, "inspection", "") in {*others, PREVIOUS}]
    used = {getattr(fact, "inspection", "") for fact in facts}
    undated = [InspectionMention(key=PREVIOUS, body=own.body)] if PREVIOUS in used else []
    return (*(one for key, one in others.items() if key in used), *undated), tuple(facts)


def _without(mentions: Mentions, others: dict[str, InspectionMention]) -> Mentions:
    """The mentions with the letter's own visit as the main one."""
    if mentions.main in others:
        mentions.main = OWN
        mentions.by_key[OWN] = InspectionMention(key=OWN, body=mentions.body, framework="focused-visit")
    elif not mentions.by_key[mentions.main].framework:
        mentions.by_key[mentions.main] = replace(mentions.by_key[mentions.main], framework="focused-visit")
    return mentions


def _is_own(one: InspectionMention, own: InspectionMention) -> bool:
    if not (one.start and own.start):
        return not one.start and bool(own.start) and one.month == own.start.iso[5:7] if own.start else False
    return own.start.iso.startswith(one.start.iso) and one.status == own.status


def _gaps(document: Document, own: InspectionMention) -> tuple[Problem, ...]:
    missing = [what for what, there in (("authority", own.body.name), ("days of the visit", own.start)) if not there]
    return tuple(
        Problem(document.path, "warning", "page 1", f"the {what} could not be read", "read the letter's first page")
        for what in missing
    )


GENRE = Genre("inspection-letter", recognise, extract)
