"""Saved questions: how their files are read, what words mean, and whether each gives the right answer."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.graph.query import Rows, run_query
from kg.graph.store import open_store
from kg.questions import Question, ask, find_question, meaning, read_question, saved_questions
from kg.vocabulary import lexicon
from tests.conftest import ROOT
from tests.graph import examples

QUESTIONS = saved_questions()
ALL = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
GOOD = """# Who is there?
#
# A note.
# @param authority: A local authority, by name or code. Example: Warwickshire
SELECT ?x { VALUES ?authority_iri { UNDEF } ?x insp:body ?authority_iri }
"""
ON = date(2017, 5, 2)


@pytest.fixture(scope="module")
def seeds(seed_build: Path) -> ox.Store:
    """The documents that come with the project."""
    return open_store(seed_build / "store")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """A hand-made report, a damaged copy of it, a newspaper that disagrees, and an earlier report."""
    return open_store(examples.build(tmp_path_factory.mktemp("made")) / "store")


def answer(store: ox.Store, name: str, columns: Iterable[str], **given: str) -> list[tuple[object, ...]]:
    """The answer's rows, with these columns only; `since` stands for `from`."""
    words = {"from" if key == "since" else key: value for key, value in given.items()}
    rows = ask(store, find_question(name), words)
    places = [rows.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows]


# The files


def test_there_are_thirty_questions_and_more() -> None:
    assert len(QUESTIONS) >= 30


@ALL
def test_a_question_runs_as_it_stands_and_with_every_example(question: Question, made: ox.Store) -> None:
    assert isinstance(run_query(made, question.query), Rows)
    examples_given = {p.name: "Bob Sample" if p.name == "person" else p.example for p in question.parameters}
    assert isinstance(ask(made, question, examples_given), Rows)


@ALL
def test_a_question_has_labels_words_and_iris_in_a_fixed_order(question: Question, made: ox.Store) -> None:
    rows = run_query(made, question.query)
    assert isinstance(rows, Rows)
    assert rows.columns[-1].endswith("_iri")
    assert "ORDER BY" in question.query.rpartition("\n}\n")[2]
    assert {"quote", "document", "page"} <= set(rows.columns) or question.name in {
        "colleagues", "documents", "frameworks", "grades-by-year", "regions", "services", "themes",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(QUESTIONS.keys() - {"themes", "grades-by-year", "frameworks"}))  # these count
def test_a_question_with_a_parameter_gives_some_of_the_rows_that_it_gives_without(name: str, seeds: ox.Store) -> None:
    question = find_question(name)
    values = {"authority": meaning(seeds, "authority", "Warwickshire")}
    everything, some = run_query(seeds, question.query), run_query(seeds, question.sparql(values))
    assert isinstance(everything, Rows)
    assert isinstance(some, Rows)
    assert set(some.terms) <= set(everything.terms)


@ALL
def test_a_question_declares_the_prefixes_that_it_needs_for_other_tools(question: Question, made: ox.Store) -> None:
    found = made.query(question.standalone())  # no prefix is known but those that it declares
    expected = run_query(made, question.query)
    assert isinstance(found, ox.QuerySolutions)
    assert isinstance(expected, Rows)
    assert [tuple(row) for row in found] == list(expected.terms)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD.replace("Who is there?", "Who."), "question mark"),
        (GOOD.removeprefix("# Who is there?\n#\n# A note.\n# @"), "question mark"),
        (GOOD.replace(" Example: Warwickshire", ""), "must read"),
        (GOOD.replace("@param authority", "@param colour"), "must read"),
        (GOOD.replace("VALUES ?authority_iri { UNDEF }", ""), "nothing stands as"),
    ],
)
def test_a_file_that_is_no_question_says_what_is_missing(text: str, problem: str) -> None:
    with pytest.raises(DataError, match=f"saved question made: .*{problem}"):
        read_question("made", text)


