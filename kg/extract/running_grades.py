"""Grades stated in running text: "rated the county as ‘requiring improvement’", "care services are inadequate".

A grade counts when a judging word, quote marks around it alone, or a named aspect as its subject say that it is one.
Negated grades, hopes and adjectives ("good progress", "areas requiring improvement") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.grades import GRADE, grade_of
from kg.extract.mentions import Mentions, Sentence
from kg.model import BodyRef, Judgement, Span
from kg.vocabulary import Concept, Lexicon

_JUDGED = re.compile(
    r"\b(?:rat(?:ed|es|ing)|judg(?:ed|es)|judge?ments?|grad(?:ed|es|e|ing)|rul(?:ed|es|ing)|mark(?:ed|s)|award(?:ed|s)|deem(?:ed|s)"
    r"|brand(?:ed|s)|declar(?:ed|es)|class(?:ed|es|ified)|label(?:led|s)|scor(?:ed|es)|receiv(?:ed|es)|handed|given|found|achieved"
    r"|(?:down|up)graded|slipped|risen|remain(?:s|ed)?|concluded|verdict|described)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"^(?:found|given|described|receiv\w+|remain\w*|achieved|handed|scor\w+|mark\w*|concluded)$", re.IGNORECASE
)
PREVIOUS = "previous"
"""Key of an inspection that is only told by coming before the one that the text is about."""
_OPEN, _CLOSE = "‘“'\"", "’”'\""
_NEGATED = re.compile(
    r"\b(?:not|never|n[o’']t|nor|neither|without|far\s+from|short\s+of|avoid(?:ed|s)?|longer|aim(?:s|ed|ing)?|hop(?:es|ed|ing)|want(?:s|ed)?"
    r"|ambition|become|becoming|being|towards?|to\s+be(?!\s+good)|to\s+get|reach|secure|next\s+stage)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_UNCHANGED = re.compile(r"\b(?:not|n[o’']t|no)\s+(?:\w+\s+)?(?:alter|affect|chang|impact|influenc)\w*", re.IGNORECASE)
_PART = re.compile(r"\b(?:areas?|aspects?|elements?|parts?|things|issues|practice)\b[^.;]{0,40}$", re.IGNORECASE)
_EVERYWHERE = re.compile(
    r"\b(?:in|across|on|for)\s+(?:all|every|each|the\s+board)\b(?:\s+(?:\w+\s+){0,3}?(?:areas?|categor\w+|judge?ments?|counts|board))?",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:(?:down|up)?graded\s+from|(?:down|up|improved|fallen)\s+from|previous(?:ly)?|earlier|former|lost|losing|years?\s+ago)\b"
    r"[^.;]{0,24}$",
    re.IGNORECASE,
)
_AGO = re.compile(r"\byears?\s+ago\b|\b(?:at|in|after)\s+(?:its|the|their)\s+(?:last|previous)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\b(?:council|authority|county|city|borough|trust|services?|provision|department|it|they)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|remains?|remained)\s+(?:now\s+|still\s+|overall\s+|also\s+)?[‘“'\"]?$", re.IGNORECASE
)
_CLAUSE = re.compile(r";|,?\s+(?:but|while|whilst|whereas|although|though|however|yet)\s+|\.\s")
_ITS_CARE = re.compile(
    r"\b(?:those|children|young\s+people)\s+(?:(?:who\s+(?:are|were|have\s+been)\s+)?(?:in\s+(?:its|their|council)\s+care"
    r"|taken\s+into\s+care)|(?:(?:that|whom|who)\s+)?(?:it|the\s+council|the\s+authority)\s+(?:looks\s+after|cares\s+for))\b",
    re.IGNORECASE,
)
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Inspectors rated the county as ‘requiring improvement’.", "overall-effectiveness requires-improvement"),
    ("Adoption services were rated as ‘good’.", "adoption good"),
    ("Services for care leavers are inadequate, because help comes late.", "care-leavers inadequate"),
    ('Adoption was handed a judgment of "requires improvement".', "adoption requires-improvement"),
    ("Ofsted judges council 'inadequate' for delays", "overall-effectiveness inadequate"),
    (
        "This has no impact on the council’s grading as ‘requires improvement’.",
        "overall-effectiveness requires-improvement",
    ),
    ("Inspectors rated early help as good but said care leavers were inadequate.", "care-leavers inadequate"),
    ("Other areas were flagged up as requiring improvement including the use of timescales.", ""),
    ("The service was not rated good.", ""),
    ("We want to be outstanding.", ""),
    ("Good progress was made on outstanding invoices.", ""),
    ('The council has a failure to recruit "good quality, permanent social workers".', ""),
)


@dataclass(frozen=True, slots=True)
class _Stated:
    aspects: tuple[tuple[str, tuple[str, ...], str], ...]
    grade: str
    grade_words: str
    span: Span
    sentence: Sentence
    earlier: bool


def running_grades(
    found: Sequence[Sentence], mentions: Mentions, body: BodyRef, lexicon: Lexicon, everywhere: tuple[str, ...]
) -> tuple[Judgement, ...]:
    """The judgements that sentences state. `everywhere`: aspects that "in all areas" stands for."""
    grouped: dict[tuple[str, str, str], list[tuple[_Stated, tuple[str, ...], str]]] = {}
    for sentence in found:
        for stated in _stated(sentence, lexicon, everywhere):
            key = _inspection(mentions, stated)
            for aspect, covers, words in stated.aspects:
                grouped.setdefault((key, aspect, stated.grade), []).append((stated, covers, words))
    return tuple(_judgement(key, aspect, grade, rows, body) for (key, aspect, grade), rows in grouped.items())


def _judgement(
    key: str, aspect: str, grade: str, rows: list[tuple[_Stated, tuple[str, ...], str]], body: BodyRef
) -> Judgement:
    first, covers, words = rows[0]
    return Judgement(
        evidence=tuple(dict.fromkeys(stated.span for stated, _, _ in rows)),
        confidence=0.8,
        extractor="grades.running-text",
        inspection=key,
        body=BodyRef(body.name, "board") if aspect == "lscb" else body,
        aspect=aspect,
        covers=covers,
        grade=grade,
        aspect_as_written=words,
        grade_as_written=first.grade_words,
    )


def _inspection(mentions: Mentions, stated: _Stated) -> str:
    """Which inspection gave the grade: the one that the sentence names, an earlier one, or the one the text is about.

    A focused visit gives no grades: what is said beside one is the grade of the last full inspection.
    """
    named = mentions.key_near(stated.sentence)
    chosen = named if named and mentions.by_key[named].status == "done" else mentions.main
    if stated.earlier or mentions.by_key[chosen].framework in ("focused-visit", "monitoring-visit"):
        full = [
            key
            for _, _, key in sorted(mentions.places)
            if key != mentions.main and mentions.by_key[key].status == "done" and not mentions.by_key[key].framework
        ]
        return full[0] if full else PREVIOUS
    return chosen


def _stated(sentence: Sentence, lexicon: Lexicon, everywhere: tuple[str, ...]) -> Iterator[_Stated]:
    text = sentence.flat.text
    grades = [match for match in GRADE.finditer(text) if _counts(text, match)]
    labels = list(_aspects(text, lexicon))
    for index, grade in enumerate(grades):
        low, high = _clause(text, grade, grades, index)
        mine = [label for label in labels if low <= label[0] < high and not _inside(label, grade)]
        strong = _strong(text, grade, low)
        subject = _subject_aspect(text, grade, mine)
        if not strong and not subject:
            continue
        aspects = _chosen(text, grade, mine, everywhere, high)
        start, end = _extent(text, grade, mine, low)
        span = sentence.flat.span(start, end)
        yield _Stated(aspects, grade_of(grade), grade.group(), span, sentence, _is_earlier(text, grade))


def _is_earlier(text: str, grade: re.Match[str]) -> bool:
    """Is it the grade of an inspection before: "the previous ‘good’ rating six years ago", "downgraded from good"?"""
    return bool(
        _BEFORE.search(text[max(0, grade.start() - 48) : grade.start()])
        or _AGO.search(text[grade.end() : grade.end() + 40])
    )


def _counts(text: str, grade: re.Match[str]) -> bool:
    """Is it a grade at all, before we ask whose?"""
    if grade_of(grade) == "adequate" and not _quoted(text, grade):
        return False
    before = text[: grade.start()].rstrip(_OPEN + " ")
    if _negated(before[-70:]):
        return False
    if grade_of(grade) == "requires-improvement" and not _quoted(text, grade) and _PART.search(before[-60:]):
        return False
    rest = text[grade.end() : grade.end() + 24].lstrip()
    if _quoted(text, grade):
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
    judged_so = negation.group().lower().startswith("to be") and _JUDGED.search(before, 0, negation.start())
    return not judged_so


def _quoted(text: str, grade: re.Match[str]) -> bool:
    before, after = text[: grade.start()][-1:], text[grade.end() :][:2]
    return (
        before in tuple(_OPEN)
        and bool(after)
        and (after[0] in _CLOSE or (after[0] in ",." and after[1:] in tuple(_CLOSE)))
    )


def _strong(text: str, grade: re.Match[str], low: int) -> bool:
    """A judging word before it in the clause; a weak one only with quote marks or an aspect."""
    words = [match.group() for match in _JUDGED.finditer(text, low, grade.start())]
    after = re.match(r"\W*(?:rating|grade|grading|judge?ment|verdict)\b", text[grade.end() :], re.IGNORECASE)
    if after or any(not _WEAK.match(word) for word in words):
        return True
    return bool(words) and _quoted(text, grade)


def _subject_aspect(text: str, grade: re.Match[str], labels: list[tuple[int, int, Concept]]) -> bool:
    """An aspect as the subject and a form of "be" right before the grade; or "requires improvement" as its verb."""
    before = text[: grade.start()]
    subject = any(start < grade.start() for start, _, _ in labels) or bool(_SUBJECT.search(before[-60:]))
    if not subject:
        return False
    if _VERB.search(before):
        return grade_of(grade) != "good" or any(start < grade.start() for start, _, _ in labels)
    is_verb = re.match(r"requires?\s+improvement", grade.group(), re.IGNORECASE)
    return bool(is_verb) and any(0 < grade.start() - end < 40 for _, end, _ in labels)


def _aspects(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, Concept]]:
    found = [
        hit
        for hit in lexicon.find(("row", "aspect"), text)
        if hit[2].notation not in ("outcomes", "quality-of-provision")
    ]
    yield from found
    care = lexicon.concept("aspect", "looked-after-and-permanence")
    for match in _ITS_CARE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _ in found):
            yield match.start(), match.end(), care


def _inside(label: tuple[int, int, Concept], grade: re.Match[str]) -> bool:
    return label[0] < grade.end() and grade.start() < label[1]


def _clause(text: str, grade: re.Match[str], grades: list[re.Match[str]], index: int) -> tuple[int, int]:
    """The part of the sentence that a grade speaks for: its clause, up to the neighbouring grades' parts."""
    cuts = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    low = max(cut for cut in cuts if cut <= grade.start())
    high = min(cut for cut in cuts if cut >= grade.end())
    if index and grades[index - 1].end() > low:
        low = grades[index - 1].end()
    if index + 1 < len(grades) and grades[index + 1].start() < high:
        following = _JUDGED.search(text, grade.end(), grades[index + 1].start())
        comma = text.find(",", grade.end(), grades[index + 1].start())
        joint = text.find(" and ", grade.end(), grades[index + 1].start())
        edges = [edge for edge in (comma, joint) if edge >= 0]
        high = min(edges) if edges and following else (min(edges) if edges else grades[index + 1].start())
    return low, high


