"""A person who is not to be shown is in no file that a build writes."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import pipeline
from kg.graph.store import open_store
from kg.graph.validate import validate_build
from kg.model import OWN, Action, Appointment, BodyRef, Finding, Participation, Passage, Quotation, Reading, Span
from kg.resolve.hiding import Hidden, folded
from kg.settings import Settings
from tests.conftest import ROOT
from tests.resolve.readings import reading
from tests.resolve.test_decisions import HEAD, rows

SANDS = Hidden.of(["Christopher Sands"])
MADE_UP = "Jo O’Neill-Hart"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Christopher Sands said", "███████████ █████ said"),
        ("CHRIS SANDS", "█████ █████"),
        ("Chris\nSands", "█████\n█████"),
        ("Mr C. Sands", "Mr ██ █████"),
        ("Chris J. Sands", "█████ ██ █████"),
        ("Sands, Christopher", "██████ ███████████"),
        ("chris.sands@example.org", "███████████@example.org"),
        ("https://example.org/chris-sands-speaks", "https://example.org/███████████-speaks"),
        ("Christine Sands", "Christine Sands"),
        ("Christopher Sandsend", "Christopher Sandsend"),
        ("Sands of time", "Sands of time"),
        ("a Christopher, sands", "a ████████████ █████"),
    ],
)
def test_what_is_blanked(text: str, shown: str) -> None:
    assert SANDS.blank(text) == shown


@pytest.mark.parametrize("name", ["Seán O’Brien", "SEAN O'BRIEN", "Sean OBrien", "person/ofsted/sean-obrien"])
def test_accents_and_apostrophes_do_not_count(name: str) -> None:
    assert Hidden.of([name]).blank("by Seán O’Brien and Sean O'Brien") == "by ████ ███████ and ████ ███████"


@given(st.text(max_size=300))
def test_every_character_stays_in_its_place(text: str) -> None:
    blanked = SANDS.blank(text)
    assert len(blanked) == len(text) == len(folded(text))
    assert all(a == b or b == "█" for a, b in zip(text, blanked, strict=True))


def paper(text: str, *facts: object) -> Reading:
    """A reading of an article with this text; every fact rests on all of it."""
    spans = (Span(0, len(text)),)
    made = [replace(fact, evidence=spans) for fact in facts]  # type: ignore[type-var]
    return replace(reading("paper", facts=made), passages=(Passage(0, len(text), text, 1, ""),), author="Chris Sands")


WHO = {"evidence": (Span(0, 1),), "confidence": 0.9, "extractor": "test"}


def test_facts_about_the_person_are_left_out_and_others_stay() -> None:
    text = "Chris Sands, director, met Ann Lee. Mr Sands said: we will. Jane Sands listened."
    found = SANDS.taken_out(
        paper(
            text,
            Appointment(person="Chris Sands", role="", post_title="director", organisation="", **WHO),
            Appointment(person="Jane Sands", role="", post_title="nurse", organisation="", **WHO),
            Participation(person="Christopher Sands", role="inspector", post_title="", inspection=OWN, **WHO),
            Quotation(speaker="Chris Sands", speaker_kind="person", text="we will", **WHO),
            Quotation(speaker="Mr Sands", speaker_kind="person", text="we will", **WHO),
            Action(actor="", text="Chris Sands met Ann Lee", **WHO),
            Finding(inspection="", body=BodyRef(), polarity="strength", text="Led well by Mr Sands", **WHO),
        ),
        text,
    )
    assert found is not None
    shown, blanked = found
    assert blanked == "█████ █████, director, met Ann Lee. Mr █████ said: we will. Jane Sands listened."
    assert shown.passages[0].exact == blanked
    assert shown.author == "█████ █████"
    kinds = [(type(fact).__name__, getattr(fact, "person", "") or getattr(fact, "text", "")) for fact in shown.facts]
    assert kinds == [
        ("Appointment", "Jane Sands"), ("Action", "█████ █████ met Ann Lee"), ("Finding", "Led well by Mr █████"),
    ]  # fmt: skip


def test_a_surname_that_is_an_ordinary_word_there_stays_alone() -> None:
    text = "Chris Good spoke. Good work, they said; it is good. Mr C Good left."
    found = Hidden.of(["Chris Good"]).taken_out(paper(text), text)
    assert found is not None
    assert found[1] == "█████ ████ spoke. Good work, they said; it is good. Mr █ ████ left."


def test_a_document_that_does_not_name_the_person_is_left_as_it_is() -> None:
    text = "Sands is a place."
    assert SANDS.taken_out(replace(paper(text), author=""), text) is None


# --- in a build ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hiding(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A build without and, over it, one with two people hidden, one of whom is in a file's name and its catalogue."""
    folder = tmp_path_factory.mktemp("hiding")
    documents = folder / "in"
    documents.mkdir()
    for file in (ROOT / "seeds").iterdir():
        name = file.name.replace("2022-local-press", "jeff-morgan")
        data = file.read_bytes()
        if file.name == "documents.csv":
            data = data.replace(b"warwickshire-2022-local-press.txt", b"warwickshire-jeff-morgan.txt")
            assert b"jeff-morgan" in data
        (documents / name).write_bytes(data)
    decisions = folder / "decisions.csv"
    lines = ("hide-person,Jeff Morgan,,2026-11-23,asked by Jeff Morgan", "hide-person,Chris Sands,,2026-11-23,asked")
    decisions.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    for name, decided in (("before", None), ("after", None), ("after", decisions)):
        pipeline.build(Settings(paths=(documents,), output=folder / name, workers=1, decisions=decided))
    return folder / "before", folder / "after"


