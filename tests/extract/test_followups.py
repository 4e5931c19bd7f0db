"""What documents say became of what earlier inspections asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.followups import EXAMPLES, follow_up_statements
from kg.model import OWN, Block, BlockKind, BodyRef, Document, FollowUpStatement, OffsetMap
from kg.vocabulary import lexicon

BODY = BodyRef("Exampleshire")


def read(text: str) -> tuple[FollowUpStatement, ...]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text), 1)
    runs = OffsetMap((0,), (1,), (0,))
    document = Document("0" * 16, "a.txt", "0" * 64, "text/plain", text, 1, (), (block,), (), runs)
    return follow_up_statements(document, lexicon(), BODY, [(0, len(text))], OWN)


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_sentences(text: str, expected: str) -> None:
    assert " ".join(f"{one.outcome} {one.extent}" for one in read(text)) == expected


def test_a_sentence_that_points_back_is_read_with_the_one_before() -> None:
    text = "Leaders met. Plans are poor and late. This was an area for improvement at the last inspection. They met."
    (found,) = read(text)
    assert found.outcome == "not-addressed"
    assert text[found.evidence[0].start : found.evidence[0].end] == found.text == text[13:95].strip()
    assert found.themes == ("childrens-plans",) or found.themes == ()


def test_a_sentence_on_what_was_asked_then_is_read_with_the_next() -> None:
    text = "At the last inspection in 2017, it was recommended that plans be reviewed. Progress has been too slow."
    (found,) = read(text)
    assert (found.outcome, found.years, found.text) == ("not-addressed", ("2017",), text)


def test_what_was_asked_then_and_not_spoken_of_again_states_nothing() -> None:
    assert read("At the last inspection in 2017, it was recommended that plans be reviewed. The town has a park.") == ()


def test_the_year_of_the_last_inspection_is_taken_from_elsewhere_where_it_is_one() -> None:
    (found,) = read("The last inspection was in May 2016. All recommendations from the last inspection have been met.")
    assert found.years == ("2016",)
    (found,) = read(
        "The last inspection was in May 2016. The previous inspection was in 2012. "
        "All recommendations from the last inspection have been met."
    )
    assert found.years == ()


def test_what_this_inspection_asks_for_is_no_statement() -> None:
    assert read("The recommendations in this report are addressed to the board. Areas for improvement remain.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "All recommendations " * 3_000,
        "the last " + "inspection " * 5_000,
        "previous " * 5_000 + "inspection recommendations",
        "areas for improvement identified at the last inspection " * 2_000,
        "not " + "very " * 8_000 + "addressed at the last inspection recommendations",
        "\x00\ufffe recommended \ud7ff",
    ],
    ids=["all", "inspection", "previous", "areas", "not", "odd"],
)
def test_hostile_text_is_read(text: str) -> None:
    assert isinstance(read(text), tuple)


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_quote_stands_in_it(text: str) -> None:
    for one in read(f"All recommendations of the last inspection have been met. {text}"):
        assert one.evidence[0].end > one.evidence[0].start
