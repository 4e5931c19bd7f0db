"""Words of grades that are not the authority's: given to a school, a home or a firm, given by somebody else, said of debts
and of pay, or listed to explain the scale.
"""

from __future__ import annotations

import re

_BY_OTHERS = re.compile(
    r"\bself-(?:evaluat|assess)\w*|\bmark\w*\s+(?:their|its)\s+own\b|\b(?:given|gave|rated?|graded?)\s+(?:themselves|itself)\b|\bpeer\s+review"
    r"|\bCQC\b|\bCare\s+Quality\s+Commission\b|\badult\s+(?:social\s+)?care\b|\badults[’']\s+services\b|\bSEND\b|\bHMICFRS\b"
    r"|\b(?:critics|opponents|campaigners|residents|parents|families|callers?|readers?|some)\s+(?:say|says|said|claim\w*|argue\w*|insist\w*|believe\w*|think\w*|fear\w*)\b"
    r"|\bschools?\s+(?:was|were|is|are|has|have)\s+(?:been\s+)?(?:rated|judged|graded)\b",
    re.IGNORECASE,
)
"""Somebody else gave the grade, or it is of a field of its own: the whole sentence is aside."""
_THEIRS = re.compile(
    r"\b(?:primary|secondary|nursery|infant|junior|special|high)\s+schools?\b|\b(?:academy|college|nursery|nurseries|childminders?|schools?)\b(?!\s+(?:age|attendance|places?))"
    r"|\b(?:children[’']s|care|nursing|residential)\s+homes?\b|\b(?:one|two|three|\d+|both|all|some)\s+of\s+(?:its|their|the\s+\w+[’']s)\s+homes\b"
    r"|\b(?:fostering|adoption)\s+agenc(?:y|ies)\b|\bfostering\s+(?:service|team)\b"
    r"|\b(?:bins?|waste|library|leisure|music|transport|highways?|planning|housing|parks|registration|benefits)\s+(?:service|team|department)s?\b|\b(?-i:[A-Z]\w+)\s+(?:Infants?|Juniors?|Primary|High|Grammar|Nursery|Lodge|Court|Manor)\b|\b(?:private\s+)?(?:firm|company|provider|charity)\b|\b(?:Ltd|Limited|PLC)\b"
    r"|\bhospitals?\b|\bNHS\b|\bGP\b|\bpolice\s+force\b|\bfire\s+service\b|\byouth\s+(?:justice|offending)\b",
    re.IGNORECASE,
)
"""What else is graded: a grade behind it is its own, unless a new clause comes back to the council."""
_BACK = re.compile(
    r"(?:[;:]|\s[–—-]|\b(?:while|but|whereas|although|as|meanwhile|and)\b|\bin\s+the\s+same\s+(?:week|month))\s[^;]{0,80}?\b(?:council|authority|county|city|borough|children[’']s\s+(?:services|social\s+care)"
    r"|social\s+services)(?![’']s\s+(?:\w+\s+){0,2}(?:school|home|academy))\b",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"(?:£\s?[\d.,]+\s?\w*|\b(?:debts?|invoices?|bills?|balances?|sums?|loans?|fees|fines|payments?|costs?|arrears|fund(?:s|ing)|money|budgets?"
    r"|pay|wages|salar(?:y|ies)|resources|excuses?|apolog(?:y|ies)|responses?|answers?|warrants?|applications?|repairs|matters|question)\b)"
    r"[^.;:]{0,60}\b(?:is|are|was|were|be|been|being|remain(?:s|ed)?|still)\s+(?:\w+\s+)?[‘“'\"]?$",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\b(?:grades|ratings|judge?ments|categories|scale)\b[^.;]{0,40}(?:\b(?:are|is|of|from|run)\b|:)(?:\W|\b(?:from|either|these|simply|the)\b){0,6}$|\bfour[-\s]point\b",
    re.IGNORECASE,
)
_AMONG_MANY = re.compile(
    r"\b(?:councils|authorities|boroughs|counties|areas\s+of\s+England)\b(?![’'])[^.;]{0,60}$|\b(?:can|could|(?-i:may))\s+have\s+(?:a|an)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)

_ANY_COUNCIL = re.compile(
    r"^\W*(?:An?|Any|Every)\s+(?:\w+\s+)?(?:council|authority|service|department)\s+(?:that|which|whose)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_AS_A_RULE = re.compile(
    r"[’”'\"]?(?:\s+overall|\s+rating|\s+grade)?,?\s+(?:\w+\s+)?(?:keeps?|loses?|can|will|must|faces?|gets?|is|does|receives?|knows?|needs?)\b",
    re.IGNORECASE,
)
"""What holds of any council: "a council that is rated good keeps …"."""
_RENAMED = re.compile(
    r"\b(?:replac|renam|scrap|abolish)\w*\s+(?:by\s+|with\s+)?(?:the\s+)?(?:old\s+|former\s+|previous\s+)?[‘“'\"]?"
    r"(?:(?:adequate|satisfactory|inadequate|good)[’”'\"]?\s+(?:(?:grade|rating|category|judge?ment|label)\s+)?(?:by|with|as)\s+[‘“'\"]?)?$",
    re.IGNORECASE,
)
"""A change of the scale: "replaced the old ‘adequate’ grade by …"."""
_ONE_OF = re.compile(r"\b(?:one|among|latest|first|group)\s+(?:of|among|the)\b", re.IGNORECASE)
_CORRECTED = re.compile(
    r"\b(?:incorrectly|wrongly|mistakenly|erroneously|in\s+error|inaccurately)\b|\b(?:earlier|previous|original)\s+version\b|\bwe\s+(?:said|stated|reported|wrote)\b",
    re.IGNORECASE,
)
_IN_FACT = re.compile(
    r"\b(?:in\s+fact|actually|should\s+have\s+(?:said|read|been)|correct(?:ly)?\s+(?:grade|rating)|the\s+correct)\b",
    re.IGNORECASE,
)


def not_the_authoritys(text: str, grade: re.Match[str], grades: list[re.Match[str]]) -> bool:
    """Whether a word of a grade in a sentence is none of an inspection of the authority. `grades`: all of the sentence."""
    if _BY_OTHERS.search(text):
        return True
    before = text[: grade.start()]
    if _ANY_COUNCIL.search(before[-90:]) and _AS_A_RULE.match(text, grade.end()):
        return True
    if _CORRECTED.search(before) and not _IN_FACT.search(before):
        return True
    if _RENAMED.search(before[-90:]):
        return True
    if _THINGS.search(before[-110:]) or (_AMONG_MANY.search(before[-110:]) and not _ONE_OF.search(before)):
        return True
    if len(grades) >= 3 and _SCALE.search(text[: grades[0].start()]):
        return True
    theirs = list(_THEIRS.finditer(before))
    return bool(theirs) and not _BACK.search(before, theirs[-1].end())
