"""Tables are read off the graph."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kg.errors import BuildNotFound
from kg.graph.store import create_store, open_store
from kg.publish.columns import EVIDENCE, FACT_TABLES, OTHER_TABLES, latest_columns
from kg.publish.tables import write_tables
from tests.graph import examples as ex

Row = dict[str, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("tables")
    write_tables(ex.chunks(), found, ex.BASE, {"E06000001": 2})
    return found


def read(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def one(rows: list[Row], **values: str) -> Row:
    (found,) = [row for row in rows if values.items() <= row.items()]
    return found


def test_every_table_has_its_columns_in_order(folder: Path) -> None:
    headers = {name: (*columns, *EVIDENCE) for name, columns in FACT_TABLES.items()} | dict(OTHER_TABLES)
    for name, columns in headers.items():
        line = (folder / f"{name}.csv").read_bytes().split(b"\r\n")[0]
        assert line.decode() == ",".join(columns)
    assert set(files(folder)) == {f"{name}.csv" for name in (*headers, "latest")}


def test_a_fact_has_a_row_for_each_document_that_states_it(folder: Path) -> None:
    rows = [row for row in read(folder, "judgements") if row["aspect"] == "adoption" and row["grade"] == "good"]
    assert [(row["document"], row["primary"]) for row in rows] == [
        ("folder/report.pdf", "true"),
        ("folder/press.pdf", "false"),
    ]


@pytest.mark.parametrize("name", sorted(FACT_TABLES))
def test_exactly_one_row_of_a_fact_is_primary(folder: Path, name: str) -> None:
    rows = read(folder, name)
    iris = [next(iter(row.values())) for row in rows]
    assert iris
    assert sorted(set(iris)) == sorted(iri for iri, row in zip(iris, rows, strict=True) if row["primary"] == "true")


def test_a_row_says_where_its_words_stand(folder: Path) -> None:
    row = one(read(folder, "judgements"), aspect="lscb")
    expected = {
        "confidence": "0.9", "extractor": "grades.table", "document": "folder/report.pdf", "page": "1",
        "char_start": "50", "char_end": "60", "quote": "words 50-60",
    }  # fmt: skip
    assert expected.items() <= row.items()
    assert (row["body"], row["gss"]) == ("Warwickshire Safeguarding Children Board", ex.GSS)


def test_the_row_of_an_inspection_rests_on_the_words_that_state_its_dates(folder: Path) -> None:
    rows = [row for row in read(folder, "inspections") if row["inspection_iri"] == ex.BASE + ex.INSPECTION]
    assert [(row["document"], row["primary"], row["char_start"]) for row in rows] == [
        ("folder/report.pdf", "true", "100"),
        ("folder/copy.pdf", "false", "30"),
        ("folder/press.pdf", "false", "100"),
    ]
    assert {
        "body": "Warwickshire",
        "start": "2017-05-02",
        "end": "2017-05-25",
        "published": "2017-07-05",
        "lead_inspector": "Ann Example",
        "framework": "single-inspection",
        "status": "done",
    }.items() <= rows[0].items()


def test_the_first_passage_in_the_text_is_quoted(tmp_path: Path) -> None:
    fact = replace(ex.grade("adoption", "good", 900), evidence=(ex.Span(900, 910), ex.Span(90, 99)))
    readings = [ex.reading("report", [fact])]
    write_tables(ex.chunks(readings), tmp_path)
    assert read(tmp_path, "judgements")[0]["quote"] == "words 90-99"


def test_statements_show_values_as_written_in_tables(folder: Path) -> None:
    rows = read(folder, "statements")
    assert one(rows, property="startDate", document="folder/press.pdf")["value"] == "2017-05"
    assert one(rows, property="recommendationCount", document="folder/report.pdf")["value"] == "2"


def test_recommendations_tell_whom_they_address(folder: Path) -> None:
    row = one(read(folder, "recommendations"), number="1")
    expected = {
        "addressed_to": "authority",
        "position": "1",
        "priority": "priority-action",
        "themes": "caseloads",
    }
    assert expected.items() <= row.items()


def test_people_are_those_of_teams_and_of_posts(folder: Path) -> None:
    rows = read(folder, "people")
    assert one(rows, person="Ann Example")["organisation"] == "Ofsted"
    expected = {
        "honorific": "Cllr",
        "role": "council-leader",
        "organisation": "Warwickshire",
        "from": "2016-05",
        "interim": "true",
        "party": "conservative",
        "ward": "Stour",
    }
    assert expected.items() <= one(rows, person="Bob Sample").items()


def test_quotations_name_the_speaker(folder: Path) -> None:
    assert one(read(folder, "quotations"), text="We will do better.")["speaker"] == "Bob Sample"


def test_documents_keep_what_their_catalogue_says(folder: Path) -> None:
    row = one(read(folder, "documents"), document="folder/report.pdf")
    expected = {
        "issued": "2017-07-05",
        "source": "https://example.org/r.pdf",
        "version_of": ex.BASE + ex.WORK,
        "genre": "inspection-report",
        "about_iri": ex.BASE + ex.AUTHORITY,
        "pages": "3",
    }
    assert expected.items() <= row.items()


def test_conflicts_put_the_reports_own_statement_first(folder: Path) -> None:
    row = one(read(folder, "conflicts"), kind="number")
    assert (row["value"], row["other_value"], row["document"], row["other_document"]) == (
        "2", "12", "folder/report.pdf", "folder/press.pdf",
    )  # fmt: skip
    assert row["preferred"] == row["fact_iri"]


def test_transitions_show_both_grades(folder: Path) -> None:
    (row,) = read(folder, "transitions")
    assert (row["from_grade"], row["to_grade"], row["direction"], row["from_start"], row["gss"]) == (
        "inadequate", "requires-improvement", "improved", "2013-11-04", ex.GSS,
    )  # fmt: skip


def test_latest_takes_the_reports_grades_and_those_before(folder: Path) -> None:
    (row,) = read(folder, "latest")
    expected = {
        "overall-effectiveness": "requires-improvement",
        "overall-effectiveness_before": "inadequate",
        "adoption": "good",
        "adoption_before": "",
        "lscb": "good",
        "source": "https://example.org/r.pdf",
    }
    assert expected.items() <= row.items()


def test_latest_gives_a_shared_grade_to_each_aspect_that_it_covers(tmp_path: Path) -> None:
    both = ("looked-after-and-permanence", "care-leavers")
    fact = ex.grade("looked-after-and-permanence", "good", covers=both)
    write_tables(ex.chunks([ex.reading("report", [fact])]), tmp_path)
    (row,) = read(tmp_path, "latest")
    assert [row[aspect] for aspect in both] == ["good", "good"]
    assert tuple(row)[:3] == latest_columns(())[:3]


def test_coverage_has_every_authority_of_the_register(folder: Path) -> None:
    rows = read(folder, "coverage")
    assert len(rows) == len(read(folder, "authorities")) > 150
    assert one(rows, gss=ex.GSS) == {
        "gss": ex.GSS, "body": "Warwickshire", "documents": "4", "first": "2017-07", "latest": "2017-07-05",
        "kinds": "inspection-report; local-press", "unread": "0",
    }  # fmt: skip
    assert one(rows, gss="E06000001")["unread"] == "2"


def test_authorities_are_told_by_their_codes(folder: Path) -> None:
    row = one(read(folder, "authorities"), name="Hartlepool")
    assert (row["gss"], row["la_code"], row["type"], row["region"]) == (
        "E06000001", "805", "unitary-authority", "North East",
    )  # fmt: skip
    assert "E06000003" in row["statistical_neighbours"].split("; ")


def test_the_store_gives_the_same_bytes_as_the_chunks_in_any_order(folder: Path, tmp_path: Path) -> None:
    chunks = ex.chunks(list(reversed(ex.READINGS.values())))
    Random(7).shuffle(chunks)  # noqa: S311 - an order that is the same each time
    create_store(tmp_path / "store", chunks)
    counts = write_tables(open_store(tmp_path / "store"), tmp_path / "tables", "", {"E06000001": 2}).counts
    assert files(tmp_path / "tables") == files(folder)
    assert counts["judgements"] == len(read(folder, "judgements"))


def test_words_with_commas_quotes_and_line_ends_survive(tmp_path: Path) -> None:
    words = 'One, "two"\nthree\r\n=4'
    write_tables(ex.chunks([ex.reading("report", [ex.asked(words, number="1")])]), tmp_path)
    assert read(tmp_path, "recommendations")[0]["text"] == words


def test_a_build_without_documents_has_headers_and_the_register(tmp_path: Path) -> None:
    counts = write_tables(ex.chunks([])[-3:], tmp_path).counts
    assert counts["documents"] == counts["judgements"] == 0
    assert counts["coverage"] == counts["authorities"] > 150


def test_another_base_than_the_builds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound, match="kg build"):
        write_tables(ex.chunks([]), tmp_path, "https://other.org/")
