"""Servers that refuse, fail or are no stores: what is done about it, and what people are told."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import QueryError, StoreError, UsageError
from kg.graph.query import declared, run_query
from kg.remote.addresses import JSON, Addresses, find_addresses
from kg.remote.client import Client, Patience, is_open_to_others
from kg.remote.graphs import Graphs
from kg.remote.pushed import Version, union_checksum, versions_of, written
from kg.remote.store import RemoteStore, open_remote
from tests.get.server import Handler, Request, Send, Server, answer, raw, serving, turns
from tests.remote.stores import free_port

YES = answer(b'{"head":{},"boolean":true}', Content_Type=JSON)
ROWS = {
    "head": {"vars": ["base", "union"]},
    "results": {"bindings": [{"base": {"type": "literal", "value": "https://e.org/id/"}}]},
}
HELD = answer(json.dumps(ROWS).encode(), Content_Type=JSON)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that knows what a test tells it."""
    with serving({}) as found:
        yield found


def patient(waits: list[float] | None = None, **options: float) -> Client:
    """A client that notes its waits and does not wait."""
    return Client(Patience(seconds=5, pause=1.0, **options), sleep=(waits if waits is not None else []).append)  # type: ignore[arg-type]


def asked(client: Client, server: Server, path: str = "/q") -> int:
    return client.send("POST", server.url(path), {}, b"x").status


@pytest.mark.parametrize("status", ["500 No", "502 No", "503 No", "429 No"])
def test_what_fails_for_now_is_asked_again_after_longer_and_longer_waits(server: Server, status: str) -> None:
    waits: list[float] = []
    no = answer(b"busy", status)
    server.pages["/q"] = turns(no, no, no, answer(b"done"))
    assert asked(patient(waits), server) == 200
    assert waits == [1.0, 2.0, 4.0]


def test_a_connection_that_is_cut_is_tried_again(server: Server) -> None:
    def cut(_request: Request, _send: Send) -> None:
        raise OSError

    server.pages["/q"] = turns(cut, answer(b"done"))
    assert asked(patient(), server) == 200


def test_a_server_says_how_long_to_wait_up_to_a_limit(server: Server) -> None:
    waits: list[float] = []
    server.pages["/q"] = turns(
        answer(b"", "503 No", Retry_After="7"), answer(b"", "503 No", Retry_After="9999"), answer(b"done")
    )
    assert asked(patient(waits), server) == 200
    assert waits == [7.0, 60.0]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (answer(b"", "401 No"), "KG_STORE_USER and KG_STORE_PASSWORD"),
        (answer(b"", "403 No"), "may not do that"),
        (answer(b"", "404 No"), "nothing at this address"),
        (answer(b"", "405 No"), "takes no such request"),
        (answer(b"", "413 No"), "too large"),
        (answer(b"", "302 Found", Location="https://elsewhere.example/"), "leads on to 'https://elsewhere.example/'"),
        (answer(b"a\x1b[31m  reason\nof its own", "400 No", Content_Type="text/plain"), "reason of its own"),
        (answer(b"<h1>page</h1>", "400 No", Content_Type="text/html"), "the store says 400$"),
    ],
)
def test_a_refusal_is_said_in_words_and_not_repeated(server: Server, page: Handler, said: str) -> None:
    server.pages["/q"] = page
    waits: list[float] = []
    with pytest.raises(StoreError, match=said):
        asked(patient(waits), server)
    assert waits == []


def test_a_failure_that_stays_is_told_with_its_address(server: Server) -> None:
    server.pages["/q"] = answer(b"out of disk", "500 No", Content_Type="text/plain")
    with pytest.raises(StoreError, match=r"/q: the store says 500; out of disk"):
        asked(patient(retries=2), server)
    assert len(server.asked) == 3


