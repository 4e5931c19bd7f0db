"""What running text states of an inspection, whoever wrote it: press, council news, committee papers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.action_links import answering
from kg.extract.article import ArticleParts, article_parts
from kg.extract.bodies_meant import BodiesMeant, Name
from kg.extract.came_out import told_publication
from kg.extract.findings import findings
from kg.extract.followups import follow_up_statements
from kg.extract.grade_tables import Table, table_grades, tables_in
from kg.extract.grades import judgements
from kg.extract.mentions import MAIN, Mentions, Sentence, find_mentions, sentences_of
from kg.extract.named_people import named_people
from kg.extract.numbers import number_of
from kg.extract.other_sectors import has_own_part, parts_of_others
from kg.extract.press_actions import press_actions
from kg.extract.quotations import quotations
from kg.extract.running_grades import PREVIOUS, running_grades
from kg.genres.content import content
from kg.genres.genre import Extraction, council_name
from kg.model import (
    Action,
    Block,
    BlockKind,
    BodyRef,
    Document,
    Fact,
    Finding,
    InspectionMention,
    InspectionStatement,
    Judgement,
    PartialDate,
    Problem,
    ToldPublication,
)
from kg.read.assemble import PageMeta
from kg.vocabulary import Authority, Lexicon

INSPECTORATE = re.compile(
    r"\bOfsted\b|\bHMI\b|\b(?:Her|His)\s+Majesty[’']?s?\s+Inspect(?:ors?|orate)\b|\binspectors?\b|\binspect(?:ed|ions?|orate)\b",
    re.IGNORECASE,
)
CHILDREN = re.compile(
    r"\bchildren[’']?s\s+(?:social\s+(?:care|services|work)|services?|department|directorate|care)\b|\bsocial\s+work(?:ers?)?\b"
    r"|\bcare\s+leavers\b|\bservices\s+for\s+(?:vulnerable\s+)?(?:children|young\s+people)\b|\bchildren\s+in\s+(?:(?:its|the\s+council[’']s)\s+)?care\b"
    r"|\b(?:young\s+people|those|children)\s+who\s+(?:leave|have\s+left|left|need\s+help|are\s+in)\b|\b(?:help|support|care|services)\s+(?:given\s+|offered\s+)?(?:to|for)\s+(?:\w+\s+)?children\b"
    r"|\blooked[\s-]after\s+children\b|\bchildren\s+looked\s+after\b|\bchild\s+protection\b|\bchildren\s+and\s+families\s+(?:services?|department)\b",
    re.IGNORECASE,
)
_ANOTHER_SUBJECT = re.compile(
    r"\bCQC\b|\bCare\s+Quality\s+Commission\b|\badult\s+(?:social\s+)?care\b|\bcare\s+homes?\b|\bhospitals?\b|\bhead\s?teachers?\b|\bpupils?\b"
    r"|\b(?:primary|secondary|nursery|infant|junior|special|high)\s+schools?\b|\b(?:school|academy|college|nursery|pre-?school|childminder)\b",
    re.IGNORECASE,
)
_NO_OVERALL_SINCE = "2026-04-27"
"""Ofsted's inspections that began on or after this day give no grade for overall effectiveness."""
_COUNCIL_NAME = re.compile(r"\s+(?:county\s+|city\s+|borough\s+|metropolitan\s+|district\s+)*council\b", re.IGNORECASE)
_YEARS_AGO = re.compile(
    r"\b(a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+years?\s+(?:ago|earlier|before|after)\b",
    re.IGNORECASE,
)
_YEAR_HEAD = re.compile(r"\W*(?:In\s+)?(?:[A-Z][a-z]+\s+)?(?P<year>(?:19|20)\d\d)\s*(?:$|[:–—-])")
"""A heading of a year: "2015: rock bottom"."""
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+")
_FOUND = re.compile(
    r"\bwhat\s+(?:the\s+)?(?:inspectors|Ofsted)\s+found\b|\b(?:inspection|Ofsted[’']?s?|inspectors[’']?|visit|key|main|headline)\s+findings\b|\bfindings\s+of\s+the\s+(?:inspection|visit|report)\b"
    r"|\bstrengths\b|\bareas\s+(?:for|of)\s+(?:improvement|development)\b",
    re.IGNORECASE,
)
_AREAS = ("help-and-protection", "looked-after-and-permanence", "leadership")


