"""How much one request may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a server.

    Attributes:
        seconds: the most that a query may take.
        busy_seconds: what a query may have of the processor at least; when others wait, the one that had most is
            stopped after it.
        rows: rows (of a CONSTRUCT: triples) that an answer may have.
        answer_bytes: bytes that an answer may have.
        body_bytes: bytes that the body of a request may have.
        workers: processes that queries run in, at least 1.
        waiting: requests that may wait for one of them.
        memory_mb: address space that one of them may take, in MiB.
    """

    seconds: float = 20.0
    busy_seconds: float = 1.0
    rows: int = 100_000
    answer_bytes: int = 50_000_000
    body_bytes: int = 1_000_000
    workers: int = 8
    waiting: int = 200
    memory_mb: int = 1_536
