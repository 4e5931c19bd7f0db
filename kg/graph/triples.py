"""One document's named graph: its description, its passages and its facts, as sorted N-Triples lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.graph.content import finding, statistic_path
from kg.graph.decided import BY_A_PERSON, decided_facts
from kg.graph.facts import FACT_NODES
from kg.graph.names import DCT, INSP, OA, PROV, TYPE, concept, dct, insp
from kg.graph.node import FactNode, Names
from kg.graph.nquads import address, date, decimal, described, integer, is_date, named, text
from kg.graph.records import FactRecord
from kg.model import Action, Fact, Finding, Passage, Reading, Span, Statistic
from kg.resolve import paths
from kg.resolve.result import DocumentResolution

Stated = tuple[FactNode, Fact]
_IS_PASSAGE = f"{TYPE} {insp('Passage')}"
_SEVERAL = frozenset(insp(name) for name in ("covers", "addressedTo", "theme", "leadsTo", "earlierYear", "respondsTo"))


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """A document's graph, the light record of each fact in it, and its IRI."""

    triples: bytes
    facts: tuple[FactRecord, ...]
    name: str

    @property
    def quads(self) -> bytes:
        """N-Quads of the graph."""
        return named(self.triples, self.name)


def document_quads(reading: Reading, resolution: DocumentResolution, base: str) -> bytes:
    """N-Quads lines of the document's named graph, sorted, each once."""
    return document_graph(reading, resolution, base).quads


def document_graph(reading: Reading, resolution: DocumentResolution, base: str) -> DocumentGraph:
    """The document's graph and records of its facts. Facts that resolution could not place are left out."""
    names = Names(resolution, base)
    facts = decided_facts(reading.facts, names)
    numbers = {fact.key: statistic_path(fact, names) for fact in facts if isinstance(fact, Statistic)}
    names = Names(resolution, base, numbers, _answered(facts, names))
    graph = names.term(paths.document(reading.id))
    said = {graph: list(_description(reading, names))}
    records = []
    used: set[tuple[int, int]] = set()
    for path, stated in sorted(_grouped(facts, names).items()):
        said.setdefault(names.term(path), []).extend(_fact(stated, reading.id, names))
        records.append(_record(path, stated, reading.id, resolution.work))
        used.update((span.start, span.end) for _, fact in stated for span in fact.evidence)
    if worked_out := _worked_out(reading):
        used.add((worked_out.start, worked_out.end))
    for passage in reading.passages:
        if (passage.start, passage.end) in used:
            subject = names.term(paths.passage(reading.id, passage.start, passage.end))
            said.setdefault(subject, []).extend(_passage(passage, graph))
    return DocumentGraph(described(said), tuple(records), graph[1:-1])


def _description(reading: Reading, names: Names) -> Iterator[str]:
    """What is said of the document itself; what its owner's catalogue says stands below what it says of itself."""
    known = reading.catalogue
    issued = reading.issued or known.issued
    values = [
        (dct("title"), reading.title or known.title, text),
        (dct("publisher"), reading.publisher or known.publisher, text),
        (dct("creator"), reading.author, text),
        (dct("issued"), issued, date if is_date(issued) else text),
        (dct("format"), reading.format, text),
        (dct("source"), known.source, address),
        (dct("license"), known.licence, address),
        (insp("sha256"), reading.sha256, text),
        (insp("path"), reading.path, text),
        (dct("isVersionOf"), names.resolution.work, names.term),
    ]
    yield f"{TYPE} {insp('Document')}"
    yield f"{insp('pageCount')} {integer(reading.page_count)}"
    if reading.genre:
        yield f"{insp('genre')} {concept('genre', reading.genre)}"
    yield from (f"{predicate} {write(value)}" for predicate, value, write in values if value)
    yield from (f"{insp('about')} {names.term(path)}" for path in names.resolution.about)
    if worked_out := _worked_out(reading):
        passage = paths.passage(reading.id, worked_out.start, worked_out.end)
        yield f"{insp('issuedInferredFrom')} {names.term(passage)}"


