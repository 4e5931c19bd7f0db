"""What a number in a sentence is about: a concept of the vocabulary where it is one, and always the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.statistic_dates import When
from kg.extract.statistic_labels import Label, fits, is_population
from kg.extract.statistic_phrases import Measure

_BREAK = re.compile(
    r"; |: | - | ?\((?:a rate of |or |the )?(?:(?=\d)|$)| ?\((?=the |compared|against|national)"
    r"|, (?:and|with|but|while|although|whilst|which|whereas|compared|of whom|of which|against)\b"
    r"|, an? (?:increase|decrease|reduction|rise|fall|improvement|decline)\b|, (?=\d)|\band (?=\d)"
    r"|\bcompared (?:with|to)\b|\bof whom\b| (?:but|while|whilst|whereas) "
)
_EMPTY = re.compile(
    r"\((?:\s|or|a rate of|about|around|approximately|children|young people|-)*\)|(?<!\S)[,.;:]+(?!\S)"
    r"|\(\s*(?:a rate|or|the|an?)?\s*$"
)
_MARKS = ",;:.()-"
_LEADING = frozenset(
    "and but with while although however only just also currently this is there are were was have has had been at of to a an "
    "the by in on for from approximately around about almost nearly over or whom which some still even again then "
    "now already yet it they altogether consequently furthermore moreover therefore thus similarly additionally".split()
) | {""}
_TRAILING = frozenset(
    "and but with of to a an the by at in from for is was are were only just or which than over under about around almost "
    "nearly approximately more less fewer between all up".split()
) | {""}
_FILL = frozenset(
    (
        "a an the at of in on by to and for were was is are being been be has have had there this area local "
        "authority council county city borough children young people child who as with under from their its that per "
        "also currently now social care s number total subject rate or approximately about time inspection live lives "
        "living known open allocated identified assessed looked after whom which they these those march january "
        "february april may june july august september october november december working almost around over nearly "
        "operates operate estimated years year report reports makes made inspectors ofsted risen fallen increased decreased "
        "reduced reduction increase decrease"
    ).split()
)
_WORD = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)*")  # names, which begin with a capital, narrow nothing
_CHANGED = re.compile(r"\b(?:from|to|at|than|of|is|was|by)\s(?:\w+\s)?$", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:[Oo]f those|[Oo]f these|[Oo]f the|[Aa]mong|[Aa]mongst) (?:\w+ ){0,3}$")
_OF = re.compile(r" of (?:\S+ ){0,5}")
_VERB = re.compile(
    r" (?:who |that )?(?:are|is|were|was|have|has|had|live[sd]?|do|did|go|went|receive[sd]?|attend(?:ed)?|achieved?|said|feel)\b"
)
_DIVIDED = re.compile(r"\bof (?:whom|which)\b")
_LISTED = re.compile(r"[,;(]| and | to | or ")
_FROM_TO = re.compile(r"(?: [\w/-]+){0,6} to (?:\w+ )?| instead of ")
BRACKET = re.compile(
    r"(?: children| young people)? ?\((?:or |a rate of |about |approximately |almost |just under |just over |around |only )?"
)
"""What stands between a number and one in brackets that says the same of the same things."""
_BRACKETS = re.compile(r"\([^()]*(?:\)|$)")
_LONGEST = 160
_OPENER = re.compile(
    r"(?:(?:and|but|so|in|at|by|for|the|,)\s*\b)*"
    r"(?:(?:as a (?:direct )?result(?: of this)?|because of this|despite this|addition|contrast|total|for example|at present"
    r"|to date|(?:of|among|amongst) (?:these|those|them|this|whom|which|the)|these|those|previously|recently|nationally"
    r"|year to date|last year|(?:time|point) of (?:the |this )?inspection)(?=\s*(?:[,:]|$))[\s,:]*)+"
    r"|\([^()]*\) (?:of )?",
    re.IGNORECASE,
)
"""What leads to a sentence without saying what it counts."""
_BEFORE_DATE = re.compile(
    r"\b(?:as at|as of|at|in|on|by|since|during|until|(?:(?:at|by|from|in) )?the (?:end of|year ending|year))"
    r"(?: (?:early|late))? $",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(
    r"(?:\b(?:approximately|around|about|almost|nearly|over|only|just|under|some|at least|up to|more than|less than|fewer than"
    r"|well over|a total of|in excess of|as many as) )+$",
    re.IGNORECASE,
)
_OF_SHARE = re.compile(r" of (?:the |all |all the |its |their )?")
_CHANGE_NOUN = re.compile(r"\b(?:increase|decrease|reduction|rise|fall|improvement|drop)\b", re.IGNORECASE)
_NEAR = 40
_SAYS_NOTHING = frozenset(
    """
    a against an and another any are as at average be been being between but by compared current currently data
    decrease decreased decreasing did do done down dropped during earlier end england fallen fell figure figures
    first following for from gone grown had has have held high higher however improved improvement in increase
    increased increasing inspection is it its just last latest level local low lower more much national nationally
    next now number numbers of on only or out over percentage period poor population previous proportion quarter
    quarters rate rates reduced reduction remain remained remains represented represents rise risen rose same set
    significantly similar since slightly so stable stands still stood target that the their there these they third
    this those time to total under up very was well were when which with year years
    """.split()
)
"""Words that do not tell what a number counts."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence that speaks of one number."""

    start: int
    end: int


