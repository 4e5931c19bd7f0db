"""What a person may correct in a fact: which of its values, under the names that the tables give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kg.model import PartialDate
from kg.vocabulary import lexicon

Columns = Mapping[str, str]
CORRECTABLE: Mapping[str, Columns] = {
    "judgement": {"grade": "grade", "aspect": "aspect"},
    "inspectionstatement": {"value": "value"},
    "recommendation": {"text": "text", "priority": "priority", "timescale": "timescale"},
    "finding": {"polarity": "polarity", "text": "text", "aspect": "aspect"},
    "statistic": {"value": "value", "unit": "unit", "qualifier": "qualifier", "date": "date", "indicator": "indicator"},
    "appointment": {
        "post_title": "post_title", "role": "role", "from": "since", "until": "until", "as_of": "as_of", "ward": "ward",
    },
    "participation": {"role": "role", "post_title": "post_title"},
    "quotation": {"text": "text"},
    "action": {"text": "text", "state": "state", "due": "due"},
}  # fmt: skip
"""First part of a fact's path → column → the fact's attribute. The first column is what a value without a name means."""
_CONCEPTS = {"grade": "grade", "aspect": "aspect", "polarity": "polarity", "role": "role", "state": "state",
             "priority": "priority", "timescale": "timescale", "indicator": "indicator"}  # fmt: skip
_DATES = frozenset({"date", "from", "until", "as_of"})
_NAMED = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a fact is to say: `attribute` of the fact gets the value. `decision` is the path of who decided it."""

    attribute: str
    value: str
    decision: str


def correction_of(path: str, said: str, decision: str) -> Correction:
    """What a row "the fact at this path says `said`" means; `said` is a value, or column=value. Raises ValueError with a
    sentence for a fact that cannot be corrected, or a value that it cannot have."""
    columns = CORRECTABLE.get(path.partition("/")[0])
    if columns is None:
        raise ValueError(f"{path!r} is no fact that can be corrected; such are {', '.join(CORRECTABLE)}")
    named = _NAMED.fullmatch(said)
    column, value = (named[1], named[2].strip()) if named and named[1] in columns else (next(iter(columns)), said)
    if not value:
        raise ValueError(f"a correction needs the right {column}; to take the fact out, write reject")
    _check(path, column, value)
    return Correction(columns[column], value, decision)


def _check(path: str, column: str, value: str) -> None:
    """Raises ValueError for a value that the column cannot hold."""
    scheme = _CONCEPTS.get(column)
    if scheme and value not in (known := lexicon().scheme(scheme).concepts):
        raise ValueError(f"{value!r} is no {column}; such are {', '.join(sorted(known)[:12])} …")
    if column in _DATES:
        try:
            PartialDate(value)
        except ValueError as error:
            raise ValueError(f"{value!r} is no date; write it as 2017-07-14, 2017-07 or 2017") from error
    if path.startswith("statistic/") and column == "value":
        try:
            Decimal(value)
        except InvalidOperation as error:
            raise ValueError(f"{value!r} is no number; write it in digits, as 94.7") from error
