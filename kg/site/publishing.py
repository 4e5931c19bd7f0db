"""A site for the web: pages with their data beside them, tables, a sitemap, feeds, and what a robot needs to know.

Only documents under an open licence are published with their text.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator, Sequence
from html import escape as esc
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.publish.page_images import FOLDER
from kg.publish.staging import staged
from kg.site.analysis_page import publish_analysis
from kg.site.build import Build, Row
from kg.site.days import day, month
from kg.site.links import page_of
from kg.site.site import ANALYSED, ANALYSIS, NAME, Options, Site
from kg.site.write import pages_of, write_site

MARKER = "site.json"
"""A file that tells that a folder holds a site of ours, which may be replaced."""
ENTRIES = 50
"""Inspections in a feed."""


def publish_site(build: Path, output: Path, base_url: str, workers: int = 1, page_images: bool = False) -> int:
    """Write a site into a folder, which is replaced as a whole. Returns how many pages.

    `page_images`: with the pictures of pages that the build has of documents under an open licence. Raises UsageError for
    an address that is none, for a folder that holds something else, and for a build without the pictures that are asked
    for; BuildNotFound where `build` is none.
    """
    if page_images and not (build / FOLDER).is_dir():
        raise UsageError(f"{build} has no pictures of pages: make them with kg build --page-images")
    options = Options(all_texts=False, base_url=checked(base_url), page_images=page_images)
    site = Site(Build(build, quote_chars=options.quote_chars), options, (build / ANALYSED).is_file())
    with staged(output, MARKER) as folder:
        pages = write_site(build, options=options, workers=workers, to=folder)
        _write_tables(site, folder / "tables")
        if site.whole:
            shutil.copy2(build / "graph.ttl", folder / "graph.ttl")
        if site.analysed:
            publish_analysis(site, folder)
        analysis = (ANALYSIS,) if site.analysed else ()
        found = [*pages_of(site), *sorted(page.name for page in folder.glob("graph*.html")), *analysis]
        (folder / "sitemap.xml").write_text(sitemap(options.base_url, found), encoding="utf-8")
        (folder / "robots.txt").write_text(f"User-agent: *\nSitemap: {options.base_url}sitemap.xml\n", encoding="utf-8")
        (folder / ".nojekyll").touch()  # GitHub Pages would leave out some files without it
        _write_feeds(site, folder)
        (folder / MARKER).write_text(
            json.dumps({"base_url": options.base_url, "pages": pages + len(analysis)}) + "\n", encoding="utf-8"
        )
    return pages + len(analysis)


def checked(address: str) -> str:
    """An address that ends with "/". Raises UsageError where it is no http address."""
    at = urlsplit(address)
    if (
        at.scheme not in ("http", "https")
        or not at.netloc
        or at.query
        or at.fragment
        or any(c in address for c in '<>" ')
    ):
        raise UsageError(f"{address!r} is no address of a site: give one like https://example.org/inspections/")
    return address.rstrip("/") + "/"


def _write_tables(site: Site, folder: Path) -> None:
    """The tables, with words of documents under no open licence cut short."""
    folder.mkdir()
    for file in sorted((site.build.folder / "tables").glob("*.csv")):
        if site.whole:
            shutil.copy2(file, folder / file.name)
            continue
        rows = site.build.rows(file.stem)
        with file.open(encoding="utf-8", newline="") as lines:
            columns = next(csv.reader(lines), [])
        with (folder / file.name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns)
            writer.writeheader()
            writer.writerows(rows)


def sitemap(base_url: str, pages: Sequence[str]) -> str:
    """A sitemap (https://www.sitemaps.org/protocol.html) of pages of the site."""
    lines = (f"<url><loc>{esc(base_url + page)}</loc></url>\n" for page in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "".join(lines) + "</urlset>\n"


def _write_feeds(site: Site, folder: Path) -> None:
    """feed.xml of the newest inspections, and one beside the page of each authority."""
    newest = sorted(site.build.inspections.values(), key=lambda row: (_when(row), row["inspection_iri"]), reverse=True)
    (folder / "feed.xml").write_text(feed(site, "feed.xml", NAME, newest), encoding="utf-8")
    for gss in site.build.covered:
        rows = [row for row in newest if row["gss"] == gss]
        name = f"authority/{gss}.xml"
        (folder / name).write_text(feed(site, name, f"{site.name_of(gss)}: {NAME}", rows), encoding="utf-8")


def _when(row: Row) -> str:
    return row["published"] or row["end"] or row["start"]


def feed(site: Site, name: str, title: str, rows: Sequence[Row]) -> str:
    """An Atom feed (RFC 4287) of inspections that have a day. It is as new as its newest entry: there is no clock."""
    dated = [row for row in rows if len(_when(row)) == len("2017-05-02")][:ENTRIES]
    newest = _when(dated[0]) if dated else "1970-01-01"
    url = site.options.base_url
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
            f"<id>{esc(url + name)}</id><title>{esc(title)}</title><updated>{newest}T00:00:00Z</updated>\n",
            f'<link rel="self" href="{esc(url + name)}"/><author><name>{esc(NAME)}</name></author>\n',
            *_entries(site, dated),
            "</feed>\n",
        )
    )


def _entries(site: Site, rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        page = site.options.base_url + page_of(site.build.path(row["inspection_iri"]))
        said = f"{site.build.label('framework', row['framework']) or 'Inspection'}, {day(row['start'])}"
        yield (
            f"<entry><id>{esc(row['inspection_iri'])}</id><title>{esc(row['body'])}, {esc(month(row['start']))}</title>"
            f'<link href="{esc(page)}"/><updated>{_when(row)}T00:00:00Z</updated><summary>{esc(said)}</summary></entry>\n'
        )