NAMES = re.compile(rb"jeff[\W_]*morgan|morgan|(?:chris|christopher)[\W_]*sands|sands", re.IGNORECASE)


def files_that_name(build: Path) -> set[str]:
    """Names of the files of a build, hidden ones too, that name one of the two, in them or by their own name."""
    return {
        path.relative_to(build).as_posix()
        for path in build.rglob("*")
        if NAMES.search(path.name.encode()) or (path.is_file() and NAMES.search(path.read_bytes()))
    }


def test_no_file_of_the_build_names_them(hiding: tuple[Path, Path]) -> None:
    before, after = hiding
    named = files_that_name(before)
    assert {"graph.ttl", "graph.html", "tables/people.csv", "tables/documents.csv"} <= named
    assert any(name.startswith("texts/") for name in named)
    assert any(name.startswith(".cache/") for name in named)
    assert files_that_name(after) == set()


def test_no_quad_of_the_store_names_them(hiding: tuple[Path, Path]) -> None:
    store = open_store(hiding[1] / "store")
    assert not [quad for quad in store if NAMES.search(str(quad).encode())]
    assert [quad for quad in open_store(hiding[0] / "store") if NAMES.search(str(quad).encode())]


def test_the_rest_of_the_build_stays(hiding: tuple[Path, Path]) -> None:
    before, after = (rows(build, "judgements") for build in hiding)
    assert [row["judgement_iri"] for row in before] == [row["judgement_iri"] for row in after]
    gone = len(rows(hiding[0], "people")) - len(rows(hiding[1], "people"))
    assert gone >= 3


def test_quotes_still_stand_at_their_places(hiding: tuple[Path, Path]) -> None:
    after = hiding[1]
    texts = {
        row["document"]: (after / "texts" / f"{row['document_iri'].rpartition('/')[2]}.txt").read_bytes().decode()
        for row in rows(after, "documents")
    }
    for table in ("people", "quotations", "findings", "statements"):
        for row in rows(after, table):
            assert texts[row["document"]][int(row["char_start"]) : int(row["char_end"])] == row["quote"]
    assert any("█" in text for text in texts.values())


def test_the_decision_is_shown_without_the_name(hiding: tuple[Path, Path]) -> None:
    graph = (hiding[1] / "graph.ttl").read_text(encoding="utf-8")
    assert "hide-person: ████ ██████. asked by ████ ██████" in graph
    assert validate_build(hiding[1], 1) == []


def test_without_the_decision_they_are_there_again(hiding: tuple[Path, Path], tmp_path: Path) -> None:
    """What was hidden was not kept as if it were the document."""
    before, hidden = hiding
    after = tmp_path / "after"
    shutil.copytree(hidden, after)
    pipeline.build(Settings(paths=(before.parent / "in",), output=after, workers=1))
    with (after / "tables" / "people.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    assert people == rows(before, "people")
