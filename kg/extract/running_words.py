"""Words by which newspapers give a grade, deny one, or tell of an earlier one; and whether a grade in a text counts."""

from __future__ import annotations

import re

from kg.extract.grades import grade_of
from kg.extract.running_ways import WHEN_IT_WAS, given_otherwise

GRADE = re.compile(
    r"\b(?:(?P<ri>requir(?:es?|ed|ing)[\s-]+improvement(?:\s+to\s+be\s+good)?|(?-i:RI)(?!\w)|(?<=[‘“'\"])needs\s+improvement(?=[’”'\"])"
    r"|second[\s-](?:lowest|worst)(?:\s+possible|\s+Ofsted)?\s+(?:grade|rating|mark|judge?ment))"
    r"|(?P<out>outstanding|(?<!second[\s-])(?:top|highest|best)(?:\s+possible|\s+Ofsted)?\s+(?:grade|rating|mark|judge?ment)(?=\W+(?:\w+\W+){0,5}(?:it|in|from|by|for|after|overall)\b|[.,;])|(?:highest|best)\s+of\s+(?:the\s+|its\s+|Ofsted[’']s\s+)?four\s+(?:possible\s+)?(?:grades|ratings|marks|judge?ments|categories)|(?:full|top)\s+marks(?=\s+(?:for|in|on)\b))"
    r"|(?P<inad>inadequate|(?<!second[\s-])(?:lowest|bottom|worst)(?:\s+possible)?\s+(?:grade|rating|mark|judge?ment|category|tier)|(?<!second[\s-])(?:lowest|worst)\s+of\s+(?:the\s+|its\s+|Ofsted[’']s\s+)?four\s+(?:possible\s+)?(?:grades|ratings|marks|judge?ments|categories))"
    r"|(?P<nj>not\s+judged)|(?P<ad>adequate)|(?P<good>good|(?<=sweep\sof\s)goods|second[\s-](?:highest|best)(?:\s+possible|\s+Ofsted)?\s+(?:grade|rating|mark|judge?ment)))\b",
    re.IGNORECASE,
)
JUDGED = re.compile(
    r"\b(?:rat(?:ed|es|ing)|judg(?:ed|es)|judge?ments?|grad(?:ed|es|e|ing)|rul(?:ed|es|ing)|mark(?:ed|s)|award(?:ed|s)|deem(?:ed|s)"
    r"|brand(?:ed|s)|declar(?:ed|es)|class(?:ed|es|ified)|label(?:led|s)|scor(?:ed|es)|receiv(?:ed|es)|handed|given|found|achieved"
    r"|(?:down|up)graded|consider(?:ed|s)|slipped|risen|remain(?:s|ed)?|told|called(?!\s+(?:for|on|in|off)\b)|concluded|verdict|described)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"^(?:found|given|described|receiv\w+|remain\w*|told|called|achieved|handed|scor\w+|mark\w*|concluded)$",
    re.IGNORECASE,
)
OPEN, CLOSE = "‘“'\"", "’”'\""
_NEGATED = re.compile(
    r"\b(?:not|never|no\s+(?:part|area|aspect|service|element)s?|none|nothing|n[o’']t|nor|neither|without|far\s+from|short\s+of|longer|aim(?:s|ed|ing)?|hop(?:es|ed|ing)|want(?:s|ed)?"
    r"|ambition|(?<!has\s)(?<!have\s)(?<!had\s)become|becoming|being(?!\s+(?:\w+ly\s+)?(?:rated|judged|graded|branded|upgraded|downgraded|found|told|given|handed|labelled|marked|declared|ranked|deemed|awarded|described))|towards?|to\s+be(?!\s+good)|rather\s+than|instead\s+of|close\s+to|close\s+(?:\w+\s+){1,3}(?:come|came|been|got)\s+to|(?:brink|verge|cusp|edge)\s+of|shy\s+of|miss(?:ed|es|ing)?\s+out|to\s+get|reach|secure|next\s+stage)\b[^.;:]{0,45}$",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:but|yet|having|instead)\s+(?!for\b|of\b)|,\s+which\s+", re.IGNORECASE)
