"""How a server is asked: one request at a time, with a wait between two, longer where it asks for that."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version

from kg.get.asking import Fault
from kg.get.robots import PRODUCT
from kg.settings import MAX_FILE_BYTES


@dataclass(frozen=True, slots=True)
class Manners:
    """Options of a run.

    Attributes:
        pause: seconds between two requests to one host; a longer wait that its robots.txt asks for counts, up to `cap`.
        retries: how often a request that failed is made again.
        cap: the longest wait in seconds, whoever asks for it.
        seconds: how long one request may take.
        limit: bytes that a document may have.
        redirects: how often a server may send on to another address.
        hosts: how many hosts are asked side by side.
        contact: an address or page of whoever runs this, told to servers.
        fresh: ask for everything anew, also for what is here.
    """

    pause: float = 2.0
    retries: int = 3
    cap: float = 120.0
    seconds: float = 300.0
    limit: int = MAX_FILE_BYTES
    redirects: int = 5
    hosts: int = 8
    contact: str = ""
    fresh: bool = False

    @property
    def user_agent(self) -> str:
        """Who asks: this program, and whoever runs it, where they say so."""
        try:
            number = version("inspection-kg")
        except PackageNotFoundError:
            number = "0"
        who = "".join(c for c in self.contact if c.isprintable() and c.isascii() and c not in "()")
        return f"{PRODUCT}/{number} (kg get{f'; {who}' if who else ''})"


class Stopped(Exception):
    """The run was interrupted."""


@dataclass(slots=True)
class _Gate:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    gap: float = 0.0
    shut: str = ""


class Gates:
    """One gate a host, shared by all threads: who goes through has the host to himself and has waited long enough."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.stop = threading.Event()
        self._gates: dict[str, _Gate] = {}
        self._lock = threading.Lock()

    def _gate(self, host: str) -> _Gate:
        with self._lock:
            return self._gates.setdefault(host, _Gate(gap=self.manners.pause))

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's turn; the wait after it begins when the block ends. Raises Fault where the host asked to be
        left alone, Stopped where the run was interrupted."""
        gate = self._gate(host)
        with gate.lock:
            if gate.shut:
                raise Fault(gate.shut, again=False)
            if self.stop.wait(max(0.0, gate.free_at - time.monotonic())) or self.stop.is_set():
                raise Stopped
            try:
                yield
            finally:
                gate.free_at = max(gate.free_at, time.monotonic() + gate.gap)

    def slow_down(self, host: str, gap: float) -> None:
        """Leave at least so many seconds between two requests, up to the cap."""
        gate = self._gate(host)
        gate.gap = max(gate.gap, min(gap, self.manners.cap))

    def wait(self, host: str, attempt: int, asked: float | None) -> None:
        """Let the next request to a host wait: as long as it asks, else 2, 4, 8 … pauses. A host that asks for more than
        the cap is not asked again in this run, and the Fault that is raised says so."""
        gate = self._gate(host)
        if asked is not None and asked > self.manners.cap:
            gate.shut = f"{host} asks to be left alone for {asked:,.0f} seconds: run this again after that"
            raise Fault(gate.shut, again=False)
        seconds = asked if asked is not None else min(self.manners.cap, gate.gap * 2.0**attempt)
        gate.free_at = max(gate.free_at, time.monotonic() + seconds)


def retry_after(value: str) -> float | None:
    """Seconds that a Retry-After header asks to wait: a number, or a day and hour; None where it is neither."""
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    now = datetime.now(UTC)
    return max(0.0, (moment - now).total_seconds()) if moment.tzinfo else None
