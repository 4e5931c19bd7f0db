"""Which role a post title is: by the labels of the vocabulary of roles, then by ways of writing whose parts
vary too much for
labels. `EXAMPLES` holds titles and roles."""

from __future__ import annotations

import re

from kg.lexicon import normalise
from kg.vocabulary import Lexicon

_FORMER = re.compile(r"\b(?:former|then|ex-|previous)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"^(?:(?:the|its|their|our|a|an|interim|acting|temporary|new|newly|appointed|elected|current|incoming|next|ofsted"
    r"|outgoing|permanent|joint"
    r"|statutory)[\s-]+)+",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(
    r"(?:(?:the|its|an?|new|our|their)\s+)*(?:(?:interim|acting|permanent|temporary|new|departing|outgoing|incoming)\s+)+director",
    re.IGNORECASE,
)
"""In pieces about services for children, whoever is their director for a time is called so."""
_OWNER = re.compile(r"^.*?[’']s\s+(?!services|social)")
_CHILDREN = re.compile(r"\bchild|\byoung|\bfamil|\bpeople\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\badults?\b|\bfor\s+the\s+(?:north|south|east|west|midlands|region)", re.IGNORECASE)
_FIELD = re.compile(r"\b(?:for|of)\s|,\s")
_PARTIES = r"(?:labour|conservative|tory|liberal\s+democrat|lib\s+dem|green|reform|independent)"
_COMMISSIONER = (
    r"^(?!.*\b(?:police|crime|health|information|victims|nhs|clinical|england|wales|joint)\b)"
    r"(?:[\w’'-]+\s+){0,4}commissioner\b"
)
"""The government's: not those of police, health or data, nor the one for England."""
_RULES: tuple[tuple[str, bool, str], ...] = (
    (r"\bvice[- ]chair|\bdeputy\s+chair", False, "committee-vice-chair"),
    (r"\bchair\w*\b.*\b(?:safeguarding|improvement)\b.*\b(?:board|partnership)", False, "board-chair"),
    (r"\b(?:safeguarding|improvement)\b.*\b(?:board|partnership)\b.*\bchair", False, "board-chair"),
    (
        r"\bchairs?(?:man|woman|person)?\b.*\b(?:committee|scrutiny)|\b(?:committee|scrutiny)\b.*\bchair",
        False,
        "committee-chair",
    ),
    (r"\bchair\w*\b.*\bpanel|\bpanel\b.*\bchair", False, "panel-chair"),
    (
        rf"\bshadow\b|\bopposition\b|\b{_PARTIES}\b.*\bgroup\b.*\bleader|\bleader\b.*\b{_PARTIES}\b.*\bgroup",
        False,
        "opposition-leader",
    ),
    (
        r"^(?:portfolio\s+(?:holder|lead)|cabinet\s+(?:member|lead)|(?:executive|lead)\s+member|lead)\b",
        True,
        "lead-member",
    ),
    (
        r"\b(?:children.s\s+services|children)\s+(?:portfolio\s+holder|(?:cabinet|executive|lead)\s+member)",
        False,
        "lead-member",
    ),
    (r"^(?:assistant|deputy|associate|service|operational|divisional)\b.*\bdirector", True, "assistant-director"),
    (
        r"^(?:(?:executive|corporate|strategic|group)\s+)*director\s*(?:,|\s(?:of|for))\s",
        True,
        "director-of-childrens-services",
    ),
    (r"\bdeputy\s+(?:council\s+)?leader", False, "deputy-council-leader"),
    (r"^(?:council\s+|county\s+|city\s+|borough\s+|authority\s+)*leader(?:$|\s+(?:of|at)\b)", False, "council-leader"),
    (rf"^{_PARTIES}\s+leader\b|^leader\s+on\b", False, "opposition-leader"),
    (r"\bspokes(?:person|man|woman)", False, "spokesperson"),
    (r"^(?:inspect|visit\b|team\s+of\s+inspect).*\bled\s+by$", False, "lead-inspector"),
    (r"^(?:(?:a|an|senior|co-opted)\s+)*member\s+of\b.*\b(?:committee|panel)$", False, "committee-member"),
    (r"^(?:sits|serves|sat)\s+on\b.*\b(?:committee|panel)$", False, "committee-member"),
    (r"^led\s+(?:the|this|that)\s.*\b(?:inspection|visit|inspectors)(?:\s+team)?$", False, "lead-inspector"),
    (r"^(?:leads|led|runs|ran)\s+(?:[\w-]+\s+){1,2}council$", False, "council-leader"),
    (
        r"^(?:runs|leads|heads|manages|took\s+charge\s+of|oversees|is\s+in\s+charge\s+of)\s.*\b(?:children.s\s+(?:services|social\s+care|department)|services\s+for\s+children)$",
        False,
        "director-of-childrens-services",
    ),
    (r"^children.s\s+services\s+(?:director|chief|boss)$", False, "director-of-childrens-services"),
    (r"\bsecretary\b.*\bunion\b", False, "union-representative"),
    (rf"^(?:leads|led)\s.*\b(?:opposition|{_PARTIES})\b", False, "opposition-leader"),
    (
        r"^(?:holds|held|has|had|was|took|is|responsible|looks)\s.*\b(?:portfolio|brief|cabinet|executive)$",
        True,
        "lead-member",
    ),
    (r"^(?:of|from|with|at)\s.*\b(?:union|gmb|unison)\b", False, "union-representative"),
    (r"^(?:of|from|with|at|who|founder)\s.*\b(?:charity|campaign|nspcc)\b", False, "campaigner"),
    (r"\bMPs?\b|\bmember\s+of\s+parliament", False, "member-of-parliament"),
    (r"\b(?:reporter|correspondent|editor|journalist|presenter|newsreader)s?\b", False, "journalist"),
    (
        r"\b(?:union|unison|gmb|branch|regional)\b.*\b(?:secretary|organi[sz]er|convenor|representative)",
        False,
        "union-representative",
    ),
    (r"\bheads?\s+of\b|\bservice\s+heads?\b", False, "head-of-service"),
    (r"\bcouncillor", False, "councillor"),
    (r"\bminister|\bunder-?\s?secretar|\bsecretary\s+of\s+state|\beducation\s+secretary", False, "minister"),
    (r"\b(?:deputy|assistant|associate)\s+chief\s+(?:executive|officer)", False, "deputy-chief-executive"),
    (r"\bchief\s+executive", False, "chief-executive"),
    (r"\bhead\s?(?:teacher|master|mistress)\b", False, "headteacher"),
    (r"\bjudge$", False, "judge"),
    (r"\b(?:superintendent|chief\s+constable|detective)\b", False, "police-officer"),
    (_COMMISSIONER, False, "commissioner"),
)
"""Pattern of the title, whether a field that it names must be children or people, role; the first that
fits."""
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), children, role) for pattern, children, role in _RULES)
_TOO_SHORT = frozenset({"lead", "deputy leads", "principal", "analyst"})
"""Labels that are too common as words to tell a role by themselves."""
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Portfolio Holder for Children’s Services", "lead-member"),
    ("cabinet member for children, learning and skills", "lead-member"),
    ("children’s services executive member", "lead-member"),
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
    ("deputy chief executive officer", "deputy-chief-executive"),
    ("the council’s assistant chief executive", "deputy-chief-executive"),
    ("MP for Barset North", "member-of-parliament"),
    ("Ofsted’s regional director for the West Midlands", "regional-director"),
    ("former council leader", ""),
    ("acting director", "director-of-childrens-services"),
    ("director", ""),
    ("director of public affairs", ""),
    ("deputy director for the east", ""),
    ("assistant director of education and inclusion", "assistant-director"),
    ("the government-appointed commissioner", "commissioner"),
    ("general secretary of the Social Workers Union", "union-representative"),
    ("sits on the scrutiny panel", "committee-member"),
)


