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


def load(build: Path, name: str) -> tuple[model.Reading, Path] | None:
    """A kept reading and the file with its text; None where there is none that can be used."""
    try:
        data = (build / FOLDER / name).read_bytes()
        reading = _OnlyModel(io.BytesIO(data)).load()
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError, IndexError, KeyError):
        return None
    text = build / "texts" / f"{getattr(reading, 'id', '')}.txt"
    return (reading, text) if isinstance(reading, model.Reading) and text.is_file() else None


def keep(build: Path, name: str, reading: model.Reading) -> None:
    """Keep a reading in a build's folder."""
    folder = build / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(pickle.dumps(reading, protocol=5))


def carry(old: Path, new: Path, name: str, text: Path) -> None:
    """Take a kept reading and its text over into a new build, as second names of the files where the system can."""
    (new / FOLDER).mkdir(exist_ok=True)
    for source, target in ((old / FOLDER / name, new / FOLDER / name), (text, new / "texts" / text.name)):
        if not target.exists():
            try:
                os.link(source, target)
            except FileExistsError:
                continue  # another copy of the same file was quicker
            except OSError:
                target.write_bytes(source.read_bytes())
