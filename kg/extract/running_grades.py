"""Grades stated in running text: "rated the county as ‘requiring improvement’", "care services are inadequate".

A grade counts when a judging word, quote marks around it alone, or a named aspect as its subject say that it is one.
Negated grades, hopes and adjectives ("good progress", "areas requiring improvement") are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.grades import grade_of
from kg.extract.mentions import Mentions, Sentence
from kg.extract.numbers import NUMBER
from kg.extract.running_aspects import (
    EVERYWHERE,
    Aspects,
    Label,
    chosen,
    found_so,
    inside,
    joined_labels,
    labels_of,
    listed,
    subject_aspect,
)
from kg.extract.running_others import not_the_authoritys
from kg.extract.running_taken_up import Stated, answered, aspects_of, once_more, the_same
from kg.extract.running_ways import BOTH
from kg.extract.running_words import (
    GRADE,
    JUDGED,
    counts,
    follows_on,
    goes_back,
    is_earlier,
    quoted,
    stands_beside,
    strong,
)
from kg.model import BodyRef, Judgement
from kg.vocabulary import Lexicon

PREVIOUS = "previous"
"""Key of an inspection that is only told by coming before the one that the text is about."""
_THEN = re.compile(
    r"\b(?:even|back)\s+then\b|\bat\s+th(?:at|e)\s+time\b|\bthe\s+same\s+(?:team|inspection|inspectors|visit|report|week|month|year)\b"
    r"|\bthat\s+(?:year|inspection|report|visit|spring|summer|autumn|winter|time)\b|,\s+then,",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of the inspection that was named last."""
_YEARS_LATER = re.compile(
    rf"\W*(?:(?:But|And|Just|Only|Barely|Some)\s+)*(?P<n>an?|{NUMBER})\s+years?\s+(?:later|on|after\s+that)\b",
    re.IGNORECASE,
)
_GRADED_APART_SINCE = "2023"
"""Inspections since then grade children in care and care leavers each for itself, and "children in care and care leavers" names
both."""
_CLAUSE = re.compile(r";|,?\s+(?:but|while|whilst|whereas|although|though|however|yet)\s+|\.\s")
_THAT_AREA = re.compile(
    r"^\W*(?:(?:That|This|These|Those|Both)\s+(?:areas?|services?|judge?ments?|categor\w+)\b"
    r"|Here,?\s|(?:For|In)\s+(?:each|both|all)\b(?:\s+of\s+(?:these|them|which))?\s*,|(?:Both|Each|All)\s+(?:now\s+)?(?:requires?|required|got|received)\b|(?:Both|Each|All(?:\s+(?:two|three|four|five))?)\s+(?:of\s+(?:these|them|which)\s+)?(?:were|was|are|is|have|has)\b)",
    re.IGNORECASE,
)
_IT_IS = re.compile(r"\W*(?:It|That|This)\s+(?:is|was|has\s+been|requires?|required|remains?|got|received)\b")
_SINGLED = re.compile(r"\b(?:only|one|sole|weakest|strongest|exception|bright\s+spot)\b", re.IGNORECASE)
_BRACKET = re.compile(r"[’”'\"]?\s*\([^()]{3,120}\)")
"""What a grade is for, in brackets behind it."""
_RIGHT_BEHIND = re.compile(r"\s+(?:as\s+|to\s+be\s+)?[‘“'\"]?")
_OF_WHICH = re.compile(
    r",\s+(?:both\s+of\s+|all\s+of\s+)?(?:which|that|who)\s+(?:\w+\s+){0,3}?(?:to\s+be\s+)?[‘“'\"]?$", re.IGNORECASE
)
_LISTED = re.compile(r",?\s*(?:and\s+)?(?:the\s+|its\s+|their\s+|for\s+)?", re.IGNORECASE)
_AGAIN = re.compile(r"\W{1,4}(?:the\s+)?", re.IGNORECASE)
_OVERALL = re.compile(r"[’”'\"]?\s+overall\b", re.IGNORECASE)
_MOST_GRADES = 12
"""A sentence with more words of grades is a list or worse; a bound on the time that a hostile text can take."""
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


def running_grades(
    found: Sequence[Sentence],
    mentions: Mentions,
    lexicon: Lexicon,
    everywhere: tuple[str, ...],
) -> tuple[Judgement, ...]:
    """The judgements that sentences state. `everywhere`: aspects that "in all areas" stands for. The grade of an authority
    that is not named is left out."""
    grouped: dict[tuple[str, BodyRef, str, str], list[tuple[Stated, tuple[str, ...], str]]] = {}
    before: Sentence | None = None
    for sentence in found:
        own = tuple(_stated(sentence, before, lexicon, everywhere))
        for stated in (
            *own,
            *once_more(sentence, own),
            *the_same(sentence, before, lexicon),
            *answered(sentence, before, lexicon),
        ):
            whose = mentions.body_at(sentence, stated.at)
            key = _inspection(mentions, stated, whose) if whose else ""
            for aspect, covers, words in apart(stated.aspects, mentions, key) if key else ():
                grouped.setdefault((key, whose or BodyRef(), aspect, stated.grade), []).append((stated, covers, words))
        before = sentence
    return tuple(_judgement(*key, rows) for key, rows in grouped.items())


