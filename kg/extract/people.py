"""Who inspected: the lead on the cover and the team list, each person with the role that the label in front
states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.patterns import NAME, Flat, flatten
from kg.model import OWN, BlockKind, Document, Fact, InspectionStatement, Participation, Problem, Span

LABELS: tuple[tuple[str, str], ...] = (
    (r"Deputy\s+lead\s+inspectors?", "deputy-lead-inspector"),
    (r"(?:Joint\s+)?Lead\s+inspectors?(?:\s+on[-\s]site)?", "lead-inspector"),
    (r"Reporting\s+inspectors?", "lead-inspector"),
    (r"Shadow(?:ing)?\s+(?:team\s+)?inspectors?", "shadow-inspector"),
    (r"(?:Team|Additional|Supporting|Associate|Seconded|Contracted)\s+inspectors?", "inspector"),
    (r"Inspectors?(?:\s+on\s+the\s+team)?", "inspector"),
    (r"(?:Senior\s+)?data\s+analysts?", "data-analyst"),
    (r"Quality\s+assurance\s+(?:managers?|inspectors?)", "quality-assurance-manager"),
)
"""Labels of team lists → role's notation; tried in this order at the start of a line."""
_LABEL = re.compile(
    r"(?m)^[ \t]*(?:[•◼]\s*)?(?:" + "|".join(f"(?P<r{i}>{pattern})" for i, (pattern, _) in enumerate(LABELS)) + r")"
    r"(?:\s*:|\s*–|\s+-(?=\s)|(?=\s+[A-Z][a-z]+\s+[A-Z]))\s*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\(?\b(?:and\s+)?(?:(?:Senior|Seconded|Associate|Contracted|Additional|Ofsted|Regulatory|Social\s+Care)\s+)*"
    r"(?:(?:Her|His)\s+Majesty[’']?s?[’']?\s+Inspectors?|S?HMI[s]?|SCRI|RI|OI|AI|Inspectors?)\b(?:\s+designate)?\)?",
    re.IGNORECASE,
)
_PAREN = re.compile(r"\([^)]{0,60}\)|\bdesignate\)?|\bSenior\b\s*\)?|\b(?:Ofsted|CQC)\b")
_STOP = re.compile(
    r"\b(?:Any\s+complaints|Judgements?\s+Grade|Judgement\b|©|The\s+(?:Office|inspection|impact|experiences)|Age\s+group"
    r"|Inspection\s+date|Published|Report\s+published|What\s+|Overall\s|Information\b|Contents\b|Section\s|Children\b)"
)
_NICKNAME = re.compile(r"(?<=[a-z] )\([A-Z][a-z]+\)(?= [A-Z][a-z])")
_POST = re.compile(
    r"\b(?:Majesty|Inspect(?:or|ion)s?|Managers?|Directors?|Analysts?|Officers?|Advis[eo]rs?|Social|Regulatory)\b"
)
"""Words of posts: what holds one is no name."""
_MAJESTY = re.compile(r"\b(?:Majesty[’']?s?[’']?|Senior|Seconded|Regulatory|Care)\s+\Z")
_SPLIT = re.compile(r"\s*(?:[,;/&•]|\band\b|\bwith\b)\s*")
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame)\.?\s+")
_REACH = 700


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    honorific: str
    start: int
    end: int


def team(document: Document) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Every person whom a labelled line names as part of the inspection, each with each role once."""
    people: dict[tuple[str, str], tuple[str, str, list[Span]]] = {}
    problems: list[Problem] = []
    for label, role, stop in _labelled(document):
        flat = flatten(document.text, label.end(), stop)
        named = list(_names(flat))
        if not named and label.group().strip().endswith(":"):
            problems.append(_unread(document, label.start(), label.group().strip()))
        post = _singular(" ".join(label.group().strip(" :–•◼\t").split()))
        for person in named:
            where = Span(line_of(document, label.start()), flat.places[person.end - 1] + 1)
            people.setdefault((person.name, role), (post, person.honorific, []))[2].append(where)
    facts = [fact for (name, role), rest in people.items() for fact in _facts(name, role, *rest)]
    return tuple(facts), tuple(problems)


def _labelled(document: Document) -> Iterator[tuple[re.Match[str], str, int]]:
    """(label, role, where its names end at the latest) for every label at the start of a line in team lists
    or covers."""
    labels = [m for m in _LABEL.finditer(document.text) if _in_scope(document, m)]
    for index, label in enumerate(labels):
        role = next(LABELS[i][1] for i in range(len(LABELS)) if label.group(f"r{i}"))
        stop = min(label.end() + _REACH, len(document.text))
        if index + 1 < len(labels):
            stop = min(stop, labels[index + 1].start())
        break_off = _STOP.search(document.text, label.end(), stop)
        heading = next(
            (b.start for b in document.blocks if b.kind is BlockKind.HEADING and label.end() < b.start < stop),
            stop,
        )
        yield label, role, max(label.end() + 1, min(stop, break_off.start() if break_off else stop, heading))


def _in_scope(document: Document, label: re.Match[str]) -> bool:
    """A label counts with a colon, or where a name follows at once; "Inspectors: …" alone would fit prose.
    The end of a title that was broken over two lines is no label."""
    if _MAJESTY.search(document.text, max(0, label.start() - 20), label.start()):
        return False
    colon = label.group().strip().endswith((":", "–", "-"))
    return colon or bool(NAME.match(document.text, label.end()) and label.group().strip()[-1] != "s")


def _names(flat: Flat) -> Iterator[_Named]:
    """The names in a list, until a piece that is no name and no title."""
    text = _TITLE.sub(lambda m: "," * len(m.group()), flat.text)
    text = _NICKNAME.sub(lambda m: " " * len(m.group()), text)
    text = _PAREN.sub(lambda m: "," * len(m.group()), text)
    at = 0
    for separator in [*_SPLIT.finditer(text), None]:
        end = separator.start() if separator else len(text)
        piece = text[at:end]
        stripped = piece.strip(" .,:–-")
        if stripped:
            start = at + piece.index(stripped)
            honorific = _HONORIFIC.match(stripped)
            offset = honorific.end() if honorific else 0
            match = NAME.match(stripped, offset)
            if not match:
                return
            title = honorific.group().strip() if honorific else ""
            if not _POST.search(match.group()):
                yield _Named(" ".join(match.group().split()), title, start + offset, start + match.end())
            if match.end() < len(stripped):
                return
        at = separator.end() if separator else end


def _facts(name: str, role: str, post: str, honorific: str, spans: list[Span]) -> Iterator[Fact]:
    evidence = tuple(spans)
    yield Participation(
        evidence=evidence,
        confidence=0.98,
        extractor="people.team",
        inspection=OWN,
        person=name,
        role=role,
        post_title=post,
        honorific=honorific,
    )
    if role == "lead-inspector":
        yield InspectionStatement(
            evidence=evidence,
            confidence=0.98,
            extractor="people.team",
            inspection=OWN,
            property="leadInspector",
            value=name,
        )


def _singular(post: str) -> str:
    return re.sub(r"(inspector|analyst|manager)s\b", r"\1", post, flags=re.IGNORECASE)


def line_of(document: Document, offset: int) -> int:
    """Offset of the first character that is no white space on the line around `offset`."""
    while document.text[offset].isspace():
        offset += 1
    return offset


def _unread(document: Document, offset: int, label: str) -> Problem:
    page = document.offsets.page_at(offset)
    return Problem(
        document.path,
        "warning",
        f"page {page}",
        f"no name could be read after {label!r}",
        "check the names in the document",
    )
