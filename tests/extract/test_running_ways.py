"""Words around a grade that give it: each way with what it must not take for one."""

from __future__ import annotations

import pytest

from kg.extract.running_ways import EXAMPLES, given_otherwise
from kg.extract.running_words import GRADE


@pytest.mark.parametrize(("text", "words", "expected"), EXAMPLES)
def test_examples(text: str, words: str, expected: bool) -> None:
    grade = next(match for match in GRADE.finditer(text) if match.group() == words)
    assert given_otherwise(text, grade) == expected
