"""Page furniture: printed lines that are not an article's own words (cookie lines, offers, share buttons,
teasers).

The rules are for ways of writing that news pages share, never for one site. `EXAMPLES` holds lines that must
and must not
count as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST = 240
"""Longer lines are always an article's words; so no pattern here ever sees a long line."""
_PLAIN = re.compile(
    r"(?:(?:hide|show|close)\s+ads?\s*){1,6}|ad(?:vert(?:isement)?)?s?|sponsored(?:\s+content)?"
    r"|promoted(?:\s+stories)?|ad(?:vertisement)?\s+feature"
    r"|(?:story|article)\s+continues\s+below.{0,40}"
    r"|(?:(?:the\s+)?(?:latest|breaking|top|trending|related|recommended|popular|other|local|council"
    r"|most\s+read|most\s+popular)"
    r"\s+(?:news|stories|articles|headlines|content|topics|links|pages|posts|videos?)\s*){1,4}"
    r"|news|home|menu|search|close|accept(?:\s+all)?|reject(?:\s+all)?|most\s+(?:read|popular|viewed)"
    r"|trending(?:\s+now)?|read\s+more|more"
    r"|you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)|also\s+in\s+the\s+news|don[’']t\s+miss"
    r"|editor[’']s\s+picks?|see\s+also"
    r"|skip\s+to\s+(?:main\s+)?content|back\s+to\s+(?:top|news|listing)|(?:previous|next)(?:\s+(?:article"
    r"|story|page))?"
    r"|share|share\s+(?:this|on|via|with|article|page|story)\b.{0,60}|tweet|copy\s+link|e-?mail"
    r"|print(?:\s+this\s+page)?"
    r"|facebook|twitter|x|whatsapp|linkedin|instagram|youtube|pinterest|reddit|messenger"
    r"|(?:view\s+|\d+\s+|leave\s+a\s+|post\s+a\s+|add\s+a\s+)?comments?(?:\s+\(\d+\))?"
    r"|join\s+the\s+(?:conversation|discussion)"
    r"|(?:subscribe|sign\s+up|log\s*in|sign\s+in|register|join\s+us|donate|support\s+us)\b.{0,80}"
    r"|subscription\s+options"
    r"|(?:\d+|one|two|three)\s+min(?:ute)?s?(?:\s+read)?|reading\s+time\b.{0,20}|(?:image|photo"
    r"|picture)\s+(?:source|credit)\b.{0,60}"
    r"|get\s+(?:our|the|all)\b.{0,60}\b(?:newsletter|inbox|app|alerts)\b.{0,40}|download\s+(?:our"
    r"|the)\s+app.{0,40}|newsletters?"
    r"|(?:images?|photos?|pictures?|pic)\s*:\s*.{0,50}|getty\s+images?(?:/\w+)?",
    re.IGNORECASE,
)
_START = re.compile(
    r"(?:follow\s+(?:us|our|@|[^.]{2,50}\bon\s+(?:facebook|twitter|x|instagram|youtube|linkedin"
    r"|whatsapp))|like\s+us\s+on|find\s+out\s+more\b|for\s+(?:more|further)\s+(?:information|details"
    r"|news)\b|more\s+(?:about|information)\b"
    r"[^.]{0,90}\b(?:at|on|from|go\s+to|visit)\b|read\s+(?:more|also|next|the\s+full)\b|read\s*:"
    r"|related\s*:|see\s+also\s*:|more\s+(?:on|from|like)\b"
    r"|tags?\s*:|topics?\s*:|categor(?:y|ies)\s*:|filed\s+under|©|\(c\)\s*(?:19|20)\d\d|\(c\)\s+(?-i:[A-Z][\w.]+(?:\s+[A-Z][\w.]+){0,3})\s*$|copyright\b"
    r"|all\s+rights\s+reserved|contact\s+us\b|tel(?:ephone)?\s*:"
    r"|(?:last\s+)?(?:updated|modified|reviewed)\s*(?::|on\b)|image\s+(?:source|caption)\b|home\s*[>»/|]"
    r"|(?:https?://|www\.)\S+$|\S+@\S+\.\w+$"
    r"|unlimited\s+access|archive\s+of\b|latest\s+(?:digital|print|online)\b)",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\bcookies?\b.{0,60}\b(?:preferences?|settings?|polic(?:y|ies)|accept|consent|browser|experience)\b"
    r"|\b(?:accept|manage|update|change|uses?|our|allow)\b.{0,30}\bcookies?\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\W*(?:from|only|just|now|for|pay)?\s*£\s?\d+(?:\.\d\d)?\s*(?:/|per\b|a\b|p/?m\b)\s*(?:month|year"
    r"|week|issue|annum|quarter)?\W*(?:\w+\W*){0,3}",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:subscri(?:be|bers?|ption)|digital\s+membership|free\s+trial|become\s+a\s+member"
    r"|membership\s+from)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\bnot\s+the\s+original\s+document\b"
    r"|\bthis\s+(?:article|story|page|piece)\s+(?:was|has\s+been)\s+(?:first\s+"
    r"|originally\s+)?(?:published|amended|updated|corrected)\b",
    re.IGNORECASE,
)
_INLINE = re.compile(r"\b(?:(?:Hide|Show)\s+Ads?(?:\b|(?=[A-Z]))\s*)+|\b(?:Article|Story)\s+continues\s+below\b")
_MORE = re.compile(
    r"(?:related|more|most\s+read|most\s+popular|recommended|trending|you\s+may|you\s+might|comments?\b"
    r"|latest|read\s+(?:more|next)|"
    r"also\s+in|don[’']t\s+miss|see\s+also)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?:;”\"’'…]\W*$")
