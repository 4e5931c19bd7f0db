"""Reads from a store what there is to say of one IRI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.api.explanation import Explanation, PassageInContext
from kg.errors import DataError, UsageError
from kg.graph.names import COMMENT, DCT, DERIVED_FROM, INSP, OA, TYPE, VOCAB
from kg.graph.query import Iri, run_query
from kg.graph.store import Readable

CONTEXT = 160
UNION = ox.DefaultGraph()
_LOCAL = re.compile(r"[^/#]+$")
_DOCUMENT_ID = re.compile(r"[0-9a-f]{16}")

Subject = ox.NamedNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def _node(term: str) -> ox.NamedNode:
    return ox.NamedNode(term.strip("<>"))


_TYPE, _COMMENT, _DERIVED = map(_node, (TYPE, COMMENT, DERIVED_FROM))
_EVIDENCE, _CONFIDENCE, _EXTRACTOR, _PATH, _PAGE, _SECTION, _PASSAGE = (
    ox.NamedNode(INSP + name) for name in ("evidence", "confidence", "extractor", "path", "page", "section", "Passage")
)
_PART_OF, _TITLE = ox.NamedNode(DCT + "isPartOf"), ox.NamedNode(DCT + "title")
_START, _END, _EXACT = (ox.NamedNode(OA + name) for name in ("start", "end", "exact"))
_APART = {_TYPE, _EVIDENCE, _COMMENT, _DERIVED, _CONFIDENCE, _EXTRACTOR}


class Explainer:
    """Explains what stands in one build. `base` is what paths are below; `texts` holds the documents'
    texts."""

    def __init__(self, store: Readable, base: str, texts: Path) -> None:
        self.store, self.base, self.texts = store, base, texts

    def explain(self, name: str) -> Explanation:
        """Explains an IRI, or a path below the base.

        Raises UsageError for what cannot be an IRI, DataError for one that the build does not know.
        """
        try:
            subject = ox.NamedNode(name if "://" in name else self.base + name.lstrip("/"))
        except ValueError as error:
            raise UsageError(f"{name!r} is no IRI and no path of one") from error
        if not self._known(subject):
            raise DataError(f"{subject.value}: this build has nothing by that name; kg query finds names")
        return self._explanation(subject, depth=1)

    def _known(self, subject: Subject) -> bool:
        return next(self.store.quads_for_pattern(subject, None, None, UNION), None) is not None

    def _explanation(self, subject: Subject, depth: int) -> Explanation:
        quads = list(self.store.quads_for_pattern(subject, None, None, UNION))
        kinds = sorted(local_name(quad.object) for quad in quads if quad.predicate == _TYPE)
        values = sorted(
            (local_name(quad.predicate), self._value(quad.object)) for quad in quads if quad.predicate not in _APART
        )
        rests = sorted((quad.object for quad in quads if quad.predicate == _DERIVED and depth), key=str)
        return Explanation(
            iri=subject.value,
            kinds=tuple(kinds),
            values=tuple(values),
            passages=tuple(self._passages(subject)),
            reason=" ".join(shown(quad.object) for quad in quads if quad.predicate == _COMMENT),
            rests_on=tuple(self._explanation(fact, 0) for fact in rests if isinstance(fact, ox.NamedNode)),
            facts=self._facts(subject) if depth else (),
        )

    def _value(self, term: Term) -> str:
        """A value as words: a concept's notation, the part of an IRI below the base, or the term in full."""
        if isinstance(term, ox.NamedNode) and term.value.startswith(VOCAB):
            return local_name(term)
        return shown(term).removeprefix(self.base) if isinstance(term, ox.NamedNode) else shown(term)

    def _facts(self, subject: Subject) -> tuple[str, ...]:
        """The facts about a thing: what names it and has words that state it."""
        query = f"SELECT DISTINCT ?fact WHERE {{ ?fact ?edge {subject} ; insp:evidence ?passage }}"
        return tuple(sorted(str(fact) for (fact,) in run_query(self.store, query) if isinstance(fact, Iri)))  # type: ignore[union-attr]

    def _passages(self, subject: Subject) -> Iterator[PassageInContext]:
        """The passages of a fact, the surest first; a passage is its own."""
        if next(self.store.quads_for_pattern(subject, _TYPE, _PASSAGE, UNION), None):
            yield self._passage(subject, None)
            return
        found = [
            self._passage(quad.object, subject)
            for quad in self.store.quads_for_pattern(subject, _EVIDENCE, None, UNION)
            if isinstance(quad.object, ox.NamedNode)
        ]
        yield from sorted(found, key=lambda p: (-(p.confidence or 0.0), p.document, p.start, p.end))

    def _passage(self, passage: Subject, fact: Subject | None) -> PassageInContext:
        document = self._one(passage, _PART_OF)
        start, end = (int(shown(self._one(passage, edge)) or 0) for edge in (_START, _END))
        text = self._text(document)
        graph = document if isinstance(document, ox.NamedNode) else None
        sure = self._one(fact, _CONFIDENCE, graph) if fact else None
        return PassageInContext(
            iri=passage.value,
            document=shown(self._one(document, _PATH)) or shown(document),
            title=shown(self._one(document, _TITLE)),
            page=int(shown(self._one(passage, _PAGE)) or 1),
            section=shown(self._one(passage, _SECTION)),
            start=start,
            end=end,
            exact=shown(self._one(passage, _EXACT)),
            before=_before(text, start),
            after=_after(text, end),
            confidence=float(shown(sure)) if sure is not None else None,
            extractor=shown(self._one(fact, _EXTRACTOR, graph)) if fact else "",
        )

    def _one(self, subject: Term | None, edge: Subject, graph: Subject | None = None) -> Term | None:
        """The first value of a property, in a document's own graph or in the union."""
        if not isinstance(subject, ox.NamedNode):
            return None
        values = [quad.object for quad in self.store.quads_for_pattern(subject, edge, None, graph or UNION)]
        return min(values, key=str, default=None)

    def _text(self, document: Term | None) -> str:
        """A document's text; "" when the build's folder does not hold it."""
        name = local_name(document) if document is not None else ""
        path = self.texts / f"{name}.txt"
        if not _DOCUMENT_ID.fullmatch(name) or not path.is_file():
            return ""
        # Offsets count code points of the text as it was written: line ends must not be translated.
        return path.read_bytes().decode("utf-8")


def local_name(term: Term) -> str:
    """The last part of an IRI."""
    found = _LOCAL.search(shown(term))
    return found.group() if found else shown(term)


def shown(term: Term | None) -> str:
    """A term as words: an IRI in full, a literal's text, "" for None."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else str(term)


def _before(text: str, start: int) -> str:
    cut = text[max(0, start - CONTEXT) : start]
    if start > CONTEXT:
        cut = "…" + cut.partition(" ")[2]
    return _one_line(cut)


def _after(text: str, end: int) -> str:
    cut = text[end : end + CONTEXT]
    if end + CONTEXT < len(text):
        cut = cut.rpartition(" ")[0] + "…"
    return _one_line(cut)


def _one_line(text: str) -> str:
    """White space runs made one space; a space at either end stays, so that words do not run together."""
    return re.sub(r"\s+", " ", text)
