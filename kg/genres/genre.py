"""What a genre is: how a kind of document is recognised, and what is read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.model import BodyRef, Document, Fact, InspectionMention, Problem
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


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of document: `recognise` gives how sure it is from 0 to 1, `extract` reads what it states."""

    notation: str
    recognise: Callable[[Document, Lexicon], float]
    extract: Callable[[Document, Lexicon], Extraction]


def council_name(name: str, lexicon: Lexicon) -> str:
    """The council's name in full: the register's alias that ends in "Council", else its name with "Council"; "" for a
    name that the register does not have."""
    authority = lexicon.authority_named(name) or next((a for _, _, a in lexicon.find_authorities(name)), None)
    if authority is None:
        return ""
    full = [alias for alias in authority.aliases if alias.startswith(authority.name) and alias.endswith("Council")]
    return max(full, key=len) if full else f"{authority.name} Council"