EXAMPLES: tuple[tuple[str, bool], ...] = (
    ("Hide Ad", True),
    ("Latest newsLatest news", True),
    ("Update cookies preferences", True),
    ("From £12 / month", True),
    ("For more information about adoption go to: www.example.gov.uk/adopt", True),
    ("Share this article", True),
    ("Read more: Council sets its budget", True),
    ("© 2021 Anytown Gazette", True),
    ("(c) Anytown Gazette", True),
    ("(c) that the director bring a report to Cabinet in October.", False),
    ("Follow us on Facebook", True),
    ("Subscribe", True),
    ("Unlimited access to every article", True),
    ("We use cookies to improve your experience", True),
    ("This article was first published in the Anytown Gazette.", True),
    ("5 min read", True),
    ("(Image: Anytown Council)", True),
    ("Inspectors found that children share their views.", False),
    ("News of the grade reached staff on Monday.", False),
    ("The council will subscribe to the new standards, it said.", False),
    ("More work is needed, inspectors said.", False),
    ("Home visits are made on time.", False),
    ("Print deadlines were missed by the council.", False),
    ("Children’s services were rated good. Picture: Anytown Council", False),
    ("It will cost £12 million a year.", False),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: its place, its words on one line, the index of its block."""

    start: int
    end: int
    words: str
    block: int


def is_furniture(words: str) -> bool:
    """Whether a printed line is furniture of the page."""
    if len(words) > _LONGEST:
        return False
    bare = words.strip(" \t•*|·–-()[]►▶>«».:…")
    if not bare or _PLAIN.fullmatch(bare) or _START.match(words.lstrip("•*-| ")):
        return True
    short = len(bare.split()) <= 14
    return bool((short and _COOKIES.search(words)) or is_offer(words) or _NOTE.search(words))


def is_offer(words: str) -> bool:
    """Whether a short line asks for money: a price per month, or a subscription."""
    if len(words.split()) > 14 or words.rstrip().endswith("."):
        return False
    return bool(_PRICE.fullmatch(words) or _OFFER.search(words))


def is_sentence(words: str) -> bool:
    """Whether a line reads like a sentence of an article: long, or of some length with a stop at its end."""
    count = len(words.split())
    return count >= 25 or (count >= 8 and bool(_STOP.search(words)))


def furniture_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Indices of the rows that are furniture: by their words, as part of an offer, as teasers under a
    heading for more
    to read, or because they repeat or cut short what stands elsewhere."""
    found = {i for i, row in enumerate(rows) if is_furniture(row.words)}
    return frozenset(found | _offers(rows, found) | _teasers(rows, found) | _repeats(rows))


def _offers(rows: Sequence[Row], found: set[int]) -> set[int]:
    """Short lines next to an offer: what it includes, and its heading."""
    more: set[int] = set()
    for index in sorted(i for i in found if is_offer(rows[i].words)):
        at = index - 1
        while at >= 0 and index - at <= 12 and not is_sentence(rows[at].words):
            more.add(at)
            at -= 1
    first = _body_starts(rows)
    return {index for index in more if first is None or index > first}


def _body_starts(rows: Sequence[Row]) -> int | None:
    return next((i for i, row in enumerate(rows) if is_sentence(row.words)), None)


def _teasers(rows: Sequence[Row], found: set[int]) -> set[int]:
    """Headlines of other articles: lines with no stop under "Related stories" and the like, after the
    article's beginning."""
    more: set[int] = set()
    sentences = 0
    under = False
    for index, row in enumerate(rows):
        if index in found and _MORE.match(row.words.strip(" •")):
            under = sentences >= 3
        elif is_sentence(row.words):
            under, sentences = False, sentences + 1
        elif under and index not in found:
            more.add(index)
    return more


def _repeats(rows: Sequence[Row]) -> set[int]:
    """Lines that stand there again, and teasers that break off ("…") where another line goes on."""
    seen: set[str] = set()
    more: set[int] = set()
    lines = {row.words for row in rows}
    starts = {row.words[:60] for row in rows if not _broken_off(row.words)}
    for index, row in enumerate(rows):
        if row.words in seen and len(row.words.split()) >= 3:
            more.add(index)
        seen.add(row.words)
        half = row.words[: len(row.words) // 2]
        if len(half) >= 20 and row.words == half * 2 and half in lines:
            more.add(index)
        if _broken_off(row.words) and len(row.words) >= 60 and row.words[:60] in starts:
            more.add(index)
    return more


def _broken_off(words: str) -> bool:
    return words.rstrip(" )]").endswith(("...", "…"))


def cut_inline(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line cut before and after furniture that was run into it ("… it said. Hide Ad Hide Ad Next …")."""
    edges = [start]
    for match in _INLINE.finditer(text, start, end):
        edges += [match.start(), match.end()]
    pieces = zip(edges, [*edges[1:], end], strict=True)
    return [
        (a + len(text[a:b]) - len(text[a:b].lstrip()), b - len(text[a:b]) + len(text[a:b].rstrip()))
        for a, b in pieces
        if text[a:b].strip()
    ]
