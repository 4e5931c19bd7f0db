"""Pages that list: documents, conflicts, recurrences, coverage, the glossary, and the data behind it all."""

from __future__ import annotations

from collections.abc import Sequence

from kg.publish.table_rows import read_rows
from kg.site.build import Doc
from kg.site.days import short
from kg.site.place import Place
from kg.site.site import Site
from kg.vocabulary import Concept, Scheme

GLOSSARY = (
    "grade", "scale", "aspect", "framework", "polarity", "theme", "service-type", "role", "indicator", "unit",
    "comparator", "priority", "timescale", "outcome", "direction", "state", "status", "genre", "conflict-kind",
    "organisation-kind", "authority-type", "national-framework",
)  # fmt: skip
"""Vocabularies that the glossary explains, in order: those whose terms the pages show."""


def _place(site: Site, thing: str) -> Place:
    return site.place("", f"{thing}.html")


def documents(site: Site, thing: str) -> str:
    """documents.html."""
    counts = {doc.key: len(site.build.by_document.get(doc.file, ())) for doc in site.newest}
    return site.render("documents.html", _place(site, thing), "Documents", docs=site.newest, counts=counts)


def conflicts(site: Site, thing: str) -> str:
    """conflicts.html."""
    rows = site.build.rows("conflicts")
    return site.render("conflicts.html", _place(site, thing), "Where documents disagree", rows=rows)


def recurrences(site: Site, thing: str) -> str:
    """recurrences.html."""
    rows = sorted(site.build.rows("recurrences"), key=lambda row: (row["body"], row["recurrence_iri"]))
    return site.render("recurrences.html", _place(site, thing), "Asked again", rows=rows)


def no_analysis(site: Site, thing: str) -> str:
    """analysis/index.html, until there is an analysis."""
    return site.render("no-analysis.html", _place(site, thing), "Analysis")


def coverage(site: Site, thing: str) -> str:
    """coverage.html."""
    rows = site.build.rows("coverage")
    return site.render("coverage.html", _place(site, thing), "What is covered", rows=rows)


def glossary(site: Site, thing: str) -> str:
    """glossary.html: every term of the vocabularies that pages show, with what it means and how else it is called."""
    known = site.build.lexicon.schemes
    schemes = [known[name] for name in GLOSSARY if name in known]
    return site.render("glossary.html", _place(site, thing), "Glossary", schemes=schemes, ordered=ordered)


def ordered(scheme: Scheme) -> Sequence[Concept]:
    """Grades by rank, other terms by label."""
    return sorted(scheme.concepts.values(), key=lambda concept: (concept.rank or 99, concept.label.casefold()))


def sources(site: Site, thing: str) -> str:
    """sources.html: every document by its licence, with the attribution that the licence asks for."""
    found: dict[str, list[Doc]] = {}
    for doc in site.newest:
        found.setdefault(doc.licence, []).append(doc)
    groups = [(licence, docs, _attribution(docs[0])) for licence, docs in sorted(found.items(), reverse=True)]
    return site.render("sources.html", _place(site, thing), "Sources and licences", groups=groups)


def _attribution(doc: Doc) -> str:
    """Open Government Licence v3.0: the statement that it asks for where a publisher gives none of its own
    (https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/)."""
    if "open government licence" in doc.licence.lower():
        return f"Contains public sector information licensed under the {short(doc.licence, 60)}."
    if doc.is_open:
        return f"Reproduced under {short(doc.licence, 60)}; passages were marked, and nothing else was changed."
    return "Quoted in short, for review and research. The whole text is with its publisher."


def data(site: Site, thing: str) -> str:
    """data.html: the tables and files behind the pages, and what could not be read."""
    folder = site.build.folder
    tables = [(file.stem, len(site.build.rows(file.stem))) for file in sorted((folder / "tables").glob("*.csv"))]
    problems = list(read_rows(folder / "problems.csv"))
    return site.render("data.html", _place(site, thing), "Data", tables=tables, problems=problems, whole=site.whole)
