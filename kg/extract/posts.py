"""Post titles in running text: where one begins and ends, and which organisation it is at.

A post is a head noun with modifiers before it and what it is for after it; see `kg.extract.post_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.post_words import DETERMINERS, FIELD, HEAD, LINK, MODIFIER, ORGANISATION, OWNER, STOP

OURS = "the council"
"""How a post's organisation is given where it is the council in question."""
_FARTHEST = 180
_WORD_BEFORE = re.compile(r"([\w’'&-]+)\s+$")
_PROPER_BEFORE = re.compile(r"(?:\b[A-Z][\w&’'-]*\s+(?:(?:and|&|of|upon|on|the)\s+(?=[A-Z]))?){1,6}$")
_COUNCIL = re.compile(r"(?:(?:County|City|Borough|District|Metropolitan)\s+)*Council(?:lor)?\b", re.IGNORECASE)
_NOT_PLACE = re.compile(
    r"(?:The|A|In|And|But|Former|Labour|Conservative|Tory|Liberal|Lib|Green|Independent|Reform|Deputy)\b"
)
_KNOWN = re.compile(r"(?:[\w-]+\s+)?(Ofsted|Unison|UNISON|GMB|NSPCC|BASW|ADCS|DfE)\b")
_AT = re.compile(
    r"\s+(?P<prep>at|of|for|in|with|from|on)\s+(?P<org>(?:the\s+)?(?:(?:charity|union|trust"
    r"|campaign\s+group|children[’']s\s+charity)\s+)?"
    r"[A-Z][\w’'&.-]*(?:,?\s+(?:(?:and|of|for|the|upon|on|&|in)\s+){0,2}[A-Z][\w’'&.-]*){0,9})$"
)
_AT_OURS = re.compile(
    r"\s+(?:at|for|of)\s+(?:the\s+)?(?:county\s+|city\s+|borough\s+)?(?:council|authority)$", re.IGNORECASE
)
_KIND_OF_BODY = re.compile(
    r"^(?:the\s+)?(?:(?:children[’']s\s+)?charity|union|trust|campaign\s+group)\s+(?=[A-Z])|^the\s+"
)
_OWNED = re.compile(r"\b(?:leader|chief\s+executive|president|mayor|chair|director|secretary)s?$", re.IGNORECASE)
_PLURAL = re.compile(
    r"(?:.*[\s-])?(?:leaders|directors|chairs|members|holders|heads|managers|inspectors|councillors|MPs"
    r"|spokesmen|spokeswomen"
    r"|spokespeople|executives|officers)$",
    re.IGNORECASE,
)
_INTERIM = re.compile(r"\b(?:interim|acting|temporary)\b", re.IGNORECASE)
_AND = re.compile(r",?\s+and\s+(?:also\s+)?")
_NAME_NEXT = re.compile(r"(?:[A-Z][a-z]+\s+[A-Z][a-z]+|Cllr|Councillor|Coun|Mr|Mrs|Ms|Dr)\b")
_BY_THEM = re.compile(r"\bby\s+(?:the\s+)?$")
"""Who did something to the holder of a post: "the commissioner appointed by ministers, Ann Bell"."""
_GOES_ON = re.compile(r"\b(?:overview|children|families|education)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """A post title in a text.

    Attributes:
        start, end: from its first word, an organisation's name before it included, to its last.
        title: as written, without an organisation before it or after "at".
        organisation: as written, `OURS` for the council in question, "" where none is named.
    """

    start: int
    end: int
    title: str
    organisation: str = ""

    @property
    def interim(self) -> bool:
        """Whether it is held for a time only."""
        return bool(_INTERIM.search(self.title))


def is_plural(title: str) -> bool:
    """Whether a title is that of several people ("assistant directors for …")."""
    return bool(_PLURAL.match(re.split(r",|\s+(?:of|for)\s+", title, maxsplit=1)[0]))


def post_before(text: str, low: int, end: int) -> Post | None:
    """The post whose title ends at `end` (a name follows), not reaching back before `low`."""
    low = max(low, end - _FARTHEST)
    stop = end - len(text[low:end]) + len(text[low:end].rstrip(" ,"))
    for head in reversed(list(HEAD.finditer(text, low, stop))):
        if head.group().endswith("s") and _BY_THEM.search(text, max(low, head.start() - 10), head.start()):
            continue
        tail = text[head.end() : stop]
        if not tail or _is_complement(tail):
            return _post(text, low, head.start(), stop, head.end())
    return None


def post_after(text: str, start: int, limit: int) -> Post | None:
    """The post whose title begins at `start` (after a name and a comma), up to `limit` at most."""
    limit = min(limit, start + _FARTHEST + 40)
    comma = text.find(",", start, limit)
    head = HEAD.search(text, start, limit if comma < 0 else comma)
    stop = STOP.search(text, start, limit) if head else None
    end = stop.start() if stop else limit
    if not head or head.end() > end or not _only_modifiers(text[start : head.start()]):
        return None
    return _post(text, start, head.start(), _complement_end(text, head.end(), end), head.end())


def _is_complement(tail: str) -> bool:
    """Whether what stands between a head noun and a name says what the post is for."""
    begins = LINK.match(tail) or (tail[0] == "," and FIELD.match(tail[1:].strip()))
    foreign = any(not FIELD.match(piece.strip()) for piece in tail.split(",")[1:])
    return bool(begins) and not (STOP.search(tail) or len(tail.split()) > 16 or foreign)


def _complement_end(text: str, at: int, limit: int) -> int:
    """End of what a post is for: up to a comma, or through a list of fields ("children, families and education")."""
    listed = text[at : at + 1] == "," and FIELD.match(text[at + 1 : limit].strip())
    if not LINK.match(text, at) and not listed:
        return at
    end = at
    for piece in re.finditer(r"[^,]+", text[at:limit]):
        words = piece.group().strip()
        if end > at and not (FIELD.match(words) and len(words.split()) <= 7):
            break
        end = at + piece.end()
    end = next((m.start() for m in _AND.finditer(text, at, end) if _is_another(text, m.end(), end)), end)
    return at + len(text[at:end].rstrip(" ,–—-"))


def _is_another(text: str, at: int, end: int) -> bool:
    """Whether what follows "and" is another post or person, and no further field of the same post."""
    head = HEAD.search(text, at, min(end, at + 70))
    if head and _only_modifiers(text[at : head.start()]):
        return True
    if re.match(r"an?\s", text[at:end]):
        return True
    name = _NAME_NEXT.match(text, at, end)
    return bool(name) and not (ORGANISATION.search(text[at:end]) or FIELD.match(text[at:end].strip()))


def _only_modifiers(before: str) -> bool:
    """Whether the words before a head noun belong to its title: determiners, an owner, modifiers, proper
    names."""
    if len(before.split()) > 9:
        return False
    rest = before
    while rest.strip():
        owner, word = OWNER.search(rest), _WORD_BEFORE.search(rest)
        if owner:
            rest = rest[: owner.start()]
        elif word and (MODIFIER.fullmatch(word[1]) or word[1][0].isupper() or word[1].lower() in DETERMINERS):
            rest = rest[: word.start()]
        else:
            return False
    return True


def _post(text: str, low: int, head: int, end: int, head_end: int) -> Post:
    first = _first_modifier(text, low, head)
    start, title_start, organisation = _organisation_before(text, low, first, head_end)
    title_end, at = _organisation_after(text, title_start, head_end, end)
    return Post(start, end, " ".join(text[title_start:title_end].split()), at or organisation)


def _first_modifier(text: str, low: int, head: int) -> int:
    """Where the modifiers before a head noun begin."""
    start = head
    while word := _WORD_BEFORE.search(text[low:start]):
        joins = word[1].lower() == "and" and not _GOES_ON.search(text[low : low + word.start()])
        if joins or not MODIFIER.fullmatch(word[1]):
            break
        start = low + word.start()
    return start + (4 if text[start:head].lower().startswith("and ") else 0)


def _organisation_before(text: str, low: int, first: int, head_end: int) -> tuple[int, int, str]:
    """(start of the post, start of its title, organisation) with whose post it is in front of the title."""
    owner = OWNER.search(text[low:first])
    if owner:
        name = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", owner["owner"])
        if name[0].isupper():
            return low + owner.start("owner"), first, name
        ours = name in ("council", "county", "authority", "city", "borough")
        return low + owner.start(), first, OURS if ours else ""
    return _named_before(text, low, first, head_end)


def _named_before(text: str, low: int, first: int, end: int) -> tuple[int, int, str]:
    """The same for a plain name ("Barset County Council leader", "Ofsted regional director")."""
    words = text[first:end]
    proper, council = _PROPER_BEFORE.search(text[low:first]), _COUNCIL.match(words)
    if proper and council and not _NOT_PLACE.match(proper.group()):
        name = re.sub(r"(?i)councillor$", "Council", council.group())
        after = first + len(words) - len(words[council.end() :].lstrip())
        title = first if after >= end else after
        return low + proper.start(), title, " ".join((proper.group() + name).split())
    if known := _KNOWN.match(words):
        return first, first, known[1]
    ours = re.match(r"(?:county\s+|city\s+|borough\s+)?council\b", words, re.IGNORECASE)
    return first, first, OURS if ours else ""


def _organisation_after(text: str, start: int, head_end: int, end: int) -> tuple[int, str]:
    """(end of the title, organisation) where an organisation's name closes the title."""
    if here := _AT_OURS.search(text[head_end:end]):
        return (head_end + here.start() if " at " in here.group() else end), OURS
    for match in _ats(text[head_end:end]):
        name = _KIND_OF_BODY.sub("", match["org"])
        owned = match["prep"] == "of" and match.start() == 0 and _OWNED.search(text[start:head_end])
        if match["prep"] == "at" or ORGANISATION.search(name) or (owned and not FIELD.match(name)):
            apart = match["prep"] in ("at", "for", "with", "from", "in") and match.start() > 0
            return (head_end + match.start() if apart or match["prep"] == "at" else end), name
    return end, ""


def _ats(tail: str) -> Iterator[re.Match[str]]:
    for link in re.finditer(r"\s+(?:at|of|for|in|with|from|on)\s+", tail):
        if match := _AT.match(tail, link.start()):
            yield match
