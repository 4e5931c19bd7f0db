"""Posts that a document names without their holder: "the interim director … has been in post since …", "eight principal social
work practitioners", "an education officer based in the hub". One fact for each post and document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.even import Even, PhraseFinder, even, plain_words
from kg.extract.numbers import NUMBER, number_of
from kg.extract.organisation_words import STRONG
from kg.extract.prose import Pieces, prose_pieces
from kg.extract.roles import role_of
from kg.extract.since import since_after
from kg.extract.unnamed_post_words import (
    AFTER,
    BEFORE,
    COMMON,
    DEDICATED,
    DETERMINERS,
    ENDS,
    GONE,
    OF_ONE,
    OFFICES,
    POSTS,
)
from kg.model import Appointment, Document, Span
from kg.vocabulary import Lexicon

_MOST = 5
_FARTHEST = 90
_BRACKETS = re.compile(r"\s\((?P<short>[A-Za-z' ]{2,60})\)")
_NAME_NEXT = re.compile(r",?\s(?:Cllr|Councillor|Coun|Mr|Mrs|Ms|Dr|[A-Z][a-z]+\s[A-Z][a-z]+(?:,|\s(?:said|told|added|has)))")
_NAME_BEFORE = re.compile(r"[A-Z][a-z]+\s[A-Z][\w'-]+,\s(?:the\s|its\s)?$")
_COUNTED = re.compile(rf"(?P<count>{NUMBER})$", re.IGNORECASE)
_BASED = re.compile(r"\s(?:who\s(?:is|are)\s)?(?:co-)?(?:based|located)\s(?:in|within)\sthe\s(?P<where>[A-Z]{3,6}|[a-z-]+(?:\s[a-z-]+){0,2}\s(?:hub|team|school))\b")
_ARRANGEMENTS = re.compile(r"\s(?:arrangements?|service|role|function|process|posts?\s(?:are|were|have)|vacanc)")
_ONE_HOLDER = frozenset({
    "director-of-childrens-services", "chief-executive", "council-leader", "lead-member", "board-chair", "agency-decision-maker",
    "designated-officer", "principal-social-worker", "virtual-school-head", "board-manager",
})  # fmt: skip
_BOARD = "Local Safeguarding Children Board"


@dataclass(frozen=True, slots=True)
class _Found:
    """A post in the text: `start` to `end` with what is said of it (where it is based, since when); `title` as written
    without article and brackets."""

    start: int
    end: int
    title: str
    role: str = ""
    organisation: str = ""
    since: str = ""
    coming: bool = False
    count: int = 1


def unnamed_posts(
    document: Document, lexicon: Lexicon, council: str, pieces: Pieces | None = None
) -> tuple[Appointment, ...]:
    """One fact for each post that the pieces (start, end) of the document name without a person, by first mention.

    Args:
        council: the name of the council that the document is about, whose posts they are where nothing else is said.
        pieces: where to look; the running text without lists of recommendations where it is not given.
    """
    searched = even(document.text)
    spans = pieces if pieces is not None else prose_pieces(document)
    groups: dict[str, list[_Found]] = {}
    for found in _within(_posts(searched, lexicon, council), spans):
        groups.setdefault(_key(found), []).append(found)
    facts = [_fact(found) for found in groups.values()]
    return tuple(sorted(facts, key=lambda fact: fact.evidence[0]))


def _within(posts: Iterable[_Found], pieces: Pieces) -> Iterator[_Found]:
    starts = [start for start, _ in pieces]
    for post in posts:
        at = bisect_right(starts, post.start) - 1
        if at >= 0 and post.start < pieces[at][1]:
            yield post


def _key(found: _Found) -> str:
    if found.role in _ONE_HOLDER:
        return f"{found.role} {found.organisation if found.role == 'board-chair' else ''} {found.coming}"
    return " ".join(plain_words(found.title))


def _fact(group: list[_Found]) -> Appointment:
    best = max(group, key=lambda found: (bool(found.since), found.count > 1))
    others = [found for found in group if found is not best]
    return Appointment(
        evidence=tuple(Span(found.start, found.end) for found in (best, *others[: _MOST - 1])),
        confidence=0.95 if best.since else 0.8,
        extractor="unnamed-posts",
        person="",
        role=best.role,
        post_title=best.title,
        organisation=best.organisation,
        since=best.since,
        interim=bool(re.search(r"\b(?:interim|acting|temporary)\b", best.title, re.IGNORECASE)),
        holder_count=max(found.count for found in group),
    )


@cache
def _finder() -> PhraseFinder[str]:
    return PhraseFinder((head, head) for head in (*OFFICES, *POSTS))


def _posts(searched: Even, lexicon: Lexicon, council: str) -> Iterator[_Found]:
    for start, end, head in _finder().find(searched):
        post = _office(searched, start, end, head) if head in OFFICES else _post(searched, start, end, head)
        if post and not _named(searched.text, post):
            yield _described(searched, post, lexicon, council)


def _named(text: str, post: _Found) -> bool:
    """Whether a person's name stands beside the post."""
    return bool(_NAME_NEXT.match(text, post.end) or _NAME_BEFORE.search(text, max(0, post.start - 60), post.start))


