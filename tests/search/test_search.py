"""The index and what is found in it, without a server."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BuildNotFound, UsageError
from kg.search.find import Hit, Wanted, find, meant
from kg.search.index import FILE, index_of, paragraphs, write_index
from kg.search.words import fts_query


@pytest.fixture(scope="module")
def build(seed_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, since what is asked first writes the index."""
    return Path(shutil.copytree(seed_build, tmp_path_factory.mktemp("search") / "output"))


@pytest.fixture(scope="module")
def index(build: Path) -> Path:
    """The index of the documents that come with the project."""
    return index_of(build)


def test_the_same_build_gives_the_same_bytes(build: Path, index: Path, tmp_path: Path) -> None:
    write_index(build, tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == index.read_bytes()


def test_an_index_of_another_version_is_made_anew(seed_build: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(seed_build, tmp_path / "output"))
    (folder / FILE).write_bytes(b"no index at all")
    assert find(index_of(folder), Wanted("adoption")).total > 0


def test_a_folder_without_a_build_has_no_index(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound, match="kg build"):
        index_of(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_words_are_found_in_every_form_and_marked(index: Path) -> None:
    one, many = find(index, Wanted("caseload")), find(index, Wanted("caseloads"))
    assert one.total == many.total > 0
    assert any("»" in hit.plain and "«" in hit.plain for hit in one.hits)


def test_a_phrase_is_found_where_its_words_stand_together(index: Path) -> None:
    together, apart = find(index, Wanted('"social workers"', size=500)), find(index, Wanted("social workers", size=500))
    assert 0 < together.total < apart.total
    assert all("»social worker" in " ".join(hit.plain.lower().split()) for hit in together.hits if "»" in hit.plain)


def test_words_can_be_left_out_and_stand_for_each_other(index: Path) -> None:
    adoption, both = find(index, Wanted("adoption")).total, find(index, Wanted("adoption fostering")).total
    assert find(index, Wanted("adoption -fostering")).total == adoption - both
    fostering = find(index, Wanted("fostering")).total
    assert find(index, Wanted("adoption OR fostering")).total == adoption + fostering - both


def test_a_person_comes_first_by_name(index: Path) -> None:
    first = find(index, Wanted("Peter McEntee")).hits[0]
    assert (first.kind, first.title, first.page) == ("person", "Peter McEntee", "person/ofsted/peter-mcentee.html")


def test_facets_alone_list_what_they_leave(index: Path) -> None:
    found = find(index, Wanted("", meant({"grade": "inadequate", "authority": "Worcestershire"})))
    assert found.total > 0
    assert {hit.kind for hit in found.hits} == {"judgement"}
    assert all("Inadequate" in hit.text and hit.title == "Worcestershire" for hit in found.hits)


def test_a_page_of_hits_continues_the_one_before(index: Path) -> None:
    whole = find(index, Wanted("children", size=30)).hits
    assert find(index, Wanted("children", first=10, size=10)).hits == whole[10:20]


def test_nothing_is_no_search(index: Path) -> None:
    with pytest.raises(UsageError, match="search for a word"):
        find(index, Wanted("  "))
    with pytest.raises(UsageError, match="search for a word"):
        find(index, Wanted("((("))
    assert find(index, Wanted("(((", meant({"grade": "good"}))).total == 0


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_a_query_or_none(typed: str) -> None:
    query = fts_query(typed)
    made = sqlite3.connect(":memory:")
    made.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    if query:
        made.execute("SELECT * FROM words WHERE words MATCH ?", (query,)).fetchall()
    made.close()


@given(st.text(max_size=60).filter(lambda text: not {"\x02", "\x03"} & set(text)))
@settings(deadline=None)
def test_what_is_shown_of_a_hit_is_escaped(words: str) -> None:
    hit = Hit("", "", "", "", "", "", "", "", "", "", f"{words}\x02{words}\x03")
    assert hit.html.count("<") == 2
    assert unescape(hit.html.replace("<mark>", "").replace("</mark>", "")) == unescape(words) * 2 or "&" in words


@given(st.text(alphabet="ab \n\r\t", max_size=80))
@settings(deadline=None)
def test_a_paragraph_is_where_it_says(text: str) -> None:
    found = list(paragraphs(text))
    assert all(" ".join(text[start:end].split()) == words for start, end, words in found)
    assert "".join(words.replace(" ", "") for _, _, words in found) == "".join(text.split())


def test_the_command_finds(build: Path) -> None:
    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg.cli", "search", *more, "--build", str(build)]
        return subprocess.run(command, capture_output=True, text=True)

    found = run("workloads", "--authority", "Warwickshire", "--type", "recommendation")
    assert found.returncode == 0, found.stderr
    assert "recommendation: Warwickshire" in found.stdout
    assert " found" in found.stderr
    wrong = run("caseloads", "--grade", "nice")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert run("caseloads", "--format", "csv").stdout.startswith("kind,title,text")
