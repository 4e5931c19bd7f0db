"""In running text, which sentences report what the inspectorate found: those that say so, and the report's own words.

What a council or a journalist says on their own account is no finding: nor are the words of those whom a piece quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.finding_polarity import IMPROVEMENT, STRENGTH

_SOURCE = (
    r"(?:Ofsted|HMI|inspectors?|inspectorate|inspection|re-?inspection|watchdog|(?:focus(?:s?ed)?\s+|monitoring\s+)?visit|report|letter|feedback"
    r"|findings|judge?ments?)"
)
_VERB = (
    r"(?:said|says|say|saying|found|finds|noted|notes|highlight(?:ed|s)|prais(?:ed|es|ing)|criticis(?:ed|es|ing)|flagged|identified|identifies"
    r"|point(?:ed|s)|recognis(?:ed|es)|report(?:ed|s)|rated|judged|ruled|marked|describ(?:ed|es)|warn(?:ed|s)|rais(?:ed|es)|conclud(?:ed|es)"
    r"|commend(?:ed|s)|list(?:ed|s)|stat(?:ed|es)|advised|recommend(?:ed|s)|reveal(?:ed|s)|show(?:ed|s)|observed|acknowledg(?:ed|es)"
    r"|add(?:ed|s)|saw|felt|concerned|impressed|calls?|called|told|hailed|slammed|celebrat(?:ed|es)|wrote|writes|liked|welcom(?:ed|es)|applaud(?:ed|s)|spoke|spoken|speaks|had\s+concerns|singled|wants?\s+to\s+see|wanted\s+to\s+see|would\s+like\s+to\s+see|(?:is|was|are|were)\s+critical)"
)
_FRAME = re.compile(
    rf"\b{_SOURCE}\b[^.;]{{0,160}}?\b{_VERB}\b|\b{_VERB}\s+(?:\w+\s+){{0,3}}?by\s+(?:the\s+)?{_SOURCE}\b"
    rf"|\baccording\s+to\s+(?:the\s+|its\s+)?(?:\w+\s+)?{_SOURCE}\b|\b{_SOURCE}\s+(?:\w+\s+){{0,3}}?(?:was|were|is)\s+(?:\w+\s+)?positive"
    r"|\btold\s+(?:the\s+)?inspectors\b"
    r"|\b(?:was|were|is|are|been|being)\s+(?:also\s+)?(?:said|described|praised|criticised|flagged|noted|highlighted|judged|rated|ruled|raised"
    r"|identified|deemed|graded|marked|commended|found)\b|\b(?:down|up)graded\b",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    rf"(?:(?:But|And|Also|However|Still|Yet),?\s+)?(?:[Tt]hey|[Ii]t|[Tt]he\s+team|[Tt]here)\s+(?:also\s+|further\s+|was\s+also\s+|were\s+also\s+)?(?:{_VERB})\b|The\s+response\s|It\s+was\s+(?:(?:more|less|also)\s+)?(?:positive|complimentary|critical)\b",
    re.IGNORECASE,
)
_THEY = re.compile(
    rf"(?:(?:But|And|Also|However|Still|Yet),?\s+)?(?:[Tt]hey|[Tt]he\s+team)\s+(?:also\s+|further\s+|were\s+also\s+|were\s+(?:less\s+)?|had\s+)?(?:{_VERB})\b",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(r"\b(?:inspectors|Ofsted|inspection\s+team)\b", re.IGNORECASE)
_SPEAKERS = re.compile(
    r"\b(?:Cllrs?|councillors?|leader|director|chair|minister|MP|union|spokes\w+|parents?|staff)\s+(?:\w+\s+){0,3}(?:said|told|added)\b",
    re.IGNORECASE,
)
_OTHER_VOICE = re.compile(
    r"[“”\"]|\b(?:said|says|added|adds|told|thinks?|believes?|council(?:lors?)?|Cllr|leader|director|chair|minister|union|spokes\w+|plans?\s+to|will|would|we|our|us|I|my|you"
    r"|last\s+(?:year|month|week)|published|report|expected|graded|rated|judged|inadequate|requires?\s+improvement|inspection|visit(?:ed|s)?|Ofsted|appointed|resigned)\b",
    re.IGNORECASE,
)
"""What shows that a sentence goes on in another voice than the inspectorate's, or with the story."""
_PRAISES = re.compile(
    r"\b(?:prais\w+|impressed|commend\w+|applaud\w+|celebrat\w+|hail\w+|liked|welcom(?:ed|es)|spoke\w*\s+highly|speaks\s+highly|strengths)\b",
    re.IGNORECASE,
)
_CRITICISES = re.compile(
    r"\b(?:criticis\w+|concerns?|concerned|slamm\w+|flagg\w+|warn\w+|weakness\w*|failings?|shortcomings|areas?\s+for\s+improvement|disappoint\w*|critical\s+of"
    r"|(?:needs?|needed|must|has|have|had|told|asked|urged)\s+(?:it\s+|them\s+|the\s+\w+\s+)?(?:to\s+)?(?:improve|do\s+better)|(?:wants?|wanted|like)\s+to\s+see)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|n[’']t|without|few|less)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WISHED = re.compile(
    r"\b(?:we|us|I|council|board|members|leaders|he|she)\b[^.;“”\"]{0,16}?\b(?:want|hope|aim|intend|aspire)s?\b|\brumou?rs?\b"
    r"|(?:\b(?:our|its|their|the)|[’']s)\s+(?:last|previous)\s+(?:full\s+)?inspection\b"
    r"|\b(?:children[’']s|care)\s+homes?\b[^.;]{0,60}?\b(?:rated|judged|graded)\b",
    re.IGNORECASE,
)
_REPORTS_WORDS = re.compile(rf"\b(?:{_SOURCE}|they|it)\b[^.”\"]{{0,60}}\b{_VERB}\b[^.”\"]{{0,30}}$", re.IGNORECASE)
_TAG_AFTER = re.compile(rf"[”\"],?\s*(?:the\s+)?{_SOURCE}\s+{_VERB}", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:high\s+|special\s+|particular\s+)?(?:praise|criticism)\s+(?:for|of)\b|\bfor\s+(?:special\s+|particular\s+)?praise\b"
    r"|^\W*(?:Among|Of)\s+(?:the|its|their)\s+(?:weaknesses|failings|shortcomings|strengths|criticisms|concerns)\b|\b(?:weaknesses|failings|strengths|areas\s+for\s+improvement)\s+(?:include|included|are|were)\b"
    r"|\b(?:council|authority|service|it)\s+(?:was|were|is|has\s+been)\s+(?:also\s+)?told\s+(?:that\s+it\s+must|to)\s+(?:improve|do\s+better)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\b(?:despite|but|although|though|while|yet|however)\b", re.IGNORECASE)
