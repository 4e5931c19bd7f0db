"""Paths of things below the base IRI, exactly as the model's table of names lays them down. All parts are
percent-safe."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_PLAIN = str.maketrans("‘’“”–—", "''\"\"--")
_FOLD = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´"))


def slug(name: str) -> str:
    """Lower-case ASCII words joined by "-": accents folded, apostrophes dropped ("O’Brien" → "obrien").

    A name with no Latin letter or digit becomes the first 16 hex digits of its sha256, so that no two share
    a slug.
    """
    plain = name.casefold()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain.translate(_FOLD))
        plain = "".join(c for c in folded if not unicodedata.combining(c))
    plain = plain.translate(_APOSTROPHES)
    return _NOT_SLUG.sub("-", plain).strip("-") or digest(name)


def digest(*parts: str) -> str:
    """First 16 hex digits of the sha256 of the parts, joined by U+001F (which no text of ours holds)."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normal_text(text: str) -> str:
    """Text as it counts in keys: case-folded, white space collapsed, quotes and dashes made plain."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    return " ".join(plain.casefold().split())


def authority(gss: str) -> str:
    """Path of an authority of the register."""
    return f"authority/{gss}"


def board(gss: str) -> str:
    """Path of an authority's safeguarding board, whatever it calls itself."""
    return f"organisation/{gss}/lscb"


def organisation(name: str, gss: str = "") -> str:
    """Path of another organisation; with `gss` when it belongs to that authority."""
    return f"organisation/{gss}/{slug(name)}" if gss else f"organisation/{slug(name)}"


def service(gss: str, kind: str) -> str:
    """Path of an authority's service of a type (a notation, or words where no vocabulary has the type)."""
    return f"service/{gss}/{slug(kind)}"


def person(name: str, organisation_or_document: str) -> str:
    """Path of a person within an organisation (or, without one, within a document)."""
    return f"person/{slug(organisation_or_document)}/{slug(name)}"


def document(identifier: str) -> str:
    """Path of a document."""
    return f"document/{identifier}"


def passage(document_id: str, start: int, end: int) -> str:
    """Path of a passage."""
    return f"passage/{document_id}/{start}-{end}"


def inspection(gss: str, first_day: str) -> str:
    """Path of an inspection; `first_day` may be a month or a year where no more is known."""
    return f"inspection/{gss}/{first_day}"
