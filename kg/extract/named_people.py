"""People in public roles whom an article names: title of address, name, post, organisation, party, ward,
since when.

A name counts with a post or an office beside it, or on the byline. Children, their families and other
private people have
neither; so they are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.article import ArticleParts, Author
from kg.extract.holders import Affiliation, Held, Setting, affiliation, council_before, held, office, one_title
from kg.extract.patterns import Flat, flatten
from kg.extract.people_facts import appointments, mentions
from kg.extract.person_names import PLACE_AFTER, Candidate, candidates
from kg.extract.post_phrases import led_by, phrase_after
from kg.extract.post_words import HEAD
from kg.extract.posts import Post, is_plural, post_after, post_before
from kg.extract.speakers import Speakers
from kg.model import Appointment, Document, Span
from kg.vocabulary import Lexicon

_COMMA = re.compile(
    r"(?:\s*\([^()]{1,80}\))?(?:,\s+(?:\d{1,2},\s+)?(?:\((?:right|left|above|below"
    r"|pictured)[^()]{0,30}\),?\s+)?|\s+[–—-]\s+|\s+\((?=[a-z]))"
    r"(?:who(?:[’']s|\s+(?:is|(?:was|had\s+been)(?=\s+(?:the\s+|its\s+|their\s+)?(?:then\s+|interim\s+|acting\s+)*(?:director|leader|cabinet|lead|chief|executive|head)\b)|was\s+appointed(?:\s+as)?|was\s+named|has\s+been|became"
    r"|took\s+over\s+as))\s+(?:(?:now|currently|also)\s+)?|(?:now|currently|then)\s+)?"
)
_BRACKET = re.compile(r"\s+\((?=[^()]+\))")
_IS = re.compile(
    r"\s+(?:is(?:\s+now|\s+currently)?|ha[sd]\s+been(?=\s+(?:(?:the|its|their|our)\s+)?(?:(?:interim|acting|permanent|strategic|corporate|executive)\s+)*(?:director|leader|cabinet|lead|chief|head)\b)|has\s+been\s+appointed(?:\s+as)?|was\s+appointed(?:\s+as)?|became|took\s+over\s+as"
    r"|(?:has\s+been|was|will\s+be|is\s+to\s+be)\s+(?:named|confirmed|announced|unveiled|appointed|made|elected|chosen|promoted\s+to)(?:\s+as)?"
    r"|will\s+become|(?:who\s+)?joins?(?:ed)?\s+(?:the\s+)?[\w’' ]{3,40}?\s+as|will\s+take\s+over\s+as"
    r"|as)\s+(?=[a-z])"
)
_IS_BEFORE = re.compile(r"\s+(?:is|was|will\s+be|remains)\s+$")
_LEFT = re.compile(
    r"(?:,\s+who)?\s+(?:(?:has|had)\s+)?(?:since\s+)?(?:resigned|stepped\s+down|stood\s+down|quit|retired|become|continues"
    r"|returned|(?:was\s+)?sent\s+in|left(?:\s+(?:his|her|their)\s+post)?)(?:\s+as)?\s+(?=[a-z])"
)
_SERVES = re.compile(
    r"(?:,\s+who)?\s+(?:(?:has|had)\s+)?(?:been\s+)?(?:stepped\s+(?:in|up)|came\s+in|arrived|(?:was\s+)?(?:drafted|brought|parachuted|called)\s+in"
    r"|took\s+charge|serves?|served|acts?|acted|acting)\s+as\s+(?=[a-z])"
    r"|(?:,?\s+who)?\s+(?:has\s+)?(?:took|taken|takes)\s+up\s+(?:the|his|her)\s+(?:new\s+)?(?:post|role|job|position)\s+(?:of|as)\s+(?=[a-z])"
    r"|(?:,?\s+who)?\s+(?:came|moved|arrived|went|returned)\s+(?:to|in|from)\s+[^.,;:]{2,50}?\s+as\s+(?=[a-z])"
    r"|\s+(?:to|in|into)\s+the\s+(?:post|role|position|job)\s+of\s+(?=[a-zA-Z])"
)
_REPLACED = re.compile(
    r"(?:,\s+who)?\s+(?:has\s+|will\s+|is\s+to\s+)?(?:replace[ds]?|succeed(?:ed|s)?|t(?:ook|akes|aken|ake)\s+over\s+from)\s+"
    r"(?:[A-Z][\w’'.-]*\s+){1,5}as\s+(?=[a-z])"
)
"""A post that is told by whom its holder followed: "replaced Cllr Marsh as leader"."""
_SHE_IS = re.compile(
    r"[^.!?;:“”\"]{0,140}\.\s+(?:She|He)\s+(?:is|was|became|has\s+been|took\s+over\s+as|(?:was|has\s+been)\s+(?:appointed|named|confirmed)(?:\s+as)?"
    r"|joined\s+(?:the\s+(?:council|authority)\s+)?as|(?:served|started|stepped\s+in|arrived)\s+as)\s+(?:(?:now|currently|its|the|their|our)\s+)?(?=[a-z])"
)
"""A sentence of its own that says what the one just named is: "… Ann Bell. She took over as director in May"."""
_MARK = re.compile(r"[.;:!?](?=\s)")
_APPOINTED = re.compile(r"\b(?:appoint|nam|confirm|chos|install|sen[dt]|unveil)\w*\s+$")
_ASIDE_AS = re.compile(r"(?:,\s[^,.;]{3,90},)?\s+as\s+(?=[a-zA-Z])")
"""How a post follows the name of who was appointed: "appointed Ann Bell, a former head in Derby, as commissioner"."""
_HERE = re.compile(r"\b(?:in|at|from)\s+(?:our|its|their|the)\s+$")
_AND_THE = re.compile(r"\band\s+(?:the|its)\s+$")
_AND_POST = re.compile(r",?\s+and\s+(?:also\s+|now\s+)?")
_AND = re.compile(r"(?:[^();]{0,25}\))?(?:\s+(?:and|&)\s+|,\s+)")
_SENTENCE = re.compile(r"[.!?”\"’]\s+(?=[A-Z“\"‘])|[“”\":;]|\s[–—]\s")
_NAME_WORDS, _POST_WORDS = 5, 16
"""How long the lines of a signature are at most."""
_COUNCILLOR = re.compile(r"(?:(?:county|city|borough|district|ward|town)\s+)?councillor", re.IGNORECASE)


@dataclass(slots=True)
class _Reading:
    setting: Setting
    text: str = ""
    held: list[Held] = field(default_factory=list)
    seen: list[tuple[Candidate, Flat]] = field(default_factory=list)


def named_people(
    document: Document, parts: ArticleParts, lexicon: Lexicon, council: str, issued: str = ""
) -> tuple[tuple[Appointment, ...], Speakers]:
    """Everybody in a public role whom the article names, a fact for each post, and who is meant where.

    `council`: name of the council that the article is about, for its posts that name no organisation. An
    organisation of
    "" means that none is known, not the council. `issued`: the day from which "since May" counts, where the text prints
    none.
    """
    reading = _Reading(Setting(lexicon, council, parts.issued or issued), document.text)
    flats = [flatten(document.text, start, end) for start, end in _with_signatures(document, parts)]
    for flat in flats:
        _read(reading, flat)
    facts = (*appointments(reading.held, reading.seen), *(_of_author(a, parts.publisher) for a in parts.byline))
    return facts, Speakers(mentions(facts, flats), council)


def _with_signatures(document: Document, parts: ArticleParts) -> Iterator[tuple[int, int]]:
    """The blocks, a line that is a name alone together with the line right below it that holds a post."""
    spans = [(block.start, block.end) for block in parts.body]
    at = 0
    while at < len(spans):
        start, end = spans[at]
        at += 1
        if at < len(spans) and len(document.text[start:end].split()) <= _NAME_WORDS:
            below = document.flat(*spans[at])
            adjoining = document.text[end : spans[at][0]].strip(" ") == "\n"
            if adjoining and len(below.split()) <= _POST_WORDS and HEAD.search(below) and below[-1] not in ".!?:":
                end = spans[at][1]
                at += 1
        yield start, end


def _of_author(author: Author, publisher: str) -> Appointment:
    return Appointment(
        evidence=(author.span,),
        confidence=0.95,
        extractor="named_people.byline",
        person=author.name,
        role="journalist",
        post_title=author.post_title or "Journalist",
        organisation=publisher,
    )


def _read(reading: _Reading, flat: Flat) -> None:
    """The people of one block; names joined by "and" share a post in the plural."""
    before: tuple[Candidate, list[Held]] | None = None
    end = 0
    found = list(_outside_brackets(reading.setting, flat.text))
    for index, candidate in enumerate(found):
        who = candidate
        reading.seen.append((who, flat))
        limit = found[index + 1].start if index + 1 < len(found) else len(flat.text)
        own = _posts_of(reading, flat, who, end, limit)
        if before and _AND.fullmatch(flat.text[end : who.start]):
            own = own or _shared(flat, before, who)
            who = replace(who, honorific=who.honorific or _several(before[0]))
            reading.held += _shared_back(flat, before, own)
        reading.held += own
        end = max([who.end, *(_index(flat, one.span.end, who.start) for one in own)])
        before = (who, own)


def _outside_brackets(setting: Setting, text: str) -> Iterator[Candidate]:
    """The candidates but those in the brackets behind another: a ward's name can look like a person's."""
    end = 0
    for who in candidates(text):
        if who.start >= end:
            yield who
            end = affiliation(setting, text, who.start, who).end


def _index(flat: Flat, end: int, low: int) -> int:
    """Where a document's offset of an end stands in the line; `low` where it lies before the name."""
    return flat.places.index(end - 1, low) + 1 if end > flat.places[low] else low


