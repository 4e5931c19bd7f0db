"""Each network's definition, on facts made by hand."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.analyse import NETWORKS, Facts, Network, draw
from kg.analyse.naming import named_in
from kg.analyse.network import empty, together
from kg.analyse.networks import years_between
from kg.errors import UsageError
from tests.analyse.world import RDF, World, insp, thing


@pytest.fixture(scope="module")
def facts() -> Facts:
    """Three inspections: of A in 2019, of B in 2020 and again in 2022. A was told to mend themes x and y, B y and z, then
    z again. Ann led A's, with Bob; Ann, Bob and Cy were at B's first, which Bob led; Ann led B's second alone."""
    world = World()
    world.authority("A", "North", "county", near=["B", "A"])
    world.authority("B", "South", "county", near=["C"])
    world.authority("C")
    world.inspection("A", "2019-03-04", "good")
    world.inspection("B", "2020-01-06", "inadequate")
    world.inspection("B", "2022-02-07", "good")
    for person, code, start, role in (
        ("ann", "A", "2019-03-04", "lead-inspector"),
        ("bob", "A", "2019-03-04", "inspector"),
        ("ann", "B", "2020-01-06", "inspector"),
        ("bob", "B", "2020-01-06", "lead-inspector"),
        ("cy", "B", "2020-01-06", "inspector"),
        ("ann", "B", "2022-02-07", "lead-inspector"),
    ):
        world.part(person, code, start, role)
    world.recommendation("A", "2019-03-04", 1, "x", "y")
    world.recommendation("B", "2020-01-06", 1, "y")
    first = world.recommendation("B", "2020-01-06", 2, "z")
    world.again(first, world.recommendation("B", "2022-02-07", 1, "z"), "0.4")
    _named(world)
    world.office("dcs", "authority/B", "director-of-childrens-services", "B-2020-01-06", since="2019-06")
    world.office("chair", "organisation/B/lscb", "board-chair", "B-2020-01-06", person="dee")
    world.office("nobody", "authority/A", "chief-executive", "A-2019-03-04")
    world.document("news", "local-press")
    world.judgement("A", "2019-03-04", "good", document="news")
    world.document("list", "catalogue")
    world.judgement("A", "2019-03-04", "good", document="list")
    return world.facts()


def _named(world: World) -> None:
    """Findings of A's report: 0-100 names the police and A's adoption service, 100-200 both and the board, as a weakness;
    200-300 names the service alone, though the police follow it."""
    for number, polarity in enumerate(("strength", "area-for-improvement", "strength")):
        world.finding(f"f{number}", "A", "2019-03-04", polarity, at=(100 * number, 100 * number + 100))
    for start in (10, 110, 210):
        world.mention("service/A/adoption", "A-2019-03-04", start, start + 20, "adoption")
        world.mention("organisation/A/adoption-service", "A-2019-03-04", start, start + 20)  # the same words
    for start in (40, 140, 295):
        world.mention("organisation/police", "A-2019-03-04", start, start + 10)
    world.mention("organisation/A/lscb", "A-2019-03-04", 160, 170)
    world.mention("organisation/ofsted", "A-2019-03-04", 180, 190)
    world.mention("authority/A", "A-2019-03-04", 60, 70)


def links(network: Network, *columns: str) -> set[tuple[str | float, ...]]:
    """The links by the labels of their ends, with their weights and other columns."""
    label = network.graph.nodes
    found = set()
    for one, other, data in network.graph.edges(data=True):
        ends = (label[one]["label"], label[other]["label"])
        ends = ends if network.graph.is_directed() else tuple(sorted(ends))
        found.add((*ends, data["weight"], *(data[name] for name in columns)))
    return found


def column(network: Network, name: str) -> dict[str, object]:
    """An attribute of the nodes by label."""
    return {data["label"]: data[name] for _, data in network.graph.nodes(data=True)}


