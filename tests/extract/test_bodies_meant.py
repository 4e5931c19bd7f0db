"""Who is meant where a piece names several authorities."""

from __future__ import annotations

import re

import pytest

from kg.extract.bodies_meant import BodiesMeant, Name
from kg.extract.mentions import sentences_of
from kg.model import BodyRef

CODES = {"Northby": "E1", "Southby": "E2", "Westby": "E3"}


def meant(text: str, own: str = "E1") -> str:
    """Whom each "rated" in a text speaks of; "-" for nobody."""
    pieces = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    found = sentences_of(text, pieces)
    names = [Name(match.start(), match.end(), CODES[match.group()], match.group())
             for match in re.finditer("|".join(CODES), text)]  # fmt: skip
    bodies = BodiesMeant(text, found, names, own, BodyRef("Northby") if own else BodyRef())
    places = [match.start() for match in re.finditer("rated", text)]
    refs = [bodies.at(next(s for s in found if s.start <= at < s.end), at) for at in places]
    return " ".join(ref.name if ref else "-" for ref in refs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council was rated good.", "Northby"),
        ("Northby was rated good, while Southby was rated inadequate.", "Northby Southby"),
        ("Southby was rated good. It was rated so again.", "Southby Southby"),
        ("Southby was rated good. The council was rated so again.", "Southby Southby"),
        ("Southby was rated good.\nThe council was rated inadequate.", "Southby Northby"),
        ("Unlike Southby, the council was rated good.", "Northby"),
        ("Southby was rated good. Five years later it was rated so again.", "Southby Southby"),
        ("Northby and Westby did well.\nSouthby came next. Children in care were rated good.", "Southby"),
        ("Southby came next. Children in care were rated good.", "Northby"),
        ("The neighbouring county was rated inadequate.", "-"),
        ("While the neighbouring county struggles, this council was rated good.", "Northby"),
    ],
)
def test_in_a_piece_about_one(text: str, expected: str) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Southby\nThe council was rated good.\nWestby\nThe council was rated inadequate.", "Southby Westby"),
        ("Southby was rated good.\nWestby came next. The council was rated inadequate.", "Southby Westby"),
        ("The council was rated good.", "-"),
    ],
)
def test_in_a_round_up(text: str, expected: str) -> None:
    assert meant(text, own="") == expected
