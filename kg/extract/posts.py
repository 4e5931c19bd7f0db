"""Post titles in running text: where one begins and ends, which organisation it is at, which role it is.

A post is a head noun ("director", "portfolio holder") with modifiers before it and what it is for after it. Head nouns are
grammar and stand here; which role a title is comes from the labels of the vocabulary of roles. `EXAMPLES` holds titles and roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import normalise
from kg.vocabulary import Lexicon

_HEADS = (
    r"(?:deputy\s+|co-?)?leaders?|(?:managing\s+|deputy\s+)?directors?|(?:deputy\s+)?chief\s+executives?(?:\s+officer)?|chief\s+operating\s+officer"
    r"|(?:vice[- ]|deputy\s+|co-?)?chair(?:s|man|woman|person)?|portfolio\s+holders?|portfolio\s+lead|(?:cabinet|executive|lead|board|council|committee|panel|lay|elected|non-executive)"
    r"\s+members?|lead\s+elected\s+members?|members?\s+of\s+parliament|cabinet\s+leads?|lead(?=\s+(?:for|on)\b)|(?:deputy\s+)?heads?(?=\s+of\b)|head\s?teachers?|(?:service|team|group|area|practice|operations|programme|business"
    r"|quality\s+assurance|improvement|board|policy)\s+managers?|chief\s+(?:social\s+work\s+)?officers?|(?:children[’']s\s+|education\s+|home\s+|shadow\s+)?ministers?|(?:education|home|health|shadow\s+education|general|branch|regional)\s+secretar(?:y|ies)"
    r"|secretary\s+of\s+state|(?:children[’']s\s+|victims[’']\s+|government\s+)?commissioners?|(?:chief\s+|lead\s+|deputy\s+lead\s+|team\s+)?inspectors?|HMI|HMCI|DCS|CEO|MPs?|(?:deputy\s+)?mayors?|(?:vice[- ])?presidents?"
    r"|spokes(?:person|people|man|men|woman|women)|(?:county\s+|city\s+|borough\s+|district\s+|ward\s+|town\s+|parish\s+)?councillors?|(?:improvement\s+|DfE\s+|policy\s+)advis[eo]rs?|independent\s+scrutineer|scrutineers?"
    r"|(?:regional|branch|national)\s+organi[sz]ers?|convenors?|reporters?|correspondents?|(?:news\s+)?editors?|journalists?|trustees|(?:assistant\s+|deputy\s+)?chief\s+constables?"
    r"|superintendents?|agency\s+decision-?\s?makers?|principal\s+social\s+workers?|ombudsman|researcher|professor|lecturer|(?:data\s+)?analysts?|HM\s+inspectors?|Majesty[’']s\s+Inspectors?"
)
HEAD = re.compile(rf"\b(?:{_HEADS})\b(?![’']s\b)", re.IGNORECASE)
_NO_HEAD = re.compile(r"^(?:chairs|mps|dcs|hmi|hmci|ceo|mp)$", re.IGNORECASE)
_MODIFIER = re.compile(
    r"(?:interim|acting|temporary|permanent|deputy|assistant|associate|executive|corporate|strategic|service|operational|divisional|statutory|joint|managing|group|opposition|shadow"
    r"|independent|regional|national|senior|principal|former|then|new|newly(?:-|\s)appointed|newly-elected|outgoing|incoming|current|cabinet|council|county|city|borough|district|metropolitan|unitary|authority|local"
    r"|children[’']s(?:\s+services)?|young\s+people[’']s|education|social\s+care|social\s+work|services|adult|family|families|safeguarding|improvement|board|partnership|scrutiny|committee|panel|town|parish|ward|independent"
    r"|democracy|political|chief|lead|deputy|party|conservative|tory|labour|liberal\s+democrat|lib\s+dem|green|reform(?:\s+uk)?|policy|union|branch|general|public|health|police|crime|west|east|north|south|HM|Her|His|Majesty[’']s"
    r"|LSCB|Ofsted|DfE|Unison|UNISON|GMB|NSPCC|NHS|LGA|ADCS|BASW|overview|and|executive)",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([\w’'&-]+)\s+$")
_OWNER = re.compile(
    r"(?:\b(?P<det>the|its|their|our|a|an)\s+)?(?P<owner>(?:[A-Z][\w’'&-]*\s+(?:(?:and|of|upon|on|the)\s+)?){0,5}?[A-Z][\w&-]*(?:[’']s|s[’'])|(?:council|county|authority|city|borough|trust|charity|union|department|region)[’']s)\s+$"
)
_STOP = re.compile(
    r"[.;:()“”\"\[\]!?]|\s[–—]\s|\s-\s|[‘](?=\w)"
    r"|\b(?:said|says?|saying|added|adds|told|tells|stated|states|noted|explained|commented|insisted|warned|admitted|wrote|welcomed|thanked|agreed|praised|called|described"
    r"|who|which|that|has|have|had|is|are|was|were|will|would|did|does|be|been|but|while|when|after|before|because|where|since|as|to|from|about|into|if|so|it|he|she|they|we|I|this|these|also|last|next)\b"
    r"|\bin\s+(?:a|an|response|his|her|which)\b|\bfor\s+(?:the\s+)?(?:first|comment|last|a)\b"
)
_LINK = re.compile(
    r"\s+(?:of|for|at|with|on|within|in|responsible\s+for|in\s+charge\s+of|with\s+responsibility\s+for)\s+(?=\S)",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?:and\s+|&\s+)?(?:children|childhood|young|youth|people|famil|education|school|learning|skills|social|adult|health|safeguard|communit|early|prevention|inclusion|SEND|care|culture|housing|public|performance|resources|improvement|quality)",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\s+(?P<prep>at|of|for|in|with|from|on)\s+(?P<org>(?:the\s+)?(?:(?:charity|union|trust|campaign\s+group|children[’']s\s+charity)\s+)?[A-Z][\w’'&.-]*(?:,?\s+(?:(?:and|of|for|the|upon|on|&|in)\s+){0,2}[A-Z][\w’'&.-]*){0,9})$"
)
_AT_COUNCIL = re.compile(
    r"\s+(?:at|for|of)\s+(?:the\s+)?(?:county\s+|city\s+|borough\s+)?(?:council|authority)$", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"\b(?:Council|Borough|Authority|Ofsted|Trust|Board|Partnership|Department|DfE|University|College|School|Association|Union|Unison|UNISON|NSPCC|NHS|Barnardo[’']s|Society|Foundation"
    r"|Police|Constabulary|Charity|Group|Ltd|Limited|Agency|Institute|Alliance|Network|Federation|GMB|BASW|ADCS|LGA|Ofcom|LSCB)\b"
)
_OWNED = re.compile(r"\b(?:leader|chief\s+executive|president|mayor|chair|director|secretary)s?$", re.IGNORECASE)
_NOT_PLACE = re.compile(
    r"(?:The|A|In|And|But|Former|Labour|Conservative|Tory|Liberal|Lib|Green|Independent|Reform|Deputy)\b"
)
_PLURAL = re.compile(
    r"^(?:.*\s)?(?:leaders|directors|chairs|members|holders|heads|managers|inspectors|councillors|MPs|spokesmen|spokeswomen|spokespeople|executives|officers)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:former|then|ex-|outgoing|previous)\b", re.IGNORECASE)
_AND = re.compile(r",?\s+and\s+(?:also\s+)?")
_NAME_NEXT = re.compile(r"(?:[A-Z][a-z]+\s+[A-Z][a-z]+|Cllr|Councillor|Coun|Mr|Mrs|Ms|Dr)\b")
_INTERIM = re.compile(r"\b(?:interim|acting|temporary)\b", re.IGNORECASE)
_STRIP = re.compile(
    r"^(?:(?:the|its|their|our|a|an|interim|acting|temporary|new|newly(?:-|\s)appointed|current|incoming|permanent|joint|statutory)\s+)+",
    re.IGNORECASE,
)
_CHILDREN = re.compile(r"\b(?:child|young|famil|people\b)", re.IGNORECASE)
_RULES: tuple[tuple[re.Pattern[str], bool, str], ...] = (
    (re.compile(r"\bvice[- ]chair|\bdeputy\s+chair", re.IGNORECASE), False, "committee-vice-chair"),
    (
        re.compile(
            r"\bchair\w*\b.*\b(?:safeguarding|improvement)\b.*\b(?:board|partnership)|\b(?:safeguarding|improvement)\b.*\b(?:board|partnership)\b.*\bchair",
            re.IGNORECASE,
        ),
        False,
        "board-chair",
    ),
    (
        re.compile(r"\bchair\w*\b.*\b(?:committee|scrutiny)|\b(?:committee|scrutiny)\b.*\bchair", re.IGNORECASE),
        False,
        "committee-chair",
    ),
    (re.compile(r"\bchair\w*\b.*\bpanel|\bpanel\b.*\bchair", re.IGNORECASE), False, "panel-chair"),
    (
        re.compile(
            r"\bshadow\b|\bopposition\b|\b(?:labour|conservative|tory|liberal\s+democrat|lib\s+dem|green|reform)\b.*\bgroup\b.*\bleader|\bleader\b.*\b(?:labour|conservative|tory|liberal\s+democrat|lib\s+dem|green|reform|independent)\b.*\bgroup",
            re.IGNORECASE,
        ),
        False,
        "opposition-leader",
    ),
    (
        re.compile(
            r"^(?:portfolio\s+(?:holder|lead)|cabinet\s+(?:member|lead)|(?:executive|lead|council.s\s+lead)\s+member|lead)\b",
            re.IGNORECASE,
        ),
        True,
        "lead-member",
    ),
    (
        re.compile(r"^(?:assistant|deputy|associate|service|operational|divisional)\b.*\bdirector", re.IGNORECASE),
        True,
        "assistant-director",
    ),
    (
        re.compile(
            r"^(?:(?:executive|corporate|strategic|group|statutory)\s+)*director\s*(?:,|\s(?:of|for))\s", re.IGNORECASE
        ),
        True,
        "director-of-childrens-services",
    ),
    (re.compile(r"\bdeputy\s+(?:council\s+)?leader", re.IGNORECASE), False, "deputy-council-leader"),
    (
        re.compile(
            r"^(?:council\s+|county\s+|city\s+|borough\s+|district\s+|metropolitan\s+|authority\s+)*leader(?:$|\s+(?:of|at)\b)",
            re.IGNORECASE,
        ),
        False,
        "council-leader",
    ),
    (re.compile(r"\bspokes(?:person|man|woman)", re.IGNORECASE), False, "spokesperson"),
    (re.compile(r"\bMPs?\b|\bmember\s+of\s+parliament"), False, "member-of-parliament"),
    (re.compile(r"\b(?:reporter|correspondent|editor|journalist)s?\b", re.IGNORECASE), False, "journalist"),
    (
        re.compile(
            r"\b(?:union|unison|gmb|branch|regional)\b.*\b(?:secretary|organi[sz]er|convenor|representative)",
            re.IGNORECASE,
        ),
        False,
        "union-representative",
    ),
    (re.compile(r"\bheads?\s+of\b|\bservice\s+heads?\b", re.IGNORECASE), False, "head-of-service"),
    (re.compile(r"\bcouncillor", re.IGNORECASE), False, "councillor"),
    (re.compile(r"\bminister|\bsecretary\s+of\s+state|\beducation\s+secretary", re.IGNORECASE), False, "minister"),
    (re.compile(r"\bchief\s+executive", re.IGNORECASE), False, "chief-executive"),
)
"""Ways of writing whose parts vary too much for labels: pattern of the title, whether it must name children or people too, role."""
_OFFICERS_OF_SERVICE = frozenset({"head-of-service"})
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Portfolio Holder for Children’s Services", "lead-member"),
    ("cabinet member for children, learning and skills", "lead-member"),
    ("cabinet member for highways", ""),
    ("the council’s strategic director for people", "director-of-childrens-services"),
    ("interim director of children's services", "director-of-childrens-services"),
    ("director of adult services", ""),
    ("assistant director for children’s safeguarding", "assistant-director"),
    ("Council leader", "council-leader"),
    ("leader of Barset County Council", "council-leader"),
    ("Labour group leader", "opposition-leader"),
    ("independent chair of the Barset Safeguarding Children Board", "board-chair"),
    ("chair of the children and young people overview and scrutiny committee", "committee-chair"),
    ("chief executive of the charity Haven", "chief-executive"),
    ("MP for Barset North", "member-of-parliament"),
    ("Ofsted’s regional director for the West Midlands", "regional-director"),
    ("former council leader", ""),
    ("director of public affairs", ""),
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post title in a text.

    Attributes:
        start, end: from its first word, an organisation's name before it included, to its last.
        title: as written, without an organisation before it or after "at".
        organisation: as written, "the council" for the council in question, "" where none is named.
    """

    start: int
    end: int
    title: str
    organisation: str = ""

    @property
    def interim(self) -> bool:
        """Whether it is held for a time only."""
        return bool(_INTERIM.search(self.title))

    @property
    def plural(self) -> bool:
        """Whether it is the title of several people."""
        return bool(_PLURAL.match(self.title.split(",")[0].split(" of ")[0].split(" for ")[0]))