def _several(who: Candidate) -> str:
    """A title of address in the plural ("Cllrs"), which holds for the names that follow as well; else ""."""
    return who.honorific if who.honorific.endswith("s") and who.honorific not in ("Mrs", "Ms", "Miss") else ""


def _shared(flat: Flat, before: tuple[Candidate, list[Held]], who: Candidate) -> list[Held]:
    """The post of the name before, in the plural: "Cllrs A and B", "co-leaders A and B"."""
    first, posts = before
    several = _several(first)
    if not posts or " " not in who.name or not (several or is_plural(posts[0].title)):
        return []
    span = Span(posts[0].span.start, flat.places[who.end - 1] + 1)
    honorific = one_title(who.honorific or first.honorific)
    same = replace(posts[0], name=who.name, honorific=honorific, span=span, party="", ward="", full=True)
    return [same if is_plural(same.title) else replace(same, title="Councillor", role="councillor", since="")]


def _shared_back(flat: Flat, before: tuple[Candidate, list[Held]], own: Sequence[Held]) -> list[Held]:
    """The post of this name for the one before, in the plural: "A and B, assistant directors"."""
    first, posts = before
    if posts or not own or " " not in first.name or not is_plural(own[0].title):
        return []
    span = Span(flat.places[first.start], own[0].span.end)
    return [replace(own[0], name=first.name, honorific=one_title(first.honorific), span=span)]


