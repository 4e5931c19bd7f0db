"""Checks a build against the SHACL shapes of the ontology, a graph at a time, in parallel processes.

rdflib and pySHACL are loaded here and nowhere else on the way from documents to graph.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.names import INSP
from kg.graph.store import open_store
from kg.settings import ontology_dir

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_METHOD = "fork" if sys.platform == "linux" else "spawn"
_BATCH = 500_000
"""Bytes of N-Triples that go to a worker at once: whole graphs, so memory stays bounded."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong: `node` in `graph` (IRIs), the `path` it is wrong at, the `value` if one is at
    fault, `document` (the input file's path, "" for a graph of no document) and the shape's own words."""

    graph: str
    document: str
    node: str
    path: str
    value: str
    message: str


def validate_build(build: Path, workers: int, shapes: Path | None = None) -> list[Violation]:
    """Everything that does not conform, sorted; an empty list when the build does.

    Raises BuildNotFound where the folder holds no store.
    """
    file = str(shapes or ontology_dir() / "shapes.ttl")
    check = partial(_check_batch, file)
    if workers < 2:
        batches = _batches(open_store(build / "store"))
        return sorted(found for batch in batches for found in check(batch))
    violations: list[Violation] = []
    _shapes(file)  # before the workers start, which share what is loaded where they are forked
    with ProcessPoolExecutor(workers, mp_context=get_context(_METHOD)) as pool:
        pool.submit(int).result()  # workers start before the store, which has threads, is open
        batches = _batches(open_store(build / "store"))
        # A few batches at a time: mapping all at once would hold the whole graph in memory.
        while group := list(islice(batches, workers * 2)):
            for found in pool.map(check, group):
                violations += found
    return sorted(violations)


def report(violations: Sequence[Violation]) -> str:
    """What is wrong, for a person: by document, each fact with the shape's words."""
    if not violations:
        return "The build conforms to its shapes."
    lines = [f"{len(violations)} violation{'s' * (len(violations) != 1)} of the shapes:"]
    by_graph: dict[tuple[str, str], list[Violation]] = defaultdict(list)
    for violation in violations:
        by_graph[violation.document, violation.graph].append(violation)
    for (document, graph), found in sorted(by_graph.items()):
        lines += ["", document or graph]
        for item in found:
            at = f" at {_local(item.path)}" if item.path else ""
            value = f", found {item.value}" if item.value else ""
            lines.append(f"  {item.node}{at}: {item.message}{value}")
    return "\n".join(lines)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


Batch = list[tuple[str, bytes]]


def _batches(store: ox.Store) -> Iterator[Batch]:
    """The named graphs as (IRI, N-Triples), in batches of about `_BATCH` bytes."""
    batch: Batch = []
    size = 0
    for graph in sorted(store.named_graphs(), key=str):
        data = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        if batch and size + len(data) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append((str(graph)[1:-1], data))
        size += len(data)
    if batch:
        yield batch


def _check_batch(shapes: str, batch: Batch) -> list[Violation]:
    return [violation for name, data in batch for violation in _check(shapes, name, data)]


@cache
def _shapes(path: str) -> rdflib.Graph:
    import pyshacl  # noqa: F401
    import rdflib

    return rdflib.Graph(bind_namespaces="none").parse(path, format="turtle")


def _check(shapes: str, name: str, data: bytes) -> Iterable[Violation]:
    import rdflib
    from pyshacl import validate

    graph = rdflib.Graph(bind_namespaces="none").parse(data=data, format="nt")
    conforms, results, _ = validate(graph, shacl_graph=_shapes(shapes), inplace=True, meta_shacl=False)
    if conforms or not isinstance(results, rdflib.Graph):
        return
    paths = [str(path) for path in graph.objects(rdflib.URIRef(name), rdflib.URIRef(f"{INSP}path"))]
    for result in results.subjects(rdflib.RDF.type, rdflib.URIRef(f"{_SH}ValidationResult")):
        found = {str(p).removeprefix(_SH): str(o) for p, o in results.predicate_objects(result)}
        yield Violation(
            name,
            min(paths, default=""),
            found.get("focusNode", ""),
            found.get("resultPath", ""),
            found.get("value", ""),
            found.get("resultMessage", ""),
        )
