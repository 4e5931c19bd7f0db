"""`make bench`: what a build costs, against plain text extraction of the same PDFs.

Each round runs the extraction, then a whole build, then one after a single file has changed, as processes of their own,
so that noise of the machine falls on all. Medians and the spread are printed; ratios matter, seconds belong to this
machine. Memory is that of the process and all its children together, at its highest (shared pages counted once, on
Linux).

    python benchmarks/bench.py [--rounds 3] [--workers N] [FOLDER...]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
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
            time.sleep(0.5)
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


@dataclass(frozen=True, slots=True)
class Round:
    """One round: plain extraction, a build that keeps nothing from the one before, seconds of its stages, and a rebuild
    after one file has changed."""

    extraction: Run
    build: Run
    stages: Mapping[str, float]
    rebuild: Run

    @property
    def reading(self) -> float:
        """Seconds of reading, extraction and resolution."""
        return self.stages["read and extract"] + self.stages["resolve"]


def compare(folder: Path, workers: int, rounds: int, output: Path) -> tuple[list[Round], float]:
    """Alternating runs over the documents in a folder, which is changed, and peak memory in MB of one more build: watching
    it takes time that the build then lacks."""
    extract = [sys.executable, str(HERE / "extract_text.py"), str(workers), str(folder)]
    build = [sys.executable, "-m", "kg.cli", "build", str(folder), "--workers", str(workers), "--output", str(output)]
    changing = sorted(folder.rglob("*.pdf"))[0]
    run(extract)  # the files come into the system's cache before the first measurement
    found = []
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds} ...", file=sys.stderr)
        extraction = run(extract)
        whole = run([*build, "--fresh"])
        stages = json.loads((output / "build.json").read_text(encoding="utf-8"))["stages"]
        changing.write_bytes(changing.read_bytes() + f"\n% changed {number}\n".encode())
        found.append(Round(extraction, whole, stages, run(build)))
    print("memory ...", file=sys.stderr)
    return found, run([*build, "--fresh"], watch_memory=True).memory


def spread(runs: Sequence[Run]) -> str:
    """Median and range of the seconds."""
    seconds = sorted(each.seconds for each in runs)
    return f"{statistics.median(seconds):8.2f} s   ({seconds[0]:.2f} to {seconds[-1]:.2f}, {len(seconds)} runs)"


def ratio(rounds: Sequence[Round], of: Callable[[Round], float], to: Callable[[Round], float]) -> float:
    """Median of the rounds' ratios."""
    return statistics.median(of(each) / to(each) for each in rounds)


def print_stages(rounds: Sequence[Round]) -> None:
    """Medians of the stages of the whole builds."""
    stages = {name: statistics.median(each.stages[name] for each in rounds) for name in rounds[0].stages}
    total = sum(stages.values()) or 1.0
    print("\nstages of the whole build")
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
    with tempfile.TemporaryDirectory() as temporary:
        folder, output = Path(temporary) / "in", Path(temporary) / "output"
        for number, given in enumerate(options.folders):
            shutil.copytree(given, folder / str(number), copy_function=shutil.copyfile)
        rounds, peak = compare(folder, options.workers, options.rounds, output)
        files = sum(1 for _ in folder.rglob("*.pdf"))
        print(f"{files} PDF files, {options.workers} workers\n")
        print_rounds(rounds)
        print(f"  peak memory           {peak:8.0f} MB")
        print_stages(rounds)
        print_first_answer(output)


def print_rounds(rounds: Sequence[Round]) -> None:
    """Medians of the seconds, and the ratios that the project holds itself to."""
    plain = [each.extraction for each in rounds]
    print(f"  plain text            {spread(plain)}")
    print(f"  whole build           {spread([each.build for each in rounds])}")
    print(f"  after one change      {spread([each.rebuild for each in rounds])}")
    extraction = lambda each: each.extraction.seconds  # noqa: E731 - three ratios to the same
    without_site = lambda each: each.build.seconds - each.stages.get("site", 0.0)  # noqa: E731
    print(f"  reading and resolving {ratio(rounds, lambda each: each.reading, extraction):8.2f}     (at most 2.5)")
    print(f"  build without site    {ratio(rounds, without_site, extraction):8.2f}")
    print(f"  whole build           {ratio(rounds, lambda each: each.build.seconds, extraction):8.2f}     (at most 10)")
    rebuilt = ratio(rounds, lambda each: each.rebuild.seconds, lambda each: each.build.seconds)
    print(f"  rebuild to build      {rebuilt:8.2f}     (at most 0.4)")


if __name__ == "__main__":
    main()
