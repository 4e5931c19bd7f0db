"""What runs across the picture: people, what they said, changes of grade, disagreements, sources."""

from __future__ import annotations

from kg.publish.network_model import OTHERS, Kind, Link, Network, Node, Quote
from kg.publish.network_rows import Row, Tables, short


def people(tables: Tables, network: Network) -> None:
    """Inspectors beside their inspections, office holders beside their authority; posts without a name have
    no node."""
    for row, rows in tables.facts("people"):
        key, organisation = tables.who(row["fact_iri"])
        if not key or not row["person"]:
            continue
        node = network.add(Node(key, Kind.PERSON, row["person"], row["person"], order=(True, row["person"])))
        node.order = min(node.order, (row["role"] != "lead-inspector", row["person"]))
        role = row["post_title"] or tables.label("role", row["role"])
        node.state("Organisation", row["organisation"])
        node.state("Party", row["party"])
        node.state("Ward", row["ward"])
        inspection = network.nodes.get(tables.path(row["inspection_iri"]))
        if inspection:
            body = network.nodes.get(inspection.group)
            where = ", ".join(filter(None, (body.label if body else "", inspection.label)))
            node.state(role or "Took part", where)
            tables.cite(node, rows, f"{role or 'Took part'}, {where}", network)
            network.connect(key, inspection.key, Link.TOOK_PART, role or "took part")
        else:
            node.state("Office", role)
            tables.cite(node, rows, role)
            _office(tables, network, node, organisation, role, rows)


def _office(tables: Tables, network: Network, node: Node, organisation: str, role: str, rows: list[Row]) -> None:
    """Connect a person with the authority that the organisation belongs to, else with the documents."""
    kind, _, code = organisation.partition("/")
    gss = code.split("/")[0]
    if kind == "authority" or f"authority/{gss}" in network.nodes:
        node.group = node.group or network.authority(f"authority/{gss}", "")
        network.connect(node.key, f"authority/{gss}", Link.OFFICE, role or "holds office")
        return
    for row in rows:
        network.connect(node.key, tables.names.get(row["document"], ""), Link.OFFICE, role or "named in")


def quotations(tables: Tables, network: Network) -> None:
    """What people said stands with the person, else with the document that quotes it."""
    named = {node.label: node for node in reversed(network.of(Kind.PERSON))}
    for row, rows in tables.facts("quotations"):
        documents = {tables.names.get(each["document"], "") for each in rows}
        node = named.get(row["speaker"])
        for document in sorted(documents & set(network.nodes)):
            if node is None:
                says = ", ".join(filter(None, ("Said", row["speaker"])))
                tables.cite(network.nodes[document], rows, says)
                continue
            network.connect(node.key, document, Link.OFFICE, "quoted in")
            tables.cite(node, rows, "Said")


def changes(tables: Tables, network: Network) -> None:
    """Connect judgements of successive inspections."""
    graded = {(node.group, node.sub, node.grade): node for node in network.of(Kind.JUDGEMENT)}
    for row in tables.rows("transitions"):
        ends = (
            graded.get((tables.path(row[f"{end}_inspection_iri"]), row["aspect"], row[f"{end}_grade"]))
            for end in ("from", "to")
        )
        earlier, later = ends
        if earlier and later:
            earlier.state("Then", f"{row['direction']}: {tables.label('grade', row['to_grade'])}")
            later.state("Before", f"{tables.label('grade', row['from_grade'])}: {row['direction']}")
            network.connect(earlier.key, later.key, Link.CHANGE, row["direction"])


def again(tables: Tables, network: Network) -> None:
    """Connect a recommendation with the later one that asks for the same again."""
    for row in tables.rows("recurrences"):
        earlier, later = (tables.path(row[f"{name}recommendation_iri"]) for name in ("earlier_", ""))
        network.connect(earlier, later, Link.AGAIN, "asked again")


def conflicts(tables: Tables, network: Network) -> None:
    """Sources that disagree: said on both facts, or on the inspection whose statements they are."""
    about = {row["statement_iri"]: tables.path(row["inspection_iri"]) for row in tables.rows("statements")}
    for row in tables.rows("conflicts"):
        sides = []
        for prefix in ("", "other_"):
            iri = row[f"{prefix}fact_iri"]
            node = network.nodes.get(about.get(iri) or tables.path(iri))
            if node is None:
                continue
            sides.append(node)
            node.state("Sources disagree", row["reason"])
            document = tables.names.get(row[f"{prefix}document"], "")
            words = short(row[f"{prefix}quote"])
            if not any((quote.text, quote.document) == (words, document) for quote in node.quotes):
                node.cite([Quote(words, document, 0, f"Disagrees on {row['kind']}")])
        if len(sides) == 2:
            network.connect(sides[0].key, sides[1].key, Link.CONFLICT, "disagrees with")


def sources(tables: Tables, network: Network) -> None:
    """Connect documents with the inspections that they state something of, else with the authority that they
    are about. A document stands beside the inspection of which it states most."""
    facts: dict[str, dict[str, int]] = {}
    for (document, inspection), number in sorted(tables.stated.items()):
        facts.setdefault(document, {})[inspection] = number
        words = f"states {number} fact{'' if number == 1 else 's'}"
        network.connect(document, inspection, Link.STATES, words)
    for node in network.of(Kind.DOCUMENT):
        found = facts.get(node.key)
        if found:
            node.state("Facts", str(sum(found.values())))
            node.group = max(found, key=lambda inspection: (found[inspection], inspection))
        elif node.group:
            node.group = network.authority(node.group, "")
            network.connect(node.key, node.group, Link.ABOUT, "is about")
        else:
            title = "Documents that name no inspected body"
            other = Node(OTHERS, Kind.AUTHORITY, "Other documents", title, order=("\uffff",))
            node.group = network.add(other).key
            network.connect(node.key, OTHERS, Link.ABOUT, "names no inspected body")
