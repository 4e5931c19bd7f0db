"""A push brings what changed and nothing else, goes on after an interruption, and counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import BuildNotFound, StoreError, UsageError
from kg.graph.query import run_query
from kg.graph.store import open_store
from kg.remote.client import Client, Patience, Response
from kg.remote.graphs import Graphs
from kg.remote.push import Plan, Push
from kg.remote.pushed import PUSHED, UNION
from kg.remote.store import RemoteStore
from tests.remote.stores import BASE, Served, made_build

SAME = "<https://e.org/same> <https://e.org/p> <https://e.org/o>"
FIRST = {
    "document/a": [SAME, '<https://e.org/a> <https://e.org/p> "one"'],
    "document/b": [SAME, '<https://e.org/b> <https://e.org/p> "two"'],
    "document/c": ['<https://e.org/c> <https://e.org/p> "three"'],
    "document/d": ['<https://e.org/d> <https://e.org/p> "four"'],
    "graph/derived": ["<https://e.org/x> <https://e.org/from> <https://e.org/same>"],
}
Spoil = Callable[[str, str, bytes | None], bytes | None]


class Recorded(Client):
    """Notes which graphs are put and deleted. `after`: it is interrupted after so many. `spoil`: what becomes of a body."""

    def __init__(self, served: Served, after: int = 1_000, spoil: Spoil = lambda _method, _address, body: body) -> None:
        super().__init__(Patience(seconds=60, retries=1, pause=0.1), served.user, served.password)
        self.sent: list[str] = []
        self.after, self.spoil = after, spoil
        self.store = RemoteStore(self, served.store().addresses)

    def send(  # as the client's
        self, method: str, address: str, headers: Mapping[str, str], body: bytes | None = None, *args: Any, **more: Any
    ) -> Response:
        if method in ("PUT", "DELETE") and not address.endswith("pushed"):
            if len(self.sent) >= self.after:
                raise KeyboardInterrupt
            self.sent.append(address)
        return super().send(method, address, headers, self.spoil(method, address, body), *args, **more)

    def graphs(self) -> set[str]:
        """The last parts of the names of these graphs, the union apart."""
        return {re.split("%2F|[?]", where)[-1] for where in self.sent} - {"union", "default"}


def push(served: Served, build: Path) -> Plan:
    return Push(build, served.store()).run()


def union_of(served: Served) -> list[tuple[str, ...]]:
    """All triples that queries see."""
    found = run_query(served.store(), "SELECT ?s ?p ?o { ?s ?p ?o }")
    return sorted(tuple(map(str, row)) for row in found)  # type: ignore[union-attr]


def expected(graphs: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    triples = {triple for lines in graphs.values() for triple in lines}
    return sorted(tuple(term.strip('<>"') for term in triple.split(" ", 2)) for triple in triples)


def test_each_graph_and_their_union_stand_in_the_store(emptied: Served, tmp_path: Path) -> None:
    push(emptied, made_build(tmp_path / "b", FIRST))
    assert {name: emptied.count(BASE + name) for name in FIRST} == {name: len(lines) for name, lines in FIRST.items()}
    assert union_of(emptied) == expected(FIRST), "a triple of two graphs is there once"


def test_what_is_there_is_not_sent_again(emptied: Served, tmp_path: Path) -> None:
    build = made_build(tmp_path / "b", FIRST)
    push(emptied, build)
    again = Recorded(emptied)
    assert Push(build, again.store).run().nothing
    assert again.sent == []


def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(emptied: Served, tmp_path: Path) -> None:
    push(emptied, made_build(tmp_path / "b", FIRST))
    second = {name: lines for name, lines in FIRST.items() if name != "document/d"}
    second["document/b"] = ['<https://e.org/b> <https://e.org/p> "other"']
    recorded = Recorded(emptied)
    plan = Push(made_build(tmp_path / "b", second), recorded.store).run()
    assert recorded.graphs() == {"b", "d"}
    assert not any(where.endswith(("default", "union")) for where in recorded.sent), "the union was not sent as a whole"
    assert (plan.changed, plan.gone, plan.whole) == ((f"{BASE}document/b",), (f"{BASE}document/d",), False)
    assert union_of(emptied) == expected(second), "what document a says as well has stayed"
    assert emptied.count(f"{BASE}document/d") == 0


TRIPLES = st.sets(
    st.builds(
        "<https://e.org/{}> <https://e.org/p> <https://e.org/{}>".format, st.sampled_from("ab"), st.sampled_from("xyz")
    ),
    min_size=1,
    max_size=4,
)
BUILDS = st.dictionaries(st.sampled_from(["document/a", "document/b", "document/c", "document/d"]), TRIPLES, max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(BUILDS, min_size=2, max_size=3), st.integers(0, 3))
def test_the_union_is_right_after_any_changes_and_interruptions(
    oxigraph_server: Served, tmp_path: Path, builds: list[dict[str, set[str]]], after: int
) -> None:
    oxigraph_server.empty()
    for made in builds:
        graphs = {"graph/derived": FIRST["graph/derived"], **{name: sorted(lines) for name, lines in made.items()}}
        build = made_build(tmp_path / "b", graphs)
        with suppress(KeyboardInterrupt):
            Push(build, Recorded(oxigraph_server, after).store).run()
        push(oxigraph_server, build)
        assert union_of(oxigraph_server) == expected(graphs)


def test_a_push_that_was_interrupted_goes_on(emptied: Served, tmp_path: Path) -> None:
    build = made_build(tmp_path / "b", FIRST)
    with pytest.raises(KeyboardInterrupt):
        Push(build, Recorded(emptied, after=2).store).run()
    rest = Recorded(emptied)
    Push(build, rest.store).run()
    assert rest.graphs() == {"c", "d", "derived"}
    assert union_of(emptied) == expected(FIRST)


def test_a_change_that_was_interrupted_goes_on(emptied: Served, tmp_path: Path) -> None:
    push(emptied, made_build(tmp_path / "b", FIRST))
    second = FIRST | {"document/a": ['<https://e.org/a> <https://e.org/p> "new"'], "document/b": [SAME]}
    build = made_build(tmp_path / "b", second)
    with pytest.raises(KeyboardInterrupt):
        Push(build, Recorded(emptied, after=0).store).run()
    rest = Recorded(emptied)
    Push(build, rest.store).run()
    assert rest.graphs() == {"a", "b"}
    assert not any(where.endswith(("default", "union")) for where in rest.sent)
    assert union_of(emptied) == expected(second)


def test_a_graph_that_someone_altered_is_mended(emptied: Served, tmp_path: Path) -> None:
    build = made_build(tmp_path / "b", FIRST)
    push(emptied, build)
    store = emptied.store()
    line = b"<https://e.org/z> <https://e.org/p> <https://e.org/o> .\n"
    store.client.send("POST", store.addresses.graph(f"{BASE}document/a"), {"Content-Type": "text/turtle"}, line)
    plan = push(emptied, build)
    assert plan.altered == (f"{BASE}document/a",)
    assert emptied.count(f"{BASE}document/a") == 2


def test_a_store_that_loses_triples_is_told_and_not_noted_as_done(emptied: Served, tmp_path: Path) -> None:
    build = made_build(tmp_path / "b", FIRST)

    def lose(method: str, address: str, body: bytes | None) -> bytes | None:
        return body[: body.index(b"\n") + 1] if method == "PUT" and body and address.endswith("%2Fa") else body

    with pytest.raises(StoreError, match=r"document/a has 1 triples instead of 2.*docs/stores\.md"):
        Push(build, Recorded(emptied, spoil=lose).store).run()
    assert f"{BASE}document/a" in push(emptied, build).changed


def test_a_graph_is_sent_in_pieces(emptied: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.remote.push.PIECE", 5_000)
    many = [f'<https://e.org/s> <https://e.org/p> "{number:05}"' for number in range(500)]
    push(emptied, made_build(tmp_path / "b", FIRST | {"document/a": many}))
    assert emptied.count(f"{BASE}document/a") == 500


HOSTILE = (
    '"back\\\\slash \\"quoted\\" \\t tab"', '"line\\none\\r\\ntwo"', '"Zoë’s – café ☃ 😀"', '"中文"@zh', '"colour"@en-GB',
    '"<script>alert(1)</script> & \\u0026amp;"', '"} ; DROP ALL #"', '""', f'"{"long " * 20_000}"',
)  # fmt: skip
TYPED = {
    "gYear": "2017", "gYearMonth": "2017-05", "date": "2017-05-02", "integer": "-7", "decimal": "0.95", "double": "1.5E0",
    "boolean": "true",
}  # fmt: skip


def test_unusual_literals_survive(emptied: Served, tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    literals = [*HOSTILE, *(f'"{value}"^^<{xsd}{kind}>' for kind, value in TYPED.items())]
    lines = [f"<https://e.org/s> <https://e.org/p{number}> {literal}" for number, literal in enumerate(literals)]
    build = made_build(tmp_path / "b", FIRST | {"document/a": lines})
    push(emptied, build)
    query = 'SELECT ?p ?o { <https://e.org/s> ?p ?o FILTER(STRSTARTS(STR(?p), "https://e.org/p")) } ORDER BY ?p'
    here, there = run_query(open_store(build / "store"), query), run_query(emptied.store(), query)
    assert list(there) == list(here)  # type: ignore[arg-type]
    assert [str(row[1].datatype) for row in there.terms] == [str(row[1].datatype) for row in here.terms]  # type: ignore[union-attr]


def test_dry_run_says_what_would_be_sent_and_sends_nothing(emptied: Served, tmp_path: Path) -> None:
    build = made_build(tmp_path / "b", FIRST)
    recorded = Recorded(emptied)
    assert len(Push(build, recorded.store).plan().changed) == len(FIRST)
    assert recorded.sent == []


def test_another_build_is_not_mixed_in(oxigraph_server: Served, tmp_path: Path) -> None:
    oxigraph_server.empty()
    push(oxigraph_server, made_build(tmp_path / "b", FIRST))
    build = made_build(tmp_path / "c", FIRST)
    other = Push(build, oxigraph_server.store())
    other.base = "https://other.example/id/"
    with pytest.raises(UsageError, match=r"holds a build with the base https://example\.org/id/"):
        other.run()


def test_what_others_put_into_a_default_graph_is_not_written_over(oxigraph_server: Served, tmp_path: Path) -> None:
    oxigraph_server.empty()
    store = oxigraph_server.store()
    line = b"<https://e.org/z> <https://e.org/p> <https://e.org/o> .\n"
    store.client.send("PUT", store.addresses.graph(""), {"Content-Type": "text/turtle"}, line)
    try:
        with pytest.raises(UsageError, match="no push brought there"):
            push(oxigraph_server, made_build(tmp_path / "b", FIRST))
        assert not Graphs(store, BASE).heads(), "nothing is left behind"
    finally:
        store.client.send("DELETE", store.addresses.graph(""), {})


def test_a_folder_without_a_build_is_told(oxigraph_server: Served, tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound, match="run `kg build` again"):
        push(oxigraph_server, tmp_path)


def test_the_command_says_what_it_did(emptied: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = made_build(tmp_path / "b", FIRST)
    monkeypatch.setenv("KG_STORE_USER", emptied.user)
    monkeypatch.setenv("KG_STORE_PASSWORD", emptied.password)
    said = [
        CliRunner().invoke(app, ["push", emptied.url, "--build", str(build), *more]) for more in (["--dry-run"], [], [])
    ]
    assert [one.exit_code for one in said] == [0, 0, 0]
    assert "5 of 5 graphs would be sent" in said[0].output
    assert "5 of 5 graphs sent, the union sent as a whole; counts checked" in said[1].output
    assert "holds this build already: 5 graphs" in said[2].output


def test_names_of_the_own_graphs_are_apart() -> None:
    assert len({PUSHED, UNION, *FIRST}) == len(FIRST) + 2
