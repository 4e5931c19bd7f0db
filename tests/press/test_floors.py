"""What is read of the made-up press must not become less: a build of all pieces, with their own register, set by set."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.evaluate import below_floors, evaluate, read_floors
from tests.press import make_offsets as gold

FLOORS = Path(__file__).with_name("floors.json")
ROOT = gold.HERE.parent.parent
SETS = {
    "open": range(1, 21, 2),
    "blind": range(2, 21, 2),
    "third": range(21, 35),
    "fourth": range(35, 41),
    "fifth-open": range(41, 65, 2),
    "fifth-blind": range(42, 65, 2),
    "sixth-open": range(65, 89, 2),
    "sixth-blind": range(66, 89, 2),
}
"""The numbers of each set's pieces."""
FOLDERS = {"fifth": gold.FIFTH, "sixth": gold.SIXTH}
HOMES = {name: FOLDERS.get(name.partition("-")[0], gold.HERE) for name in SETS}
"""The folder in which each set's texts and gold stand."""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of all pieces, by a copy of the project that has their councils in its register."""
    copy = tmp_path_factory.mktemp("press")
    for name in ("kg", "ontology"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    homes = sorted(set(HOMES.values()))
    for home in homes:
        shutil.copy(home / "register.ttl", copy / f"ontology/ofsted/register/made-up-{home.name}.ttl")
    texts = [str(home / "texts") for home in homes]
    command = [sys.executable, "-m", "kg.cli", "build", *texts, "--output", str(copy / "out")]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return copy / "out"


def of_set(name: str, folder: Path) -> Path:
    """The gold of one set, as a folder."""
    for path in (HOMES[name] / "gold").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [row for row in reader if int(row["document"][:2]) in SETS[name]]
            columns = reader.fieldnames or []
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.mark.parametrize("name", SETS)
def test_no_figure_fell_under_its_floor(name: str, build: Path, tmp_path: Path) -> None:
    evaluation = evaluate(build, of_set(name, tmp_path))
    assert below_floors(evaluation, read_floors(FLOORS, name)) == ()


@pytest.mark.parametrize("name", SETS)
def test_every_table_that_was_annotated_has_a_floor(name: str, build: Path, tmp_path: Path) -> None:
    evaluation = evaluate(build, of_set(name, tmp_path))
    assert {score.table for score in evaluation.tables if score.asked} == set(read_floors(FLOORS, name))


def test_every_piece_is_of_one_set() -> None:
    numbers = [number for numbers in SETS.values() for number in numbers]
    assert sorted(numbers) == sorted(
        int(path.name[:2]) for home in set(HOMES.values()) for path in (home / "texts").iterdir()
    )
