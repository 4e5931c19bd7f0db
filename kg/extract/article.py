"""The parts of an article or a page of news: title, writers, day of publication, publisher, and its own
words without
the furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.dateline import Dated, Named, dates_in, reporters_post, signed_off, writers_in
from kg.extract.furniture import Row, cut_inline, furniture_rows, is_sentence
from kg.extract.patterns import Flat, flatten
from kg.extract.publishers import publisher_of, without_publisher
from kg.model import Block, BlockKind, Document, Span
from kg.read.assemble import PageMeta
from kg.vocabulary import Lexicon

_TITLE_ROWS = 6
_TITLE_WORDS = 24
_FROM = re.compile(r"(?:From|By|With)\s+(?:the|our|your)\b")
"""A line that says who writes."""
_DAY_OF = re.compile(r"\b(?:date|published|issued|released|updated|meeting)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Author:
    """A writer as the byline names them; `post_title` as written ("Local Democracy Reporter") or ""."""

    name: str
    span: Span
    post_title: str = ""


@dataclass(frozen=True, slots=True)
class ArticleParts:
    """What an article says of itself, and its own words.

    Attributes:
        title: on one line, without the publisher's name after it; "" where none is printed and the page's
        head has none.
        issued: ISO day or month of publication; "" where none is stated. A day of change counts only where
        no other is.
        publisher: name by the vocabulary of publishers, else as printed; a council for its own page.
        publisher_genre: notation of the genre that the publisher's articles are of ("trade-press", "local-press",
            "council-news"), or "".
        body: the blocks that are the article's own, in order. A block is cut where furniture stood in it, so
        that one
            here need not be one of the document's.
    """

    title: str = ""
    title_span: Span | None = None
    byline: tuple[Author, ...] = ()
    issued: str = ""
    issued_span: Span | None = None
    publisher: str = ""
    publisher_span: Span | None = None
    publisher_genre: str = ""
    body: tuple[Block, ...] = ()


@dataclass(slots=True)
class _Found:
    byline: list[Author] = field(default_factory=list)
    dates: list[tuple[Dated, Span]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)


def article_parts(document: Document, lexicon: Lexicon, meta: PageMeta | None = None) -> ArticleParts:
    """Take an article apart. `meta` is what the head of its page says; what is printed comes first."""
    meta = meta or PageMeta()
    rows = _rows(document)
    found = _signed(document, rows)
    furniture = furniture_rows(rows)
    title_rows = _title_rows(document, rows, furniture | found.rows)
    aside = furniture | found.rows
    publisher = publisher_of(document, rows, aside - frozenset(title_rows), title_rows, lexicon, meta.publisher)
    if publisher.row is not None:
        aside |= {publisher.row}
    dated = min(found.dates, key=lambda hit: hit[0].rank, default=None)
    title, title_span = _title(document, rows, title_rows, lexicon)
    return ArticleParts(
        title=title or without_publisher(meta.title or document.title, lexicon),
        title_span=title_span,
        byline=tuple(found.byline),
        issued=dated[0].iso if dated else meta.issued,
        issued_span=dated[1] if dated else None,
        publisher=publisher.name,
        publisher_span=publisher.span,
        publisher_genre=publisher.genre,
        body=tuple(_body(document, rows, aside | frozenset(title_rows))),
    )


def _rows(document: Document) -> list[Row]:
    """The printed lines of each block; a paragraph of full lines is cut only where a line is furniture of
    itself."""
    rows: list[Row] = []
    lines = iter(document.lines)
    line = next(lines, None)
    for index, block in enumerate(document.blocks):
        inside: list[tuple[int, int]] = []
        while line is not None and line.start < block.end:
            if line.start >= block.start:
                inside.append((line.start, min(line.end, block.end)))
            line = next(lines, None)
        for start, end in inside or [(block.start, block.end)]:
            for piece in cut_inline(document.text, start, end):
                rows.append(Row(*piece, document.flat(*piece), index))
    return [row for row in rows if row.words]


def _signed(document: Document, rows: Sequence[Row]) -> _Found:
    """Writers and dates, on lines of their own."""
    found = _Found()
    plain = {i for i, row in enumerate(rows) if dates_in(row.words)}
    for index, row in enumerate(rows):
        if _runs_on(rows, index):
            continue
        post = reporters_post(rows[index + 1].words) if index + 1 < len(rows) and index < _TITLE_ROWS else ""
        beside = bool({index - 1, index + 1} & plain or post) and not is_sentence(row.words)
        flat = flatten(document.text, row.start, row.end)
        writers = writers_in(row.words, bare=beside and row.block > 0 and index < _TITLE_ROWS)
        _sign(found, flat, writers, post)
        if not writers and index < _TITLE_ROWS and (last := signed_off(row.words)):
            _sign(found, flat, [last], "")
        if writers and post:
            found.rows.add(index + 1)
        dates = [] if _is_table_head(document, row) else dates_in(row.words)
        found.dates += [(date, flat.span(date.start, date.end)) for date in dates]
        if writers or dates:
            found.rows.add(index)
    return found


def _is_table_head(document: Document, row: Row) -> bool:
    """Whether a row's dates head the columns of a table, as no line on the day of publication does."""
    return "\t" in document.text[row.start : row.end] and not _DAY_OF.search(row.words)