def test_a_file_is_read_with_its_note_and_parameters() -> None:
    question = read_question("made", GOOD)
    assert (question.text, question.note) == ("Who is there?", "A note.")
    assert [(p.name, p.example, p.required, p.default) for p in question.parameters] == [
        ("authority", "Warwickshire", False, "")
    ]


def test_a_default_stands_in_the_query_itself() -> None:
    assert {p.name: p.default for p in find_question("judged").parameters}["grade"] == "inadequate"


# What words mean


@pytest.mark.parametrize(
    ("parameter", "words", "iri"),
    [
        ("authority", "Warwickshire", "id/authority/E10000031"),
        ("authority", "warwickshire county council", "id/authority/E10000031"),
        ("authority", "e10000031", "id/authority/E10000031"),
        ("authority", "937", "id/authority/E10000031"),
        ("aspect", "adoption", "vocab/aspect/adoption"),
        ("aspect", "Overall effectiveness", "vocab/aspect/overall-effectiveness"),
        ("grade", "Requires improvement", "vocab/grade/requires-improvement"),
        ("theme", "Workload", "vocab/theme/caseloads"),
        ("person", "peter mcentee", "id/person/ofsted/peter-mcentee"),
    ],
)
def test_words_mean_a_thing(seeds: ox.Store, parameter: str, words: str, iri: str) -> None:
    assert meaning(seeds, parameter, words) == (ox.NamedNode(f"https://w3id.org/inspection-kg/{iri}"),)


def test_an_authority_has_the_base_of_the_build(made: ox.Store) -> None:
    assert meaning(made, "authority", "Warwickshire") == (ox.NamedNode(f"{examples.BASE}authority/E10000031"),)


@pytest.mark.parametrize(
    ("parameter", "words", "meant"),
    [
        ("authority", "Warwikshire", "Warwickshire"),
        ("authority", "Warwick", "Warwickshire"),
        ("aspect", "adoptin", "adoption"),
        ("grade", "inadequat", "inadequate"),
        ("theme", "case load", "caseloads"),
        ("person", "Peter McEnte", "Peter McEntee"),
    ],
)
def test_unknown_words_get_a_suggestion(seeds: ox.Store, parameter: str, words: str, meant: str) -> None:
    with pytest.raises(UsageError, match=rf"{words}'; did you mean .*\b{meant}\b"):
        meaning(seeds, parameter, words)


def test_words_that_are_like_nothing_get_no_suggestion(seeds: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"no grade 'xyzzy'$"):
        meaning(seeds, "grade", "xyzzy")


