"""What `kg analyse` writes: a page of the site, Markdown, tables, and networks that other programs read."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from kg.analyse import NETWORKS, analyse
from kg.analyse.files import described, gexf, graphml
from kg.analyse.measures import measure
from kg.analyse.network import Network
from kg.graph.store import open_store
from kg.site.analysis_markdown import escaped
from kg.site.analysis_page import write_analysis
from kg.site.write import write_site
from tests.site.hostile import copied
from tests.site.pages import broken, read

KINDS = ("-nodes.csv", "-edges.csv", ".graphml", ".gexf")


@pytest.fixture(name="site")
def _site(analysed_site: Path) -> Path:
    return analysed_site


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_network_has_its_files(site: Path) -> None:
    names = {path.name for path in (site / "analysis" / "networks").iterdir()}
    assert names == {f"{name}{kind}" for name in NETWORKS for kind in KINDS}


def test_every_link_of_the_page_and_of_the_start_page_leads_somewhere(site: Path) -> None:
    assert broken(site) == []
    assert "analysis/index.html" in read(site / "index.html").addresses


def test_no_id_stands_twice(site: Path) -> None:
    ids = read(site / "analysis" / "index.html").ids
    assert len(ids) == len(set(ids))


def test_facts_are_one_click_away(site: Path) -> None:
    page = read(site / "analysis" / "index.html")
    below = rows(site / "analysis" / "facts" / "recurring-share.csv")
    assert below
    for row in below:
        assert row["address"].startswith("../document/")
        assert row["address"] in page.addresses
        document = read((site / "analysis" / row["address"].partition("#")[0]).resolve())
        assert row["address"].partition("#")[2] in document.ids
        assert row["quote"]


def test_every_sentence_is_on_the_page_in_markdown_and_in_the_table(site: Path) -> None:
    page = " ".join(" ".join(read(site / "analysis" / "index.html").text).split())
    markdown = (site / "analysis" / "analysis.md").read_text(encoding="utf-8")
    said = rows(site / "analysis" / "sentences.csv")
    assert len(said) > 10
    for row in said:
        assert " ".join(row["sentence"].split()) in page
        assert escaped(row["sentence"]) in markdown
        assert row["how"] and row["wrong"] and row["queries"]
        counted = int(row["facts"]) > 0 or re.search(r"\b0 of |\b0 \w+ ", row["sentence"])
        assert counted or "told by the register" in row["wrong"], row["name"]


def test_a_link_table_agrees_with_its_node_table(site: Path) -> None:
    degree: dict[str, int] = {}
    for row in rows(site / "analysis" / "networks" / "themes-edges.csv"):
        for end in ("from_iri", "to_iri"):
            degree[row[end]] = degree.get(row[end], 0) + 1
    nodes = rows(site / "analysis" / "networks" / "themes-nodes.csv")
    assert {row["iri"]: int(row["degree"]) for row in nodes} == {row["iri"]: degree.get(row["iri"], 0) for row in nodes}


@pytest.mark.parametrize("name", NETWORKS)
def test_graphml_and_gexf_hold_the_network(site: Path, name: str) -> None:
    folder = site / "analysis" / "networks"
    drawn = analyse_once(site)[name]
    for kind, read_graph in ((".graphml", nx.read_graphml), (".gexf", nx.read_gexf)):
        found = read_graph(folder / f"{name}{kind}")
        assert set(found) == set(drawn)
        assert {frozenset(edge) for edge in found.edges()} == {frozenset(edge) for edge in drawn.edges()}
        for node, label in drawn.nodes(data="label"):
            assert found.nodes[node]["label"] == label


def analyse_once(site: Path, kept: dict[Path, dict[str, nx.Graph[str]]] = {}) -> dict[str, nx.Graph[str]]:  # noqa: B006
    if site not in kept:
        found = analyse(open_store(site / "store"))
        kept[site] = {name: network.graph for name, (network, _) in found.networks.items()}
    return kept[site]


def test_what_xml_forbids_is_replaced() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", label="a\x00\x0b<b>&\ud800")
    network = Network("made", "", "", "", "", "", "", "", (), graph)
    made = described(network, measure(network))
    assert nx.parse_graphml(graphml(made).decode()).nodes["a"]["label"] == "a\ufffd\ufffd<b>&\ufffd"
    assert b"lastmodified" not in gexf(made)


def test_without_a_site_it_stands_alone(seed_build: Path, tmp_path: Path) -> None:
    folder = copied(seed_build, tmp_path / "build")
    write_analysis(folder)
    page = read(folder / "analysis" / "index.html")
    assert [address for address in page.addresses if address.startswith("..")] == []
    assert broken(folder / "analysis") == []
    assert not (folder / "index.html").exists()


def test_every_page_links_to_it_and_before_there_is_one_to_how_it_is_made(seed_build: Path, site: Path) -> None:
    before = read(seed_build / "analysis" / "index.html")
    assert "kg analyse" in " ".join(before.text)
    assert "../charts.html" in before.addresses
    assert broken(seed_build) == []
    for folder in (seed_build, site):
        assert "analysis/index.html" in read(folder / "charts.html").addresses
        assert "../analysis/index.html" in read(folder / "authority" / "E10000031.html").addresses
    tells = "What follows from all of it: the analysis"
    assert tells not in " ".join(read(seed_build / "index.html").text)
    assert tells in " ".join(read(site / "index.html").text)


def test_pages_that_are_written_later_leave_it(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    shutil.copytree(site, folder)
    write_site(folder)
    assert files(folder / "analysis") == files(site / "analysis")
    assert (folder / "index.html").read_bytes() == (site / "index.html").read_bytes()
    assert broken(folder) == []


def test_two_runs_give_the_same_bytes_and_leave_nothing_of_the_first(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    shutil.copytree(site, folder)
    (folder / "analysis" / "facts" / "old.csv").write_text("what is not asked any more")
    code = "import sys; from pathlib import Path; from kg.site.analysis_page import write_analysis as w; w(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    assert files(folder / "analysis") == files(site / "analysis")
    assert (folder / "index.html").read_bytes() == (site / "index.html").read_bytes()


def test_nothing_of_a_document_is_markup(hostile_site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    shutil.copytree(hostile_site, folder)
    write_analysis(folder)
    page = read(folder / "analysis" / "index.html")
    assert page.handlers == []
    assert page.elements.count("script") == 2
    assert "img" not in page.elements


def test_words_of_a_document_cannot_change_the_markdown() -> None:
    assert escaped("a | b\n<img src=x> [c](d)") == "a \\| b \\<img src=x\\> \\[c\\](d)"
