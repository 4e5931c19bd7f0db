"""Who is named where in an article: what the reading of quotations needs to know of the people in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place that means a person: full name with post, short form, or post alone. Offsets in the document's
    text."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Speakers:
    """The people of an article: every mention in the order of the text (none within another), and the
    council's name."""

    mentions: tuple[Mention, ...] = ()
    council: str = ""

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin in `start` to `end`."""
        return tuple(m for m in self.mentions if start <= m.start < end)


def apart(mentions: list[Mention]) -> tuple[Mention, ...]:
    """The mentions in order; of those that overlap, the longest."""
    kept: list[Mention] = []
    for mention in sorted(set(mentions), key=lambda m: (m.start - m.end, m)):
        at = bisect_right(kept, mention.start, key=lambda m: m.start)
        clear_before = at == 0 or kept[at - 1].end <= mention.start
        if clear_before and (at == len(kept) or mention.end <= kept[at].start):
            kept.insert(at, mention)
    return tuple(kept)