def test_a_password_goes_out_only_where_it_is_asked_for(server: Server) -> None:
    server.pages["/q"] = turns(answer(b"", "401 No", WWW_Authenticate='Basic realm="x"'), answer(b"in"))
    client = patient()
    client.user, client.password = "jo", "secret"
    assert asked(client, server) == 200
    assert ["authorization" in request.headers for request in server.asked] == [False, True]
    assert "secret" not in repr(client)


def test_nobody_answers() -> None:
    with pytest.raises(StoreError, match=r"no SPARQL store answers there .*Connection refused"):
        find_addresses(patient(), f"http://127.0.0.1:{free_port()}/")


@pytest.mark.parametrize("url", ["ftp://example.org/", "localhost:7878", "", "http://jo:secret@127.0.0.1/sparql"])
def test_what_is_no_address_is_wrong_use_and_its_password_is_not_shown(url: str) -> None:
    with pytest.raises(UsageError) as error:
        find_addresses(patient(), url)
    assert "secret" not in str(error.value)


def test_a_page_is_no_store(server: Server) -> None:
    for path in ("/query?query=", "/sparql?query="):
        server.pages[f"{path}ASK+%7B+%3Fs+%3Fp+%3Fo+%7D"] = answer(b"<html>", Content_Type="text/html")
    with pytest.raises(StoreError, match="answers with a page"):
        find_addresses(patient(), server.url("/"))


PROBE = "?query=ASK+%7B+%3Fs+%3Fp+%3Fo+%7D"


def says(server: str) -> Handler:
    return answer(b'{"head":{},"boolean":true}', Content_Type=JSON, Server=server)


@pytest.mark.parametrize(
    ("path", "answers", "graphs", "update"),
    [
        ("/", {"/query": "Oxigraph/0.5.1"}, "/store", "/update"),
        ("/", {"/sparql": "Virtuoso/07.20"}, "/sparql-graph-crud", "/sparql"),
        ("/", {"/sparql": "Neptune?"}, "/sparql/gsp/", "/sparql"),
        (
            "/ds",
            {"/ds/sparql": "Apache Jena Fuseki (5.0)", "/ds/query": "Apache Jena Fuseki (5.0)"},
            "/ds/data",
            "/ds/update",
        ),
        ("/sparql", {"/sparql": "Virtuoso/07.20"}, "/sparql-graph-crud", "/sparql"),
        ("/repositories/kg", {}, "/repositories/kg/rdf-graphs/service", "/repositories/kg/statements"),
        ("/store", {}, "/store", "/update"),
        ("/sparql-graph-crud-auth", {}, "/sparql-graph-crud-auth", "/sparql-auth"),
    ],
)
def test_addresses_are_told_by_the_path_or_found(
    server: Server, path: str, answers: dict[str, str], graphs: str, update: str
) -> None:
    server.pages |= {place + PROBE: says(name) for place, name in answers.items()}
    found = find_addresses(patient(), server.url(path))
    assert (found.graphs, found.update) == (server.url(graphs), server.url(update))


def test_what_is_named_apart_counts_first(server: Server) -> None:
    found = find_addresses(patient(), server.url("/"), server.url("/asks"), server.url("/graphs?repository=1"))
    assert (found.query, found.graphs, found.update) == (server.url("/asks"), server.url("/graphs?repository=1"), "")
    assert found.graph("https://e.org/a b").endswith("?repository=1&graph=https%3A%2F%2Fe.org%2Fa%20b")
    assert found.graph("").endswith("&default")


def test_a_store_without_a_build_is_told(server: Server) -> None:
    empty = answer(b'{"head":{"vars":["base","union"]},"results":{"bindings":[]}}', Content_Type=JSON)
    server.pages |= {f"/query{PROBE}": YES, "/query": empty}
    with pytest.raises(StoreError, match="bring one there with kg push"):
        open_remote(server.url("/"), patient())


