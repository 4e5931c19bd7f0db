"""The server as an ASGI application: its routes in one list, and what holds for each of them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import BuildNotFound, DataError, KgError, UsageError
from kg.serve import ask_routes, page_routes, search_routes, sparql_routes
from kg.serve.limits import Limits
from kg.serve.page import HEADERS, NOTHING
from kg.serve.protocol import Refused
from kg.serve.server import Server, response, sorry

Handler = Callable[[Server, Request], Awaitable[Response]]
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
EVERY = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
"""Methods that the endpoint answers itself, with what it takes in the place of those that it does not."""
STATIC = Path(__file__).resolve().parent / "static"


async def static(_server: Server, request: Request) -> Response:
    """A script or a style sheet of ours."""
    types = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
    name, form = request.path_params["name"], request.path_params["form"]
    found = STATIC / f"{name}.{form}"
    if form not in types or not found.is_file():
        return sorry(request, 404, "There is no such file.")
    return Response(found.read_bytes(), headers={"Content-Security-Policy": NOTHING}, media_type=types[form])


async def no_icon(_server: Server, _request: Request) -> Response:
    """Browsers ask for an icon; there is none."""
    return Response(status_code=204)


async def described(_server: Server, _request: Request) -> Response:
    """The routes that take no SPARQL, in OpenAPI."""
    from kg.serve.openapi import description

    return JSONResponse(description())


async def health(server: Server, request: Request) -> Response:
    """Whether queries are answered."""
    return response(await server.run(request, {"kind": "query", "query": "ASK {}", "format": "json"}))


ROUTES: Sequence[tuple[str, Handler]] = (
    ("/sparql", sparql_routes.sparql),
    ("/query", sparql_routes.editor),
    ("/query/terms.json", sparql_routes.terms),
    ("/void", sparql_routes.void),
    ("/.well-known/void", sparql_routes.void),
    ("/search", search_routes.search),
    ("/search.{form:name}", search_routes.search),
    ("/ask", ask_routes.listed),
    ("/ask.{form:name}", ask_routes.listed),
    ("/ask/{name:name}", ask_routes.ask),
    ("/ask/{name:name}.{form:name}", ask_routes.ask),
    ("/about", page_routes.about),
    ("/about.{form:name}", page_routes.about),
    ("/id/{path:path}", page_routes.thing),
    ("/vocab/{scheme}/{notation}", page_routes.concept),
    ("/ontology", page_routes.ontology),
    ("/openapi.json", described),
    ("/health", health),
    ("/favicon.ico", no_icon),
    ("/live/{name:name}.{form:name}", static),
    ("/{path:path}", page_routes.file),
)
"""Every address, with what answers it."""


class _Name(StringConvertor):
    """A name in an address: of a question, or of a file of ours."""

    regex = "[a-z0-9-]+"


register_url_convertor("name", _Name())


class Guard:
    """Around everything: the name that a request calls the server by, and the headers that each answer has."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse a name that is not ours: a page elsewhere could otherwise read a server on loopback."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                have = {name.lower() for name, _ in message["headers"]}
                more = ((name.lower().encode(), value.encode()) for name, value in HEADERS.items())
                message["headers"] = [*message["headers"], *(pair for pair in more if pair[0] not in have)]
            await send(message)

        if self._is_ours(scope):
            await self.app(scope, receive, with_headers)
            return
        await Response("this server is not called so\n", 421, media_type="text/plain")(scope, receive, with_headers)

    def _is_ours(self, scope: Scope) -> bool:
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or not _HOST.fullmatch(named[0]):
            return False
        return not self.hosts or re.sub(r":\d+$", "", named[0]).lower() in self.hosts


def create_app(
    folder: Path | None,
    limits: Limits | None = None,
    address: str = "",
    cors: Sequence[str] = (),
    hosts: Sequence[str] = (),
    store: str = "",
) -> Starlette:
    """The application that serves a build.

    `address`: of the server as others see it, "" for what they ask. `cors`: origins whose pages may ask, "*" for all.
    `hosts`: names that the server answers to, none for all. `store`: address of a store elsewhere that queries go to; where it
    is given, `folder` may be None. Raises BuildNotFound where the folder holds no build.
    """
    server = Server(folder, limits or Limits(), address, store)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await server.pool.start()
        await run_in_threadpool(server.warm)
        yield
        await server.pool.close()

    guards = [Middleware(Guard, hosts=tuple(host.lower() for host in hosts))]
    if cors:
        guards.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(cors),
                allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type"],
            )
        )
    return Starlette(
        routes=[_route(server, path, handler) for path, handler in ROUTES],
        middleware=guards,
        exception_handlers={KgError: _failed, Refused: _refused},
        lifespan=lifespan,
    )


def _route(server: Server, path: str, handler: Handler) -> Route:
    async def endpoint(request: Request) -> Response:
        return await handler(server, request)

    return Route(path, endpoint, methods=EVERY if path == "/sparql" else ["GET"], name=path)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - it is registered for it
    return response(error.reply)


async def _failed(request: Request, error: Exception) -> Response:
    status = 400 if isinstance(error, UsageError) else 503 if isinstance(error, BuildNotFound) else 404
    return sorry(request, status if isinstance(error, (UsageError, DataError)) else 500, str(error))
