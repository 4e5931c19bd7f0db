"""From the measures of one sentence to statistics: each with its words, concept, date, comparator and evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.even import Even
from kg.extract.statistic_compared import Compared, comparators
from kg.extract.statistic_context import Context
from kg.extract.statistic_dates import When, dates
from kg.extract.statistic_indicators import BRACKET, Clause, clause_of, indicator_of, is_change, says_nothing, words_of
from kg.extract.statistic_labels import Label, Labels
from kg.extract.statistic_numbers import Number
from kg.extract.statistic_phrases import COUNT, Measure, measures
from kg.model import Span, Statistic

_LONGEST_QUOTE = 300
_LONGEST_TEXT = 240
_SAME_PERIOD = re.compile(r"\bsame (?:period|year)\b", re.IGNORECASE)
_OF_WHOM = re.compile(r"\bof (?:whom|which|these|those|them)(?: \w+)? ?$", re.IGNORECASE)
_OF_STEM = re.compile(r"of (?:this|these|those|whom)\b|this includes|of which|which included?", re.IGNORECASE)
_BRACKETED = re.compile(r"\((?:or |a rate of )?$")
_CHANGED = re.compile(r"\b(?:from|to|than)\s(?:\w+\s)?$", re.IGNORECASE)
_OTHER_THING = re.compile(r"[;:]| and (?!in |at )")
_BACK = re.compile(
    r"(?:\w+,? ){0,3}?(?:this|that|these|it|which|both|they)\b|the (?:figure|rate|number|proportion)", re.IGNORECASE
)
_NEAR = 400
_OTHER_AREAS = frozenset(("statistical-neighbours", "regional-average"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, `start` to `end` in the document, with what was found in it."""

    start: int
    end: int
    found: tuple[Measure, ...]
    whens: tuple[When, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """Reads the sentences of one document; `area` and `issued` as in `statistics`."""

    searched: Even
    labels: Labels
    area: str
    issued: str

    def read(self, start: int, end: int, numbers: Sequence[Number], context: Context) -> list[Statistic]:
        """The statistics of a sentence, in its order; the context learns of them."""
        known = context.last is not None or self._leads(start, end, numbers[0])
        found = measures(self.searched.text, start, end, numbers, known)
        if not found:
            return []
        stem = context.stem_of(start)
        stem_labels = self.labels.indicators(self.searched, stem.start, stem.end) if stem else []
        labels = (*stem_labels, *self.labels.indicators(self.searched, start, end))
        sentence = Sentence(start, end, tuple(found), tuple(dates(self.searched.text, start, end, self.issued)), labels)
        dated = [self._date(sentence, index, context) for index in range(len(found))]
        compared = comparators(
            self.searched.text, start, found, self.labels.comparators(self.searched, start, end), dated, context.date
        )
        sentence = replace(sentence, found=_united(found, compared, context.last))
        made = self._made(sentence, compared, dated, context)
        for index, statistic in enumerate(made):
            if index not in compared:
                context.remember(statistic, end)
        return made

    def _leads(self, start: int, end: int, first: Number) -> bool:
        """Whether a sentence begins with its number and goes on with what is counted: "30 live in children's homes"."""
        after = first.end + 1
        return first.start - start < 3 and any(at <= after for at, _, _ in self._labels_from(first.end, end))

    def _labels_from(self, start: int, end: int) -> list[Label]:
        return self.labels.indicators(self.searched, start, min(end, start + 60))

    def _made(
        self, sentence: Sentence, compared: dict[int, Compared], dated: Sequence[str], context: Context
    ) -> list[Statistic]:
        """One for each measure: first those that stand alone, then those that are compared with one of them."""
        made: dict[int, Statistic] = {}
        previous: Statistic | None = None
        for index in range(len(sentence.found)):
            if index not in compared or compared[index].main < 0:
                made[index] = previous = self._main(sentence, index, dated[index], previous, context)
        before = context if self._goes_on(sentence, context) else Context()
        for index, relation in compared.items():
            if relation.main >= 0:
                main: Statistic | None = made[relation.main]
            else:
                main = before.by_unit.get(sentence.found[index].unit)
            base = main or made[index]
            place = made[index].evidence if index in made else (self._evidence(sentence, index, context),)
            made[index] = replace(
                self._comparator(sentence, index, base, main, relation.comparator), date=dated[index], evidence=place
            )
        return [made[index] for index in range(len(sentence.found))]

    def _goes_on(self, sentence: Sentence, context: Context) -> bool:
        """Whether a sentence speaks of the number before it: it follows at once, or says "this"."""
        gap = sentence.start - context.end
        back = _BACK.match(self.searched.text, sentence.start, sentence.end)
        return context.stem_of(sentence.start) is not None or 0 <= gap < 4 or (back is not None and gap < _NEAR)

    def _main(
        self, sentence: Sentence, index: int, date: str, previous: Statistic | None, context: Context
    ) -> Statistic:
        text, measure = self.searched.text, sentence.found[index]
        number = measure.number
        stem = context.stem
        clause = clause_of(text, sentence.start, sentence.end, sentence.found, index)
        first = stem.start if stem else sentence.start
        indicator = indicator_of(text, clause, measure, sentence.labels, sentence.whens, first)
        words = words_of(text, clause, sentence.found, sentence.whens)
        words, inherited = self._completed(words, sentence, index, previous, context)
        if says_nothing(words):
            words, inherited = self._told_elsewhere(words, sentence, index, previous or context.last)
        if stem and stem.main and previous and self._divides(sentence, measure):
            indicator = ""  # a part of a part: no concept of the vocabulary is meant so
        return Statistic(
            evidence=(self._evidence(sentence, index, context),),
            date=date,
            confidence=0.7 if measure.bare or number.fraction else 0.85 if measure.unit == COUNT else 0.9,
            extractor="statistics",
            key=f"n{number.start}",
            indicator=indicator or inherited,
            indicator_text=words,
            value=number.value,
            unit=measure.unit,
            qualifier=self.labels.qualifier(self.searched, number.start, number.end, measure.end),
            area=self.area,
        )

    def _completed(
        self, words: str, sentence: Sentence, index: int, previous: Statistic | None, context: Context
    ) -> tuple[str, str]:
        """What the words of a clause leave to what stands before, and the concept that comes with it: the number that "of
        whom" divides or that brackets repeat, the stem of a list, the beginning of the sentence."""
        text, measure = self.searched.text, sentence.found[index]
        at = max(sentence.start, measure.number.start - 24)
        before, few = text[at : measure.number.start], len(words.split())
        if previous and self._divides(sentence, measure):
            return _joined(previous.indicator_text, re.sub(r"^(?:whom|which|them) ", "", words)), ""
        if previous and _BRACKETED.search(before) and few <= 4:
            return previous.indicator_text, previous.indicator
        if stem := context.stem_of(sentence.start):
            head = " ".join(text[stem.start : stem.end - 1].split()).rsplit(". ", 1)[-1]
            if stem.main and _OF_STEM.match(head):
                return _joined(stem.main.indicator_text, words), ""
            return (words if measure.noun else _joined(head, words)), ""
        last = previous or context.last
        if measure.bare and index == 0 and few < 6:
            led = words_of(text, Clause(sentence.start, measure.number.start), sentence.found, sentence.whens)
            if len(led.split()) > 2:
                return (led if words in led else _joined(led, words)), ""
        if measure.bare and last and few < 6:
            return _joined(last.indicator_text, words), ""
        if few < 2 and sentence.found[0].number.start > sentence.start:
            led = words_of(text, Clause(sentence.start, sentence.found[0].number.start), sentence.found, sentence.whens)
            return led or words, ""
        return words or (last.indicator_text if last else ""), ""

    def _told_elsewhere(self, words: str, sentence: Sentence, index: int, last: Statistic | None) -> tuple[str, str]:
        """The words, and the concept, for a number whose own clause tells nothing: of what "this" points back to, else of the
        whole sentence."""
        text, measure = self.searched.text, sentence.found[index]
        whole = words_of(text, Clause(sentence.start, sentence.end), sentence.found, sentence.whens)
        back = _BACK.match(text, sentence.start, sentence.end) or says_nothing(whole)
        if back and last and is_change(words):
            return _joined(last.indicator_text, words), ""
        if back and last:
            return last.indicator_text, last.indicator if last.unit == measure.unit else ""
        return (words if says_nothing(whole) else whole), ""

    def _divides(self, sentence: Sentence, measure: Measure) -> bool:
        """Whether a number is a part of the one before it: "of whom 12 …", "12 of which …"."""
        text, at = self.searched.text, measure.number.start
        before = text[max(sentence.start, at - 24) : at]
        return bool(_OF_WHOM.search(before)) or text.startswith(
            (" of whom", " of which", " of them"), measure.number.end
        )

    def _comparator(
        self, sentence: Sentence, index: int, base: Statistic, main: Statistic | None, comparator: str
    ) -> Statistic:
        measure = sentence.found[index]
        number = measure.number
        national = comparator == "national-average"
        return replace(
            base,
            key=f"n{number.start}",
            confidence=0.7 if measure.bare else 0.85,
            value=number.value,
            unit=measure.unit,
            qualifier=self.labels.qualifier(self.searched, number.start, number.end, measure.end),
            area="England" if national else "" if comparator in _OTHER_AREAS else self.area,
            comparator=comparator,
            compared_with=main.key if main else "",
        )

    def _date(self, sentence: Sentence, index: int, context: Context) -> str:
        """The date that a number is for: the next after it and before the next number, else the nearest before it in its
        sentence, else the only one of the sentence, else the one of the stem."""
        text, found, whens = self.searched.text, sentence.found, sentence.whens
        measure = found[index]
        until = found[index + 1].number.start if index + 1 < len(found) else sentence.end
        if index + 1 < len(found) and BRACKET.fullmatch(text, measure.end, until):
            return self._date(sentence, index + 1, context)
        after = next((w for w in whens if measure.end <= w.start < until), None)
        if after and not _OTHER_THING.search(text, measure.end, after.start):
            return after.value
        changed = _CHANGED.search(text, max(sentence.start, measure.number.start - 16), measure.number.start)
        low = found[index - 1].end if changed and index else sentence.start
        before = [w.value for w in whens if low <= w.start and w.end <= measure.number.start]
        if before:
            return context.date if _SAME_PERIOD.search(before[-1]) else before[-1]
        if len(whens) == 1 and len(found) == 1:
            return whens[0].value
        return context.stem.date if context.stem else ""

    def _evidence(self, sentence: Sentence, index: int, context: Context) -> Span:
        """The sentence, with the stem of its list where both are short; of a long one the clause."""
        start, end, measure = sentence.start, sentence.end, sentence.found[index]
        stem = context.stem_of(start)
        if stem and end - stem.start <= _LONGEST_QUOTE:
            return Span(stem.start, end)
        if end - start <= _LONGEST_QUOTE:
            return Span(start, end)
        clause = clause_of(self.searched.text, start, end, sentence.found, index)
        first, last = min(clause.start, measure.number.start), max(clause.end, measure.end)
        words = self.searched.text[first:last]
        return Span(first + len(words) - len(words.lstrip(" ,;:")), first + len(words.rstrip(" ,;")))


def _joined(before: str, words: str) -> str:
    return f"{before}: {words}"[:_LONGEST_TEXT].strip(": ")


def _united(found: Sequence[Measure], compared: dict[int, Compared], last: Statistic | None) -> tuple[Measure, ...]:
    """A number alone has the unit of what it is compared with ("540 days, which is above the target of 487")."""
    units = list(found)
    for index, relation in compared.items():
        if relation.main >= 0 or not found[index].bare or found[index].unit != COUNT:
            continue
        before = [m.unit for m in units[:index] if m.unit != COUNT] or ([last.unit] if last else [COUNT])
        units[index] = replace(units[index], unit=before[-1])
        if index and units[index - 1].unit == units[index].unit and index - 1 not in compared:
            compared[index] = replace(relation, main=index - 1)
    return tuple(units)
