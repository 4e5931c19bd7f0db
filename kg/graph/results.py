"""Query results as files: a table for people, and the W3C's CSV, JSON, XML and Turtle for programs."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.csv_text import csv_text
from kg.errors import UsageError
from kg.graph.names import ALL_PREFIXES
from kg.graph.query import Rows, Triples, columns_of

Result = Rows | Triples | bool
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_SRX = "http://www.w3.org/2005/sparql-results#"


def write_result(result: Result, form: str, out: BinaryIO) -> None:
    """Write a result in one of `FORMATS`. Raises UsageError for another name, or Turtle for a SELECT or
    ASK."""
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}: one of {', '.join(FORMATS)}")
    out.write(FORMATS[form](result))


def _terms(result: Result) -> Sequence[Sequence[_Term]]:
    if isinstance(result, Rows):
        return result.terms
    if isinstance(result, Triples):
        return [(t.subject, t.predicate, t.object) for t in result.triples]
    return [(ox.Literal(result),)]


def _plain(term: _Term) -> str:
    """A term as a person reads it: the IRI or the words, no quote marks and no datatype."""
    if term is None:
        return ""
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)


def _table(result: Result) -> bytes:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if isinstance(result, bool):
        return b"yes\n" if result else b"no\n"
    table = Table()
    for name in columns_of(result):
        table.add_column(Text(name), overflow="fold")
    for row in _terms(result):
        table.add_row(*(Text(_plain(term)) for term in row))
    console = Console(file=io.StringIO(), width=None, highlight=False)
    with console.capture() as capture:
        console.print(table)
        console.print(f"{len(result)} row{'' if len(result) == 1 else 's'}")
    return capture.get().encode()


def _csv(result: Result) -> bytes:
    rows = (map(_plain, row) for row in _terms(result))
    return csv_text([columns_of(result), *rows]).encode()


def _json_term(term: _Term) -> dict[str, str]:
    if isinstance(term, ox.Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    return {"type": "bnode", "value": str(term).removeprefix("_:")}


def _json(result: Result) -> bytes:
    if isinstance(result, bool):
        return json.dumps({"head": {}, "boolean": result}).encode() + b"\n"
    names = columns_of(result)
    bindings = [
        {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in _terms(result)
    ]
    document = {"head": {"vars": list(names)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _xml_term(term: _Term) -> str:
    if isinstance(term, ox.Literal):
        kind = ""
        if term.language:
            kind = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value != _STRING:
            kind = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{kind}>{escape(term.value)}</literal>"
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    return f"<bnode>{escape(str(term).removeprefix('_:'))}</bnode>"


def _xml(result: Result) -> bytes:
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_SRX}">']
    if isinstance(result, bool):
        parts += ["<head/>", f"<boolean>{str(result).lower()}</boolean>"]
    else:
        names = columns_of(result)
        parts.append("<head>" + "".join(f"<variable name={quoteattr(n)}/>" for n in names) + "</head><results>")
        for row in _terms(result):
            cells = (
                f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
                for name, term in zip(names, row, strict=True)
                if term is not None
            )
            parts.append(f"<result>{''.join(cells)}</result>")
        parts.append("</results>")
    return "\n".join([*parts, "</sparql>", ""]).encode()


def _turtle(result: Result) -> bytes:
    if not isinstance(result, Triples):
        raise UsageError("Turtle is for CONSTRUCT and DESCRIBE: take table, csv, json or xml for this query")
    return ox.serialize(result.triples, format=ox.RdfFormat.TURTLE, prefixes=ALL_PREFIXES) or b""


FORMATS: Mapping[str, Callable[[Result], bytes]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "xml": _xml,
    "turtle": _turtle,
}
"""Every format of a query's result, by its name."""
