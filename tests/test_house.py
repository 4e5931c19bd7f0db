"""The rules of the house, held against the tree."""

from __future__ import annotations

import ast
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOP = {
    ".ci",
    ".gitignore",
    ".github",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "benchmarks",
    "docs",
    "kg",
    "ontology",
    "output",
    "pyproject.toml",
    "scripts",
    "seeds",
    "tests",
}
"""What may stand at the top of the repository."""

MODULE_LINES, FUNCTION_LINES = 400, 40
TEXT = frozenset({".py", ".md", ".toml", ".ttl", ".rq", ".txt", ".csv", ".html", ".js", ".css", ".json", "", ".yml"})
MACHINE = re.compile(r"(?<![\w.:/{}])/(?:work|home|Users|root)/(?=\w)|\b[A-Z]:\\\\?Users")
"""A path that only one machine has. Paths below an IRI have a host or a word before them."""


def tracked() -> list[Path]:
    """The repository's files as git sees them: ignored ones are left out."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no git repository")
    listed = subprocess.run(
        [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return sorted(path for path in files if path.is_file())


MODULES = sorted((ROOT / "kg").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_is_too_long(path: Path) -> None:
    assert [(name, lines) for name, lines in _functions(path) if lines > FUNCTION_LINES] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or (path.name == "__init__.py" and not tree.body)


def test_no_module_is_called_utils() -> None:
    assert [path for path in MODULES if path.stem in {"utils", "util", "helpers", "misc", "common"}] == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_the_top_of_the_repository_is_tidy() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} - TOP == set()


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if path.suffix in TEXT
        for match in MACHINE.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("see " + "/work" + "/main/x", True),
        ('"' + "/home" + "/jo/x" + '"', True),
        ("https://example.org/id" + "/work" + "/abc", False),
        ("<" + "/work" + "/{name}>", False),
    ],
)
def test_the_rule_for_paths_tells_them_from_iris(text: str, machine: bool) -> None:
    assert bool(MACHINE.search(text)) is machine


def _architecture() -> str:
    page = ROOT / "ARCHITECTURE.md"
    if not page.is_file():
        pytest.skip("ARCHITECTURE.md is not written yet")
    return page.read_text(encoding="utf-8")


def test_the_architecture_page_names_every_module() -> None:
    named = set(re.findall(r"\w+(?:\.py)?", _architecture()))
    modules = [path for path in MODULES if not path.name.startswith("__")]
    assert [str(path.relative_to(ROOT)) for path in modules if not {path.name, path.stem} & named] == []


def test_the_architecture_page_names_nothing_that_is_not_there() -> None:
    named = set(re.findall(r"\b[a-z_]+\.py\b", _architecture()))
    here = {path.name for folder in ("kg", "scripts", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py")}
    assert named - here == set()


def test_no_test_reaches_the_network() -> None:
    with socket.socket() as opened, pytest.raises(OSError, match="the tests use no network"):
        opened.connect(("192.0.2.1", 80))


def test_the_changelog_is_newest_first() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    released = [tuple(map(int, heading.split("."))) for heading in headings[1:]]
    assert headings[0] == "Unreleased"
    assert released == sorted(released, reverse=True)


def test_every_target_of_make_is_in_its_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == set(re.findall(r"^([a-z]+):.*##", text, re.MULTILINE))
