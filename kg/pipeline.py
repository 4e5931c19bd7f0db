"""READ FIRST. The whole of a build on one page: documents in, a folder with graph, store, tables and texts
out.

read → recognise → extract (a document at a time, in worker processes) → resolve (all together) → graph (a
document at a time again) → derive → publish. Each stage is a function of its own, handed plain dataclasses
by the one before.
"""

from __future__ import annotations

import os
import shutil
import traceback
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from kg import cache, work
from kg.errors import UnreadableDocument, UsageError
from kg.genres import read_catalogue_facts, read_facts
from kg.graph.derive import derived_quads, scales_of
from kg.graph.files import GraphFile, write_graph_file
from kg.graph.provenance import provenance_quads
from kg.graph.records import FactRecord
from kg.graph.reference import reference_quads
from kg.graph.store import Loader
from kg.graph.triples import document_graph
from kg.model import Document, Problem, Reading, Severity
from kg.publish.exports import write_turtle_file
from kg.publish.network_view import write_network
from kg.publish.report import Report, Stopwatch, versions, write_problems, write_record
from kg.publish.site import write_start_page
from kg.publish.staging import staged
from kg.publish.tables import write_tables
from kg.read import read_document
from kg.read.catalogue_rows import catalogue_document
from kg.read.folder import Source, duplicates, find_sources, load
from kg.resolve import resolve
from kg.resolve.decisions import read_decisions
from kg.resolve.result import DocumentResolution, Resolution
from kg.settings import SECONDS_A_DOCUMENT, Settings
from kg.vocabulary import Lexicon, lexicon

BuildReport = Report


class Progress(Protocol):
    """Told after every document of a stage."""

    def __call__(self, done: int, total: int, stage: str) -> None: ...


def build(settings: Settings, progress: Progress | None = None) -> Report:
    """Read the documents and write the build into `settings.output`, which is replaced as a whole at the end.

    Raises UsageError for paths that do not exist, hold nothing to read, or an output folder that is not ours.
    """
    watch = Stopwatch()
    work.seldom_collect()
    tell = progress or _silent
    sources, problems = sources_of(settings)
    decided = read_decisions(settings.decisions, settings.base)
    words = _warm(settings)
    workers = min(settings.workers, len(sources))
    with staged(settings.output) as folder:
        with work.pool(workers, settings.cluster) as executor:
            previous = None if settings.fresh else settings.output.absolute()
            readings, unread = read_all(sources, folder, previous, executor, tell)
        readings = sorted([*readings, *read_catalogues(sources, readings, folder)], key=lambda reading: reading.id)
        watch.lap("read and extract")
        resolution = resolve(readings, words, decided)
        watch.lap("resolve")
        with work.pool(workers) as executor:  # a new one: a document that kills its worker ends the first
            quads = folder / ".quads"
            with Loader(folder / "store") as loader:
                graphs, facts = graph_all(readings, resolution, settings.base, quads, executor, loader, tell)
                watch.lap("graph")
                graphs += shared_graphs(readings, facts, resolution, settings, quads, loader)
                watch.lap("derive")
                counts = publish(folder, graphs, settings.base, _unread_by_authority(unread, words), executor)
            shutil.rmtree(quads)
            watch.lap("store, tables, Turtle")
        rows = sorted({*problems, *unread, *_problems_of(readings, resolution)})
        write_problems(folder / "problems.csv", rows)
        write_start_page(folder, counts, rows)
        report = Report.of(len(readings), len(facts), rows, counts, watch)
        write_record(folder / "build.json", report, settings, len(sources))
    return replace(report, files=tuple(settings.output / name for name in report.names))


