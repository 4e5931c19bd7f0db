"""What `documents.csv` says of documents that do not print it: the day on which a report came out.

Not in the list of genres: a catalogue is known by its name, and read when the documents that it lists have been.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.genres.genre import Extraction
from kg.model import OWN, BodyRef, Document, InspectionMention, InspectionStatement, Reading, Span
from kg.read.catalogue_rows import rows_of

NOTATION = "catalogue"


def extract(document: Document, listed: Mapping[str, Reading]) -> Extraction:
    """Statements of a catalogue. `listed`: path in the catalogue → the reading of the document that it names."""
    mentions: list[InspectionMention] = []
    facts: list[InspectionStatement] = []
    for row in rows_of(document.text):
        reading = listed.get(row.path)
        if reading is None or not reading.catalogue.issued or not _reports(reading):
            continue
        key = f"document/{reading.id}"
        mentions.append(InspectionMention(key=key, body=BodyRef(), of_document=reading.id))
        facts.append(
            InspectionStatement(
                evidence=(Span(row.start, row.end),),
                confidence=0.9,
                extractor="catalogue.row",
                inspection=key,
                property="publicationDate",
                value=reading.catalogue.issued,
            )
        )
    return Extraction(title="Catalogue of documents", inspections=tuple(mentions), facts=tuple(facts))


def _reports(reading: Reading) -> bool:
    return any(mention.key == OWN for mention in reading.inspections)
