"""The made-up press and its annotations fit together, the sets with folders of their own as well; no extractor runs here."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from tests.press import make_offsets as gold

INSP = rdflib.Namespace("https://w3id.org/inspection-kg/ontology#")
ONTOLOGY = gold.HERE.parent.parent / "ontology"
DOCUMENTS = sorted(path.name for path in gold.TEXTS.iterdir())
TABLES = list(gold.COLUMNS)
FREE_OF_JUDGEMENTS = {"18-primary-school.txt", "19-adult-social-care.txt"}
REGISTERS = ("ofsted/register/authorities.ttl", "vocab/authority-types.ttl")
DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")


every_home = pytest.mark.parametrize("home", gold.HOMES, ids=["first", "fifth", "sixth"])


def rows(name: str, home: Path = gold.HERE) -> list[dict[str, str]]:
    with (home / "gold" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def graph(*paths: Path) -> rdflib.Graph:
    merged = rdflib.Graph()
    for path in paths:
        merged.parse(path, format="turtle")
    return merged


def notations(*names: str) -> set[str]:
    return {str(value) for value in graph(*(ONTOLOGY / name for name in names)).objects(None, SKOS.notation)}


@every_home
@pytest.mark.parametrize("name", [*TABLES, "scope"])
def test_the_gold_is_what_the_notes_say(name: str, home: Path) -> None:
    assert (home / "gold" / f"{name}.csv").read_bytes().decode("utf-8") == gold.build(home)[f"{name}.csv"]


@every_home
@pytest.mark.parametrize("table", TABLES)
def test_the_offsets_lead_to_the_quote(table: str, home: Path) -> None:
    texts = {path.name: path.read_bytes().decode("utf-8") for path in (home / "texts").iterdir()}
    found = [row for row in rows(table, home) if row["char_start"]]
    assert found
    assert [r for r in found if texts[r["document"]][int(r["char_start"]) : int(r["char_end"])] != r["quote"]] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_other_spans_lie_within_the_text(table: str) -> None:
    for row in rows(table):
        size = len((gold.TEXTS / row["document"]).read_bytes().decode("utf-8"))
        spans = [tuple(map(int, span.split("-"))) for span in row["also"].split(";") if span]
        assert all(0 <= start < end <= size for start, end in spans), row


@pytest.mark.parametrize("table", TABLES)
def test_only_pages_in_html_have_no_offsets(table: str) -> None:
    assert [r for r in rows(table) if r["document"].endswith(".html") == bool(r["char_start"])] == []


def test_every_document_is_in_scope() -> None:
    scope = {(row["table"], row["document"]) for row in rows("scope")}
    assert {document for _, document in scope} == set(DOCUMENTS)
    assert {(table, d) for table in gold.WITHOUT_OFFSETS for d in DOCUMENTS} <= scope


@every_home
@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_annotated_out_of_scope(table: str, home: Path) -> None:
    scope = {(row["table"], row["document"]) for row in rows("scope", home)}
    assert {(table, row["document"]) for row in rows(table, home)} <= scope


def test_every_council_is_in_the_register_and_in_no_other() -> None:
    own, real = graph(gold.HERE / "register.ttl"), graph(ONTOLOGY / "ofsted/register/authorities.ttl")
    names = {str(label) for label in own.objects(None, SKOS.prefLabel | SKOS.altLabel)}
    bodies = {row["body"] for table in ("judgements", "inspections") for row in rows(table)}
    bodies |= {tomllib.loads(path.read_text("utf-8"))["body"] for path in gold.NOTES.iterdir()}
    assert {body for body in bodies if not body.endswith("Safeguarding Children Board")} <= names
    assert names & {str(label) for label in real.objects(None, SKOS.prefLabel | SKOS.altLabel)} == set()


def test_the_register_is_shaped_like_the_real_one() -> None:
    own, real = graph(gold.HERE / "register.ttl"), graph(ONTOLOGY / "ofsted/register/authorities.ttl")
    regions = set(real.subjects(RDF.type, INSP.Region))
    councils = list(own.subjects(RDF.type, INSP.Authority))
    assert len(councils) == len({own.value(council, INSP.gssCode) for council in councils}) == 27
    for council in councils:
        assert str(council).endswith(f"/authority/{own.value(council, INSP.gssCode)}")
        assert own.value(council, INSP.region) in regions
        assert (None, INSP.authorityType, own.value(council, INSP.authorityType)) in real


def test_the_register_keeps_the_shapes() -> None:
    data = graph(gold.HERE / "register.ttl", *(ONTOLOGY / name for name in REGISTERS))
    conforms, _, report = pyshacl.validate(data, shacl_graph=graph(ONTOLOGY / "shapes.ttl"))
    assert conforms, report


@every_home
def test_the_concepts_are_of_the_vocabularies(home: Path) -> None:
    assert {r["aspect"] for r in rows("judgements", home)} <= notations("ofsted/aspects.ttl")
    assert {r["grade"] for r in rows("judgements", home)} <= notations("ofsted/grades.ttl")
    assert {r["framework"] for r in rows("inspections", home)} <= notations("ofsted/frameworks.ttl") | {"unknown"}
    assert {r["role"] for r in rows("people", home)} <= notations("vocab/roles.ttl") | {""}
    assert {r["status"] for r in rows("inspections", home)} == {"done", "expected"}


@every_home
def test_dates_are_iso_or_begin_like_it(home: Path) -> None:
    dates = [row[c] for row in rows("inspections", home) for c in ("start", "end", "published")]
    dates += [row["inspection_start"] for row in rows("judgements", home)]
    dates += [row["from"] for row in rows("people", home)]
    assert [date for date in dates if not DATE.fullmatch(date)] == []


def test_every_judgement_belongs_to_an_inspection_of_the_same_document() -> None:
    known = {(row["document"], row["start"]) for row in rows("inspections") if row["status"] == "done"}
    assert [r for r in rows("judgements") if (r["document"], r["inspection_start"]) not in known] == []


@every_home
@pytest.mark.parametrize("table", TABLES)
def test_other_right_answers_name_columns_of_the_table(table: str, home: Path) -> None:
    accepted = [json.loads(row["accept"]) for row in rows(table, home) if row["accept"]]
    assert {column for values in accepted for column in values} <= set(gold.COLUMNS[table])


@pytest.mark.parametrize("table", ["judgements", "inspections"])
def test_other_inspectors_texts_give_nothing_about_childrens_services(table: str) -> None:
    assert [row for row in rows(table) if row["document"] in FREE_OF_JUDGEMENTS] == []


@every_home
def test_the_texts_are_as_long_as_press_pieces(home: Path) -> None:
    sizes = {path.name: len(gold.read(path.name, home).split()) for path in (home / "texts").iterdir()}
    assert len(sizes) == {gold.HERE: 40, gold.FIFTH: 24, gold.SIXTH: 24}[home]
    assert {name: size for name, size in sizes.items() if not 150 <= size <= 500} == {}


@pytest.mark.parametrize("quote", ["nowhere", "a", {"text": "a", "nth": 4}, "b … nowhere"])
def test_a_quote_that_is_not_in_one_place_is_refused(quote: str) -> None:
    with pytest.raises(gold.QuoteError):
        gold.find("a b a c a", quote)


def test_a_gap_stands_for_what_lies_between() -> None:
    assert gold.find("one two three four", "two … four") == (4, 18)