def role_of(title: str, lexicon: Lexicon) -> str:
    """Notation of the role that a post title is; "" for one that the vocabulary does not know, and for a former one."""
    if _FORMER.search(title):
        return ""
    bare = _ASIDE.sub("", title)
    alone = _ASIDE.sub("", _OWNER.sub("", bare))
    for words in dict.fromkeys((title, bare, alone)):
        known = lexicon.match("role", words)
        if known and normalise(words) not in _TOO_SHORT:
            return known.notation
    if _FOR_NOW.fullmatch(title):
        return "director-of-childrens-services"
    for pattern, children, role in _COMPILED:
        if any(pattern.search(words) and (not children or _is_for_children(words)) for words in (bare, alone)):
            return role
    return _by_label(alone, lexicon)


def _is_for_children(words: str) -> bool:
    """Whether the field that a title names is children, families or people; true where it names none."""
    adults = re.search(r"\badult", words, re.IGNORECASE) and not re.search(r"\bchild", words, re.IGNORECASE)
    return not adults and bool(_CHILDREN.search(words) or not _FIELD.search(words))


def _by_label(words: str, lexicon: Lexicon) -> str:
    """The role whose label a title begins with ("regional director for the West Midlands")."""
    for start, end, concept in lexicon.find(("role",), words):
        if (
            start == 0
            and normalise(words[:end]) not in _TOO_SHORT
            and concept.notation not in ("lead-member", "lead-inspector")
            and (concept.notation != "assistant-director" or not _ELSEWHERE.search(words))
        ):
            return concept.notation
        break
    return ""
