"""What an article says of the holder of a post: party, ward, council, organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.patterns import Flat
from kg.extract.person_names import Candidate
from kg.extract.post_words import HEAD
from kg.extract.posts import OURS, Post
from kg.extract.roles import role_of
from kg.extract.since import since_after
from kg.model import Span
from kg.vocabulary import Lexicon

INSPECTORATE = "Ofsted"
ELECTED = re.compile(r"(?:(?:County|City|Borough|District|Town)\s+)?(?:Councillor|Cllr|Coun|Clr|Ald)", re.IGNORECASE)
_PEER = re.compile(r"(?:Baroness|Lord|Lady)\b")
_LORDS = "Member of the House of Lords"
_RUNS = re.compile(r"(?:runs|leads|heads|manages|took\s+charge\s+of|oversees|is\s+in\s+charge)\b", re.IGNORECASE)
_THE_DIRECTOR = re.compile(r"(?:(?:the|its|our|new)\s+)*(?:permanent\s+)?director", re.IGNORECASE)
_LEADS_TO = re.compile(r"\b(?:the|its|their|our|became|becomes?|as)\s+(?:new\s+|permanent\s+)?$", re.IGNORECASE)
_OURS_BEFORE = re.compile(r"(?:the|its|their|our)\s", re.IGNORECASE)
_CHAIR = re.compile(r"chair(?:man|woman|person)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^()]{2,80})\)")
_PARTY_BEFORE = re.compile(
    r"\b(?P<party>[A-Z][\w/-]*(?:\s+(?:Democrats?|Dem|Party|UK))?)(?:[’']s)?(?:\s+(?:county|city|borough|district"
    r"|ward|group))?\s+$"
)
_NO_PARTY = re.compile(r"\s+(?:chair|scrutineer|review|advis|person|member)", re.IGNORECASE)
_WARD = re.compile(r"[\w ]*?councillor\s+for\s+(?:the\s+)?(?P<ward>[A-Z].*)", re.IGNORECASE)
_OF_COUNCIL = frozenset({
    "council-leader", "deputy-council-leader", "lead-member", "opposition-leader", "councillor", "chief-executive",
    "deputy-chief-executive", "director-of-childrens-services", "assistant-director", "principal-social-worker",
    "head-of-service", "service-manager",
    "team-manager", "independent-reviewing-officer", "virtual-school-head", "committee-chair", "committee-vice-chair",
    "committee-member",
    "panel-chair", "board-chair", "mayor", "agency-decision-maker", "designated-officer", "spokesperson",
})  # fmt: skip
_OF_INSPECTORATE = frozenset({
    "lead-inspector", "deputy-lead-inspector", "inspector",
    "shadow-inspector", "data-analyst", "quality-assurance-manager",
    "regional-director", "chief-inspector", "national-director",
})  # fmt: skip
_ELSEWHERE = {"member-of-parliament": "House of Commons", "minister": "UK Government"}
_COUNCIL_TITLE = re.compile(
    r"\b(?:cabinet|executive|lead|council)\s+member|\bportfolio\s+holder|\b(?:strategic|corporate"
    r"|executive|assistant|deputy|interim)\s+director"
    r"|\bleader$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole article: the council it is about, the day it came out."""

    lexicon: Lexicon
    council: str
    issued: str


@dataclass(frozen=True, slots=True)
class Held:
    """A name with one post that it is said to hold; `span` in the document; `full`: more than a surname."""

    name: str
    honorific: str
    title: str
    role: str
    organisation: str
    party: str
    ward: str
    since: str
    interim: bool
    span: Span
    full: bool


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Party and ward of a councillor; `start` and `end` of the words that state them, with the name."""

    party: str
    ward: str
    start: int
    end: int


def affiliation(setting: Setting, text: str, low: int, who: Candidate) -> Affiliation:
    """Party and ward from brackets behind a name ("(Con, Bede)"), or a party's name right before it."""
    match = setting.lexicon.match
    before = _PARTY_BEFORE.search(text, max(low, who.start - 40), who.start)
    named = before if before and match("party", before["party"]) else None
    start, stated = (named.start(), named["party"]) if named else (who.start, "")
    brackets = _BRACKETS.match(text, who.end)
    if brackets:
        pieces = [piece.strip() for piece in re.split(r"[,;:–]|\s-\s", brackets[1])]
        party = next((piece for piece in pieces if match("party", piece)), "")
        wards = [piece for piece in pieces if piece != party and piece[:1].isupper() and not HEAD.search(piece)]
        if party or (ELECTED.match(who.honorific) and wards):
            ward = re.sub(r"\s+ward$", "", ", ".join(wards))
            return Affiliation(party or stated, ward, start, brackets.end())
    return Affiliation(stated, "", start, who.end)


