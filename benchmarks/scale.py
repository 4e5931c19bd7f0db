"""How time, memory and size grow: builds of the real reports, repeated with changed names.

Each repetition speaks of authorities of its own: their names are written with other letters, in the text of the documents
as in a register that is made for the measurement, so that no two repetitions share an inspection or a fact. `make scale`
prints a line for each size; the reports are read from `../shared/corpus/reports`.

`python benchmarks/scale.py --keep FOLDER --times 1.3` makes one such build, with our own documents in it and without pages,
and keeps it, for measurements on a store of a size that is wanted; of 1.3 times 100 reports, 30 are there twice.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "reports"
TIMES = (1, 3, 10)
_REGISTER = "ofsted/register/authorities.ttl"
_LABEL = re.compile(r'"([^"]*)"@en')
_CODE = re.compile(r"\bE(?:06|08|09|10)0000(\d\d)\b")
_LETTERS = "aeioubcdfghjklmnpqrstvwxyz"
_DATA = frozenset((".cache", "store", "tables", "texts", "graph.ttl", "problems.csv", "build.json"))
_KEPT = frozenset("council county city borough district authority metropolitan london royal of the and upon".split())


def repeated(folder: Path, times: float) -> int:
    """Write every report `times` times into a folder, a sub-folder for each repetition, the last of which may have but some
    of them; returns the number of files."""
    files = sorted(CORPUS.rglob("*.pdf"))
    count = round(len(files) * times)
    for number in range(count):
        copy, file = number // len(files), files[number % len(files)]
        target = folder / f"{copy:03}" / file.relative_to(CORPUS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes() + (f"\n% copy {copy}\n".encode() if copy else b""))
    return count


def renamed(name: str, copy: int) -> str:
    """A name in other letters, of the same length; words that names of councils share stay."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if copy == 0 or word.lower() in _KEPT:
            return word
        return word[0] + "".join(_LETTERS[(_LETTERS.index(c) + copy) % 26] if c in _LETTERS else c for c in word[1:])

    return re.sub(r"[A-Za-z]+", other, name)


def register(times: int) -> str:
    """The register of the project, then each of its authorities again under the names and codes of every repetition."""
    text = (ROOT / "ontology" / _REGISTER).read_text(encoding="utf-8")
    head, *blocks = re.split(r"(?m)^(?=authority:)", text)
    parts = [head, *blocks]
    for copy in range(1, times):
        for block in blocks:
            changed = _LABEL.sub(lambda found, copy=copy: f'"{renamed(found[1], copy)}"@en', block)
            kept = re.sub(r"(?ms)^    skos:exactMatch .*?[;.]$", '    skos:note "made" .', changed)
            parts.append(_CODE.sub(lambda found, copy=copy: found[0][:3] + f"{copy:02}00" + found[1], kept))
    return "".join(parts)


@cache
def names() -> re.Pattern[str]:
    """Every name of the register, the longest first."""
    _, *blocks = re.split(r"(?m)^(?=authority:)", (ROOT / "ontology" / _REGISTER).read_text(encoding="utf-8"))
    found = {label for block in blocks for label in _LABEL.findall(block)}
    return re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))


def renaming(read: Callable[..., Any]) -> Callable[..., Any]:
    """A reader whose documents speak of the authorities of their repetition."""

    def read_renamed(source: Any, data: bytes) -> Any:
        document = read(source, data)
        copy = int(source.path.split("/")[0])
        text = names().sub(lambda found: renamed(found[0], copy), document.text)
        assert len(text) == len(document.text)
        return replace(document, text=text, title=names().sub(lambda found: renamed(found[0], copy), document.title))

    return read_renamed


def build(documents: Path, output: Path, ontology: Path) -> None:
    """One build with another ontology folder (in a process of its own)."""
    import kg.settings

    kg.settings.ontology_dir = cache(lambda: ontology)  # type: ignore[assignment]
    from kg import pipeline, tasks

    tasks.read_document = renaming(tasks.read_document)
    pipeline.build(kg.settings.Settings(paths=(documents,), output=output, fresh=True, site=False))


def site(output: Path, ontology: Path) -> None:
    """The pages of a build (in a process of its own)."""
    import kg.settings

    kg.settings.ontology_dir = cache(lambda: ontology)  # type: ignore[assignment]
    from kg.site.write import write_site

    write_site(output, workers=kg.settings.default_workers())


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its workers cost: seconds by the clock, seconds of all cores together, and the largest of them
    in MB."""

    seconds: float
    cpu: float
    largest: int


def run(*arguments: object) -> Cost:
    """This file in a process of its own. Seconds of cores tell growth better than the clock where others use the machine."""
    start = time.perf_counter()
    command = [sys.executable, __file__, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, round(used.ru_maxrss / 1024))


def with_register(folder: Path, times: float) -> None:
    """Write an ontology that knows the authorities of every repetition."""
    shutil.copytree(ROOT / "ontology", folder)
    (folder / _REGISTER).write_text(register(math.ceil(times)), encoding="utf-8")


def keep(output: Path, times: float) -> None:
    """One build in a folder of its own, with the documents that come with the project."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repeated(folder / "in", times)
        shutil.copytree(ROOT / "seeds", folder / "in" / "000" / "seeds")
        with_register(folder / "ontology", times)
        run("build", folder / "in", output.absolute(), folder / "ontology")
    print("  ".join(f"{name} {value}" for name, value in figures(output).items()))


def measure(times: int) -> dict[str, float]:
    """One build, and then its pages: documents, seconds, memory, sizes of its output in MB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = repeated(folder / "in", times)
        with_register(folder / "ontology", times)
        output = folder / "output"
        built = run("build", folder / "in", output, folder / "ontology")
        sizes = figures(output)
        pages = run("site", output, folder / "ontology")
        return {
            "documents": documents,
            "seconds": round(built.seconds, 1),
            "CPU seconds": round(built.cpu, 1),
            "CPU ms a document": round(1000 * built.cpu / documents),
            "site seconds": round(pages.seconds, 1),
            "site CPU seconds": round(pages.cpu, 1),
            "site CPU ms a document": round(1000 * pages.cpu / documents),
            "largest process MB": built.largest,
            "largest of site MB": pages.largest,
            **sizes,
            "site MB": round(sum(size(path) for path in output.iterdir() if path.name not in _DATA) / 1e6),
        }


def figures(output: Path) -> dict[str, float]:
    """What a build's record and files tell of its cost."""
    record = json.loads((output / "build.json").read_text(encoding="utf-8"))
    return {
        "facts": record["facts"],
        "inspections": record["rows"]["inspections"],
        "main MB": record["peak_memory_mb"],
        "store MB": round(size(output / "store") / 1e6),
        "kept MB": round(size(output / ".cache") / 1e6),
        "graph.ttl MB": round((output / "graph.ttl").stat().st_size / 1e6),
    }


def size(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in files if file.is_file())


def main() -> int:
    """Print one line a size."""
    if sys.argv[1:2] in (["build"], ["site"]):
        {"build": build, "site": site}[sys.argv[1]](*map(Path, sys.argv[2:]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=TIMES, help="how often the reports are repeated")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="make one build there and measure nothing")
    parser.add_argument("--times", type=float, default=1.3, help="with --keep: how often the reports are repeated")
    options = parser.parse_args()
    if not CORPUS.is_dir():
        print("the real reports are not here: nothing to measure", file=sys.stderr)
        return 1
    if options.keep:
        keep(options.keep, options.times)
        return 0
    for times in options.sizes:
        print("  ".join(f"{name} {value}" for name, value in measure(times).items()), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
