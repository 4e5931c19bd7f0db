"""Parts of a piece that are about other inspected services: what stands under "Schools", "Adults." or "Police" is no statement of
services for children. In a round-up of all that was inspected, only the part under their own name is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Block, BlockKind, Document

_LEAD = re.compile(r"\W*(?P<head>[A-Z][\w’'&, -]{2,60}?)\s*(?:[.:](?=\s)|\s[–—-]\s|$)")
_MOST_WORDS = 6
_OTHERS = re.compile(
    r"\b(?:schools?|academ(?:y|ies)|nurser(?:y|ies)|early\s+years|childminders?|colleges?|further\s+education|adults?|adult\s+(?:social\s+)?care|social\s+care\s+for\s+adults"
    r"|care\s+homes?|nursing\s+homes?|children[’']s\s+homes?|residential\s+homes?|fostering\s+agenc(?:y|ies)|hospitals?|health|NHS|GPs?|surger(?:y|ies)|ambulances?|police"
    r"|fire(?:\s+and\s+rescue)?|prisons?|probation|youth\s+(?:justice|offending)|food\s+hygiene|restaurants?|pubs?|housing|planning|SEND|special\s+educational\s+needs)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bchildren[’']?s\s+(?:services?|social\s+(?:care|work|services)|department)\b|\bservices\s+for\s+children\b|\bsocial\s+work(?:ers)?\b"
    r"|\bchildren\s+(?:and\s+(?:families|young\s+people)|in\s+care)\b|\bcare\s+leavers\b|\bOfsted\s+inspection\s+of\s+(?:local\s+authority\s+)?children",
    re.IGNORECASE,
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Schools. Two were inspected.", "other"),
    ("CAB/7 SCHOOL PLACES", "other"),
    ("Care homes", "other"),
    ("Children’s homes. Both did well.", "other"),
    ("Police: the force was graded good.", "other"),
    ("Children’s services. The big one.", "own"),
    ("Inspection of children’s services and adult care", "own"),
    ("What inspectors said", "none"),
    ("Schools in the county have long been told to share more with the council, a report says.", ""),
    ("The police were told.", ""),
)
"""Texts of paragraphs or headings, and whose part they begin: of "other" services, services for children ("own"), "none" that is
told; "" for a paragraph that begins no part."""


def part_begun(text: str, heading: bool) -> str:
    """Whose part a paragraph or heading begins: see `EXAMPLES`."""
    match = _LEAD.match(text[:90])
    lead = text if heading else match["head"] if match else ""
    if not lead or len(lead.split()) > (2 * _MOST_WORDS if heading else _MOST_WORDS):
        return "none" if heading else ""
    if _OWN.search(lead):
        return "own"
    if _OTHERS.search(lead) and (heading or len(lead.split()) <= 4):
        return "other"
    return "none" if heading else ""


def parts_of_others(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """(start, end) of the blocks that stand in a part on another service."""
    begun = list(_begun(document, blocks))
    leads = sum(bool(part) and block.kind is not BlockKind.HEADING for block, part in begun)
    other = False
    for block, part in begun:
        if part and (block.kind is BlockKind.HEADING or leads > 1):
            other = part == "other"
        elif other and _OWN.search(document.flat(block.start, block.end)):
            other = False
        if other:
            yield block.start, block.end


def has_own_part(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether a part of the piece is headed by services for children."""
    return any(part == "own" for _, part in _begun(document, blocks))


def _begun(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    for block in blocks:
        yield block, part_begun(document.flat(block.start, block.end), block.kind is BlockKind.HEADING)
