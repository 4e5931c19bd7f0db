"""What a person decided wins over the rules, and the graph says so."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import UsageError
from kg.graph.validate import validate_build
from kg.resolve.decisions import COLUMNS, read_decisions
from kg.settings import DEFAULT_BASE, Settings, seeds_dir
from tests.cli.test_commands import run

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
        ("same-organisation,a,,2026-11-23,why", "needs two names"),
        ("same-person,a,a,2026-11-23,why", "needs two names"),
        ("match,page.html,inspection/E1/2016,2026-11-23,why", "a match needs a mention"),
        ("match,page.html#2016,person/x/y,2026-11-23,why", "a match needs a mention"),
        ("wrong-match,MASH,the hub,2026-11-23,why", "a wrong match needs a name"),
        ("correct,judgement/E1/2016/adoption/good,,2026-11-23,why", "needs the right grade"),
        ("correct,judgement/E1/2016/adoption/good,splendid,2026-11-23,why", "is no grade; such are"),
        ("correct,statistic/0123456789abcdef,many,2026-11-23,why", "is no number"),
        ("correct,appointment/0123456789abcdef,from=soon,2026-11-23,why", "is no date"),
        ("correct,person/ofsted/x,good,2026-11-23,why", "is no fact that can be corrected"),
        ("hide-person,Smith,,2026-11-23,why", "a first name and a surname"),
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


def test_lines_that_begin_with_a_hash_are_passed_over(tmp_path: Path) -> None:
    path = file_with(tmp_path, "# 0.67 a remark", "reject,x,,2026-11-23,why", "# another", "perhaps,x,,2026-11-23,why")
    with pytest.raises(UsageError, match="line 5: 'perhaps'"):
        read_decisions(path, DEFAULT_BASE)


@pytest.mark.parametrize(
    "lines",
    [
        ("same-person,a,b,2026-11-23,x", "same-person,a,c,2026-11-23,x"),
        ("reject,judgement/E1/2016/adoption/good,,2026-11-23,x",
         "correct,judgement/E1/2016/adoption/good,outstanding,2026-11-23,x"),
    ],
)  # fmt: skip
def test_two_rows_may_not_decide_one_thing_differently(tmp_path: Path, lines: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="line 3: line 2 decides otherwise"):
        read_decisions(file_with(tmp_path, *lines), DEFAULT_BASE)


# --- what each kind does, in a build of the seeds -----------------------------------------------------------

NEWS = "warwickshire-2018-council-news.html"
ADOPTION = "judgement/E10000031/2017-05-02/adoption"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with a decision of every other kind, and some that meet nothing."""
    folder = tmp_path_factory.mktemp("changed")
    path = file_with(
        folder,
        f"correct,{DEFAULT_BASE}{ADOPTION}/good,outstanding,2026-11-23,the table was misread",
        f"wrong-match,{NEWS}#2016,inspection/E10000031/2017-05-02,2026-11-23,it means another visit",
        "wrong-match,Chris Sands,person/ofsted/christopher-sands,2026-11-24,they are two",
        "same-organisation,Worcestershire,Warwickshire,2026-11-24,only to try it",
        "reject,judgement/E1/2016/adoption/good,,2026-11-24,gone",
        "same-person,Nobody Here,Nobody Else,2026-11-24,gone",
        "match,nowhere.html#2016,inspection/E10000031/2017-05-02,2026-11-24,gone",
    )
    pipeline.build(Settings(paths=(seeds_dir(),), output=folder / "output", workers=1, decisions=path))
    return folder / "output"


def test_a_corrected_fact_says_what_the_person_says_on_the_same_words(changed: Path, seed_build: Path) -> None:
    before = [r for r in rows(seed_build, "judgements") if r["judgement_iri"].endswith(f"{ADOPTION}/good")]
    after = [r for r in rows(changed, "judgements") if r["judgement_iri"].endswith(f"{ADOPTION}/outstanding")]
    assert [(r["document"], r["quote"]) for r in after] == [(r["document"], r["quote"]) for r in before]
    assert {(r["grade"], r["confidence"]) for r in after} == {("outstanding", "1")}
    assert all(r["extractor"].startswith("decision/") for r in after)
    assert not any(r["judgement_iri"].endswith(f"{ADOPTION}/good") for r in rows(changed, "judgements"))


