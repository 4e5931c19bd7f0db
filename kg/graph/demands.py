"""What a recommendation asks for, clause by clause.

"Ensure that assessments are timely, including those of privately fostered children, so that …" asks for assessments; says
how they are to be; gives an example; and tells what for. What is asked for is what a later recommendation must ask again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.themes import themes_of
from kg.graph.phrases import Phrase, Role, phrases, stems_in
from kg.graph.similar import GENERAL, SCOPES, telling, without_references
from kg.vocabulary import Lexicon

_KEPT = 5_000
_MOST_CLAUSES = 60
_MOST_PHRASES = 30
"""What is longer is no list of requests, and need not be compared to its end."""
_CLAUSES = re.compile(
    r"[.;](?:\s|$)|,? and (?=(?:that|ensure|ensuring|improve|increase|develop|to ensure|strengthen|reduce|take|provide|make)\b)"
    r"|\bfurther strengthen\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:[\w ,’']{0,60}?\bshould (?:ensure (?:that )?)?|ensure (?:that |through )?|with partners,?|in partnership[^,]{0,60},"
    r"|(?:work(?:ing)?|continue|take (?:\w+ )?(?:action|steps)|action is taken)\b[^,;]{0,80}?\bto )",
    re.IGNORECASE,
)
"""How a clause begins that comes to what it asks for: "Work with the police to …"."""
_WHAT_FOR = re.compile(
    r"\b(?:so that|so as to|in order (?:to|that)|to (?:enable|ensure|allow|help|inform|drive|prevent|achieve|promote|support|"
    r"reduce|increase|improve|make|provide|demonstrate|maximise|meet|gather)|enabling|leading to|that enables?|which)\b",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(
    r"\b(?:including|in particular|particularly|specifically|such as|this (?:should )?includes?|these include|this to include"
    r"|to include|for example|include)\b|:",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r",\s+(?=(?:are|is|have|has|can|should|will|receive)\b)", re.IGNORECASE)
_BACK = re.compile(r"\b(?:these|this)\b", re.IGNORECASE)
_CONDITION = re.compile(r"(?<!, )(?<!\bor )(?<!\bby )\b(?:when|where|if)\b", re.IGNORECASE)
_WAYS = {
    "recording": re.compile(r"\brecord(?:s|ed|ing)?\b(?! system)|\bchronolog|\bminutes\b", re.IGNORECASE),
    "taking part": re.compile(
        r"\binvolved\b|\battend(?:s|ed|ance)?\b(?! school)|\bparticipat"
        r"|\binclude (?:all |the |other )?(?:relevant |key )?(?:agenc|partner|profession|police|social care)",
        re.IGNORECASE,
    ),
    "having one": re.compile(r"\b(?:have|has) an? (?:[\w-]+ ){0,4}plan\s*$", re.IGNORECASE),
    "copies": re.compile(r"\bcop(?:y|ies) of\b", re.IGNORECASE),
    "guidance": re.compile(r"\bguidelines\b", re.IGNORECASE),
}
"""What is wanted of a thing, where it makes another thing of it: to record supervision is not to supervise."""
_CHANGES = {
    "sooner": re.compile(r"\b(?:timel|prompt|delay|swift|wait|urgen|drift|quick|speed)", re.IGNORECASE),
    "enough": re.compile(
        r"\b(?:sufficien|availab|proportion|take.up|offered|capacity|number|range|choice|access|caseload|workload)",
        re.IGNORECASE,
    ),
    "known": re.compile(r"\b(?:understand|understood|aware|know)", re.IGNORECASE),
    "watched": re.compile(r"\b(?:oversight|scrutin|monitor|tracking)", re.IGNORECASE),
    "used": re.compile(r"\bused\b", re.IGNORECASE),
    "heard": re.compile(r"\b(?:views|voices?|wishes)\b", re.IGNORECASE),
}
_ANY_CHANGE = re.compile(
    r"\b(?:quality|standard|good|effective|consisten|impact|support|respon[sd]|practice|services?\b|requirement|improve)",
    re.IGNORECASE,
)
_CARE_LEAVERS = re.compile(r"\b(?:care leaver|care.experienced|leaving care)", re.IGNORECASE)
_CHILDREN = re.compile(r"\bchild", re.IGNORECASE)
_WHOM = {
    "in care": re.compile(r"\b(?:looked after|children in care)\b", re.IGNORECASE),
    "in need": re.compile(r"\b(?:in need|child protection|need of protection)\b", re.IGNORECASE),
}
OFFICES = frozenset({"iro", "lado", "advis"})
"""Those who do a work of their own: what is asked of them is not what is asked of social workers."""
HOW = GENERAL | {"commissioning"}
"""Themes of how work is done: one word of them is in everything."""
EVERYWHERE = HOW | {"quality-assurance", "data-quality", "supervision", "childrens-plans"}
"""Themes of work that is done everywhere: whom it is with, or what on, decides."""
CARE_LEAVERS = frozenset({"care leavers"})
_SCOPES = SCOPES | {"pre-proceedings"}
_FIGURES = frozenset({"perform", "data"})
_INFORMATION = _FIGURES | {"inform"}


@dataclass(frozen=True, slots=True)
class Matter:
    """A phrase of a demand; whether it is what is asked for; the themes within which it is meant; those that it names."""

    phrase: Phrase
    leads: bool
    within: frozenset[str]
    themes: frozenset[str]

    def scopes(self) -> frozenset[str]:
        """The themes within which it is meant that say whom, or what, work is with."""
        return self.within & _SCOPES


@dataclass(frozen=True, slots=True)
class Demand:
    """A clause that asks for something: what it speaks of, its themes, and what is wanted of it."""

    matters: tuple[Matter, ...]
    themes: frozenset[str]
    ways: frozenset[str]
    changes: frozenset[str]
    whom: frozenset[str]
    conditional: bool

    def heads(self) -> frozenset[str]:
        """The heads of what is asked for."""
        return frozenset(one.phrase.head for one in self.matters if one.leads)


class Demands:
    """Reads what recommendations ask for.

    Args:
        lexicon: whose themes tell what a clause is about.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.labels: Mapping[str, frozenset[frozenset[str]]] = {
            concept.notation: frozenset(
                stems for label in concept.labels if (stems := frozenset().union(*stems_in(label)))
            )
            for concept in lexicon.scheme("theme").concepts.values()
        }
        """Theme → the stems of each of its labels."""
        self.of = lru_cache(maxsize=_KEPT)(self._of)

    def _of(self, text: str) -> tuple[Demand, ...]:
        """The demands of a text, in order."""
        found: list[Demand] = []
        for clause in _CLAUSES.split(" ".join(without_references(text).split())):
            if len(found) == _MOST_CLAUSES:
                break
            if demand := self._demand(_OPENING.sub("", clause or "", count=1), found[-1] if found else None):
                found.append(demand)
        return tuple(found)

    def _demand(self, clause: str, before: Demand | None) -> Demand | None:
        said, _, examples = _parted(clause, _EXAMPLES)
        examples, _, rest = _parted(examples, _GOES_ON)
        said = f"{said} {rest}" if rest else said
        core, for_what, what_for = _parted(said, _WHAT_FOR)
        examples = _parted(examples, _WHAT_FOR)[0]
        lead = phrases(core, Role.LEAD)[:_MOST_PHRASES]
        items = phrases(examples, Role.SAID if for_what else Role.ITEM)[:_MOST_PHRASES]
        if not lead and not items:
            core, lead = what_for, phrases(what_for, Role.LEAD)[:_MOST_PHRASES]
        if lead and lead[0].head in _FIGURES:  # what figures are to tell is not asked for
            lead = tuple(one for one in lead if one.role is Role.LEAD)
        heads = {one.head for one in lead if one.role is Role.LEAD}
        if (
            heads or (before.heads() if before else frozenset())
        ) & _INFORMATION:  # what information is about is not asked for
            items = ()
        if not lead and not items:
            return None
        themes = self._themes(core)
        matters = [self._led(one, lead, _narrow(themes), bool(_BACK.search(core))) for one in lead]
        matters += [self._item(one, _narrow(themes), one.head in heads or not (before or lead)) for one in items]
        named = frozenset().union(*(one.themes for one in matters))
        return Demand(
            tuple(matters), themes | self._themes(examples if items else "") | named,
            frozenset(way for way, sign in _WAYS.items() if sign.search(core if way != "taking part" else clause)),
            _changes(core), _whom(core),
            bool(_CONDITION.search(core)),
        )  # fmt: skip

    def _themes(self, text: str) -> frozenset[str]:
        return frozenset(themes_of(text, self._lexicon))

    def _named(self, phrase: Phrase) -> frozenset[str]:
        """The themes that a phrase has a label of: in order, or, if it is of several words, in any."""
        by_stems = (
            theme
            for theme, labels in self.labels.items()
            if any(len(one) > 1 and one <= phrase.stems for one in labels)
        )
        return self._themes(phrase.words) | frozenset(by_stems)

    def _led(self, phrase: Phrase, lead: Iterable[Phrase], scopes: frozenset[str], apart: bool) -> Matter:
        """Of two things that are asked for side by side, neither is the scope of the other."""
        named = self._named(phrase)
        beside: frozenset[str] = frozenset()
        if not (apart or any(one.stems & OFFICES for one in lead)):
            others = [one for one in lead if one.group != phrase.group and one.role is Role.LEAD]
            beside = frozenset().union(*(self._themes(one.words.partition(" for ")[0]) for one in others))
        within = (scopes - (beside - named)) | _narrow(named)
        return Matter(phrase, phrase.role is Role.LEAD, within, named)

    def _item(self, phrase: Phrase, scopes: frozenset[str], leads: bool) -> Matter:
        named = self._named(phrase)
        return Matter(phrase, leads and phrase.role is Role.ITEM, scopes | _narrow(named), named)


