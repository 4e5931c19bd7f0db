"""The statistics as an RDF Data Cube (https://www.w3.org/TR/vocab-data-cube/), in Turtle.

Documents may state several numbers for one indicator, area, period and comparator. The dimension `rank` keeps them
apart: 1 is the surest, so that a cube of one number a cell is the slice with rank 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.graph.names import DCT, INSP, PREFIXES, PROV, RDF, RDFS, SKOS, VOCAB
from kg.graph.query import Rows, run_query
from kg.graph.store import base_of, open_store
from kg.publish.exports import turtle
from kg.vocabulary import lexicon

NOT_STATED = "not stated"
_QB, _XSD = PREFIXES["qb"], PREFIXES["xsd"]
_QUESTION = """SELECT ?fact ?indicator ?area ?value ?date ?period ?comparator ?unit ?qualifier ?confidence {
    ?fact a insp:Statistic ; insp:value ?value
    OPTIONAL { ?fact insp:indicator ?indicator } OPTIONAL { ?fact insp:refArea ?area }
    OPTIONAL { ?fact insp:refDate ?date } OPTIONAL { ?fact insp:refPeriod ?period }
    OPTIONAL { ?fact insp:comparator ?comparator } OPTIONAL { ?fact insp:unit ?unit }
    OPTIONAL { ?fact insp:qualifier ?qualifier } OPTIONAL { ?fact insp:pooledConfidence ?confidence } }"""
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class _Number:
    """A statistic: the dimensions of its cell, and what it says."""

    cell: tuple[Term, Term, Term, Term]
    fact: ox.NamedNode
    value: Term
    unit: Term | None
    qualifier: Term | None
    confidence: float


def write_datacube(build: Path, out: Path) -> None:
    """Write the cube: the statistics whose indicator is in the vocabulary and whose area is known; its description says
    how many are not. Raises BuildNotFound."""
    store = open_store(build / "store")
    base = base_of(store)
    numbers, left_out = _numbers(store, base)
    triples = [*_structure(base, len(numbers), left_out), *_codes(base, numbers), *_observations(base, numbers)]
    lines = b"".join(line.encode() for line in sorted({f"{triple} .\n" for triple in triples}))
    out.write_bytes(turtle(lines, base))


def _numbers(store: ox.Store, base: str) -> tuple[list[_Number], int]:
    """The numbers, each cell's surest first, and how many statistics are left out."""
    rows = run_query(store, _QUESTION)
    assert isinstance(rows, Rows)  # noqa: S101 - a SELECT
    found: dict[Term, _Number] = {}
    left_out: set[Term] = set()
    for row in sorted(rows.terms, key=str):
        fact, indicator, area, value, day, period, comparator, unit, qualifier, confidence = row
        if fact in found or not isinstance(fact, ox.NamedNode) or value is None:
            continue
        if indicator is None or area is None:
            left_out.add(fact)
            continue
        when = day or period or ox.Literal(NOT_STATED)
        cell = (indicator, area, when, comparator or _node(f"{base}cube/comparator/none"))
        sure = float(confidence.value) if isinstance(confidence, ox.Literal) else 0.0
        found[fact] = _Number(cell, fact, value, unit, qualifier, sure)
    order = sorted(found.values(), key=lambda n: (tuple(map(str, n.cell)), -n.confidence, str(n.fact)))
    return order, len(left_out)


