"""Writes the site into a build's folder: every kind of page in one visible list, spread over worker processes.

The tables are read once, in the main process; workers that are forked share them. Where processes are spawned, each
reads them for itself.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from pathlib import Path

from kg import work
from kg.publish.network_view import write_views
from kg.publish.page_images import FOLDER as IMAGES
from kg.publish.page_images import copy_images
from kg.site import (
    authority_page,
    charts_page,
    document_page,
    images_page,
    inspection_page,
    list_pages,
    person_page,
    start_page,
    theme_page,
)
from kg.site.build import Build
from kg.site.links import page_of
from kg.site.page_data import write_data
from kg.site.search_index import write_search
from kg.site.site import ANALYSED, ANALYSIS, Options, Site, has_data


@dataclass(frozen=True, slots=True)
class Job:
    """What is written where: the build's folder, the base of its IRIs, and the site's folder."""

    folder: Path
    base: str
    options: Options
    to: Path


Render = Callable[[Site, str], str]

THINGS: Mapping[str, Render] = {
    "document": document_page.render,
    IMAGES: images_page.render,
    "authority": authority_page.render,
    "inspection": inspection_page.render,
    "theme": theme_page.render,
    "person": person_page.render,
    "indicator": charts_page.indicator,
}
"""The first part of a thing's path → what renders its page. The heaviest kinds come first."""

SINGLE: Mapping[str, Render] = {
    "index": start_page.render,
    "documents": list_pages.documents,
    "people": person_page.render_list,
    "themes": theme_page.render_list,
    "charts": charts_page.render,
    "conflicts": list_pages.conflicts,
    "recurrences": list_pages.recurrences,
    "coverage": list_pages.coverage,
    "glossary": list_pages.glossary,
    "sources": list_pages.sources,
    "data": list_pages.data,
    "analysis/index": list_pages.no_analysis,
}
"""Pages that there is one of, by name."""


def write_graphs(site: Site, folder: Path) -> None:
    """The interactive graph, as a whole and by theme, person and recurrence."""
    write_views(site.build.folder, site.build.base, out=folder)


WHOLE: Mapping[str, Callable[[Site, Path], None]] = {"search": write_search, "graphs": write_graphs}
"""What is made of the whole build at once, before the pages: it takes longest."""
_CHUNK = 12
"""Pages that a worker gets at once."""


def write_site(
    folder: Path, base: str = "", options: Options | None = None, workers: int = 1, to: Path | None = None
) -> int:
    """Write the pages of a build's folder, beside its tables, texts and store, or into the folder `to`. Returns how
    many pages.

    The same build gives the same bytes. Raises BuildNotFound where the folder holds no build.
    """
    job = Job(folder, base, options or Options(), to or folder)
    site = _site(job)
    try:
        write_assets(job.to)
        for parent in sorted({(job.to / page).parent for page in pages_of(site)}):
            parent.mkdir(parents=True, exist_ok=True)
        return _write_pages(job, site, workers)
    finally:
        _site.cache_clear()


def _write_pages(job: Job, site: Site, workers: int) -> int:
    one = partial(_write_one, job=job)
    tasks = list(tasks_of(site))
    whole = [(name, "") for name in WHOLE]
    site.prepare()
    gc.freeze()  # what workers share must not be touched, or it would be copied
    try:
        with work.pool(min(workers, len(tasks))) as executor:
            if executor is None:
                return sum(map(one, (*whole, *tasks)))
            first = [executor.submit(one, task) for task in whole]
            return sum(executor.map(one, tasks, chunksize=_CHUNK)) + sum(future.result() for future in first)
    finally:
        gc.unfreeze()


@cache
def _site(job: Job) -> Site:
    clipped = 0 if job.options.all_texts else job.options.quote_chars
    return Site(Build(job.folder, job.base, clipped), job.options, (job.folder / ANALYSED).is_file())


def tasks_of(site: Site) -> Iterator[tuple[str, str]]:
    """(kind, thing) of every page."""
    for kind in THINGS:
        for thing in sorted(thing for thing in site.pages if thing.startswith(f"{kind}/")):
            yield kind, thing
            if kind == "authority":
                yield "brief", f"brief/{thing.partition('/')[2]}"
    for name in SINGLE:
        if page_of(name) != ANALYSIS or not (site.analysed or site.options.base_url):
            yield "", name


def pages_of(site: Site) -> list[str]:
    """Every page of the site, as a path in its folder."""
    return [page_of(thing) for _, thing in tasks_of(site)]


def _write_one(task: tuple[str, str], job: Job) -> int:
    kind, thing = task
    site = _site(job)
    if kind in WHOLE:
        WHOLE[kind](site, job.to)
        return 0
    render = authority_page.render_brief if kind == "brief" else THINGS[kind] if kind else SINGLE[thing]
    page = page_of(thing)
    (job.to / page).write_bytes(render(site, thing).encode("utf-8", "replace"))
    if kind == IMAGES and job.to != job.folder:
        copy_images(job.folder, thing.partition("/")[2], job.to)
    if site.options.base_url and has_data(page):
        write_data(site, thing, job.to / page)
    return 1


def write_assets(folder: Path) -> None:
    """What every page needs: style and scripts."""
    assets = folder / "assets"
    assets.mkdir(exist_ok=True)
    static = resources.files("kg.site") / "static"
    for name in ("site.css", "site.js", "search.js"):
        (assets / name).write_bytes((static / name).read_bytes())
