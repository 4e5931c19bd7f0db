"""What the inspectorate asks for: the lists under "Recommendations", "What needs to improve", "Areas for
improvement" …

A heading opens a list, list items are recommendations, nested items belong to their stem, and the next
heading that is no part of lists ends it. Who is asked is told by the heading ("What does the LSCB need to
improve?") or by the part of the document in which the list stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.themes import themes_of
from kg.model import (
    OWN,
    Block,
    BlockKind,
    BodyRef,
    Document,
    InspectionStatement,
    Problem,
    Recommendation,
    Severity,
    Span,
)
from kg.vocabulary import Lexicon

_BOARD = r"(?:LSCB|(?:local\s+)?safeguarding\s+children(?:[’']s)?\s+board|\bboard\b)"
OPENERS: tuple[tuple[str, str], ...] = (
    (r"recommendations?", ""),
    (r"(?:summary\s+of\s+)?recommendations?\s+(?:for|to)\s+the\s+.{3,60}", ""),
    (r"what\s+(?:needs|need)\s+to\s+improve(?:\s+(?:in|at|for|further)\b.{0,40})?", ""),
    (r"what\s+(?:does|do)\s+.{3,80}\s+need\s+to\s+(?:do\s+to\s+)?improve", ""),
    (
        r"areas?\s+(?:for\s+(?:improvement|development)|requiring\s+improvement)(?:\s*[:–-]?\s*(?:the\s+)?.{0,50})?",
        "area-for-improvement",
    ),
    (r"(?:areas?\s+for\s+)?priority\s+(?:and\s+immediate\s+)?actions?", "priority-action"),
    (r"immediate\s+and\s+priority\s+actions?", "priority-action"),
)
"""Headings that open a list, or a part of it → the priority that they give."""
_OPENER = [
    (re.compile(rf"(?:{pattern})\s*[:?]?\s*\d{{0,2}}", re.IGNORECASE), priority) for pattern, priority in OPENERS
]
TIMESCALES: tuple[tuple[str, str], ...] = (
    (r"immediately|with\s+immediate\s+effect", "immediately"),
    (r"within\s+(?:one|1)\s+month", "within-one-month"),
    (r"within\s+(?:three|3)\s+months", "within-three-months"),
    (r"within\s+(?:six|6)\s+months", "within-six-months"),
    (r"within\s+(?:twelve|12)\s+months|within\s+(?:one|1|a)\s+year", "within-twelve-months"),
)
_TIMESCALE = [
    (re.compile(rf"(?:{pattern})[^.]{{0,40}}:?\s*", re.IGNORECASE), notation) for pattern, notation in TIMESCALES
]
_NONE = re.compile(
    r"(?:there\s+(?:are|were)\s+"
    r"|(?:the\s+)?inspect(?:ion|ors)\s+(?:did|has|have)\s+not\s+(?:find|found|identif\w+)\s+)?(?:no|none|any)\b.{0,80}",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r".*\b(?:take|takes|address|do)\s+the\s+following(?:\s+\w+){0,3}\s*[.:]?", re.IGNORECASE)
_TAG = re.compile(r"\s*\(\s*(?:(?:outcome|enabler)s?\b[^()]*|[^()]*national\s+framework)\s*\)\.?\s*$", re.IGNORECASE)
_TAG_NUMBER = re.compile(r"(outcome|enabler)s?\s*(\d)", re.IGNORECASE)
_ENABLERS = {"1": "enabler-multi-agency", "2": "enabler-leadership", "3": "enabler-workforce"}
"""The enablers of the Children's social care national framework (2023), by its numbers."""
_CHILDREN = re.compile(r"(?:summary\s+for\s+children|children[’']?s\s+summary|a\s+letter\s+to)", re.IGNORECASE)
_PART_BOARD = re.compile(
    rf"(?:section\s+\d\s*:\s*)?(?:the\s+)?(?:effectiveness\s+of\s+the\s+)?.{{0,40}}{_BOARD}.{{0,12}}", re.I
)
_PART_AUTHORITY = re.compile(r"(?:section\s+\d\s*:\s*)?the\s+local\s+authority", re.IGNORECASE)
_CONTENTS_TAIL = re.compile(r"(?:\D\s|\.{3,}\s*)\d{1,3}$")
_CUT = re.compile(r"[.;]\s*\n\s*(?=[a-z])")
EXAMPLES: tuple[tuple[str, bool], ...] = (
    ("Recommendations", True),
    ("What needs to improve?", True),
    ("What needs to improve:", True),
    ("What needs to improve?1", True),
    ("What does the LSCB need to improve?", True),
    ("Areas for improvement", True),
    ("What needs to improve in Exampleshire", True),
    ("What do leaders need to do to improve?", True),
    ("Recommendations for the local authority", True),
    ("Areas for priority action", True),
    ("Priority and immediate action", True),
    ("The local authority’s strengths", False),
    ("What the inspection judgements mean", False),
    ("What needs to improve was known to leaders before the inspection began.", False),
    ("Improvement board", False),
    ("Recommendations from the last inspection were acted on.", False),
)


