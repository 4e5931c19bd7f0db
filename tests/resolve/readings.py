"""Readings made by hand, with no more in them than a test of resolution needs."""

from __future__ import annotations

import random
from collections.abc import Iterable

from kg.genres import sketch
from kg.model import (
    OWN,
    BodyRef,
    CatalogueEntry,
    Fact,
    InspectionMention,
    Judgement,
    PartialDate,
    Participation,
    Passage,
    Reading,
    Span,
)
from kg.resolve.paths import digest

HALTON = BodyRef("Halton")
SPAN = Span(0, 4)


def own(
    start: str = "2024-05-13",
    end: str = "2024-05-24",
    framework: str = "ilacs-standard",
    body: BodyRef = HALTON,
    *,
    board: bool = False,
) -> InspectionMention:
    """The inspection that a report is the report of."""
    return InspectionMention(
        key=OWN, body=body, framework=framework, start=PartialDate(start), end=PartialDate(end), inspects_board=board
    )


def mention(
    key: str, start: str = "", framework: str = "", status: str = "done", published: str = "", body: BodyRef = HALTON
) -> InspectionMention:
    """An inspection that a piece of news speaks of."""
    return InspectionMention(
        key=key,
        body=body,
        framework=framework,
        status=status,
        start=PartialDate(start) if start else None,
        published=PartialDate(published) if published else None,
    )


def person(name: str, role: str = "inspector", organisation: str = "Ofsted") -> Participation:
    return Participation(
        evidence=(SPAN,),
        confidence=0.9,
        extractor="test",
        inspection=OWN,
        person=name,
        role=role,
        post_title=role,
        organisation=organisation,
    )


def judgement(
    grade: str, body: BodyRef = HALTON, aspect: str = "overall-effectiveness", inspection: str = OWN
) -> Judgement:
    return Judgement(
        evidence=(SPAN,),
        confidence=0.9,
        extractor="test",
        inspection=inspection,
        body=body,
        aspect=aspect,
        covers=(aspect,),
        grade=grade,
        aspect_as_written=aspect,
        grade_as_written=grade,
    )


def reading(
    name: str,
    *inspections: InspectionMention,
    facts: Iterable[Fact] = (),
    text: str = "",
    about: tuple[BodyRef, ...] = (HALTON,),
    genre: str = "inspection-report",
    issued: str = "",
) -> Reading:
    """A reading whose id is made from its name."""
    return Reading(
        id=digest(name),
        path=f"{name}.pdf",
        sha256=digest(name) * 4,
        format="application/pdf",
        page_count=1,
        title=name,
        genre=genre,
        publisher="",
        author="",
        issued=issued,
        about=about,
        catalogue=CatalogueEntry(),
        inspections=inspections,
        facts=tuple(facts),
        passages=(Passage(0, 4, "word", 1, ""),),
        problems=(),
        shingles=sketch(text),
    )


def essay(seed: int, words: int = 900) -> str:
    """Long words that look like a report's, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    stems = ["assess", "manag", "protect", "support", "plann", "safeguard", "consider", "improv", "record", "recruit"]
    ends = ["ation", "ement", "ingness", "ability", "erations", "ively", "ational", "edness"]
    return " ".join(dice.choice(stems) + dice.choice(ends) for _ in range(words))
