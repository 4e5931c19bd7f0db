"""Workers, and who gets one: no query keeps others from being answered.

Where several run, one that has had more of the processor gets less of it (`SLOWER`); alone each runs at full speed, as other
programs of the machine would else come before it. Only so many run at once, the others wait; when some wait, or the last free
workers are taken, the query that has had most is stopped once it had its least time; and each is stopped at the time limit.
Stopping a query is killing its process, in the place of which a new one is started.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import BuildNotFound
from kg.serve.limits import Limits
from kg.serve.reply import Job, Reply, problem

SLOWER = ((0.2, 5), (0.5, 10), (1.0, 15), (2.0, 19))
"""(seconds of the processor, niceness): who has had so much leaves it to other queries."""
TICK = 0.1
START_SECONDS = 30.0
RETRY = {"Retry-After": "2"}
_ENV = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")
_AFAR = ("KG_STORE_USER", "KG_STORE_PASSWORD", "http_proxy", "https_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY")
"""What the environment says to those who ask a store elsewhere."""


def _processor_seconds(pid: int) -> float | None:
    """What a process has had of the processor; None where the system does not tell (proc(5): utime and stime)."""
    try:
        after = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return (int(after[11]) + int(after[12])) / os.sysconf("SC_CLK_TCK")


def _own_niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, 0)


class Worker:
    """A process with a store. `stamp` tells which store it opened; `waits`: another machine does its work."""

    def __init__(self, process: asyncio.subprocess.Process, stamp: object, waits: bool = False) -> None:
        self.process, self.stamp, self.waits = process, stamp, waits
        self.slower = 0  # by so much than the server
        self.since = self._used = self.spent = 0.0

    async def ask(self, job: Job) -> Reply:
        """Send a job and read the reply. Raises EOFError when the process ended instead."""
        assert self.process.stdin is not None  # noqa: S101 - it was started with pipes
        try:
            self.process.stdin.write(json.dumps(job).encode() + b"\n")
            await self.process.stdin.drain()
            return await self.reply()
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            raise EOFError from error

    async def reply(self) -> Reply:
        """Read one reply."""
        assert self.process.stdout is not None  # noqa: S101 - it was started with pipes
        head = json.loads(await self.process.stdout.readuntil(b"\n"))
        body = await self.process.stdout.readexactly(head["length"])
        return Reply(head["status"], head["media"], body, head["headers"])

    def begin(self) -> None:
        """A job begins: `since` is when, `spent` what it has had of the processor, in seconds."""
        self.since, self.spent, self._used = time.monotonic(), 0.0, _processor_seconds(self.process.pid) or 0.0

    def look(self) -> None:
        """See what the job has had of the processor; where that cannot be seen, how long it has run."""
        used = None if self.waits else _processor_seconds(self.process.pid)
        self.spent = time.monotonic() - self.since if used is None else used - self._used

    def slow_down(self) -> None:
        """Leave the processor to others, the more the job has had of it."""
        wanted = max((nice for after, nice in SLOWER if self.spent >= after), default=0)
        if wanted > self.slower:
            self.slower = wanted
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, min(19, _own_niceness() + wanted))

    def refreshed(self) -> bool:
        """Whether it can take another job at full speed: a process that was slowed down stays so, but for root."""
        if self.slower:
            try:
                os.setpriority(os.PRIO_PROCESS, self.process.pid, _own_niceness())
            except OSError:
                return False
            self.slower = 0
        return True

    def kill(self) -> None:
        """End the process now."""
        with suppress(ProcessLookupError):
            self.process.kill()

    async def gone(self) -> None:
        """Read what is left of its output, so that its pipes close, and wait for its end."""
        assert self.process.stdin is not None and self.process.stdout is not None  # noqa: S101 - they are pipes
        self.process.stdin.close()
        with suppress(OSError, ValueError, RuntimeError):
            while await self.process.stdout.read(2**16):
                pass
        await self.process.wait()


class Pool:
    """The workers of a server. `run` answers a job; it never raises for what a query does."""

    def __init__(self, store: Path | str, limits: Limits) -> None:
        """`store`: folder of the store, or the address of one elsewhere."""
        self.store, self.limits = store, limits
        self._idle: list[Worker] = []
        self._running: set[Worker] = set()
        self._starting = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start workers. Raises BuildNotFound where the store cannot be opened."""
        self._idle.append(await self._new())
        for _ in range(min(3, self.limits.workers) - 1):
            self._spawn()

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for worker in (*self._idle, *self._running):
            self._end(worker)
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _end(self, worker: Worker) -> None:
        """End a worker; `close` waits until it is gone."""
        worker.kill()
        self._later(worker.gone())

    def _later(self, what: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(what)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def run(self, job: Job, gone: Callable[[], asyncio.Future[None]] | None = None) -> Reply:
        """Answer a job. `gone` gives what is done when the client has gone, which stops the query."""
        worker = await self._worker()
        if worker is None:
            return problem(503, "the server has too many queries to answer: try again in a moment", RETRY)
        worker.begin()
        self._running.add(worker)
        self._make_way(worker)
        asked = asyncio.ensure_future(worker.ask(job))
        left = gone() if gone else None
        try:
            why = await self._watch(worker, asked, left)
            reply = self._ended(asked) if why is None else why
        finally:
            if left is not None:
                left.cancel()
            self._release(worker, asked)
        return reply

    def _ended(self, asked: asyncio.Future[Reply]) -> Reply:
        try:
            return asked.result()
        except EOFError:
            text = f"the query needs more than {self.limits.memory_mb:,} MiB of memory: ask for less"
            return problem(503, text)

    async def _watch(
        self, worker: Worker, asked: asyncio.Future[Reply], left: asyncio.Future[None] | None
    ) -> Reply | None:
        """Wait for the answer; None when it is there, else why the query is stopped."""
        waited: set[asyncio.Future[Any]] = {asked} if left is None else {asked, left}
        while True:
            await asyncio.wait(waited, timeout=TICK, return_when=asyncio.FIRST_COMPLETED)
            if asked.done():
                return None
            if left is not None and left.done():
                return problem(499, "the client has gone")
            worker.look()
            if time.monotonic() - worker.since > self.limits.seconds:
                return problem(
                    503, f"stopped: the query took longer than {self.limits.seconds:g} seconds, the limit here"
                )
            if self._must_go(worker):
                text = f"stopped after {worker.spent:.1f} seconds of the processor: others wait, and the limit is then"
                return problem(503, f"{text} {self.limits.busy_seconds:g}", RETRY)
            if len(self._running) > 1:
                worker.slow_down()

    def _make_way(self, worker: Worker) -> None:
        """Slow down those that ran before one begins, so that it need not wait for their next look."""
        for other in self._running - {worker}:
            other.look()
            other.slow_down()

    def _must_go(self, worker: Worker) -> bool:
        """Whether others wait, or the next would have to, and this query has had its time, and more than the others."""
        if worker.spent < self.limits.busy_seconds or not (self._waits() or self._is_short()):
            return False
        return worker.spent >= max(one.spent for one in self._running)

    def _waits(self) -> bool:
        """Whether someone waits for whom no worker is free or starting."""
        return not self._idle and not self._starting and any(not one.done() for one in self._waiting)

    def _is_short(self) -> bool:
        """Whether fewer workers are free than are kept for those who come, and there may be no more."""
        free = len(self._idle) + self._starting
        return free < self.limits.workers // 4 and free + len(self._running) >= self.limits.workers

    async def _worker(self) -> Worker | None:
        """A worker that is free, or None when too many wait or the wait was too long."""
        if len(self._waiting) >= self.limits.waiting:
            return None
        until = time.monotonic() + self.limits.seconds
        while not self._closed:
            worker = self._take()
            if worker is not None:
                return worker
            self._spawn()
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await asyncio.wait_for(turn, until - time.monotonic())
            except TimeoutError:
                return None
            finally:
                with suppress(ValueError):
                    self._waiting.remove(turn)
        return None

    def _take(self) -> Worker | None:
        """A free worker with the store that is there now."""
        while self._idle:
            worker = self._idle.pop()
            if worker.process.returncode is None and worker.stamp == self.stamp():
                if len(self._idle) + self._starting < self.limits.workers // 4:
                    self._spawn()  # before the next one asks
                return worker
            self._end(worker)
        return None

    def _release(self, worker: Worker, asked: asyncio.Future[Reply]) -> None:
        self._running.discard(worker)
        fine = asked.done() and not asked.cancelled() and asked.exception() is None
        if fine and worker.refreshed():
            self._idle.append(worker)
            self._wake()
            return
        asked.cancel()
        self._end(worker)
        self._spawn()

    def _spawn(self) -> None:
        """Start a worker, if there may be one more."""
        if self._closed or len(self._idle) + len(self._running) + self._starting >= self.limits.workers:
            return
        self._starting += 1
        self._later(self._add())

    async def _add(self) -> None:
        try:
            worker = await self._new()
            if self._closed:
                self._end(worker)
            else:
                self._idle.append(worker)
        except BuildNotFound:
            return  # between two builds; whoever waits asks again
        finally:
            self._starting -= 1
            self._wake()

    def _wake(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def stamp(self) -> object:
        """What changes when another build takes the place of this one."""
        if isinstance(self.store, str):
            return self.store
        try:
            seen = (self.store / "CURRENT").stat()
        except OSError:
            return None
        return seen.st_ino, seen.st_mtime_ns

    async def _new(self) -> Worker:
        """A worker that has opened the store. Raises BuildNotFound where it cannot."""
        stamp = self.stamp()
        afar = isinstance(self.store, str)
        where = self.store if isinstance(self.store, str) else str(self.store.absolute())
        named = (*_ENV, *_AFAR) if afar else _ENV
        environment = {name: os.environ[name] for name in named if name in os.environ}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve.worker", where, json.dumps(asdict(self.limits)),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            env=environment | {"MALLOC_ARENA_MAX": "2"}, limit=2**20,
        )  # fmt: skip
        worker = Worker(process, stamp, afar)
        try:
            ready = await asyncio.wait_for(worker.reply(), START_SECONDS)
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            self._end(worker)
            raise BuildNotFound(f"no worker could be started on the store in {self.store}") from error
        if ready.status != 200:
            self._end(worker)
            raise BuildNotFound(ready.body.decode().strip())
        return worker
