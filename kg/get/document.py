"""One document fetched: what is here is not asked for again, a half is gone on with, what is no document is not kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import UnreadableDocument
from kg.get.asking import Answer, Fault, TooLarge
from kg.get.manners import Gates, Stopped
from kg.get.names import with_suffix
from kg.get.state import Fetched, Part, State, replace_file, sha256_of
from kg.get.visit import Visitor
from kg.get.wanted import Wanted
from kg.read.sniff import check_name, media_type


class Outcome(StrEnum):
    """What became of an address."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "unchanged"
    YOURS = "changed by hand, left as it is"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an address: where its document lies ("" where it has none), and why it has none."""

    wanted: Wanted
    outcome: Outcome
    path: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Body:
    """A whole body: its file and what the server calls this version."""

    etag: str
    last_modified: str


class Fetcher:
    """Fetches documents into one folder."""

    def __init__(self, folder: Path, state: State, gates: Gates) -> None:
        self.folder = folder
        self.state = state
        self.gates = gates
        self.visitor = Visitor(gates)

    def fetch(self, wanted: Wanted, path: str) -> Result:
        """Get one document; `path` is where it is to lie, its ending apart. Raises Stopped where the run was
        interrupted."""
        if wanted.fault:
            return Result(wanted, Outcome.FAILED, why=wanted.fault)
        held = self._held(wanted.address)
        if held and not self._may_replace(held):
            return Result(wanted, Outcome.YOURS, held.path)
        if held and not self.gates.manners.fresh and not (held.etag or held.last_modified):
            return Result(wanted, Outcome.SAME, held.path)  # the server does not tell versions apart
        part = self.state.part(wanted.address)
        try:
            body = self.visitor.get(
                wanted.address,
                lambda: self._headers(held, wanted.address),
                lambda a: self._take(a, part, wanted.address),
            )
            return self._kept(wanted, path, held, part, body) if body else Result(wanted, Outcome.SAME, _path(held))
        except Fault as fault:
            if isinstance(fault, TooLarge):
                self.state.drop_part(part)
            return Result(wanted, Outcome.FAILED, _path(held), fault.what)

    def _held(self, address: str) -> Fetched | None:
        """What was fetched from the address, if its file is still here."""
        held = self.state.get(address)
        return held if held and (self.folder / held.path).is_file() else None

    def _may_replace(self, held: Fetched) -> bool:
        return sha256_of(self.folder / held.path) == held.sha256

    def _headers(self, held: Fetched | None, address: str) -> Mapping[str, str]:
        """For a half: only the rest, if it is still the same version. For what is here: only if it has changed."""
        part = self.state.part(address)
        if part.validator and (size := part.file.stat().st_size):
            return {"Range": f"bytes={size}-", "If-Range": part.validator}
        if held is None or self.gates.manners.fresh:
            return {}
        asked = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified}
        return {name: value for name, value in asked.items() if value}

    def _take(self, answer: Answer, part: Part, address: str) -> _Body | None:
        """Put an answer's body into the part; None where the server says that nothing has changed."""
        if answer.status == 304:
            if self._held(address) is None:
                raise Fault("the server says that nothing has changed, and nothing is here", again=False)
            return None
        size = part.file.stat().st_size if part.file.is_file() else 0
        end = _end_of_piece(answer, size) if answer.status == 206 else 0
        if answer.status == 416 or end is None:
            self.state.drop_part(part)
            raise Fault("the server sent another piece than was asked for", again=True)
        etag, modified = _clean(answer.header("etag")), _clean(answer.header("last-modified"))
        if answer.status == 200:
            strong = etag if etag.startswith('"') else modified
            self.state.begin_part(part, "" if answer.encoded else strong)
            size = 0
        with part.file.open("ab") as out:
            for piece in answer.body(self.gates.manners.limit - size):
                out.write(piece)
                if self.gates.stop.is_set():
                    raise Stopped
        if end and part.file.stat().st_size < end:
            raise Fault("the server sent less than was asked for", again=True)
        return _Body(etag, modified)

    def _kept(self, wanted: Wanted, path: str, held: Fetched | None, part: Part, body: _Body) -> Result:
        """Move a whole body to its place, if it is a document."""
        data = part.file.read_bytes()
        self.state.drop_part(part)
        try:
            kind = media_type(data, path)
            check_name(kind, path)
        except UnreadableDocument as error:
            return Result(wanted, Outcome.FAILED, _path(held), f"what the server sent is no document: {error.what}")
        place = held.path if held else with_suffix(path, kind)
        target = self.folder / place
        if not target.resolve().is_relative_to(self.folder.resolve()):
            return Result(wanted, Outcome.FAILED, why=f"{place} leads out of the folder through a link")
        fetched = Fetched(place, hashlib.sha256(data).hexdigest(), body.etag, body.last_modified)
        here = sha256_of(target)
        if here and here not in (fetched.sha256, held.sha256 if held else ""):
            return Result(wanted, Outcome.YOURS, place)
        same = here == fetched.sha256
        if not same:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(target, data)
        self.state.put(wanted.address, fetched)
        return Result(wanted, Outcome.SAME if same else Outcome.CHANGED if held else Outcome.NEW, place)


def _path(held: Fetched | None) -> str:
    return held.path if held else ""


def _end_of_piece(answer: Answer, size: int) -> int | None:
    """How many bytes the whole document has, by a partial answer that begins where the part ends; 0 where it does not
    say, None where it begins elsewhere."""
    said = re.fullmatch(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)", answer.header("content-range").casefold())
    if said is None or int(said[1]) != size or not size:
        return None
    return int(said[3]) if said[3] != "*" else 0


def _clean(value: str) -> str:
    """A header's value, if it can be sent back as it is."""
    return value if value.isascii() and value.isprintable() and len(value) <= 1000 else ""
