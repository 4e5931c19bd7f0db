"""The derived graph: what follows from the facts of all documents together.

Canonical descriptions of inspections, people, organisations and works; how well each fact is supported;
transitions, conflicts, recurrences and follow-ups. Nothing here is stated by a document, and everything points to what
it was derived from.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter

from kg.graph.conflicts import conflicts
from kg.graph.facts import precision
from kg.graph.followups import follow_ups
from kg.graph.names import (
    COMMENT,
    DERIVED,
    DERIVED_FROM,
    FOAF,
    LABEL,
    ORG,
    PROV,
    SKOS,
    TYPE,
    concept,
    dct,
    insp,
)
from kg.graph.nquads import address, boolean, date, decimal, integer, iri, is_date, joined, text
from kg.graph.records import FactRecord
from kg.graph.recurrences import Recurrence, asked_again, asked_of, recurrences
from kg.graph.similar import Similarity
from kg.graph.transitions import Scales, transitions
from kg.resolve import paths
from kg.resolve.result import InspectionRecord, Resolution, ThingRecord
from kg.vocabulary import Lexicon

_CLASS_OF_THING = {
    "person": f"<{FOAF}Person>",
    "board": insp("Board"),
    "inspectorate": insp("Inspectorate"),
    "organisation": f"<{ORG}Organization>",
    "committee": insp("Committee"),
    "panel": insp("Panel"),
    "team": insp("Team"),
    "service": insp("Service"),
}

_LINKS = {"wrong-match": "is not", "match": "means", "correct": "says"}
"""What stands between the two sides of a decision, "is" elsewhere."""
_CHUNK = 8_192
"""Lines that are held at once."""
_PART_OF = f"<{ORG}subOrganizationOf>"
_WITHIN = {"person": f"<{ORG}memberOf>", "board": f"<{ORG}linkedTo>"}


def derived_quads(
    facts: Iterable[FactRecord], resolution: Resolution, base: str, scales: Scales, similarity: Similarity | None = None
) -> Iterator[bytes]:
    """N-Quads lines of `<base + "graph/derived">`, sorted, each once, some thousand at a time; the same for any order of
    the facts.

    `similarity` tells which recommendations ask for the same; by words where none is given."""
    records = sorted(facts, key=lambda record: (record.path, record.document))  # no two have both
    asked = asked_of(records, resolution.inspections)
    again = recurrences(asked, similarity or asked_again(asked))
    writer = _Writer(base)
    conclusions = {
        *(line for record in resolution.inspections for line in writer.inspection(record)),
        *(line for thing in resolution.things for line in writer.thing(thing)),
        *writer.works(resolution),
        *writer.decisions(resolution),
        *writer.doubts(resolution),
        *writer.transitions(records, resolution, scales),
        *writer.conflicts(records, resolution),
        *writer.recurrences(again),
        *writer.follow_ups(records, resolution, again),
    }
    lines = heapq.merge(sorted(conclusions), writer.support(records))
    while some := list(islice(lines, _CHUNK)):
        yield joined(some, iri(base + DERIVED))


def scales_of(lexicon: Lexicon) -> Scales:
    """The scales of grades that the vocabularies define."""
    grades = lexicon.scheme("grade").concepts.values()
    known = lexicon.scheme("scale").concepts.values()
    return Scales(
        {g.notation: dict.fromkeys(g.scales, g.rank) for g in grades if g.rank is not None},
        {s.notation: (s.valid_from, s.valid_until) for s in known},
    )


def pooled(confidences: Iterable[float]) -> float:
    """1 - the product of (1 - c): how sure it is that at least one of several independent sources is right.

    The noisy-or of Pearl, Probabilistic Reasoning in Intelligent Systems (1988), section 4.3.2. Copies of one
    work are not independent: give one confidence, the best, for each work.
    """
    doubt = 1.0
    for confidence in sorted(confidences):  # in one order: the product must have the same bytes
        doubt *= 1.0 - confidence
    return 1.0 - doubt


class _Writer:
    """Triples (N-Quads lines without graph and full stop) of the derived graph below one base."""

    def __init__(self, base: str) -> None:
        self.base = base

    def term(self, path: str) -> str:
        return iri(self.base + path)

    def inspection(self, record: InspectionRecord) -> Iterator[str]:
        """The canonical description of an inspection."""
        subject = self.term(record.path)
        yield f"{subject} {TYPE} {insp('Inspection')}"
        yield f"{subject} {insp('status')} {concept('status', record.status)}"
        yield f"{subject} {insp('inspectorate')} {self.term(paths.organisation(record.inspectorate))}"
        if record.framework:
            yield f"{subject} {insp('framework')} {concept('framework', record.framework)}"
            yield f"{subject} {insp('frameworkInferred')} {boolean(record.framework_inferred)}"
        if is_date(record.start):
            yield f"{subject} {insp('datePrecision')} {concept('date-precision', precision(record.start))}"
        dates = [("startDate", record.start), ("endDate", record.end), ("publicationDate", record.published)]
        yield from (f"{subject} {insp(name)} {date(value)}" for name, value in dates if value)
        yield from (f"{subject} {insp('legalBasis')} {address(basis)}" for basis in record.legal_basis)
        yield from self._links(subject, record)
        yield from (f"{subject} {insp('visit')} {text(f'{first}/{last}')}" for first, last in record.visits)

    def _links(self, subject: str, record: InspectionRecord) -> Iterator[str]:
        several = [
            (insp("inspects"), record.inspects),
            (insp("leadInspector"), record.lead_inspectors),
            (dct("replaces"), record.replaces),
            (insp("previousInspection"), (record.previous,)),
            (insp("report"), (paths.document(record.report) if record.report else "",)),
            (DERIVED_FROM, tuple(map(paths.document, record.sources))),
        ]
        yield from (f"{subject} {link} {self.term(path)}" for link, linked in several for path in linked if path)

    def thing(self, record: ThingRecord) -> Iterator[str]:
        """The canonical description of a person or an organisation."""
        subject = self.term(record.path)
        person = record.kind == "person"
        yield f"{subject} {TYPE} {_CLASS_OF_THING[record.kind]}"
        for position, name in enumerate(record.names):
            label = f"<{SKOS}altLabel>" if position else f"<{FOAF}name>" if person else LABEL
            yield f"{subject} {label} {text(name)}"
        if record.abbreviation:
            yield f"{subject} {insp('abbreviation')} {text(record.abbreviation)}"
        if record.type:
            typed_as = (
                (insp("serviceType"), "service-type")
                if record.kind == "service"
                else (dct("type"), "organisation-kind")
            )
            yield f"{subject} {typed_as[0]} {concept(typed_as[1], record.type)}"
        if record.provider:
            yield f"{subject} {insp('providedBy')} {self.term(record.provider)}"
        if record.within:
            yield f"{subject} {_WITHIN.get(record.kind, _PART_OF)} {self.term(record.within)}"
        for source in record.sources:
            yield f"{subject} {DERIVED_FROM} {self.term(paths.document(source))}"

    def decisions(self, resolution: Resolution) -> Iterator[str]:
        """What a person decided against the rules, with day and reason."""
        for row in resolution.decided:
            subject = self.term(row.path)
            link = _LINKS.get(row.kind, "is")
            said = f"{row.kind}: {row.what}{f' {link} {row.value}' if row.value else ''}. {row.reason}"
            yield f"{subject} {TYPE} {insp('Decision')}"
            yield f"{subject} {dct('date')} {date(row.date)}"
            yield f"{subject} {COMMENT} {text(said)}"
            if row.kind in ("reject", "correct"):
                yield f"{subject} <{PROV}invalidated> {self.term(row.what)}"

    def doubts(self, resolution: Resolution) -> Iterator[str]:
        """What resolution is not sure of, with the row of a decisions file that would turn it over."""
        for doubt in resolution.doubts:
            subject = self.term(doubt.path)
            yield f"{subject} {TYPE} {insp('Resolution')}"
            yield f"{subject} {insp('nameAsWritten')} {text(doubt.name)}"
            yield f"{subject} {insp('about')} {self.term(doubt.thing)}"
            yield f"{subject} {insp('score')} {decimal(doubt.score)}"
            yield f"{subject} {DERIVED_FROM} {self.term(paths.document(doubt.document))}"
            yield f"{subject} {insp('decisionKind')} {text(doubt.kind)}"
            yield f"{subject} {insp('decisionOn')} {text(doubt.what)}"
            yield f"{subject} {insp('decisionValue')} {text(doubt.value)}"
            yield f"{subject} {COMMENT} {text(doubt.reason)}"

    def works(self, resolution: Resolution) -> Iterator[str]:
        """The works that several documents are copies of."""
        for work in sorted({document.work for document in resolution.documents.values() if document.work}):
            yield f"{self.term(work)} {TYPE} <{PROV}Entity>"

    def support(self, records: Sequence[FactRecord]) -> Iterator[str]:
        """How many sources state each fact, and how sure they make it together. Sorted: these are most of the graph, and
        need not be in memory all at once."""
        count, sure = insp("sourceCount"), insp("pooledConfidence")
        ordered = sorted(((self.term(record.path), record) for record in records), key=itemgetter(0))
        for subject, stated in groupby(ordered, key=itemgetter(0)):
            sources: dict[str, float] = {}
            for _, record in stated:
                sources[record.source] = max(record.confidence, sources.get(record.source, 0.0))
            yield f"{subject} {sure} {decimal(pooled(sources.values()))}"
            yield f"{subject} {count} {integer(len(sources))}"

    def transitions(self, records: Iterable[FactRecord], resolution: Resolution, scales: Scales) -> Iterator[str]:
        """How grades changed from one inspection of a body to the next."""
        for change in transitions(records, resolution.inspections, scales):
            subject = self.term(change.path)
            yield f"{subject} {TYPE} {insp('Transition')}"
            yield f"{subject} {insp('body')} {self.term(change.body)}"
            yield f"{subject} {insp('aspect')} {concept('aspect', change.aspect)}"
            yield f"{subject} {insp('direction')} {concept('direction', change.direction)}"
            yield f"{subject} {insp('earlierInspection')} {self.term(change.earlier_inspection)}"
            yield f"{subject} {insp('laterInspection')} {self.term(change.later_inspection)}"
            yield f"{subject} {insp('earlierGrade')} {concept('grade', change.earlier.value)}"
            yield f"{subject} {insp('laterGrade')} {concept('grade', change.later.value)}"
            yield f"{subject} {DERIVED_FROM} {self.term(change.earlier.path)}"
            yield f"{subject} {DERIVED_FROM} {self.term(change.later.path)}"
            yield f"{subject} {COMMENT} {text(change.reason)}"

    def conflicts(self, records: Iterable[FactRecord], resolution: Resolution) -> Iterator[str]:
        """Facts that cannot all be true."""
        reports = {record.path: record.report for record in resolution.inspections if record.report}
        listing = {one.document for one in resolution.documents.values() if one.catalogue}
        for conflict in conflicts(records, reports, listing):
            subject = self.term(conflict.path)
            yield f"{subject} {TYPE} {insp('Conflict')}"
            yield f"{subject} {insp('conflictOf')} {concept('conflict-kind', conflict.kind)}"
            yield f"{subject} {DERIVED_FROM} {self.term(conflict.fact)}"
            yield f"{subject} {DERIVED_FROM} {self.term(conflict.other)}"
            if conflict.preferred:
                yield f"{subject} {insp('preferred')} {self.term(conflict.preferred)}"
            yield f"{subject} {COMMENT} {text(conflict.reason)}"

    def recurrences(self, found: Iterable[Recurrence]) -> Iterator[str]:
        """Recommendations that ask again for what was asked for before."""
        for again in found:
            subject = self.term(again.path)
            yield f"{subject} {TYPE} {insp('Recurrence')}"
            yield f"{subject} {insp('body')} {self.term(again.later.body)}"
            yield f"{subject} {insp('recommendation')} {self.term(again.later.path)}"
            yield f"{subject} {insp('earlierRecommendation')} {self.term(again.earlier.path)}"
            yield f"{subject} {insp('similarity')} {decimal(again.likeness.score)}"
            yield from (f"{subject} {insp('sharedTheme')} {concept('theme', t)}" for t in again.likeness.themes)
            yield from (f"{subject} {insp('sharedWord')} {text(word)}" for word in again.likeness.words)
            yield f"{subject} {DERIVED_FROM} {self.term(again.later.path)}"
            yield f"{subject} {DERIVED_FROM} {self.term(again.earlier.path)}"
            yield f"{subject} {COMMENT} {text(again.reason)}"

    def follow_ups(
        self, records: Sequence[FactRecord], resolution: Resolution, again: Sequence[Recurrence]
    ) -> Iterator[str]:
        """What became of recommendations."""
        for one in follow_ups(records, resolution.inspections, again):
            subject = self.term(one.path)
            yield f"{subject} {TYPE} {insp('FollowUp')}"
            yield f"{subject} {insp('body')} {self.term(one.body)}"
            yield f"{subject} {insp('laterInspection')} {self.term(one.later_inspection)}"
            yield f"{subject} {insp('outcome')} {concept('outcome', one.outcome)}"
            yield f"{subject} {insp('basis')} {concept('basis', one.basis)}"
            if one.recommendation:
                yield f"{subject} {insp('recommendation')} {self.term(one.recommendation)}"
            yield from (f"{subject} {DERIVED_FROM} {self.term(path)}" for path in one.rests_on)
            yield f"{subject} {COMMENT} {text(one.reason)}"
