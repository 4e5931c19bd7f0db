"""Posts that a document names without their holder: "the interim director … has been in post since …", "eight principal social
work practitioners", "an education officer based in the hub". One fact for each post and document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.even import Even, PhraseFinder, even, plain_words
from kg.extract.person_names import candidates
from kg.extract.prose import Pieces, Places, prose_pieces
from kg.extract.roles import role_of
from kg.extract.since import since_after
from kg.extract.unnamed_post_offices import office
from kg.extract.unnamed_post_tasks import BASED, task_post
from kg.extract.unnamed_post_words import OFFICES, POSTS, FoundPost
from kg.model import Appointment, Document, Span
from kg.vocabulary import Lexicon

_MOST = 5
_BRACKETS = re.compile(r"\s\((?P<short>[A-Za-z' ]{2,60})\)")
_TO_NAME = re.compile(r"(?:,|,?\s(?:is|was))?\s\(?")
_FROM_NAME = re.compile(r"(?:\s\([^()]{1,60}\))?,\s(?:[\w'-]+\s){0,5}")
_HELD = re.compile(r"(?:\sat\s[a-z\s]{3,40}?)?\shave\s(?:only\s|both\s|all\s)?been(?=\s)")
_PRONOUN = re.compile(r"[^.]{0,90}\.\s(?:She|He)(?=\s)")
_ASIDE = re.compile(r"^(?:recently|experienced|permanent|new|newly|appointed)\s", re.IGNORECASE)
_ONE_HOLDER = frozenset({
    "director-of-childrens-services", "chief-executive", "council-leader", "lead-member", "board-chair", "agency-decision-maker",
    "designated-officer", "principal-social-worker", "virtual-school-head", "board-manager",
})  # fmt: skip
_BOARD = "Local Safeguarding Children Board"


def unnamed_posts(
    document: Document, lexicon: Lexicon, council: str, pieces: Pieces | None = None
) -> tuple[Appointment, ...]:
    """One fact for each post that the pieces (start, end) of the document name without a person, by first mention.

    An office of which there is one is left out where its holder is named anywhere beside it.

    Args:
        council: the name of the council that the document is about, whose posts they are where nothing else is said.
        pieces: where to look; the running text without lists of recommendations where it is not given.
    """
    searched = even(document.text)
    places = Places(pieces if pieces is not None else prose_pieces(document))
    groups: dict[str, list[FoundPost]] = {}
    held: set[str] = set()
    for found, named in _posts(searched, lexicon, council, places):
        if not named:
            groups.setdefault(_key(found), []).append(found)
        elif found.role in _ONE_HOLDER:
            held.add(_key(found))
    facts = [_fact(found) for key, found in groups.items() if key not in held]
    return tuple(sorted(facts, key=lambda fact: fact.evidence[0]))


def _key(found: FoundPost) -> str:
    if found.role in _ONE_HOLDER:
        return f"{found.role} {found.organisation if found.role == 'board-chair' else ''} {found.coming}"
    return " ".join(plain_words(found.title))


def _fact(group: list[FoundPost]) -> Appointment:
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


def _posts(searched: Even, lexicon: Lexicon, council: str, places: Places) -> Iterator[tuple[FoundPost, bool]]:
    """Each post, and whether its holder is named beside it."""
    for start, end, head in _finder().find(searched):
        if not places.piece(start, end):
            continue
        post = office(searched, start, end, head) if head in OFFICES else task_post(searched, start, end, head)
        if post:
            yield _described(searched, post, lexicon, council), _named(searched.text, post)


def _named(text: str, post: FoundPost) -> bool:
    """Whether a person's name stands beside the post, or closes what was taken for its title."""
    before = text[max(0, post.start - 120) : post.start]
    after = text[post.end : post.end + 60]
    to_name = _TO_NAME.match(after)
    return (
        any(_FROM_NAME.fullmatch(before, who.end) for who in candidates(before))
        or any(who.start == to_name.end() for who in candidates(after) if to_name)
        or any(who.end == len(post.title) for who in candidates(post.title))
    )


def _described(searched: Even, post: FoundPost, lexicon: Lexicon, council: str) -> FoundPost:
    """The post with its role, organisation and since when it is held."""
    end, text = post.end, searched.text
    brackets = _BRACKETS.match(text, end)
    while brackets:
        end = brackets.end()
        brackets = _BRACKETS.match(text, end)
    held = _HELD.match(text, end)
    since, since_end = since_after(text, held.end() if held else end, "")
    pronoun = None if since else _PRONOUN.match(text, end)
    if pronoun:
        since, since_end = since_after(text, pronoun.end(), "")
    based = BASED.match(text, post.end)
    bare = post.title
    while _ASIDE.match(bare):
        bare = _ASIDE.sub("", bare)
    role = role_of(bare, lexicon)
    return FoundPost(
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
    if hub := re.match(r"(MASH|CAMHS|Cafcass|[Pp]olice)\b", title):
        return hub[1].capitalize() if hub[1].islower() else hub[1]
    if panel := re.search(r"\b(?:adoption|fostering|permanence)(?: and permanence)? panel\b", low):
        return panel.group()
    return "" if role == "panel-chair" else council
