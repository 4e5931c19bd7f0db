"""Paths and options: one frozen dataclass, and the one place that finds `ontology/`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DEFAULT_BASE = "https://w3id.org/inspection-kg/id/"
MAX_FILE_BYTES = 100_000_000
MAX_PAGES = 3_000
MAX_TEXT_CHARS = 20_000_000
SECONDS_A_DOCUMENT = 120


@cache
def ontology_dir() -> Path:
    """The ontology folder: inside an installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    for candidate in (here / "ontology", here.parent / "ontology"):
        if (candidate / "vocab").is_dir():
            return candidate
    raise FileNotFoundError("ontology/ is neither inside the kg package nor beside it")


@cache
def seeds_dir() -> Path:
    """The documents that come with a checkout; an installed package has none."""
    return Path(__file__).resolve().parent.parent / "seeds"


def default_workers() -> int:
    """As many worker processes as this process may use cores."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of one build.

    Attributes:
        paths: files and folders to read, in the order given (the order changes no output).
        output: folder that the build writes into; replaced as a whole when the build succeeds.
        base: IRI that the things of the graph are named below; ends with "/" or "#".
        workers: number of worker processes, at least 1.
        fresh: do not use results kept from an earlier build.
        strict: treat every problem of error severity as a failure of the build.
        decisions: file with a person's decisions, or None.
        similarity: folder of a sentence-embedding model that tells which recommendations recur, None for words and themes.
        site: write the pages as well.
        page_images: draw the pages of PDFs on which facts stand.
        cluster: address of a Dask scheduler whose workers take the place of local ones, "" for local ones.
    """

    paths: tuple[Path, ...]
    output: Path = Path("output")
    base: str = DEFAULT_BASE
    workers: int = field(default_factory=default_workers)
    fresh: bool = False
    strict: bool = False
    decisions: Path | None = None
    similarity: Path | None = None
    site: bool = True
    page_images: bool = False
    cluster: str = ""
