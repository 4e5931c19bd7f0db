"""What a worker answers, and how it is put on a pipe."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

PLAIN = "text/plain; charset=utf-8"
Job = Mapping[str, Any]
"""What a worker is asked: `kind`, and what that kind needs (`kg.serve.jobs`)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a request: HTTP status, media type, body, more headers."""

    status: int
    media: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def problem(status: int, text: str, headers: Mapping[str, str] | None = None) -> Reply:
    """A reply that says what is wrong, as a line of text."""
    return Reply(status, PLAIN, f"{text}\n".encode("utf-8", "backslashreplace"), headers or {})


def head_of(reply: Reply) -> bytes:
    """The line before a body on a pipe."""
    said = {"status": reply.status, "media": reply.media, "headers": dict(reply.headers), "length": len(reply.body)}
    return json.dumps(said).encode() + b"\n"


def write_reply(out: BinaryIO, reply: Reply) -> None:
    """Put a reply on a pipe."""
    out.write(head_of(reply))
    out.write(reply.body)
    out.flush()
