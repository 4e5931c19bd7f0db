"""What a recommendation asks for, clause by clause."""

from __future__ import annotations

import pytest

from kg.graph.demands import Demand, Demands
from kg.vocabulary import lexicon

DEMANDS = Demands(lexicon())


def only(text: str) -> Demand:
    (demand,) = DEMANDS.of(text)
    return demand


def led(demand: Demand) -> list[str]:
    return [one.phrase.head for one in demand.matters if one.leads]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ensure that plans are shared, so that visits are useful.", ["plan"]),
        ("Take swift action to ensure that plans are shared.", ["plan"]),
        ("The council and the board should ensure that plans are shared.", ["plan"]),
        ("In partnership with schools, improve plans (paragraph 12).", ["plan"]),
        ("Casework, specifically plans and visits.", ["casewor"]),
        ("The quality of practice, specifically plans and visits.", ["plan", "visit"]),
        ("All plans, including pathway plans, are shared.", ["plan", "plan"]),
    ],
)
def test_what_is_asked_for_leads(text: str, expected: list[str]) -> None:
    assert led(only(text)) == expected


def test_each_sentence_and_each_further_request_is_a_demand() -> None:
    text = "Improve plans and ensure that visits are regular. Publish records."
    assert [led(demand) for demand in DEMANDS.of(text)] == [["plan"], ["visit"], ["record"]]


def test_what_stands_behind_examples_is_said_of_what_is_asked_for() -> None:
    assert only("Ensure that decisions, including those of managers, are recorded.").ways == {"recording"}


def test_of_two_things_side_by_side_neither_is_the_scope_of_the_other() -> None:
    plan, fostering = only("Plans and private fostering.").matters
    assert "private-fostering" not in plan.within
    assert "private-fostering" in fostering.within


def test_what_follows_without_an_and_is_a_scope() -> None:
    (record, _) = only("Recording all private fostering.").matters
    assert "private-fostering" in record.within


def test_what_both_are_for_is_the_scope_of_both() -> None:
    (plan, *_) = only("Plans and support for privately fostered children.").matters
    assert "private-fostering" in plan.scopes()


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Plans for care leavers.", {"care leavers"}),
        ("Plans for children and care leavers.", set()),
        ("Plans for children looked after.", {"in care"}),
        ("Plans.", set()),
    ],
)
def test_for_whom_it_is(text: str, whom: set[str]) -> None:
    assert only(text).whom == whom


def test_what_figures_are_to_tell_is_not_asked_for() -> None:
    assert DEMANDS.of("Improve performance data. This should include pathway plans.") == (
        only("Improve performance data."),
    )
