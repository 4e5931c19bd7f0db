"""Each network's definition, on documents made by hand."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.analyse.networks import NETWORKS, Network, authorities, documents, inspectors, themes, together
from kg.graph.store import open_store
from kg.terms import NAMESPACE
from tests.graph import examples

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
NAME = ox.NamedNode("http://xmlns.com/foaf/0.1/name")
AGENT = ox.NamedNode("http://www.w3.org/ns/prov#agent")


def insp(name: str) -> ox.NamedNode:
    """A term of our own."""
    return ox.NamedNode(NAMESPACE + name)


def thing(name: str) -> ox.NamedNode:
    """A thing by its letter."""
    return ox.NamedNode(f"https://example.org/{name}")


@pytest.fixture
def store() -> ox.Store:
    """Two inspections, 1 of authority A and 2 of B. Ann and Bob inspected A, Ann, Bob and Cy B. A was told to mend
    themes x and y, B y and z, in two recommendations."""
    made = ox.Store()

    def add(subject: str, predicate: ox.NamedNode, *objects: ox.NamedNode | ox.Literal) -> None:
        made.extend(ox.Quad(thing(subject), predicate, value) for value in objects)

    for inspection, authority, team, told in (("1", "A", "ann bob", ["xy"]), ("2", "B", "ann bob cy", ["y", "z"])):
        add(authority, TYPE, insp("Authority"))
        add(authority, LABEL, ox.Literal(f"Authority {authority}"))
        add(inspection, insp("inspects"), thing(authority))
        for person in team.split():
            add(person, NAME, ox.Literal(person.title()))
            part = f"part/{inspection}/{person}"
            add(part, TYPE, insp("Participation"))
            add(part, AGENT, thing(person))
            add(part, insp("inspection"), thing(inspection))
        for number, letters in enumerate(told):
            add(f"rec/{inspection}/{number}", insp("inspection"), thing(inspection))
            add(f"rec/{inspection}/{number}", insp("theme"), *(thing(f"theme/{letter}") for letter in letters))
    for letter in "xyz":
        add(f"theme/{letter}", LABEL, ox.Literal(letter))
    return made


def links(network: Network) -> set[tuple[str, str, float]]:
    """The links by the labels of their ends, with their weights."""
    graph = network.graph
    label = graph.nodes
    return {
        (*sorted((label[one]["label"], label[other]["label"])), data["weight"])
        for one, other, data in graph.edges(data=True)
    }


def counts(network: Network, column: str) -> dict[str, int]:
    """A column of the table of nodes by label."""
    graph, counted = network.graph, network.counts[column]
    return {graph.nodes[node]["label"]: number for node, number in counted.items()}


def test_inspectors_are_linked_by_the_inspections_that_they_shared(store: ox.Store) -> None:
    network = inspectors(store)
    assert links(network) == {("Ann", "Bob", 2), ("Ann", "Cy", 1), ("Bob", "Cy", 1)}
    assert counts(network, "inspections") == {"Ann": 2, "Bob": 2, "Cy": 1}
    assert counts(network, "authorities") == {"Ann": 2, "Bob": 2, "Cy": 1}
    assert network.linking == 2


def test_authorities_are_linked_by_the_share_of_their_themes(store: ox.Store) -> None:
    network = authorities(store)
    assert links(network) == {("Authority A", "Authority B", 0.333333)}  # y, of x, y and z
    assert counts(network, "recommendations") == {"Authority A": 1, "Authority B": 2}
    assert counts(network, "themes") == {"Authority A": 2, "Authority B": 2}
    assert network.linking == 1


def test_themes_are_linked_by_the_inspections_that_recommended_both(store: ox.Store) -> None:
    network = themes(store)
    assert links(network) == {("x", "y", 1), ("y", "z", 1)}
    assert counts(network, "recommendations") == {"x": 1, "y": 2, "z": 1}
    assert counts(network, "authorities") == {"x": 1, "y": 2, "z": 1}


def test_documents_are_linked_by_the_facts_that_they_share(tmp_path: Path) -> None:
    network = documents(open_store(examples.build(tmp_path) / "store"))
    assert ("folder/press.pdf", "folder/report.pdf", 1) in links(network)  # adoption is good
    assert {"folder/report.pdf", "folder/copy.pdf", "folder/press.pdf", "folder/before.pdf"} <= {
        network.graph.nodes[node]["label"] for node in network.graph
    }


def test_a_catalogue_is_no_document_of_the_network(seed_build: Path) -> None:
    network = documents(open_store(seed_build / "store"))
    labels = {network.graph.nodes[node]["label"] for node in network.graph}
    assert "warwickshire-2017-report.pdf" in labels
    assert "documents.csv" not in labels


def test_every_network_of_an_empty_build_is_empty() -> None:
    assert [network(ox.Store()).graph.number_of_nodes() for network in NETWORKS] == [0] * len(NETWORKS)


def test_the_order_of_a_network_does_not_depend_on_the_order_of_what_is_given() -> None:
    groups = {"1": ["c", "a"], "2": ["b", "a", "c"]}
    one = together({"a": "A", "b": "B", "c": "C"}, groups)
    other = together({"c": "C", "b": "B", "a": "A"}, dict(reversed([*groups.items()])))
    assert list(one.edges(data=True)) == list(other.edges(data=True))
    assert one["a"]["c"]["weight"] == 2


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.__name__)
def test_a_network_says_what_is_a_node_an_edge_and_a_weight(network: object) -> None:
    text = " ".join(str(network.__doc__).split())
    assert [word for word in ("Node:", "Edge:", "Weight:") if word not in text] == []
