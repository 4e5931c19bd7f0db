"""A build pushed to Oxigraph's server and to Virtuoso: how long it takes, and whether each saved question has the same answer
there as in the embedded store.

    python benchmarks/stores.py output
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from kg.errors import KgError
from kg.graph.store import Readable, open_store
from kg.questions import Question, ask, saved_questions
from kg.remote.push import Push
from kg.remote.store import open_remote
from tests.remote.stores import VIRTUOSO, Served, oxigraph, virtuoso

T = TypeVar("T")


def main(build: Path) -> int:
    """Measure; 1 where an answer differs."""
    here, differs = open_store(build / "store"), 0
    for name, started in servers():
        with started as served:
            print(f"\n## {name}\n")
            pushed(build, served)
            differs += sum(not same for same in asked(here, open_remote(served.url, served.client())))
    return min(differs, 1)


def servers() -> Iterator[tuple[str, AbstractContextManager[Served]]]:
    """Each server that this machine has."""
    yield "Oxigraph", oxigraph()
    if VIRTUOSO:
        yield "Virtuoso", _virtuoso()


@contextmanager
def _virtuoso() -> Iterator[Served]:
    with tempfile.TemporaryDirectory() as folder, virtuoso(Path(folder)) as served:
        yield served


def pushed(build: Path, served: Served) -> None:
    """Push, and push again."""
    for what in ("push", "push again"):
        took, plan = timed(lambda: Push(build, served.store()).run())
        print(f"{what}: {took:.1f} s, {len(plan.changed)} of {plan.total} graphs sent")


def asked(here: Readable, there: Readable) -> Iterator[bool]:
    """Ask every question of both; whether the answers are the same."""
    print("\n| question | rows | embedded | there | answer |\n|---|--:|--:|--:|---|")
    for question in saved_questions().values():
        given = {p.name: p.example for p in question.parameters if p.required}
        yield compared(question, given, here, there)


def compared(question: Question, given: dict[str, str], here: Readable, there: Readable) -> bool:
    """Whether a question has the same answer, which is printed with times: here, there first and there again."""
    try:
        own, expected = timed(lambda: ask(here, question, given))
        first, found = timed(lambda: ask(there, question, given))
        again, _ = timed(lambda: ask(there, question, given))
    except KgError as error:
        print(f"| {question.name} | | | | {str(error).partition(' SPARQL query')[0][:160]} |", flush=True)
        return False
    same = list(found) == list(expected)
    said = "same" if same else "other order" if set(found) == set(expected) else f"differs: {len(found)} rows"
    times = f"{own * 1000:.0f} ms | {first * 1000:.0f} ms, then {again * 1000:.0f} ms"
    print(f"| {question.name} | {len(expected)} | {times} | {said} |", flush=True)
    return same


def timed(what: Callable[[], T]) -> tuple[float, T]:
    """How long something takes in seconds, and what it gives."""
    began = time.perf_counter()
    made = what()
    return time.perf_counter() - began, made


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
