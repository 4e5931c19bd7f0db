"""What a recommendation or a finding is about: the themes whose labels it has.

The vocabulary does the matching: to teach a new way of writing, add a label to `ontology/vocab/themes.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.extract.finding_phrases import Hit, PhraseFinder, even
from kg.vocabulary import Lexicon


@lru_cache(maxsize=4)
def theme_finder(lexicon: Lexicon) -> PhraseFinder:
    """The finder of the themes' labels, made once for a lexicon."""
    concepts = lexicon.scheme("theme").concepts.values()
    return PhraseFinder((label, concept.notation) for concept in concepts for label in concept.labels)


def themes_of(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The notations of the themes that a text speaks of, in the order of the alphabet."""
    return themes_among(theme_finder(lexicon).find(text, even(text)))


def themes_among(hits: Iterable[Hit]) -> tuple[str, ...]:
    """The themes of these hits, each once."""
    return tuple(sorted({theme for _, _, theme in hits}))
