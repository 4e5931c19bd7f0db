"""More of what organisations did, plan or promise, as running text says it: resolutions of minutes, lists under "the
council has agreed to:", what is due by a day, what was hired, set aside or opened.

Beside `kg.extract.actions`, which reads every kind of document; these ways are those of the press, of minutes and of updates, and
no inspection report is read for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.action_due import due_in
from kg.extract.action_words import DO, DONE, WHO
from kg.extract.even import made_even
from kg.extract.mentions import Sentence
from kg.model import Action, Block, Document, Span

_ADVERB = r"(?:(?:also|now|soon|then|already|since|recently|just|therefore)\s+)*"
_HIRED = (
    r"(?:hired|recruited|taken\s+on|set\s+aside|ring-?fenced|earmarked|allocated|brought\s+in|drafted\s+in|opened|doubled|trebled|filled|spent|invested"
    r"|introduced|launched|appointed|approved|expanded|created|set\s+up|asked\s+(?:an?|the|another|its|two)\b|cut\s+(?:caseloads|the\s+number))"
)
_THINGS = (
    r"(?i:teams?|homes?|hubs?|centres?|academy|services?|boards?|schemes?|programmes?|panels?|helplines?|courses?|training|strategy|policy|system|checks|posts|workers"
    r"|advisers|partnership|recruitment|work|pilot|project|front\s+door|campaign)"
)
_PAPER = r"(?i:plans?|strategy|report|statement|response|review|budget)"
_HEARD = r"(?i:board|cabinet|committee|council|panel|scrutiny|councillors|ministers|executive|members)"
_TO_DO = (
    r"(?:bring|report|provide|submit|prepare|return|develop|write|arrange|circulate|update|consult|review|produce|publish|undertake|present|establish|appoint"
    r"|commission|explore|investigate|draft|convene|monitor|work\s+with|ensure|invite|send|carry\s+out|set\s+up)"
)
_WAYS: tuple[tuple[str, str], ...] = (
    (rf"\b{WHO}\s+(?:is|are)\s+to\s+{DO}", "planned"),
    (rf"\b(?:is|are)\s+to\s+be\s+{_ADVERB}{DONE}", "planned"),
    (
        rf"\bwill\s+{_ADVERB}(?:report(?:\s+back)?|bring|present|take)\s+(?:[\w’'-]+\s+){{0,6}}?to\s+(?:the\s+|a\s+)?(?:[\w’'-]+\s+){{0,2}}?{_HEARD}\b",
        "planned",
    ),
    (
        rf"\b{_THINGS}\b[^.;:]{{0,50}}?\bwill\s+{_ADVERB}(?:work\s+out\s+of|operate|open|start|begin|launch|be\s+based|come\s+into\s+(?:force|effect)|go\s+live|replace)\b",
        "planned",
    ),
    (
        rf"\b{_THINGS}\b[^.;:]{{0,50}}?\b(?:starts?|begins?|opens?|launch(?:es)?|resumes?)\s+(?:in|on|next|from|this|later)\b",
        "planned",
    ),
    (rf"\b{_PAPER}\b[^.;:]{{0,40}}?\b(?:is|are)\s+(?:now\s+)?due\s+(?:by|in|on|before|at|within|to\s+go)\b", "planned"),
    (
        rf"\b{WHO}\s+will\s+{_ADVERB}have\s+(?:an?|its|the)\s+[^.;:]{{0,40}}?{_PAPER}\s+(?:ready|in\s+place|on\s+the\s+table|agreed|drawn\s+up)\b",
        "planned",
    ),
    (
        r"\b[Ww]ill\s+have\s+an?\s+(?:[\w’'-]+\s+){0,3}?(?:plan|strategy)\s+(?:ready|in\s+place|on\s+the\s+table)\b",
        "planned",
    ),
    (
        r"\bwill\s+be\s+(?:reported|presented|brought|taken|submitted)\s+(?:back\s+)?to\s+(?:the\s+|this\s+|a\s+)?[\w’'-]+",
        "planned",
    ),
    (
        r"\b(?:[Ee]very|[Ee]ach|[Aa]ll)\s+(?:[\w’'-]+\s+){1,7}?will\s+(?:have|get|receive|be\s+given)\b(?=[^.;:]{0,60}?\b(?:by|from|within)\s)",
        "promised",
    ),
    (rf"\b(?:{WHO}|[Ii]t|[Tt]hey)\s+(?:has|have)\s+{_ADVERB}{_HIRED}\b", "done"),
    (
        rf"\b{_THINGS}\s+(?:has|have)\s+(?:now\s+|already\s+)?been\s+(?:introduced|launched|set\s+up|brought\s+in|recruited|hired|opened|appointed)\b",
        "done",
    ),
    (
        rf"\b{WHO}\s+(?:opened|hired|recruited|invested|doubled|set\s+aside|approved)\s+(?:an?\s|two|three|four|five|six|\d|£|more|another|the\s+number)",
        "done",
    ),
    (
        r"\b(?:[Cc]abinet|[Cc]ouncil|[Cc]ouncillors|[Mm]embers|[Cc]ommittee|[Ee]xecutive)\s+(?:has\s+|have\s+)?(?:agreed|voted|resolved)(?:\s+unanimously)?\s+to\s+(?!note\b|welcome\b|receive\b|accept\b|hear\b|thank\b)\w+",
        "promised",
    ),
    (
        rf"\b{WHO}\s+(?:is|are)\s+(?:now\s+|already\s+|also\s+)?(?:spending|investing|hiring|building|opening|offering|paying)\s",
        "under-way",
    ),
    (
        rf"\b(?:{WHO}|[Ll]eader)\s+(?:has\s+|have\s+)?(?:promised|pledged|vowed|committed)\s+(?:an?\s+(?:extra|new|further|review|plan)|£|(?:up\s+)?to\s+(?!be\b))",
        "promised",
    ),
    (
        r"\b(?:[Cc]ouncils|[Ss]chools|[Pp]olice|[Pp]artners|NHS)\s+(?:has\s+|have\s+)agreed\s+to\s+(?!note\b|welcome\b)\w+",
        "promised",
    ),
    (
        rf"\b(?:{WHO}|cabinet)\s+(?:is|are)\s+due\s+to\s+(?:approve|agree|sign\s+off|publish|launch|adopt|consider|vote\s+on|decide)\b",
        "planned",
    ),
    (
        rf"\b{_PAPER}\b[^.;:]{{0,30}}?\b(?:has|have|had)\s+(?:now\s+|already\s+)?been\s+(?:sent|submitted|handed|presented)\s+to\b",
        "done",
    ),
    (
        r"£[\d.,]+\s?(?:m|bn|million|billion|k)?\b[^.;:]{0,30}?\b(?:has|had|have)\s+been\s+(?:set\s+aside|allocated|earmarked|found|approved|ring-?fenced|committed)\b",
        "done",
    ),
    (
        r"\b(?:drive|campaign|scheme|academy|push)\b[^.;:]{0,40}?\b(?:has|have|had)\s+(?:already\s+)?(?:brought\s+in|attracted|recruited|hired|taken\s+on)\b",
        "done",
    ),
    (
        rf"\b{WHO}\s+(?:will|is\s+to|are\s+to)\s+(?:now\s+|also\s+)?(?:draw\s+up|work\s+up|write|spend|hire|take\s+on|set\s+aside|put\s+(?:another|an\s+extra|£)|find\s+£|pay\s+for)",
        "planned",
    ),
    (r"\b[Ww]ork\s+(?:has\s+begun|is\s+under\s?way|has\s+started)\s+(?:on|to)\b", "under-way"),
)
_COUNCIL = (
    r"(?:[Cc]ouncil|[Aa]uthority|[Dd]epartment|[Tt]rust|[Cc]abinet|[Bb]oard|[Ww]e|[Cc]ouncillors"
    r"|[Pp]artners|[Pp]artnership|[Ll]eader|[Bb]osses)"
)
_SET_UP = (
    r"(?:set\s+up|drawn\s+up|put\s+in\s+place|recruited|hired|taken\s+on|brought\s+in|introduced|launched|opened|created"
    r"|appointed|commissioned|trained|retrained|rewritten|rolled\s+out)"
)
_MEET = (
    r"(?:[Cc]abinet|[Cc]ouncil|[Cc]ouncillors|[Mm]embers|[Cc]ommittee|[Bb]oard|[Ss]crutiny|[Pp]anel|[Ee]xecutive"
    r"|Ofsted|ministers)"
)
_MORE: tuple[tuple[str, str], ...] = (
    (
        rf"\b(?:said|says|told|added|explained|heard|confirmed)\b[^.;:]{{0,80}}?\b(?:had|has|have)\s+{_ADVERB}(?:been\s+)?{_SET_UP}\b",
        "done",
    ),
    (
        rf"\b{_PAPER}\b[^.;:]{{0,30}}?\b(?:has|have|had)\s+{_ADVERB}been\s+(?:drawn\s+up|written|agreed|approved|put\s+in\s+place)\b",
        "done",
    ),
    (
        rf"\b{_PAPER}\b[^.;:]{{0,40}}?\b(?:(?:will|is\s+to|are\s+to)\s+(?:now\s+)?be\s+(?:drawn\s+up|written|sent|submitted|discussed|considered|presented|debated|published)"
        rf"|(?:goes|go)\s+(?:to|before)\s+(?:the\s+|full\s+|its\s+)?{_MEET})\b",
        "planned",
    ),
    (
        rf"\b{_MEET}\s+will\s+(?:discuss|consider|debate|vote\s+on|decide|be\s+asked\s+to\s+(?:approve|agree|back))\b",
        "planned",
    ),
    (
        rf"\b{_COUNCIL}\s+will\s+(?:also\s+|now\s+|soon\s+)?(?:produce|publish|submit|send|prepare|develop|recruit|invest|open|launch|set\s+up|appoint|introduce|take\s+over|receive\s+support|put\s+(?:this|things|it)\s+right)\b",
        "planned",
    ),
    (
        r"\b(?:pledged|promised|vowed)\s+(?:that\s+)?(?:every|all|each|no\s+child|there\s+would|monthly|weekly|fortnightly|regular|extra|more|an?\s+extra)\b",
        "promised",
    ),
    (rf"\b(?:[Ii]t|[Tt]hey|[Ww]e)\s+(?:also\s+|now\s+)?(?:plan|intend|aim|hope)s?\s+to\s+{DO}", "planned"),
    (
        rf"\b(?:{_COUNCIL}|[Ii]t|[Mm]embers)\s+(?:(?:has|have)\s+)?{_ADVERB}(?:agreed|approved|found|put|pumped|ploughed|added|committed|invested)\s+(?:an?\s+|another\s+)?(?:extra\s+|additional\s+|further\s+)?£",
        "done",
    ),
    (
        rf"\b(?:[Ss]taff|workers|managers|advisers|teams?|system|strategy|programme|course|home|hub|training|campaign|posts)\b[^.;:]{{0,30}}?\b(?:is|are)\s+(?:now\s+|currently\s+|already\s+)?being\s+{_SET_UP}\b",
        "under-way",
    ),
    (
        rf"\b{_COUNCIL}\s+(?:has|have)\s+{_ADVERB}(?:commissioned|ordered|reviewed|rewritten|retrained|replaced|overhauled|restructured|begun|started|trained|cut|raised|put\s+(?:in\s+place|an?\s|another|extra|more))\b",
        "done",
    ),
    (
        rf"\b(?:[Ii]t|[Tt]hey|{_COUNCIL})\s+(?:is|are|was|were)\s+(?:now\s+|already\s+|also\s+|currently\s+)?(?:recruiting|hiring|taking\s+on|setting\s+up|training|working\s+with)\b",
        "under-way",
    ),
    (
        r"\b[Ss]ervices\b[^.;:]{0,30}?\bwill\s+(?:be\s+)?(?:transfer(?:red)?|move[d]?|pass(?:ed)?|handed)\s+(?:over\s+)?to\s+(?:an?|the)\s",
        "planned",
    ),
    (
        r"\b(?:[Ss]taff|[Ss]ocial\s+workers?|[Mm]anagers|[Oo]fficers|[Tt]eams|sergeant|teacher|worker|manager|adviser)s?\s+will\s+(?:all\s+)?be\s+(?:given|trained|offered|retrained|moved|recruited|hired)\b",
        "planned",
    ),
    (r"\b(?:[Uu]pdates|[Rr]eports|[Bb]riefings)\s+will\s+be\s+(?:given|presented|made|published|brought)\b", "planned"),
    (
        r"\b[Ff]rom\s+(?:next\s+)?\w+(?:\s+\d{4})?,?\s+(?:every|all|each)\s+(?:[\w’'-]+\s+){1,5}?will\s+(?:have|get|be\s+offered|be\s+given)\b",
        "promised",
    ),
    (r"\b[Bb]udget\b[^.;:]{0,40}?\b(?:has|have)\s+been\s+(?:increased|raised|boosted|doubled)\b", "done"),
    (rf"\b{_THINGS}\b[^.;:]{{0,50}}?\bgo(?:es)?\s+live\b", "planned"),
)
_OWED: tuple[tuple[str, str], ...] = (
    (
        rf"\b(?:{WHO}|[Ii]t|[Tt]hey|partners)\s+(?:now\s+)?(?:has|have|had)\s+(?:until\s+[^.;:]{{3,30}}?|[\w-]+\s+(?:working\s+)?(?:days|weeks|months)\s+)to\s+(?:send|submit|publish|write|produce|draw\s+up|respond|prepare|present|agree)\b",
        "planned",
    ),
    (
        rf"\b(?:{WHO}|[Ii]t|[Tt]hey)\s+(?:must(?:\s+now)?|(?:now\s+)?(?:has|have)\s+to|is\s+required\s+to|are\s+required\s+to)\s+(?:send|submit|publish|write|produce|draw\s+up|prepare|present)\s+[^.;:]{{0,60}}?\b{_PAPER}\b",
        "planned",
    ),
    (
        rf"\b(?:said|added|confirmed|announced|told|promised|revealed)\b[^.;:]{{0,80}}?\b(?:{WHO}|[Ii]t|[Tt]hey)\s+would\s+(?:also\s+|now\s+|soon\s+)?(?:{DO}|draw\s+up\b|hire\b|spend\b|take\s+on\b|set\s+aside\b)",
        "planned",
    ),
)
"""What is owed, or was said to be coming, in words that elsewhere tell of a wish ("must", "would")."""
_NEVER = re.compile(r"\b(?:not|never|n[’']t|if|unless|whether|[Oo]fsted|[Ii]nspectors|commissioner)\b[^.;]{0,60}$")
_RESOLVED = re.compile(
    r"\b(?:RESOLVED|Resolved|AGREED|Agreed|DECISION|Decision)\b\W*(?:that\W*)?$|^\W*(?:RESOLVED|Resolved|AGREED|Agreed|DECISION|Decision)\b"
)
_THAT = re.compile(
    rf"(?:^|\W)[Tt]hat\s+(?:the\s+|an?\s+)?(?:[\w’'&,-]+\s+){{1,14}}?(?:be\s+(?:also\s+)?(?:{DONE}|launched|held|produced|reported|prepared|agreed|approved|invited|asked|sent)|{_TO_DO})\b"
)
_ACTION = re.compile(
    r"\W*(?:ACTION|Action|Action\s+point)\s*(?:\d+\s*)?[:–—-]\s*(?P<who>[^:.;]{2,70}?)\s+(?:to|will)\s+[a-z]+"
)
_STEM = re.compile(
    rf"\b(?:{WHO}|[Ii]t|[Tt]hey)\s+(?:(?:has|have)\s+)?(?:also\s+|now\s+)?(?P<verb>agreed\s+to|will|pledged\s+to|committed\s+to|promised\s+to|undertaken\s+to|plans?\s+to|intends?\s+to)"
    r"(?:\s+(?:do\s+)?the\s+following)?\s*:\s*$"
)
_ITEM = re.compile(rf"\W*(?:to\s+)?{DO}", re.IGNORECASE)
_UNTRUE = re.compile(
    r"\b(?:not|never|n[’']t|no\s+plans|without|fail\w*|could|might|would|should|must|if|unless|urg\w+|call(?:s|ed|ing)?\s+(?:for|on)|want\w*|demand\w*|Ofsted|[Ii]nspectors?)\b[^.;]{0,50}$"
)
_BEHIND = re.compile(r"\s+(?:not|never|no)\b")
_LATER = re.compile(r"\bno\s+later\s+than\b")
_LONGEST = 420
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("From 2 May a second duty team will work out of the town hall.", "planned 2025-05-02"),
    ("Ann Bell, who became director in March, will report to the Board on staffing in July.", "planned 2025-07"),
    ("An action plan is due by June.", "planned 2025-06"),
    ("It has hired 40 social workers.", "done"),
    ("The council has set aside £2m for new staff.", "done"),
    ("Councillors agreed to spend £2m on a new home.", "promised"),
    ("RESOLVED: that a training programme be launched no later than 1 September 2025.", "promised 2025-09-01"),
    ("ACTION: Ann Bell to bring a report to the June meeting.", "promised"),
    ("Every care leaver will have a named adviser by the end of May.", "promised 2025-05"),
    ("She said the council had recruited 30 more social workers.", "done"),
    ("An improvement plan has been drawn up.", "done"),
    ("The cabinet will discuss the plan on 12 June.", "planned 2025-06-12"),
    ("The council will now produce an action plan.", "planned"),
    ("He pledged that every child would have a social worker by May.", "promised 2025-05"),
    ("Councillors approved £4m for more staff.", "done"),
    ("The council has ordered an independent review.", "done"),
    ("The council says it is recruiting 30 more social workers.", "under-way"),
    ("Services will transfer to a trust in April 2026.", "planned 2026-04"),
    ("Every social worker will be retrained.", "planned"),
    ("Inspectors said that services had been improved.", ""),
    ("The council has until 30 June to send Ofsted a plan.", "planned 2025-06-30"),
    ("It must submit an action plan within 70 working days.", "planned"),
    ("She said the council would recruit ten more social workers.", "planned"),
    ("Members voted unanimously to set up a task group.", "promised"),
    ("District councils have agreed to give care leavers priority.", "promised"),
    ("The cabinet is due to approve a new offer in May.", "planned 2025-05"),
    ("The plan had been sent to Ofsted.", "done"),
    ("A further £2m had been set aside for the department.", "done"),
    ("A recruitment drive has brought in nine social workers.", "done"),
    ("The council will draw up a plan by June.", "planned 2025-06"),
    ("He said it would not publish a plan.", ""),
    ("RESOLVED: that the outcome be welcomed.", ""),
    ("The council could hire more staff.", ""),
    ("Unions want the council to open more homes.", ""),
    ("Inspectors will report to the council in May.", ""),
    ("Members agreed to note the report.", ""),
)
"""Sentences of a piece of April 2025, and the state and due date of the action in each; "" for none."""


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    words: str
    state: str
    at: int
    """Offset in `words` from which its time is looked for."""


def press_actions(
    document: Document, blocks: Sequence[Block], found: Sequence[Sentence], known: Sequence[Action], issued: str
) -> Iterator[Action]:
    """The actions of a piece of running text that are not among the `known` ones, in the order of its text.

    Args:
        blocks: the piece's own blocks, for its lists.
        found: its sentences.
        issued: the ISO day of the piece, for "in October"; "" if unknown.
    """
    taken = [span for one in known for span in one.evidence]
    for one in sorted((*_in_lists(document, blocks), *_in_sentences(found)), key=lambda hit: hit.span.start):
        if any(span.start < one.span.end and one.span.start < span.end for span in taken):
            continue
        taken.append(one.span)
        words = made_even(one.words).text
        yield Action(
            evidence=(one.span,),
            confidence=0.7,
            extractor="actions.press",
            actor="",
            text=words.strip(" .,;"),
            due=_due(words, one.at, issued) if one.state != "done" else "",
            state=one.state,
        )


def _due(words: str, at: int, issued: str) -> str:
    """The time named behind the verb, else the first of all."""
    words = _LATER.sub("by", words[:1].lower() + words[1:])
    return due_in(words[at:], issued) or due_in(words, issued)


def _in_sentences(found: Sequence[Sentence]) -> Iterator[_Found]:
    resolving = False
    for sentence in found:
        text = sentence.flat.text
        opens = bool(_RESOLVED.search(text[:60]))
        resolving = opens or (
            resolving and bool(re.match(r"\W*(?:\(?\w{1,3}\)\s*)?[Tt]hat\b|\W*\(?\w{1,3}[).]\s", text))
        )
        hit = _hit(text, resolving)
        if hit and len(text) <= _LONGEST:
            match, state = hit
            yield _Found(Span(sentence.start, sentence.end), text, state, match.end())


def _hit(text: str, resolving: bool) -> tuple[re.Match[str], str] | None:
    acting = _ACTION.match(text)
    if acting:
        return acting, "promised"
    asked = _THAT.search(text) if resolving else None
    if asked:
        return asked, "promised"
    for pattern, state, untrue in _ways():
        match = pattern.search(text)
        if match and not (untrue.search(text[: match.end()]) or _BEHIND.match(text, match.end())):
            return match, state
    return None


@cache
def _ways() -> tuple[tuple[re.Pattern[str], str, re.Pattern[str]], ...]:
    """How an action is told, its state, and what before the end of the words makes it none. (Made when a piece of running
    text is read: it takes a twentieth of a second that reports can do without.)"""
    ways = ((_WAYS, _UNTRUE), (_MORE, _UNTRUE), (_OWED, _NEVER))
    return tuple((re.compile(pattern), state, untrue) for told, untrue in ways for pattern, state in told)


def _in_lists(document: Document, blocks: Sequence[Block]) -> Iterator[_Found]:
    """The items of a list that "The council has agreed to:" leads to."""
    state = ""
    for block in blocks:
        words = document.flat(block.start, block.end)
        stem = _STEM.search(words[-160:]) if words.endswith(":") else None
        start = max(block.start, block.body) if block.marker else block.start
        if stem:
            state = "planned" if re.match(r"will|plan|intend", stem["verb"]) else "promised"
        elif (
            state
            and (block.marker or words[:1] in "•-*–")
            and _ITEM.match(words[len(block.marker) if block.marker else 0 :])
        ):
            yield _Found(Span(start, block.end), document.flat(start, block.end), state, 0)
        else:
            state = ""