def _tokens(searched: Even, at: int) -> list[str]:
    return searched.lower[max(0, at - _FARTHEST) : at].rstrip(" ").replace("'", "").split(" ")


def _office(searched: Even, start: int, end: int, head: str) -> _Found | None:
    """An office: its head with what stands before it and what it is of or for."""
    if end - start > len(head):
        return None
    before: list[str] = []
    first = start
    tokens = searched.lower[max(0, start - _FARTHEST) : start].split(" ")[1:-1]
    for token in reversed(tokens):
        if token.replace("'", "").removesuffix("s") not in BEFORE and token.replace("'", "") not in BEFORE:
            break
        before.insert(0, token.replace("'", ""))
        first -= len(token) + 1
    opener = searched.lower[max(0, first - 20) : first].split(" ")[-2:-1]
    if not opener or opener[0] not in DETERMINERS and not _opens(searched, first) or opener[0] in GONE:
        return None
    last = _complement(searched, end)
    plural = head.endswith("directors")
    if head in OF_ONE and last == end and not _told_by(head, before):
        return None
    if (plural and "joint" not in before) or (head == "chair" and not _chairs(before, searched.lower[end:last])):
        return None
    if _ARRANGEMENTS.match(searched.lower, last):
        return None
    title = " ".join(searched.text[first:last].split())
    return _Found(first, last, title, coming="incoming" in before, count=2 if plural else 1)


def _opens(searched: Even, first: int) -> bool:
    """Whether the title opens a sentence or an item."""
    before = searched.text[max(0, first - 3) : first].rstrip()
    return not before or before[-1] in ".:;•◼▪-" or (searched.text[first].isupper() and before[-1] not in ",")


def _told_by(head: str, before: list[str]) -> bool:
    if head == "leader":
        return before[-1:] == ["council"]
    if head in ("chair", "business manager"):
        return bool({"lscb", "board", "panel", "independent"} & set(before))
    return head.startswith("director") and bool({"executive", "strategic", "corporate", "city", "assistant"} & set(before))


def _chairs(before: list[str], after: str) -> bool:
    bodies = ("lscb", "board", "panel", "partnership")
    return any(body in before for body in bodies) or any(body in after for body in bodies) or "independent" in before


def _complement(searched: Even, end: int) -> int:
    """End of what an office is of or for."""
    link = re.compile(r"(?:\s\([A-Za-z]{2,8}\))?(?:,?\s(?:of|for|at)\s|,\s(?=children))").match(searched.lower, end)
    if not link:
        return end
    last = kept = link.end()
    for token in searched.lower[link.end() : link.end() + 100].split(" "):
        word = token.strip(",").replace("'", "")
        capital = searched.text[kept : kept + 1].isupper()
        if (word not in AFTER and not (capital and word.isalnum())) or not word:
            break
        if word not in ENDS:
            last = kept + len(token.rstrip(","))
        kept += len(token) + 1
        if token.endswith(",") and word not in ("children", "childrens", "families", "learning", "people"):
            break
    return last if last > link.end() else end


