"""What a person types → a query of FTS5, by a grammar of our own, so that nothing typed is a syntax error.

Words must all be there; `"some words"` must stand together; `word*` begins so; `-word` must not be there; `OR` between
two of them is one of the two.
"""

from __future__ import annotations

import re
import unicodedata

MOST = 40
"""Words of a query; what comes after them is left out."""
_PART = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


def fts_query(typed: str) -> str:
    """The query; "" where nothing in it can be searched for."""
    wanted: list[str] = []
    unwanted: list[str] = []
    either = False
    for part in list(_PART.finditer(typed))[:MOST]:
        if part["word"] == "OR" and wanted:
            either = True
            continue
        term = _term(part)
        if not term:
            continue
        if part["minus"]:
            unwanted.append(term)
        elif either:
            wanted[-1] = f"{wanted[-1]} OR {term}"
            either = False
        else:
            wanted.append(term)
    if not wanted:
        return ""
    query = " AND ".join(f"({one})" for one in wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query


def _term(part: re.Match[str]) -> str:
    """A phrase in quotation marks; one word is a phrase as well. Only letters and digits can be searched for."""
    text = part["phrase"] if part["phrase"] is not None else part["word"]
    words = [word for word in re.split(r"[\W_]+", unicodedata.normalize("NFC", text)) if word]
    if not words:
        return ""
    star = "*" if part["word"] and text.endswith("*") else ""
    return f'"{" ".join(words)}"{star}'
