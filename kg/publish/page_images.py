"""Pictures of the pages that facts stand on, in `pages/` of a build: `pages/{document}/{page}.png`, and
`pages/{document}.json` that says where on them each passage stands.

Made in worker processes, a document at a time; taken over from the build before where neither the document nor what is
read from it has changed. A document that names a person who is not to be shown gets none: a picture would show the name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg import cache, work
from kg.errors import UnreadableDocument
from kg.model import Problem, Severity
from kg.read.folder import Source, load
from kg.read.pdf import open_pdf, printed_lines, read_pdf
from kg.read.pdf_pages import Box, need_pillow, pictures
from kg.resolve.hiding import NOBODY, Hidden
from kg.settings import SECONDS_A_DOCUMENT

FOLDER = "pages"
MOST_PAGES = 300
"""Pages of one document that get a picture, the first that state something."""
SECONDS = SECONDS_A_DOCUMENT


@dataclass(frozen=True, slots=True)
class Task:
    """A PDF whose pages are to be pictured: where it is, its id, and the name of its kept reading."""

    source: Source
    document: str
    reading: str


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page that has a picture: its size in pixels, and the boxes of each passage on it by first and last character."""

    width: int
    height: int
    boxes: Mapping[tuple[int, int], Sequence[Box]]


def write_images(
    tasks: Sequence[Task],
    folder: Path,
    previous: Path | None,
    workers: int,
    hidden: Hidden = NOBODY,
    tell: Callable[[int, int, str], None] | None = None,
) -> list[Problem]:
    """Pictures of every document's pages into a build's folder; returns what could not be pictured, and why.

    Raises MissingExtra where Pillow is not installed.
    """
    need_pillow()
    (folder / FOLDER).mkdir(exist_ok=True)
    one = partial(_document, folder=folder, previous=previous, hidden=hidden)
    problems: list[Problem] = []
    with work.pool(min(workers, len(tasks))) as executor:
        for done, found in enumerate(work.each(executor, one, tasks, _crashed), start=1):
            problems += found
            if tell:
                tell(done, len(tasks), "page images")
    return problems


def read_images(folder: Path, document: str) -> dict[int, PageImage]:
    """The pictures of a document in a build's folder, by page; none where it has none."""
    file = folder / FOLDER / f"{document}.json"
    if not file.is_file():
        return {}
    found: dict[int, PageImage] = {}
    for page, width, height, boxes in json.loads(file.read_text(encoding="utf-8"))["pages"]:
        found[page] = PageImage(width, height, {(start, end): [tuple(box) for box in at] for start, end, at in boxes})
    return found


def copy_images(folder: Path, document: str, to: Path) -> None:
    """Put a document's pictures into another folder."""
    for page in read_images(folder, document):
        cache.link(folder / FOLDER / document / f"{page}.png", to / FOLDER / document / f"{page}.png")


def _document(task: Task, folder: Path, previous: Path | None, hidden: Hidden) -> list[Problem]:
    key = f"{task.reading} {version('pillow')}"
    pages: list[Any] = []
    problems: list[Problem] = []
    try:
        if previous and not hidden and _carried(task, folder, previous, key):
            return []
        with work.time_limit(SECONDS):
            for page in _write_pictures(task, folder, hidden):
                pages.append(page)  # what is done stays, whatever comes
    except UnreadableDocument as error:
        return _none(task, error.what, error.what_to_do)
    except work.OverTime:
        what = f"drawing its pages was stopped after {SECONDS} seconds: {len(pages)} have pictures"
        problems, key = _none(task, what, "build again on a quieter machine, or split it"), ""
    index = json.dumps({"key": key, "pages": pages}, separators=(",", ":"))
    _index(folder, task).write_text(index + "\n", encoding="utf-8")
    return problems


def _write_pictures(task: Task, folder: Path, hidden: Hidden) -> Iterator[Any]:
    """Write the pictures of a document; gives its index, a row for each page that is done."""
    data = load(task.source)
    content = read_pdf(data)
    reading = cache.load(folder, task.reading)
    if reading is None:
        raise RuntimeError(f"the reading {task.reading} is gone from {folder}: something else writes there")
    if hidden and (
        cache.text_of(folder, reading).read_bytes() != content.text.encode("utf-8", "replace") or _names(hidden, data)
    ):
        raise UnreadableDocument("it names a person who is not to be shown", "nothing: its pages get no pictures")
    to = folder / FOLDER / task.document
    to.mkdir(exist_ok=True)
    for picture in pictures(data, content, [(p.start, p.end) for p in reading.passages], MOST_PAGES):
        (to / f"{picture.page}.png").write_bytes(picture.png)
        boxes = [[*span, found] for span, found in sorted(picture.boxes.items())]
        yield [picture.page, picture.size.width, picture.size.height, boxes]


def _names(hidden: Hidden, data: bytes) -> bool:
    """Whether any printed line, running headers among them, names somebody who is not to be shown."""
    pdf = open_pdf(data)
    try:
        return bool(hidden.spans("\n".join(line.text for line in printed_lines(pdf))))
    finally:
        pdf.close()


def _carried(task: Task, folder: Path, previous: Path, key: str) -> bool:
    """Take the pictures of the build before over, if they would be the same."""
    try:
        if json.loads(_index(previous, task).read_bytes())["key"] != key:
            return False
        copy_images(previous, task.document, folder)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    cache.link(_index(previous, task), _index(folder, task))
    return True


def _index(folder: Path, task: Task) -> Path:
    return folder / FOLDER / f"{task.document}.json"


def _none(task: Task, what: str, what_to_do: str) -> list[Problem]:
    return [Problem(task.source.path, Severity.NOTE, "page images", what, what_to_do)]


def _crashed(task: Task) -> list[Problem]:
    return _none(task, "drawing its pages made the reader crash", "save it again in a PDF viewer")
