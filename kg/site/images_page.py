"""The pages of a PDF as they were printed, with the words of every fact marked on them: `pages/{document}.html`.

The picture is never dark, nor are its marks: it shows paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape as esc
from itertools import groupby

from kg.publish.page_images import PageImage, read_images
from kg.site.build import Doc
from kg.site.document_page import Fact, described
from kg.site.links import anchor, page_of
from kg.site.place import Place, html
from kg.site.site import Site


def render(site: Site, thing: str) -> str:
    """The page of a document's pictures."""
    doc = site.documents[f"document/{thing.partition('/')[2]}"]
    place = site.place(thing)
    images = read_images(site.build.folder, doc.id)
    sheets = html("".join(_sheets(place, doc, described(place, doc), images)))
    title = f"Pages of {doc.title or doc.file}"
    numbers = list(images)
    return site.render("pages.html", place, title, doc=doc, sheets=sheets, numbers=numbers)


def _sheets(place: Place, doc: Doc, facts: Sequence[Fact], images: Mapping[int, PageImage]) -> Iterator[str]:
    given: set[str] = set()
    for number, image in images.items():
        here = [fact for fact in facts if fact[:2] in image.boxes]
        yield f'<section class="part sheet" id="page-{number}"><div><h2>Page {number}</h2>'
        yield from _picture(place, doc, here, number, image, given)
        yield '</div><ul class="beside">'
        yield from (_item(place, doc, fact) for fact in here)
        yield "</ul></section>\n"


def _picture(
    place: Place, doc: Doc, facts: Sequence[Fact], number: int, image: PageImage, given: set[str]
) -> Iterator[str]:
    """A page with its marks. `given`: passages that have their id on an earlier page, where they begin."""
    source = f"{doc.id}/{number}.png"
    size = f'width="{image.width}" height="{image.height}"'
    yield f'<div class="paper"><img loading="lazy" decoding="async" src="{source}" {size} '
    yield f'alt="Page {number} as printed. The list beside it says what is marked, and leads to the words as text.">'
    yield f'<svg viewBox="0 0 {image.width} {image.height}" role="group" aria-label="What is marked on page {number}">'
    for span, stated in groupby(facts, key=lambda fact: fact[:2]):
        one = next(iter(stated))
        name = anchor(*map(str, span))
        ident = f'data-of="{name}"' if name in given else f'id="{name}"'
        given.add(name)
        said = esc(f"{one[3]}: {place.short(one[5]['quote'], 160)}")
        yield f'<a href="#{name}" aria-label="{said}"><g class="{one[2]}" {ident}><title>{said}</title>'
        yield "".join(f'<rect x="{x}" y="{y}" width="{w}" height="{h}"/>' for x, y, w, h in image.boxes[span])
        yield "</g></a>"
    yield "</svg></div>"


def _item(place: Place, doc: Doc, fact: Fact) -> str:
    start, end, style, kind, rest, _ = fact
    name = anchor(str(start), str(end))
    text = f"{place.up}{page_of(doc.key)}#{name}"
    return (
        f'<li class="{style}"><a href="#{name}">{esc(kind)}</a> {rest} '
        f'<a class="p" href="{text}" aria-label="in the text: {esc(kind)}">in the text</a></li>'
    )
