"""What looks like a fact and gave none is listed; what was read, or looks like nothing, is not."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.gaps import MOST, gaps
from kg.model import (
    OWN,
    BodyRef,
    Document,
    Fact,
    Judgement,
    LegalReference,
    Participation,
    Problem,
    Recommendation,
    Span,
)
from tests.documents import L, heading, item, prose, read, title

BODY = BodyRef("Halton")
FIRST = [*title("Inspection of Halton"), *prose("It took place in May.")]


def report(*lines: L) -> Document:
    """A report with a first page and these lines on the second."""
    with TemporaryDirectory() as folder:
        return read(Path(folder), [FIRST, list(lines)])


def whats(document: Document, *facts: Fact) -> list[str]:
    return [problem.what for problem in gaps(document, facts)]


def span_of(document: Document, words: str) -> tuple[Span, ...]:
    at = document.text.index(words)
    return (Span(at, at + len(words)),)


def judgement(document: Document, words: str) -> Judgement:
    return Judgement(
        evidence=span_of(document, words), confidence=1.0, extractor="t", inspection=OWN, body=BODY, aspect="adoption",
        covers=("adoption",), grade="good", aspect_as_written="", grade_as_written="",
    )  # fmt: skip


def test_a_heading_that_ends_in_a_grade_of_no_judgement_is_a_gap() -> None:
    document = report(*heading("The wellbeing of siblings: good"), *prose("They see each other often in the holidays."))
    assert whats(document) == ["a grade that gave no judgement: 'The wellbeing of siblings: good'"]


def test_a_heading_whose_grade_was_read_is_none() -> None:
    document = report(*heading("The wellbeing of siblings: good"), *prose("They see each other often in the holidays."))
    assert whats(document, judgement(document, "The wellbeing of siblings: good")) == []


def test_a_sentence_that_ends_in_a_grade_word_is_none() -> None:
    assert whats(report(*prose("Plans for brothers and sisters are good."))) == []


@pytest.mark.parametrize("words", ["Areas for development", "What needs to be better", "Next steps"])
def test_a_heading_like_a_list_with_nothing_taken_is_a_gap(words: str) -> None:
    document = report(*heading(words), *item("see every child who has moved, alone and in the first week"))
    assert whats(document) == [f"a heading of recommendations with none taken: {words!r}"]


def test_a_list_that_was_taken_and_an_empty_one_are_none() -> None:
    asked = "see every child who has moved, alone and in the first week"
    document = report(
        *heading("Areas for development"),
        *item(asked),
        *heading("Priority action"),
        *prose("None were found in this inspection of the area."),
    )
    taken = Recommendation(
        evidence=span_of(document, "see every child"), confidence=1.0, extractor="t", inspection=OWN, body=BODY,
        addressed_to=("authority",), text=asked,
    )  # fmt: skip
    assert whats(document, taken) == []


def test_a_name_beside_hmi_that_is_not_in_the_team_is_a_gap() -> None:
    document = report(*prose("With them came Pat Example HMI and Kim Sample HMI in May."))
    known = Participation(
        evidence=span_of(document, "Kim Sample"), confidence=1.0, extractor="t", inspection=OWN, person="Kim Sample",
        role="inspector", post_title="HMI",
    )  # fmt: skip
    assert whats(document, known) == ["a name beside 'HMI' that is not in the team: 'Pat Example'"]


def test_a_law_that_was_not_read_is_a_gap() -> None:
    document = report(*prose("The council relies on the Lanterns Act 1999 and on the Children Act 1989 for this."))
    known = LegalReference(
        evidence=span_of(document, "Children Act 1989"),
        confidence=1.0,
        extractor="t",
        inspection=OWN,
        title="Children Act 1989",
    )
    assert [what.split("'")[1][-17:] for what in whats(document, known)] == ["Lanterns Act 1999"]


def test_a_gap_says_where_it_is() -> None:
    document = report(*heading("The wellbeing of siblings: good"), *prose("They see each other often in the holidays."))
    found: tuple[Problem, ...] = gaps(document, ())
    assert [(one.severity, one.where) for one in found] == [("warning", "page 2, The wellbeing of siblings: good")]


@settings(max_examples=13)
@given(st.integers(min_value=0, max_value=12))
def test_a_kind_is_listed_a_few_times_at_most(count: int) -> None:
    lines = [
        line for at in range(count) for line in heading(f"The wellbeing of group {'abcdefghijklm'[at]} of them: good")
    ]
    assert len(whats(report(*lines, *prose("That was all there was to say of them.")))) <= MOST
