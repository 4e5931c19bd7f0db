"""Lines become blocks: running headers out, footnotes apart, items over pages, frames drawn out of order."""

from __future__ import annotations

import pytest

from kg.model import BlockKind
from kg.read.assemble import Content
from kg.read.layout import marker_of
from kg.read.pdf import read_pdf
from tests.documents import HEIGHT, L, footer, heading, item, pdf, prose, running, title, with_y
from tests.read.shared import outline

TEXT = prose(
    "Some words about the service that go on and on, as words",
    "do in a report, so that a line has its usual length and the",
    "page its usual look.",
)


def read(*pages: list[L]) -> Content:
    return read_pdf(pdf(pages))


def words(content: Content, kind: str = "") -> list[str]:
    return [text for found, text in outline(content) if kind in ("", found)]


@pytest.mark.parametrize(
    ("text", "marker", "length"),
    [
        ("• one", "•", 2),
        ("◼one", "◼", 1),
        ("– one", "–", 2),
        ("–one", "", 0),
        ("12. one", "12.", 4),
        ("1.One", "1.", 2),
        ("1.5 million", "", 0),
        ("(3) one", "(3)", 4),
        ("a) one", "a)", 3),
        ("o one", "o", 2),
        ("once", "", 0),
        ("iv. one", "iv.", 4),
        ("2016 was", "", 0),
        ("i.e. one", "", 0),
        ("", "", 0),
    ],
)
def test_markers(text: str, marker: str, length: int) -> None:
    assert marker_of(text) == (marker, length)


def test_running_headers_and_page_numbers_are_left_out() -> None:
    header = running("Inspection of Halton children’s services 3 to 7 May 2021")
    content = read(*([*header, *TEXT, *footer(page)] for page in (1, 2, 3)))
    assert "Halton" not in content.text
    assert words(content) == [" ".join(line.text for line in TEXT)] * 3


def test_a_running_header_before_the_title_is_left_out() -> None:
    pages = [[*running(f"Halton {page}"), *TEXT] for page in (2, 3)]
    content = read([*running("Halton 1"), *title("The title"), *TEXT], *pages)
    assert content.title == "The title"


def test_a_running_header_does_not_break_a_sentence() -> None:
    first = [*running("Halton"), *prose("They see children who have been"), *footer(1)]
    second = [*running("Halton"), *prose("away from home, and write it down."), *TEXT, *footer(2)]
    assert words(read([*TEXT, *first], second))[1] == (
        "They see children who have been away from home, and write it down."
    )


def test_a_line_that_stands_once_in_the_margin_is_kept() -> None:
    assert "Nobody else" in read([*running("Nobody else says this"), *TEXT], TEXT).text


def test_footnotes_are_blocks_of_their_own_after_the_text() -> None:
    notes = [
        L("1 A note about the page that goes", 8.0, y=100.0),
        L("on.", 8.0, y=90.0),
        L("2 Another.", 8.0, y=80.0),
    ]
    content = read([*TEXT, *notes], TEXT)
    assert [kind for kind, _ in outline(content)] == ["paragraph", "paragraph", "footnote", "footnote"]
    assert words(content, "footnote") == ["1 A note about the page that goes on.", "2 Another."]


def test_a_footnotes_mark_on_a_line_of_its_own_is_no_words() -> None:
    page = [
        *heading("What needs to improve?"),
        L("1", 7.0, x=250.0),
        *item("One thing."),
        *TEXT,
    ]
    assert words(read(page, TEXT))[:2] == ["What needs to improve?", "One thing."]


def test_an_item_goes_on_over_a_page() -> None:
    first = [
        *TEXT,
        *item("An item of two lines, the first of which", "is on a page of its own and the"),
        *footer(1),
    ]
    second = [L("other one is not.", x=78.0), *item("The next."), *footer(2)]
    assert words(read(first, second), "item") == [
        "An item of two lines, the first of which is on a page of its own and the other one is not.",
        "The next.",
    ]


def test_a_new_paragraph_on_a_new_page_is_no_part_of_the_item_before() -> None:
    first, second = [*TEXT, *item("An item of two lines that", "ends here.")], TEXT
    assert words(read(first, second), "item") == ["An item of two lines that ends here."]


def test_two_headings_that_follow_each_other_are_two() -> None:
    content = read([*heading("The board (LSCB)"), *heading("The board is good"), *TEXT])
    assert words(content, "heading") == ["The board (LSCB)", "The board is good"]


def test_a_heading_over_two_lines_is_one() -> None:
    assert words(read([*heading("A heading that", "goes on"), *TEXT]), "heading") == ["A heading that goes on"]


def test_levels_of_headings_go_by_size() -> None:
    page = [*heading("Part"), *TEXT, *heading("Chapter", size=13.0), *TEXT]
    levels = [block.level for block in read(page).blocks if block.kind is BlockKind.HEADING]
    assert levels == [1, 2]


def test_items_set_in_further_have_a_deeper_level() -> None:
    page = [
        *TEXT,
        *item("Outer"),
        *item("inner", marker="–", x=80.0),
        *item("inner", marker="–", x=80.0),
        *item("Outer"),
    ]
    levels = [block.level for block in read(page).blocks if block.kind is BlockKind.ITEM]
    assert levels == [1, 2, 2, 1]


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_words_after_it() -> None:
    page = [*TEXT, L("•", before=6.0), L("The words of it.", x=78.0), *TEXT]
    content = read(page)
    block = next(block for block in content.blocks if block.kind is BlockKind.ITEM)
    assert content.text[block.body : block.end] == "The words of it."
    assert block.marker == "•"


def test_a_heading_drawn_after_what_it_heads_is_put_before_it() -> None:
    body = [with_y(line, 500.0 - 14 * at) for at, line in enumerate(TEXT)]
    page = [*TEXT, *body, with_y(heading("Drawn late")[0], 530.0)]
    assert [kind for kind, _ in outline(read(page))] == ["paragraph", "heading", "paragraph"]


def test_lines_keep_their_place_on_the_page() -> None:
    line = read([L("Here it stands", x=100.0, y=HEIGHT / 2), *TEXT]).lines[0]
    assert line.x == pytest.approx(100.0, abs=2)
    assert line.y == pytest.approx(HEIGHT / 2, abs=5)
