"""Work spread over processes: a task that crashes or takes too long costs only itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from kg import work

CRASH = 3


def double(number: int) -> int:
    return 2 * number


def double_or_die(number: int) -> int:
    if number == CRASH:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_gives_a_result(workers: int) -> None:
    with work.pool(workers) as executor:
        assert (executor is None) == (workers == 1)
        assert sorted(work.each(executor, double, range(20), lost)) == [2 * n for n in range(20)]


def test_a_task_that_kills_its_worker_costs_only_itself() -> None:
    with work.pool(2) as executor:
        found = sorted(work.each(executor, double_or_die, range(12), lost))
    assert found == sorted([-CRASH, *(2 * n for n in range(12) if n != CRASH)])


def test_two_tasks_that_kill_their_workers_are_both_named() -> None:
    with work.pool(2) as executor:
        found = list(work.each(executor, double_or_die, [CRASH, 1, CRASH, 2], lost))
    assert sorted(found) == [-CRASH, -CRASH, 2, 4]


def test_tasks_given_to_a_pool_that_is_broken_are_still_done() -> None:
    with work.pool(2) as executor:
        list(work.each(executor, double_or_die, [CRASH], lost))
        assert sorted(work.each(executor, double, [1, 2], lost)) == [2, 4]


def test_an_error_of_a_task_is_no_crash() -> None:
    with work.pool(2) as executor, pytest.raises(ZeroDivisionError):
        list(work.each(executor, divide, [0], lost))


def divide(number: int) -> int:
    return 1 // number


def test_any_executor_will_do() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert sorted(work.each(executor, double, [1, 2], lost)) == [2, 4]


def spin(seconds: float) -> str:
    end = time.monotonic() + seconds
    try:
        with work.time_limit(0.05):
            while time.monotonic() < end:
                pass
    except work.OverTime:
        return "over time"
    return "done"


def test_a_task_is_stopped_after_its_time() -> None:
    assert spin(5.0) == "over time"


def test_a_task_in_a_worker_is_stopped_after_its_time() -> None:
    with work.pool(2) as executor:
        assert list(work.each(executor, spin, [5.0, 0.0, 5.0], str)).count("over time") == 2


def test_code_that_catches_every_error_is_stopped_all_the_same() -> None:
    with pytest.raises(work.OverTime), work.time_limit(0.05):
        end = time.monotonic() + 5
        while time.monotonic() < end:
            with suppress(Exception):  # as some libraries do
                time.sleep(1)


def test_a_limit_that_was_not_reached_leaves_no_alarm_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with work.time_limit(30):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_outside_the_main_thread_there_is_no_limit() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(spin(0.2)))
    thread.start()
    thread.join()
    assert found == ["done"]


ORPHANS = """
import os, signal, sys, time
from pathlib import Path
from kg import work

def note(folder):
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)

if __name__ == "__main__":
    with work.pool(2) as executor:
        list(work.each(executor, note, [sys.argv[1]] * 2, str))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_with_a_main_process_that_is_killed(tmp_path: Path) -> None:
    script, folder = tmp_path / "orphans.py", tmp_path / "pids"
    script.write_text(ORPHANS)
    folder.mkdir()
    root = Path(__file__).resolve().parent.parent
    main = subprocess.Popen([sys.executable, script, folder], env={**os.environ, "PYTHONPATH": str(root)})
    wait_for(lambda: len(list(folder.iterdir())) == 2)
    workers = [int(path.name) for path in folder.iterdir()]
    main.kill()
    main.wait()
    wait_for(lambda: not any(runs(pid) for pid in workers))


def wait_for(condition: object, seconds: float = 20.0) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A program that a shell has started in the background ignores Ctrl-C, and so would the tests in it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_waits_for_the_end_of_the_block() -> None:
    ended = False
    with pytest.raises(KeyboardInterrupt), work.interrupts_wait():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.05)
        ended = True
    assert ended
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_ignores_interrupts_goes_on_ignoring_them() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with work.interrupts_wait():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
