"""A server on this machine that misbehaves as asked: it writes raw bytes, so that it can break every rule."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from tests.documents import pdf, prose

PDF = pdf([prose("Enough words for a page of a report.")])
OTHER_PDF = pdf([prose("Other words for a page of a report that was corrected.")])


@dataclass(frozen=True)
class Request:
    """What was asked: the path with its query, and the headers by name in lower case."""

    path: str
    headers: dict[str, str]


Send = Callable[[bytes], None]
Handler = Callable[[Request, Send], None]


def answer(body: bytes = PDF, status: str = "200 OK", length: bool = True, **headers: str) -> Handler:
    """Always this answer; "_" in a header's name stands for "-"."""
    return says(raw(body, status, length, **headers))


def says(data: bytes) -> Handler:
    """Always these bytes, whatever they are."""

    def handle(request: Request, send: Send) -> None:
        send(data)

    return handle


def raw(body: bytes, status: str = "200 OK", length: bool = True, **headers: str) -> bytes:
    """An answer as bytes."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def turns(*handlers: Handler) -> Handler:
    """One handler after the other, the last one from then on."""
    left = list(handlers)

    def handle(request: Request, send: Send) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request, send)

    return handle


def ranged(body: bytes, etag: str = '"v1"') -> Handler:
    """A server that knows Range and If-Range."""

    def handle(request: Request, send: Send) -> None:
        asked = request.headers.get("range", "")
        if asked and request.headers.get("if-range") == etag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            part = body[start:]
            send(
                raw(part, "206 Partial Content", ETag=etag, Content_Range=f"bytes {start}-{len(body) - 1}/{len(body)}")
            )
        else:
            send(raw(body, ETag=etag))

    return handle


@dataclass
class Server:
    """A running server. `pages`: path → handler; `asked`: the requests so far; `most`: the most that were under way at
    once."""

    port: int
    pages: dict[str, Handler]
    asked: list[Request] = field(default_factory=list)
    under_way: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.port}{path}"

    @contextmanager
    def counted(self) -> Iterator[None]:
        """While a request is under way."""
        with self.lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        yield
        with self.lock:
            self.under_way -= 1

    def paths(self) -> list[str]:
        """The pages that were asked for, robots.txt apart."""
        return [request.path for request in self.asked if request.path != "/robots.txt"]


@contextmanager
def serving(pages: dict[str, Handler]) -> Iterator[Server]:
    """A server for the block; what it is not told about is 404."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening.getsockname()[1], pages)
        threading.Thread(target=_listen, args=(listening, server), daemon=True).start()
        try:
            yield server
        finally:
            server.closing.set()


def _listen(listening: socket.socket, server: Server) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection, server), daemon=True).start()


def _serve(connection: socket.socket, server: Server) -> None:
    under_way = ExitStack()
    under_way.enter_context(server.counted())

    def send(data: bytes) -> None:
        under_way.close()  # who has the whole answer may ask again at once
        connection.sendall(data)

    try:
        with connection:
            request = _read(connection)
            if request:
                server.asked.append(request)
                handler = server.pages.get(request.path, answer(b"nothing", "404 Not Found"))
                handler(request, send)
    except OSError:
        pass  # the other side has had enough
    finally:
        under_way.close()


def _read(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65_536)
        if not piece:
            return None
        data += piece
    first, *lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return Request(first.split(" ")[1], {name.casefold(): value.strip() for name, _, value in pairs})