def test_authorities_are_linked_by_the_share_of_their_themes(facts: Facts) -> None:
    network = draw(facts, "authorities")
    assert links(network, "shared") == {("Place A", "Place B", 0.333333, 1)}  # y, of x, y and z
    assert column(network, "recommendations") == {"Place A": 1, "Place B": 3}
    assert column(network, "themes") == {"Place A": 2, "Place B": 2}
    assert column(network, "grade") == {"Place A": "good", "Place B": "good"}
    assert column(network, "last") == {"Place A": "2019-03-04", "Place B": "2022-02-07"}


def test_neighbours_lead_to_those_that_the_register_names(facts: Facts) -> None:
    network = draw(facts, "neighbours")
    assert links(network) == {("Place A", "Place B", 1), ("Place B", "Place C", 1)}
    assert column(network, "region") == {"Place A": "North", "Place B": "South", "Place C": ""}
    assert column(network, "grade") == {"Place A": "good", "Place B": "good", "Place C": ""}


def test_themes_are_linked_by_the_inspections_that_recommended_both(facts: Facts) -> None:
    network = draw(facts, "themes")
    assert links(network, "first") == {("x", "y", 1, "2019-03-04"), ("y", "z", 1, "2020-01-06")}
    assert column(network, "recommendations") == {"x": 1, "y": 2, "z": 2}
    assert column(network, "inspections") == {"x": 1, "y": 2, "z": 2}
    assert column(network, "authorities") == {"x": 1, "y": 2, "z": 1}


def test_recommendations_lead_to_those_that_ask_again(facts: Facts) -> None:
    network = draw(facts, "recommendations")
    assert links(network, "years") == {("Place B 2020: Do 2", "Place B 2022: Do 1", 0.4, 2.09)}
    assert column(network, "start") == {"Place B 2020: Do 2": "2020-01-06", "Place B 2022: Do 1": "2022-02-07"}


def test_inspectors_are_linked_by_the_inspections_that_they_shared(facts: Facts) -> None:
    network = draw(facts, "inspectors")
    assert links(network, "first", "last") == {
        ("Ann", "Bob", 2, "2019-03-04", "2020-01-06"),
        ("Ann", "Cy", 1, "2020-01-06", "2020-01-06"),
        ("Bob", "Cy", 1, "2020-01-06", "2020-01-06"),
    }
    assert column(network, "inspections") == {"Ann": 3, "Bob": 2, "Cy": 1}
    assert column(network, "led") == {"Ann": 2, "Bob": 1, "Cy": 0}


def test_leads_lead_to_where_they_led(facts: Facts) -> None:
    network = draw(facts, "leads")
    assert links(network, "first") == {
        ("Ann", "Place A", 1, "2019-03-04"),
        ("Bob", "Place B", 1, "2020-01-06"),
        ("Ann", "Place B", 1, "2022-02-07"),
    }
    assert column(network, "kind")["Ann"] == "person"
    assert column(network, "region")["Place A"] == "North"


def test_bodies_are_linked_where_one_finding_names_both(facts: Facts) -> None:
    network = draw(facts, "bodies")
    board = "safeguarding children board"
    # Of the two findings that name two or more, half are strengths.
    assert links(network, "strengths", "weaknesses", "sign") == {
        ("Adoption", "Police", 2, 1, 1, 1),
        ("Adoption", board, 1, 0, 1, -1),
        ("Police", board, 1, 0, 1, -1),
    }
    assert column(network, "findings") == {"Adoption": 2, "Police": 2, board: 1}
    assert network.signed


def test_an_organisation_that_has_the_name_of_a_service_is_that_service() -> None:
    world = World()
    world.inspection("A", "2019-03-04")
    world.finding("f", "A", "2019-03-04", "strength", at=(0, 100))
    world.mention("service/A/virtual-school", "A-2019-03-04", 0, 10, "school")
    world.mention("organisation/school", "A-2019-03-04", 20, 30)
    world.mention("organisation/police", "A-2019-03-04", 40, 50)
    assert links(draw(world.facts(), "bodies")) == {("Police", "School", 1)}