_ESCAPED = re.compile(
    r"\b(?:avoid(?:ed|s|ing)?|escap(?:es?|ed|ing)(?!\s+with\b)|(?:been\s+)?spared|dodg(?:es|ed|ing))(?:\s+[\w’'-]+){0,4}$",
    re.IGNORECASE,
)
_FIRST_TO_BE = re.compile(
    r"^\W*To\s+(?:be|have\s+been)\s+(?:rated|judged|graded|given|awarded|found)\b|"
    r"\b(?:first|only|latest|last|among|one\s+of|pleased|delighted|proud|thrilled|happy)\b[^.;]{0,60}\bto\s+be\s+(?:rated|judged|graded|given|awarded|found|ranked|told)\b",
    re.IGNORECASE,
)
_UNCHANGED = re.compile(r"\b(?:not|n[o’']t|no)\s+(?:\w+\s+)?(?:alter|affect|chang|impact|influenc)\w*", re.IGNORECASE)
_PART = re.compile(r"\b(?:areas?|aspects?|elements?|parts?|things|issues|practice)\b[^.;]{0,40}$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:(?:down|up)?graded\s+from|(?:down|up|improved|fallen)\s+from|previous(?:ly)?|earlier|former|lost|losing|loses?|years?\s+ago|years?\s+(?:in|on|at|as|under|of\s+being)|years?\s+after\s+(?:being|(?:it|they|we)\s+(?:was|were))"
    r"|shed(?:s|ding)?|(?:shak\w+|shook|shrug\w+|thr[eo]w\w*|c[ao]me[s]?|coming)\s+off|out\s+of|stripped\s+of|surrender\w*|forfeit\w*)\b"
    r"[^.;]{0,24}$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\byears?\s+ago\b|\bbefore\s+(?:then|that)\b|\bback\s+then\b|\b(?:at|in|after)\s+(?:its|the|their)\s+(?:last|previous)\b",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:is|are|was|were|been|remains?|remained)\s+(?:now\s+|still\s+|overall\s+|also\s+|both\s+|all\s+)?(?:a\s+|an\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:would(?!\s+not\s+say)|could|might|(?-i:may)(?!\s+(?:need|be\s+in\s+need))|if|unless|expect(?:s|ed|ing)?|anything\s+less\s+than|target|whether|confident|optimistic|promis\w+|bid\s+(?:for|to)|push(?:ing)?\s+for|striv\w+|dream\w*|(?:journey|path|road|route|way)\s+(?:from|to|towards)|(?:when|where|whenever|once)\s+(?:an?\s+(?:\w+\s+)?\w+|services|councils|authorities)\s+(?:is|are|gets?|has\s+been|have\s+been)|rumou?r\w*|speculat\w+|fear(?:s|ed)?\s+(?:that|it|they|of)|brac(?:ed|ing)\s+(?:for|it|them)|predict\w*|suspect\w*|guess\w*|imagin\w+)\b[^.;:,]{0,70}$",
    re.IGNORECASE,
)
_WILL_BE = re.compile(
    r"(?:\b(?:will|shall)|[’']ll)\s+(?:\w+\s+)?(?:be|get|receive|become|reach|achieve|come\s+out)\s+(?:(?:rated|judged|graded|found|given|told|as|to\s+be|an?)\s+){0,3}[‘“'\"]?$",
    re.IGNORECASE,
)
_IN_REACH = re.compile(
    r"[’”'\"]?(?:\s+(?:rating|grade|judge?ment))?\s+(?:is|was|are|were|remains)\s+(?:\w+\s+)?(?:within\s+(?:reach|sight|its|our|their)|in\s+sight|possible|achievable|realistic|on\s+the\s+cards|a\s+long\s+way|the\s+(?:aim|goal|target|next))\b",
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"\b(?:want(?:s|ed|ing)?|hop(?:es?|ed|ing)|aim(?:s|ed|ing)?|aspir\w+|wish(?:es|ed)?|ambitions?|goals?|intends?|determined)\b"
    r"(?:(?!\b(?:was|were|has|have|had|but|after|since|when|as)\b)[^.;:]){0,140}\b(?:rated|judged|graded|found|called|reach\w*|back\s+to|up\s+to|and|or)\s+(?:an?\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
"""A hope that goes on: "want a council that is out of inadequate by 2026, and rated …"."""
_ORDINARILY = re.compile(
    r"\W*(?:(?:councils|services|authorities)\s+)?(?:are|is)\s+(?:ordinarily|normally|usually|typically|generally)\b",
    re.IGNORECASE,
)
_DIRECTLY = re.compile(
    r"\b(?:judged|rated|graded|found|deemed|ranked|considered|branded|labelled|declared|marked|ruled|slammed|classed|classified|scored|assessed|described"
    r"|singled\s+out|picked\s+out|recognised|confirmed|blasted|condemned|hailed|remain(?:s|ed)?|stay(?:s|ed)?|stuck|having\s+(?:once\s+|previously\s+|long\s+)?been|told\s+(?:that\s+)?(?:it|they|we|he|she|(?:its|their|our)\s+(?:\w+\s+)?services?))\s+"
    r"(?:it\s+|them\s+|us\s+)?(?:now\s+|still\s+|overall\s+|(?:up|down)\s+)?(?:as\s+|to\s+(?:be\s+)?|on\s+(?:a\s+|an\s+)?|at\s+)?(?:a\s+|an\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:call(?:ed|ing)|rat(?:ed|ing)|judg(?:ed|ing)|grad(?:ed|ing)|mark(?:ed|ing)|found|deem(?:ed|ing)|consider(?:ed|ing)|brand(?:ed|ing)|declar(?:ed|ing)|left)\s+"
    r"(?:it|them|us|(?:the|its|their|our|that|this)\s+(?:[\w’']+\s+){1,3}|(?:[\w’'-]+[’']s\s+)?(?:children[’']s\s+)?(?:services|social\s+care)\s+(?:(?:in|at|for)\s+(?:the\s+)?[\w’'-]+\s+)?)(?:to\s+be\s+|as\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:climb|jump|ris|rose|mov|improv|slip|fall|fell|drop|slid|plung|leap|promot|demot|go|gone|went|up|down|creep|crept|come|came|bump|tumbl|sink|sank|taken|knocked|marked|pushed|pulled)\w*\s+(?:[\w’'-]+,?\s+){0,5}?"
    r"(?:(?:from|to)\s+(?:a\s+|an\s+|being\s+)?[‘“'\"]?$|from\s+[^.;]{4,40}?\bto\s+(?:a\s+|an\s+|being\s+)?[‘“'\"]?$)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:kept|keeps?|retain(?:s|ed)?|maintain(?:s|ed)?|held|holds|earn(?:s|ed)|gain(?:s|ed)|secur(?:es|ed)|wins?|won|clings?\s+(?:on\s+)?to|achiev(?:es|ed))\s+(?:(?:its|their|a|an|the)\s+)?"
    r"(?:(?:overall|top|second|official)\s+){0,2}(?:(?:grade|rating|judge?ment|verdict|mark)\s+of\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom\s+(?:being\s+)?(?:a\s+|an\s+|its\s+|the\s+)?(?:grade\s+of\s+|rating\s+of\s+)?[‘“'\"]?$", re.IGNORECASE
)
_HEADED = re.compile(r"^\W*(?:In\s+)?(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\s*(?::|–|—|-)\s*[‘“'\"]?$")


_A_GRADE = re.compile(
    r"\W{0,3}(?:Ofsted\s+)?(?:rating|grade|grading|judge?ment|verdict|mark|score|status|category|band|tier)s?\b",
    re.IGNORECASE,
)
OF_GRADE = re.compile(
    r"\b(?:grade|grading|rating|judge?ment|verdict|mark|outcome|result|headline)s?\b(?:\s+of\s+(?:the|this|its|that|our)\s+(?:\w+\s+)?(?:re-?)?inspection)?(?:\s+(?:is|was|of|as|at|for\s+[\w\s]{3,40}?(?:\s+(?:is|was)))|[:,]|\s*\()?"
    r"(?:\s+(?:the\s+)?(?:worst|best|lowest|highest)\s+possible)?\s*[:–—-]?\s*[‘“'\"]?$",
    re.IGNORECASE,
)
"""A noun for a grade right before it: "a judgement of …", "the verdict: …"."""
_TO_GRADE = re.compile(
    r"[’”'\"]?(?:\s*\([^()]{4,24}\))?(?:,?\s+(?:overall|rating|grade|judge?ment|in\s+(?:\w+\s+)?\d{4}|last\s+(?:time|year)|three\s+years\s+ago))*,?\s+"
    r"(?:back\s+|up\s+|down\s+|straight\s+)?(?:to\s+(?:being\s+)?(?:a\s+rating\s+of\s+|a\s+|an\s+)?|and\s+then,?\s+(?:to\s+(?:be\s+)?)?|(?:but\s+|and\s+)?(?:is\s+|are\s+|was\s+|were\s+)?now\s+(?:rated\s+|judged\s+)?)[‘“'\"]?$",
    re.IGNORECASE,
)
"""What joins two grades of one subject: "from good to …", "inadequate in 2017 and then to …"."""
_WHOLE = re.compile(
    r"[’”'\"]?\s+(?:overall\b(?!\s+\w+ing\b)|(?:in|across|for|on)\s+(?:all|every|each|both|\w+\s+(?:out\s+)?of)\b[^.;]{0,20}?\b(?:areas?|categor\w+|judge?ments?|counts?|measures?|headings?)\b"
    r"|across\s+the\s+board|(?:local\s+)?(?:authority|council)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:both|all|each)\s+(?:of\s+(?:which|them)\s+)?(?:were\s+|are\s+|was\s+|now\s+|also\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)


_BESIDE = re.compile(
    r"[’”'\"]?(?:\s+overall)?(?:\s+(?:in|for|on|across)\s[^.;:]{2,110}?)?(?:,|,?\s+(?:and|but|yet|with))\s+(?:also\s+|only\s+|now\s+|an?\s+)?[‘“'\"]?",
    re.IGNORECASE,
)
_FOR = re.compile(r"[’”'\"]?\s+(?:for|in|on|when\s+it\s+comes\s+to)\s", re.IGNORECASE)


def stands_beside(text: str, before: re.Match[str], grade: re.Match[str]) -> bool:
    """Whether a grade shares the verb of the one before it: "good for leadership and inadequate for care leavers"."""
    return bool(_BESIDE.fullmatch(text, before.end(), grade.start()) and _FOR.match(text, grade.end()))


_HEADLINE_BEFORE = re.compile(
    r"\b(?:children[’']s\s+(?:services|social\s+care|department)|social\s+care|council|authority|county|city|borough|services?|department)"
    r"\s+(?:as\s+|(?:is|are|was|were|still|now)\s+){0,2}[‘“'\"]$",
    re.IGNORECASE,
)
_HEADLINE_AFTER = re.compile(
    r"[’”'\"]\s+(?:(?:city|county|borough)\s+)?(?:children[’']s\s+(?:services|social\s+care)|council|authority|department)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"[,(]\s*(?:which\s+(?:was|were)\s+)?(?:previously|formerly|once|now|already|still)\s+(?:rated\s+|judged\s+|graded\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)


def _named_so(text: str, grade: re.Match[str]) -> bool:
    """Whether a noun for a grade right before it says that it is one ("a rating of good")."""
    return bool(
        re.search(
            r"\b(?:grade|rating|judge?ment|verdict)\s+of\s+[‘“'\"]?$",
            text[max(0, grade.start() - 40) : grade.start()],
            re.IGNORECASE,
        )
    )


def _in_headline(text: str, grade: re.Match[str]) -> bool:
    """A grade in quote marks beside the council or its services, or in capitals in a sentence that is not."""
    if grade.group().isupper() and len(grade.group()) > 3 and not text.isupper():
        return True
    if not quoted(text, grade):
        return False
    return bool(
        _HEADLINE_BEFORE.search(text, max(0, grade.start() - 70), grade.start())
        or _HEADLINE_AFTER.match(text, grade.end())
    )


def follows_on(text: str, before: re.Match[str], grade: re.Match[str]) -> bool:
    """Whether a grade goes on from the one before it, for the same subject: "from good to requires improvement"."""
    return bool(_TO_GRADE.fullmatch(text, before.end(), grade.start()))


_GOES_BACK = re.compile(
    r"[’”'\"]?(?:\s+(?:rating|grade|judge?ment))?(?:\s+by\s+Ofsted)?(?:\s+(?:in|since)\s+[^,;()]{2,24})?,\s+having\s+(?:\w+\s+)?(?:been\s+(?:(?:rated|judged|graded)\s+)?[‘“'\"]?)?"
    r"|[’”'\"]?[,;]?\s*\(?\s*(?:(?:an?\s+)?(?:\w+\s+)?(?:up|down|step\s+up|step\s+down|improvement|drop|fall)\s+(?:on\s+|from\s+)|previously\s+|formerly\s+|(?<=\()was\s+|had\s+been\s+|compared\s+with\s+"
    r"|(?:in\s+)?(?:\w+\s+)?\d{4}\s*[:,]\s*)(?:(?:rated|judged|graded|an?|its|the)\s+)*[‘“'\"]?",
    re.IGNORECASE,
)


def goes_back(text: str, before: re.Match[str], grade: re.Match[str]) -> bool:
    """Whether a grade is what the one before it came from, for the same subject: "good, up from …", "good (previously …)"."""
    return bool(_GOES_BACK.fullmatch(text, before.end(), grade.start()))


def is_earlier(text: str, grade: re.Match[str]) -> bool:
    """Is it the grade of an inspection before: "the previous ‘good’ rating six years ago", "downgraded from good"?"""
    if _FROM.search(text, max(0, grade.start() - 40), grade.start()):
        return True
    if _YEARS_AFTER.search(text, max(0, grade.start() - 120), grade.start()):
        return True
    if _LAST_TIME.search(text, max(0, grade.start() - 150), grade.start()):
        return True
    if _LONG_AGO.match(text) and " now " not in text[: grade.start()]:
        return True
    return bool(
        _BEFORE.search(text[max(0, grade.start() - 48) : grade.start()])
        or _AGO.search(text[grade.end() : grade.end() + 40])
    )


_LONG_AGO = re.compile(
    r"\W*(?:(?:Just|Only|Barely|Some|But|And|Yet)\s+)*(?:A\s+)?[\w-]+\s+years?\s+(?:ago|earlier|before)\b|\W*(?:At|After|In)\s+(?:its|the|our|their)\s+(?:last|previous|earlier)\s+(?:full\s+)?inspection\b",
    re.IGNORECASE,
)
_YEARS_AFTER = re.compile(
    r"\b(?:years?|months)\s+(?:on\s+)?after\s+[^.;,]{3,70}?\b(?:was|were|been|being)\s+(?:judged|rated|found|graded|branded|deemed|declared)\s+(?:to\s+be\s+|as\s+|to\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_LAST_TIME = re.compile(
    r"\b(?:previous|last|earlier|prior)\s+(?:full\s+|Ofsted\s+|graded\s+|standard\s+)*inspection\b(?:,?\s+(?:at|in|during|after)\s+which|,?\s+when|,?\s+(?:[\w-]+\s+years?\s+ago,?\s+)?"
    r"(?:which\s+)?(?:had\s+)?(?:found|judged|rated|graded|gave|said|saw|concluded))\b[^.;:]{0,80}$",
    re.IGNORECASE,
)
"""What an inspection before the one in question is said to have found."""
_FOUND_TO_BE = re.compile(
    r"\b(?:found|judged|rated|graded|considered|deemed|described)\s+(?:[\w’'-]+,?\s+){1,9}?(?:to\s+be|as)\s+$",
    re.IGNORECASE,
)
_AND_ALSO = re.compile(r"(?:,|\band)$")
_COLON = re.compile(r"[’”'\"]?\s*:")


def counts(text: str, grade: re.Match[str]) -> bool:
    """Is it a grade at all, before we ask whose?"""
    direct = _DIRECTLY.search(text, max(0, grade.start() - 60), grade.start())
    found = direct or _FOUND_TO_BE.search(text, max(0, grade.start() - 110), grade.start())
    if grade_of(grade) == "adequate" and not quoted(text, grade) and not found:
        return False
    before = text[: grade.start()].rstrip(OPEN + " ")
    if (
        _negated(before[-70:], before[-300:])
        or _HYPOTHETICAL.search(before[-90:])
        or _ORDINARILY.match(text, grade.end())
    ):
        return False
    if _IN_REACH.match(text, grade.end()) or _from_something_else(text, grade):
        return False
    if _WOULD.match(text, grade.end()) and _ANY.search(text, max(0, grade.start() - 20), grade.start()):
        return False
    if _FOR_GOOD.search(text, max(0, grade.start() - 6), grade.start()):
        return False
    start = text[max(0, grade.start() - 190) : grade.start()]
    if _WILL_BE.search(start[-60:]) or WHEN_IT_WAS.search(start[-60:]) or _HOPED.search(start):
        return False
    if (
        grade_of(grade) == "requires-improvement"
        and not quoted(text, grade)
        and _PART.search(before[-60:])
        and not direct
        and not _COLON.match(text, grade.end())
        and not (_AND_ALSO.search(before[-6:]) and _FOR.match(text, grade.end()))
    ):
        return False
    rest = text[grade.end() : grade.end() + 24].lstrip()
    if quoted(text, grade) or _named_so(text, grade) or _AS.search(text, max(0, grade.start() - 90), grade.start()):
        return True
    return not re.match(r"[a-z]+", rest) or bool(
        re.match(
            r"(?:in|for|by|across|and|or|because|at|overall|with|after|before|following|on|since|from|but|while|as|when|to|then|if|so|is|was|again|last|this|just|only|too|even|despite|whereas|until|though|although|compared|rating|grade|grading|judge?ment|verdict|mark|status|category|band|tier|grades|ratings|judge?ments|marks|authority|authorities|councils?|local\s+authorit(?:y|ies)|children[’']s\s+services|too|years?|once|under|\w+\s+years\s+(?:ago|before|earlier|previously))\b",
            rest,
        )
    )


_WOULD = re.compile(
    r"[’”'\"]?(?:\s+(?:Ofsted\s+)?(?:rating|grade|judge?ment|verdict|mark))?\s+(?:would|could|might|may|can|means|brings|costs?|triggers?)\b",
    re.IGNORECASE,
)
_ANY = re.compile(r"\b(?:an?|any|another|being\s+(?:rated|judged|graded))\s+[‘“'\"]?$", re.IGNORECASE)
"""A grade that is spoken of and not given: "an inadequate rating would …"."""
_FROM_TO = re.compile(r"\bfrom\s+(?:an?\s+)?[‘“'\"]?(?P<what>\w+)[’”'\"]?\s+to\s+(?:an?\s+)?[‘“'\"]?$", re.IGNORECASE)
_GRADES_WORDS = frozenset(
    {
        "good",
        "inadequate",
        "outstanding",
        "adequate",
        "improvement",
        "ri",
        "bottom",
        "top",
        "grade",
        "rating",
        "there",
        "that",
        "it",
        "this",
    }
)


def _from_something_else(text: str, grade: re.Match[str]) -> bool:
    """Whether a change to "good" begins at a word that is no grade ("from poor to good")."""
    match = _FROM_TO.search(text, max(0, grade.start() - 60), grade.start())
    return match is not None and match["what"].lower() not in _GRADES_WORDS and not match["what"].isdigit()


_FOR_GOOD = re.compile(r"\bfor\s+$")
"""Once and for all ("she got the job for good"): no grade."""
_AS = re.compile(
    r"\b(?:judge?ment|rating|grading|verdict|judging)\s+(?:of|on)\s+[^.;:]{3,70}?\s+as\s+[‘“'\"]?$", re.IGNORECASE
)
"""A noun for the judging before it: "Ofsted's judgement of the service as inadequate will …"."""


def _negated(before: str, clause: str) -> bool:
    """Does what stands before say that the grade was not given? "Judged to be good" and "no impact on" do not."""
    before = _TURN.split(before)[-1]
    if _ESCAPED.search(before):
        return True
    negation = _NEGATED.search(before)
    if not negation:
        return False
    if _UNCHANGED.search(before, negation.start()):
        return False
    if _FIRST_TO_BE.search(before) and negation.group().lower().startswith("to be"):
        return False
    judged_so = negation.group().lower().startswith("to be") and JUDGED.search(
        clause, 0, len(clause) - len(before) + negation.start()
    )
    return not judged_so


def quoted(text: str, grade: re.Match[str]) -> bool:
    before, after = text[: grade.start()][-1:], text[grade.end() :][:2]
    return (
        before in tuple(OPEN)
        and bool(after)
        and (after[0] in CLOSE or (after[0] in ",." and after[1:] in tuple(CLOSE)))
    )


def strong(text: str, grade: re.Match[str], low: int) -> bool:
    """A judging word before it in the clause; a weak one only with quote marks or an aspect."""
    if _gives(text, grade) or given_otherwise(text, grade):
        return True
    words = [match.group() for match in JUDGED.finditer(text, low, grade.start())]
    after = _A_GRADE.match(text, grade.end()) or _A_GRADE.search(text, grade.start(), grade.end())
    if after or any(not _WEAK.match(word) for word in words):
        return True
    return bool(words) and quoted(text, grade)


def _gives(text: str, grade: re.Match[str]) -> bool:
    """Is the grade given by the words right before it ("found to require", "kept its", "2018: good", "was good overall")?"""
    start = max(0, grade.start() - 90)
    if any(pattern.search(text, start, grade.start()) for pattern in (_CALLED, MOVED, _KEPT, OF_GRADE, _ALL, _ONCE)):
        return True
    if _in_headline(text, grade):
        return True
    if (match := _DIRECTLY.search(text, start, grade.start())) and not _needs_to(match, grade):
        return True
    if _HEADED.match(text[: grade.start()]):
        return True
    whole = _WHOLE.match(text, grade.end())
    attribute = whole is not None and whole.group().lower().endswith(("authority", "council"))
    if whole and attribute and re.match(r"\s+(?:can|could|may|might|should|would|needs?)\b", text[whole.end() :]):
        return False
    if attribute and grade_of(grade) == "good" and not quoted(text, grade):
        return False
    return bool(whole) and (attribute or bool(VERB.search(text, start, grade.start())))


def _needs_to(match: re.Match[str], grade: re.Match[str]) -> bool:
    """ "Found good …" finds a thing, unless it is found to be so."""
    bare = re.search(r"\b(?:found|told)\b", match.group(), re.IGNORECASE) and not re.search(
        r"\b(?:to|as|it|they)\b", match.group()
    )
    return bool(bare) and grade_of(grade) in ("good", "outstanding")
