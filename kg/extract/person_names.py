"""Names of people as candidates in running text: capitalised words with or without a title of address, cut
off from the
post titles and organisations that stand beside them. A candidate is nobody until a post or an office is
found with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.patterns import NAME_WORD

HONORIFIC = (
    r"(?:(?:County|City|Borough|District|Town)\s+)?Councillors?|Cllrs?\.?|Couns?\.?|Clr\.?|Mr|Mrs|Ms|Miss"
    r"|Mx|Dr|Prof(?:essor)?\.?|Sir|Dame|Lord|Lady"
    r"|Baroness|Rev(?:erend)?\.?|Rt\s+Hon|Ald(?:erman)?\.?"
)
_LONGEST_SHORT_FORM = 4
"""Characters of "Wm." or "St.": a longer word with a full stop ends a sentence."""
_HONORIFIC = re.compile(rf"(?:{HONORIFIC})(?![\w’'])")
_WORD = rf"(?:{NAME_WORD}|[A-Z]{{2,}}|[A-Z]\.)(?![\w])\.?"
_RUN = re.compile(rf"{_WORD}(?:[ ](?:(?:de|van|der|den|von|la|le|al|bin|el)[ ]){{0,2}}{_WORD}){{0,13}}")
_NO_NAME = re.compile(
    r"(?:Good|Outstanding|Inadequate|Requires|Said|Says|Added|Signed|Dear|Yours|Sincerely|Regards|The|This|That|These|Those|A|An|In|On|At|As|But|And|Or|If|When|While|After|Before|Since|However"
    r"|Although|It|He|She|They|We|You|I|Our|Its|His|Her|Their|There|Here"
    r"|What|Why|How|Who|For|From|With|By|To|Of|Not|No|Yes|Also|Now|New|Last|Next|Both|All|Each|Some|Many"
    r"|More|Most|Other|Another|One|Two|Three|First|Second|According|Speaking|Responding|Asked|Following"
    r"|Under|During|Meanwhile|Among|Despite"
    r"|Council|Councils|County|City|Borough|District|Metropolitan|Unitary|Authority|Local|Government"
    r"|Board|Committee|Panel|Cabinet|Partnership|Trust|Department|Ministry|Office|Service|Services|Team"
    r"|Children|Children[’']s|Child|Childrens|Young|People|Family|Families|Education|Social|Care|Adult"
    r"|Adults|Health|Safeguarding|Early|Help|Learning|Skills|Community|Communities|Public|Adoption|Fostering"
    r"|Ofsted|Inspector|Inspectors|Inspection|Report|Reports|Judge?ment|Framework|Plan|Act|Review|Leader"
    r"|Deputy|Director|Directors|Chief|Executive|Chair|Chairman|Chairwoman|Member|Members|Portfolio"
    r"|Holder|Head|Manager|Officer|Minister|Secretary"
    r"|Lead|Assistant|Interim|Acting|Corporate|Strategic|Managing|Regional|National|Senior|Principal"
    r"|Independent|Former|Shadow|Opposition|Group|Mayor|President|Commissioner|Spokesman|Spokeswoman"
    r"|Spokesperson"
    r"|Party|Labour|Conservative|Conservatives|Tory|Tories|Liberal|Democrat|Democrats|Lib|Dem|Green"
    r"|Reform|UK|UKIP|Independents|University|College|School|Academy|Hospital|Police|Church|Street|Road"
    r"|House|Hall|Park|North|South|East|West|Midlands"
    r"|England|Britain|London|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February"
    r"|March|April|May|June|July|August|September|October|November|December"
    r"|Reporter|Correspondent|Editor|Journalist|News|Press|Democracy|Reporting|Majesty[’']s|Her|His|HM"
    r"|Working|Together|Improvement|Scrutiny|Overview|Town|Parish|Ward|Union|General|State|Prime"
    r"|Scrutineer|Adviser|Analyst|Headteacher|Headmaster|Headmistress|Founder|Judge|Honour|Detective"
    r"|Superintendent|Constable|Sergeant|Primary|Secondary|Association|Society|Foundation|Contact|Wards|[A-Z]{2,}|\w+[’']s?)"
)
_BODY = re.compile(
    r"(?:Council|Trust|School|Academy|College|University|Hospital|Board|Partnership|Association|Society|Foundation|House"
    r"|Hall|Road|Street|Park|Church|Union|Party|Primary|Secondary|Borough|County)"
)
"""What makes the words before it a body's or place's name ("Holt Green Primary School"), and nobody's."""
PLACE_AFTER = re.compile(r"\b(?:for|of|at|in)\s+(?:(?:the|our|its|their)\s+)?$")
"""After these a run of capitalised words begins with a place ("councillor for Bridge End Neil Sharp")."""
_KIND_BEFORE = re.compile(
    r"\b(?:charity|campaign\s+group|pressure\s+group|union|company|firm|consultancy|think[ -]tank|agency|newspaper)\s+$"
)
"""After these capitalised words are an organisation's ("the charity Safe Haven")."""
_CREDENTIAL = re.compile(r"(?:\s+(?:MP|OBE|CBE|MBE|QC|KC|HMI|DBE|JP))+(?!\w)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a person's name: offsets in the text that was searched. `start` is that of the title of
    address."""

    start: int
    end: int
    name: str
    honorific: str
    office: str = ""

    @property
    def surname(self) -> str:
        """The last word of the name, with the particles before it."""
        return self.name.rpartition(" ")[2]


_CAPITALS = re.compile(r"\W*(?P<name>[A-Z][A-Z’'-]+(?:[ ][A-Z][A-Z’'-]+){1,2})(?=\s*(?:\(|:|,|$)|\s+[A-Z][a-z])")


def candidates(text: str) -> Iterator[Candidate]:
    """Every candidate in a text on one line, in order. One word counts only after a title of address; a name in capitals
    only where it opens the text, as in a transcript or above a post."""
    opening = _CAPITALS.match(text)
    if opening and not any(_NO_NAME.fullmatch(word) for word in opening["name"].title().split()):
        yield Candidate(opening.start("name"), opening.end("name"), opening["name"].title(), "")
    for run in _RUN.finditer(text):
        yield from _in_run(text, run.start(), run.end())


def _in_run(text: str, start: int, end: int) -> Iterator[Candidate]:
    words = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", text[start:end])]
    piece: list[tuple[int, int]] = []
    lead: tuple[int, int] | None = None
    skip = 0
    for at, stop in [*((start + a, start + b) for a, b in words), (end, end)]:
        if at < skip:
            continue
        honorific = _HONORIFIC.match(text, at) if at < end else None
        no_name = (
            at == end
            or bool(_NO_NAME.fullmatch(text, at, stop))
            and not (lead and not piece and _surname_like(text[at:stop]))
        )
        if honorific or no_name:
            if lead or at == end or not _BODY.fullmatch(text, at, stop):
                yield from _made(text, lead, piece)
            piece = []
            lead = _joined(text, lead, honorific) if honorific else None
            skip = honorific.end() if honorific else 0
        else:
            piece.append((at, stop))
            if text[stop - 1] == "." and stop - at > _LONGEST_SHORT_FORM:
                yield from _made(
                    text, lead, [p for p in piece if not _NO_NAME.fullmatch(text, p[0], p[1] - (p == piece[-1]))]
                )
                piece, lead = [], None


def _surname_like(word: str) -> bool:
    """Words that are names after a title of address ("Cllr Green", "Mr West"), and no office ("Cllr Leader")."""
    return word in {
        "Green",
        "West",
        "North",
        "East",
        "Young",
        "May",
        "March",
        "Park",
        "Street",
        "Hall",
        "House",
        "Church",
        "Parish",
        "Ward",
        "Town",
        "Mayor",
        "Head",
        "Bishop",
    }


def _joined(text: str, lead: tuple[int, int] | None, honorific: re.Match[str]) -> tuple[int, int]:
    """Titles of address in a row ("Councillor Dr") are one."""
    follows = lead is not None and not text[lead[1] : honorific.start()].strip()
    return (lead[0] if follows and lead else honorific.start(), honorific.end())


def _made(text: str, lead: tuple[int, int] | None, piece: list[tuple[int, int]]) -> Iterator[Candidate]:
    if not piece or (not lead and len(piece) < 2) or len(piece) > 4:
        return
    if not lead and len(piece) > 2 and PLACE_AFTER.search(text, max(0, piece[0][0] - 12), piece[0][0]):
        piece = piece[-2:]
    if not lead and _KIND_BEFORE.search(text, max(0, piece[0][0] - 24), piece[0][0]):
        return
    end = piece[-1][1]
    name = text[piece[0][0] : end]
    if name.endswith(".") or not re.search(r"[a-zà-ÿ]{2}", name):
        name, end = name.rstrip("."), end - (len(name) - len(name.rstrip(".")))
    credential = _CREDENTIAL.match(text, end)
    office = (
        "MP"
        if credential and "MP" in credential.group()
        else ("HMI" if credential and "HMI" in credential.group() else "")
    )
    start = lead[0] if lead else piece[0][0]
    yield Candidate(
        start,
        credential.end() if credential else end,
        name,
        text[lead[0] : lead[1]].rstrip(".") if lead else "",
        office,
    )
