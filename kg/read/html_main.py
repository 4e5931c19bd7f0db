"""Which of a page's pieces are its main text.

Trafilatura says which words are main text; the pieces themselves, their order and kind come from the page's
own tree, because trafilatura drops what states who wrote a text and when: bylines, dates, captions. They are
kept where they stand in or beside the main text; offers, navigation and notices inside it are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

from kg.model import BlockKind
from kg.read.html_pieces import Found

_ASIDE = frozenset({"nav", "footer", "aside", "form", "dialog", "menu"})
_ASIDE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"})
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|related|recommended|share|sharing|social|newsletter|subscri\w+|promo\w*|"
    r"paywall|advert\w*|ads?|breadcrumbs?|comments?|sidebar|menu|skip|footer|nav\w*|teasers?)(?:$|[\s_-])"
)
_WHO_OR_WHEN = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|date\w*|time-?stamp|publish\w*|pub-?date|posted\w*|caption|standfirst)"
    r"(?:$|[\s_-])"
)
_LABELLED = re.compile(
    r"(?:first |last )?(?:published|posted|updated|date|written by|by|picture|photo)\b", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"hide ad|ad|advertisement|sponsored|share(?: this(?: (?:page|article|story))?)?|subscribe(?: now)?|"
    r"sign up|read more|read next|print(?: this page)?|skip to (?:main )?content|back to top|latest news|"
    r"(?:update|manage|accept(?: all)?) cookies?(?: preferences| settings)?",
    re.IGNORECASE,
)
SHORT = 200
"""Bylines, dates and captions have no more characters than this."""
TOLD = 24
"""So many letters are told inside a longer text; fewer could stand anywhere."""
TOO_LITTLE = 200
"""Main text of fewer characters is no find: all the page's text is taken."""
NEAR = 8
"""So many of an element's children are looked at for what it says."""
MAX_WORK = 5_000_000_000
"""Pieces times letters of main text, searched one for each other; beyond it, a page is read whole."""
LARGE_SHARE = 0.3
"""An element with more of the main text than this is no aside, whatever its name."""


def main_pieces(tree: Any | None, found: Sequence[Found]) -> list[Found]:
    """The pieces of the main text and what belongs to it, in their order.

    `tree` is the page once more, for trafilatura to take apart, or None to do without. Where it finds no main
    text, or hardly any, all pieces outside navigation, banners and offers are taken; where there are none
    either, all pieces."""
    keys = [] if tree is None else _main_keys(tree)
    known, whole = set(keys), "\n".join(keys)
    if len(found) * len(whole) > MAX_WORK:
        known, whole = set(), ""
    marks = [_is_known(key_of(one.piece.words), known, whole) for one in found]
    if sum(len(one.piece.words) for one, mark in zip(found, marks, strict=True) if mark) < TOO_LITTLE:
        return [one for one in found if _aside(one.element, None) is None] or list(found)
    first, last = marks.index(True), len(marks) - 1 - marks[::-1].index(True)
    region = _region(found[first].element, found[last].element)
    asides = _asides(found, marks, region)
    kept = []
    for number, (one, mark, aside) in enumerate(zip(found, marks, asides, strict=True)):
        inside = first <= number <= last or region in one.element.iterancestors()
        heads = number + 1 < len(found) and marks[number + 1] and asides[number + 1] is None
        fits = mark or (inside and _belongs(one, heads))
        if fits and aside is None and not _FURNITURE.fullmatch(one.piece.words):
            kept.append(one)
    return kept


def key_of(words: str) -> str:
    """The letters and digits of the words, in lower case: what stays the same through any extractor."""
    return re.sub(r"\W+", "", words).casefold()


def _main_keys(tree: Any) -> list[str]:
    """The key of each element of trafilatura's main text."""
    import trafilatura

    # Its metadata are not asked for: the date it guesses depends on the day on which it runs.
    main = trafilatura.bare_extraction(tree, include_comments=False, favor_recall=True, with_metadata=False)
    if main is None or isinstance(main, dict) or main.body is None:
        return []
    return [key for element in main.body.iter() if (key := key_of("".join(element.itertext())))]


def _is_known(key: str, known: set[str], whole: str) -> bool:
    return key in known or (len(key) >= TOLD and key in whole)


def _region(first: Any, last: Any) -> Any:
    """The innermost element around both, or the <article> or <main> around that."""
    around = {first, *first.iterancestors()}
    inner = next(one for one in (last, *last.iterancestors()) if one in around)
    return next((one for one in (inner, *inner.iterancestors()) if one.tag in {"article", "main"}), inner)


def _asides(found: Sequence[Found], marks: Sequence[bool], region: Any) -> list[Any | None]:
    """For each piece the aside inside the region that it stands in, or None."""
    asides = [_aside(one.element, region) for one in found]
    sizes: Counter[Any] = Counter()
    for one, mark, aside in zip(found, marks, asides, strict=True):
        if mark:
            sizes[aside] += len(one.piece.words)
    most = LARGE_SHARE * sizes.total()
    return [None if sizes[aside] > most else aside for aside in asides]


def _aside(element: Any, region: Any | None) -> Any | None:
    """The outermost element around this one that is navigation, a banner, an offer or the like; only inside
    the region, where one is given, and not across a quotation, whose <footer> names the speaker."""
    outermost = None
    for one in (element, *element.iterancestors()):
        if one is region or one.tag == "body":
            break
        if one.tag == "blockquote":
            outermost = None
        elif _is_aside(one):
            outermost = one
    return outermost


def _is_aside(element: Any) -> bool:
    if element.tag in _ASIDE or element.get("role", "") in _ASIDE_ROLES or element.get("aria-hidden") == "true":
        return True
    return bool(_ASIDE_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}".casefold()))


def _belongs(one: Found, heads: bool) -> bool:
    """Whether a piece that trafilatura left out belongs to the main text that it stands in: the title, a
    heading that `heads` main text, a byline, a date or a caption."""
    if one.piece.kind is BlockKind.HEADING and (one.piece.level == 1 or heads):
        return True
    return len(one.piece.words) <= SHORT and bool(_LABELLED.match(one.piece.words) or _says_who_or_when(one.element))


def _says_who_or_when(element: Any) -> bool:
    parent = element.getparent()
    near = [element, *islice(element.iterchildren(), NEAR), *([] if parent is None else [parent])]
    if element.tag in {"figcaption", "caption", "address"} or any(one.tag == "time" for one in near):
        return True
    names = (f"{one.get('class', '')} {one.get('itemprop', '')} {one.get('rel', '')}" for one in near)
    return any(_WHO_OR_WHEN.search(name.casefold()) for name in names)
