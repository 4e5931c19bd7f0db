"""The picture of a build, read off its tables; who took part and who was inspected, off its store."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import BuildNotFound
from kg.graph.names import VOCAB
from kg.graph.query import Rows, run_query
from kg.graph.store import base_of, open_store
from kg.publish.network_model import OTHERS, Kind, Link, Network, Node, Quote
from kg.vocabulary import Concept, Lexicon, lexicon

Row = dict[str, str]
QUOTE_CHARS = 300
LABEL_CHARS = 28
OVERALL = "overall-effectiveness"
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_WHO = "SELECT ?fact ?person ?body { ?fact prov:agent|org:member ?person OPTIONAL { ?fact org:organization ?body } }"
_WHOM = "SELECT ?inspection ?body { ?inspection a insp:Inspection ; insp:inspects ?body }"
_DATES = {"startDate": "Began", "endDate": "Ended", "publicationDate": "Published"}


def read_network(build: Path, base: str = "") -> Network:
    """Everything that a build's page can show. Raises BuildNotFound where the folder holds no build."""
    store = open_store(build / "store")
    base = base or base_of(store)
    if not (build / "tables" / "inspections.csv").is_file():
        raise BuildNotFound(f"{build} holds no tables: run `kg build` again")
    reader = _Reader(build / "tables", base, lexicon())
    reader.identities(run_query(store, _WHO), run_query(store, _WHOM))
    del store
    return reader.read()


