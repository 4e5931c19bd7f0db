"""What worker processes do in a build: one document read, one document's graph made. Both leave their result in the
build's folder and hand back only what all documents together need."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass
from pathlib import Path

from kg import cache, work
from kg.errors import UnreadableDocument
from kg.genres import read_facts
from kg.graph.kept import Made, graph_key, kept_graph, make_graph
from kg.model import Problem, Reading, Severity
from kg.read import read_document
from kg.read.folder import Source, load
from kg.resolve import paths
from kg.resolve.heads import head_of
from kg.resolve.hiding import NOBODY, Hidden
from kg.resolve.result import DocumentResolution
from kg.settings import SECONDS_A_DOCUMENT
from kg.vocabulary import lexicon


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read: what resolution needs of its reading, the name under which the whole is kept, and
    whether it was taken over from the build before."""

    head: Reading
    name: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class GraphTask:
    """A document whose graph is to be made: the name of its reading and what its names mean."""

    name: str
    resolution: DocumentResolution


def read_one(source: Source, folder: Path, previous: Path | None = None, hidden: Hidden = NOBODY) -> Read | Problem:
    """One document: read, recognise, extract; or taken over from the previous build, if nothing has changed that could
    change it. Its text is left in `texts/{id}.txt`. A document that names hidden people is left without them, and is
    read anew by the next build: what is kept of it is not the document."""
    try:
        data = load(source)
        name = cache.key(data, source.path, source.catalogue)
        known = cache.load(previous, name) if previous else None
        reading, text = (known, _kept_text(previous, known)) if known and previous else _read(source, data)
        shown = hidden.taken_out(reading, text)
        if shown:
            write_text(folder, reading.id, shown[1])
            return Read(head_of(shown[0]), cache.keep_by_content(folder, shown[0]))
        if known and previous:
            cache.carry(previous, folder, name, known)
            return Read(head_of(known), name, kept=True)
        write_text(folder, reading.id, text)
        cache.keep(folder, name, reading)
    except UnreadableDocument as error:
        return Problem(source.path, Severity.ERROR, "document", error.what, error.what_to_do)
    except work.OverTime:
        what = f"reading took longer than {SECONDS_A_DOCUMENT} seconds and was stopped"
        return Problem(source.path, Severity.ERROR, "document", what, "split it, or save it again in a PDF viewer")
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not cost the others
        return Problem(source.path, Severity.ERROR, "document", _fault(error), "report it with the document")
    return Read(head_of(reading), name)


def _read(source: Source, data: bytes) -> tuple[Reading, str]:
    """A document's facts and its text."""
    with work.time_limit(SECONDS_A_DOCUMENT):
        document = read_document(source, data)
        return read_facts(document, lexicon()), document.text


def _kept_text(build: Path, reading: Reading) -> str:
    """The text that a build has left, with the line ends that it was written with."""
    return cache.text_of(build, reading).read_bytes().decode("utf-8", "replace")


def crashed(source: Source) -> Read | Problem:
    """What stands in for a document on which the worker process died."""
    what = "reading it made the reader crash"
    advice = "save it again in a PDF viewer; if that fails, report it"
    return Problem(source.path, Severity.ERROR, "document", what, advice)


def graph_one(task: GraphTask, base: str, folder: Path, previous: Path | None = None) -> Made:
    """One document's graph and the records of its facts; taken over from the previous build where they would be the
    same."""
    key = graph_key(task.name, task.resolution, base)
    name = base + paths.document(task.resolution.document)
    known = kept_graph(previous, folder, key, name) if previous else None
    if known:
        return known
    reading = cache.load(folder, task.name)
    if reading is None:
        raise RuntimeError(f"the reading {task.name} is gone from {folder}: something else writes there")
    return make_graph(reading, task.resolution, base, folder, key)


def write_text(folder: Path, identifier: str, text: str) -> None:
    """Write a document's text. A file that is there already, perhaps as a second name of the previous build's, is left
    whole."""
    file = folder / "texts" / f"{identifier}.txt"
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_bytes(text.encode("utf-8", "replace"))
    fresh.replace(file)


def _fault(error: Exception) -> str:
    """What went wrong and where: the error's name and the place in our code that it came from."""
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if "kg" in Path(frame.filename).parts]
    place = f" at {Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    return f"reading it failed: {type(error).__name__}{place}"
