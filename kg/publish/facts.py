"""The tables of facts: how each class of fact becomes the columns of its table, and what its row rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kg.graph.names import DCT, FOAF, INSP, OA, ORG, PROV, RDF
from kg.publish.source import Index, Source, notation

Cells = tuple[str, ...]
_TYPE = f"{RDF}type"
_MENTION = f"{INSP}Mention"
_INSPECTION, _BODY, _CONFIDENCE, _EXTRACTOR, _EVIDENCE = (
    f"{INSP}{name}" for name in ("inspection", "body", "confidence", "extractor", "evidence")
)
_PAGE, _START, _END, _EXACT = f"{INSP}page", f"{OA}start", f"{OA}end", f"{OA}exact"
_REPORTS = frozenset({"inspection-report", "inspection-letter"})


class FactRow(NamedTuple):
    """A fact as one document states it. `cells` are the table's own columns, the fact's IRI first; `rank`
    puts the row that is to be primary first."""

    table: str
    cells: Cells
    rank: tuple[bool, bool, float, str]
    confidence: str
    extractor: str
    document: str
    page: str
    start: int
    end: int
    quote: str
    inspection: str = ""

    @property
    def iri(self) -> str:
        """The fact's IRI."""
        return self.cells[0]


class DocumentFacts:
    """Reads the rows of one document's graph."""

    def __init__(self, source: Source, document: str, graph: Index) -> None:
        self.source = source
        self.document = document
        self.graph = graph
        self.file = graph.one(document, f"{INSP}path")
        self.is_report = notation(graph.one(document, f"{INSP}genre")) in _REPORTS

    def rows(self) -> Iterator[FactRow]:
        """A row for each fact of a class that has a table, then one for each inspection that the facts speak
        of."""
        spoken: dict[str, list[FactRow]] = {}
        for iri, about in self.graph.about.items():
            for kind in about[_TYPE]:
                shown = TABLES.get(kind)
                if shown is None:
                    continue
                table, cells = shown
                if kind == _MENTION:
                    thing = self.graph.one(iri, f"{INSP}about")
                    table = "services" if "/service/" in thing else table
                    row = self._row(table, iri, (thing, *cells(self, iri)))
                else:
                    row = self._row(table, iri, (iri, *cells(self, iri)))
                yield row
                if row.inspection:
                    spoken.setdefault(row.inspection, []).append(row)
        for inspection, rows in spoken.items():
            yield self._inspection(inspection, rows)

    def one(self, iri: str, name: str) -> str:
        """The first value of a property of our own; concepts by notation."""
        return notation(self.graph.one(iri, INSP + name))

    def several(self, iri: str, name: str) -> str:
        """All values of a property of our own, joined; concepts by notation."""
        return joined(notation(value) for value in self.graph.all(iri, INSP + name))

    def start_of(self, inspection: str) -> str:
        """First day of an inspection."""
        return self.source.one(inspection, f"{INSP}startDate")

    def gss_of(self, iri: str) -> str:
        """The code in the path of a judgement, inspection, board …: its second part."""
        return gss_of(self.source.path(iri))

    def _row(self, table: str, iri: str, cells: Cells) -> FactRow:
        inspection = self.graph.one(iri, _INSPECTION)
        confidence = self.graph.one(iri, _CONFIDENCE)
        passages = self.graph.all(iri, _EVIDENCE)
        first = passages[0]
        if len(passages) > 1:
            first = min(passages, key=lambda passage: (*self._place(passage), passage))
        start, end = self._place(first)
        return FactRow(
            table,
            cells,
            (self.source.one(inspection, f"{INSP}report") != self.document, not self.is_report,
             -float(confidence), self.file),
            confidence,
            self.graph.one(iri, _EXTRACTOR),
            self.file,
            self.graph.one(first, _PAGE),
            start,
            end,
            self.graph.one(first, _EXACT),
            inspection,
        )  # fmt: skip

    def _place(self, passage: str) -> tuple[int, int]:
        return int(self.graph.one(passage, _START)), int(self.graph.one(passage, _END))

    def _inspection(self, inspection: str, rows: list[FactRow]) -> FactRow:
        """The inspection's own row: it rests on the passage that states its dates, else on the first that
        names it."""
        dates = {"startDate": 0, "endDate": 1, "publicationDate": 2}

        def order(row: FactRow) -> tuple[int, int, str]:
            stated = row.cells[2] if row.table == "statements" else ""
            return dates.get(stated, 3), row.start, row.iri

        best = min(rows, key=order)
        cells = list(inspection_cells(self.source, inspection))
        stated = [row.cells[3] for row in rows if row.table == "statements" and row.cells[2] == "leadInspector"]
        if stated:  # as this document prints the names
            cells[_LEAD] = joined(stated)
        return best._replace(table="inspections", cells=(inspection, *cells))


