"""What organisations did, are doing, plan or promise."""

from __future__ import annotations

import pytest

from kg.extract.action_due import EXAMPLES as DUE
from kg.extract.action_due import due_in
from kg.extract.action_words import EXAMPLES
from kg.extract.actions import actions
from kg.model import Action
from kg.vocabulary import lexicon
from tests.extract.paragraphs import made


def found(*paragraphs: str, issued: str = "") -> tuple[Action, ...]:
    return actions(made(*paragraphs), lexicon(), "", issued=issued)


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_the_state_of_what_is_done(text: str, expected: str) -> None:
    assert " ".join(action.state for action in found(text)) == expected


@pytest.mark.parametrize(("text", "issued", "expected"), DUE)
def test_when_it_is_due(text: str, issued: str, expected: str) -> None:
    assert due_in(text, issued) == expected


def test_an_action_is_the_clause_that_says_it() -> None:
    (action,) = found("Waits are long, but the council plans to recruit two therapists by June.", issued="2019-02-01")
    assert action.text == "the council plans to recruit two therapists by June"
    assert (action.due, action.actor) == ("2019-06", "")


def test_the_board_acts_for_itself() -> None:
    (action,) = found("The board plans to review its threshold document.")
    assert action.actor == "Local Safeguarding Children Board"


def test_a_committee_acts_for_itself() -> None:
    (action,) = found("Members of the audit committee agreed to endorse the plan.")
    assert action.actor == "audit committee"


@pytest.mark.parametrize(
    "text",
    [
        "The council has no plans to recruit more staff.",
        "There is a weakness in the plan to improve services.",
        "A plan to improve placements is not yet in place.",
        "Inspectors will review the board.",
        "It is not clear how needs will be addressed.",
        "Pathway plans are clear, and plans to reduce risk are good.",
    ],
)
def test_what_is_no_action(text: str) -> None:
    assert found(text) == ()


def test_what_inspectors_ask_for_is_no_action() -> None:
    assert found("# Recommendations", "The council plans to recruit 12 more social workers.") == ()


def test_a_sentence_is_one_action() -> None:
    assert (
        len(found("The council plans to recruit staff and intends to review pay, which will be introduced soon.")) == 1
    )
