"""What a store elsewhere answers is what the embedded store answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import QueryError, StoreError
from kg.graph.query import Rows, Triples, run_query
from kg.graph.store import Readable, open_store
from kg.questions import Question, ask, saved_questions
from kg.remote.push import Push
from kg.remote.store import open_remote
from tests.remote.stores import Served, oxigraph
from tests.serve.running import Running, running

QUESTIONS = saved_questions()
VIRTUOSO_CANNOT = {
    "improved": "its compiler runs out of memory",
}
"""Saved questions that Virtuoso 7.2.5 refuses; docs/stores.md names them."""
THING = "authority/E10000031"


@pytest.fixture(scope="module")
def pushed(server: Served, seed_build: Path) -> Iterator[Served]:
    """Each server with the build of the documents that come with the project."""
    server.empty()
    Push(seed_build, server.store()).run()
    yield server
    server.empty()


@pytest.fixture(scope="module")
def here(seed_build: Path) -> Readable:
    """The same build's embedded store."""
    return open_store(seed_build / "store")


@pytest.fixture(scope="module")
def there(pushed: Served) -> Readable:
    """The store elsewhere, opened once."""
    return open_remote(pushed.url, pushed.client())


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_saved_question_has_the_same_answer(question: Question, here: Readable, there: Readable, pushed: Served) -> None:
    given = {parameter.name: parameter.example for parameter in question.parameters if parameter.required}
    if question.name == "person":
        given = {"person": "Peter McEntee"}
    if pushed.user and question.name in VIRTUOSO_CANNOT:
        with pytest.raises(StoreError, match="the store says 500"):
            ask(there, question, given)
        return
    expected, found = ask(here, question, given), ask(there, question, given)
    assert found.columns == expected.columns
    assert list(found) == list(expected)


def test_a_triple_of_several_graphs_counts_once(here: Readable, there: Readable) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert list(run_query(there, query)) == list(run_query(here, query))  # type: ignore[arg-type]


def test_graphs_are_reached_by_name(here: Readable, there: Readable) -> None:
    query = """SELECT ?document (COUNT(*) AS ?n) { ?document a insp:Document GRAPH ?document { ?s insp:evidence ?o } }
      GROUP BY ?document ORDER BY ?document"""
    assert list(run_query(there, query)) == list(run_query(here, query))  # type: ignore[arg-type]


def test_from_names_a_graph(here: Readable, there: Readable) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/inspection-kg/id/graph/provenance> { ?s ?p ?o }"
    assert list(run_query(there, query)) == list(run_query(here, query))  # type: ignore[arg-type]


def test_yes_no_and_triples(here: Readable, there: Readable) -> None:
    assert run_query(there, "ASK { ?j a insp:Judgement }") is True
    assert run_query(there, "ASK { ?j a insp:NoSuchThing }") is False
    query = "CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s a insp:Authority ; skos:prefLabel ?o }"
    found = run_query(there, query)
    assert isinstance(found, Triples)
    assert found == run_query(here, query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s ?p }", "not a valid SPARQL query"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("DROP ALL", "DROP is refused"),
        ('SELECT * { ?s ?p ?o FILTER(<bif:concat>(?o) = "x") }', "could not be run"),
    ],
)
def test_what_is_refused_never_leaves(query: str, said: str, there: Readable) -> None:
    with pytest.raises(QueryError, match=said):
        run_query(there, query)


def test_an_answer_that_is_too_large_is_told(pushed: Served) -> None:
    store = open_remote(pushed.url, pushed.client(), limit=10_000)
    with pytest.raises(StoreError, match=r"larger than 10,000 bytes"):
        run_query(store, "SELECT * { ?s ?p ?o }")


