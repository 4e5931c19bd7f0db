"""The provisions that a document cites, as identifiers of legislation.gov.uk.

Which act has which number stands in the vocabulary of acts; an act that it does not know keeps its title and no identifier.
A section without an act ("section 47 enquiries") is what the vocabulary says that reports mean by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.extract.even import Even, PhraseFinder, even, made_even
from kg.model import Document, LegalReference, Span
from kg.vocabulary import Concept, Lexicon

_SITE = "http://www.legislation.gov.uk/id/"
_MOST = 5
_DATED = re.compile(r"(?:Act|Regulations|Rules|Measure)\s(?:19|20)\d\d(?!\d)")
_TITLE = re.compile(
    r"(?:^|(?<=[\s(\"']))(?P<title>(?:(?:[A-Z][\w'-]*|\([A-Z][\w '-]*\)),?\s(?:(?:and|of|for|the|in|to|on|from)\s){0,2})*)$"
)
_SECTION = r"\d{1,3}[A-Z]{0,2}(?:\(\w{1,3}\))*"
_SECTIONS_OF = re.compile(
    rf"[Ss]ections?\s(?P<list>{_SECTION}(?:(?:,\s|\sand\s|\sor\s)(?:[Ss]ections?\s)?{_SECTION}){{0,4}})"
    r"\s(?:of|in|under)\s(?:the\s)?$"
)
_SECTION_ALONE = re.compile(rf"(?P<list>[Ss]ections?\s(?P<number>{_SECTION}))(?![\w:])")
_ARTICLES = re.compile(r"^(?:(?:The|This|That|These|Under|In|And|Of|Both|See)\s)+")
_CHILDREN_ACT = re.compile(r"\sof\sthe\sChildren'?s?\sAct\b")
_MAX_TITLE = 130
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("under section 136 of the Education and Inspections Act 2006.", "ukpga/2006/40/section/136"),
    ("the Local Safeguarding Children Boards (Review) Regulations 2013 say", "uksi/2013/2299"),
    ("sections 17 and 20 of the Children Act 1989", "ukpga/1989/41/section/17 ukpga/1989/41/section/20"),
    ("accommodated under Section 20 of the Children Act, they", "ukpga/1989/41/section/20"),
    ("a section 47 enquiry", "ukpga/1989/41/section/47"),
    ("section 11 and section 175 audits", "ukpga/2004/31/section/11 ukpga/2002/32/section/175"),
    ("the Prevent duty", "ukpga/2015/6/section/26"),
    ("the Highways Act 1980", "-"),
    ("Section 1: the local authority", ""),
    ("They act 2006 times.", ""),
)
"""Text and the provisions in it, below the site's base; "-" for one without an identifier."""


def legal_references(document: Document, lexicon: Lexicon, inspection_key: str) -> tuple[LegalReference, ...]:
    """One fact for each provision that is cited, with the places that cite it, in the order of the text.

    `inspection_key` is the inspection that the document reports on ("" for none).
    """
    acts = _Acts.of(lexicon)
    found: dict[tuple[str, str], list[Span]] = {}
    for title, section, start, end in _mentions(even(document.text), acts):
        found.setdefault((title, section), []).append(Span(start, end))
    return tuple(
        LegalReference(
            evidence=tuple(spans[:_MOST]),
            confidence=0.95 if acts.iri(title, section) else 0.8,
            extractor="legislation",
            inspection=inspection_key,
            title=title,
            section=section,
            iri=acts.iri(title, section),
        )
        for (title, section), spans in found.items()
    )


class _Acts:
    """The vocabulary of acts, as it is looked up here."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_title: dict[str, Concept] = {}
        bare: list[tuple[str, tuple[str, str]]] = []
        short: list[tuple[str, tuple[str, str]]] = []
        self.alone: dict[str, tuple[str, str]] = {}
        for concept in concepts:
            act, _, section = concept.label.partition(", section ")
            if not section:
                self._by_title.update((plain(label), concept) for label in concept.labels)
                short += [(label, (act, "")) for label in concept.labels if not label[-4:].isdigit()]
                continue
            for label in concept.hidden_labels:
                if label.startswith("section "):
                    self.alone[section] = (act, section)
                else:
                    bare.append((label, (act, section)))
        self.phrases = PhraseFinder([*bare, *short])

    @staticmethod
    @lru_cache(maxsize=4)
    def of(lexicon: Lexicon) -> _Acts:
        """Those of a lexicon, made once."""
        return _Acts(lexicon.scheme("act").concepts.values())

    def title(self, words: str) -> str:
        """The full title of an act that is known, else the words."""
        known = self._by_title.get(plain(words))
        return known.label if known else words

    def iri(self, title: str, section: str) -> str:
        """The identifier of a provision, or ""."""
        known = self._by_title.get(plain(title))
        if not known:
            return ""
        kind = "regulation" if "/uksi/" in f"/{known.notation.replace('-', '/')}/" else "section"
        number = re.sub(r"\((\w+)\)", r"/\1", section)
        return _SITE + known.notation.replace("-", "/") + (f"/{kind}/{number}" if section else "")


def plain(title: str) -> str:
    """A title as it is compared: without "the" in front, commas and apostrophes."""
    return re.sub(r"^the |[,']", "", " ".join(made_even(title).lower.split()))


def _mentions(searched: Even, acts: _Acts) -> Iterator[tuple[str, str, int, int]]:
    """(title, section or "", start, end) of each citation, by place."""
    cited = [*_dated(searched, acts)]
    taken = [(start, end) for *_, start, end in cited]
    cited += [c for c in _short(searched, acts) if not _inside(c[2], taken)]
    taken = [(start, end) for *_, start, end in cited]
    cited += [c for c in _alone(searched, acts) if not _inside(c[2], taken)]
    yield from sorted(cited, key=lambda c: (c[2], c[3]))


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _dated(searched: Even, acts: _Acts) -> Iterator[tuple[str, str, int, int]]:
    """Acts with their year, and the sections before "of the"."""
    text = searched.text
    for match in _DATED.finditer(text):
        before = _TITLE.search(text, max(0, match.start() - _MAX_TITLE), match.start())
        name = _ARTICLES.sub("", before["title"]) if before else ""
        if name:
            start = match.start() - len(name)
            yield from _sections(text, acts.title(text[start : match.end()]), start, match.end())


def _short(searched: Even, acts: _Acts) -> Iterator[tuple[str, str, int, int]]:
    """Names of provisions and of acts without a year, where only one act can be meant."""
    for start, end, (act, section) in acts.phrases.find(searched):
        if section:
            yield act, section, start, end
        elif not re.match(r"\s(?:19|20)\d\d", searched.text[end : end + 5]):
            yield from _sections(searched.text, act, start, end)


def _sections(text: str, title: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
    """The act at `start`, or each section of it that is named right before."""
    sections = _SECTIONS_OF.search(text, max(0, start - 90), start)
    if not sections:
        yield title, "", start, end
        return
    for number in re.findall(_SECTION, sections["list"]):
        yield title, number, sections.start(), end


def _alone(searched: Even, acts: _Acts) -> Iterator[tuple[str, str, int, int]]:
    """Sections without their act, also "section 20 of the Children Act"."""
    text = searched.text
    for word in re.finditer(r"ections?\s\d", text):
        match = _SECTION_ALONE.match(text, max(0, word.start() - 1))
        known = acts.alone.get(match["number"]) if match else None
        if match and known:
            act = _CHILDREN_ACT.match(text, match.end())
            yield *known, match.start(), act.end() if act else match.end()
