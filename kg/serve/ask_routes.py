"""`/ask`: the saved questions, each with a form for its parameters and its answer as a page, as JSON and as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.questions import (
    DATES,
    Parameter,
    Question,
    check_given,
    find_question,
    meaning_below,
    portable,
    saved_questions,
)
from kg.serve.page import render
from kg.serve.protocol import pairs_of
from kg.serve.reply import problem
from kg.serve.server import Server, page, response, sorry
from kg.vocabulary import lexicon

SHOWN = 500
"""Rows that a page shows; the data have all."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document in a row of an answer."""

    words: str
    document: str
    page: str


async def listed(_server: Server, request: Request) -> Response:
    """Every saved question."""
    known = saved_questions().values()
    if request.path_params.get("form", "json") != "json":
        return sorry(request, 404, "The list of questions can be had as .json.")
    if "form" in request.path_params:
        said = [{"name": q.name, "question": q.text, "parameters": [p.name for p in q.parameters]} for q in known]
        return Response(json.dumps(said), media_type="application/json")
    return page(render("asks.html", "ask", "Questions", forms=("ask.json",), questions=known))


async def ask(server: Server, request: Request) -> Response:
    """A saved question, asked with the words in the address."""
    name, form = request.path_params["name"], request.path_params.get("form", "html")
    pairs = pairs_of(request.scope["query_string"])
    given = {key: value for key, value in pairs if value.strip()}
    if form not in ("html", "csv", "json"):
        return sorry(request, 404, "An answer can be had as .csv or .json.")
    try:
        question = find_question(name)
    except UsageError as error:
        return sorry(request, 404, str(error))
    try:
        job = _job(server, question, given, "json" if form == "html" else form)
    except UsageError as error:
        if form != "html":
            return response(problem(400, str(error)))
        return page(_page(question, given, {}, "" if not given else str(error)), 400 if given else 200)
    reply = await server.run(request, job)
    if form != "html":
        return response(reply)
    if reply.status != 200:
        return page(_page(question, given, {}, reply.body.decode().strip()), reply.status, reply.headers)
    return page(_page(question, given, json.loads(reply.body), ""))


def _job(server: Server, question: Question, given: dict[str, str], form: str) -> dict[str, object]:
    """What a worker is asked. Raises UsageError for words that mean nothing."""
    check_given(question, given)
    values = {name: (meaning_below(server.base, name, words),) for name, words in given.items() if name != "person"}
    query, person = (portable(question) if server.afar else question).sparql(values), given.get("person", "")
    return {"kind": "saved", "name": question.name, "query": query, "person": person, "format": form}


def _page(question: Question, given: dict[str, str], answer: dict[str, dict[str, list[object]]], said: str) -> bytes:
    found = answer.get("results", {}).get("bindings", [])
    columns = [str(name) for name in answer.get("head", {}).get("vars", [])]
    quotes = [name.removesuffix("quote") for name in columns if name.endswith("quote")]
    below = {prefix + part for prefix in quotes for part in ("quote", "document", "page")}
    shown = [name for name in columns if name not in below and not name.endswith("_iri")]
    rows = [_row(row, shown, quotes, columns) for row in found[:SHOWN]]
    address = f"{question.name}{{}}{'?' + urlencode(given) if given else ''}"
    return render(
        "ask.html",
        f"ask/{question.name}",
        question.text,
        forms=(address.format(".csv"), address.format(".json")) if answer else (),
        question=question,
        given=given,
        columns=shown,
        rows=rows,
        answered=bool(answer),
        total=len(found),
        said=said,
        choices={parameter.name: list(choices(parameter)) for parameter in question.parameters},
    )


def _row(row: object, shown: list[str], quotes: list[str], columns: list[str]) -> tuple[list[str], list[Quote], str]:
    """The cells that are shown, the quotes below them, and the IRI of the fact."""
    assert isinstance(row, dict)  # noqa: S101 - SPARQL JSON
    value = {name: str(term["value"]) for name, term in row.items()}
    said = [
        Quote(value[f"{prefix}quote"], value.get(f"{prefix}document", ""), value.get(f"{prefix}page", ""))
        for prefix in quotes
        if f"{prefix}quote" in value
    ]
    fact = next((value[name] for name in reversed(columns) if name.endswith("_iri") and name in value), "")
    return [value.get(name, "") for name in shown], said, fact


def choices(parameter: Parameter) -> Iterator[str]:
    """What can be said for a parameter, where it is a name of a list."""
    if parameter.name == "authority":
        yield from sorted(one.name for one in lexicon().authorities.values())
    elif parameter.name != "person" and parameter.name not in DATES:
        yield from (one.notation for one in lexicon().scheme(parameter.name).concepts.values())
