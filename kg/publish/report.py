"""What a build says of itself: problems.csv for people, build.json (the only file with a clock in it) for
machines."""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.model import Problem, Severity
from kg.settings import Settings

_PACKAGES = ("inspection-kg", "pypdfium2", "pyoxigraph", "ahocorasick-rs", "trafilatura", "python-docx")

PICTURED = "page images"
"""The stage that draws pages of PDFs, where it is asked for."""


class Stopwatch:
    """Seconds since it was made, and laps by name."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End a stage."""
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return round(time.perf_counter() - self._began, 3)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `problems` counts errors and warnings, `errors` documents that could not be read;
    `names` are the files and folders that it wrote, `files` the same with the output folder before them."""

    documents: int
    facts: int
    problems: int
    errors: int
    seconds: float
    counts: Mapping[str, int]
    stages: Mapping[str, float]
    names: tuple[str, ...]
    files: tuple[Path, ...] = field(default=())

    @staticmethod
    def of(
        documents: int,
        facts: int,
        problems: Sequence[Problem],
        counts: Mapping[str, int],
        watch: Stopwatch,
    ) -> Report:
        """Sum up a build that is about to end."""
        errors = sum(problem.severity == Severity.ERROR for problem in problems)
        warnings = sum(problem.severity == Severity.WARNING for problem in problems)
        pages: tuple[str, ...] = ("index.html", "graph.html") if "site" in watch.laps else ()
        pages += ("pages",) if PICTURED in watch.laps else ()
        names = (*pages, "graph.ttl", "store", "tables", "texts", "problems.csv", "build.json")
        return Report(documents, facts, errors + warnings, errors, watch.seconds, counts, dict(watch.laps), names)


def versions() -> dict[str, str]:
    """Versions of the project and of the packages that decide what a build says."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def write_problems(path: Path, problems: Iterable[Problem]) -> None:
    """problems.csv: one row a problem, sorted by document."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f.name for f in fields(Problem)])
        writer.writerows(astuple(problem) for problem in sorted(problems))


def write_record(path: Path, report: Report, settings: Settings, sources: int) -> None:
    """build.json: versions, options, counts and times of the run."""
    record = {
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "python": sys.version.split()[0],
        "versions": versions(),
        "options": {
            "base": settings.base,
            "workers": settings.workers,
            "paths": [str(p) for p in settings.paths],
        },
        "sources": sources,
        "documents": report.documents,
        "facts": report.facts,
        "problems": report.problems,
        "errors": report.errors,
        "rows": dict(report.counts),
        "seconds": report.seconds,
        "stages": dict(report.stages),
        "peak_memory_mb": _peak_memory(),
    }
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _peak_memory() -> int:
    """Largest resident size of the main process, in MB (Linux counts in kB, macOS in bytes)."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(size / (1024 if sys.platform != "darwin" else 1024**2))
