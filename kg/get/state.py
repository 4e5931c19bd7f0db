"""What earlier runs fetched: kept in `.kg-get/` in the folder, with the halves of documents that are on their way."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from kg.errors import UsageError

FOLDER = ".kg-get"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that was fetched: where it lies, its checksum, and what the server called this version of it."""

    path: str
    sha256: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Half a document: the file, and the strong validator of the version that it is half of ("" for none, when it cannot
    be gone on with)."""

    file: Path
    validator: str


class State:
    """Reads and writes the folder's records; threads share it."""

    def __init__(self, folder: Path) -> None:
        """Raises UsageError where the folder cannot be written."""
        self.folder = folder / FOLDER
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{folder} cannot be written ({error.strerror}): name another folder with --to") from error
        self._file = self.folder / "fetched.json"
        self._lock = threading.Lock()
        self._known = dict(_read(self._file))

    def get(self, address: str) -> Fetched | None:
        """What was fetched from an address."""
        return self._known.get(address)

    def __iter__(self) -> Iterator[tuple[str, Fetched]]:
        return iter(sorted(self._known.items()))

    def put(self, address: str, fetched: Fetched) -> None:
        """Keep what was fetched; written at once, so that a run that is killed loses nothing."""
        with self._lock:
            self._known[address] = fetched
            known = {key: asdict(value) for key, value in sorted(self._known.items())}
            replace_file(self._file, (json.dumps(known, indent=1, ensure_ascii=False) + "\n").encode())

    def part(self, address: str) -> Part:
        """The half of a document that is here, if there is one."""
        name = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        file = self.folder / f"{name}.part"
        try:
            validator = self._validator(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            validator = ""
        return Part(file, validator if file.is_file() else "")

    def begin_part(self, part: Part, validator: str) -> None:
        """Note which version of a document the part is going to be half of."""
        part.file.unlink(missing_ok=True)
        self._validator(part.file).write_text(validator, encoding="utf-8")

    def drop_part(self, part: Part) -> None:
        """Take a part away."""
        part.file.unlink(missing_ok=True)
        self._validator(part.file).unlink(missing_ok=True)

    @staticmethod
    def _validator(file: Path) -> Path:
        return file.with_suffix(".version")


def _read(file: Path) -> Mapping[str, Fetched]:
    """What is kept; nothing where the file is damaged: everything is then asked for anew, and nothing lost."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(key): _fetched(value) for key, value in found.items()}
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        return {}


def _fetched(value: Mapping[str, object]) -> Fetched:
    return Fetched(**{field.name: str(value[field.name]) for field in fields(Fetched)})


def replace_file(file: Path, data: bytes) -> None:
    """Write a file as a whole: whoever reads it sees the old one or the new one."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(file)


def sha256_of(file: Path) -> str:
    """A file's checksum; "" where there is none."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
