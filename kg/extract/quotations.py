"""Direct quotations: words in quote marks with whoever says them.

A run of words in marks is a quotation when it is a whole utterance, a clause, or five words or more, and a
speaker can be told:
from its sentence, the paragraph before, or because the same speech goes on. Grades, single words, scare
quotes and titles in
marks are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.article import ArticleParts
from kg.extract.attribution import Memory, Named, Speaker, between, is_object, named_in, speaker_after, speaker_before
from kg.extract.patterns import Flat, flatten
from kg.extract.quote_marks import Quoted, quoted
from kg.extract.speakers import Speakers
from kg.model import Block, BlockKind, Document, Quotation, Span
from kg.vocabulary import Lexicon

LEAST_WORDS = 5
"""A run of fewer words counts only as a whole utterance or a clause."""
_LEAST_OF_CLAUSE = 4
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|must|should|may|might"
    r"|need(?:s|ed)?|remain(?:s|ed)?|want(?:s|ed)?|know(?:s)?|knew|get(?:s)?|got|went|go(?:es)?"
    r"|make(?:s)?|made"
    r"|feel(?:s)?|felt|came|come(?:s)?|work(?:s)?|show(?:s)?)\b|[’'](?:s|re|ve|ll|d|m)\b|n[’']t\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]$")
_NAMING = re.compile(
    r"\b(?:called|titled|entitled|named|known\s+as|dubbed|headed|the\s+heading|theme|motto|slogan"
    r"|so-called|term(?:ed)?|initiative|programme|strategy|campaign|policy)\s*:?\s*$",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"(?:(?:he|she|they|it|the\s+[\w’' -]{1,40}?|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})\s+)?(?:said|says"
    r"|added|adds|told|tells|explained|commented|warned|concluded)\b"
    r"(?:\s*[.,]|\s*$|\s+(?:in|to|after|on|at|of|[A-Z]|the)\b)"
)
"""A tag behind a full stop: "…!” she said", not the next sentence ("…. She said that …")."""
_SAID = re.compile(r"\b(?:said|says|told|adds|added|explained|wrote)\b[^.]*$")
"""Somebody says it, but nobody whom the rules know: better no speaker than the one before."""
_TAGGED = re.compile(r"\b(?:said|says|added|adds|explained|told|concluded|continued)\b[^.]{0,90}\.$")
_FILLER = "·"
_SURE, _SENTENCE, _CARRIED, _IMPLIED = 0.95, 0.85, 0.8, 0.6


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph on one line; `pieces` are where its parts stand in the document, cut by furniture;
    `people` are the
    places that mean people (offsets in the line)."""

    flat: Flat
    pieces: tuple[Span, ...]
    people: tuple[tuple[int, int, str], ...]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where `flat.text[start:end]` stands: one span for each piece."""
        whole = self.flat.span(start, end)
        cut = [(max(whole.start, p.start), min(whole.end, p.end)) for p in self.pieces]
        return tuple(Span(a, b) for a, b in cut if a < b)


@dataclass(frozen=True, slots=True)
class _Outside:
    """A paragraph's words outside quote marks: `text` has a filler for those inside, so that offsets
    agree."""

    text: str
    named: tuple[Named, ...]
    runs: tuple[tuple[Quoted, ...], ...]


@dataclass(frozen=True, slots=True)
class _State:
    memory: Memory
    open: bool = False
    lead: Speaker | None = None
    quoting: Speaker | None = None


def quotations(document: Document, parts: ArticleParts, speakers: Speakers, lexicon: Lexicon) -> tuple[Quotation, ...]:
    """Every direct quotation of an article, one for each piece of a paragraph in marks, in order.

    The speaker is a person's name, an organisation's, or a document as written ("the report"); people without a public
    role are called what the article says that they are, never by name.
    """
    state = _State(Memory())
    found: list[Quotation] = []
    for paragraph in _paragraphs(document, parts.body, speakers):
        outside = _outside(paragraph, state.open, speakers, lexicon)
        facts, state = _read(paragraph, outside, state, lexicon)
        found += facts
    return tuple(found)


def _paragraphs(document: Document, body: Sequence[Block], speakers: Speakers) -> Iterator[_Paragraph]:
    joined: list[Block] = []
    for block in body:
        if block.kind is BlockKind.HEADING:
            continue
        if joined and not _goes_on(document, joined[-1], block):
            yield _paragraph(document, joined, speakers)
            joined = []
        joined.append(block)
    if joined:
        yield _paragraph(document, joined, speakers)


def _goes_on(document: Document, before: Block, block: Block) -> bool:
    """Whether furniture cut a sentence in two: no stop before it, a small letter after it, more than white
    space between."""
    between = document.text[before.end : block.start].strip()
    last, first = document.text[before.end - 1], document.text[block.start]
    return bool(between) and len(between) < 200 and (last.isalnum() or last in ",-–—") and first.islower()


def _paragraph(document: Document, blocks: Sequence[Block], speakers: Speakers) -> _Paragraph:
    flats = [flatten(document.text, max(b.start, b.body if b.marker else b.start), b.end) for b in blocks]
    places: list[int] = []
    for flat in flats:
        places += [*([flat.places[0] - 1] if places else []), *flat.places]
    people = [
        (bisect_left(places, m.start), bisect_left(places, m.end), m.name)
        for block in blocks
        for m in speakers.within(block.start, block.end)
    ]
    text = " ".join(flat.text for flat in flats)
    inside = tuple(hit for hit in people if hit[0] < hit[1])
    return _Paragraph(Flat(text, tuple(places)), tuple(Span(b.start, b.end) for b in blocks), inside)


def _outside(paragraph: _Paragraph, still_open: bool, speakers: Speakers, lexicon: Lexicon) -> _Outside:
    text = paragraph.flat.text
    runs = tuple(_joined(text, quoted(text, still_open)))
    masked, at = "", 0
    for part in (part for run in runs for part in run):
        masked += text[at : part.start] + _FILLER * (part.end - part.start - 1) + text[part.end - 1]
        at = part.end
    masked += text[at:]
    people = [hit for hit in paragraph.people if masked[hit[0] : hit[1]] == text[hit[0] : hit[1]]]
    return _Outside(masked, tuple(named_in(masked, people, lexicon, speakers.council)), runs)


def _read(paragraph: _Paragraph, outside: _Outside, state: _State, lexicon: Lexicon) -> tuple[list[Quotation], _State]:
    text = paragraph.flat.text
    found: list[Quotation] = []
    memory, speaker = state.memory, state.quoting
    at = 0
    for index, run in enumerate(outside.runs):
        start, end = run[0].start, run[-1].end
        memory = _listened(outside, at, start, memory)
        said = None
        if " " in text[start:end]:
            said = _attributed(outside, index, memory, state if index == 0 else _State(memory, quoting=speaker))
        if said and _counts(text, start, end, said[1], lexicon):
            speaker = said[0]
            memory = memory.heard(speaker)
            found += _quotation(paragraph, run, said)
        at = end
    memory = _listened(outside, at, len(text), memory)
    return found, _next(outside, memory, speaker if found else None)


def _joined(text: str, runs: Sequence[Quoted]) -> list[tuple[Quoted, ...]]:
    """Runs that follow each other with nothing between (marks opened anew in the same speech) are one."""
    joined: list[list[Quoted]] = []
    for run in runs:
        last = joined[-1][-1] if joined else None
        if last and not last.closed and not text[last.end : run.start].strip(' “”"‘’'):
            joined[-1].append(run)
        else:
            joined.append([run])
    return [tuple(parts) for parts in joined]


def _attributed(outside: _Outside, index: int, memory: Memory, state: _State) -> tuple[Speaker, float] | None:
    """(speaker, how sure) of a run, by the words of its sentence, then by what came before."""
    text, run = outside.text, outside.runs[index]
    start, end = run[0].start, run[-1].end
    low = outside.runs[index - 1][-1].end if index else 0
    limit = outside.runs[index + 1][0].start if index + 1 < len(outside.runs) else len(text)
    begins = not _bare(text[low:start])
    before = None if begins and not index else speaker_before(text, start, outside.named, memory)
    if before and _bare_end(text[max(0, start - 40) : start]).endswith(":"):
        return before[0], _SURE
    whole = text[end - 1] in ".!?…" and not _bare(text[end:limit])[:1].islower()
    behind = (
        None if whole and (before or not _TAG.match(_bare(text[end:limit]))) else _behind(outside, end, limit, memory)
    )
    if behind:
        return behind, _SURE
    if before:
        return before[0], _SURE if before[1] else _SENTENCE
    if begins and not index:
        carried = state.quoting if state.open else (state.lead or state.quoting or state.memory.last)
        return (carried, _CARRIED) if carried else None
    spoken = _person_in_sentence(outside, low, start) or state.quoting or memory.last
    between = text[low:start]
    if not spoken or _SAID.search(between[max(0, between.rfind(". ")) :]):
        return None
    tagged = index and spoken is state.quoting and _TAGGED.search(_bare_end(between))
    return spoken, _CARRIED if tagged else _IMPLIED


def _person_in_sentence(outside: _Outside, low: int, start: int) -> Speaker | None:
    """A person whom the sentence names before a run, with no verb of saying that the rules know."""
    edge = max(low, outside.text.rfind(". ", low, start))
    people = [one.speaker for one in between(outside.named, edge, start) if one.speaker.kind == "person"]
    return people[0] if people else None


def _behind(outside: _Outside, end: int, limit: int, memory: Memory) -> Speaker | None:
    """The speaker named behind a run; in a sentence with several runs perhaps only behind a later one."""
    near = speaker_after(outside.text, end, limit, outside.named, memory)
    if near or limit == len(outside.text) or not _bare(outside.text[end:limit])[:1].islower():
        return near
    return speaker_after(outside.text, end, len(outside.text), outside.named, memory)


def _bare(words: str) -> str:
    return words.strip(" “”\"‘’',")


def _bare_end(words: str) -> str:
    return words.rstrip(" “\"‘'")


def _counts(text: str, start: int, end: int, confidence: float, lexicon: Lexicon) -> bool:
    """Whether words in marks are a quotation at all."""
    words = text[start:end].strip()
    count = len(words.split())
    if (
        lexicon.match("grade", words.strip(" .,;:!?"))
        or _NAMING.search(text[max(0, start - 60) : start].rstrip("“\"‘' "))
        or _is_title(words)
    ):
        return False
    if count >= LEAST_WORDS:
        return True
    utterance = words[0].isupper() and count >= 2 and bool(_END.search(words) or words.endswith(","))
    clause = count >= _LEAST_OF_CLAUSE and bool(_FINITE.search(words))
    return (confidence >= _CARRIED and utterance) or (confidence >= _SENTENCE and clause)


def _is_title(words: str) -> bool:
    """Whether most long words have capitals: the name of a programme or a publication."""
    long = [word for word in re.findall(r"[\w’'-]+", words) if len(word) >= 4]
    return len(long) >= 2 and not _END.search(words) and sum(word[0].isupper() for word in long) > 0.6 * len(long)


def _quotation(paragraph: _Paragraph, run: Sequence[Quoted], said: tuple[Speaker, float]) -> Iterator[Quotation]:
    speaker, confidence = said
    if not speaker.name:
        return
    yield Quotation(
        evidence=tuple(span for part in run for span in paragraph.spans(part.start, part.end)),
        confidence=confidence,
        extractor="quotations.carried" if confidence <= _CARRIED else "quotations.attributed",
        speaker=speaker.name,
        speaker_kind="person" if speaker.kind == "private" else speaker.kind,
        text=" ".join(paragraph.flat.text[part.start : part.end] for part in run),
    )


def _listened(outside: _Outside, low: int, high: int, memory: Memory) -> Memory:
    """The memory after words outside marks: whom they name, and whom they name as speaking."""
    named = between(outside.named, low, high)
    for one in named:
        person = one.speaker.kind in ("person", "private")
        if not person and memory.thing and is_object(outside.text, one.start):
            continue
        memory = Memory(one.speaker if person else memory.person, memory.thing if person else one.speaker, memory.last)
    said = speaker_before(outside.text, high, named, memory) if named else None
    return memory.heard(said[0]) if said else memory


def _next(outside: _Outside, memory: Memory, speaker: Speaker | None) -> _State:
    """What the next paragraph needs: marks left open, a lead-in ("X said:"), who was quoted last."""
    text, runs = outside.text, outside.runs
    left_open = bool(runs) and not runs[-1][-1].closed and runs[-1][-1].double
    lead: Speaker | None = None
    if not left_open and text.rstrip().endswith((":", " said", " added", ",")):
        before = speaker_before(text + " ", len(text) + 1, outside.named, memory)
        lead = before[0] if before else None
    elif not runs:
        people = [n.speaker for n in outside.named if n.speaker.kind == "person"]
        lead = people[0] if people and len(set(people)) == 1 else None
    return _State(memory, left_open, lead, speaker if runs else None)
