"""What every kind of document may state beside its backbone: organisations, services, posts, actions, numbers, law."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.actions import actions
from kg.extract.legislation import legal_references
from kg.extract.organisations import organisations
from kg.extract.services import services
from kg.extract.statistics import statistics
from kg.extract.unnamed_posts import unnamed_posts
from kg.model import Document, Fact, OrganisationMention, Problem, RelationStatement, ServiceMention
from kg.vocabulary import Lexicon

Pieces = Sequence[tuple[int, int]]


def content(
    document: Document,
    lexicon: Lexicon,
    council: str,
    printed: Pieces,
    prose: Pieces,
    issued: str,
    inspection: str,
) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """The facts of these kinds, and what could not be read.

    Args:
        council: full name of the council that the document is about, "" where none is known.
        printed: all that is the document's own words, as (start, end) in its text.
        prose: the part of it that is running text, without headings and lists of recommendations.
        issued: the document's ISO date, "" where it is not known.
        inspection: key of the inspection that legal references belong to, "".
    """
    numbers, problems = statistics(document, lexicon, list(printed), council, issued)
    named = organisations(document, lexicon, council, list(printed))
    offered = services(document, lexicon, list(printed))
    facts = (
        *named,
        *offered,
        *relations(named, offered),
        *unnamed_posts(document, lexicon, council, list(prose)),
        *actions(document, lexicon, "", list(prose), issued),
        *legal_references(document, lexicon, inspection),
        *numbers,
    )
    return facts, problems


def relations(named: Sequence[OrganisationMention], offered: Sequence[ServiceMention]) -> tuple[RelationStatement, ...]:
    """What organisations are part of and who provides services, as facts of their own."""
    part_of = [(one, one.name, "partOf", one.part_of) for one in named if one.part_of]
    provided = [(one, one.name, "providedBy", one.provider) for one in offered if one.provider]
    return tuple(
        RelationStatement(
            evidence=fact.evidence,
            confidence=fact.confidence,
            extractor=fact.extractor,
            subject=subject,
            predicate=predicate,
            object=target,
        )
        for fact, subject, predicate, target in (*part_of, *provided)
    )
