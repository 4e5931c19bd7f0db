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
_LONGEST_TEXT = 240
_MARKER = re.compile(r"[\s\u2022\u25fc\u25aa\u25a0\uf000-\uf0ff\-*o]*(?:\d{1,3}[.)]\s+)?")
_UNDER_STEM = re.compile(r"[a-z(]|\d|(?:None|No|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b")
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


class _Reader:
    """Reads a document's pieces in order and keeps what numbers alone refer to."""

    def __init__(self, document: Document, labels: Labels, area: str, issued: str) -> None:
        self._document = document
        self._searched: Even = even(document.text)
        self._labels = labels
        self._area = area
        self._issued = issued
        self._context = _Context()

    def read(self, pieces: Sequence[tuple[int, int]]) -> Iterator[Statistic]:
        found = numbers(self._searched)
        starts = [number.start for number in found]
        blocks = self._document.blocks
        block_starts = [block.start for block in blocks]
        for start, end in pieces:
            at = bisect_right(block_starts, start) - 1
            block = blocks[at] if at >= 0 and start < blocks[at].end else None
            if block and block.kind is BlockKind.HEADING:
                self._context = _Context()
                continue
            marker = _MARKER.match(self._searched.text, start, end)
            start = min(marker.end() if marker else start, end)
            self._enter(start, end, block.level if block and block.kind is BlockKind.ITEM else 0)
            mine = found[bisect_left(starts, start) : bisect_left(starts, end)]
            if mine:
                yield from self._piece(start, end, mine)
            self._leave(start, end, block.level if block else 0)

    def _enter(self, start: int, end: int, level: int) -> None:
        """A piece of its own ends the stem before it; one under the stem keeps it."""
        context = self._context
        under = context.stem is not None and (
            level > context.stem_level or bool(_UNDER_STEM.match(self._searched.text, start, end))
        )
        if not under:
            self._context = _Context()
        else:
            context.last, context.last_date = context.stem_main, context.stem_date
            context.last_by_unit = {COUNT: context.stem_main} if context.stem_main else {}

    def _leave(self, start: int, end: int, level: int) -> None:
        text = self._searched.text[start:end].rstrip()
        if text.endswith(":"):
            context = self._context
            context.stem = (start, start + len(text))
            context.stem_level = level
            whens = dates(self._searched.text, start, end, self._issued)
            context.stem_date = whens[-1].value if whens and not context.last else context.last_date
            context.stem_main = context.last

    def _piece(self, start: int, end: int, mine: Sequence[Number]) -> Iterator[Statistic]:
        at = 0
        for first, last in sentences(self._searched.text, start, end):
            begin = at
            while at < len(mine) and mine[at].start < last:
                at += 1
            if at > begin:
                yield from self._sentence(first, last, mine[begin:at], start)

    def _sentence(self, start: int, end: int, mine: Sequence[Number], piece: int) -> Iterator[Statistic]:
        searched, context = self._searched, self._context
        found = measures(searched.text, start, end, mine, context.last is not None)
        if not found:
            return
        whens = dates(searched.text, start, end, self._issued)
        dated = [self._date(found, index, whens, start, end) for index in range(len(found))]
        compared = comparators(
            searched.text, start, found, self._labels.comparators(searched, start, end), dated, context.last_date
        )
        found = self._united(found, compared)
        made = self._statistics(start, end, found, whens, dated, compared, piece)
        for index, statistic in enumerate(made):
            if index not in compared:
                context.last_by_unit[statistic.unit] = statistic
                if statistic.unit == COUNT or context.last is None:
                    context.last = statistic
                context.last_date = statistic.date or context.last_date
        yield from made

    def _united(self, found: list[Measure], compared: dict[int, Compared]) -> list[Measure]:
        """A number alone that is compared has the unit of what it is compared with ("is 540 days, above the target of 487")."""
        last = self._context.last
        for index, relation in compared.items():
            if relation.main < 0 and found[index].bare and found[index].unit == COUNT:
                before = [m.unit for m in found[:index] if m.unit != COUNT] or ([last.unit] if last else [])
                found[index] = replace(found[index], unit=before[-1]) if before else found[index]
                if index and found[index - 1].unit == found[index].unit and index - 1 not in compared:
                    compared[index] = replace(relation, main=index - 1)
        return found

    def _statistics(
        self,
        start: int,
        end: int,
        found: Sequence[Measure],
        whens: Sequence[When],
        dated: Sequence[str],
        compared: dict[int, Compared],
        piece: int,
    ) -> list[Statistic]:
        """One for each measure: the main ones first made, then those that are compared with them."""
        searched = self._searched
        stem = self._context.stem
        labels = self._labels.indicators(searched, start, end)
        if stem and start > stem[1]:
            labels = self._labels.indicators(searched, *stem) + labels
        made: dict[int, Statistic] = {}
        previous: Statistic | None = None
        for index, measure in enumerate(found):
            if index not in compared or compared[index].main < 0:
                made[index] = previous = self._main(start, end, found, index, whens, labels, previous)
        for index, relation in compared.items():
            main = made.get(relation.main) if relation.main >= 0 else self._context.last_by_unit.get(found[index].unit)
            base = made.get(index) or (made[relation.main] if relation.main >= 0 else None)
            assert base is not None
            made[index] = self._comparator(found[index], base, main, relation.comparator, start, end)
        return [
            replace(
                made[index],
                date=dated[index] or made[index].date,
                evidence=(self._evidence(start, end, found, index, piece),),
            )
            for index in range(len(found))
        ]

    def _main(
        self,
        start: int,
        end: int,
        found: Sequence[Measure],
        index: int,
        whens: Sequence[When],
        labels: Sequence[tuple[int, int, str]],
        previous: Statistic | None,
    ) -> Statistic:
        searched, measure = self._searched, found[index]
        clause = clause_of(searched.text, start, end, found, index)
        stem = self._context.stem
        indicator = indicator_of(searched.text, clause, measure, labels, whens, (stem[0] if stem else start, end))
        words = words_of(searched.text, clause, measure, found, whens)
        words, indicator = self._completed(words, indicator, found, index, start, previous)
        number = measure.number
        return Statistic(
            evidence=(Span(number.start, max(measure.end, number.end)),),
            confidence=0.7 if measure.bare or number.fraction else 0.9 if measure.unit != COUNT else 0.85,
            extractor="statistics",
            key=f"n{number.start}",
            indicator=indicator,
            indicator_text=words,
            value=number.value,
            unit=measure.unit,
            qualifier=self._labels.qualifier(searched, number.start, measure.end, end),
            area=self._area,
        )

    def _completed(
        self, words: str, indicator: str, found: Sequence[Measure], index: int, start: int, previous: Statistic | None
    ) -> tuple[str, str]:
        """What the words leave to what stands before: the stem of a list, the number that "of whom" divides."""
        measure = found[index]
        context, text = self._context, self._searched.text
        before = previous or context.last
        bracketed = text[max(start, measure.number.start - 16) : measure.number.start].rstrip()
        if previous and (_OF_WHOM.search(bracketed) or text.startswith((" of whom", " of which"), measure.number.end)):
            words = re.sub(r"^(?:whom|which) ", "", words)
            return f"{previous.indicator_text}: {words}"[:_LONGEST_TEXT], indicator
        if previous and bracketed.endswith(("(", "(or", "(a rate of")) and len(words.split()) <= 4:
            return previous.indicator_text, indicator or previous.indicator
        if context.stem and start > context.stem[1]:
            stem = " ".join(text[context.stem[0] : context.stem[1] - 1].split())
            stem = stem.rsplit(". ", 1)[-1]
            if context.stem_main and re.match(r"of (?:this|these|whom)|this includes|of which", stem, re.IGNORECASE):
                return f"{context.stem_main.indicator_text}: {words}"[:_LONGEST_TEXT], indicator
            if not measure.noun:
                return f"{stem}: {words}"[:_LONGEST_TEXT], indicator
            return words, indicator
        if measure.bare and before and len(words.split()) < 6:
            return f"{before.indicator_text}: {words}"[:_LONGEST_TEXT].rstrip(": "), indicator
        if len(words.split()) < 2 and found[0].number.start > start:
            led = words_of(text, Clause(start, found[0].number.start), measure, found, ())
            return led or words or (before.indicator_text if before else ""), indicator
        return words or (before.indicator_text if before else ""), indicator

    def _comparator(
        self, measure: Measure, base: Statistic, main: Statistic | None, comparator: str, start: int, end: int
    ) -> Statistic:
        number = measure.number
        national = comparator == "national-average"
        same = main or base
        return replace(
            base,
            key=f"n{number.start}",
            value=number.value,
            unit=measure.unit,
            qualifier=self._labels.qualifier(self._searched, number.start, measure.end, end),
            indicator=same.indicator,
            indicator_text=same.indicator_text,
            date="",
            area="England" if national else "" if comparator in _OTHER_AREAS else self._area,
            comparator=comparator,
            compared_with=main.key if main else "",
        )

    def _date(self, found: Sequence[Measure], index: int, whens: Sequence[When], start: int, end: int) -> str:
        """The date that a number is for: the next after it and before the next number, else the nearest before it in its
        sentence, else the only one of the sentence, else the one of the stem."""
        measure, text = found[index], self._searched.text
        until = found[index + 1].number.start if index + 1 < len(found) else end
        if index + 1 < len(found) and re.fullmatch(
            r"(?: children| young people)? ?\((?:or |a rate of )?", text[measure.end : until]
        ):
            return self._date(found, index + 1, whens, start, end)
        after = next((w for w in whens if measure.end <= w.start < until), None)
        if after and not re.search(r"[;:]| and (?!in |at )", text[measure.end : after.start]):
            return after.value
        low = max((m.end for m in found[:index]), default=start) if _is_changed(text, measure, start) else start
        before = [w for w in whens if low <= w.start and w.end <= measure.number.start]
        if before:
            same = _SAME_PERIOD.search(before[-1].value)
            return self._context.last_date if same else before[-1].value
        if len(whens) == 1 and len(found) == 1:
            return whens[0].value
        return self._context.stem_date

    def _evidence(self, start: int, end: int, found: Sequence[Measure], index: int, piece: int) -> Span:
        """The sentence, with its stem where both are short; of a long one the clause."""
        stem = self._context.stem
        if stem and start > stem[1] and end - stem[0] <= _LONGEST_QUOTE:
            return Span(stem[0], end)
        if end - start <= _LONGEST_QUOTE:
            return Span(start, end)
        clause = clause_of(self._searched.text, start, end, found, index)
        first, last = min(clause.start, found[index].number.start), max(clause.end, found[index].end)
        text = self._document.text[first:last]
        first += len(text) - len(text.lstrip(" \n,;:"))
        return Span(first, first + len(self._document.text[first:last].rstrip(" \n,;")))


_OF_WHOM = re.compile(r"\bof (?:whom|which|these|those|them)(?: \w+)?$", re.IGNORECASE)
_OTHER_AREAS = frozenset(("statistical-neighbours", "regional-average"))
_CHANGED = re.compile(r"\b(?:from|to|than)\s(?:\w+\s)?$", re.IGNORECASE)


def _is_changed(text: str, measure: Measure, start: int) -> bool:
    return bool(_CHANGED.search(text, max(start, measure.number.start - 16), measure.number.start))
