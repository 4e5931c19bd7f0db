"""Make `seeds/` from the texts in `scripts/seed_texts/`.

    python scripts/make_seeds.py            write every document and documents.csv
    python scripts/make_seeds.py --check    write nothing; exit 1 and name what differs from the texts

A text is a TOML head between two lines `+++` and a body in a few marks of Markdown:

        # Heading | grade     a section; its grade, where there is one, stands beside the heading
    ## Heading  ### Heading
    12. Words             a numbered paragraph, with its number as written
    - Words               a bullet; `  - Words` a nested one
    ---                   a new page
    anything else         a paragraph; it runs on until an empty line or the next mark; **bold**

The head's `file` names the document, and its ending says what is made: `.pdf` (drawn with reportlab,
the same bytes every time), `.html` or `.txt`.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "seed_texts"
SEEDS = HERE.parent / "seeds"
LICENCE = "CC BY 4.0"
COLUMNS = ("path", "title", "publisher", "issued", "source", "licence")

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT, TOP, BOTTOM = 72.0, 88.0, 72.0
WIDTH = PAGE_WIDTH - 2 * LEFT

MARK = re.compile(r"(?P<mark>#{1,3} |\d+\. |- |  - |---)(?P<text>.*)")
KINDS = {
    "# ": "section",
    "## ": "heading",
    "### ": "subheading",
    "- ": "bullet",
    "  - ": "nested",
    "---": "page",
}
RUNS_ON = {"number", "bullet", "nested", "text"}


@dataclass(frozen=True)
class Block:
    """A piece of a body: section, heading, subheading, number, bullet, nested, page or text."""

    kind: str
    text: str
    number: str = ""


@dataclass(frozen=True)
class Source:
    """A text: its head as TOML gives it, and its blocks in order."""

    head: dict[str, Any]
    blocks: tuple[Block, ...]

    @property
    def file(self) -> str:
        """The name of the document that this text makes."""
        return str(self.head["file"])

    @property
    def notice(self) -> str:
        """The line that says what the document is."""
        return (
            f"This is a retelling, written for the inspection-kg project, of facts in "
            f"{self.head['retells']}. It is not the original document."
        )


# ---------------------------------------------------------------- reading the texts


def sources() -> list[Source]:
    """Every text in TEXTS, ordered by the name of the document that it makes."""
    texts = (path.read_text(encoding="utf-8") for path in TEXTS.glob("*.md"))
    return sorted((parse(text) for text in texts), key=lambda source: source.file)


def parse(text: str) -> Source:
    """Split a text into its head and its blocks; ValueError where it has no head."""
    parts = text.split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ValueError("a text begins with a TOML head between two lines '+++'")
    return Source(tomllib.loads(parts[1]), tuple(parse_blocks(parts[2])))


def parse_blocks(body: str) -> list[Block]:
    """The blocks of a body, in order; a line without a mark runs on from the line above it."""
    found: list[Block] = []
    gap = True
    for line in body.splitlines():
        match = MARK.match(line)
        if match:
            found.append(_marked_block(match["mark"], match["text"].strip()))
        elif line.strip() and found and not gap and found[-1].kind in RUNS_ON:
            found[-1] = Block(found[-1].kind, f"{found[-1].text} {line.strip()}", found[-1].number)
        elif line.strip():
            found.append(Block("text", line.strip()))
        gap = not line.strip()
    return found


def _marked_block(mark: str, text: str) -> Block:
    if mark[0].isdigit():
        return Block("number", text, mark.strip())
    return Block(KINDS[mark], text)


# ---------------------------------------------------------------- reports, as PDF


def _style(
    size: float, *, bold: bool = False, before: float = 0, after: float = 6, indent: float = 0
) -> ParagraphStyle:
    return ParagraphStyle(
        name=f"s{size}{bold}{before}{after}{indent}",
        fontName="Helvetica-Bold" if bold else "Helvetica",
        bulletFontName="Helvetica",
        keepWithNext=int(bold and before > 0),
        fontSize=size,
        bulletFontSize=size,
        leading=size * 1.24,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        bulletIndent=max(indent - 20, 0),
        embeddedHyphenation=1,
    )


STYLES = {
    "title": _style(20, after=10),
    "section": _style(17, before=14, after=10),
    "heading": _style(12.5, bold=True, before=8, after=7),
    "subheading": _style(11, bold=True, before=5, after=5),
    "bold": _style(11, bold=True, after=7),
    "text": _style(11),
    "number": _style(11, indent=26),
    "bullet": _style(11, indent=20),
    "nested": _style(11, indent=42),
    "cell": _style(11, after=0),
    "boldcell": _style(11, bold=True, after=0),
    "small": _style(8.5, after=0),
}
BOX = [("BOX", (0, 0), (-1, -1), 0.75, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
BULLETS = {"bullet": "•", "nested": "–"}
# Numbered paragraphs hang from the margin; nested bullets from the bullets above them.
STYLES["number"].bulletIndent = 0


def _markup(text: str) -> str:
    """Escape what reportlab would read as mark-up, then set **bold** and ^1 (a footnote mark)."""
    safe = escape(text, quote=False)
    safe = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", safe)
    return re.sub(r"\^(\d+)", r"<super>\1</super>", safe)


def _paragraph(text: str, style: str, mark: str | None = None) -> Paragraph:
    return Paragraph(_markup(text), STYLES[style], bulletText=mark)


def _table(head: list[str], rows: list[list[str]]) -> Table:
    """The table of judgements; a head of one cell spans both columns."""
    cells = [[_paragraph(cell, "boldcell") for cell in (*head, "")[:2]]]
    cells += [[_paragraph(cell, "cell") for cell in row] for row in rows]
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.75, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    if len(head) == 1:
        style.append(("SPAN", (0, 0), (1, 0)))
        cells[0][1] = ""
    return Table(cells, colWidths=[WIDTH * 0.52, WIDTH * 0.48], style=style, spaceBefore=8, spaceAfter=14)


def _section(text: str) -> list[Flowable]:
    """A section's heading, boxed with its grade if it has one; on a new page where little room is left."""
    heading, _, grade = (part.strip() for part in text.partition("|"))
    shown: Flowable = _paragraph(heading, "section")
    if grade:
        row = [[shown, _paragraph(grade, "boldcell")]]
        widths = [WIDTH * 0.66, WIDTH * 0.34]
        shown = Table(row, colWidths=widths, style=BOX, spaceBefore=14, spaceAfter=8)
    shown.contents_entry = heading
    return [CondPageBreak(PAGE_HEIGHT * 0.4), shown]


