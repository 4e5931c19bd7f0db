"""The data of a page, beside it in a published site: its facts as CSV, as JSON, and as Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.csv_text import csv_text
from kg.graph.names import ALL_PREFIXES
from kg.graph.store import open_store
from kg.publish.columns import FACT_TABLES
from kg.site.build import Row
from kg.site.site import Site

COLUMNS = ("table", "iri", "says", "document", "page", "char_start", "char_end", "quote")
"""Columns of a page's CSV. `says`: what the row says, as its own columns joined."""
Stated = tuple[str, Row]


def facts_of(site: Site, thing: str) -> Iterator[Stated]:
    """(table, row) of every fact that a page shows."""
    build = site.build
    kind, _, name = thing.partition("/")
    if kind == "document":
        yield from ((table, row) for _, _, table, row in build.stated(site.documents[thing].file))
    elif kind == "authority":
        for table in ("inspections", "judgements", "recommendations", "findings"):
            yield from ((table, row) for row in build.of_body(table).get(name, ()))
    elif kind == "inspection":
        for table in ("inspections", "statements", "judgements", "recommendations", "findings", "people"):
            yield from ((table, row) for row in build.of_inspection(table).get(build.base + thing, ()))
    elif kind == "theme":
        yield from (("recommendations", row) for row in site.by_theme[name].asked)
        yield from (("findings", row) for row in site.by_theme[name].areas)
    elif kind == "person":
        yield from (("people", row) for row in site.posts[thing])


def write_data(site: Site, thing: str, page: Path) -> None:
    """Write `.csv`, `.json` and `.ttl` beside a page."""
    facts = list(facts_of(site, thing))
    page.with_suffix(".csv").write_text(csv_text([COLUMNS, *map(cells, facts)]), encoding="utf-8", newline="")
    found = {"iri": site.build.base + thing, "facts": [{"table": table, **row} for table, row in facts]}
    page.with_suffix(".json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    page.with_suffix(".ttl").write_bytes(_turtle(site, thing, facts))


def cells(fact: Stated) -> tuple[str, ...]:
    """A fact as a row of a page's CSV."""
    table, row = fact
    iri, *own = FACT_TABLES[table]
    says = "; ".join(f"{name}: {row[name]}" for name in own if row[name] and name != "text")
    return (table, row[iri], says, *(row[name] for name in COLUMNS[3:]))


def _turtle(site: Site, thing: str, facts: list[Stated]) -> bytes:
    """The thing and its facts as the graph describes them, sorted. Passages are described where their document may be
    shown whole; otherwise the facts name them only, and a fact's own words are left out."""
    build = site.build
    store = open_store(build.folder / "store")
    closed = {row[FACT_TABLES[table][0]] for table, row in facts if _is_closed(site, row)}
    subjects = sorted({build.base + thing, *(row[FACT_TABLES[table][0]] for table, row in facts)})
    triples = [triple for iri in subjects for triple in _about(store, iri, iri in closed)]
    lines = sorted(triples, key=str)
    used = "".join(map(str, lines))
    prefixes = {name: iri for name, iri in {**ALL_PREFIXES, "": build.base}.items() if iri in used}
    found = ox.serialize(lines, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return found or b""


def _is_closed(site: Site, row: Row) -> bool:
    doc = site.build.docs.get(row["document"])
    return not (site.options.all_texts or (doc and doc.is_open))


def _about(store: ox.Store, iri: str, closed: bool) -> Iterator[ox.Triple]:
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
        if not (closed and quad.predicate.value.endswith("#text")):
            yield quad.triple
        if not closed and quad.predicate.value.endswith("#evidence") and isinstance(quad.object, ox.NamedNode):
            for other in store.quads_for_pattern(quad.object, None, None, ox.DefaultGraph()):
                yield other.triple
