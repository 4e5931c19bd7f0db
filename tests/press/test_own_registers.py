"""What holds of the made-up press's sets that have a register of their own; `test_annotations.py` checks the rest of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from tests.press import make_offsets as gold
from tests.press.test_annotations import INSP, ONTOLOGY, graph, rows

AUTHORITIES = "ofsted/register/authorities.ttl"
SETS = (gold.FIFTH, gold.SIXTH)

every_set = pytest.mark.parametrize("home", SETS, ids=["fifth", "sixth"])


def documents(home: Path) -> set[str]:
    return {path.name for path in (home / "texts").iterdir()}


def others(home: Path) -> rdflib.Graph:
    """The real register and those of the other sets."""
    return graph(ONTOLOGY / AUTHORITIES, *(other / "register.ttl" for other in gold.HOMES if other != home))


@every_set
def test_every_document_is_in_scope(home: Path) -> None:
    assert {row["document"] for row in rows("scope", home)} == documents(home)


@every_set
def test_every_document_has_one_note(home: Path) -> None:
    notes = [tomllib.loads(path.read_text("utf-8"))["document"] for path in (home / "notes").iterdir()]
    assert sorted(notes) == sorted(documents(home))


@every_set
def test_every_council_is_in_the_sets_own_register_and_in_no_other(home: Path) -> None:
    own = graph(home / "register.ttl")
    names = {str(label) for label in own.objects(None, SKOS.prefLabel | SKOS.altLabel)}
    bodies = {row["body"] for table in ("judgements", "inspections") for row in rows(table, home)}
    bodies |= {tomllib.loads(path.read_text("utf-8"))["body"] for path in (home / "notes").iterdir()}
    assert {body for body in bodies if not body.endswith("Safeguarding Children Board")} <= names
    assert names & {str(label) for label in others(home).objects(None, SKOS.prefLabel | SKOS.altLabel)} == set()
    assert set(own.objects(None, INSP.gssCode)) & set(others(home).objects(None, INSP.gssCode)) == set()


@every_set
def test_the_register_is_shaped_like_the_real_one(home: Path) -> None:
    own, real = graph(home / "register.ttl"), graph(ONTOLOGY / AUTHORITIES)
    councils = list(own.subjects(RDF.type, INSP.Authority))
    assert len(councils) == len({own.value(council, INSP.gssCode) for council in councils}) == 15
    for council in councils:
        assert (own.value(council, INSP.region), RDF.type, INSP.Region) in real
        assert (None, INSP.authorityType, own.value(council, INSP.authorityType)) in real


@every_set
def test_every_judgement_belongs_to_an_inspection_of_the_same_document_and_council(home: Path) -> None:
    known = {(r["document"], r["gss"], r["inspection_start"]) for r in rows("judgements", home) if r["gss"]}
    codes = gold.codes(home)
    done = [r for r in rows("inspections", home) if r["status"] == "done"]
    assert known - {(r["document"], codes.get(r["body"], ""), r["start"]) for r in done} == set()