def speaks_of_inspection(document: Document, lexicon: Lexicon) -> bool:
    """Whether a text names an authority, the inspectorate and services for children."""
    return (
        bool(INSPECTORATE.search(document.text))
        and bool(CHILDREN.search(document.text))
        and next(iter(lexicon.find_authorities(document.text)), None) is not None
    )


def subject(document: Document, parts: ArticleParts, lexicon: Lexicon) -> tuple[Authority, str] | None:
    """The authority that a piece is about, and how it is first written: named in the title, else most often, by far."""
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    known: dict[str, Authority] = {}
    for start, end, authority in lexicon.find_authorities(
        document.text, parts.issued if len(parts.issued) == 10 else ""
    ):
        in_title = parts.title_span is not None and parts.title_span.start <= start < parts.title_span.end
        full = bool(_COUNCIL_NAME.match(document.text, end) or "council" in document.text[start:end].lower())
        counts[authority.gss] += 3 * in_title + 2 * full + 1
        known[authority.gss] = authority
        words.setdefault(authority.gss, document.text[start:end])
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
        return None
    return known[ranked[0][0]], words[ranked[0][0]]


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """What a piece says of inspections, grades and people, and whom it quotes. Of a round-up of several councils, in which
    none is the subject, what it says of each that it names."""
    parts = parts_of(document, lexicon)
    found = subject(document, parts, lexicon)
    body = BodyRef(found[1]) if found else BodyRef()
    council = council_name(found[0].name, lexicon) if found else ""
    issued = parts.issued or document.catalogue.issued
    tables = tables_in(document, parts.body, lexicon, issued)
    sentences = _sentences(document, parts, tables)
    of_children = _of_children(document, parts)
    mentions = _mentions(document, parts, sentences, body, found[0].gss if found else "", issued, lexicon)
    if not of_children:
        mentions = Mentions(by_key={MAIN: InspectionMention(key=MAIN, body=body)}, body=body)
    tabled = list(table_grades(tables, mentions, lexicon, found[0].gss if found else "", issued)) if of_children else []
    grades = _grades(document, parts, sentences, mentions, body, lexicon, tabled) if of_children else ()
    stated, unread = content(document, lexicon, council, *_pieces(document, parts), issued, "")
    acted = [one for one in stated if isinstance(one, Action)]
    stated = (*stated, *press_actions(document, parts.body, sentences, acted, issued))
    found_out = _found_out(document, parts, sentences, mentions, body, lexicon) if of_children else []
    people, speakers = named_people(document, parts, lexicon, council, issued)
    quoted = quotations(document, parts, speakers, lexicon)
    inspections = _used(mentions, grades, body, sentences, issued) if of_children else ()
    told = told_publication(mentions, sentences) if of_children and body.name and _undated(document, parts) else None
    facts = _kept((*mentions.facts, *grades, *found_out), inspections)
    about = (body,) if found else tuple(dict.fromkeys(one.body for one in inspections))
    return Extraction(
        title=parts.title,
        publisher=parts.publisher,
        author="; ".join(author.name for author in parts.byline),
        issued=parts.issued,
        about=about,
        inspections=inspections,
        facts=tuple(answering(document, (*_not_worked_out(facts, told), *people, *quoted, *stated))),
        problems=(*(() if about else (_no_subject(document),)), *unread),
        told=told,
    )


def _undated(document: Document, parts: ArticleParts) -> bool:
    """Whether neither a piece nor its owner says when it came out."""
    return not parts.issued and (not document.catalogue.issued or bool(document.catalogue.worked_out_from))


def _mentions(
    document: Document,
    parts: ArticleParts,
    sentences: Sequence[Sentence],
    body: BodyRef,
    gss: str,
    issued: str,
    lexicon: Lexicon,
) -> Mentions:
    names = [Name(start, end, one.gss, one.name) for start, end, one in lexicon.find_authorities(document.text)]
    meant = BodiesMeant(document.text, sentences, names, gss, body)
    mentions = find_mentions(sentences, body, issued, True, meant)
    for piece, year in _years_above(document, parts):
        key = next((key for key, one in mentions.by_key.items() if _of_year(one, year, body)), None)
        if key:
            mentions.heads.setdefault(piece, key)
    return mentions


