"""Which aspects a grade in running text is for: labels of the vocabulary and the ways in which the press describes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.grades import grade_of
from kg.extract.patterns import MONTH
from kg.extract.running_ways import IS_THE_GRADE, NO_NOUN_BEHIND, SUCH_COUNCILS, SWEEP
from kg.extract.running_words import CLOSE, JUDGED, MOVED, OF_GRADE, OPEN, VERB
from kg.vocabulary import Concept, Lexicon

Label = tuple[int, int, Concept]
"""Where an aspect is named, and the aspect."""
Aspects = tuple[tuple[str, tuple[str, ...], str], ...]
"""(aspect, what it covers, words) for each."""

EVERYWHERE = re.compile(
    r"\b(?:in|across|on|for)\s+(?:all|every|each|the\s+board)\b(?!\s+(?:of\s+)?(?:the\s+)?(?:other|others|remaining|rest|else)\b)(?:\s+(?:\w+\s+){0,3}?(?:areas?|categor\w+|judge?ments?|counts|board))?",
    re.I,
)
_SUBJECT = re.compile(
    r"\b(?:council|authority|county|city|borough|trust|services?|provision|department|it|they)\b", re.IGNORECASE
)
_THEY_ARE = re.compile(r"\bthey\s+(?:are|were)\s+(?:\w+\s+)?[‘“'\"]?$", re.IGNORECASE)
_REQUIRES = re.compile(
    r"(?<!some )(?<!many )(?<!most )(?<!other )(?<!several )(?<!these )(?<!such )"
    r"\b(?:children[’']s\s+(?:services|social\s+care)|services(?:\s+for\s+children(?:\s+and\s+(?:families|young\s+people))?)?|council|authority|county|city|borough|department|(?:the|its|our)\s+service|it|they|we)"
    r"(?:\s+in\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})?(?:\s+(?:now|still|also|overall))?\s+[‘“'\"]?$",
    re.IGNORECASE,
)
_SOME_AREAS = re.compile(
    r"[’”'\"]?\s+(?:in|for|across)\s+(?:the\s+other\s+)?(?:one|two|three|four|\d|most|some|several|many|half|other|another|certain|key)\b"
    r"(?:\s+(?:out\s+)?of\s+(?:the\s+)?\w+)?(?:\s+(?:\w+\s+)?(?:areas?|categor\w+|judge?ments?|aspects?|headings?)\b|(?=[.,;]))",
    re.IGNORECASE,
)
_SOME_BEFORE = re.compile(
    r"\b(?:one|two|three|four|\d|most|some|several|many|half|other|another)(?:\s+(?:out\s+)?of\s+(?:the\s+)?\w+)?\s+(?:other\s+)?(?:areas?|categor\w+|judge?ments?|aspects?|headings?|grades)?\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_THE_REST = re.compile(
    r"[’”'\"]?\s+(?:(?:was|were|is|went)\s+)?(?:in|for|to|across|on)\s+(?:everything|all|every|the|its|their)\s+(?:(?:three|four|two)\s+)?(?:else|others?|remaining|rest)\b",
    re.IGNORECASE,
)
_AREAS = re.compile(r"areas?|categor\w+|judge?ments?|aspects?|headings?|\bof\b|\bother\b", re.IGNORECASE)
_SAFEGUARDING_BOARD = re.compile(
    r"\b(?:local\s+)?safeguarding\s+(?:children(?:[’']?s)?\s+)?board\b|\bLSCB\b", re.IGNORECASE
)
_ITS_CARE = re.compile(
    r"\b(?:those|children|young\s+people)\s+(?:(?:who\s+(?:are|were|have\s+been)\s+)?(?:in\s+(?:its|their|council)\s+care"
    r"|taken\s+into\s+care|(?:who\s+are\s+|being\s+)looked\s+after)|(?:(?:that|whom|who)\s+)?(?:it|the\s+council|the\s+authority)\s+(?:looks\s+after|cares\s+for)"
    r"|(?:who\s+are\s+)?(?:looked\s+after|cared\s+for)\s+by\s+(?:it|the\s+(?:council|county|authority|city|borough)))\b",
    re.IGNORECASE,
)
_DESCRIBED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "overall-effectiveness",
        re.compile(r"\b(?:service|services|council|department)\s+as\s+a\s+whole\b", re.IGNORECASE),
    ),
    ("looked-after-and-permanence", _ITS_CARE),
    (
        "help-and-protection",
        re.compile(
            r"\b(?:(?:help|support|services)(?:\s+and\s+protection)?\s+for\s+)?(?:children|families|those|young\s+people)\s+"
            r"(?:who\s+(?:may\s+|might\s+)?need|in\s+need\s+of|needing|that\s+need)\s+(?:extra\s+)?(?:help|support|protecti\w+|safeguarding)\b"
            r"|\bchild\s+protection\b(?!\s+(?:plans?|conferences?|cases?|chairs?|register|planning|process\w*|medicals?|investigations?|enquir\w+))"
            r"|\bhelp(?:ing)?\s+and\s+protect(?:ion|ing)\b|\b(?:protection|safeguarding)\s+of\s+(?:vulnerable\s+)?(?:children|young\s+people)\b|\bprotecting\s+(?:vulnerable\s+)?children\b"
            r"|\b(?:(?:how\s+(?:well\s+)?|way\s+(?:in\s+which\s+)?)(?:it|they|the\s+council)|(?:work|efforts|ability|duty)\s+to)\s+(?:protects?|keeps?)\s+(?:vulnerable\s+)?children(?:\s+safe)?\b"
            r"|\bhow\s+(?:well\s+)?(?:vulnerable\s+)?children\s+are\s+(?:protected|kept\s+safe)\b"
            r"|\bhelp\s+(?:and\s+protection\s+)?(?:offered\s+|given\s+)?(?:to|for)\s+(?:vulnerable\s+)?(?:children|families)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "care-leavers",
        re.compile(
            r"\b(?:young\s+(?:people|adults)|those|teenagers|youngsters)\s+(?:who\s+(?:have\s+|had\s+)?(?:left|leave)|leaving)\s+(?:its\s+|the\s+council[’']s\s+)?care\b",
            re.IGNORECASE,
        ),
    ),
    (
        "leadership",
        re.compile(
            r"\b(?:impact|effectiveness|quality)\s+of\s+(?:(?:its|their|our|the|senior|council)\s+){1,2}(?:leaders(?:hip)?|managers|management)\b"
            r"|\b(?:way|how)\s+(?:well\s+)?(?:it|they|the\s+(?:service|council|department))\s+(?:is|are|was|were)\s+(?:led|run|managed)\b"
            r"|\b(?:work|grip|performance|actions)\s+of\s+(?:(?:its|their|our|the|senior|council)\s+){0,2}(?:leaders(?:hip)?|managers)\b"
            r"|^Leaders(?:\s+and\s+managers)?\b(?=,|:|\s+(?:are|were|have\s+been|was)\b)"
            r"|\b(?:leaders|bosses|managers)\b(?=\s+(?:were|was|are|have\s+been|had\s+been)\s+(?:\w+\s+)?(?:judged|rated|graded|given|handed|marked|deemed|awarded|branded)\b)|\b(?:judged|rated|graded|marked)\s+(?:senior\s+)?leaders\b",
            re.IGNORECASE,
        ),
    ),
)
_SO_ARE = re.compile(
    r"[’”'\"]?(?:\s+(?:too|also|as\s+well))?(?:,?\s+(?:not|rather\s+than)\s+[‘“'\"]?\w+(?:\s+improvement)?[’”'\"]?)?[,;]?\s+(?:and|as)\s+(?:so\s+)?(?:is|are|was|were|did|do|does|has|have)\s+"
    r"|[’”'\"]?[,;]?\s+(?:with\s+|and\s+)?the\s+same\s+(?:(?:grade|rating|judge?ment|mark)\s+)?(?:went\s+to|for|was\s+given\s+(?:to|for)|applied\s+to)\s+",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(
    r"\b(?:in|across|on|for)\s+all\s+(?:but|except|bar)\b|\ball\s+but\s+one\b|\b(?:all|every|each)\s+(?:\w+\s+)?(?:areas?|categor\w+)\s+(?:but|except|bar|apart)\b",
    re.IGNORECASE,
)
_EVERY_AREA = re.compile(
    r"\b(?:in|across|on|for)\s+(?:all|every|each(?:\s+of)?)\s+(?:(?!(?:other|remaining)\s)\w+\s+){0,3}?(?:areas?|categor\w+|judge?ments?|counts?|headings?)\b|\bacross\s+the\s+board\b"
    r"|^\W*(?:All|Every|Each)\s+(?:of\s+)?(?:(?:the|its|our)\s+)?(?:(?!other|remaining)\w+\s+)?(?:areas?|categor\w+|judge?ments?|aspects?|headings?)\b(?!\s+(?:but|except|bar|apart))",
    re.IGNORECASE,
)


def subject_aspect(text: str, grade: re.Match[str], labels: list[Label]) -> bool:
    """An aspect as the subject and a form of "be" right before the grade; or "requires improvement" as its verb."""
    before = text[: grade.start()]
    ours = grade_of(grade) in ("requires-improvement", "inadequate") and re.search(
        r"\bwe\b", before[-40:], re.IGNORECASE
    )
    subject = any(start < grade.start() for start, _, _ in labels) or bool(_SUBJECT.search(before[-60:]) or ours)
    if not subject:
        return False
    if VERB.search(before):
        if grade_of(grade) == "outstanding" and not labels and _THEY_ARE.search(before[-40:]):
            return False
        return grade_of(grade) != "good" or any(start < grade.start() for start, _, _ in labels)
    if _GOT_IT.search(before) and NO_NOUN_BEHIND.match(text, grade.end()):
        return any(grade.start() - 40 < end < grade.start() for _, end, _ in labels)
    is_verb = re.match(r"require[sd]?\s+improvement", grade.group(), re.IGNORECASE)
    if is_verb and _REQUIRES.search(before):
        return True
    return bool(is_verb) and any(_is_subject(text[end : grade.start()]) for _, end, _ in labels if end < grade.start())


_GOT_IT = re.compile(r"\b(?:got|gets?|received|scored|earned|achieved|won)\s+[‘“'\"]?$", re.IGNORECASE)
_FOUND_SO = re.compile(r"\s+(?:(?:to\s+be|as)\s+)?(?:an?\s+)?[‘“'\"]?")


def found_so(text: str, grade: re.Match[str], labels: list[Label]) -> bool:
    """Whether a grade stands behind its aspect and both behind the verb that gives it: "found leadership to be good"."""
    before = [label for label in labels if label[1] <= grade.start()]
    if not before or not _FOUND_SO.fullmatch(text, before[-1][1], grade.start()):
        return False
    return bool(_FINDS.search(text, max(0, before[-1][0] - 120), before[0][0]))


_FINDS = re.compile(
    r"\b(?:found|finds|describ\w+|judg\w+|rat\w+|grad\w+|deem\w+|assess\w+|concluded\s+that|consider\w+)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_ROW_END = re.compile(r"[’”'\"]?\s*(?:[;.,()]|$|\band\b|\boverall\b)")


def _is_subject(between: str) -> bool:
    """Whether a verb is so near behind its subject, or behind what is said of it between commas."""
    return len(between) < 40 or (
        len(between) < 160
        and between.lstrip().startswith(",")
        and between.rstrip().removesuffix("also").rstrip().endswith(",")
    )


def listed(text: str, grade: re.Match[str], labels: list[Label]) -> bool:
    """Whether a grade stands right behind its aspect as in a list: "care leavers, good", "Leadership: inadequate"."""
    if any(
        re.fullmatch(r"[’”'\"]?\s*(?:\(|:)\s*(?:the\s+)?", text[grade.end() : start])
        for start, _, _ in labels
        if start >= grade.end()
    ):
        return True
    ends = [end for _, end, _ in labels if end <= grade.start()]
    between = text[max(ends) : grade.start()] if ends else "?"
    return bool(re.fullmatch(r"[’”'\"]?\s*[,:(–—-]\s*(?:an?\s+)?[‘“'\"]?", between)) and bool(
        _ROW_END.match(text, grade.end())
    )


def labels_of(text: str, lexicon: Lexicon) -> Iterator[Label]:
    """Every aspect that a sentence names, by a label of the vocabulary or described in other words."""
    found = [
        hit
        for hit in lexicon.find(("row", "aspect"), text)
        if hit[2].notation not in ("outcomes", "quality-of-provision")
    ]
    boards = [match.span() for match in _SAFEGUARDING_BOARD.finditer(text)]
    found = [hit for hit in found if not any(start < hit[1] and hit[0] < end for start, end in boards)]
    found += [(start, end, lexicon.concept("aspect", "lscb")) for start, end in boards]
    yield from found
    for notation, pattern in _DESCRIBED:
        concept = lexicon.concept("aspect", notation)
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                yield match.start(), match.end(), concept


def joined_labels(text: str, grade: re.Match[str], labels: list[Label]) -> list[Label]:
    """The aspects that share a grade by "and so was …", "as were …", "the same for …": the first and those listed after it."""
    match = _SO_ARE.match(text, grade.end())
    joined: list[Label] = []
    at = match.end() if match else len(text)
    for label in labels:
        if label[0] >= at and re.fullmatch(
            r"[^.;:]{0,24}?" if not joined else r",?\s*(?:and\s+)?(?:the\s+)?", text[at : label[0]]
        ):
            joined.append(label)
            at = label[1]
    return joined


def inside(label: Label, grade: re.Match[str]) -> bool:
    return label[0] < grade.end() and grade.start() < label[1]


def chosen(
    text: str, grade: re.Match[str], labels: list[Label], everywhere: tuple[str, ...], span: tuple[int, int]
) -> Aspects:
    """(aspect, what it covers, words) for each aspect that the grade is for."""
    low, high = span
    if _ALL_BUT.search(text, low, min(len(text), high + 12)):
        return ()
    everywhere_before = _EVERY_AREA.search(text, low, grade.start()) or SWEEP.search(text, low, grade.start())
    if everywhere_before:
        return tuple(
            (aspect, (aspect,), everywhere_before.group()) for aspect in ("overall-effectiveness", *everywhere)
        )
    if EVERYWHERE.match(text[grade.end() : high].lstrip(CLOSE + " ")):
        words = text[grade.end() : high].strip(CLOSE + " ")[:40]
        return tuple((aspect, (aspect,), words) for aspect in ("overall-effectiveness", *everywhere))
    before = [label for label in labels if label[1] <= grade.start()]
    after = [label for label in labels if label[0] >= grade.end()]
    if not after and _THE_REST.match(text, grade.end()):
        return ()
    chosen = after if after and _leads_on(text, grade, after[0][0]) else before
    if not chosen and grade.group().lower().endswith("marks"):
        return ()
    if not chosen and (_PRACTICE.search(text, low, grade.start()) or _THE_BOARD.search(text, low, grade.start())):
        return ()
    if not chosen and (_names_another(text, grade, low) or _of_some(text, grade, low)):
        return ()
    if not chosen:
        return (("overall-effectiveness", ("overall-effectiveness",), _subject_words(text, grade)),)
    unique: dict[str, tuple[str, tuple[str, ...], str]] = {}
    for start, end, concept in chosen:
        aspect = concept.aspect or concept.notation
        unique.setdefault(aspect, (aspect, concept.covers or (aspect,), text[start:end]))
    return tuple(unique.values())


_PRACTICE = re.compile(
    r"\b(?:work|practice|quality|assessments?|plans?|planning|supervision|attendance|finances|relations(?:hips?)?|response|morale|caseloads?|timeliness|oversight"
    r"|recording|records|communication|partnerships?|commissioning|recruitment|retention|training|visits|placements?|decision-?making|data|culture|progress|staff|thresholds?)\b"
    r"(?:\s+(?:with|of|for|on|in|by|between|and|to|at)\s+[^.;,]{1,50}?)?\s+(?:is|are|was|were|has|have|had|went|goes|gone|remain\w*)\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
"""A part of the work as the subject of what stands behind it: its grade is no aspect's."""


