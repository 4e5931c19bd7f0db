"""Serves a build with uvicorn until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from kg.errors import UsageError
from kg.serve.app import LOOPBACK, create_app
from kg.serve.limits import Limits
from kg.site.publishing import checked

CONNECTIONS = 1_000
"""Connections at a time; more are answered with 503."""


def serve(
    folder: Path | None,
    host: str,
    port: int,
    limits: Limits,
    address: str = "",
    cors: Sequence[str] = (),
    ready: Callable[[str], None] = lambda _: None,
    store: str = "",
) -> None:
    """Serve the build in a folder; `ready` is told the address. Port 0 takes one that is free. `store` as in `create_app`.

    Raises BuildNotFound where the folder holds no build, UsageError for a host or port that cannot be had.
    """
    listening = _listen(host, port)
    with listening:
        own = host in ("localhost", "127.0.0.1", "::1")
        address = checked(address) if address else ""
        hosts = (*LOOPBACK, address.split("/")[2].partition(":")[0]) if own and address else LOOPBACK if own else ()
        app = create_app(folder, limits, address, cors, hosts, store)
        shown = f"[{host}]" if ":" in host else host
        ready(address or f"http://{shown}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, lifespan="on", limit_concurrency=CONNECTIONS,
            timeout_keep_alive=15, timeout_graceful_shutdown=5, proxy_headers=False,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, at = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(at)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"{host}:{port} cannot be listened on ({error}); name another with --host and --port"
        ) from error
    return listening
