"""The library: a build opened from Python."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
import rdflib

import kg
from kg.api.graph import query_text
from kg.errors import BuildNotFound, DataError, MissingExtra, QueryError, UsageError
from tests.conftest import SMALL_BASE, SMALL_DOCUMENT, SMALL_FACT

RDFLIB_WARNS_OF_ITSELF = "ignore:Dataset.default_context is deprecated:DeprecationWarning"
GRADES = "SELECT ?body ?grade { ?j insp:body ?body ; insp:grade ?grade }"


@pytest.fixture
def graph(small_build: Path) -> kg.Graph:
    return kg.open(small_build)


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'rdflib', 'pyoxigraph', 'networkx', 'pandas', 'rich', 'kg.api'}"
    code = f"import kg, sys; sys.exit(', '.join({heavy} & sys.modules.keys()) or None)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_public_names_are_there() -> None:
    assert sorted(kg.__all__) == ["Answer", "Explanation", "Graph", "Row", "__version__", "open"]
    assert all(getattr(kg, name) for name in kg.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kg.nothing  # noqa: B018


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound, match="kg build"):
        kg.open(tmp_path)


def test_a_select_gives_rows_with_python_values(graph: kg.Graph) -> None:
    answer = graph.query(
        "SELECT ?sure ?page ?issued { ?f insp:confidence ?sure . ?d dct:issued ?issued . ?p insp:page ?page }"
    )
    assert isinstance(answer, kg.Answer)
    sure, page, issued = answer[0]
    assert (float(sure), page, issued) == (0.95, 1, date(2020, 6, 1))


def test_a_row_is_reached_by_column_name(graph: kg.Graph) -> None:
    answer = graph.query(GRADES)
    assert isinstance(answer, kg.Answer)
    assert answer[0]["body"] == f"{SMALL_BASE}authority/E1"
    assert list(answer[0].as_dict()) == ["body", "grade"]
    with pytest.raises(KeyError, match="there are body, grade"):
        answer[0]["nothing"]


def test_what_is_not_bound_is_none(graph: kg.Graph) -> None:
    answer = graph.query("SELECT ?f ?x { ?f a insp:Judgement OPTIONAL { ?f insp:nothing ?x } }")
    assert isinstance(answer, kg.Answer)
    assert answer[0]["x"] is None


def test_an_ask_gives_a_bool(graph: kg.Graph) -> None:
    assert graph.query("ASK { ?j a insp:Judgement }") is True


def test_a_construct_gives_an_rdflib_graph(graph: kg.Graph) -> None:
    made = graph.query("CONSTRUCT { ?j a insp:Judgement } WHERE { ?j a insp:Judgement }")
    assert isinstance(made, rdflib.Graph)
    assert {str(subject) for subject in made.subjects()} == {SMALL_BASE + SMALL_FACT}


def test_a_query_that_cannot_be_parsed_is_an_error(graph: kg.Graph) -> None:
    with pytest.raises(QueryError, match="not a valid SPARQL query"):
        graph.query("SELECT ?x WHERE { ?x")


def test_a_frame_has_the_columns_of_the_query(graph: kg.Graph) -> None:
    frame = graph.query(GRADES, frame=True)
    assert (list(frame.columns), len(frame)) == (["body", "grade"], 1)


def test_a_frame_needs_a_select(graph: kg.Graph) -> None:
    with pytest.raises(UsageError, match="needs a SELECT"):
        graph.query("ASK { ?s ?p ?o }", frame=True)


def test_without_pandas_a_frame_names_the_extra(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match="inspection-kg\\[pandas\\]"):
        graph.query(GRADES, frame=True)


def test_a_printed_answer_counts_what_it_leaves_out() -> None:
    answer = kg.Answer(["n"], [[n] for n in range(60)])
    assert "and 10 more rows" in str(answer)
    assert "and 10 more rows" in answer._repr_html_()


def test_values_are_escaped_in_a_notebook() -> None:
    assert "<b>" not in kg.Answer(["<i>"], [["<b>"]])._repr_html_()


def test_values_are_no_markup_when_printed() -> None:
    assert "[red]x[/red]" in str(kg.Answer(["a"], [["[red]x[/red]"]]))


def test_a_slice_of_an_answer_is_an_answer() -> None:
    assert kg.Answer(["n"], [[1], [2], [3]])[1:] == kg.Answer(["n"], [[2], [3]])


def test_a_row_survives_pickling() -> None:
    row = kg.Answer(["n"], [[1]])[0]
    assert pickle.loads(pickle.dumps(row))["n"] == 1  # noqa: S301 - our own bytes


@pytest.mark.parametrize("name", [SMALL_FACT, "/" + SMALL_FACT, SMALL_BASE + SMALL_FACT])
def test_a_fact_is_explained_by_its_passage_in_context(graph: kg.Graph, name: str) -> None:
    explanation = graph.explain(name)
    passage = explanation.passages[0]
    assert explanation.kinds == ("Judgement",)
    assert (passage.before, passage.exact, passage.after) == (
        "Adoption Nobody waits. ",
        "Adoption is good",
        ", they <b>said</b>. The end of it. ",
    )
    assert (passage.document, passage.title, passage.page, passage.section) == (
        "a.txt",
        "A title",
        1,
        "Adoption",
    )
    assert (passage.confidence, passage.extractor) == (0.95, "grades.sentence")


def test_values_are_shown_short(graph: kg.Graph) -> None:
    assert graph.explain(SMALL_FACT).values == (
        ("aspect", "adoption"),
        ("body", "authority/E1"),
        ("grade", "good"),
    )


def test_an_explanation_reads_as_text(graph: kg.Graph) -> None:
    text = str(graph.explain(SMALL_FACT))
    assert "»Adoption is good«" in text
    assert "read by: grades.sentence, confidence 0.95" in text


def test_what_was_derived_is_explained_by_its_facts(graph: kg.Graph) -> None:
    explanation = graph.explain("transition/1")
    assert explanation.reason == "Better than before."
    assert [fact.iri for fact in explanation.rests_on] == [SMALL_BASE + SMALL_FACT]
    assert explanation.rests_on[0].passages


def test_a_thing_is_explained_by_the_facts_about_it(graph: kg.Graph) -> None:
    assert graph.explain("authority/E1").facts == (SMALL_BASE + SMALL_FACT,)


def test_a_passage_is_explained_by_itself(graph: kg.Graph) -> None:
    iri = graph.explain(SMALL_FACT).passages[0].iri
    assert graph.explain(iri).passages[0].exact == "Adoption is good"


def test_without_the_texts_a_passage_has_no_context(small_build: Path, tmp_path: Path) -> None:
    (tmp_path / "store").symlink_to(small_build / "store")
    passage = kg.open(tmp_path).explain(SMALL_FACT).passages[0]
    assert (passage.before, passage.exact, passage.after) == ("", "Adoption is good", "")


@pytest.mark.parametrize(("name", "error"), [("judgement/none", DataError), ("no iri", UsageError)])
def test_what_the_build_does_not_know_is_an_error(graph: kg.Graph, name: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=name):
        graph.explain(name)


@pytest.mark.filterwarnings(RDFLIB_WARNS_OF_ITSELF)
def test_rdflib_has_a_named_graph_for_each_of_the_store(graph: kg.Graph) -> None:
    dataset = graph.to_rdflib()
    fact, document = (rdflib.URIRef(SMALL_BASE + path) for path in (SMALL_FACT, f"document/{SMALL_DOCUMENT}"))
    assert len(dataset.graph(document)) == 18
    assert (fact, rdflib.RDF.type, None) in dataset


@pytest.mark.filterwarnings(RDFLIB_WARNS_OF_ITSELF)
def test_plain_strings_have_no_datatype_in_rdflib(graph: kg.Graph) -> None:
    assert (None, rdflib.DCTERMS.title, rdflib.Literal("A title")) in graph.to_rdflib()


def test_networkx_has_things_and_facts_but_no_passages(graph: kg.Graph) -> None:
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    assert {data["kind"] for _, data in network.nodes(data=True)} == {
        "Authority",
        "Document",
        "Judgement",
        "Transition",
    }


def test_networkx_nodes_carry_values_and_edges_their_property(graph: kg.Graph) -> None:
    network = graph.to_networkx()
    fact, body = SMALL_BASE + SMALL_FACT, SMALL_BASE + "authority/E1"
    assert (network.nodes[fact]["grade"], network.nodes[fact]["passages"]) == ("good", 1)
    assert network.nodes[body]["label"] == "Somewhere"
    assert network.has_edge(fact, body, key="body")


def test_the_base_is_read_off_the_build(graph: kg.Graph) -> None:
    assert graph.base == SMALL_BASE


def test_a_question_in_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "my question.rq"
    path.write_text(GRADES, encoding="utf-8")
    assert query_text(str(path)) == GRADES


@pytest.mark.parametrize("question", ["nothing-saved", "gone.rq"])
def test_a_question_that_is_not_there_is_named(question: str) -> None:
    with pytest.raises(UsageError, match=question):
        query_text(question)
