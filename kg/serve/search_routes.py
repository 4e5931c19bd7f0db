"""`/search`: what is searched for stands in the address; the same as a page, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import DataError, UsageError
from kg.search.find import COLUMNS, MOST, PAGE, Found, Hit, Wanted, cells, csv_of, find, meant
from kg.search.index import FACETS
from kg.serve.page import render
from kg.serve.protocol import pairs_of
from kg.serve.reply import Reply, problem
from kg.serve.server import Server, page, response, sorry

LABELS = {
    "authority": "Authority",
    "aspect": "Aspect",
    "grade": "Grade",
    "year": "Year",
    "theme": "Theme",
    "genre": "Kind of document",
}
NOTHING: Mapping[str, str] = {}
DEEPEST = 10_000
"""The last hit that can be asked for."""


async def search(server: Server, request: Request) -> Response:
    """Search, in the form that the end of the address names: none for a page, `.json` or `.csv`."""
    form = request.path_params.get("form", "html")
    if form not in ("html", "json", "csv"):
        return sorry(request, 404, "What is found can be had as .csv or .json.")
    given = dict(pairs_of(request.scope["query_string"]))
    found, said, status = None, "", 200
    try:
        wanted = wanted_of(given)
        if wanted.text.strip() or wanted.facets or wanted.kind:
            found = await run_in_threadpool(lambda: find(server.index(), wanted))
    except UsageError as error:
        wanted, said, status = Wanted(given.get("q", "")), str(error), 400
    except DataError as error:
        said, status = str(error), 503
    if form == "html":
        return page(_page(wanted, found, said), status)
    if said:
        return response(problem(status, said))
    found = found or Found(0, (), dict.fromkeys(FACETS, ()))
    if form == "csv":
        return response(Reply(200, "text/csv; charset=utf-8", csv_of(found.hits).encode()))
    facets = {name: [asdict(count) for count in counts] for name, counts in found.facets.items()}
    hits = [dict(zip(COLUMNS, cells(hit), strict=True)) | {"marked": hit.html} for hit in found.hits]
    return JSONResponse({"total": found.total, "first": wanted.first, "hits": hits, "facets": facets})


def wanted_of(given: dict[str, str]) -> Wanted:
    """What an address asks for. Raises UsageError for a parameter that there is not, or a value that means nothing."""
    unknown = sorted(given.keys() - {"q", "type", "first", "size", *FACETS})
    if unknown:
        raise UsageError(f"no parameter {unknown[0]!r}: there are q, type, first, size, {', '.join(FACETS)}")
    facets = meant({name: given[name] for name in FACETS if given.get(name)})
    first, size = _number(given, "first", 0, DEEPEST), _number(given, "size", PAGE, MOST)
    return Wanted(given.get("q", ""), facets, given.get("type", ""), first, size)


def _number(given: dict[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= most):
        raise UsageError(f"{name} is a number up to {most:,}, not {text!r}")
    return int(text)


def _address(wanted: Wanted, form: str = "", first: int = 0, changed: Mapping[str, str] = NOTHING) -> str:
    """The address of a search with other values of facets; "" for one takes it away."""
    facets = {**dict(wanted.facets), **changed}
    said = {"q": wanted.text, "type": wanted.kind, **facets, "first": str(first or "")}
    return f"search{form}?{urlencode({name: value for name, value in said.items() if value})}"


def _page(wanted: Wanted, found: Found | None, said: str) -> bytes:
    more = found and wanted.first + len(found.hits) < min(found.total, DEEPEST)
    return render(
        "search.html",
        "search",
        f"Search: {wanted.text}" if wanted.text.strip() else "Search",
        forms=(_address(wanted, ".json", wanted.first), _address(wanted, ".csv", wanted.first)) if found else (),
        text=wanted.text,
        kind=wanted.kind,
        chosen=wanted.facets,
        given=dict(wanted.facets),
        facets=list(LABELS.items()),
        found=found,
        said=said,
        first=wanted.first,
        before=_address(wanted, first=max(0, wanted.first - wanted.size)) if wanted.first else "",
        after=_address(wanted, first=wanted.first + wanted.size) if more else "",
        with_=lambda name, value: _address(wanted, changed={name: value}),
        without=lambda name: _address(wanted, changed={name: ""}),
        marked=_marked,
    )


def _marked(hit: Hit) -> Markup:
    return Markup(hit.html)  # noqa: S704 - escaped there
