"""How good queries fare beside hostile ones: the same steady load for so many seconds without and with them.

Good queries are look-ups and saved questions, sent at a fixed rate by a number of clients; beside them, for every ten of
them, one that is hostile: cross products, unbounded paths, costly patterns, sorts of everything, bodies of 10 MB, broken
UTF-8. Told are how many good answers were lost, the median and the 95th percentile of their time, and the memory of the
server with its workers, once for `kg serve` and once for the server that Oxigraph brings (where it is installed).
"""

from __future__ import annotations

import argparse
import random
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench import memory

from kg.graph.store import open_store
from kg.questions import ask, find_question, values_of

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HOSTILE: Sequence[bytes] = (
    urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}).encode(),
    urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?a (!<http://example.org/none>)* ?b }"}).encode(),
    urlencode(
        {"query": 'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a+)+(b+)+z$")) }'}
    ).encode(),
    urlencode({"query": "SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"}).encode(),
    urlencode({"query": "SELECT * { ?s ?p ?o } ORDER BY ?o"}).encode(),
    b"query=" + b"x" * 10_000_000,
    b"query=%FF%FE%00",
    b"query=\xff\xfe",
)
QUIET = ("history", "latest-recommendations", "changes", "came-back", "recommendations-on", "person", "regions")


class Load:
    """Clients that send good queries at a steady rate, and beside them hostile ones."""

    def __init__(self, port: int, path: str, good: Sequence[bytes], seconds: float, rate: float) -> None:
        self.port, self.path, self.good, self.seconds, self.rate = port, path, good, seconds, rate
        self.times: list[float] = []
        self.lost: list[str] = []
        self.bad: dict[int, int] = {}

    def run(self, hostile: bool) -> None:
        """The whole load; a request that is due is not kept back by one that is slow."""
        chance = random.Random(7)  # noqa: S311 - a load, no secret
        threads: list[threading.Thread] = []
        began = time.monotonic()
        for number in range(int(self.seconds * self.rate)):
            time.sleep(max(0.0, began + number / self.rate - time.monotonic()))
            threads.append(threading.Thread(target=self._good, args=(chance.choice(self.good),)))
            threads[-1].start()
            if hostile and number % 10 == 0:
                threads.append(threading.Thread(target=self._hostile, args=(HOSTILE[number // 10 % len(HOSTILE)],)))
                threads[-1].start()
        for thread in threads:
            thread.join()

    def _send(self, body: bytes) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            with suppress(ConnectionError):
                connection.request("POST", self.path, body, FORM)
                found = connection.getresponse()
                return found.status, found.read()
            return 0, b""
        finally:
            connection.close()

    def _good(self, body: bytes) -> None:
        began = time.perf_counter()
        try:
            status, said = self._send(body)
        except OSError as error:
            status, said = 0, str(error).encode()
        if status == 200:
            self.times.append(time.perf_counter() - began)
        else:
            self.lost.append(f"{status} {said[:100].decode(errors='replace')}")

    def _hostile(self, body: bytes) -> None:
        status = 0
        with suppress(OSError):
            status, _ = self._send(body)
        self.bad[status] = self.bad.get(status, 0) + 1

    def told(self) -> str:
        """A line of what came out."""
        times = sorted(self.times)
        p95 = times[int(len(times) * 0.95)] if times else float("nan")
        middle = statistics.median(times) if times else float("nan")
        return f"{len(times)} answered, {len(self.lost)} lost, median {middle * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"


def good_queries(build: Path) -> list[bytes]:
    """Look-ups, and saved questions with what their parameters need."""
    store = open_store(build / "store")
    found = []
    for name in QUIET:
        question = find_question(name)
        given = {one.name: one.example for one in question.parameters if one.required}
        ask(store, question, given)
        found.append(question.standalone(values_of(store, question, given)))
    subjects = [
        row[0] for row in store.query("SELECT ?s { ?s a <https://w3id.org/inspection-kg/ontology#Judgement> } LIMIT 40")
    ]
    found += [f"SELECT ?p ?o {{ {subject} ?p ?o }}" for subject in subjects]
    return [urlencode({"query": text}).encode() for text in found]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def measure(
    name: str, command: Sequence[str], port: int, path: str, good: Sequence[bytes], options: argparse.Namespace
) -> None:
    """Both loads against one server."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port, path)
            most, done = [0.0], threading.Event()

            def watch() -> None:
                while not done.wait(0.5):
                    most[0] = max(most[0], memory(server.pid))

            watcher = threading.Thread(target=watch)
            watcher.start()
            for hostile in (False, True):
                load = Load(port, path, good, options.seconds, options.rate)
                load.run(hostile)
                print(f"{name}, {'with' if hostile else 'without'} hostile queries: {load.told()}")
                if hostile:
                    print(f"  hostile ones by status: {dict(sorted(load.bad.items()))}; lost: {load.lost[:3]}")
            done.set()
            watcher.join()
            print(f"  most memory: {most[0]:.0f} MiB")
        finally:
            server.kill()


def wait_for(port: int, path: str) -> None:
    """Until a query is answered, and a little longer: the other workers start as well."""
    for _ in range(300):
        with suppress(OSError):
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("POST", path, b"query=ASK+%7B%7D", FORM)
            if connection.getresponse().status == 200:
                time.sleep(2)
                return
        time.sleep(0.2)
    raise SystemExit("the server did not start")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path, help="folder of a build")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each load lasts")
    parser.add_argument("--rate", type=float, default=10.0, help="good queries a second")
    options = parser.parse_args()
    good = good_queries(options.build)
    kg, port = Path(sys.executable).with_name("kg"), free_port()
    command = [str(kg), "serve", "--build", str(options.build), "--port", str(port)]
    measure("kg serve", command, port, "/sparql", good, options)
    oxigraph = shutil.which("oxigraph") or shutil.which(Path(sys.executable).with_name("oxigraph"))
    if oxigraph:
        port = free_port()
        command = [
            oxigraph, "serve-read-only", "-l", str(options.build / "store"), "-b", f"127.0.0.1:{port}", "--timeout-s", "20",
        ]  # fmt: skip
        measure("oxigraph serve-read-only", command, port, "/query", good, options)


if __name__ == "__main__":
    main()
