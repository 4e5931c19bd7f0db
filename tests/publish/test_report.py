"""What a build says of itself: problems as a table, the record of the run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kg.model import Problem, Severity
from kg.publish.report import Report, Stopwatch, versions, write_problems, write_record
from kg.settings import Settings

PROBLEMS = (
    Problem("b.pdf", Severity.WARNING, "page 1", 'a "quoted" word, and a comma', "look"),
    Problem("a.pdf", Severity.ERROR, "document", "the PDF is encrypted", "save it without\na password"),
    Problem("a.pdf", Severity.NOTE, "page 2", "no text", "look"),
)


def of(problems: tuple[Problem, ...] = PROBLEMS) -> Report:
    return Report.of(3, 40, problems, {"judgements": 7}, Stopwatch())


def test_problems_are_counted_by_how_bad_they_are() -> None:
    report = of()
    assert (report.problems, report.errors) == (2, 1), "notes are no problems"


def test_problems_are_a_sorted_table_that_a_spreadsheet_reads(tmp_path: Path) -> None:
    file = tmp_path / "problems.csv"
    write_problems(file, PROBLEMS)
    with file.open(encoding="utf-8", newline="") as opened:
        header, *rows = list(csv.reader(opened))
    assert header == ["document", "severity", "where", "what", "what_to_do"]
    assert [row[:2] for row in rows] == [["a.pdf", "error"], ["a.pdf", "note"], ["b.pdf", "warning"]]
    assert rows[2][3] == 'a "quoted" word, and a comma'


def test_the_order_of_problems_changes_nothing(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    write_problems(one, PROBLEMS)
    write_problems(other, PROBLEMS[::-1])
    assert one.read_bytes() == other.read_bytes()


def test_the_record_holds_versions_options_counts_and_times(tmp_path: Path) -> None:
    file = tmp_path / "build.json"
    write_record(file, of(), Settings(paths=(Path("seeds"),), workers=2), 5)
    record = json.loads(file.read_text(encoding="utf-8"))
    assert record["options"] == {"base": Settings(paths=()).base, "workers": 2, "paths": ["seeds"]}
    assert (record["sources"], record["documents"], record["facts"], record["rows"]) == (5, 3, 40, {"judgements": 7})
    assert record["versions"] == versions()
    assert record["peak_memory_mb"] > 1
    assert record["finished"].endswith("Z")


def test_versions_name_what_decides_the_result() -> None:
    assert {"inspection-kg", "pypdfium2", "pyoxigraph"} <= set(versions())


def test_a_package_that_is_not_there_is_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.publish.report._PACKAGES", ("no-such-package-at-all",))
    assert versions() == {"no-such-package-at-all": "not installed"}


def test_a_stopwatch_counts_stages_one_after_the_other() -> None:
    watch = Stopwatch()
    watch.lap("one")
    watch.lap("two")
    assert list(watch.laps) == ["one", "two"]
    assert 0 <= sum(watch.laps.values()) <= watch.seconds + 0.01
