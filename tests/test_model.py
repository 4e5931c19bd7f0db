"""The dataclasses that stages hand each other go through pickle whole, and quickly."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass

import pytest

from kg import model
from kg.model.pickling import pickle_by_slots

CLASSES = [kind for kind in map(vars(model).get, model.__all__) if isinstance(kind, type) and is_dataclass(kind)]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_field_comes_back(kind: type) -> None:
    made = object.__new__(kind)
    for number, each in enumerate(fields(kind)):
        object.__setattr__(made, each.name, number)
    assert pickle.loads(pickle.dumps(made, protocol=5)) == made  # noqa: S301 - our own bytes


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_state_of_another_length_is_refused(kind: type) -> None:
    if "__setstate__" not in vars(kind):
        return
    with pytest.raises(ValueError, match="argument"):
        object.__new__(kind).__setstate__(range(len(fields(kind)) + 1))


def test_what_is_no_frozen_dataclass_is_left_alone() -> None:
    class Plain:
        pass

    pickle_by_slots(Plain)
    pickle_by_slots("words")
    assert "__setstate__" not in vars(Plain)
