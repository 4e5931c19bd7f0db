"""Two builds compared as facts. Memory is needed for hashes of one table at a time, and for what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kg.diff.build import Build, Row
from kg.diff.pairs import by_place, by_slot
from kg.diff.shapes import EVIDENCE, REPEATED, SHAPES, Shape


class Kind(StrEnum):
    """What became of a fact."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that only one build has (`old` or `new` is empty), or that the two say differently: `columns` are those
    that differ."""

    kind: Kind
    table: str
    old: Row = field(default_factory=dict)
    new: Row = field(default_factory=dict)
    columns: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row that tells which fact it is: the new one, if there is one."""
        return self.new or self.old


def compare(old: Build, new: Build, authorities: Collection[str] = (), tables: Collection[str] = ()) -> list[Change]:
    """Every change from one build to another, table by table, in the order of `SHAPES`.

    `authorities`: codes; only what is about one of them counts. `tables`: only these count. Facts are the same where
    their values are, whichever documents state them and however sure the rules are."""
    renamed: dict[str, str] = {}
    found: list[Change] = []
    names = (*old.names, *(name for name in new.names if name not in old.names))
    for table in sorted(names, key=_place):
        changes = list(_table(table, old, new, renamed))
        if table == "inspections":
            renamed |= {_id(c.old): _id(c.new) for c in changes if c.kind is Kind.CHANGED and _id(c.old) != _id(c.new)}
        if not tables or table in tables:
            found += [change for change in changes if _is_wanted(change, old, new, authorities)]
    return found


def _place(table: str) -> tuple[int, str]:
    names = list(SHAPES)
    return (names.index(table) if table in names else len(names), table)


def _is_wanted(change: Change, old: Build, new: Build, authorities: Collection[str]) -> bool:
    if not authorities:
        return True
    about = (old.authorities(change.old) if change.old else set()) | (
        new.authorities(change.new) if change.new else set()
    )
    return bool(about & set(authorities))


def _table(table: str, old: Build, new: Build, renamed: Mapping[str, str]) -> Iterator[Change]:
    """What differs in one table, sorted by what the rows say."""
    shape = SHAPES.get(table, Shape())
    known = {_id(row): _content(row, shape) for row in old.rows(table)}
    seen: dict[str, Row | None] = {}
    added: list[Row] = []
    for row in new.rows(table):
        if _id(row) not in known:
            added.append(row)
        elif known[_id(row)] != _content(row, shape):
            seen[_id(row)] = row
        else:
            seen[_id(row)] = None
    gone: list[Row] = []
    changes: list[Change] = []
    for row in old.rows(table):
        if _id(row) not in seen:
            gone.append(row)
        elif (now := seen[_id(row)]) is not None:
            changes.append(_changed(table, row, now, renamed))
    pairs, gone, added = _paired(shape, gone, added, renamed)
    found = [_changed(table, before, after, renamed) for before, after in pairs]
    changes += [change for change in found if change.columns]  # else only the inspection goes by another IRI
    changes += [Change(Kind.GONE, table, old=row) for row in gone]
    changes += [Change(Kind.NEW, table, new=row) for row in added]
    yield from sorted(changes, key=lambda change: (tuple(change.row.values()), change.kind))


def _paired(
    shape: Shape, gone: list[Row], added: list[Row], renamed: Mapping[str, str]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """The rows that say the same differently, and what is left of both sides."""
    pairs: list[tuple[Row, Row]] = []
    for slot in shape.slots:
        found, gone, added = by_slot(slot, gone, added, renamed)
        pairs += found
    if shape.by_place:
        found, gone, added = by_place(gone, added, EVIDENCE | REPEATED)
        pairs += found
    return pairs, gone, added


def _changed(table: str, old: Row, new: Row, renamed: Mapping[str, str]) -> Change:
    now = {name: renamed.get(value, value) for name, value in old.items()}
    return Change(Kind.CHANGED, table, old, new, tuple(_differing(now, new, SHAPES.get(table, Shape()))))


def _differing(old: Row, new: Row, shape: Shape) -> Sequence[str]:
    """The columns in which two rows say something else; IRIs only where no other column tells, and never their own."""
    apart = EVIDENCE | REPEATED | {*shape.unheeded, next(iter(new))}
    names = [name for name in new if name in old and name not in apart and old[name] != new[name]]
    words = [name for name in names if not name.endswith("_iri")]
    return words or names


def _id(row: Row) -> str:
    return next(iter(row.values()))


def _content(row: Row, shape: Shape) -> int:
    """A hash of what a row says."""
    apart = EVIDENCE | REPEATED | {*shape.unheeded}
    return hash(tuple(value for name, value in row.items() if name not in apart))