def post_before(text: str, low: int, end: int) -> Post | None:
    """The post whose title ends at `end` (a name follows), not reaching back before `low`."""
    low = max(low, end - 180)
    stop = end - len(text[low:end]) + len(text[low:end].rstrip(" ,"))
    for head in reversed(list(HEAD.finditer(text, low, stop))):
        tail = text[head.end() : stop]
        if tail and not (_is_complement(tail)):
            continue
        return _post(text, low, head.start(), stop, head.end())
    return None


def post_after(text: str, start: int, limit: int) -> Post | None:
    """The post whose title begins at `start` (after a name and a comma), up to `limit` at most."""
    limit = min(limit, start + 220)
    stop = _STOP.search(text, start, limit)
    end = stop.start() if stop else limit
    head = HEAD.search(text, start, end)
    if not head or not _only_modifiers(text[start : head.start()]):
        return None
    end = _complement_end(text, head.end(), end)
    return _post(text, start, head.start(), end, head.end())


def _is_complement(tail: str) -> bool:
    """Whether what stands between a head noun and a name says what the post is for."""
    return bool(_LINK.match(tail) or re.match(r",\s+", tail) and _DOMAIN.match(tail[1:].strip())) and not (
        _STOP.search(tail) or len(tail.split()) > 16 or _foreign_comma(tail)
    )


