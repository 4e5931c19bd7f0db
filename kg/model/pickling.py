"""Frozen dataclasses with slots, pickled quickly: readings go between processes and into files by the hundred thousand,
and what `dataclasses` gives such classes looks up their fields anew for each."""

from __future__ import annotations

import copyreg
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any


def pickle_by_slots(kind: object) -> None:
    """Register a quick way to pickle a frozen dataclass with slots, and give it a quick `__setstate__`; leave all else
    as it is.

    The state is the sequence of its fields, in order, as `dataclasses` has it: either reads what the other wrote.
    """
    if not isinstance(kind, type) or not is_dataclass(kind) or "__setstate__" not in vars(kind):
        return
    names = [each.name for each in fields(kind)]
    values = attrgetter(*names)
    put = [getattr(kind, name).__set__ for name in names]  # past the `__setattr__` that keeps them from being changed
    new, empty, several = copyreg.__newobj__, (kind,), len(names) > 1  # type: ignore[attr-defined] # pickle's own name

    def reduce(made: object) -> tuple[Any, ...]:
        found = values(made)
        return new, empty, found if several else (found,)

    def set_state(self: object, state: Sequence[Any]) -> None:
        for set_slot, value in zip(put, state, strict=True):
            set_slot(self, value)

    copyreg.pickle(kind, reduce)
    setattr(kind, "__setstate__", set_state)  # noqa: B010 - a class that is known by its fields only
