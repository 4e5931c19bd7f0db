"""Changes as RDF, in the words of PROV-O.

Each build is a prov:Collection, named by a hash of its tables. A fact as a build states it is a prov:Entity of its own
(`version/…`), prov:specializationOf the fact, with the passage that it rests on; the build prov:hadMember it. What
changed prov:wasRevisionOf what it was; what is gone, or was changed, prov:wasInvalidatedBy the comparison, a
prov:Activity that prov:used both builds. Words stand in rdfs:comment. The same two builds give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.diff.build import Build, Row
from kg.diff.compare import Change
from kg.diff.words import iri as iri_of
from kg.diff.words import label, said, summary, value
from kg.graph.names import COMMENT, DCT, LABEL, OA, PROV, TYPE, insp
from kg.graph.nquads import integer, iri, text
from kg.publish.exports import turtle
from kg.resolve.paths import digest


def turtle_of(changes: Sequence[Change], old: Build, new: Build) -> bytes:
    """Changes as Turtle, IRIs below the new build's base written relative to it."""
    lines = {f"{line} .\n" for line in _triples(changes, old, new)}
    return turtle("".join(sorted(lines)).encode(), new.base)


def _triples(changes: Sequence[Change], old: Build, new: Build) -> Iterator[str]:
    comparison = iri(f"{new.base}comparison/{digest(old.digest, new.digest)}")
    yield f"{comparison} {TYPE} <{PROV}Activity>"
    yield f"{comparison} {COMMENT} {text(summary(changes))}"
    for build in (old, new):
        yield f"{comparison} <{PROV}used> {_build(build)}"
        yield f"{_build(build)} {TYPE} <{PROV}Collection>"
    for change in changes:
        before, after = _version(old, change, change.old), _version(new, change, change.new)
        if change.old:
            yield from _stated(old, change, change.old)
            yield f"{before} <{PROV}wasInvalidatedBy> {comparison}"
        if change.new:
            yield from _stated(new, change, change.new)
        if change.old and change.new:
            yield f"{after} <{PROV}wasRevisionOf> {before}"
            yield f"{after} {COMMENT} {text(said(change))}"


def _build(build: Build) -> str:
    return iri(f"{build.base}build/{build.digest}")


def _version(build: Build, change: Change, row: Row) -> str:
    return iri(f"{build.base}version/{digest(build.digest, change.table, iri_of(build, row))}") if row else ""


def _stated(build: Build, change: Change, row: Row) -> Iterator[str]:
    """A fact as a build states it, with the passage that it rests on."""
    subject = _version(build, change, row)
    yield f"{subject} {TYPE} <{PROV}Entity>"
    yield f"{subject} <{PROV}specializationOf> {iri(iri_of(build, row))}"
    yield f"{subject} {LABEL} {text(f'{label(change)}: {value(change, row, whole=True)}')}"
    yield f"{_build(build)} <{PROV}hadMember> {subject}"
    document = build.documents.get(row.get("document", ""), "")
    if document and row.get("quote"):
        place = f"{row.get('char_start', '')}-{row.get('char_end', '')}"
        passage = iri(f"{build.base}passage/{document.rpartition('/')[2]}/{place}")
        yield f"{subject} {insp('evidence')} {passage}"
        yield f"{passage} {TYPE} {insp('Passage')}"
        yield f"{passage} <{DCT}isPartOf> {iri(build.base + document)}"
        yield f"{passage} <{OA}exact> {text(row['quote'])}"
        if row.get("page", "").isdigit():
            yield f"{passage} {insp('page')} {integer(int(row['page']))}"