def _posts_of(reading: _Reading, flat: Flat, who: Candidate, low: int, limit: int) -> list[Held]:
    """The posts that stand with a name, before it and after it; else the office that its title of address
    is."""
    text = flat.text
    edges = [m.end() for m in _SENTENCE.finditer(text, max(low, who.start - 200), who.start)]
    start = max([low, *edges])
    stated = affiliation(reading.setting, text, start, who)
    if " " in who.name and not who.honorific and _HERE.search(text, max(0, who.start - 14), who.start):
        return []
    appointed = bool(_APPOINTED.search(text, max(0, who.start - 24), who.start))
    front = _before(text, start, who)
    behind = list(_after(text, stated.end, limit, appointed)) or _below(reading, flat, who)
    if front and behind and _COUNCILLOR.fullmatch(front.title):
        who = replace(who, start=front.start, honorific=who.honorific or front.title)
        behind = [replace(post, organisation=post.organisation or front.organisation) for post in behind]
        front = None
    posts = [post for post in (front, *behind) if post]
    if not posts:
        return _by_office(reading, flat, who, start, stated)
    named = bool(who.honorific) or " " in who.name
    found = [held(reading.setting, flat, who, post, stated) for post in posts if named]
    leads = any(one.role == "lead-inspector" for one in found)
    return [one for one in found if not (leads and one.role == "inspector")]


