"""What a store elsewhere answers is what the embedded store answers."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.analyse import NETWORKS, QUERIES, Facts
from kg.analyse.questions import moving
from kg.cli.app import app
from kg.errors import QueryError, StoreError
from kg.graph.query import Rows, Triples, run_query
from kg.graph.store import Readable, open_store
from kg.questions import ask, portable, saved_questions, values_of
from kg.remote.push import Push
from kg.remote.store import Dataset, RemoteStore, open_remote
from kg.serve.limits import Limits
from tests.conftest import ROOT
from tests.graph import examples
from tests.remote.stores import BASE, Served, made_build, oxigraph
from tests.serve.running import Running, running

QUESTIONS = saved_questions()
ELSEWHERE = sorted(path.stem for path in (ROOT / "ontology" / "queries" / "elsewhere").glob("*.rq"))
QUICK = (
    "colleagues", "documents", "frameworks", "grades-by-year", "history", "in-office", "inspections", "laws", "person", "quoted",
    "services", "themes",
)  # fmt: skip
"""What Virtuoso is asked here: it takes seconds to compile the others, which `make stores` compares."""
THING = "authority/E10000031"


@pytest.fixture(scope="module")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Readable:
    """A hand-made report, a damaged copy of it, a newspaper that disagrees, and an earlier report."""
    return open_store(examples.build(tmp_path_factory.mktemp("made")) / "store")


@dataclass
class Pushed:
    """A server with the build of the documents that come with the project, and its store, opened."""

    served: Served
    store: RemoteStore


def _pushed(served: Served, build: Path) -> Pushed:
    served.empty()
    Push(build, served.store()).run()
    return Pushed(served, open_remote(served.url, served.client()))


@pytest.fixture(scope="module")
def at_oxigraph(oxigraph_server: Served, seed_build: Path) -> Pushed:
    """Oxigraph's server with the build."""
    return _pushed(oxigraph_server, seed_build)


@pytest.fixture(scope="module")
def at_virtuoso(virtuoso_server: Served, seed_build: Path) -> Pushed:
    """Virtuoso with the build."""
    return _pushed(virtuoso_server, seed_build)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def pushed(request: pytest.FixtureRequest) -> Pushed:
    """Each of the two. (No wider scope: servers would be emptied and filled with every change of the parameter.)"""
    found: Pushed = request.getfixturevalue(f"at_{request.param}")
    return found


@pytest.fixture
def there(pushed: Pushed) -> Readable:
    """The store elsewhere."""
    return pushed.store


@pytest.fixture(scope="module")
def here(seed_build: Path) -> Readable:
    """The same build's embedded store."""
    return open_store(seed_build / "store")


SAME = "<https://e.org/s> <https://e.org/p> <https://e.org/o>"
GRAPHS = {
    "document/a": [SAME],
    "document/b": [SAME, '<https://e.org/s> <https://e.org/p> "b"'],
    "graph/derived": [SAME],
}
ASKED = [("oxigraph", name) for name in QUESTIONS] + [("virtuoso", name) for name in QUICK]


@pytest.mark.parametrize(("pushed", "name"), ASKED, indirect=["pushed"])
def test_a_saved_question_has_the_same_answer(name: str, here: Readable, there: Readable) -> None:
    question = QUESTIONS[name]
    given = {parameter.name: parameter.example for parameter in question.parameters if parameter.required}
    if question.name == "person":
        given = {"person": "Peter McEntee"}
    expected, found = ask(here, question, given), ask(there, question, given)
    assert found.columns == expected.columns
    assert list(found) == list(expected)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_query_for_other_engines_asks_the_same(name: str, here: Readable, hand_made: Readable) -> None:
    question, other = QUESTIONS[name], portable(QUESTIONS[name])
    assert other.query != question.query
    for store, person in ((here, "Peter McEntee"), (hand_made, "Bob Sample")):
        examples_given = {p.name: person if p.name == "person" else p.example for p in question.parameters}
        for given in ({}, values_of(store, question, examples_given)):
            assert run_query(store, other.sparql(given)) == run_query(store, question.sparql(given))
    assert any(len(run_query(store, other.query)) for store in (here, hand_made))  # type: ignore[arg-type]
    assert all(f"VALUES ?{p.variable} {{" in other.query for p in question.parameters)


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


def test_an_answer_that_is_too_large_is_told(pushed: Pushed) -> None:
    store = open_remote(pushed.served.url, pushed.served.client(), limit=10_000)
    with pytest.raises(StoreError, match=r"larger than 10,000 bytes"):
        run_query(store, "SELECT * { ?s a ?o }")


