"""What was read before is not read again: readings kept by content, place, catalogue, rules and version.

Kept files lie in the build's own folder (`.cache/`). They are pickles that may hold nothing but the dataclasses of
`kg.model`: a file that asks for anything else is passed over, as one that is damaged is.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from dataclasses import astuple
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from kg import model
from kg.settings import ontology_dir

FOLDER = ".cache"
_READERS = ("pypdfium2", "trafilatura", "python-docx", "lxml")


class _OnlyModel(pickle.Unpickler):
    """Unpickles dataclasses of `kg.model` and frozen sets, and refuses all else."""

    def find_class(self, module: str, name: str) -> type:
        if module.startswith(f"{model.__name__}.") and isinstance(found := getattr(model, name, None), type):
            return found
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a kept reading")


@cache
def rules() -> str:
    """A hash of all that decides what is read: the project's code, its ontology, the versions of its readers."""
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parent
    for folder in (here, ontology_dir()):
        for file in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".ttl")):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    for package in _READERS:
        digest.update(f"{package}={_version(package)}\n".encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def key(data: bytes, path: str, catalogue: model.CatalogueEntry) -> str:
    """The name under which the reading of these bytes, found at this place, is kept."""
    digest = hashlib.sha256(rules().encode())
    digest.update(hashlib.sha256(data).digest())
    digest.update("\0".join((path, *astuple(catalogue))).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:40]


def load(build: Path, name: str) -> model.Reading | None:
    """A kept reading; None where there is none that can be used."""
    found = _unpickled(build / FOLDER / name)
    return found if isinstance(found, model.Reading) and text_of(build, found).is_file() else None


def text_of(build: Path, reading: model.Reading) -> Path:
    """The file with the text of a reading's document."""
    return build / "texts" / f"{reading.id}.txt"


def keep(build: Path, name: str, reading: model.Reading) -> None:
    """Keep a reading in a build's folder."""
    keep_plain(build / FOLDER / name, reading)


def keep_by_content(build: Path, reading: model.Reading) -> str:
    """Keep a reading under a name that its content gives; returns the name."""
    name = hashlib.sha256(rules().encode() + pickle.dumps(reading, protocol=5)).hexdigest()[:40]
    keep(build, name, reading)
    return name


def carry(old: Path, new: Path, name: str, reading: model.Reading) -> None:
    """Take a kept reading and its text over into a new build."""
    link(old / FOLDER / name, new / FOLDER / name)
    link(text_of(old, reading), text_of(new, reading))


def link(source: Path, target: Path) -> None:
    """Make `target` a second name of a file where the system can, else a copy; one that is there already stays."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return
    try:
        os.link(source, target)
    except FileExistsError:
        return  # another copy of the same file was quicker
    except OSError:
        target.write_bytes(source.read_bytes())


def keep_plain(file: Path, value: object) -> None:
    """Keep lists and tuples of plain values (or a reading) in a file."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(pickle.dumps(value, protocol=5))


def load_plain(file: Path) -> list[tuple[Any, ...]] | None:
    """A list that was kept; None where there is none that can be used."""
    found = _unpickled(file)
    return found if isinstance(found, list) else None


def _unpickled(file: Path) -> object:
    try:
        return _OnlyModel(io.BytesIO(file.read_bytes())).load()
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError, IndexError, KeyError):
        return None