def apart(aspects: Aspects, mentions: Mentions, key: str) -> Aspects:
    """The aspects of a grade, those that a label joins each for itself where the inspection is known to have graded them so."""
    mention = mentions.by_key.get(key)
    began = mention.start.iso if mention and mention.start else ""
    if not mention or not (began or mentions.issued) or (began or mentions.issued) < _GRADED_APART_SINCE:
        return aspects
    if not began and PREVIOUS in key:
        return aspects
    return tuple((one, (one,), words) for _, covers, words in aspects for one in covers)


def _judgement(
    key: str, body: BodyRef, aspect: str, grade: str, rows: list[tuple[Stated, tuple[str, ...], str]]
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


def _inspection(mentions: Mentions, stated: Stated, body: BodyRef) -> str:
    """Which inspection gave the grade: the one that the sentence names, an earlier one, or the one the text is about.

    A focused visit gives no grades: what is said beside one is the grade of the last full inspection.
    """
    named = mentions.key_near(stated.sentence, stated.at, body)
    if not named and _THEN.search(stated.sentence.flat.text):
        named = mentions.last_named(stated.sentence, body)
    if not named and (later := _YEARS_LATER.match(stated.sentence.flat.text)):
        return mentions.years_after(mentions.last_named(stated.sentence, body), later["n"], body)
    main = mentions.main_of(body)
    chosen = named if named and mentions.by_key[named].status == "done" else main
    if stated.earlier and named and mentions.is_given_at(stated.at, named):
        return named
    if stated.earlier or mentions.by_key[chosen].framework in ("focused-visit", "monitoring-visit"):
        return inspection_before(mentions, body, {main, *_of_other_grades(mentions, stated)})
    return chosen


def _of_other_grades(mentions: Mentions, stated: Stated) -> Iterator[str]:
    """The inspections that gave the other grades of a sentence: "from good to requires improvement in 2020"."""
    sentence = stated.sentence
    for start, end, key in mentions.graded if stated.earlier else ():
        inside = sentence.start <= start < sentence.end and not start <= stated.at < end
        words = sentence.flat.text[start - sentence.start : end - sentence.start] if inside else ""
        if GRADE.search(words):
            yield key


def inspection_before(mentions: Mentions, body: BodyRef, main: Collection[str]) -> str:
    """The inspection before the one that the text is about (`main`): the first full one that it names besides."""
    full = [
        key
        for _, _, key in sorted(mentions.places)
        if key not in main
        and mentions.by_key[key].body == body
        and mentions.by_key[key].status == "done"
        and not mentions.by_key[key].framework
    ]
    if full:
        return full[0]
    return PREVIOUS if body == mentions.body else mentions.undated(body, PREVIOUS)


def _stated(
    sentence: Sentence, before: Sentence | None, lexicon: Lexicon, everywhere: tuple[str, ...]
) -> Iterator[Stated]:
    text = sentence.flat.text
    words = list(GRADE.finditer(text))
    if len(words) > _MOST_GRADES:
        return
    words = [match for at, match in enumerate(words) if not at or not _is_again(text, words[at - 1], match)]
    grades = [match for match in words if counts(text, match) and not not_the_authoritys(text, match, words)]
    labels = sorted(labels_of(text, lexicon), key=lambda label: label[:2])
    for one in _given(text, grades, labels):
        joined = joined_labels(text, one.grade, labels)
        if not one.labels and before and (_THAT_AREA.match(text) or _is_of_one(text, before, lexicon)):
            aspects = aspects_of(before.flat.text, lexicon)
        else:
            own = [label for label in one.labels if label not in joined]
            if not own and BOTH.search(text, max(0, one.low - 1), one.grade.end()):
                own = [label for label in labels if label[1] <= one.low]
            aspects = chosen(text, one.grade, own, everywhere, (one.low, one.high))
        aspects += tuple((c.aspect or c.notation, c.covers or (c.notation,), text[a:b]) for a, b, c in joined)
        start, end = _extent(text, one.grade, [*one.labels, *joined], one.low)
        span, at = sentence.flat.span(start, end), sentence.flat.places[one.grade.start()]
        yield Stated(aspects, grade_of(one.grade), one.grade.group(), span, sentence, one.earlier, at)


def _is_of_one(text: str, before: Sentence, lexicon: Lexicon) -> bool:
    """Whether "it" is the one area that the sentence before singles out: "Only adoption did worse. It was …"."""
    alone = _IT_IS.match(text) and _SINGLED.search(before.flat.text)
    return bool(alone) and len(aspects_of(before.flat.text, lexicon)) == 1


@dataclass(frozen=True, slots=True)
class _Given:
    """A grade that a sentence gives: the part that it speaks for, the aspects named there, whether it is of an earlier
    inspection."""

    grade: re.Match[str]
    low: int
    high: int
    labels: list[Label]
    earlier: bool


def _given(text: str, grades: list[re.Match[str]], labels: list[Label]) -> Iterator[_Given]:
    """The grades that are given and not only named; one can share the verb, or the subject, of the one before it."""
    low, given, earlier = 0, False, False
    for index, grade in enumerate(grades):
        previous = grades[index - 1] if index else None
        first = low
        low, high = _clause(text, grade, grades, index)
        back = previous is not None and given and goes_back(text, previous, grade)
        goes_on = back or (previous is not None and follows_on(text, previous, grade))
        low = min(first, low) if goes_on else low
        low = min(low, first) if back else low
        low = _antecedent(text, grade, low, labels)
        mine = [label for label in labels if low <= label[0] < high and not inside(label, grade)]
        beside = given and previous is not None and _shares_verb(text, previous, grade, mine)
        then = previous is not None and "then" in text[previous.end() : grade.start()]
        earlier = back or (earlier and then if goes_on else is_earlier(text, grade))
        given = strong(text, grade, low) or goes_on or beside or listed(text, grade, mine)
        given = given or found_so(text, grade, mine)
        if given or subject_aspect(text, grade, mine):
            yield _Given(grade, low, high, mine, earlier)


def _antecedent(text: str, grade: re.Match[str], low: int, labels: list[Label]) -> int:
    """Where the aspects begin that "which" takes up right before a grade: "all but adoption, which requires improvement"."""
    which = _OF_WHICH.search(text, low, grade.start())
    at = which.start() if which else -1
    first = low
    for start, end, _ in reversed(labels):
        if low <= start and end <= at and (end == at if first == low else _LISTED.fullmatch(text, end, at)):
            first = at = start
    return first


def _is_again(text: str, previous: re.Match[str], grade: re.Match[str]) -> bool:
    """Whether a grade only says the one right before it in other words: "its top grade, outstanding"."""
    return grade_of(grade) == grade_of(previous) and bool(_AGAIN.fullmatch(text, previous.end(), grade.start()))


def _shares_verb(text: str, previous: re.Match[str], grade: re.Match[str], labels: list[Label]) -> bool:
    return stands_beside(text, previous, grade) or _gapped(text, grade, labels)


def _gapped(text: str, grade: re.Match[str], labels: list[Label]) -> bool:
    """Whether a grade stands right behind its aspect and shares the verb before: "… rated adequate and adoption good"."""
    return any(_RIGHT_BEHIND.fullmatch(text, end, grade.start()) for _, end, _ in labels if end < grade.start())


def _clause(text: str, grade: re.Match[str], grades: list[re.Match[str]], index: int) -> tuple[int, int]:
    """The part of the sentence that a grade speaks for: its clause, up to the neighbouring grades' parts."""
    cuts = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    low = max(cut for cut in cuts if cut <= grade.start())
    high = min(cut for cut in cuts if cut >= grade.end())
    bracket = _BRACKET.match(text, grade.end())
    if bracket:
        return (max(low, grades[index - 1].end()) if index else low), bracket.end()
    if index and grades[index - 1].end() > low:
        low = grades[index - 1].end()
        own = _OVERALL.match(text, low)
        low = own.end() if own else low
    if index + 1 < len(grades) and grades[index + 1].start() < high:
        following = JUDGED.search(text, grade.end(), grades[index + 1].start())
        comma = text.find(",", grade.end(), grades[index + 1].start())
        joint = text.find(" and ", grade.end(), grades[index + 1].start())
        edges = [edge for edge in (comma, joint) if edge >= 0]
        if not following and stands_beside(text, grade, grades[index + 1]):
            edges = [max(text.rfind(mark, grade.end(), grades[index + 1].start()) for mark in (",", " and ", " but "))]
        high = min(edges) if edges and following else (min(edges) if edges else grades[index + 1].start())
    return low, high


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


def _extent(text: str, grade: re.Match[str], labels: list[Label], low: int) -> tuple[int, int]:
    """From the first to the last word that the fact rests on: judging word, aspects, grade."""
    starts = [grade.start(), *(start for start, _, _ in labels)]
    verb = [match.start() for match in JUDGED.finditer(text, low, grade.start())]
    end = max([grade.end(), *(end for _, end, _ in labels)])
    everywhere = EVERYWHERE.match(text, grade.end() + 1) or EVERYWHERE.match(text, min(grade.end() + 2, len(text)))
    if everywhere:
        end = max(end, everywhere.end())
    start = min([*starts, *verb])
    if start == grade.start() and end == grade.end():
        return _around(text, grade, low)
    if quoted(text, grade) and start == grade.start():
        start -= 1
    if end == grade.end() and quoted(text, grade):
        end += 1
    return start, end
