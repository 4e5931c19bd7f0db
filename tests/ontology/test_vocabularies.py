"""What every vocabulary promises: names, definitions, labels that mean one thing; the model's concepts."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest

from kg.lexicon import normalise
from kg.vocabulary import Concept, lexicon

SCHEMES = sorted(lexicon().schemes)
CONCEPTS = [c for name in SCHEMES for c in lexicon().scheme(name).concepts.values()]

# The contract: what the model names.
PROMISED = {
    "grade": "outstanding good requires-improvement inadequate adequate not-judged",
    "aspect": "overall-effectiveness help-and-protection looked-after-and-permanence adoption care-leavers"
    " leadership safeguarding lscb capacity-to-improve outcomes quality-of-provision",
    "framework": "single-inspection lscb-review ilacs-standard ilacs-short focused-visit monitoring-visit"
    " jtai area-send safeguarding-and-looked-after looked-after-2013",
    "role": "lead-inspector deputy-lead-inspector inspector shadow-inspector data-analyst"
    " quality-assurance-manager council-leader lead-member director-of-childrens-services chief-executive"
    " board-chair journalist spokesperson",
    "polarity": "strength area-for-improvement",
    "state": "done under-way planned promised",
    "status": "done expected",
    "genre": "inspection-report inspection-letter council-news trade-press local-press committee-paper other",
    "date-precision": "day month year",
    "outcome": "addressed partly-addressed not-addressed repeated not-mentioned",
    "extent": "all most some one",
    "direction": "improved declined unchanged",
    "basis": "stated inferred",
    "conflict-kind": "grade date number name",
}


@pytest.mark.parametrize("scheme", sorted(PROMISED))
def test_the_promised_concepts_are_there(scheme: str) -> None:
    assert set(PROMISED[scheme].split()) <= set(lexicon().scheme(scheme).concepts)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_vocabulary_has_a_title_and_a_description(name: str) -> None:
    scheme = lexicon().scheme(name)
    assert scheme.title
    assert scheme.description


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: f"{c.scheme}-{c.notation}")
def test_every_concept_is_named_and_defined(concept: Concept) -> None:
    assert concept.iri == f"https://w3id.org/inspection-kg/vocab/{concept.scheme}/{concept.notation}"
    assert concept.label.strip() == concept.label != ""
    assert concept.definition.endswith(".")


@pytest.mark.parametrize("name", SCHEMES)
def test_a_label_means_one_thing_within_its_vocabulary(name: str) -> None:
    meanings = defaultdict(set)
    for concept in lexicon().scheme(name).concepts.values():
        for label in concept.labels:
            meanings[normalise(label)].add(concept.notation)
    assert {label: found for label, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: f"{c.scheme}-{c.notation}")
def test_no_label_is_given_twice(concept: Concept) -> None:
    assert len(set(concept.labels)) == len(concept.labels)


def test_broader_concepts_exist() -> None:
    for concept in CONCEPTS:
        assert not concept.broader or concept.broader in lexicon().scheme(concept.scheme).concepts


def test_grades_are_ordered_on_each_scale() -> None:
    scales = defaultdict(list)
    for grade in lexicon().scheme("grade").concepts.values():
        for scale in grade.scales:
            scales[scale].append((grade.rank, grade.notation))
    assert {scale: sorted(grades) for scale, grades in scales.items()} == {
        "four-point-2013": [(1, "outstanding"), (2, "good"), (3, "requires-improvement"), (4, "inadequate")],
        "four-point-2009": [(1, "outstanding"), (2, "good"), (3, "adequate"), (4, "inadequate")],
    }


def test_not_judged_has_no_rank() -> None:
    assert lexicon().concept("grade", "not-judged").rank is None


def test_rows_cover_known_aspects() -> None:
    aspects = set(lexicon().scheme("aspect").concepts)
    for row in lexicon().scheme("row").concepts.values():
        assert row.aspect in row.covers
        assert set(row.covers) <= aspects
        assert len(row.covers) > 1


@pytest.mark.parametrize(
    ("day", "graded"),
    [
        (
            "2018-05-14",
            {"overall-effectiveness", "help-and-protection", "looked-after-and-permanence", "leadership"},
        ),
        (
            "2026-04-26",
            {
                "overall-effectiveness",
                "help-and-protection",
                "looked-after-and-permanence",
                "care-leavers",
                "leadership",
            },
        ),
        ("2026-04-27", {"help-and-protection", "looked-after-and-permanence", "care-leavers", "leadership"}),
    ],
)
def test_what_ilacs_grades_depends_on_the_day(day: str, graded: set[str]) -> None:
    version = lexicon().framework_version("ilacs-short", day)
    assert version is not None
    assert set(version.aspects) == graded


def test_versions_of_a_framework_do_not_overlap() -> None:
    by_framework = defaultdict(list)
    for version in lexicon().framework_versions:
        for framework in version.frameworks:
            by_framework[framework].append((version.valid_from, version.valid_until or "9999"))
    for periods in by_framework.values():
        periods.sort()
        assert all(first[1] < second[0] for first, second in pairwise(periods))


def test_a_framework_before_its_time_has_no_version() -> None:
    assert lexicon().framework_version("ilacs-standard", "2017-12-31") is None
