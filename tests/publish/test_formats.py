"""Exports for other programs: each is read back by the tool that it is for, and hostile text comes through as text."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pyarrow as pa
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from kg.cli.read import ExportFormat
from kg.errors import BuildNotFound, DataError, UsageError
from kg.graph.names import OA
from kg.publish.exports import FORMATS as GRAPHS
from kg.publish.formats import typed, workbook
from kg.publish.formats.catalogue import FORMATS, export_as
from kg.publish.formats.dictionary import described
from kg.publish.formats.excel_csv import FORMULA_STARTS, guarded
from kg.publish.formats.jsonld import jsonld
from tests.graph import examples as ex
from tests.publish import hostile


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.build(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def made(build: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every format, written once."""
    folder = tmp_path_factory.mktemp("formats")
    for name in FORMATS:
        export_as(build, name, folder / name)
    return {name: folder / name for name in FORMATS}


@pytest.fixture(scope="module")
def book(made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    named = tmp_path_factory.mktemp("book") / "tables.xlsx"  # openpyxl goes by the name
    named.write_bytes(made["xlsx"].read_bytes())
    return openpyxl.load_workbook(named)


def sheet(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_the_command_knows_every_format() -> None:
    assert [form.value for form in ExportFormat] == [*GRAPHS, *FORMATS]


def contents(out: Path) -> dict[str, bytes]:
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    return {file.name if out.is_dir() else "": file.read_bytes() for file in files}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_build_gives_the_same_bytes(build: Path, made: dict[str, Path], tmp_path: Path, form: str) -> None:
    again = tmp_path / "again"
    export_as(build, form, again)
    assert contents(again) == contents(made[form]) != {}


def test_a_workbook_has_a_sheet_for_each_table_and_a_dictionary(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["dictionary", *typed.TABLES]
    assert all(row["holds"] for row in sheet(book, "dictionary"))


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(book: openpyxl.Workbook) -> None:
    cells = [cell for one in book for row in one.iter_rows() for cell in row]
    assert set(hostile.HOSTILE) <= {row["text"] for row in sheet(book, "recommendations")}
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_cells_of_a_workbook_are_typed_and_labelled(book: openpyxl.Workbook) -> None:
    row = next(row for row in sheet(book, "judgements") if row["aspect"] == "adoption" and row["grade"] == "good")
    assert (row["inspection_start"], row["primary"], row["page"]) == (datetime(2017, 5, 2), True, 1)
    assert (row["grade_label"], row["aspect_label"]) == ("Good", "Adoption performance")
    assert isinstance(row["confidence"], float)
    assert book["judgements"].freeze_panes == "B2"
    assert book["judgements"].auto_filter.ref.startswith("A1:")


def test_a_workbook_counts_each_fact_once(book: openpyxl.Workbook, build: Path) -> None:
    found = [row["judgement_iri"] for row in sheet(book, "judgements")]
    assert len(found) == len(set(found)) < len(typed.read_table(build, "judgements").rows)


def test_too_many_rows_for_a_sheet_are_said(build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    with pytest.raises(DataError, match="a sheet holds 4: export as sqlite or parquet"):
        export_as(build, "xlsx", tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_cell_that_is_too_long_is_cut_between_characters() -> None:
    cut = workbook.shortened("𝒳" * 20_000)
    assert cut == "𝒳" * 16_383 + "…"


def excel_rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_csv_for_excel_begins_with_a_mark_and_guards_formulas(made: dict[str, Path]) -> None:
    folder = made["csv-excel"]
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in folder.iterdir())
    texts = {row["text"] for row in excel_rows(folder, "recommendations")}
    assert {guarded(words) for words in hostile.HOSTILE} <= texts
    every = [cell for file in folder.iterdir() for row in excel_rows(folder, file.stem) for cell in row.values()]
    assert not [cell for cell in every if cell.startswith(FORMULA_STARTS)]


def test_csv_for_excel_has_days_beside_partial_dates(made: dict[str, Path]) -> None:
    row = next(row for row in excel_rows(made["csv-excel"], "actions") if row["due"])
    assert (row["due"], row["due_first_day"], row["due_last_day"]) == ("2017-06", "2017-06-01", "2017-06-30")


def test_sqlite_has_types_keys_and_references_that_hold(made: dict[str, Path]) -> None:
    with closing(sqlite3.connect(made["sqlite"])) as base:
        types = base.execute(
            "SELECT DISTINCT typeof(confidence), typeof(page), typeof(inspection_start) FROM judgements"
        )
        assert types.fetchall() == [("real", "integer", "text")]
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert {row[2] for row in base.execute("PRAGMA foreign_key_list(judgements)")} == {"documents", "authorities"}
        keys = [row[1] for row in base.execute("PRAGMA table_info(judgements)") if row[5]]
        assert keys == ["judgement_iri", "document"]


def test_sqlite_holds_every_row_of_every_table(made: dict[str, Path], build: Path) -> None:
    with closing(sqlite3.connect(made["sqlite"])) as base:
        for table in typed.tables(build):
            rows = base.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608
            assert rows == (len(table.rows),), table.name
        assert set(hostile.HOSTILE) <= {row[0] for row in base.execute("SELECT text FROM recommendations")}


def test_sqlite_joins_and_searches(made: dict[str, Path]) -> None:
    with closing(sqlite3.connect(made["sqlite"])) as base:
        view = "SELECT aspect_label, grade_label, report FROM judgements_in_full WHERE aspect = 'lscb'"
        assert base.execute(view).fetchall()[0][1:] == ("Good", "Title of report")
        for name, table in (("findings_in_full", "findings"), ("judgements_in_full", "judgements")):
            counts = f'SELECT (SELECT count(*) FROM {name}), (SELECT count(*) FROM {table} WHERE "primary" = 1)'  # noqa: S608
            shown, there = base.execute(counts).fetchone()
            assert shown == there > 0
        found = "SELECT quote FROM quotes WHERE id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'children')"
        assert base.execute(found).fetchall() == [(hostile.HOSTILE[7],)]


def test_parquet_is_read_back_with_types(made: dict[str, Path], build: Path) -> None:
    for table in typed.tables(build):
        assert parquet.read_table(made["parquet"] / f"{table.name}.parquet").num_rows == len(table.rows)
    found = parquet.read_table(made["parquet"] / "recommendations.parquet")
    assert set(hostile.HOSTILE) <= set(found["text"].to_pylist())
    assert [found.schema.field(name).type for name in ("page", "confidence", "primary", "inspection_start_first_day")] == [
        pa.int64(), pa.float64(), pa.bool_(), pa.date32(),
    ]  # fmt: skip
    assert set(found.to_pandas()["inspection_start_last_day"]) == {date(2017, 5, 2)}


def test_networks_are_read_back_by_networkx(made: dict[str, Path]) -> None:
    graphml = nx.read_graphml(made["graphml"], force_multigraph=True)
    gexf = nx.read_gexf(made["gexf"])
    cytoscape = nx.cytoscape_graph(json.loads(made["cytoscape"].read_text(encoding="utf-8")))
    assert f"{ex.BASE}{ex.AUTHORITY}" in graphml
    assert set(graphml) == set(gexf) == set(cytoscape)
    assert graphml.number_of_edges() == gexf.number_of_edges() == cytoscape.number_of_edges() > 0


@pytest.mark.parametrize("form", ["graphml", "cytoscape"])
def test_hostile_titles_come_through_a_network(made: dict[str, Path], form: str) -> None:
    if form == "graphml":
        graph = nx.read_graphml(made[form], force_multigraph=True)
    else:
        graph = nx.cytoscape_graph(json.loads(made[form].read_text(encoding="utf-8")))
    titles = {data.get("title") for _, data in graph.nodes(data=True)}
    assert {hostile.HOSTILE[0], hostile.HOSTILE[5], hostile.HOSTILE[7], hostile.HOSTILE[9]} <= titles


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib's own reader
def test_jsonld_is_compact_and_read_back_by_rdflib(build: Path, tmp_path: Path) -> None:
    from kg.publish.exports import export

    export(build, "jsonld", tmp_path / "graph.jsonld")
    export(build, "nquads", tmp_path / "graph.nq")
    data = json.loads((tmp_path / "graph.jsonld").read_bytes())
    assert data["@context"]["insp"].endswith("ontology#")
    assert any(node.get("@type") == "insp:Judgement" for graph in data["@graph"] for node in graph["@graph"])
    small = [g for g in data["@graph"] if g["@id"].endswith(f"document/{hostile.READING.id}")]
    found = rdflib.Dataset().parse(data=json.dumps(data | {"@graph": small}), format="json-ld")
    lines = (line for line in (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
             if line.endswith(f"document/{hostile.READING.id}> .\n"))  # fmt: skip
    expected = rdflib.Dataset().parse(data="".join(lines), format="nquads")
    assert {q[:3] for q in found.quads()} == {q[:3] for q in expected.quads()}


@settings(max_examples=40)
@given(
    st.text(max_size=20),
    st.sampled_from(["https://e.org/a", "state:x", "https://w3id.org/inspection-kg/vocab/state/é"]),
)
def test_any_text_and_any_iri_come_through_jsonld(words: str, iri: str) -> None:
    node = ox.NamedNode("https://e.org/s")
    terms = [
        ox.Literal(words),
        ox.Literal(words, language="en"),
        ox.NamedNode(iri),
        ox.Literal("007", datatype=XSD_INTEGER),
    ]
    quads = [ox.Quad(node, ox.NamedNode("https://e.org/p#q"), term, node) for term in terms]
    assert set(ox.parse(jsonld(quads), format=ox.RdfFormat.JSON_LD)) == set(quads)


XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")

# Violations as the recommendation writes them (section 11.1), one ASK each: true means that the cube is not well-formed.
CONSTRAINTS = {
    "IC-1 unique DataSet": """{ ?obs a qb:Observation FILTER NOT EXISTS { ?obs qb:dataSet ?one } } UNION
        { ?obs a qb:Observation ; qb:dataSet ?one, ?two FILTER (?one != ?two) }""",
    "IC-2 unique DSD": """{ ?set a qb:DataSet FILTER NOT EXISTS { ?set qb:structure ?dsd } } UNION
        { ?set a qb:DataSet ; qb:structure ?one, ?two FILTER (?one != ?two) }""",
    "IC-3 DSD includes measure": """?dsd a qb:DataStructureDefinition
        FILTER NOT EXISTS { ?dsd qb:component/qb:measure ?m . ?m a qb:MeasureProperty }""",
    "IC-4 dimensions have range": "?dim a qb:DimensionProperty FILTER NOT EXISTS { ?dim rdfs:range [] }",
    "IC-5 concept dimensions have code lists": """?dim a qb:DimensionProperty ; rdfs:range skos:Concept
        FILTER NOT EXISTS { ?dim qb:codeList [] }""",
    "IC-6 only attributes may be optional": """?dsd qb:component ?part . ?part qb:componentRequired false ; ?role ?what
        FILTER (?role IN (qb:dimension, qb:measure))""",
    "IC-11 all dimensions required": """?obs qb:dataSet/qb:structure/qb:component/qb:dimension ?dim
        FILTER NOT EXISTS { ?obs ?dim [] }""",
    "IC-14 all measures present": """?obs qb:dataSet/qb:structure/qb:component/qb:measure ?m
        FILTER NOT EXISTS { ?obs ?m [] }""",
    "IC-19 codes from code list": """?obs qb:dataSet/qb:structure/qb:component/qb:dimension ?dim . ?dim qb:codeList ?list .
        ?list a skos:ConceptScheme . ?obs ?dim ?code
        FILTER NOT EXISTS { ?code a skos:Concept ; skos:inScheme ?list }""",
    "IC-12 no duplicate observations": """{ SELECT ?key (count(*) AS ?n) {
        { SELECT ?obs (group_concat(str(?value); separator="|") AS ?key) {
            { SELECT ?obs ?dim ?value { ?obs qb:dataSet/qb:structure/qb:component/qb:dimension ?dim . ?obs ?dim ?value }
              ORDER BY ?obs ?dim } } GROUP BY ?obs } } GROUP BY ?key HAVING (?n > 1) }""",
}


def cube(file: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=file, format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_the_cube_is_well_formed(made: dict[str, Path], constraint: str) -> None:
    prefixes = {"qb": "http://purl.org/linked-data/cube#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "skos": "http://www.w3.org/2004/02/skos/core#"}  # fmt: skip
    assert not cube(made["datacube"]).query(f"ASK {{ {CONSTRAINTS[constraint]} }}", prefixes=prefixes)


def test_the_cube_holds_the_numbers_and_leads_to_the_facts(made: dict[str, Path]) -> None:
    found = rdflib.Graph().parse(made["datacube"], format="turtle")
    prov = rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    values = {str(found.value(one, rdflib.URIRef("https://w3id.org/inspection-kg/ontology#value"))): str(fact)
              for one, fact in found.subject_objects(prov)}  # fmt: skip
    assert sorted(values) == ["699", "765"]
    assert all(fact.startswith(f"{ex.BASE}statistic/") for fact in values.values())


def test_annotations_point_at_the_words(made: dict[str, Path]) -> None:
    page = json.loads((made["annotations"] / f"{hostile.READING.id}.jsonld").read_bytes())
    exact = []
    for one in page["items"]:
        quote, position = one["target"]["selector"]
        start, end = position["start"], position["end"]
        assert hostile.TEXT[start:end] == quote["exact"]
        assert hostile.TEXT[:start].endswith(quote["prefix"])
        assert hostile.TEXT[end:].startswith(quote["suffix"])
        exact.append(quote["exact"])
    assert exact == list(hostile.HOSTILE)
    assert page["items"][0]["body"]["label"] == f"Recommendation: {hostile.HOSTILE[0]}"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib's own reader
def test_annotations_are_read_back_as_rdf(made: dict[str, Path]) -> None:
    """With the terms of the standard's own context that they use, as no test asks the network."""
    terms = {"id": "@id", "type": "@type", "@vocab": OA, "label": "http://www.w3.org/2000/01/rdf-schema#label",
             "body": {"@id": f"{OA}hasBody", "@type": "@id"}, "target": f"{OA}hasTarget",
             "source": {"@id": f"{OA}hasSource", "@type": "@id"}, "selector": f"{OA}hasSelector",
             "items": "https://www.w3.org/ns/activitystreams#items"}  # fmt: skip
    data = json.loads((made["annotations"] / f"{hostile.READING.id}.jsonld").read_bytes())
    graph = rdflib.Graph().parse(data=json.dumps(data | {"@context": terms}), format="json-ld")
    words = {str(term) for term in graph.objects(None, rdflib.URIRef(f"{OA}exact"))}
    assert words == set(hostile.HOSTILE)
    assert len(set(graph.subjects(rdflib.URIRef(f"{OA}hasBody")))) == len(hostile.HOSTILE)


def test_a_passage_beyond_its_text_is_said(build: Path, tmp_path: Path) -> None:
    from shutil import copytree

    copytree(build, tmp_path / "build")
    (tmp_path / "build" / "texts" / f"{hostile.READING.id}.txt").write_bytes(b"short")
    with pytest.raises(DataError, match="its text has no characters"):
        export_as(tmp_path / "build", "annotations", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["csv-excel", "xlsx"])
def test_what_stands_in_the_way_is_left_alone(build: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"not empty|is a folder"):
        export_as(build, form, tmp_path / "there")
    assert (tmp_path / "there" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_folder_without_a_build_is_said(tmp_path: Path, form: str) -> None:
    with pytest.raises(BuildNotFound):
        export_as(tmp_path, form, tmp_path / "out")


def test_every_column_is_described(build: Path) -> None:
    missing = [(t.name, c.name) for t in typed.tables(build) for c in t.columns if not described(c.name, t.name)]
    assert missing == []


@pytest.mark.parametrize(("text", "days"), [("2016-02", ("2016-02-01", "2016-02-29")), ("2017", ("2017-01-01", "2017-12-31")),
                                            ("2017-05-02", ("2017-05-02", "2017-05-02"))])  # fmt: skip
def test_a_partial_date_spans_its_days(text: str, days: tuple[str, str]) -> None:
    found = typed.span(text)
    assert found is not None
    assert tuple(day.isoformat() for day in found) == days


@pytest.mark.parametrize("text", ["", "2017-02-30", "2017-13", "0000", "time of the inspection", "２０１７"])
def test_what_is_no_date_has_no_days(text: str) -> None:
    assert typed.span(text) is None