def short(text: str, limit: int = QUOTE_CHARS) -> str:
    """Text on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rpartition(" ")[0][: limit - 1] + "…"


def month(day: str) -> str:
    """"2017-05-02" → "May 2017"; a year stays as it is."""
    parts = day.split("-")
    if len(parts) > 1 and parts[1].isdigit() and 0 < int(parts[1]) < len(_MONTHS):
        return f"{_MONTHS[int(parts[1])]} {parts[0]}"
    return day


def long_day(day: str) -> str:
    """"2017-05-02" → "2 May 2017"; a partial date as far as it goes."""
    parts = day.split("-")
    return f"{int(parts[2])} {month(day)}" if len(parts) == 3 and parts[2].isdigit() else month(day)


def _year(day: str) -> int:
    return int(day[:4]) if day[:4].isdigit() else 0


def _words(notation: str) -> str:
    return notation.replace("-", " ").capitalize()


class _Reader:
    """Fills a network, table by table."""

    def __init__(self, tables: Path, base: str, words: Lexicon) -> None:
        self.tables, self.base, self.words = tables, base, words
        self.network = Network()
        self.names: dict[str, str] = {}  # path of a document's file → its key
        self.who: dict[str, tuple[str, str]] = {}
        self.whom: dict[str, str] = {}
        self.stated: dict[tuple[str, str], int] = defaultdict(int)  # (document, inspection) → facts

    def read(self) -> Network:
        """All tables, those first that others refer to."""
        self._documents()
        self._inspections()
        self._statements()
        self._judgements()
        self._recommendations()
        self._people()
        self._quotations()
        self._changes()
        self._conflicts()
        self._sources()
        self._authorities()
        self._grades()
        return self.network

    def identities(self, who: object, whom: object) -> None:
        """Take what the tables do not hold: IRIs of people, their organisations, and inspected bodies."""
        if isinstance(who, Rows):
            for fact, person, body in who:
                self.who[str(fact)] = (self._path(str(person)), self._path(str(body or "")))
        if isinstance(whom, Rows):
            for inspection, body in sorted((str(a), str(b)) for a, b in whom):
                if not self._path(body).startswith("organisation/"):
                    self.whom.setdefault(inspection, self._path(body))

    def _path(self, iri: str) -> str:
        return iri.removeprefix(self.base)

    def _rows(self, table: str) -> Iterator[Row]:
        file = self.tables / f"{table}.csv"
        if not file.is_file():
            return
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)

    def _facts(self, table: str) -> list[tuple[Row, list[Row]]]:
        """Each fact of a table: its primary row, and all of its rows with that one first."""
        found: dict[str, list[Row]] = {}
        for row in self._rows(table):
            found.setdefault(next(iter(row.values())), []).append(row)
        sorted_rows = (sorted(rows, key=lambda row: row["primary"] != "true") for rows in found.values())
        return [(rows[0], rows) for rows in sorted_rows]

    def _quote(self, row: Row) -> Quote:
        page = int(row["page"]) if row["page"].isdigit() else 1
        return Quote(short(row["quote"]), self.names.get(row["document"], ""), page)

    def _cite(self, node: Node, rows: Iterable[Row], inspection: str = "") -> None:
        rows = list(rows)
        node.cite(self._quote(row) for row in rows)
        for row in rows if inspection in self.network.nodes else ():
            self.stated[self.names.get(row["document"], ""), inspection] += 1

    def _concept(self, scheme: str, notation: str) -> str:
        """The label of a concept; the notation as words where it is none of ours."""
        found = self.words.schemes[scheme].concepts.get(notation) if scheme in self.words.schemes else None
        return found.label if found else _words(notation)

    def _brief(self, scheme: str, notation: str) -> str:
        """A label that fits into the picture: the preferred one if it is short, else the notation."""
        label = self._concept(scheme, notation)
        if len(label) <= LABEL_CHARS:
            return label
        concept = self.words.schemes[scheme].concepts[notation]
        return next((alt for alt in concept.labels if alt.lower() == notation), _words(notation))

    def _documents(self) -> None:
        for row in self._rows("documents"):
            key = self._path(row["document_iri"])
            self.names.setdefault(row["document"], key)
            genre = self._concept("genre", row["genre"]) if row["genre"] not in ("", "other") else ""
            who = genre or row["publisher"] or Path(row["document"]).name
            label = " · ".join(filter(None, (who, month(row["issued"]))))
            node = self.network.add(
                Node(key, Kind.DOCUMENT, label, row["title"] or row["document"], year=_year(row["issued"]))
            )
            node.order = (row["issued"], row["document"])
            node.state("File", row["document"])
            node.state("Kind", genre)
            node.state("Publisher", row["publisher"])
            node.state("Author", row["author"])
            node.state("Published", long_day(row["issued"]))
            node.state("Pages", row["pages"])
            node.state("Licence", row["licence"])
            node.state("Address", row["source"] if _ADDRESS.fullmatch(row["source"]) else "")
            node.group = next((self._path(body) for body in row["about_iri"].split("; ") if body), "")

    def _inspections(self) -> None:
        for row, rows in self._facts("inspections"):
            iri = row["inspection_iri"]
            body = f"authority/{row['gss']}" if row["gss"] else self.whom.get(iri, "")
            body = self._authority(body, row["body"])
            when = month(row["start"]) or "Date not stated"
            framework = self._concept("framework", row["framework"]) if row["framework"] else ""
            node = self.network.add(
                Node(self._path(iri), Kind.INSPECTION, when, f"Inspection of {row['body']}, {when}", group=body)
            )
            node.sub, node.year, node.order = framework, _year(row["start"]), (row["start"],)
            node.state("Inspected", row["body"])
            node.state("Framework", framework)
            node.state("Began", long_day(row["start"]))
            node.state("Ended", long_day(row["end"]))
            node.state("Published", long_day(row["published"]))
            node.state("Lead inspector", row["lead_inspector"])
            node.state("Status", _words(row["status"]))
            self._cite(node, rows, node.key)
            self.network.connect(body, node.key, Link.INSPECTED, "inspected")

    def _authority(self, key: str, name: str) -> str:
        if not key:
            return ""
        self.network.add(Node(key, Kind.AUTHORITY, name or key, name or key, order=(name.casefold(),)))
        return key

    def _statements(self) -> None:
        for row, rows in self._facts("statements"):
            node = self.network.nodes.get(self._path(row["inspection_iri"]))
            if node is None:
                continue
            what = _DATES.get(row["property"]) or _words(re.sub("(?=[A-Z])", "-", row["property"]).lower())
            value = row["value"]
            if value.startswith(VOCAB):
                value = _words(value.rpartition("/")[2])
            elif "://" not in value and not value.startswith(("person/", "organisation/")):
                node.state(what, long_day(value) if what in _DATES.values() else value)
            self._cite(node, rows, node.key)

    def _judgements(self) -> None:
        often = Counter(row["aspect"] for row, _ in self._facts("judgements"))
        for row, rows in self._facts("judgements"):
            inspection = self._path(row["inspection_iri"])
            aspect, grade = row["aspect"], self._concept("grade", row["grade"])
            about = self._concept("aspect", aspect)
            node = self.network.add(
                Node(self._path(row["judgement_iri"]), Kind.JUDGEMENT, self._brief("aspect", aspect),
                     f"{about}: {grade}", "", row["grade"], _year(row["inspection_start"]), inspection)
            )  # fmt: skip
            node.order = (aspect != OVERALL, -often[aspect], aspect)
            node.sub = aspect
            node.state("Grade", grade)
            node.state("Aspect", about)
            node.state("Body", row["body"])
            node.state("As written", short(f"{row['aspect_as_written']}: {row['grade_as_written']}", 120))
            self._cite(node, rows, inspection)
            self.network.connect(inspection, node.key, Link.GRADED, "graded")
            whole = self.network.nodes.get(inspection)
            if whole and aspect == OVERALL and not (whole.grade and row["extractor"].startswith("mention")):
                whole.grade = row["grade"]

    def _recommendations(self) -> None:
        for row, rows in self._facts("recommendations"):
            inspection = self._path(row["inspection_iri"])
            number = row["number"] or row["position"]
            board = row["addressed_to"] == "lscb"
            node = self.network.add(
                Node(self._path(row["recommendation_iri"]), Kind.RECOMMENDATION,
                     (("B" if board else "") + number) or "•", short(row["text"]) or "Recommendation",
                     "", "", _year(row["inspection_start"]), inspection)
            )  # fmt: skip
            place = int(row["position"]) if row["position"].isdigit() else 0
            node.order = (board, place, row["recommendation_iri"])
            node.state("Number", row["number"])
            node.state("Addressed to", self._concept("aspect", "lscb") if board else row["body"])
            node.state("Priority", self._concept("priority", row["priority"]) if row["priority"] else "")
            node.state("Timescale", self._concept("timescale", row["timescale"]) if row["timescale"] else "")
            node.state("Themes", "; ".join(self._concept("theme", t) for t in row["themes"].split("; ") if t))
            self._cite(node, rows, inspection)
            self.network.connect(inspection, node.key, Link.ASKED, "asked for")

    def _people(self) -> None:
        for row, rows in self._facts("people"):
            key, organisation = self.who.get(row["fact_iri"], ("", ""))
            if not key or not row["person"]:
                continue
            node = self.network.add(Node(key, Kind.PERSON, row["person"], row["person"]))
            role = row["post_title"] or self._concept("role", row["role"]) if row["role"] else row["post_title"]
            node.order = min(node.order or (9, ""), (row["role"] != "lead-inspector", row["person"]))
            node.state("Organisation", row["organisation"])
            node.state("Party", row["party"])
            node.state("Ward", row["ward"])
            inspection = self._path(row["inspection_iri"])
            place = self.network.nodes.get(inspection)
            self._cite(node, rows, inspection)
            if place:
                body = self.network.nodes.get(place.group)
                node.state(role or "Took part", f"{body.label if body else ''}, {place.label}".strip(", "))
                self.network.connect(key, inspection, Link.TOOK_PART, role or "took part")
                continue
            node.state("Office", role)
            self._office(node, organisation, role, rows)

    def _office(self, node: Node, organisation: str, role: str, rows: list[Row]) -> None:
        """Put a person beside the authority that the organisation is part of, else beside the document."""
        parts = organisation.split("/")
        body = f"authority/{parts[1]}" if len(parts) > 1 and parts[1][1:].isdigit() else ""
        if body.removeprefix("authority/"):
            self._authority(body, "")
            node.group = node.group or body
            self.network.connect(node.key, body, Link.OFFICE, role or "holds office")
        else:
            for row in rows:
                self.network.connect(node.key, self.names.get(row["document"], ""), Link.OFFICE, role)

    def _quotations(self) -> None:
        """What people said stands with the person, else with the document."""
        people = {node.label: node for node in reversed(self.network.of(Kind.PERSON))}
        for row, rows in self._facts("quotations"):
            node = people.get(row["speaker"]) or self.network.nodes.get(self.names.get(row["document"], ""))
            if node is None:
                continue
            self._cite(node, rows)
            for document in {self.names.get(other["document"], "") for other in rows}:
                self.network.connect(node.key, document, Link.OFFICE, "quoted")

    def _changes(self) -> None:
        graded: dict[tuple[str, str], list[Node]] = defaultdict(list)
        for node in self.network.of(Kind.JUDGEMENT):
            graded[node.group, node.grade].append(node)
        for row in self._rows("transitions"):
            ends = []
            for end in ("from", "to"):
                inspection = self._path(row[f"{end}_inspection_iri"])
                there = graded[inspection, row[f"{end}_grade"]]
                ends.append(next((n for n in there if n.sub == row["aspect"]), None))
            earlier, later = ends
            if earlier and later:
                earlier.state("Next", f"{row['direction']} to {self._concept('grade', row['to_grade'])}")
                later.state("Before", f"{row['direction']} from {self._concept('grade', row['from_grade'])}")
                self.network.connect(earlier.key, later.key, Link.CHANGE, row["direction"])

    def _conflicts(self) -> None:
        statements = {row["statement_iri"]: self._path(row["inspection_iri"]) for row in self._rows("statements")}
        for row in self._rows("conflicts"):
            pair = (row["fact_iri"], row["other_fact_iri"])
            nodes = [self.network.nodes.get(statements.get(iri, self._path(iri))) for iri in pair]
            for node in dict.fromkeys(filter(None, (node and node.key for node in nodes))):
                found = self.network.nodes[node]
                found.state("Sources disagree", row["reason"] or f"{row['value']} / {row['other_value']}")
                for name in ("", "other_"):
                    document = self.names.get(row[f"{name}document"], "")
                    found.cite([Quote(short(row[f"{name}quote"]), document, 1)] if not found.quotes else [])
            if nodes[0] and nodes[1]:
                self.network.connect(nodes[0].key, nodes[1].key, Link.CONFLICT, "disagrees with")

    def _sources(self) -> None:
        """Connect documents with the inspections of which they state something, else with their authority."""
        most: dict[str, tuple[int, str]] = {}
        for (document, inspection), facts in sorted(self.stated.items()):
            words = f"states {facts} fact{'' if facts == 1 else 's'}"
            self.network.connect(document, inspection, Link.STATES, words)
            most[document] = max(most.get(document, (0, "")), (facts, inspection))
        for node in self.network.of(Kind.DOCUMENT):
            facts, inspection = most.get(node.key, (0, ""))
            if inspection:
                total = sum(n for (document, _), n in self.stated.items() if document == node.key)
                node.state("Facts", str(total))
                node.group = inspection
            elif node.group:
                self._authority(node.group, "")
                self.network.connect(node.key, node.group, Link.ABOUT, "is about")
        self._unplaced()

    def _unplaced(self) -> None:
        left = [n for n in self.network.of(Kind.DOCUMENT) if n.group not in self.network.nodes]
        if left:
            title = "Documents that name no inspected body"
            self.network.add(Node(OTHERS, Kind.AUTHORITY, "Other documents", title, order=("\uffff",)))
        for node in left:
            node.group = OTHERS

    def _authorities(self) -> None:
        for row in self._rows("authorities"):
            node = self.network.nodes.get(self._path(row["authority_iri"]))
            if node is None:
                continue
            node.label = node.title = row["name"] or node.label
            node.order = (node.label.casefold(),)
            node.state("GSS code", row["gss"])
            node.state("Type", _words(row["type"]))
            node.state("Region", row["region"])
            node.sub = row["region"]
        for judgement in self.network.of(Kind.JUDGEMENT):
            inspection = self.network.nodes.get(judgement.group)
            body = self.network.nodes.get(inspection.group) if inspection else None
            if inspection and body and judgement.sub == OVERALL:
                body.state(f"Overall, {inspection.label}", self._concept("grade", judgement.grade))
                body.cite(judgement.quotes[:1])

    def _grades(self) -> None:
        used = {node.grade for node in self.network.nodes.values()} - {""}
        known = self.words.schemes["grade"].concepts
        found = [known[notation] for notation in used if notation in known]

        def best_first(concept: Concept) -> tuple[int, str]:
            return (concept.rank if concept.rank is not None else 99, concept.notation)

        self.network.grades = sorted(found, key=best_first)