def _years_above(document: Document, parts: ArticleParts) -> Iterator[tuple[int, str]]:
    """(first character of a paragraph, the year with which the heading above it begins)."""
    year = ""
    for block in parts.body:
        if block.kind is BlockKind.HEADING:
            match = _YEAR_HEAD.match(document.flat(block.start, block.end))
            year = match["year"] if match else ""
        elif year:
            yield block.start, year


def _of_year(one: InspectionMention, year: str, body: BodyRef) -> bool:
    done = one.status == "done" and not one.framework and one.body == body
    return done and bool(one.start and one.start.iso.startswith(year))


def _pieces(document: Document, parts: ArticleParts) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(all that is printed, the running text) of a piece, without the numbers and marks in front of its paragraphs."""
    prose = [(_words_from(document, block), block.end) for block in parts.body]
    title = [(parts.title_span.start, parts.title_span.end)] if parts.title_span else []
    return sorted({*prose, *title}), prose


def _words_from(document: Document, block: Block) -> int:
    """Where a block's words begin, behind a bullet or the number of a paragraph ("2.1")."""
    start = block.body if block.kind is BlockKind.ITEM else block.start
    number = _NUMBERED.match(document.text, start, block.end)
    return number.end() if number and number.end() < block.end else start


def _kept(facts: Sequence[Fact], inspections: Sequence[InspectionMention]) -> tuple[Fact, ...]:
    """The facts of an inspection of somebody: in a round-up, what is said of nobody who is named is let go."""
    keys = {one.key for one in inspections}
    return tuple(fact for fact in facts if getattr(fact, "inspection", "") in keys)


def _not_worked_out(facts: Sequence[Fact], told: ToldPublication | None) -> Iterator[Fact]:
    """The facts without a day of publication that counts from the piece's own day, where that was worked out from it."""
    for fact in facts:
        published = isinstance(fact, InspectionStatement) and fact.property == "publicationDate"
        if not (
            told and published and any(told.span.start < one.end and one.start < told.span.end for one in fact.evidence)
        ):
            yield fact


def _of_children(document: Document, parts: ArticleParts) -> bool:
    """Whether a piece is about services for children: its title and first two paragraphs do not speak of a school, a home
    or adult care alone."""
    spans = [(block.start, block.end) for block in parts.body if block.kind is not BlockKind.HEADING][:2]
    spans += [(parts.title_span.start, parts.title_span.end)] if parts.title_span else []
    start = " ".join(document.flat(*span) for span in spans)
    return bool(CHILDREN.search(start)) or not _ANOTHER_SUBJECT.search(start) or has_own_part(document, parts.body)


def _grades(
    document: Document,
    parts: ArticleParts,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    body: BodyRef,
    lexicon: Lexicon,
    tabled: Sequence[Judgement],
) -> tuple[Judgement, ...]:
    """The grades of tables, of running text and of rows ("Overall effectiveness: Good"), one fact for each; no overall grade
    for an inspection that cannot have one."""
    found: dict[tuple[str, str, str], Judgement] = {}
    running = running_grades(sentences, mentions, lexicon, _AREAS)
    for grade in (*tabled, *_rows(document, parts, mentions, body, lexicon), *running):
        key = grade.inspection, grade.aspect, grade.grade
        known = found.get(key)
        evidence = dict.fromkeys((*known.evidence, *grade.evidence)) if known else grade.evidence
        found[key] = replace(known or grade, evidence=tuple(evidence))
    return tuple(grade for grade in found.values() if not _cannot_be(grade, mentions))


def _rows(
    document: Document, parts: ArticleParts, mentions: Mentions, body: BodyRef, lexicon: Lexicon
) -> list[Judgement]:
    """The grades of lines that hold an aspect and its grade and nothing else."""
    lines = {(block.start, block.end) for block in parts.body}
    facts, _ = judgements(document, lexicon, body)
    return [
        replace(fact, inspection=mentions.main, evidence=(span,), extractor="grades.press-row")
        for fact in facts
        for span in fact.evidence[:1]
        if any(start <= span.start <= start + 3 and end - 3 <= span.end <= end for start, end in lines)
    ]


