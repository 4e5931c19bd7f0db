"""Reports of inspections of children's services, 2012 to today: every layout of
`kg.extract.inspections.FRAMEWORKS`."""

from __future__ import annotations

import re

from kg.extract.action_links import answering
from kg.extract.earlier import earlier_inspections
from kg.extract.findings import findings
from kg.extract.followups import follow_up_statements
from kg.extract.gaps import gaps
from kg.extract.grades import judgements
from kg.extract.inspections import DATE_LABEL, cover_of, framework_of, own_inspection
from kg.extract.people import team
from kg.extract.prose import printed_pieces, prose_pieces
from kg.extract.recommendations import counted, recommendations
from kg.genres.content import content
from kg.genres.genre import Extraction, Genre, council_name
from kg.model import OWN, BodyRef, Document, InspectionMention, Judgement, Problem, Severity
from kg.vocabulary import Lexicon

_FOOTNOTE = re.compile(r"(?<=[a-z])\d{1,2}$")
_SIGNS = (
    re.compile(rf"(?:{DATE_LABEL.pattern})(?:\w+\s+)?\d", re.IGNORECASE),
    re.compile(r"\b(?:Lead|Reporting)\s+inspector\b", re.IGNORECASE),
    re.compile(r"\bReport\s+published\b|\bPublished:", re.IGNORECASE),
    re.compile(r"\bJudgement\s+Grade\b|\boverall\s+judgement\b|\brequires?\s+improvement\b", re.IGNORECASE),
)

_CERTAIN = 3
"""Signs beside a known title and dates that leave no doubt: no other kind of document need be thought of."""


def recognise(document: Document, lexicon: Lexicon) -> float:  # noqa: ARG001 - as every genre does
    """A report names its kind of inspection above its dates, and shows other signs of a report's first
    page."""
    cover = cover_of(document)
    signs = sum(bool(sign.search(cover.flat.text)) for sign in _SIGNS)
    if cover.title_end > 600:
        return 0.0
    if not _SIGNS[0].search(cover.flat.text):  # its date cannot be read: the lead's line must tell
        return 0.55 if framework_of(cover.title) and _SIGNS[1].search(cover.flat.text) else 0.0
    if not framework_of(cover.title):
        return 0.3
    return 1.0 if signs >= _CERTAIN else 0.4 + 0.15 * signs


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """The inspection, its judgements, recommendations and team."""
    own = own_inspection(document, lexicon)
    mention = own.mention
    grades, grade_problems = judgements(document, lexicon, mention.body)
    asked, asked_problems = recommendations(document, lexicon, mention.body, mention.framework == "lscb-review")
    people, people_problems = team(document)
    earlier = earlier_inspections(document, lexicon, mention.body)
    found, finding_problems = findings(document, lexicon, _inspected(mention), None, asked)
    council = council_name(mention.body.name, lexicon)
    printed, prose = printed_pieces(document), prose_pieces(document)
    issued = mention.published.iso if mention.published else document.catalogue.issued
    stated, unread = content(document, lexicon, council, printed, prose, issued, OWN)
    followed = follow_up_statements(document, lexicon, _inspected(mention), prose, OWN)
    facts = (*own.facts, *grades, *asked, *counted(asked), *people, *earlier.facts, *found, *followed, *stated)
    facts = tuple(answering(document, facts))
    boards = (BodyRef(mention.body.name, "board"),) if mention.inspects_board else ()
    return Extraction(
        title=_FOOTNOTE.sub("", own.title),
        publisher="Ofsted",
        issued=mention.published.iso if mention.published else "",
        about=(mention.body, *boards),
        inspections=(mention, *earlier.inspections),
        facts=facts,
        problems=(
            *own.problems,
            *grade_problems,
            *_ungraded(document, lexicon, mention, grades),
            *asked_problems,
            *people_problems,
            *finding_problems,
            *unread,
            *gaps(document, facts, [problem.where for problem in grade_problems]),
        ),
    )


def _inspected(mention: InspectionMention) -> BodyRef:
    """Whom the report's findings are about: the board where it reviews nothing else."""
    return BodyRef(mention.body.name, "board") if mention.framework == "lscb-review" else mention.body


def _ungraded(
    document: Document, lexicon: Lexicon, mention: InspectionMention, grades: tuple[Judgement, ...]
) -> tuple[Problem, ...]:
    """A warning where the framework always grades an aspect that no grade was found for. (Where none at all
    was found, that has been said.)"""
    version = lexicon.framework_version(mention.framework, mention.start.iso) if mention.start else None
    found = {aspect for judgement in grades for aspect in (judgement.aspect, *judgement.covers)}
    missing = [aspect for aspect in version.aspects if aspect not in found] if version and grades else []
    if not missing:
        return ()
    what = f"no grade was found for {', '.join(missing)}"
    return (Problem(document.path, Severity.WARNING, "document", what, "look for it in the table of grades"),)


GENRE = Genre("inspection-report", recognise, extract)
