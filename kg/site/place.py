"""Where a page stands, and what leads on from it: links, grades, the way to the words that state a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape as esc

from markupsafe import Markup

from kg.site.build import Build, Doc, Row
from kg.site.days import day, month, period, short
from kg.site.links import anchor, page_of, up

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def html(*parts: str) -> Markup:
    """Markup out of parts in which everything that is not ours has been escaped."""
    return Markup("".join(parts))  # noqa: S704 - see above


@dataclass(frozen=True, slots=True)
class Place:
    """A page that is being written. `pages` are the things that have a page of their own; `tags` what `themes` made for
    other pages that stand as deep in the site."""

    build: Build
    page: str
    pages: frozenset[str]
    tags: dict[str, Markup] = field(default_factory=dict, compare=False, repr=False)
    up: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "up", up(self.page))

    def has(self, thing: str) -> bool:
        """Whether a thing has a page."""
        return thing in self.pages

    def link(self, thing: str, label: str, fragment: str = "", limit: int = 200) -> Markup:
        """A link to a thing's page; only its label where it has none."""
        text = esc(short(label, limit) or "(no name)")
        if thing not in self.pages:
            return html(text)
        return html(f'<a href="{self.up}{page_of(thing)}{"#" + fragment if fragment else ""}">{text}</a>')

    def authority(self, gss: str, label: str = "") -> Markup:
        """A link to an authority's page."""
        row = self.build.authorities.get(gss)
        return self.link(f"authority/{gss}", (row["name"] if row else "") or label or gss)

    def inspection(self, iri: str, label: str = "") -> Markup:
        """A link to an inspection's page, by its month."""
        row = self.build.inspections.get(iri)
        return self.link(self.build.path(iri), label or (month(row["start"]) if row else "") or "no date")

    def themes(self, cell: str) -> Markup:
        """The themes of a cell, as tags that lead to their pages."""
        kept = self.tags.get(cell)
        if kept is None:
            kept = self.tags[cell] = html(" ".join(self._theme(name) for name in cell.split("; ") if name))
        return kept

    def _theme(self, notation: str) -> str:
        label = esc(self.build.label("theme", notation))
        if f"theme/{notation}" not in self.pages:
            return f'<span class="tag">{label}</span>'
        return f'<a class="tag" href="{self.up}{page_of("theme/" + notation)}">{label}</a>'

    def to_words(self, row: Row) -> str:
        """The address of the marked words that a row rests on; "" where their document is not here."""
        doc = self.build.docs.get(row["document"])
        return f"{self.up}{page_of(doc.key)}#{anchor(row['char_start'], row['char_end'])}" if doc else ""

    def words(self, row: Row, label: str = "") -> Markup:
        """A link to the words that a row rests on, named by document and page."""
        return self.words_at(row["document"], row["page"], self.to_words(row), label)

    def words_at(self, file: str, page: str, address: str, label: str = "") -> Markup:
        """A link to words in a document."""
        doc = self.build.docs.get(file)
        name = label or (self.source(doc) if doc else short(file, 60))
        where = f", p. {page}" if page and doc and doc.pages not in ("", "1") and not label else ""
        text = esc(name + where)
        return html(f'<a class="src" href="{address}">{text}</a>' if address else f'<span class="src">{text}</span>')

    def source(self, doc: Doc) -> str:
        """A document in a few words: "Ofsted, July 2017"."""
        kind = "" if doc.publisher else self.build.label("genre", doc.genre)
        return ", ".join(filter(None, (short(doc.publisher or kind, 40) or short(doc.file, 40), month(doc.issued))))

    def grade(self, notation: str, row: Row | None = None, label: str = "") -> Markup:
        """A grade as letter, label and colour; with a row, a link to the words that state it."""
        concept = self.build.concept("grade", notation)
        name = label or (concept.label if concept else notation)
        rank = f" g{concept.rank}" if concept and concept.rank else ""
        inside = f"<b>{esc(letters(concept.label if concept else notation))}</b><span>{esc(name)}</span>"
        address = self.to_words(row) if row else ""
        if not (row and address):
            return html(f'<span class="g{rank}">{inside}</span>')
        said = esc(f"“{short(row['quote'])}”")
        return html(f'<a class="g{rank}" href="{address}" title="{said}">{inside}</a>')

    def grades(self) -> list[str]:
        """Grades that can be compared, the best first."""
        known = self.build.lexicon.scheme("grade").concepts.values()
        return [one.notation for one in sorted((g for g in known if g.rank), key=lambda g: (g.rank or 0, g.notation))]

    def label(self, scheme: str, notation: str) -> str:
        """The label of a concept."""
        return self.build.label(scheme, notation)

    def term(self, scheme: str, notation: str) -> Markup:
        """The label of a concept as a link into the glossary."""
        label = esc(self.build.label(scheme, notation))
        known = self.build.concept(scheme, notation)
        return html(f'<a href="{self.up}glossary.html#{scheme}-{notation}">{label}</a>' if known else label)

    def outside(self, doc: Doc) -> Markup:
        """A link to the place where a document came from, where that is an address."""
        if not ADDRESS.fullmatch(doc.source):
            return html("")
        return html(f'<a href="{esc(doc.source)}" rel="noreferrer">at its source</a>')

    def inspection_of(self, recommendation: str) -> str:
        """The inspection that a recommendation belongs to, both by IRI."""
        row = self.build.fact(recommendation)
        return row["inspection_iri"] if row else ""

    def body_of(self, inspection: str) -> str:
        """Which body an inspection inspected, and when."""
        row = self.build.inspections.get(inspection)
        return f"{row['body']}, {month(row['start']) or 'no date'}" if row else ""

    def ident(self, iri: str) -> str:
        """A thing's id within a page: its path, with dashes."""
        return self.build.path(iri).replace("/", "-")

    def recommended(self, iri: str, text: str) -> Markup:
        """A recommendation's text as a link to the words that state it."""
        row = self.build.fact(iri)
        said = esc(short(text, 500))
        return html(f'<a href="{self.to_words(row)}">{said}</a>' if row else said)

    def judged(self, inspection: str, aspect: str, grade: str) -> Markup:
        """The month of an inspection as a link to the words that give the grade."""
        rows = self.build.of_inspection("judgements").get(inspection, ())
        row = next((row for row in rows if row["grade"] == grade and aspect in row["covers"].split("; ")), None)
        about = self.build.inspections.get(inspection)
        when = month(about["start"]) if about else "no date"
        return self.words(row, when) if row else self.inspection(inspection)

    def fact_words(self, iri: str, file: str) -> Markup:
        """A link to the words with which a document states a fact."""
        row = self.build.fact(iri, file)
        return self.words(row) if row else self.words_at(file, "", "")

    def follow_words(self, row: Row) -> Markup:
        """What a later report says of a recommendation, as a link to it where the words are a passage of a fact."""
        said = esc(short(row["quote"]))
        stated = self.build.quoted(row["document"], row["quote"])
        return html(f'<a href="{self.to_words(stated)}">{said}</a>' if stated else said)

    day = staticmethod(day)
    month = staticmethod(month)
    period = staticmethod(period)
    short = staticmethod(short)


def letters(label: str) -> str:
    """Requires improvement → RI: how a grade is told where colours cannot be."""
    return "".join(word[0] for word in label.split()).upper()[:2]


def comma(parts: Iterable[str]) -> str:
    """Parts that say something, with commas."""
    return ", ".join(part for part in parts if part)
