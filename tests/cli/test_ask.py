"""`kg ask` and `kg analyse` from outside: what they print, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kg.cli.answer import answer_lines
from kg.graph.query import Rows, run_query
from kg.graph.store import open_store
from kg.questions import saved_questions
from tests.cli.test_commands import run
from tests.graph import examples

HISTORY = ("ask", "history", "--authority", "Warwickshire", "--aspect", "adoption")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of documents that disagree."""
    return examples.build(tmp_path_factory.mktemp("made"))


def test_without_a_name_every_question_is_listed_with_its_parameters() -> None:
    done = run("ask")
    assert (done.returncode, done.stderr) == (0, "")
    for question in saved_questions().values():
        assert f"\n{question.name}\n    {question.text}\n" in "\n" + done.stdout
    assert "--authority (needed)  --aspect  --from  --until" in done.stdout
    assert "--grade [inadequate]" in done.stdout


def test_an_answer_shows_its_words_and_how_to_see_them_in_their_place(made: Path) -> None:
    done = run(*HISTORY, "--build", made)
    assert done.returncode == 0
    assert re.search(r"2017-05-02 +Good\n +“words 30-40”\n +— report\.pdf, page 1\n", done.stdout)
    command = re.search(r"kg (explain \S+) --build", done.stderr)
    assert command
    assert "1 row." in done.stderr
    assert "words 30-40" in run(*command[1].split(), "--build", made).stdout


@pytest.mark.parametrize("width", ["40", "80", "200"])
@pytest.mark.parametrize("name", ["conflicts", "press", "judged", "in-office"])
def test_a_table_fits_the_terminal(made: Path, name: str, width: str) -> None:
    rows = run_query(open_store(made / "store"), saved_questions()[name].query)
    assert isinstance(rows, Rows)
    lines = list(answer_lines(rows, width=int(width)))
    assert len(lines) > 2
    assert max(map(len, lines)) <= max(int(width), 70)


def test_a_long_quote_is_shortened_in_the_table_and_whole_in_csv(seed_build: Path) -> None:
    asked = ("ask", "recommendations-on", "--theme", "caseloads", "--build", seed_build)
    shown = run(*asked).stdout
    [row] = csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout))
    assert len(row["quote"]) > 150
    assert row["recommendation_iri"].endswith("recommendation/E10000031/2017-05-02/authority/2")
    assert row["recommendation_iri"] not in shown


def test_json_is_the_format_of_sparql_results(made: Path) -> None:
    found = json.loads(run(*HISTORY, "--build", made, "--format", "json").stdout)
    [row] = found["results"]["bindings"]
    assert row["grade"]["value"] == "Good"


def test_the_query_can_be_printed_and_asked(made: Path, tmp_path: Path) -> None:
    done = run(*HISTORY, "--sparql", "--build", made)
    assert "PREFIX insp: <" in done.stdout
    assert f"VALUES ?authority_iri {{ <{examples.BASE}authority/E10000031> }}" in done.stdout
    (tmp_path / "mine.rq").write_text(done.stdout, encoding="utf-8")
    again = run("query", tmp_path / "mine.rq", "--build", made, "--format", "csv")
    assert again.stdout == run(*HISTORY, "--build", made, "--format", "csv").stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("histry",), "no saved question 'histry'; did you mean history?"),
        (("history", "--authority", "Warwikshire"), "did you mean Warwickshire"),
        (("history",), 'needs --authority, for instance: kg ask history --authority "Warwickshire"'),
        (("conflicts", "--theme", "caseloads"), "has no --theme; it has --authority"),
        (("judged", "--grade", "goood"), "no grade 'goood'; did you mean good?"),
        (("judged", "--from", "last year"), "is no date: write 2017, 2017-05 or 2017-05-02"),
        (("lead-inspectors", "--person", "Ann Exampel"), "did you mean Ann Example or A Example?"),
        (("judged", "--aspect", '"} # \x1b[31m'), "no aspect"),
    ],
)
def test_wrong_words_are_exit_code_2_and_one_line(made: Path, args: tuple[str, ...], words: str) -> None:
    done = run("ask", *args, "--build", made)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert re.fullmatch(r"kg: .*\n", done.stderr)
    assert "\x1b" not in done.stderr


def test_an_answer_without_rows_says_so(made: Path) -> None:
    done = run("ask", "conflicts", "--authority", "Worcestershire", "--build", made)
    assert done.returncode == 0
    assert "Nothing in this build answers that" in done.stdout


@pytest.mark.parametrize("args", [HISTORY, ("analyse",)])
def test_without_a_build_one_line_says_what_to_do(tmp_path: Path, args: tuple[str, ...]) -> None:
    done = run(*args, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"kg: .*kg build.*\n", done.stderr)


def test_an_analysis_names_its_files(made: Path, tmp_path: Path) -> None:
    done = run("analyse", "--build", made, "--to", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    named = [Path(line.strip()) for line in done.stdout.splitlines()[1:]]
    assert [path.name for path in named] == ["index.html", "analysis.md"]
    assert all(path.is_file() for path in named)


def test_an_analysis_that_cannot_be_written_is_exit_code_2(made: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("analyse", "--build", made, "--to", tmp_path / "file")
    assert done.returncode == 2
    assert "name another folder with --to" in done.stderr
