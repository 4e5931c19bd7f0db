"""A store elsewhere, asked as an embedded one is: the same calls, answered over the SPARQL 1.1 Protocol."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.graph.names import DERIVED
from kg.graph.query import Rows, Value, declared, python_value, run_query, words_in
from kg.graph.store import GraphName, Term
from kg.remote.addresses import JSON, Addresses, find_addresses
from kg.remote.client import Client, Response
from kg.remote.pushed import heads_query, versions_query

ANSWER_BYTES = 500_000_000
_CANNOT = frozenset({400, 500})
"""A store's word for a query that it cannot run, be it wrong or too much for it: asking again would not help."""
_NT, _TURTLE = "application/n-triples", "text/turtle"
_RDF = {
    _NT: ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    _TURTLE: ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query is asked of. `default`: the graph that is the default one, "" for the store's own; `named`: graphs
    that GRAPH may reach where the store wants them named beside it."""

    default: str = ""
    named: tuple[str, ...] = ()


class RemoteStore:
    """A store elsewhere, for reading. `limit`: bytes that an answer may have."""

    def __init__(self, client: Client, addresses: Addresses, limit: int = ANSWER_BYTES) -> None:
        self.client, self.addresses, self.limit = client, addresses, limit

    def __repr__(self) -> str:
        return f"<RemoteStore: {self.addresses.query}>"

    @cached_property
    def _heads(self) -> Sequence[tuple[str, str]]:
        return [(str(base), str(union or "")) for base, union in self.rows(heads_query(), Dataset())]

    @cached_property
    def base(self) -> str:
        """The IRI that the things of the build in it are named below. Raises StoreError where it holds none, or several."""
        if len(self._heads) > 1:
            raise StoreError("the store holds several builds: use one store for each", self.addresses.query)
        if self._heads:
            return self._heads[0][0]
        raise StoreError("the store holds no build: bring one there with kg push", self.addresses.query)

    @cached_property
    def dataset(self) -> Dataset:
        """What queries are asked of unless they say it."""
        union = self._heads[0][1] if self.base else ""
        if not union or self._reaches_graphs(union):
            return Dataset(union)
        found = self.rows(versions_query(self.base), Dataset())
        return Dataset(union, tuple(sorted({str(row[0]) for row in found} - {union})))

    def _reaches_graphs(self, union: str) -> bool:
        """Whether GRAPH finds graphs beside a default graph that a request names. By the standard it does not, where the
        request names none for it; Virtuoso does."""
        return bool(list(self.rows(heads_query(), Dataset(union))))

    def rows(self, text: str, dataset: Dataset) -> list[tuple[Value, ...]]:
        """The rows of a SELECT of ours. Raises StoreError where the store gives none."""
        try:
            found = self.ask(text, ox.Store().query(text), dataset)
        except QueryError as error:
            raise StoreError(str(error), self.addresses.query) from error
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - it is a SELECT
        names = [variable.value for variable in found.variables]
        return [tuple(python_value(row[name]) for name in names) for row in found]

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        default_graph: list[GraphName] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """As pyoxigraph's. The text is parsed here first, so that what is wrong in it is said as ever, and no engine's
        own additions to SPARQL get through. Raises SyntaxError, QueryError and StoreError."""
        kind = ox.Store().query(query, prefixes=prefixes)  # on nothing, it is at once answered
        told = default_graph is not None or named_graphs is not None
        wanted = Dataset("", tuple(_iris(named_graphs or []))) if told else self.dataset
        return self.ask(query, kind, wanted, _iris(default_graph or []))

    def ask(
        self, query: str, kind: object, dataset: Dataset, default: Iterable[str] = ()
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """Send a query; `kind` is an answer of the kind that it gives."""
        pairs = [("query", declared(query))]
        used = words_in(query)
        if "FROM" not in used:  # the protocol's data set would take the place of the query's own
            pairs += [("default-graph-uri", iri) for iri in (dataset.default, *default) if iri]
        if "FROM" not in used and "GRAPH" in used:
            pairs += [("named-graph-uri", iri) for iri in dataset.named]
        rows = isinstance(kind, (ox.QuerySolutions, ox.QueryBoolean))
        headers = {
            "Accept": JSON if rows else f"{_NT}, {_TURTLE};q=0.5",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        found = self.client.send("POST", self.addresses.query, headers, urlencode(pairs).encode(), self.limit, _CANNOT)
        if found.status in _CANNOT:
            words = " ".join(found.body.decode("utf-8", "replace").split())[:300]
            raise QueryError(f"the store cannot run this query: {words}")
        _check_whole(found, self.addresses.query)
        try:
            return _solutions(found, kind) if rows else _triples(found)
        except (SyntaxError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"the answer cannot be understood ({error})", self.addresses.query) from error

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Term | None,  # noqa: A002 - pyoxigraph's name for it
        graph_name: GraphName | None = None,
    ) -> Iterator[ox.Quad]:
        """As pyoxigraph's, in one graph."""
        bound = (subject, predicate, object)
        terms = " ".join(f"?t{at}" if term is None else str(term) for at, term in enumerate(bound))
        inner = f"GRAPH {graph_name} {{ {terms} }}" if isinstance(graph_name, ox.NamedNode) else terms
        columns = " ".join(f"?t{at}" for at, term in enumerate(bound) if term is None)
        found = run_query(self, f"SELECT {columns or '(1 AS ?there)'} WHERE {{ {inner} }}")
        assert isinstance(found, Rows)  # noqa: S101 - it is a SELECT
        for row in found.terms:
            left = iter(row)
            s, p, o = (next(left) if term is None else term for term in bound)
            yield ox.Quad(s, p, o, graph_name or ox.DefaultGraph())  # type: ignore[arg-type]

    def named_graphs(self) -> Iterable[ox.NamedNode | ox.BlankNode]:
        """Of the build's graphs, the one that each has (`kg.graph.store.base_of` looks for it)."""
        return [ox.NamedNode(self.base + DERIVED)]


def open_remote(url: str, client: Client | None = None, limit: int = ANSWER_BYTES) -> RemoteStore:
    """A store that a build was pushed to. Raises UsageError for what is no address, StoreError where no store answers, or
    it holds no build."""
    client = client or Client()
    store = RemoteStore(client, find_addresses(client, url), limit)
    _ = store.base
    return store


def _iris(graphs: Iterable[GraphName]) -> Iterator[str]:
    return (graph.value for graph in graphs if isinstance(graph, ox.NamedNode))


def _check_whole(found: Response, where: str) -> None:
    """Raises StoreError for an answer that Virtuoso cut short, which it says in headers of its own."""
    most = found.headers.get("x-sparql-maxrows")
    if most:
        raise StoreError(
            f"{where}: the store cut the answer at {most} rows: raise ResultSetMaxRows in its virtuoso.ini"
        )
    if found.headers.get("x-sql-state"):
        raise StoreError("the store gave only a part of the answer, as its time was over: ask for less", where)


def _solutions(found: Response, kind: object) -> ox.QuerySolutions | ox.QueryBoolean:
    """The rows of an answer, read once to see that all can be. Raises ValueError and SyntaxError for what is none."""
    body = found.body
    if found.media not in (JSON, "application/json"):
        raise ValueError(f"it is {found.media or 'of no type'} and not {JSON}")
    if isinstance(kind, ox.QueryBoolean):
        said = json.loads(body)
        # Virtuoso answers an ASK in JSON as a table of one cell, or of none
        yes = said["boolean"] if "boolean" in said else any(row for row in said["results"]["bindings"])
        body = json.dumps({"head": {}, "boolean": bool(yes)}).encode()
    read = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(read, ox.QuerySolutions) and isinstance(kind, ox.QuerySolutions):
        if {one.value for one in read.variables} != {one.value for one in kind.variables}:
            raise ValueError("it has other columns than the query")
        for _ in read:
            pass
        return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if not isinstance(kind, ox.QueryBoolean):
        raise ValueError("it has no rows")
    return read


def _triples(found: Response) -> Iterator[ox.Triple]:
    form = _RDF.get(found.media)
    if form is None:
        raise ValueError(f"it is {found.media or 'of no type'} and neither {_NT} nor {_TURTLE}")
    return iter([quad.triple for quad in ox.parse(found.body, format=form, lenient=True)])
