"""SPARQL 1.1 Protocol: one test for each case of the W3C's list of protocol tests that is about queries
(https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/), and for what we add to it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from tests.conftest import MUST_RUN
from tests.serve.running import Running

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ASK, SELECT = "ASK {}", "SELECT (1 AS ?value) {}"
CONSTRUCT = "CONSTRUCT { <http://example.org/a> <http://example.org/b> 1 } WHERE {}"
BASE = "https://w3id.org/inspection-kg/id/"
REFERENCE, PROVENANCE = f"{BASE}graph/reference", f"{BASE}graph/provenance"
IN_DEFAULT = "ASK { ?s a insp:Authority }"
IN_NAMED = "ASK { GRAPH ?g { ?s a insp:Authority } }"


def form(**values: str) -> bytes:
    """A body of a form; "_" stands for "-"."""
    return urlencode({name.replace("_", "-"): value for name, value in values.items()}).encode()


def says(server: Running, query: str, **more: str) -> bool:
    """The answer to an ASK."""
    found = server.query(query, "application/sparql-results+json", **more)
    assert found.status == 200, found.text
    return bool(json.loads(found.body)["boolean"])


# Ways to send a query


def test_query_get(server: Running) -> None:
    found = server.query(ASK)
    assert (found.status, json.loads(found.body)["boolean"]) == (200, True)


def test_query_post_form(server: Running) -> None:
    found = server.ask("sparql", "POST", form(query=ASK), FORM)
    assert (found.status, json.loads(found.body)["boolean"]) == (200, True)


def test_query_post_direct(server: Running) -> None:
    found = server.ask("sparql", "POST", ASK.encode(), {"Content-Type": "application/sparql-query; charset=UTF-8"})
    assert (found.status, json.loads(found.body)["boolean"]) == (200, True)


def test_head_gives_headers_only(server: Running) -> None:
    found = server.ask(f"sparql?{urlencode({'query': ASK})}", "HEAD")
    assert (found.status, found.media, found.body) == (200, "application/sparql-results+json", b"")


# Data sets


def test_query_dataset_default_graph(server: Running) -> None:
    assert says(server, IN_DEFAULT, **{"default-graph-uri": REFERENCE})
    assert not says(server, IN_DEFAULT, **{"default-graph-uri": PROVENANCE})


def test_query_dataset_default_graphs_are_merged(server: Running) -> None:
    pairs = [("query", IN_DEFAULT), ("default-graph-uri", PROVENANCE), ("default-graph-uri", REFERENCE)]
    assert json.loads(server.ask(f"sparql?{urlencode(pairs)}").body)["boolean"]
    assert json.loads(server.ask("sparql", "POST", urlencode(pairs).encode(), FORM).body)["boolean"]


def test_query_dataset_named_graphs(server: Running) -> None:
    assert says(server, IN_NAMED, **{"named-graph-uri": REFERENCE})
    assert not says(server, IN_NAMED, **{"named-graph-uri": PROVENANCE})
    assert not says(server, IN_DEFAULT, **{"named-graph-uri": REFERENCE})  # the default graph is then empty


def test_query_dataset_full_of_a_direct_post(server: Running) -> None:
    graphs = urlencode({"default-graph-uri": PROVENANCE, "named-graph-uri": REFERENCE})
    query = b"ASK { GRAPH ?g { ?s a insp:Authority } FILTER NOT EXISTS { ?s a insp:Authority } }"
    assert json.loads(server.ask(f"sparql?{graphs}", "POST", query, DIRECT).body)["boolean"]


def test_query_multiple_dataset_the_request_wins_over_from(server: Running) -> None:
    query = f"ASK FROM <{PROVENANCE}> {{ ?s a insp:Authority }}"
    assert not says(server, query)
    assert says(server, query, **{"default-graph-uri": REFERENCE})


def test_from_and_from_named(server: Running) -> None:
    assert says(server, f"ASK FROM <{REFERENCE}> {{ ?s a insp:Authority }}")
    assert not says(server, f"ASK FROM NAMED <{PROVENANCE}> {{ GRAPH ?g {{ ?s a insp:Authority }} }}")


# Content negotiation


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "text/csv;q=0.3, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        (SELECT, "application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE <http://example.org/a>", "text/turtle", "text/turtle"),
    ],
)
def test_query_content_type(server: Running, query: str, accept: str, media: str) -> None:
    found = server.query(query, accept)
    assert (found.status, found.media) == (200, media)


def test_every_result_format_says_the_same(server: Running) -> None:
    query = 'SELECT ?x ?y { VALUES (?x ?y) { ("a,\\"b\\"\\nc" UNDEF) (<http://example.org/é> 2) } }'
    told = json.loads(server.query(query, "application/sparql-results+json").body)["results"]["bindings"]
    assert told[0] == {"x": {"type": "literal", "value": 'a,"b"\nc'}}
    rows = list(csv.reader(io.StringIO(server.query(query, "text/csv").text, newline="")))
    assert rows == [["x", "y"], ['a,"b"\nc', ""], ["http://example.org/é", "2"]]
    xml = ET.fromstring(server.query(query, "application/sparql-results+xml").body)  # noqa: S314 - our own answer
    assert len(xml.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == 2
    assert server.query(query, "text/tab-separated-values").text.count("\n") == 3


def test_every_graph_format_says_the_same(server: Running) -> None:
    formats = {
        "text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/ld+json": ox.RdfFormat.JSON_LD, "application/rdf+xml": ox.RdfFormat.RDF_XML,
    }  # fmt: skip
    query = "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a insp:Authority ; skos:prefLabel ?l }"
    found = [
        {str(quad.triple) for quad in ox.parse(server.query(query, media).body, format=form)}
        for media, form in formats.items()
    ]
    assert len(found[0]) > 100
    assert all(one == found[0] for one in found)


def test_a_format_in_the_address_counts_before_the_header(server: Running) -> None:
    assert server.query(SELECT, "application/sparql-results+xml", format="csv").media == "text/csv"
    assert server.query(SELECT, "text/csv", format="nonsense").media == "text/csv"


# What is refused


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server: Running, method: str) -> None:
    found = server.ask(f"sparql?{urlencode({'query': ASK})}", method)
    assert (found.status, found.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (urlencode([("query", ASK), ("query", SELECT)]).encode(), FORM, 400),  # bad-multiple-queries
        (ASK.encode(), {"Content-Type": "text/plain"}, 415),  # bad-query-wrong-media-type
        (form(query=ASK), {}, 415),  # bad-query-missing-form-type
        (ASK.encode(), {}, 415),  # bad-query-missing-direct-type
        (ASK.encode("utf-16"), {"Content-Type": "application/sparql-query; charset=UTF-16"}, 415),  # bad-query-non-utf8
        (ASK.encode("utf-16"), DIRECT, 400),
        (b"query=%FF%FE", FORM, 400),
        (b"query=\xff", FORM, 400),
        (form(query="ASK {"), FORM, 400),  # bad-query-syntax
        (b"ASK {", DIRECT, 400),
        (b"", DIRECT, 400),
        (form(other="x"), FORM, 400),
        (form(query=" "), FORM, 400),
        (form(query=ASK, default_graph_uri="not an iri <"), FORM, 400),
        (form(update="DROP ALL"), FORM, 400),
        (b"DROP ALL", {"Content-Type": "application/sparql-update"}, 415),
        (form(query="DROP ALL"), FORM, 400),
        (form(query="INSERT DATA { <http://a.example/> a 1 }"), FORM, 400),
        (b"&".join([b"a=1"] * 300), FORM, 400),
    ],
)  # fmt: skip
def test_a_bad_request_is_told_from_a_good_one(
    server: Running, body: bytes, headers: dict[str, str], status: int
) -> None:
    found = server.ask("sparql", "POST", body, headers)
    assert (found.status, found.media) == (status, "text/plain"), found.text
    assert found.text.strip()


def test_two_ways_at_once_are_refused(server: Running) -> None:
    assert server.ask(f"sparql?{urlencode({'query': ASK})}", "POST", ASK.encode(), DIRECT).status == 400


def test_an_answer_in_no_form_that_the_client_takes(server: Running) -> None:
    found = server.query(SELECT, "image/png")
    assert found.status == 406
    assert "application/sparql-results+json" in found.text


def test_where_the_query_is_wrong_is_told(server: Running) -> None:
    assert "error at 2:" in server.query("ASK {\n ? }").text


# Descriptions


@pytest.mark.parametrize("path", ["sparql", "void", ".well-known/void"])
@pytest.mark.parametrize(
    "media", ["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"]
)
def test_descriptions_can_be_read(server: Running, path: str, media: str) -> None:
    formats = {
        "text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/ld+json": ox.RdfFormat.JSON_LD, "application/rdf+xml": ox.RdfFormat.RDF_XML,
    }  # fmt: skip
    found = server.ask(path, headers={"Accept": media})
    triples = [quad.triple for quad in ox.parse(found.body, format=formats[media])]
    kinds = {triple.object.value for triple in triples if triple.predicate.value.endswith("#type")}
    wanted = (
        "http://www.w3.org/ns/sparql-service-description#Service"
        if path == "sparql"
        else "http://rdfs.org/ns/void#Dataset"
    )
    assert (found.status, found.media) == (200, media)
    assert wanted in kinds


def test_the_examples_of_the_description_can_be_asked(server: Running) -> None:
    store = ox.Store()
    store.load(server.ask("void").body, format=ox.RdfFormat.TURTLE)
    found = store.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?q ?p ?n"
        " { ?e a sh:SPARQLSelectExecutable ; sh:select ?q ; sh:prefixes/sh:declare ?d . ?d sh:prefix ?p ; sh:namespace ?n }"
    )
    heads: dict[str, str] = {}
    for row in found:
        text = row["q"].value
        heads[text] = f"{heads.get(text, '')}PREFIX {row['p'].value}: <{row['n'].value}>\n"
    queries = [head + text for text, head in sorted(heads.items())]
    assert len(queries) >= 30
    assert {server.ask("sparql", "POST", query.encode(), DIRECT).status for query in queries[:3]} == {200}


def test_the_counts_of_the_description_are_those_of_the_data(server: Running) -> None:
    text = server.ask("void", headers={"Accept": "application/n-triples"}).text
    [[number]] = [
        [row["n"]["value"]]
        for row in json.loads(server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)["results"]["bindings"]
    ]
    assert f'<http://rdfs.org/ns/void#triples> "{number}"' in text


# Clients that people have


def test_sparqlwrapper(server: Running) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.url}sparql", returnFormat=wrapper.JSON)
    client.setQuery("SELECT ?name { ?s a insp:Authority ; skos:prefLabel ?name } ORDER BY ?name LIMIT 2")
    assert len(client.queryAndConvert()["results"]["bindings"]) == 2
    client.setMethod(wrapper.POST)
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(wrapper.TURTLE)
    assert b"example.org/a" in client.queryAndConvert()


def test_rdflib_sparqlstore(server: Running) -> None:
    from rdflib import RDF, Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    from kg.namespaces import INSP

    graph = Graph(SPARQLStore(f"{server.url}sparql", returnFormat="json"))
    assert sum(1 for _ in graph.subjects(RDF.type, INSP.Authority)) > 100
    [row] = graph.query("SELECT (COUNT(*) AS ?n) { ?s a insp:Authority }", initNs={"insp": str(INSP)})
    assert int(row[0]) > 100


def test_curl(server: Running) -> None:
    curl = shutil.which("curl") or (pytest.fail if MUST_RUN else pytest.skip)("no curl: install it")
    query = "query=SELECT ?name { ?s a insp:Authority ; skos:prefLabel ?name } ORDER BY ?name LIMIT 2"
    command = [
        curl,
        "-sS",
        "--noproxy",
        "*",
        "-G",
        f"{server.url}sparql",
        "-H",
        "Accept: text/csv",
        "--data-urlencode",
        query,
    ]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.splitlines()[0] == "name"
    assert len(found.stdout.splitlines()) == 3


def test_pages_elsewhere_may_ask_where_that_is_wanted(server: Running) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    found = server.ask(f"sparql?{urlencode({'query': ASK})}", headers=origin)
    assert found.headers["access-control-allow-origin"] == "https://elsewhere.example"
    asked = origin | {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert server.ask("sparql", "OPTIONS", headers=asked).status == 200
    other = server.ask(f"sparql?{urlencode({'query': ASK})}", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in other.headers