@pytest.mark.parametrize(
    ("page", "error", "said"),
    [
        (raw(b"<html>", Content_Type="text/html"), StoreError, "it is text/html"),
        (raw(b'{"head":', Content_Type=JSON), StoreError, "cannot be understood"),
        (raw(b"[]", Content_Type=JSON), StoreError, "cannot be understood"),
        (raw(b'{"head":{"vars":["x"]},"results":{"bindings":[]}}', Content_Type=JSON), StoreError, "other columns"),
        (raw(b'{"head":{},"boolean":true}', Content_Type=JSON), StoreError, "cannot be understood"),
        (
            raw(b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[{},', Content_Type=JSON),
            StoreError,
            "understood",
        ),
        (raw(b"x" * 60_000, Content_Type=JSON), StoreError, "larger than 50,000 bytes"),
        (raw(b"no such function", "400 No", Content_Type="text/plain"), QueryError, "no such function"),
        (raw(b"{}", Content_Type=JSON, X_SPARQL_MaxRows="10000"), StoreError, "cut the answer at 10000 rows"),
        (raw(b"{}", Content_Type=JSON, X_SQL_State="S1TAT"), StoreError, "only a part of the answer"),
    ],
)
def test_an_answer_that_is_none_is_told(server: Server, page: bytes, error: type[Exception], said: str) -> None:
    server.pages["/query"] = turns(HELD, lambda _request, send: send(page))
    store = RemoteStore(patient(retries=0), Addresses(server.url("/query")), limit=50_000)
    with pytest.raises(error, match=said):
        run_query(store, "SELECT * { ?s ?p ?o }")


def test_what_is_too_large_for_a_server_is_sent_in_halves(server: Server) -> None:
    sizes: list[int] = []

    def narrow(request: Request, send: Send) -> None:
        sizes.append(int(request.headers["content-length"]))
        send(raw(b"", "413 Too large" if sizes[-1] > 60 else "201 Created"))

    server.pages["/g?graph=urn%3Ag"] = narrow
    lines = [f"<urn:{number}> <urn:p> <urn:o> .\n".encode() for number in range(8)]
    store = RemoteStore(patient(), Addresses(server.url("/q"), server.url("/g")))
    Graphs(store, "https://e.org/id/").put("urn:g", b"".join(lines))
    assert sizes[0] == sum(map(len, lines))
    assert sum(size for size in sizes if size <= 60) == sizes[0], "each line got there once"


def test_the_command_ends_with_a_word_and_not_a_traceback(server: Server) -> None:
    url = server.url("/")
    for command in (["query", "ASK {}"], ["ask", "frameworks"], ["analyse", "--to", "x"]):
        done = CliRunner().invoke(app, [*command, "--store", url])
        assert isinstance(done.exception, StoreError)
        assert "no SPARQL store answers there" in str(done.exception)


def test_a_password_in_the_clear_is_warned_of() -> None:
    assert is_open_to_others("http://graphs.example.org/")
    assert not is_open_to_others("https://graphs.example.org/")
    assert not is_open_to_others("http://localhost:7878/")


def test_only_prefixes_that_are_used_and_not_declared_are_added() -> None:
    text = 'PREFIX insp: <urn:x>\nSELECT * { ?s insp:a skos:Concept ; dct:title "foaf:name", <foaf:name> # prov:x\n}'
    added, _, rest = declared(text).partition("PREFIX insp: <urn:x>")
    assert [part.split(":")[0] for part in added.split("PREFIX ")[1:]] == ["dct", "skos"]
    assert "\n" not in added, "lines keep their numbers"
    assert rest.startswith("\nSELECT")


def test_what_was_pushed_is_read_as_it_was_written() -> None:
    known, unknown = Version(3, "ab"), Version()
    rows: list[tuple[object, ...]] = [("a", 3, "ab"), ("b", None, None), ("c", 3, "ab"), ("c", 4, "cd")]
    assert versions_of(rows) == {"a": known, "b": unknown, "c": unknown}
    lines = written("https://e.org/id/", "", {"https://e.org/id/a": known, "https://e.org/id/b": unknown}).decode()
    assert lines.count("checksumValue") == 1
    assert lines.count("#name>") == 2
    assert union_checksum({"a": known}) != union_checksum({"a": Version(3, "cd")})
