"""Who published an article: by the vocabulary of publishers, a council's own address, or a newspaper's name as printed.

The text of an article names other media too; so a publisher is taken from lines that are not its own words, or where it
says whom it spoke to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.furniture import Row
from kg.extract.patterns import flatten
from kg.model import Document, Span
from kg.vocabulary import Concept, Lexicon

AGENCIES = frozenset({"local-democracy-reporting-service", "pa-media"})
"""They write for others: publishers only where no other is named."""
_PAPER = re.compile(
    r"(?:©\s*(?:\d{4}\s+)?|(?:story|article|report)\s+(?:from|in)\s+)?(?P<name>(?:The\s+)?(?:[A-Z][\w’'-]*\s+){1,4}?(?:Live|Post|Mail|Echo|Gazette|Chronicle|Herald"
    r"|Observer|Express|Times|Telegraph|News|Advertiser|Courier|Argus|Star|Journal|Standard|Mercury|Examiner|Reporter|Guardian|Independent|"
    r"Press|Tribune|Messenger))(?:\s+(?:and|&)\s+[A-Z]\w+)?\W*",
)
_TOLD = re.compile(
    r"\b(?:told|(?:contacted|approached|asked)(?:\s+for\s+(?:a\s+)?comment)?\s+by|speaking\s+to|spoke\s+to|speaks\s+to|seen\s+by|interview\s+with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_GOV = re.compile(r"\b(?:https?://)?(?:www\.)?([a-z][a-z-]{2,40})\.gov\.uk\b", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:\||–|—|-|»|:)\s+(?P<tail>[^|–—»]{2,50})$")


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher's name, the genre of its articles, where it is named; `row` is the line that says nothing else."""

    name: str = ""
    genre: str = ""
    span: Span | None = None
    row: int | None = None


def publisher_of(
    document: Document, rows: Sequence[Row], aside: frozenset[int], lexicon: Lexicon, stated: str
) -> Publisher:
    """The publisher of an article. `aside`: rows that are not its own words; `stated`: what the head of its page says."""
    named = list(_named(document, rows, aside, lexicon))
    own = [hit for hit in named if hit[0].notation not in AGENCIES]
    if own:
        return Publisher(own[0][0].label, own[0][0].broader, own[0][1])
    known = lexicon.match("publisher", stated) if stated else None
    if known and known.broader:
        return Publisher(known.label, known.broader)
    council = _council(document, rows, aside, lexicon, stated)
    if council.name:
        return council
    paper = _paper(document, rows, aside)
    if paper.name or stated:
        return paper if paper.name else Publisher(stated)
    return Publisher(named[0][0].label, named[0][0].broader, named[0][1]) if named else Publisher()


def _named(
    document: Document, rows: Sequence[Row], aside: frozenset[int], lexicon: Lexicon
) -> Iterator[tuple[Concept, Span]]:
    """(publisher, where) in lines aside, then where the article says whom it spoke to."""
    inside: list[tuple[Concept, Span]] = []
    for index, row in enumerate(rows):
        for start, end, concept in lexicon.find(("publisher",), document.text[row.start : row.end]):
            if not concept.broader:
                continue
            hit = (concept, Span(row.start + start, row.start + end))
            if index in aside:
                yield hit
            elif _TOLD.search(document.text[max(row.start, row.start + start - 40) : row.start + start]):
                inside.append(hit)
    yield from inside


def _council(
    document: Document, rows: Sequence[Row], aside: frozenset[int], lexicon: Lexicon, stated: str
) -> Publisher:
    """A council on its own page: its name as a whole line, its address in the page's furniture, or in the page's head."""
    for index, row in enumerate(rows):
        if len(row.words) <= 70 and "council" in row.words.lower() and lexicon.authority_named(row.words):
            return Publisher(row.words, "council-news", Span(row.start, row.end), index)
    if stated and lexicon.authority_named(stated):
        return Publisher(stated, "council-news")
    for index in sorted(aside):
        for match in _GOV.finditer(document.text, rows[index].start, rows[index].end):
            authority = lexicon.authority_named(match[1].replace("-", " "))
            if authority:
                return Publisher(
                    _as_written(document, lexicon, authority.gss) or authority.name, "council-news", Span(*match.span())
                )
    return Publisher()


def _as_written(document: Document, lexicon: Lexicon, gss: str) -> str:
    """The council's full name as the page has it; "" where it has none."""
    found = [document.flat(start, end) for start, end, a in lexicon.find_authorities(document.text) if a.gss == gss]
    return next((name for name in found if "council" in name.lower()), "")


def _paper(document: Document, rows: Sequence[Row], aside: frozenset[int]) -> Publisher:
    """A line that is a newspaper's name, with or without a copyright mark."""
    for index, row in enumerate(rows):
        if index not in aside and len(row.words) > 50:
            continue
        match = _PAPER.fullmatch(row.words) if len(row.words) <= 80 else None
        if match and not re.match(r"(?:Latest|Breaking|Top|Local|Related|More|Council)\b", match["name"]):
            span = flatten(document.text, row.start, row.end).span(*match.span("name"))
            return Publisher(match["name"], "local-press", span, index)
    return Publisher()


def without_publisher(title: str, lexicon: Lexicon) -> str:
    """A page's title without the name of the site behind it."""
    tail = _TAIL.search(title)
    if not tail:
        return title
    name = tail["tail"].strip()
    known = lexicon.match("publisher", name) or lexicon.authority_named(name) or _PAPER.fullmatch(name)
    return title[: tail.start()] if known else title
