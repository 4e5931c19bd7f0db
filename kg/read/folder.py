"""Which files a build reads: folders walked, files named, each with what its folder's catalogue says of
it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import UnreadableDocument, UsageError
from kg.model import CatalogueEntry, Problem, Severity
from kg.read.catalogue import FILE_NAME, Entries, read_catalogue
from kg.settings import MAX_FILE_BYTES

NOT_DOCUMENTS = frozenset({FILE_NAME, "readme.md"})
"""Names, in lower case, of files that speak about a folder's documents and are none."""

_BAD_NAME = ("its name is not UTF-8", "rename it")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `path` is its place below the folder that was given, with "/" between parts: its name
    in every output. For a file that was given itself, `path` is its name. `listed_in` is the `documents.csv`
    that the catalogue's entry comes from."""

    file: Path
    path: str
    catalogue: CatalogueEntry = field(default_factory=CatalogueEntry)
    listed_in: Path | None = None


def find_sources(paths: Sequence[Path]) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The files to read, sorted by path, and what kept others from being found.

    Folders are walked to the bottom. Passed over: hidden files and folders (".…"), `documents.csv` and
    `README.md` (any case), and whatever is no regular file. A file given twice is read once. Where two
    folders hold a file of the same path, the names of their folders are put before it. Raises UsageError for
    a path that does not exist."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for root in sorted({_real(path) for path in paths}):
        found, wrong = _below(root) if root.is_dir() else _single(root)
        sources += found
        problems += wrong
    return tuple(_told_apart(_once(sources))), tuple(sorted(set(problems)))


def load(source: Source) -> bytes:
    """The file's bytes. Raises UnreadableDocument when it is empty, too large, or may not be read."""
    try:
        if source.file.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableDocument(f"it is larger than {MAX_FILE_BYTES:,} bytes", "split it into parts")
        data = source.file.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"it cannot be opened ({_reason(error)})", "check who may read the file") from error
    if not data:
        raise UnreadableDocument("it is empty", "fetch it again")
    return data


def duplicates(named: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """A note for every (path, sha256) whose content an earlier path, in sorted order, has already."""
    first: dict[str, str] = {}
    notes = []
    for path, sha256 in sorted(named):
        original = first.setdefault(sha256, path)
        if original != path:
            what_to_do = "nothing: it is read once, under that name"
            notes.append(Problem(path, Severity.NOTE, "file", f"the same file as {original}", what_to_do))
    return tuple(notes)


def _real(path: Path) -> Path:
    try:
        return path.expanduser().resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"there is no file or folder {str(path)!r}: check the path") from error


def _single(file: Path) -> tuple[list[Source], list[Problem]]:
    """A file that was given itself, with what the catalogue beside it says of it; the rest of that is not
    asked for."""
    if not _is_utf8(file.name):
        return [], [_problem(file, file.parent, *_BAD_NAME)]
    entries, _ = read_catalogue(file.parent)
    entry, listed_in = _entry(file, {file.parent: entries})
    return [Source(file, file.name, entry, listed_in)], []


def _below(root: Path) -> tuple[list[Source], list[Problem]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    catalogues: dict[Path, Entries] = {}
    for item in _walk(root, root):
        if isinstance(item, Problem):
            problems.append(item)
        elif item.name == FILE_NAME:
            catalogues[item.parent], wrong = read_catalogue(item.parent)
            name = item.relative_to(root).as_posix()
            problems += [replace(problem, document=name) for problem in wrong]
        else:
            sources.append(Source(item, item.relative_to(root).as_posix()))
    return [Source(source.file, source.path, *_entry(source.file, catalogues)) for source in sources], problems


def _entry(file: Path, catalogues: Mapping[Path, Entries]) -> tuple[CatalogueEntry, Path | None]:
    """What the nearest catalogue above the file that names it says of it, and that catalogue."""
    for folder in file.parents:
        entry = catalogues.get(folder, {}).get(file.relative_to(folder).as_posix())
        if entry is not None:
            return entry, folder / FILE_NAME
    return CatalogueEntry(), None


def _walk(folder: Path, root: Path) -> Iterator[Path | Problem]:
    try:
        with os.scandir(folder) as found:
            items = sorted(found, key=lambda item: item.name)
    except OSError as error:
        yield _problem(folder, root, f"the folder cannot be opened ({_reason(error)})", "check who may read it")
        return
    for item in items:
        if not _is_utf8(item.name):
            yield _problem(Path(item.path), root, *_BAD_NAME)
        elif not item.name.startswith(".") and item.name.casefold() not in NOT_DOCUMENTS:
            yield from _visit(item, root)
        elif item.name == FILE_NAME and item.is_file():
            yield Path(item.path)


def _visit(item: os.DirEntry[str], root: Path) -> Iterator[Path | Problem]:
    path = Path(item.path)
    if item.is_symlink():
        yield from _visit_link(path, root)
    elif item.is_dir():
        yield from _walk(path, root)
    elif item.is_file():
        yield path


def _visit_link(path: Path, root: Path) -> Iterator[Path | Problem]:
    """A link to a file inside the folder is read; a link to a folder is not followed, as it may lead round in
    a ring."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        yield _problem(
            path, root, f"a link that leads nowhere ({_reason(error)})", "put the file here, or take it away"
        )
        return
    if not target.is_relative_to(root):
        yield _problem(path, root, "a link that leaves the folder", "copy what it points to into the folder")
    elif target.is_file():
        yield path
    else:
        yield _problem(path, root, "a link to a folder is not followed", "give that folder itself", Severity.NOTE)


def _once(sources: Iterable[Source]) -> list[Source]:
    """Each file once: of two ways to the same file (a folder, and a folder inside it) the longer path
    stays."""
    kept: dict[Path, Source] = {}
    for source in sources:
        other = kept.get(source.file)
        if other is None or len(source.path) > len(other.path):
            kept[source.file] = source
    return list(kept.values())


def _told_apart(sources: list[Source]) -> list[Source]:
    """Sources sorted by path, no two alike: as many folder names are put before equal paths as tell them
    apart."""
    depth = 0
    done: list[Source] = []
    alike = sources
    while alike:
        groups: dict[str, list[Source]] = {}
        for source in alike:
            groups.setdefault(_with_parents(source, depth), []).append(source)
        taken = {source.path for source in done}
        unique = [
            replace(group[0], path=name) for name, group in groups.items() if len(group) == 1 and name not in taken
        ]
        kept = {source.file for source in unique}
        done += unique
        alike = [source for source in alike if source.file not in kept]
        depth += 1
    return sorted(done, key=lambda source: source.path)


def _with_parents(source: Source, depth: int) -> str:
    """The source's path with `depth` names of the folders above it."""
    above = source.file.parts[: len(source.file.parts) - source.path.count("/") - 1]
    return "/".join((*(above[-depth:] if depth else ()), source.path))


def _is_utf8(name: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def _problem(path: Path, root: Path, what: str, what_to_do: str, severity: Severity = Severity.ERROR) -> Problem:
    name = path.relative_to(root).as_posix() if path != root else root.name
    printable = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Problem(printable, severity, "folder", what, what_to_do)