def sources_of(settings: Settings) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The files to read, and what kept others from being found. What an earlier build wrote is not read again."""
    found, problems = find_sources(settings.paths)
    ours = settings.output.resolve()
    sources = tuple(source for source in found if not source.file.is_relative_to(ours))
    if not sources:
        raise UsageError(f"nothing to read in {', '.join(map(str, settings.paths))}: name a folder with documents")
    return sources, problems


def publish(
    folder: Path, graphs: Sequence[GraphFile], base: str, unread: Mapping[str, int], executor: Executor | None
) -> dict[str, int]:
    """Tables, graph.ttl and graph.html, while the store loads. Returns rows a table."""
    with ThreadPoolExecutor(1) as thread:
        turtle = (executor or thread).submit(write_turtle_file, graphs, folder / "graph.ttl", base)
        counts = write_tables(graphs, folder / "tables", base, unread, executor)
        picture = (executor or thread).submit(write_network, folder, folder / "graph.html", base)
        turtle.result()
        picture.result()
    return counts


def read_all(
    sources: Sequence[Source], folder: Path, previous: Path | None, executor: Executor | None, tell: Progress
) -> tuple[list[Reading], list[Problem]]:
    """Every document read, by id, and a problem for each that could not be. Copies of the same bytes count
    once. What the `previous` build has read already is taken over from it."""
    (folder / "texts").mkdir()
    cache.rules()  # once, before the workers start
    readings: list[Reading] = []
    unread: list[Problem] = []
    largest_first = sorted(sources, key=_size, reverse=True)
    results = work.each(executor, partial(read_one, folder=folder, previous=previous), largest_first, _crashed)
    for done, result in enumerate(results, start=1):
        unread.append(result) if isinstance(result, Problem) else readings.append(result)
        tell(done, len(sources), "reading")
    unread += duplicates((reading.path, reading.sha256) for reading in readings)
    first: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda reading: reading.path):
        first.setdefault(reading.id, reading)
    return [first[key] for key in sorted(first)], unread


def read_catalogues(sources: Sequence[Source], readings: Sequence[Reading], folder: Path) -> list[Reading]:
    """The catalogues that list documents, as documents: their rows state what reports do not print."""
    by_path = {reading.path: reading for reading in readings}
    files = sorted({source.listed_in for source in sources if source.listed_in})
    found: list[Reading] = []
    for file in files:
        name = file.name if len(files) == 1 else f"{file.parent.name}/{file.name}"
        document = catalogue_document(file, name)
        listed = {
            source.file.relative_to(file.parent).as_posix(): by_path[source.path]
            for source in sources
            if source.listed_in == file and source.path in by_path
        }
        reading = read_catalogue_facts(document, listed) if document else None
        if document and reading and reading.facts and reading.id not in {other.id for other in (*readings, *found)}:
            _write_text(folder, document)
            found.append(reading)
    return found


def _write_text(folder: Path, document: Document) -> None:
    _replace(folder / "texts" / f"{document.id}.txt", document.text.encode("utf-8", "replace"))


def read_one(source: Source, folder: Path, previous: Path | None = None) -> Reading | Problem:
    """One document: read, recognise, extract; or taken over from the previous build, if nothing has changed that could
    change it. Its text is left in `texts/{id}.txt`."""
    try:
        data = load(source)
        name = cache.key(data, source.path, source.catalogue)
        kept = cache.load(previous, name) if previous else None
        if kept and previous:
            cache.carry(previous, folder, name, kept[1])
            return kept[0]
        with work.time_limit(SECONDS_A_DOCUMENT):
            document = read_document(source, data)
            reading = read_facts(document, lexicon())
        _write_text(folder, document)
        cache.keep(folder, name, reading)
    except UnreadableDocument as error:
        return Problem(source.path, Severity.ERROR, "document", error.what, error.what_to_do)
    except work.OverTime:
        what = f"reading took longer than {SECONDS_A_DOCUMENT} seconds and was stopped"
        return Problem(source.path, Severity.ERROR, "document", what, "split it, or save it again in a PDF viewer")
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not cost the others
        return Problem(source.path, Severity.ERROR, "document", _fault(error), "report it with the document")
    return reading


def graph_all(
    readings: Sequence[Reading],
    resolution: Resolution,
    base: str,
    folder: Path,
    executor: Executor | None,
    loader: Loader,
    tell: Progress,
) -> tuple[list[GraphFile], list[FactRecord]]:
    """The named graph of every document as a file in `folder`, in the order of their ids, and records of all facts. The
    store begins to load them."""
    folder.mkdir()
    tasks = [(reading, resolution.documents[reading.id]) for reading in readings]
    one = partial(_graph_one, base=base, folder=folder)
    facts: list[FactRecord] = []
    graphs: list[GraphFile] = []
    made = map(one, tasks) if executor is None else executor.map(one, tasks, chunksize=4)
    for done, (graph, found) in enumerate(made, start=1):
        facts += found
        graphs.append(graph)
        loader.add(graph)
        tell(done, len(tasks), "graph")
    return graphs, facts


def shared_graphs(
    readings: Sequence[Reading],
    facts: Sequence[FactRecord],
    resolution: Resolution,
    settings: Settings,
    folder: Path,
    loader: Loader,
) -> list[GraphFile]:
    """The derived, reference and provenance graphs, as files; the store loads them as well."""
    options = {"base": settings.base}
    ids = [reading.id for reading in readings]
    graphs = {
        "derived": derived_quads(facts, resolution, settings.base, scales_of(lexicon())),
        "reference": reference_quads(settings.base),
        "provenance": provenance_quads(versions(), options, ids, settings.base),
    }
    written = [write_graph_file(folder, name, quads) for name, quads in graphs.items()]
    for graph in written:
        loader.add(graph)
    return written


def _unread_by_authority(unread: Sequence[Problem], words: Lexicon) -> dict[str, int]:
    """GSS code → documents that could not be read, told by the authority that their path names."""
    counts: dict[str, int] = {}
    for problem in unread:
        if problem.severity != Severity.ERROR:
            continue
        named = {
            a.gss for _, _, a in words.find_authorities(problem.document.replace("_", " ").replace("/", " / ").title())
        }
        if len(named) == 1:
            gss = named.pop()
            counts[gss] = counts.get(gss, 0) + 1
    return counts


def _fault(error: Exception) -> str:
    """What went wrong and where: the error's name and the place in our code that it came from."""
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if "kg" in Path(frame.filename).parts]
    place = f" at {Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    return f"reading it failed: {type(error).__name__}{place}"


