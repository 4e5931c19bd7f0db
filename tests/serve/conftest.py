"""One server for all tests of it, on a copy of the build of the documents that come with the project."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.running import Running, running


@pytest.fixture(scope="session")
def served_build(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build that is served; what is asked for writes its search index."""
    return Path(shutil.copytree(seed_build, tmp_path_factory.mktemp("served") / "output"))


@pytest.fixture(scope="session")
def server(served_build: Path) -> Iterator[Running]:
    """A server with narrow limits."""
    with running(served_build, cors=("https://elsewhere.example",)) as found:
        yield found
