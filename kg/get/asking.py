"""One request and its answer, within limits of time and size, whatever the server does."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache

from kg.get.places import Place

PIECE = 65_536
SILENCE = 30.0
"""Seconds that a server may say nothing."""


class Fault(Exception):
    """A request that failed. `again` says whether it may go well another time; `wait` is how many seconds the server
    asks to wait, None where it does not say; `host` who answered, "" where nobody did."""

    def __init__(self, what: str, again: bool, wait: float | None = None, host: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.again = again
        self.wait = wait
        self.host = host


class TooLarge(Fault):
    """A body that has more bytes than it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"it is larger than {limit:,} bytes", again=False)


@dataclass(slots=True)
class Answer:
    """A status with its headers, and the body as it comes."""

    status: int
    reason: str
    headers: Mapping[str, str]
    _response: http.client.HTTPResponse
    _watch: _Watch
    received: int = field(default=0)

    def header(self, name: str) -> str:
        """A header's value, "" where it is not there."""
        return self.headers.get(name.casefold(), "").strip()

    @property
    def encoded(self) -> bool:
        """Whether the body comes packed, though that was not asked for."""
        return self.header("content-encoding").casefold() not in ("", "identity")

    def body(self, limit: int) -> Iterator[bytes]:
        """The body's pieces, unpacked. Raises Fault where it is cut off, too slow, larger than `limit` bytes, or packed
        in a way that is not known."""
        declared = self._response.length
        if declared is not None and declared > limit:
            raise TooLarge(limit)
        unpacked = 0
        unpack = _unpacker(self.header("content-encoding").casefold())
        for piece in self._pieces():
            for out in unpack(piece, limit + 1 - unpacked):
                unpacked += len(out)
                if unpacked > limit:
                    raise TooLarge(limit)
                yield out
        if declared is not None and self.received < declared:
            raise Fault(f"it was cut off after {self.received:,} of {declared:,} bytes", again=True)

    def _pieces(self) -> Iterator[bytes]:
        while True:
            with self._watch.faults():
                piece = self._response.read1(PIECE)
            if not piece:
                return
            self.received += len(piece)
            yield piece


def _unpacker(coding: str) -> _Unpack:
    if coding in ("", "identity"):
        return _Unpack(None)
    if coding in ("gzip", "x-gzip", "deflate"):
        return _Unpack(zlib.decompressobj(zlib.MAX_WBITS | 32))
    raise Fault(f"it comes packed as {coding[:20]!r}, which was not asked for", again=False)


class _Unpack:
    """Pieces as they are, or unpacked a little at a time, so that a small body cannot fill the memory."""

    def __init__(self, packed: zlib._Decompress | None) -> None:
        self._packed = packed

    def __call__(self, piece: bytes, room: int) -> Iterator[bytes]:
        if self._packed is None:
            yield piece
            return
        while piece and room > 0:
            try:
                out = self._packed.decompress(piece, min(room, 16 * PIECE))
            except zlib.error as error:
                raise Fault(f"it comes packed and cannot be unpacked ({error})", again=False) from error
            room -= len(out)
            piece = self._packed.unconsumed_tail
            yield out


class _Watch:
    """Ends a connection when its time is over: a server that sends a byte now and then would never fall silent."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._seconds = seconds
        self._over = threading.Event()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self._over.set()
        try:
            socket.socket.shutdown(self._connection, socket.SHUT_RDWR)
        except OSError:
            return  # it has ended already

    def stop(self) -> None:
        """The request is over."""
        self._timer.cancel()

    @contextmanager
    def faults(self) -> Iterator[None]:
        """What goes wrong with the connection in the block, as Fault."""
        try:
            yield
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._raise_over(error)
            raise fault_of(error) from error
        self._raise_over(None)

    def _raise_over(self, error: Exception | None) -> None:
        if self._over.is_set():
            raise Fault(f"it took longer than {self._seconds:g} seconds", again=False) from error


def fault_of(error: Exception) -> Fault:
    """What a connection's error means to its user."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Fault(f"its certificate is not valid ({error.verify_message})", again=False)
    if isinstance(error, TimeoutError):
        return Fault("the server does not answer", again=True)
    if isinstance(error, http.client.IncompleteRead):
        return Fault("it was cut off", again=True)
    if isinstance(error, http.client.HTTPException):
        return Fault(f"the server's answer cannot be understood ({type(error).__name__})", again=True)
    reason = error.strerror if isinstance(error, OSError) else ""
    return Fault(f"the connection failed ({reason or type(error).__name__})", again=True)


@contextmanager
def asked(
    place: Place,
    headers: Mapping[str, str],
    seconds: float,
    method: str = "GET",
    body: bytes | None = None,
    silence: float = SILENCE,
) -> Iterator[Answer]:
    """Ask a machine; the connection ends with the block. `silence`: seconds that it may say nothing. Raises Fault."""
    try:
        connection = _connected(place)
    except (OSError, http.client.HTTPException) as error:
        raise fault_of(error) from error
    assert connection.sock is not None  # noqa: S101 - told to the type checker: it is connected
    connection.sock.settimeout(silence)
    watch = _Watch(connection.sock, seconds)
    try:
        with watch.faults():
            target = place.target
            if place.proxy and place.scheme == "http":
                target = place.site + place.target
            with suppress(BrokenPipeError, ConnectionResetError):  # who refuses a body may answer before its end
                connection.request(method, target, body, {**headers, "Connection": "close"})
            response = connection.getresponse()
        found = {name.casefold(): value for name, value in response.getheaders()}
        yield Answer(response.status, response.reason, found, response, watch)
    finally:
        watch.stop()
        connection.close()


def _connected(place: Place) -> http.client.HTTPConnection:
    """A connection to the machine that was looked up, so that a second look-up cannot lead to another one."""
    secure = place.scheme == "https"
    if place.proxy:
        proxy_host, _, proxy_port = place.proxy.rpartition(":")
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        through = kind(proxy_host, int(proxy_port), timeout=SILENCE)
        if secure:
            through.set_tunnel(place.host, place.port)
        through.connect()
        return through
    opened = _opened(place)
    if not secure:
        plain = http.client.HTTPConnection(place.host, place.port, timeout=SILENCE)
        plain.sock = opened
        return plain
    wrapped = http.client.HTTPSConnection(place.host, place.port, timeout=SILENCE, context=_context())
    try:
        wrapped.sock = _context().wrap_socket(opened, server_hostname=place.host)
    except BaseException:
        opened.close()
        raise
    return wrapped


def _opened(place: Place) -> socket.socket:
    """A connection to the first of the machines that takes it."""
    failed: OSError = OSError(f"no machine is called {place.host}")
    for ip in place.ips:
        try:
            return socket.create_connection((ip, place.port), timeout=SILENCE)
        except OSError as error:
            failed = error
    raise failed


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
