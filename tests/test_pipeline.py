"""The whole of a build: bad files, any order, any number of workers, killed half-way."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg import tasks
from kg.errors import UsageError
from kg.pipeline import build
from kg.publish.exports import export
from kg.read.folder import Source
from kg.settings import Settings
from tests.documents import pdf, prose
from tests.extract.reports import ALL, ilacs

ROOT = Path(__file__).resolve().parent.parent
HTML_ERROR = b"<!DOCTYPE html><html><head><title>404</title></head><body>Not found</body></html>"
BAD: dict[str, tuple[bytes, str]] = {
    "bad/encrypted.pdf": (pdf([prose("Enough words for a page.")], key="secret"), "encrypted"),
    "bad/cut.pdf": (pdf(ilacs())[:900], "damaged or cut off"),
    "bad/empty.pdf": (b"", "empty"),
    "bad/halton_page.pdf": (HTML_ERROR, "HTML page"),
    "bad/noise.bin": (bytes(range(256)) * 20, "no text"),
}


def fill(folder: Path, names: tuple[str, ...] = tuple(ALL)) -> Path:
    """A folder with one report in each of these layouts."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.pdf").write_bytes(pdf(ALL[name]()))
    return folder


def add_bad(folder: Path) -> None:
    for name, (data, _) in BAD.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


def table(output: Path, name: str) -> list[dict[str, str]]:
    file = output / name if name.endswith(".csv") else output / "tables" / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def errors(output: Path) -> dict[str, str]:
    return {row["document"]: row["what"] for row in table(output, "problems.csv") if row["severity"] == "error"}


