"""READ FIRST. The whole of a build on one page: documents in, a folder with graph, store, tables and texts
out.

read → recognise → extract (a document at a time, in worker processes) → resolve (all together) → graph (a
document at a time again) → derive → publish. Each stage is a function of its own, handed plain dataclasses
by the one before; what workers do is in `kg.tasks`. What the previous build has done already is taken over from it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from kg import cache, work
from kg.errors import UsageError
from kg.genres import read_catalogue_facts
from kg.graph.decided import facts_met
from kg.graph.derive import derived_quads, scales_of
from kg.graph.embedded import load_model
from kg.graph.files import GraphFile
from kg.graph.kept import FOLDER as GRAPHS
from kg.graph.kept import list_graphs, listed_graphs, write_shared
from kg.graph.loading import Loader, Updater
from kg.graph.provenance import provenance_quads
from kg.graph.records import FactRecord
from kg.graph.reference import reference_quads
from kg.graph.similar import Similarity
from kg.model import Problem, Reading, Severity
from kg.publish import page_images as images
from kg.publish.exports import write_turtle_file
from kg.publish.involved import keep_involved
from kg.publish.report import PICTURED, Report, Stopwatch, versions, write_problems, write_record
from kg.publish.source import shared_of, shared_source
from kg.publish.staging import staged
from kg.publish.tables import write_tables
from kg.read.catalogue_rows import catalogue_document
from kg.read.folder import Source, duplicates, find_sources
from kg.read.pdf_pages import need_pillow
from kg.read.sniff import PDF
from kg.resolve import resolve
from kg.resolve.decisions import Decisions, read_decisions
from kg.resolve.heads import head_of
from kg.resolve.hiding import Hidden
from kg.resolve.result import Resolution
from kg.resolve.undated import worked_out
from kg.resolve.unmet import facts_decided, unmet
from kg.settings import Settings
from kg.site.write import write_site
from kg.tasks import GraphTask, Read, crashed, graph_one, read_one, write_text
from kg.vocabulary import Lexicon, lexicon

BuildReport = Report


class Progress(Protocol):
    """Told after every document of a stage."""

    def __call__(self, done: int, total: int, stage: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Run:
    """What one build goes by."""

    settings: Settings
    watch: Stopwatch
    tell: Progress
    decided: Decisions
    similarity: Similarity | None
    words: Lexicon
    sources: Sequence[Source]

    @property
    def previous(self) -> Path | None:
        """The build before, from which may be taken over what has not changed."""
        return None if self.settings.fresh else self.settings.output.absolute()


def build(settings: Settings, progress: Progress | None = None) -> Report:
    """Read the documents and write the build into `settings.output`, which is replaced as a whole at the end.

    Raises UsageError for paths that do not exist, hold nothing to read, or an output folder that is not ours.
    """
    watch = Stopwatch()
    work.seldom_collect()
    decided = read_decisions(settings.decisions, settings.base)
    similarity = load_model(settings.similarity) if settings.similarity else None
    if settings.page_images:
        need_pillow()
    sources, problems = sources_of(settings, decided.hidden)
    run = Run(settings, watch, progress or _silent, decided, similarity, _warm(settings), sources)
    with staged(settings.output) as folder:
        report = _build_in(folder, run, problems)
    return replace(report, files=tuple(settings.output / name for name in report.names))


def _build_in(folder: Path, run: Run, problems: Sequence[Problem]) -> Report:
    """All stages, in a folder that is new. `problems`: of finding the documents."""
    settings, watch, decided, previous = run.settings, run.watch, run.decided, run.previous
    workers = min(settings.workers, len(run.sources))
    with work.pool(workers, settings.cluster) as executor:
        read, unread = read_all(run.sources, folder, previous, executor, run.tell, decided.hidden)
    catalogues = read_catalogues(run.sources, read, folder, decided.hidden)
    watch.lap("read and extract")
    read, resolution = resolve_all(sorted([*read, *catalogues], key=lambda one: one.head.id), folder, run)
    readings = [one.head for one in read]
    watch.lap("resolve")
    taken_over = None if decided.hidden else previous
    with _loader(folder / "store", taken_over, read, workers) as loader:
        with work.pool(workers) as executor:  # a new one: a document that kills its worker ends the first
            graphs, facts = graph_all(read, resolution, settings.base, folder, previous, executor, loader, run.tell)
        watch.lap("graph")
        graphs += shared_graphs(readings, facts, resolution, settings, folder, loader, run.similarity)
        fact_count = len(facts)
        facts.clear()  # the tables need the memory
        watch.lap("derive")
        with publishing(folder, graphs, settings.base, workers) as executor:
            counts = tables(folder, graphs, settings.base, _unread_by_authority(unread, run.words), executor)
            list_graphs(folder, graphs)
            watch.lap("tables")
            rows = {*problems, *unread, *_unmet(decided, read, resolution, settings, folder)}
            if settings.page_images:
                rows |= set(page_images(read, folder, run))
                watch.lap(PICTURED)
            rows |= set(_problems_of(readings, resolution))
            write_problems(folder / "problems.csv", sorted(rows))
            if settings.site:
                write_site(folder, settings.base, workers=settings.workers)
                watch.lap("site")
    watch.lap("Turtle, store")
    report = Report.of(len(readings), fact_count, sorted(rows), counts, watch)
    write_record(folder / "build.json", report, settings, len(run.sources))
    return report


def page_images(read: Sequence[Read], folder: Path, run: Run) -> list[Problem]:
    """Pictures of the pages of PDFs on which facts stand. Returns what could not be pictured."""
    by_path = {source.path: source for source in run.sources}
    tasks = [
        images.Task(by_path[one.head.path], one.head.id, one.name)
        for one in read
        if one.head.format == PDF and one.head.path in by_path
    ]
    return images.write_images(tasks, folder, run.previous, run.settings.workers, run.decided.hidden, run.tell)


def sources_of(settings: Settings, hidden: Hidden) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The files to read, and what kept others from being found. What an earlier build wrote is not read again. Paths do
    not name hidden people."""
    found, wrong = find_sources(settings.paths)
    ours = settings.output.resolve()
    named = (source for source in found if not source.file.is_relative_to(ours))
    sources = tuple(replace(source, path=hidden.blank(source.path)) for source in named)
    problems = tuple(replace(problem, document=hidden.blank(problem.document)) for problem in wrong)
    if not sources:
        raise UsageError(f"nothing to read in {', '.join(map(str, settings.paths))}: name a folder with documents")
    return sources, problems


