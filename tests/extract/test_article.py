"""The parts of an article: title, writers, day, publisher, and its own words without the page's furniture."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.article import article_parts
from kg.extract.dateline import EXAMPLES as LINES
from kg.extract.dateline import dates_in, writers_in
from kg.extract.furniture import EXAMPLES as FURNITURE
from kg.extract.furniture import is_furniture
from kg.read.assemble import PageMeta
from kg.vocabulary import lexicon
from tests.extract.press_pieces import PIECES, Piece, document
from tests.growth import grows_with_length

BODY = "Inspectors came to Barset in May and found that children are safe, but wait too long for help.\n"


def body_of(text: str) -> str:
    made = document(text)
    return "\n".join(made.text[block.start : block.end] for block in article_parts(made, lexicon()).body)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_title_writers_day_and_publisher_are_those_that_the_piece_prints(piece: Piece) -> None:
    parts = article_parts(document(piece.text), lexicon())
    found = (parts.title, tuple(author.name for author in parts.byline), parts.issued, parts.publisher)
    assert found == (piece.title, piece.byline, piece.issued, piece.publisher)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_the_body_holds_no_furniture_and_not_the_title(piece: Piece) -> None:
    body = body_of(piece.text)
    assert [words for words in (*piece.furniture, piece.title) if words and words in body.split("\n")] == []
    assert [words for words in piece.furniture if words in body] == []


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
def test_every_part_points_to_its_own_words(piece: Piece) -> None:
    made = document(piece.text)
    parts = article_parts(made, lexicon())
    if parts.title_span:
        assert made.flat(parts.title_span.start, parts.title_span.end) == parts.title
    for author in parts.byline:
        assert author.name in made.text[author.span.start : author.span.end]
    assert (parts.issued_span is not None) == bool(parts.issued)
    ends = [0, *(edge for block in parts.body for edge in (block.start, block.end))]
    assert ends == sorted(ends)
    assert all(made.text[block.start : block.end].strip() for block in parts.body)


@pytest.mark.parametrize(("line", "furniture"), FURNITURE)
def test_lines_of_furniture_are_told_from_an_articles_words(line: str, furniture: bool) -> None:
    assert is_furniture(line) is furniture


@pytest.mark.parametrize(("line", "day", "writers"), LINES)
def test_lines_with_dates_and_writers(line: str, day: str, writers: str) -> None:
    dates = [date.iso for date in dates_in(line) if date.rank < 2]
    assert (dates[0] if dates else "") == day
    assert "; ".join(writer.name for writer in writers_in(line)) == writers


def test_a_day_of_change_counts_only_without_a_day_of_publication() -> None:
    changed = f"Barset rated good\n\nLast updated: 5 May 2023\n\n{BODY}"
    assert article_parts(document(changed), lexicon()).issued == "2023-05-05"
    both = f"Barset rated good\n\nLast updated: 5 May 2023\n\nPublished: 2 May 2023\n\n{BODY}"
    assert article_parts(document(both), lexicon()).issued == "2023-05-02"


def test_a_date_in_a_sentence_is_not_the_articles() -> None:
    text = f"Barset rated good\n\n{BODY}\nThe report came out on 3 June 2021 and was read by all of the members.\n"
    assert article_parts(document(text), lexicon()).issued == ""


def test_what_a_page_prints_comes_before_what_its_head_says() -> None:
    meta = PageMeta(title="Other | Community Care", publisher="Community Care", issued="2020-01-01")
    printed = article_parts(document(f"Barset rated good\n\nPublished: 2 May 2023\n\n{BODY}"), lexicon(), meta)
    assert (printed.title, printed.issued, printed.publisher) == ("Barset rated good", "2023-05-02", "Community Care")
    assert printed.publisher_genre == "trade-press"
    bare = article_parts(document(BODY), lexicon(), meta)
    assert (bare.title, bare.issued, bare.issued_span) == ("Other", "2020-01-01", None)


def test_a_councils_own_page_is_known_by_its_name_or_address() -> None:
    named = f"Leicester City Council\n\nA good day for children\n\n{BODY}"
    parts = article_parts(document(named), lexicon())
    assert (parts.publisher, parts.publisher_genre) == ("Leicester City Council", "council-news")
    address = f"A good day for children\n\n{BODY}\nFor more information visit www.leicester.gov.uk/children\n"
    assert article_parts(document(address), lexicon()).publisher_genre == "council-news"


def test_a_publisher_named_only_in_the_story_is_not_its_publisher() -> None:
    text = f"Barset rated good\n\n{BODY}\nA film by BBC News showed long waits in Barset three years ago.\n"
    assert article_parts(document(text), lexicon()).publisher == ""


def test_a_caption_and_a_teaser_stand_once() -> None:
    caption = "Children play at a centre in Barset. Picture: Barset Council"
    teaser = BODY.strip()[:70] + "..."
    text = f"Barset rated good\n\n{teaser}\n\n{caption}\n{caption}\n\n{BODY}"
    body = body_of(text)
    assert body.count(caption) == 1
    assert teaser not in body


def test_an_advertisement_run_into_a_line_is_cut_out() -> None:
    body = body_of(
        f"Barset rated good\n\n{BODY.strip()} Hide Ad Hide Ad It said that staff stay for longer than they did.\n"
    )
    assert "Hide Ad" not in body
    assert "It said that staff stay" in body


@pytest.mark.parametrize(
    "unit",
    [
        "Hide Ad ",
        "By A ",
        "Cookies ",
        "£1 a month ",
        "12 ",
        "x@",
        "12:30 Jan ",
        "related: ",
        "By Ann Bee, ",
        "Published ",
    ],
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    for line, longest in ((unit, 100_000), (unit + "\n", 40_000)):

        def read_long(length: int, line: str = line) -> Callable[[], object]:
            made = document(line * (length // len(unit)))
            return lambda: article_parts(made, lexicon())

        assert grows_with_length(read_long, longest)