def _of_some(text: str, grade: re.Match[str], low: int) -> bool:
    """Whether a grade is for some areas that are not named: "good in four areas", "two of the five areas were good"."""
    if SUCH_COUNCILS.match(text, grade.end()):
        return False
    before = _SOME_BEFORE.search(text, max(low, grade.start() - 80), grade.start())
    is_the_grade = IS_THE_GRADE.match(text, grade.end())
    if is_the_grade and _SOME_AREAS.match(text, is_the_grade.end()):
        return True
    return bool(_SOME_AREAS.match(text, grade.end()) or _THE_REST.match(text, grade.end())) or bool(
        before and _AREAS.search(before.group()) and "council" not in before.group().lower()
    )


_THE_BOARD = re.compile(
    r"\b(?:the|its)\s+board\b(?![^.;]*\b(?:council|authority|services?|county|city|borough|department)\b[^.;]*$)[^.;]*$",
    re.IGNORECASE,
)
"""A board as what is graded, which no name tells."""
_LISTS = re.compile(r"[’”'\"]?[^:;.]{0,90}:\s*(?:(?:the|its|their|for|those\s+for)\s+){0,2}")
"""A grade with the list of what it is for: "good in three of the five areas: …"."""


def _leads_on(text: str, grade: re.Match[str], label: int) -> bool:
    """Is what follows the grade what it is for ("good for adoption"), and not why it was given ("for failing …")?"""
    between = text[grade.end() : label].strip(CLOSE + ", ")
    if _LISTS.fullmatch(text, grade.end(), label):
        return True
    preposition = re.match(
        r"(?:[–—-]\s[^–—]{3,60}\s[–—-]\s+)?(?:(?:was|were|is)\s+(?:also\s+)?(?:(?:given|awarded|handed)\s+)?(?=for\b|to\b|in\b))?(?:overall\s+)?(?:(?:grade|rating|judge?ment|verdict|mark)s?\s+)?(?:in|for|across|on|when|with\s+regard|over)\b(?!\s+\w+ing\b)",
        between,
    )
    is_the_grade = IS_THE_GRADE.match(text, grade.end(), label)
    if is_the_grade and re.match(r"\s+(?:for|in|on)\b", text[is_the_grade.end() : label]):
        return True
    return (len(between) < 4 and between not in ("as", "and", "but", "so")) or bool(preposition)


