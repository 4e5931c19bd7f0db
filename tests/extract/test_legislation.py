"""Provisions that a document cites, as identifiers of legislation.gov.uk."""

from __future__ import annotations

import pytest

from kg.extract.legislation import EXAMPLES, legal_references
from kg.model import OWN
from kg.vocabulary import lexicon
from tests.extract.paragraphs import made, quoted

SITE = "http://www.legislation.gov.uk/id/"


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_each_provision_has_its_identifier(text: str, expected: str) -> None:
    found = legal_references(made(text), lexicon(), OWN)
    assert " ".join(fact.iri.removeprefix(SITE) or "-" for fact in found) == expected


def test_a_provision_that_is_cited_twice_is_one_fact_with_two_passages() -> None:
    text = "It acts under section 136 of the Education and Inspections Act 2006."
    (fact,) = legal_references(made(text, text), lexicon(), OWN)
    assert (fact.title, fact.section, fact.inspection) == ("Education and Inspections Act 2006", "136", OWN)
    assert len(fact.evidence) == 2


def test_a_broken_line_within_a_title_does_not_matter() -> None:
    document = made("This follows section 15A of\nthe Children Act\n2004 in all points.")
    (fact,) = legal_references(document, lexicon(), OWN)
    assert fact.iri == f"{SITE}ukpga/2004/31/section/15A"
    assert quoted(document, [fact]) == ["section 15A of the Children Act 2004"]


def test_an_act_that_the_vocabulary_does_not_know_keeps_its_title() -> None:
    (fact,) = legal_references(made("They cite the Barset Bridges Act 1911."), lexicon(), "")
    assert (fact.title, fact.iri) == ("Barset Bridges Act 1911", "")


def test_a_misprinted_title_is_the_act_that_is_meant() -> None:
    (fact,) = legal_references(made("under section 152 of the Education and Inspection Act 2006"), lexicon(), OWN)
    assert fact.title == "Education and Inspections Act 2006"


def test_every_act_of_the_vocabulary_points_to_the_identifier_that_its_notation_spells() -> None:
    acts = lexicon().scheme("act").concepts.values()
    assert all(concept.notation.split("-")[0] in ("ukpga", "uksi") for concept in acts)
    assert all(f" {concept.notation.split('-')[1]}" in concept.label for concept in acts)
