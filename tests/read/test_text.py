"""Plain text and Markdown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import BlockKind
from kg.read.text import decode, read_text
from tests.read.shared import check_content, outline

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

WRAPPED = """\
Midshire
Inspection of services for children in need of help and protection, and of
care leavers
Inspection date: 3 May to 26 May 2016
Report published: 15 July 2016

Executive summary
Since the last inspection some parts of the service have become weaker and
others have not moved on. As a result, most of what was seen at that time now
needs attention.
Managers have a plan for this, and the plan was shown to the inspectors who
came in the first week, but not to those who came in the second one, as high


caseloads kept the team from printing it.

Recommendations
1. Make sure that all families who ask for help get it at the right time and
in the right place, and that the records of it can be found.
2. Review the work of the panel.
\u2022 Publish the minutes.
Lead inspector: Ann Other
Team inspectors: Bo Peep, Tom Thumb, Simple Simon, Jack Horner, Jack Sprat and
Mary Contrary
Data analyst: Wee Willie Winkie
"""


def test_broken_lines_are_joined_to_blocks() -> None:
    assert outline(read_text(WRAPPED.encode())) == [
        ("heading", "Midshire"),
        (
            "paragraph",
            "Inspection of services for children in need of help and protection, and of care leavers",
        ),
        ("paragraph", "Inspection date: 3 May to 26 May 2016"),
        ("paragraph", "Report published: 15 July 2016"),
        ("heading", "Executive summary"),
        (
            "paragraph",
            "Since the last inspection some parts of the service have become weaker and others have not moved on. "
            "As a result, most of what was seen at that time now needs attention.",
        ),
        (
            "paragraph",
            "Managers have a plan for this, and the plan was shown to the inspectors who came in the first week, "
            "but not to those who came in the second one, as high caseloads kept the team from printing it.",
        ),
        ("heading", "Recommendations"),
        (
            "item",
            "Make sure that all families who ask for help get it at the right time and in the right place, "
            "and that the records of it can be found.",
        ),
        ("item", "Review the work of the panel."),
        ("item", "Publish the minutes."),
        ("paragraph", "Lead inspector: Ann Other"),
        (
            "paragraph",
            "Team inspectors: Bo Peep, Tom Thumb, Simple Simon, Jack Horner, Jack Sprat and Mary Contrary",
        ),
        ("paragraph", "Data analyst: Wee Willie Winkie"),
    ]


def test_the_title_is_what_stands_on_the_cover() -> None:
    title = "Midshire Inspection of services for children in need of help and protection, and of care leavers"
    assert read_text(WRAPPED.encode()).title == title


def test_markers_are_told_from_words() -> None:
    markers = [block.marker for block in read_text(WRAPPED.encode()).blocks if block.kind is BlockKind.ITEM]
    assert markers == ["1.", "2.", "\u2022"]


NEWS = """\
Inspectors call council \u2018good\u2019

Jo Bloggs
Tuesday, March 5, 2019

The council\u2019s services have been rated good after a visit in February by a team of six from the inspectorate, \
who read files and spoke to staff, families and carers for two weeks.

What they said

\u201cWe are pleased with what we saw,\u201d said the lead inspector, who also asked for better records in two of the \
teams that work with older children.

  \u2022 Latest issues
  \u2022 Archive

From \u00a315 / month

Subscribe

Magazine

Newsletter
"""


def test_lines_that_are_paragraphs_stay_apart() -> None:
    kinds = [(kind, words[:20]) for kind, words in outline(read_text(NEWS.encode()))]
    assert kinds == [
        ("heading", "Inspectors call coun"),
        ("paragraph", "Jo Bloggs"),
        ("paragraph", "Tuesday, March 5, 20"),
        ("paragraph", "The council\u2019s servic"),
        ("heading", "What they said"),
        ("paragraph", "\u201cWe are pleased with"),
        ("item", "Latest issues"),
        ("item", "Archive"),
        ("paragraph", "From \u00a315 / month"),
        ("paragraph", "Subscribe"),
        ("paragraph", "Magazine"),
        ("paragraph", "Newsletter"),
    ]


def test_a_list_of_short_lines_is_no_row_of_headings() -> None:
    contents = (
        WRAPPED + "\n\n" + "\n\n".join(["Summary", "The area", "The board", "About this visit"]) + "\n\n\n\nEnd\nx"
    )
    kinds = {words: kind for kind, words in outline(read_text(contents.encode()))}
    assert kinds["The board"] == kinds["The area"] == "paragraph"


MARKED = """\
# Report #