def _cannot_be(grade: Judgement, mentions: Mentions) -> bool:
    mention = mentions.by_key.get(grade.inspection)
    began = mention.start.iso if mention and mention.start else ""
    return grade.aspect == "overall-effectiveness" and began >= _NO_OVERALL_SINCE


def _sentences(document: Document, parts: ArticleParts, tables: Sequence[Table]) -> list[Sentence]:
    aside = {block for table in tables for block in table.blocks} | set(parts_of_others(document, parts.body))
    own = [block for block in parts.body if (block.start, block.end) not in aside]
    pieces = [(block.start, block.end) for block in own if block.kind is not BlockKind.HEADING]
    if parts.title_span:
        pieces.insert(0, (parts.title_span.start, parts.title_span.end))
    return sentences_of(document.text, sorted(set(pieces)))


def _used(
    mentions: Mentions, grades: Sequence[Judgement], body: BodyRef, sentences: Sequence[Sentence], issued: str
) -> tuple[InspectionMention, ...]:
    """The mentions that facts refer to, and the earlier one that grades speak of without a date."""
    keys = {getattr(fact, "inspection", "") for fact in (*mentions.facts, *grades)}
    found = [
        replace(m, main=key == mentions.main)
        for key, m in mentions.by_key.items()
        if m.body.name and (key in keys or key == MAIN)
    ]
    if body.name and any(grade.inspection == PREVIOUS for grade in grades):
        ago = next((m[1] for s in sentences if (m := _YEARS_AGO.search(s.flat.text))), "")
        main = mentions.by_key[mentions.main].start
        year = (main.iso if main else issued)[:4]
        start = PartialDate(str(int(year) - _years(ago))) if year and ago else None
        found.append(InspectionMention(key=PREVIOUS, body=body, years_before=_years(ago), start=start))
    return tuple(found)


def _found_out(
    document: Document,
    parts: ArticleParts,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    body: BodyRef,
    lexicon: Lexicon,
) -> list[Fact]:
    """What inspectors found, and what the piece says became of what they had asked for before."""
    places = [(sentence.start, sentence.end) for sentence in sentences]
    followed = follow_up_statements(document, lexicon, body, places, mentions.main)
    return [*_findings(document, parts, sentences, mentions, body, lexicon), *followed]


def _findings(
    document: Document,
    parts: ArticleParts,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    body: BodyRef,
    lexicon: Lexicon,
) -> list[Finding]:
    """The findings, each with the inspection that its sentence names, else the one that the piece is about."""
    told = _told(document, parts)
    found, _ = findings(document, lexicon, body, [(s.start, s.end) for s in sentences], (), told)
    tied = []
    for one in found:
        place = one.evidence[0].start
        sentence = next((s for s in sentences if s.start <= place < s.end), None)
        whose = mentions.body_at(sentence, place) if sentence else body
        if whose is None:
            continue
        key = (mentions.key_near(sentence, body=whose) if sentence else None) or mentions.main_of(whose)
        key = key if mentions.by_key[key].status == "done" else mentions.main_of(whose)
        tied.append(replace(one, inspection=key, body=whose))
    return tied


def _told(document: Document, parts: ArticleParts) -> list[tuple[int, int]]:
    """Where all is reported from the inspectorate: what stands under "What inspectors found" and the like."""
    inside, found = False, []
    for block in parts.body:
        words = document.flat(block.body if block.kind is BlockKind.ITEM else block.start, block.end)
        if block.kind is BlockKind.HEADING or (len(words) < 70 and words[-1:] not in ".;:,"):
            inside = bool(_FOUND.search(words))
        elif inside:
            found.append((block.start, block.end))
    return found


def _years(words: str) -> int:
    return 1 if words.lower() == "a" else number_of(words) if words else 0


def _no_subject(document: Document) -> Problem:
    what = "it speaks of an inspection, but not clearly of one authority"
    return Problem(document.path, "warning", "document", what, "read it yourself: no inspection facts were kept")


def parts_of(document: Document, lexicon: Lexicon) -> ArticleParts:
    meta = PageMeta(publisher=document.publisher, author=document.author, issued=document.issued)
    return article_parts(document, lexicon, meta)
