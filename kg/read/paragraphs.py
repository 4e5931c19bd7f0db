"""Lines of plain text and Markdown → blocks: there is no geometry, only blank lines, lengths, markers and
marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Block, BlockKind
from kg.read.layout import marker_of

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_ATX = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_SETEXT = re.compile(r"=+|-{2,}")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_STAR = re.compile(r"[-*+][ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>\s*)+")
_LABEL = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,4}: ")
_OPEN = re.compile(r"\b(?:and|or|of|the|a|an|for|in|to|with|on|by)$")
QUOTES = "”\"’'"
STOPS = ".;:,!?…" + QUOTES
"""Where a line ends in one of these, what it says may be complete; a heading ends in none of them."""
WORDS_OF_HEADING = 14
WORDS_OF_TITLE = 20
LINES_IN_TABLE = 4
CENTRED = 8
"""Lines set in by less are items or begin a paragraph; by more, they may be centred."""
BLANKS_IN_ROW = 2
LONGEST_LINE = 140
"""Text of longer lines is not broken into lines by hand or by a printer."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: `start` and `end` without the white space round it, equal where it is blank; `indent` is the
    width of the space before it beyond what every line has, `gap` the number of blank lines before it."""

    start: int
    end: int
    words: str
    indent: int
    gap: int


def text_lines(text: str) -> list[TextLine]:
    """Every line that is not blank."""
    lines: list[TextLine] = []
    gap = 0
    for found in _LINE.finditer(text):
        whole = found.group(1)
        words = whole.strip()
        if not words:
            gap += 1
            continue
        before = len(whole) - len(whole.lstrip())
        start = found.start() + before
        indent = len(whole[:before].expandtabs(4))
        lines.append(TextLine(start, start + len(words), words, indent, gap))
        gap = 0
    least = min((line.indent for line in lines), default=0)
    return [replace(line, indent=line.indent - least) for line in lines] if least else lines


def plain_blocks(lines: Sequence[TextLine]) -> Iterator[Block]:
    """Blocks of plain text. In text of one line a paragraph each line is a block; in text that is broken into
    lines of like width, a line that leaves room for the next one's first word ends its block."""
    width = _wrapped_width(lines)
    groups = _groups(lines, width) if width else [[line] for line in lines]
    headings = _heading_groups(groups, width)
    for number, group in enumerate(groups):
        yield _plain_block(group, number in headings)


def _wrapped_width(lines: Sequence[TextLine]) -> int:
    """The width that the text is broken to, or 0 where its lines are paragraphs.

    It is broken to a width when most lines that stop short of a sentence's end, and that another line of the
    same block may follow, had no room for that one's first word."""
    lengths = sorted(line.end - line.start + line.indent for line in lines)
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 0 and a.words[-1] not in STOPS and not _is_apart(b)]
    if not 40 <= width <= LONGEST_LINE or len(pairs) < 3:
        return 0
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if full >= 0.5 * len(pairs) else 0


def _is_apart(line: TextLine) -> bool:
    """Whether the line begins a block whatever stands before it: an item, or a label with its value."""
    return bool(marker_of(line.words)[0] or _LABEL.match(line.words))


def _is_full(line: TextLine, following: TextLine, width: int) -> bool:
    """Whether the line had no room for the next one's first word. Letters differ in width: an eighth is
    allowed, and half of that after a sentence's end, where the block may well end too."""
    first_word = following.words.partition(" ")[0]
    room = 0.93 if line.words[-1] in ".!?" else 0.875
    return line.indent + len(line.words) + 1 + len(first_word) >= room * width


def _groups(lines: Sequence[TextLine], width: int) -> list[list[TextLine]]:
    """Lines that belong together. Where a full indented line mostly goes on without indentation, every
    indented line begins a block."""
    over = [b.indent < a.indent for a, b in pairwise(lines) if a.indent and not b.gap and _is_full(a, b, width)]
    indent_begins = sum(over) > 0.5 * len(over)
    groups: list[list[TextLine]] = []
    for line in lines:
        begins = not groups or (indent_begins and line.indent > 0 and line.words[0] not in "–—")
        if begins or not _continues(groups[-1], line, width):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [part for group in groups for part in _without_heading(group)]


def _without_heading(group: list[TextLine]) -> list[list[TextLine]]:
    """The block, and apart from it a last line that begins a sentence and does not end it: a heading after a
    block whose last line is full."""
    if len(group) > 1 and group[-2].words[-1] == "." and _reads_as_heading(group[-1:], False):
        return [group[:-1], group[-1:]]
    return [group]


def _continues(group: Sequence[TextLine], line: TextLine, width: int) -> bool:
    """Whether the line goes on with the block: also over blank lines, where a page's end broke a sentence."""
    last = group[-1]
    full = _is_full(last, line, width)
    stopped = last.words[-1] in STOPS
    lower = line.words[0].islower()
    if marker_of(line.words)[0] and not (full and not stopped and line.indent <= last.indent):
        return False
    if line.gap:
        return full and not stopped and lower and line.indent <= last.indent
    if line.indent > last.indent and len(group) == 1 and not marker_of(group[0].words)[0]:
        return False
    if lower and last.words[-1] == "." and len(last.words.split()[-1]) > 4:
        return False
    if _LABEL.match(line.words) and _LABEL.match(group[0].words):
        return False
    return full or bool(_OPEN.search(last.words)) or (lower and not stopped and _is_tail(last, line, width))