_THEY_WROTE = re.compile(
    r"[”\"],?\s*(?:they|it)\s+(?:also\s+)?(?:wrote|said|added|found|noted|warned|reported)\b", re.IGNORECASE
)
_SHE_WROTE = re.compile(
    r"\b(?:She|He|she|he)\s+(?:also\s+)?(?:writes?|wrote|says?|said|adds?|added|notes?|noted|found|concludes?|concluded|describe[sd])\b[^.”\"]{0,30}$"
)
_ONE_INSPECTOR = re.compile(r"\b(?:[Ll]ead\s+inspector|inspector|Majesty[’']s\s+Inspector|HMI)\b")
_TURNS = re.compile(
    r"(?:But|However|Yet|Still),?\s+(?:it\s+(?:is|was)|the\s+(?:news|report|verdict|letter)\s+(?:is|was)|there\s+(?:is|are|was|were)|not\s+everything|all\s+(?:is|was))\b"
    r"[^.]{0,50}\b(?:good\s+news|bad\s+news|gloom|rosy|positive|negative|plain\s+sailing|criticisms?|warnings?|praise|concerns?|problems|weaknesses|strengths|well)\b"
)
"""A sentence that says only that more was found, of the other kind."""
_THEY_SAID = re.compile(r",\s+(?:they|it)\s+(?:said|say|found|added|noted|concluded)\.?$")
_OF_THE_WORK = re.compile(
    r"(?:(?:But|And|However|Yet|Also|Some|Too\s+many|Too\s+few|Many|Most|All|Not\s+all|The|These|Its),?\s+){0,2}(?:vulnerable\s+|older\s+|disabled\s+|younger\s+|new\s+)?"
    r"(?:children|young\s+people|families|parents|care\s+leavers|social\s+workers|personal\s+advisers|foster\s+carers|carers|managers|supervision|plans|pathway\s+plans|records|assessments"
    r"|audits|independent\s+reviewing\s+officers|visits|thresholds|caseloads|referrals|brothers\s+and\s+sisters|adopters)\s+(?!Act\b)"
    r"(?:\w+\s+){0,6}?(?:are|is|were|was|have|has|had|do|did|get|live|know|feel|wait|benefit|receive|make|can|remain)\b",
    re.IGNORECASE,
)
"""A paragraph that goes on with the work that was inspected, in nobody else's voice."""
_SHORT_TURN = 75
_NEAR = 250
"""Characters back to whom "they" means."""
_SPOKEN = 0.6


