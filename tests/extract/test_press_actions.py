"""Actions of the press, of minutes and of lists."""

from __future__ import annotations

import time

import pytest

from kg.extract.mentions import sentences_of
from kg.extract.press_actions import EXAMPLES, press_actions
from kg.model import Action
from tests.extract.press_pieces import document


def actions_in(text: str, known: tuple[Action, ...] = ()) -> list[Action]:
    made = document(text)
    found = sentences_of(made.text, [(block.start, block.end) for block in made.blocks])
    return list(press_actions(made, made.blocks, found, known, "2025-04-10"))


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_examples(text: str, expected: str) -> None:
    assert "; ".join(f"{one.state} {one.due}".strip() for one in actions_in(text)) == expected


def test_a_resolution_is_read_item_by_item() -> None:
    text = "RESOLVED:\n\n(a) that the outcome be welcomed;\n\n(b) that the director bring a report to Cabinet in July."
    assert [(one.text[:8], one.due) for one in actions_in(text)] == [("(b) that", "2025-07")]


def test_the_items_under_what_was_agreed_are_promises() -> None:
    text = "The council has agreed to:\n\n• appoint a director by December 2025;\n\n• keep calm;\n\n• invest £6m."
    assert [(one.text, one.due, one.state) for one in actions_in(text)] == [
        ("appoint a director by December 2025", "2025-12", "promised")
    ]


def test_what_is_known_is_not_told_again() -> None:
    text = "It has hired 40 social workers."
    assert actions_in(text, tuple(actions_in(text))) == []


@pytest.mark.parametrize(
    "unit", ["the council will ", "that the ", "work plan ", "every child will ", "team, ", "has "]
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    begun = time.process_time()
    actions_in(text)
    assert time.process_time() - begun < 1.0