Intro of two
lines.

Findings
--------
* one
  more of one
- two
1) three

***
> said *someone*
## Last
"""


def test_markdown_marks_are_read() -> None:
    content = read_text(MARKED.encode(), markdown=True)
    assert outline(content) == [
        ("heading", "Report"),
        ("paragraph", "Intro of two lines."),
        ("heading", "Findings"),
        ("item", "one more of one"),
        ("item", "two"),
        ("item", "three"),
        ("paragraph", "said *someone*"),
        ("heading", "Last"),
    ]
    assert [block.level for block in content.blocks if block.kind is BlockKind.HEADING] == [1, 2, 2]
    assert content.title == "Report"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_by_its_mark(encoding: str) -> None:
    text = "Caf\u00e9 \U0001f600 \u201cq\u201d\n"
    assert decode(text.encode(encoding)) == (text, ())


def test_windows_1252_is_read_with_a_note() -> None:
    text, problems = decode("It\u2019s \u2018good\u2019 \u2013 at last".encode("cp1252"))
    assert text == "It\u2019s \u2018good\u2019 \u2013 at last"
    assert [(problem.severity, problem.what) for problem in problems] == [("note", "not UTF-8, read as Windows-1252")]


def test_damaged_utf_8_stays_utf_8() -> None:
    text, problems = decode("\u2018one\u2019 \u2018two\u2019 ".encode() + b"\x80")
    assert text == "\u2018one\u2019 \u2018two\u2019 \ufffd"
    assert problems[0].what == "damaged UTF-8: 1 places cannot be read"


def test_control_characters_are_replaced_one_for_one() -> None:
    assert read_text(b"a\0b\x07c\x0cd\re\r\nf").text == "a\ufffdb c\nd\re\r\nf"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\ufeff")))
def test_the_text_is_the_files_own(text: str) -> None:
    assert read_text(text.encode()).text == text


@given(st.binary())
def test_any_bytes_give_sound_blocks(data: bytes) -> None:
    content = read_text(data)
    assert len(content.text) == len(decode(data)[0])
    check_content(content)


PARTS = st.sampled_from(
    [
        "# ",
        "- ",
        "* ",
        "1. ",
        "(a) ",
        "\u2022",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "===\n",
        "> ",
        "Word ",
        "word. ",
        "\u2028",
        "x" * 70,
    ]
)


@given(st.lists(PARTS, max_size=60), st.booleans())
def test_any_layout_gives_sound_blocks(parts: list[str], markdown: bool) -> None:
    content = read_text("".join(parts).encode(), markdown)
    check_content(content)
    covered = "".join(content.text[block.start : block.end] for block in content.blocks)
    dropped = set("".join(content.text.split())) - set(covered)
    assert dropped <= set("#-*=>_"), "only marks may be left out of every block"


@pytest.mark.real
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")
def test_the_real_texts() -> None:
    for file in sorted(SEEDS.glob("*.txt")):
        content = read_text(file.read_bytes())
        assert content.text == file.read_bytes().decode("utf-8")
        check_content(content)
        assert not content.problems
    report = read_text(next(SEEDS.glob("002*")).read_bytes())
    headings = {words for kind, words in outline(report) if kind == "heading"}
    assert {"Executive summary", "Recommendations", "Leadership, management and governance"} <= headings
    assert "The experiences and progress of children who need help and protection" in headings
    advice = [words for _, words in outline(report) if words.startswith(("Ensure ", "Accelerate ", "Review and "))]
    assert len(advice) >= 7
    assert all(words.endswith(".") for words in advice)
