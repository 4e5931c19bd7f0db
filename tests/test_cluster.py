"""A build on a Dask cluster gives the bytes of a local one, also when a worker dies on the way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.cluster import cluster_pool
from kg.errors import UsageError
from kg.settings import Settings, seeds_dir
from tests.ports import free_port

BUILD = """
import os, signal, sys
from pathlib import Path
from kg import pipeline
from kg.settings import Settings

folder, output, address, victim = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])

def kill_once(done, total, stage):
    if done == 3 and stage == "reading":
        os.kill(victim, signal.SIGKILL)

pipeline.build(Settings(paths=(folder,), output=output, cluster=address, fresh=True), kill_once)
"""


def dask(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:], "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, int]]:
    """(address of a scheduler with two workers, process id of one of them)."""
    address = f"tcp://127.0.0.1:{free_port()}"
    processes = [dask("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2])]
    for _ in range(2):
        processes.append(dask("worker", address, "--nthreads", "1", "--no-nanny"))
    time.sleep(4)
    yield address, processes[2].pid
    for process in processes:
        process.kill()
        process.wait()


def test_a_cluster_gives_the_bytes_of_a_local_build_though_a_worker_is_killed(
    tmp_path: Path, cluster: tuple[str, int]
) -> None:
    address, victim = cluster
    local = tmp_path / "local"
    pipeline.build(Settings(paths=(seeds_dir(),), output=local, workers=1))
    script = [sys.executable, "-c", BUILD, seeds_dir(), tmp_path / "remote", address, str(victim)]
    run = subprocess.run(script, capture_output=True, text=True, timeout=240)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "remote" / "graph.ttl").read_bytes() == (local / "graph.ttl").read_bytes()


def test_a_scheduler_that_does_not_answer_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cluster._SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(UsageError, match="no scheduler answers"), cluster_pool(f"tcp://127.0.0.1:{free_port()}"):
        pass
