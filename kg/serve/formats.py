"""Media types of answers, and which of them a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write an answer: its name in an address, its media type, and types that clients use for it as well."""

    name: str
    media: str
    also: tuple[str, ...] = ()


JSON = Form("json", "application/sparql-results+json", ("application/json",))
XML = Form("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
CSV = Form("csv", "text/csv")
TSV = Form("tsv", "text/tab-separated-values")
TURTLE = Form("turtle", "text/turtle", ("application/turtle", "application/x-turtle"))
NTRIPLES = Form("ntriples", "application/n-triples", ("text/plain",))
JSONLD = Form("jsonld", "application/ld+json", ("application/json",))
RDFXML = Form("rdfxml", "application/rdf+xml", ("application/xml", "text/xml"))
HTML = Form("html", "text/html", ("application/xhtml+xml",))

SOLUTIONS = (JSON, XML, CSV, TSV)
"""For a SELECT or ASK, the one that is taken when a client does not mind first."""
GRAPHS = (TURTLE, NTRIPLES, JSONLD, RDFXML)
"""For a CONSTRUCT or DESCRIBE, and for what is said of a thing."""
BY_NAME = {form.name: form for form in (*SOLUTIONS, *GRAPHS, HTML)}

RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def chosen(accept: str, offered: Sequence[Form], name: str = "") -> tuple[Form, str] | None:
    """The form that a client wants, and the media type to send it as; None where it takes none of those offered.

    `accept`: the header, "" where it was not sent. `name`: a form that the address names, which counts before it.
    """
    named = next((form for form in offered if form.name == name), None)
    if named:
        return named, named.media
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    types = [(form, form.media) for form in offered] + [(form, other) for form in offered for other in form.also]
    weighed = [(_weight(media, ranges), form, media) for form, media in types]
    best = max(weight for weight, _, _ in weighed)
    return next((form, media) for weight, form, media in weighed if weight == best) if best > 0 else None


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    """(media range, weight) of each part of the header; a part whose weight is none counts as 0."""
    for part in accept.split(","):
        media, *parameters = (one.strip().lower() for one in part.split(";"))
        if media:
            weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
            yield media, _number(weight)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if 0.0 <= number <= 1.0 else 0.0


def _weight(media: str, ranges: Iterable[tuple[str, float]]) -> float:
    """The weight of the most exact range that a type is in."""
    kind = media.partition("/")[0]
    fits = {media: 3, f"{kind}/*": 2, "*/*": 1}
    found = [(fits[one], weight) for one, weight in ranges if one in fits]
    return max(found)[1] if found else 0.0


def media_types(forms: Iterable[Form]) -> str:
    """Their media types, for a message."""
    return ", ".join(form.media for form in forms)