def _is_tail(last: TextLine, line: TextLine, width: int) -> bool:
    """Whether a line in lower case ends a heading that was broken early, or goes on with a line that is
    nearly full."""
    return len(line.words) < 0.75 * width or len(last.words) > 0.75 * width


def _heading_groups(groups: Sequence[Sequence[TextLine]], width: int) -> set[int]:
    """Numbers of the groups that are headings.

    Four or more in a row are none (a contents page, a table, an address); a wider gap than before ends a
    row."""
    candidates: list[int] = []
    for number in range(len(groups) - 1):
        after_heading = bool(candidates) and candidates[-1] == number - 1
        if _may_be_heading(groups, number, width, after_heading):
            candidates.append(number)
    runs: list[list[int]] = []
    for number in candidates:
        run = runs[-1] if runs else []
        widest = max((groups[n][0].gap for n in run[1:]), default=BLANKS_IN_ROW)
        if run and run[-1] == number - 1 and groups[number][0].gap <= max(widest, 1):
            run.append(number)
        else:
            runs.append([number])
    return {number for run in runs if len(run) < LINES_IN_TABLE for number in run}


def _may_be_heading(groups: Sequence[Sequence[TextLine]], number: int, width: int, after_heading: bool) -> bool:
    """Whether it is worded as a heading and stands as one: after a blank line, a whole sentence or a heading,
    with something below it; where lines are paragraphs, between blank lines and above words that are no
    heading."""
    group, gap = groups[number], groups[number][0].gap
    if 0 < group[0].indent < CENTRED or not _reads_as_heading(group, number == 0):
        return False
    if not width:
        following = groups[number + 1]
        return following[0].gap > 0 and (number == 0 or (gap > 0 and not _reads_as_heading(following, False)))
    return after_heading or number == 0 or gap > 0 or groups[number - 1][-1].words[-1] in ".;!?"


def _reads_as_heading(group: Sequence[TextLine], first: bool) -> bool:
    """Few words on at most three lines, a capital first, no stop at the end, no label ("Published: …")."""
    words = " ".join(line.words for line in group)
    most = WORDS_OF_TITLE if first else WORDS_OF_HEADING
    shaped = len(group) <= 3 and len(words) > 3 and len(words.split()) <= most
    # A closing quote mark is no stop where none stands before it: Council called “weak”
    open_end = words.rstrip(QUOTES)[-1:] not in STOPS
    return shaped and words[0].isupper() and open_end and ": " not in words and "@" not in words


def _plain_block(group: Sequence[TextLine], heading: bool) -> Block:
    first = group[0]
    start, end = first.start, group[-1].end
    if heading:
        return Block(BlockKind.HEADING, start, end, 1, body=start)
    marker, length = marker_of(first.words)
    if marker and start + length < end:
        return Block(BlockKind.ITEM, start, end, 1, 1 + first.indent // 4, marker, start + length)
    return Block(BlockKind.PARAGRAPH, start, end, 1, body=start)


def markdown_blocks(lines: Sequence[TextLine]) -> Iterator[Block]:
    """Blocks of Markdown (CommonMark): # and underlined headings, list items, paragraphs; rules between are
    no block."""
    group: list[TextLine] = []
    for line in lines:
        underline = _SETEXT.fullmatch(line.words) if group and not line.gap else None
        if underline and not _item(group[0])[0]:
            yield _markdown_heading(group, 1 if line.words[0] == "=" else 2)
            group = []
        elif group and not (line.gap or _begins_block(line) or _is_one_line(group[0])):
            group.append(line)
        else:
            yield from _markdown_block(group)
            group = [line]
    yield from _markdown_block(group)


def _begins_block(line: TextLine) -> bool:
    return _is_one_line(line) or bool(_item(line)[0])


def _is_one_line(line: TextLine) -> bool:
    """Whether nothing can go on with it: a # heading or a rule."""
    return bool(_ATX.match(line.words) or _RULE.fullmatch(line.words))


def _item(line: TextLine) -> tuple[str, int]:
    star = _STAR.match(line.words)
    return (line.words[0], star.end()) if star else marker_of(line.words)


def _markdown_heading(group: Sequence[TextLine], level: int) -> Block:
    return Block(BlockKind.HEADING, group[0].start, group[-1].end, 1, level, body=group[0].start)


def _markdown_block(group: Sequence[TextLine]) -> Iterator[Block]:
    if not group or _RULE.fullmatch(group[0].words):
        return
    first, start, end = group[0], group[0].start, group[-1].end
    marks = _ATX.match(first.words)
    if marks and len(group) == 1:
        title = first.words[marks.end() :]
        unclosed = title.rstrip("#")
        end -= len(title) - len(unclosed.rstrip()) if unclosed[-1:].isspace() else 0
        yield Block(BlockKind.HEADING, start + marks.end(), end, 1, len(marks.group(1)), body=start + marks.end())
        return
    marker, length = _item(first)
    if marker and start + length < end:
        yield Block(BlockKind.ITEM, start, end, 1, 1 + first.indent // 2, marker, start + length)
        return
    for line in group:
        quote = _QUOTE.match(line.words)
        start = line.start + (quote.end() if quote else 0)
        if start < line.end:
            break
    else:
        return
    yield Block(BlockKind.PARAGRAPH, start, end, 1, body=start)
