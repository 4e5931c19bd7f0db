"""Pages, their data, and IRIs that lead to them; and that nothing else of the folder, or outside it, is ever read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote, urljoin

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.serve.files import file_at
from tests.serve.running import Running

BASE = "https://w3id.org/inspection-kg/id/"
WARWICKSHIRE = "authority/E10000031"
HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = ("index", "documents", "people", "themes", "charts", "conflicts", "recurrences", "coverage", "sources", WARWICKSHIRE,
         "inspection/E10000031/2017-05-02", "theme/caseloads", "person/ofsted/peter-mcentee", "brief/E10000031")  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_and_its_data_are_served(server: Running, name: str) -> None:
    page = server.ask(f"{name}.html")
    assert (page.status, page.media) == (200, "text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    for form in ("csv", "json", "ttl"):
        assert f"{name.rpartition('/')[2]}.{form}" in page.headers["link"]
    table = list(csv.reader(io.StringIO(server.ask(f"{name}.csv").text, newline="")))
    told = json.loads(server.ask(f"{name}.json").body)
    assert len(told if isinstance(told, list) else told["facts"]) == len(table) - 1
    graph = server.ask(f"{name}.ttl")
    assert (graph.media, graph.status) == ("text/turtle", 200) or len(table) == 1
    assert list(ox.parse(graph.body, format=ox.RdfFormat.TURTLE)) or len(table) == 1


def test_what_a_page_states_is_in_its_data(server: Running) -> None:
    rows = list(csv.DictReader(io.StringIO(server.ask("inspection/E10000031/2017-05-02.csv").text, newline="")))
    assert {"judgements", "recommendations", "people"} <= {row["table"] for row in rows}
    assert any("Adoption performance Good" in " ".join(row["quote"].split()) for row in rows)
    graph = server.ask("inspection/E10000031/2017-05-02.ttl").text
    assert "Adoption performance" in graph


def test_the_first_page_is_that_of_the_site(server: Running) -> None:
    assert server.ask("").body == server.ask("index.html").body
    assert server.ask(WARWICKSHIRE).headers["location"] == "E10000031.html"


@pytest.mark.parametrize(
    "name", ["graph.html", "glossary.html", "data.html", "tables/judgements.csv", "assets/site.css", "graph.ttl"]
)
def test_files_of_the_build_are_served(server: Running, served_build: Path, name: str) -> None:
    found = server.ask(name)
    assert found.status == 200
    if not name.endswith(".html") or name.startswith("graph"):
        assert found.body == (served_build / name).read_bytes()


def test_the_glossary_and_the_data_page_have_graphs(server: Running) -> None:
    assert "skos:definition" in server.ask("glossary.ttl").text
    assert server.ask("data.ttl").headers["location"] == "void"
    assert server.ask("glossary.csv").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "build.json", "store/CURRENT", "search.sqlite.html", ".cache/x", "../pyproject.toml", "..%2f..%2fetc%2fpasswd.txt",
        "%2e%2e/%2e%2e/etc/hosts.txt", "assets/../build.json", "assets/..%5c..%5cx.txt", "tables/%00.csv", "texts//x.txt",
        "/etc/passwd", "assets/.hidden.css", "tables/judgements.csv/", "con.html", "a" * 3000 + ".html", "\\..\\x.html",
    ],
)  # fmt: skip
def test_nothing_else_can_be_read(server: Running, path: str) -> None:
    assert server.ask(quote(path, safe="/%.")).status == 404


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "build", tmp_path / "secret.txt"
    (inside / "texts").mkdir(parents=True)
    outside.write_text("secret")
    (inside / "texts" / "a.txt").symlink_to(outside)
    (inside / "texts" / "b.txt").write_text("fine")
    assert file_at(inside, "texts/a.txt") is None
    assert file_at(inside, "texts/b.txt") == (inside / "texts" / "b.txt").resolve()


@given(st.text(max_size=40), st.sampled_from(["", ".html", ".txt", ".csv", ".ttl"]))
@settings(max_examples=200, deadline=None)
def test_no_path_leads_out_of_the_folder(path: str, end: str) -> None:
    here = Path(__file__).resolve().parent
    for name in (path + end, f"texts/{path}{end}", f"texts/../{path}{end}"):
        found = file_at(here, name)
        assert found is None or found.is_relative_to(here)


# IRIs


@pytest.mark.parametrize(
    ("accept", "where"),
    [
        ("text/html", "authority/E10000031.html"),
        (HTML["Accept"], "authority/E10000031.html"),
        ("text/turtle", f"about.ttl?iri={quote(BASE + WARWICKSHIRE, safe='')}"),
        ("application/ld+json", f"about.jsonld?iri={quote(BASE + WARWICKSHIRE, safe='')}"),
        ("application/rdf+xml", f"about.rdf?iri={quote(BASE + WARWICKSHIRE, safe='')}"),
        ("application/n-triples", f"about.nt?iri={quote(BASE + WARWICKSHIRE, safe='')}"),
    ],
)
def test_an_iri_leads_to_what_the_client_reads(server: Running, accept: str, where: str) -> None:
    found = server.ask(f"id/{WARWICKSHIRE}", headers={"Accept": accept})
    assert found.status == 303
    assert "Accept" in found.headers["vary"]
    assert urljoin(f"{server.url}id/{WARWICKSHIRE}", found.headers["location"]) == server.url + where
    reached = server.ask(where, headers={"Accept": accept})
    assert (reached.status, reached.media in accept) == (200, True)


def test_a_fact_that_has_no_page_is_explained(server: Running) -> None:
    fact = f"{BASE}judgement/E10000031/2017-05-02/adoption/good"
    found = server.ask("id/judgement/E10000031/2017-05-02/adoption/good", headers=HTML)
    assert found.headers["location"].endswith(f"about?iri={quote(fact, safe='')}")
    page = server.ask(f"about?iri={quote(fact, safe='')}", headers=HTML)
    assert "<mark>Adoption performance Good</mark>" in page.text.replace("\n", " ")
    assert json.loads(server.ask(f"about.json?iri={quote(fact, safe='')}").body)["kinds"] == ["Judgement"]


def test_a_concept_leads_to_the_glossary(server: Running) -> None:
    found = server.ask("vocab/aspect/adoption", headers=HTML)
    assert (
        urljoin(f"{server.url}vocab/aspect/adoption", found.headers["location"])
        == f"{server.url}glossary.html#aspect-adoption"
    )


@pytest.mark.parametrize(
    "path", ["about?iri=nothing/here", "about.ttl?iri=nothing/here", "about.json?iri=nothing/here", "nothing.html"]
)
def test_what_is_not_there_is_told(server: Running, path: str) -> None:
    assert server.ask(path).status == 404
    page = server.ask(path, headers=HTML)
    assert page.status == 404
    if ".json" not in path and ".ttl" not in path:
        assert "<h1>Not here</h1>" in page.text


@pytest.mark.parametrize(
    "iri", ["", "<>", "a b", "https://x/<script>alert(1)</script>", "x:\x00", "é", "//", "http://[", "a" * 5000]
)
@pytest.mark.parametrize("form", ["", ".json", ".ttl"])
def test_a_strange_iri_is_no_fault_of_the_server(server: Running, iri: str, form: str) -> None:
    found = server.ask(f"about{form}?iri={quote(iri, safe='')}", headers=HTML)
    assert found.status in (400, 404)
    assert found.media == "text/plain" or "<script>alert" not in found.text


def test_the_ontology_and_its_description_are_there(server: Running) -> None:
    assert list(ox.parse(server.ask("ontology").body, format=ox.RdfFormat.TURTLE))
    assert server.ask("health").status == 200
    assert server.ask("live/none.js").status == 404
    assert server.ask("live/live.css").media == "text/css"
