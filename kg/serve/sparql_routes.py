"""The SPARQL endpoint and what it says of itself; the page with the editor."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.graph.names import ALL_PREFIXES
from kg.questions import saved_questions
from kg.serve.describe import dataset, service, written
from kg.serve.formats import GRAPHS, HTML, chosen, media_types
from kg.serve.jobs import COUNTS
from kg.serve.page import render
from kg.serve.protocol import METHODS, Refused, asked
from kg.serve.reply import Reply, problem
from kg.serve.server import Server, page, response
from kg.terms import INSP
from kg.vocabulary import lexicon


async def sparql(server: Server, request: Request) -> Response:
    """SPARQL 1.1 Protocol; without a query, the service description, or the editor for people."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    try:
        body = await server.body(request) if request.method == "POST" else b""
        wanted = asked(request.method, request.scope["query_string"], request.headers.get("content-type", ""), body)
    except Refused as no:
        return response(no.reply)
    if not wanted.query:
        return _description(server, request, wanted.form)
    return response(await server.run(request, wanted.job(request.headers.get("accept", ""))))


def _description(server: Server, request: Request, form: str) -> Response:
    choice = chosen(request.headers.get("accept", ""), (*GRAPHS, HTML), form)
    if choice is None:
        return response(problem(406, f"the description can be had as {media_types(GRAPHS)}"))
    if choice[0] is HTML:
        return editor_page(server)
    made = written(service(server.endpoint(request), server.base), choice[0])
    return response(Reply(200, choice[1], made))


async def void(server: Server, request: Request) -> Response:
    """The data set in VoID, with its counts and the saved questions as examples."""
    choice = chosen(request.headers.get("accept", ""), GRAPHS, request.query_params.get("format", ""))
    if choice is None:
        return response(problem(406, f"the description can be had as {media_types(GRAPHS)}"))
    made = written(dataset(server.endpoint(request), server.base, await _counts(server)), choice[0])
    return response(Reply(200, choice[1], made))


async def _counts(server: Server) -> dict[str, bytes]:
    """Counts of the build that is there now, counted once; one that takes too long is left out."""
    stamp = server.pool.stamp()
    if server.counts is None or server.counts[0] != stamp:
        replies = {name: await server.pool.run({"kind": "counts", "name": name}) for name in COUNTS}
        server.counts = stamp, {name: reply.body for name, reply in replies.items() if reply.status == 200}
    return server.counts[1]


def editor_page(_server: Server) -> Response:
    """The page on which queries are written."""
    questions = [{"name": one.name, "text": one.text, "query": _bare(one.query)} for one in saved_questions().values()]
    return page(render("query.html", "query", "Ask in SPARQL", questions=questions))


def _bare(query: str) -> str:
    """A saved question's query without the lines about its parameters."""
    return "".join(line for line in query.splitlines(keepends=True) if not line.startswith("# @param"))


async def editor(server: Server, _request: Request) -> Response:
    """The page on which queries are written, by its own address."""
    return editor_page(server)


async def terms(server: Server, _request: Request) -> Response:
    """What the editor completes: prefixes, the terms below each, and what they mean."""
    own = sorted(name.rstrip("_") for name in dir(INSP) if not name.startswith("_"))
    known: dict[str, list[tuple[str, str]]] = {"insp": [(name, "") for name in own]}
    for name, scheme in lexicon().schemes.items():
        known[name] = [(one.notation, one.label) for one in scheme.concepts.values()]
    return JSONResponse({"base": server.base, "prefixes": ALL_PREFIXES, "terms": known})
