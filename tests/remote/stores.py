"""SPARQL servers of other makes, started for the tests on loopback, and small builds to push to them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.graph.files import write_graph_file
from kg.graph.kept import FOLDER, list_graphs
from kg.graph.nquads import joined
from kg.graph.store import create_store
from kg.remote.addresses import find_addresses
from kg.remote.client import Client, Patience
from kg.remote.graphs import Graphs
from kg.remote.pushed import PUSHED, UNION
from kg.remote.store import Dataset, RemoteStore
from tests.ports import free_port

OXIGRAPH = str(Path(sys.executable).parent / "oxigraph")
VIRTUOSO = shutil.which("virtuoso-t") or ""
BASE = "https://example.org/id/"
START_SECONDS = 90.0

VIRTUOSO_INI = """\
[Database]
DatabaseFile=store.db
ErrorLogFile=store.log
LockFile=store.lck
TransactionFile=store.trx
xa_persistent_file=store.pxa
FileExtend=50
TempStorage=TempDatabase
[TempDatabase]
DatabaseFile=temp.db
TransactionFile=temp.trx
[Parameters]
ServerPort=127.0.0.1:{sql}
DisableUnixSocket=1
DirsAllowed=.
NumberOfBuffers=20000
MaxDirtyBuffers=12000
[HTTPServer]
ServerPort=127.0.0.1:{http}
ServerThreads=8
[SPARQL]
ResultSetMaxRows=100000
"""


@dataclass(frozen=True)
class Served:
    """A server that runs. `user`, `password`: who may write, "" for everyone."""

    url: str
    user: str = ""
    password: str = ""

    def client(self) -> Client:
        """Asks it, and does not wait long."""
        return Client(Patience(seconds=60, retries=1, pause=0.1), self.user, self.password)

    def store(self) -> RemoteStore:
        """It, for reading."""
        client = self.client()
        return RemoteStore(client, find_addresses(client, self.url))

    def empty(self) -> None:
        """Take away whatever was pushed to it."""
        store = self.store()
        for base, union in Graphs(store, "").heads().items():
            graphs = Graphs(store, base)
            for name in {*graphs.versions(), base + UNION, base + PUSHED}:
                graphs.delete(name)
            if not union:
                graphs.delete("")

    def count(self, name: str) -> int:
        """Triples of a graph, as the server counts them."""
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
        ((number,),) = self.store().rows(query, Dataset())
        assert isinstance(number, int)
        return number


@contextmanager
def oxigraph(*options: str) -> Iterator[Served]:
    """Oxigraph's server, with its store in memory."""
    port = free_port()
    with _running([OXIGRAPH, "serve", "--bind", f"127.0.0.1:{port}", *options]):
        served = Served(f"http://127.0.0.1:{port}/")
        _wait_for(served)
        yield served


@contextmanager
def virtuoso(folder: Path) -> Iterator[Served]:
    """Virtuoso with a new database in a folder; whoever writes gives a password, by digest."""
    http = free_port()
    (folder / "store.ini").write_text(VIRTUOSO_INI.format(sql=free_port(), http=http), encoding="utf-8")
    with _running([VIRTUOSO, "+configfile", "store.ini", "+foreground"], folder):
        served = Served(f"http://127.0.0.1:{http}/", "dba", "dba")
        _wait_for(served)
        yield served


@contextmanager
def _running(command: list[str], folder: Path | None = None) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.kill()


def _wait_for(served: Served) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            served.store()
            return
        except StoreError:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.1)


def made_build(folder: Path, graphs: Mapping[str, Iterable[str]]) -> Path:
    """A build of such graphs, by their names below the base; each has triples without their end, and one is "graph/derived"."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / FOLDER).mkdir(parents=True)
    quads, files = [], []
    for number, (name, triples) in enumerate(sorted(graphs.items())):
        quads.append(joined(triples, f"<{BASE}{name}>"))
        files.append(write_graph_file(folder / FOLDER, f"g{number}", [quads[-1]]))
    list_graphs(folder, files)
    create_store(folder / "store", quads)
    return folder
