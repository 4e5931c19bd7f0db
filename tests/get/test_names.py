"""Names of files: safe, whatever a list, a server or an address says."""

from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from kg.get.names import UnsafePath, name_from, safe_name, safe_path


@given(st.text(alphabet=st.characters(codec=None), max_size=400))
def test_a_safe_name_is_one_part_of_a_path(said: str) -> None:
    name = safe_name(said.replace("/", "-"))
    assert name not in {".", ".."}
    assert not set('<>:"|?*\\/') & set(name)
    assert not name.startswith(".")
    assert len(name.encode()) <= 130
    assert all(ord(character) >= 32 for character in name)


@given(st.text(max_size=200))
def test_a_safe_path_lies_below_the_folder(said: str) -> None:
    try:
        path = PurePosixPath(safe_path(said))
    except UnsafePath:
        return
    assert not path.is_absolute()
    assert ".." not in path.parts


@given(st.text(max_size=200))
def test_a_name_from_an_address_is_never_empty(said: str) -> None:
    name = name_from(f"https://example.org/{said.replace('[', '').replace(']', '')}")
    assert name
    assert "/" not in name


def test_a_safe_name_stays_when_made_safe_again() -> None:
    for said in ("a" * 300 + ".pdf", "con.pdf", " .x. ", "é" * 99):
        assert safe_name(safe_name(said)) == safe_name(said)
