"""Names of files: safe on every system, inside the folder, no two alike, the same every time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from kg.read.sniff import DOCX, HTML, MARKDOWN, PDF, TEXT

SUFFIXES: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    HTML: (".html", ".htm", ".xhtml"),
    TEXT: (".txt", ".text"),
    MARKDOWN: (".md", ".markdown"),
}
"""Media type → the endings that a file of it may have; the first is the one that it is given."""
LONGEST = 120
"""Bytes that a part of a path may have: file systems allow 255, and a suffix is to fit as well."""
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


class UnsafePath(ValueError):
    """A path that a list gives leads out of the folder."""


def safe_path(said: str) -> str:
    """A path below the folder, made of safe names. Raises UnsafePath where it leads out of it or names nothing."""
    parts = said.replace("\\", "/").split("/")
    if said.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", said):
        raise UnsafePath(f"the path {said!r} leads out of the folder")
    names = [name for part in parts if (name := safe_name(part))]
    if not names:
        raise UnsafePath(f"the path {said!r} names no file")
    return "/".join(names)


def safe_name(said: str) -> str:
    """One part of a path without what some system forbids; hidden names lose their dot. "" where nothing is left."""
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", said))
    plain = re.sub(r"\s+", " ", plain).strip(" .")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    if len(plain.encode()) <= LONGEST:
        return plain
    suffix = PurePosixPath(plain).suffix if len(PurePosixPath(plain).suffix) <= 10 else ""
    room = LONGEST - len(suffix.encode())
    return plain.removesuffix(suffix).encode()[:room].decode("utf-8", "ignore").rstrip(" .") + suffix


def name_from(address: str) -> str:
    """The last part of an address as a name; the host's where it ends in "/"."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2], errors="replace").replace("/", "-")
    return safe_name(last) or safe_name(parts.hostname or "") or "document"


def with_suffix(path: str, kind: str) -> str:
    """The path with an ending that a file of this media type may have."""
    allowed = SUFFIXES[kind]
    return path if path.casefold().endswith(allowed) else f"{path}{allowed[0]}"


def free_path(path: str, address: str, taken: Container[str]) -> str:
    """The path, or, where another file has it (in any case of letters), one that names the address by a hash."""
    if folded(path) not in taken:
        return path
    pure = PurePosixPath(path)
    mark = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return pure.with_name(f"{pure.stem}-{mark}{pure.suffix}").as_posix()


def folded(path: str) -> str:
    """How paths are compared: systems differ in whether case counts. Endings are left off: they are told by content."""
    pure = PurePosixPath(path)
    known = {ending for endings in SUFFIXES.values() for ending in endings}
    return (pure.with_suffix("") if pure.suffix.casefold() in known else pure).as_posix().casefold()
