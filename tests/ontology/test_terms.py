"""One source of terms: what shapes, vocabularies, alignments, queries and code use is declared."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg import terms
from kg.settings import ontology_dir

ROOT = Path(__file__).resolve().parents[2]
STANDARD = ("http://www.w3.org/", "http://purl.org/", "http://xmlns.com/", "http://data.europa.eu/")


@cache
def ontology() -> Graph:
    return Graph().parse(ontology_dir() / "inspection.ttl", format="turtle")


def declared() -> set[str]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    return {str(term) for kind in kinds for term in ontology().subjects(RDF.type, kind)}


def own_terms(file: Path) -> set[str]:
    used = set()
    for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(terms.NAMESPACE):
                used.add(term.value)
    return used


FILES = sorted(ontology_dir().glob("**/*.ttl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_own_term_in_a_file_is_declared(file: Path) -> None:
    assert own_terms(file) <= declared()


def test_there_are_files_to_check() -> None:
    assert {"inspection.ttl", "shapes.ttl", "alignments.ttl", "aspects.ttl", "authorities.ttl"} <= {
        file.name for file in FILES
    }


def test_every_own_term_in_a_saved_question_is_declared() -> None:
    import re

    undeclared = {
        (file.name, name)
        for file in ontology_dir().glob("queries/**/*.rq")
        for name in re.findall(r"(?<![\w:/])insp:([A-Za-z0-9]+)", file.read_text(encoding="utf-8"))
        if terms.NAMESPACE + name not in declared()
    }
    assert undeclared == set()


@pytest.mark.parametrize("term", sorted(declared()))
def test_every_term_has_a_label_and_a_comment(term: str) -> None:
    subject = URIRef(term)
    assert ontology().value(subject, RDFS.label)
    assert str(ontology().value(subject, RDFS.comment) or "").endswith(".")


def test_what_terms_build_on_is_declared_or_of_a_standard() -> None:
    links = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    others = {str(o) for link in links for o in ontology().objects(None, link)} - declared()
    assert all(other.startswith(STANDARD) for other in others), others


def test_the_ontology_has_version_and_licence() -> None:
    node = URIRef(terms.NAMESPACE.removesuffix("#"))
    assert str(ontology().value(node, OWL.versionIRI)).startswith(str(node) + "/")
    assert ontology().value(node, URIRef("http://purl.org/dc/terms/license"))


def test_the_generated_modules_are_fresh() -> None:
    script = ROOT / "scripts" / "generate_terms.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_generated_strings_are_the_declared_terms() -> None:
    names = [name for name in dir(terms.INSP) if not name.startswith("__")]
    assert {getattr(terms.INSP, name) for name in names} == declared()


def test_an_unknown_term_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = terms.INSP.judgment  # type: ignore[attr-defined]


def test_rdflib_gets_the_same_terms_and_fails_on_others() -> None:
    from kg.namespaces import INSP

    assert str(INSP.Judgement) == terms.INSP.Judgement
    assert str(INSP["from"]) == terms.INSP.from_
    with pytest.raises(AttributeError):
        _ = INSP.judgment


def test_terms_do_not_import_rdflib() -> None:
    code = "import sys, kg.terms, kg.vocabulary; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
