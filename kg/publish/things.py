"""The tables of things and conclusions: documents, authorities, latest, conflicts, transitions, resolutions, coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph.names import DCT, INSP, OA, PROV, RDFS, SKOS, VOCAB
from kg.publish.facts import Cells, FactRow, gss_of, joined
from kg.publish.source import Index, Source, notation

_DESCRIPTION = (
    f"{INSP}path", f"{DCT}title", f"{INSP}genre", f"{DCT}publisher", f"{DCT}creator", f"{DCT}issued",
    f"{INSP}pageCount", f"{INSP}sha256", f"{DCT}source", f"{DCT}license", f"{DCT}isVersionOf",
)  # fmt: skip


def described(source: Source, document: str, graph: Index) -> tuple[Cells, tuple[str, ...]]:
    """The row of a document, and the codes of the authorities that it is about."""
    about = graph.all(document, f"{INSP}about")
    told = graph.one(document, f"{INSP}issuedInferredFrom")
    words = " ".join(graph.one(told, f"{OA}exact").split()) if told else ""
    row = (document, *(notation(graph.one(document, name)) for name in _DESCRIPTION), joined(about), words)
    return row, tuple(sorted({gss_of(source.path(body)) for body in about} - {""}))


def authorities(source: Source) -> Iterator[Cells]:
    """Every authority of the register."""
    known = source.reference

    def codes(authority: str, name: str) -> str:
        return joined([known.one(other, f"{INSP}gssCode") for other in known.all(authority, INSP + name)])

    for authority in known.of_class(f"{INSP}Authority"):
        yield (
            authority,
            *(known.one(authority, INSP + name) for name in ("gssCode", "laCode", "ofstedUrn")),
            known.one(authority, f"{SKOS}prefLabel"),
            notation(known.one(authority, f"{INSP}authorityType")),
            known.one(known.one(authority, f"{INSP}region"), f"{SKOS}prefLabel"),
            codes(authority, "statisticalNeighbour"),
            codes(authority, "successorOf"),
        )


def transitions(source: Source) -> Iterator[Cells]:
    """Every change of a grade between two inspections."""
    known = source.derived
    for change in known.of_class(f"{INSP}Transition"):
        body = known.one(change, f"{INSP}body")
        inspections = [known.one(change, INSP + name) for name in ("earlierInspection", "laterInspection")]
        yield (
            change,
            gss_of(source.path(body)),
            source.label(body),
            notation(known.one(change, f"{INSP}aspect")),
            *inspections,
            *(known.one(inspection, f"{INSP}startDate") for inspection in inspections),
            *(notation(known.one(change, INSP + name)) for name in ("earlierGrade", "laterGrade", "direction")),
        )


def conflicts(source: Source, primary: Mapping[str, FactRow]) -> Iterator[Cells]:
    """Every pair of facts that cannot both be true, the preferred one first. `primary`: fact → its primary
    row."""
    known = source.derived
    for conflict in known.of_class(f"{INSP}Conflict"):
        preferred = known.one(conflict, f"{INSP}preferred")
        facts = sorted(known.all(conflict, f"{PROV}wasDerivedFrom"), key=lambda iri: (iri != preferred, iri))
        rows = [primary[fact] for fact in facts]
        yield (
            conflict,
            notation(known.one(conflict, f"{INSP}conflictOf")),
            *facts,
            *(_value(row) for row in rows),
            preferred,
            *(row.document for row in rows),
            *(row.quote for row in rows),
            known.one(conflict, f"{RDFS}comment"),
        )


def resolutions(source: Source, documents: Sequence[Cells]) -> Iterator[Cells]:
    """What the rules were not sure of when they took a name for a thing, with the decision that would turn it over.
    `documents`: the rows of that table."""
    known = source.derived
    files = {row[0]: row[1] for row in documents}
    for one in known.of_class(f"{INSP}Resolution"):
        names = ("decisionKind", "decisionOn", "decisionValue", "nameAsWritten", "about", "score")
        yield (
            one,
            *(known.one(one, INSP + name) for name in names),
            known.one(one, f"{RDFS}comment"),
            files.get(known.one(one, f"{PROV}wasDerivedFrom"), ""),
        )


def _value(row: FactRow) -> str:
    return row.cells[7] if row.table == "judgements" else row.cells[3]


def coverage(source: Source, documents: Mapping[str, Sequence[Cells]], unread: Mapping[str, int]) -> Iterator[Cells]:
    """What this build holds of each authority: code → its rows of `documents`. `first` and `latest` are days on which
    its documents came out."""
    for authority in source.reference.of_class(f"{INSP}Authority"):
        gss = source.reference.one(authority, f"{INSP}gssCode")
        rows = documents.get(gss, ())
        issued = sorted(row[6] for row in rows if row[6])
        yield (
            gss,
            source.label(authority),
            str(len(rows)),
            issued[0] if issued else "",
            issued[-1] if issued else "",
            joined([row[3] for row in rows]),
            str(unread.get(gss, 0)),
        )


def aspects_of(source: Source) -> list[str]:
    """The notations of all aspects, in alphabetical order."""
    prefix = f"{VOCAB}aspect/"
    return sorted(
        iri.removeprefix(prefix) for iri in source.reference.of_class(f"{SKOS}Concept") if iri.startswith(prefix)
    )


def latest(
    source: Source, judgements: Iterable[FactRow], addresses: Mapping[str, str], aspects: Sequence[str]
) -> Iterator[Cells]:
    """The last inspection of each authority that gave grades, with its grades and the ones before.

    `judgements` are primary rows; `addresses`: document → its address, else its path. A grade "before" is the
    one that the previous inspection with grades gave for the aspect."""
    grades: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in sorted(judgements, key=lambda row: (row.rank, row.iri)):
        inspection, gss, grade = row.cells[1], row.cells[3], row.cells[7]
        for aspect in row.cells[6].split("; "):
            grades[gss][inspection].setdefault(aspect, grade)
    for gss, inspections in sorted(grades.items()):
        ordered = sorted(inspections, key=lambda iri: (_start(source, iri), iri))
        now = ordered[-1]
        before = inspections[ordered[-2]] if len(ordered) > 1 else {}
        about = source.derived
        shown = [value for aspect in aspects for value in (inspections[now].get(aspect, ""), before.get(aspect, ""))]
        yield (
            gss,
            source.label(f"{source.base}authority/{gss}"),
            now,
            notation(about.one(now, f"{INSP}framework")),
            _start(source, now),
            about.one(now, f"{INSP}publicationDate"),
            *shown,
            addresses.get(about.one(now, f"{INSP}report"), ""),
        )


def _start(source: Source, inspection: str) -> str:
    return source.derived.one(inspection, f"{INSP}startDate")
