"""Which body of the register a name means. Exactly one candidate, or none."""

from __future__ import annotations

from kg.model import BodyRef, Reading
from kg.resolve import paths
from kg.resolve.decisions import Decisions
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


def bodies_of(
    reading: Reading, lexicon: Lexicon, decided: Decisions | None = None
) -> tuple[dict[BodyRef, str], tuple[Decision, ...]]:
    """Every reference to a body that the reading holds → path; an empty name means the one that the document
    is about."""
    decided = decided or Decisions()
    on = day_of(reading)
    references = {*reading.about, *(m.body for m in reading.inspections)}
    references |= {body for fact in reading.facts if isinstance(body := getattr(fact, "body", None), BodyRef)}
    found: dict[BodyRef, str] = {}
    decisions: list[Decision] = []
    for reference in sorted(references, key=lambda r: (r.name, r.kind)):
        name = reference.name or next((about.name for about in reading.about if about.name), "")
        stands = decided.same_organisation.get(name, name)
        code = stands.removeprefix("authority/")
        authority = lexicon.authority(code) if code != stands else authority_of(stands, on, lexicon) if stands else None
        if authority is None or (name, paths.authority(authority.gss)) in decided.wrong:
            continue
        path = paths.board(authority.gss) if reference.kind == "board" else paths.authority(authority.gss)
        found[reference] = path
        decisions.append(Decision(name, path, *_grounds(name, stands, authority, on, lexicon)))
    return found, tuple(decisions)


def _grounds(name: str, stands: str, authority: Authority, on: str, lexicon: Lexicon) -> tuple[float, str]:
    """How sure it is that a name means an authority, and why."""
    if name != stands:
        return 1.0, f"a person decided that {name!r} is {stands!r}"
    if authority.name == name:
        return 1.0, f"{name!r} is the register's name"
    if lexicon.authority_named(name, on):
        return 0.95, f"{name!r} is a form of {authority.name!r}"
    return 0.8, f"{authority.name!r} is the only authority that is named in {name!r}"
