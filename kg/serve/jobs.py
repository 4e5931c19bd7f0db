"""What a worker does for a request: a query, a saved question, what is said of things, counts of the whole."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import DataError, QueryError, StoreError, UsageError
from kg.graph.names import ALL_PREFIXES
from kg.graph.query import brief, refuse
from kg.graph.store import Readable
from kg.serve.formats import BY_NAME, GRAPHS, RDF_FORMATS, RESULT_FORMATS, SOLUTIONS, chosen, media_types
from kg.serve.limits import Limits
from kg.serve.reply import Job, Reply, problem

Answer = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]
_QUOTED = re.compile(rb'"[^"]*"')
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "documents": "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a insp:Document }",
    "classes": "SELECT ?thing (COUNT(*) AS ?n) { ?s a ?thing } GROUP BY ?thing ORDER BY ?thing",
    "properties": "SELECT ?thing (COUNT(*) AS ?n) { ?s ?thing ?o } GROUP BY ?thing ORDER BY ?thing",
}
"""What is counted for the description of the data set."""


class TooMuch(Exception):
    """An answer is larger than it may be."""


class Bounded:
    """Takes the bytes of an answer up to a limit. Raises TooMuch beyond it."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.chunks: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take bytes, as a file does."""
        self.size += len(data)
        if self.size > self.most:
            raise TooMuch
        self.chunks.append(data)
        return len(data)

    def flush(self) -> None:
        """Nothing to do."""


def perform(store: Readable, job: Job, limits: Limits) -> Reply:
    """Do what a job asks. Every problem with it is a reply of its own."""
    try:
        return _KINDS[job["kind"]](store, job, limits)
    except SyntaxError as error:
        return problem(400, f"not a valid SPARQL query: {brief(error)}")
    except TooMuch:
        return problem(400, f"the answer has more than {limits.answer_bytes:,} bytes: add a LIMIT, or ask for less")
    except (QueryError, UsageError) as error:
        return problem(400, str(error))
    except StoreError as error:
        return problem(502, f"the store behind this server: {error.what}")
    except DataError as error:
        return problem(404, str(error))
    except (OSError, RuntimeError, ValueError) as error:
        return problem(400, f"the query could not be run: {brief(error)}")


def _query(store: Readable, job: Job, limits: Limits) -> Reply:
    refuse(job["query"])
    return answered(_asked(store, job), job, limits)


def _asked(store: Readable, job: Job) -> Answer:
    """`default` and `named` (lists of IRIs) take the place of FROM and FROM NAMED where one of them is given."""
    default, named = ([ox.NamedNode(iri) for iri in job.get(key, ())] for key in ("default", "named"))
    if default or named:
        return store.query(job["query"], prefixes=ALL_PREFIXES, default_graph=list(default), named_graphs=list(named))
    return store.query(job["query"], prefixes=ALL_PREFIXES)


def answered(found: Answer, job: Job, limits: Limits) -> Reply:
    """An answer in the form that the client wants."""
    if not isinstance(found, (ox.QuerySolutions, ox.QueryBoolean)):
        return triples_as(found, job, limits)
    choice = chosen(job.get("accept", ""), SOLUTIONS, job.get("format", ""))
    if choice is None:
        return problem(406, f"this answer can be had as {media_types(SOLUTIONS)}")
    form, media = choice
    out = Bounded(limits.answer_bytes)
    found.serialize(out, format=RESULT_FORMATS[form.name])  # type: ignore[arg-type]
    body = b"".join(out.chunks)
    if isinstance(found, ox.QuerySolutions) and rows_in(body, form.name, limits.rows) > limits.rows:
        return problem(400, f"the answer has more than {limits.rows:,} rows: add a LIMIT, or ask for less")
    return Reply(200, _utf8(media), body)