def _replace(file: Path, data: bytes) -> None:
    """Write a file anew. One that is there already, perhaps as a second name of the previous build's, is left whole."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(file)


def _size(source: Source) -> int:
    """Bytes of a file; 0 for one that has gone since it was found (reading it will say so)."""
    try:
        return source.file.stat().st_size
    except OSError:
        return 0


def _graph_one(
    task: tuple[Reading, DocumentResolution], base: str, folder: Path
) -> tuple[GraphFile, tuple[FactRecord, ...]]:
    graph = document_graph(*task, base)
    return write_graph_file(folder, task[0].id, graph.quads), graph.facts


def _crashed(source: Source) -> Reading | Problem:
    what = "reading it made the reader crash"
    return Problem(
        source.path,
        Severity.ERROR,
        "document",
        what,
        "save it again in a PDF viewer; if that fails, report it",
    )


def _problems_of(readings: Iterable[Reading], resolution: Resolution) -> list[Problem]:
    found = [problem for reading in readings for problem in reading.problems]
    return [*found, *(problem for one in resolution.documents.values() for problem in one.problems)]


def _warm(settings: Settings) -> Lexicon:
    """Load before the workers start what each of them needs: forked workers share it."""
    words = lexicon()
    words.match("aspect", "")
    list(words.find(("row", "aspect"), ""))
    list(words.find(("theme",), ""))
    list(words.find_authorities(""))
    if settings.workers > 1:
        import kg.read.pdf  # noqa: F401
    return words


def _silent(done: int, total: int, stage: str) -> None:
    """Nobody wants to be told."""
