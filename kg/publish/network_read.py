"""The picture of a build, read off its tables."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from kg.errors import BuildNotFound
from kg.graph.names import VOCAB
from kg.graph.store import base_of, open_store
from kg.publish import network_links as links
from kg.publish.involved import Involved
from kg.publish.network_model import Kind, Link, Network, Node
from kg.publish.network_rows import Row, Tables, long_day, month, short, words, year
from kg.vocabulary import Concept, lexicon

OVERALL = "overall-effectiveness"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_SAYS = {
    "startDate": "Began",
    "endDate": "Ended",
    "publicationDate": "Published",
    "inspects": "Inspected",
    "inspectorate": "Inspected by",
    "leadInspector": "Lead inspector",
    "framework": "Framework",
    "status": "Status",
}
"""Stated properties that the inspection's canonical description holds as well, and what a quote of one says."""


def read_network(build: Path, base: str = "") -> Network:
    """Everything that a build's page can show. Raises BuildNotFound where the folder holds no build."""
    base = base or base_of(open_store(build / "store"))
    if not (build / "tables" / "inspections.csv").is_file():
        raise BuildNotFound(f"{build} holds no tables: run `kg build` again")
    tables = Tables(build / "tables", base, Involved.of_build(build, base), lexicon())
    network = Network()
    for add in (_documents, _inspections, _statements, _judgements, _recommendations):
        add(tables, network)
    for add in (links.people, links.quotations, links.changes, links.again, links.conflicts, links.sources):
        add(tables, network)
    _authorities(tables, network)
    network.grades = _grades(tables, network)
    return network


def _documents(tables: Tables, network: Network) -> None:
    for row in tables.rows("documents"):
        key = tables.path(row["document_iri"])
        tables.names.setdefault(row["document"], key)
        network.documents[key] = (row["title"], row["document"])
        if row["genre"] == "catalogue":  # it says something of every document: an edge to each says nothing
            continue
        genre = tables.label("genre", row["genre"]) if row["genre"] != "other" else ""
        who = genre or row["publisher"] or Path(row["document"]).name
        label = " · ".join(filter(None, (who, month(row["issued"]))))
        node = network.add(Node(key, Kind.DOCUMENT, label, row["title"] or row["document"]))
        node.year, node.order = year(row["issued"]), (row["issued"], row["document"])
        node.group = next((tables.path(body) for body in row["about_iri"].split("; ") if body), "")
        node.state("File", row["document"])
        node.state("Kind", genre)
        node.state("Publisher", row["publisher"])
        node.state("Author", row["author"])
        node.state("Published", long_day(row["issued"]))
        node.state("Pages", row["pages"])
        node.state("Licence", row["licence"])
        node.state("Address", row["source"] if _ADDRESS.fullmatch(row["source"]) else "")


def _inspections(tables: Tables, network: Network) -> None:
    for row, rows in tables.facts("inspections"):
        iri = row["inspection_iri"]
        body = f"authority/{row['gss']}" if row["gss"] else tables.whom(iri)
        when = month(row["start"]) or "No date"
        node = Node(tables.path(iri), Kind.INSPECTION, when, f"Inspection of {row['body']}, {when}")
        node = network.add(node)
        node.group = network.authority(body, row["body"])
        node.sub = tables.label("framework", row["framework"])
        node.year, node.order = year(row["start"]), (row["start"],)
        node.state("Inspected", row["body"])
        node.state("Framework", node.sub)
        if row["status"] not in ("", "done"):
            node.sub = " · ".join(filter(None, (words(row["status"]), node.sub)))
        node.state("Began", long_day(row["start"]))
        node.state("Ended", long_day(row["end"]))
        node.state("Published", long_day(row["published"]))
        node.state("Lead inspector", row["lead_inspector"])
        node.state("Status", words(row["status"]))
        tables.cite(node, rows)
        network.connect(node.group, node.key, Link.INSPECTED, "inspected")


def _statements(tables: Tables, network: Network) -> None:
    order = {name: place for place, name in enumerate(_SAYS)}
    found = sorted(tables.facts("statements"), key=lambda fact: order.get(fact[0]["property"], len(order)))
    for row, rows in found:
        node = network.nodes.get(tables.path(row["inspection_iri"]))
        if node is None:
            continue
        known = _SAYS.get(row["property"])
        says = known or words(re.sub("(?=[A-Z])", "-", row["property"]).lower())
        if not known and "://" not in row["value"]:
            node.state(says, row["value"])
        elif not known and row["value"].startswith(VOCAB):
            node.state(says, words(row["value"].rpartition("/")[2]))
        tables.cite(node, rows, says, network)


