"""Whom facts on people are about: as a build keeps it, and as its store tells it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import BuildNotFound
from kg.graph.store import base_of, open_store
from kg.publish.involved import Involved, keep_involved

BASE = "https://example.org/id/"


def test_what_a_build_keeps_is_what_its_store_tells(seed_build: Path, tmp_path: Path) -> None:
    shutil.copytree(seed_build / "store", tmp_path / "store")
    base = base_of(open_store(tmp_path / "store"))
    kept, told = Involved.of_build(seed_build, base), Involved.of_build(tmp_path, base)
    assert (kept.roles, kept.inspected) == (told.roles, told.inspected)
    assert any(person and body for person, body in kept.roles.values())
    assert any(body and not person for person, body in kept.roles.values())  # posts without a name
    assert kept.inspected


def test_people_and_organisations_are_paths(tmp_path: Path) -> None:
    keep_involved(tmp_path, [(f"{BASE}fact/1", f"{BASE}person/x", "")], [(f"{BASE}i/1", f"{BASE}authority/E1")])
    found = Involved.of_build(tmp_path, BASE)
    assert found.who(f"{BASE}fact/1") == ("person/x", "")
    assert found.inspected == {f"{BASE}i/1": ("authority/E1",)}


def test_a_fact_on_nobody_has_neither(tmp_path: Path) -> None:
    keep_involved(tmp_path, [], [])
    assert Involved.of_build(tmp_path, BASE).who(f"{BASE}fact/1") == ("", "")


def test_no_build_is_said(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound):
        Involved.of_build(tmp_path, BASE)
