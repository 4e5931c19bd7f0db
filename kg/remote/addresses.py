"""Where a store takes queries, graphs and updates: told by the address that a person gives, or found out by asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

from kg.errors import StoreError
from kg.remote.client import Client, Response

JSON = "application/sparql-results+json"
PROBE = "ASK { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Of one store. `graphs` takes the Graph Store Protocol, `update` SPARQL updates; "" for what is not known."""

    query: str
    graphs: str = ""
    update: str = ""

    def graph(self, name: str) -> str:
        """The address of a graph by its IRI, "" for the default graph (https://www.w3.org/TR/sparql11-http-rdf-update/)."""
        sign = "&" if "?" in self.graphs else "?"
        return f"{self.graphs}{sign}graph={quote(name, safe='')}" if name else f"{self.graphs}{sign}default"


@dataclass(frozen=True, slots=True)
class Kind:
    """A make of store: paths below one root. `server`: how the header Server begins of one that is found by asking;
    `private`: the same paths for those who give a password."""

    name: str
    query: str
    graphs: str
    update: str
    server: str = ""
    private: tuple[str, str, str] | None = None

    def below(self, root: str, user: bool) -> Addresses:
        """The addresses below a root; of those that want a password where there is one."""
        paths = self.private if self.private and user else (self.query, self.graphs, self.update)
        return Addresses(*(root + path for path in paths))


_VIRTUOSO_PRIVATE = ("/sparql-auth", "/sparql-graph-crud-auth", "/sparql-auth")
KINDS = (
    Kind("Oxigraph", "/query", "/store", "/update", "Oxigraph"),
    Kind("Virtuoso", "/sparql", "/sparql-graph-crud", "/sparql", "Virtuoso", _VIRTUOSO_PRIVATE),
    Kind("Fuseki", "/sparql", "/data", "/update", "Apache Jena Fuseki"),
    Kind("Neptune", "/sparql", "/sparql/gsp/", "/sparql"),
)
"""Found by asking, in this order; the last takes what answers and says no name of another."""
_BY_GRAPHS: Mapping[str, tuple[str, str, str]] = {
    "/store": ("/query", "/store", "/update"),
    "/sparql-graph-crud-auth": _VIRTUOSO_PRIVATE,
    "/sparql-graph-crud": ("/sparql", "/sparql-graph-crud", "/sparql"),
    "/data": ("/sparql", "/data", "/update"),
    "/sparql/gsp": ("/sparql", "/sparql/gsp/", "/sparql"),
}
"""The end of an address that takes graphs → what stands in its place for queries, graphs and updates."""
_ENDPOINTS = ("/sparql", "/query", "/sparql-auth")


def find_addresses(client: Client, url: str, query_url: str = "", graphs_url: str = "") -> Addresses:
    """The addresses of a store. `url` may be that of its queries, of its graphs, of a repository (GraphDB, RDF4J), or of
    the server; what is named apart counts before it. Raises StoreError where nothing answers queries there."""
    root = url.rstrip("/")
    known = _told(root) or (Addresses(query_url) if query_url else _found(client, root))
    return replace(known, query=query_url or known.query, graphs=graphs_url or known.graphs)


def _told(root: str) -> Addresses | None:
    """What the path of an address says."""
    path = urlsplit(root).path
    if path.rpartition("/")[0].endswith("/repositories"):
        return Addresses(root, f"{root}/rdf-graphs/service", f"{root}/statements")
    end = next((end for end in _BY_GRAPHS if path.endswith(end)), "")
    return Addresses(*(root.removesuffix(end) + other for other in _BY_GRAPHS[end])) if end else None


def _found(client: Client, root: str) -> Addresses:
    """What a server answers at the paths that stores have."""
    end = next((end for end in _ENDPOINTS if urlsplit(root).path.endswith(end)), "")
    if end:
        kind = _kind_of(probe(client, root), end)
        return replace(kind.below(root.removesuffix(end), end.endswith("-auth")), query=root)
    failed: list[StoreError] = []
    for path in ("/query", "/sparql"):
        try:
            found = probe(client, root + path)
        except StoreError as error:
            failed.append(error)
            continue
        return _kind_of(found, path).below(root, bool(client.user))
    why = next((error for error in failed if "says 404" not in str(error)), failed[0])
    raise StoreError(f"no SPARQL store answers there ({why}): name the address of its queries", root) from why


def _kind_of(found: Response, path: str) -> Kind:
    server = found.headers.get("server", "")
    for kind in KINDS:
        if kind.server and server.startswith(kind.server):
            return kind
    return KINDS[0] if path == "/query" else KINDS[-1]


def probe(client: Client, query: str) -> Response:
    """Ask whether there is anything. Raises StoreError where what answers is no SPARQL endpoint."""
    sign = "&" if "?" in query else "?"
    found = client.send("GET", f"{query}{sign}{urlencode({'query': PROBE})}", {"Accept": JSON}, once=True)
    if found.media not in (JSON, "application/json"):
        what = "a page" if found.media in ("text/html", "application/xhtml+xml") else found.media or "nothing"
        raise StoreError(f"it answers with {what} and not as a SPARQL endpoint does: name another address", query)
    return found
