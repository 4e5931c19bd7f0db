"""How fast saved questions are answered: by pyoxigraph in one process, through `kg serve`, and by rdflib's own engine.

Three claims are measured, each as a ratio within one run: through the server, a question takes at most 1.5 times what
pyoxigraph takes, plus 5 ms; on a small store the median of rdflib's engine is at least 20 times that of Oxigraph; and no
question takes longer than two seconds. Both are taken in turns, and told are medians, the best of all rounds, and, where
there is /proc, what they have of the processor (the server with its workers): on a machine that is shared, that comes closest
to what the work takes.

`python benchmarks/scale.py --keep FOLDER` makes a build of a million triples for it, `--times 0.1` one of 100,000.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import rdflib
from hostile import FORM, free_port, wait_for

from kg.graph.store import open_store
from kg.questions import saved_questions, values_of

SECONDS = 2.0
RDFLIB_SECONDS = 60
"""rdflib's engine is stopped after it, and its time counted as that."""


def queries(build: Path) -> dict[str, str]:
    """Every saved question with what its parameters need, prefixes declared."""
    store = open_store(build / "store")
    found = {}
    for name, question in saved_questions().items():
        given = {one.name: one.example for one in question.parameters if one.required}
        found[name] = question.standalone(values_of(store, question, given))
    return found


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of a question in each round, alone and over HTTP; what a round has of the processor at the mean."""

    alone: list[float]
    served: list[float]
    processor: tuple[float, float] = (0.0, 0.0)

    def told(self, of: Callable[[list[float]], float]) -> tuple[float, float]:
        """One number for each, e.g. the median."""
        return of(self.alone), of(self.served)


def holds(alone: float, served: float) -> bool:
    """Whether the server takes at most 1.5 times as long, plus 5 ms."""
    return served <= 1.5 * alone + 5


def processor(pid: int) -> float:
    """Milliseconds that a process and those it has started have had of the processor; 0 without /proc."""
    total, waiting = 0, [pid]
    while waiting:
        folder = Path(f"/proc/{waiting.pop()}")
        with suppress(OSError):
            total += sum(map(int, (folder / "stat").read_bytes().rpartition(b")")[2].split()[11:13]))
            waiting += [
                int(number)
                for task in (folder / "task").iterdir()
                for number in (task / "children").read_text().split()
            ]
    return total * 1000 / os.sysconf("SC_CLK_TCK")


def both(build: Path, asked: dict[str, str], rounds: int) -> dict[str, Times]:
    """Each question alone and over HTTP, as SPARQL JSON."""
    port, store = free_port(), open_store(build / "store")
    command = [str(Path(sys.executable).with_name("kg")), "serve", "--build", str(build), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port, "/sparql")
            connection = HTTPConnection("127.0.0.1", port, timeout=60)

            def served(text: str) -> None:
                connection.request("POST", "/sparql", urlencode({"query": text}).encode(), FORM)
                found = connection.getresponse()
                said = found.read()
                assert found.status == 200, said

            def alone(text: str) -> None:
                found = store.query(text)
                assert isinstance(found, ox.QuerySolutions)
                found.serialize(format=ox.QueryResultsFormat.JSON)

            return {name: in_turns((alone, served), text, rounds, server.pid) for name, text in asked.items()}
        finally:
            server.kill()


def in_turns(asks: Sequence[Callable[[str], None]], text: str, rounds: int, server: int) -> Times:
    """Both ways, after one round that does not count: at least so many rounds, and so many that they take `SECONDS`, as a
    moment of others on the machine weighs most with what is quick. `server`: id of the process that serves."""
    for ask in asks:
        ask(text)
    times: tuple[list[float], list[float]] = ([], [])
    own = [0.0, 0.0]
    before, enough = processor(server), time.perf_counter() + SECONDS
    while len(times[1]) < rounds or time.perf_counter() < enough:
        for number, ask in enumerate(asks):
            began, had = time.perf_counter(), time.process_time()
            ask(text)
            times[number].append((time.perf_counter() - began) * 1000)
            own[number] += (time.process_time() - had) * 1000
    count = len(times[1])
    return Times(*times, (own[0] / count, (own[1] + processor(server) - before) / count))


def tell(found: dict[str, Times]) -> None:
    """A line for each question, and how many hold."""
    for name, times in found.items():
        middle, best = times.told(statistics.median), times.told(min)
        said = "  ".join(f"{one:8.1f} {other:8.1f}" for one, other in (middle, best, times.processor))
        print(f"{name:24} {said}{'' if holds(*middle) else '   more than 1.5 x + 5 ms'}", flush=True)
    kinds: dict[str, Callable[[Times], tuple[float, float]]] = {
        "by the median": lambda times: times.told(statistics.median),
        "at best": lambda times: times.told(min),
        "of the processor": lambda times: times.processor,
    }
    for kind, of in kinds.items():
        pairs = [of(times) for times in found.values() if of(times)[0]]
        ratios = sorted((other - 5) / one for one, other in pairs)
        held = sum(holds(one, other) for one, other in pairs)
        middle, most = statistics.median(ratios), ratios[-1]
        print(f"{kind}: {held} of {len(pairs)} hold; less 5 ms {middle:.2f} x at the median, {most:.2f} x at most")


def by_rdflib(build: Path, asked: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Milliseconds of each question with rdflib's engine in memory, each in a process that is stopped after `RDFLIB_SECONDS`."""
    store = open_store(build / "store")
    dataset = rdflib.Dataset()  # with the union of all graphs as its default graph, as the store has it
    dataset.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    gc.freeze()  # else the first collection in each process copies what it shares with this one
    for name, text in asked.items():
        taken = in_a_process(dataset, text)
        if isinstance(taken, str):
            print(f"{name:24} rdflib does not answer: {taken}", flush=True)
        else:
            yield name, taken


