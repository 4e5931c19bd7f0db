"""A site that is being made: the build it shows, which things have a page, and how a page is put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kg.publish.page_images import FOLDER as IMAGES
from kg.site.build import CATALOGUE, Build, Doc, Row
from kg.site.days import day, year
from kg.site.indicators import Indicator, read_indicators
from kg.site.links import page_of
from kg.site.people import by_authority, posts
from kg.site.place import Place
from kg.site.themes import Theme, read_themes

NAME = "Inspections, in their own words"
ANALYSIS = "analysis/index.html"
"""The page that `kg analyse` writes; before that it tells how to make one."""
ANALYSED = "analysis/sentences.csv"
"""A file that tells that there is an analysis."""
NAV = (
    ("Authorities", "index.html"),
    ("Themes", "themes.html"),
    ("People", "people.html"),
    ("Charts", "charts.html"),
    ("Analysis", ANALYSIS),
    ("Graph", "graph.html"),
    ("Documents", "documents.html"),
    ("Glossary", "glossary.html"),
    ("Data", "data.html"),
)
"""What stands at the head of every page."""
KINDS_WITH_DATA = ("authority/", "inspection/", "document/", "theme/", "person/")
"""Pages beside which a published site has their data."""
QUOTE_CHARS = 300


@dataclass(frozen=True, slots=True)
class Options:
    """What a site may show.

    Attributes:
        all_texts: whole texts of all documents, as on the user's own disk; otherwise of those under an open licence.
        quote_chars: the most that is quoted, at a time, of a document whose text is not shown.
        base_url: address that the site is published at, "" where it is not.
        page_images: pictures of pages, where the build has them and the document's text may be shown.
    """

    all_texts: bool = True
    quote_chars: int = QUOTE_CHARS
    base_url: str = ""
    page_images: bool = True


class Site:
    """A build as pages. `pages`: the paths of the things that have one. `analysed`: the site has an analysis; one on the
    user's own disk has otherwise a page that tells how to make one, a published one no such page."""

    name = NAME

    def __init__(self, build: Build, options: Options, analysed: bool = False) -> None:
        self.build, self.options = build, options
        self.documents: dict[str, Doc] = {doc.key: doc for doc in build.docs.values()}
        self.pictured = self._pictured()
        self.pages = frozenset(self._things())
        self._environment = Environment(
            loader=PackageLoader("kg.site"), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        self._tags: dict[int, dict[str, Markup]] = defaultdict(dict)
        self.analysed = analysed
        nav = NAV if analysed or not options.base_url else tuple(one for one in NAV if one[1] != ANALYSIS)
        self._environment.globals |= {
            "analysis_page": ANALYSIS if analysed else "",
            "site": NAME,
            "nav": nav,
            "foot": self._foot(),
            "base_url": options.base_url,
        }
        self._environment.globals |= {"has_data": has_data, "cited": self.cited}

    def has(self, thing: str) -> bool:
        """Whether a thing has a page."""
        return thing in self.pages

    def place(self, thing: str, page: str = "") -> Place:
        """Where the page of a thing stands."""
        page = page or page_of(thing)
        return Place(self.build, page, self.pages, self._tags[page.count("/")])

    def render(self, template: str, place: Place, title: str, **values: object) -> str:
        """A page out of a template. All that is no Markup is escaped."""
        return self._environment.get_template(template).render(p=place, title=title, **values)

    def prepare(self) -> None:
        """Read and group now what many pages need, so that forked workers share it, and compile the templates."""
        build = self.build
        for table in ("judgements", "recommendations", "inspections"):
            build.of_body(table)
        for table in ("recommendations", "statements", "people", "findings"):
            build.of_inspection(table)
        build.every("inspections", "inspection_iri")
        build.by("actions", "actor")
        asked = next((row["recommendation_iri"] for row in build.rows("recommendations")), "")
        build.fact(
            asked
        )  # the tables up to that of recommendations: they are small, and most facts asked for stand in them
        _ = (
            build.by_document,
            self.by_theme,
            self.posts,
            self.people,
            self.indicators,
            self.newest,
            self.inspected_by_region,
        )
        unused = {"analysis.html"} if self.pictured else {"analysis.html", "pages.html"}
        for name in sorted({*self._environment.list_templates(extensions=["html"])} - unused):
            self._environment.get_template(name)

    def name_of(self, gss: str) -> str:
        """An authority's name."""
        row = self.build.authorities.get(gss)
        return row["name"] if row else gss

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Indicators that can be drawn side by side, by their path."""
        return read_indicators(self.build)

    @cached_property
    def newest(self) -> list[Doc]:
        """Documents, the newest first; those without a day last."""
        return sorted(self.documents.values(), key=lambda doc: (doc.issued, doc.file), reverse=True)

    @cached_property
    def by_theme(self) -> Mapping[str, Theme]:
        """What is about each theme, by notation."""
        return read_themes(self.build)

    @cached_property
    def themes(self) -> list[str]:
        """Themes that something here is about, by notation."""
        return [name for name in self.build.lexicon.scheme("theme").concepts if name in self.by_theme]

    @cached_property
    def posts(self) -> Mapping[str, list[Row]]:
        """What documents state of the roles of each person whom they name, by the person's path."""
        return posts(self.build)

    @cached_property
    def people(self) -> Mapping[str, list[Row]]:
        """What is stated of people of each authority, by its GSS code."""
        return by_authority(self.build)

    @cached_property
    def asking(self) -> list[Row]:
        """Inspections that asked for something."""
        return [self.build.inspections[iri] for iri in self.build.of_inspection("recommendations")]

    @cached_property
    def inspected_by_year(self) -> Mapping[int, int]:
        """Year → inspections that asked for something."""
        return Counter(year(row["start"]) for row in self.asking)

    @cached_property
    def inspected_by_region(self) -> Mapping[str, int]:
        """Region → inspections that asked for something."""
        return self.counts_by_region(self.asking)

    def counts_by_region(self, rows: Iterable[Row]) -> Mapping[str, int]:
        """Rows about authorities, counted by region."""
        known = self.build.authorities
        return Counter(known[row["gss"]]["region"] for row in rows if row["gss"] in known)

    def _things(self) -> list[str]:
        build = self.build
        return [
            *(f"authority/{gss}" for gss in build.covered),
            *(build.path(iri) for iri in build.inspections),
            *self.documents,
            *sorted(self.posts),
            *(f"theme/{name}" for name in self.themes),
            *self.indicators,
            *(f"{IMAGES}/{name}" for name in self.pictured),
        ]

    def shows_text(self, doc: Doc) -> bool:
        """Whether the text of a document, and pictures of its pages, may be shown."""
        return self.options.all_texts or doc.is_open

    def _pictured(self) -> frozenset[str]:
        """Ids of the documents whose pages are shown as pictures."""
        if not self.options.page_images:
            return frozenset()
        shown = {doc.id for doc in self.documents.values() if self.shows_text(doc)}
        return frozenset(shown & {file.stem for file in (self.build.folder / IMAGES).glob("*.json")})

    @property
    def whole(self) -> bool:
        """Whether the whole graph may stand beside the pages."""
        return self.options.all_texts or all(doc.is_open or doc.genre == CATALOGUE for doc in self.documents.values())

    @cached_property
    def until(self) -> str:
        """The day of the newest document."""
        return max((doc.issued for doc in self.documents.values()), default="")

    def cited(self, title: str, page: str) -> str:
        """How a page of a published site is cited."""
        state = f", documents to {day(self.until)}" if self.until else ""
        return f"“{title}”, {NAME}{state}. {self.options.base_url}{page}"

    def _foot(self) -> str:
        until = f" up to {day(self.until)}" if self.until else ""
        return f"Made from {len(self.documents)} documents{until}."


def has_data(page: str, kinds: tuple[str, ...] = KINDS_WITH_DATA) -> bool:
    """Whether the data of a page are published beside it."""
    return page.startswith(kinds)