@pytest.mark.parametrize("words", ["yesterday", "2017-13", "2017-05-40", "17", "2017-05-02T00:00", "2017\n", ""])
def test_a_date_must_be_one(made: ox.Store, words: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        meaning(made, "from", words)


def test_an_unknown_question_gets_a_suggestion() -> None:
    with pytest.raises(UsageError, match="did you mean history"):
        find_question("histroy")


def test_a_needed_parameter_is_asked_for_with_an_example(made: ox.Store) -> None:
    with pytest.raises(UsageError, match='needs --authority, for instance: kg ask history --authority "Warwickshire"'):
        ask(made, find_question("history"), {})


def test_a_parameter_of_another_question_is_refused(made: ox.Store) -> None:
    with pytest.raises(UsageError, match="has no --theme; it has --authority"):
        ask(made, find_question("conflicts"), {"theme": "caseloads"})


# Nothing that is typed is read as SPARQL

HOSTILE = ('"} SELECT * { ?s ?p ?o } #', "x\\", "\\1", "> } #", '"""', "'", "\n}", "$0", "\\u0022 }", "UNDEF }")


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("parameter", ["authority", "aspect", "person", "from"])
def test_hostile_words_are_refused(made: ox.Store, parameter: str, words: str) -> None:
    with pytest.raises(UsageError):
        meaning(made, parameter, words)


ECHO = read_question("echo", "# What?\n# @param from: A day. Example: 2017\nSELECT ?from { VALUES ?from { UNDEF } }\n")


@given(st.one_of(st.sampled_from(HOSTILE), st.text()))
@settings(deadline=None)
def test_a_literal_comes_back_as_it_was_put_in(words: str) -> None:
    found = run_query(ox.Store(), ECHO.sparql({"from": (ox.Literal(words),)}))
    assert isinstance(found, Rows)
    assert list(found.terms) == [(ox.Literal(words),)]


# The right answers: the documents that come with the project


def test_history(seeds: ox.Store) -> None:
    columns = ("authority", "start", "aspect", "grade", "quote", "document", "page")
    found = answer(seeds, "history", columns, authority="Warwickshire", aspect="adoption", since="2017", until="2017")
    assert found == [
        (
            "Warwickshire",
            ON,
            "Adoption performance",
            "Good",
            "Adoption performance Good",
            "warwickshire-2017-report.pdf",
            1,
        )
    ]


def test_history_covers_both_aspects_of_one_grade(seeds: ox.Store) -> None:
    found = answer(seeds, "history", ("aspect", "grade"), authority="Warwickshire", since="2021-11", until="2021-12")
    assert ("Care leavers", "Good") in found
    assert ("Children looked after and achieving permanence", "Good") in found


def test_the_period_bounds_the_inspections(seeds: ox.Store) -> None:
    def starts(**given: str) -> set[str]:
        return {str(start) for (start,) in answer(seeds, "history", ("start",), authority="Warwickshire", **given)}

    assert starts() > starts(since="2017-05-02") >= {"2017-05-02", "2021-11-22", "2025-06-02"}
    assert "2017-05-02" not in starts(since="2017-05-03")
    assert max(starts(until="2017-05")) == "2017-05-02"


def test_judged(seeds: ox.Store) -> None:
    found = answer(seeds, "judged", ("authority", "start", "aspect"))
    assert {(authority, start) for authority, start, _ in found} == {("Worcestershire", date(2016, 10, 24))}
    assert {aspect for *_, aspect in found} >= {"Overall effectiveness", "Care leavers", "Leadership"}
    assert answer(seeds, "judged", ("authority",), grade="outstanding") == []


def test_latest_grades(seeds: ox.Store) -> None:
    found = answer(seeds, "latest-grades", ("authority", "grade", "start"), aspect="overall-effectiveness")
    assert found == [
        ("Warwickshire", "Requires improvement", date(2025, 6, 2)),
        ("Worcestershire", "Good", date(2023, 5, 15)),
    ]


def test_latest_recommendations(seeds: ox.Store) -> None:
    columns = ("start", "addressed_to", "number", "themes", "document", "page")
    found = answer(seeds, "latest-recommendations", columns, authority="Worcestershire")
    assert [row[2] for row in found] == ["1", "2", "3", "4"]
    assert found[1] == (date(2023, 5, 15), "Worcestershire", "2", "Permanence", "worcestershire-2023-report.pdf", 2)


def test_recommendations_on(seeds: ox.Store) -> None:
    columns = ("theme", "authority", "start", "quote")
    [(theme, authority, start, quote)] = answer(seeds, "recommendations-on", columns, theme="caseloads")
    assert (theme, authority, start) == ("Caseloads", "Warwickshire", ON)
    assert "workloads" in str(quote)


def test_themes(seeds: ox.Store) -> None:
    found = answer(seeds, "themes", ("theme", "recommendations", "authorities"), authority="Warwickshire")
    assert {theme: number for theme, number, _ in found}["Caseloads"] == 1
    assert {number for *_, number in found} == {1}


def test_lead_inspectors(seeds: ox.Store) -> None:
    found = answer(seeds, "lead-inspectors", ("authority", "start", "quote"), person="Peter McEntee")
    assert found == [
        ("Warwickshire", ON, "Lead inspector: Peter McEntee"),
        ("Worcestershire", date(2019, 6, 17), "Lead inspector: Peter McEntee"),
    ]


def test_inspectors(seeds: ox.Store) -> None:
    found = answer(seeds, "inspectors", ("person", "role"), authority="Warwickshire", since="2017", until="2017")
    assert ("Peter McEntee", "Lead inspector") in found
    assert ("Lorna Schlechte", "Inspector") in found


def test_inspections(seeds: ox.Store) -> None:
    columns = ("start", "end", "published", "framework", "led_by", "quote")
    found = answer(seeds, "inspections", columns, authority="Warwickshire", since="2017", until="2017")
    assert found == [
        (
            ON,
            date(2017, 5, 25),
            date(2017, 7, 14),
            "Single inspection framework",
            "Peter McEntee",
            "2 May to 25 May 2017",
        )
    ]


def test_changes(seeds: ox.Store) -> None:
    columns = ("authority", "earlier_grade", "start", "grade", "direction")
    found = answer(seeds, "changes", columns, aspect="overall-effectiveness")
    assert ("Warwickshire", "Requires improvement", date(2021, 11, 22), "Good", "Improved") in found
    assert ("Worcestershire", "Inadequate", date(2019, 6, 17), "Requires improvement", "Improved") in found
    declined = answer(seeds, "changes", columns, aspect="overall-effectiveness", direction="declined")
    assert declined == [("Warwickshire", "Good", date(2025, 6, 2), "Requires improvement", "Declined")]


def test_grades_by_year(seeds: ox.Store) -> None:
    found = answer(seeds, "grades-by-year", ("year", "grade", "inspections"))
    assert [row for row in found if str(row[0]) >= "2016"] == [
        ("2016", "Inadequate", 1), ("2017", "Requires improvement", 1), ("2019", "Requires improvement", 1),
        ("2021", "Good", 1), ("2023", "Good", 1), ("2025", "Requires improvement", 1),
    ]  # fmt: skip


def test_documents(seeds: ox.Store) -> None:
    found = answer(seeds, "documents", ("document", "genre"), authority="Warwickshire", since="2017", until="2017")
    assert found[0] == ("warwickshire-2017-report.pdf", "Inspection report")
    assert ("warwickshire-2017-local-press.txt", "Local press") in found


def test_the_press_of_the_seeds_has_another_number_of_recommendations(seeds: ox.Store) -> None:
    columns = ("about", "says", "verdict", "report_says", "document")
    found = answer(seeds, "press", columns, authority="Warwickshire")
    assert ("number of recommendations", "11", "differs", "12", "warwickshire-2017-local-press.txt") in found
    assert ("Adoption performance", "Good", "same", "Good", "warwickshire-2017-local-press.txt") in found


# The right answers: documents that disagree


def test_conflicts(made: ox.Store) -> None:
    columns = ("about", "value", "other_value", "quote", "document", "other_quote", "other_document")
    words, files = ("words 10-20", "folder/report.pdf"), ("words 10-20", "folder/press.pdf")
    assert ("Overall effectiveness", "Requires improvement", "Inadequate", *words, *files) in answer(
        made, "conflicts", columns
    )
    assert answer(made, "conflicts", columns, authority="Worcestershire") == []


def test_where_the_report_gives_a_grade_no_other_counts(made: ox.Store) -> None:
    """The newspaper says otherwise of one aspect, a damaged copy of the report of another."""
    adoption = answer(made, "history", ("grade", "document"), authority="Warwickshire", aspect="adoption")
    assert adoption == [("Good", "folder/report.pdf")]
    assert answer(made, "judged", ("start",), grade="outstanding") == []
    assert answer(made, "grades-by-year", ("year", "grade", "inspections"), aspect="adoption") == [("2017", "Good", 1)]
    assert answer(made, "judged", ("start", "aspect")) == [(date(2013, 11, 4), "Overall effectiveness")]
    grades = answer(made, "history", ("start", "grade"), authority="Warwickshire", aspect="overall-effectiveness")
    assert grades == [(date(2013, 11, 4), "Inadequate"), (ON, "Requires improvement")]


def test_press(made: ox.Store) -> None:
    columns = ("about", "says", "verdict", "report_says", "quote", "report_quote")
    assert answer(made, "press", columns) == [
        ("Adoption performance", "Good", "same", "Good", "words 40-50", "words 30-40"),
        ("Overall effectiveness", "Inadequate", "differs", "Requires improvement", "words 10-20", "words 10-20"),
        ("first day", "2017-05", "same", "2017-05-02", "words 100-110", "words 100-110"),
        ("number of recommendations", "12", "differs", "2", "words 140-150", "words 140-150"),
    ]
    assert answer(made, "press", columns, genre="trade-press") == []


def test_confirmed(made: ox.Store) -> None:
    found = answer(made, "confirmed", ("about", "value", "sources", "document"))
    assert ("Adoption performance", "Good", 2, "folder/press.pdf") in found
    assert ("Adoption performance", "Good", 2, "folder/report.pdf") in found
    assert {sources for *_, sources, _ in found} == {2}


def test_in_office(made: ox.Store) -> None:
    columns = ("person", "post", "role", "organisation", "party", "since", "quote")
    assert (
        "Bob Sample",
        "Leader",
        "Leader of the council",
        "Warwickshire",
        "Conservative",
        "2016-05",
        "words 400-410",
    ) in (answer(made, "in-office", columns, authority="Warwickshire"))
    assert answer(made, "in-office", columns, authority="Worcestershire") == []
    assert answer(made, "in-office", columns, person="Ann Example") == []


def test_quoted(made: ox.Store) -> None:
    columns = ("speaker", "offices", "quote", "document")
    said = ("Bob Sample", "Leader", "words 500-510", "folder/press.pdf")
    assert answer(made, "quoted", columns, person="Bob Sample") == [said]
    assert said in answer(made, "quoted", columns, authority="Warwickshire")
    assert answer(made, "quoted", columns, authority="Worcestershire") == []


def test_priority_actions(made: ox.Store) -> None:
    assert answer(made, "priority-actions", ("authority", "start", "quote")) == [("Warwickshire", ON, "words 200-210")]


def test_praised_and_criticised(made: ox.Store, seeds: ox.Store) -> None:
    columns = ("authority", "start", "aspect", "quote", "document")
    stated = ("Warwickshire", ON, "Adoption performance", "words 600-610", "folder/report.pdf")
    assert answer(made, "praised", columns, authority="Warwickshire") == [stated]
    assert answer(made, "criticised", columns, authority="Warwickshire") == []
    found = answer(
        seeds, "criticised", ("start", "aspect", "document"), authority="Worcestershire", aspect="leadership"
    )
    assert (date(2016, 10, 24), "Leadership", "worcestershire-2017-report.pdf") in found


def test_improved(seeds: ox.Store, made: ox.Store) -> None:
    columns = ("authority", "earlier_start", "start", "months", "grade")
    assert answer(seeds, "improved", columns) == [("Worcestershire", "2016-10-24", "2023-05-15", 79, "Good")]
    assert answer(seeds, "improved", columns, authority="Warwickshire") == []
    assert answer(made, "improved", columns) == []  # only the newspaper says so


def test_figures(made: ox.Store) -> None:
    columns = ("area", "as_of", "value", "quote", "document")
    assert answer(made, "figures", columns, authority="Warwickshire") == [
        ("Warwickshire", "2016-03-31", 765, "words 640-650", "folder/report.pdf"),
        ("Warwickshire", "2017-03-31", 699, "words 620-630", "folder/report.pdf"),
    ]
    assert answer(made, "figures", columns, indicator="caseload") == []


def test_colleagues(seeds: ox.Store) -> None:
    found = answer(seeds, "colleagues", ("colleague", "inspections", "first_together"), person="Peter McEntee")
    assert ("Lorna Schlechte", 1, "2017-05-02") in found
    assert "Peter McEntee" not in {colleague for colleague, *_ in found}


def test_laws(made: ox.Store) -> None:
    columns = ("provision", "authority", "start", "quote")
    assert answer(made, "laws", columns) == [("Example Act 2006, section 136", "Warwickshire", ON, "words 720-730")]
    assert answer(made, "laws", columns, since="2018") == []


def test_promised(made: ox.Store, seeds: ox.Store) -> None:
    found = answer(seeds, "promised", ("actor", "state", "document"), authority="Warwickshire")
    assert ("Warwickshire", "Planned", "warwickshire-2017-report.pdf") in found
    assert {actor for actor, *_ in found} == {"Warwickshire"}


def test_services(seeds: ox.Store) -> None:
    found = answer(seeds, "services", ("type", "service", "documents"), authority="Worcestershire")
    assert ("Accommodation for care leavers", "Staying put", 2) in found


def test_neighbours(made: ox.Store) -> None:
    other = next(one for one in lexicon().authorities.values() if examples.GSS in one.neighbours)
    columns = ("neighbour", "grade", "start", "quote", "document")
    assert answer(made, "neighbours", columns, authority=other.name) == [
        ("Warwickshire", "Requires improvement", ON, "words 10-20", "folder/report.pdf")
    ]
    assert answer(made, "neighbours", columns, authority="Warwickshire") == []


def test_regions(seeds: ox.Store) -> None:
    columns = ("region", "grade", "authorities")
    assert answer(seeds, "regions", columns) == [
        ("West Midlands", "Good", 1),
        ("West Midlands", "Requires improvement", 1),
    ]
    assert answer(seeds, "regions", columns, grade="good") == [("West Midlands", "Good", 1)]


def test_person(made: ox.Store) -> None:
    columns = ("what", "role", "where", "day", "quote")
    assert answer(made, "person", columns, person="Bob Sample") == [
        ("office", "Leader of the council", "Warwickshire", "2016-05", "words 400-410"),
        ("words", None, None, None, "words 500-510"),
    ]
    led = ("inspection", "Lead inspector", "Warwickshire", ON, "words 300-310")
    assert led in answer(made, "person", columns, person="Ann Example")


def test_unread(seeds: ox.Store) -> None:
    found = answer(seeds, "unread", ("start", "says", "value", "document"), authority="Warwickshire")
    assert ("2018-07", "framework", "Focused visit", "warwickshire-2018-council-news.html") in found
    assert ON not in {start for start, *_ in found}


def test_frameworks(seeds: ox.Store) -> None:
    found = answer(seeds, "frameworks", ("framework", "inspections", "authorities", "first_start"))
    assert found[0] == ("Single inspection framework", 2, 2, "2016-10-24")
    assert answer(seeds, "frameworks", ("inspections",), authority="Warwickshire")[0] == (1,)


# The real documents


@pytest.mark.real
@ALL
def test_a_question_ends_on_a_hundred_reports(question: Question, real_build: Path) -> None:
    """A join in the wrong order takes minutes; an answer takes seconds at the most."""
    store = open_store(real_build / "store")
    began = time.perf_counter()
    run_query(store, question.query)
    assert time.perf_counter() - began < 60


@pytest.mark.real
def test_every_conflict_change_and_inspection_is_in_an_answer_once(real_build: Path) -> None:
    store = open_store(real_build / "store")
    for name, kind in (("conflicts", "Conflict"), ("changes", "Transition"), ("inspections", "Inspection")):
        bound = "" if kind != "Transition" else "; insp:direction ?d FILTER(?d != direction:unchanged)"
        everything = run_query(store, f"SELECT DISTINCT ?x {{ ?x a insp:{kind} {bound} }}")
        shown = run_query(store, find_question(name).query)
        assert isinstance(everything, Rows)
        assert isinstance(shown, Rows)
        assert {row[0] for row in everything.terms} == {row[-1] for row in shown.terms}
        assert len(set(shown.terms)) == len(shown)


# The page


def test_the_page_of_questions_is_fresh(seed_build: Path) -> None:
    script = ROOT / "scripts" / "make_questions_page.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check", "--build", str(seed_build)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr


def test_the_page_shows_every_question() -> None:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == list(QUESTIONS)
