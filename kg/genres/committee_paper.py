"""Papers and minutes of a council's committees and of improvement boards: running text about an inspection, with the
signs of such papers. Their own "Recommendations" ask the committee, never the council in Ofsted's name: they are none.
"""

from __future__ import annotations

import re

from kg.genres.genre import Genre
from kg.genres.running_text import extract, speaks_of_inspection
from kg.model import Document
from kg.vocabulary import Lexicon

_LONG = 300_000
_TOP = 4_000
"""Characters at the beginning in which a paper shows what it is."""
_ENOUGH = 3
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^[^\w\n]*agenda(?:\s+item)?\b|\bagenda\s+item\b",
        r"^[^\w\n]*(?:draft\s+)?minutes\b|\bminutes\s+of\s+(?:a|the)\b",
        r"^[^\w\n]*(?:report\s+(?:to|of|by|author|title)|title\s+of\s+report|author)\s*:?\s",
        r"\b(?:scrutiny|select|cabinet|audit|overview|policy)\s+(?:and\s+\w+\s+)?(?:sub-?)?(?:committee|panel|commission|board)\b|^[^\w\n]*(?:the\s+)?cabinet\b|\bmeeting\s+of\s+(?:the\s+)?cabinet\b",
        r"\bimprovement\s+board\b|\b(?:safeguarding|corporate\s+parenting)\s+(?:board|panel|partnership)\b",
        r"^[^\w\n]*(?:date\s+of\s+meeting|meeting\s+date|wards?(?:\s*\(?s?\)?)?\s+affected|for\s+decision|key\s+decision|decision\s+type|contact\s+officer|report\s+author"
        r"|lead\s+officer|cabinet\s+member|portfolio\s+holder|classification|exempt)\b\s*[:?]?",
        r"^[^\w\n]*(?:\d+\.?\s*)?(?:purpose\s+of\s+(?:the\s+)?report|recommendations?|background(?:\s+papers)?|financial\s+implications|legal\s+implications"
        r"|equalit\w+\s+implications|executive\s+summary|introduction)[^\S\n]*:?[^\S\n]*$",
        r"^[^\w\n]*(?:present|in\s+attendance|also\s+(?:present|in\s+attendance)|apologies(?:\s+for\s+absence)?)\s*[:\n]",
        r"\bdeclarations?\s+of\s+interests?\b|^[^\w\n]*resolved\b|\bthat\s+the\s+report\s+be\s+noted\b",
        r"\b(?:committee|panel|board|cabinet|members)\s+(?:is|are)\s+(?:asked|recommended|invited|requested)\s+to\b",
    )
)


def recognise(document: Document, lexicon: Lexicon) -> float:
    """0.8 for a paper about an inspection of children's services that shows at least three signs of a committee's; else
    0."""
    if len(document.text) > _LONG:
        return 0.0
    top = document.text[:_TOP]
    if sum(bool(sign.search(top)) for sign in _SIGNS) < _ENOUGH:
        return 0.0
    return 0.8 if speaks_of_inspection(document, lexicon) else 0.0


GENRE = Genre("committee-paper", recognise, extract)