@pytest.fixture
def credentials(pushed: Pushed, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The server, with its user named where commands look for it."""
    monkeypatch.setenv("KG_STORE_USER", pushed.served.user)
    monkeypatch.setenv("KG_STORE_PASSWORD", pushed.served.password)
    return pushed.served


def test_the_commands_ask_a_store(credentials: Served, seed_build: Path) -> None:
    for command in (["ask", "laws", "--format", "csv"], ["query", "history", "--format", "json"]):
        here = CliRunner().invoke(app, [*command, "--build", str(seed_build)])
        there = CliRunner().invoke(app, [*command, "--store", credentials.url])
        assert (there.exit_code, there.stdout) == (0, here.stdout)


def test_an_analysis_reads_the_same_from_a_store(here: Readable, there: Readable) -> None:
    expected, found = Facts(here), Facts(there)
    assert found.base == expected.base
    assert [name for name in QUERIES if found.rows(name) != expected.rows(name)] == []


def test_an_analysis_of_a_store_says_the_same(
    at_oxigraph: Pushed, seed_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.analyse.analysis.NETWORKS", {"neighbours": NETWORKS["neighbours"]})
    monkeypatch.setattr("kg.analyse.analysis.QUESTIONS", [lambda facts, _: moving.section(facts)])
    for name, where in (("here", ["--build", str(seed_build)]), ("there", ["--store", at_oxigraph.served.url])):
        done = CliRunner().invoke(app, ["analyse", *where, "--to", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    for file in ("analysis.md", "sentences.csv"):
        assert (tmp_path / "there" / file).read_bytes() == (tmp_path / "here" / file).read_bytes()
    with (tmp_path / "there" / "facts" / "moving-direction.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["quote"] and row["page"] for row in rows), "the words come from the store"


def test_an_analysis_of_a_store_needs_a_folder() -> None:
    done = CliRunner().invoke(app, ["analyse", "--store", "http://127.0.0.1:1/"])
    assert done.exit_code != 0
    assert "--to" in str(done.exception)


LIMITS = Limits(seconds=20.0, busy_seconds=0.3, rows=1_000, workers=3)


@contextmanager
def _forwarding(served: Served) -> Iterator[Running]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_STORE_USER", served.user)
        patch.setenv("KG_STORE_PASSWORD", served.password)
        with running(None, LIMITS, store=served.url) as found:
            yield found


@pytest.fixture(scope="module")
def before_oxigraph(at_oxigraph: Pushed) -> Iterator[Running]:
    """A server of ours that has no build and forwards queries to Oxigraph's."""
    with _forwarding(at_oxigraph.served) as found:
        yield found


@pytest.fixture(scope="module")
def before_virtuoso(at_virtuoso: Pushed) -> Iterator[Running]:
    """The same before Virtuoso."""
    with _forwarding(at_virtuoso.served) as found:
        yield found


@pytest.fixture(params=["oxigraph", "virtuoso"])
def forwarding(request: pytest.FixtureRequest) -> Running:
    """Each of the two."""
    found: Running = request.getfixturevalue(f"before_{request.param}")
    return found


def test_the_server_forwards_queries(forwarding: Running, here: Readable) -> None:
    found = forwarding.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", accept="application/sparql-results+json")
    rows = run_query(here, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(rows, Rows)
    assert [json.loads(found.body)["results"]["bindings"][0]["n"]["value"]] == [str(n) for (n,) in rows]


def test_the_server_asks_saved_questions_of_a_store(forwarding: Running, seed_build: Path) -> None:
    expected = CliRunner().invoke(app, ["ask", "frameworks", "--format", "csv", "--build", str(seed_build)])
    assert sorted(forwarding.ask("ask/frameworks.csv").text.splitlines()) == sorted(expected.stdout.splitlines())


def test_the_server_keeps_its_limits_before_a_store(forwarding: Running) -> None:
    many = forwarding.query("SELECT * { ?s ?p ?o } LIMIT 1001")
    assert (many.status, "more than 1,000 rows" in many.text) == (400, True)
    assert forwarding.query("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }").status == 400


def test_a_slow_query_of_a_store_keeps_nobody_from_an_answer(tmp_path: Path) -> None:
    slow = f"SELECT (COUNT(*) AS ?n) {{ {' . '.join(f'?a{n} ?b{n} ?c{n}' for n in range(60))} }}"
    limits = Limits(seconds=9.0, busy_seconds=0.3, workers=2, waiting=20)
    with oxigraph() as served:  # one of its own, which ends with the test: the query goes on in the store
        Push(made_build(tmp_path / "b", GRAPHS), served.store()).run()
        with running(None, limits, store=served.url) as server, ThreadPoolExecutor(4) as threads:
            bad = [threads.submit(server.query, slow) for _ in range(2)]
            time.sleep(0.5)
            assert server.query("ASK { ?s ?p ?o }").status == 200
            assert {one.result().status for one in bad} == {503}


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


def test_graphs_are_named_where_the_default_graph_is_all_of_them(tmp_path: Path) -> None:
    build = made_build(tmp_path / "b", GRAPHS)
    with oxigraph("--union-default-graph") as served:
        Push(build, served.store()).run()
        store, here = open_remote(served.url, served.client()), open_store(build / "store")
        assert store.dataset == Dataset(f"{BASE}graph/union", tuple(BASE + name for name in sorted(GRAPHS)))
        for inner in ("?s ?p ?o", "?s ?p ?o GRAPH ?g { ?s ?p ?o }"):
            query = f"SELECT (COUNT(*) AS ?n) {{ {inner} }}"
            assert list(run_query(store, query)) == list(run_query(here, query))  # type: ignore[arg-type]


def test_a_store_without_a_build_is_told() -> None:
    with oxigraph() as served, pytest.raises(StoreError, match="kg push"):
        open_remote(served.url, served.client())
