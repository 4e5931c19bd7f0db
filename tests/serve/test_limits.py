"""What is hostile or too much ends with a clear word, and keeps nobody else from an answer."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.serve.jobs import rows_in
from kg.serve.limits import Limits
from tests.serve.running import Running, running

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOSTILE = (
    CROSS,
    "SELECT (COUNT(*) AS ?n) { ?a (!<http://example.org/none>)* ?b }",
    'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a+)+(b+)+(c+)+$")) }',
)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_query_that_takes_too_long_is_stopped_by_name(server: Running, query: str) -> None:
    found = server.query(query)
    assert found.status == 503
    assert "2 seconds" in found.text


def test_others_are_answered_while_a_query_is_stopped(server: Running) -> None:
    with ThreadPoolExecutor(8) as threads:
        bad = [threads.submit(server.query, CROSS) for _ in range(3)]
        time.sleep(0.5)
        good = [threads.submit(server.query, "ASK {}") for _ in range(12)]
        assert {one.result().status for one in good} == {200}
        assert {one.result().status for one in bad} == {503}


@contextmanager
def told_apart(folder: Path, seconds: float) -> Iterator[tuple[Running, Callable[[], list[int]]]]:
    """A server, and what gives the ids of its workers: a time limit that no other server has tells them from others."""

    def workers() -> list[int]:
        lines = {int(file.parent.name): file.read_bytes() for file in Path("/proc").glob("[0-9]*/cmdline")}
        return [number for number, line in lines.items() if str(seconds).encode() in line]

    if not Path("/proc/self/cmdline").is_file():
        pytest.skip("no /proc")
    with running(folder, Limits(seconds=seconds, busy_seconds=seconds, workers=3)) as one:
        yield one, workers


def test_a_query_leaves_the_processor_to_others_but_not_while_it_is_alone(served_build: Path) -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    with told_apart(served_build, 4.25) as (one, workers), ThreadPoolExecutor(1) as threads:
        bad = threads.submit(one.query, CROSS)
        time.sleep(2.5)
        alone = {os.getpriority(os.PRIO_PROCESS, number) for number in workers()}
        assert one.query("ASK {}").status == 200
        beside = {os.getpriority(os.PRIO_PROCESS, number) for number in workers()}
        assert bad.result().status == 503
    assert alone == {own}
    assert max(beside) >= min(19, own + 5)


def test_where_others_wait_the_longest_goes_first_and_may_come_again(server: Running) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = [one.result() for one in [threads.submit(server.query, CROSS) for _ in range(6)]]
    early = [one for one in found if "others wait" in one.text and one.status == 503]
    assert early
    assert all(one.headers["retry-after"] == "2" for one in early)


def test_too_many_are_told_to_come_again(served_build: Path) -> None:
    limits = Limits(seconds=2.0, busy_seconds=2.0, workers=1, waiting=1)
    with running(served_build, limits) as one, ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(one.query, CROSS) for _ in range(4)]
        found = [future.result() for future in asked]
        assert any("too many" in each.text and each.headers["retry-after"] == "2" for each in found)
        assert one.query("ASK {}").status == 200


def test_a_query_that_takes_too_much_memory_ends_alone(served_build: Path) -> None:
    with running(served_build, Limits(seconds=30.0, workers=2, memory_mb=700)) as one:
        found = one.query("SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f")
        assert found.status == 503
        assert "MiB" in found.text
        assert one.query("ASK {}").status == 200


def test_rows_and_bytes_have_a_limit(server: Running) -> None:
    assert "more than 30,000 rows" in server.query("SELECT ?s { ?s ?p ?o } LIMIT 31000").text
    assert "more than 30,000 triples" in server.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 90000").text
    assert "more than 5,000,000 bytes" in server.query("SELECT * { ?s ?p ?o }").text
    assert server.query("SELECT ?s { ?s ?p ?o } LIMIT 30000", "text/csv").status == 200


@pytest.mark.parametrize("body", [b"query=" + b"a" * 60_000, b"x" * 10_000_000])
def test_a_large_body_is_refused(server: Running, body: bytes) -> None:
    assert server.ask("sparql", "POST", body, FORM).status == 413


def test_a_body_that_says_less_than_it_has_is_refused(server: Running) -> None:
    chunk = b"ea60\r\n" + b"a" * 60_000 + b"\r\n0\r\n\r\n"
    headers = FORM | {"Transfer-Encoding": "chunked", "Content-Length": ""}
    del headers["Content-Length"]
    found = server.ask("sparql", "POST", chunk, headers | {"Content-Length": str(len(chunk))})
    assert found.status in (400, 413)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * {#\nSERVICE\t<http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p true SERVICE ?g { ?s ?p ?o } }",
        'SELECT * { ?s ?p "x"SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }',
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_no_query_asks_another_server(server: Running, query: str) -> None:
    found = server.query(query)
    assert found.status == 400
    assert "SERVICE is refused" in found.text or "not a valid SPARQL query" in found.text


def test_words_that_only_look_like_service_are_fine(server: Running) -> None:
    assert server.query('SELECT ("SERVICE" AS ?x) { } # SERVICE').status == 200


def test_no_query_reads_a_file(server: Running, tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text("<http://example.org/a> a <http://example.org/B> .")
    found = server.query(f"ASK FROM <{file.as_uri()}> {{ ?s ?p ?o }}")
    assert json.loads(found.body)["boolean"] is False


def test_no_worker_outlives_the_server(served_build: Path) -> None:
    """Even with a query under way."""
    with told_apart(served_build, 31.25) as (one, workers):
        threading.Thread(target=lambda: _quiet(one), daemon=True).start()
        time.sleep(0.3)
        assert workers()
    assert workers() == []


def _quiet(one: Running) -> None:
    with suppress(OSError, HTTPException):
        one.query(CROSS)


def test_a_new_build_in_the_place_of_the_old_is_served(seed_build: Path, tmp_path: Path) -> None:
    from kg.graph.store import create_store

    folder = tmp_path / "output"
    (folder / "texts").mkdir(parents=True)
    line = b"<http://example.org/%s> <http://example.org/p> <http://example.org/o> <http://example.org/g> .\n"
    create_store(folder / "store", [line % b"old"])
    with running(folder, Limits(workers=2)) as one:
        assert b"/old" in one.query("SELECT ?s { ?s ?p ?o }").body
        folder.rename(tmp_path / "before")
        (folder / "texts").mkdir(parents=True)
        create_store(folder / "store", [line % b"new"])
        assert b"/new" in one.query("SELECT ?s { ?s ?p ?o }").body


CELLS = st.lists(
    st.lists(st.one_of(st.none(), st.text(alphabet='a",{}[]<>\\\n\r\t&:é', max_size=6)), min_size=2, max_size=2),
    max_size=5,
)


@given(CELLS)
@settings(max_examples=60, deadline=None)
def test_rows_are_counted_in_every_format_whatever_they_hold(rows: list[list[str | None]]) -> None:
    import pyoxigraph as ox

    from kg.serve.formats import RESULT_FORMATS

    values = " ".join(
        "(" + " ".join("UNDEF" if cell is None else str(ox.Literal(cell)) for cell in row) + ")" for row in rows
    )
    for name, form in RESULT_FORMATS.items():
        found = ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {values} }} }}")
        body = found.serialize(format=form)
        assert body is not None
        assert rows_in(body, name) == len(rows), (name, body)
        for limit in range(1, 6):
            assert (rows_in(body, name, limit) > limit) == (len(rows) > limit), (name, body)


def test_a_name_that_is_not_ours_is_refused(server: Running) -> None:
    path = f"sparql?{urlencode({'query': 'ASK {}'})}"
    assert server.ask(path, headers={"Host": "evil.example"}).status == 421
    assert server.ask(path, headers={"Host": 'a"b'}).status in (400, 421)
    assert server.ask(path, headers={"Host": f"localhost:{server.port}"}).status == 200
