"""Statistics: numbers with what they measure, when and where, and the numbers that they are compared with.

`statistic_numbers` finds numbers, `statistic_phrases` says what they measure, `statistic_sentence` makes the facts; here
the paragraphs and lists of a document are walked. Page furniture never becomes a statistic.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence

from kg.extract.even import even
from kg.extract.patterns import sentences
from kg.extract.statistic_context import Context, Stem
from kg.extract.statistic_dates import dates
from kg.extract.statistic_labels import Labels
from kg.extract.statistic_numbers import Number, numbers
from kg.extract.statistic_sentence import SentenceReader
from kg.model import Block, BlockKind, Document, Problem, Severity, Statistic
from kg.vocabulary import Lexicon

_MARKER = re.compile(r"[\s\u2022\u25fc\u25aa\u25a0\uf000-\uf0ff*\u2212\u2013-]*(?:\d{1,3}[.)](?:\s+|(?=[A-Z])))?")
_MOST = 60
"""Numbers in a sentence; more are a table that lost its lines, and nothing tells which word each belongs to."""
MOST_GAPS = 3
"""Notes of numbers that were not understood, for one document."""
_BESIDE = 45
_NO_COUNT = re.compile(
    r"[ -](?:working |school )?(?:day|week|month|year|hour|mile|minute)s?\b|-[a-z]|- |,? (?:the|they|it|These|This)\b| [Pp]lus\b"
    r"| out of 10\b"
)
"""What follows a number of time or distance, an age, a footnote's or a name, which no note is worth."""
_AGES = re.compile(r"\bage[sd]?\b|\d- $")
_GROWN = frozenset({"16", "17", "18", "19", "21", "25"})
_SHARE = re.compile(r" ?(?:%|per ?cent\b)")
_UNDER_STEM = re.compile(r"[a-z(]|\d|(?:None|No|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b")


def statistics(
    document: Document, lexicon: Lexicon, pieces: Sequence[tuple[int, int]], area: str, issued: str = ""
) -> tuple[tuple[Statistic, ...], tuple[Problem, ...]]:
    """The statistics of these stretches of a document, in the order of the text.

    `pieces`: paragraphs and list items, ascending; headings are passed over. `area`: whose numbers they are where
    nothing else is said; `issued`: the ISO day from which "this year" counts, or "". A comparator carries the key of
    the number that it is compared with, where that is clear.
    """
    walk = _Walk(document, lexicon, area, issued)
    return tuple(walk.statistics(pieces)), tuple(walk.problems)


class _Walk:
    """One way through a document's pieces, with what the pieces before said."""

    def __init__(self, document: Document, lexicon: Lexicon, area: str, issued: str) -> None:
        searched = even(document.text)
        self._text = searched.text
        self._blocks = document.blocks
        self._block_starts = [block.start for block in document.blocks]
        self._reader = SentenceReader(searched, Labels.of(lexicon), area, issued)
        self._numbers = numbers(searched)
        self._number_starts = [number.start for number in self._numbers]
        self._context = Context()
        self._path, self._document = document.path, document
        self._searched, self._labels, self._gaps = searched, Labels.of(lexicon), 0
        self.problems: list[Problem] = []

    def statistics(self, pieces: Sequence[tuple[int, int]]) -> Iterator[Statistic]:
        """Those of the pieces."""
        for first, end in pieces:
            block = self._block_at(first)
            if block and block.kind is BlockKind.HEADING:
                self._context = Context()
                continue
            marker = _MARKER.match(self._text, first, end)
            start = marker.end() if marker else first
            level = block.level if block and block.kind is BlockKind.ITEM else 0
            self._enter(start, end, level)
            low, high = bisect_left(self._number_starts, start), bisect_left(self._number_starts, end)
            if low < high:
                yield from self._piece(start, end, self._numbers[low:high])
            self._leave(start, end, level)

    def _block_at(self, start: int) -> Block | None:
        at = bisect_right(self._block_starts, start) - 1
        return self._blocks[at] if at >= 0 and start < self._blocks[at].end else None

    def _enter(self, start: int, end: int, level: int) -> None:
        """A piece of its own ends the list before it; an item of the list keeps its stem."""
        stem = self._context.stem
        if stem and (level > stem.level or _UNDER_STEM.match(self._text, start, end)):
            self._context.next_item()
        else:
            self._context = Context()

    def _leave(self, start: int, end: int, level: int) -> None:
        """A piece that ends with a colon is the stem of what follows."""
        stop = end - 1
        while stop > start and self._text[stop] == " ":
            stop -= 1
        if stop <= start or self._text[stop] != ":":
            return
        context = self._context
        whens = dates(self._text, start, end)
        date = whens[-1].value if whens and not context.last else context.date
        context.stem = Stem(start, stop + 1, level, date, context.last)

    def _piece(self, start: int, end: int, found: Sequence[Number]) -> Iterator[Statistic]:
        at = 0
        for first, last in sentences(self._text, start, end):
            begin = at
            while at < len(found) and found[at].start < last:
                at += 1
            if at - begin > _MOST:
                self.problems.append(_crowded(self._path, first, at - begin))
            elif at > begin:
                made = self._reader.read(first, last, found[begin:at], self._context)
                yield from made
                self._look_for_gap(first, last, found[begin:at], {one.key for one in made})

    def _look_for_gap(self, start: int, end: int, found: Sequence[Number], made: Container[str]) -> None:
        """A note where a share, or a number right beside an indicator, gave no statistic."""
        for number in found:
            if number.word or len(number.value) < 2 or f"n{number.start}" in made or self._gaps >= MOST_GAPS:
                continue
            low, high = max(start, number.start - _BESIDE), min(end, number.end + _BESIDE)
            if self._no_count(low, number):
                continue
            if _SHARE.match(self._text, number.end) or self._labels.indicators(self._searched, low, high):
                self._gaps += 1
                words = " ".join(self._text[low:high].split())
                self.problems.append(_unread(self._document, number.start, words))
                return

    def _no_count(self, low: int, number: Number) -> bool:
        """Whether a number is a time, an age or a label by what stands around it."""
        share = _SHARE.match(self._text, number.end)
        if _NO_COUNT.match(self._text, number.end) or ("." in number.value and not share):
            return True
        grown = number.value in _GROWN and self._text[number.end : number.end + 1] in ".,"
        return grown or bool(_AGES.search(self._text, low, number.start))


def _unread(document: Document, start: int, words: str) -> Problem:
    where = f"page {document.offsets.page_at(start)}, {document.section_at(start)[:60]}".removesuffix(", ")
    what = f"a number beside an indicator that gave no statistic: {words!r}"
    return Problem(document.path, Severity.NOTE, where, what, "read the sentence yourself")


def _crowded(path: str, start: int, count: int) -> Problem:
    what = f"{count} numbers run together without sentences"
    return Problem(
        path, Severity.NOTE, f"character {start}", what, "read the table yourself: its numbers were not kept"
    )
