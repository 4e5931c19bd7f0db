"""What `kg analyse` writes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.analyse import NETWORKS, analyse
from kg.analyse.report import escaped
from kg.graph.store import open_store


@pytest.fixture(scope="module")
def folder(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The analysis of the documents that come with the project."""
    made = tmp_path_factory.mktemp("analysis")
    analyse(open_store(seed_build / "store"), made)
    return made


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_there_are_a_report_and_two_tables_a_network(folder: Path) -> None:
    names = [network.__name__ for network in NETWORKS]
    expected = {"report.md", *(f"{name}{more}.csv" for name in names for more in ("", "-links"))}
    assert {path.name for path in folder.iterdir()} == expected


def test_the_tables_hold_the_figures(folder: Path) -> None:
    people = {row["label"]: row for row in table(folder / "inspectors.csv")}
    assert (people["Peter McEntee"]["inspections"], people["Peter McEntee"]["authorities"]) == ("2", "2")
    links = table(folder / "authorities-links.csv")
    assert [(row["from"], row["to"]) for row in links] == [("Warwickshire", "Worcestershire")]
    assert 0 < float(links[0]["weight"]) < 1


def test_a_link_table_agrees_with_its_node_table(folder: Path) -> None:
    degree: dict[str, int] = {}
    for row in table(folder / "themes-links.csv"):
        for end in ("from_iri", "to_iri"):
            degree[row[end]] = degree.get(row[end], 0) + 1
    nodes = table(folder / "themes.csv")
    assert {row["iri"]: int(row["neighbours"]) for row in nodes} == {
        row["iri"]: degree.get(row["iri"], 0) for row in nodes
    }


def test_the_report_says_how_to_read_each_table_and_its_limits(folder: Path) -> None:
    sections = re.split(r"^## ", (folder / "report.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(sections) == len(NETWORKS)
    for section in sections:
        assert "- Limits: " in section
        assert "How to read it: " in section


def test_the_report_claims_no_communities_where_little_was_read(folder: Path) -> None:
    report = (folder / "report.md").read_text(encoding="utf-8")
    assert report.count("Too little is linked here") == len(NETWORKS)
    assert "Modularity" not in report


def test_an_empty_build_has_a_report(tmp_path: Path) -> None:
    analyse(ox.Store(), tmp_path / "new" / "folder")
    report = (tmp_path / "new" / "folder" / "report.md").read_text(encoding="utf-8")
    assert report.count("there is nothing to measure") == len(NETWORKS)


def test_two_runs_give_the_same_bytes(seed_build: Path, folder: Path, tmp_path: Path) -> None:
    analyse(open_store(seed_build / "store"), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


@pytest.mark.real
def test_the_analysis_of_the_real_documents_finds_communities(real_build: Path, tmp_path: Path) -> None:
    analyse(open_store(real_build / "store"), tmp_path)
    report = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "communities (Louvain method, fixed seed)" in report
    assert "hardly better than chance" in report
    assert len(table(tmp_path / "inspectors.csv")) > 100


def test_words_of_a_document_cannot_change_the_report() -> None:
    assert escaped("a | b\n<img src=x> [c](d)") == "a \\| b \\<img src=x\\> \\[c\\](d)"
