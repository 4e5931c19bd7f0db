"""Work spread over processes: one task at a time each, results as they come, a task that kills its worker named.

Any `concurrent.futures.Executor` can take the place of the local pool.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class OverTime(Exception):  # noqa: N818 - a signal's exception, caught where the limit was set
    """A task took longer than it may."""


@contextmanager
def pool(workers: int) -> Iterator[Executor | None]:
    """A pool of worker processes; None for one worker, which means: in this process."""
    if workers <= 1:
        yield None
        return
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet) as executor:
        yield executor


def _quiet() -> None:
    """Leave Ctrl-C to the main process: workers end when their pool does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def each(executor: Executor | None, function: Callable[[T], R], tasks: Sequence[T], lost: Callable[[T], R]) -> Iterator[R]:
    """`function` of every task, in any order. `lost(task)` stands in for a task whose worker process died on it."""
    if executor is None:
        yield from map(function, tasks)
        return
    futures = {executor.submit(function, task): task for task in tasks}
    orphans: list[T] = []
    for future in as_completed(futures):
        try:
            yield future.result()
        except BrokenProcessPool:
            orphans.append(futures[future])
    for task in orphans:
        yield _alone(function, task, lost)


def _alone(function: Callable[[T], R], task: T, lost: Callable[[T], R]) -> R:
    """Run a task that may have killed its worker in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_quiet) as executor:
        try:
            return executor.submit(function, task).result()
        except BrokenProcessPool:
            return lost(task)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OverTime in this thread after `seconds`; without effect where the system has no such timer."""
    if not hasattr(signal, "setitimer") or multiprocessing.current_process().name == "MainProcess":
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise OverTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
