"""Mentions of one inspection that differ in how exactly they date it, made one: "good in 2021" beside "inspected in March 2021".
And dates that lie ahead: what a piece calls an inspection of a year to come is expected, not done.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.mention_cues import Cue
from kg.model import InspectionMention, InspectionStatement

if TYPE_CHECKING:
    from kg.extract.mentions import Mentions


def made_exact(mentions: Mentions) -> None:
    """Let each mention that only a year dates mean the one of its body that names a month of that year, where there is just
    one, visits aside. Changes the mentions in place."""
    for key in [key for key, one in mentions.by_key.items() if _year_alone(one)]:
        exact = _same_year(mentions.by_key, mentions.by_key[key])
        if exact:
            _rename(mentions, key, exact)


def _year_alone(one: InspectionMention) -> bool:
    return one.status == "done" and not one.framework and one.start is not None and len(one.start.iso) == 4


def _same_year(by_key: dict[str, InspectionMention], vague: InspectionMention) -> str:
    year = vague.start.iso if vague.start else "?"
    found = [
        key
        for key, one in by_key.items()
        if one.body == vague.body
        and one.status == "done"
        and not one.framework
        and one.start
        and one.start.iso.startswith(f"{year}-")
    ]
    return found[0] if len(found) == 1 else ""


def _rename(mentions: Mentions, key: str, exact: str) -> None:
    del mentions.by_key[key]
    mentions.places = [(a, b, exact if one == key else one) for a, b, one in mentions.places]
    mentions.graded = {(a, b, exact if one == key else one) for a, b, one in mentions.graded}
    mentions.heads = {piece: exact if one == key else one for piece, one in mentions.heads.items()}
    mentions.facts = [
        replace(fact, inspection=exact) if isinstance(fact, InspectionStatement) and fact.inspection == key else fact
        for fact in mentions.facts
    ]


def ahead(cue: Cue, issued: str) -> Cue | None:
    """The cue as one of an inspection to come where its date lies after the day of the piece; None where a grade is said to be
    of such a date, or where the piece has no day."""
    start = cue.mention.start
    if cue.mention.status != "done" or not start or not issued:
        return cue
    length = min(len(start.iso), len(issued))
    if start.iso[:length] <= issued[:length]:
        return cue
    if cue.graded:
        return None
    return replace(cue, mention=replace(cue.mention, status="expected", key=f"expected/{cue.mention.key}"))
