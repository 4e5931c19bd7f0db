"""Services that a document names, by type, and who provides them."""

from __future__ import annotations

import pytest

from kg.extract.services import services
from kg.vocabulary import lexicon
from tests.extract.paragraphs import made, quoted


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The adoption service is stable.", "adoption", "adoption service"),
        ("A broad early help offer is in place.", "early-help", "early help offer"),
        ("The out-of-hours\nservice answers at once.", "out-of-hours", "out-of-hours service"),
        ("They use CAMHS.", "camhs", "CAMHS"),
        ("Edge-of-care services work with teenagers.", "edge-of-care", "Edge-of-care services"),
        ("Support for care leavers is kind.", "care-leavers", "Support for care leavers"),
        ("Childrens advocacy services are weak.", "advocacy", "advocacy services"),
    ],
)
def test_a_service_is_found_by_the_labels_of_its_type(text: str, kind: str, words: str) -> None:
    document = made(text)
    facts = services(document, lexicon())
    assert [fact.service_type for fact in facts] == [kind]
    assert quoted(document, facts) == [words]


@pytest.mark.parametrize(
    "text", ["Care leavers are doing well.", "Adoption is considered early.", "Two foster carers left."]
)
def test_people_and_subjects_are_no_services(text: str) -> None:
    assert services(made(text), lexicon()) == ()


def test_there_is_one_fact_for_a_type_and_words_that_say_service_come_first() -> None:
    document = made("Advocacy is late.", "The advocacy service is new.", "Advocacy matters.")
    facts = services(document, lexicon())
    assert quoted(document, facts) == ["advocacy service"]
    assert len(facts[0].evidence) == 1  # what only names the subject is no evidence where a service is named


def test_the_provider_is_who_is_said_to_provide_it() -> None:
    (fact,) = services(made("An advocacy service is provided by Lantern Voices. Barnardo’s helps too."), lexicon())
    assert fact.provider == "Lantern Voices"


def test_a_provider_in_the_next_sentence_is_not_its() -> None:
    (fact,) = services(made("The advocacy service is new. Training is provided by Lantern Voices."), lexicon())
    assert fact.provider == ""


def test_only_the_pieces_that_are_given_are_read() -> None:
    document = made("The adoption service is stable.", "The fostering service is not.")
    second = document.blocks[1]
    assert [f.service_type for f in services(document, lexicon(), [(second.start, second.end)])] == ["fostering"]
