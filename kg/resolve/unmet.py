"""Decisions of a person that met nothing: the documents, or the rules, have changed since, or something is misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import Problem, Reading, Severity
from kg.resolve.decisions import Decisions, PersonsDecision
from kg.resolve.people import named_people
from kg.resolve.result import Resolution


def facts_decided(decided: Decisions) -> frozenset[str]:
    """Paths of the facts that decisions are about."""
    return decided.rejected | decided.corrected.keys()


def unmet(
    decided: Decisions, readings: Sequence[Reading], resolution: Resolution, met: Iterable[str], file: str
) -> list[Problem]:
    """A warning for every decision that met nothing in this build. `met`: paths of facts that were met. Whether a hidden
    person is named is not told: the name is gone when this is asked."""
    names = {name for reading in readings for name, _ in named_people(reading)}
    organisations = {name for one in resolution.documents.values() for name in one.organisations}
    organisations |= {path for one in resolution.documents.values() for path in one.organisations.values()}
    mentions = {
        f"{by}#{m.key}" for reading in readings for m in reading.inspections for by in (reading.id, reading.path)
    }
    documents = {by for reading in readings for by in (reading.id, reading.path)}
    bodies = {body.name for one in resolution.documents.values() for body in one.bodies}
    here = {
        "same-person": names,
        "same-organisation": organisations | bodies,
        "match": mentions,
        "wrong-match": names | organisations | bodies | mentions | documents,
        "reject": set(met),
        "correct": set(met),
    }
    gone = [row for row in decided.rows if row.kind in here and not _is_met(row, here[row.kind], resolution)]
    return [Problem(file, Severity.WARNING, f"line {row.line}", _what(row), _TO_DO) for row in gone]


_TO_DO = "check how it is written; take the row out if it is no longer needed"


def _is_met(row: PersonsDecision, here: set[str], resolution: Resolution) -> bool:
    if row.kind == "match" and row.value not in {record.path for record in resolution.inspections}:
        return False
    if row.kind == "same-organisation":  # what is replaced is seen no more, where it was an IRI
        return bool({row.what, row.value} & here)
    return "\N{FULL BLOCK}" in row.what or row.what in here


def _what(row: PersonsDecision) -> str:
    return f"the decision {row.kind} met nothing in this build: {row.what!r}"