def _chosen(
    text: str, grade: re.Match[str], labels: list[tuple[int, int, Concept]], everywhere: tuple[str, ...], high: int
) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """(aspect, what it covers, words) for each aspect that the grade is for."""
    if _EVERYWHERE.match(text[grade.end() : high].lstrip(_CLOSE + " ")):
        words = text[grade.end() : high].strip(_CLOSE + " ")[:40]
        return tuple((aspect, (aspect,), words) for aspect in ("overall-effectiveness", *everywhere))
    before = [label for label in labels if label[1] <= grade.start()]
    after = [label for label in labels if label[0] >= grade.end()]
    chosen = after if after and _leads_on(text, grade, after[0][0]) else before
    if not chosen and _names_another(text, grade):
        return ()
    if not chosen:
        return (("overall-effectiveness", ("overall-effectiveness",), _subject_words(text, grade)),)
    unique: dict[str, tuple[str, tuple[str, ...], str]] = {}
    for start, end, concept in chosen:
        aspect = concept.aspect or concept.notation
        unique.setdefault(aspect, (aspect, concept.covers or (aspect,), text[start:end]))
    return tuple(unique.values())


def _leads_on(text: str, grade: re.Match[str], label: int) -> bool:
    """Is what follows the grade what it is for ("good for adoption"), and not why it was given ("for failing …")?"""
    between = text[grade.end() : label].strip(_CLOSE + " ")
    preposition = re.match(r"(?:overall\s+)?(?:in|for|across|on|when|with\s+regard|over)\b(?!\s+\w+ing\b)", between)
    return len(between) < 4 or bool(preposition)


