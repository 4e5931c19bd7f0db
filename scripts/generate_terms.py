"""Write `kg/terms.py` and `kg/namespaces.py` from `ontology/inspection.ttl`.

With `--check` nothing is written, and the exit code is 1 when one of them is stale.
"""

from __future__ import annotations

import argparse
import keyword
import sys
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parent.parent
NAMESPACE = "https://w3id.org/inspection-kg/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
HEAD = """# ruff: noqa: N815  (the names are those of the ontology)
\"\"\"GENERATED from ontology/inspection.ttl by scripts/generate_terms.py: do not edit.

"""
TERMS = '''{head}Every class and property of our own, as plain strings: `INSP.Judgement` is its IRI.
An unknown name is an AttributeError; a name that is a keyword of Python ends with "_".
For rdflib see `kg.namespaces`.
"""

from __future__ import annotations

from typing import Final

NAMESPACE: Final = "{namespace}"
VOCAB: Final = "https://w3id.org/inspection-kg/vocab/"


class _Insp:
    """The terms of the inspection ontology; cannot be changed."""

    __slots__ = ()

{constants}


INSP: Final = _Insp()
'''
NAMESPACES = '''{head}The same terms for rdflib: `INSP.Judgement` is a URIRef; an unknown name is an error.
Importing this module imports rdflib, so what must start fast uses `kg.terms`.
"""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class INSP(DefinedNamespace):
    """The inspection ontology."""

    _fail = True
    _NS = Namespace("{namespace}")
    _extras = [{extras}]  # noqa: RUF012  (rdflib asks for a list here)

{annotations}
'''


def terms(ontology: Path) -> Mapping[str, str]:
    """Local name -> label of every class and property that the ontology declares, classes first."""
    found: dict[str, str] = {}
    for triple in ox.parse(path=ontology, format=ox.RdfFormat.TURTLE):
        if triple.predicate.value == RDFS + "label" and triple.subject.value.startswith(NAMESPACE):
            found[triple.subject.value.removeprefix(NAMESPACE)] = triple.object.value
    return dict(sorted(found.items(), key=lambda item: (item[0][0].islower(), item[0])))


def terms_module(found: Mapping[str, str]) -> str:
    """The text of `kg/terms.py`."""
    constants = "\n".join(f'    {_attribute(name)}: Final = NAMESPACE + "{name}"' for name in found)
    return TERMS.format(head=HEAD, namespace=NAMESPACE, constants=constants)


def namespaces_module(found: Mapping[str, str]) -> str:
    """The text of `kg/namespaces.py`."""
    annotations = "\n".join(
        f"    {name}: URIRef  # {label}" for name, label in found.items() if not keyword.iskeyword(name)
    )
    extras = ", ".join(f'"{name}"' for name in found if keyword.iskeyword(name))
    return NAMESPACES.format(head=HEAD, namespace=NAMESPACE, annotations=annotations, extras=extras)


def _attribute(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def main() -> int:
    """Write or check both files; the exit code."""
    parser = argparse.ArgumentParser(description="Write the terms of the ontology as Python modules.")
    parser.add_argument("--check", action="store_true", help="only check that they are fresh")
    check = parser.parse_args().check
    found = terms(ROOT / "ontology" / "inspection.ttl")
    files = {
        ROOT / "kg" / "terms.py": terms_module(found),
        ROOT / "kg" / "namespaces.py": namespaces_module(found),
    }
    stale = [p for p, text in files.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for path in stale:
        if check:
            print(f"{path.relative_to(ROOT)} is stale: run python scripts/generate_terms.py", file=sys.stderr)
        else:
            path.write_text(files[path], encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
