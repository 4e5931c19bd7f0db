"""How time, memory and size grow: builds of the real reports, each repeated under other bytes.

A repeated report ends with a comment line of its own, so that it is another document of the same text. `make scale`
prints a table; the reports are read from `../shared/corpus/reports`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "reports"
TIMES = (1, 3, 10)


def repeated(folder: Path, times: int) -> int:
    """Write every report `times` times into a folder; returns the number of files."""
    count = 0
    for file in sorted(CORPUS.rglob("*.pdf")):
        for copy in range(times):
            target = folder / f"{copy:03}" / file.relative_to(CORPUS)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes() + (f"\n% copy {copy}\n".encode() if copy else b""))
            count += 1
    return count


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(times: int) -> dict[str, float]:
    """One build: documents, seconds, seconds a document, main process's peak in MB, sizes of its output in MB."""
    with tempfile.TemporaryDirectory() as name:
        documents = repeated(Path(name) / "in", times)
        output = Path(name) / "output"
        start = time.perf_counter()
        command = [sys.executable, "-m", "kg.cli", "build", str(Path(name) / "in"), "--output", str(output)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        record = json.loads((output / "build.json").read_text(encoding="utf-8"))
        return {
            "documents": documents,
            "facts": record["facts"],
            "seconds": round(seconds, 1),
            "ms a document": round(1000 * seconds / documents, 1),
            "main MB": record["peak_memory_mb"],
            "largest worker MB": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
            "store MB": round(size(output / "store") / 1e6),
            "graph.ttl MB": round((output / "graph.ttl").stat().st_size / 1e6),
        }


def main() -> int:
    """Print one line a size."""
    if not CORPUS.is_dir():
        print("the real reports are not here: nothing to measure", file=sys.stderr)
        return 1
    for times in TIMES:
        print("  ".join(f"{name} {value}" for name, value in measure(times).items()), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
