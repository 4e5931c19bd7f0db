"""Documents fetched from the addresses in a list: the one part of the project that speaks to other machines. No build
imports it (a test holds that)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.get.catalogue import Catalogue
from kg.get.document import Fetcher, Outcome, Result
from kg.get.manners import Gates, Manners, Stopped
from kg.get.names import folded, free_path, name_from
from kg.get.state import State
from kg.get.wanted import Wanted, read_wanted

__all__ = ["Manners", "Outcome", "Result", "get"]

Tell = Callable[[int, int, str], None]


def get(file: Path, folder: Path, manners: Manners | None = None, tell: Tell | None = None) -> list[Result]:
    """Fetch what a list names into a folder, and bring the folder's `documents.csv` up to date; what became of each row,
    in the list's order.

    A host is asked for one document at a time, several hosts side by side. `tell` is told after every document.
    An interrupted run (KeyboardInterrupt, also when killed) is gone on with by the next. Raises UsageError for a
    list or a folder that cannot be used."""
    listed = read_wanted(file)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: name a folder with --to")
    catalogue = Catalogue(folder)
    state = State(folder)
    gates = Gates(manners or Manners())
    run = _Run(Fetcher(folder, state, gates), _paths(listed, folder, state, catalogue), len(listed), tell)
    try:
        return run.all(listed)
    finally:
        entries = {wanted.address: wanted.entry for wanted in listed}
        for address, fetched in state:
            if address in entries and (folder / fetched.path).is_file():
                catalogue.add(fetched.path, entries[address])
        catalogue.write()


class _Run:
    """All rows of a list, hosts side by side."""

    def __init__(self, fetcher: Fetcher, paths: Mapping[str, str], total: int, tell: Tell | None) -> None:
        self._fetcher = fetcher
        self._paths = paths
        self._total = total
        self._tell = tell
        self._lock = threading.Lock()
        self._done: dict[str, Result] = {}

    def all(self, listed: Sequence[Wanted]) -> list[Result]:
        gates = self._fetcher.gates
        with ThreadPoolExecutor(max(1, gates.manners.hosts)) as pool:
            try:
                for done in [pool.submit(self._one_host, group) for group in _by_host(listed)]:
                    done.result()
            except BaseException:
                gates.stop.set()
                pool.shutdown(wait=True, cancel_futures=True)
                raise
        return [self._done[wanted.address] for wanted in listed]

    def _one_host(self, group: Iterable[Wanted]) -> None:
        for wanted in group:
            try:
                result = self._fetcher.fetch(wanted, self._paths[wanted.address])
            except Stopped:
                return
            except OSError as error:
                result = Result(wanted, Outcome.FAILED, why=f"it cannot be written ({error.strerror or error})")
            with self._lock:
                self._done[wanted.address] = result
                if self._tell:
                    self._tell(len(self._done), self._total, "fetching")


def _by_host(listed: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    groups: dict[str, list[Wanted]] = {}
    for wanted in listed:
        try:
            host = urlsplit(wanted.address).hostname or ""
        except ValueError:
            host = ""
        groups.setdefault(host, []).append(wanted)
    yield from groups.values()


def _paths(listed: Sequence[Wanted], folder: Path, state: State, catalogue: Catalogue) -> dict[str, str]:
    """Address → where its document is to lie: where it lay before, else as the list or the address says, apart from what
    others have and from files that are not ours."""
    known = {address: fetched.path for address, fetched in state}
    known |= {source: path for path, source in catalogue.sources().items() if source and source not in known}
    taken = {folded(path) for path in known.values()}
    taken |= {folded(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file()}
    found: dict[str, str] = {}
    for wanted in listed:
        path = known.get(wanted.address, "")
        if not path:
            path = free_path(wanted.name or name_from(wanted.address), wanted.address, taken)
            taken.add(folded(path))
        found[wanted.address] = path
    return found
