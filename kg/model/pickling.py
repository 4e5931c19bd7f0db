"""Frozen dataclasses with slots, pickled quickly: readings go between processes and into files by the hundred thousand,
and what `dataclasses` gives such classes looks up their fields anew for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any


def pickle_by_slots(kind: object) -> None:
    """Give a frozen dataclass with slots a quick `__getstate__` and `__setstate__`; leave all else as it is.

    The state is the sequence of its fields, in order, as `dataclasses` has it: either reads what the other wrote.
    """
    if not isinstance(kind, type) or not is_dataclass(kind) or "__setstate__" not in vars(kind):
        return
    names = [each.name for each in fields(kind)]
    values = attrgetter(*names)
    put = [getattr(kind, name).__set__ for name in names]  # past the `__setattr__` that keeps them from being changed

    def get_state(self: object) -> list[Any]:
        found = values(self)
        return list(found) if len(put) > 1 else [found]

    def set_state(self: object, state: Sequence[Any]) -> None:
        for set_slot, value in zip(put, state, strict=True):
            set_slot(self, value)

    for name, function in (("__getstate__", get_state), ("__setstate__", set_state)):
        setattr(kind, name, function)