def fingerprint(output: Path) -> dict[str, str]:
    """sha256 of everything that must be the same every time."""
    nquads = output.parent / f"{output.name}.nq"
    export(output, "nquads", nquads)
    files = [
        nquads,
        output / "graph.ttl",
        output / "problems.csv",
        *(output / "tables").iterdir(),
        *(output / "texts").iterdir(),
    ]
    return {file.name.replace(output.name, ""): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, what cannot be read, and a copy; tests must not change it."""
    folder = fill(tmp_path_factory.mktemp("documents") / "in")
    add_bad(folder)
    (folder / "copy.pdf").write_bytes((folder / "ilacs_2024.pdf").read_bytes())
    return folder


@pytest.fixture(scope="module")
def built(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("built") / "output"
    build(Settings(paths=(documents,), output=output, workers=1))
    return output


# --- what a build is ------------------------------------------------------------------------------------


def test_a_build_writes_what_it_says(documents: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    report = build(Settings(paths=(documents,), output=tmp_path / "out"), lambda *step: told.append(step))
    assert all(path.exists() for path in report.files)
    assert {path.name for path in report.files} == {
        "graph.html", "index.html", "graph.ttl", "store", "tables", "texts", "problems.csv", "build.json",
    }  # fmt: skip
    assert report.documents == len(ALL)
    assert report.errors == len(BAD)
    assert report.counts["inspections"] == len(ALL)
    assert [step[0] for step in told if step[2] == "reading"] == list(range(1, len(ALL) + len(BAD) + 2))
    assert json.loads((tmp_path / "out" / "build.json").read_text())["documents"] == len(ALL)


def test_every_document_is_in_the_tables_with_its_text(built: Path) -> None:
    rows = table(built, "documents")
    assert {row["document"] for row in rows} == {f"{name}.pdf" for name in ALL if name != "ilacs_2024"} | {"copy.pdf"}
    texts = {path.stem: path.read_bytes().decode() for path in (built / "texts").iterdir()}
    assert {row["document_iri"].rpartition("/")[2] for row in rows} == set(texts)
    by_path = {row["document"]: texts[row["document_iri"].rpartition("/")[2]] for row in rows}
    for row in table(built, "judgements"):
        assert by_path[row["document"]][int(row["char_start"]) : int(row["char_end"])] == row["quote"]


def test_each_bad_file_is_one_clear_row(built: Path) -> None:
    found = errors(built)
    assert set(found) == set(BAD)
    for name, (_, why) in BAD.items():
        assert why in found[name]
    assert all(row["what_to_do"] for row in table(built, "problems.csv"))


def test_a_copy_is_read_once_and_named(built: Path) -> None:
    notes = [(row["document"], row["what"]) for row in table(built, "problems.csv") if "same file" in row["what"]]
    assert notes == [("ilacs_2024.pdf", "the same file as copy.pdf")]


def test_a_file_that_cannot_be_read_counts_for_the_authority_in_its_name(built: Path) -> None:
    assert {row["body"]: row["unread"] for row in table(built, "coverage")}["Halton"] == "1"


# --- the same bytes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [2, 3])
def test_the_number_of_workers_changes_no_byte(workers: int, documents: Path, built: Path, tmp_path: Path) -> None:
    build(Settings(paths=(documents,), output=tmp_path / "output", workers=workers))
    assert fingerprint(tmp_path / "output") == fingerprint(built)


def test_the_order_of_files_changes_no_byte(documents: Path, built: Path, tmp_path: Path) -> None:
    paths = tuple(sorted((p for p in documents.iterdir() if p.is_file()), reverse=True))
    one, other = tmp_path / "one", tmp_path / "other"
    build(Settings(paths=(*paths, documents / "bad"), output=one, workers=1))
    build(Settings(paths=(documents / "bad", *reversed(paths)), output=other, workers=2))
    assert fingerprint(one) == fingerprint(other)
    assert (one / "graph.ttl").read_bytes() == (built / "graph.ttl").read_bytes()


def test_a_second_build_that_takes_over_the_first_gives_the_same_bytes(
    documents: Path, built: Path, tmp_path: Path
) -> None:
    settings = Settings(paths=(documents,), output=tmp_path / "output", workers=2)
    build(settings)
    build(settings)
    assert fingerprint(tmp_path / "output") == fingerprint(built)
    build(replace(settings, fresh=True))
    assert fingerprint(tmp_path / "output") == fingerprint(built)


def test_after_changes_only_what_has_changed_is_done_again_and_the_bytes_are_those_of_a_new_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "in")
    settings = Settings(paths=(folder,), output=tmp_path / "output", workers=1)
    build(settings)
    names = sorted(path.name for path in folder.iterdir())
    (folder / names[0]).unlink()
    (folder / names[1]).write_bytes((folder / names[1]).read_bytes() + b"\n% changed\n")
    (folder / "new.txt").write_text("A page about nothing that is known. " * 20, encoding="utf-8")
    read: list[str] = []
    reader = tasks.read_document
    monkeypatch.setattr(tasks, "read_document", lambda source, data: read.append(source.path) or reader(source, data))
    made: list[str] = []
    maker = tasks.make_graph
    monkeypatch.setattr(tasks, "make_graph", lambda reading, *rest: made.append(reading.path) or maker(reading, *rest))
    build(settings)
    assert sorted(read) == sorted([names[1], "new.txt"])
    assert set(read) <= set(made)
    assert len(made) < len(names) - 1
    monkeypatch.undo()
    build(Settings(paths=(folder,), output=tmp_path / "fresh", workers=1))
    assert fingerprint(tmp_path / "output") == fingerprint(tmp_path / "fresh")
    assert union(tmp_path / "output") == union(tmp_path / "fresh")


def union(output: Path) -> bytes:
    """What the store's default graph holds, as Turtle."""
    export(output, "turtle", output.parent / "union.ttl")
    return (output.parent / "union.ttl").read_bytes()


def test_a_store_that_is_damaged_is_made_anew(documents: Path, built: Path, tmp_path: Path) -> None:
    settings = Settings(paths=(documents,), output=tmp_path / "output", workers=1)
    build(settings)
    (tmp_path / "output" / "store" / "CURRENT").write_text("nonsense")
    build(settings)
    assert fingerprint(tmp_path / "output") == fingerprint(built)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_seed_of_hashes_changes_no_byte(seed: str, documents: Path, built: Path, tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from kg.pipeline import build
from kg.settings import Settings
build(Settings(paths=(Path({str(documents)!r}),), output=Path({str(tmp_path / "output")!r}), workers=1))
"""
    run = subprocess.run([sys.executable, "-c", script], env=environment(PYTHONHASHSEED=seed), capture_output=True)
    assert run.returncode == 0, run.stderr
    assert fingerprint(tmp_path / "output") == fingerprint(built)


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **extra}


# --- what goes wrong ------------------------------------------------------------------------------------


def test_nothing_to_read_is_a_wrong_use(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UsageError, match="nothing to read"):
        build(Settings(paths=(empty,), output=tmp_path / "output"))
    assert not (tmp_path / "output").exists()


def test_an_output_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.docx").write_text("my only copy")
    with pytest.raises(UsageError, match=r"thesis\.docx"):
        build(Settings(paths=(fill(tmp_path / "in", ("board_2015",)),), output=output, workers=1))
    assert [path.name for path in output.iterdir()] == ["thesis.docx"]


def test_only_bad_files_still_give_a_build(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    add_bad(folder)
    report = build(Settings(paths=(folder,), output=tmp_path / "output", workers=1))
    assert (report.documents, report.errors) == (0, len(BAD))


def test_a_build_does_not_read_what_it_wrote(tmp_path: Path) -> None:
    fill(tmp_path, ("board_2015",))
    settings = Settings(paths=(tmp_path,), output=tmp_path / "output", workers=1)
    assert build(settings).documents == 1
    assert build(settings).documents == 1


def test_a_document_that_crashes_its_worker_costs_only_itself(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in")
    run = subprocess.run(
        [sys.executable, write_script(tmp_path, CRASH), folder, tmp_path / "output"],
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert errors(tmp_path / "output") == {"board_2015.pdf": "reading it made the reader crash"}
    assert len(table(tmp_path / "output", "documents")) == len(ALL) - 1


CRASH = """
import os, signal, sys
from pathlib import Path
from kg import pipeline, tasks
from kg.settings import Settings

reader = tasks.read_document

def crash(source, *rest):
    if source.path == "board_2015.pdf":
        os.kill(os.getpid(), signal.SIGKILL)
    return reader(source, *rest)

tasks.read_document = crash

if __name__ == "__main__":
    pipeline.build(Settings(paths=(Path(sys.argv[1]),), output=Path(sys.argv[2]), workers=2))
"""


def write_script(folder: Path, text: str) -> Path:
    script = folder / "script.py"
    script.write_text(text)
    return script


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_ours_in_one_document_costs_only_that_document(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = tasks.read_document

    def faulty(source: Source, *rest: bytes) -> object:
        if source.path == "board_2015.pdf":
            raise IndexError("a fault")
        return reader(source, *rest)

    monkeypatch.setattr(tasks, "read_document", faulty)
    report = build(Settings(paths=(fill(tmp_path / "in"),), output=tmp_path / "output", workers=workers))
    assert report.documents == len(ALL) - 1
    (what,) = errors(tmp_path / "output").values()
    assert what.startswith("reading it failed: IndexError")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_takes_too_long_costs_only_itself(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = tasks.read_document

    def slow(source: Source, *rest: bytes) -> object:
        end = time.monotonic() + (20 if source.path == "board_2015.pdf" else 0)
        while time.monotonic() < end:
            pass
        return reader(source, *rest)

    monkeypatch.setattr(tasks, "read_document", slow)
    monkeypatch.setattr(tasks, "SECONDS_A_DOCUMENT", 2)
    report = build(Settings(paths=(fill(tmp_path / "in"),), output=tmp_path / "output", workers=workers))
    assert report.documents == len(ALL) - 1
    assert errors(tmp_path / "output") == {"board_2015.pdf": "reading took longer than 2 seconds and was stopped"}


# --- killed ---------------------------------------------------------------------------------------------

SLOW = """
import sys, time
from pathlib import Path
from kg import pipeline
from kg.settings import Settings

stage = getattr(pipeline, sys.argv[3])

def stop(*args, **options):
    Path(sys.argv[4]).touch()
    time.sleep(60)

setattr(pipeline, sys.argv[3], stop)

if __name__ == "__main__":
    pipeline.build(Settings(paths=(Path(sys.argv[1]),), output=Path(sys.argv[2]), workers=2))
"""


@pytest.mark.parametrize("stage", ["read_one", "resolve", "write_tables", "write_site"])
def test_a_build_that_is_killed_leaves_the_last_good_one(stage: str, tmp_path: Path) -> None:
    folder, output, reached = (
        fill(tmp_path / "in", ("board_2015", "ilacs_2024")),
        tmp_path / "output",
        tmp_path / "reached",
    )
    settings = Settings(paths=(folder,), output=output, workers=1)
    build(settings)
    before = fingerprint(output)
    fill(folder, ("ilacs_2018",))
    run = subprocess.Popen(
        [sys.executable, write_script(tmp_path, SLOW), folder, output, stage, reached], env=environment()
    )
    try:
        wait_for(reached.exists)
    finally:
        run.kill()
        run.wait()
    assert fingerprint(output) == before
    assert build(settings).documents == 3, "the next build is not held up by what the killed one left"
    assert not list(tmp_path.glob(".output.*"))


def wait_for(condition: Callable[[], bool], seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
