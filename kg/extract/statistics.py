"""Statistics: numbers with what they measure, when and where, and the numbers that they are compared with.

A number is found by `statistic_numbers`, understood by `statistic_phrases`; here it gets its indicator, date and
comparator from the words around it. Page furniture never becomes a statistic.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.even import Even, even
from kg.extract.patterns import sentences
from kg.extract.statistic_compared import Compared, comparators
from kg.extract.statistic_dates import When, dates
from kg.extract.statistic_indicators import Clause, clause_of, indicator_of, words_of
from kg.extract.statistic_labels import Labels
from kg.extract.statistic_numbers import Number, numbers
from kg.extract.statistic_phrases import COUNT, Measure, measures
from kg.model import BlockKind, Document, Problem, Span, Statistic
from kg.vocabulary import Lexicon

_LONGEST_QUOTE = 300
_MARKER = re.compile(r"[\s\u2022\u25fc\u25aa\u25a0\uf000-\uf0ff\-*o]*(?:\d{1,3}[.)]\s+)?")
_UNDER_STEM = re.compile(r"(?:[a-z(]|\d|none\b|no\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)", re.IGNORECASE)
_SAME_PERIOD = re.compile(r"\bsame period\b", re.IGNORECASE)


@dataclass(slots=True)
class _Context:
    """What has been read before a sentence: the last main numbers, the open stem, the last date."""

    stem: tuple[int, int] | None = None
    stem_level: int = 0
    stem_date: str = ""
    stem_main: Statistic | None = None
    last: Statistic | None = None
    last_by_unit: dict[str, Statistic] = field(default_factory=dict)
    last_date: str = ""


def statistics(
    document: Document, lexicon: Lexicon, pieces: Sequence[tuple[int, int]], area: str, issued: str = ""
) -> tuple[tuple[Statistic, ...], tuple[Problem, ...]]:
    """The statistics of these stretches of a document, in the order of the text.

    `pieces`: paragraphs and list items, ascending; headings are passed over. `area`: whose numbers they are where
    nothing else is said; `issued`: the ISO day from which "this year" counts, or "".
    """
    reader = _Reader(document, Labels.of(lexicon), area, issued)
    return tuple(reader.read(pieces)), ()
