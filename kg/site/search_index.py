"""The index that the search of a site reads: files beside the pages, loaded as scripts, so that it works from disk.

`meta.js` names kinds, documents and which files there are. `w-XX.js` holds the words that begin with XX, each with the
numbers of the entries that have it; `e-N.js` holds entries. A search loads only the files of its words and of the
entries that it shows, so that the size of a site does not matter. Things stand before facts, and so come first.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import sub
from pathlib import Path
from typing import Any

from kg.site.build import Row
from kg.site.days import month, short
from kg.site.described import value_of
from kg.site.links import page_of
from kg.site.people import name_of
from kg.site.place import comma
from kg.site.site import Site

ENTRIES = 400
"""Entries in a file."""
COMMON = 3_000
"""A word of more entries than this has no list of its own: it only narrows what other words find."""
CHARS = 170
"""Characters of a fact's text that a result shows."""
KINDS = (
    "Authority", "Inspection", "Document", "Person", "Theme", "Indicator", "Term", "Judgement", "Recommendation",
    "Strength", "Area for improvement", "Action", "Said", "Number",
)  # fmt: skip
_KIND = {name: place for place, name in enumerate(KINDS)}
_WORD = re.compile(r"[a-z0-9]{2,}")
_MARKS = re.compile("[\u0300-\u036f]")

Entry = tuple[int | str, ...]
"""A thing: kind, name, page, more words. A fact: kind, text, document's number, first and last character."""


def words_of(text: str) -> set[str]:
    """The words by which a text is found: small letters and digits, without accents, of two characters or more."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return set(_WORD.findall(text.lower()))


def entries(site: Site, numbers: Mapping[str, int]) -> Iterator[Entry]:
    """Every entry: things first. `numbers`: file of a document → its number."""
    yield from things(site)
    yield from _facts(site, numbers)


def things(site: Site) -> Iterator[Entry]:
    """Entries of what has a page, and of terms that the glossary explains."""
    build = site.build
    for gss in build.covered:
        row = build.authorities[gss]
        yield _KIND["Authority"], row["name"], page_of(f"authority/{gss}"), comma((row["region"], gss))
    for iri, row in reversed(build.inspections.items()):
        name = f"{row['body']}, {month(row['start']) or 'no date'}"
        yield _KIND["Inspection"], name, page_of(build.path(iri)), build.label("framework", row["framework"])
    for key, rows in sorted(site.posts.items()):
        role = rows[-1]["post_title"] or build.label("role", rows[-1]["role"])
        yield _KIND["Person"], name_of(rows), page_of(key), short(comma((role, rows[-1]["organisation"])), 90)
    for name in site.themes:
        yield _KIND["Theme"], build.label("theme", name), page_of(f"theme/{name}"), ""
    for doc in site.newest:
        said = comma((short(doc.publisher, 60), month(doc.issued)))
        yield _KIND["Document"], short(doc.title or doc.file), page_of(doc.key), said
    for scheme in ("aspect", "framework", "role", "grade"):
        for concept in build.lexicon.scheme(scheme).concepts.values():
            page = f"glossary.html#{scheme}-{concept.notation}"
            yield _KIND["Term"], concept.label, page, short(concept.definition, 110)


def _facts(site: Site, numbers: Mapping[str, int]) -> Iterator[Entry]:
    build, place = site.build, site.place("", "index.html")
    for row in build.facts("judgements"):
        text = f"{row['body']}: {build.label('aspect', row['aspect'])}, {build.label('grade', row['grade'])}"
        yield _fact("Judgement", text, row, numbers)
    for row in build.facts("recommendations"):
        yield _fact("Recommendation", row["text"], row, numbers)
    for row in build.facts("quotations"):
        yield _fact("Said", f"{short(row['speaker'], 60)}: {row['text']}", row, numbers)
    for row in build.facts("actions"):
        yield _fact("Action", row["text"], row, numbers)
    for row in build.facts("statistics"):
        name = short(build.label("indicator", row["indicator"]), 100)
        yield _fact("Number", f"{name}: {value_of(place, row)}, {row['area']}", row, numbers)
    for row in build.facts("findings"):
        kind = "Strength" if row["polarity"] == "strength" else "Area for improvement"
        yield _fact(kind, row["text"], row, numbers)


def _fact(kind: str, text: str, row: Row, numbers: Mapping[str, int]) -> Entry:
    place = numbers.get(row["document"], -1)
    return _KIND[kind], short(text, CHARS), place, int(row["char_start"]), int(row["char_end"])


def write_search(site: Site, folder: Path) -> None:
    """Write the index into `assets/search/` of a site."""
    folder = folder / "assets" / "search"
    folder.mkdir(parents=True, exist_ok=True)
    documents = sorted(site.build.docs)
    numbers = {file: place for place, file in enumerate(documents)}
    found = list(entries(site, numbers))
    for first in range(0, len(found), ENTRIES):
        _write(folder / f"e-{first // ENTRIES}.js", "entries", first // ENTRIES, found[first : first + ENTRIES])
    shards = _shards(found, [_about(site, file) for file in documents])
    for prefix, words in shards.items():
        _write(folder / f"w-{prefix}.js", "words", prefix, words)
    named = [[site.build.docs[file].id, _about(site, file)] for file in documents]
    meta = {"kinds": KINDS, "docs": named, "words": sorted(shards), "each": ENTRIES, "count": len(found)}
    _write(folder / "meta.js", "meta", "", meta)


def _about(site: Site, file: str) -> str:
    """What a fact's document is, in a few words: "Warwickshire: Ofsted, July 2017"."""
    doc = site.build.docs[file]
    bodies = {site.name_of(about.partition("/")[2]) for about in doc.about if about.startswith("authority/")}
    said = comma((short(doc.publisher, 40) or site.build.label("genre", doc.genre), month(doc.issued)))
    return f"{next(iter(bodies))}: {said}" if len(bodies) == 1 else said


def _shards(found: Iterable[Entry], about: list[str]) -> dict[str, dict[str, str]]:
    """First two characters → word → numbers of its entries, as steps from one to the next; "" for a common word. A
    fact is also found by what its document is about."""
    listed: dict[str, list[int]] = defaultdict(list)
    by_document = [words_of(name) for name in about]
    for number, entry in enumerate(found):
        words = words_of(str(entry[1]))
        if isinstance(entry[2], int):
            words |= by_document[entry[2]] if entry[2] >= 0 else set()
        else:
            words |= words_of(str(entry[3]))
        for word in words:
            listed[word].append(number)
    shards: dict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(listed):
        shards[word[:2]][word] = _steps(listed[word])
    return shards


def _steps(numbers: list[int]) -> str:
    if len(numbers) > COMMON:
        return ""
    return " ".join(map(str, map(sub, numbers, [0, *numbers])))


def _write(file: Path, what: str, name: Any, data: Any) -> None:
    """A file that hands its data to the page: ASCII only, so that no encoding can spoil it."""
    text = json.dumps(data, separators=(",", ":"))
    file.write_text(f"kgSearch({json.dumps(what)},{json.dumps(name)},{text});\n", encoding="ascii")
