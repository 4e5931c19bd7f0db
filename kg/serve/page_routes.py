"""The site's pages and their data, and IRIs that lead to them.

An IRI of a thing (`/id/…`) is not the address of a document, so it is answered with 303 See Other, to a page or to data, by
negotiation (https://www.w3.org/TR/cooluris/); what it leads to has an address of its own that can be kept and linked.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse

from kg.csv_text import csv_text
from kg.graph.names import VOCAB
from kg.search.find import facts_shown
from kg.serve.files import TYPES, file_at
from kg.serve.formats import GRAPHS, HTML, Form, chosen
from kg.serve.lists import GLOSSARY, LISTS, as_json, iris_of, rows_of
from kg.serve.page import DATA, NOTHING, POLICY, live, render
from kg.serve.reply import Reply, problem
from kg.serve.server import ONLY_STORE, Server, page, response, sorry
from kg.settings import ontology_dir
from kg.site.links import page_of
from kg.site.page_data import COLUMNS
from kg.site.site import has_data

EXTENSIONS = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}
"""Format of a graph → the end of its address."""
_BY_EXTENSION = {end: name for name, end in EXTENSIONS.items()}
_AS_JSON = Form("json", "application/json")
_META = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')
SHOWN = 200
"""Facts about a thing that its page names."""


async def thing(server: Server, request: Request) -> Response:
    """303 from the IRI of a thing to its page or its data."""
    path = request.path_params["path"]
    return _see_other(request, server.base + path, page_of(path) if _has_page(server, path) else "")


async def concept(_server: Server, request: Request) -> Response:
    """303 from the IRI of a concept to the glossary or its data."""
    scheme, notation = request.path_params["scheme"], request.path_params["notation"]
    return _see_other(request, f"{VOCAB}{scheme}/{notation}", f"glossary.html#{quote(scheme)}-{quote(notation)}")


def _has_page(server: Server, path: str) -> bool:
    return file_at(server.folder, page_of(path)) is not None


def _see_other(request: Request, iri: str, shown: str) -> Response:
    choice = chosen(request.headers.get("accept", ""), (HTML, *GRAPHS, _AS_JSON))
    if choice is None:
        return response(problem(406, "this can be had as a page, as JSON, or as RDF"))
    up, name = _up(request), choice[0].name
    if name == HTML.name:
        where = shown or f"about?iri={quote(iri, safe='')}"
    else:
        where = f"about.{EXTENSIONS.get(name, name)}?iri={quote(iri, safe='')}"
    return RedirectResponse(up + where, 303, {"Vary": "Accept"})


def _up(request: Request) -> str:
    """From an address to the server's root."""
    path = str(request.scope["path"]).removeprefix(str(request.scope.get("root_path", ""))).lstrip("/")
    return "../" * path.count("/")


async def about(server: Server, request: Request) -> Response:
    """What the graph says of a thing: a page, JSON, or RDF, as the end of the address says."""
    iri, form = request.query_params.get("iri", ""), request.path_params.get("form", "html")
    if form not in ("html", "json", *_BY_EXTENSION):
        return sorry(request, 404, "What is said of a thing can be had as .json, .ttl, .nt, .jsonld or .rdf.")
    if not iri:
        return sorry(request, 400, "name a thing: about?iri=…")
    if form in _BY_EXTENSION:
        return response(
            await server.run(request, {"kind": "things", "iris": [_whole(server, iri)], "format": _BY_EXTENSION[form]})
        )
    reply = await server.run(
        request, {"kind": "about", "iri": iri, "base": server.base, "texts": str(server.folder / "texts")}
    )
    if reply.status != 200:
        return sorry(request, reply.status, reply.body.decode().strip(), reply.headers)
    return response(reply) if form == "json" else page(_about_page(server, json.loads(reply.body)))


def _whole(server: Server, iri: str) -> str:
    """An IRI, also of one that is told by its path below the base."""
    return iri if "://" in iri else server.base + iri.lstrip("/")


def _about_page(server: Server, one: dict[str, Any]) -> bytes:
    iri = one["iri"]
    path = iri.removeprefix(server.base)
    name = next(
        (value for key in ("prefLabel", "name", "title", "text") for edge, value in one["values"] if edge == key), path
    )
    address = f"about.{{}}?iri={quote(iri, safe='')}"
    facts = one["facts"]
    return render(
        "about.html",
        "about",
        name[:200],
        forms=tuple(map(address.format, ("json", "ttl", "jsonld"))),
        one=one | {"facts": facts[:SHOWN]},
        count=len(facts),
        has_page=page_of(path) if iri.startswith(server.base) and _has_page(server, path) else "",
        linked=lambda value: _linked(server, value),
    )


