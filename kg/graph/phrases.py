"""What a clause speaks of, as phrases: runs of telling words between function words, each with its head.

The runs are those of Rose, Engel, Cramer and Cowley, "Automatic keyword extraction from individual documents" (2010).
Beyond that, "of" and "for" join two runs, so that "audits of case files" and "case file auditing" have one head; and each
phrase has a role, told by the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from kg.graph.similar import stem

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"independent reviewing (?:officers?|services?)|\biros?\b", "iro"),
    (r"(?:local authority )?designated officers?(?: \(?lado\)?)?|\blados?\b", "lado"),
    (r"personal education plans?(?: \(peps?\))?|\bpeps?\b", "pep"),
    (r"personal advis[eo]rs?(?: \(pas?\))?|\bpas\b", "adviser"),
    (r"child sexual exploitation(?: \(cse\))?|\bcse\b", "exploitation"),
    (r"\bnot in (?:employment, education (?:and|or) training|education, employment (?:and|or) training)", "eet"),
    (r"(?:employment, education|education, employment) (?:and|or) training", "eet"),
    (r"education, training (?:and|or) employment", "eet"),
    (r"\(neet\)", ""),
    (r"\bneet\b", "eet"),
    (r"\bwishes and feelings\b", "views"),
    (r"life[- ](?:story|journey) (?:work|books?)", "lifestory"),
    (r"emotional (?:health|well-?being)", "mental health"),
    (r"\bchild(?:ren)?(?: in need)?(?: and| or)? (?:child )?(?:protection|in need) (?=plan|assess)", ""),
    (r"\baction plan", "actionplan"),
    (r"\blearning from\b", "learning of"),
    (r"\bperformance (?:management )?(?:data|information|frameworks?|management)\b", "performancedata"),
    (r"\bin re(?:lation|spect) (?:to|of)\b|\brelating to\b", "regarding"),
    (r"\b(?:living|placed|engaged|those) in\b", "of"),
    (r"\binformation about\b", ""),
    (r"/", " "),
    (r"\([a-z]{2,6}\)", ""),
    (r"\b(?:accelerat|prioriti[sz]|expedit|progress|continu|implement)\w* (?:\w+ )?plans\b(?! for)", ""),
)  # fmt: skip
"""Ways of writing one thing. The last: "prioritise plans to …" asks for no plan."""
_ONE_WRITING = tuple((re.compile(pattern), written) for pattern, written in _PHRASES)
_ONE_STEM = {
    "discuss": "meet", "accommo": "placem", "placeme": "placem", "overseen": "oversig", "manage": "manag",
    "manager": "manag", "managem": "manag", "manageri": "manag", "plann": "plan",
    "auditin": "audit", "performancedata": "perform",
}  # fmt: skip
"""Stems of words that mean one thing here: a discussion is a meeting, an accommodation a placement."""
_JOINS = frozenset({"of", "for"})
_SETTING = frozenset(
    "about into in at within during with by from on through under when whenever where wherever via across between before "
    "after than against as if whether who using inform informs informed subject".split()
)
_CLAUSE_OPENERS = frozenset({"when", "whenever", "where", "wherever", "if", "whether", "who"})
_VERBS = frozenset(
    "is are be was were has have will can to that lead leads receive receives benefit get supports promotes provides say "
    "says contain contains show shows reflect reflects demonstrate demonstrates comply complies follow follows underpin "
    "underpins".split()
)
_ABOUT = frozenset({"regarding", "around"})
_DETERMINERS = frozenset("a an the its their his her all any each every these those this".split())
_FUNCTION = frozenset(
    "a an the nor but been being had do does did not no could may might must shall should would this these those it its "
    "their his her them they he she whom whose which what how why all any both each every either neither more most much "
    "many some such own only also very too so well up out over then there here other others".split()
)
_SAYS_LITTLE = frozenset(
    "child children young people person persons family families parents parent care carer carers leaver leavers looked "
    "social work worker workers works staff practitioners professional professionals leaders leader local authority "
    "authorities council partner partners agency agencies service services need needs needed year years old olds aged age "
    "older experienced ofsted quality standard standards consistent consistently consistency effective effectively "
    "effectiveness good better high robust robustly robustness rigour rigorous rigorously improve improved improvement "
    "improvements improving impact reliable reliability strengthen strengthened ensure ensuring ensures develop development "
    "developed appropriate appropriately suitable suitability clear clearly clarity timely timeliness prompt promptly swift "
    "swiftly delay delays urgency urgently speed pace quickly time times timescale timescales early regular regularly "
    "frequency frequent frequently routine routinely date update updated sufficient sufficiency sufficiently availability "
    "available range number numbers access accessible provision provide provided providing application apply applied "
    "implementation implement use used understanding understand understood awareness aware knowledge completion complete "
    "completed level levels extent way ways arrangement arrangements approach process processes system systems framework "
    "action actions take taken make made making issue issues area areas aspect aspects part parts role set put place "
    "outcome outcomes progress experience experiences lives life living live individual relevant key current currently new "
    "particular full fully comprehensive particularly proper properly possible necessary accurate accurately accuracy "
    "further continue embed embedding embedded support supported supporting supports help response responsive respond "
    "responses deliver delivery delivered working case cases practice identified identification identify focus focused "
    "based meet met enough received enable enables recorded involvement evaluate evaluated evaluates monitor monitored "
    "measure measured reviewed reflective holistic written whole evidenced holding held undertaken including include stated "
    "stable priority prioritise accelerate expedite review revise manner given assessed increase reduce carry carried "
    "conduct conducted consolidate create creating devise establish established extend give giving hold introduce keep "
    "maintain produce publish secure seek undertake urgently links linked opportunities opportunity".split()
)  # fmt: skip
"""Words on how work is done, or on whom it is always about: nothing of what it is."""
_QUALITIES = frozenset("quality consistency effectiveness timeliness impact".split())
_RECORD = "record"
_SHORTEST = 3
_TOKEN = re.compile(r"[a-z'’-]+|[,;:.()‘]")


class Role(IntEnum):
    """What a phrase is in its clause, the closest to what is asked for last."""

    BACKGROUND = 0
    SETTING = 1
    """Where, when or with whom."""
    SAID = 2
    """What is said of what is asked for."""
    ITEM = 3
    """An example of what is asked for."""
    LEAD = 4
    """What is asked for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase: the stem of its head, all its stems, its role, its words in small letters (those that say little, too).

    Phrases of one `group` are not told apart by "and", "or" or a comma.
    """

    head: str
    stems: frozenset[str]
    role: Role
    words: str
    group: int = 0


_WRITTEN_OUT = {
    "iro": "independent reviewing officers", "lado": "designated officer", "pep": "personal education plans",
    "adviser": "personal advisers", "eet": "education, employment and training", "lifestory": "life-story work",
    "actionplan": "action plan", "actionplans": "action plans", "performancedata": "performance data",
}  # fmt: skip


def written_out(phrase: Phrase) -> str:
    """The words of a phrase for people to read, without a preposition at its ends."""
    words = phrase.words.split()
    while words[-1] in _JOINS:
        words.pop()
    while words[0] in _JOINS:
        del words[0]
    return " ".join(_WRITTEN_OUT.get(word, word) for word in words)


def phrases(text: str, role: Role) -> tuple[Phrase, ...]:
    """The phrases of a piece of a clause, in order; `role` is the one that phrases have where nothing tells another."""
    text = text.lower()
    for pattern, written in _ONE_WRITING:
        text = pattern.sub(written, text)
    reader = _Reader(role)
    for token in _TOKEN.findall(text):
        reader.take(token)
    return reader.end()


def _stem(word: str) -> str:
    return _ONE_STEM.get(word) or _ONE_STEM.get(stem(word), stem(word))


class _Reader:
    """Takes the words of a piece one by one."""

    def __init__(self, role: Role) -> None:
        self._first = self._base = self._role = role
        self._aside = False
        self._group = 0
        self._found: list[Phrase] = []
        self._run: list[str] = []
        self._stems: list[str] = []
        self._words: list[str] = []

    def take(self, token: str) -> None:
        bare = token.strip("'’-")
        if not bare or not bare[0].isalpha():
            self._aside = self._aside and not token.startswith(",")
            self._break()
            return
        for word in re.sub(r"['’]s?$", "", bare).split("-"):
            self._take_word(word)

    def end(self) -> tuple[Phrase, ...]:
        self._close(self._role)
        return tuple(self._found)

    def _take_word(self, word: str) -> None:
        if word in _DETERMINERS and self._words and self._words[-1] in _JOINS:
            return
        if word in _JOINS:
            self._join(word)
        elif word in _VERBS:
            self._verb()
        elif word in _ABOUT:
            self._close(self._first if word == "regarding" else self._base)
        elif word in _SETTING:
            self._close(Role.BACKGROUND if self._base is Role.SAID else Role.SETTING)
            self._aside = self._aside or word in _CLAUSE_OPENERS
        elif word in ("and", "or"):
            self._break()
        elif word in _FUNCTION:
            self._close(self._role)
        else:
            self._telling(word)

    def _verb(self) -> None:
        self._close(self._role)
        if self._found and self._first is Role.LEAD:
            self._base = Role.SAID
        self._role = Role.SETTING if self._aside else self._base

    def _telling(self, word: str) -> None:
        if word in _QUALITIES and not self._words and self._role is Role.SAID:
            self._role = self._first  # "…, and the quality of": what is asked for, too
        self._words.append(word)
        if word not in _SAYS_LITTLE and len(word) >= _SHORTEST:
            self._run.append(_stem(word))

    def _break(self) -> None:
        """In a list of examples each begins afresh."""
        self._close(self._base if self._first is not Role.LEAD else self._role)
        self._group += 1

    def _join(self, word: str) -> None:
        self._flush()
        if self._stems[:1] == [_RECORD]:  # "recording of supervision" is on both
            self._close(self._role)
        else:
            self._words.append(word)

    def _flush(self) -> None:
        if self._run:
            self._stems += self._run if self._stems else [self._run[-1], *self._run[:-1]]
        self._run = []

    def _close(self, role: Role) -> None:
        self._flush()
        if self._stems:
            self._found.append(
                Phrase(self._stems[0], frozenset(self._stems), self._role, " ".join(self._words), self._group)
            )
        self._stems, self._words, self._role = [], [], role


def stems_in(text: str) -> Iterator[frozenset[str]]:
    """The stems of each phrase of a text."""
    return (phrase.stems for phrase in phrases(text, Role.LEAD))
