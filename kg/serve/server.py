"""What the routes of a server share: the build, the workers, and how requests are read and answered."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.errors import UsageError
from kg.graph.store import base_of, open_store
from kg.publish.staging import recover
from kg.search.index import index_of
from kg.serve.formats import HTML, Form, chosen
from kg.serve.limits import Limits
from kg.serve.page import NOTHING, POLICY, render
from kg.serve.pool import Pool
from kg.serve.protocol import Refused
from kg.serve.reply import Job, Reply
from kg.settings import DEFAULT_BASE
from kg.site.build import NOWHERE
from kg.vocabulary import lexicon

BODY_SECONDS = 20.0
"""The most that a client may take to send a body."""
ONLY_STORE = (
    "This server answers from a store alone; pages, tables and the search need a build: kg serve --store … --build …"
)
_DATA = Form("json", "application/json")


class Server:
    """A build that is served. `address`: what stands before its pages' paths, "" for what each request asks for;
    `store`: address of a store elsewhere that queries go to."""

    def __init__(self, folder: Path | None, limits: Limits, address: str = "", store: str = "") -> None:
        """`folder`: None for what has a store elsewhere and no pages. Raises BuildNotFound where the folder holds no build,
        StoreError where the store holds none."""
        self.pages, self.afar = folder is not None, bool(store)
        self.folder, self.limits, self.address = folder or NOWHERE, limits, address
        if folder:
            recover(folder.absolute())
        if store:
            from kg.remote.store import open_remote

            self.base = open_remote(store).base
        else:
            self.base = base_of(open_store(self.folder / "store")) or DEFAULT_BASE
        self.pool = Pool(store or self.folder / "store", limits)
        self.counts: tuple[object, dict[str, bytes]] | None = None
        self._making = Lock()

    def index(self) -> Path:
        """The index of the search, made if need be, by one thread. Raises UsageError where there is no build to search."""
        if not self.pages:
            raise UsageError(ONLY_STORE)
        with self._making:
            return index_of(self.folder)

    def warm(self) -> None:
        """Read and make now what the first requests would wait for."""
        _ = (lexicon().schemes, lexicon().authorities)
        with suppress(UsageError):  # where it cannot be written, a search says so
            self.index()

    def endpoint(self, request: Request) -> str:
        """The address of the SPARQL endpoint."""
        return (self.address or str(request.base_url)) + "sparql"

    async def run(self, request: Request, job: Job) -> Reply:
        """A worker's answer; the job is stopped when the client goes."""
        return await self.pool.run(job, lambda: asyncio.ensure_future(_gone(request)))

    async def body(self, request: Request) -> bytes:
        """The body of a request. Raises Refused: 413 where it is too large, 408 where it is too slow."""
        most = self.limits.body_bytes
        if int(request.headers.get("content-length") or 0) > most:
            raise Refused(413, f"the request has more than {most:,} bytes, the limit here")
        data = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for chunk in request.stream():
                    data += chunk
                    if len(data) > most:
                        raise Refused(413, f"the request has more than {most:,} bytes, the limit here")
        except TimeoutError as error:
            raise Refused(408, f"the request was not there within {BODY_SECONDS:g} seconds") from error
        except ClientDisconnect as error:
            raise Refused(400, "the request ended before its end") from error
        return bytes(data)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def response(reply: Reply, headers: Mapping[str, str] | None = None) -> Response:
    """A reply over HTTP; what it holds is data and no page."""
    said = {"Content-Security-Policy": NOTHING, "Vary": "Accept", **reply.headers, **(headers or {})}
    return Response(reply.body, reply.status, said, media_type=reply.media)


def page(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A page over HTTP."""
    return Response(
        body, status, {"Content-Security-Policy": POLICY, **(headers or {})}, media_type="text/html; charset=utf-8"
    )


def wants_page(request: Request) -> bool:
    """Whether a client rather reads a page than data."""
    choice = chosen(request.headers.get("accept", ""), (_DATA, HTML))
    return choice is not None and choice[0] is HTML


def sorry(request: Request, status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
    """What is wrong, as a page for people and as a line for programs."""
    if not wants_page(request):
        return response(
            Reply(status, "text/plain; charset=utf-8", f"{text}\n".encode("utf-8", "backslashreplace")), headers
        )
    at = request.url.path.removeprefix(request.scope.get("root_path", "")).lstrip("/")
    return page(
        render("problem.html", at, "Not here" if status == 404 else "That did not work", said=text), status, headers
    )
