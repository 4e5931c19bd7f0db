"""Rows kept beside a document's graph file are taken over as long as they are right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph.files import GraphFile, graph_term
from kg.publish.source import Source, graphs_of, shared_of
from kg.publish.table_rows import keep_rows, kept_rows, rows_of
from tests.graph import examples as ex

REPORT = f"{ex.BASE}document/{ex.REPORT.id}"


def written(folder: Path, shared: dict[bytes, bytes] | None = None) -> dict[str, GraphFile]:
    """The graphs of the example build as files, with some words in those that are shared put for others."""
    found = {}
    for number, quads in enumerate(ex.chunks()):
        term = graph_term(quads)
        lines = quads.replace(b" " + term + b" .\n", b" .\n")
        for old, new in (shared or {}).items() if b"/document/" not in term else ():
            lines = lines.replace(old, new)
        file = GraphFile(folder / f"{number}.nt", term[1:-1].decode())
        file.path.write_bytes(lines)
        found[file.name] = file
    return found


def source(files: dict[str, GraphFile]) -> Source:
    return Source(graphs_of(shared_of(files.values(), ex.BASE)), ex.BASE)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, GraphFile]:
    """Graph files, with the rows of the report kept."""
    found = written(tmp_path)
    keep_rows((found[REPORT], shared_of(found.values(), ex.BASE), ex.BASE))
    return found


def test_what_is_kept_are_the_rows_themselves(files: dict[str, GraphFile]) -> None:
    made = rows_of(Source(graphs_of(files.values()), ex.BASE), REPORT)
    assert made.rows
    assert kept_rows(files[REPORT], source(files)) == made


def test_of_a_document_that_nothing_is_kept_of_there_are_none(files: dict[str, GraphFile]) -> None:
    other = next(file for name, file in files.items() if "/document/" in name and name != REPORT)
    assert kept_rows(other, source(files)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Warwickshire Safeguarding Children Board", b"Another board"),
        (b'"2017-07-05"', b'"2017-07-06"'),
        (b"https://example.org/kg/", b"https://example.com/kg/"),
    ],
)
def test_rows_are_made_again_when_a_name_a_date_or_the_base_is_another(
    tmp_path: Path, files: dict[str, GraphFile], old: bytes, new: bytes
) -> None:
    (tmp_path / "other").mkdir()
    changed = source(written(tmp_path / "other", {old: new})) if b"http" not in old else None
    base = Source(graphs_of(shared_of(files.values(), ex.BASE)), ex.BASE)
    base.base = new.decode()
    assert kept_rows(files[REPORT], changed or base) is None


def test_rows_are_made_again_when_a_conclusion_newly_rests_on_one(files: dict[str, GraphFile]) -> None:
    known = source(files)
    row = next(row for row in rows_of(Source(graphs_of(files.values()), ex.BASE), REPORT).rows if row.fact is None)
    known.told |= {row.iri}
    assert kept_rows(files[REPORT], known) is None


def test_what_else_changes_in_the_shared_graphs_leaves_them(tmp_path: Path, files: dict[str, GraphFile]) -> None:
    (tmp_path / "other").mkdir()
    changed = written(tmp_path / "other", {b'#sourceCount> "1"': b'#sourceCount> "7"'})
    assert kept_rows(files[REPORT], source(changed)) is not None


@pytest.mark.parametrize("found", [b"", b"nonsense", b"\x80\x05]\x94."])
def test_a_damaged_file_counts_as_none(files: dict[str, GraphFile], found: bytes) -> None:
    files[REPORT].path.with_suffix(".rows").write_bytes(found)
    assert kept_rows(files[REPORT], source(files)) is None


def test_keeping_does_not_write_into_another_name_of_the_file(tmp_path: Path, files: dict[str, GraphFile]) -> None:
    kept = files[REPORT].path.with_suffix(".rows")
    before = kept.read_bytes()
    (tmp_path / "second").hardlink_to(kept)
    keep_rows((replace(files[REPORT]), shared_of(files.values(), ex.BASE)[:2], ex.BASE))
    assert (tmp_path / "second").read_bytes() == before


def test_a_base_may_have_the_word_for_documents_in_it() -> None:
    base = "https://example.org/document/"
    graphs = [GraphFile(Path(name), base + name) for name in ("graph/derived", "graph/reference", "document/1")]
    assert shared_of(graphs, base) == tuple(graphs[:2])