def in_a_process(dataset: rdflib.Dataset, text: str) -> float | str:
    """Milliseconds of one query, at most `RDFLIB_SECONDS`, or what is wrong."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)

    def ask() -> None:
        try:
            began = time.perf_counter()
            list(dataset.query(text))
            there.send((time.perf_counter() - began) * 1000)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is no answer
            there.send(f"{type(error).__name__}: {error}")

    process = fork.Process(target=ask)
    process.start()
    there.close()
    try:
        found: float | str = here.recv() if here.poll(RDFLIB_SECONDS) else RDFLIB_SECONDS * 1000
    except EOFError:
        found = "its process ended"
    process.kill()
    process.join()
    return found


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path, help="folder of a build")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rdflib", nargs="*", help="compare these questions with rdflib's engine; none named: all")
    options = parser.parse_args()
    asked = queries(options.build)
    store = open_store(options.build / "store")
    print(f"{len(store):,} quads; {len(asked)} questions, {options.rounds} rounds or more, ms alone and served:")
    print(f"{'':24} medians, the best, and what they have of the processor")

    found = both(options.build, asked, options.rounds)
    alone = {name: statistics.median(times.alone) for name, times in found.items()}
    tell(found)
    print(f"slowest alone: {max(alone.values()):.0f} ms; median of all {statistics.median(alone.values()):.1f} ms")
    if options.rdflib is not None:
        chosen = {name: text for name, text in asked.items() if not options.rdflib or name in options.rdflib}
        ratios, stopped = [], 0
        for name, slow in by_rdflib(options.build, chosen):
            ratios.append(slow / alone[name])
            stopped += slow >= RDFLIB_SECONDS * 1000
            print(f"{name:24} rdflib {slow:10.0f} ms, {ratios[-1]:8.0f} times", flush=True)
        middle, least = statistics.median(ratios), min(ratios)
        print(
            f"median of {len(ratios)}: {middle:.0f} times, at least {least:.0f}; {stopped} stopped after {RDFLIB_SECONDS} s"
        )


if __name__ == "__main__":
    main()
