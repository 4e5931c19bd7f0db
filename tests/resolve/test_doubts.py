"""What resolution is not sure of, and what settles it."""

from __future__ import annotations

import pytest

from kg.model import OWN, Participation, Span
from kg.resolve import resolve
from kg.resolve.decisions import Decisions
from kg.resolve.doubts import Doubt, kept, similar_organisations, similar_people
from kg.vocabulary import lexicon
from tests.resolve.readings import reading


def inspector(name: str) -> Participation:
    return Participation(
        person=name,
        role="inspector",
        post_title="",
        inspection=OWN,
        evidence=(Span(0, 4),),
        confidence=0.9,
        extractor="t",
    )


def doubts(*names: str, decided: Decisions | None = None) -> list[tuple[str, str, str]]:
    found = resolve([reading("one", facts=[inspector(name) for name in names])], lexicon(), decided)
    return [(doubt.kind, doubt.what, doubt.value) for doubt in found.doubts]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Clare Atkinson", "Claire Atkinson"), ("A Waugh", "Andrew Waugh"), ("Ann Lee", "Ann Mary Lee")],
)
def test_two_people_whose_names_are_alike_are_doubtful(one: str, other: str) -> None:
    assert doubts(one, other) == [("same-person", one, other)]


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Lee", "Ian Leigh"), ("Ann Lee", "Ben Lee"), ("Ann Lee", "Ann Archer")]
)
def test_two_people_whose_names_are_not_alike_are_none(one: str, other: str) -> None:
    assert doubts(one, other) == []


def test_a_short_form_is_doubtful() -> None:
    assert doubts("Andy Waugh", "Andrew Waugh") == [("wrong-match", "Andy Waugh", "person/ofsted/andrew-waugh")]


@pytest.mark.parametrize("wrong", [("Clare Atkinson", "person/ofsted/claire-atkinson"),
                                   ("Claire Atkinson", "person/ofsted/clare-atkinson")])  # fmt: skip
def test_two_that_a_person_keeps_apart_are_not_asked_about_again(wrong: tuple[str, str]) -> None:
    assert doubts("Clare Atkinson", "Claire Atkinson", decided=Decisions(wrong=frozenset([wrong]))) == []


def test_one_that_a_person_confirms_is_not_asked_about_again() -> None:
    assert doubts("Andy Waugh", "Andrew Waugh", decided=Decisions(same={"Andy Waugh": "Andrew Waugh"})) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("exploitation and missing team", "missing and exploitation team", True),
        ("resource panel", "resources panel", True),
        ("adoption panel", "fostering panel", False),
        ("quality group 1", "quality group 2", False),
        ("panel", "the panel", False),
    ],
)
def test_which_organisations_are_alike(one: str, other: str, alike: bool) -> None:
    things = {"organisation/E1/a": (one,), "organisation/E1/b": (other,)}
    assert bool(similar_organisations(things, {})) is alike
    apart = {"organisation/E1/a": (one,), "organisation/E2/b": (other,)}
    assert similar_organisations(apart, {}) == [], "another authority's is another"


def test_the_order_of_people_changes_nothing() -> None:
    people = {f"person/x/{slug}": (slug.title().replace("-", " "),) for slug in ("a-lee", "ann-lee", "anne-lee")}
    assert similar_people(people, {}) == similar_people(dict(reversed(people.items())), {})


def test_only_what_is_doubtful_is_kept_the_worst_first() -> None:
    made = [Doubt(score, "match", str(score), "", "", "", "", "") for score in (0.95, 0.8, 0.5, 0.9, 0.5)]
    assert [doubt.score for doubt in kept(made)] == [0.5, 0.8]
