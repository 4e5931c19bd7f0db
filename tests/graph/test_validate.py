"""A build is held against the shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BuildNotFound
from kg.graph.store import create_store
from kg.graph.validate import report, validate_build
from tests.graph import examples as ex

FACT = f"{ex.BASE}judgement/{ex.GSS}/2017-05-02/adoption/good"


def planted(folder: Path, old: str, new: str) -> Path:
    """A build in whose quads some words were changed."""
    chunks = ex.chunks()
    assert any(old.encode() in chunk for chunk in chunks)
    create_store(folder / "store", [chunk.replace(old.encode(), new.encode()) for chunk in chunks])
    return folder


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_conforms(tmp_path: Path, workers: int) -> None:
    found = validate_build(ex.build(tmp_path), workers)
    assert found == []
    assert report(found) == "The build conforms to its shapes."


def test_a_fact_without_evidence_is_named_with_its_document_and_the_shapes_words(tmp_path: Path) -> None:
    old = f"<{FACT}> <https://w3id.org/inspection-kg/ontology#evidence>"
    found = validate_build(planted(tmp_path, old, old.replace("evidence", "other")), 2)
    assert [(v.node, v.document) for v in found] == [(FACT, "folder/press.pdf"), (FACT, "folder/report.pdf")]
    text = report(found)
    assert "2 violations" in text
    assert f"{FACT} at evidence: A fact needs at least one passage" in text


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('"0.6"^^', '"1.6"^^', "confidence"),
        ('sha256> "', 'sha256> "x', "sha256"),
        ('"2017-05-25"^^', '"2017-05-01"^^', ""),
        ("direction/improved", "direction-improved", "direction"),
    ],
)
def test_planted_errors_are_found(tmp_path: Path, old: str, new: str, path: str) -> None:
    found = validate_build(planted(tmp_path, old, new), 1)
    assert path in {violation.path.rpartition("#")[2] for violation in found}
    assert all(violation.message for violation in found)


def test_a_folder_without_a_build_says_so(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound):
        validate_build(tmp_path, 2)
