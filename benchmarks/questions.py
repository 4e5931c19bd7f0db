"""How fast saved questions are answered: by pyoxigraph in one process, through `kg serve`, and by rdflib's own engine.

Three claims are measured, each as a ratio within one run: through the server, a question takes at most 1.5 times what
pyoxigraph takes, plus 5 ms; on a small store the median of rdflib's engine is at least 20 times that of Oxigraph; and no
question takes longer than two seconds. Medians of so many rounds, both taken in turns, as the machine may be shared.

`python benchmarks/scale.py --keep FOLDER` makes a build of a million triples for it, `--times 0.1` one of 100,000.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import rdflib
from hostile import FORM, free_port, wait_for

from kg.graph.store import open_store
from kg.questions import saved_questions, values_of

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


def both(build: Path, asked: dict[str, str], rounds: int) -> dict[str, tuple[float, float]]:
    """Milliseconds of each question alone and over HTTP, as SPARQL JSON; taken in turns, as the machine may be shared."""
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

            return {name: in_turns(alone, served, text, rounds) for name, text in asked.items()}
        finally:
            server.kill()


def in_turns(one: Callable[[str], None], other: Callable[[str], None], text: str, rounds: int) -> tuple[float, float]:
    """The medians of both, in milliseconds, after one round that does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for what, kept in zip((one, other), times, strict=True):
            began = time.perf_counter()
            what(text)
            if number:
                kept.append((time.perf_counter() - began) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


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
    print(f"{len(store):,} quads; {len(asked)} questions, medians of {options.rounds} rounds, ms")

    found = both(options.build, asked, options.rounds)
    alone = {name: one for name, (one, _) in found.items()}
    held = sum(other <= 1.5 * one + 5 for one, other in found.values())
    for name, (one, other) in found.items():
        fits = other <= 1.5 * one + 5
        print(
            f"{name:24} alone {one:8.1f}  served {other:8.1f}  {'' if fits else 'more than 1.5 x + 5 ms'}", flush=True
        )
    print(f"slowest alone: {max(alone.values()):.0f} ms; median of all {statistics.median(alone.values()):.1f} ms")
    ratios = sorted((other - 5) / one for one, other in found.values())
    middle, most = statistics.median(ratios), ratios[-1]
    print(
        f"{held} of {len(found)} within 1.5 x + 5 ms; without the 5 ms {middle:.2f} x at the median, {most:.2f} x at most"
    )
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
