"""Posts that are told without a title: "who chairs the committee", "inspectors, led by", "of the charity Haven".

`EXAMPLES` holds what stands behind a name, or before one, with the words that tell the post.
"""

from __future__ import annotations

import re

from kg.extract.posts import OURS, Post

_BODY = r"(?:committee|panel|board|council|group|partnership|opposition|commission|forum|scrutiny)(?![’'])"
_WHO = re.compile(
    r",?\s+(?:who|and)\s+(?:(?:now|currently|also|has|previously|formerly)\s+)*(?P<post>(?:chairs|chaired|leads|led)\s+"
    rf"(?:[\w’'-]+\s+){{0,9}}?{_BODY}\b|(?:sits|serves|sat)\s+on\s+(?:[\w’'-]+\s+){{0,8}}?(?:committee|panel)\b)"
)
_RUNS = re.compile(
    r"(?:,\s+)?(?:who|and)\s+(?:(?:now|currently|also|has|previously)\s+)*(?P<post>(?:runs|ran|leads|led|heads|headed|manages|managed|oversees|oversaw|run|took\s+charge\s+of|taken\s+charge\s+of"
    r"|(?:is|was)\s+in\s+charge\s+of)\s+(?:[\w’'-]+\s+){0,4}?(?:children[’']s\s+(?:services|social\s+care|department)|services\s+for\s+children))\b"
)
_LED = re.compile(
    r"(?:,?\s+who)?\s+(?P<post>led\s+(?:the|this|that)\s+(?:(?:[\w’'-]+\s+)?(?:inspection|visit)(?:\s+team)?|team\s+of\s+inspectors))\b"
)
_BRIEF = re.compile(
    r",?\s+who\s+(?:(?:now|currently|also|has|previously)\s+)*(?P<post>"
    r"(?:holds|held|has|had|was\s+given|was\s+handed|took\s+on|looks\s+after|speaks\s+on)\s+"
    r"(?:[\w’'-]+\s+){0,4}?(?:child|young|famil)[\w’', -]{0,40}?\b(?:portfolio|brief)"
    r"|(?:is\s+)?(?:responsible|has\s+responsibility)\s+for\s+(?:child|young|famil)[\w’', -]{0,50}?\b"
    r"(?:on|in)\s+(?:[\w’'-]+\s+){1,3}?(?:cabinet|executive))\b"
)
_MEMBER = re.compile(
    r",\s+(?P<post>(?:an?\s+)?(?:(?:senior|co-opted|long-standing|fellow)\s+)*member\s+of\s+"
    r"(?:[\w’'-]+\s+){0,8}?(?:committee|panel))\b"
)
_ORGANISATION = r"(?P<org>[A-Z][\w’'&.-]*(?:\s+(?:(?:and|of|for|the)\s+){0,2}[A-Z][\w’'&.-]*){0,6})"
_FROM = re.compile(
    r",\s+(?P<post>(?:of|from|with|at)\s+(?:the\s+)?(?:(?:[\w’'-]+\s+){0,2}"
    rf"(?:union|charity|campaign(?:\s+group)?)\s+{_ORGANISATION}|(?P<known>Unison|UNISON|GMB|BASW|NSPCC)\b)"
    rf"|who\s+(?:runs|founded|leads|heads)\s+(?:the\s+)?(?:[\w’'-]+\s+){{0,2}}(?:charity|campaign(?:\s+group)?)\s+"
    rf"{_ORGANISATION.replace('org', 'run')})"
)
_SCHOLAR = re.compile(
    r",?\s+(?P<post>(?:of|from|at)\s+(?:the\s+)?(?P<org>University\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+){0,2}|(?:[A-Z]\w+\s+){1,3}University))\b"
)
_BY = re.compile(
    r"(?P<post>\b(?:inspectors?|(?:inspection\s+team|team\s+of\s+inspectors|inspection|visit|"
    r"(?:(?:improvement|safeguarding|scrutiny|adoption|fostering|parenting)\s+(?:[\w’'-]+\s+)?"
    r"(?:board|committee|panel|partnership))))"
    r"(?P<link>(?:,?\s+(?:which|that|who)\s+(?:is|was|were|are)|\s+(?:is|was|were|are))?,?\s+"
    r"(?:independently\s+)?(?P<verb>led|chaired)\s+by))\s+$",
    re.IGNORECASE,
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    (", who chaired the improvement board until 2019.", "chaired the improvement board"),
    (
        ", who chairs the county's safeguarding children partnership, said",
        "chairs the county's safeguarding children partnership",
    ),
    (", who sits on the scrutiny committee, asked", "sits on the scrutiny committee"),
    (", a member of the scrutiny panel, asked", "a member of the scrutiny panel"),
    (", from the union GMB, said", "from the union GMB"),
    (", who runs the charity Safe Nest, said", "who runs the charity Safe Nest"),
    (", who holds the children's portfolio, said", "holds the children's portfolio"),
    (", who runs children’s services for the council, said", "runs children’s services"),
    (
        ", who is in charge of the council’s children's services, said",
        "is in charge of the council’s children's services",
    ),
    (" led the inspection in May", "led the inspection"),
    (" of the University of Westby, said", "of the University of Westby"),
    (", who took charge of children's services in May, said", "took charge of children's services"),
    (", from Dene, said", ""),
    (", who chairs the council's meetings, said", ""),
    (", who led the singing, said", ""),
)


def phrase_after(text: str, at: int) -> Post | None:
    """The post that a clause right behind a name tells."""
    runs = _RUNS.match(text, at + (text[at : at + 1] == " "))
    if runs:
        return Post(runs.start("post"), runs.end("post"), runs["post"], OURS)
    match = _LED.match(text, at) or _WHO.match(text, at) or _BRIEF.match(text, at) or _MEMBER.match(text, at)
    if match:
        return Post(match.start("post"), match.end("post"), match["post"])
    scholar = _SCHOLAR.match(text, at)
    if scholar:
        return Post(scholar.start("post"), scholar.end("post"), scholar["post"], scholar["org"])
    match = _FROM.match(text, at)
    if not match:
        return None
    organisation = next(value for value in (match["org"], match["known"], match["run"]) if value)
    return Post(match.start("post"), match.end("post"), match["post"], organisation)


def led_by(text: str, low: int, end: int) -> Post | None:
    """The post of the name at `end`, where what the person leads or chairs stands right before it."""
    match = _BY.search(text, max(low, end - 120), end)
    if not match:
        return None
    inspection = re.match(r"inspect|team|visit", match["post"], re.IGNORECASE)
    if bool(inspection) != (match["verb"].lower() == "led"):
        return None
    return Post(match.start("post"), match.end("post"), match["post"])
