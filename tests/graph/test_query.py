"""SPARQL over a build."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.errors import BuildNotFound, QueryError, UsageError
from kg.graph.query import Iri, Rows, Triples, run_query
from kg.graph.results import FORMATS, Result, write_result
from kg.graph.store import base_of, create_store, open_store
from tests.graph import examples as ex


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ox.Store]:
    yield open_store(ex.build(tmp_path_factory.mktemp("build")) / "store")


def rows(store: ox.Store, text: str) -> list[tuple[object, ...]]:
    found = run_query(store, text)
    assert isinstance(found, Rows)
    return list(found)


def written(result: Result, form: str) -> str:
    out = io.BytesIO()
    write_result(result, form, out)
    return out.getvalue().decode()


GOOD = f"<{ex.BASE}judgement/{ex.GSS}/2017-05-02/adoption/good>"


def test_a_fact_of_two_documents_is_counted_once(store: ox.Store) -> None:
    assert rows(store, f"SELECT (COUNT(*) AS ?n) {{ {GOOD} insp:grade ?g }}") == [(1,)]


def test_each_document_has_its_own_graph(store: ox.Store) -> None:
    found = rows(store, f"SELECT ?g {{ GRAPH ?g {{ {GOOD} insp:grade grade:good }} }}")
    assert {g for (g,) in found} == {f"{ex.BASE}document/{one.id}" for one in (ex.REPORT, ex.PRESS)}


def test_values_are_pythons_own(store: ox.Store) -> None:
    (row,) = rows(
        store,
        f"""SELECT ?f ?c ?n ?d ?b ?t ?none {{
            BIND({GOOD} AS ?f) ?f insp:pooledConfidence ?c ; insp:sourceCount ?n .
            <{ex.BASE}{ex.INSPECTION}> insp:startDate ?d ; insp:frameworkInferred ?b .
            <{ex.BASE}document/{ex.REPORT.id}> dct:title ?t }}""",
    )
    assert row == (GOOD[1:-1], Decimal("0.96"), 2, date(2017, 5, 2), False, "Title of report", None)
    assert isinstance(row[0], Iri)
    assert not isinstance(row[5], Iri)


def test_a_query_may_declare_a_prefix_itself(store: ox.Store) -> None:
    text = f"PREFIX grade: <{ex.BASE}x/> SELECT ?s {{ ?s insp:grade grade:good }}"
    assert rows(store, text) == []


def test_ask_and_construct(store: ox.Store) -> None:
    assert run_query(store, "ASK { ?s a insp:Conflict }") is True
    assert run_query(store, "ASK { ?s a insp:Recurrence }") is False
    found = run_query(store, "CONSTRUCT { ?s a insp:Fact } WHERE { ?s insp:grade ?g }")
    assert isinstance(found, Triples)
    assert len(found) == len(set(found)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' . sErViCe<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p true SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p 'a\\'' SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { FILTER(1<2) SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p \"\\u0022\" SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER(\"\" = ?p) }",
        "# a comment\nSELECT * { # SERVICE in a comment\n SERVICE <http://127.0.0.1:9/> {} }",
    ],
)  # fmt: skip
def test_other_servers_are_never_asked(store: ox.Store, text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        run_query(store, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s insp:service ?service } # SERVICE",
        "SELECT ('SERVICE <x> {' AS ?a) { }",
        'SELECT ("""a " SERVICE""" AS ?a) { }',
        "SELECT ?s { ?s <http://example.org/SERVICE> 'DROP ALL'@en }",
        "SELECT ?s { ?s a service-type:adoption }",
    ],
)
def test_the_word_may_stand_in_names_strings_and_comments(store: ox.Store, text: str) -> None:
    assert isinstance(run_query(store, text), Rows)


@pytest.mark.parametrize("text", ["DROP ALL", "INSERT DATA { <a:> <b:> <c:> }", "LOAD <file:///etc/passwd>"])
def test_updates_are_refused(store: ox.Store, text: str) -> None:
    with pytest.raises(QueryError, match="is refused: a build is only read"):
        run_query(store, text)


@pytest.mark.parametrize("text", ["", "SELECT * {", "hello", "SELECT ?x { ?s nope:y ?x }"])
def test_a_query_that_is_not_valid_says_so_briefly(store: ox.Store, text: str) -> None:
    with pytest.raises(QueryError, match="not a valid SPARQL query") as caught:
        run_query(store, text)
    assert len(str(caught.value)) < 200


NAMES = "SELECT ?name ?of { ?s foaf:name ?name . OPTIONAL { ?s insp:nothing ?of } } ORDER BY ?name"


def test_a_result_as_csv_and_table(store: ox.Store) -> None:
    found = run_query(store, NAMES)
    assert list(csv.reader(io.StringIO(written(found, "csv")))) == [
        ["name", "of"],
        ["Ann Example", ""],
        ["Bob Sample", ""],
    ]
    assert "Ann Example" in written(found, "table")
    assert "2 rows" in written(found, "table")


def test_json_and_xml_are_read_back_by_another_reader(store: ox.Store) -> None:
    found = run_query(store, "SELECT ?s ?o { ?s skos:prefLabel|insp:startDate|insp:grade ?o } ORDER BY ?s ?o LIMIT 90")
    assert isinstance(found, Rows)
    for form, kind in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML)):
        again = ox.parse_query_results(written(found, form), kind)
        assert isinstance(again, ox.QuerySolutions)
        assert [(row["s"], row["o"]) for row in again] == list(found.terms)


def test_markup_in_a_value_stays_text(store: ox.Store) -> None:
    found = run_query(store, "SELECT ('<b>[red]&' AS ?x) {}")
    assert "<b>[red]&" in written(found, "table")
    assert ET.fromstring(written(found, "xml")).findtext(".//{*}literal") == "<b>[red]&"  # noqa: S314


def test_answers_to_ask(store: ox.Store) -> None:
    assert written(True, "table") == "yes\n"
    assert json.loads(written(False, "json")) == {"head": {}, "boolean": False}


def test_a_graph_as_turtle(store: ox.Store) -> None:
    found = run_query(store, "CONSTRUCT { ?s insp:grade ?g } WHERE { ?s insp:grade ?g }")
    assert len(list(ox.parse(written(found, "turtle"), format=ox.RdfFormat.TURTLE))) == 6


def test_formats_that_do_not_fit_are_refused(store: ox.Store) -> None:
    with pytest.raises(UsageError, match="one of table, csv"):
        written(True, "excel")
    with pytest.raises(UsageError, match="CONSTRUCT"):
        written(run_query(store, NAMES), "turtle")
    assert tuple(FORMATS) == ("table", "csv", "json", "xml", "turtle")


def test_a_folder_without_a_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound, match="kg build"):
        open_store(tmp_path)


def test_a_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(BuildNotFound, match="kg build"):
        open_store(tmp_path)


def test_a_store_is_not_made_over_another(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(FileExistsError):
        create_store(tmp_path, [])


def test_the_store_knows_its_base(store: ox.Store) -> None:
    assert base_of(store) == ex.BASE
    assert base_of(ox.Store()) == ""
