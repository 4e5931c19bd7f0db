"""Predicates, classes and concepts of the model as N-Quads terms, and the prefixes of files and queries."""

from __future__ import annotations

from kg.terms import NAMESPACE, VOCAB

INSP = NAMESPACE
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

PREFIXES = {
    "dct": DCT,
    "foaf": FOAF,
    "insp": INSP,
    "oa": OA,
    "org": ORG,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": PROV,
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SCHEMES = (
    "act", "aspect", "authority-type", "basis", "comparator", "conflict-kind", "date-precision",
    "direction", "extent", "framework", "framework-version", "genre", "grade", "indicator", "national-framework",
    "organisation-kind", "outcome", "partner", "party", "polarity", "polarity-cue", "priority", "publisher",
    "qualifier", "role", "row", "scale", "service-type", "state", "status", "theme", "timescale", "unit",
)  # fmt: skip
"""Names of the vocabularies; each is a prefix as well (`aspect:adoption`). A test holds them to the
ontology."""
ALL_PREFIXES = PREFIXES | {scheme: f"{VOCAB}{scheme}/" for scheme in SCHEMES}

DERIVED = "graph/derived"
REFERENCE = "graph/reference"
PROVENANCE = "graph/provenance"
TYPE = f"<{RDF}type>"
LABEL = f"<{SKOS}prefLabel>"
COMMENT = f"<{RDFS}comment>"
DERIVED_FROM = f"<{PROV}wasDerivedFrom>"


def insp(name: str) -> str:
    """A class or property of our own by its local name, as a term."""
    return f"<{INSP}{name}>"


def dct(name: str) -> str:
    """A DCMI metadata term."""
    return f"<{DCT}{name}>"


def concept(scheme: str, notation: str) -> str:
    """A concept of a SKOS scheme by its notation, as a term."""
    return f"<{VOCAB}{scheme}/{notation}>"


__all__ = [
    "ALL_PREFIXES",
    "COMMENT",
    "DCT",
    "DERIVED",
    "DERIVED_FROM",
    "FOAF",
    "INSP",
    "LABEL",
    "OA",
    "ORG",
    "PREFIXES",
    "PROV",
    "PROVENANCE",
    "RDF",
    "RDFS",
    "REFERENCE",
    "SCHEMES",
    "SKOS",
    "TYPE",
    "VOCAB",
    "concept",
    "dct",
    "insp",
]
