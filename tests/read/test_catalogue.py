"""documents.csv."""

from pathlib import Path

import pytest

from kg.model import CatalogueEntry
from kg.read.catalogue import read_catalogue

HEAD = "path,title,publisher,issued,source,licence\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"x")
    (tmp_path / "sub" / "b, c.pdf").write_bytes(b"x")
    return tmp_path


def written(folder: Path, text: str | bytes) -> tuple[dict[str, CatalogueEntry], list[tuple[str, str, str]]]:
    (folder / "documents.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    entries, problems = read_catalogue(folder)
    assert all(problem.document == "documents.csv" and problem.what_to_do for problem in problems)
    return entries, [(problem.severity, problem.where, problem.what) for problem in problems]


def test_no_file_is_no_problem(folder: Path) -> None:
    assert read_catalogue(folder) == ({}, ())


def test_columns_are_found_by_name(folder: Path) -> None:
    text = '\ufeffLicence, Path ,extra,ISSUED\r\nOGL,a.pdf,?,2017-07-14\r\n,"sub/b, c.pdf",?,2017\r\n'
    entries, problems = written(folder, text)
    assert entries == {
        "a.pdf": CatalogueEntry(issued="2017-07-14", licence="OGL"),
        "sub/b, c.pdf": CatalogueEntry(issued="2017"),
    }
    assert not problems


@pytest.mark.parametrize("path", ["../a.pdf", "/etc/passwd", "sub\\b.pdf", "sub/../../a.pdf", "C:/a.pdf"])
def test_paths_that_leave_the_folder_are_refused(folder: Path, path: str) -> None:
    entries, problems = written(folder, f"{HEAD}{path},,,,,\n")
    assert not entries
    assert [(severity, where) for severity, where, _ in problems] == [("warning", "line 2")]


@pytest.mark.parametrize(
    "issued", ["14/07/2017", "2017-02-30", "2017-13", "17", "0000", "2017-7-14", "\u0662\u0660\u0661\u0667"]
)
def test_bad_dates_are_left_out_with_a_warning(folder: Path, issued: str) -> None:
    entries, problems = written(folder, f"{HEAD}a.pdf,T,,{issued},,\n")
    assert entries == {"a.pdf": CatalogueEntry(title="T")}
    assert problems == [("warning", "line 2", f"not a date: {issued!r}")]


@pytest.mark.parametrize("issued", ["2017-07-14", "2017-07", "2017", ""])
def test_partial_dates_are_dates(folder: Path, issued: str) -> None:
    entries, problems = written(folder, f"{HEAD}a.pdf,,,{issued},,\n")
    assert entries["a.pdf"].issued == issued
    assert not problems


def test_a_path_without_a_file_is_noted(folder: Path) -> None:
    entries, problems = written(folder, f"{HEAD}none.pdf,T,,,,\n")
    assert entries == {"none.pdf": CatalogueEntry(title="T")}
    assert problems == [("note", "line 2", "no such file: 'none.pdf'")]


def test_the_first_of_two_rows_counts(folder: Path) -> None:
    entries, problems = written(folder, f"{HEAD}a.pdf,One,,,,\n./a.pdf,Two,,,,\n")
    assert entries["a.pdf"].title == "One"
    assert problems == [("warning", "line 3", "a second row for 'a.pdf'")]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (HEAD.encode() + b"a.pdf,caf\xe9,,,,\n", "not UTF-8"),
        (b"title,publisher\nx,y\n", "no column"),
        (b"", "no column"),
        (HEAD.encode() + b'a.pdf,"T"x,,,,\n', "not CSV"),
        (HEAD.encode() + b'a.pdf,"T', "not CSV"),
        (HEAD.encode() + b"a.pdf," + b"x" * 200_000 + b",,,,\n", "more than 100,000 characters"),
        (HEAD.encode() + b",T,,,,\n", "without a path"),
    ],
)
def test_a_bad_catalogue_gets_a_clear_warning(folder: Path, data: bytes, what: str) -> None:
    entries, problems = written(folder, data)
    assert not entries
    assert [severity for severity, _, _ in problems] == ["warning"]
    assert what in problems[0][2]


def test_short_and_long_rows_are_read(folder: Path) -> None:
    entries, problems = written(folder, f"{HEAD}a.pdf,T\nsub/b,,,,,,,,more\n\n")
    assert entries["a.pdf"] == CatalogueEntry(title="T")
    assert [what for _, _, what in problems] == ["no such file: 'sub/b'"]