_LEAD = 7
"""Where lead_inspector stands in `inspection_cells`."""


def joined(values: Iterator[str] | list[str]) -> str:
    """Several values in one cell, in order, each once."""
    return "; ".join(sorted({value for value in values if value}))


def gss_of(path: str) -> str:
    """The authority's code in a path, "" where it has none."""
    parts = path.split("/")
    return parts[1] if len(parts) > 1 and len(parts[1]) == 9 and parts[1][1:].isdigit() else ""


def inspection_cells(source: Source, inspection: str) -> Cells:
    """The columns of an inspection after its IRI, from its canonical description."""
    gss = gss_of(source.path(inspection))
    bodies = source.all(inspection, f"{INSP}inspects")
    authority = f"{source.base}authority/{gss}"
    body = authority if authority in bodies or not bodies else bodies[0]
    dates = (source.one(inspection, INSP + name) for name in ("startDate", "endDate", "publicationDate"))
    return (
        source.label(body),
        gss,
        notation(source.one(inspection, f"{INSP}framework")),
        notation(source.one(inspection, f"{INSP}status")),
        *dates,
        joined([source.label(person) for person in source.all(inspection, f"{INSP}leadInspector")]),
        joined(source.all(inspection, f"{INSP}legalBasis")),
    )


UNLISTED = "follow-up statements"
"""Facts without a table of their own: the follow-ups that rest on them quote them."""


def _statement(facts: DocumentFacts, iri: str) -> Cells:
    name = facts.graph.one(iri, f"{INSP}statedProperty").removeprefix(INSP)
    return (facts.graph.one(iri, _INSPECTION), name, facts.one(iri, "statedValue"))


def _body(facts: DocumentFacts, iri: str) -> Cells:
    inspection = facts.graph.one(iri, _INSPECTION)
    body = facts.graph.one(iri, _BODY)
    return (inspection, facts.source.label(body), facts.gss_of(inspection), facts.start_of(inspection))


def _judgement(facts: DocumentFacts, iri: str) -> Cells:
    return (
        *_body(facts, iri),
        facts.one(iri, "aspect"),
        facts.several(iri, "covers"),
        facts.one(iri, "grade"),
        facts.one(iri, "aspectAsWritten"),
        facts.one(iri, "gradeAsWritten"),
    )


def _recommendation(facts: DocumentFacts, iri: str) -> Cells:
    addressees = (facts.source.path(to) for to in facts.graph.all(iri, f"{INSP}addressedTo"))
    return (
        *_body(facts, iri),
        joined([_party(path) or facts.source.label(facts.source.base + path) for path in addressees]),
        *(facts.one(iri, name) for name in ("number", "position", "priority", "timescale", "text")),
        facts.several(iri, "theme"),
    )


def _party(path: str) -> str:
    return "lscb" if path.endswith("/lscb") else "authority" if path.startswith("authority/") else ""


def _person(facts: DocumentFacts, iri: str, link: str, role: str, organisation: str) -> Cells:
    person = facts.graph.one(iri, link)
    return (
        facts.one(iri, "nameAsWritten") or facts.source.label(person),
        facts.graph.one(iri, f"{FOAF}title"),
        notation(facts.graph.one(iri, role)),
        facts.one(iri, "postTitle"),
        facts.source.label(organisation or facts.source.one(person, f"{ORG}memberOf")),
        facts.graph.one(iri, _INSPECTION),
        *(facts.one(iri, name) for name in ("from", "until", "asOf", "interim", "party", "ward")),
    )


def _participation(facts: DocumentFacts, iri: str) -> Cells:
    return _person(facts, iri, f"{PROV}agent", f"{PROV}hadRole", "")


