"""How alike two texts are, by words and themes, and by a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.graph.asked_again import AskedAgain
from kg.graph.demands import Demands
from kg.graph.embedded import Embedded, load_model
from kg.graph.similar import GENERAL, SCOPES, Ask, Lexical, Likeness, Similarity, same_scope, shared_words, stems_of
from kg.vocabulary import lexicon

THEMES = sorted(lexicon().scheme("theme").concepts)
ASKS = st.builds(
    Ask,
    st.lists(
        st.sampled_from("plans supervision record private fostering visits police custody the quality".split())
    ).map(" ".join)
    | st.text(max_size=60),
    st.lists(st.sampled_from(THEMES), max_size=4, unique=True).map(tuple),
)
KNOWN = (
    Ask("Ensure that supervision is regular and recorded.", ("supervision",)),
    Ask("Improve pathway plans for care leavers.", ("pathway-plans",)),
    Ask("Reduce the time that children spend in police custody.", ("police-custody",)),
)
LEXICAL = Lexical(KNOWN)


def lengths(texts: Sequence[str]) -> list[list[float]]:
    """A tiny model: how many words, and how many characters."""
    return [[float(len(text.split())), float(len(text))] for text in texts]


ASKED_AGAIN = AskedAgain(LEXICAL, Demands(lexicon()))
MEASURES = pytest.mark.parametrize(
    "measure", [LEXICAL, ASKED_AGAIN, Embedded(lengths)], ids=["lexical", "asked again", "embedded"]
)


@MEASURES
@given(one=ASKS, other=ASKS)
def test_likeness_is_the_same_both_ways_and_lies_between_0_and_1(measure: Similarity, one: Ask, other: Ask) -> None:
    there, back = measure.likeness(one, other), measure.likeness(other, one)
    assert there.score == back.score
    assert there.same == back.same
    assert 0.0 <= there.score <= 1.0


@given(ASKS)
def test_a_text_with_a_telling_word_is_wholly_like_itself(one: Ask) -> None:
    expected = 1.0 if LEXICAL.vector(one) else 0.0
    assert LEXICAL.likeness(one, one).score == pytest.approx(expected, abs=1e-4)


@given(st.permutations(KNOWN), ASKS, ASKS)
def test_the_order_of_the_known_texts_changes_nothing(known: Sequence[Ask], one: Ask, other: Ask) -> None:
    assert Lexical(known).likeness(one, other) == LEXICAL.likeness(one, other)


@given(ASKS, ASKS)
def test_what_two_texts_share_is_a_share_of_the_second(one: Ask, other: Ask) -> None:
    both, share = LEXICAL.weight_of_shared(one, other)
    assert both >= 0.0
    assert -1e-9 <= share <= 1.0 + 1e-9


def test_the_words_and_themes_that_two_texts_share_are_told() -> None:
    found = LEXICAL.likeness(Ask("The frequency of supervision.", ("supervision",)), KNOWN[0])
    assert (found.words, found.themes) == (("supervision",), ("supervision",))
    assert found.score > LEXICAL.likeness(KNOWN[0], KNOWN[2]).score


def test_what_asks_for_one_thing_is_the_more_alike_for_it() -> None:
    one, other = Ask("The quality of plans."), Ask("Ensure that all children have a good plan that is kept to.")
    likeness = ASKED_AGAIN.likeness(one, other)
    assert likeness.same
    assert likeness.score > LEXICAL.likeness(one, other).score


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("private-fostering",), ("private-fostering", "assessments"), True),
        (("management-oversight",), ("management-oversight",), True),
        (("management-oversight", "disabled-children"), ("management-oversight", "private-fostering"), False),
        (("management-oversight", "disabled-children"), ("management-oversight",), False),
        (("multi-agency-working",), ("multi-agency-working",), False),
        ((), (), False),
    ],
)
def test_how_work_is_done_depends_on_whom_it_is_with(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert same_scope(one, other) == same == same_scope(other, one)


def test_the_kinds_of_themes_are_of_the_vocabulary() -> None:
    assert set(THEMES) >= GENERAL | SCOPES
    assert not GENERAL & SCOPES


def test_stems_bring_forms_of_a_word_together_and_leave_references_out() -> None:
    assert stems_of("recording") == stems_of("records") == stems_of("Recorded")
    assert stems_of("Improve pathway plans (paragraph 24).") == stems_of("pathway plan")
    assert shared_words("Recording of plans", "a plan, recorded") == ("recording", "plans")


@pytest.mark.parametrize("text", ["", " \n", "\x00", "the of and", "💥" * 500, "a" * 100_000, "(paragraph " * 5_000])
def test_hostile_texts_are_compared(text: str) -> None:
    assert 0.0 <= LEXICAL.likeness(Ask(text), KNOWN[0]).score <= 1.0


def test_a_model_takes_the_place_of_words() -> None:
    vectors = {"Cut the wait.": [1.0, 0.0], "Be seen sooner.": [0.9, 0.1], "Recruit.": [0.0, 1.0], "Void.": [0.0, 0.0]}
    measure = Embedded(lambda texts: [vectors[text] for text in texts], least=0.9)
    found = {text: measure.likeness(Ask("Cut the wait."), Ask(text)) for text in vectors}
    assert [text for text, likeness in found.items() if likeness.same] == ["Cut the wait.", "Be seen sooner."]
    assert found["Void."] == Likeness(0.0)


def test_a_model_that_gives_vectors_of_different_lengths_is_refused() -> None:
    measure = Embedded(lambda texts: [[1.0] * len(texts[0])])
    with pytest.raises(UsageError, match="different lengths"):
        measure.likeness(Ask("one"), Ask("other"))


def test_a_missing_extra_or_model_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"inspection-kg\[embeddings\]|no folder with a sentence-embedding model"):
        load_model(tmp_path / "nothing")
