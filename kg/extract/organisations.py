"""The bodies that a document names: inspectorate, councils, boards, committees, panels, teams, hubs, partners, charities.

Bodies that are known by name stand in the vocabulary of partners; the others are found by what their names end in. One fact for
each body and document, in full with its abbreviation; its mentions are the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.even import Even, even, made_even, plain_words
from kg.extract.organisation_abbreviations import Abbreviation, abbreviations
from kg.extract.organisation_mentions import Mention, mentions
from kg.extract.organisation_names import Named, generic
from kg.extract.organisation_words import KINDS
from kg.extract.prose import Pieces, Places, printed_pieces
from kg.model import Document, OrganisationMention, Span
from kg.vocabulary import Concept, Lexicon

_MOST = 5
_BOARD = "safeguarding-children-board"
_COUNCIL = "council itself"
_OURS = frozenset({"council", "authority", "county", "city", "borough"})
_PART_OF = re.compile(
    r"(?:\s\([A-Za-z&]+\))?\s(?:of|within|part\sof)\sthe\s"
    r"(?P<whole>(?:[A-Z][\w'&-]+\s){0,5}?(?:[A-Z]{3,6}|Board|Partnership|Trust|Council|council|board))\b"
)
_COUNCIL_WORDS = re.compile(
    r"^(?:the\s)?(?:london|royal)\sborough\sof\s|\s(?:london|royal)\sborough|\s(?:county|city|metropolitan|borough|district|unitary|council)\b"
)
_STRAY_MARK = re.compile(r"(?<=[^\Ws])'(?=\s|$)")
"""The closing mark of a name in quote marks; after an s it may be a possessive."""
_PLURAL_S = re.compile(r"(?<=[A-Z])s$")
_LAST_WORD = re.compile(r"[a-z]+$")
_NO_PLACE = frozenset(
    "local children safeguarding childrens board partnership and the lscb for strategic s young people peoples".split()
)


@dataclass(slots=True)
class _Body:
    """A body while its mentions are gathered: names as printed, with how often; abbreviation, kind, whole, places."""

    kind: str
    known: Concept | None = None
    written: dict[str, int] = field(default_factory=dict)
    short: str = ""
    part_of: str = ""
    full: list[Span] = field(default_factory=list)
    brief: list[Span] = field(default_factory=list)


def organisations(
    document: Document, lexicon: Lexicon, authority: str, pieces: Pieces | None = None
) -> tuple[OrganisationMention, ...]:
    """One fact for each body that is named in the pieces (start, end) of the document, by first mention.

    Args:
        authority: the name of the council that the document is about, for itself and its safeguarding board; "" for none.
        pieces: where to look; every block but the imprint where it is not given.
    """
    searched = even(document.text)
    gathered = _Gathering(searched, authority)
    places = Places(pieces if pieces is not None else printed_pieces(document))
    for mention in mentions(searched, lexicon):
        if places.piece(mention.named.start, mention.named.end):
            gathered.add(mention)
    for abbreviation in abbreviations(searched):
        gathered.abbreviate(abbreviation)
    gathered.find_authority()
    gathered.join_short_forms()
    return gathered.facts()


class _Gathering:
    """Bodies by what tells them apart, in the order in which they are first named."""

    def __init__(self, searched: Even, authority: str) -> None:
        self._searched = searched
        self._authority = authority
        place = [word for word in plain_words(authority) if word not in KINDS and word not in _OURS]
        self._place = frozenset(place) - {"of", "and", "london", "royal", "metropolitan", "district"}
        self._bodies: dict[str, _Body] = {}
        self._at: dict[int, str] = {}

    def add(self, mention: Mention, kind_of: str = "") -> None:
        """Take up a mention; `kind_of` is the word that stands behind its abbreviation ("… (XYZ) panel")."""
        named = mention.named
        written = " ".join((*self._searched.text[named.start : named.end].split(), *kind_of.split()))
        written = _STRAY_MARK.sub("", written)
        if written.lower() == written and written.endswith("panels"):
            written = written[:-1]
        short = bool(mention.known) and " " not in written and " " in (mention.known.label if mention.known else "")
        key = self._key(mention, written)
        body = self._bodies.setdefault(
            key, _Body(mention.known.broader if mention.known else named.kind, mention.known)
        )
        if short:
            body.short = body.short or _PLURAL_S.sub("", written)
            body.brief.append(Span(named.start, named.end))
        else:
            body.written[written] = body.written.get(written, 0) + 1
            body.full.append(Span(named.start, named.end))
        body.part_of = body.part_of or self._whole(named)
        self._at[named.end] = key

    def _key(self, mention: Mention, written: str) -> str:
        words = plain_words(written)
        if mention.known:
            return self._board_key(words) if mention.known.notation == _BOARD else mention.known.notation
        if self._place and self._place <= set(words) and (mention.named.kind == "local-authority" or len(words) == 1):
            return _COUNCIL
        if words[-1].endswith("s") and words[-1][:-1] in KINDS:
            words[-1] = words[-1][:-1]
        return " ".join(words)

    def _board_key(self, words: list[str]) -> str:
        """The area's own board, whatever it is called, but for one that is named with another place."""
        foreign = set(words) - _NO_PLACE - self._place
        return f"{_BOARD} {' '.join(words)}" if foreign and self._place and not self._place & set(words) else _BOARD

    def _whole(self, named: Named) -> str:
        """What the body is said to be part of, as a name, or ""."""
        match = _PART_OF.match(self._searched.text, named.end, named.end + 90)
        whole = named.owner or (match["whole"] if match else "")
        return self._authority if whole.lower() in _OURS else "" if whole.lower() == "board" else whole

    def abbreviate(self, found: Abbreviation) -> None:
        """Take up an abbreviation: of a body that is known by now, or of one that its last word tells to be one."""
        text = self._searched.text
        key = self._at.get(found.end)
        if key is None:
            last = _LAST_WORD.search(self._searched.lower, max(found.start, found.end - 15), found.end)
            head = last.group().removesuffix("s") if last else ""
            if not found.meeting and (head not in KINDS or generic(self._searched, found.start, found.end)):
                return
            kind = KINDS.get(found.meeting.removesuffix("s")) or KINDS.get(head, "committee")
            self.add(
                Mention(Named(found.start, found.end, kind)), "" if head in KINDS else found.meeting.removesuffix("s")
            )
            key = self._at[found.end]
        body = self._bodies[key]
        if not body.short or text[found.start : found.end] == max(body.written, default="", key=len):
            body.short = found.short

    def find_authority(self) -> None:
        """Take up the council by the name of its place, where it is not named in full."""
        if not self._authority or _COUNCIL in self._bodies:
            return
        plain = made_even(self._authority).lower
        place = _COUNCIL_WORDS.sub("", plain).strip()
        for name in (plain, place):
            named = re.search(rf"{re.escape(name)}(?!\w)", self._searched.lower) if name else None
            at = named.start() if named else -1
            if at >= 0 and self._searched.text[at].isupper():
                body = self._bodies[_COUNCIL] = _Body("local-authority")
                body.written[self._authority] = 1
                body.full.append(Span(at, at + len(name)))
                return

    def join_short_forms(self) -> None:
        """Make one body of a name and the one longer name that ends in it ("the scrutiny committee")."""
        open_ = {key: key.split(" ") for key, body in self._bodies.items() if not body.known and key != _COUNCIL}
        for key, words in open_.items():
            longer = [k for k, other in open_.items() if len(other) > len(words) and other[-len(words) :] == words]
            longer = [k for k in longer if k in self._bodies]
            if len(longer) == 1 and len(words) > 1 and key in self._bodies:
                self._join(self._bodies[longer[0]], self._bodies.pop(key))

    @staticmethod
    def _join(body: _Body, other: _Body) -> None:
        if other.full and body.full and other.full[0] < body.full[0]:
            body.written = {**other.written, **body.written}
        else:
            body.written.update(other.written)
        body.full = sorted((*body.full, *other.full))
        body.brief = sorted((*body.brief, *other.brief))
        body.short, body.part_of = body.short or other.short, body.part_of or other.part_of

    def facts(self) -> tuple[OrganisationMention, ...]:
        """The bodies as facts, by first mention."""
        facts = [self._fact(body) for body in self._bodies.values()]
        return tuple(sorted(facts, key=lambda fact: fact.evidence[0]))

    def _fact(self, body: _Body) -> OrganisationMention:
        if body.short and len(body.full) < _MOST and not body.brief:
            body.brief = list(self._places_of(body.short, _MOST))
        evidence = [*body.full[:_MOST], *body.brief][:_MOST]
        return OrganisationMention(
            evidence=tuple(evidence),
            confidence=0.95 if body.known else 0.85,
            extractor="organisations",
            name=self._name(body),
            abbreviation=body.short,
            kind=body.kind,
            part_of=body.part_of,
        )

    def _name(self, body: _Body) -> str:
        """The name in full: with its place where it is printed so, a known body's own, else as it is mostly printed."""
        known = {" ".join(plain_words(label)).removesuffix("s") for label in body.known.labels} if body.known else set()
        special = [name for name in body.written if " ".join(plain_words(name)).removesuffix("s") not in known]
        if body.known and not special:
            return body.known.label
        chosen = special or list(body.written)
        length = {name: len(plain_words(name)) if body.known else 0 for name in chosen}
        return max(chosen, key=lambda name: (length[name], body.written[name], -chosen.index(name)))

    def _places_of(self, short: str, most: int) -> Iterator[Span]:
        text, at = self._searched.text, -1
        while most and (at := text.find(short, at + 1)) >= 0:
            end = at + len(short)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                most -= 1
                yield Span(at, end)
