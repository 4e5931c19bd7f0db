"""What kind of document it is decides what is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import genres
from kg.genres import inspection_report, read_facts
from kg.genres.genre import Extraction, Genre
from kg.model import Document
from kg.read import read_document
from kg.vocabulary import Lexicon, lexicon
from tests.documents import heading, pdf, prose, read, read_report, source_of, stated, title
from tests.extract.reports import ALL, FILLER, ilacs


def test_the_projects_own_genres_are_in_the_list() -> None:
    assert inspection_report.GENRE in genres.GENRES
    assert len({genre.notation for genre in genres.GENRES}) == len(genres.GENRES)


def test_every_genre_is_in_the_vocabulary() -> None:
    assert {genre.notation for genre in genres.GENRES} <= set(lexicon().scheme("genre").concepts)


@pytest.mark.parametrize("layout", ALL)
def test_reports_are_recognised_for_sure(layout: str, tmp_path: Path) -> None:
    assert inspection_report.recognise(read(tmp_path, ALL[layout]()), lexicon()) > 0.6


def test_a_report_about_something_else_is_no_inspection_report(tmp_path: Path) -> None:
    pages = [
        [*title("Minutes of the parish council"), *prose("Date: 3 May 2016"), *prose(*FILLER)],
        [*heading("What needs to improve"), *prose(*FILLER)],
    ]
    reading = read_report(tmp_path, pages)
    assert (reading.genre, reading.facts) == ("other", ())
    assert [problem.severity for problem in reading.problems] == ["note"]


def test_a_document_that_speaks_of_an_inspection_is_no_report_of_it(tmp_path: Path) -> None:
    pages = [
        [
            *title("Children’s services: what is next"),
            *prose("The council was rated good last year. The inspection", "dates were not known before.", *FILLER),
        ]
    ]
    assert read_report(tmp_path, pages).genre != "inspection-report"


def test_a_genre_that_another_package_adds_is_asked_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Point:
        name = "poems"

        def load(self) -> Genre:
            return Genre("poem", recognise, lambda *_: Extraction(title="A poem", author="Ann Example"))

    def recognise(document: Document, words: Lexicon) -> float:
        return 1.0 if "roses" in document.text else 0.0

    monkeypatch.setattr(genres, "entry_points", lambda group: [Point()] if group == "kg.genres" else [])
    genres.all_genres.cache_clear()
    try:
        document = read_document(source_of(tmp_path, b"The roses are red,\nand so on.\n", "a.txt"))
        reading = read_facts(document, lexicon())
    finally:
        genres.all_genres.cache_clear()
    assert (reading.genre, reading.title, reading.author) == ("poem", "A poem", "Ann Example")


def test_a_reading_knows_where_its_words_stand(tmp_path: Path) -> None:
    document = read(tmp_path, ilacs())
    reading = read_facts(document, lexicon())
    for passage in reading.passages:
        assert document.text[passage.start : passage.end] == passage.exact
        assert passage.page == document.offsets.page_at(passage.start)
        assert passage.section == document.section_at(passage.start)
    spans = [(passage.start, passage.end) for passage in reading.passages]
    assert spans == sorted(set(spans))
    assert {(span.start, span.end) for fact in reading.facts for span in fact.evidence} == set(spans)


def test_a_reading_names_its_document_in_every_problem(tmp_path: Path) -> None:
    reading = read_report(tmp_path, ilacs(lead=("Lead inspector: to be named",)), "folder/a.pdf")
    assert {problem.document for problem in reading.problems} == {"folder/a.pdf"}


def test_the_same_document_gives_the_same_reading(tmp_path: Path) -> None:
    data = pdf(ilacs())
    one, other = (read_facts(read_document(source_of(tmp_path, data)), lexicon()) for _ in range(2))
    assert repr(one) == repr(other)
    assert stated(one, "startDate") == ["2024-05-13"]
