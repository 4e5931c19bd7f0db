"""The notebook for analysts: its cells run, and show what the committed one shows."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOUR = ROOT / "docs" / "tour.ipynb"


@pytest.fixture(scope="module")
def executed() -> str:
    """The notebook as executing its cells now makes it."""
    spec = spec_from_file_location("make_tour", ROOT / "scripts" / "make_tour.py")
    assert spec and spec.loader
    made: Any = module_from_spec(spec)
    spec.loader.exec_module(made)
    return str(made.notebook())


def test_the_committed_notebook_is_what_its_cells_show(executed: str) -> None:
    assert TOUR.read_text(encoding="utf-8") == executed, "run scripts/make_tour.py"


def test_it_goes_from_a_build_to_a_question_a_network_and_a_picture() -> None:
    code = "\n".join(
        "".join(cell["source"]) for cell in json.loads(TOUR.read_text())["cells"] if cell["cell_type"] == "code"
    )
    for call in ("build(Settings(", "g.query(", 'g.network("themes")', "g.analyse()", "g.view("):
        assert call in code


def test_every_cell_that_ends_in_a_value_shows_it_and_no_place_of_a_machine() -> None:
    text = TOUR.read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] for cell in cells)
    assert not [word for word in ("/home/", "tmp/", "/root/", "site-packages") if word in text]
