"""Search and saved questions over HTTP, and what is typed into them."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.questions import saved_questions
from tests.serve.running import Running

HTML = {"Accept": "text/html"}
HOSTILE = (
    '"', "'", '" OR 1=1 --', "NEAR(", "a AND", "title:x", "*", "^", "-", "(", "a NOT", "<script>alert(1)</script>",
    "\x00", "'; DROP TABLE entry;",
    "{col}: x", "é" * 200, "%", "\\", "“pathway”", '"unfinished', "\ud7ff", "a" * 5000, "} SELECT * {",
)  # fmt: skip


def search(server: Running, form: str = ".json", **given: str) -> dict[str, object]:
    found = server.ask(f"search{form}?{urlencode(given)}")
    assert found.status == 200, found.text
    return dict(json.loads(found.body))


def test_the_same_is_found_as_page_json_and_csv(server: Running) -> None:
    found = search(server, q="adoption", size="1000")
    rows = list(csv.DictReader(io.StringIO(server.ask("search.csv?q=adoption&size=1000").text, newline="")))
    hits = found["hits"]
    assert isinstance(hits, list)
    assert found["total"] == len(hits) == len(rows)
    assert [row["text"] for row in rows] == [hit["text"] for hit in hits]
    page = server.ask("search?q=adoption").text
    assert f"<b>{found['total']}</b> found" in page
    assert "<mark>Adoption</mark>" in page


def test_facets_narrow_and_their_counts_are_right(server: Running) -> None:
    found = search(server, q="adoption")
    facets = found["facets"]
    assert isinstance(facets, dict)
    for name, counts in facets.items():
        for count in counts[:3]:
            narrowed = search(server, q="adoption", **{name: count["value"]})
            assert narrowed["total"] == count["number"], (name, count)


def test_words_are_taken_for_a_facet_and_corrected(server: Running) -> None:
    assert search(server, q="adoption", authority="Warwickshire") == search(server, q="adoption", authority="E10000031")
    found = server.ask("search.json?q=adoption&authority=Warwikshire")
    assert found.status == 400
    assert "did you mean Warwickshire" in found.text


def test_the_address_holds_the_state(server: Running) -> None:
    page = server.ask("search?q=adoption&authority=E10000031&size=20").text
    assert 'name="authority" value="E10000031"' in page
    assert 'href="search?q=adoption" aria-current="true">Warwickshire' in page


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_whatever_is_searched_for_is_no_fault_of_the_server(server: Running, typed: str, form: str) -> None:
    found = server.ask(f"search{form}?{urlencode({'q': typed})}", headers=HTML)
    assert found.status in (200, 400)
    assert "<script>alert" not in found.text or found.media != "text/html"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("first=x", "first is a number"), ("size=-1", "size is a number"), ("size=99999", "size is a number"),
        ("year=now", "is no year"), ("grade=nice", "no grade 'nice'"), ("colour=red", "no parameter 'colour'"),
        ("first=%C2%B2", "first is a number"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_told(server: Running, query: str, said: str) -> None:
    found = server.ask(f"search.json?q=adoption&{query}")
    assert found.status == 400
    assert said in found.text


def test_every_question_is_listed(server: Running) -> None:
    listed = json.loads(server.ask("ask.json").body)
    assert [one["name"] for one in listed] == list(saved_questions())
    assert all(f'href="ask/{name}"' in server.ask("ask").text for name in saved_questions())


def test_a_question_is_answered_as_page_json_and_csv(server: Running) -> None:
    given = urlencode({"authority": "Warwickshire", "aspect": "adoption", "from": "2017", "until": "2017"})
    told = json.loads(server.ask(f"ask/history.json?{given}").body)["results"]["bindings"]
    assert [row["grade"]["value"] for row in told] == ["Good"]
    rows = list(csv.DictReader(io.StringIO(server.ask(f"ask/history.csv?{given}").text, newline="")))
    assert rows[0]["quote"] == "Adoption performance Good"
    page = server.ask(f"ask/history?{given}").text
    assert "<q>Adoption performance Good</q>" in page
    assert 'value="Warwickshire"' in page


def test_a_person_is_found_by_name(server: Running) -> None:
    found = json.loads(server.ask("ask/person.json?person=peter+mcentee").body)["results"]["bindings"]
    assert {row["person"]["value"] for row in found} == {"Peter McEntee"}
    assert "did you mean Peter McEntee" in server.ask("ask/person.json?person=Peter+McEntey").text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("ask/histroy", 404, "did you mean history"),
        ("ask/history", 200, "(needed)"),
        ("ask/history.json", 400, "needs --authority"),
        ("ask/history?authority=Warwick", 400, "did you mean Warwickshire"),
        ("ask/history?colour=red", 400, "has no --colour"),
        ("ask/history.json?authority=Warwickshire&from=soon", 400, "is no date"),
        ("ask/history.xml?authority=Warwickshire", 404, ".csv or .json"),
        ("search.xml?q=x", 404, ".csv or .json"),
        ("ask.csv", 404, ".json"),
    ],
)
def test_wrong_use_of_a_question_is_told(server: Running, path: str, status: int, said: str) -> None:
    found = server.ask(path)
    assert found.status == status
    assert said in found.text


@pytest.mark.parametrize("typed", ["{} }} UNION {{ ?a ?b ?c", "{}> <{}", '{}") || true', "{}\n}} #", "{} UNDEF"])
@pytest.mark.parametrize(
    ("name", "good"),
    [("authority", "Warwickshire"), ("aspect", "adoption"), ("grade", "good"), ("from", "2017"), ("until", "2022-06")],
)
def test_no_parameter_of_a_question_becomes_a_part_of_its_query(
    server: Running, name: str, good: str, typed: str
) -> None:
    given = {"authority": "Warwickshire", name: typed.format(good, good)}
    assert server.ask(f"ask/judged.json?{urlencode(given)}").status == 400


def test_every_question_answers_over_http(server: Running) -> None:
    for question in saved_questions().values():
        given = {one.name: one.example for one in question.parameters if one.required}
        found = server.ask(f"ask/{question.name}.json?{urlencode(given)}")
        assert found.status == 200, (question.name, found.text)


PARAMETERS = st.sampled_from(
    ["authority", "aspect", "grade", "theme", "person", "from", "until", "q", "iri", "year", "size", "first"]
)
PATHS = st.sampled_from(
    [
        "search",
        "search.json",
        "search.csv",
        "ask/history",
        "ask/judged.json",
        "ask/person.csv",
        "about",
        "about.ttl",
        "void",
    ]
)
TYPED = st.one_of(st.text(max_size=30), st.sampled_from(HOSTILE))


@given(PATHS, st.dictionaries(PARAMETERS, TYPED, max_size=4))
@settings(max_examples=120, deadline=None)
def test_no_parameter_makes_the_server_fail(server: Running, path: str, given: dict[str, str]) -> None:
    typed = {name: words.encode("utf-8", "replace") for name, words in given.items()}
    found = server.ask(f"{path}?{urlencode(typed)}", headers=HTML)
    assert found.status in (200, 400, 404, 406)
    if found.media == "text/html":
        assert "<script>alert" not in found.text


def test_the_description_of_the_routes_names_those_that_there_are(server: Running) -> None:
    described = json.loads(server.ask("openapi.json").body)["paths"]
    assert {"/search", "/ask/{name}", "/about", "/id/{path}", "/{path}", "/void"} <= set(described)


def test_schemathesis_finds_no_fault(server: Running) -> None:
    """Requests that follow the description, and ones that break it: no answer is a fault of the server."""
    schemathesis = pytest.importorskip("schemathesis")
    schema = schemathesis.openapi.from_url(f"{server.url}openapi.json")
    seen: set[str] = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        seen.add(operation.path)

        @given(case=operation.as_strategy())
        @settings(max_examples=8, deadline=None, database=None)
        def no_fault(case: object) -> None:
            reply = case.call(timeout=30)  # type: ignore[attr-defined]
            assert reply.status_code < 500, (case, reply.text)
            for name in ("set-cookie", "server"):
                assert name not in reply.headers

        no_fault()
    assert len(seen) >= 12
