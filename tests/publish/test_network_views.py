"""Other views of the picture: by theme, by person, by what was asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.publish.network_model import Kind, Link, Network, Node
from kg.publish.network_view import network_page
from kg.publish.network_views import VIEWS, asked_again, by_person, by_theme


def small() -> Network:
    """An authority, asked about two themes in 2017, and about one of them again in 2022; a person who inspected."""
    network = Network()
    body = network.authority("authority/E1", "Somewhere")
    for year, grade in ((2017, "good"), (2022, "inadequate")):
        inspection = network.add(Node(f"inspection/E1/{year}", Kind.INSPECTION, str(year), "", year=year, group=body))
        inspection.grade = grade
        network.connect(body, inspection.key, Link.INSPECTED)
        asked = network.add(Node(f"recommendation/{year}", Kind.RECOMMENDATION, "1", "Do it", year=year))
        asked.group, asked.themes = (
            inspection.key,
            (("early-help", "Early help"), ("neglect", "Neglect"))[: 2 if year == 2017 else 1],
        )
        network.connect(inspection.key, asked.key, Link.ASKED)
        person = network.add(Node("person/o/jo", Kind.PERSON, "Jo", "Jo"))
        network.connect(person.key, inspection.key, Link.TOOK_PART, "Lead inspector")
    network.connect("recommendation/2017", "recommendation/2022", Link.AGAIN)
    return network


def test_a_theme_has_a_lane_with_a_block_for_each_year() -> None:
    found = by_theme(small())
    assert [node.label for node in found.of(Kind.AUTHORITY)] == ["Early help", "Neglect"]
    blocks = [node for node in found.of(Kind.INSPECTION) if node.group == "theme/early-help"]
    assert [node.label for node in blocks] == ["2017", "2022"]
    asked = [node for node in found.of(Kind.JUDGEMENT) if node.group == blocks[1].key]
    assert [(node.label, node.grade, node.title) for node in asked] == [("Somewhere", "inadequate", "Do it")]


def test_a_person_has_a_lane_with_the_inspections() -> None:
    found = by_person(small())
    assert [node.label for node in found.of(Kind.AUTHORITY)] == ["Jo"]
    assert [(node.label, node.sub, node.grade) for node in found.of(Kind.INSPECTION)] == [
        ("Somewhere", "2017", "good"),
        ("Somewhere", "2022", "inadequate"),
    ]


def test_only_what_was_asked_again_is_left() -> None:
    network = small()
    network.add(Node("recommendation/9", Kind.RECOMMENDATION, "9", "Else", group="inspection/E1/2017"))
    found = asked_again(network)
    assert sorted(node.key for node in found.of(Kind.RECOMMENDATION)) == ["recommendation/2017", "recommendation/2022"]
    assert [edge.link for edge in found.edges].count(Link.AGAIN) == 1


def test_a_view_leaves_the_whole_as_it_was() -> None:
    network = small()
    before = repr(network)
    for view in VIEWS.values():
        view.make(network)
    assert repr(network) == before


def test_a_view_that_there_is_not_is_refused(seed_build: Path) -> None:
    with pytest.raises(UsageError, match="theme, people, recurrences"):
        network_page(seed_build, by="colour")


def test_a_theme_is_found_by_its_name(seed_build: Path) -> None:
    page = network_page(seed_build, thing="early help", by="theme")
    assert "<title>Early help: recommendations by theme</title>" in page


def test_a_notebook_shows_the_picture_in_a_frame(seed_build: Path, tmp_path: Path) -> None:
    import kg

    picture = kg.open(seed_build).view("Warwickshire", depth=1)
    shown = picture._repr_html_()
    assert shown.startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert 'sandbox="allow-scripts allow-downloads"' in shown
    assert picture.save(tmp_path / "x.html").read_text(encoding="utf-8") == picture.page
    assert len(repr(picture)) < 60
