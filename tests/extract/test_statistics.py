"""Statistics: each way of writing a number once, what is page furniture, and bounds on hostile input."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.even import even
from kg.extract.statistic_dates import EXAMPLES, dates
from kg.extract.statistic_numbers import numbers
from kg.extract.statistic_words import FURNITURE
from kg.extract.statistics import statistics
from kg.model import Block, BlockKind, Document, OffsetMap, Problem, Statistic
from kg.vocabulary import lexicon


def document_of(*lines: str) -> tuple[Document, list[tuple[int, int]]]:
    """A document with a paragraph for each line, and the places of its paragraphs. A line that begins with "• " or "  • "
    is an item of the first or second level, one that begins with "# " a heading."""
    text = "\n".join(lines) + "\n"
    blocks, at = [], 0
    for line in lines:
        level = 2 if line.startswith("  •") else 1
        bullet = line.lstrip().startswith("•")
        kind = BlockKind.HEADING if line.startswith("# ") else BlockKind.ITEM if bullet else BlockKind.PARAGRAPH
        blocks.append(Block(kind, at, at + len(line), 1, level))
        at += len(line) + 1
    document = Document(
        "0" * 16, "a.txt", "0" * 64, "text/plain", text, 1, (), tuple(blocks), (), OffsetMap((0,), (1,), (0,))
    )
    return document, [(block.start, block.end) for block in blocks]


def read(*lines: str, issued: str = "2017-07-14") -> tuple[Statistic, ...]:
    """The statistics of these paragraphs."""
    document, pieces = document_of(*lines)
    found, _ = statistics(document, lexicon(), pieces, "Exampleshire", issued)
    return found


def values(*lines: str) -> str:
    """Values and units, on one line."""
    return " ".join(f"{s.value} {s.unit}" for s in read(*lines))


@pytest.mark.parametrize(("sentence", "expected"), FURNITURE)
def test_page_furniture(sentence: str, expected: str) -> None:
    assert " ".join(s.value for s in read(sentence)) == expected


@pytest.mark.parametrize(("words", "expected"), EXAMPLES)
def test_dates(words: str, expected: str) -> None:
    assert " ".join(when.value for when in dates(words, 0, len(words))) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There were 3,318 children in need.", "3318 count"),
        ("Seven children lived there.", "7 count"),
        ("Twenty-one care leavers are at university.", "21 count"),
        ("Only 4.2% of them were late.", "4.2 percent"),
        ("Sixty-four per cent of pupils passed.", "64 percent"),
        ("Results rose by nine percentage points.", "9 percentage points"),
        ("The rate was 62 per 10,000 children.", "62 per-10000"),
        ("The council spent £1.25 million on it.", "1250000 pounds"),
        ("On average a match took 23 days.", "23 days"),
        ("The current timescale for proceedings is 29 weeks.", "29 weeks"),
        ("Caseloads are between 15 and 18.", "15 count 18 count"),
        ("Social workers hold 15 to 18 cases each.", "15 count 18 count"),
        ("In audits, 20-25% of plans were late.", "20 percent 25 percent"),
        ("The authority operates no children's homes.", "0 count"),
        ("In May no care leavers were living in bed and breakfast.", "0 count"),
        ("There were 72 children, 47 of whom are placed.", "72 count 47 count"),
        ("A decision was taken for 72 children, and families are sought for 25.", "72 count 25 count"),
        ("All cases, currently 80 in total, are known.", "80 count"),
        ("The number of disruptions is low (six).", "6 count"),
        ("Of 30 carers, 12 (or 40%) live outside the area.", "30 count 12 count 40 percent"),
        ("Nine of the 14 young people were seen.", "9 count 14 count"),
        ("The team consisted of 10 of Her Majesty’s Inspectors.", "10 count"),
        ("Nearly half of care leavers have no work.", "50 percent"),
        ("Around one in four children live in poverty.", "25 percent"),
        ("It hired 26 social workers and plans to recruit 40 more.", "26 count 40 count"),
        ("Seven brother and sister groups were placed.", "7 count"),
        ("One serious case review was completed.", "1 count"),
        ("One child told us a story.", ""),
        ("There is no evidence of this.", ""),
        ("Children wait for more than six months.", ""),
        ("Five Rivers runs the 0 to 19 service.", ""),
        ("Of these, two thirds are at school.", "66.7 percent"),
        ("The Right 4 Children plan helps two or three children.", ""),
        ("In the first three quarters of 2015-16 it grew.", ""),
    ],
)
def test_values_and_units(sentence: str, expected: str) -> None:
    assert values(sentence) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("almost 40 children", "almost"), ("approximately 40 children", "about"), ("fewer than 40 children", "fewer-than"),
        ("more than 40 children", "more-than"), ("at least 40 children", "at-least"), ("up to 40 children", "at-most"),
        ("40 children", ""), ("40 or fewer children", "at-most"),
    ],
)  # fmt: skip
def test_qualifiers(words: str, expected: str) -> None:
    (found,) = read(f"The team works with {words} now.")
    assert found.qualifier == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At 31 March 2017, 443 children were the subject of a child protection plan.", "child-protection-plans"),
        ("At 31 March 2017, 699 children were being looked after by the local authority.", "looked-after"),
        ("Twelve children looked after play football.", ""),
        ("Turnover of social workers is at 15%.", "turnover"),
        ("In all, 9% of care leavers are not in education, employment or training.", "neet"),
        ("The average caseload is 14.5 children.", "caseload"),
        ("Young people are 23% of the total population in the area.", "children-share"),
        ("There were 40,200 people, the total population in the area.", ""),
        ("It took 190 days between a placement order being made and a match.", "adoption-matching-timeliness"),
        ("In all, 14% live more than 20 miles from their home.", "looked-after-over-20-miles"),
        ("In all, 81% of children looked after are placed within 20 miles of home.", "looked-after-within-20-miles"),
        ("Of looked after children, 3% were convicted or cautioned.", "looked-after-offending"),
        ("Timeliness of court proceedings stood at 31 weeks.", "care-proceedings-duration"),
        ("The proportion of reviews completed on time is 92%.", "looked-after-review-timeliness"),
        ("Of children looked after, 88% participated in their reviews.", "looked-after-review-participation"),
    ],
)
def test_indicators(sentence: str, expected: str) -> None:
    (found,) = read(sentence)
    assert found.indicator == expected


def test_an_indicator_outside_the_vocabulary_is_given_in_words() -> None:
    (found,) = read("The library lends 1,600 picture books.")
    assert (found.indicator, found.indicator_text) == ("", "library lends picture books")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The keeping of logs has improved but is still poor, at 73%.", "keeping of logs has improved but is still poor"),
        ("Data show that over 62% of library members return books.", "Data show that library members return books"),
        ("As at 31 March 2017, 300 reading logs were kept.", "reading logs were kept"),
        ("As a result, 40 readers joined.", "readers joined"),
        ("In 2014–15, 11% (25) readers left.", "readers left"),
    ],
)  # fmt: skip
def test_the_words_say_what_is_counted_and_nothing_else(sentence: str, expected: str) -> None:
    assert read(sentence)[0].indicator_text == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This is a 27% increase from 2015.", "library lends picture books: increase"),
        ("In 2013 it was 1,400.", "library lends picture books"),
    ],
)
def test_a_number_whose_sentence_points_back_has_the_words_of_the_one_before(sentence: str, expected: str) -> None:
    assert read(f"The library lends 1,600 picture books. {sentence}")[1].indicator_text == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At 31 March 2017, 40 children had plans.", "2017-03-31"),
        ("In March 2017 24% were on time.", "2017-03"),
        ("In the last 12 months 40 children moved.", "last 12 months"),
        ("Some 40 children moved in 2015–16.", "2015/2016"),
        ("Some 40 children moved in 201516.", "2015/2016"),
        ("Some 40 children moved this year.", "2017"),
        ("Some 40 children moved.", ""),
    ],
)
def test_the_date_of_a_number(sentence: str, expected: str) -> None:
    (found,) = read(sentence)
    assert found.date == expected


def test_the_same_period_is_that_of_the_number_before() -> None:
    first, second = read("In the last 12 months 40 children moved. In the same period, 12 children came back.")
    assert first.date == second.date == "last 12 months"


def test_an_earlier_figure_in_the_next_sentence() -> None:
    lines = "At 31 March 2017, 699 children were looked after (a rate of 62 per 10,000 children)."
    found = read(f"{lines} This is a reduction from 765 (68.1 per 10,000 children) at 31 March 2016.")
    main, rate, earlier, earlier_rate = found
    assert [s.comparator for s in found] == ["", "", "previous-year", "previous-year"]
    assert (earlier.compared_with, earlier_rate.compared_with) == (main.key, rate.key)
    assert (earlier.date, earlier_rate.date) == ("2016-03-31", "2016-03-31")
    assert earlier.indicator_text == main.indicator_text


def test_from_one_figure_to_another() -> None:
    before, now = read("Turnover rates have reduced from 21% in 2016 to 15% in March 2017.")
    assert (before.comparator, before.compared_with, before.date) == ("previous-year", now.key, "2016")
    assert (now.comparator, now.date) == ("", "2017-03")


@pytest.mark.parametrize(
    ("sentence", "comparator"),
    [
        ("Some 14% are in work (the national average is 20%).", "national-average"),
        ("Some 14% are in work, compared with 26% in the country as a whole.", "national-average"),
        ("Some 14% are in work, against a national average rate for care leavers of 18%.", "national-average"),
        ("Some 14% are in work, which is better than statistical neighbours at 12%.", "statistical-neighbours"),
        ("Some 14% are in work, against a target of 20%.", "target"),
        ("Some 14% are in work, compared to 44% in neighbouring towns.", "neighbouring towns"),
    ],
)
def test_what_a_number_is_compared_with(sentence: str, comparator: str) -> None:
    main, other = read(sentence)
    assert (main.comparator, other.comparator, other.compared_with) == ("", comparator, main.key)


def test_a_national_figure_is_of_england() -> None:
    main, other = read("Some 14% are in work (the national average is 20%).")
    assert (main.area, other.area) == ("Exampleshire", "England")


def test_a_target_in_its_own_words() -> None:
    held, target = read("Only 53% were held within the 15-day target timescale.")
    assert (held.comparator, target.comparator, target.value, target.unit) == ("", "target", "15", "days")


def test_a_number_alone_has_the_unit_of_what_it_is_compared_with() -> None:
    assert values("The average time is 540 days, which is above the national target of 487.") == "540 days 487 days"


def test_nested_items_take_their_indicator_from_the_stem() -> None:
    found = read(
        "• The proportion of children entitled to free school meals:",
        "  • in primary schools is 8.8% (the national average is 14.5%)",
        "  • in secondary schools is 7.2%",
        "• Some 14% of adults sing.",
    )
    assert [s.indicator for s in found] == ["free-school-meals"] * 3 + [""]
    assert found[1].compared_with == found[0].key
    assert found[2].indicator_text.endswith("secondary schools")


def test_items_divide_the_number_of_their_stem() -> None:
    found = read(
        "• At 31 March 2017, 699 children were being looked after by the local authority. Of this number:",
        "  • 282 (or 40.3%) live outside the local authority area",
        "  • 33 live with parents, of whom 65% live in town",
        "• In the last 12 months:",
        "  • there were 64 adoptions",
    )
    assert [s.value for s in found] == ["699", "282", "40.3", "33", "65", "64"]
    assert {s.date for s in found[:5]} == {"2017-03-31"}
    assert found[5].date == "last 12 months"
    assert found[1].indicator == found[2].indicator == "looked-after-outside-area"


def test_evidence_holds_the_number_and_short_stems() -> None:
    document, pieces = document_of("In the last 12 months:", "there were 64 adoptions")
    (found,), _ = statistics(document, lexicon(), pieces, "Exampleshire")
    span = found.evidence[0]
    assert document.text[span.start : span.end] == "In the last 12 months:\nthere were 64 adoptions"


def test_headings_are_passed_over() -> None:
    assert read("# The 12 children of Exampleshire") == ()


def test_only_the_given_pieces_are_read() -> None:
    document, pieces = document_of("There were 12 children.", "There were 14 children.")
    found, _ = statistics(document, lexicon(), pieces[1:], "Exampleshire")
    assert [s.value for s in found] == ["14"]


def test_numbers_run_together_are_reported() -> None:
    document, pieces = document_of("We saw " + "12 children, " * 100)
    found, problems = statistics(document, lexicon(), pieces, "Exampleshire")
    assert found == ()
    assert [type(problem) for problem in problems] == [Problem]


@pytest.mark.parametrize(
    "text",
    ["1" * 100_000, "1," * 50_000, "12 " * 33_000, "from 12 to " * 9_000, "5% (" * 25_000, "at 1 May 2017 " * 7_000],
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "12 7.5% £3 million from to of whom (the national average is 14%) children no none In 2016 at 31 March , . : ; ( ) - "
            "per 10,000 seven half three weeks target cases were 15-day \u2013 \u0130 \ufffe".split(" ")
        ),
        max_size=40,
    )
)
def test_any_text_gives_facts_whose_evidence_holds_their_number(words: list[str]) -> None:
    document, pieces = document_of(" ".join(words).strip() or "x")
    found, _ = statistics(document, lexicon(), pieces, "Exampleshire")
    assert len({s.key for s in found}) == len(found)
    for statistic in found:
        float(statistic.value)
        at = int(statistic.key[1:])
        assert statistic.evidence[0].start <= at < statistic.evidence[0].end <= len(document.text)
        assert not statistic.compared_with or any(s.key == statistic.compared_with for s in found)


@given(st.text(max_size=200))
def test_numbers_stand_where_they_say(text: str) -> None:
    found = numbers(even(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= n.start < n.end <= len(text) for n in found)


def test_a_part_of_a_part_is_given_in_words() -> None:
    *_, homes, outside = read(
        "• At 31 March 2017, 699 children were being looked after by the local authority. Of this number:",
        "  • 33 live in residential children’s homes, of whom 12 live out of the authority area",
    )
    assert (homes.indicator, outside.indicator) == ("looked-after-in-childrens-homes", "")
    assert outside.indicator_text.endswith("live out of the authority area")


@pytest.mark.parametrize(
    ("text", "value", "date"),
    [
        ("There were 1,088 looked after children in May 2013.", "1088", "2013-05"),
        ("At 12 April 2016, no children lived in a privately arranged fostering placement.", "0", "2016-04-12"),
        ("Between July 2013 and March 2014, 76% of visits were on time.", "76", "2013-07/2014-03"),
        ("11,445 households are overcrowded (2011 Census).", "11445", "2011"),
        ("The Plan 2013-15 shows that 723 children are carers.", "723", ""),
        ("There were 35 missing from care episodes in 2015.", "35", "2015"),
    ],
)
def test_ways_of_saying_how_many_and_when(text: str, value: str, date: str) -> None:
    assert [(one.value, one.date) for one in read(text)] == [(value, date)]


def test_a_figure_of_another_place_is_no_earlier_one() -> None:
    found = read("Poverty is high, with 14% in Upper Ward compared to 2% in Lower Ward.")
    assert [(one.value, one.comparator) for one in found] == [("14", ""), ("2", "lower ward")]


def test_an_item_that_begins_with_its_number_needs_no_stem() -> None:
    assert [(one.value, one.indicator) for one in read("\u2022 30 live with foster families")] == [
        ("30", "looked-after-with-foster-carers")
    ]


def test_a_share_that_no_rule_understood_is_a_note() -> None:
    document, pieces = document_of("Caseloads are high at 90-95 in this team.")
    found, problems = statistics(document, lexicon(), pieces, "Barset")
    assert found == ()
    assert [problem.severity for problem in problems] == ["note"]
    assert "90-95" in problems[0].what


@pytest.mark.parametrize(
    "text", ["The 18 plus team and those aged 16 to 25 meet care leavers.", "Care leavers wait 12 months."]
)
def test_an_age_or_a_time_is_no_note(text: str) -> None:
    document, pieces = document_of(text)
    assert statistics(document, lexicon(), pieces, "Barset") == ((), ())
