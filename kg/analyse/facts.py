"""What the analysis reads from a build: one plain query for each kind of fact, and what follows from them at once.

The queries are short, so that whoever doubts a figure can ask them again (`kg query`); their rows are joined here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from kg.graph.derive import scales_of
from kg.graph.query import Rows, run_query
from kg.graph.store import Readable, base_of
from kg.graph.transitions import Scales
from kg.settings import DEFAULT_BASE
from kg.vocabulary import lexicon

OVERALL = "overall-effectiveness"
Table = list[tuple[str, ...]]

QUERIES: Mapping[str, str] = {
    "authorities": """SELECT ?authority ?name ?type ?region WHERE {
  ?authority a insp:Authority ; skos:prefLabel ?name .
  OPTIONAL { ?authority insp:authorityType/skos:prefLabel ?type }
  OPTIONAL { ?authority insp:region/skos:prefLabel ?region } }""",
    "neighbours": "SELECT ?authority ?neighbour WHERE { ?authority insp:statisticalNeighbour ?neighbour }",
    "inspections": """SELECT ?inspection ?authority ?start ?framework WHERE {
  ?inspection a insp:Inspection ; insp:inspects|insp:inspects/org:linkedTo ?authority .
  ?authority a insp:Authority .
  OPTIONAL { ?inspection insp:startDate ?start }
  OPTIONAL { ?inspection insp:framework ?framework } }""",
    "reports": "SELECT ?inspection ?document WHERE { ?inspection insp:report ?document }",
    "judgements": """SELECT ?judgement ?inspection ?body ?aspect ?grade WHERE {
  ?judgement a insp:Judgement ; insp:inspection ?inspection ; insp:body ?body ; insp:covers ?aspect ; insp:grade ?grade }""",
    "transitions": """SELECT ?transition ?authority ?aspect ?earlier ?later ?before ?after ?direction WHERE {
  ?transition a insp:Transition ; insp:body ?authority ; insp:aspect ?aspect ; insp:direction ?direction ;
    insp:earlierInspection ?earlier ; insp:laterInspection ?later ; insp:earlierGrade ?before ; insp:laterGrade ?after }""",
    "recommendations": """SELECT ?recommendation ?inspection ?text ?theme WHERE {
  ?recommendation a insp:Recommendation ; insp:inspection ?inspection .
  OPTIONAL { ?recommendation insp:text ?text }
  OPTIONAL { ?recommendation insp:theme ?theme } }""",
    "addressees": "SELECT ?recommendation ?body WHERE { ?recommendation a insp:Recommendation ; insp:body ?body }",
    "recurrences": """SELECT ?recurrence ?later ?earlier ?similarity WHERE {
  ?recurrence a insp:Recurrence ; insp:recommendation ?later ; insp:earlierRecommendation ?earlier ;
    insp:similarity ?similarity }""",
    "follow-ups": """SELECT ?followup ?outcome ?basis ?later WHERE {
  ?followup a insp:FollowUp ; insp:outcome ?outcome ; insp:basis ?basis ; insp:laterInspection ?later }""",
    "follow-up-statements": """SELECT ?followup ?fact WHERE {
  ?followup a insp:FollowUp ; prov:wasDerivedFrom ?fact . ?fact a insp:FollowUpStatement }""",
    "findings": """SELECT ?finding ?inspection ?polarity WHERE {
  ?finding insp:polarity ?polarity ; insp:inspection ?inspection }""",
    "finding-themes": "SELECT ?finding ?theme WHERE { ?finding a insp:Finding ; insp:theme ?theme }",
    "mentions": "SELECT ?mention ?thing WHERE { ?mention a insp:Mention ; insp:about ?thing }",
    "services": "SELECT ?service ?type WHERE { ?service insp:serviceType ?type }",
    "participations": """SELECT ?participation ?inspection ?person ?name ?role WHERE {
  ?participation a insp:Participation ; insp:inspection ?inspection ; prov:agent ?person .
  ?person foaf:name ?name .
  OPTIONAL { ?participation prov:hadRole ?role } }""",
    "appointments": """SELECT ?appointment ?organisation ?role ?person ?from ?until ?as_of ?interim WHERE {
  ?appointment a insp:Appointment .
  OPTIONAL { ?appointment org:organization ?organisation }
  OPTIONAL { ?appointment org:role ?role }
  OPTIONAL { ?appointment org:member ?person }
  OPTIONAL { ?appointment insp:from ?from }
  OPTIONAL { ?appointment insp:until ?until }
  OPTIONAL { ?appointment insp:asOf ?as_of }
  OPTIONAL { ?appointment insp:interim ?interim } }""",
    "documents": """SELECT ?document ?path ?genre ?issued WHERE {
  ?document a insp:Document ; insp:path ?path .
  OPTIONAL { ?document insp:genre ?genre }
  OPTIONAL { ?document dct:issued ?issued } }""",
    "evidence": "SELECT ?fact ?passage WHERE { ?fact insp:evidence ?passage }",
    "names": "SELECT ?thing ?name WHERE { ?thing skos:prefLabel|foaf:name ?name }",
}
"""Every query of the analysis, by name. What is not bound is "" in `Facts.rows`."""


class Facts:
    """The facts of a build as the analysis needs them. Whatever is read is kept; all orders are those of IRIs."""

    def __init__(self, store: Readable) -> None:
        self._store = store
        self._kept: dict[str, Table] = {}
        self.base = base_of(store) or DEFAULT_BASE

    def rows(self, query: str) -> Table:
        """The rows of one of `QUERIES` as text, sorted, each once. Raises KeyError for another name."""
        if query not in self._kept:
            found = run_query(self._store, QUERIES[query])
            rows = found if isinstance(found, Rows) else ()
            self._kept[query] = sorted({tuple("" if value is None else str(value) for value in row) for row in rows})
        return self._kept[query]

    def pairs(self, query: str) -> list[tuple[str, str]]:
        """The first two columns of one of `QUERIES`."""
        return [(row[0], row[1]) for row in self.rows(query)]

    def path(self, iri: str) -> str:
        """An IRI without the base."""
        return iri.removeprefix(self.base)

    @cached_property
    def names(self) -> dict[str, str]:
        """Thing → its name; of several the first in the alphabet."""
        return dict(sorted(self.pairs("names"), reverse=True))

    def name(self, iri: str) -> str:
        """The name of a thing; the last part of its IRI where it has none."""
        return self.names.get(iri) or notation(iri)

    def label(self, scheme: str, concept: str) -> str:
        """The label of a concept, by IRI or notation."""
        known = lexicon().schemes[scheme].concepts.get(notation(concept))
        return known.label if known else notation(concept).replace("-", " ")

    @cached_property
    def authorities(self) -> dict[str, tuple[str, str, str]]:
        """Authority → name, type, region; of several regions the first."""
        return {iri: (name, kind, region) for iri, name, kind, region in reversed(self.rows("authorities"))}

    @cached_property
    def inspected(self) -> dict[str, str]:
        """Inspection → the authority that it is about (the first, where a joint one is about several)."""
        return {inspection: authority for inspection, authority, _, _ in reversed(self.rows("inspections"))}

    @cached_property
    def starts(self) -> dict[str, str]:
        """Inspection → its first day (ISO, may be partial), where that is known."""
        return {inspection: start for inspection, _, start, _ in self.rows("inspections") if start}

    @cached_property
    def reports(self) -> dict[str, str]:
        """Inspection → the document that is its own report."""
        return dict(reversed(self.pairs("reports")))

    @cached_property
    def documents(self) -> dict[str, tuple[str, str, str]]:
        """Document → path, genre (a notation), day of issue."""
        rows = reversed(self.rows("documents"))
        return {iri: (path, notation(genre), issued) for iri, path, genre, issued in rows}

    @cached_property
    def evidence(self) -> dict[str, list[tuple[str, int, int]]]:
        """Fact → the passages that state it: document, first character, end. A passage's IRI tells them."""
        found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for fact, passage in self.rows("evidence"):
            start, _, end = notation(passage).partition("-")
            if start.isdigit() and end.isdigit():
                document = passage.replace(f"{self.base}passage/", f"{self.base}document/", 1).rpartition("/")[0]
                found[fact].append((document, int(start), int(end)))
        return dict(found)

    def in_report(self, fact: str, inspection: str) -> bool:
        """Whether the inspection's own report states a fact."""
        report = self.reports.get(inspection)
        return any(document == report for document, _, _ in self.evidence.get(fact, ()))

    @cached_property
    def scales(self) -> Scales:
        """The scales that grades are on."""
        return scales_of(lexicon())

    @cached_property
    def grades(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(Inspection, aspect) → grade and judgement: what the inspection's own report says, else what all others agree
        on. Grades of boards are left out, and those on no scale ("not judged")."""
        stated: dict[tuple[str, str], list[tuple[bool, str, str]]] = defaultdict(list)
        for judgement, inspection, body, aspect, grade in self.rows("judgements"):
            if body in self.authorities and self.rank(grade, self.starts.get(inspection, "")):
                documents = {document for document, _, _ in self.evidence.get(judgement, ())}
                own = self.reports.get(inspection) in documents
                stated[inspection, notation(aspect)].append((own, notation(grade), judgement))
        return {key: chosen for key, found in stated.items() if (chosen := _chosen(found))}

    def rank(self, grade: str, day: str) -> int | None:
        """The rank of a grade on the scale of a day, 1 the best; None for what is on no scale."""
        ranks = self.scales.on(day, notation(grade))
        return ranks[min(ranks)] if ranks else None

    @cached_property
    def latest(self) -> dict[str, tuple[str, str, str]]:
        """Authority → its last overall grade here, the judgement, and the inspection."""
        found: dict[str, tuple[str, str, str, str]] = {}
        for (inspection, aspect), (grade, judgement) in self.grades.items():
            authority, start = self.inspected.get(inspection), self.starts.get(inspection, "")
            if aspect == OVERALL and authority and start:
                found[authority] = max(found.get(authority, ("",) * 4), (start, grade, judgement, inspection))
        return {authority: (grade, judgement, one) for authority, (_, grade, judgement, one) in sorted(found.items())}

    @cached_property
    def asked(self) -> dict[str, tuple[str, str, frozenset[str]]]:
        """Recommendation → its inspection, text and themes (IRIs)."""
        themes: dict[str, set[str]] = defaultdict(set)
        rest: dict[str, tuple[str, str]] = {}
        for recommendation, inspection, text, theme in self.rows("recommendations"):
            rest.setdefault(recommendation, (inspection, text))
            themes[recommendation].update({theme} - {""})
        return {key: (*rest[key], frozenset(themes[key])) for key in sorted(rest)}

    @cached_property
    def found(self) -> dict[str, tuple[str, str]]:
        """Finding → its inspection and polarity (a notation)."""
        return {finding: (inspection, notation(polarity)) for finding, inspection, polarity in self.rows("findings")}

    @cached_property
    def finding_themes(self) -> dict[str, list[str]]:
        """Finding → its themes (IRIs)."""
        return grouped(self.rows("finding-themes"))


def _chosen(stated: Iterable[tuple[bool, str, str]]) -> tuple[str, str] | None:
    everything = sorted(stated, key=lambda one: (not one[0], one[2]))
    own = [one for one in everything if one[0]] or everything
    return own[0][1:] if len({grade for _, grade, _ in own}) == 1 else None


def notation(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rpartition("/")[2]


def grouped(pairs: Iterable[tuple[str, ...]]) -> dict[str, list[str]]:
    """First of each pair → the second ones, sorted, each once."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in sorted(set(pairs)):
        groups[key].append(value)
    return dict(groups)
