"""`kg build` from outside, on small folders of made-up documents."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.test_commands import KG, run
from tests.conftest import ROOT, hears_ctrl_c


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two readable documents."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "one.txt").write_text("Minutes of a meeting\n\nNothing was decided.\n", encoding="utf-8")
    (papers / "two.md").write_text("# A page\n\nIt says little.\n", encoding="utf-8")
    return papers


def test_a_build_names_what_it_wrote_and_what_to_try(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "my-graph"
    done = run("build", folder, "--output", output, "--workers", "1")
    named = [Path(line.strip()) for line in re.findall(r"^  (\S*my-graph/\S+)$", done.stdout, re.MULTILINE)]
    assert done.returncode == 0
    assert [path for path in named if not path.exists()] == []
    assert output / "graph.ttl" in named
    assert f"kg ask latest-grades --build {output}" in done.stdout.splitlines()[-1]


def test_what_a_build_suggests_can_be_run(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    suggested = run("build", folder, "--output", output, "--workers", "1").stdout.splitlines()[-1]
    words = suggested.split()
    assert words[1:3] == ["ask", "latest-grades"]
    assert run(*words[1:], "--format", "csv").stdout.startswith("authority,")


def test_a_build_prints_nothing_but_results_where_there_is_no_terminal(folder: Path, tmp_path: Path) -> None:
    assert run("build", folder, "--output", tmp_path / "output", "--workers", "1").stderr == ""


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = run("build", tmp_path / "nowhere", "--output", tmp_path / "output")
    assert done.returncode == 2
    assert re.fullmatch(r"kg: .*nowhere.*\n", done.stderr)


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
def test_a_file_that_cannot_be_read_fails_a_strict_build_only(
    folder: Path, tmp_path: Path, strict: tuple[str, ...], code: int
) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nthis is no PDF\n")
    done = run("build", folder, "--output", tmp_path / "output", "--workers", "1", *strict)
    assert done.returncode == code
    assert "1 problem: see" in done.stdout
    assert (tmp_path / "output" / "problems.csv").is_file()


def test_ctrl_c_ends_a_build_quietly_and_keeps_the_last_one(folder: Path, tmp_path: Path) -> None:
    """The signal goes to the whole group, workers included, as a terminal sends it."""
    output = tmp_path / "output"
    run("build", folder, "--output", output, "--workers", "1")
    before = (output / "build.json").read_bytes()
    for number in range(2000):
        (folder / f"{number}.txt").write_text(f"Page {number}\n\nIt says little.\n", encoding="utf-8")
    command = [*KG, "build", str(folder), "--output", str(output), "--workers", "2", "--fresh"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=hears_ctrl_c,
    ) as process:
        while not list(tmp_path.glob(".output.building-*/texts/*.txt")) and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors) == (130, b"", b"")
    assert (output / "build.json").read_bytes() == before
    assert list(tmp_path.glob(".output.building-*")) == []
