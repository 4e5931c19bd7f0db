"""Facts as Web Annotations (https://www.w3.org/TR/annotation-model/): a JSON-LD file for each document, in which each
passage that states a fact is an annotation.

Selectors count in the document's text under `texts/`: a TextPositionSelector in code points, from 0, its end exclusive;
a TextQuoteSelector beside it finds the same words after the text has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import DataError
from kg.graph.names import INSP, OA, RDF
from kg.graph.store import base_of, open_store
from kg.publish.source import notation

CONTEXT = 32
"""Characters of the text before and after a quote."""
_ID = re.compile(r"[0-9a-f]{16}")
_SAYS = (
    "text", "gradeAsWritten", "statedValue", "indicatorText", "postTitle", "nameAsWritten", "speakerAsWritten",
    "provisionTitle", "provision",
)  # fmt: skip
"""What a fact says, the first that it has."""


def write_annotations(build: Path, out: Path) -> None:
    """Write `{document id}.jsonld` for every document with facts into the folder, which is there. Raises BuildNotFound,
    and DataError where a document's text is missing or shorter than a passage."""
    store = open_store(build / "store")
    base = base_of(store)
    graphs = (name for name in store.named_graphs() if isinstance(name, ox.NamedNode))
    for graph in sorted(graphs, key=str):
        name = graph.value.removeprefix(f"{base}document/")
        if not _ID.fullmatch(name):
            continue
        items = list(_items(store, graph, _text(build / "texts" / f"{name}.txt"), base))
        if items:
            page = {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": f"{base}annotations/{name}",
                "type": "AnnotationPage",
                "items": items,
            }
            (out / f"{name}.jsonld").write_bytes((json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode())


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode()  # bytes: line ends count as they are
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: the document's text cannot be read ({error}); run `kg build` again") from error


def _items(store: ox.Store, graph: ox.NamedNode, text: str, base: str) -> Iterator[dict[str, Any]]:
    evidence = store.quads_for_pattern(None, ox.NamedNode(f"{INSP}evidence"), None, graph)
    found = sorted((*_span(store, graph, quad.object), str(quad.subject), quad.subject) for quad in evidence)
    for start, end, _, fact in found:
        if not 0 <= start < end <= len(text):
            raise DataError(f"{graph.value}: its text has no characters {start} to {end}; run `kg build` again")
        iri = str(fact)[1:-1]
        yield {
            "id": f"{graph.value}/annotation/{start}-{end}/{iri.removeprefix(base)}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": {"id": iri, "label": _label(store, graph, fact)},
            "target": {
                "source": graph.value,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": text[start:end],
                        "prefix": text[max(0, start - CONTEXT) : start],
                        "suffix": text[end : end + CONTEXT],
                    },
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            },
        }


def _span(store: ox.Store, graph: ox.NamedNode, passage: Any) -> tuple[int, int]:
    return (int(_one(store, graph, passage, f"{OA}start") or -1), int(_one(store, graph, passage, f"{OA}end") or -1))


def _label(store: ox.Store, graph: ox.NamedNode, fact: Any) -> str:
    """Its class, and what it says: Judgement: Good."""
    kind = _one(store, graph, fact, f"{RDF}type").rpartition("#")[2]
    says = next(filter(None, (_one(store, graph, fact, f"{INSP}{name}") for name in _SAYS)), "")
    return f"{kind}: {notation(says)}" if says else kind


def _one(store: ox.Store, graph: ox.NamedNode, subject: Any, predicate: str) -> str:
    found = store.quads_for_pattern(subject, ox.NamedNode(predicate), None, graph)
    return min((quad.object.value for quad in found if not isinstance(quad.object, ox.Triple)), default="")
