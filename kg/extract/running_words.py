"""Words by which newspapers give a grade, deny one, or tell of an earlier one; and whether a grade in a text counts."""

from __future__ import annotations

import re

from kg.extract.grades import grade_of

GRADE = re.compile(
    r"\b(?:(?P<ri>requir(?:es?|ed|ing)[\s-]+improvement(?:\s+to\s+be\s+good)?)|(?P<out>outstanding)|(?P<inad>inadequate)"
    r"|(?P<nj>not\s+judged)|(?P<ad>adequate)|(?P<good>good))\b",
    re.IGNORECASE,
)
JUDGED = re.compile(
    r"\b(?:rat(?:ed|es|ing)|judg(?:ed|es)|judge?ments?|grad(?:ed|es|e|ing)|rul(?:ed|es|ing)|mark(?:ed|s)|award(?:ed|s)|deem(?:ed|s)"
    r"|brand(?:ed|s)|declar(?:ed|es)|class(?:ed|es|ified)|label(?:led|s)|scor(?:ed|es)|receiv(?:ed|es)|handed|given|found|achieved"
    r"|(?:down|up)graded|slipped|risen|remain(?:s|ed)?|told|called(?!\s+(?:for|on|in|off)\b)|concluded|verdict|described)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"^(?:found|given|described|receiv\w+|remain\w*|told|called|achieved|handed|scor\w+|mark\w*|concluded)$",
    re.IGNORECASE,
)
OPEN, CLOSE = "‘“'\"", "’”'\""
_NEGATED = re.compile(
    r"\b(?:not|never|no\s+(?:part|area|aspect|service|element)s?|none|nothing|n[o’']t|nor|neither|without|far\s+from|short\s+of|avoid(?:ed|s)?|longer|aim(?:s|ed|ing)?|hop(?:es|ed|ing)|want(?:s|ed)?"
    r"|ambition|become|becoming|being|towards?|to\s+be(?!\s+good)|to\s+get|reach|secure|next\s+stage)\b[^.;:]{0,45}$",
    re.IGNORECASE,
)
_UNCHANGED = re.compile(r"\b(?:not|n[o’']t|no)\s+(?:\w+\s+)?(?:alter|affect|chang|impact|influenc)\w*", re.IGNORECASE)
_PART = re.compile(r"\b(?:areas?|aspects?|elements?|parts?|things|issues|practice)\b[^.;]{0,40}$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:(?:down|up)?graded\s+from|(?:down|up|improved|fallen)\s+from|previous(?:ly)?|earlier|former|lost|losing|loses?|years?\s+ago)\b"
    r"[^.;]{0,24}$",
    re.IGNORECASE,
)
_AGO = re.compile(r"\byears?\s+ago\b|\b(?:at|in|after)\s+(?:its|the|their)\s+(?:last|previous)\b", re.IGNORECASE)
VERB = re.compile(
    r"\b(?:is|are|was|were|remains?|remained)\s+(?:now\s+|still\s+|overall\s+|also\s+)?[‘“'\"]?$", re.IGNORECASE
)
_HYPOTHETICAL = re.compile(
    r"\b(?:would(?!\s+not\s+say)|could|might|may(?!\s+(?:need|be\s+in\s+need))|if|unless|expect(?:s|ed|ing)?|anything\s+less\s+than|target)\b[^.;:,]{0,70}$",
    re.IGNORECASE,
)
_ORDINARILY = re.compile(
    r"\W*(?:(?:councils|services|authorities)\s+)?(?:are|is)\s+(?:ordinarily|normally|usually|typically|generally)\b",
    re.IGNORECASE,
)
_OTHERS_GRADE = re.compile(
    r"\bself-(?:evaluat|assess)\w*|\bmark\w*\s+(?:their|its)\s+own\b|\b(?:given|gave|rated?|graded?)\s+(?:themselves|itself)\b|\bpeer\s+review"
    r"|\bCQC\b|\bCare\s+Quality\s+Commission\b|\badult\s+(?:social\s+)?care\b|\b(?:primary|secondary|nursery|infant|junior|special|high)\s+schools?\b"
    r"|\bschools?\s+(?:was|were|is|are|has|have)\s+(?:been\s+)?(?:rated|judged|graded)\b|\b(?:academy|college|nursery|childminders?)\b|\bchildren[’']s\s+homes?\b|\bfostering\s+agency\b|\bSEND\b",
    re.IGNORECASE,
)
_DIRECTLY = re.compile(
    r"\b(?:judged|rated|graded|found|deemed|ranked|considered|remain(?:s|ed)?|told\s+(?:that\s+)?(?:it|they|its\s+services|their\s+services))\s+"
    r"(?:now\s+|still\s+|overall\s+)?(?:as\s+|to\s+(?:be\s+)?)?[‘“'\"]?$",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\bcalled\s+(?:it|them|(?:the|its|their|that|this)\s+(?:\w+\s+){1,3})[‘“'\"]?$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:climb|jump|ris|rose|mov|improv|slip|fall|fell|drop|slid|plung|leap|promot|demot|go|gone|went|up|down)\w*\s+(?:\w+\s+){0,4}?"
    r"(?:(?:from|to)\s+(?:a\s+|an\s+|being\s+)?[‘“'\"]?$|from\s+[^.;]{4,40}?\bto\s+(?:a\s+|an\s+|being\s+)?[‘“'\"]?$)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:kept|keeps?|retain(?:s|ed)?|maintain(?:s|ed)?|held|holds|earn(?:s|ed)|gain(?:s|ed)|secured|won)\s+(?:(?:its|their|a|an|the)\s+)?"
    r"(?:(?:overall|top|second|official)\s+){0,2}(?:(?:grade|rating|judge?ment|verdict|mark)\s+of\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom\s+(?:being\s+)?(?:a\s+|an\s+|its\s+|the\s+)?(?:grade\s+of\s+|rating\s+of\s+)?[‘“'\"]?$", re.IGNORECASE
)
_HEADED = re.compile(r"^\W*(?:In\s+)?(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\s*(?::|–|—|-)\s*[‘“'\"]?$")


def is_earlier(text: str, grade: re.Match[str]) -> bool:
    """Is it the grade of an inspection before: "the previous ‘good’ rating six years ago", "downgraded from good"?"""
    if _FROM.search(text, max(0, grade.start() - 40), grade.start()):
        return True
    return bool(
        _BEFORE.search(text[max(0, grade.start() - 48) : grade.start()])
        or _AGO.search(text[grade.end() : grade.end() + 40])
    )


def counts(text: str, grade: re.Match[str]) -> bool:
    """Is it a grade at all, before we ask whose?"""
    direct = _DIRECTLY.search(text, max(0, grade.start() - 60), grade.start())
    if grade_of(grade) == "adequate" and not quoted(text, grade) and not direct:
        return False
    before = text[: grade.start()].rstrip(OPEN + " ")
    if _negated(before[-70:]) or _HYPOTHETICAL.search(before[-90:]) or _ORDINARILY.match(text, grade.end()):
        return False
    if grade_of(grade) == "requires-improvement" and not quoted(text, grade) and _PART.search(before[-60:]):
        return False
    rest = text[grade.end() : grade.end() + 24].lstrip()
    if quoted(text, grade):
        return True
    return not re.match(r"[a-z]+", rest) or bool(
        re.match(
            r"(?:in|for|by|across|and|or|because|at|overall|with|after|following|on|since|from|but|while|as|when|to|rating|grade|grading|judge?ment)\b",
            rest,
        )
    )


def _negated(before: str) -> bool:
    """Does what stands before say that the grade was not given? "Judged to be good" and "no impact on" do not."""
    negation = _NEGATED.search(before)
    if not negation:
        return False
    if _UNCHANGED.search(before, negation.start()):
        return False
    judged_so = negation.group().lower().startswith("to be") and JUDGED.search(before, 0, negation.start())
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
    if _gives(text, grade):
        return True
    words = [match.group() for match in JUDGED.finditer(text, low, grade.start())]
    after = re.match(r"\W*(?:rating|grade|grading|judge?ment|verdict)\b", text[grade.end() :], re.IGNORECASE)
    if after or any(not _WEAK.match(word) for word in words):
        return True
    return bool(words) and quoted(text, grade)


def _gives(text: str, grade: re.Match[str]) -> bool:
    """Is the grade given by the words right before it ("found to require", "kept its", "2018: good", "was good overall")?"""
    start = max(0, grade.start() - 90)
    if any(pattern.search(text, start, grade.start()) for pattern in (_CALLED, _MOVED, _KEPT)):
        return True
    if (match := _DIRECTLY.search(text, start, grade.start())) and not _needs_to(match, grade):
        return True
    if _HEADED.match(text[: grade.start()]):
        return True
    return bool(
        re.match(r"[’”'\"]?\s+overall\b(?!\s+\w+ing\b)", text[grade.end() :])
        and VERB.search(text, start, grade.start())
    )


def _needs_to(match: re.Match[str], grade: re.Match[str]) -> bool:
    """ "Found good …" finds a thing, unless it is found to be so."""
    bare = re.search(r"\b(?:found|told)\b", match.group(), re.IGNORECASE) and not re.search(
        r"\b(?:to|as|it|they)\b", match.group()
    )
    return bool(bare) and grade_of(grade) in ("good", "outstanding")


def given_by_others(text: str) -> bool:
    """Whether a sentence tells a grade that is not of an inspection of children's services: of a school, a home, adult
    care, or one that the council gave itself."""
    return bool(_OTHERS_GRADE.search(text))