def clause_of(text: str, start: int, end: int, found: Sequence[Measure], index: int) -> Clause:
    """The clause of the sentence `text[start:end]` around a measure: between the breaks next to it and its neighbours."""
    measure = found[index]
    if index and BRACKET.fullmatch(text, found[index - 1].end, measure.number.start):
        return clause_of(text, start, end, found, index - 1)
    low = max((m.end for m in found[:index] if m.end <= measure.number.start), default=start)
    if index and _FROM_TO.fullmatch(text, found[index - 1].end, measure.number.start):
        closed, high = _high(text, end, found, index)
        after = _BREAK.search(text, closed, high)
        return Clause(clause_of(text, start, end, found, index - 1).start, after.start() if after else high)
    before = [m.end() for m in _BREAK.finditer(text, low, measure.number.start)]
    first = before[-1] if before else low
    if index and not before and not _LISTED.search(text, low, measure.number.start):
        first = start
    closed, high = _high(text, end, found, index)
    after = _BREAK.search(text, closed, high)
    return Clause(first, after.start() if after else high)


def _high(text: str, end: int, found: Sequence[Measure], index: int) -> tuple[int, int]:
    """Where the number's own phrase ends, with brackets that repeat it, and where the next number begins."""
    measure = found[index]
    closed = measure.end
    if text.startswith((" of whom", " of which"), closed):
        closed += 8
    following = [m for m in found[index + 1 :] if m.number.start >= measure.end]
    if following and BRACKET.fullmatch(text, measure.end, following[0].number.start):
        closed = text.find(")", following[0].end, end) + 1 or following[0].end
        following = [m for m in following[1:] if m.number.start >= closed]
    return closed, following[0].number.start if following else end


def indicator_of(
    text: str, clause: Clause, measure: Measure, labels: Sequence[Label], whens: Sequence[When], start: int
) -> str:
    """Notation of the concept that the number measures, "" where the words say something narrower or else. `start`: where
    its sentence, or the stem of its list before it, begins."""
    inside = [x for x in labels if clause.start <= x[0] and x[1] <= clause.end and not _is_base(text, measure, x)]
    best = _best(inside, measure)
    if best and (not is_population(best[2]) or _plain(text, clause, measure, best, whens)):
        return best[2]
    specific = [label for label in inside if not is_population(label[2]) and fits(label[2], measure.unit)]
    if specific:
        return min(specific, key=lambda label: abs(label[0] - measure.end))[2]
    return "" if inside else _named_before(text, measure, labels, start)


def _named_before(text: str, measure: Measure, labels: Sequence[Label], start: int) -> str:
    """The concept that was named before a number with no words of its own: "timeliness has fallen, with only 53% …"."""
    number = measure.number
    if _DIVIDED.search(text, max(0, number.start - 14), measure.end + 9) or _VERB.match(text, measure.end):
        return ""
    if measure.bare and not _CHANGED.search(text, max(start, number.start - 16), number.start):
        return ""
    if not (measure.bare or measure.unit.startswith("percent") or measure.unit.endswith(("days", "weeks", "months"))):
        return ""
    earlier = [x for x in labels if start <= x[0] < number.start and fits(x[2], measure.unit)]
    earlier = [x for x in earlier if not _AMONG.search(text, max(0, x[0] - 24), x[0])]
    return earlier[-1][2] if earlier and not is_population(earlier[-1][2]) else ""


