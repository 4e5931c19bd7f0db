"""One name within one organisation is one person; a short first name is the long one's where only one is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve import resolve
from kg.resolve.people import canonical_names, is_short_for
from kg.vocabulary import lexicon
from tests.resolve.readings import own, person, reading


def paths_of(*names: str) -> dict[str, str]:
    """Name → path, each named by a report of its own."""
    readings = [
        reading(name, own(f"20{10 + at}-05-03", f"20{10 + at}-05-07"), facts=[person(name)])
        for at, name in enumerate(names)
    ]
    resolution = resolve(readings, lexicon())
    return {name: path for one in readings for (name, _), path in resolution.documents[one.id].people.items()}


def test_a_short_first_name_is_the_long_ones() -> None:
    found = paths_of("Nick Example", "Nicholas Example")
    assert found["Nick Example"] == found["Nicholas Example"] == "person/ofsted/nicholas-example"


def test_a_short_name_that_fits_two_people_stays_apart() -> None:
    found = paths_of("Kate Example", "Katherine Example", "Catherine Example")
    assert len(set(found.values())) == 3


def test_another_surname_is_another_person() -> None:
    assert len(set(paths_of("Nick Example", "Nicholas Sample").values())) == 2


@pytest.mark.parametrize("other", ["ANN O'EXAMPLE", "Ann O’Example", "Ann OExample"])
def test_ways_of_writing_one_name_are_one_person(other: str) -> None:
    assert len(set(paths_of("Ann O'Example", other).values())) == 1


def test_spellings_of_the_long_name_do_not_make_a_short_one_ambiguous() -> None:
    found = paths_of("Andy O'Example", "Andrew O'Example", "Andrew O’Example")
    assert set(found.values()) == {"person/ofsted/andrew-oexample"}


def test_people_of_two_organisations_are_two() -> None:
    facts = [person("Ann Example"), person("Ann Example", organisation="Care Quality Commission")]
    one = reading("a", own(), facts=facts)
    assert len(set(resolve([one], lexicon()).documents[one.id].people.values())) == 2


def test_a_person_keeps_every_name_and_every_source() -> None:
    readings = [
        reading(name, own(day, day), facts=[person(name)])
        for name, day in (("Nick Example", "2014-05-06"), ("Nicholas Example", "2016-05-06"))
    ]
    (thing,) = (thing for thing in resolve(readings, lexicon()).things if thing.kind == "person")
    assert thing.names == ("Nicholas Example", "Nick Example")
    assert thing.sources == tuple(sorted(one.id for one in readings))
    assert thing.within == "organisation/ofsted"


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("Nick Example", "Nicholas Example", True),
        ("Nicholas Example", "Nick Example", False),
        ("Nick Example", "Nicholas Mary Example", False),
        ("Nick", "Nicholas", False),
        ("Tim Example", "Thomas Example", False),
    ],
)
def test_short_forms(short: str, long: str, expected: bool) -> None:
    assert is_short_for(short, long) is expected


FIRST = st.sampled_from(["Nick", "Nicholas", "Kate", "Katherine", "Catherine", "Ann", "Andy", "Andrew"])
NAMES = st.lists(st.tuples(FIRST, st.sampled_from(["Example", "O’Mould", "O'Mould"])).map(" ".join), max_size=12)


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_names_changes_nothing(names: list[str], dice: object) -> None:
    keys = [(name, "Ofsted") for name in names]
    before = canonical_names(keys)
    dice.shuffle(keys)  # type: ignore[attr-defined]
    assert list(canonical_names(keys).items()) == list(before.items())


@given(NAMES)
def test_what_stands_for_a_person_is_one_of_the_names(names: list[str]) -> None:
    found = canonical_names((name, "Ofsted") for name in names)
    assert set(found) == {(name, "Ofsted") for name in names}
    assert set(found.values()) <= set(names)
