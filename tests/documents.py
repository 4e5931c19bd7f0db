"""Documents made for tests: PDFs laid out line by line, as an inspectorate's reports are.

The authorities are real names with made-up facts; the sentences are our own.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kg.genres import read_facts
from kg.model import Document, Fact, Judgement, Participation, Reading, Recommendation
from kg.read import read_document
from kg.read.folder import Source
from kg.vocabulary import lexicon

for _name in ("Vera", "VeraBd"):  # free fonts that come with reportlab
    pdfmetrics.registerFont(TTFont(_name, f"{_name}.ttf"))

HEIGHT = A4[1]
LEFT, TOP, HANGING = 60.0, HEIGHT - 120.0, 18.0
TITLE, HEAD, BODY, NOTE = 24.0, 15.0, 12.0, 8.0


@dataclass(frozen=True)
class L:
    """A printed line. `y` puts it at a place of its own and leaves the flow of the others alone; `before` is
    extra space above it, both in points."""

    text: str
    size: float = BODY
    bold: bool = False
    x: float = LEFT
    before: float = 0.0
    y: float | None = None
    font: str = ""


Pages = Sequence[Sequence[L]]


def pdf(pages: Pages, key: str = "") -> bytes:
    """A PDF with these lines on its pages, drawn in their order; with a key it is encrypted."""
    out = io.BytesIO()
    encrypt = StandardEncryption(key, canPrint=0) if key else None
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=encrypt)
    for page in pages:
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, page: Iterable[L]) -> None:
    at = TOP
    for line in page:
        canvas.setFont(line.font or ("VeraBd" if line.bold else "Vera"), line.size)
        if line.y is None:
            at -= line.before
        canvas.drawString(line.x, at if line.y is None else line.y, line.text)
        if line.y is None:
            at -= 1.15 * line.size


def title(*words: str) -> list[L]:
    """The title on a cover."""
    return [L(line, TITLE, bold=True) for line in words]


def heading(*words: str, size: float = HEAD) -> list[L]:
    """A heading, broken over these lines."""
    return [L(line, size, bold=True, before=14.0 if not at else 0.0) for at, line in enumerate(words)]


def prose(*lines: str, x: float = LEFT) -> list[L]:
    """A paragraph of these lines."""
    return [L(line, x=x, before=8.0 if not at else 0.0) for at, line in enumerate(lines)]


def item(*lines: str, marker: str = "•", x: float = LEFT) -> list[L]:
    """A list item of these lines, set in as Word does it."""
    first, *rest = lines
    return [
        L(f"{marker} {first}", x=x, before=6.0),
        *(L(line, x=x + HANGING) for line in rest),
    ]


def footer(page: int) -> list[L]:
    """A page's number, at its foot."""
    return [L(str(page), 10.0, x=500.0, y=40.0)]


def running(text: str) -> list[L]:
    """A running header."""
    return [L(text, 10.0, y=HEIGHT - 45.0)]


def source_of(folder: Path, data: bytes, name: str = "report.pdf") -> Source:
    """A file with these bytes, ready to read."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return Source(file, name)


def read(folder: Path, pages: Pages, name: str = "report.pdf") -> Document:
    """The pages as the reader reads them."""
    return read_document(source_of(folder, pdf(pages), name))


def read_report(folder: Path, pages: Pages, name: str = "report.pdf") -> Reading:
    """The pages read, recognised and extracted."""
    return read_facts(read(folder, pages, name), lexicon())


def facts_of(reading: Reading, kind: type[Fact]) -> list[Fact]:
    """The facts of one kind."""
    return [fact for fact in reading.facts if isinstance(fact, kind)]


def grades(reading: Reading) -> dict[str, str]:
    """Aspect → grade."""
    return {fact.aspect: fact.grade for fact in reading.facts if isinstance(fact, Judgement)}


def asked(reading: Reading, of: str = "authority") -> list[str]:
    """The texts of the recommendations to the authority or to the board ("lscb")."""
    return [fact.text for fact in reading.facts if isinstance(fact, Recommendation) and fact.addressed_to == (of,)]


def team(reading: Reading) -> list[tuple[str, str]]:
    """(name, role) of everybody in the team."""
    return [(fact.person, fact.role) for fact in reading.facts if isinstance(fact, Participation)]


def stated(reading: Reading, name: str) -> list[str]:
    """The values that the report states for a property of its inspection."""
    return [fact.value for fact in reading.facts if getattr(fact, "property", "") == name]


def words_of(reading: Reading, fact: Fact) -> list[str]:
    """The words of each of a fact's passages, on one line."""
    return [" ".join(reading.passage_of(span).exact.split()) for span in fact.evidence]


def with_y(line: L, y: float) -> L:
    """The line at a place of its own."""
    return replace(line, y=y)
