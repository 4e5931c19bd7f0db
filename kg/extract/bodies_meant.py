"""Which authority the words of a piece speak of, where it names several: the one that it is about, a neighbour, or one of
those under whose names a round-up sets its parts.

A name holds up to the next one in its sentence; a pronoun or "the council" at the start of the next sentence means the same
authority still. "The neighbouring county", which no name tells, is nobody: what is said of it belongs to no authority here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.mention_cues import Sentence
from kg.model import BodyRef

_AGAIN = re.compile(
    r"^\W*(?:It|They|Its|Their|There|(?:The|That)\s+(?:[A-Z][a-z]+\s+)?(?:county|city|borough|district|town|unitary)?\s*"
    r"(?:council|authority|county|city|borough|department)(?:\s+there)?|Services\s+there)\b"
)
_STRICTLY_AGAIN = re.compile(r"^\W*(?:It|They|Its|Their|There|The\s+council\s+there)\b")
_COMPARED = re.compile(
    r"\b(?:unlike|than|like|compared\s+(?:with|to)|similar\s+to|next\s+to|near|from|bordering|and\s+not)\s+(?:the\s+)?$",
    re.I,
)
_NAMELESS = re.compile(
    r"\b(?:neighbouring|next[-\s]door|nearby|adjoining|other|another|fellow|many|most|some|several|few|half|dozens\s+of|number\s+of)\s+"
    r"(?:(?!council)\w+\s+)?(?:county|council|city|borough|authority|authorities|councils|counties|boroughs)\b",
    re.IGNORECASE,
)
_OWN_AGAIN = re.compile(
    r"\b(?:the|this|our|its)\s+(?:county\s+|city\s+|borough\s+|local\s+)?(?:council|authority|county|city|borough)\b",
    re.IGNORECASE,
)
_SEVERAL = 3
"""Authorities whose names make a piece one that goes from one to the other, a paragraph each."""
_SOON_AGAIN = re.compile(
    r"\W*(?:(?:In|By|Since|[\w-]+\s+(?:years?|months?)\s+(?:later|on|ago|earlier))\b[^,.;]{0,30}?,?\s+)(?:it|its)\b",
    re.IGNORECASE,
)
"""A time before the body that goes on: "Five years later it had …"."""
_HEAD_MARKS = " \t#*:–—-•"


@dataclass(frozen=True, slots=True)
class Name:
    """Where an authority is named in a document, with its code and its name."""

    start: int
    end: int
    gss: str
    name: str


class BodiesMeant:
    """Who is meant where.

    Args:
        text: the document's text.
        found: the sentences of the piece, in order.
        names: the authorities that it names, in order.
        own: the authority that the piece is about; "" in a round-up of several, where only names count.
        body: that authority as the piece writes it.
    """

    def __init__(self, text: str, found: Sequence[Sentence], names: Iterable[Name], own: str, body: BodyRef) -> None:
        self._names = list(names)
        self._own = own
        self._refs = {name.gss: BodyRef(name.name) for name in reversed(self._names)} | ({own: body} if own else {})
        self._heads = [name for name in self._names if _is_head(text, name)]
        self._opening: dict[int, str] = {}
        self._follow(found)

    def at(self, sentence: Sentence, place: int) -> BodyRef | None:
        """The authority that the words at an offset of the document speak of; None where nothing tells."""
        gss = self._gss_at(sentence, place)
        return self._refs.get(gss) if gss else None

    def _gss_at(self, sentence: Sentence, place: int) -> str:
        before = [one for one in self._inside(sentence) if one.end <= place and not self._compared(sentence, one)]
        spoken = sentence.flat.text[: max(0, place - sentence.start)]
        nameless = max((match.end() for match in _NAMELESS.finditer(spoken)), default=0)
        if nameless and nameless > (before[-1].end - sentence.start if before else 0):
            rest = spoken[nameless:]
            return self._own if _OWN_AGAIN.search(rest) else ""
        if before:
            return before[-1].gss
        later = [one for one in self._inside(sentence) if not self._compared(sentence, one)]
        if later and not self._own and not self._opening.get(sentence.start):
            return later[0].gss
        return self._opening.get(sentence.start, self._own)

    def _inside(self, sentence: Sentence) -> list[Name]:
        return [one for one in self._names if sentence.start <= one.start < sentence.end]

    def _compared(self, sentence: Sentence, name: Name) -> bool:
        before = sentence.flat.text[max(0, name.start - sentence.start - 30) : max(0, name.start - sentence.start)]
        return name.gss != self._own and bool(_COMPARED.search(before))

    def _follow(self, found: Sequence[Sentence]) -> None:
        """Whom each sentence opens with, before any name in it."""
        last, piece = self._own, -1
        several = len({name.gss for name in self._names}) >= _SEVERAL
        for sentence in found:
            head = self._head_before(sentence.start)
            text = sentence.flat.text
            same_piece = sentence.piece == piece
            if head:
                opening = last if same_piece or _AGAIN.match(text) else head
                opening = head if head != last and not same_piece else opening
            elif _STRICTLY_AGAIN.match(text) or (
                same_piece and (several or not self._own or _AGAIN.match(text) or _SOON_AGAIN.match(text))
            ):
                opening = last
            else:
                opening = self._own
            self._opening[sentence.start] = opening
            named = [one for one in self._inside(sentence) if not self._compared(sentence, one)]
            last = named[0].gss if named else opening
            piece = sentence.piece

    def _head_before(self, at: int) -> str:
        """The authority whose name alone heads this part of a round-up; "" where fewer than two parts are headed so."""
        if len({head.gss for head in self._heads}) < 2:
            return ""
        return next((head.gss for head in reversed(self._heads) if head.start <= at), "")


def _is_head(text: str, name: Name) -> bool:
    """Whether a name fills its line."""
    start = text.rfind("\n", 0, name.start) + 1
    end = text.find("\n", name.end)
    line = text[start : end if end >= 0 else len(text)]
    return line.strip(_HEAD_MARKS) == text[name.start : name.end]