def _worked_out(reading: Reading) -> Span | None:
    """The words from which the day of a piece was worked out; None where it was not."""
    return reading.told.span if reading.told and reading.catalogue.worked_out_from else None


def _answered(facts: Iterable[Fact], names: Names) -> dict[Span, list[str]]:
    """Place of a finding to which an action responds → the paths of the findings that are stated there."""
    places = {place for fact in facts if isinstance(fact, Action) for place in fact.responds_to}
    found: dict[Span, list[str]] = {}
    for fact in facts if places else ():
        if isinstance(fact, Finding) and fact.evidence[0] in places and (node := finding(fact, names)):
            found.setdefault(fact.evidence[0], []).append(node.path)
    return found


def _passage(passage: Passage, document: str) -> Iterator[str]:
    """What is said of a passage of the document with this term."""
    yield _IS_PASSAGE
    yield f"<{DCT}isPartOf> {document}"
    yield f"<{OA}start> {integer(passage.start)}"
    yield f"<{OA}end> {integer(passage.end)}"
    yield f"<{OA}exact> {text(passage.exact)}"
    yield f"<{INSP}page> {integer(passage.page)}"
    if passage.section:
        yield f"<{INSP}section> {text(passage.section)}"


def _grouped(facts: Iterable[Fact], names: Names) -> dict[str, list[Stated]]:
    """The facts by their paths: two with one path are one fact. The surest comes first, then the first in the
    text, whatever the order they are given in."""
    nodes = ((FACT_NODES[type(fact)](fact, names), fact) for fact in facts)
    stated = [(node, fact) for node, fact in nodes if node is not None]
    stated.sort(key=_surest_first)
    groups: dict[str, list[Stated]] = {}
    for node, fact in stated:
        kept = _apart(node, groups)
        groups.setdefault(kept.path, []).append((kept, fact))
    return groups


def _surest_first(pair: Stated) -> tuple[float, list[tuple[int, int]], str, tuple[tuple[str, str], ...]]:
    node, fact = pair
    return -fact.confidence, [(span.start, span.end) for span in fact.evidence], node.path, node.pairs


def _apart(node: FactNode, groups: dict[str, list[Stated]]) -> FactNode:
    """Two recommendations of one document that claim one place in different words (a list that numbers each
    of its parts from 1) stay two: the later one's path gets a hash of its text."""
    held = groups.get(node.path)
    if not node.place or not held or paths.normal_text(held[0][0].value) == paths.normal_text(node.value):
        return node
    return node._replace(path=f"{node.path}-{paths.digest(paths.normal_text(node.value))}")


def _fact(stated: Sequence[Stated], document: str, names: Names) -> Iterator[str]:
    """What is said of a fact, with all its evidence. Of single values the surest statement's stands; several are
    united."""
    first, best = stated[0]
    yield f"{TYPE} {insp(first.kind)}"
    yield f"<{INSP}confidence> {decimal(best.confidence)}"
    yield f"<{INSP}extractor> {text(best.extractor)}"
    if best.extractor.startswith(BY_A_PERSON):
        yield f"<{PROV}wasGeneratedBy> {names.term(best.extractor)}"
    for _, fact in stated:
        for span in fact.evidence:
            yield f"<{INSP}evidence> {names.term(paths.passage(document, span.start, span.end))}"
    yield from map(" ".join, first.pairs)
    given = {predicate for predicate, _ in first.pairs}
    for node, _ in stated[1:]:
        new = [pair for pair in node.pairs if pair[0] in _SEVERAL or pair[0] not in given]
        given.update(predicate for predicate, _ in node.pairs)
        yield from map(" ".join, new)


def _record(path: str, stated: Sequence[Stated], document: str, work: str) -> FactRecord:
    node = stated[0][0]
    covers = tuple(sorted({aspect for other, _ in stated for aspect in other.covers}))
    confidence = round(stated[0][1].confidence, 4)
    value = "" if node.kind == "Recommendation" else node.value
    return FactRecord(
        path, node.kind, document, work, confidence, node.inspection, node.body, node.subject, value, covers,
        node.text, node.themes, node.years,
    )  # fmt: skip
