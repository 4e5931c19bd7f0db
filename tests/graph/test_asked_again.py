"""Which recommendations ask again for what an earlier one asked for."""

from __future__ import annotations

import pytest

from kg.graph.asked_again import AskedAgain
from kg.graph.demands import Demands
from kg.graph.similar import Ask, Lexical
from kg.vocabulary import lexicon

MEASURE = AskedAgain(Lexical(()), Demands(lexicon()))


def asked(one: str, other: str) -> tuple[str, ...]:
    """What two texts both ask for; the same either way round."""
    there, back = MEASURE.likeness(Ask(one), Ask(other)), MEASURE.likeness(Ask(other), Ask(one))
    assert there.same == back.same == bool(there.matters)
    return there.matters


@pytest.mark.parametrize(
    ("later", "earlier", "matter"),
    [
        ("The quality of plans.", "Ensure that every plan says who does what, and by when.", "quality of plans"),
        ("The quality of practice: assessments, plans and visits.", "Carry out assessments in time.", "assessments"),
        ("The frequency of supervision.", "Ensure that all staff receive regular reflective supervision.",
         "frequency of supervision"),
        ("The consistency of recording.", "Improve case recording and chronologies.", "consistency of recording"),
        ("The quality of case file audits.", "Ensure that the auditing of cases leads to change.", "quality of case file audits"),
        ("Support for all who are vulnerable, including those in private fostering.",
         "Review the response to private fostering.", "private fostering"),
        ("Staffing, including that of IROs.", "Ensure that independent reviewing officers have enough time.",
         "independent reviewing officers"),
        ("Management oversight and workloads.", "Strengthen managers’ oversight of practice.", "management oversight"),
        ("Timeliness of strategy/multi-agency discussions.", "Hold strategy discussions whenever a child may be at risk.",
         "timeliness of strategy multi agency discussions"),
    ],
)  # fmt: skip
def test_the_same_thing_is_asked_for_in_other_words(later: str, earlier: str, matter: str) -> None:
    assert matter in asked(later, earlier)


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        pytest.param("The quality of pathway plans.", "Strengthen the way in which pathways are reviewed.", id="another head"),
        pytest.param("The quality of plans.", "The quality of safety plans.", id="a plan of one kind"),
        pytest.param("The quality of supervision.", "Ensure that supervision is recorded.", id="to be recorded"),
        pytest.param("Planning at strategy meetings.", "Ensure that the police attend strategy meetings.", id="to take part"),
        pytest.param("The quality of plans.", "Ensure that every child has a written plan.", id="to have one"),
        pytest.param("The quality of plans.", "Give every family a copy of its plan.", id="copies"),
        pytest.param("Assessments of children in need.", "Assessments of children looked after.", id="other children"),
        pytest.param("The quality of assessments.", "Improve assessments of care leavers.", id="care leavers are no children"),
        pytest.param("The quality of assessments.", "The quality of assessments in private fostering.", id="another scope"),
        pytest.param("Planning, and help for disabled children.", "Planning, and help for young carers.", id="two scopes"),
        pytest.param("The caseloads of personal advisers.", "The caseloads of social workers.", id="another office"),
        pytest.param("Help in private fostering.", "The assessment of privately fostered children.", id="another thing"),
        pytest.param("The quality of plans.", "Strengthen plans when children go home.", id="on a condition"),
        pytest.param("The quality of plans.", "Prioritise plans to open a new office.", id="no plan at all"),
        pytest.param("The quality of assessments.", "Open early help so that assessments are timely.", id="only what for"),
        pytest.param("The number of foster homes.", "The training of foster carers.", id="one word"),
        pytest.param("More return home interviews are offered.", "Ensure that return home interviews are used.", id="change"),
        pytest.param("The quality of pathway plans.", "Improve performance data. They include pathway plans.", id="figures"),
        pytest.param("Joint working with partners.", "Joint working with partners.", id="of nearly everything"),
    ],
)  # fmt: skip
def test_one_theme_is_not_enough(later: str, earlier: str) -> None:
    assert asked(later, earlier) == ()


@pytest.mark.parametrize(
    "text", ["", " ", "of for of", "—", "including", "ensure that", "the of and " * 2_000, "a" * 50_000]
)
def test_a_text_that_asks_for_nothing_asks_for_nothing_again(text: str) -> None:
    assert asked(text, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "plans, including " * 3_000,
        "take action to " * 3_000,
        "work with " * 5_000,
        "(paragraph " * 3_000,
        "plans; " * 300,
    ],
)
def test_hostile_texts_are_compared(text: str) -> None:
    assert 0.0 <= MEASURE.likeness(Ask(text), Ask("The quality of plans.")).score <= 1.0
