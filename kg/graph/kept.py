"""Graphs kept from build to build, so that a document that has not changed, and whose names still mean the same, is not
made into triples again.

A kept graph is a file of its triples and one of its facts' records, named by a hash of all that they are made of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from kg import cache
from kg.graph.files import GraphFile, write_graph_file
from kg.graph.records import FactRecord
from kg.graph.triples import document_graph
from kg.model import Reading
from kg.resolve.result import DocumentResolution

FOLDER = f"{cache.FOLDER}/graphs"
ROWS = ".rows"
"""Suffix of a file with what tables say of a graph, which they keep beside it (`kg.publish.table_rows`)."""
_LIST = "list.json"
_NOT_IN_GRAPHS = frozenset({"decisions", "problems"})

Made = tuple[GraphFile, tuple[FactRecord, ...]]


def graph_key(reading: str, resolution: DocumentResolution, base: str) -> str:
    """What a document's graph is named by: the name of its kept reading, what its names mean, the base."""
    digest = hashlib.sha256(f"{reading}\0{base}".encode())
    for part in fields(resolution):
        if part.name not in _NOT_IN_GRAPHS:
            digest.update(f"\0{part.name}={_steady(getattr(resolution, part.name))}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:40]


def _steady(value: object) -> str:
    """A value as text that does not depend on the order in which sets and mappings were filled."""
    if isinstance(value, Mapping):
        return repr(sorted(f"{key!r}: {held!r}" for key, held in value.items()))
    return repr(sorted(value) if isinstance(value, frozenset) else value)


def kept_graph(previous: Path, folder: Path, key: str, name: str) -> Made | None:
    """A document's graph taken over from the previous build; `name` is its IRI. None where it is not there."""
    lines = previous / FOLDER / f"{key}.nt"
    records = cache.load_plain(previous / FOLDER / f"{key}.facts")
    if records is None or not lines.is_file():
        return None
    for file in (lines, lines.with_suffix(".facts"), lines.with_suffix(ROWS)):
        if file.is_file():
            cache.link(file, folder / FOLDER / file.name)
    return GraphFile(folder / FOLDER / lines.name, name), tuple(map(FactRecord._make, records))


def make_graph(reading: Reading, resolution: DocumentResolution, base: str, folder: Path, key: str) -> Made:
    """A document's graph, made and kept."""
    graph = document_graph(reading, resolution, base)
    cache.keep_plain(folder / FOLDER / f"{key}.facts", list(map(tuple, graph.facts)))
    file = GraphFile(folder / FOLDER / f"{key}.nt", graph.name)
    file.path.write_bytes(graph.triples)
    return file, graph.facts


def write_shared(folder: Path, name: str, quads: Iterable[bytes]) -> GraphFile:
    """A graph that is made of all documents, named by its content; its N-Quads lines come in chunks."""
    digest = hashlib.sha256()
    graph = write_graph_file(folder / FOLDER, name, _hashed(quads, digest))
    named = graph.path.with_name(f"{name}-{digest.hexdigest()[:24]}.nt")
    return GraphFile(graph.path.rename(named), graph.name)


def _hashed(chunks: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def list_graphs(folder: Path, graphs: Sequence[GraphFile]) -> None:
    """Note which graphs a build's store holds."""
    names = {graph.name: graph.path.name for graph in sorted(graphs, key=lambda graph: graph.name)}
    (folder / FOLDER / _LIST).write_text(json.dumps(names, indent=0), encoding="utf-8")


def listed_graphs(build: Path) -> Mapping[str, GraphFile]:
    """The graphs that a build's store holds, by IRI; nothing where that is not known."""
    try:
        names = json.loads((build / FOLDER / _LIST).read_text(encoding="utf-8"))
        found = {name: GraphFile(build / FOLDER / Path(file).name, name) for name, file in names.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
    return found if all(graph.path.is_file() for graph in found.values()) else {}
