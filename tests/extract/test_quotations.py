# ruff: noqa: E501 - a paragraph is one line, as in the files that users have
"""Direct quotations: which words, whose, and which words in marks are none."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.article import article_parts
from kg.extract.attribution import EXAMPLES as SENTENCES
from kg.extract.attribution import Memory, named_in, speaker_before
from kg.extract.quotations import quotations
from kg.extract.quote_marks import quoted
from kg.extract.speakers import Mention, Speakers, apart
from kg.vocabulary import lexicon
from tests.conftest import SHARED
from tests.extract.press_pieces import PIECES, Piece, document, read
from tests.growth import grows_with_length


def said(text: str) -> list[tuple[str, str]]:
    return [(one.speaker, one.text) for one in read(f"Barset rated good by inspectors\n\n{text}\n")[3]]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_the_quotations_of_a_piece_are_found_and_no_other(piece: Piece) -> None:
    found = read(piece.text, piece.council)[3]
    assert len(found) == len(piece.quotes)
    for one, (speaker, first, last) in zip(found, piece.quotes, strict=True):
        assert one.text.startswith(first)
        assert one.text.endswith(last)
        assert speaker in ("", one.speaker)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_the_evidence_is_the_words_without_their_marks(piece: Piece) -> None:
    made = document(piece.text)
    for one in read(piece.text, piece.council)[3]:
        words = " ".join(made.flat(span.start, span.end) for span in one.evidence)
        assert words == one.text
        assert words[0] not in '“"‘'


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We are pleased,” he said. It’s ‘good’ and families’ needs.", ["We are pleased,", "good"]),
        ("seen as ‘families’ needs come first’ here", ["families’ needs come first"]),
        ('say "x” and “y" end', ["x", "y"]),
        ("“One. “Two.”", ["One.", "Two."]),
        ("\"A 'b' c,\" it says", ["A 'b' c,"]),
        ("said: ”Children come first.” End", ["Children come first."]),
        ("rock 'n' roll in the '90s, and the boys’ club", []),
        ('a 6" nail', []),
    ],
)
def test_quote_marks_and_apostrophes(text: str, inside: list[str]) -> None:
    assert [text[one.start : one.end] for one in quoted(text)] == inside


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_the_speaker_of_a_sentence(sentence: str, expected: str) -> None:
    found = speaker_before(sentence, len(sentence), named_in(sentence, [], lexicon(), ""), Memory())
    assert (f"{found[0].name} {found[0].kind}" if found else "") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Inspectors said that the service was ‘good’.",
        "Inspectors rated the county “requires improvement to be good”.",
        "The council runs a scheme called “Every Child Safe and Well at Home”.",
        "Staff read “Working Together to Safeguard Children” with care.",
        "A ‘focused visit’ found “pockets” of poor work.",
        "The ‘front door’ is the place where ‘early help’ begins.",
    ],
)
def test_grades_scare_quotes_and_titles_are_no_quotations(text: str) -> None:
    assert said(text) == []


def test_a_whole_utterance_may_be_short() -> None:
    text = "Council leader Ann Bell said: “We failed.”"
    assert said(text) == [("Ann Bell", "We failed.")]


def test_a_paragraph_without_a_closing_mark_goes_on() -> None:
    text = "Council leader Ann Bell said: “We did well.\n\n“We will do better.”\n\nInspectors will return next year."
    assert said(text) == [("Ann Bell", "We did well."), ("Ann Bell", "We will do better.")]


def test_pronouns_mean_the_last_person_and_the_last_document() -> None:
    text = (
        "Council leader Ann Bell read the findings.\n\n"
        "“It hurts to read this,” she said.\n\n"
        "The letter came on Monday.\n\n"
        "It adds: “Too many children wait for far too long.”"
    )
    assert [speaker for speaker, _ in said(text)] == ["Ann Bell", "The letter"]


def test_the_object_of_a_sentence_is_not_taken_up_by_a_pronoun() -> None:
    text = "A council spokesman would not comment on the review.\n\nThey added: “We will publish it in the spring.”"
    assert said(text) == [("Barset County Council", "We will publish it in the spring.")]


def test_a_sentence_whose_speaker_is_unknown_gives_no_quotation() -> None:
    text = "The report says: “Care is sound and staff are kind.”\n\nJayden, 15, said he “never knew which school to go to”."
    assert [speaker for speaker, _ in said(text)] == ["The report"]


def test_a_spokesperson_speaks_for_the_organisation() -> None:
    (found,) = read("Barset rated good by inspectors\n\nA council spokesman said: “We have a plan.”\n")[3]
    assert (found.speaker, found.speaker_kind) == ("Barset County Council", "organisation")


def test_of_several_mentions_at_one_place_the_longest_counts() -> None:
    assert apart([Mention(0, 5, "A"), Mention(3, 20, "B"), Mention(30, 31, "C")]) == (
        Mention(3, 20, "B"),
        Mention(30, 31, "C"),
    )


def test_the_mentions_of_a_place() -> None:
    speakers = Speakers((Mention(0, 5, "A"), Mention(8, 9, "B")))
    assert [one.name for one in speakers.within(5, 9)] == ["B"]


@given(st.text(alphabet="ab S.,:\n“”‘’'\"–", max_size=300))
@settings(max_examples=200, deadline=None)
def test_whatever_the_marks_words_stay_in_the_text_and_in_order(text: str) -> None:
    found = quoted(text)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] != "" for one in found)


@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "‘",
                "’",
                "Cllr Ann Bell ",
                "said ",
                "the report ",
                "says: ",
                "We care a lot. ",
                "\n\n",
                ", ",
            ]
        ),
        max_size=60,
    )
)
@settings(max_examples=100, deadline=None)
def test_whatever_the_text_every_quotation_has_a_speaker_and_its_words(pieces: list[str]) -> None:
    text = "Barset rated good by inspectors\n\n" + "".join(pieces) + "\nend"
    made = document(text)
    for one in read(text)[3]:
        assert one.speaker
        assert " ".join(made.flat(span.start, span.end) for span in one.evidence) == one.text


@pytest.mark.parametrize(
    "unit",
    ["“a ", "‘a ", "'a", "\"a ", "s’ a", "“a b c d e” said ", "he said ", "the a b c ", "a spokesman for A ", "report says “a b c d e”. ",
     "Ann Bell, a ", "by the inspectors "],
)  # fmt: skip
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    def read_long(length: int) -> Callable[[], object]:
        made = document("Barset rated good by inspectors\n\n" + unit * (length // len(unit)))
        parts = article_parts(made, lexicon())
        return lambda: quotations(made, parts, Speakers(), lexicon())

    assert grows_with_length(read_long, 100_000)


@pytest.mark.real
@pytest.mark.parametrize("start", ["001", "004"])
def test_real_pieces_give_the_quotations_that_a_reader_finds(start: str) -> None:
    (path,) = (SHARED / "seeds").glob(f"{start}_*.txt")
    with (SHARED / "gold" / "seeds" / "quotations.csv").open(encoding="utf-8", newline="") as lines:
        gold = [row for row in csv.DictReader(lines) if row["document"] == path.name]
    found = read(path.read_bytes().decode("utf-8"), "Warwickshire County Council")[3]
    assert [(one.speaker, one.evidence[0].start, one.evidence[0].end) for one in found] == [
        (row["speaker"], int(row["char_start"]), int(row["char_end"])) for row in gold
    ]
