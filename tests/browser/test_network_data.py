"""The picture as data: what is read off a build, and where it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import BuildNotFound, UsageError
from kg.publish.network_layout import SIZES, lanes, overview
from kg.publish.network_model import Kind, Link, Network
from kg.publish.network_read import read_network
from kg.publish.network_rows import long_day, month, short, year
from kg.publish.network_view import find_thing, write_network
from tests.browser.test_network_limits import crowd
from tests.conftest import ROOT

WARWICKSHIRE = "authority/E10000031"


@pytest.fixture(scope="module")
def network(seed_build: Path) -> Network:
    return read_network(seed_build)


def test_every_fact_has_its_words_and_their_place(network: Network) -> None:
    facts = [n for n in network.nodes.values() if n.kind in (Kind.JUDGEMENT, Kind.RECOMMENDATION, Kind.PERSON)]
    assert facts
    assert [n.key for n in facts if not n.quotes] == []
    quotes = [quote for node in facts for quote in node.quotes]
    assert all(quote.text and quote.page > 0 and quote.document in network.documents for quote in quotes)


def test_quotes_are_short(network: Network) -> None:
    assert max(len(quote.text) for node in network.nodes.values() for quote in node.quotes) <= 300


def test_what_belongs_to_an_inspection_stands_with_it(network: Network) -> None:
    for kind in (Kind.JUDGEMENT, Kind.RECOMMENDATION):
        assert {network.nodes[node.group].kind for node in network.of(kind)} == {Kind.INSPECTION}


def test_an_inspection_has_its_overall_grade(network: Network) -> None:
    assert network.nodes["inspection/E10000031/2017-05-02"].grade == "requires-improvement"
    assert network.nodes["inspection/E10000031/2021-11-22"].grade == "good"


def test_successive_grades_are_connected(network: Network) -> None:
    changes = {edge.title for edge in network.edges if edge.link is Link.CHANGE}
    assert {"improved", "declined"} <= changes


def test_a_disagreement_is_told_on_the_inspection(network: Network) -> None:
    facts = network.nodes["inspection/E10000031/2017-05-02"].facts
    assert any(what == "Sources disagree" and "2016" in value for what, value in facts)


def test_only_what_is_near_is_kept(network: Network) -> None:
    one = network.around(WARWICKSHIRE, 1)
    assert {node.kind for node in one.nodes.values()} <= {Kind.AUTHORITY, Kind.INSPECTION, Kind.PERSON, Kind.DOCUMENT}
    two = network.around(WARWICKSHIRE, 2)
    assert {node.kind for node in two.nodes.values()} == set(Kind)
    assert not any("E10000034" in key for key in two.nodes)
    assert len(network.around(WARWICKSHIRE, 9).nodes) > len(two.nodes)


def test_a_part_comes_with_what_it_is_part_of(network: Network) -> None:
    key = next(node.key for node in network.of(Kind.JUDGEMENT))
    kept = network.around(key, 0).nodes
    assert {node.kind for node in kept.values()} == {Kind.JUDGEMENT, Kind.INSPECTION, Kind.AUTHORITY}


@pytest.mark.parametrize(
    "name",
    ["Warwickshire", "  warwickshire ", WARWICKSHIRE, f"https://w3id.org/inspection-kg/id/{WARWICKSHIRE}"],
)
def test_a_thing_is_found_by_name_or_iri(network: Network, name: str) -> None:
    assert find_thing(network, name).key == WARWICKSHIRE


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(network: Network) -> None:
    with pytest.raises(UsageError, match="did you mean Warwickshire"):
        find_thing(network, "Warwickshir")


def test_a_folder_without_a_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound, match="kg build"):
        write_network(tmp_path, tmp_path / "graph.html")


@pytest.mark.parametrize(
    ("day", "shown", "in_full", "number"),
    [
        ("2017-05-02", "May 2017", "2 May 2017", 2017),
        ("2011-10", "Oct 2011", "Oct 2011", 2011),
        ("2016", "2016", "2016", 2016),
        ("", "", "", 0),
        ("2016-99", "2016-99", "2016-99", 2016),
    ],
)
def test_days_in_words(day: str, shown: str, in_full: str, number: int) -> None:
    assert (month(day), long_day(day), year(day)) == (shown, in_full, number)


def test_long_words_are_cut_at_a_word() -> None:
    assert short("one  two\nthree", 9) == "one two…"
    assert len(short("x" * 1000)) == 300


def test_lanes_do_not_leave_their_bounds(network: Network) -> None:
    for lane in lanes(network):
        for key, (x, y) in lane.places.items():
            width, height = SIZES[network.nodes[key].kind]
            assert 0 < x - width / 2 < x + width / 2 < lane.width
            assert 0 < y - height / 2 < y + height / 2 < lane.height


def test_inspections_stand_in_the_order_of_time(network: Network) -> None:
    lane = next(lane for lane in lanes(network) if lane.key == WARWICKSHIRE)
    starts = [network.nodes[block.key].order for block in lane.blocks[1:]]
    assert starts == sorted(starts)
    lefts = [lane.places[block.key][0] for block in lane.blocks]
    assert lefts == sorted(lefts)


def test_an_aspect_keeps_its_height_in_a_lane(network: Network) -> None:
    lane = next(lane for lane in lanes(network) if lane.key == WARWICKSHIRE)
    heights = {
        lane.places[node.key][1] for node in network.of(Kind.JUDGEMENT)
        if node.sub == "leadership" and node.key in lane.places
    }  # fmt: skip
    assert len(heights) == 1


def test_a_person_stands_in_every_lane_that_they_worked_in(network: Network) -> None:
    person = next(node.key for node in network.of(Kind.PERSON) if node.label == "Peter McEntee")
    assert all(person in lane.places for lane in lanes(network))


def test_a_lane_of_a_thousand_recommendations_is_no_tower() -> None:
    lane = lanes(crowd(1, 1, 1_000))[0]
    assert 0.3 < lane.width / lane.height < 3


def test_the_overview_has_each_authority_with_its_latest_inspection() -> None:
    places = overview(crowd(60, 3, 0)).places
    assert sum(key.startswith("authority/") for key in places) == 60
    assert {key for key in places if key.startswith("inspection/")} == {f"inspection/{a}/2" for a in range(60)}
    assert len(set(places.values())) == len(places)


def view(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", "view", *map(str, args)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env)


def test_view_writes_a_page_and_says_where(seed_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "w.html"
    done = view("Warwickshire", "--depth", "1", "--build", seed_build, "--output", out, "--no-open")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{out}\n", "")
    text = out.read_text(encoding="utf-8")
    assert "<title>Warwickshire: inspections as a graph</title>" in text
    assert "inspection/E10000031/2017-05-02" in text
    assert "E10000034" not in text


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("Nowhere at all",), 2, "nothing called 'Nowhere at all'"),
        (("--output", "no/where.html"), 2, "cannot be written"),
    ],
)
def test_view_tells_what_is_wrong(seed_build: Path, args: tuple[str, ...], code: int, says: str) -> None:
    done = view(*args, "--build", seed_build, "--no-open")
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_view_without_a_build_says_what_to_do(tmp_path: Path) -> None:
    done = view("--build", tmp_path / "none", "--no-open")
    assert done.returncode == 1
    assert "kg build" in done.stderr
