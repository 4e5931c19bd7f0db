"""Workers on other machines: a Dask cluster's executor in the place of the local pool. No second way through a build.

The scheduler and its workers must see the same folders as the main process (a shared disk), and run the same version of
the project. A worker that dies loses its task to another; a task that kills three workers is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from kg.errors import MissingExtra, UsageError

_SECONDS_TO_CONNECT = 20


@contextmanager
def cluster_pool(address: str) -> Iterator[Executor]:
    """The executor of the cluster whose scheduler is at `address` ("tcp://host:8786").

    Raises MissingExtra where Dask is not installed, UsageError where no scheduler answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtra("a cluster needs the extra `cluster`: pip install 'inspection-kg[cluster]'") from error
    try:
        client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"no scheduler answers at {address!r} ({error}): start one with `dask scheduler`") from error
    try:
        yield client.get_executor(pure=False)
    finally:
        client.close()
