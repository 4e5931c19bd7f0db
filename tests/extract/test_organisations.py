"""Bodies that a document names: one fact each, in full, with abbreviation, kind and whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import organisation_abbreviations, organisation_providers
from kg.extract.even import PhraseFinder, even
from kg.extract.organisations import organisations
from kg.model import OrganisationMention
from kg.vocabulary import lexicon
from tests.extract.paragraphs import made


def found(*paragraphs: str, authority: str = "Barset") -> dict[str, OrganisationMention]:
    return {fact.name: fact for fact in organisations(made(*paragraphs), lexicon(), authority)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Plans go to the corporate parenting panel each month.", "corporate parenting panel", "panel"),
        ("The strong leaving care team knows them well.", "leaving care team", "team-or-hub"),
        ("Cases pass to the Harbour Youth Inclusion Team.", "Harbour Youth Inclusion Team", "team-or-hub"),
        ("It reports to the education scrutiny committee.", "education scrutiny committee", "committee"),
        ("A new subgroup for workforce and learning has met.", "subgroup for workforce and learning", "committee"),
        ("They also visit Loamshire County Council.", "Loamshire County Council", "local-authority"),
        ("Officers of Barset Police attend.", "Barset Police", "partner-agency"),
        ("Links with the police are good.", "Police", "partner-agency"),
        ("Social workers and CAMHS meet.", "Child and adolescent mental health services", "service-provider"),
        ("Advocacy is provided by Lantern Voices.", "Lantern Voices", "service-provider"),
        ("They meet the help around the family team (HAFT).", "help around the family team", "team-or-hub"),
        ("They meet the sexual harm (SH) panel.", "sexual harm panel", "panel"),
        ("The Barset Youth Council was heard.", "Barset Youth Council", "other"),
        ("The regional adoption agency, Adopt South, is good.", "Adopt South", "service-provider"),
        ("The Gateway service and child death overview panel meet.", "Child death overview panel", "panel"),
    ],
)  # fmt: skip
def test_a_body_is_found_with_its_kind(text: str, name: str, kind: str) -> None:
    assert found(text)[name].kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "The whole team works hard, and the group is small.",
        "There is strong partnership with schools.",
        "A family group conference was held.",
        "Agency staff and multi-agency meetings help.",
        "The management team is stable.",
        "Support is good. Board members attend.",
    ],
)
def test_what_is_no_body_is_left_alone(text: str) -> None:
    assert found(text) == {}


def test_an_abbreviation_is_joined_with_its_long_form_across_the_document() -> None:
    facts = found(
        "The integrated response hub (IRH) opened in May.", "Calls now reach the IRH quickly. The IRH is busy."
    )
    assert facts["integrated response hub"].abbreviation == "IRH"
    assert len(facts["integrated response hub"].evidence) == 4


def test_a_known_abbreviation_needs_no_long_form() -> None:
    assert found("Cases go to the MARAC.")["Multi-agency risk assessment conference"].abbreviation == "MARAC"


def test_the_boards_names_are_one_board() -> None:
    facts = found(
        "The Local Safeguarding Children Board (LSCB) meets.", "Barset Safeguarding Children Board (BSCB) is steady."
    )
    (board,) = [fact for fact in facts.values() if fact.kind == "board"]
    assert (board.name, board.abbreviation) == ("Barset Safeguarding Children Board", "BSCB")


def test_a_board_of_another_place_is_another_board() -> None:
    facts = found("Barset Safeguarding Children Board meets.", "Loamshire Safeguarding Children Board does as well.")
    assert {"Barset Safeguarding Children Board", "Loamshire Safeguarding Children Board"} <= set(facts)


def test_a_shorter_name_is_the_one_longer_name_that_ends_in_it() -> None:
    facts = found("The education and skills overview and scrutiny committee met.", "The scrutiny committee agreed.")
    assert list(facts) == ["education and skills overview and scrutiny committee"]


def test_the_council_is_named_in_full_where_the_document_does() -> None:
    assert "Barset County Council" in found("Services in Barset are good.", "Barset County Council agrees.")
    assert found("Services in Barset are good.")["Barset"].kind == "local-authority"


def test_a_body_is_part_of_what_the_document_says_it_is() -> None:
    facts = found("The quality assurance subgroup of the LSCB reports.", "The council's commissioning team is new.")
    assert facts["quality assurance subgroup"].part_of == "LSCB"
    assert facts["commissioning team"].part_of == "Barset"


def test_the_imprint_names_nobody() -> None:
    assert found("Any complaints about this go to the Information Policy Team.") == {}


def test_regulations_that_name_boards_are_no_board() -> None:
    assert found("under the Local Safeguarding Children Boards (Review) Regulations 2013", authority="") == {}


@pytest.mark.parametrize(("text", "expected"), organisation_abbreviations.EXAMPLES)
def test_long_forms(text: str, expected: str) -> None:
    spans = organisation_abbreviations.abbreviations(even(text))
    assert " ".join(text[found.start : found.end] for found in spans) == expected


@pytest.mark.parametrize(("text", "expected"), organisation_providers.EXAMPLES)
def test_providers(text: str, expected: str) -> None:
    spans = organisation_providers.named_providers(even(text))
    assert " ".join(text[found.start : found.end] for found in spans) == expected


@given(st.text(max_size=200))
def test_an_even_text_keeps_every_place(text: str) -> None:
    made_even = even(text)
    assert len(made_even.text) == len(made_even.lower) == len(text)


@given(st.text(alphabet="ab c-’'\nHU", max_size=60))
def test_a_phrase_is_found_where_it_stands(text: str) -> None:
    for start, end, value in PhraseFinder([("a hub", 1)]).find(even(text)):
        words = text[start:end].replace("\n", " ").replace("-", " ").lower()
        assert (value, words.removesuffix("s")) == (1, "a hub")


@given(
    st.lists(
        st.sampled_from("The the a (MASH) board Panel of and team LSCB's Barset - , ( . 's council for".split()),
        max_size=40,
    )
)
def test_any_words_give_passages_within_the_document(words: list[str]) -> None:
    document = made(" ".join(words))
    for fact in organisations(document, lexicon(), "Barset"):
        assert all(span.end <= len(document.text) for span in fact.evidence)
        assert fact.name.strip()