def _judgements(tables: Tables, network: Network) -> None:
    found = list(tables.facts("judgements"))
    often = Counter(row["aspect"] for row, _ in found)
    for row, rows in found:
        aspect, grade = row["aspect"], tables.label("grade", row["grade"])
        about = tables.label("aspect", aspect)
        node = _part(tables, row, Kind.JUDGEMENT, tables.brief("aspect", aspect), f"{about}: {grade}")
        node = network.add(node)
        node.sub, node.grade, node.order = aspect, row["grade"], (aspect != OVERALL, -often[aspect], aspect)
        node.state("Grade", grade)
        node.state("Aspect", about)
        node.state("Body", row["body"])
        node.state("As written", short(f"{row['aspect_as_written']}: {row['grade_as_written']}", 120))
        tables.cite(node, rows, network=network)
        network.connect(node.group, node.key, Link.GRADED, "graded")
    _grade_as_a_whole(network)


def _grade_as_a_whole(network: Network) -> None:
    """An inspection has the grade of its overall judgement; where sources disagree, the one that most
    state."""
    overall = [node for node in network.of(Kind.JUDGEMENT) if node.sub == OVERALL]
    for node in sorted(overall, key=lambda node: (len({quote.document for quote in node.quotes}), node.key)):
        whole = network.nodes.get(node.group)
        if whole:
            whole.grade = node.grade


def _recommendations(tables: Tables, network: Network) -> None:
    for row, rows in tables.facts("recommendations"):
        board = row["addressed_to"] == "lscb"
        number = ("B" if board else "") + (row["number"] or row["position"])
        node = _part(tables, row, Kind.RECOMMENDATION, short(number, 6) or "•", short(row["text"]) or "Recommendation")
        node = network.add(node)
        node.order = (board, int(row["position"]) if row["position"].isdigit() else 0, node.key)
        node.state("Number", row["number"])
        node.state("Addressed to", tables.label("aspect", "lscb") if board else row["body"])
        node.state("Priority", tables.label("priority", row["priority"]))
        node.state("Timescale", tables.label("timescale", row["timescale"]))
        themes = [theme for theme in row["themes"].split("; ") if theme]
        node.themes = tuple((theme, tables.label("theme", theme)) for theme in themes)
        node.state("Themes", "; ".join(label for _, label in node.themes))
        tables.cite(node, rows, network=network)
        network.connect(node.group, node.key, Link.ASKED, "asked for")


def _part(tables: Tables, row: Row, kind: Kind, label: str, title: str) -> Node:
    """A node that belongs to an inspection."""
    inspection = tables.path(row["inspection_iri"])
    key = tables.path(next(iter(row.values())))
    return Node(key, kind, label, title, year=year(row["inspection_start"]), group=inspection)


def _authorities(tables: Tables, network: Network) -> None:
    """What the register says of each authority, and its overall grades with their words."""
    for row in tables.rows("authorities"):
        node = network.nodes.get(tables.path(row["authority_iri"]))
        if node is None:
            continue
        node.label = node.title = row["name"] or node.label
        node.order, node.sub = (node.label.casefold(),), row["region"]
        node.state("GSS code", row["gss"])
        node.state("Type", tables.label("authority-type", row["type"]))
        node.state("Region", row["region"])
    for inspection in network.of(Kind.INSPECTION):
        body = network.nodes.get(inspection.group)
        if body and inspection.grade:
            body.state(f"Overall, {inspection.label}", tables.label("grade", inspection.grade))
    for judgement in network.of(Kind.JUDGEMENT):
        whole = network.nodes.get(judgement.group)
        body = network.nodes.get(whole.group) if whole else None
        if whole and body and judgement.sub == OVERALL:
            body.cite(quote.saying(f"Overall, {whole.label}") for quote in judgement.quotes[:1])


def _grades(tables: Tables, network: Network) -> list[Concept]:
    """The grades that occur, the best first; those without rank last."""
    used = {node.grade for node in network.nodes.values()} - {""}
    known = tables.lexicon.scheme("grade").concepts
    found = [known[notation] for notation in used if notation in known]
    return sorted(found, key=lambda concept: (concept.rank is None, concept.rank or 0, concept.notation))
