"""Which services and organisations each finding names: their mentions that lie within the finding's own words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from kg.analyse.facts import Facts, notation


def named_in(facts: Facts) -> dict[str, list[str]]:
    """Finding → what its words name, sorted, each once; findings that name nothing are left out."""
    places = _mentions(facts)
    found: dict[str, list[str]] = {}
    for finding in facts.found:
        named = {
            key
            for document, start, end in facts.evidence.get(finding, ())
            for key in _within(places.get(document, []), start, end)
        }
        if named:
            found[finding] = sorted(named)
    return found


def kind_of(facts: Facts, thing: str, services: dict[str, str]) -> str:
    """What a thing is put together as, over all authorities; "" for what is left out (the authority itself, the
    inspectorate, people). A service: its type. An organisation of one authority: its name without the authority
    ("…/organisation//virtual-school"), for every authority has its own. Any other organisation: itself."""
    if thing in services:
        return services[thing]
    path = facts.path(thing).split("/")
    if path[0] != "organisation" or path[-1] in _INSPECTORATES:
        return ""
    return f"{facts.base}organisation//{path[-1]}" if len(path) > 2 else thing


_INSPECTORATES = frozenset({"ofsted"})
"""Who speaks in a report is not what it speaks of."""


def label_of(facts: Facts, key: str) -> str:
    """The name of what `kind_of` gives."""
    if "/organisation//" in key:
        return _BOARDS.get(notation(key), notation(key).replace("-", " "))
    return facts.name(key)


_BOARDS = {"lscb": "safeguarding children board"}


def _mentions(facts: Facts) -> dict[str, list[tuple[int, int, str]]]:
    """Document → first character, end and key of everything that it mentions."""
    services = dict(facts.pairs("services"))
    called = {facts.name(kind).casefold(): kind for kind in sorted(set(services.values()))}
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for mention, thing in facts.rows("mentions"):
        key = kind_of(facts, thing, services)
        if key:
            key = called.get(label_of(facts, key).casefold(), key)  # an organisation that has a service's name is that
            for document, start, end in facts.evidence.get(mention, ()):
                places[document].append((start, end, key))
    return {document: _apart(found, facts) for document, found in places.items()}


def _apart(places: list[tuple[int, int, str]], facts: Facts) -> list[tuple[int, int, str]]:
    """One thing for the same words: the longest name that begins first, and a service before an organisation ("virtual
    school" is both)."""
    kept: list[tuple[int, int, str]] = []
    for place in sorted(places, key=lambda one: (one[0], -one[1], one[2].startswith(facts.base), one[2])):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _within(places: list[tuple[int, int, str]], start: int, end: int) -> list[str]:
    found = []
    for at in range(bisect_left(places, (start, 0, "")), len(places)):
        if places[at][0] >= end:
            break
        if places[at][1] <= end:
            found.append(places[at][2])
    return found
