"""A person who is not to be shown: taken out of what was read before anything is written, so that no output of a build
holds the name.

What that means. Facts about the person (posts, parts in inspections, words that they said, "led by") are left out.
Everywhere else the name is blanked with "█", a sign for each character, so that all places stay where they are: in
the documents' texts, the passages and quotes, facts' texts, titles, authors, addresses and paths of files. Blanked are
the whole name in any case, with the usual short forms of its first name, an initial, a middle initial, and joined as
in an address (mail or web); and, in a document that has one of these, the surname alone where it is capitalised,
unless the document also writes it as an ordinary word or as another person's. Readings of such documents are not kept
for the next build. Not touched: the documents themselves, in their owner's folder, and pictures made of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeVar

from kg.model import Appointment, Fact, InspectionStatement, Participation, Passage, Quotation, Reading
from kg.resolve import paths
from kg.resolve.first_names import SHORT_FORMS

BLANK = "█"
_BETWEEN = r"[\W_]{1,3}(?:[a-z]\b[\W_]{1,3})?"
"""What may stand between two parts of a name: blanks, a hyphen, a full stop, a line's end; a middle initial."""
_APOSTROPHE = "['’‘`´]?"
T = TypeVar("T")


@dataclass(frozen=True)
class Hidden:
    """People who are not to be shown, by the parts of their names as slugs: ("chris", "sands")."""

    names: frozenset[tuple[str, ...]] = frozenset()

    @staticmethod
    def of(said: Iterable[str]) -> Hidden:
        """The people that these names, or paths of people, name."""
        return Hidden(frozenset(_parts(one) for one in said))

    @staticmethod
    def can_find(said: str) -> bool:
        """Whether a name has at least two parts: a single word would blank too much."""
        return len(_parts(said)) >= 2

    def __bool__(self) -> bool:
        return bool(self.names)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted({form for name in self.names for form in _forms(name)})))

    def blank(self, text: str) -> str:
        """The text with every whole name blanked; its length stays."""
        return _covered(text, self.spans(text))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where whole names stand."""
        return [match.span() for match in self._whole.finditer(folded(text))] if self.names else []

    def is_one(self, name: str) -> bool:
        """Whether a name is a hidden person's."""
        return bool(self.names) and self._whole.search(folded(name)) is not None

    def taken_out(self, reading: Reading, text: str) -> tuple[Reading, str] | None:
        """A document's reading and text without the people; None where it names none of them."""
        if not self.names:
            return None
        described = (reading.title, reading.author, reading.publisher, reading.path, *_strings(reading.catalogue))
        if not any(map(self.is_one, (text, *described))):
            return None
        document = _Document(self, text, reading)
        return document.reading(reading, document.blank(text)), document.blank(text)


NOBODY = Hidden()
"""No one is hidden."""


def _parts(said: str) -> tuple[str, ...]:
    """The parts of a name, as slugs; of a person's path, those of its last part."""
    name = said.rpartition("/")[2] if said.startswith("person/") else said
    return tuple(part for part in paths.slug(name).split("-") if part)


def _forms(name: tuple[str, ...]) -> Iterator[str]:
    """Patterns, on folded text, of the ways in which a name is written."""
    first, *rest = name
    longer = {long for long, short in SHORT_FORMS.items() if first in short}
    firsts = {first, *SHORT_FORMS.get(first, ()), *longer, *(s for long in longer for s in SHORT_FORMS[long])}
    surname = _BETWEEN.join(map(_spelt, rest))
    yield rf"(?<![^\W_])(?:{'|'.join(sorted(map(_spelt, firsts)))}){_BETWEEN}{surname}(?![^\W_])"
    yield rf"(?<![^\W_]){first[0]}(?:[.\s_-]{{1,3}}|\.){surname}(?![^\W_])"
    yield rf"(?<![^\W_]){surname},\s{{0,3}}(?:{'|'.join(sorted(map(_spelt, firsts)))})(?![^\W_])"


def _spelt(part: str) -> str:
    """A part of a name, which may have apostrophes inside that slugs do not have ("obrien", "O’Brien")."""
    return _APOSTROPHE.join(part)


