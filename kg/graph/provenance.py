"""The provenance graph: which software made this one, its versions and options (PROV-O); no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.graph.names import DERIVED, LABEL, PROV, PROVENANCE, RDFS, REFERENCE, TYPE, dct
from kg.graph.nquads import iri, joined, text
from kg.resolve.paths import digest, document


def provenance_quads(
    versions: Mapping[str, str], options: Mapping[str, str], documents: Iterable[str], base: str
) -> bytes:
    """N-Quads lines of `<base + "graph/provenance">`, sorted, each once.

    `versions`: name of a package → version; `options`: name → value, of those that change the graph;
    `documents`: ids of what was read. The run's IRI is a hash of all three.
    """
    used = sorted(set(documents))
    run = iri(base + "run/" + digest(*_flat(versions), *_flat(options), *used))
    triples = [f"{run} {TYPE} <{PROV}Activity>", f"{run} <{RDFS}label> {text('Build of the graph')}"]
    triples += [f"{run} <{PROV}used> {iri(base + document(identifier))}" for identifier in used]
    for name, version in versions.items():
        agent = iri(base + f"software/{name}/{version}")
        triples += [
            f"{run} <{PROV}wasAssociatedWith> {agent}",
            f"{agent} {TYPE} <{PROV}SoftwareAgent>",
            f"{agent} {LABEL} {text(name)}",
            f"{agent} {dct('hasVersion')} {text(version)}",
        ]
    triples += [f"{run} {dct('description')} {text(f'{name}={value}')}" for name, value in options.items()]
    for graph in (DERIVED, REFERENCE):
        triples.append(f"{iri(base + graph)} <{PROV}wasGeneratedBy> {run}")
    return joined(triples, iri(base + PROVENANCE))


def _flat(values: Mapping[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in sorted(values.items())]
