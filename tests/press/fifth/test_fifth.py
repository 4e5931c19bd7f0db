"""What holds of the fifth set of the made-up press alone; `test_annotations.py` checks the rest of it."""

from __future__ import annotations

import tomllib

from rdflib.namespace import RDF, SKOS

from tests.press import make_offsets as gold
from tests.press import test_annotations as checked
from tests.press.test_annotations import INSP, ONTOLOGY, graph

HERE = gold.FIFTH
DOCUMENTS = sorted(path.name for path in (HERE / "texts").iterdir())
AUTHORITIES = "ofsted/register/authorities.ttl"


def rows(name: str) -> list[dict[str, str]]:
    return checked.rows(name, HERE)


def test_every_document_is_in_scope() -> None:
    assert {row["document"] for row in rows("scope")} == set(DOCUMENTS)
    assert len(DOCUMENTS) == 24


def test_every_council_is_in_the_sets_own_register_and_in_no_other() -> None:
    own = graph(HERE / "register.ttl")
    names = {str(label) for label in own.objects(None, SKOS.prefLabel | SKOS.altLabel)}
    bodies = {row["body"] for table in ("judgements", "inspections") for row in rows(table)}
    bodies |= {tomllib.loads(path.read_text("utf-8"))["body"] for path in (HERE / "notes").iterdir()}
    assert {body for body in bodies if not body.endswith("Safeguarding Children Board")} <= names
    others = graph(ONTOLOGY / AUTHORITIES, gold.REGISTER)
    assert names & {str(label) for label in others.objects(None, SKOS.prefLabel | SKOS.altLabel)} == set()
    assert set(own.objects(None, INSP.gssCode)) & set(others.objects(None, INSP.gssCode)) == set()


def test_the_register_is_shaped_like_the_real_one() -> None:
    own, real = graph(HERE / "register.ttl"), graph(ONTOLOGY / AUTHORITIES)
    councils = list(own.subjects(RDF.type, INSP.Authority))
    assert len(councils) == len({own.value(council, INSP.gssCode) for council in councils}) == 15
    for council in councils:
        assert (own.value(council, INSP.region), RDF.type, INSP.Region) in real
        assert (None, INSP.authorityType, own.value(council, INSP.authorityType)) in real


def test_every_judgement_belongs_to_an_inspection_of_the_same_document_and_council() -> None:
    known = {(r["document"], r["gss"], r["inspection_start"]) for r in rows("judgements") if r["gss"]}
    codes = gold.codes(HERE)
    done = {(r["document"], codes.get(r["body"], ""), r["start"]) for r in rows("inspections") if r["status"] == "done"}
    assert known - done == set()
