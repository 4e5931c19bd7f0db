"""The page of a document: its text with every passage marked, part by part, and beside each part what it states.

Only documents under an open licence are published with their text (see `Options`); of others the page shows the
marked words alone, short, and the way to the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape as esc
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup

from kg.publish.page_images import FOLDER as IMAGES
from kg.publish.page_images import PageImage, read_images
from kg.site.build import CATALOGUE, Doc, Row
from kg.site.days import month, short
from kg.site.described import STYLES, TABLES
from kg.site.links import anchor, page_of, up
from kg.site.marks import Passage, flowing, marked, parts
from kg.site.place import ADDRESS, Place, html
from kg.site.site import Site

Fact = tuple[int, int, str, str, str, Row]
"""First and last character, style, kind, the rest as HTML, row."""
Images = Mapping[int, PageImage]
"""Pictures of a document's pages, by page."""
_ORDER = {style: place for place, style in enumerate(STYLES)}
_PLACE = itemgetter(0, 1)


def described(place: Place, doc: Doc) -> list[Fact]:
    """Everything that a document states, in the order (start, -end)."""
    return [(start, end, *TABLES[table](place, row), row) for start, end, table, row in place.build.stated(doc.file)]


def passages_of(facts: Sequence[Fact]) -> list[Passage]:
    """The places that facts rest on, each once, with the weightiest style of its facts."""
    found: list[Passage] = []
    for (start, end), here in groupby(facts, key=_PLACE):
        found.append(Passage(start, end, *_shown(tuple([fact[2:4] for fact in here]))))
    return found


@lru_cache(maxsize=10_000)
def _shown(said: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Style and title of a passage that states facts of these styles and kinds."""
    known = sorted(set(said), key=lambda one: (_ORDER[one[0]], *one))
    return known[0][0], short("; ".join(kind for _, kind in known), 120)


def text_of(place: Place, doc: Doc) -> str:
    """A document's text, as its offsets count."""
    file = place.build.folder / "texts" / f"{doc.id}.txt"
    return file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""


def body(place: Place, doc: Doc, facts: Sequence[Fact], images: Images) -> Markup:
    """The text in parts, each with its facts beside it."""
    text = text_of(place, doc)
    passages = passages_of(facts)
    shown = text if doc.genre == CATALOGUE else flowing(text)
    return html("".join(_parts(shown, passages, [(fact[0], item(fact, doc, images)) for fact in facts])))


def _parts(text: str, passages: Sequence[Passage], items: Sequence[tuple[int, str]]) -> Iterator[str]:
    at, next_fact = 0, 0
    going_on: list[Passage] = []
    for begin, end in parts(text, passages):
        first = at
        while at < len(passages) and passages[at].start < end:
            at += 1
        here = [*going_on, *passages[first:at]]
        going_on = [passage for passage in here if passage.end > end]
        yield '<section class="part"><div class="text">'
        yield from marked(text, here, begin, end)
        yield '</div><ul class="beside">'
        while next_fact < len(items) and items[next_fact][0] < end:
            yield items[next_fact][1]
            next_fact += 1
        yield "</ul></section>\n"


def item(fact: Fact, doc: Doc, images: Images) -> str:
    """A fact beside the text, with the way to its words, there and on the picture of its page."""
    start, end, style, kind, rest, row = fact
    page = ""
    if row["page"] and doc.pages not in ("", "1"):
        image = images.get(int(row["page"]))
        on_it = _on_page(doc, row["page"], (start, end), image) if image else f"p. {esc(row['page'])}"
        page = f' <span class="p">{on_it}</span>'
    return f'<li class="{style}"><a href="#p-{start}-{end}">{esc(kind)}</a> {rest}{page}</li>'


def _on_page(doc: Doc, page: str, span: tuple[int, int], image: PageImage) -> str:
    """A link to the words on the picture of their page. `data-at` is what a script needs to show them beside the text:
    the picture's size, then the boxes."""
    numbers = [image.width, image.height, *(number for box in image.boxes.get(span, ()) for number in box)]
    address = f"{up(page_of(doc.key))}{page_of(f'{IMAGES}/{doc.id}')}#{anchor(*map(str, span))}"
    at = " ".join(map(str, numbers))
    return f'<a href="{address}" data-page="{page}" data-at="{at}">p. {page}</a>'


def quotes(doc: Doc, facts: Sequence[Fact], limit: int) -> Markup:
    """In the place of a text that may not be published: its marked words, each at most `limit` characters."""
    return html("".join(_quotes(doc, facts, limit)))


def _quotes(doc: Doc, facts: Sequence[Fact], limit: int) -> Iterator[str]:
    for (start, end), here in groupby(facts, key=_PLACE):
        stated = list(here)
        words = esc(short(stated[0][5]["quote"], limit))
        ident = anchor(str(start), str(end))
        yield '<section class="part"><blockquote class="text">'
        yield f'<mark class="{stated[0][2]}" id="{ident}">{words}</mark></blockquote><ul class="beside">'
        yield from (item(fact, doc, {}) for fact in stated)
        yield "</ul></section>\n"


def counts(facts: Sequence[Fact]) -> list[tuple[str, str, int]]:
    """Style, its name and how many facts have it, for the legend."""
    found = Counter(map(itemgetter(2), facts))
    return [(style, name, found[style]) for style, name in STYLES.items() if found[style]]


def render(site: Site, thing: str) -> str:
    """The page of a document."""
    doc = site.documents[thing]
    place = site.place(thing)
    facts = described(place, doc)
    whole = site.shows_text(doc)
    images = read_images(site.build.folder, doc.id) if doc.id in site.pictured else {}
    shown = body(place, doc, facts, images) if whole else quotes(doc, facts, site.options.quote_chars)
    about = [place.link(one, _name(site, one)) for one in doc.about if site.has(one)]
    source = doc.source if ADDRESS.fullmatch(doc.source) else ""
    values = {"doc": doc, "about": about, "source": source, "whole": whole, "counts": counts(facts), "text": shown}
    values["printed"] = f"{IMAGES}/{doc.id}" if images else ""
    return site.render("document.html", place, doc.title or doc.file, **values)


def _name(site: Site, thing: str) -> str:
    """An authority by name, an inspection by body and month."""
    build = site.build
    row = build.inspections.get(build.base + thing)
    if row:
        return f"{row['body']}, {month(row['start'])}"
    return build.authorities.get(thing.rpartition("/")[2], {}).get("name", thing)