def _foreign_comma(tail: str) -> bool:
    return any(not _DOMAIN.match(piece.strip()) for piece in tail.split(",")[1:])


def _complement_end(text: str, at: int, limit: int) -> int:
    """End of what a post is for: up to a comma, or through a list of fields ("children, families and education")."""
    if not _LINK.match(text, at) and not (text[at : at + 1] == "," and _DOMAIN.match(text[at + 1 : limit].strip())):
        return at
    end = at
    for piece in re.finditer(r"[^,]+|,", text[at:limit]):
        words = piece.group().strip()
        if words == ",":
            continue
        if end > at and not (_DOMAIN.match(words) and len(words.split()) <= 7):
            break
        end = at + piece.end()
    end = next((m.start() for m in _AND.finditer(text, at, end) if _is_another(text, m.end(), end)), end)
    return at + len(text[at:end].rstrip(" ,–—-"))


def _is_another(text: str, at: int, end: int) -> bool:
    """Whether what follows "and" is another post or another person's name, and no further field of the same
    post."""
    head = HEAD.search(text, at, min(end, at + 70))
    if head and _only_modifiers(text[at : head.start()]):
        return True
    return bool(_NAME_NEXT.match(text, at, end)) and not (
        _ORGANISATION.search(text[at:end]) or _DOMAIN.match(text[at:end].strip())
    )


