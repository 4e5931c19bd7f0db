"""What a clause speaks of, as phrases with a head and a role."""

from __future__ import annotations

import pytest

from kg.graph.phrases import Role, phrases, written_out


def heads(text: str, role: Role = Role.LEAD) -> list[tuple[str, Role]]:
    return [(phrase.head, phrase.role) for phrase in phrases(text, role)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("audits of case files", "case file auditing"),
        ("the quality of the plans", "plans"),
        ("independent reviewing officers", "IROs"),
        ("wishes and feelings", "views"),
        ("performance management information", "performance data"),
        ("learning from complaints", "learning of complaints"),
    ],
)
def test_ways_of_writing_one_thing_have_one_head(one: str, other: str) -> None:
    assert phrases(one, Role.LEAD)[0].head == phrases(other, Role.LEAD)[0].head


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plans and visits", [("plan", Role.LEAD), ("visit", Role.LEAD)]),
        ("plans are shared", [("plan", Role.LEAD), ("shar", Role.SAID)]),
        ("panels at schools", [("panel", Role.LEAD), ("school", Role.SETTING)]),
        ("plans are kept at schools", [("plan", Role.LEAD), ("kept", Role.SAID), ("school", Role.BACKGROUND)]),
        ("plans when children are missing", [("plan", Role.LEAD), ("miss", Role.SETTING)]),
        ("compliance in relation to bullying", [("complia", Role.LEAD), ("bully", Role.LEAD)]),
        ("data to guide staff and the quality of plans", [("data", Role.LEAD), ("guide", Role.SAID), ("plan", Role.LEAD)]),
        ("recording of supervision", [("record", Role.LEAD), ("supervi", Role.LEAD)]),
    ],
)  # fmt: skip
def test_the_words_before_a_phrase_tell_its_role(text: str, expected: list[tuple[str, Role]]) -> None:
    assert heads(text) == expected


def test_each_example_of_a_list_begins_afresh() -> None:
    assert heads("those at risk, plans and visits", Role.ITEM) == [
        ("risk", Role.SETTING), ("plan", Role.ITEM), ("visit", Role.ITEM),
    ]  # fmt: skip


def test_a_phrase_is_shown_in_words_that_people_know() -> None:
    (phrase,) = phrases("the work of IROs", Role.LEAD)
    assert written_out(phrase) == "work of independent reviewing officers"
