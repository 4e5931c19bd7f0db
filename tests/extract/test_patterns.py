"""Dates in running text, names, and text on one line with a way back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.patterns import MONTHS, NAME, flatten, listed_periods, month_number, periods

DAYS = st.dates(date(2009, 1, 1), date(2030, 12, 31))


@given(st.text(st.sampled_from("ab .\n\t\r\xa0é’"), max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_flat_text_leads_back_to_the_document(text: str, start: int, end: int) -> None:
    flat = flatten(text, start, end)
    assert flat.text == " ".join(text[start:end].split())
    assert len(flat.places) == len(flat.text)
    for at, char in enumerate(flat.text):
        place = flat.places[at]
        assert start <= place < end
        assert text[place] == char or (char == " " and text[place].isspace())


@given(st.text(st.sampled_from("ab \n"), min_size=1).filter(str.strip))
def test_a_span_of_flat_text_has_the_same_words(text: str) -> None:
    flat = flatten(text)
    span = flat.span(0, len(flat.text))
    assert text[span.start : span.end] == text.strip()


def spelt(day: date, form: str) -> str:
    month = MONTHS[day.month - 1].title()
    return {
        "long": f"{day.day} {month} {day.year}",
        "short": f"{day.day} {month[:3]} {day.year}",
        "ordinal": f"{day.day}th {month} {day.year}",
        "american": f"{month} {day.day}, {day.year}",
        "numbers": f"{day.day:02}/{day.month:02}/{day.year}",
        "weekday": f"{day:%A} {day.day} {month} {day.year}",
    }[form]


FORMS = st.sampled_from(["long", "short", "ordinal", "american", "numbers", "weekday"])


@given(DAYS, FORMS)
def test_a_day_is_read_in_every_form(day: date, form: str) -> None:
    text = f"It was published on {spelt(day, form)}."
    (found,) = periods(text)
    assert found.start.iso == found.end.iso == day.isoformat()
    assert spelt(day, form).endswith(text[found.span.start : found.span.end])


@given(DAYS, st.integers(0, 60), st.sampled_from([" – ", "–", " to ", " - ", " until "]))
def test_a_period_is_read_with_as_little_as_it_needs(first: date, length: int, joiner: str) -> None:
    last = first + timedelta(days=length)
    start = spelt(first, "long")
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = str(first.day)
    (found,) = periods(start + joiner + spelt(last, "long"))
    assert (found.start.iso, found.end.iso) == (first.isoformat(), last.isoformat())


@given(st.text(st.sampled_from("0123456789 /–-toMayJune,.20"), max_size=40))
def test_any_text_gives_real_days_in_order(text: str) -> None:
    for period in periods(text):
        assert date.fromisoformat(period.start.iso) <= date.fromisoformat(period.end.iso)
        assert 0 <= period.span.start < period.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("30 September to 11 October 2024 and 13 to 16 January 2025 Lead", 2),
        ("3 to 7 June 2024; 1 July 2024", 2),
        ("13 – 16 and 20 – 24 May 2024", 2),
        ("3 to 7 June 2024 The report came on 1 July 2024", 1),
        ("to be agreed, perhaps 3 June 2024", 0),
    ],
)
def test_only_what_is_listed_at_once_is_a_visit(text: str, visits: int) -> None:
    assert len(listed_periods(text)) == visits


@pytest.mark.parametrize(("name", "number"), [("Sept.", 9), ("january", 1), ("DEC", 12), ("07", 7)])
def test_months(name: str, number: int) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize(
    "name",
    [
        "Ann Example",
        "Jo-Ann O’Example",
        "Ann D’Example",
        "Ann van der Example",
        "Éloïse Ångström",
        "Ann St John",
    ],
)
def test_names_of_many_kinds_are_whole(name: str) -> None:
    found = NAME.fullmatch(name)
    assert found is not None
