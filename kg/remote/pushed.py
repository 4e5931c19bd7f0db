"""What a store says of what was pushed to it: a small graph of its own, from which an interrupted push goes on.

It is written in words of VoID, of the SPARQL service description and of SPDX (as DCAT uses them for checksums):

    <…/graph/pushed> a void:Dataset ; void:uriSpace "…/id/" ; sd:defaultGraph <…/graph/union> .
    <…/graph/pushed#{first 16 of the sha256 of the graph's IRI}> a sd:NamedGraph ; sd:name <graph> ;
        void:triples 259 ; spdx:checksumValue "sha256 of the graph's sorted N-Triples lines" .

A graph that is being changed has a name there, and neither number nor checksum.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.names import RDF
from kg.graph.nquads import XSD

PUSHED, UNION = "graph/pushed", "graph/union"
"""Below the base: this graph, and the one that holds each triple once where a store's default graph cannot."""
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
SPDX = "http://spdx.org/rdf/terms#"


@dataclass(frozen=True, slots=True)
class Version:
    """What a graph holds: how many triples, and the checksum of its lines. Two empty values for what is not known."""

    triples: int = -1
    checksum: str = ""

    @property
    def known(self) -> bool:
        """Whether the graph was there as a whole."""
        return bool(self.checksum)


def head(base: str, union: str) -> str:
    """The lines that say whose graphs these are. `union`: IRI of the graph that is the default one, "" for the store's
    own."""
    me = f"<{base}{PUSHED}>"
    lines = [f"{me} <{RDF}type> <{VOID}Dataset> .", f'{me} <{VOID}uriSpace> "{base}" .']
    if union:
        lines.append(f"{me} <{SD}defaultGraph> <{union}> .")
    return "".join(f"{line}\n" for line in lines)


def entry(base: str, name: str, version: Version) -> str:
    """The lines that say what a graph holds."""
    me = f"<{base}{PUSHED}#{hashlib.sha256(name.encode()).hexdigest()[:16]}>"
    lines = [f"{me} <{RDF}type> <{SD}NamedGraph> .", f"{me} <{SD}name> <{name}> ."]
    if version.known:
        lines.append(f'{me} <{VOID}triples> "{version.triples}"^^<{XSD}integer> .')
        lines.append(f'{me} <{SPDX}checksumValue> "{version.checksum}" .')
    return "".join(f"{line}\n" for line in lines)


def written(base: str, union: str, versions: Mapping[str, Version]) -> bytes:
    """The whole graph as N-Triples."""
    return (head(base, union) + "".join(entry(base, name, versions[name]) for name in sorted(versions))).encode()


def heads_query() -> str:
    """Asks for the base and the default graph of everything that was pushed to a store."""
    return f"""SELECT ?base ?union WHERE {{ GRAPH ?pushed {{
  ?pushed a <{VOID}Dataset> ; <{VOID}uriSpace> ?base . OPTIONAL {{ ?pushed <{SD}defaultGraph> ?union }} }} }}"""


def versions_query(base: str) -> str:
    """Asks for what each graph holds."""
    return f"""SELECT ?name ?triples ?checksum WHERE {{ GRAPH <{base}{PUSHED}> {{
  ?entry a <{SD}NamedGraph> ; <{SD}name> ?name .
  OPTIONAL {{ ?entry <{VOID}triples> ?triples ; <{SPDX}checksumValue> ?checksum }} }} }}"""


def versions_of(rows: Iterable[tuple[object, ...]]) -> dict[str, Version]:
    """The rows of `versions_query`. A graph with two versions is one that is not known."""
    found: dict[str, Version] = {}
    for name, triples, checksum in rows:
        one = Version(triples, str(checksum)) if isinstance(triples, int) and checksum else Version()
        found[str(name)] = one if str(name) not in found else Version()
    return found


def union_checksum(versions: Mapping[str, Version]) -> str:
    """The checksum of the union of graphs: that of their checksums."""
    lines = (f"{name} {versions[name].checksum}\n" for name in sorted(versions))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
