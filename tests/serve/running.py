"""A server that runs in a thread of the tests, on loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from kg.serve.app import LOOPBACK, create_app
from kg.serve.limits import Limits

LIMITS = Limits(
    seconds=2.0, busy_seconds=0.3, rows=30_000, answer_bytes=5_000_000, body_bytes=50_000, workers=3, waiting=20
)


@dataclass(frozen=True)
class Answer:
    """What a request got."""

    status: int
    media: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Running:
    """A running server."""

    port: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, nothing added to it and nothing followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, "/" + path, skip_host="Host" in (headers or {}), skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None and "Content-Length" not in (headers or {}):
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            with suppress(ConnectionError):  # a body that is too large is refused before its end
                connection.send(body or b"")
            found: HTTPResponse = connection.getresponse()
            said = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, said.get("content-type", "").partition(";")[0], said, found.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str = "", **more: str) -> Answer:
        """A query by GET."""
        return self.ask(f"sparql?{urlencode({'query': text, **more})}", headers={"Accept": accept} if accept else {})


@contextmanager
def running(folder: Path | None, limits: Limits = LIMITS, **options: object) -> Iterator[Running]:
    """The build in a folder, served until the block ends."""
    app = create_app(folder, limits, hosts=LOOPBACK, **options)  # type: ignore[arg-type]
    server = uvicorn.Server(
        uvicorn.Config(
            app, port=0, log_level="critical", lifespan="on", timeout_graceful_shutdown=1, server_header=False
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started, "the server did not start"
    try:
        yield Running(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(20)
