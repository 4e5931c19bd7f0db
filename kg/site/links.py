"""Addresses of pages: the path of a thing below the base → a file of the site, with a name that every file system
takes.

Links are relative, so that a site works from disk, from a folder of a server, and when it is moved.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,78}[A-Za-z0-9_-])?")
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself."""


@lru_cache(maxsize=100_000)
def page_of(thing: str) -> str:
    """The page of a thing: `inspection/E10000031/2017-05-02` → `inspection/E10000031/2017-05-02.html`."""
    return "/".join(_safe(part) for part in thing.split("/")) + ".html"


def _safe(part: str) -> str:
    """A part of a path as a file name: itself if it can be one, else what can be kept of it and a hash."""
    if _SAFE.fullmatch(part) and not _RESERVED.fullmatch(part):
        return part
    digest = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{_UNSAFE.sub('-', part)[:40].strip('-') or 'x'}-{digest}"


def up(page: str) -> str:
    """What leads from a page to the site's first folder."""
    return "../" * page.count("/")


def anchor(start: str, end: str) -> str:
    """The fragment of a passage: `p-812-841`."""
    return f"p-{start}-{end}"