def test_a_correction_is_shown_with_the_fact_that_it_took_out(changed: Path) -> None:
    graph = (changed / "graph.ttl").read_text(encoding="utf-8")
    assert f"prov:invalidated <{ADOPTION}/good>" in graph
    assert "the table was misread" in graph
    assert re.search(r"prov:wasGeneratedBy <decision/[0-9a-f]{16}>", graph)


def test_a_mention_is_not_tied_to_what_a_person_took_it_from(changed: Path, seed_build: Path) -> None:
    def tied(build: Path) -> set[str]:
        return {r["inspection_iri"] for r in rows(build, "inspections") if r["document"] == NEWS}

    full = f"{DEFAULT_BASE}inspection/E10000031/2017-05-02"
    assert full in tied(seed_build)
    assert full not in tied(changed)
    assert f"{DEFAULT_BASE}inspection/E10000031/2016" in tied(changed)


def test_a_name_that_is_not_another_s_stands_for_itself(changed: Path) -> None:
    graph = (changed / "graph.ttl").read_text(encoding="utf-8")
    assert "<person/ofsted/chris-sands>" in graph
    assert "<person/ofsted/christopher-sands>" in graph


def test_two_names_of_a_body_are_one(changed: Path) -> None:
    trade = [r for r in rows(changed, "judgements") if r["document"] == "worcestershire-2017-trade-press.txt"]
    assert {r["gss"] for r in trade} <= {"E10000031"}


def test_what_meets_nothing_is_said_with_its_line(changed: Path) -> None:
    with (changed / "problems.csv").open(encoding="utf-8", newline="") as file:
        found = [r for r in csv.DictReader(file) if r["document"] == "decisions.csv"]
    assert {r["where"] for r in found} == {"line 6", "line 7", "line 8"}
    assert all("met nothing in this build" in r["what"] for r in found)


def test_the_build_with_decisions_is_well_formed(changed: Path) -> None:
    assert validate_build(changed, 1) == []


def test_a_mention_means_what_a_person_says(tmp_path: Path) -> None:
    """Of two inspections a page is tied to the one that is decided."""
    line = f"match,{NEWS}#2016,inspection/E10000031/2021-11-22,2026-11-23,I was there"
    pipeline.build(
        Settings(paths=(seeds_dir(),), output=tmp_path / "out", workers=1, decisions=file_with(tmp_path, line))
    )
    found = {r["inspection_iri"] for r in rows(tmp_path / "out", "inspections") if r["document"] == NEWS}
    assert f"{DEFAULT_BASE}inspection/E10000031/2021-11-22" in found
    assert not [r for r in rows(tmp_path / "out", "resolutions") if r["what"] == f"{NEWS}#2016"]


# --- what is doubtful ---------------------------------------------------------------------------------------


def test_doubtful_decisions_are_kept_with_score_and_reason(seed_build: Path) -> None:
    found = {r["what"]: r for r in rows(seed_build, "resolutions")}
    assert (found["Chris Sands"]["kind"], found["Chris Sands"]["score"]) == ("wrong-match", "0.85")
    assert "short form" in found["Chris Sands"]["reason"]
    assert found[f"{NEWS}#2016"]["value"] == "inspection/E10000031/2017-05-02"
    assert all(0 <= float(r["score"]) < 0.9 for r in found.values())


def test_a_row_of_the_review_decides_otherwise(seed_build: Path, tmp_path: Path) -> None:
    """What is printed can be pasted: after it, nothing of it is doubtful any more."""
    printed = run("resolve", "--review", "--build", seed_build).stdout
    scores = [float(line.split()[1]) for line in printed.splitlines() if line.startswith("#")]
    assert scores == sorted(scores)
    path = file_with(tmp_path, *printed.splitlines())
    pipeline.build(Settings(paths=(seeds_dir(),), output=tmp_path / "out", workers=1, decisions=path))
    before = {(r["kind"], r["what"], r["value"]) for r in rows(seed_build, "resolutions")}
    assert len(before) == len(scores) > 2
    assert before & {(r["kind"], r["what"], r["value"]) for r in rows(tmp_path / "out", "resolutions")} == set()


def test_the_review_is_limited_and_says_how_to_see_the_rest(seed_build: Path) -> None:
    done = run("resolve", "--review", "--limit", "1", "--build", seed_build)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)
    assert "more: --limit" in done.stderr


def test_the_review_must_be_asked_for(seed_build: Path) -> None:
    assert run("resolve", "--build", seed_build).returncode == 2


def test_the_review_of_no_build_is_exit_code_1(tmp_path: Path) -> None:
    assert run("resolve", "--review", "--build", tmp_path).returncode == 1
