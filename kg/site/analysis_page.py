"""The analysis as a page of the site, as Markdown, as tables in CSV, and its networks as files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.analyse import NETWORKS, QUERIES, QUESTIONS, Analysis, analyse
from kg.analyse.files import csv_bytes, network_files
from kg.graph.query import Rows, run_query
from kg.graph.store import Readable, open_store
from kg.site import start_page
from kg.site.analysis_markdown import markdown
from kg.site.build import NOWHERE, Build, Row
from kg.site.place import Place
from kg.site.site import ANALYSED, ANALYSIS, Options, Site
from kg.site.write import write_assets

SHOWN = 40
"""Facts below a sentence that the page shows; its CSV has all."""
ROWS = 15
"""Rows of a table that the page shows; its CSV has all."""
_NUMBER = re.compile(r"[−-]?[\d,]+(?:\.\d+)?")
_PASSAGES = """SELECT ?document ?start ?end ?page ?words WHERE {
  ?passage dct:isPartOf ?document ; oa:start ?start ; oa:end ?end ; oa:exact ?words . OPTIONAL { ?passage insp:page ?page } }"""
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Words:
    """The words that state a fact: a row of a table of the build, or what its passage tells where no table has it."""

    fact: str
    row: Row
    address: str

    @property
    def about(self) -> str:
        """Whom it is about, where its table tells."""
        return self.row.get("body") or self.row.get("organisation") or ""


def write_analysis(
    folder: Path, to: Path | None = None, tell: Tell | None = None, store: Readable | None = None
) -> list[Path]:
    """Analyse the build in a folder and write the analysis into `to` (by default `analysis/` in that folder), which is made;
    files that are there are written over. Returns the files.

    Beside a site it is a page of that site, to which all its pages link already, and the start page tells of it; elsewhere it
    stands alone, and facts are shown without links. The same build gives the same bytes. `store`: one that stands elsewhere,
    which is analysed in the place of the folder's build, and tells the words as well. Raises BuildNotFound where the folder
    holds no build, OSError where `to` cannot be written.
    """
    to = to or folder / ANALYSIS.partition("/")[0]
    tell = tell or (lambda *_: None)
    steps = len(NETWORKS) + len(QUESTIONS) + 1
    found = analyse(store or open_store(folder / "store"), lambda done, what: tell(done, steps, what))
    tell(steps - 1, steps, "writing")
    in_site = not store and (to.parent / "index.html").is_file() and (to.parent / "assets" / "site.css").is_file()
    shown = Build(NOWHERE if store else folder, store=store)
    writer = _Writer(found, Site(shown, Options(), analysed=in_site), to, in_site)
    if store:
        writer.told = _told_by(store)
    _clear(to)
    files = writer.write()
    if not in_site:
        write_assets(to)
    elif to.resolve() == folder.resolve() / ANALYSIS.partition("/")[0]:
        page = start_page.render(writer.site, "index")
        (folder / "index.html").write_bytes(page.encode("utf-8", "replace"))
    return files


def publish_analysis(site: Site, folder: Path) -> None:
    """Write the analysis of a site's build into the folder of that site, with no more words of documents than the site shows
    of them. It is computed again, so that nothing of the build's own pages is published."""
    _Writer(analyse(open_store(site.build.folder / "store")), site, folder / ANALYSIS.partition("/")[0], True).write()


def _clear(to: Path) -> None:
    """Takes away what an earlier analysis wrote about sentences that there may not be any more."""
    if (to / ANALYSED.partition("/")[2]).is_file():
        for part in ("facts", "tables", "networks"):
            for file in sorted((to / part).glob("*")):
                if file.suffix in (".csv", ".graphml", ".gexf"):
                    file.unlink()