def _linked(server: Server, value: str) -> Markup:
    """A value, as a link where it is the path of a thing."""
    if "/" not in value or any(sign in value for sign in " \n:"):
        return escape(value)
    return Markup('<a href="about?iri={}">{}</a>').format(quote(server.base + value, safe=""), value)


async def file(server: Server, request: Request) -> Response:
    """A page or a table of the build; the data of a page where the build has none beside it."""
    if not server.pages:
        return _without_pages(request)
    path = request.path_params["path"] or "index.html"
    found = file_at(server.folder, path)
    if found is not None:
        return await _file(path, found)
    name, _, form = path.rpartition(".")
    if name and form in DATA and file_at(server.folder, f"{name}.html"):
        return await _data(server, request, name, form)
    if file_at(server.folder, f"{path}.html"):
        return RedirectResponse(f"{path.rpartition('/')[2]}.html", 308)
    return sorry(request, 404, "This build has no such page.")


def _without_pages(request: Request) -> Response:
    if request.path_params["path"]:
        return sorry(request, 404, ONLY_STORE)
    return RedirectResponse("ask", 303)


async def _file(path: str, found: Path) -> Response:
    media = TYPES[found.suffix]
    if found.suffix != ".html":
        return FileResponse(found, headers={"Content-Security-Policy": NOTHING}, media_type=media)
    text = await run_in_threadpool(found.read_bytes)
    name, up = path.removesuffix(".html"), "../" * path.count("/")
    if path.startswith("graph"):  # the picture brings its own policy and no frame
        own = _META.search(text[:10_000])
        policy = own[1].decode().replace("&#39;", "'") + "; frame-ancestors 'none'" if own else POLICY
        return page(text, headers={"Content-Security-Policy": policy})
    last = name.rpartition("/")[2]
    data = tuple(f"{last}.{form}" for form in DATA if _has_data(name, form))
    links = ", ".join(f'<{address}>; rel="alternate"; type="{_media(address)}"' for address in data)
    return page(live(text, up, path, data), headers={"Link": links} if links else {})


def _media(address: str) -> str:
    return {"json": "application/json", "csv": "text/csv", "ttl": "text/turtle"}[address.rpartition(".")[2]]


def _has_data(name: str, form: str) -> bool:
    if name in LISTS or has_data(f"{name}.html") or name.startswith(("brief/", "indicator/")):
        return True
    return form == "ttl" and name in ("glossary", "data")


async def _data(server: Server, request: Request, name: str, form: str) -> Response:
    """The data of a page."""
    if not _has_data(name, form):
        return sorry(request, 404, "This page has no data of its own.")
    if name == "data":
        return RedirectResponse("void", 303)
    if name == "glossary":
        return response(await server.run(request, {"kind": "query", "query": GLOSSARY, "format": "turtle"}))
    if name in LISTS or name.startswith("indicator/"):
        return await _list(server, request, name, form)
    shown = name.replace("brief/", "authority/", 1)
    facts = await run_in_threadpool(lambda: facts_shown(server.index(), shown)) or []
    if form == "csv":
        return response(Reply(200, TYPES[".csv"], csv_text([COLUMNS, *facts]).encode()))
    if form == "json":
        said = {"iri": server.base + shown, "facts": [dict(zip(COLUMNS, row, strict=True)) for row in facts]}
        return response(Reply(200, "application/json", json.dumps(said, ensure_ascii=False).encode()))
    iris = [server.base + shown, *dict.fromkeys(row[1] for row in facts)]
    return response(await server.run(request, {"kind": "things", "iris": iris, "format": "turtle"}))


async def _list(server: Server, request: Request, name: str, form: str) -> Response:
    indicator = name.partition("/")[2]
    table = file_at(server.folder, f"tables/{'statistics' if indicator else LISTS[name]}.csv")
    if table is None:
        return sorry(request, 404, "This build has no such table.")

    def keep(row: Mapping[str, str]) -> bool:
        return not indicator or row["indicator"] == indicator

    if form == "csv" and not indicator:
        return FileResponse(table, headers={"Content-Security-Policy": NOTHING}, media_type=TYPES[".csv"])
    if form == "json":
        rows = as_json(rows_of(table, keep))
        return StreamingResponse(rows, headers={"Content-Security-Policy": NOTHING}, media_type="application/json")
    if form == "csv":
        return response(Reply(200, TYPES[".csv"], _rows_csv(list(rows_of(table, keep)))))
    iris = await run_in_threadpool(lambda: iris_of(rows_of(table, keep), server.base, server.limits.rows))
    return response(await server.run(request, {"kind": "things", "iris": iris, "format": "turtle"}))


def _rows_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


async def ontology(_server: Server, _request: Request) -> Response:
    """The ontology, as its IRI without the fragment asks for it."""
    return FileResponse(
        ontology_dir() / "inspection.ttl", media_type=TYPES[".ttl"], headers={"Content-Security-Policy": NOTHING}
    )
