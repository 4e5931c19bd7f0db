"""What a genre is: how a kind of document is recognised, and what is read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.model import BodyRef, Document, Fact, InspectionMention, Problem, ToldPublication
from kg.vocabulary import Lexicon


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a genre's extractors found in a document. Empty strings and tuples where it does not say."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    issued: str = ""
    about: tuple[BodyRef, ...] = ()
    inspections: tuple[InspectionMention, ...] = ()
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()
    told: ToldPublication | None = None


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of document: `recognise` gives how sure it is from 0 to 1, `extract` reads what it states."""

    notation: str
    recognise: Callable[[Document, Lexicon], float]
    extract: Callable[[Document, Lexicon], Extraction]


def council_name(name: str, lexicon: Lexicon) -> str:
    """The council's name in full: that of a city, a county or a London borough where the register has it among its
    aliases, else the longest that ends in "Council"; "" for a name that the register does not have."""
    authority = lexicon.authority_named(name) or next((a for _, _, a in lexicon.find_authorities(name)), None)
    if authority is None:
        return ""
    place = authority.name.split(",")[0]
    usual = (
        f"{place} City Council",
        f"{place} County Council",
        f"London Borough of {place}",
        f"Royal Borough of {place}",
    )
    full = [alias for alias in authority.aliases if alias.startswith(place) and alias.endswith("Council")]
    return next((name for name in usual if name in authority.aliases), max(full, key=len, default=f"{place} Council"))