def _utf8(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def rows_in(body: bytes, form: str, enough: int = 0) -> int:
    """How many rows an answer to a SELECT has, told from its bytes as Oxigraph writes them. Where there are clearly no more
    than `enough`, a number that is no less takes the place of the exact one."""
    if form == "tsv":
        return body.count(b"\n") - 1
    if form == "xml":
        return body.count(b"<result>")
    between = b"\r\n" if form == "csv" else b"},{"
    most = body.count(between) + 1  # those in strings are counted too; to leave them out takes as long as many queries
    if most <= enough:
        return most
    if form == "csv":
        return _QUOTED.sub(b"", body).count(between) - 1
    bare = _STRING.sub(b"", body)
    return 0 if b"[]}" in bare[-4:] else bare.count(between) + 1


def triples_as(found: Iterable[ox.Triple], job: Job, limits: Limits) -> Reply:
    """Triples, sorted, each once, in the form that the client wants."""
    choice = chosen(job.get("accept", ""), GRAPHS, job.get("format", ""))
    if choice is None:
        return problem(406, f"this answer can be had as {media_types(GRAPHS)}")
    form, media = choice
    triples = list(itertools.islice(found, limits.rows + 1))
    if len(triples) > limits.rows:
        return problem(400, f"the answer has more than {limits.rows:,} triples: add a LIMIT, or ask for less")
    lines = sorted(set(triples), key=str)
    used = "".join(map(str, lines))
    prefixes = {name: iri for name, iri in ALL_PREFIXES.items() if iri in used}
    out = Bounded(limits.answer_bytes)
    ox.serialize(lines, out, format=RDF_FORMATS[form.name], prefixes=prefixes)  # type: ignore[arg-type]
    return Reply(200, _utf8(media), b"".join(out.chunks))


def _saved(store: Readable, job: Job, limits: Limits) -> Reply:
    """A saved question, `query`, asked of the `person` that a person typed, "" for none."""
    text = job["query"]
    if job["person"]:
        from kg.questions import people_named, read_question

        text = read_question(job["name"], text).sparql({"person": people_named(store, job["person"])})
    return answered(store.query(text, prefixes=ALL_PREFIXES), job, limits)


def _things(store: Readable, job: Job, limits: Limits) -> Reply:
    """What the graph says of `iris`, with the passages that they rest on. 404 where it says nothing."""
    found = list(itertools.islice(_about(store, job["iris"]), limits.rows + 1))
    if not found:
        return problem(404, "this build has nothing by that name")
    return triples_as(found, job, limits)


def _about(store: Readable, iris: Iterable[str]) -> Iterable[ox.Triple]:
    for iri in iris:
        for quad in store.quads_for_pattern(_node(iri), None, None, ox.DefaultGraph()):
            yield quad.triple
            if quad.predicate.value.endswith("#evidence") and isinstance(quad.object, ox.NamedNode):
                for other in store.quads_for_pattern(quad.object, None, None, ox.DefaultGraph()):
                    yield other.triple


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise DataError(f"{iri!r} is no IRI") from error


def _about_one(store: Readable, job: Job, limits: Limits) -> Reply:
    """What there is to say of `iri`, as `kg explain` says it, as JSON. `base`, `texts`: of the build."""
    from dataclasses import asdict

    from kg.api.explain import Explainer

    found = Explainer(store, job["base"], Path(job["texts"])).explain(job["iri"])
    body = json.dumps(asdict(found), ensure_ascii=False).encode("utf-8", "replace")
    if len(body) > limits.answer_bytes:
        raise TooMuch
    return Reply(200, "application/json", body)


def _counts(store: Readable, job: Job, limits: Limits) -> Reply:
    """One of `COUNTS`, by name."""
    found = store.query(COUNTS[job["name"]], prefixes=ALL_PREFIXES)
    return answered(found, {"format": "json"}, limits)


_KINDS: Mapping[str, Callable[[Readable, Any, Limits], Reply]] = {
    "query": _query,
    "saved": _saved,
    "things": _things,
    "counts": _counts,
    "about": _about_one,
}
"""Every kind of job."""

assert set(BY_NAME) >= set(RESULT_FORMATS) | set(RDF_FORMATS)  # noqa: S101 - a form without a writer is a slip of ours