def _parted(text: str, at: re.Pattern[str]) -> tuple[str, str, str]:
    """What stands before, the sign, and what stands behind it."""
    found = at.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _narrow(themes: frozenset[str]) -> frozenset[str]:
    """The themes that tell what work is on."""
    return telling(themes) - EVERYWHERE


def _whom(core: str) -> frozenset[str]:
    """Those whom a clause names; care leavers only where it names no children beside."""
    if _CARE_LEAVERS.search(core) and not _CHILDREN.search(core):
        return CARE_LEAVERS
    return frozenset(name for name, sign in _WHOM.items() if sign.search(core))


def _changes(core: str) -> frozenset[str]:
    """What is wanted of a thing, none where it may be anything."""
    if _ANY_CHANGE.search(core):
        return frozenset()
    return frozenset(name for name, sign in _CHANGES.items() if sign.search(core))


def matched(one: Demand, other: Demand) -> Iterator[tuple[Matter, Matter, frozenset[str]]]:
    """The matters of two demands that are about one thing, with the stems that they share: their heads agree, and no word beside
    them speaks against it."""
    for first in one.matters:
        for second in other.matters:
            if shared := _shared(first.phrase, second.phrase):
                yield first, second, shared


def _shared(one: Phrase, other: Phrase) -> frozenset[str]:
    both = one.stems & other.stems
    if not both or Role.BACKGROUND in (one.role, other.role):
        return frozenset()
    if one.head == other.head:
        apart, beside = one.stems - both, other.stems - both
        unlike = (apart and beside and len(both) == 1) or ((one.stems ^ other.stems) & OFFICES)
        return frozenset() if unlike else both
    return frozenset()
