"""Tables of grades in a piece: what was judged down the side and inspections along the top ("2019", "May 2024", "Last time"), or
councils down the side with their grade, the grade before it and the day of the inspection.

A row of a table is a line whose cells are parted by tabs or upright strokes. A table counts where its first row says what
its columns hold; a cell counts where it is a grade and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.grades import GRADE, grade_of
from kg.extract.mention_dates import dates_in
from kg.extract.mentions import Mentions
from kg.extract.running_aspects import labels_of
from kg.extract.running_grades import inspection_before
from kg.model import Block, BodyRef, Document, InspectionMention, InspectionStatement, Judgement, PartialDate, Span
from kg.vocabulary import Authority, Lexicon

_CELL = re.compile(r"(?:^|(?<=[\t|\n]))[^\t|\n]*")
_MARKS = " *:_–—-"
_MOST_CELLS = 12
_BEFORE = re.compile(r"\b(?:previous|last\s+time|before|prior|then|was|from|earlier)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:grades?|ratings?|judge?ments?|outcome|verdict|result|now|new|current|this\s+time|latest|to|overall)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\b(?:council|authority|area|borough|county|name|local\s+authority)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:inspected|inspection|inspection\s+dates?|visited|dates?)\b", re.IGNORECASE)
_OUT = re.compile(r"\b(?:published|report)\b", re.IGNORECASE)
_OVERALL = "overall-effectiveness"
_CONFIDENCE = 0.85
_LONGEST_SIDE = 16
"""Words in the first cell of a row."""
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Judgement\tMarch 2019\tMay 2024\nLeadership\tGood\tOutstanding", "leadership good 2019-03; leadership outstanding 2024-05"),
    ("What was judged | 2018 | 2023\nOverall effectiveness | Inadequate | Good",
     "overall-effectiveness inadequate 2018; overall-effectiveness good 2023"),
    ("Area\tScore\nLeadership\tGood progress", ""),
    ("Leadership\tGood\tBad", ""),
)  # fmt: skip
"""Tables, and what they state: aspect, grade, and the date of the inspection."""


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: "grade" (of an aspect; at a date; or of the inspection before), "who", "when", "out"."""

    kind: str
    aspect: str = ""
    date: PartialDate | None = None
    before: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table under its first, which says what the columns hold; `blocks`: (start, end) of those that it fills."""

    columns: tuple[_Column, ...]
    rows: tuple[tuple[_Cell, ...], ...]
    blocks: frozenset[tuple[int, int]]


def tables_in(document: Document, blocks: Sequence[Block], lexicon: Lexicon, issued: str) -> list[Table]:
    """The tables of grades among a piece's blocks. `issued`: the ISO day from which "last year" counts, "" if unknown."""
    found: list[Table] = []
    columns: list[_Column] = []
    rows: list[tuple[_Cell, ...]] = []
    used: set[tuple[int, int]] = set()
    for block, cells in (*_lines(document, blocks), ((0, 0), [])):
        header = _header(cells, lexicon, issued) if len(cells) > 1 else []
        if columns and not header and len(cells) == len(columns):
            rows.append(tuple(cells))
            used.add(block)
            continue
        if rows:
            found.append(Table(tuple(columns), tuple(rows), frozenset(used)))
        columns, rows, used = header, [], {block}
    return found


def table_grades(
    tables: Sequence[Table], mentions: Mentions, lexicon: Lexicon, own: str, issued: str
) -> Iterator[Judgement]:
    """What tables state. Inspections that only they date are added to `mentions`. `own`: the code of the authority that the
    piece is about, "" for none."""
    for table in tables:
        for cells in table.rows:
            yield from _row(cells, table.columns, mentions, lexicon, own, issued)


def _lines(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[tuple[int, int], list[_Cell]]]:
    """Each line of each block, as cells; a line without a tab or a stroke is one cell."""
    for block in blocks:
        at = block.start
        while at < block.end:
            stop = document.text.find("\n", at, block.end)
            stop = block.end if stop < 0 else stop
            yield (block.start, block.end), _cells(document.text, at, stop)
            at = stop + 1


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    if "\t" not in text[start:end] and "|" not in text[start:end]:
        return [_Cell(start, end, text[start:end].strip())]
    found = []
    for match in _CELL.finditer(text, start, end):
        words = match.group().strip(_MARKS)
        at = match.start() + match.group().index(words)
        found.append(_Cell(at, at + len(words), words))
    if "\t" not in text[start:end]:
        found = found[not found[0].words : len(found) - (not found[-1].words)]
    return found[: _MOST_CELLS + 1]


def _grade(cell: _Cell) -> str:
    """The grade that a cell is, "" for any other."""
    match = GRADE.match(cell.words)
    return grade_of(match) if match and not cell.words[match.end() :].strip(" .*†") else ""


def _header(cells: Sequence[_Cell], lexicon: Lexicon, issued: str) -> list[_Column]:
    """The columns of a table's first row; none where the row is no such thing."""
    if len(cells) > _MOST_CELLS or any(_grade(cell) for cell in cells):
        return []
    columns = [_column(cell, lexicon, issued) for cell in cells[1:]]
    if not any(column.kind == "grade" for column in columns) or not all(column.kind for column in columns):
        return []
    first = "who" if _WHO.search(cells[0].words) and any(c.aspect or c.kind == "when" for c in columns) else "side"
    return [_Column(first), *columns]


