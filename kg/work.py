"""Work spread over processes: one task at a time each, results as they come, a task that kills its worker
named.

Any `concurrent.futures.Executor` can take the place of the local pool.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection
from types import FrameType
from typing import ParamSpec, TypeVar

from kg.cluster import cluster_pool

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")


class OverTime(BaseException):
    """A task took longer than it may. No error of the code that it stops, which could catch it."""


@contextmanager
def pool(workers: int, cluster: str = "") -> Iterator[Executor | None]:
    """A pool of worker processes; None for one worker, which means: in this process. With `cluster`, the address of a
    Dask scheduler, its workers (see `kg.cluster` for what is raised)."""
    if cluster:
        with cluster_pool(cluster) as remote:
            yield remote
        return
    if workers <= 1:
        yield None
        return
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    with _Pool(workers, mp_context=context, initializer=_quiet) as executor:
        yield executor


class _Pool(ProcessPoolExecutor):
    """A pool that Ctrl-C does not reach while a task is handed to it."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        with interrupts_wait():
            return super().submit(fn, *args, **kwargs)


def _quiet() -> None:
    """Leave Ctrl-C to the main process: workers end when their pool does, or when the main process is
    gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom_collect()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def seldom_collect() -> None:
    """Let Python look for cycles seldom: a build makes many small objects that live on, and hardly a cycle."""
    gc.set_threshold(200_000, 50, 100)


def _end_with(sentinel: int) -> None:
    """A main process that was killed tells nobody: its workers would wait for work for ever."""
    connection.wait([sentinel])
    os._exit(1)


def each(
    executor: Executor | None, function: Callable[[T], R], tasks: Sequence[T], lost: Callable[[T], R]
) -> Iterator[R]:
    """`function` of every task, in any order. `lost(task)` stands in for a task whose worker process died on
    it."""
    if executor is None:
        yield from map(function, tasks)
        return
    futures: dict[Future[R], T] = {}
    orphans: list[T] = []
    for task in tasks:
        try:
            futures[executor.submit(function, task)] = task
        except BrokenProcessPool:  # an earlier task has ended it already
            orphans.append(task)
    for future in as_completed(futures):
        try:
            yield future.result()
        except BrokenProcessPool:
            orphans.append(futures[future])
        except Exception as error:
            if type(error).__name__ != "KilledWorker":  # Dask's own, which only a cluster's users have installed
                raise
            yield lost(futures[future])
    yield from _one_by_one(function, orphans, lost)


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Put Ctrl-C off to the end of the block. While a task is handed over it can fall between the taking of a queue's lock
    and the block that would give it back: the pool then waits for that lock for ever."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    caught: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if caught:
        before(caught[0], None)


def _one_by_one(function: Callable[[T], R], tasks: Sequence[T], lost: Callable[[T], R]) -> Iterator[R]:
    """Run tasks one of which killed a worker: the one that is running when a worker dies is the one that
    killed it; the others go on with a new worker."""
    context = multiprocessing.get_context("spawn")
    waiting = deque(tasks)
    while waiting:
        with _Pool(1, mp_context=context, initializer=_quiet) as executor:
            while waiting:
                task = waiting.popleft()
                try:
                    result = executor.submit(function, task).result()
                except BrokenProcessPool:
                    yield lost(task)
                    break
                yield result


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OverTime in the block after `seconds`; without effect outside a process's main thread, and where
    the system has no such timer."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise OverTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