def _only_modifiers(before: str) -> bool:
    """Whether the words before a head noun belong to its title: determiners, an owner, modifiers, proper names."""
    rest = before
    owner = None
    while rest.strip():
        owner = _OWNER.search(rest)
        word = _WORD_BEFORE.search(rest)
        if owner:
            rest = rest[: owner.start()]
        elif word and (_MODIFIER.fullmatch(word[1]) or word[1][0].isupper() or word[1].lower() in _DETERMINERS):
            rest = rest[: word.start()]
        else:
            return False
    return len(before.split()) <= 9


_DETERMINERS = frozenset({"the", "its", "their", "our", "a", "an", "of"})


def _post(text: str, low: int, head: int, end: int, head_end: int) -> Post:
    start = head
    while word := _WORD_BEFORE.search(text[low:start]):
        if not _MODIFIER.fullmatch(word[1]) or (
            word[1].lower() == "and" and not _continues(text[low : low + word.start()])
        ):
            break
        start = low + word.start()
    if text[start:head].lower().startswith("and "):
        start += 4
    title_start, organisation = start, ""
    owner = _OWNER.search(text[low:start])
    if owner:
        start = low + (owner.start("owner") if owner["owner"][0].isupper() else owner.start())
        organisation = re.sub(r"(?:[’']s|(?<=s)[’'])$", "", owner["owner"])
        if organisation[0].islower():
            organisation = (
                "the council" if organisation in ("council", "county", "authority", "city", "borough") else ""
            )
    else:
        start, organisation = _named_before(text, low, start, head_end)
    title_end, at = _organisation_after(text, title_start, head_end, end)
    title = " ".join(text[title_start:title_end].split())
    return Post(start, end, title, at or organisation)


