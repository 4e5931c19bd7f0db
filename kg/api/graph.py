"""A build, opened."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, overload

from kg.api.answer import Answer
from kg.api.explain import Explainer
from kg.api.explanation import Explanation
from kg.api.picture import Picture
from kg.errors import UsageError
from kg.graph.query import Rows, Triples, run_query
from kg.graph.store import base_of, open_store
from kg.publish.staging import recover
from kg.settings import DEFAULT_BASE, default_workers, ontology_dir

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from kg.analyse import Analysis
    from kg.graph.validate import Violation


class Graph:
    """A build's knowledge graph, for reading. `kg.open(folder)` makes one.

    Queries see the union of all documents' graphs, of what was derived and of the registers; `GRAPH ?g { … }`
    reaches each one.
    """

    def __init__(self, folder: Path) -> None:
        """Opens the build in a folder. Raises BuildNotFound when it holds none."""
        recover(folder.absolute())
        self.folder = folder
        self.store = open_store(folder / "store")

    def __repr__(self) -> str:
        return f"kg.open({str(self.folder)!r})"

    @cached_property
    def base(self) -> str:
        """The IRI that this build's things are named below."""
        return base_of(self.store) or DEFAULT_BASE

    @overload
    def query(self, question: str, *, frame: Literal[True]) -> pd.DataFrame: ...
    @overload
    def query(self, question: str, *, frame: Literal[False] = False) -> Answer | rdflib.Graph | bool: ...
    def query(self, question: str, *, frame: bool = False) -> Answer | rdflib.Graph | bool | pd.DataFrame:
        """Asks a question: SPARQL (the project's prefixes are declared), a `.rq` file, or a saved question's
        name.

        SELECT gives an `Answer`, or a pandas DataFrame with `frame=True`, whatever is installed; ASK gives a
        bool; CONSTRUCT and DESCRIBE give an rdflib Graph. Raises QueryError when the query cannot be run,
        UsageError when there is no such file or question or `frame` is asked of another query than a SELECT,
        and MissingExtra when pandas is needed and not installed.
        """
        found = run_query(self.store, query_text(question))
        if isinstance(found, Rows):
            answer = Answer(found.columns, found)
            return answer.to_frame() if frame else answer
        if frame:
            raise UsageError("frame=True needs a SELECT; this query gives no rows")
        if isinstance(found, Triples):
            from kg.api.convert import triples_to_rdflib

            return triples_to_rdflib(found)
        return found

    def write(self, question: str, form: str, out: BinaryIO) -> None:
        """Asks a question and writes the answer: table, csv, json, xml, or turtle for a CONSTRUCT or
        DESCRIBE.

        Raises what `query` raises, and UsageError for a format that the answer does not have.
        """
        from kg.graph.results import write_result

        write_result(run_query(self.store, query_text(question)), form, out)

    def explain(self, iri: str) -> Explanation:
        """Explains a fact or a thing, by its full IRI or the part below the base.

        Raises DataError when the build does not know it.
        """
        return Explainer(self.store, self.base, self.folder / "texts").explain(iri)

    def view(self, thing: str | None = None, depth: int = 2, by: str = "") -> Picture:
        """The graph as an interactive picture, which a notebook shows: the whole, or what can be reached from a thing
        (IRI or name) in `depth` steps; `by` as in `kg view`. Raises UsageError for an unknown thing or view."""
        from kg.publish.network_view import network_page

        return Picture(network_page(self.folder, self.base, thing, depth, by))

    def to_rdflib(self) -> rdflib.Dataset:
        """The whole graph as an rdflib Dataset in memory, a named graph for each document; about 30,000 quads
        a second. Its default graph is the union."""
        from kg.api.convert import to_rdflib

        return to_rdflib(self.store)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Things and facts as a networkx MultiDiGraph: see `kg.api.convert.to_networkx` for nodes and
        edges."""
        from kg.api.convert import to_networkx

        return to_networkx(self.store)

    def network(self, name: str) -> nx.Graph[str]:
        """One of the networks of `kg analyse` as a networkx Graph or DiGraph: authorities, neighbours, themes,
        recommendations, inspectors, leads, bodies, offices or documents. Nodes are IRIs with a `label`, edges have a
        `weight`; see `kg.analyse.networks` for what each is. Raises UsageError for another name."""
        from kg.analyse import Facts, draw

        return draw(Facts(self.store), name).graph

    def analyse(self) -> Analysis:
        """The questions of `kg analyse` answered in sentences: iterate over them, or take one by its name. A notebook shows
        them. About as long as `kg analyse` takes; nothing is written."""
        from kg.analyse import analyse

        return analyse(self.store)

    def validate(self, workers: int | None = None) -> list[Violation]:
        """Checks the build against the SHACL shapes; an empty list when it conforms."""
        from kg.graph.validate import validate_build

        return validate_build(self.folder, workers or default_workers())

    def export(self, form: str, to: Path | BinaryIO) -> None:
        """Writes the whole graph, sorted: turtle, trig, nquads, jsonld or rdfxml; or, to a path only, what
        `kg.publish.formats.catalogue` lists: tables, the network, statistics or annotations for other programs.

        Raises UsageError for another format, or where the file cannot be written; MissingExtra where a format needs a
        package that is not installed.
        """
        from kg.publish.exports import FORMATS, export
        from kg.publish.formats.catalogue import FORMATS as OTHERS
        from kg.publish.formats.catalogue import export_as

        if form in OTHERS:
            if not isinstance(to, Path):
                raise UsageError(f"{form} is written to a path of its own: name one (--to)")
            export_as(self.folder, form, to)
            return

        if not isinstance(to, Path):
            if form not in FORMATS:
                raise UsageError(f"unknown format {form!r}: one of {', '.join(FORMATS)}")
            to.write(FORMATS[form](self.store))
            return
        try:
            export(self.folder, form, to)
        except OSError as error:
            raise UsageError(f"{to}: cannot be written ({error.strerror}); name another file") from error


def query_text(question: str) -> str:
    """The SPARQL of a question: itself, the content of a `.rq` file, or a saved question by name.

    Raises UsageError when it looks like a file or a name and there is none.
    """
    is_file = question.endswith(".rq")
    if any(sign in question for sign in "{}\n") or (" " in question and not is_file):
        return question
    saved = {path.stem: path for path in sorted((ontology_dir() / "queries").glob("*.rq"))}
    path = Path(question) if is_file else saved.get(question)
    if path is None:
        known = f"; saved questions are {', '.join(saved)}" if saved else ""
        raise UsageError(f"{question!r} is no SPARQL, no .rq file and no saved question{known}")
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{question}: cannot be read as text ({error}); name another file") from error