class _Writer:
    """What is written: the name and the content of each file."""

    def __init__(self, analysis: Analysis, site: Site, to: Path, in_site: bool) -> None:
        self.analysis, self.site, self.to, self.in_site = analysis, site, to, in_site
        self._kept: dict[str, Words] = {}
        self.told: Mapping[tuple[str, int, int], tuple[str, str]] = {}
        pages = site.pages if in_site else frozenset[str]()
        self.place = Place(site.build, f"{to.name}/index.html" if in_site else "index.html", pages)

    def write(self) -> list[Path]:
        """Write all files; returns them."""
        written = []
        for name, content in self.files():
            file = self.to / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            written.append(file)
        return written

    def files(self) -> Iterator[tuple[str, bytes]]:
        words = {insight.name: [self._words(fact) for fact in insight.facts] for insight in self.analysis}
        yield "index.html", self._page(words).encode("utf-8", "replace")
        yield "analysis.md", markdown(self.analysis).encode("utf-8", "replace")
        yield "sentences.csv", csv_bytes(_sentence_rows(self.analysis))
        for insight in self.analysis:
            if insight.table:
                yield f"tables/{insight.name}.csv", csv_bytes([insight.table.columns, *insight.table.rows])
            if insight.facts:
                yield f"facts/{insight.facts_file}.csv", csv_bytes(_fact_rows(words[insight.name]))
        for network, measured in self.analysis.networks.values():
            for name, content in network_files(network, measured):
                yield f"networks/{name}", content

    def _page(self, words: dict[str, list[Words]]) -> str:
        chrome = {} if self.in_site else {"nav": ()}
        return self.site.render(
            "analysis.html", self.place, "Analysis", analysis=self.analysis, words=words, shown=SHOWN, rows=ROWS,
            queries=QUERIES, is_number=_NUMBER.fullmatch, **chrome,
        )  # fmt: skip

    def _words(self, fact: str) -> Words:
        """The primary statement of a fact."""
        build = self.site.build
        if fact not in self._kept:
            known = build.fact(fact) or self._quoted(fact)
            row = known or self._passage(fact)
            address = self.place.to_words(row) if self.in_site else ""
            self._kept[fact] = Words(fact, row, address if known else address.partition("#")[0])
        return self._kept[fact]

    def _quoted(self, fact: str) -> Row | None:
        """For a fact that is in no table, the row of one that rests on the same words: those words are marked."""
        said = self._passage(fact)
        return self.site.build.quoted(said["document"], said["quote"]) if said["quote"] else None

    def _passage(self, fact: str) -> Row:
        """What the first passage of a fact tells, as a row of a table would."""
        facts = self.analysis.facts
        document, start, end = min(facts.evidence[fact])
        path = facts.documents.get(document, ("", "", ""))[0]
        page, quote = self.told.get((document, start, end), ("", ""))
        text = self.site.build.folder / "texts" / f"{document.rpartition('/')[2]}.txt"
        quote = quote or (text.read_bytes().decode("utf-8", "replace")[start:end] if text.is_file() else "")
        quote = self.site.build.cut(path, quote)
        return {"document": path, "page": page, "char_start": str(start), "char_end": str(end), "quote": quote}


def _told_by(store: Readable) -> Mapping[tuple[str, int, int], tuple[str, str]]:
    """Document, first character and end of each passage → its page and its words, as a store tells them."""
    found = run_query(store, _PASSAGES)
    rows = found if isinstance(found, Rows) else ()
    return {(str(d), int(str(s)), int(str(e))): (str(page or ""), str(words)) for d, s, e, page, words in rows}


def _sentence_rows(analysis: Analysis) -> Iterator[Sequence[str]]:
    yield ("name", "question", "sentence", "how", "queries", "wrong", "facts")
    for section in analysis.sections:
        for one in section.insights:
            yield (
                one.name,
                section.question,
                one.sentence,
                one.how,
                "; ".join(one.queries),
                one.wrong,
                str(len(one.facts)),
            )


def _fact_rows(words: Sequence[Words]) -> Iterator[Sequence[str]]:
    """The same columns as the tables of a build have for what states a fact, and the page with the words."""
    yield ("fact_iri", "document", "page", "char_start", "char_end", "quote", "address")
    for one in words:
        row = one.row
        yield (one.fact, row["document"], row["page"], row["char_start"], row["char_end"], row["quote"], one.address)
