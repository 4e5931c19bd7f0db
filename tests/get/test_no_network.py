"""A build never speaks to another machine: nothing that it imports of ours imports what could."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

NETWORK = {
    "http",
    "urllib.request",
    "socket",
    "ssl",
    "ftplib",
    "smtplib",
    "asyncio",
    "httpx",
    "requests",
    "urllib3",
    "aiohttp",
}


def imports_of(module: str) -> set[str]:
    """Every module that a module of ours imports, anywhere in it."""
    base = ROOT.joinpath(*module.split("."))
    file = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def is_ours(module: str) -> bool:
    base = ROOT.joinpath(*module.split("."))
    return module.split(".")[0] == "kg" and (base.with_suffix(".py").is_file() or (base / "__init__.py").is_file())


def closure(module: str) -> set[str]:
    """All of ours that a module needs, packages around them too, and what these import."""
    ours, waiting, seen = set(), [module], set()
    while waiting:
        name = waiting.pop()
        if name in ours:
            continue
        ours.add(name)
        parents = {name.rpartition(".")[0]} - {""}
        found = imports_of(name)
        seen |= found
        waiting += [other for other in found | parents if is_ours(other) and other not in ours]
    return ours | seen


def test_a_build_imports_nothing_that_speaks_to_other_machines() -> None:
    reached = closure("kg.pipeline")
    assert "kg.read.pdf" in reached
    assert {name for name in reached if name in NETWORK or name.split(".")[0] in NETWORK} == set()
    assert {name for name in reached if name.startswith("kg.get")} == set()


def test_the_rule_would_find_what_speaks_to_other_machines() -> None:
    assert {"http.client", "socket"} <= closure("kg.get")


def test_the_library_does_not_import_it_either() -> None:
    assert {name for name in closure("kg") if name.startswith("kg.get")} == set()
    assert Path(ROOT / "kg" / "get").is_dir()
