"""The two servers, each started once for all tests of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import MUST_RUN
from tests.remote.stores import VIRTUOSO, Served, oxigraph, virtuoso


@pytest.fixture(scope="session")
def oxigraph_server() -> Iterator[Served]:
    """Oxigraph's server."""
    with oxigraph("--timeout-s", "10") as served:
        yield served


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Virtuoso; a machine without it leaves its tests out, but not in continuous integration."""
    if not VIRTUOSO:
        (pytest.fail if MUST_RUN else pytest.skip)("no Virtuoso: install virtuoso-opensource")
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as served:
        yield served


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Served:
    """Each of the servers."""
    served: Served = request.getfixturevalue(f"{request.param}_server")
    return served


@pytest.fixture
def emptied(server: Served) -> Served:
    """Each of the servers, with nothing pushed to it."""
    server.empty()
    return server
