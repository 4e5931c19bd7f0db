"""The command line from outside: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import rdflib

from kg.cli import app
from kg.cli.console import printable
from tests.conftest import ROOT, SMALL_BASE, SMALL_FACT, hears_ctrl_c

KG = (sys.executable, "-m", "kg.cli")
COMMANDS = [command.__name__ for command in app.COMMANDS]
GRADES = "SELECT ?body ?grade { ?j insp:body ?body ; insp:grade ?grade }"
Done = subprocess.CompletedProcess[str]


def run(*args: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] | None = None) -> Done:
    """Runs a command in a process of its own, as a user would."""
    return subprocess.run(
        [*KG, *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT), **(environment or {})},
    )


def test_the_help_fits_a_screen() -> None:
    lines = run("--help").stdout.splitlines()
    assert len(lines) <= 27  # one for each command, and what cannot be left out
    assert max(map(len, lines)) <= 80


def test_the_help_names_every_command_in_full() -> None:
    text = run("--help").stdout
    assert [name for name in COMMANDS if f"\n  {name} " not in text] == []
    assert "..." not in text.partition("Commands:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    text = run(command, "--help").stdout
    assert re.search(rf"Examples?:\n\s+kg {command} ", text) or command == "build"
    assert f"kg {command}" in text.partition("Example")[2]


HELP = """
import sys
from kg.cli import main
sys.argv = ["kg", "--help"]
try:
    main()
except SystemExit:
    pass
