"""A piece that prints no date, dated by the report that it says came out "last week"."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import came_out
from kg.pipeline import build
from kg.resolve import undated
from kg.settings import Settings
from tests.documents import pdf
from tests.extract.reports import looked_after_2013
from tests.test_pipeline import fingerprint

REPORT_DAY = "2013-08-16"
PIECE = """Norfolk care services are not good enough, say inspectors

Ofsted’s inspection of services for looked after children in Norfolk took place in July 2013.

Norfolk County Council’s children’s services have much to do, according to {told}

The council will publish an improvement plan next month. The council will recruit ten social workers by June.
"""


def folder(at: Path, told: str, report: bool = True) -> Path:
    at.mkdir()
    (at / "piece.txt").write_text(PIECE.format(told=told), encoding="utf-8")
    if report:
        (at / "report.pdf").write_bytes(pdf(looked_after_2013()))
    return at


def built(at: Path, told: str, report: bool = True, workers: int = 1) -> Path:
    output = at / f"out-{workers}"
    documents = at / "in"
    build(Settings(paths=(documents if documents.is_dir() else folder(documents, told, report),), output=output,
                   workers=workers, site=False))  # fmt: skip
    return output


def rows(output: Path, table: str) -> list[dict[str, str]]:
    with (output / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return [row for row in csv.DictReader(opened) if row["document"] == "piece.txt"]


@pytest.mark.parametrize(("text", "when"), came_out.EXAMPLES)
def test_when_a_report_came_out(text: str, when: str) -> None:
    assert came_out.said_when(text) == when


@pytest.mark.parametrize(("when", "published", "issued"), undated.EXAMPLES)
def test_the_day_that_follows(when: str, published: str, issued: str) -> None:
    assert undated.issued_of(when, published) == issued


@given(st.dates(), st.sampled_from([when for when, _, _ in undated.EXAMPLES]))
def test_no_piece_comes_out_before_the_report(published: object, when: str) -> None:
    day = str(published)
    issued = undated.issued_of(when, day) if "0002" < day < "9990" else ""
    assert not issued or issued >= day[: len(issued)]


def test_a_piece_is_dated_by_the_report_and_its_deadlines_count_from_there(tmp_path: Path) -> None:
    output = built(tmp_path, "a report by Ofsted, published yesterday.")
    (document,) = rows(output, "documents")
    assert document["issued"] == "2013-08-17"
    assert "yesterday" in document["issued_inferred_from"]
    assert {row["due"] for row in rows(output, "actions")} == {"2013-09", "2014-06"}


def test_the_piece_is_no_source_of_the_day_that_dates_it(tmp_path: Path) -> None:
    output = built(tmp_path, "a report by Ofsted, published yesterday.")
    assert [row for row in rows(output, "statements") if row["property"] == "publicationDate"] == []


def test_without_the_report_nothing_follows(tmp_path: Path) -> None:
    output = built(tmp_path, "a report by Ofsted, published yesterday.", report=False)
    (document,) = rows(output, "documents")
    assert (document["issued"], document["issued_inferred_from"]) == ("", "")
    assert {row["due"] for row in rows(output, "actions")} == {"next month", "by June."}


def test_the_bytes_are_the_same_for_two_workers_and_when_taken_over(tmp_path: Path) -> None:
    told = "a report by Ofsted, published yesterday."
    first, second = built(tmp_path, told), built(tmp_path, told, workers=2)
    assert fingerprint(first) == fingerprint(second)
    before = fingerprint(first)
    assert fingerprint(built(tmp_path, told)) == before
