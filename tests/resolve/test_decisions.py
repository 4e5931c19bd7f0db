"""What a person decided wins over the rules, and the graph says so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import UsageError
from kg.resolve.decisions import COLUMNS, read_decisions
from kg.settings import DEFAULT_BASE, Settings, seeds_dir

HEAD = ",".join(COLUMNS)


def file_with(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path


def rows(output: Path, table: str) -> list[dict[str, str]]:
    with (output / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decided")
    path = file_with(
        folder,
        "same-person,Chris Sands,Peter McEntee,2026-11-23,only to try it",
        f"reject,{DEFAULT_BASE}judgement/E10000031/2017-05-02/adoption/good,,2026-11-23,read it again",
    )
    pipeline.build(Settings(paths=(seeds_dir(),), output=folder / "output", workers=1, decisions=path))
    return folder / "output"


def test_a_rejected_fact_is_in_no_table(decided: Path) -> None:
    found = [r for r in rows(decided, "judgements") if r["judgement_iri"].endswith("2017-05-02/adoption/good")]
    assert found == []


def test_two_names_that_a_person_ties_are_one_person(decided: Path) -> None:
    graph = (decided / "graph.ttl").read_text(encoding="utf-8")
    assert "<person/ofsted/chris-sands>" not in graph


def test_a_decision_is_shown_with_its_day_and_reason(decided: Path) -> None:
    graph = (decided / "graph.ttl").read_text(encoding="utf-8")
    assert "a insp:Decision" in graph
    assert "read it again" in graph


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("perhaps,a,b,2026-11-23,why", "no kind of decision"),
        ("same-person,a,,2026-11-23,why", "needs two names"),
        ("reject,,,2026-11-23,why", "needs a fact"),
        ("reject,x,,2026-11-23,", "needs a reason"),
        ("reject,x,,yesterday,why", "is no day"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(UsageError, match=f"line 2: .*{said}"):
        read_decisions(file_with(tmp_path, line), DEFAULT_BASE)


def test_a_file_without_the_columns_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column value"):
        read_decisions(file_with(tmp_path, head="kind,what,date,reason"), DEFAULT_BASE)


def test_a_name_may_not_stand_for_one_that_is_replaced(tmp_path: Path) -> None:
    path = file_with(tmp_path, "same-person,a,b,2026-11-23,x", "same-person,b,c,2026-11-23,x")
    with pytest.raises(UsageError, match="itself replaced"):
        read_decisions(path, DEFAULT_BASE)


def test_without_a_file_nothing_is_decided() -> None:
    assert read_decisions(None, DEFAULT_BASE).rows == ()