def test_what_reaches_beyond_a_finding_is_not_named_in_it(facts: Facts) -> None:
    assert {name.rpartition("/")[2]: len(keys) for name, keys in named_in(facts).items()} == {"f0": 2, "f1": 3, "f2": 1}


def test_offices_are_linked_to_whom_a_day_or_a_name_is_told_of(facts: Facts) -> None:
    network = draw(facts, "offices")
    assert {(one, since) for one, _, _, since in links(network, "from")} == {
        ("not named, since 2019-06", "2019-06"),
        ("Dee", ""),
    }
    assert len(network.graph) == 4


def test_documents_are_linked_by_the_facts_that_they_share(facts: Facts) -> None:
    network = draw(facts, "documents")
    assert links(network) == {("A-2019-03-04.txt", "news.txt", 1)}
    assert "list.txt" not in column(network, "facts")


def test_that_two_documents_know_of_an_unnamed_holder_is_no_fact_that_they_share() -> None:
    world = World()
    for name in ("one", "two"):
        world.document(name, "local-press")
        world.office("bare", "authority/A", "chief-executive", name, since="2019-06")
        world.state(world.say(thing("appointment/untold"), (RDF + "type", insp("Appointment"))), name)
        world.office("new", "authority/A", "director-of-childrens-services", name, person="dee")
    network = draw(world.facts(), "documents")
    assert links(network) == {("one.txt", "two.txt", 1)}
    assert network.facts == (thing("appointment/new"),)


def test_every_network_tells_the_facts_that_it_is_drawn_from(facts: Facts) -> None:
    for name in NETWORKS:
        network = draw(facts, name)
        assert network.facts or name == "neighbours"  # they are told by the register
        assert {*network.facts, *network.told.get("grade", ())} <= facts.evidence.keys()
    assert draw(facts, "recommendations").facts == tuple(
        thing(f"recommendation/B/{start}/authority/{n}") for start, n in (("2020-01-06", 2), ("2022-02-07", 1))
    )


def test_every_node_and_every_edge_has_the_same_attributes(facts: Facts) -> None:
    for name in NETWORKS:
        graph = draw(facts, name).graph
        assert len({tuple(data) for _, data in graph.nodes(data=True)}) == 1, name
        assert len({tuple(data) for _, _, data in graph.edges(data=True)}) == 1, name
        assert {type(v) for _, data in graph.nodes(data=True) for v in data.values()} <= {str, int, float}


def test_every_network_of_an_empty_build_is_empty() -> None:
    facts = Facts(ox.Store())
    assert [len(draw(facts, name).graph) for name in NETWORKS] == [0] * len(NETWORKS)


def test_the_order_of_a_network_does_not_depend_on_the_order_of_what_is_given() -> None:
    groups = {"1": ["c", "a"], "2": ["b", "a", "c"]}
    one = together(empty({"a": "A", "b": "B", "c": "C"}), groups)
    other = together(empty({"c": "C", "b": "B", "a": "A"}), dict(reversed([*groups.items()])))
    assert list(one.edges(data=True)) == list(other.edges(data=True))
    assert one["a"]["c"]["weight"] == 2


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_a_network_says_what_is_a_node_an_edge_and_a_weight(network: object) -> None:
    text = " ".join(str(network.__doc__).split())
    assert [word for word in ("Node:", "Edge:", "Weight:", "Time:") if word not in text] == []


def test_an_unknown_network_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r"no network 'them'.*themes"):
        draw(Facts(ox.Store()), "them")


def test_years_between_days_months_and_years() -> None:
    assert years_between("2019-03-04", "2020-03-04") == pytest.approx(1, abs=0.01)
    assert years_between("2019", "2020-07-02") == pytest.approx(1, abs=0.01)
    assert years_between("2019-06", "2019-06-15") == 0
    assert years_between("", "2020") == 0