@pytest.fixture
def credentials(pushed: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The server, with its user named where commands look for it."""
    monkeypatch.setenv("KG_STORE_USER", pushed.user)
    monkeypatch.setenv("KG_STORE_PASSWORD", pushed.password)
    return pushed


def test_the_commands_ask_a_store(credentials: Served, seed_build: Path) -> None:
    for command in (["ask", "changes", "--format", "csv"], ["query", "changes", "--format", "json"]):
        here = CliRunner().invoke(app, [*command, "--build", str(seed_build)])
        there = CliRunner().invoke(app, [*command, "--store", credentials.url])
        assert (there.exit_code, there.stdout) == (0, here.stdout)


def test_an_analysis_says_the_same_of_a_store(credentials: Served, seed_build: Path, tmp_path: Path) -> None:
    for name, where in (("here", ["--build", str(seed_build)]), ("there", ["--store", credentials.url])):
        done = CliRunner().invoke(app, ["analyse", *where, "--to", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    for file in ("analysis.md", "sentences.csv"):
        assert (tmp_path / "there" / file).read_bytes() == (tmp_path / "here" / file).read_bytes()
    quotes = (tmp_path / "there" / "facts" / "turned-who.csv").read_text(encoding="utf-8").splitlines()
    assert all(",," not in line.replace(',"', ",") for line in quotes[1:2]), "words are told by the store"


def test_an_analysis_of_a_store_needs_a_folder() -> None:
    done = CliRunner().invoke(app, ["analyse", "--store", "http://127.0.0.1:1/"])
    assert done.exit_code != 0
    assert "--to" in str(done.exception)


@pytest.fixture(scope="module")
def forwarding(pushed: Served) -> Iterator[Running]:
    """A server of ours that has no build and forwards queries."""
    patch = pytest.MonkeyPatch()
    patch.setenv("KG_STORE_USER", pushed.user)
    patch.setenv("KG_STORE_PASSWORD", pushed.password)
    with running(None, store=pushed.url) as found:
        yield found
    patch.undo()


def test_the_server_forwards_queries(forwarding: Running, here: Readable) -> None:
    found = forwarding.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", accept="application/sparql-results+json")
    rows = run_query(here, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(rows, Rows)
    assert [json.loads(found.body)["results"]["bindings"][0]["n"]["value"]] == [str(n) for (n,) in rows]


def test_the_server_asks_saved_questions_of_a_store(forwarding: Running, seed_build: Path) -> None:
    expected = CliRunner().invoke(app, ["ask", "frameworks", "--format", "csv", "--build", str(seed_build)])
    assert sorted(forwarding.ask("ask/frameworks.csv").text.splitlines()) == sorted(expected.stdout.splitlines())


def test_the_server_keeps_its_limits_before_a_store(forwarding: Running) -> None:
    slow = forwarding.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert (slow.status, "2 seconds" in slow.text) == (503, True)
    many = forwarding.query("SELECT * { ?s ?p ?o }")
    assert (many.status, "more than" in many.text) == (400, True)
    assert forwarding.query("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }").status == 400


def test_the_server_says_what_a_store_does_not_hold(forwarding: Running) -> None:
    for path in ("documents.html", "search.json?q=plans"):
        found = forwarding.ask(path, headers={"Accept": "text/plain"})
        assert found.status in (400, 404)
        assert "need a build" in found.text
    assert forwarding.ask("").headers["location"] == "ask"


def test_what_is_said_of_a_thing_comes_from_the_store(forwarding: Running) -> None:
    found = json.loads(forwarding.ask(f"about.json?iri={THING}").body)
    assert found["facts"]
    assert forwarding.ask(f"about.ttl?iri={THING}").status == 200


def test_graphs_are_named_where_the_default_graph_is_all_of_them(seed_build: Path) -> None:
    with oxigraph("--union-default-graph") as served:
        Push(seed_build, served.store()).run()
        store, here = open_remote(served.url, served.client()), open_store(seed_build / "store")
        assert store.dataset.named
        for name in ("documents", "frameworks"):
            assert list(ask(store, QUESTIONS[name], {})) == list(ask(here, QUESTIONS[name], {}))
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert list(run_query(store, count)) == list(run_query(here, count))  # type: ignore[arg-type]


def test_a_store_without_a_build_is_told(oxigraph_server: Served) -> None:
    with oxigraph() as served, pytest.raises(StoreError, match="kg push"):
        open_remote(served.url, served.client())