def _appointment(facts: DocumentFacts, iri: str) -> Cells:
    organisation = facts.graph.one(iri, f"{ORG}organization")
    return _person(facts, iri, f"{ORG}member", f"{ORG}role", organisation)


def _quotation(facts: DocumentFacts, iri: str) -> Cells:
    speaker = facts.source.label(facts.graph.one(iri, f"{INSP}speaker"))
    return (
        speaker or facts.one(iri, "speakerAsWritten"),
        facts.one(iri, "text"),
        joined(facts.graph.all(iri, f"{INSP}about")),
    )


def _finding(facts: DocumentFacts, iri: str) -> Cells:
    inspection = facts.graph.one(iri, _INSPECTION)
    body = facts.graph.one(iri, _BODY)
    about = (inspection, facts.source.label(body), facts.gss_of(inspection or body))
    return (
        *about,
        *(facts.one(iri, name) for name in ("aspect", "polarity", "text")),
        facts.several(iri, "theme"),
        facts.one(iri, "paragraph"),
    )


def _statistic(facts: DocumentFacts, iri: str) -> Cells:
    area = facts.graph.one(iri, f"{INSP}refArea")
    return (
        facts.one(iri, "indicator") or facts.one(iri, "indicatorText"),
        facts.one(iri, "value"),
        *(facts.one(iri, name) for name in ("qualifier", "unit")),
        facts.one(iri, "refDate") or facts.one(iri, "refPeriod"),
        facts.source.label(area) or area,
        facts.one(iri, "comparator"),
        facts.graph.one(iri, f"{INSP}comparedWith"),
    )


def _action(facts: DocumentFacts, iri: str) -> Cells:
    return (
        facts.source.label(facts.graph.one(iri, f"{INSP}actor")) or facts.one(iri, "actorAsWritten"),
        *(facts.one(iri, name) for name in ("text", "due", "state")),
        joined(facts.graph.all(iri, f"{INSP}respondsTo")),
    )


def _legislation(facts: DocumentFacts, iri: str) -> Cells:
    title, _, section = facts.one(iri, "provisionTitle").partition(", section ")
    return (title, f"section {section}" if section else "", facts.graph.one(iri, f"{INSP}provision"))


def _mention(facts: DocumentFacts, iri: str) -> Cells:
    """The thing that is mentioned, by the name that the document gives it: its row stands in the table of its kind, and
    begins with its own IRI."""
    thing = facts.graph.one(iri, f"{INSP}about")
    about = facts.source
    name = facts.one(iri, "nameAsWritten") or facts.source.label(thing)
    if "/service/" in thing:
        provider = about.one(thing, f"{INSP}providedBy")
        return (name, notation(about.one(thing, f"{INSP}serviceType")), facts.source.label(provider))
    kind = notation(about.one(thing, f"{DCT}type")) or _register_kind(facts.source.path(thing))
    within = about.one(thing, f"{ORG}subOrganizationOf") or about.one(thing, f"{ORG}linkedTo")
    return (name, about.one(thing, f"{INSP}abbreviation"), kind, facts.source.label(within))


def _register_kind(path: str) -> str:
    return (
        "local-authority" if path.startswith("authority/") else "inspectorate" if path == "organisation/ofsted" else ""
    )


TABLES: Mapping[str, tuple[str, Callable[[DocumentFacts, str], Cells]]] = {
    f"{INSP}InspectionStatement": ("statements", _statement),
    f"{INSP}Judgement": ("judgements", _judgement),
    f"{INSP}Recommendation": ("recommendations", _recommendation),
    f"{INSP}Participation": ("people", _participation),
    f"{INSP}Appointment": ("people", _appointment),
    f"{INSP}Quotation": ("quotations", _quotation),
    f"{INSP}Finding": ("findings", _finding),
    f"{INSP}FollowUpStatement": (UNLISTED, lambda _facts, _iri: ()),
    f"{INSP}Statistic": ("statistics", _statistic),
    f"{INSP}Action": ("actions", _action),
    f"{INSP}LegalReference": ("legislation", _legislation),
    f"{INSP}Mention": ("organisations", _mention),
}
"""Class of a fact → its table and what its columns hold. To add a class: one function, one line, its
columns."""