slow = ["pyoxigraph", "rdflib", "networkx", "pypdfium2", "lxml", "jinja2", "pyshacl", "docx", "trafilatura", "asyncio"]
print([name for name in slow if name in sys.modules], file=sys.stderr)
"""


def test_the_help_waits_for_nothing_that_is_slow_to_load() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HELP], capture_output=True, text=True, env=os.environ | {"COLUMNS": "80"}
    )
    assert "build" in done.stdout
    assert done.stderr == "[]\n"


def test_the_version_is_one_line() -> None:
    assert re.fullmatch(r"kg .+\n", run("--version").stdout)


@pytest.mark.parametrize("args", [("nothing",), ("query",), ("build", "--workers", "0"), ("export",)])
def test_wrong_use_is_exit_code_2(args: tuple[str, ...]) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "args",
    [("query", GRADES), ("explain", "authority/E1"), ("validate",), ("export", "--format", "turtle")],
)
def test_without_a_build_one_line_says_what_to_do(tmp_path: Path, args: tuple[str, ...]) -> None:
    done = run(*args, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"kg: .*kg build.*\n", done.stderr)


def test_a_wrong_query_is_exit_code_1(small_build: Path) -> None:
    done = run("query", "SELECT ?x { ?x", "--build", small_build)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: not a valid SPARQL query")


def test_a_query_prints_a_table(small_build: Path) -> None:
    done = run("query", GRADES, "--build", small_build, environment={"COLUMNS": "150"})
    assert f"{SMALL_BASE}authority/E1" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_a_query_prints_csv(small_build: Path) -> None:
    done = run("query", GRADES, "--build", small_build, "--format", "csv")
    assert next(csv.DictReader(io.StringIO(done.stdout)))["body"] == f"{SMALL_BASE}authority/E1"


def test_a_query_prints_json(small_build: Path) -> None:
    done = run("query", GRADES, "--build", small_build, "--format", "json")
    assert json.loads(done.stdout)["head"]["vars"] == ["body", "grade"]


def test_a_construct_prints_turtle(small_build: Path) -> None:
    question = "CONSTRUCT { ?j a insp:Judgement } WHERE { ?j a insp:Judgement }"
    done = run("query", question, "--build", small_build, "--format", "turtle")
    assert len(rdflib.Graph().parse(data=done.stdout, format="turtle")) == 1


def test_turtle_of_a_select_is_wrong_use(small_build: Path) -> None:
    assert run("query", GRADES, "--build", small_build, "--format", "turtle").returncode == 2


def test_a_query_in_a_file(small_build: Path, tmp_path: Path) -> None:
    path = tmp_path / "grades.rq"
    path.write_text(GRADES, encoding="utf-8")
    assert run("query", path, "--build", small_build, "--format", "csv").stdout.startswith("body,grade")


def test_an_explanation_shows_the_words(small_build: Path) -> None:
    done = run("explain", SMALL_FACT, "--build", small_build)
    assert "»Adoption is good«" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_without_unicode_is_no_reason_to_fail(small_build: Path) -> None:
    done = run("explain", SMALL_FACT, "--build", small_build, environment={"PYTHONIOENCODING": "ascii"})
    assert "\\xbbAdoption is good\\xab" in done.stdout
    assert done.returncode == 0


def test_an_export_to_a_file_is_the_same_as_to_stdout(small_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.nq"
    told = run("export", "--format", "nquads", "--to", out, "--build", small_build)
    printed = run("export", "--format", "nquads", "--build", small_build)
    assert (told.stdout, told.stderr) == ("", f"Wrote {out}\n")
    assert printed.stdout == out.read_text(encoding="utf-8") != ""


def test_an_export_into_a_folder_that_is_not_there_is_wrong_use(small_build: Path, tmp_path: Path) -> None:
    done = run("export", "--format", "nquads", "--to", tmp_path / "no" / "graph.nq", "--build", small_build)
    assert done.returncode == 2
    assert re.fullmatch(r"kg: .*cannot be written.*\n", done.stderr)


def _gold(folder: Path) -> tuple[Path, Path]:
    """A gold folder with one action, and a build that has another as well."""
    (folder / "gold").mkdir()
    (folder / "build" / "tables").mkdir(parents=True)
    (folder / "gold" / "scope.csv").write_text("table,document\nactions,a.txt\n", encoding="utf-8")
    head = "document,char_start,char_end,quote\n"
    (folder / "gold" / "actions.csv").write_text(f"{head}a.txt,0,9,one\n", encoding="utf-8")
    (folder / "build" / "tables" / "actions.csv").write_text(
        f"{head}a.txt,0,9,one\na.txt,20,29,two\n", encoding="utf-8"
    )
    return folder / "gold", folder / "build"


def test_an_evaluation_lists_what_differs(tmp_path: Path) -> None:
    gold, build = _gold(tmp_path)
    done = run("evaluate", gold, "--build", build, "--list")
    assert re.search(r"actions .* 0\.500 .* 1\.000 .* 0\.667", done.stdout)
    assert 'actions: extra (not in the gold) · a.txt at 20 ·  · "two"' in done.stdout


def test_an_evaluation_as_json(tmp_path: Path) -> None:
    gold, build = _gold(tmp_path)
    done = run("evaluate", gold, "--build", build, "--format", "json")
    assert json.loads(done.stdout)["tables"]["actions"]["precision"] == 0.5


def test_an_evaluation_by_groups_as_json(tmp_path: Path) -> None:
    gold, build = _gold(tmp_path)
    done = run("evaluate", gold, "--build", build, "--by", "genre", "--format", "json")
    shown = json.loads(done.stdout)
    assert shown["by"] == "genre"
    assert shown["groups"]["unknown"]["tables"]["actions"]["precision"] == 0.5


def test_an_evaluation_under_its_floors_is_exit_code_1(tmp_path: Path) -> None:
    gold, build = _gold(tmp_path)
    floors = tmp_path / "floors.json"
    floors.write_text('{"gold": {"actions": {"precision": 0.9}}}', encoding="utf-8")
    done = run("evaluate", gold, "--build", build, "--floors", floors)
    assert (done.returncode, done.stderr) == (1, "kg: actions: precision 0.500 is under 0.900\n")


def test_a_closed_pipe_is_quiet(small_build: Path) -> None:
    command = [*KG, "export", "--format", "nquads", "--build", str(small_build)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, b"")


def test_an_interrupt_is_quiet() -> None:
    """A command that takes long gets the signal of Ctrl-C."""
    slow = "kg.open = lambda _: (print('ready', flush=True), time.sleep(60))"
    slow = f"import kg, kg.cli, time\n{slow}\nkg.cli.main()"
    command = [sys.executable, "-c", slow, "explain", "x"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, preexec_fn=hears_ctrl_c
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, b"")


def test_nothing_printed_can_steer_a_terminal() -> None:
    assert printable("a\x1b[31mb\x9bc\u202ed\te\nf") == "a\ufffd[31mb\ufffdc\ufffdd\te\nf"
