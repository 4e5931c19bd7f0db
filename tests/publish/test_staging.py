"""A build takes the place of the last one as a whole, or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.publish.staging import MARKER, check_output, recover, staged


def write(folder: Path, words: str) -> None:
    (folder / MARKER).write_text(words)


def build(output: Path, words: str) -> None:
    with staged(output) as folder:
        write(folder, words)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_build_is_put_in_its_place_at_the_end(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "output"
    with staged(output) as folder:
        write(folder, "one")
        assert not output.exists()
        assert folder.parent == output.parent
    assert (output / MARKER).read_text() == "one"
    assert left(tmp_path / "deep") == ["output"]


def test_a_new_build_replaces_the_old_one_as_a_whole(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with staged(output) as folder:
        write(folder, "one")
        (folder / "old.csv").touch()
    build(output, "two")
    assert left(output) == [MARKER]
    assert left(tmp_path) == ["output"]


def test_an_error_leaves_the_last_build(tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(output, "one")
    with pytest.raises(RuntimeError), staged(output) as folder:
        write(folder, "two")
        raise RuntimeError
    assert (output / MARKER).read_text() == "one"
    assert left(tmp_path) == ["output"]


@pytest.mark.parametrize("kept", [".gitkeep", ".gitignore"])
def test_files_of_version_control_stay(kept: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / kept).write_text("kept")
    build(output, "one")
    build(output, "two")
    assert (output / kept).read_text() == "kept"


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("my only copy")
    with pytest.raises(UsageError, match=r"thesis\.docx"), staged(tmp_path):
        pytest.fail("nothing may be built")
    assert left(tmp_path) == ["thesis.docx"]


def test_a_file_is_no_output_folder(tmp_path: Path) -> None:
    file = tmp_path / "output"
    file.write_text("words")
    with pytest.raises(UsageError, match="is a file"):
        check_output(file)


def test_an_empty_or_a_new_folder_will_do(tmp_path: Path) -> None:
    check_output(tmp_path)
    check_output(tmp_path / "new")


def test_a_swap_that_was_cut_off_is_undone(tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(output, "one")
    output.rename(tmp_path / ".output.previous")
    recover(output)
    assert (output / MARKER).read_text() == "one"
    assert left(tmp_path) == ["output"]


def test_recovery_touches_nothing_that_stands(tmp_path: Path) -> None:
    output, previous = tmp_path / "output", tmp_path / ".output.previous"
    build(output, "two")
    previous.mkdir()
    write(previous, "one")
    recover(output)
    assert (output / MARKER).read_text() == "two"


def test_a_build_after_a_cut_off_swap_starts_from_the_last_good_one(tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(output, "one")
    output.rename(tmp_path / ".output.previous")
    with pytest.raises(RuntimeError), staged(output):
        raise RuntimeError
    assert (output / MARKER).read_text() == "one"


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_killed_builds_left_is_taken_away(tmp_path: Path) -> None:
    mine = tmp_path / f".output.building-{os.getpid()}"
    dead = tmp_path / f".output.building-{dead_process()}"
    running = tmp_path / f".output.building-{os.getppid()}"
    for folder in (mine, dead, running):
        folder.mkdir()
        (folder / "half").touch()
    build(tmp_path / "output", "one")
    assert left(tmp_path) == [running.name, "output"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "disk" / "builds", tmp_path / "output"
    real.mkdir(parents=True)
    link.symlink_to(real)
    build(link, "one")
    build(link, "two")
    assert link.is_symlink()
    assert (real / MARKER).read_text() == "two"


def test_a_relative_path_is_below_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(Path("output"), "one")
    assert left(tmp_path) == ["output"]
