"""Which body of the register a name means. Exactly one candidate, or none."""

from __future__ import annotations

from kg.model import BodyRef, Reading
from kg.resolve import paths
from kg.resolve.result import Decision
from kg.vocabulary import Authority, Lexicon


def authority_of(name: str, on: str, lexicon: Lexicon) -> Authority | None:
    """The authority that a name means on an ISO day; "" for the day means today. None where several or none
    would do."""
    named = lexicon.authority_named(name, on)
    if named:
        return named
    found = {authority.gss: authority for _, _, authority in lexicon.find_authorities(name, on)}
    return next(iter(found.values())) if len(found) == 1 else None


def day_of(reading: Reading) -> str:
    """The day by which names of bodies are understood: the inspection's first, else the document's own."""
    starts = [m.start.iso for m in reading.inspections if m.start and m.start.precision == "day"]
    issued = reading.issued or reading.catalogue.issued
    return min(starts) if starts else issued if len(issued) == 10 else ""


def bodies_of(reading: Reading, lexicon: Lexicon) -> tuple[dict[BodyRef, str], tuple[Decision, ...]]:
    """Every reference to a body that the reading holds → path; an empty name means the one that the document
    is about."""
    on = day_of(reading)
    references = {*reading.about, *(m.body for m in reading.inspections)}
    references |= {body for fact in reading.facts if isinstance(body := getattr(fact, "body", None), BodyRef)}
    found: dict[BodyRef, str] = {}
    decisions: list[Decision] = []
    for reference in sorted(references, key=lambda r: (r.name, r.kind)):
        name = reference.name or next((about.name for about in reading.about if about.name), "")
        authority = authority_of(name, on, lexicon) if name else None
        if authority is None:
            continue
        path = paths.board(authority.gss) if reference.kind == "board" else paths.authority(authority.gss)
        found[reference] = path
        exact = authority.name == name
        reason = f"{name!r} is the register's name" if exact else f"{name!r} is a form of {authority.name!r}"
        decisions.append(Decision(reference.name, path, 1.0 if exact else 0.95, reason))
    return found, tuple(decisions)