def _cover(head: dict[str, Any]) -> list[Flowable]:
    """Page 1 down to the table of judgements."""
    lines: list[Flowable] = [_paragraph(text, style) for style, text in head["cover"]]
    return [*lines, _table(head["table_head"], head["judgements"])]


def _contents() -> list[Flowable]:
    contents = TableOfContents(dotsMinLevel=-1, levelStyles=[STYLES["text"]])
    return [_paragraph("Contents", "section"), contents]


def _body(source: Source) -> Iterator[Flowable]:
    """What follows the cover, a flowable or more for each block."""
    for block in source.blocks:
        if block.kind == "page":
            yield PageBreak()
        elif block.kind == "section":
            yield from _contents() if block.text == "Contents" else _section(block.text)
        else:
            yield _paragraph(block.text, block.kind, block.number or BULLETS.get(block.kind))


class _Report(BaseDocTemplate):
    """A document that fills in its own page of contents."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        """Tell the page of contents where a section stands."""
        entry = getattr(flowable, "contents_entry", None)
        if entry:
            self.notify("TOCEntry", (0, entry, self.page))


def _footer(head: dict[str, Any], canvas: Canvas, document: BaseDocTemplate) -> None:
    """The running lines, drawn before the page's text as Word does, so that they are read first."""
    canvas.saveState()
    canvas.setFont("Helvetica", 9)
    running = head.get("running", [])
    if not running or document.page > 1:
        canvas.line(LEFT, 62, PAGE_WIDTH - LEFT, 62)
        for index, line in enumerate(running):
            canvas.drawString(LEFT, 50 - 11 * index, line)
        canvas.drawRightString(PAGE_WIDTH - LEFT, 50 - 11 * max(len(running) - 1, 0), str(document.page))
    canvas.restoreState()


def _footnotes(source: Source) -> list[Paragraph]:
    """The footnotes, wrapped to the width of the page's text."""
    notes = [_paragraph(text, "small") for text in source.head.get("footnotes", [])]
    for note in notes:
        note.wrap(WIDTH, PAGE_HEIGHT)
    return notes