def voices(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether the report speaks) of the words in double quote marks; a speech that goes on in the next
    paragraph has its mark repeated there and closed only at its end."""
    still_open = False
    reported = False
    for start, end in pieces:
        at = start
        while (opening := _find(text, '“"', at, end)) >= 0:
            if not (still_open and not text[start:opening].strip()):
                reported = bool(_REPORTS_WORDS.search(text, max(start, opening - 120), opening))
                reported = reported or _she_wrote(text, start, opening)
            closing = _find(text, '”"', opening + 1, end)
            still_open = closing < 0
            stop = end if closing < 0 else closing + 1
            yield opening, stop, reported or (closing >= 0 and _tagged(text, opening, closing, end))
            at = stop


def _she_wrote(text: str, start: int, opening: int) -> bool:
    """Whether the inspector who was just named speaks: "Lead inspector Ann Bell … She writes: “…"."""
    near = text[max(0, opening - _NEAR - 50) : opening]
    return bool(
        _SHE_WROTE.search(text, max(start, opening - 60), opening)
        and _ONE_INSPECTOR.search(near)
        and not _SPEAKERS.search(near)
    )


def turns(text: str, start: int, end: int) -> bool:
    """Whether a short sentence turns to what inspectors thought otherwise: "But it is not all good news." """
    return end - start <= _SHORT_TURN and bool(_TURNS.match(text, start, end))


def _tagged(text: str, opening: int, closing: int, end: int) -> bool:
    """Whether it is said behind a quotation that the report, or the inspectors just named, speak."""
    if _TAG_AFTER.match(text, closing, end):
        return True
    near = text[max(0, opening - _NEAR) : opening]
    return bool(_THEY_WROTE.match(text, closing, end) and _INSPECTORS.search(near) and not _SPEAKERS.search(near))


def _find(text: str, marks: str, start: int, end: int) -> int:
    places = [place for mark in marks if (place := text.find(mark, start, end)) >= 0]
    return min(places, default=-1)


def leaning(text: str, start: int, end: int) -> str:
    """The polarity that a reporting sentence has by its verb alone: "strength" where inspectors praise, "area-for-improvement"
    where they criticise, "" where they do neither or both."""
    good, bad = (
        any(
            not _NOT.search(text, max(start, match.start() - 24), match.start())
            for match in pattern.finditer(text, start, end)
        )
        for pattern in (_PRAISES, _CRITICISES)
    )
    return "" if good == bad else STRENGTH if good else IMPROVEMENT


def reports(
    text: str,
    start: int,
    end: int,
    spoken: Sequence[tuple[int, int, bool]],
    before: bool,
    last: tuple[int, int] | None = None,
) -> bool:
    """Does a sentence report what was found? `before`: the sentence before it does; `last`: that sentence, in its paragraph."""
    inside = [(min(end, b) - max(start, a), own) for a, b, own in spoken if a < end and start < b]
    if any(length > _SPOKEN * (end - start) for length, _ in inside):
        return any(own for length, own in inside if length > _SPOKEN * (end - start))
    if _WISHED.search(text, start, end):
        return False
    if _NOUN.search(text, start, end) and not _CONTRAST.search(text, start, end):
        return True
    if _FRAME.search(text, start, end) or (before and _CARRIED.match(text, start, end)):
        return True
    if not last:
        return False
    if _THEY_SAID.search(text, max(start, end - 30), end) and _INSPECTORS.search(
        text, max(0, last[0] - _NEAR), last[1]
    ):
        return True
    if _THEY.match(text, start, end) and _INSPECTORS.search(text, max(0, last[0] - _NEAR), last[1]):
        return True
    if "\n" in text[last[1] : start] and not (before and _OF_THE_WORK.match(text, start, end)):
        return False
    return before and not _OTHER_VOICE.search(text, start, end)
