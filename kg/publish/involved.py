"""Who the facts on people are about: tables hold names, pages link to the things themselves."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import cache
from kg.graph.names import INSP, ORG, PROV
from kg.graph.query import Rows, run_query
from kg.graph.store import open_store
from kg.publish.source import Index, Source

_KEPT = f"{cache.FOLDER}/involved.json"

_ROLES = """SELECT ?fact ?person ?body { VALUES ?kind { insp:Participation insp:Appointment } ?fact a ?kind
    OPTIONAL { ?fact prov:agent|org:member ?person } OPTIONAL { ?fact org:organization ?body } }"""
_INSPECTED = "SELECT ?inspection ?body { ?inspection a insp:Inspection ; insp:inspects ?body }"


@dataclass(frozen=True, slots=True)
class Involved:
    """`roles`: IRI of a fact on a role → (person, organisation), "" where not stated; `inspected`: IRI of an inspection →
    whom it inspected, sorted. People and organisations are paths below the base."""

    roles: Mapping[str, tuple[str, str]]
    inspected: Mapping[str, tuple[str, ...]]

    @classmethod
    def of_build(cls, build: Path, base: str) -> Involved:
        """What the build has kept of them, which is there before its store has loaded; else what the store tells. Raises
        BuildNotFound where there is neither."""
        roles, inspected = _kept(build) or _told(build)
        bodies: dict[str, list[str]] = defaultdict(list)
        for inspection, body in sorted(inspected):
            bodies[inspection].append(body.removeprefix(base))
        return cls(
            {fact: (person.removeprefix(base), body.removeprefix(base)) for fact, person, body in sorted(roles)},
            {inspection: tuple(names) for inspection, names in bodies.items()},
        )

    def who(self, fact: str) -> tuple[str, str]:
        """The person and the organisation that a fact on a role is about; "" where not stated."""
        return self.roles.get(fact, ("", ""))


def role_of(graph: Index, fact: str) -> tuple[str, str, str]:
    """A document's fact on a role, with its person and organisation, as IRIs."""
    person = graph.one(fact, f"{PROV}agent") or graph.one(fact, f"{ORG}member")
    return fact, person, graph.one(fact, f"{ORG}organization")


def inspected_in(source: Source) -> list[tuple[str, str]]:
    """Every inspection with each body that it inspected, as IRIs."""
    about = source.derived
    inspections = about.of_class(f"{INSP}Inspection")
    return [(one, body) for one in inspections for body in about.all(one, f"{INSP}inspects")]


def keep_involved(build: Path, roles: Sequence[Sequence[str]], inspected: Sequence[Sequence[str]]) -> None:
    """Keep with a build whom its facts are about: rows as `role_of` and `inspected_in` give them."""
    (build / _KEPT).parent.mkdir(parents=True, exist_ok=True)
    (build / _KEPT).write_text(json.dumps([roles, inspected]), encoding="utf-8")


def _kept(build: Path) -> list[list[list[str]]] | None:
    try:
        found: list[list[list[str]]] = json.loads((build / _KEPT).read_text(encoding="utf-8"))
        return found if len(found) == 2 else None
    except (OSError, ValueError, TypeError):
        return None


def _told(build: Path) -> list[list[list[str]]]:
    store = open_store(build / "store")
    return [_texts(run_query(store, query)) for query in (_ROLES, _INSPECTED)]


def _texts(found: object) -> list[list[str]]:
    rows = found if isinstance(found, Rows) else ()
    return [["" if value is None else str(value) for value in row] for row in rows]
