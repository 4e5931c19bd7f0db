"""Which files a build reads."""

import os
from pathlib import Path

import pytest

from kg.errors import UnreadableDocument, UsageError
from kg.model import CatalogueEntry
from kg.read import folder as module
from kg.read.folder import Source, duplicates, find_sources, load


def put(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return folder


def paths(*given: Path) -> list[str]:
    return [source.path for source in find_sources(given)[0]]


def problems(*given: Path) -> list[tuple[str, str, str]]:
    return [(problem.document, problem.severity, problem.what) for problem in find_sources(given)[1]]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b.pdf",
        "a/z.txt",
        "a/b/c.docx",
        ".hidden",
        ".git/x",
        "documents.csv",
        "README.md",
        "a/Readme.MD",
    )
    assert paths(tmp_path) == ["a/b/c.docx", "a/z.txt", "b.pdf"]


def test_a_file_is_named_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, "a/z.txt")
    assert find_sources([tmp_path / "a" / "z.txt"])[0] == (Source(tmp_path / "a" / "z.txt", "z.txt"),)


def test_equal_paths_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    put(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    assert paths(tmp_path / "two", tmp_path / "one") == ["b.txt", "one/a.txt", "two/a.txt"]


def test_equal_paths_in_folders_of_one_name(tmp_path: Path) -> None:
    put(tmp_path, "x/in/a.txt", "y/in/a.txt", "z/x/in/a.txt")
    found = paths(tmp_path / "x" / "in", tmp_path / "y" / "in", tmp_path / "z")
    assert found == sorted([f"{tmp_path.name}/x/in/a.txt", "y/in/a.txt", "x/in/a.txt"])


def test_the_order_given_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "one/a.txt", "two/a.txt", "c.txt")
    given = [tmp_path / "one", tmp_path / "two", tmp_path / "c.txt"]
    assert find_sources(given) == find_sources(given[::-1])


def test_a_file_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a/b.txt")
    assert paths(tmp_path, tmp_path / "a", tmp_path / "a" / "b.txt", tmp_path) == ["a/b.txt"]


def test_what_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no file or folder .*none"):
        find_sources([tmp_path / "none"])


def test_links_may_not_leave_the_folder(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in" / "away.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "none")
    (tmp_path / "in" / "ring").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
    (tmp_path / "in" / "same.txt").symlink_to("a.txt")
    assert paths(tmp_path / "in") == ["a.txt", "same.txt"]
    assert [(name, severity) for name, severity, _ in problems(tmp_path / "in")] == [
        ("away.txt", "error"),
        ("gone.txt", "error"),
        ("ring", "note"),
        ("self", "error"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "shut/a.txt", "b.txt")
    (tmp_path / "shut").chmod(0)
    try:
        assert paths(tmp_path) == ["b.txt"]
        assert problems(tmp_path) == [("shut", "error", "the folder cannot be opened (Permission denied)")]
    finally:
        (tmp_path / "shut").chmod(0o755)


def test_a_folder_that_cannot_be_opened_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "shut/a.txt", "b.txt")
    scan = os.scandir

    def refusing(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(module.os, "scandir", refusing)
    assert paths(tmp_path) == ["b.txt"]
    assert problems(tmp_path) == [("shut", "error", "the folder cannot be opened (Permission denied)")]


def test_names_that_are_not_utf_8_are_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    try:
        (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"x")
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    assert paths(tmp_path) == ["a.txt"]
    assert problems(tmp_path) == [("\\xff.txt", "error", "its name is not UTF-8")]


def test_the_nearest_catalogue_counts(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "sub/b.txt", "sub/c.txt")
    (tmp_path / "documents.csv").write_text("path,title\na.txt,A\nsub/b.txt,outer\nsub/c.txt,C\n")
    (tmp_path / "sub" / "documents.csv").write_text("path,title\nb.txt,inner\nnone.txt,\n")
    sources, wrong = find_sources([tmp_path])
    assert [source.catalogue.title for source in sources] == ["A", "inner", "C"]
    assert [(problem.document, problem.what) for problem in wrong] == [
        ("sub/documents.csv", "no such file: 'none.txt'")
    ]
    assert find_sources([tmp_path / "a.txt"])[0][0].catalogue == CatalogueEntry(title="A")


def test_loading_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt")
    assert load(Source(tmp_path / "a.txt", "a.txt")) == b"x"
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        load(Source(tmp_path / "none", "none"))
    (tmp_path / "empty").touch()
    with pytest.raises(UnreadableDocument, match="empty"):
        load(Source(tmp_path / "empty", "empty"))
    monkeypatch.setattr(module, "MAX_FILE_BYTES", 0)
    with pytest.raises(UnreadableDocument, match="larger"):
        load(Source(tmp_path / "a.txt", "a.txt"))


def test_duplicates_name_the_first_path() -> None:
    notes = duplicates([("b", "1"), ("a", "1"), ("c", "2"), ("d", "1")])
    assert [(note.document, note.severity, note.what) for note in notes] == [
        ("b", "note", "the same file as a"),
        ("d", "note", "the same file as a"),
    ]