def _column(cell: _Cell, lexicon: Lexicon, issued: str) -> _Column:
    words = cell.words
    aspect = lexicon.aspect_row(words)
    if aspect:
        return _Column("grade", aspect.aspect)
    dated = next((one for one in dates_in(f"in {words}", issued) if one.start and not one.relative), None)
    if dated:
        return _Column("grade", date=dated.start, before=False, span=Span(cell.start, cell.end))
    if _BEFORE.search(words):
        return _Column("grade", before=True)
    if _OUT.search(words) or _WHEN.search(words):
        return _Column("out" if _OUT.search(words) else "when")
    if _NOW.search(words):
        return _Column("grade")
    return _Column("text" if len(words.split()) < 5 else "")


def _row(
    cells: Sequence[_Cell], columns: Sequence[_Column], mentions: Mentions, lexicon: Lexicon, own: str, issued: str
) -> Iterator[Judgement]:
    """The grades of a row: of an aspect at several inspections, or of one council."""
    named = list(lexicon.find_authorities(cells[0].words))
    row = _aspect(cells[0].words, lexicon)
    if row and columns[0].kind != "who":
        for cell, column in zip(cells[1:], columns[1:], strict=True):
            grade = _grade(cell)
            if column.kind == "grade" and not column.aspect and grade:
                key = _key(mentions, mentions.body, column.date, column.before, column.span)
                yield _judgement(cells[0], cell, grade, key, mentions.body, row)
    elif len(named) == 1 and not row:
        yield from _of_council(cells, columns, mentions, _body(mentions, named[0][2], own), issued)


def _aspect(words: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]] | None:
    """(aspect, what it covers) of a row's first cell."""
    row = lexicon.aspect_row(words)
    if row:
        return row.aspect, row.covers
    found = {(one.aspect or one.notation, one.covers or (one.notation,)) for _, _, one in labels_of(words, lexicon)}
    return found.pop() if len(found) == 1 and len(words.split()) <= _LONGEST_SIDE else None


def _body(mentions: Mentions, authority: Authority, own: str) -> BodyRef:
    return mentions.body if authority.gss == own else BodyRef(authority.name)


def _of_council(
    cells: Sequence[_Cell], columns: Sequence[_Column], mentions: Mentions, body: BodyRef, issued: str
) -> Iterator[Judgement]:
    """The grades of a council in its row, with the day that the row gives."""
    day, span = None, None
    for cell, column in zip(cells, columns, strict=True):
        dated = next((one for one in dates_in(f"in {cell.words}", issued) if one.start), None)
        if column.kind == "when" and dated:
            day, span = dated.start, Span(cell.start, cell.end)
    for cell, column in zip(cells[1:], columns[1:], strict=True):
        grade = _grade(cell)
        if column.kind == "grade" and grade:
            key = _key(
                mentions, body, column.date or (None if column.before else day), column.before, column.span or span
            )
            aspect = column.aspect or _OVERALL
            yield _judgement(cells[0], cell, grade, key, body, (aspect, (aspect,)))


def _judgement(
    side: _Cell, cell: _Cell, grade: str, key: str, body: BodyRef, aspect: tuple[str, tuple[str, ...]]
) -> Judgement:
    return Judgement(
        evidence=(Span(side.start, cell.end),),
        confidence=_CONFIDENCE,
        extractor="grades.press-table",
        inspection=key,
        body=BodyRef(body.name, "board") if aspect[0] == "lscb" else body,
        aspect=aspect[0],
        covers=aspect[1],
        grade=grade,
        aspect_as_written=side.words,
        grade_as_written=cell.words,
    )


def _key(mentions: Mentions, body: BodyRef, date: PartialDate | None, before: bool, span: Span | None) -> str:
    """The inspection that a column or a row dates, made where nothing else speaks of it; else the latest, or the one before."""
    if not date:
        if not before:
            return mentions.main_of(body)
        return inspection_before(mentions, body, {mentions.main_of(body)})
    for key, one in mentions.by_key.items():
        same = one.start and (one.start.iso.startswith(date.iso) or date.iso.startswith(one.start.iso))
        if same and one.body == body and one.status == "done" and not one.framework:
            return key
    key = date.iso if body == mentions.body else f"{body.name}/{date.iso}"
    mentions.by_key[key] = InspectionMention(key=key, body=body, start=date)
    if span:
        mentions.places.append((span.start, span.end, key))
        mentions.facts.append(
            InspectionStatement(
                evidence=(span,),
                confidence=_CONFIDENCE,
                extractor="grades.press-table",
                inspection=key,
                property="startDate",
                value=date.iso,
            )
        )
    mentions.main = _latest(mentions)
    return key


def _latest(mentions: Mentions) -> str:
    """The latest full inspection of the piece's own body, where it has any date; else the main one as it was."""
    main = mentions.by_key[mentions.main]
    if main.framework or (main.month and not main.start):
        return mentions.main
    days = {
        key: one.start.iso
        for key, one in mentions.by_key.items()
        if one.body == mentions.body and one.status == "done" and not one.framework and one.start
    }
    return max(days, key=lambda key: days[key], default=mentions.main)