@dataclass(frozen=True, slots=True)
class _List:
    """Where we are: the part of the document, and the open list with what its headings say."""

    board: bool = False
    open: bool = False
    heading_board: bool | None = None
    priority: str = ""
    timescale: str = ""
    heading: str = ""
    level: int = 9


@dataclass(slots=True)
class _Item:
    stem: Block
    place: _List
    blocks: list[Block] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.blocks[-1].end


def opener(text: str) -> str | None:
    """The priority that a list's heading gives ("" for none); None for what is no such heading."""
    return next((priority for pattern, priority in _OPENER if pattern.fullmatch(text)), None)


def recommendations(
    document: Document, lexicon: Lexicon, body: BodyRef, board_only: bool
) -> tuple[tuple[Recommendation, ...], tuple[Problem, ...]]:
    """Every recommendation of the report's lists, in order; positions count from 1 within each addressee's
    list."""
    items = [item for item in _items(document, board_only) if _asks(document, item)]
    positions: dict[bool, int] = {}
    found: list[Recommendation] = []
    for item in items:
        for_board = item.place.heading_board if item.place.heading_board is not None else item.place.board
        positions[for_board] = positions.get(for_board, 0) + 1
        found.append(_recommendation(document, item, positions[for_board], for_board, body, lexicon))
    return tuple(found), () if found else (_none_found(document),)


def counted(found: Sequence[Recommendation]) -> tuple[InspectionStatement, ...]:
    """How many recommendations the report makes to the authority (to the board, where it reviews only the board):
    what it shows by its list, so that what others say of the number can be held against it."""
    to_authority = [one for one in found if "authority" in one.addressed_to] or list(found)
    if not to_authority or any(one.extractor.endswith("unmarked") for one in to_authority):
        return ()
    return (
        InspectionStatement(
            evidence=(_last_or_all(to_authority),),
            confidence=0.95,
            extractor="recommendations.count",
            inspection=OWN,
            property="recommendationCount",
            value=str(len(to_authority)),
        ),
    )


def _last_or_all(found: Sequence[Recommendation]) -> Span:
    """The words that show how many there are: the last item where its printed number is their number, else the list."""
    last = found[-1].evidence[0]
    return last if found[-1].number == str(len(found)) else Span(found[0].evidence[0].start, last.end)


def _none_found(document: Document) -> Problem:
    """A heading with nothing below it that could be read is a gap of ours; no heading at all may be the report's
    choice."""
    headed = any(opener(document.flat(block.start, block.end)) is not None for block in document.blocks)
    what = (
        "no item could be read below the heading of recommendations" if headed else "it has no list of recommendations"
    )
    severity = Severity.WARNING if headed else Severity.NOTE
    return Problem(document.path, severity, "document", what, "check whether the report asks for anything")


def _asks(document: Document, item: _Item) -> bool:
    """An item that says that there is nothing to ask, or that only introduces the list, is no
    recommendation."""
    text = _words(document, item)
    return not (_NONE.fullmatch(text) or (len(item.blocks) == 1 and _INTRODUCTION.fullmatch(text)))


def _items(document: Document, board_only: bool) -> Iterator[_Item]:
    for place, blocks in _lists(document, board_only):
        yield from _marked(document, place, blocks) or _unmarked(document, place, blocks)


def _lists(document: Document, board_only: bool) -> Iterator[tuple[_List, list[Block]]]:
    """What stands under each heading that opens a list, or a part of one."""
    place = _List(board=board_only)
    blocks: list[Block] = []
    for block in document.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        before = place
        place = _step(place, block, document.opening(block), board_only)
        if not place.open or place.heading != before.heading:
            if before.open:
                yield before, blocks
            blocks = []
        elif block.kind is not BlockKind.HEADING:
            blocks.append(block)
    if place.open:
        yield place, blocks


def _marked(document: Document, place: _List, blocks: list[Block]) -> list[_Item]:
    """The items of a list with bullets or numbers, each with what is nested in it or goes on."""
    items: list[_Item] = []
    for block in blocks:
        item = items[-1] if items else None
        if block.kind is BlockKind.ITEM and not (item and _nested(document, item, block)):
            items.append(_Item(block, place, [block]))
        elif item and (block.kind is BlockKind.ITEM or _goes_on(document, item, block)):
            item.blocks.append(block)
    return items


def _unmarked(document: Document, place: _List, blocks: list[Block]) -> list[_Item]:
    """The items of a list whose marks were lost: paragraphs that are sentences, up to the first that is a heading."""
    items: list[_Item] = []
    for block in blocks:
        text = document.flat(block.start, block.end)
        if text.endswith(":") and not items:
            continue  # it introduces the list
        if text[-1] not in ".;" or len(text) < 35:
            break
        items += [_Item(part, place, [part]) for part in _tails(document, block)]
    return items


def _tails(document: Document, block: Block) -> Iterator[Block]:
    """A block cut where a line ends a sentence and the next begins with a small letter: the tail of another item."""
    start = block.start
    for match in _CUT.finditer(document.text, block.start, block.end):
        yield replace(block, start=start, end=match.start() + 1, body=start)
        start = match.end()
    yield replace(block, start=start, body=start)


