"""A build is written beside its output folder and put in its place as a whole, so that the last good one
stays.

The folder is swapped by two renames. Between them, for an instant, the old build is at `.{name}.previous`:
the next build or reader puts it back (`recover`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from kg.errors import UsageError

MARKER = "build.json"
_KEPT = (".gitkeep", ".gitignore")


def check_output(output: Path, marker: str = MARKER) -> None:
    """Raise UsageError unless `output` is new, empty, or ours, which a file called `marker` tells: what a build replaces
    must be a build."""
    if not output.exists():
        return
    if not output.is_dir():
        raise UsageError(f"{output} is a file: name a folder for the build")
    strangers = [entry.name for entry in os.scandir(output) if entry.name not in _KEPT]
    if strangers and marker not in strangers:
        raise UsageError(f"{output} holds files that no build wrote ({sorted(strangers)[0]} …): name an empty folder")


def recover(output: Path) -> None:
    """Undo a swap that was cut off: put the previous build back where nothing stands in its place."""
    output = output.resolve()
    previous = _previous(output)
    if previous.is_dir() and not output.exists():
        previous.rename(output)


@contextmanager
def staged(output: Path, marker: str = MARKER) -> Iterator[Path]:
    """A new folder to write the build into; it takes the place of `output` when the block ends without an
    error.

    Raises UsageError when `output` is not ours to replace.
    """
    output = output.resolve()
    recover(output)
    check_output(output, marker)
    output.parent.mkdir(parents=True, exist_ok=True)
    _sweep(output)
    folder = output.parent / f".{output.name}.building-{os.getpid()}"
    folder.mkdir(mode=0o755)
    try:
        yield folder
        _swap(folder, output)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(folder: Path, output: Path) -> None:
    previous = _previous(output)
    if output.exists():
        for name in _KEPT:
            if (output / name).is_file():
                shutil.copy2(output / name, folder / name)
        _remove(previous)
        output.rename(previous)
    folder.rename(output)
    _remove(previous)


def _remove(folder: Path) -> None:
    """Take a folder away, its files side by side: some disks take milliseconds over each."""
    files = [Path(parent, name) for parent, _, names in os.walk(folder) for name in names]
    with ThreadPoolExecutor(16) as threads:
        for file in files:
            threads.submit(file.unlink, missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _previous(output: Path) -> Path:
    return output.parent / f".{output.name}.previous"


def _sweep(output: Path) -> None:
    """Take away what builds left that were killed; one that still runs keeps its own. (In a container a
    killed build had the process id that this one has.)"""
    for left in output.parent.glob(f".{output.name}.building-*"):
        pid = left.name.rpartition("-")[2]
        if pid.isdigit() and (int(pid) == os.getpid() or not _alive(int(pid))):
            shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True
    return True
