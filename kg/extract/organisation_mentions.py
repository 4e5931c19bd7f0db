"""Where a document names bodies: those of the vocabulary of partners, and those whose names tell that they are bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.even import Even, PhraseFinder
from kg.extract.organisation_names import Named, boroughs, names
from kg.extract.organisation_providers import named_providers
from kg.vocabulary import Concept, Lexicon

_AND = re.compile(r"\b(?:and|in|the)\s$")
_REGULATIONS = re.compile(r"\s\(Review\)|\sRegulations")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, with the partner that it is where that is known."""

    named: Named
    known: Concept | None = None


@lru_cache(maxsize=4)
def _partners(lexicon: Lexicon) -> PhraseFinder[Concept]:
    concepts = [c for c in lexicon.scheme("partner").concepts.values() if c.broader]
    return PhraseFinder((label, concept) for concept in concepts for label in concept.labels)


def mentions(searched: Even, lexicon: Lexicon) -> list[Mention]:
    """Known bodies and names, by place; a name that only repeats a known body's, or adds a place to it, is that body."""
    known = [Mention(Named(start, end, c.broader), c) for start, end, c in _partners(lexicon).find(searched)]
    by_end = {mention.named.end: mention for mention in known}
    merged: list[Mention] = []
    for named in (*names(searched), *boroughs(searched), *named_providers(searched)):
        same = by_end.get(named.end)
        if same and _AND.search(searched.lower, named.start, same.named.start):
            continue  # "the Gateway service and multi-agency safeguarding hub": two bodies
        if same and same.named.start >= named.start:
            by_end[named.end] = Mention(
                Named(named.start, named.end, named.kind, named.owner, named.proper), same.known
            )
        elif not _REGULATIONS.match(searched.text, named.end):
            merged.append(Mention(named))
    merged += [m for m in by_end.values() if not _REGULATIONS.match(searched.text, m.named.end)]
    merged.sort(key=lambda mention: (mention.named.start, -mention.named.end))
    return list(_apart(merged))


def _apart(found: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions that do not overlap: of two, the one that begins first, there the longer."""
    end = 0
    for mention in found:
        if mention.named.start >= end:
            end = mention.named.end
            yield mention
