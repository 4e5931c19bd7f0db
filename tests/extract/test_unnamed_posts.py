"""Posts that are named without their holder."""

from __future__ import annotations

import pytest

from kg.extract.unnamed_posts import unnamed_posts
from kg.model import Appointment
from kg.vocabulary import lexicon
from tests.extract.paragraphs import made, quoted

COUNCIL = "Barset County Council"


def found(*paragraphs: str) -> tuple[Appointment, ...]:
    return unnamed_posts(made(*paragraphs), lexicon(), COUNCIL)


def test_a_post_has_its_role_and_the_day_since_when_it_is_held() -> None:
    (fact,) = found("The interim director of children’s services (DCS) has been in post since 6 March 2016.")
    assert (fact.person, fact.role, fact.since, fact.interim) == (
        "", "director-of-childrens-services", "2016-03-06", True,
    )  # fmt: skip
    assert (fact.organisation, fact.post_title) == (COUNCIL, "interim director of children's services")


def test_the_words_of_the_day_belong_to_the_passage() -> None:
    document = made("The chief executive has been in post since May 2011.")
    assert quoted(document, unnamed_posts(document, lexicon(), COUNCIL)) == [
        "chief executive has been in post since May 2011"
    ]


def test_a_day_in_the_next_sentence_is_the_posts() -> None:
    (fact,) = found("The Director of Children’s Services also leads on adults. She has been in post since March 2013.")
    assert fact.since == "2013-03"


def test_the_chair_of_the_safeguarding_board_belongs_to_the_board() -> None:
    (fact,) = found("The chair of the LSCB has been in post since 2014.")
    assert (fact.role, fact.organisation, fact.since) == ("board-chair", "Local Safeguarding Children Board", "2014")


def test_joint_holders_are_counted() -> None:
    (fact,) = found("The joint managing directors have been in post since 2 June 2015.")
    assert (fact.holder_count, fact.since) == (2, "2015-06-02")


def test_a_number_of_new_posts_is_counted() -> None:
    (fact,) = found("Managers have created six advanced social work practitioners.")
    assert fact.holder_count == 6


@pytest.mark.parametrize(
    ("text", "title", "organisation"),
    [
        ("It recruited a dedicated private fostering worker.", "dedicated private fostering worker", COUNCIL),
        ("Checks are made by a health officer based in the MASH.", "health officer", "MASH"),
        ("Advice comes from the MASH team manager.", "MASH team manager", "MASH"),
        ("The leader of the council is proud.", "leader of the council", COUNCIL),
        ("The agency decision-maker acts fast.", "agency decision-maker", COUNCIL),
        ("The adoption panel chair is able.", "adoption panel chair", "adoption panel"),
    ],
)
def test_posts_of_one_holder(text: str, title: str, organisation: str) -> None:
    (fact,) = found(text)
    assert (fact.post_title, fact.organisation) == (title, organisation)


@pytest.mark.parametrize(
    "text",
    [
        "Social workers visit often, and the social worker knows the child.",
        "A senior manager signs it off.",
        "Team managers meet weekly.",
        "Designated officer arrangements are weak.",
        "The former director of children’s services left.",
        "The director of children’s services, Pat Example, said so.",
        "Council leader Cllr Pat Example was pleased.",
        "Most agency decision-makers agree.",
        "Director of children’s services Pat Example accepted it.",
        "Cllr Pat Example (Green), the lead member for children, said so.",
        "Report of the Director of Children’s Services (Pat Example)",
        "The lead member for children, Cllr Pat Example, said so. Later the lead member for children left.",
    ],
)
def test_what_is_no_unnamed_post(text: str) -> None:
    assert found(text) == ()


def test_one_office_is_one_fact_and_an_incoming_holder_another() -> None:
    facts = found("The DCS knows the staff.", "The current DCS leaves in May, and the incoming DCS is known.")
    assert [(fact.post_title, len(fact.evidence)) for fact in facts] == [("DCS", 2), ("incoming DCS", 1)]


def test_lists_of_recommendations_are_not_read() -> None:
    assert found("# Recommendations", "Make sure that the chief executive sees every audit.") == ()
