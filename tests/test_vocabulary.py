"""The lexicon: whole labels, labels in running text, names of authorities."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.lexicon import LabelFinder, fold, normalise
from kg.vocabulary import AspectRow, Lexicon, lexicon

LABELS = sorted({label for c in lexicon().scheme("theme").concepts.values() for label in c.labels})
AUTHORITY_NAMES = sorted({n for a in lexicon().authorities.values() for n in (a.name, *a.aliases)})


@pytest.mark.parametrize(
    ("scheme", "text", "notation"),
    [
        ("grade", "GOOD", "good"),
        ("grade", "Requires improvement\nto be good2", "requires-improvement"),
        ("grade", "require improvement", "requires-improvement"),
        ("aspect", "2.1 Adoption performance", "adoption"),
        ("aspect", "1. Children who need help and protection", "help-and-protection"),
        ("aspect", "The Local Safeguarding Children Board1", "lscb"),
        ("aspect", "The experiences and progress of \r\nchildren in care:", "looked-after-and-permanence"),
        ("role", "Team inspectors:", "inspector"),
        ("role", "Director of children’s services", "director-of-childrens-services"),
        ("role", "Director of childrens services", "director-of-childrens-services"),
        ("timescale", "Within three months:", "within-three-months"),
    ],
)
def test_a_whole_label_is_matched_however_it_is_written(scheme: str, text: str, notation: str) -> None:
    found = lexicon().match(scheme, text)
    assert found is not None
    assert found.notation == notation


@pytest.mark.parametrize("text", ["", "goods", "good enough", "ungood", "12", ":"])
def test_what_is_no_label_is_not_matched(text: str) -> None:
    assert lexicon().match("grade", text) is None


def test_a_row_for_two_aspects_covers_both() -> None:
    row = lexicon().aspect_row("The experiences and progress of children in care and\ncare leavers")
    assert row == AspectRow("looked-after-and-permanence", ("care-leavers", "looked-after-and-permanence"))


def test_any_other_row_covers_its_own_aspect() -> None:
    row = lexicon().aspect_row("The impact of leaders on social work\npractice with children and families")
    assert row == AspectRow("leadership", ("leadership",))


def test_a_sentence_is_no_row() -> None:
    assert lexicon().aspect_row("Children in care thrive") is None


def found_in(text: str, *schemes: str) -> list[tuple[str, str]]:
    return [(text[start:end], concept.notation) for start, end, concept in lexicon().find(schemes, text)]


def test_labels_are_found_across_broken_lines_with_their_own_offsets() -> None:
    text = "İn  short: pathway \r\nplanning and out-of-hours help"
    assert found_in(text, "theme") == [
        ("pathway \r\nplanning", "pathway-plans"),
        ("out-of-hours", "out-of-hours"),
    ]


def test_the_longest_label_wins() -> None:
    text = "the experiences and progress of children in care and care leavers"
    assert found_in(text, "row", "aspect") == [(text, "children-in-care-and-care-leavers")]


def test_a_label_inside_a_word_is_not_found() -> None:
    assert found_in("readaptions, inadoptional", "theme") == []


def test_a_footnote_digit_may_stick_to_a_label() -> None:
    assert found_in("Good1", "grade") == [("Good", "good")]


def test_an_acronym_counts_only_in_capitals() -> None:
    assert found_in("send them to SEND services", "theme") == [("SEND", "disabled-children")]


def test_a_label_of_two_vocabularies_is_given_for_both() -> None:
    notations = {c.scheme for _, _, c in lexicon().find(("theme", "service-type"), "early help")}
    assert notations == {"theme", "service-type"}


@given(
    st.lists(st.sampled_from(LABELS), min_size=1, max_size=4),
    st.lists(st.sampled_from([" ", "\n", " \r\n", ". ", " – ", "’ ", " İ ", "\u00a0", "\ufffe "]), min_size=5),
)
def test_what_is_found_reads_as_a_label_of_its_concept(labels: list[str], gaps: list[str]) -> None:
    text = "".join(gap + label for gap, label in zip(gaps, labels, strict=False)) + gaps[-1]
    found = list(lexicon().find(("theme",), text))
    assert found
    for start, end, concept in found:
        assert fold(text[start:end]).text in {fold(label).text.strip() for label in concept.labels}


@given(st.text())
def test_finding_keeps_within_any_text_and_does_not_overlap(text: str) -> None:
    after = 0
    for start, end, _ in lexicon().find(("theme",), text + " Adoption " + text):
        assert after <= start < end <= 2 * len(text) + 10
        after = end if start >= after else after


@given(st.text())
def test_offsets_of_folded_text_lead_back_to_the_character(text: str) -> None:
    folded = fold(text)
    for offset, char in enumerate(folded.text):
        original = text[folded.original(offset)]
        assert char == " " or char == fold(original).text


@given(st.sampled_from(LABELS), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_does_not_matter_to_a_whole_label(label: str, change: object) -> None:
    assert callable(change)
    assert lexicon().match("theme", change(label)) == lexicon().match("theme", label) is not None


@example("-'\r")
@given(st.text())
def test_normalising_twice_changes_nothing_more_in_labels(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_a_finder_of_nothing_finds_nothing() -> None:
    assert list(LabelFinder[str]([]).find("anything")) == []


@pytest.mark.parametrize(
    ("name", "gss"),
    [
        ("London Borough of Redbridge Council", "E09000026"),
        ("The Royal Borough of Windsor and \nMaidenhead", "E06000040"),
        ("Windsor & Maidenhead", "E06000040"),
        ("Royal Borough of Kingston upon Thames Council", "E09000021"),
        ("Doncaster Metropolitan Borough Council", "E08000017"),
        ("Portsmouth City", "E06000044"),
        ("City of Westminster", "E09000033"),
        ("London Corporation", "E09000001"),
        ("City of London", "E09000001"),
        ("Bristol City Council", "E06000023"),
        ("Hull", "E06000010"),
        ("Brighton & Hove City Council", "E06000043"),
        ("St Helens", "E08000013"),
        ("stoke on trent", "E06000021"),
        ("Durham County Council", "E06000047"),
        ("Warwickshire local authority", "E10000031"),
        ("Dorset", "E06000059"),
        ("Dorset County Council", "E10000009"),
        ("Poole", "E06000029"),
    ],
)
def test_a_council_is_known_by_its_usual_names(name: str, gss: str) -> None:
    found = lexicon().authority_named(name)
    assert found is not None
    assert found.gss == gss


@pytest.mark.parametrize("name", ["London", "", "the council", "County Council", "Borsetshire", "Yorkshire"])
def test_a_name_of_no_authority_gives_none(name: str) -> None:
    assert lexicon().authority_named(name) is None


@pytest.mark.parametrize(("day", "gss"), [("2016-05-01", "E10000009"), ("2019-04-01", "E06000059")])
def test_a_shared_name_means_the_one_of_that_day(day: str, gss: str) -> None:
    found = lexicon().authority_named("Dorset", on=day)
    assert found is not None
    assert found.gss == gss


def test_a_former_code_of_the_same_area_still_counts() -> None:
    found = lexicon().authority("E08000016")
    assert found is not None
    assert found.name == "Barnsley"


def test_authorities_are_found_in_running_text() -> None:
    text = "inspectors reading in Reading, then North \nYorkshire; not Yorkshireman’s, but York’s"
    assert [(text[s:e], a.gss) for s, e, a in lexicon().find_authorities(text)] == [
        ("Reading", "E06000038"),
        ("North \nYorkshire", "E06000065"),
        ("York", "E06000014"),
    ]


@given(st.sampled_from(AUTHORITY_NAMES))
def test_every_name_of_an_authority_is_found_in_a_sentence(name: str) -> None:
    text = f"They went to {name}, and left."
    spans = [text[start:end] for start, end, _ in lexicon().find_authorities(text)]
    assert normalise(name).removeprefix("the ") in [normalise(span).removeprefix("the ") for span in spans]


def test_a_broken_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "vocab").mkdir()
    (tmp_path / "vocab" / "broken.ttl").write_text("<a> <b> ", encoding="utf-8")
    with pytest.raises(DataError, match=re.escape("broken.ttl")):
        _ = Lexicon(tmp_path).schemes