def _structure(base: str, count: int, left_out: int) -> Iterator[ox.Triple]:
    """The data set and its structure definition."""
    data, structure = _node(f"{base}cube/statistics"), _node(f"{base}cube/structure")
    says = (
        f"{count} numbers that documents state. {left_out} more are not in the cube, as their indicator is in no "
        "vocabulary or their area is not known."
    )
    yield _triple(data, f"{RDF}type", _node(f"{_QB}DataSet"))
    yield _triple(data, f"{RDFS}label", ox.Literal("Statistics in inspection documents", language="en"))
    yield _triple(data, f"{RDFS}comment", ox.Literal(says, language="en"))
    yield _triple(data, f"{_QB}structure", structure)
    yield _triple(structure, f"{RDF}type", _node(f"{_QB}DataStructureDefinition"))
    # (role, property, its class, range, code list, label)
    parts = [
        ("dimension", f"{INSP}indicator", "Dimension", f"{SKOS}Concept", f"{base}cube/indicators", "indicator"),
        ("dimension", f"{INSP}refArea", "Dimension", f"{RDFS}Resource", "", "reference area"),
        ("dimension", f"{INSP}refPeriod", "Dimension", f"{RDFS}Literal", "", "reference period"),
        ("dimension", f"{INSP}comparator", "Dimension", f"{SKOS}Concept", f"{base}cube/comparators", "comparator"),
        ("dimension", f"{base}cube/rank", "Dimension", f"{_XSD}integer", "", "rank among the numbers of one cell"),
        ("measure", f"{INSP}value", "Measure", f"{_XSD}decimal", "", "value"),
        ("attribute", f"{INSP}unit", "Attribute", f"{SKOS}Concept", "", "unit"),
        ("attribute", f"{INSP}qualifier", "Attribute", f"{SKOS}Concept", "", "qualifier"),
    ]
    for role, name, kind, values, codes, label in parts:
        component = _node(f"{base}cube/component/{label.split()[-1] if 'rank' not in label else 'rank'}")
        yield _triple(structure, f"{_QB}component", component)
        yield _triple(component, f"{RDF}type", _node(f"{_QB}ComponentSpecification"))
        yield _triple(component, f"{_QB}{role}", _node(name))
        yield _triple(_node(name), f"{RDF}type", _node(f"{_QB}{kind}Property"))
        yield _triple(_node(name), f"{RDFS}label", ox.Literal(label, language="en"))
        yield _triple(_node(name), f"{RDFS}range", _node(values))
        if codes:
            yield _triple(_node(name), f"{RDF}type", _node(f"{_QB}CodedProperty"))
            yield _triple(_node(name), f"{_QB}codeList", _node(codes))


def _codes(base: str, numbers: Iterable[_Number]) -> Iterator[ox.Triple]:
    """The code lists, with the labels of everything that observations name."""
    none = _node(f"{base}cube/comparator/none")
    labels = {_node(c.iri): c.label for scheme in lexicon().schemes.values() for c in scheme.concepts.values()}
    labels |= {none: "not compared"}
    for name, title in (("indicators", "Indicators"), ("comparators", "Comparators")):
        yield _triple(_node(f"{base}cube/{name}"), f"{RDF}type", _node(f"{SKOS}ConceptScheme"))
        yield _triple(_node(f"{base}cube/{name}"), f"{DCT}title", ox.Literal(title, language="en"))
    codes: dict[Term, str] = {none: "comparators"}
    for number in numbers:
        codes |= {number.cell[0]: "indicators", number.cell[3]: "comparators"}
    for code, scheme in codes.items():
        if isinstance(code, ox.NamedNode):
            yield _triple(code, f"{RDF}type", _node(f"{SKOS}Concept"))
            yield _triple(code, f"{SKOS}inScheme", _node(f"{base}cube/{scheme}"))
            yield _triple(
                code, f"{SKOS}prefLabel", ox.Literal(labels.get(code, code.value.removeprefix(VOCAB)), language="en")
            )


def _observations(base: str, numbers: Iterable[_Number]) -> Iterator[ox.Triple]:
    seen: Counter[tuple[Term, ...]] = Counter()
    names = ("indicator", "refArea", "refPeriod", "comparator")
    for number in numbers:
        seen[number.cell] += 1
        one = _node(f"{base}cube/observation/{number.fact.value.rpartition('/')[2]}")
        yield _triple(one, f"{RDF}type", _node(f"{_QB}Observation"))
        yield _triple(one, f"{_QB}dataSet", _node(f"{base}cube/statistics"))
        yield _triple(one, f"{PROV}wasDerivedFrom", number.fact)
        for name, term in zip(names, number.cell, strict=True):
            yield _triple(one, f"{INSP}{name}", term)
        yield _triple(one, f"{base}cube/rank", ox.Literal(seen[number.cell]))
        yield _triple(one, f"{INSP}value", number.value)
        for name, given in (("unit", number.unit), ("qualifier", number.qualifier)):
            if given is not None:
                yield _triple(one, f"{INSP}{name}", given)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _triple(subject: ox.NamedNode, predicate: str, value: Term) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)
