"""A build as rdflib and networkx objects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.api.explain import UNION, local_name, shown
from kg.graph.names import ALL_PREFIXES, DCT, FOAF, INSP, PREFIXES, RDFS, SKOS, TYPE, VOCAB
from kg.graph.query import Triples, python_value

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

_TYPE = ox.NamedNode(TYPE.strip("<>"))
_EVIDENCE = ox.NamedNode(INSP + "evidence")
_LABELS = tuple(ox.NamedNode(iri) for iri in (SKOS + "prefLabel", FOAF + "name", DCT + "title", RDFS + "label"))
_NOT_NODES = frozenset(INSP + name for name in ("Passage",))
_SCHEMAS = (SKOS, RDFS, "http://www.w3.org/2002/07/owl#", "http://www.w3.org/ns/shacl#")


def to_rdflib(store: ox.Store) -> rdflib.Dataset:
    """Every named graph of a store as an rdflib Dataset in memory, with the project's prefixes bound."""
    import rdflib
    from rdflib.namespace import NamespaceManager

    dataset = rdflib.Dataset(default_union=True)
    dataset.namespace_manager = NamespaceManager(dataset, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace)
    term = lru_cache(maxsize=1_000_000)(_rdflib_term)
    for name in store.named_graphs():
        graph = dataset.graph(term(name))
        quads = store.quads_for_pattern(None, None, None, name)
        graph.addN((term(q.subject), term(q.predicate), term(q.object), graph) for q in quads)
    return dataset


def triples_to_rdflib(triples: Triples) -> rdflib.Graph:
    """What a CONSTRUCT or DESCRIBE gave, as an rdflib Graph."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in ALL_PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples.triples:
        graph.add((_rdflib_term(triple.subject), _rdflib_term(triple.predicate), _rdflib_term(triple.object)))
    return graph


def _rdflib_term(term: Any) -> Any:
    """A term of pyoxigraph as one of rdflib. Plain strings lose the datatype that the store gives them, for
    in rdflib a literal with xsd:string is another term than one without."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(datatype))


def to_networkx(store: ox.Store) -> nx.MultiDiGraph[str]:
    """Things and facts as a networkx MultiDiGraph.

    Nodes are the IRIs that have a class, but for passages and what the ontology itself consists of. A node's
    attributes are `kind` (local name of its class; several are sorted and joined by "; "), `label` (its name,
    or the last part of its IRI), `passages` (how many passages state it), and its other values by the
    property's local name: literals as Python values, concepts by notation, tuples where there are several.
    Edges lead from a thing to each thing that it names; their key is the property's local name.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for subject, kinds in sorted(_kinds(store).items()):
        graph.add_node(subject, **_attributes(store, subject, kinds))
    for subject in list(graph):
        for name, target in sorted(_links(store, subject)):
            if target in graph:
                graph.add_edge(subject, target, key=name)
    return graph


def _kinds(store: ox.Store) -> dict[str, tuple[str, ...]]:
    """The classes of each node."""
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, _TYPE, None, UNION):
        if isinstance(quad.subject, ox.NamedNode) and _is_node(quad.subject.value, shown(quad.object)):
            found.setdefault(quad.subject.value, set()).add(local_name(quad.object))
    return {subject: tuple(sorted(kinds)) for subject, kinds in found.items()}


def _is_node(subject: str, kind: str) -> bool:
    return kind not in _NOT_NODES and not kind.startswith(_SCHEMAS) and not subject.startswith((INSP, VOCAB))


def _attributes(store: ox.Store, subject: str, kinds: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, set[Any]] = {}
    passages = 0
    for quad in store.quads_for_pattern(ox.NamedNode(subject), None, None, UNION):
        passages += quad.predicate == _EVIDENCE
        if isinstance(quad.object, ox.Literal):
            values.setdefault(local_name(quad.predicate), set()).add(python_value(quad.object))
        elif shown(quad.object).startswith(VOCAB):
            values.setdefault(local_name(quad.predicate), set()).add(local_name(quad.object))
    several = {name: tuple(sorted(values[name], key=str)) for name in sorted(values)}
    plain = {name: found[0] if len(found) == 1 else found for name, found in several.items()}
    return plain | {"kind": "; ".join(kinds), "label": _label(store, subject), "passages": passages}


def _label(store: ox.Store, subject: str) -> str:
    node = ox.NamedNode(subject)
    for edge in _LABELS:
        names = [shown(quad.object) for quad in store.quads_for_pattern(node, edge, None, UNION)]
        if names:
            return min(names)
    return local_name(node)


def _links(store: ox.Store, subject: str) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(ox.NamedNode(subject), None, None, UNION):
        if isinstance(quad.object, ox.NamedNode):
            yield local_name(quad.predicate), quad.object.value
