"""Characters that no text may hold, replaced one for one, so that offsets stay what they were in the file."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2, "Char") shuts out, and DEL: some exports of the graph could not hold it."""


def fit(text: str) -> str:
    """The text, just as long, without control characters: a page break becomes a line's end, NUL and what is
    no character at all U+FFFD, every other one a space."""
    return _UNFIT.sub(_instead, text)


def _instead(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\f":
        return "\n"
    return REPLACEMENT if character == "\0" or character > "\x7f" else " "