def _notes(source: Source, canvas: Canvas, document: BaseDocTemplate) -> None:
    """Drawn last: the footnotes below their page's text, and on page 1 the line that says what this is."""
    if document.page == source.head.get("footnote_page", 1):
        height = BOTTOM
        for note in reversed(_footnotes(source)):
            note.drawOn(canvas, LEFT, height)
            height += note.height
    if document.page == 1:
        notice = _paragraph(source.notice, "small")
        notice.wrap(WIDTH * 0.62, PAGE_HEIGHT)
        notice.drawOn(canvas, PAGE_WIDTH - LEFT - WIDTH * 0.62, PAGE_HEIGHT - 40 - notice.height)


def make_pdf(source: Source) -> bytes:
    """A report in the layout of its time."""
    buffer = io.BytesIO()
    document = _Report(
        buffer,
        pagesize=A4,
        invariant=1,
        title=str(source.head["title"]),
        author="inspection-kg",
        lang="en-GB",
    )
    bottom = BOTTOM + sum(note.height for note in _footnotes(source))
    frame = Frame(LEFT, bottom, WIDTH, PAGE_HEIGHT - TOP - bottom, 0, 0, 0, 0)
    template = PageTemplate(
        frames=[frame], onPage=partial(_footer, source.head), onPageEnd=partial(_notes, source), pagesize=A4
    )
    document.addPageTemplates(template)
    document.multiBuild([*_cover(source.head), *_body(source)])
    return buffer.getvalue()


# ---------------------------------------------------------------- press and council pages


def make_text(source: Source) -> bytes:
    """A press article as plain text: paragraphs between empty lines."""
    return ("\n\n".join([*(block.text for block in source.blocks), source.notice]) + "\n").encode("utf-8")


def make_html(source: Source) -> bytes:
    """A council's news page: the body put into the page that the head names as its `frame`."""
    tags = {"section": "h1", "heading": "h2", "bullet": "li"}
    lines: list[str] = []
    for block in [*source.blocks, Block("text", source.notice)]:
        tag = tags.get(block.kind, "p")
        lines.append(f"<{tag}>{escape(block.text, quote=False)}</{tag}>")
    body = re.sub(r"(<li>.*</li>\n?)+", lambda found: f"<ul>\n{found[0].rstrip()}\n</ul>\n", "\n".join(lines))
    page = (TEXTS / source.head["frame"]).read_text(encoding="utf-8")
    page = page.replace("{{title}}", escape(source.head["title"], quote=False))
    return page.replace("{{body}}", body).encode("utf-8")


# ---------------------------------------------------------------- all of it

MAKERS: dict[str, Callable[[Source], bytes]] = {".pdf": make_pdf, ".html": make_html, ".txt": make_text}


def make_catalogue(found: list[Source]) -> bytes:
    """documents.csv: for each document, what is known of the real one that it retells, and our licence."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for source in found:
        writer.writerow({"path": source.file, **source.head["document"], "licence": LICENCE})
    return buffer.getvalue().encode("utf-8")


def make_all() -> dict[str, bytes]:
    """File name -> bytes of everything that this script makes."""
    found = sources()
    made = {source.file: MAKERS[Path(source.file).suffix](source) for source in found}
    return {**made, "documents.csv": make_catalogue(found)}


def page_texts(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    pdf = pdfium.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in pdf]


def differs(name: str, made: bytes, folder: Path = SEEDS) -> bool:
    """Whether the file on disk is not what its text makes. PDFs are compared by their words, page by page:
    another version of reportlab may write other bytes."""
    path = folder / name
    if not path.is_file():
        return True
    kept = path.read_bytes()
    return page_texts(kept) != page_texts(made) if path.suffix == ".pdf" else kept != made


def main(arguments: list[str] | None = None) -> int:
    """Write the seeds, or with --check only compare; the exit code."""
    parser = argparse.ArgumentParser(description="Make seeds/ from the texts in scripts/seed_texts/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    check = parser.parse_args(arguments).check
    stale = [(name, data) for name, data in make_all().items() if differs(name, data)]
    for name, data in stale:
        print(f"seeds/{name}: " + ("differs from its text; run scripts/make_seeds.py" if check else "written"))
        if not check:
            (SEEDS / name).write_bytes(data)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