def _is_base(text: str, measure: Measure, label: Label) -> bool:
    """Whether a label says of whom a share is taken: "87% of those in care leave", not "3% of those in care"."""
    if not measure.unit.startswith("percent") or label[0] < measure.end:
        return bool(_AMONG.search(text, max(0, label[0] - 24), label[0]))
    return bool(_OF.fullmatch(text, measure.end, label[0]) and _VERB.match(text, label[1]))


def _best(labels: Sequence[Label], measure: Measure) -> Label | None:
    fitting = [label for label in labels if fits(label[2], measure.unit)]
    if not fitting:
        return None
    return min(fitting, key=lambda x: (is_population(x[2]), abs(x[0] - measure.number.start), x[0] - x[1]))


def _plain(text: str, clause: Clause, measure: Measure, label: Label, whens: Sequence[When]) -> bool:
    """Whether the clause says no more than how many there are of the kind."""
    cut = [(measure.number.start, measure.number.end), (label[0], label[1]), *((w.start, w.end) for w in whens)]
    words = _without(text, clause, [span for span in cut if clause.start <= span[0] < clause.end])
    words = _BRACKETS.sub(" ", words)
    return all(word in _FILL for word in _WORD.findall(words))


def words_of(text: str, clause: Clause, found: Sequence[Measure], whens: Sequence[When]) -> str:
    """The words of a clause without its numbers and dates, on one line: what the number is about."""
    cut = [_number_with_words(text, clause, one) for one in found]
    cut += [(_led_from(_BEFORE_DATE, text, clause, when.start), when.end) for when in whens]
    rest = _without(text, clause, [span for span in cut if clause.start <= span[0] < clause.end])
    plain = " ".join(_EMPTY.sub(" ", rest).split())
    opener = _OPENER.match(plain)
    words = (plain[opener.end() :] if opener else plain).split()
    first, last = 0, len(words)
    while first < last and words[first].lower().strip(_MARKS) in _LEADING:
        first += 1
    while last > first and words[last - 1].lower().strip(_MARKS) in _TRAILING:
        last -= 1
    line = " ".join(words[first:last]).replace(" of of ", " of ")
    if len(line) > _LONGEST:
        line = line[:_LONGEST].rsplit(" ", 1)[0]
    return line.strip(_MARKS + " ") if "(" not in line else line.strip(" ,;:.-")


def is_change(words: str) -> bool:
    """Whether words name a change ("a 7% reduction"): a number of it is not one of what has changed."""
    return bool(_CHANGE_NOUN.search(words))


def says_nothing(words: str) -> bool:
    """Whether words do not tell what a number counts: "this figure", "still high"."""
    return all(word in _SAYS_NOTHING for word in re.findall(r"[a-z]+", words.lower()))


def _number_with_words(text: str, clause: Clause, measure: Measure) -> tuple[int, int]:
    """A number with what says how exact it is, and of a share its "of"."""
    end = measure.number.end if measure.noun else measure.end
    share = _OF_SHARE.match(text, end, clause.end) if measure.unit.startswith("percent") else None
    return _led_from(_BEFORE_NUMBER, text, clause, measure.number.start), share.end() - 1 if share else end


def _led_from(pattern: re.Pattern[str], text: str, clause: Clause, at: int) -> int:
    """Where the small words begin that lead to what stands at `at`, inside the clause."""
    low = max(clause.start, at - _NEAR)
    led = pattern.search(text[low:at]) if low < at else None
    return low + led.start() if led else at


def _without(text: str, clause: Clause, cut: Sequence[tuple[int, int]]) -> str:
    """The clause with these stretches blanked."""
    pieces, at = [], clause.start
    for start, end in sorted(cut):
        if start >= at:
            pieces.append(text[at:start])
        at = max(at, min(end, clause.end))
    pieces.append(text[at : clause.end])
    return " ".join(pieces)
