"""JSON-LD 1.1 with a context: keys and values by the project's prefixes, a named graph for each document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kg.graph.names import ALL_PREFIXES, PREFIXES, RDF

_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}", re.ASCII)
"""Integers that JSON holds as they are."""
_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)
_BOOLEANS = {"true": True, "false": False}


def jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """Quads as JSON-LD, a node a line; they come by graph and then by subject, and keep their order."""
    context = _context(quads := list(quads))
    graphs = (_graph(graph, found, context) for graph, found in groupby(quads, key=lambda quad: quad.graph_name))
    head = json.dumps(context, ensure_ascii=False, indent=1)
    body = ",\n".join(graphs)
    return f'{{"@context": {head},\n"@graph": [\n{body}\n]}}\n'.encode()


def _context(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """The prefixes, without those that begin an IRI of the graph: `state:x` would be read as another."""
    nodes = (node for quad in quads for node in (quad.subject, quad.predicate, quad.object, quad.graph_name))
    schemes = {node.value.partition(":")[0] for node in nodes if isinstance(node, ox.NamedNode)}
    return {name: iri for name, iri in sorted(ALL_PREFIXES.items()) if name not in schemes}


def _graph(graph: Any, quads: Iterable[ox.Quad], context: dict[str, str]) -> str:
    nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in _nodes(quads, context))
    if isinstance(graph, ox.DefaultGraph):
        return nodes
    return f'{{"@id": {json.dumps(_name(graph, context))}, "@graph": [\n{nodes}\n]}}'


def _nodes(quads: Iterable[ox.Quad], context: dict[str, str]) -> Iterator[dict[str, Any]]:
    for subject, found in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": _name(subject, context)}
        for quad in found:
            is_type = quad.predicate.value == f"{RDF}type" and isinstance(quad.object, ox.NamedNode)
            key = "@type" if is_type else _name(quad.predicate, context)
            value = _name(quad.object, context) if is_type else _value(quad.object, context)
            node.setdefault(key, []).append(value)
        yield {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}


def _value(term: Any, context: dict[str, str]) -> Any:
    if not isinstance(term, ox.Literal):
        return {"@id": _name(term, context)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value
    if kind == f"{_XSD}string":
        return term.value
    if kind == f"{_XSD}integer" and _INTEGER.fullmatch(term.value):
        return int(term.value)
    if kind == f"{_XSD}boolean" and term.value in _BOOLEANS:
        return _BOOLEANS[term.value]
    return {"@value": term.value, "@type": _name(term.datatype, context)}


def _name(term: Any, context: dict[str, str]) -> str:
    """A term's IRI, compact where a prefix of the context begins it."""
    if isinstance(term, ox.BlankNode):
        return str(term)
    start, local = _split(term.value)
    prefix = _BY_IRI.get(start, "")
    return f"{prefix}:{local}" if prefix in context and _LOCAL.fullmatch(local) else str(term.value)


def _split(iri: str) -> tuple[str, str]:
    place = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:place], iri[place:]


_BY_IRI = {iri: name for name, iri in ALL_PREFIXES.items()}
