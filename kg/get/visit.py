"""One address asked politely: robots.txt first, redirects followed within limits, failures tried again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import urljoin

from kg.get.asking import Answer, Fault, asked, fault_of
from kg.get.manners import Gates, retry_after
from kg.get.places import BadAddress, Place, parts_of, place_of
from kg.get.robots import MAX_BYTES, Robots, nothing, read_robots

T = TypeVar("T")
_MOVED = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_ACCEPT = "application/pdf, text/html;q=0.9, text/plain;q=0.8, */*;q=0.5"


class Visitor:
    """Asks servers on behalf of one run; threads share it."""

    def __init__(self, gates: Gates) -> None:
        self.gates = gates
        self.manners = gates.manners
        self._robots: dict[str, Robots] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, address: str, headers: Callable[[], Mapping[str, str]], take: Callable[[Answer], T]) -> T:
        """What `take` makes of the answer (200, 206, 304 or 416). `headers` is asked for again before each attempt, as
        what is here may have grown. Raises Fault when all attempts failed, or where another would not help."""
        for attempt in range(self.manners.retries + 1):
            try:
                with self._followed(address, headers()) as answer:
                    return take(answer)
            except Fault as fault:
                if not fault.again or attempt == self.manners.retries:
                    raise
                self.gates.wait(fault.host or _host(address), attempt + 1, fault.wait)
        raise AssertionError("the last attempt returns or raises")

    @contextmanager
    def _followed(self, address: str, headers: Mapping[str, str]) -> Iterator[Answer]:
        """The answer that the address leads to in the end."""
        first = _looked_up(address)
        place = first
        for _ in range(self.manners.redirects + 1):
            self._check_robots(place)
            with self._asked(place, headers) as answer:
                if answer.status not in _MOVED:
                    _check_status(answer, place)
                    yield answer
                    return
                address = _led_to(address, answer)
            place = _looked_up(address)
            if first.public and not place.public:
                raise Fault(f"it leads into a private network ({place.host}), which is not followed", again=False)
        raise Fault(f"it leads on and on (more than {self.manners.redirects} redirects)", again=False)

    @contextmanager
    def _asked(self, place: Place, headers: Mapping[str, str]) -> Iterator[Answer]:
        common = {"User-Agent": self.manners.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "identity"}
        with (
            self.gates.turn(place.host),
            asked(place, {**common, **headers}, self.manners.seconds) as answer,
        ):
            yield answer

    def _check_robots(self, place: Place) -> None:
        """Raises Fault where the site does not want the address to be asked for."""
        with self._lock:
            lock = self._locks.setdefault(place.site, threading.Lock())
        with lock:
            if place.site not in self._robots:
                self._robots[place.site] = self._read_robots(place)
                self.gates.slow_down(place.host, self._robots[place.site].delay)
        robots = self._robots[place.site]
        if not robots.allows(place.target):
            missing = f"{place.host}/robots.txt cannot be had ({robots.missing}), so nothing there is asked for"
            raise Fault(missing if robots.missing else "the site's robots.txt does not allow it", again=False)

    def _read_robots(self, place: Place) -> Robots:
        """A site's rules. None are missing: everything is allowed; not to be had: nothing is (RFC 9309, 2.3.1)."""
        address = f"{place.site}/robots.txt"
        why = ""
        for attempt in range(self.manners.retries + 1):
            try:
                return self._robots_at(address, place.public)
            except Fault as fault:
                why = fault.what
                if not fault.again:
                    break
                self.gates.wait(place.host, attempt + 1, fault.wait)
        return nothing(why)

    def _robots_at(self, address: str, public: bool) -> Robots:
        for _ in range(self.manners.redirects + 1):
            place = _looked_up(address)
            if public and not place.public:
                break
            with self._asked(place, {}) as answer:
                if answer.status in _MOVED:
                    address = _led_to(address, answer)
                    continue
                if 400 <= answer.status < 500 and answer.status != 429:
                    return Robots()
                _check_status(answer, place)
                return read_robots(_start(answer).decode("utf-8", "replace"))
        return Robots()


def _start(answer: Answer) -> bytes:
    """As much of a body as may be read of a robots.txt; a longer one is cut there, as the RFC allows."""
    start = b""
    try:
        for piece in answer.body(MAX_BYTES):
            start += piece
    except Fault as fault:
        if fault.again:
            raise
    return start


def _looked_up(address: str) -> Place:
    try:
        return place_of(address)
    except BadAddress as error:
        raise Fault(str(error), again=False) from error
    except OSError as error:
        raise fault_of(error) from error


def _host(address: str) -> str:
    return parts_of(address)[1]


def _led_to(address: str, answer: Answer) -> str:
    """The address that a redirect from `address` leads to. Raises Fault where it says none."""
    to = answer.header("location").encode("latin-1", "replace").decode("utf-8", "replace")
    if not to:
        raise Fault(f"the server says {answer.status} and not where to", again=False)
    try:
        return urljoin(address, to)
    except ValueError as error:
        raise Fault(f"it leads to what is no address ({error})", again=False) from error


def _check_status(answer: Answer, place: Place) -> None:
    """Raises Fault for an answer that holds no document."""
    if answer.status in (200, 206, 304, 416):
        return
    said = f"the server says {answer.status} {answer.reason[:60]}".rstrip()
    raise Fault(said, answer.status in _AGAIN, retry_after(answer.header("retry-after")), place.host)
