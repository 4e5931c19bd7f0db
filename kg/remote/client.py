"""Requests to a store over HTTP: who asks, how often, and what the answers mean to people."""

from __future__ import annotations

import os
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from kg.errors import StoreError, UsageError
from kg.get.asking import Answer, Fault, TooLarge, asked, fault_of
from kg.get.manners import Manners, retry_after
from kg.get.places import BadAddress, Place, place_of

USER, PASSWORD = "KG_STORE_USER", "KG_STORE_PASSWORD"
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_SAID = 300
"""Characters of a server's own words that an error repeats."""
_WORDS = 20_000
_HINTS: Mapping[int, str] = {
    401: f"it wants a user and a password that it knows: set {USER} and {PASSWORD}",
    403: f"this user may not do that: give {USER} the right to on the server",
    404: "there is nothing at this address: see docs/stores.md for the addresses of stores",
    405: "it takes no such request at this address: see docs/stores.md for the addresses of stores",
    406: "it does not speak SPARQL at this address: see docs/stores.md for the addresses of stores",
    413: "the request is too large for it",
    415: "it does not take this kind of request: it is no store that speaks SPARQL 1.1",
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a store is waited for.

    Attributes:
        seconds: how long one request may take.
        retries: how often one that failed for now is made again.
        pause: seconds before the first of them; twice as many before each next one.
        cap: the longest wait in seconds, also where the server asks for more.
    """

    seconds: float = 300.0
    retries: int = 4
    pause: float = 1.0
    cap: float = 60.0


@dataclass(frozen=True, slots=True)
class Response:
    """What a store answered, with a status that says that it did what it was asked. Names of headers are in small
    letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """The media type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(slots=True)
class Client:
    """Asks stores. Who it is stands in the environment (`KG_STORE_USER`, `KG_STORE_PASSWORD`), never in an address."""

    patience: Patience = field(default_factory=Patience)
    user: str = field(default_factory=lambda: os.environ.get(USER, ""))
    password: str = field(default_factory=lambda: os.environ.get(PASSWORD, ""), repr=False)
    sleep: Callable[[float], None] = time.sleep
    _passwords: HTTPPasswordMgrWithDefaultRealm = field(default_factory=HTTPPasswordMgrWithDefaultRealm, repr=False)
    _digest: AbstractDigestAuthHandler = field(init=False, repr=False)
    _challenges: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._digest = AbstractDigestAuthHandler(self._passwords)

    def send(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
        limit: int = 1_000_000,
        also: frozenset[int] = frozenset(),
        once: bool = False,
    ) -> Response:
        """Ask, again where that may help (`once`: never again); the answer has a status of 2xx, or one of `also`.

        Raises UsageError for what is no address, StoreError where the store cannot be reached, refuses, or answers
        with more than `limit` bytes.
        """
        for attempt in range(self.patience.retries + 1):
            try:
                return self._send(method, address, headers, body, limit, also)
            except Fault as fault:
                if once or not fault.again or attempt == self.patience.retries:
                    raise StoreError(fault.what, _path(address)) from fault
                wait = fault.wait if fault.wait is not None else self.patience.pause * 2**attempt
                self.sleep(min(wait, self.patience.cap))
        raise AssertionError("the last attempt returns or raises")

    def _send(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str],
        body: bytes | None,
        limit: int,
        also: frozenset[int],
    ) -> Response:
        place = looked_up(address)
        found = self._once(method, place, address, headers, body, limit)
        scheme, _, rest = found.headers.get("www-authenticate", "").partition(" ")
        if found.status == 401 and self.user and scheme.lower() in ("basic", "digest"):
            self._challenges[_path(address)] = (
                parse_keqv_list(parse_http_list(rest)) if scheme.lower() == "digest" else {}
            )
            found = self._once(method, place, address, headers, body, limit)
        if 200 <= found.status < 300 or found.status in also:
            return found
        raise _refused(found)

    def _once(
        self, method: str, place: Place, address: str, headers: Mapping[str, str], body: bytes | None, limit: int
    ) -> Response:
        said = {"User-Agent": _user_agent(), "Accept-Encoding": "identity", **self._authorization(method, address)}
        patience = self.patience.seconds
        with asked(place, {**said, **headers}, patience, method, body, patience) as answer:
            return Response(answer.status, answer.headers, _body(answer, limit if answer.status < 300 else _WORDS))

    def _authorization(self, method: str, address: str) -> Mapping[str, str]:
        """Said once a server has asked for it, in the way that it asks: a password goes out in the clear only where it
        wants that."""
        challenge = self._challenges.get(_path(address))
        if challenge is None:
            return {}
        if not challenge:
            return {"Authorization": "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()}
        self._passwords.add_password(None, address, self.user, self.password)
        try:
            made = self._digest.get_authorization(Request(address, method=method), challenge)  # noqa: S310 - not opened
        except ValueError as error:
            raise Fault(f"it asks for a digest of a kind that is not known ({error})", again=False) from error
        return {"Authorization": f"Digest {made}"} if made else {}


def _path(address: str) -> str:
    return address.partition("?")[0]


def _user_agent() -> str:
    return Manners().user_agent.replace("kg get", "kg")


def looked_up(address: str) -> Place:
    """Where an address leads. Raises UsageError for what is none, Fault where its host is not known."""
    try:
        return place_of(address)
    except BadAddress as error:
        hint = f"; a user is named by {USER} and {PASSWORD}" if "@" in address else ""
        raise UsageError(f"{_path(_bare(address))}: {error}{hint}") from error
    except OSError as error:
        raise fault_of(error) from error


def _bare(address: str) -> str:
    """An address without a password that stands in it."""
    return address.rpartition("@")[2] if "@" in address else address


def is_open_to_others(address: str) -> bool:
    """Whether what is sent to an address goes over a network in the clear."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return parts.scheme == "http" and host not in ("localhost", "::1") and not host.startswith("127.")


def _body(answer: Answer, limit: int) -> bytes:
    body = bytearray()
    try:
        for piece in answer.body(limit):
            body += piece
    except TooLarge:
        if answer.status < 300:
            raise
    return bytes(body)


def _refused(found: Response) -> Fault:
    """What a status means."""
    if 300 <= found.status < 400:
        to = found.headers.get("location", "")
        return Fault(f"it leads on to {to[:200]!r}, which is not followed: name the address itself", again=False)
    words = " ".join(found.body.decode("utf-8", "replace").split()) if found.media != "text/html" else ""
    hint = _HINTS.get(found.status, "")
    said = "; ".join(filter(None, (f"the store says {found.status}", hint, words[:_SAID])))
    return Fault(said, found.status in _AGAIN, retry_after(found.headers.get("retry-after", "")))
