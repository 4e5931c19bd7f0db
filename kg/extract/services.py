"""The services that a document names, by the labels of the vocabulary of service types, and who is stated to provide them.

A label that names people or a subject ("care leavers", "adoption") is a service only with a word behind it that says so
("adoption service", "fostering team"). A body has at most one service of a type, so there is one fact for each type: how it is
first called by words that say that it is a service.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.even import Even, PhraseFinder, even, plain_words
from kg.extract.organisation_names import Named
from kg.extract.organisation_providers import named_providers
from kg.extract.prose import Pieces, Places, printed_pieces
from kg.lexicon import is_acronym
from kg.model import Document, ServiceMention, Span
from kg.vocabulary import Concept, Lexicon

_MOST = 5
_NOUN = (
    r"(?:services?|teams?|units?|hubs?|offers?|support|provision|programmes?|schemes?|arrangements|agency|agencies"
    r"|interviews?|interviewers?|project|pathway|pathways|school|schools|homes?|centres?|academy)"
)
_LAST = re.compile(rf"\b{_NOUN}(?:\s\([A-Za-z]+\))?$", re.IGNORECASE)
_NEXT = re.compile(rf"\s{_NOUN}\b(?!\seducat)", re.IGNORECASE)
_AND_NEXT = re.compile(
    rf"\sand\s(?!(?:to|this|these|that|other|their|his|her|practical|appropriate|statutory|targeted|partner)\s)[a-z]+\s{_NOUN}\b(?!\seducat)",
    re.IGNORECASE,
)
"""What goes on after a label that is no service by its last word ("fostering and adoption service")."""
_FOR_PEOPLE = re.compile(
    r"\b(?:services?|support|provision|help)\s(?:for|to)\s(?:all\s|the\s|our\s|these\s)?$", re.IGNORECASE
)
_PEOPLE = frozenset({
    "care-leavers", "looked-after", "assessment-and-intervention", "child-protection", "fostering", "adoption", "young-carers",
    "unaccompanied-children", "disabled-children", "children-missing-education", "early-help", "kinship", "domestic-abuse",
    "commissioning", "quality-assurance", "health",
})  # fmt: skip
"""Types whose short labels are also words for people or for a subject."""
_NOT_SERVICES = frozenset({"leadership", "recording-system"})
"""Types that serve the staff, not children."""
_PROVIDED = re.compile(r"\b(?:provided|delivered|commissioned|run)\s(?:by|from|through)\s(?:the\s)?$")
_NEAR = 70


def services(document: Document, lexicon: Lexicon, pieces: Pieces | None = None) -> tuple[ServiceMention, ...]:
    """One fact for each service that is named in the pieces (start, end) of the document, by first mention; every block but
    the imprint where they are not given."""
    searched = even(document.text)
    places = Places(pieces if pieces is not None else printed_pieces(document))
    found: dict[str, list[_Found]] = {}
    for mention in _mentions(searched, _labels(lexicon)):
        if places.piece(mention.start, mention.end):
            found.setdefault(mention.concept.notation, []).append(mention)
    providers = list(_providers(searched))
    facts = [_fact(searched, mentions, providers) for mentions in found.values()]
    return tuple(sorted(facts, key=lambda fact: fact.evidence[0]))


@dataclass(frozen=True, slots=True)
class _Found:
    """A service in the text; `sure`: its words say that it is a service."""

    start: int
    end: int
    concept: Concept
    sure: bool


class _Labels:
    """The labels of service types and what is told of each beforehand."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        pairs = [(label, concept) for concept in concepts for label in concept.labels]
        self.finder = PhraseFinder((_any_case(label), (label, concept)) for label, concept in pairs)
        self.whole = {label for label, _ in pairs if _LAST.search(label) or is_acronym(label)}
        self.sure = {label for label, concept in pairs if _names_a_service(label, concept)}


@lru_cache(maxsize=4)
def _labels(lexicon: Lexicon) -> _Labels:
    return _Labels(lexicon.scheme("service-type").concepts.values())


def _any_case(label: str) -> str:
    """The label so that it is found in small letters as well, but for an acronym."""
    return label if is_acronym(label.split(" ", maxsplit=1)[0]) else label[0].lower() + label[1:]


def _names_a_service(label: str, concept: Concept) -> bool:
    if is_acronym(label):
        return concept.notation not in ("domestic-abuse", "unaccompanied-children")
    return bool(_LAST.search(label)) or concept.notation not in _PEOPLE or len(plain_words(label)) > 3


def _mentions(searched: Even, labels: _Labels) -> Iterator[_Found]:
    for start, end, (label, concept) in labels.finder.find(searched):
        if concept.notation in _NOT_SERVICES:
            continue
        after = _NEXT.match(searched.text, end)
        if not after and label not in labels.whole:
            after = _AND_NEXT.match(searched.text, end)
        if label in labels.sure:
            yield _Found(start, after.end() if after else end, concept, bool(after or _LAST.search(label)))
        elif after:
            yield _Found(start, after.end(), concept, True)
        elif before := _FOR_PEOPLE.search(searched.text, max(0, start - 30), start):
            yield _Found(before.start(), end, concept, True)


def _providers(searched: Even) -> Iterator[Named]:
    """Bodies after "provided by"."""
    for named in named_providers(searched):
        if _PROVIDED.search(searched.text, max(0, named.start - 40), named.start):
            yield named


def _fact(searched: Even, mentions: Sequence[_Found], providers: Sequence[Named]) -> ServiceMention:
    first = next((mention for mention in mentions if mention.sure), mentions[0])
    others = [mention for mention in mentions if mention is not first and mention.sure >= first.sure]
    return ServiceMention(
        evidence=tuple(Span(mention.start, mention.end) for mention in (first, *others[: _MOST - 1])),
        confidence=0.85 if first.sure else 0.7,
        extractor="services",
        name=_name(searched, first),
        service_type=first.concept.notation,
        provider=_provider(searched, mentions, providers),
    )


def _name(searched: Even, mention: _Found) -> str:
    written = " ".join(searched.text[mention.start : mention.end].split())
    return written[0].upper() + written[1:]


def _provider(searched: Even, mentions: Sequence[_Found], providers: Sequence[Named]) -> str:
    starts = [named.start for named in providers]
    for mention in mentions:
        at = bisect_right(starts, mention.end)
        if at < len(providers) and providers[at].start - mention.end < _NEAR:
            named = providers[at]
            if not re.search(r"[.;:]\s", searched.text[mention.end : named.start]):
                return searched.text[named.start : named.end]
    return ""
