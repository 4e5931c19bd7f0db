"""What kind of document is this, and which extractors does it get. `GENRES` is the visible list."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points

from kg.genres import catalogue, committee_paper, inspection_letter, inspection_report, news
from kg.genres.genre import Extraction, Genre
from kg.model import Document, Passage, Problem, Reading, Severity, spans_of
from kg.vocabulary import Lexicon

GENRES: tuple[Genre, ...] = (
    inspection_letter.GENRE,
    inspection_report.GENRE,
    committee_paper.GENRE,
    *news.GENRES,
)
_SURE = 0.5
_LONG_WORD = re.compile(rb"[a-z]{8,}")
SKETCH = 256
"""Size of a sketch: see `sketch`."""


@cache
def all_genres() -> tuple[Genre, ...]:
    """The project's own genres and those that installed packages add by the entry point `kg.genres`."""
    return (
        *GENRES,
        *(point.load() for point in sorted(entry_points(group="kg.genres"), key=lambda p: p.name)),
    )


def read_facts(document: Document, lexicon: Lexicon) -> Reading:
    """Recognise a document and read what it states."""
    score, genre = _best(document, lexicon)
    if score < _SURE:
        what = "no kind of document that is known: it is in the graph, but no facts were read from it"
        note = Problem(document.path, Severity.NOTE, "document", what, "see the docs for the kinds that are read")
        return _reading(document, "other", Extraction(problems=(note,)))
    return _reading(document, genre.notation, genre.extract(document, lexicon))


def _best(document: Document, lexicon: Lexicon) -> tuple[float, Genre]:
    """The genre that is surest of the document, and how sure: the first of several."""
    best: tuple[float, Genre] = (-1.0, GENRES[0])
    for genre in all_genres():
        score = genre.recognise(document, lexicon)
        if score > best[0]:
            best = score, genre
        if score >= 1.0:
            break
    return best


def read_catalogue_facts(document: Document, listed: Mapping[str, Reading]) -> Reading:
    """What a catalogue states of the documents that it lists."""
    return _reading(document, catalogue.NOTATION, catalogue.extract(document, listed))


def _reading(document: Document, genre: str, found: Extraction) -> Reading:
    passages = tuple(
        Passage(
            span.start,
            span.end,
            document.text[span.start : span.end],
            document.offsets.page_at(span.start),
            document.section_at(span.start),
        )
        for span in spans_of(found.facts, *([found.told.span] if found.told else []))
    )
    return Reading(
        id=document.id,
        path=document.path,
        sha256=document.sha256,
        format=document.format,
        page_count=document.page_count,
        title=found.title or document.title,
        genre=genre,
        publisher=found.publisher,
        author=found.author,
        issued=found.issued,
        about=found.about,
        catalogue=document.catalogue,
        inspections=found.inspections,
        facts=found.facts,
        passages=passages,
        problems=tuple(replace(p, document=document.path) for p in (*document.problems, *found.problems)),
        shingles=sketch(document.text),
        fact_count=len(found.facts),
        told=found.told,
    )


def sketch(text: str) -> frozenset[int]:
    """The 256 smallest hashes of pairs of long words: documents that share most of theirs are copies of one
    work.

    Bottom-k sketch after Broder, "On the resemblance and containment of documents" (1997). Long words
    survive the damage that conversions do to numbers, marks and short words.
    """
    words = _LONG_WORD.findall(text.lower().encode("utf-8", "replace"))
    pairs = set(map(zlib.crc32, words[1:], map(zlib.crc32, words)))  # of a word, going on from that of the word before
    return frozenset(sorted(pairs)[:SKETCH])