def _before(text: str, low: int, who: Candidate) -> Post | None:
    """The post before a name: right before it, "(Name)" behind it, "the leader is Name", "inspectors, led by Name"."""
    told = led_by(text, low, who.start)
    if told:
        return told
    if text[who.start - 1 : who.start] == "(" and text[who.end : who.end + 1] == ")":
        return post_before(text, low, who.start - 1)
    is_ = _IS_BEFORE.search(text, low, who.start)
    if is_:
        return post_before(text, low, is_.start())
    return post_before(text, low, who.start)


def _by_office(reading: _Reading, flat: Flat, who: Candidate, low: int, stated: Affiliation) -> list[Held]:
    elected = "Councillor" if stated.party and stated.ward else stated.party
    title = office(who) or (elected if " " in who.name else "")
    if not title:
        return []
    first, council = council_before(reading.setting, flat.text, low, who)
    one = held(reading.setting, flat, who, Post(who.start, who.end, title, council), stated)
    return [replace(one, span=flat.span(min(first, stated.start), max(stated.end, who.end)))]


def _after(text: str, after: int, limit: int, appointed: bool) -> Iterator[Post]:
    """The posts behind a name: after a comma or dash, "is", "who chairs"; several joined by "and".

    `limit`: where the next candidate for a name starts, or the text's end; `appointed`: whether a verb of appointing stands
    before the name.
    """
    told = phrase_after(text, after)
    if told:
        yield told
        return
    past = _REPLACED.match(text, after) or (_ASIDE_AS.match(text, after) if appointed else None)
    if past and (post := post_after(text, past.end(), len(text))):
        yield post
        return
    bracket = _BRACKET.match(text, after)
    opened = bracket and post_after(text, bracket.end(), text.find(")", after) + 1)
    link = (
        bracket
        if opened
        else _LEFT.match(text, after)
        or _SERVES.match(text, after)
        or _COMMA.match(text, after)
        or _IS.match(text, after)
    )
    link = link or _SHE_IS.match(text, after, limit)
    at = link.end() if link else len(text)
    while post := post_after(text, at, len(text)):
        if post.start > limit or (limit < len(text) and _belongs_to_next(text, post, limit)):
            return
        yield post
        joint = _AND_POST.match(text, post.end)
        if not joint or joint.end() >= limit:
            return
        at = joint.end()


def _below(reading: _Reading, flat: Flat, who: Candidate) -> list[Post]:
    """The post on the line below a name that fills its own, as at a letter's end."""
    last = flat.places[who.end - 1] + 1
    line = reading.text[reading.text.rfind("\n", 0, flat.places[who.start]) + 1 : last].strip()
    if reading.text[last : last + 1] != "\n" or len(line) > who.end - who.start + 12 or who.end + 1 >= len(flat.text):
        return []
    below = reading.text.find("\n", last + 1)
    limit = min(len(flat.text), who.end + 1 + (below if below >= 0 else len(reading.text)) - last - 1)
    post = post_after(flat.text, who.end + 1, limit)
    return [post] if post else []


def _joined(text: str, start: int) -> bool:
    """Whether a post follows "and the", so that the name behind its comma is a second person's."""
    return bool(_AND_THE.search(text, max(0, start - 16), start))


def _belongs_to_next(text: str, post: Post, limit: int) -> bool:
    """Whether the next name follows a post at once ("…, director of people Jane Doe") or stands in it."""
    at_once = (
        post.end < limit < post.end + 3
        and not _MARK.search(text, post.end, limit)
        and ("," not in text[post.end : limit] or _joined(text, post.start))
    )
    place = PLACE_AFTER.search(text, max(post.start, limit - 12), limit)
    return at_once or (post.start < limit < post.end and not post.organisation and not place)
