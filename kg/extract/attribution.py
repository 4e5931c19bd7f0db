"""Who says something: the speaker that a sentence names beside a verb of saying.

Speakers are people whom the article names, organisations, documents, and people who stay unnamed ("one adopter").
`EXAMPLES`
holds sentences with their speakers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.person_names import candidates
from kg.vocabulary import Lexicon

INSPECTORATE = "Ofsted"
SAYING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|add(?:ed|s|ing)|told|tells?|stat(?:ed|es|ing)|not(?:ed|es|ing)|explain(?:ed"
    r"|s|ing)|comment(?:ed|s|ing)|continu(?:ed|es)|conclud(?:ed|es|ing)|warn(?:ed|s|ing)"
    r"|wr(?:ote|ites?)|report(?:ed|s)|f(?:ou|i)nds?|insist(?:ed|s|ing)|claim(?:ed|s|ing)|argu(?:ed|es"
    r"|ing)|admit(?:ted|s|ting)|stress(?:ed|es|ing)|acknowledg(?:ed|es|ing)|accept(?:ed|s)|announc(?:ed|es)"
    r"|respond(?:ed|s)|repl(?:ied|ies)|remark(?:ed|s)|describ(?:ed|es|ing)|highlight(?:ed|s|ing)"
    r"|prais(?:ed?|es|ing)|critici[sz](?:ed|es|ing|m)|observ(?:ed|es|ing)|point(?:ed|s|ing)\s+(?:out|to)"
    r"|reads?|call(?:ed|s|ing)|brand(?:ed|s)"
    r"|cit(?:ed|es|ing)|confirm(?:ed|s)|recogni[sz](?:ed|es)|recommend(?:ed|s)|urg(?:ed|es)|promis(?:ed"
    r"|es)|pledg(?:ed|es)|declar(?:ed|es)|reveal(?:ed|s)|identif(?:ied|ies)|commended|credit(?:ed|s)"
    r"|rul(?:ed|es)|judg(?:ed|es)"
    r"|agree(?:d|s)|congratulat(?:ed|es|ing)|thank(?:ed|s|ing)|slam(?:med|s)|hail(?:ed|s)|accus(?:ed|es)"
    r"|apologi[sz](?:ed|es)|went\s+on|goes\s+on|saw|welcomed|raised\s+concerns?|heard|according\s+to"
    r"|in\s+the\s+words\s+of)\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b(?:according\s+to|in\s+the\s+words\s+of)\s+$", re.IGNORECASE)
_NOT_SUBJECT = re.compile(
    r"\b(?:of|to|in|on|at|for|from|with|about|into|against|after|before|following|during|under|over|than"
    r"|between|among|around|behind|towards?|seen|read|published|released|received|discussed|questioned|visited|inspected|rated|judged|thanked|urged|told|tells?|asked)"
    r"\s+(?:(?:the|a|an|its|their|his|her|this|that)\s+)?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+(?:(?:the|a|an)\s+)?$", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\b(?:the|this|its|their|his|her|a|an|that|Ofsted[’']s"
    r"|[A-Z]\w+[’']s)\s+(?:(?!of\b)[\w’'-]+\s+){0,4}?(?:report|letter|document|review|action\s+plan|strategy"
    r"|minutes|papers?|framework|guidance)\b(?![’'-])",
    re.IGNORECASE,
)
_INSPECTORATE = re.compile(
    r"\b(?:(?:the\s+)?(?:(?:Ofsted|government|education|children[’']s|schools|lead)\s+)*(?:inspectors"
    r"|inspection\s+team|watchdog|regulator|inspectorate)|Ofsted)\b(?![’'](?:s\b)?)",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"\b(?:a|the|one)\s+(?:council|county\s+council|city\s+council|borough\s+council|authority"
    r"|local\s+authority|trust)(?:\s+(?:spokes(?:man|woman|person)|statement))?\b(?![’'])"
    r"|\ba\s+spokes(?:man|woman|person)(?:\s+for\s+the\s+(?:council|authority))?\b|\bcouncil\s+(?:bosses"
    r"|chiefs|leaders|officers|officials)\b(?!\s+[A-Z])",
    re.IGNORECASE,
)
_SPOKEN_FOR = re.compile(
    r"\b[Aa](?:n)?\s+(?P<a>(?:[A-Z][\w’'&-]*\s+){1,6})spokes(?:man|woman|person)\b|\b[Aa]\s+spokes(?:man"
    r"|woman|person)\s+(?:for|from|at)\s+(?:the\s+)?(?P<b>[A-Z][\w’'&-]*(?:\s+(?:(?:and|of|for"
    r"|the)\s+){0,2}[A-Z][\w’'&-]*){0,7})"
    r"|\b(?:the\s+)?(?P<c>Department\s+for\s+Education|DfE|Department\s+of\s+Health|Unison|UNISON|NSPCC"
    r"|Home\s+Office)\b(?![’'])"
)
_UNNAMED = re.compile(
    r"\b(?:one|an?|another)\s+(?:(?!spokes)[\w’'-]+\s+){0,3}?(?:adopter|adoptive\s+parent|carer|parent"
    r"|mother|father|mum|dad|child|girl|boy|young\s+person|youngster|care\s+leaver|teenager"
    r"|social\s+worker|worker|practitioner|manager|head\s?teacher|teacher|"
    r"source|whistleblower|resident|union\s+official|professional|grandparent|grandmother|relative"
    r"|officer|insider|member\s+of\s+staff|councillor)\b(?![’'])"
    r"|\b(?:some|many|several|other|opposition|most)\s+(?:[\w’'-]+\s+)?(?:councillors|members|MPs|parents|carers|staff"
    r"|social\s+workers|residents|campaigners)\b(?![’'])",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?P<person>he|she)\b|\b(?P<thing>it|they)\b", re.IGNORECASE)
_APPOSITION = re.compile(r",\s+(?P<who>an?\s+[^,.;:“”\"]{3,60}),")
_FINE_EDGE = re.compile(
    r"[.!?](?<!Cllr\.)(?<!Clr\.)(?<!Coun\.)(?<!\bMr\.)(?<!Mrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!Prof\.)(?<!Rev\.)(?<!\bSt\.)"
    r"(?<!\s[A-Z]\.)[”\"’']?\s+(?=[A-Z“\"‘])"
)
_LAST_VERBS = 6
_WINDOW = 500
"""Characters before a run in which its sentence is looked for."""
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Inspectors said services in the county displayed ", "Ofsted organisation"),
    ("The inspection team’s report says that ", "The inspection team’s report document"),
    ("According to the letter, ", "the letter document"),
    ("A spokesman for Barset County Council said: ", "Barset County Council organisation"),
    ("One adopter said: ", "One adopter person"),
    ("Staff were praised by inspectors for ", "Ofsted organisation"),
    ("The council was delighted on Monday with ", ""),
    ("Responding to the report, a council spokeswoman said: ", "the council organisation"),
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; `kind` is "person", "organisation" or "document"; "private" people are never named."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker at a place of a text on one line."""

    start: int
    end: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Memory:
    """Whom pronouns mean: the last person, the last organisation or document, the last of either that
    spoke."""

    person: Speaker | None = None
    thing: Speaker | None = None
    last: Speaker | None = None

    def heard(self, speaker: Speaker) -> Memory:
        """The memory after a speaker has spoken."""
        if speaker.kind in ("person", "private"):
            return Memory(speaker, self.thing, speaker)
        return Memory(self.person, speaker, speaker)