_SMALL = re.compile(
    rf"\b(?:having|{MONTH}|first|second|third|fourth|ever|the|a|an|its|their|as|is|was|are|were|to|be|been|that|which|of|in|on|at|by|Ofsted|overall|now|also|still|being|them|us|each|both|all|only|just|once|again|more|from|up|down|back|grade|rating|and|then|in|\d{{4}}|outstanding|good|adequate|inadequate|requires?|improvement)\b",
    re.I,
)


def _names_another(text: str, grade: re.Match[str], low: int) -> bool:
    """Is something graded that is neither an aspect nor the whole: "rated early help as good"?"""
    verbs = list(JUDGED.finditer(text, low, grade.start()))
    if MOVED.search(text, low, grade.start()) or OF_GRADE.search(text, low, grade.start()):
        return False
    if not verbs or grade.start() - verbs[-1].end() > 80:
        return False
    between = text[verbs[-1].end() : grade.start()].strip(OPEN + " ")
    return (
        bool(_SMALL.sub("", between).strip(" ,:" + OPEN + CLOSE))
        and not _SUBJECT.search(between)
        or bool(re.search(r"\bfor\s+them\b", between))
    )


def _subject_words(text: str, grade: re.Match[str]) -> str:
    found = list(_SUBJECT.finditer(text, 0, grade.start()))
    return found[-1].group() if found else ""
