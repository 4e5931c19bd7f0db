"""`kg get` from outside."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import run
from tests.get.server import answer, serving


def test_it_says_what_became_of_each_address(tmp_path: Path) -> None:
    with serving({"/a.pdf": answer(), "/robots.txt": answer(b"")}) as server:
        listed = tmp_path / "list.csv"
        listed.write_text(f"url\n{server.url('/a.pdf')}\n{server.url('/b.pdf')}\n", encoding="utf-8")
        done = run("get", listed, "--to", tmp_path / "to", "--pause", "0")
    assert (done.returncode, done.stdout) == (1, f"2 addresses: 1 new, 1 failed. In {tmp_path / 'to'}\n")
    assert done.stderr == f"line 3: {server.url('/b.pdf')}: the server says 404 Not Found\n"


def test_all_well_is_exit_code_0_and_quiet(tmp_path: Path) -> None:
    with serving({"/a.pdf": answer()}) as server:
        listed = tmp_path / "list.csv"
        listed.write_text(f"url\n{server.url('/a.pdf')}\n", encoding="utf-8")
        done = run("get", listed, "--to", tmp_path / "to", "--pause", "0")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_list_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = run("get", tmp_path / "no.csv", "--to", tmp_path / "to")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be read" in done.stderr