def folded(text: str) -> str:
    """The text in lower case and without accents, each character in its place."""
    if text.isascii():
        return text.lower()
    return "".join(c.lower() if c.isascii() else _plain(c) for c in text)


def _plain(character: str) -> str:
    found = unicodedata.normalize("NFKD", character.casefold())[:1]
    return found or character


def _covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with a blank for each character of the spans that is no white space."""
    out = list(text)
    for start, end in spans:
        out[start:end] = [c if c.isspace() else BLANK for c in out[start:end]]
    return "".join(out)


class _Document:
    """One document that names hidden people: what is blanked in it, surnames that stand alone as well."""

    def __init__(self, hidden: Hidden, text: str, reading: Reading) -> None:
        self._hidden = hidden
        plain = folded(text)
        named = {name for name in hidden.names if any(re.search(form, plain) for form in _forms(name))}
        surnames = {_surname(name) for name in named}
        others = _people(reading, hidden)
        words = {s for s in surnames if not re.search(rf"(?<![\w@./-]){s}(?![\w@]|[./-]\w)", text)}
        self._surnames = (
            re.compile("|".join(rf"(?<![^\W_])(?:[^\W\d_]+-)*{s}(?![^\W_])" for s in sorted(words))) if words else None
        )
        self._others = re.compile("|".join(sorted(re.escape(folded(o)) for o in others))) if others else None

    def blank(self, text: str) -> str:
        """The text with the names blanked."""
        plain = folded(text)
        kept = [match.span() for match in self._others.finditer(plain)] if self._others else []
        spans = [
            match.span()
            for match in (self._surnames.finditer(plain) if self._surnames else ())
            if text[match.start()].isupper() and not any(a <= match.start() < b for a, b in kept)
        ]
        return _covered(text, [*spans, *self._hidden.spans(text)])

    def reading(self, reading: Reading, text: str) -> Reading:
        """The reading without the people; `text` is the document's, blanked already."""
        passages = tuple(self._passage(passage, text) for passage in reading.passages)
        problems = tuple(self.every(problem) for problem in reading.problems)
        return replace(
            reading,
            path=self.blank(reading.path),
            title=self.blank(reading.title),
            publisher=self.blank(reading.publisher),
            author=self.blank(reading.author),
            catalogue=self.every(reading.catalogue),
            facts=tuple(self.every(fact) for fact in reading.facts if not self._is_about(fact)),
            passages=passages,
            problems=problems,
        )

    def _is_about(self, fact: Fact) -> bool:
        """Whether a fact says something of a hidden person."""
        if isinstance(fact, Participation | Appointment):
            return self._hidden.is_one(fact.person)
        if isinstance(fact, Quotation):
            return self.blank(fact.speaker) != fact.speaker
        return (
            isinstance(fact, InspectionStatement)
            and fact.property == "leadInspector"
            and self._hidden.is_one(fact.value)
        )

    def _passage(self, passage: Passage, text: str) -> Passage:
        exact = text[passage.start : passage.end]
        if len(exact) != len(passage.exact):  # the passage's words are not the text's: do not trust the offsets
            exact = self.blank(passage.exact)
        return replace(passage, exact=exact, section=self.blank(passage.section))

    def every(self, item: T) -> T:
        """A dataclass with the names blanked in all its strings."""
        changed = {}
        for one in fields(item):  # type: ignore[arg-type]
            value: Any = getattr(item, one.name)
            if isinstance(value, str) and one.name not in ("extractor", "key", "inspection"):
                changed[one.name] = self.blank(value)
        return replace(item, **{name: value for name, value in changed.items() if value != getattr(item, name)})  # type: ignore[type-var]


def _surname(name: tuple[str, ...]) -> str:
    return _spelt(name[-1])


def _people(reading: Reading, hidden: Hidden) -> set[str]:
    """The full names of others whom the document names, where they share a hidden person's surname."""
    surnames = {name[-1] for name in hidden.names}
    named = {fact.person for fact in reading.facts if isinstance(fact, Participation | Appointment) and fact.person}
    return {name for name in named if not hidden.is_one(name) and set(_parts(name)[-1:]) & surnames}


def _strings(item: object) -> list[str]:
    return [value for one in fields(item) if isinstance(value := getattr(item, one.name), str)]  # type: ignore[arg-type]
