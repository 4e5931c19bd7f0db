"""Which row of the old build and which of the new say the same differently."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from kg.diff.build import Row

ALIKE = 0.5
"""How alike rows must be that rest on the same words: the mean over their columns, from 0 to 1."""
_OVERLAP = 0.5
"""Share of the characters of two passages, taken together, that both hold."""
_WORDS = 20
"""Cells longer than this are compared as words, others as wholes."""
_LONGEST = 1000
"""Characters of a cell that are compared."""
Pairs = list[tuple[Row, Row]]


def by_slot(
    columns: Sequence[str], gone: Sequence[Row], added: Sequence[Row], renamed: Mapping[str, str]
) -> tuple[Pairs, list[Row], list[Row]]:
    """Pairs of rows that agree in all these columns, which are not all empty, where one of each side does; and what is
    left. `renamed`: IRI in the old build → IRI of the same inspection in the new one."""
    old = _slots(columns, gone, renamed)
    new = _slots(columns, added, {})
    pairs = [(old[key][0], new[key][0]) for key in old if len(old[key]) == 1 == len(new.get(key, ()))]
    return pairs, *_left(pairs, gone, added)


def _slots(columns: Sequence[str], rows: Iterable[Row], renamed: Mapping[str, str]) -> dict[Hashable, list[Row]]:
    found: dict[Hashable, list[Row]] = {}
    for row in rows:
        key = tuple(renamed.get(row.get(name, ""), row.get(name, "")) for name in columns)
        if all(key[:1]) and sum(map(bool, key)) * 2 > len(key):
            found.setdefault(key, []).append(row)
    return found


def by_place(gone: Sequence[Row], added: Sequence[Row], apart: Collection[str]) -> tuple[Pairs, list[Row], list[Row]]:
    """Pairs of rows that rest on the same words of one document and are alike in their columns, but for those `apart`;
    the most alike first, each row once; and what is left."""
    places: dict[str, list[tuple[int, int, int]]] = {}
    for number, row in enumerate(added):
        places.setdefault(row["document"], []).append((*_span(row), number))
    for spans in places.values():
        spans.sort()
    scored = [
        (-_likeness(row, added[number], apart), at, number)
        for at, row in enumerate(gone)
        for number in _near(row, places.get(row["document"], ()))
    ]
    pairs: Pairs = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, at, number in sorted(scored):
        if -score >= ALIKE and at not in used_old and number not in used_new:
            used_old.add(at)
            used_new.add(number)
            pairs.append((gone[at], added[number]))
    return pairs, *_left(pairs, gone, added)


def _left(pairs: Pairs, gone: Sequence[Row], added: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    before = {id(old) for old, _ in pairs}
    after = {id(new) for _, new in pairs}
    return [row for row in gone if id(row) not in before], [row for row in added if id(row) not in after]


def _span(row: Row) -> tuple[int, int]:
    start, end = row.get("char_start", ""), row.get("char_end", "")
    return (int(start), int(end)) if start.isdigit() and end.isdigit() else (0, 0)


def _near(row: Row, spans: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """Numbers of the rows whose passage has most of its characters in common with this row's."""
    start, end = _span(row)
    length = end - start
    first = bisect_left(spans, (start - length - 1, 0, 0))
    for other_start, other_end, number in spans[first:]:
        if other_start >= end:
            return
        common = min(end, other_end) - max(start, other_start)
        whole = max(end, other_end) - min(start, other_start)
        if whole and common / whole >= _OVERLAP:
            yield number


def _likeness(one: Row, other: Row, apart: Collection[str]) -> float:
    """How alike two rows are: the mean over the columns in which one of them says something."""
    names = [n for n in one if n in other and n not in apart and not n.endswith("_iri") and (one[n] or other[n])]
    return sum(_alike(one[name], other[name]) for name in names) / len(names) if names else 0.0


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _WORDS:
        return 0.0
    return SequenceMatcher(None, one[:_LONGEST].split(), other[:_LONGEST].split(), autojunk=False).ratio()
