"""The site of a build: every link leads somewhere, evidence is one click away, nothing of a document is markup."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kg.site.build import Doc
from kg.site.site import Options
from kg.site.write import SINGLE, THINGS, write_site
from tests.site.hostile import copied
from tests.site.pages import broken, pages, read

WARWICKSHIRE = "authority/E10000031.html"


def rows(build: Path, table: str) -> list[dict[str, str]]:
    with (build / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def text_of(path: Path) -> str:
    return " ".join(" ".join(read(path).text).split())


def test_every_link_leads_somewhere(seed_build: Path) -> None:
    assert broken(seed_build) == []


@pytest.mark.real
def test_every_link_leads_somewhere_in_the_site_of_real_documents(real_build: Path) -> None:
    assert broken(real_build) == []


def test_every_kind_of_page_is_there(seed_build: Path) -> None:
    assert {path.parts[-2] for path in pages(seed_build)} >= {*THINGS, "brief"} - {"indicator", "inspection", "person"}
    assert {path.relative_to(seed_build).as_posix() for path in pages(seed_build)} >= {
        f"{name}.html" for name in SINGLE
    }
    assert (seed_build / "graph.html").is_file()


def test_no_id_stands_twice_in_a_page(seed_build: Path) -> None:
    found = {path: read(path).ids for path in pages(seed_build)}
    assert [path.name for path, ids in found.items() if len(ids) != len(set(ids))] == []


def test_no_page_asks_for_anything_from_the_network(seed_build: Path) -> None:
    for path in pages(seed_build):
        text = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert not re.search(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=\"(?:https?:)?//", text)


def test_every_fact_of_a_document_leads_to_its_words(seed_build: Path) -> None:
    documents = {row["document"]: row["document_iri"].rpartition("/")[2] for row in rows(seed_build, "documents")}
    for table in ("judgements", "recommendations", "findings", "people", "statistics", "quotations"):
        for row in rows(seed_build, table):
            page = read(seed_build / "document" / f"{documents[row['document']]}.html")
            assert f"p-{row['char_start']}-{row['char_end']}" in page.ids


def test_the_same_build_gives_the_same_pages_whatever_the_number_of_workers(seed_build: Path, tmp_path: Path) -> None:
    folder = copied(seed_build, tmp_path)
    write_site(folder, workers=1)
    ours = {path.relative_to(folder): path.read_bytes() for path in pages(folder)}
    assert ours == {path.relative_to(seed_build): path.read_bytes() for path in pages(seed_build)}
    assets = sorted(path.relative_to(folder) for path in (folder / "assets").rglob("*.*"))
    assert all((folder / name).read_bytes() == (seed_build / name).read_bytes() for name in assets)


def test_the_grade_now_is_told_in_a_sentence(seed_build: Path) -> None:
    lead = text_of(seed_build / WARWICKSHIRE)
    assert re.search(r"Graded (RI )?Requires improvement overall at the inspection of June 2025", lead)
    assert re.search(r"Down from (G )?Good in November 2021", lead)


def test_an_office_that_no_document_names_is_not_stated(seed_build: Path) -> None:
    assert "Chief executive not stated" in text_of(seed_build / WARWICKSHIRE)


def test_a_grade_leads_to_the_words_that_state_it(seed_build: Path) -> None:
    [row] = [
        row
        for row in rows(seed_build, "judgements")
        if row["judgement_iri"].endswith("E10000031/2017-05-02/adoption/good") and row["primary"] == "true"
    ]
    address = next(
        a for a in read(seed_build / WARWICKSHIRE).addresses if a.endswith(f"#p-{row['char_start']}-{row['char_end']}")
    )
    assert address.startswith("../document/")


def test_documents_under_no_open_licence_are_quoted_in_short(seed_build: Path, tmp_path: Path) -> None:
    folder = copied(seed_build, tmp_path)
    table = folder / "tables" / "documents.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("CC BY 4.0", ""), encoding="utf-8", newline="")
    write_site(folder, options=Options(all_texts=False, quote_chars=60))
    assert broken(folder) == []
    for path in (folder / "document").glob("*.html"):
        whole = (folder / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
        quoted = re.findall(r"<mark [^>]+>([^<]*)</mark></blockquote>", path.read_text(encoding="utf-8"))
        assert "licence does not say" in text_of(path)
        assert all(len(quote) <= 60 + 5 * quote.count("&") for quote in quoted)
        assert len(text_of(path)) < 40 * len(whole)
        assert 'class="text">' + whole[:40] not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("licence", "open_"),
    [
        ("Open Government Licence v3.0", True),
        ("CC BY 4.0", True),
        ("https://creativecommons.org/licenses/by-sa/4.0/", True),
        ("CC0", True),
        ("CC BY-ND 4.0", False),
        ("All rights reserved", False),
        ("", False),
    ],
)
def test_which_licences_are_open(licence: str, open_: bool) -> None:
    doc = Doc("document/1", "a.txt", "", "", "", "", "", "", "", licence, ())
    assert doc.is_open is open_


def test_nothing_of_a_document_becomes_markup(hostile_site: Path) -> None:
    for path in pages(hostile_site):
        page = read(path)
        assert not {"i", "iframe"} & set(page.elements), path
        assert page.elements.count("img") == sum(a.endswith(".png") for a in page.addresses)
        assert page.handlers == []
        assert page.elements.count("script") == 2
        assert not [a for a in page.addresses if a.lower().startswith(("javascript:", "data:"))]


def test_hostile_documents_break_no_link(hostile_site: Path) -> None:
    assert broken(hostile_site) == []


def test_titles_without_end_do_not_fill_a_page(hostile_site: Path) -> None:
    assert max(path.stat().st_size for path in pages(hostile_site) if path.parent == hostile_site) < 600_000


def test_a_build_without_pages_can_be_asked_for(tmp_path: Path) -> None:
    from kg.pipeline import build
    from kg.settings import Settings
    from tests.conftest import ROOT

    report = build(
        Settings(
            paths=(ROOT / "seeds" / "documents.csv", ROOT / "seeds" / "worcestershire-2017-trade-press.txt"),
            output=tmp_path / "out",
            site=False,
            workers=1,
        )
    )
    assert not (tmp_path / "out" / "index.html").exists()
    assert "index.html" not in report.names
    assert "site" not in report.stages
