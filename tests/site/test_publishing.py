"""A site for the web: only open documents whole, data beside the pages, feeds, a sitemap."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import etree

from kg.errors import UsageError
from kg.site.analysis_page import write_analysis
from kg.site.build import Build
from kg.site.publishing import checked, publish_site
from kg.site.site import QUOTE_CHARS
from tests.site.hostile import copied
from tests.site.pages import broken, read

URL = "https://example.org/inspections/"
CLOSED = "warwickshire-2022-local-press.txt"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def published(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own documents on the web, one of them under no open licence."""
    build = copied(seed_build, tmp_path_factory.mktemp("closed"))
    table = build / "tables" / "documents.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row["licence"] = "" if row["document"] == CLOSED else row["licence"]
    with table.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    write_analysis(build)
    out = tmp_path_factory.mktemp("web") / "site"
    publish_site(build, out, URL)
    return out


def closed_document(published: Path) -> Path:
    with (published / "tables" / "documents.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["document"]: row["document_iri"] for row in csv.DictReader(lines)}
    return published / "document" / f"{found['warwickshire-2022-local-press.txt'].rpartition('/')[2]}.html"


def test_every_link_of_a_published_site_leads_somewhere(published: Path) -> None:
    assert broken(published) == []


def test_a_document_under_no_open_licence_is_not_published_whole(published: Path, seed_build: Path) -> None:
    page = closed_document(published)
    whole = (seed_build / "texts" / f"{page.stem}.txt").read_text(encoding="utf-8")
    longest = max((part for part in whole.splitlines() if len(part) > 320), key=len, default="")
    for path in sorted(published.rglob("*.*")):
        if path.suffix in {".html", ".csv", ".json", ".ttl", ".js"} and longest:
            assert longest not in path.read_text(encoding="utf-8"), path.name
    assert "licence does not say" in " ".join(read(page).text)
    assert not (published / "graph.ttl").exists()


def test_the_analysis_is_published_as_a_page_of_the_site(published: Path) -> None:
    page = read(published / "analysis" / "index.html")
    assert "../analysis/index.html" in page.addresses
    assert f"{URL}analysis/index.html" in page.addresses  # as which it is cited
    assert "analysis/index.html" in read(published / "charts.html").addresses
    with (published / "analysis" / "sentences.csv").open(encoding="utf-8", newline="") as lines:
        sentences = [row["sentence"] for row in csv.DictReader(lines)]
    assert len(sentences) > 10
    assert " ".join(sentences[0].split()) in " ".join(" ".join(page.text).split())


def test_facts_of_a_closed_document_are_published_in_few_words(published: Path, seed_build: Path) -> None:
    build = Build(seed_build, quote_chars=20)
    build.docs[CLOSED] = replace(build.docs[CLOSED], licence="")
    assert build.cut(CLOSED, "one two three four five six") == "one two three four…"
    assert (
        build.cut("warwickshire-2017-report-extract.txt", "one two three four five six")
        == "one two three four five six"
    )
    quotes = []
    for path in sorted((published / "analysis" / "facts").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            quotes += [row["quote"] for row in csv.DictReader(lines) if row["document"] == CLOSED]
    assert quotes
    assert max(map(len, quotes)) <= QUOTE_CHARS


def test_without_an_analysis_nothing_leads_to_one(seed_build: Path, tmp_path: Path) -> None:
    publish_site(seed_build, tmp_path / "site", URL)
    assert not (tmp_path / "site" / "analysis").exists()
    assert not [address for address in read(tmp_path / "site" / "index.html").addresses if "analysis" in address]
    assert "analysis" not in (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_open_documents_are_published_whole(published: Path) -> None:
    texts = [
        path
        for path in (published / "document").glob("*.html")
        if "licence does not say" not in "".join(read(path).text)
    ]
    assert len(texts) >= 9


def test_the_data_of_a_page_stand_beside_it(published: Path) -> None:
    page = published / "authority" / "E10000031.html"
    with page.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert len(rows) == len(found["facts"]) > 50
    assert all(row["document"] and row["char_start"].isdecimal() for row in rows)
    triples = list(ox.parse(page.with_suffix(".ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
    subjects = {str(triple.subject)[1:-1] for triple in triples}
    assert {row["iri"] for row in rows} <= subjects
    assert f"{URL}authority/E10000031.html" in page.read_text(encoding="utf-8")


def test_the_sitemap_lists_every_page(published: Path) -> None:
    tree = etree.parse(published / "sitemap.xml")
    listed = {str(place.text) for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = {URL + path.relative_to(published).as_posix() for path in published.rglob("*.html")}
    assert listed == pages


@pytest.mark.parametrize("name", ["feed.xml", "authority/E10000031.xml"])
def test_a_feed_tells_of_inspections_the_newest_first(published: Path, name: str) -> None:
    feed = etree.parse(published / name).getroot()
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in feed.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert days[0] == feed.findtext(f"{ATOM}updated") == "2025-10-14T00:00:00Z"
    [link] = {link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert link == URL + name


def test_sources_stand_with_their_licences(published: Path) -> None:
    text = " ".join("".join(read(published / "sources.html").text).split())
    assert "CC BY 4.0" in text
    assert "No licence stated" in text
    assert "Ofsted, 14 July 2017" in text


def test_the_same_build_gives_the_same_site(seed_build: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        publish_site(seed_build, tmp_path / name, URL)
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("a", "b")
    )
    assert first == second


def test_a_folder_that_holds_something_else_is_left_alone(seed_build: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.txt"):
        publish_site(seed_build, tmp_path, URL)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize(
    "address", ["", "example.org", "ftp://example.org/", "https://x.org/?a=1", 'https://x.org/"><b>']
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        checked(address)


def test_an_address_ends_with_a_slash() -> None:
    assert checked("https://example.org/x") == checked("https://example.org/x/") == "https://example.org/x/"
