"""Two builds compared as facts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.diff import Change, Kind, compare, open_build
from kg.diff.rdf import turtle_of
from kg.diff.words import COLUMNS, lines, write_csv
from kg.errors import BuildNotFound
from kg.settings import Settings, seeds_dir
from tests.cli.test_commands import run
from tests.diff.builds import BASE, GSS, Row, Tables, document, fact, judgement, write
from tests.resolve.test_decisions import file_with

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
OTHER = "E10000034"


def changes(folder: Path, old: Tables, new: Tables, **options: list[str]) -> list[Change]:
    return compare(open_build(write(folder / "old", old)), open_build(write(folder / "new", new)), **options)


def told(found: list[Change]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.kind.value, change.table, change.columns) for change in found]


def recommendation(number: str, text: str) -> Row:
    where = {"inspection_iri": f"{BASE}inspection/{GSS}/2017-05-02", "addressed_to": "authority"}
    path = f"recommendation/{GSS}/2017-05-02/authority/{number}"
    return fact("recommendations", path, number=number, text=text, **where)


def finding(identifier: str, text: str, start: int, end: int, document: str = "report.pdf") -> Row:
    return fact("findings", f"finding/{identifier}", start, end, document, gss=GSS, polarity="strength", text=text)


def inspection(day: str, published: str = "2017-07-14", document: str = "report.pdf") -> Row:
    told = {"gss": GSS, "body": "Warwickshire", "start": day, "published": published}
    return fact("inspections", f"inspection/{GSS}/{day}", document=document, **told)


def test_a_build_does_not_differ_from_itself(tmp_path: Path) -> None:
    tables = {"judgements": [judgement("good")], "findings": [finding("a", "All is well", 0, 9)]}
    assert changes(tmp_path, tables, tables) == []


def test_what_only_one_build_has_is_new_or_gone(tmp_path: Path) -> None:
    found = changes(tmp_path, {"judgements": [judgement("good", "lscb")]}, {"judgements": [judgement("good")]})
    assert told(found) == [("new", "judgements", ()), ("gone", "judgements", ())]
    assert [change.row["aspect"] for change in found] == ["adoption", "lscb"]


def test_another_grade_of_the_same_is_a_change(tmp_path: Path) -> None:
    [change] = changes(tmp_path, {"judgements": [judgement("good")]}, {"judgements": [judgement("outstanding")]})
    assert (change.kind, change.columns) == (Kind.CHANGED, ("grade",))
    assert (change.old["grade"], change.new["grade"]) == ("good", "outstanding")
    assert change.old["quote"] == change.new["quote"] == "words 0-9 of report.pdf"


def test_two_grades_of_the_same_are_not_paired_at_random(tmp_path: Path) -> None:
    old = {"judgements": [judgement("good"), judgement("inadequate")]}
    found = changes(tmp_path, old, {"judgements": [judgement("outstanding")]})
    assert sorted(told(found)) == [("gone", "judgements", ())] * 2 + [("new", "judgements", ())]


def test_another_text_of_the_same_number_is_a_change(tmp_path: Path) -> None:
    old, new = recommendation("12", "Do this."), recommendation("12", "Do that.")
    assert told(changes(tmp_path, {"recommendations": [old]}, {"recommendations": [new]})) == [
        ("changed", "recommendations", ("text",))
    ]


def test_another_value_of_the_same_number_is_a_change(tmp_path: Path) -> None:
    def number(value: str, place: int) -> Row:
        where = {"indicator": "caseload", "area": "Warwickshire", "date": "2017", "unit": "children"}
        return fact("statistics", f"statistic/{value}", place, place + 9, value=value, **where)

    found = changes(tmp_path, {"statistics": [number("17", 0)]}, {"statistics": [number("18", 500)]})
    assert told(found) == [("changed", "statistics", ("value",))]


def test_when_an_inspection_s_date_changes_what_hangs_on_it_does_not(tmp_path: Path) -> None:
    """The date is in the IRIs of the inspection and of all that it found."""
    old = {
        "inspections": [inspection("2017-05-02")],
        "judgements": [judgement("good"), judgement("good", "lscb")],
        "findings": [finding("a", "Nobody waits for long", 0, 9)],
    }
    new = {
        "findings": [finding("b", "Nobody waits for long", 0, 9)],
        "inspections": [inspection("2017-05-03")],
        "judgements": [judgement("good", day="2017-05-03"), judgement("inadequate", "lscb", day="2017-05-03")],
    }
    assert told(changes(tmp_path, old, new)) == [
        ("changed", "inspections", ("start",)),
        ("changed", "judgements", ("grade",)),
    ]


def test_a_finding_that_is_cut_otherwise_is_a_change(tmp_path: Path) -> None:
    old = [finding("a", "Social workers know the children whom they work with well", 100, 160)]
    new = [
        finding("b", "Social workers know the children whom they work with very well", 100, 165),
        finding("c", "Managers know little", 100, 160),
    ]
    found = changes(tmp_path, {"findings": old}, {"findings": new})
    assert sorted(told(found)) == [("changed", "findings", ("text",)), ("new", "findings", ())]
    assert {change.new["text"][:8] for change in found if change.kind is Kind.NEW} == {"Managers"}


@pytest.mark.parametrize(("start", "document"), [(500, "report.pdf"), (100, "press.txt")])
def test_words_elsewhere_are_another_finding(tmp_path: Path, start: int, document: str) -> None:
    old = [finding("a", "Social workers know the children well", 100, 160)]
    new = [finding("b", "Social workers know the children very well", start, start + 60, document)]
    assert sorted(told(changes(tmp_path, {"findings": old}, {"findings": new}))) == [
        ("gone", "findings", ()),
        ("new", "findings", ()),
    ]


def test_another_document_that_says_the_same_changes_nothing(tmp_path: Path) -> None:
    old = judgement("good")
    new = {**old, "document": "other.pdf", "quote": "other words", "confidence": "0.4", "extractor": "other"}
    assert changes(tmp_path, {"judgements": [old]}, {"judgements": [new]}) == []


def test_a_document_with_other_bytes_is_a_change(tmp_path: Path) -> None:
    old = [document(sha256="a"), document("gone.pdf", "1" * 16)]
    new = [document(identifier="2" * 16, sha256="b"), document("new.pdf", "3" * 16)]
    found = changes(tmp_path, {"documents": old}, {"documents": new})
    assert sorted(told(found)) == [
        ("changed", "documents", ("sha256",)), ("gone", "documents", ()), ("new", "documents", ()),
    ]  # fmt: skip


def test_what_follows_from_facts_is_compared_and_tables_of_later_versions_too(tmp_path: Path) -> None:
    new = {
        "conflicts": [{"conflict_iri": f"{BASE}conflict/1", "kind": "grade", "reason": "They disagree."}],
        "transitions": [{"transition_iri": f"{BASE}transition/1", "gss": GSS, "aspect": "adoption"}],
        "recurrences": [{"recurrence_iri": f"{BASE}recurrence/1", "gss": GSS, "text": "Again"}],
        "dreams": [{"dream_iri": f"{BASE}dream/1", "text": "of sheep"}],
    }
    found = changes(tmp_path, {}, new)
    assert {change.table for change in found} == set(new)
    assert {change.kind for change in found} == {Kind.NEW}


def test_builds_below_other_bases_are_compared_below_them(tmp_path: Path) -> None:
    old, new = (
        write(tmp_path / "old", {"judgements": [judgement("good")]}),
        write(tmp_path / "new", {"judgements": [judgement("good")]}),
    )
    for file in (new / "tables").iterdir():
        file.write_bytes(file.read_bytes().replace(BASE.encode(), b"https://other.example/"))
    assert compare(open_build(old), open_build(new)) == []


def test_only_what_is_about_an_authority(tmp_path: Path) -> None:
    new = {
        "judgements": [judgement("good"), judgement("good", gss=OTHER)],
        "documents": [document(), document("press.txt", "4" * 16, OTHER)],
        "quotations": [fact("quotations", "quotation/1", document="press.txt", text="It is said")],
    }
    found = changes(tmp_path, {}, new, authorities=[OTHER])
    assert [(change.table, change.kind.value) for change in found] == [
        ("documents", "new"), ("judgements", "new"), ("quotations", "new"),
    ]  # fmt: skip


def test_only_some_kinds_still_know_which_inspection_was_renamed(tmp_path: Path) -> None:
    old = {"inspections": [inspection("2017-05-02")], "judgements": [judgement("good")]}
    new = {"inspections": [inspection("2017-05-03")], "judgements": [judgement("inadequate", day="2017-05-03")]}
    assert told(changes(tmp_path, old, new, tables=["judgements"])) == [("changed", "judgements", ("grade",))]


GRADES = ["outstanding", "good", "requires-improvement", "inadequate"]
SETS = st.sets(st.tuples(st.sampled_from(GRADES), st.sampled_from(["adoption", "lscb", "leadership"])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(SETS, SETS)
def test_every_fact_is_the_same_or_told_once(
    tmp_path_factory: pytest.TempPathFactory, old: set[tuple[str, str]], new: set[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("sets")
    rows = [{"judgements": [judgement(*one) for one in sorted(some)]} for some in (old, new)]
    found = changes(folder, *rows)
    before = [(change.old["grade"], change.old["aspect"]) for change in found if change.old]
    after = [(change.new["grade"], change.new["aspect"]) for change in found if change.new]
    assert sorted(before) == sorted(old - new)
    assert sorted(after) == sorted(new - old)


# --- how it is told -----------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    old = {"judgements": [judgement("good"), judgement("good", "lscb")]}
    new = {"judgements": [judgement("outstanding"), judgement("good", "leadership")]}
    return write(tmp_path / "old", old), write(tmp_path / "new", new)


def test_words(two: tuple[Path, Path]) -> None:
    assert list(lines(compare(*map(open_build, two)))) == [
        "1 new, 1 gone, 1 changed",
        "\njudgements: 1 new, 1 gone, 1 changed",
        "  ~ Warwickshire · 2017-05-02 · adoption: grade good → outstanding",
        "      was “words 0-9 of report.pdf” — report.pdf, page 3",
        "      now “words 0-9 of report.pdf” — report.pdf, page 3",
        "  + Warwickshire · 2017-05-02 · leadership: good",
        "      “words 0-9 of report.pdf” — report.pdf, page 3",
        "  - Warwickshire · 2017-05-02 · lscb: good",
        "      “words 0-9 of report.pdf” — report.pdf, page 3",
    ]


def test_csv(two: tuple[Path, Path]) -> None:
    old, new = map(open_build, two)
    out = io.StringIO()
    write_csv(compare(old, new), old, new, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert tuple(rows[0]) == COLUMNS
    assert [row["change"] for row in rows] == ["changed", "new", "gone"]
    first = rows[0]
    assert (first["authority"], first["columns"], first["old_value"], first["new_value"]) == (
        GSS, "grade", "good", "outstanding",
    )  # fmt: skip
    assert first["old_iri"] == f"{BASE}judgement/{GSS}/2017-05-02/adoption/good"
    assert (rows[1]["old_iri"], rows[2]["new_quote"]) == ("", "")


def test_turtle_tells_revisions_and_invalidations_with_their_words(two: tuple[Path, Path]) -> None:
    old, new = map(open_build, two)
    data = turtle_of(compare(old, new), old, new)
    graph = rdflib.Graph().parse(data=data, format="turtle")
    [(after, _, before)] = graph.triples((None, PROV.wasRevisionOf, None))
    stated = {graph.value(node, PROV.specializationOf): node for node in (before, after)}
    assert stated == {
        rdflib.URIRef(f"{BASE}judgement/{GSS}/2017-05-02/adoption/good"): before,
        rdflib.URIRef(f"{BASE}judgement/{GSS}/2017-05-02/adoption/outstanding"): after,
    }
    assert len(set(graph.subjects(PROV.wasInvalidatedBy))) == 2
    [comparison] = set(graph.objects(None, PROV.wasInvalidatedBy))
    assert len(set(graph.objects(comparison, PROV.used))) == 2
    words = "https://w3id.org/inspection-kg/ontology#evidence"
    assert graph.value(graph.value(after, rdflib.URIRef(words)), rdflib.URIRef("http://www.w3.org/ns/oa#exact"))
    assert turtle_of(compare(old, new), old, new) == data


def test_a_corrected_fact_is_told_as_decided_by_a_person(seed_build: Path, tmp_path: Path) -> None:
    """Two real builds: what the seeds say, and the same with a decision."""
    line = "correct,judgement/E10000031/2017-05-02/adoption/good,outstanding,2026-11-23,misread"
    pipeline.build(
        Settings(paths=(seeds_dir(),), output=tmp_path / "new", workers=1, decisions=file_with(tmp_path, line))
    )
    done = run("diff", seed_build, tmp_path / "new", "--kind", "judgements", "--authority", "Warwickshire")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [
        "1 changed", "", "judgements: 1 changed",
    ]  # fmt: skip
    assert "grade good → outstanding" in done.stdout
    assert "(decided by a person)" in done.stdout


# --- from outside -------------------------------------------------------------------------------------------


def test_the_exit_code_tells_only_when_asked(two: tuple[Path, Path]) -> None:
    assert run("diff", *two).returncode == 0
    assert run("diff", *two, "--exit-code").returncode == 1
    same = run("diff", two[0], two[0], "--exit-code")
    assert (same.returncode, same.stdout) == (0, "Nothing has changed.\n")


@pytest.mark.parametrize("form", ["csv", "turtle"])
def test_other_formats_go_to_stdout(two: tuple[Path, Path], form: str) -> None:
    done = run("diff", *two, "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert "outstanding" in done.stdout


@pytest.mark.parametrize(
    ("option", "said"), [("--kind", "no such kind; kinds are actions"), ("--authority", "no such authority")]
)
def test_what_is_not_known_is_wrong_use(two: tuple[Path, Path], option: str, said: str) -> None:
    done = run("diff", *two, option, "nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_folder_that_is_no_build_is_exit_code_1(two: tuple[Path, Path], tmp_path: Path) -> None:
    done = run("diff", two[0], tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    with pytest.raises(BuildNotFound, match="holds no build"):
        open_build(tmp_path / "nothing")
