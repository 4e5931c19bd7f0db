"""Who published an article: by the vocabulary of publishers, a council's own address, or a newspaper's name
as printed.

The text of an article names other media too; so a publisher is taken from lines that are not its own words,
or where it
says whom it spoke to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.furniture import Row
from kg.extract.patterns import flatten
from kg.model import Document, Span
from kg.vocabulary import Lexicon

AGENCIES = frozenset({"local-democracy-reporting-service", "pa-media"})
"""They write for others: publishers only where no other is named."""
_PAPER = re.compile(
    r"(?:©\s*(?:\d{4}\s+)?|(?:story|article|report)\s+(?:from"
    r"|in)\s+)?(?P<name>(?:The\s+)?(?:[A-Z][\w’'-]*\s+){1,4}?(?:Live|Post|Mail|Echo|Gazette|Chronicle|Herald"
    r"|Observer|Express|Times|Telegraph|News|Advertiser|Courier|Argus|Star|Journal|Standard|Mercury"
    r"|Examiner|Reporter|Guardian|Independent|"
    r"Press|Tribune|Messenger))(?:\s+(?:and|&)\s+[A-Z]\w+)?[\s.|]*",
)
_TOLD = re.compile(
    r"\b(?:told|(?:contacted|approached|asked)(?:\s+for\s+(?:a\s+)?comment)?\s+by|speaking\s+to"
    r"|spoke\s+to|speaks\s+to|seen\s+by|interview\s+with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_GOV = re.compile(r"\b(?:https?://)?(?:www\.)?([a-z][a-z-]{2,40})\.gov\.uk\b", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:\||–|—|-|»|:)\s+(?P<tail>[^|–—»]{2,50})$")


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher's name, the genre of its articles, where it is named; `row` is the line that says nothing
    else."""

    name: str = ""
    genre: str = ""
    span: Span | None = None
    row: int | None = None


def publisher_of(
    document: Document,
    rows: Sequence[Row],
    aside: frozenset[int],
    title_rows: Sequence[int],
    lexicon: Lexicon,
    stated: str,
) -> Publisher:
    """The publisher of an article.

    `aside`: rows that are neither its own words nor its title; `stated`: what the head of its page says.
    """
    named = list(_named(document, rows, aside, lexicon))
    sources: tuple[Callable[[], Publisher], ...] = (
        lambda: _in_title(document, rows, title_rows, lexicon),
        lambda: next((found for found, agency in named if not agency), Publisher()),
        lambda: _by_label(lexicon, stated),
        lambda: _council(document, rows, aside, lexicon, stated),
        lambda: _paper(document, rows, aside),
        lambda: Publisher(stated),
        lambda: next((found for found, _ in named), Publisher()),
    )
    found = (source() for source in sources)
    return next((publisher for publisher in found if publisher.name), Publisher())


def _by_label(lexicon: Lexicon, name: str, span: Span | None = None) -> Publisher:
    known = lexicon.match("publisher", name) if name else None
    return Publisher(known.label, known.broader, span) if known and known.broader else Publisher()


def _in_title(document: Document, rows: Sequence[Row], title_rows: Sequence[int], lexicon: Lexicon) -> Publisher:
    """The publisher's name behind a page's title ("… | Community Care")."""
    for row in (rows[index] for index in title_rows):
        if tail := _TAIL.search(row.words[-200:]):
            flat = flatten(document.text, row.start, row.end)
            at = len(row.words) - len(tail["tail"])
            span = flat.span(at, len(flat.text))
            paper = _PAPER.fullmatch(tail["tail"])
            known = _by_label(lexicon, tail["tail"], span)
            return known if known.name or not paper else Publisher(paper["name"], "local-press", span)
    return Publisher()


def _named(
    document: Document, rows: Sequence[Row], aside: frozenset[int], lexicon: Lexicon
) -> Iterator[tuple[Publisher, bool]]:
    """(publisher, whether it is an agency) in lines aside, then where the article says whom it spoke to."""
    inside: list[tuple[Publisher, bool]] = []
    for index, row in enumerate(rows):
        for start, end, concept in lexicon.find(("publisher",), document.text[row.start : row.end]):
            if not concept.broader:
                continue
            at = row.start + start
            hit = Publisher(concept.label, concept.broader, Span(at, row.start + end)), concept.notation in AGENCIES
            if index in aside:
                yield hit
            elif _TOLD.search(document.text[max(row.start, at - 40) : at]):
                inside.append(hit)
    yield from inside


def _council(
    document: Document, rows: Sequence[Row], aside: frozenset[int], lexicon: Lexicon, stated: str
) -> Publisher:
    """A council on its own page: its name as a whole line, its address in the page's furniture, or in the
    page's head."""
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
        if index == 0 or (index not in aside and len(row.words) > 50):
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