def _continues(before: str) -> bool:
    return bool(re.search(r"\b(?:overview|children|families|education)\s*$", before, re.IGNORECASE))


def _named_before(text: str, low: int, start: int, end: int) -> tuple[int, str]:
    """(start, organisation) with a proper name before the title ("Barset County | Council leader", "Ofsted regional director")."""
    proper = re.search(r"(?:\b[A-Z][\w&’'-]*\s+(?:(?:and|of|upon|on|the)\s+(?=[A-Z]))?){1,6}$", text[low:start])
    words = text[start:end]
    council = re.match(r"(?:(?:County|City|Borough|District|Metropolitan)\s+)*Council(?:lor)?\b", words, re.IGNORECASE)
    if proper and council and not _NOT_PLACE.match(proper.group()):
        name = re.sub(r"(?i)councillor$", "Council", council.group())
        return low + proper.start(), " ".join((proper.group() + name).split())
    if known := re.match(r"(?:[\w-]+\s+)?(Ofsted|Unison|UNISON|GMB|NSPCC|BASW|ADCS|DfE)\b", words):
        return start, known[1]
    if re.match(r"(?:council|county\s+council|city\s+council|borough\s+council)\b", words, re.IGNORECASE):
        return start, "the council"
    return start, ""


def _organisation_after(text: str, start: int, head_end: int, end: int) -> tuple[int, str]:
    """(end of the title, organisation) where an organisation's name closes the title."""
    if here := _AT_COUNCIL.search(text[head_end:end]):
        return (head_end + here.start() if " at " in here.group() else end), "the council"
    for match in _ats(text, head_end, end):
        name = re.sub(
            r"^(?:the\s+)?(?:(?:children[’']s\s+)?charity|union|trust|campaign\s+group)\s+(?=[A-Z])|^the\s+",
            "",
            match["org"],
        )
        head = text[start:head_end]
        owned = match["prep"] == "of" and _OWNED.search(head) and match.start() == 0
        if match["prep"] == "at" or _ORGANISATION.search(name) or (owned and not _DOMAIN.match(name)):
            return (
                head_end + match.start()
                if match["prep"] in ("at", "for", "with", "from", "in") and match.start()
                else end
            ), name
    return end, ""


def _ats(text: str, head_end: int, end: int) -> Iterator[re.Match[str]]:
    tail = text[head_end:end]
    for link in re.finditer(r"\s+(?:at|of|for|in|with|from|on)\s+", tail):
        match = _AT.match(tail, link.start())
        if match:
            yield match


def role_of(title: str, lexicon: Lexicon) -> str:
    """Notation of the role that a post title is, "" for one that the vocabulary does not know and for a post of the past."""
    if _FORMER.search(title):
        return ""
    bare = re.sub(r"^.*[’']s\s+(?=\w+\s+(?:director|member|leader|executive|chair))", "", _STRIP.sub("", title))
    for words in (title, bare, _STRIP.sub("", bare), re.sub(r"^.*?[’']s\s+(?!services)", "", bare)):
        known = lexicon.match("role", words)
        if known and normalise(words) not in _TOO_SHORT:
            return known.notation
    for pattern, children, role in _RULES:
        for words in dict.fromkeys((bare, re.sub(r"^.*?[’']s\s+(?!services)", "", bare))):
            if pattern.search(words) and (not children or _is_for_children(words)):
                return role
    return _by_label(bare, lexicon)


_TOO_SHORT = frozenset({"lead", "deputy leads", "principal", "analyst"})


def _is_for_children(words: str) -> bool:
    if re.search(r"\badult", words, re.IGNORECASE) and not re.search(r"\bchild", words, re.IGNORECASE):
        return False
    return bool(_CHILDREN.search(words)) or not re.search(r"\b(?:for|of|,)\s", words)


def _by_label(words: str, lexicon: Lexicon) -> str:
    """The role whose label the title begins with or holds before its field ("regional director for the West Midlands")."""
    for start, end, concept in lexicon.find(("role",), words):
        if (
            start == 0
            and concept.notation not in ("lead-member", "lead-inspector")
            and normalise(words[:end]) not in _TOO_SHORT
        ):
            return concept.notation
    return ""
