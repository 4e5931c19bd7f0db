"""Pictures of pages in a build: for every fact of a PDF, kept for the next build, never of who is not to be shown."""

from __future__ import annotations

import builtins
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import work
from kg.errors import MissingExtra, UsageError
from kg.pipeline import build
from kg.publish import page_images
from kg.publish.page_images import FOLDER, read_images
from kg.settings import Settings
from kg.site.publishing import publish_site
from tests.conftest import ROOT
from tests.resolve.test_decisions import HEAD
from tests.site.hostile import copied
from tests.site.pages import broken, read

REPORT = ROOT / "seeds" / "warwickshire-2017-report.pdf"
TABLES = ("judgements", "recommendations", "findings", "people", "statistics")


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def ids(folder: Path) -> dict[str, str]:
    """File → id of its document."""
    return {row["document"]: row["document_iri"].rpartition("/")[2] for row in rows(folder, "documents")}


def build_report(output: Path, decisions: Path | None = None) -> Path:
    build(Settings(paths=(REPORT,), output=output, workers=1, page_images=True, decisions=decisions))
    return output


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of one report with pictures."""
    return build_report(tmp_path_factory.mktemp("pictured") / "output")


def test_every_fact_of_a_pdf_has_boxes_on_its_page(seed_build: Path) -> None:
    known = ids(seed_build)
    stated = [row for table in TABLES for row in rows(seed_build, table) if row["document"].endswith(".pdf")]
    assert len(stated) > 300
    for row in stated:
        images = read_images(seed_build, known[row["document"]])
        assert images[int(row["page"])].boxes[int(row["char_start"]), int(row["char_end"])]


def test_only_pdfs_have_pictures(seed_build: Path) -> None:
    found = {file.stem for file in (seed_build / FOLDER).glob("*.json")}
    assert found == {name for file, name in ids(seed_build).items() if file.endswith(".pdf")}
    assert read_images(seed_build, "0" * 16) == {}


def test_every_picture_has_a_text_in_its_place_and_loads_when_it_is_needed(seed_build: Path) -> None:
    pages = list((seed_build / FOLDER).glob("*.html"))
    assert pages
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert read(path).elements.count("img") == text.count('<img loading="lazy"') == text.count('alt="Page ')
        assert all((path.parent / a).is_file() for a in read(path).addresses if a.endswith(".png"))


def test_pictures_are_taken_over_by_the_next_build(pictured: Path) -> None:
    before = {path.name: path.stat().st_ino for path in (pictured / FOLDER).rglob("*.png")}
    build_report(pictured)
    assert before
    assert {path.name: path.stat().st_ino for path in (pictured / FOLDER).rglob("*.png")} == before
    assert broken(pictured) == []


def test_what_was_drawn_before_the_time_ran_out_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = page_images.pictures

    def slow(*given: Any) -> Iterator[Any]:
        yield next(every(*given))
        raise work.OverTime

    monkeypatch.setattr(page_images, "pictures", slow)
    output = build_report(tmp_path / "output")
    document = ids(output)[REPORT.name]
    assert len(read_images(output, document)) == 1
    assert "1 have pictures" in (output / "problems.csv").read_text(encoding="utf-8")
    assert broken(output) == []
    monkeypatch.undo()
    assert len(read_images(build_report(output), document)) > 1


def test_a_document_that_names_a_hidden_person_has_no_pictures(tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.csv"
    lead = next(row["person"] for row in rows(build_report(tmp_path / "before"), "people") if row["person"])
    decisions.write_text(f"{HEAD}\nhide-person,{lead},,2026-11-23,asked\n", encoding="utf-8")
    output = build_report(tmp_path / "after", decisions)
    assert not list((output / FOLDER).rglob("*.png"))
    assert "names a person who is not to be shown" in (output / "problems.csv").read_text(encoding="utf-8")


def test_pictures_are_published_of_open_documents_alone(seed_build: Path, tmp_path: Path) -> None:
    folder = copied(seed_build, tmp_path / "build")
    table = folder / "tables" / "documents.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    closed = REPORT.name
    table.write_text(
        "".join(line.replace("CC BY 4.0", "") if closed in line else line for line in lines), encoding="utf-8"
    )
    publish_site(folder, tmp_path / "site", "https://example.org/", page_images=True)
    shown = {path.name for path in (tmp_path / "site" / FOLDER).iterdir() if path.is_dir()}
    assert shown == {name for file, name in ids(folder).items() if file.endswith(".pdf") and file != closed}
    assert not (tmp_path / "site" / FOLDER / f"{ids(folder)[closed]}.html").exists()
    assert broken(tmp_path / "site") == []


def test_no_picture_is_published_unless_it_is_asked_for(seed_build: Path, tmp_path: Path) -> None:
    publish_site(seed_build, tmp_path / "site", "https://example.org/")
    assert not (tmp_path / "site" / FOLDER).exists()
    assert broken(tmp_path / "site") == []


def test_pictures_that_a_build_does_not_have_are_asked_for_in_vain(seed_build: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg build --page-images"):
        publish_site(tmp_path, tmp_path / "site", "https://example.org/", page_images=True)


def test_without_pillow_the_error_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name.startswith("PIL"):
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"inspection-kg\[pictures\]"):
        build_report(tmp_path / "output")
    assert not (tmp_path / "output").exists()