def held(setting: Setting, flat: Flat, who: Candidate, post: Post, stated: Affiliation) -> Held:
    """A name with a post, its role and organisation."""
    title, party = _without_party(setting, post.title)
    role = _role(setting, flat, post, title, who)
    place = _WARD.match(title) if role == "councillor" else None
    ward = re.sub(r"\s+(?:ward|division)\b.*", "", place["ward"]) if place else ""
    since, since_end = since_after(flat.text, max(post.end, stated.end), setting.issued)
    span = flat.span(min(post.start, who.start), max(post.end, stated.end, who.end, since_end))
    return Held(
        name=who.name,
        honorific=one_title(who.honorific),
        title=title,
        role=role,
        organisation=_organisation(setting, post, role, who),
        party=stated.party or party,
        ward=stated.ward or ward,
        since=since,
        interim=post.interim,
        span=span,
        full=" " in who.name,
    )


def _is_the(text: str, post: Post) -> bool:
    """Whether a bare "director" is that of the services that the piece is about: "the director", "who became director"."""
    if post.organisation not in ("", OURS) or re.match(
        r",?\s+(?:of|at|for|,)\s|,\s+[A-Z]\w+\s+[A-Z]", text[post.end : post.end + 40]
    ):
        return False
    return post.organisation == OURS or bool(
        _LEADS_TO.search(text, max(0, post.start - 24), post.start) or _OURS_BEFORE.match(text, post.start)
    )


def _role(setting: Setting, flat: Flat, post: Post, title: str, who: Candidate) -> str:
    """The role by the title, else with whose post it is ("the panel's chair"); a councillor's bare "Chair" is that of
    a committee."""
    role = role_of(title, setting.lexicon) or role_of(flat.text[post.start : post.end], setting.lexicon)
    if role == "director-of-childrens-services" and ELECTED.match(who.honorific) and _RUNS.match(title):
        return "lead-member"
    if not role and setting.council and _THE_DIRECTOR.fullmatch(title) and _is_the(flat.text, post):
        return "director-of-childrens-services"
    if not role and ELECTED.match(who.honorific) and _CHAIR.fullmatch(title):
        return "committee-chair"
    return role


def _without_party(setting: Setting, title: str) -> tuple[str, str]:
    """(title, party) with a party's name in front of the title taken off, but from "Labour group leader"."""
    for start, end, _ in setting.lexicon.find(("party",), title):
        if start or not title[0].isupper() or _NO_PARTY.match(title[end:]):
            break
        keep = re.match(r"$|\s+(?:group|party|leader\s*(?:$|on\b))", title[end:])
        return (title if keep else title[end:].strip()), title[:end]
    return title, ""


def one_title(honorific: str) -> str:
    """The title of address of one person: "Cllrs" is "Cllr"."""
    return honorific if honorific in ("Mrs", "Ms", "Miss") else re.sub(r"s$", "", honorific)


def _organisation(setting: Setting, post: Post, role: str, who: Candidate) -> str:
    if post.organisation and post.organisation != OURS:
        ours = role in _OF_COUNCIL and setting.council.lower().startswith(f"{post.organisation.lower()} ")
        return setting.council if ours else post.organisation
    if role in _OF_INSPECTORATE:
        return INSPECTORATE
    if post.title == _LORDS:
        return "House of Lords"
    by_title = bool(ELECTED.match(who.honorific)) or (not role and bool(_COUNCIL_TITLE.search(post.title)))
    of_council = role in _OF_COUNCIL or post.organisation == OURS or by_title
    return setting.council if of_council else _ELSEWHERE.get(role, "")


def office(who: Candidate) -> str:
    """The office that a title of address or letters after a full name stand for, or ""."""
    if who.office:
        return who.office
    if ELECTED.match(who.honorific):
        return "Councillor" if " " in who.name else ""
    return _LORDS if _PEER.match(who.honorific) and " " in who.name else ""


def council_before(setting: Setting, text: str, low: int, who: Candidate) -> tuple[int, str]:
    """(where it starts, council) of a council's name right before "Councillor"; the candidate's own start
    and "" otherwise."""
    name = re.search(r"(?:[A-Z][\w’'-]*\s+){1,4}$", text[max(low, who.start - 60) : who.start])
    if not name or not who.honorific:
        return who.start, ""
    first = who.honorific.partition(" ")[0]
    kind = f"{first} " if first in ("County", "City", "Borough", "District") else ""
    council = " ".join(f"{name.group()}{kind}Council".split())
    known = setting.lexicon.authority_named(council)
    return (who.start - len(name.group()), council) if known else (who.start, "")