_SMALL = re.compile(
    r"\b(?:the|a|an|its|their|as|is|was|are|were|to|be|been|that|which|of|in|by|Ofsted|overall|now|also|still|being)\b",
    re.I,
)


def _names_another(text: str, grade: re.Match[str]) -> bool:
    """Is something graded that is neither an aspect nor the whole: "rated early help as good"?"""
    verbs = list(_JUDGED.finditer(text, 0, grade.start()))
    if not verbs or grade.start() - verbs[-1].end() > 80:
        return False
    between = text[verbs[-1].end() : grade.start()].strip(_OPEN + " ")
    return (
        bool(_SMALL.sub("", between).strip(" ,:"))
        and not _SUBJECT.search(between)
        or bool(re.search(r"\bfor\s+them\b", between))
    )


def _subject_words(text: str, grade: re.Match[str]) -> str:
    found = list(_SUBJECT.finditer(text, 0, grade.start()))
    return found[-1].group() if found else ""


def _around(text: str, grade: re.Match[str], low: int) -> tuple[int, int]:
    """A grade with no judging word or aspect beside it: with the words around it that say whose it is."""
    start = max(low, text.rfind(" ", 0, max(low, grade.start() - 90)) + 1)
    after = re.compile(
        r"[’”'\"]?(?:\s+(?:rating|grade|grading|judge?ment|verdict)\b)?(?:,?\s+\w+\s+years?\s+ago)?", re.I
    )
    tail = after.match(text, grade.end())
    while start < grade.start() and not text[start].isalnum():
        start += 1
    return start, tail.end() if tail else grade.end()


def _extent(text: str, grade: re.Match[str], labels: list[tuple[int, int, Concept]], low: int) -> tuple[int, int]:
    """From the first to the last word that the fact rests on: judging word, aspects, grade."""
    starts = [grade.start(), *(start for start, _, _ in labels)]
    verb = [match.start() for match in _JUDGED.finditer(text, low, grade.start())]
    end = max([grade.end(), *(end for _, end, _ in labels)])
    everywhere = _EVERYWHERE.match(text, grade.end() + 1) or _EVERYWHERE.match(text, min(grade.end() + 2, len(text)))
    if everywhere:
        end = max(end, everywhere.end())
    start = min([*starts, *verb])
    if start == grade.start() and end == grade.end():
        return _around(text, grade, low)
    if _quoted(text, grade) and start == grade.start():
        start -= 1
    if end == grade.end() and _quoted(text, grade):
        end += 1
    return start, end