@contextmanager
def publishing(folder: Path, graphs: Sequence[GraphFile], base: str, workers: int) -> Iterator[Executor | None]:
    """Processes for the tables. graph.ttl, which nothing here reads, is written beside all that is done in the block; with
    one worker before it: no thread may run where the site starts processes."""
    shared_source(shared_of(graphs, base), base)  # before the pool: its processes share it
    with work.pool(workers) as executor:
        if executor is None:
            write_turtle_file(graphs, folder / "graph.ttl", base)
            yield None
            return
        turtle = executor.submit(write_turtle_file, graphs, folder / "graph.ttl", base)
        yield executor
        turtle.result()


def tables(
    folder: Path, graphs: Sequence[GraphFile], base: str, unread: Mapping[str, int], executor: Executor | None
) -> dict[str, int]:
    """The tables, while the store loads. Returns rows a table."""
    try:
        written = write_tables(graphs, folder / "tables", base, unread, executor)
        keep_involved(folder, written.roles, written.inspected)
    finally:
        shared_source.cache_clear()  # what follows needs the memory
    return written.counts


def read_all(
    sources: Sequence[Source],
    folder: Path,
    previous: Path | None,
    executor: Executor | None,
    tell: Progress,
    hidden: Hidden,
) -> tuple[list[Read], list[Problem]]:
    """Every document read, by id, and a problem for each that could not be. Copies of the same bytes count
    once. What the `previous` build has read already is taken over from it."""
    (folder / "texts").mkdir()
    cache.rules()  # once, before the workers start
    read: list[Read] = []
    unread: list[Problem] = []
    largest_first = sorted(sources, key=_size, reverse=True)
    one_document = partial(read_one, folder=folder, previous=previous, hidden=hidden)
    results = work.each(executor, one_document, largest_first, crashed)
    for done, result in enumerate(results, start=1):
        unread.append(result) if isinstance(result, Problem) else read.append(result)
        tell(done, len(sources), "reading")
    unread += duplicates((one.head.path, one.head.sha256) for one in read)
    first: dict[str, Read] = {}
    for one in sorted(read, key=lambda one: one.head.path):
        first.setdefault(one.head.id, one)
    return [first[key] for key in sorted(first)], unread


