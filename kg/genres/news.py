"""Press, trade press and council news about inspections: running text, read by the same rules."""

from __future__ import annotations

import re
from functools import partial

from kg.extract.article import ArticleParts
from kg.genres.genre import Genre
from kg.genres.running_text import extract, parts_of, speaks_of_inspection
from kg.model import Document
from kg.vocabulary import Lexicon

_COUNCIL_SITE = re.compile(r"\bwww\.[a-z-]+\.gov\.uk\b|\bcontact\s+the\s+council\b", re.IGNORECASE)
_LONG = 40_000


def _score(document: Document, lexicon: Lexicon) -> float:
    """0.7 for a piece that names an authority, the inspectorate and children's services; 0 for all else."""
    if len(document.text) > _LONG or document.page_count > 6:
        return 0.0
    return 0.7 if speaks_of_inspection(document, lexicon) else 0.0


def genre_of(document: Document, parts: ArticleParts, lexicon: Lexicon) -> str:
    """The kind of piece, by its publisher where that is known, else by how it speaks."""
    publisher = parts.publisher or document.catalogue.publisher
    known = lexicon.match("publisher", publisher) if publisher else None
    if known and known.broader:
        return known.broader
    if (publisher and lexicon.authority_named(publisher)) or (not publisher and _COUNCIL_SITE.search(document.text)):
        return "council-news"
    return "local-press"


def _recognise(document: Document, lexicon: Lexicon, notation: str) -> float:
    score = _score(document, lexicon)
    return score if score and genre_of(document, parts_of(document, lexicon), lexicon) == notation else 0.0


GENRES = tuple(
    Genre(notation, partial(_recognise, notation=notation), extract)
    for notation in ("council-news", "trade-press", "local-press")
)
