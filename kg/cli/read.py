"""`kg query`, `kg explain` and `kg export`: what a build says."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import message, result
from kg.cli.options import OUTPUT, Build, Store
from kg.cli.push import opened


class ResultFormat(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"


class ExportFormat(StrEnum):
    """How a build is written: the graph, or (from XLSX on) what other programs take."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    XLSX = "xlsx"
    CSV_EXCEL = "csv-excel"
    SQLITE = "sqlite"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CYTOSCAPE = "cytoscape"
    DATACUBE = "datacube"
    ANNOTATIONS = "annotations"


def query(
    question: Annotated[
        str, typer.Argument(help="SPARQL, a .rq file, or a saved question's name.", show_default=False)
    ],
    build: Build = OUTPUT,
    form: Annotated[ResultFormat, typer.Option("--format", help="How to print.")] = ResultFormat.TABLE,
    store: Store = "",
) -> None:
    """Ask a build a question in SPARQL.

    The prefixes of the project are declared already. A saved question is a file in ontology/queries/.

    \b
    Examples:
      kg query "SELECT ?body ?grade { ?j insp:body ?body ; insp:grade ?grade }"
      kg query questions/grades.rq --format csv > grades.csv
    """
    from kg.api.graph import query_text
    from kg.graph.query import run_query
    from kg.graph.results import write_result
    from kg.questions import find_question, portable, saved_questions

    text = query_text(question)
    if store and question in saved_questions():
        text = portable(find_question(question)).query
    found = run_query(opened(build, store), text)
    if form is not ResultFormat.TABLE:
        write_result(found, form.value, sys.stdout.buffer)
        return
    shown = BytesIO()
    write_result(found, form.value, shown)
    result(shown.getvalue().decode().rstrip("\n"))


def explain(
    iri: Annotated[str, typer.Argument(help="IRI, or the part below the base.", show_default=False)],
    build: Build = OUTPUT,
) -> None:
    """Show a fact with the words that state it.

    Each passage stands in its context, with page, section and the rule that read it. Other things show their
    values and the facts about them.

    \b
    Example:
      kg explain judgement/E10000031/2017-05-02/adoption/good
    """
    import kg

    result(str(kg.open(build).explain(iri)))


def export(
    form: Annotated[ExportFormat, typer.Option("--format", help="How to write.", show_default=False)],
    to: Annotated[
        Path | None, typer.Option(help="File or folder to write [default: stdout]", show_default=False)
    ] = None,
    build: Build = OUTPUT,
) -> None:
    """Write a build for other programs.

    turtle, trig, nquads, jsonld and rdfxml hold the whole graph. xlsx and sqlite hold the tables in one file, csv-excel
    and parquet in a folder; graphml, gexf and cytoscape the network that `kg view` draws; datacube the statistics;
    annotations a file for each document.

    \b
    Examples:
      kg export --format nquads --to graph.nq
      kg export --format xlsx --to tables.xlsx
    """
    import kg

    graph = kg.open(build)
    if to is None:
        graph.export(form.value, sys.stdout.buffer)
        return
    graph.export(form.value, to)
    message(f"Wrote {to}")
