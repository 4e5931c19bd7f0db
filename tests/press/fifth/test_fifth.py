"""The fifth set of the made-up press and its annotations fit together; no extractor runs here."""

from __future__ import annotations

import csv
import json
import tomllib

import pytest
from rdflib.namespace import RDF, SKOS

from tests.press import make_offsets as gold
from tests.press.test_annotations import DATE, INSP, ONTOLOGY, TABLES, graph, notations

HERE = gold.FIFTH
DOCUMENTS = sorted(path.name for path in (HERE / "texts").iterdir())
AUTHORITIES = "ofsted/register/authorities.ttl"


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / "gold" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", [*TABLES, "scope"])
def test_the_gold_is_what_the_notes_say(name: str) -> None:
    assert (HERE / "gold" / f"{name}.csv").read_bytes().decode("utf-8") == gold.build(HERE)[f"{name}.csv"]


@pytest.mark.parametrize("table", TABLES)
def test_the_offsets_lead_to_the_quote(table: str) -> None:
    texts = {name: (HERE / "texts" / name).read_bytes().decode("utf-8") for name in DOCUMENTS}
    found = [row for row in rows(table) if row["char_start"]]
    assert found
    assert [r for r in found if texts[r["document"]][int(r["char_start"]) : int(r["char_end"])] != r["quote"]] == []


def test_every_document_is_in_scope() -> None:
    assert {row["document"] for row in rows("scope")} == set(DOCUMENTS)
    assert len(DOCUMENTS) == 24


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_annotated_out_of_scope(table: str) -> None:
    assert {(table, row["document"]) for row in rows(table)} <= {(r["table"], r["document"]) for r in rows("scope")}


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


def test_the_concepts_are_of_the_vocabularies() -> None:
    assert {r["aspect"] for r in rows("judgements")} <= notations("ofsted/aspects.ttl")
    assert {r["grade"] for r in rows("judgements")} <= notations("ofsted/grades.ttl")
    assert {r["framework"] for r in rows("inspections")} <= notations("ofsted/frameworks.ttl") | {"unknown"}
    assert {r["role"] for r in rows("people")} <= notations("vocab/roles.ttl") | {""}
    assert {r["status"] for r in rows("inspections")} == {"done", "expected"}


def test_dates_are_iso_or_begin_like_it() -> None:
    dates = [row[c] for row in rows("inspections") for c in ("start", "end", "published")]
    dates += [row["inspection_start"] for row in rows("judgements")] + [row["from"] for row in rows("people")]
    assert [date for date in dates if not DATE.fullmatch(date)] == []


def test_every_judgement_belongs_to_an_inspection_of_the_same_document_and_council() -> None:
    known = {(r["document"], r["gss"], r["inspection_start"]) for r in rows("judgements") if r["gss"]}
    codes = gold.codes(HERE)
    done = {(r["document"], codes.get(r["body"], ""), r["start"]) for r in rows("inspections") if r["status"] == "done"}
    assert known - done == set()


@pytest.mark.parametrize("table", TABLES)
def test_other_right_answers_name_columns_of_the_table(table: str) -> None:
    accepted = [json.loads(row["accept"]) for row in rows(table) if row["accept"]]
    assert {column for values in accepted for column in values} <= set(gold.COLUMNS[table])


def test_the_texts_are_as_long_as_press_pieces() -> None:
    sizes = {name: len(gold.read(name, HERE).split()) for name in DOCUMENTS}
    assert {name: size for name, size in sizes.items() if not 150 <= size <= 500} == {}