def read_catalogues(sources: Sequence[Source], read: Sequence[Read], folder: Path, hidden: Hidden) -> list[Read]:
    """The catalogues that list documents, as documents: their rows state what reports do not print."""
    by_path = {one.head.path: one.head for one in read}
    files = sorted({source.listed_in for source in sources if source.listed_in})
    found: dict[str, Read] = {}
    for file in files:
        name = file.name if len(files) == 1 else f"{file.parent.name}/{file.name}"
        document = catalogue_document(file, name)
        listed = {
            source.file.relative_to(file.parent).as_posix(): by_path[source.path]
            for source in sources
            if source.listed_in == file and source.path in by_path
        }
        reading = read_catalogue_facts(document, listed) if document else None
        if document and reading and reading.facts and reading.id not in {*found, *(one.head.id for one in read)}:
            shown, text = hidden.taken_out(reading, document.text) or (reading, document.text)
            write_text(folder, reading.id, text)
            found[reading.id] = Read(head_of(shown), cache.keep_by_content(folder, shown))
    return list(found.values())


def resolve_all(read: Sequence[Read], folder: Path, run: Run) -> tuple[list[Read], Resolution]:
    """What all names mean, and the documents, of which those were read again whose day that tells."""
    resolution = resolve([one.head for one in read], run.words, run.decided)
    dated = read_dated(read, resolution, folder, run)
    if dated != read:
        resolution = resolve([one.head for one in dated], run.words, run.decided)
    return dated, resolution


def read_dated(read: Sequence[Read], resolution: Resolution, folder: Path, run: Run) -> list[Read]:
    """The same, with pieces read again whose day was worked out: what they say of "next month" counts from it."""
    by_path = {source.path: source for source in run.sources}
    entries = worked_out((one.head for one in read), resolution)
    paths = {one.head.path: entries[one.head.id] for one in read if one.head.id in entries}
    tasks = [replace(by_path[path], catalogue=paths[path]) for path in sorted(paths) if path in by_path]
    if not tasks:
        return list(read)
    one_document = partial(read_one, folder=folder, previous=run.previous, hidden=run.decided.hidden)
    with work.pool(min(run.settings.workers, len(tasks)), run.settings.cluster) as executor:
        again = [one for one in work.each(executor, one_document, tasks, crashed) if isinstance(one, Read)]
    by_id = {one.head.id: one for one in again}
    return [by_id.get(one.head.id, one) for one in read]


def _unmet(
    decided: Decisions, read: Sequence[Read], resolution: Resolution, settings: Settings, folder: Path
) -> list[Problem]:
    """A warning for every decision of a person that met nothing."""
    if settings.decisions is None:
        return []
    whole = (reading for one in read if (reading := cache.load(folder, one.name)))
    met = facts_met(facts_decided(decided), whole, resolution, settings.base)
    return unmet(decided, [one.head for one in read], resolution, met, settings.decisions.name)


def graph_all(
    read: Sequence[Read],
    resolution: Resolution,
    base: str,
    folder: Path,
    previous: Path | None,
    executor: Executor | None,
    loader: Loader,
    tell: Progress,
) -> tuple[list[GraphFile], list[FactRecord]]:
    """The named graph of every document as a file, in the order of their ids, and records of all facts. The store
    begins to load them."""
    (folder / GRAPHS).mkdir(parents=True, exist_ok=True)
    tasks = [GraphTask(one.name, resolution.documents[one.head.id]) for one in read]
    one = partial(graph_one, base=base, folder=folder, previous=previous)
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
    similarity: Similarity | None = None,
) -> list[GraphFile]:
    """The derived, reference and provenance graphs, as files; the store loads them as well."""
    options = {"base": settings.base} | ({"similarity": settings.similarity.name} if settings.similarity else {})
    ids = [reading.id for reading in readings]
    graphs: dict[str, Iterable[bytes]] = {
        "derived": derived_quads(facts, resolution, settings.base, scales_of(lexicon()), similarity),
        "reference": [reference_quads(settings.base)],
        "provenance": [provenance_quads(versions(), options, ids, settings.base)],
    }
    written = [write_shared(folder, name, quads) for name, quads in graphs.items()]
    for graph in written:
        loader.add(graph)
    loader.complete()
    return written


def _loader(store: Path, previous: Path | None, read: Sequence[Read], workers: int) -> Loader:
    """Fills the store: a new one, or the previous build's where bringing that up to date is less work (a store may hold
    on to what is taken out of it: no build that hides people begins with an old one)."""
    known = listed_graphs(previous) if previous and 2 * sum(one.kept for one in read) > len(read) else {}
    try:
        return Updater(store, previous / "store", known, workers) if previous and known else Loader(store, workers)
    except (OSError, RuntimeError):  # what the previous build left cannot be read any more
        shutil.rmtree(store, ignore_errors=True)
        return Loader(store, workers)


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


def _size(source: Source) -> int:
    """Bytes of a file; 0 for one that has gone since it was found (reading it will say so)."""
    try:
        return source.file.stat().st_size
    except OSError:
        return 0


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