def _step(place: _List, block: Block, text: str, board_only: bool) -> _List:
    """Where we are after this block."""
    timescale = next((notation for pattern, notation in _TIMESCALE if pattern.fullmatch(text)), None)
    if place.open and timescale is not None:
        return replace(place, timescale=timescale, heading=f"{place.heading}/{text}")
    priority = opener(text) if len(text) < 120 and block.kind is not BlockKind.ITEM else None
    if priority is not None and not (_CONTENTS_TAIL.search(text) and block.kind is not BlockKind.HEADING):
        named: bool | None = bool(re.search(_BOARD, text, re.IGNORECASE)) or None
        if named is None and re.search(r"\b(?:local\s+)?authority\b", text, re.IGNORECASE):
            named = False
        inner = place.open and priority and named is None
        return _List(
            board=place.board,
            open=True,
            heading_board=place.heading_board if inner else named,
            priority=priority,
            heading=f"{block.start}",
            level=place.level if inner else block.level,
        )
    if block.kind is BlockKind.HEADING:
        return _after_heading(place, text, board_only)
    if place.open and block.kind is BlockKind.PARAGRAPH and _CHILDREN.match(text):
        return replace(place, open=False)
    return place


def _after_heading(place: _List, text: str, board_only: bool) -> _List:
    board = place.board
    if not board_only and len(text) < 110 and not _CONTENTS_TAIL.search(text):
        if _PART_BOARD.fullmatch(text):
            board = True
        elif _PART_AUTHORITY.fullmatch(text):
            board = False
    return _List(board=board)


def _nested(document: Document, item: _Item, block: Block) -> bool:
    """Does an item belong to the stem before it? Set in further, or of another kind of marker after a
    colon."""
    if block.level > item.stem.level:
        return True
    stem_end = document.text[item.end - 1]
    if _kind(block.marker) != _kind(item.stem.marker) and (stem_end == ":" or len(item.blocks) > 1):
        return True
    return block.x > item.stem.x + 8 and stem_end in ":;"


def _kind(marker: str) -> str:
    """Markers of one kind belong to lists of one level: "1" for numbers, "a" for letters, else the mark itself."""
    core = marker.strip("().")
    return "1" if core.isdigit() else "a" if core.isalpha() else core


def _goes_on(document: Document, item: _Item, block: Block) -> bool:
    """Is a paragraph the rest of the item? Set in like the item's words, and the item or the paragraph says
    so."""
    last = item.blocks[-1]
    unfinished = document.text[last.end - 1] not in ".!?"
    text = document.text[block.start : block.end]
    return block.x >= item.stem.x + 6 and (unfinished or text[:1].islower()) and block.end - block.start > 3


def _recommendation(
    document: Document, item: _Item, position: int, for_board: bool, body: BodyRef, lexicon: Lexicon
) -> Recommendation:
    text = _words(document, item)
    marked = bool(item.stem.marker)
    tag = _TAG.search(text)
    number = item.stem.marker.strip("().") if item.stem.marker.strip("().").isdigit() else ""
    number_tag = _TAG_NUMBER.search(tag.group()) if tag else None
    return Recommendation(
        evidence=(Span(item.stem.start, item.end),),
        confidence=0.97 if marked else 0.75 if text[:1].isupper() else 0.4,
        extractor="recommendations.list" if marked else "recommendations.unmarked",
        inspection=OWN,
        body=BodyRef(body.name, "board") if for_board else body,
        addressed_to=("lscb",) if for_board else ("authority",),
        addressee_as_written=_addressee(text),
        number=number,
        position=position,
        priority=item.place.priority,
        timescale=item.place.timescale,
        text=text,
        themes=themes_of(text, lexicon),
        national_framework_tag=_national_tag(number_tag) if number_tag else "",
    )


def _national_tag(tag: re.Match[str]) -> str:
    return f"outcome-{tag[2]}" if tag[1].lower() == "outcome" else _ENABLERS.get(tag[2], "")


def _words(document: Document, item: _Item) -> str:
    """The item's words on one line, with its nested items, without their markers."""
    parts = [
        document.flat(block.body if block.kind is BlockKind.ITEM else block.start, block.end) for block in item.blocks
    ]
    return " ".join(parts)


_ADDRESSEE = re.compile(
    r"(?:(?:The|the)\s+)?(?:[Ll]ocal\s+authority|[Tt]rust|[Cc]ouncil|[Bb]oard|LSCB|[Ll]eaders|[Pp]artners"
    r"|[Ss]enior\s+(?:leaders|managers)|[Dd]irector\s+of\s+[Cc]hildren[’']s\s+[Ss]ervices|[Cc]orporate\s+parenting\s+(?:panel|board))"
    r"(?:\s+and\s+(?:its\s+|the\s+)?(?:partners|trust|council|board|local\s+authority))?(?=,?\s+(?:should|must|needs?\s+to|to)\b)"
)


def _addressee(text: str) -> str:
    """Whom the text itself asks ("The trust should …"), as written; "" where it names nobody."""
    match = _ADDRESSEE.match(text)
    return match.group() if match else ""