def named_in(text: str, people: Sequence[tuple[int, int, str]], lexicon: Lexicon, council: str) -> list[Named]:
    """Everybody and everything in a text that can speak, in order, none within another. `people`: (start,
    end, name)."""
    found = [Named(start, end, Speaker(name, "person")) for start, end, name in people]
    found += _organisations(text, lexicon, council)
    found += [Named(*m.span(), Speaker(m.group(), "document")) for m in _DOCUMENT.finditer(text)]
    found += [Named(*m.span(), Speaker(m.group(), "person")) for m in _UNNAMED.finditer(text)]
    found += _private(text)
    kept: list[Named] = []
    for one in sorted(found, key=lambda n: (n.start, -n.end, n.speaker.kind != "person")):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _organisations(text: str, lexicon: Lexicon, council: str) -> Iterator[Named]:
    for match in _SPOKEN_FOR.finditer(text):
        name = next(value for value in match.groups() if value).strip()
        yield Named(*match.span(), Speaker(name, "organisation"))
    for match in _INSPECTORATE.finditer(text):
        yield Named(*match.span(), Speaker(INSPECTORATE, "organisation"))
    for match in _COUNCIL.finditer(text):
        yield Named(*match.span(), Speaker(council or "the council", "organisation"))
    for start, end, _ in lexicon.find_authorities(text):
        if text[end : end + 2] not in ("’s", "'s"):
            yield Named(start, end, Speaker(text[start:end], "organisation"))