def _sign(found: _Found, flat: Flat, writers: Sequence[Named], post: str) -> None:
    """Keeps the writers of a line, each once; `post`: what the next line says that they are."""
    for writer in writers:
        if writer.name not in {known.name for known in found.byline}:
            found.byline.append(Author(writer.name, flat.span(writer.start, writer.end), writer.post or post))


def _runs_on(rows: Sequence[Row], index: int) -> bool:
    """Whether a line is the middle of a paragraph that is broken into lines."""
    row, before = rows[index], rows[index - 1] if index else None
    return before is not None and before.block == row.block and len(before.words.split()) >= 8


def _title_rows(document: Document, rows: Sequence[Row], aside: frozenset[int]) -> list[int]:
    """The rows of the headline: the first heading before the text begins; else a first line that is no
    sentence."""
    first: int | None = None
    for index, row in enumerate(rows[:_TITLE_ROWS]):
        if index in aside:
            continue
        if document.blocks[row.block].kind is BlockKind.HEADING:
            return [i for i in range(index, len(rows)) if rows[i].block == row.block and i not in aside]
        if is_sentence(row.words) and not _is_printed_title(document, row):
            break
        first = index if first is None and _could_be_title(document, rows, index) else first
    return [] if first is None else [first]


def _is_printed_title(document: Document, row: Row) -> bool:
    return bool(document.title) and document.title.startswith(row.words)


def _could_be_title(document: Document, rows: Sequence[Row], index: int) -> bool:
    words = rows[index].words
    count = len(words.split())
    alone = index + 1 < len(rows) and rows[index + 1].block != rows[index].block
    return (
        not _FROM.match(words)
        and (2 if index == 0 else 3) <= count <= _TITLE_WORDS
        and not words.endswith((".", ":", ";", ","))
        and (alone or _is_printed_title(document, rows[index]))
    )


def _title(document: Document, rows: Sequence[Row], chosen: Sequence[int], lexicon: Lexicon) -> tuple[str, Span | None]:
    if not chosen:
        return "", None
    span = Span(rows[chosen[0]].start, rows[chosen[-1]].end)
    block = document.blocks[rows[chosen[0]].block]
    if block.kind is BlockKind.HEADING and block.start < block.body <= span.end - 1 and block.start == span.start:
        span = Span(block.body, span.end)
    return without_publisher(document.flat(span.start, span.end), lexicon), span


def _body(document: Document, rows: Sequence[Row], aside: frozenset[int]) -> Iterator[Block]:
    """The blocks, cut to the rows that are not set aside."""
    run: list[Row] = []
    for index, row in enumerate(rows):
        if run and (index in aside or row.block != run[-1].block):
            yield _cut(document, run)
            run = []
        if index not in aside:
            run.append(row)
    if run:
        yield _cut(document, run)


def _cut(document: Document, run: Sequence[Row]) -> Block:
    block = document.blocks[run[0].block]
    start = block.start if document.text[block.start : run[0].start].strip() == block.marker else run[0].start
    start = min(start, run[0].start)
    return replace(block, start=start, end=run[-1].end, body=min(max(start, block.body), run[-1].end - 1))
