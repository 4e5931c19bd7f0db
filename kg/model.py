"""What the stages hand each other: a document's text with its layout, and the facts read from it.

Offsets are counts of Unicode code points in `Document.text`; ends are exclusive. Nothing here knows an IRI: resolution
(`kg.resolve`) ties names to things, and the graph (`kg.graph`) makes IRIs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

OWN = "own"
"""Key of the inspection that a report is the report of."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a document's text: `text[start:end]`. Empty and backward spans cannot be made (ValueError)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each piece of the text came from: run i starts at text offset `starts[i]` and is `raws[i]` on `pages[i]`.

    Within a run text and source advance together. `raws` are PDFium's character indices on the page for a PDF, offsets
    in the decoded file otherwise. Pages count from 1. Characters that the reader put in (line breaks between
    paragraphs) belong to the run before them.
    """

    starts: tuple[int, ...]
    pages: tuple[int, ...]
    raws: tuple[int, ...]

    def page_at(self, offset: int) -> int:
        """Page number (from 1) of the character at `offset`."""
        return self.pages[max(0, bisect_right(self.starts, offset) - 1)]

    def source_of(self, offset: int) -> tuple[int, int]:
        """(page, index in the source) of the character at `offset`."""
        run = max(0, bisect_right(self.starts, offset) - 1)
        return self.pages[run], self.raws[run] + offset - self.starts[run]


class BlockKind(StrEnum):
    """What a block of the layout is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `size` is the font size in points and `x`, `y` the place of its first character in points from
    the page's lower left corner; all three are 0 where the format has no geometry."""

    start: int
    end: int
    page: int
    size: float = 0.0
    bold: bool = False
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a heading, a paragraph, a list item or a footnote.

    `marker` is what an item begins with ("•", "12.", "b)"), `body` the offset where its own words begin; `level`
    counts from 1 (headings by size, items by indentation).
    """

    kind: BlockKind
    start: int
    end: int
    page: int
    level: int = 1
    marker: str = ""
    body: int = 0
    bold: bool = False
    size: float = 0.0
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading, up to the next heading of its level or above. `title` is the heading's text on one
    line, `body` where the text after the heading begins."""

    title: str
    level: int
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What the owner of a folder says of a document in `documents.csv`; empty strings where it says nothing."""

    title: str = ""
    publisher: str = ""
    issued: str = ""
    source: str = ""
    licence: str = ""


class Severity(StrEnum):
    """How bad a problem is: an error costs a document, a warning a value, a note nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A row of problems.csv: something in scope that could not be read or understood."""

    document: str
    severity: str
    where: str
    what: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document, read: its text once, its layout, and the map back to its source.

    Attributes:
        id: first 16 hexadecimal digits of the sha256 of its bytes.
        path: where it was found, relative to the folder that was given, with "/" between parts.
        format: media type found from its content.
        title: the printed title, on one line; empty where none was found.
        publisher, author, issued: what the file's own metadata says (a page's meta tags), "" where nothing.
        sections: nested by level, in the order of the text.
    """

    id: str
    path: str
    sha256: str
    format: str
    text: str
    page_count: int
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    offsets: OffsetMap
    title: str = ""
    publisher: str = ""
    author: str = ""
    issued: str = ""
    catalogue: CatalogueEntry = field(default_factory=CatalogueEntry)
    problems: tuple[Problem, ...] = ()

    def flat(self, start: int, end: int) -> str:
        """The words of `text[start:end]` on one line, runs of white space made one space."""
        return " ".join(self.text[start:end].split())

    def section_at(self, offset: int) -> str:
        """Title of the innermost section around `offset`; "" before the first heading."""
        title = ""
        for section in self.sections:
            if section.start > offset:
                break
            if offset < section.end:
                title = section.title
        return title


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exact as it is known: `2017-05-02`, `2017-05` or `2017` (ISO 8601)."""

    iso: str

    def __post_init__(self) -> None:
        parts = self.iso.split("-")
        if not (1 <= len(parts) <= 3 and len(parts[0]) == 4 and all(p.isdigit() for p in parts)):
            raise ValueError(f"not a date: {self.iso}")

    @property
    def precision(self) -> str:
        """ "day", "month" or "year"."""
        return ("year", "month", "day")[self.iso.count("-")]


@dataclass(frozen=True, slots=True)
class BodyRef:
    """An inspected body as a document names it. `kind` is "authority" or "board"; an empty name means the body that the
    document is about."""

    name: str = ""
    kind: str = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a document states. It cannot be made without the words that state it.

    Attributes:
        evidence: the spans that state it, best first; at least one.
        confidence: how sure the rule is, from 0 to 1.
        extractor: the rule's name.
    """

    evidence: tuple[Span, ...]
    confidence: float
    extractor: str

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a fact without evidence")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence out of range: {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionMention:
    """An inspection as one document speaks of it; `key` is how the document's facts refer to it (`OWN` for the report's
    own). Concepts by notation; "" or None where the document does not say. `month` ("05") is what is known of the first
    day where no year is; `years_before` how many years it lies before the main one; `main`: the piece is about it."""

    key: str
    body: BodyRef
    framework: str = ""
    framework_inferred: bool = False
    status: str = "done"
    month: str = ""
    years_before: int = 0
    main: bool = False
    start: PartialDate | None = None
    end: PartialDate | None = None
    published: PartialDate | None = None
    visits: tuple[tuple[PartialDate, PartialDate], ...] = ()
    inspects_board: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionStatement(Fact):
    """One stated property of an inspection. `property` is the local name of an `insp:` property (startDate, endDate,
    publicationDate, visit, framework, legalBasis, leadInspector, recommendationCount …), `value` its normalised value:
    an ISO date, "date/date" for a visit, a concept's notation, a number or words."""

    inspection: str
    property: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Fact):
    """A grade for an aspect. `aspect`, `covers`, `grade` are notations."""

    inspection: str
    body: BodyRef
    aspect: str
    covers: tuple[str, ...]
    grade: str
    aspect_as_written: str
    grade_as_written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Fact):
    """What the inspectorate asks for. `addressed_to`: "authority" and/or "lscb"; `number` as printed or "", `position`
    in its list from 1, or None where it has no place; `timescale`, `priority` notations or ""."""

    inspection: str
    body: BodyRef
    addressed_to: tuple[str, ...]
    addressee_as_written: str = ""
    number: str = ""
    position: int | None = None
    priority: str = ""
    timescale: str = ""
    text: str
    themes: tuple[str, ...] = ()
    aspect: str = ""
    national_framework_tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Fact):
    """A person's part in an inspection. `organisation` is whom they work for, as written or implied ("Ofsted")."""

    inspection: str
    person: str
    role: str
    post_title: str
    honorific: str = ""
    organisation: str = "Ofsted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Fact):
    """A person, or an unnamed holder (`person` is ""), in a role at an organisation. Dates as ISO or ""."""

    person: str
    role: str
    post_title: str
    organisation: str
    honorific: str = ""
    since: str = ""
    until: str = ""
    as_of: str = ""
    interim: bool = False
    holder_count: int = 1
    party: str = ""
    ward: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Fact):
    """Words attributed to a speaker: a person's name, an organisation's, or a document ("the report")."""

    speaker: str
    speaker_kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A span with what it says and where it stands, ready for the graph."""

    start: int
    end: int
    exact: str
    page: int
    section: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document gives: what it is, what it states, and the passages that its facts rest on.

    `about` names the bodies it is about as written; `genre` is a notation; `issued` what the document prints, else "".
    `shingles` are hashes of word sequences, by which copies of one work are recognised.
    """

    id: str
    path: str
    sha256: str
    format: str
    page_count: int
    title: str
    genre: str
    publisher: str
    author: str
    issued: str
    about: tuple[BodyRef, ...]
    catalogue: CatalogueEntry
    inspections: tuple[InspectionMention, ...]
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]
    shingles: frozenset[int] = frozenset()

    def passage_of(self, span: Span) -> Passage:
        """The passage of a fact's span. Raises KeyError when the reading does not hold it."""
        for passage in self.passages:
            if (passage.start, passage.end) == (span.start, span.end):
                return passage
        raise KeyError(span)


def spans_of(facts: Iterable[Fact]) -> tuple[Span, ...]:
    """Every span that the facts rest on, each once, in the order of the text."""
    return tuple(sorted({span for fact in facts for span in fact.evidence}))
