"""What a site's robots.txt allows (RFC 9309): the rules for us, else for all; the longest rule that fits wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

PRODUCT = "inspection-kg"
"""The name by which a robots.txt may speak of this program."""
MAX_BYTES = 512_000
"""As much of a robots.txt as is read; RFC 9309 asks for at least 500 kibibytes."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that count for us, as (pattern, allowed), the seconds between requests that the site asks for, and why
    the file cannot be had, "" where it can."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0
    missing: str = ""

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be asked for. Of rules of one length the one that allows wins."""
        if target == "/robots.txt":
            return True
        path = _even(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def nothing(why: str) -> Robots:
    """What counts where a site's robots.txt cannot be had: nothing may be asked for."""
    return Robots((("/", False),), missing=why)


def read_robots(text: str) -> Robots:
    """The rules of a robots.txt that count for us. Lines that are not understood are passed over, as the RFC asks."""
    ours: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    named = False
    names: list[str] = []
    in_rules = False
    for field, value in _fields(text.splitlines()):
        if field == "user-agent":
            names = [] if in_rules else names
            in_rules = False
            names.append(value.casefold().partition("/")[0].strip())
            named = named or PRODUCT in names
        else:
            in_rules = True
            if PRODUCT in names:
                ours.append((field, value))
            elif "*" in names:
                others.append((field, value))
    return _robots(ours if named else others)


def _fields(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        field, colon, value = line.partition("#")[0].strip().lstrip("\ufeff").partition(":")
        name = field.strip().casefold()
        if colon and name in ("user-agent", "allow", "disallow", "crawl-delay"):
            yield name, value.strip()


def _robots(fields: Iterable[tuple[str, str]]) -> Robots:
    rules: list[tuple[str, bool]] = []
    delay = 0.0
    for name, value in fields:
        if name == "crawl-delay":
            delay = float(value) if re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", value) else delay
        elif value:
            rules.append((_even(value), name == "allow"))
    return Robots(tuple(rules), delay)


def _even(path: str) -> str:
    """A path with its percent signs written one way, so that two ways of writing one path are equal."""
    return quote(unquote_to_bytes(path), safe="/?*$&=:@!'()+,;~-._")


def _fits(pattern: str, path: str) -> bool:
    """Whether a rule's pattern fits the beginning of a path: "*" stands for anything, "$" at its end for the end. Takes
    time in proportion to the path's length."""
    whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest, start=1):
        if whole and number == len(rest):
            return path.endswith(part) and len(path) - len(part) >= at
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not whole or at == len(path)
