"""Rules carry their examples: what each must match and what it must not."""

from __future__ import annotations

import pytest

from kg.extract import grades, inspections, patterns, recommendations
from kg.model import Block, BlockKind, BodyRef, Document, OffsetMap
from kg.read.assemble import sections_of
from kg.vocabulary import lexicon


def as_document(text: str) -> Document:
    """A document of one heading."""
    block = Block(BlockKind.HEADING, 0, len(text), 1)
    one_run = OffsetMap((0,), (1,), (0,))
    return Document(
        "0" * 16, "a.txt", "0" * 64, "text/plain", text, 1, (), (block,), sections_of((block,), text), one_run
    )


@pytest.mark.parametrize(("text", "expected"), grades.EXAMPLES)
def test_grades(text: str, expected: str) -> None:
    facts, _ = grades.judgements(as_document(text), lexicon(), BodyRef("Exampleshire"))
    assert " ".join(f"{fact.aspect} {fact.grade}" for fact in facts) == expected


@pytest.mark.parametrize(("text", "expected"), inspections.EXAMPLES)
def test_frameworks(text: str, expected: str) -> None:
    assert inspections.framework_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), recommendations.EXAMPLES)
def test_headings_of_lists(text: str, expected: bool) -> None:
    assert (recommendations.opener(text) is not None) == expected


@pytest.mark.parametrize(("text", "expected"), patterns.EXAMPLES["periods"])
def test_periods(text: str, expected: str) -> None:
    assert " ".join(f"{p.start.iso}/{p.end.iso}" for p in patterns.periods(text)) == expected


@pytest.mark.parametrize(("text", "expected"), patterns.EXAMPLES["names"])
def test_names(text: str, expected: str) -> None:
    found = patterns.NAME.search(text)
    assert (found.group() if found else "") == expected


def test_every_table_of_examples_is_run() -> None:
    assert set(patterns.EXAMPLES) == {"periods", "names"}


@pytest.mark.parametrize("table", [grades.EXAMPLES, inspections.EXAMPLES, recommendations.EXAMPLES])
def test_every_table_says_what_must_not_match(table: tuple[tuple[str, object], ...]) -> None:
    assert any(not expected for _, expected in table)
    assert any(expected for _, expected in table)
