"""What the server says of itself: the SPARQL service description, and the data set in VoID with its saved questions as
examples, described in SHACL as the SIB's endpoints do (https://sib-swiss.github.io/sparql-examples/)."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.graph.names import ALL_PREFIXES, DCT, PREFIXES, RDF, RDFS
from kg.graph.nquads import XSD
from kg.questions import saved_questions
from kg.serve.formats import RDF_FORMATS, SOLUTIONS, Form

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
SCHEMA = "https://schema.org/"
_FORMATS = "http://www.w3.org/ns/formats/"
_SH = PREFIXES["sh"]
_OUT = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
"""Names of our formats in http://www.w3.org/ns/formats/."""
USED = {"sd": SD, "void": VOID, "schema": SCHEMA, "sh": _SH, "dct": DCT, "rdfs": RDFS, "formats": _FORMATS}


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


class _Made:
    """Triples that are being made."""

    def __init__(self) -> None:
        self.triples: list[ox.Triple] = []
        self._blanks = itertools.count()

    def blank(self) -> ox.BlankNode:
        """A new blank node; the same ones each time."""
        return ox.BlankNode(f"b{next(self._blanks)}")

    def add(self, subject: ox.NamedNode | ox.BlankNode, predicate: str, value: object) -> None:
        """A triple; a value that is no term is a literal."""
        term = value if isinstance(value, (ox.NamedNode, ox.BlankNode, ox.Literal)) else ox.Literal(value)  # type: ignore[arg-type]
        self.triples.append(ox.Triple(subject, _node(predicate), term))


def service(endpoint: str, base: str) -> list[ox.Triple]:
    """The service description of an endpoint (https://www.w3.org/TR/sparql11-service-description/)."""
    made, me = _Made(), _node(endpoint)
    dataset, default = made.blank(), made.blank()
    made.add(me, f"{RDF}type", _node(f"{SD}Service"))
    made.add(me, f"{SD}endpoint", me)
    made.add(me, f"{SD}supportedLanguage", _node(f"{SD}SPARQL11Query"))
    for name in _OUT:
        made.add(me, f"{SD}resultFormat", _node(_FORMATS + name))
    made.add(me, f"{SD}defaultDataset", dataset)
    made.add(dataset, f"{RDF}type", _node(f"{SD}Dataset"))
    made.add(dataset, f"{SD}defaultGraph", default)
    made.add(default, f"{RDF}type", _node(f"{SD}Graph"))
    made.add(default, f"{RDFS}comment", "The union of all named graphs, each triple once.")
    for name in ("derived", "reference", "provenance"):
        graph = made.blank()
        made.add(dataset, f"{SD}namedGraph", graph)
        made.add(graph, f"{RDF}type", _node(f"{SD}NamedGraph"))
        made.add(graph, f"{SD}name", _node(f"{base}graph/{name}"))
    return made.triples


def dataset(endpoint: str, base: str, counts: Mapping[str, bytes]) -> list[ox.Triple]:
    """The data set in VoID, with counts (`kg.serve.jobs.COUNTS`: SPARQL JSON by name) and the saved questions."""
    made, me = _Made(), _node(f"{endpoint}#dataset")
    made.add(me, f"{RDF}type", _node(f"{VOID}Dataset"))
    made.add(me, f"{DCT}title", "Inspections, in their own words")
    made.add(me, f"{VOID}sparqlEndpoint", _node(endpoint))
    made.add(me, f"{VOID}uriSpace", base)
    made.add(me, f"{VOID}vocabulary", _node(PREFIXES["insp"]))
    for name, kind in (("triples", "triples"), ("documents", "documents")):
        for _, number in _counted(counts.get(name, b"")):
            made.add(me, VOID + kind, number)
    for part, edge, thing, of in (
        ("classes", "classPartition", "class", "entities"),
        ("properties", "propertyPartition", "property", "triples"),
    ):
        for iri, number in _counted(counts.get(part, b"")):
            node = made.blank()
            made.add(me, VOID + edge, node)
            made.add(node, VOID + thing, _node(iri))
            made.add(node, VOID + of, number)
    _examples(made, endpoint)
    return made.triples


def _counted(answer: bytes) -> Iterator[tuple[str, ox.Literal]]:
    """(what is counted, how many) in an answer."""
    if not answer:
        return
    for row in json.loads(answer)["results"]["bindings"]:
        number = ox.Literal(row["n"]["value"], datatype=_node(f"{XSD}integer"))
        yield row.get("thing", {}).get("value", ""), number


def _examples(made: _Made, endpoint: str) -> None:
    prefixes = _node(f"{endpoint}#prefixes")
    for name, iri in sorted(ALL_PREFIXES.items()):
        node = made.blank()
        made.add(prefixes, f"{_SH}declare", node)
        made.add(node, f"{_SH}prefix", name)
        made.add(node, f"{_SH}namespace", ox.Literal(iri, datatype=_node(f"{XSD}anyURI")))
    for question in saved_questions().values():
        example = _node(f"{endpoint}#question-{question.name}")
        for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
            made.add(example, f"{RDF}type", _node(_SH + kind))
        made.add(example, f"{RDFS}comment", ox.Literal(question.text, language="en"))
        made.add(example, f"{_SH}prefixes", prefixes)
        made.add(example, f"{_SH}select", question.query)
        made.add(example, f"{SCHEMA}target", _node(endpoint))


def written(triples: list[ox.Triple], form: Form) -> bytes:
    """Triples in one of `kg.serve.formats.GRAPHS`."""
    return ox.serialize(triples, format=RDF_FORMATS[form.name], prefixes=USED) or b""


assert len(SOLUTIONS) + len(RDF_FORMATS) == len(_OUT)  # noqa: S101 - a format that is not described is a slip of ours
