"""More ways in which running text gives a grade: as a noun ("handed a good"), behind a colon, between commas ("Barset,
good since 2019, …"), without a verb ("Outstanding in 2012"), of one council among some ("one of four outstanding councils").
"""

from __future__ import annotations

import re

from kg.extract.patterns import MONTH, YEAR

_REACH = 90
_DATE = rf"(?:(?:early|late|spring|summer|autumn|winter|{MONTH})\s+)*(?:of\s+)?{YEAR}"
_AT_A_DATE = re.compile(
    rf"[’”'\"]?\s+(?:overall\s+|again\s+|once\s+more\s+|then\s+)?(?:back\s+|only\s+)?(?:in|since|until)\s+{_DATE}\b",
    re.IGNORECASE,
)
_BEFORE_NOW = re.compile(
    r"[’”'\"]?\s+(?:overall\s+)?(?:(?:\w+|\d+)\s+years?\s+ago\b|(?:at|since|after)\s+(?:its|their|the|our)\s+(?:\w+\s+){0,2}inspection\b"
    r"|when\s+(?:Ofsted|inspectors|it\s+was\s+last|last)\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^\W*|[,;]\s+(?:and\s+|then\s+|but\s+)?)$")
_BEHIND_SUBJECT = re.compile(
    r"\b(?:council|authority|county|city|borough|services?|department|(?-i:[A-Z][\w’'-]+))\b[’”'\"]?,\s+(?:once\s+|rated\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_A_NOUN = re.compile(
    r"\b(?:receiv\w*|got|gets?|g[ai]ven?|giv(?:es|ing)|hand(?:ed|s|ing)|award(?:ed|s|ing)|earn(?:ed|s|ing)?|secur(?:ed|es|ing)|w[oi]ns?|scor(?:ed|es|ing)"
    r"|deliver(?:ed|s|ing)|collect(?:ed|s)|pick(?:ed|s)\s+up|c[ao]me\s+(?:away|out)|with|achiev(?:ed|es|ing)|t[oa]ok|land(?:ed|s)|receive|merit(?:ed|s))\s+"
    r"(?:[\w’'-]+\s+){0,5}?(?:an?|another|its\s+(?:first|second|third)|two|three|four)\s+[‘“'\"]?$",
    re.IGNORECASE,
)
NO_NOUN_BEHIND = re.compile(
    r"[’”'\"]?(?:\s*$|\s*[.;:!?)–—]|,\s+(?:and|but|while|with|which|as|too|also|again|according|Ofsted|inspectors|said|says|up|down|after|though|from|rather|whereas)\b"
    r"|\s+(?:too|overall|again|also|as\s+well|this\s+time|last\s+(?:year|month|time)|in\s+(?:19|20)|for\s|on\s|from\s+(?:Ofsted|inspectors|the)\b|and\s+an?\b))",
    re.IGNORECASE,
)
_A_TWO_WORDS = re.compile(r"\b(?:an?|another|the\s+same)\s+[‘“'\"]?$", re.IGNORECASE)
_AWAY_WITH = re.compile(
    r"\b(?:escap\w+|emerg\w+|c[ao]m(?:e|es|ing)\s+away|walk\w*\s+away|g[oe]t(?:s|ting)?\s+away|end\w*\s+up|left|land\w+|saddled|slapped|hit|credited|rewarded"
    r"|stuck|labelled|tagged)\s+with\s+(?:(?:just|only|an?|the|its|another|first|second|third)\s+)*[‘“'\"]?$",
    re.IGNORECASE,
)
_TOLD_BY = re.compile(
    r"\b(?:news|verdict|result|answer|outcome|decision|conclusion|judge?ment|grade|rating|headline)\b[^.;:]{0,70}:\s*[‘“'\"]?$",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"\b(?:lift|rais|rois|lower|cut|nudg|push|pull|knock|tak|took|put|bump|haul|drag|mov|bring|brought|send|sent|mark|restor)\w*\s+(?:[\w’'-]+,?\s+){1,9}?"
    r"(?:back\s+|up\s+|down\s+|straight\s+)?(?:to|into)\s+(?:an?\s+|being\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"\bone\s+of\s+(?:(?:only|just|the|a|an|England[’']s|London[’']s|the\s+country[’']s|the\s+region[’']s|some|about|around)\s+)*(?:[\w-]+\s+){0,3}?(?:rated\s+|judged\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
SUCH_COUNCILS = re.compile(
    r"[’”'\"]?\s+(?:(?:children[’']s\s+services\s+)?(?:councils|authorities|boroughs|counties|local\s+authorities)|children[’']s\s+services\b)",
    re.IGNORECASE,
)
_A_COUNCIL = re.compile(r"\ban?\s+[‘“'\"]?$", re.IGNORECASE)
_SINCE_INSPECTED = re.compile(
    r"[’”'\"]?\s+(?:council|authority|service)\s+(?:since|after|following)\s+(?:(?:its|the|our|their)\s+(?:\w+\s+){0,3}inspection|(?:\w+\s+)?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SERVICES_ARE = re.compile(
    r"\b(?:[Cc]hildren[’']s\s+(?:services|social\s+care)|[Ss]ervices\s+for\s+children)(?:\s+(?:in|at|across)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+(?:(?:and|of|upon)\s+)?[A-Z][\w’'-]+){0,3})?\s+(?:is|are|was|were)\s+(?:now\s+|still\s+)?[‘“'\"]?$"
)
_OFSTED = re.compile(r"\b(?:Ofsted|inspect\w+|watchdog)\b", re.IGNORECASE)
_IS_NOW = re.compile(
    r"\b(?:council|authority|services?|county|city|borough|department|it|they|we)(?:\s+(?:in|at|for)\s+[\w’'-]+(?:\s+[A-Z][\w’'-]+)?)?\s+(?:is|are)\s+(?:overall\s+)?now\s+(?:an?\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
SWEEP = re.compile(r"\b(?:clean\s+sweep|full\s+(?:house|set|hand))\s+of\b", re.IGNORECASE)
"""All areas have the grade that is named with it."""
BOTH = re.compile(
    r"(?:^|[;,]|\band\b|\bbut\b)\s*(?:(?:for|in)\s+)?(?:both|each|all|neither|all\s+(?:two|three|four|five))\b(?:\s+of\s+(?:these|them|which))?"
    r"(?=,|\s+(?:were|was|are|is|have|has|had|now|still|also|only|requires?|required|got|received|remain\w*|stand|stay)\b)",
    re.IGNORECASE,
)
"""A clause whose subject is the areas that are named before it: "…; both require improvement"."""
WHEN_IT_WAS = re.compile(
    r"(?<!\d )(?<!\d, )\bwhen\s+(?:it|they|we|(?:the|our|this)\s+(?:\w+[’']?s?\s+){1,2})\s*(?:was|were)\s+(?:still\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
"""A grade in passing, of some time: "I joined when it was inadequate"."""
EXAMPLES: tuple[tuple[str, str, bool], ...] = (
    ("Care leavers had received a Good, too.", "Good", True),
    ("Help and protection got a requires improvement.", "requires improvement", True),
    ("It took home an outstanding for leadership.", "outstanding", True),
    ("The council escaped with just requires improvement.", "requires improvement", True),
    ("Then came the news that all had hoped for: good, with one area better.", "good", True),
    ("Barset’s services, good in 2019, now require improvement.", "good", True),
    ("Outstanding in 2012 and good since.", "Outstanding", True),
    ("Inspectors lifted the borough’s services one step, to requires improvement.", "requires improvement", True),
    ("It is one of only four outstanding councils in the region.", "outstanding", True),
    ("Barset, a good authority since its last full inspection in 2022, has grown.", "good", True),
    ("Our last inspection, three years ago, found us good.", "good", True),
    ("Inspectors found it good to talk.", "good", False),
    ("Families received a good and quick answer.", "good", False),
    ("The council, good at many things, is poor at this.", "good", False),
    ("There are nine outstanding councils in England.", "outstanding", False),
    ("It got good for help and protection.", "good", True),
    ("On both counts it comes out as good.", "good", True),
    ("Barset council was stuck for years and is now good.", "good", True),
    ("Good was the verdict on leadership.", "Good", True),
    ("‘Good’ is what the borough has got.", "Good", True),
    ("They put good people in charge.", "good", False),
    ("Good is what we want to be.", "Good", False),
    ("Staff gave families a good welcome.", "good", False),
)
"""Sentences, a grade's words in them, and whether the words around give it as a grade in one of these ways."""


_DATED_BRACKET = re.compile(
    rf"\b(?:in|of)\s+(?:{MONTH}\s+)?{YEAR}\s*[(\[]\s*[‘“'\"]?$|\b{YEAR}\s*[(\[]\s*[‘“'\"]?$", re.IGNORECASE
)
_SAID_SO = re.compile(
    r"\b(?:Ofsted|inspectors|inspectorate|watchdog)\s+(?:has\s+|have\s+)?(?:says?|said|found|confirm\w*|agrees?|concluded|ruled)\s+(?:that\s+)?"
    r"(?:(?:we|it|they)(?:\s+(?:are|is|was|were)|[’'](?:re|s))|(?:the|our|its)\s+(?:council|authority|services?|children[’']s\s+services)\s+(?:are|is|was|were))\s+(?:now\s+|still\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_COMES_OUT = re.compile(
    r"\b(?:c[ao]m(?:e|es|ing)\s+out|emerg(?:e|es|ed|ing)|finish(?:es|ed)?|end(?:s|ed)?\s+up)\s+(?:as|at)\s+(?:an?\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_IS_NOW_TOO = re.compile(
    r"\b(?:council|authority|county|city|borough|department|services?|social\s+care)\b[^.;:]{0,80}\band\s+(?:is|are)\s+now\s+(?:an?\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_GOT = re.compile(
    r"\b(?:got|gets?|received|earned|achieved|secured|won|given|handed|awarded)\s+(?:just\s+|only\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_FOR_AN_AREA = re.compile(r"[’”'\"]?\s+for\s+(?!the\s+(?:first|second|third|last)\b)", re.IGNORECASE)
_OUTCOME = r"(?:outcome|verdict|grade|rating|judge?ment|mark|result|answer|conclusion|word)"
IS_THE_GRADE = re.compile(
    rf"[’”'\"]?\s+(?:is|was|were|had\s+been)\s+(?:also\s+)?(?:(?:the|its|their|our)\s+(?:\w+\s+)?{_OUTCOME}\b"
    r"|(?:what|how)\s+(?:[\w’'-]+\s+){1,6}?(?:(?:has|have|had)\s+(?:got|been\s+(?:given|handed|awarded))|got|gets|received|was\s+(?:given|handed|awarded)|were\s+(?:given|handed|awarded)|gave|decided\s+on|settled\s+on|rates?|rated)\b)",
    re.IGNORECASE,
)
"""A grade as the subject: "requires improvement was the outcome for …", "‘good’ is what Barset has got"."""
AGAIN_AT = re.compile(
    r"\b(?:and\s+(?:then\s+)?again|(?:verdict|grade|rating|result|judge?ment|outcome|story)\s+(?:was|had\s+been)\s+(?:exactly\s+|just\s+|also\s+)?the\s+same"
    rf"|as\s+it\s+(?:had\s+been|had|was|did))\s+in\s+(?=(?:(?:early|late)\s+)?(?:{MONTH}\s+)?{YEAR})",
    re.IGNORECASE,
)
"""The grade that was just named, given at another time as well: "inadequate in 2015 and again in 2018"."""
_ALONE = (_AWAY_WITH, _TOLD_BY)
"""What gives a grade whatever follows it."""
_FOUND_US = re.compile(
    r"\b(?:Ofsted|inspect\w+)\b[^.;:]{0,70}\bfound\s+(?:it|them|us)\s+(?:to\s+be\s+)?[‘“'\"]?$", re.IGNORECASE
)
_STATED = (_A_NOUN, _COMES_OUT, _FOUND_US, _IS_NOW, _IS_NOW_TOO, _LIFTED, _SAID_SO)
"""What gives a grade unless it goes on to a noun or a skill ("good people", "good at listening")."""
_OF_COUNCILS = ((_ONE_OF, SUCH_COUNCILS), (_A_COUNCIL, _SINCE_INSPECTED), (_GOT, _FOR_AN_AREA))
"""What stands before and behind a grade that tells which sort of council one is."""


def given_otherwise(text: str, grade: re.Match[str]) -> bool:
    """Whether the words around a grade give it in one of these ways."""
    low, at, end = max(0, grade.start() - _REACH), grade.start(), grade.end()
    if any(pattern.search(text, low, at) for pattern in _ALONE) or SWEEP.search(text, max(0, at - 40), at):
        return True
    if IS_THE_GRADE.match(text, end):
        return True
    if grade.group().lower().startswith("requir") and _A_TWO_WORDS.search(text, low, at):
        return True
    stated = any(pattern.search(text, low, at) for pattern in _STATED)
    stated = stated or bool(_SERVICES_ARE.search(text, low, at) and _OFSTED.search(text))
    if stated and NO_NOUN_BEHIND.match(text, end):
        return True
    if any(behind.match(text, end) and before.search(text, low, at) for before, behind in _OF_COUNCILS):
        return True
    bracket = text[end : end + 2].lstrip("’”'\"")[:1] in (")", "]")
    return (bracket and bool(_DATED_BRACKET.search(text, low, at))) or _at_some_time(text, grade, low)


def _at_some_time(text: str, grade: re.Match[str], low: int) -> bool:
    """A grade without a verb, and when it was given."""
    if _AT_A_DATE.match(text, grade.end()) and _OPENS.search(text, low, grade.start()):
        return True
    return bool(
        (_BEFORE_NOW.match(text, grade.end()) or _AT_A_DATE.match(text, grade.end()))
        and _BEHIND_SUBJECT.search(text, low, grade.start())
    )