def _private(text: str) -> Iterator[Named]:
    """Names with no public role: they speak, but are called what the article says that they are ("a mother of two")."""
    for who in candidates(text):
        apposition = _APPOSITION.match(text, who.end)
        end = apposition.end() - 1 if apposition else who.end
        yield Named(who.start, end, Speaker(apposition["who"] if apposition else "", "private"))


def is_object(text: str, at: int) -> bool:
    """Whether what stands at `at` is an object ("on the report", "seen the letter"), so that no pronoun takes it up."""
    return bool(_NOT_SUBJECT.search(text[max(0, at - 40) : at]))


def between(named: Sequence[Named], low: int, high: int) -> Sequence[Named]:
    """Those that begin in `low` to `high`."""
    return named[bisect_left(named, low, key=_start) : bisect_left(named, high, key=_start)]


def _start(one: Named) -> int:
    return one.start


def speaker_before(text: str, at: int, named: Sequence[Named], memory: Memory) -> tuple[Speaker, bool] | None:
    """(who says what begins at `at`, whether a colon or a verb of saying stands right before it), by the
    words of its sentence
    in front of it."""
    low = max((m.end() for m in _FINE_EDGE.finditer(text, max(0, at - _WINDOW), at)), default=max(0, at - _WINDOW))
    colon = text[low:at].rstrip(" “\"‘'").endswith(":")
    verbs = list(SAYING.finditer(text, low, at))[-_LAST_VERBS:]
    inside = between(named, low, at)
    if inside and _says_itself(text, inside[-1], at):
        return inside[-1].speaker, False
    for verb in reversed(verbs):
        speaker = _subject(text, low, at, verb, inside, memory)
        if speaker:
            return speaker, colon or at - verb.end() < 12
    if colon and inside:
        return inside[0].speaker, True
    return None


def _says_itself(text: str, last: Named, at: int) -> bool:
    """Whether a document is the subject of words that begin right behind it: 'The report "identified …"'."""
    beside = last.end < at and not text[last.end : at].strip(" “\"‘'")
    return beside and last.speaker.kind == "document" and not is_object(text, last.start)


def speaker_after(text: str, at: int, limit: int, named: Sequence[Named], memory: Memory) -> Speaker | None:
    """Who says what ends at `at`: "…, she said", "…, said X", "…, the report states"; up to the sentence's end."""
    edge = _FINE_EDGE.search(text, at, min(limit, at + 300))
    high = min(limit, edge.start() if edge else limit, at + 300)
    verb = SAYING.search(text, at, high)
    if not verb or text[at:high].rstrip(' “"‘').endswith(":"):
        return None
    inside = between(named, at, high)
    return _subject(text, at, high, verb, inside, memory)


def _subject(
    text: str, low: int, high: int, verb: re.Match[str], named: Sequence[Named], memory: Memory
) -> Speaker | None:
    """The subject of a verb of saying: the nearest speaker before it that is no object, else the one behind it."""
    before = [one for one in named if one.end <= verb.start()]
    behind = [one for one in named if one.start >= verb.end()]
    if _ACCORDING.match(verb.group() + " "):
        return behind[0].speaker if behind and behind[0].start - verb.end() < 40 else None
    subjects = [one for one in before if not is_object(text, one.start) and verb.start() - one.end < 160]
    pronoun = _last_pronoun(text, max(low, verb.start() - 30), verb.start())
    if pronoun and (not subjects or pronoun.start() > subjects[-1].end):
        return _meant(pronoun, memory)
    if subjects:
        return subjects[-1].speaker
    passive = [one for one in behind if _BY.search(text[verb.end() : one.start])]
    passive += [one for one in behind if one.start - verb.end() <= 12 and not text[verb.end() : one.start].strip(" ,")]
    pronoun = _PRONOUN.match(text, verb.end() + 1, high)
    if pronoun and not passive and text[low : verb.start()].strip(" ,”\"’'") == "":
        return _meant(pronoun, memory)
    return passive[0].speaker if passive else None


def _meant(pronoun: re.Match[str], memory: Memory) -> Speaker | None:
    """Whom a pronoun means: "it" is never a person, "they" is one only where nothing else was named."""
    if pronoun["person"]:
        return memory.person
    return memory.thing or (memory.person if pronoun.group().lower() == "they" else None)


def _last_pronoun(text: str, low: int, end: int) -> re.Match[str] | None:
    return next(iter(reversed(list(_PRONOUN.finditer(text, low, end)))), None)
