"""The pages and tables that a build wrote, and nothing else of its folder: what may be read, and where it lies."""

from __future__ import annotations

import re
from pathlib import Path

FOLDERS = (
    "analysis", "assets", "authority", "brief", "document", "indicator", "inspection", "pages", "person", "tables", "texts",
    "theme",
)  # fmt: skip
"""Folders of a build that are served with all that is in them. Its store, what it keeps for the next build and what tells
of the machine that made it are not."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
    ".graphml": "application/xml",
    ".gexf": "application/xml",
}
"""Kinds of files that are served."""
TOP = (".html", ".ttl")
"""Kinds that are served of the folder itself."""
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")


def file_at(folder: Path, path: str) -> Path | None:
    """The file at a path of the site, None where there is none that may be read."""
    parts = path.split("/")
    suffix = "." + path.rpartition(".")[2]
    if suffix not in TYPES or not all(_PART.fullmatch(part) for part in parts):
        return None
    if len(parts) == 1 and suffix not in TOP and path != "problems.csv":
        return None
    if len(parts) > 1 and parts[0] not in FOLDERS:
        return None
    inside = folder.resolve()
    found = inside.joinpath(*parts)
    try:
        real = found.resolve(strict=True)
    except (OSError, ValueError):
        return None
    return real if real.is_file() and real.is_relative_to(inside) else None
