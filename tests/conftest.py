"""What every test shares: no network, the real documents, and one build of each set of documents."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""Real documents and what a reader found in them; they stand beside a checkout and are no part of it."""

MUST_RUN = os.environ.get("CI") == "true" or os.environ.get("KG_CI") == "1"
"""In continuous integration nothing may be skipped for want of documents or of a browser."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out, with one line for all of them, the tests that need what this machine does not have."""
    if item.get_closest_marker("real") and not SHARED.is_dir():
        _miss("no ../shared: the real documents are not here")
    if item.get_closest_marker("browser") and not any(map(shutil.which, BROWSERS)):
        _miss("no browser: install chromium")


def _miss(what: str) -> None:
    if MUST_RUN:
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Every connection to another machine is an error; local sockets and loopback stay open."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guard(name: str) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != getattr(socket, "AF_UNIX", None) and not _is_loopback(address):
                raise OSError(f"the tests use no network, but {address!r} was asked for")
            return real[name](self, address)

        return connect

    patch = pytest.MonkeyPatch()
    for name in real:
        patch.setattr(socket.socket, name, guard(name))
    yield
    patch.undo()


def _is_loopback(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    return isinstance(host, str) and (host in {"localhost", "::1"} or host.startswith("127."))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; only for tests marked `real`."""
    return SHARED


@pytest.fixture(scope="session")
def browser() -> str:
    """Path of a Chromium; only for tests marked `browser`."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found is not None, "mark the test with browser"
    return found


def _build(output: Path, *paths: Path) -> Path:
    from kg.pipeline import build
    from kg.settings import Settings

    build(Settings(paths=paths, output=output))
    return output


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build of all real documents, made once; tests must not change it."""
    return _build(tmp_path_factory.mktemp("real") / "output", SHARED / "seeds", SHARED / "corpus" / "reports")


@pytest.fixture(scope="session")
def seed_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build of the documents that come with the project, made once; tests must not change it."""
    return _build(tmp_path_factory.mktemp("seeds") / "output", ROOT / "seeds")