def _post(searched: Even, start: int, end: int, head: str) -> _Found | None:
    """A post for one task: "a dedicated … worker", "the … manager", "eight principal … practitioners"."""
    words: list[str] = []
    first = start
    for token in reversed(searched.lower[max(0, start - _FARTHEST) : start].split(" ")[1:-1]):
        word = token.replace("'", "")
        if not word.isalpha() or word in DETERMINERS or len(words) == 6 or _COUNTED.fullmatch(word):
            break
        if not (word in STRONG or word in COMMON or word in DEDICATED or word in BEFORE or word in _TASKS):
            if not searched.text[first - len(token) - 1].isupper():
                break
        words.insert(0, word)
        first -= len(token) + 1
    opener = (searched.lower[max(0, first - 20) : first].split(" ")[-2:-1] or [""])[0]
    telling = [word for word in words if word not in COMMON and word not in DEDICATED and word not in ("and", "or")]
    count = number_of(opener) if _COUNTED.fullmatch(opener) and opener not in ("one", "zero", "0") else 1
    plural = head.removesuffix(" post").endswith("s")
    based = _BASED.match(searched.text, end)
    if not _is_post(searched, words, telling, opener, plural, count, bool(based), head):
        return None
    title = " ".join(searched.text[first:end].split())
    return _Found(first - (len(opener) + 1 if count > 1 else 0), end, title, count=count)


_TASKS = frozenset(
    """
    private education sexual risk liaison person persons looked after life story emotional mental health named
    progression court market development training project communication marketing data information complaints participation
    apprenticeship employment housing link welfare rights adult forensic clinical educational raising achievement duty
    principal advanced early help edge of return interview interviewing parenting exploitation child young hospital community
    """.split()
)
"""Further words that say what a post is for."""


def _is_post(
    searched: Even, words: list[str], telling: list[str], opener: str, plural: bool, count: int, based: bool, head: str
) -> bool:
    if plural:
        return count > 1 and count < 100 and bool(telling or {"principal", "advanced", "specialist"} & set(words))
    if count > 1 or opener not in DETERMINERS - {"and", "as", "by", "this", "both"}:
        return False
    if opener in ("a", "an", "one"):
        dedicated = bool(DEDICATED & set(words)) and bool(telling or head.endswith("post"))
        return dedicated or (based and bool(words)) or (head.endswith(" post") and bool(words))
    specific = [word for word in telling if word in STRONG or word.isupper()] or _initials(searched, words, telling)
    return bool(specific) and head not in ("worker", "workers", "lead", "practitioner")


def _initials(searched: Even, words: list[str], telling: list[str]) -> list[str]:
    return [word for word in telling if word in ("mash", "lscb", "camhs", "cafcass")]


def _described(searched: Even, post: _Found, lexicon: Lexicon, council: str) -> _Found:
    """The post with its role, organisation and since when it is held."""
    end, text = post.end, searched.text
    brackets = _BRACKETS.match(text, end)
    while brackets:
        end = brackets.end()
        brackets = _BRACKETS.match(text, end)
    since, since_end = since_after(text, end, "")
    based = _BASED.match(text, post.end)
    role = role_of(post.title, lexicon)
    return _Found(
        post.start,
        since_end or (based.end() if based else end),
        re.sub(r"\s\([A-Za-z]{2,8}\)", "", post.title),
        role,
        based["where"] if based else _organisation(post.title, role, council),
        since,
        post.coming,
        post.count,
    )


def _organisation(title: str, role: str, council: str) -> str:
    low = title.lower()
    if role == "board-chair" or re.search(r"\blscb\b|safeguarding (?:children )?board", low):
        return _BOARD if not re.search(r"improvement|adult", low) else re.sub(r"(?i)^.*?chair of (?:the )?", "", title)
    if hub := re.match(r"(MASH|CAMHS|Cafcass)\b", title):
        return hub[1]
    if panel := re.search(r"\b(?:adoption|fostering|permanence)(?: and permanence)? panel\b", low):
        return panel.group()
    return "" if role == "panel-chair" else council
