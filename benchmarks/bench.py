"""`make bench`: what a build costs, against plain text extraction of the same PDFs.

Each round runs the extraction and then the build, as processes of their own, so that noise of the machine
falls on both. Medians and the spread are printed; ratios matter, seconds belong to this machine. Memory is
that of the process and all its children together, at its highest (shared pages counted once, on Linux).

    python benchmarks/bench.py [--rounds 3] [--workers N] [FOLDER...]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
REAL = ROOT.parent / "shared" / "corpus" / "reports"
FIRST_QUERY = "import kg; kg.open({build!r}).query('SELECT ?j {{ ?j a insp:Judgement }} LIMIT 10')"


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall time in seconds, peak memory with its children in MB (0 where the system does not
    tell)."""

    seconds: float
    memory: float


def run(command: Sequence[str], watch_memory: bool = False) -> Run:
    """Runs a command to its end; a failure ends the benchmark."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT) as process:
        peak = 0.0
        while watch_memory and process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(0.1)
        _, errors = process.communicate()
        seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode(errors='replace')}")
    return Run(seconds, peak)


def memory(pid: int) -> float:
    """Memory of a process and all below it in MB, by proportional set size; 0 without /proc."""
    total, waiting = 0, [pid]
    while waiting:
        folder = Path(f"/proc/{waiting.pop()}")
        try:
            rollup = (folder / "smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            for task in (folder / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, StopIteration):
            continue
    return total / 1024


def compare(folders: Sequence[str], workers: int, rounds: int, output: Path) -> tuple[list[Run], list[Run]]:
    """Alternating runs of the extraction and of a whole build that keeps nothing from the one before."""
    extract = [sys.executable, str(HERE / "extract_text.py"), str(workers), *folders]
    build = [sys.executable, "-m", "kg.cli", "build", *folders, "--fresh"]
    build += ["--workers", str(workers), "--output", str(output)]
    run(extract)  # the files come into the system's cache before the first measurement
    extractions, builds = [], []
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds} ...", file=sys.stderr)
        extractions.append(run(extract))
        builds.append(run(build, watch_memory=True))
    return extractions, builds


def spread(runs: Sequence[Run]) -> str:
    """Median and range of the seconds."""
    seconds = sorted(each.seconds for each in runs)
    return f"{statistics.median(seconds):8.2f} s   ({seconds[0]:.2f} to {seconds[-1]:.2f}, {len(seconds)} runs)"


def ratio(extractions: Sequence[Run], builds: Sequence[Run]) -> float:
    """Median of the rounds' ratios."""
    return statistics.median(b.seconds / e.seconds for e, b in zip(extractions, builds, strict=True))


def print_stages(record: Path) -> None:
    """The stages of the last build, from its build.json."""
    stages = json.loads(record.read_text(encoding="utf-8"))["stages"]
    total = sum(stages.values()) or 1.0
    print("\nstages of the last build")
    for name, seconds in stages.items():
        print(f"  {name:<22}{seconds:8.2f} s {100 * seconds / total:5.0f} %")


def print_first_answer(build: Path) -> None:
    """Opening the store and answering a query in a new process, against Python alone."""
    python, answer = [], []
    for _ in range(5):
        python.append(run([sys.executable, "-c", "pass"]))
        answer.append(run([sys.executable, "-c", FIRST_QUERY.format(build=str(build))]))
    more = statistics.median(each.seconds for each in answer) - statistics.median(each.seconds for each in python)
    print("\nfirst answer")
    print(f"  Python alone          {spread(python)}")
    print(f"  open and query        {spread(answer)}")
    print(f"  more than Python      {more:8.2f} s   (at most 0.5)")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure a build against plain text extraction.")
    parser.add_argument("folders", nargs="*", default=[str(REAL if REAL.is_dir() else ROOT / "seeds")])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    return parser.parse_args()


def main() -> None:
    """Measures and prints."""
    options = arguments()
    files = sum(1 for folder in options.folders for _ in Path(folder).rglob("*.pdf"))
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary) / "output"
        extractions, builds = compare(options.folders, options.workers, options.rounds, output)
        print(f"{files} PDF files, {options.workers} workers\n")
        print(f"  plain text            {spread(extractions)}")
        print(f"  whole build           {spread(builds)}")
        print(f"  ratio                 {ratio(extractions, builds):8.2f}     (at most 10, with every output)")
        print(f"  peak memory           {max(each.memory for each in builds):8.0f} MB")
        print_stages(output / "build.json")
        print_first_answer(output)


if __name__ == "__main__":
    main()
