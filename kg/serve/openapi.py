"""The routes that take no SPARQL, described in OpenAPI 3.1 for programs that read such descriptions."""

from __future__ import annotations

from typing import Any

from kg.questions import PARAMETERS, saved_questions
from kg.search.find import MOST
from kg.search.index import FACETS

Described = dict[str, Any]
_TEXT = {"type": "string"}


def _query(name: str, about: str, schema: Described | None = None, required: bool = False) -> Described:
    return {"name": name, "in": "query", "description": about, "required": required, "schema": schema or _TEXT}


def _path(name: str, about: str, schema: Described | None = None) -> Described:
    return {"name": name, "in": "path", "description": about, "required": True, "schema": schema or _TEXT}


def _get(summary: str, parameters: list[Described], media: list[str], statuses: list[int]) -> Described:
    said = {
        200: "As asked.",
        303: "It is there.",
        308: "It is there.",
        400: "Wrong use.",
        404: "Not here.",
        503: "Busy.",
    }
    responses: Described = {
        str(status): {"description": said[status]} | ({"content": {one: {} for one in media}} if status == 200 else {})
        for status in statuses
    }
    problems: Described = {"text/plain": {}, "text/html": {}}
    for status in statuses:
        if status >= 400:
            responses[str(status)]["content"] = problems
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}


def description() -> Described:
    """The description."""
    search = [
        _query("q", "Words to find."),
        _query("type", "Kind of hit, for instance recommendation."),
        *(_query(name, f"Only what has this {name}: a name, label or notation.") for name in FACETS),
        _query("first", "How many hits to leave out.", {"type": "integer", "minimum": 0, "maximum": 10_000}),
        _query("size", "How many hits.", {"type": "integer", "minimum": 0, "maximum": MOST}),
    ]
    asked = [
        _path("name", "A saved question.", {"type": "string", "enum": list(saved_questions())}),
        *(_query(name, f"The {name} that is asked about.") for name in PARAMETERS),
    ]
    iri = [_query("iri", "IRI of a thing, or its path below the base.", required=True)]
    html = ["text/html"]
    paths: Described = {
        "/search": _get("Find words, as a page.", search, html, [200, 400, 503]),
        "/search.json": _get("Find words.", search, ["application/json"], [200, 400, 503]),
        "/search.csv": _get("Find words.", search, ["text/csv"], [200, 400, 503]),
        "/ask": _get("The saved questions, as a page.", [], html, [200]),
        "/ask.json": _get("The saved questions.", [], ["application/json"], [200]),
        "/ask/{name}": _get("Ask a saved question, as a page.", asked, html, [200, 400, 404, 503]),
        "/ask/{name}.json": _get("Ask a saved question.", asked, ["application/sparql-results+json"], [200, 400, 404, 503]),
        "/ask/{name}.csv": _get("Ask a saved question.", asked, ["text/csv"], [200, 400, 404, 503]),
        "/about": _get("What the graph says of a thing, as a page.", iri, html, [200, 400, 404, 503]),
        "/about.json": _get("What the graph says of a thing.", iri, ["application/json"], [200, 400, 404, 503]),
        "/about.ttl": _get("What the graph says of a thing.", iri, ["text/turtle"], [200, 400, 404, 503]),
        "/id/{path}": _get("The page or the data of a thing.", [_path("path", "Its path.")], [], [303, 404]),
        "/vocab/{scheme}/{notation}": _get(
            "A term of a vocabulary.", [_path("scheme", "The vocabulary."), _path("notation", "The term.")], [], [303, 404]
        ),
        "/{path}": _get(
            "A page, a table, or the data of a page.", [_path("path", "Its path.")],
            ["text/html", "text/csv", "text/plain", "text/turtle", "application/json", "text/css", "text/javascript"],
            [200, 303, 308, 400, 404, 503],
        ),
        "/void": _get("The data set in VoID.", [], ["text/turtle"], [200, 503]),
    }  # fmt: skip
    about = {"title": "Inspections, in their own words", "version": "1", "description": "Read only; see also /sparql."}
    return {"openapi": "3.1.0", "info": about, "paths": paths}
