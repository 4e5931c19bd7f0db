"""A process that answers one request after the other from a store that it only reads: `python -m kg.serve.worker`.

It is made to be killed: a query in Oxigraph cannot be stopped in any other way. A timer of the kernel ends it even if the
server is gone, and a limit of its address space keeps a query from taking the machine's memory. On its standard
input stand jobs as lines of JSON, on its standard output replies (`kg.serve.reply`).
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.graph.store import Readable, open_store
from kg.serve.jobs import perform
from kg.serve.limits import Limits
from kg.serve.reply import problem, write_reply

GRACE = 5.0
"""Seconds after its time limit at which a query ends even if no server stops it."""


def main() -> int:
    """Serve until the standard input ends. Arguments: folder of the store or address of one elsewhere, limits as JSON."""
    limits = Limits(**json.loads(sys.argv[2]))
    _bound(limits)
    out = sys.stdout.buffer
    try:
        store = _opened(sys.argv[1], limits)
    except KgError as error:
        write_reply(out, problem(503, str(error)))
        return 1
    write_reply(out, problem(200, "ready"))
    _serve(store, limits, out)
    return 0


def _opened(where: str, limits: Limits) -> Readable:
    if "://" not in where:
        return open_store(Path(where))
    from kg.remote.client import Client, Patience
    from kg.remote.store import open_remote

    return open_remote(where, Client(Patience(seconds=limits.seconds + GRACE, retries=0)), limits.answer_bytes)


def _serve(store: Readable, limits: Limits, out: BinaryIO) -> None:
    for line in sys.stdin.buffer:
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)
        try:
            reply = perform(store, json.loads(line), limits)
        except MemoryError:
            reply = problem(503, f"the query needs more than {limits.memory_mb:,} MiB of memory: ask for less")
        write_reply(out, reply)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _bound(limits: Limits) -> None:
    """Limits that the kernel keeps: memory, no core dump, and the end of the process when its time is over."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the server, which ends its workers
    size = limits.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
