"""The README's commands do what it shows: each `$ kg …` is run on the seeds, and every line that it prints is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```text\n\$ kg ([^\n]+)\n(.*?)```", README, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def run(arguments: list[str]) -> str:
    command = [sys.executable, "-m", "kg.cli", *arguments]
    environment = os.environ | {"COLUMNS": "100"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_readme_shows_five_questions() -> None:
    assert len(SHOWN) >= 5


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_is_shown(command: str, output: str, seed_build: Path) -> None:
    printed = run([*shlex.split(command), "--build", str(seed_build)]).splitlines()
    shown = [line for line in output.splitlines() if line.strip() and line.strip() != "…"]
    assert shown
    assert [line for line in shown if line not in printed] == []


def test_the_python_lines_run(seed_build: Path) -> None:
    (lines,) = PYTHON
    exec(lines.replace('kg.open("output")', f"kg.open({str(seed_build)!r})"), {})  # noqa: S102 - the README's own


def test_every_command_that_is_named_is_there() -> None:
    named = set(re.findall(r"`kg ([a-z]+)", README))
    listed = set(re.findall(r"^  ([a-z]+) ", run(["--help"]), re.MULTILINE))
    assert named - listed == set()


def test_every_link_into_the_repository_leads_somewhere() -> None:
    root = Path(__file__).resolve().parents[2]
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert [link for link in links if not (root / link).exists()] == []
