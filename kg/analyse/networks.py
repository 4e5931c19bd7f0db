"""The networks that are drawn out of a build, in one visible list.

What is a node, an edge and a weight, and how time stands in it, is told in each docstring and in the network itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.analyse.facts import Facts, grouped, notation
from kg.analyse.naming import label_of, named_in
from kg.analyse.network import (
    SIGN,
    Network,
    Value,
    counts,
    directed,
    distinct,
    empty,
    jaccard,
    span,
    spans,
    together,
)
from kg.errors import UsageError

_LEAD = "lead-inspector"
Attributes = Mapping[str, Mapping[str, Value]]
"""Attribute → node → value."""


def authorities(facts: Facts) -> Network:
    """Authorities that share themes of recommendations.

    Node: an authority with at least one recommendation that has a theme. Edge: at least one theme was recommended to
    both. Weight: the Jaccard index of their sets of themes (Jaccard 1912; above 0 to 1). Time: the first and the last
    inspection that recommended something, on nodes.
    """
    told = [
        (authority, theme, recommendation, facts.starts.get(inspection, ""))
        for recommendation, (inspection, _, themes) in facts.asked.items()
        if (authority := facts.inspected.get(inspection))
        for theme in sorted(themes)
    ]
    groups = grouped((theme, authority) for authority, theme, _, _ in told)
    more = _of_authorities(facts) | {
        "recommendations": distinct((authority, one) for authority, _, one, _ in told),
        "themes": distinct((authority, theme) for authority, theme, _, _ in told),
        **spans((authority, day) for authority, _, _, day in told),
    }
    graph = empty({authority: facts.name(authority) for authority, _, _, _ in told}, more)
    shared = counts(groups)
    for pair, weight in jaccard(groups).items():
        graph.add_edge(*pair, weight=weight, shared=shared[pair])
    return Network(
        "authorities", "Authorities that share themes of recommendations", "authorities",
        "An authority with at least one recommendation that has a theme.",
        "At least one theme was recommended to both.",
        "Shared themes divided by all themes of the two (Jaccard index, above 0 to 1).",
        "The first and the last inspection that recommended something, on nodes.",
        "Most authorities share some theme with most others, so that being linked says little and the weights matter. An "
        "authority with long lists of recommendations, or many reports here, has more themes, and so shares more with others of "
        "its kind. Themes follow the years and frameworks of inspections, and are recognised by words, not by meaning.",
        ("recommendations", "inspections", "authorities", "judgements", "reports", "evidence"), graph,
        _each(one for _, _, one, _ in told), groups, jaccard, ("region", "type", "grade"), _grading(facts), "themes",
    )  # fmt: skip


def neighbours(facts: Facts) -> Network:
    """Statistical neighbours of the register.

    Node: an authority of the register. Edge: leads from an authority to each of its statistical neighbours (DfE, Local
    Authority Interactive Tool). Weight: 1. Time: none; `judged` is the first day of the inspection that gave the grade.
    """
    judged = {authority: facts.starts[one] for authority, (_, _, one) in facts.latest.items()}
    labels = {authority: name for authority, (name, _, _) in facts.authorities.items()}
    graph = directed(labels, _of_authorities(facts) | {"judged": judged or {"": ""}})
    for authority, neighbour in facts.rows("neighbours"):
        if authority != neighbour and {authority, neighbour} <= labels.keys():
            graph.add_edge(authority, neighbour, weight=1)
    return Network(
        "neighbours", "Statistical neighbours", "authorities",
        "An authority of the register.",
        "Leads from an authority to each authority that the register calls its statistical neighbour.",
        "1.",
        "None: the register is that of one day. “judged” is the first day of the inspection that gave the grade.",
        "Who is a neighbour is told by the register, not by a document here. Neighbours are alike in the background of their "
        "children, not in how they work; a grade may be old, and authorities of which no report was read have none.",
        ("neighbours", "authorities", "judgements", "inspections", "reports", "evidence"), graph,
        mixing=("region", "type", "grade"), told=_grading(facts),
    )  # fmt: skip


def themes(facts: Facts) -> Network:
    """Themes that are recommended together.

    Node: a theme of at least one recommendation. Edge: one inspection recommended both. Weight: how many inspections
    did. Time: the first and the last inspection that did, on nodes and edges.
    """
    told = [
        (inspection, theme, recommendation, facts.inspected[inspection])
        for recommendation, (inspection, _, themes) in facts.asked.items()
        if inspection in facts.inspected
        for theme in sorted(themes)
    ]
    groups = grouped((inspection, theme) for inspection, theme, _, _ in told)
    more: Attributes = {
        "recommendations": distinct((theme, one) for _, theme, one, _ in told),
        "inspections": distinct((theme, one) for one, theme, _, _ in told),
        "authorities": distinct((theme, authority) for _, theme, _, authority in told),
        **spans((theme, facts.starts.get(inspection, "")) for inspection, theme, _, _ in told),
    }
    graph = empty({theme: facts.name(theme) for _, theme, _, _ in told}, more)
    return Network(
        "themes", "Themes that are recommended together", "themes",
        "A theme of at least one recommendation.",
        "One inspection recommended both.",
        "The number of inspections that did.",
        "The first and the last inspection that recommended it, or both, on nodes and edges.",
        "Long lists of recommendations link many themes at once, and a common theme is linked with nearly all, so that the "
        "weights matter, not who is linked.",
        ("recommendations", "inspections"), together(graph, groups, facts.starts),
        _each(one for _, _, one, _ in told), groups,
        counts,
    )  # fmt: skip


def recommendations(facts: Facts) -> Network:
    """Recommendations that came back.

    Node: a recommendation that asks again for what was asked before, or that was asked again. Edge: leads from the earlier
    one to the later one. Weight: the similarity of the recurrence (above 0 to 1). Time: `start`, the first day of its
    inspection, on nodes; `years` between the two on edges.
    """
    pairs = [
        (earlier, later, float(similarity))
        for _, later, earlier, similarity in facts.rows("recurrences")
        if earlier != later
    ]
    known = sorted({one for earlier, later, _ in pairs for one in (earlier, later)})
    about = {one: facts.asked.get(one, ("", "", frozenset())) for one in known}
    authority = {one: facts.inspected.get(inspection, "") for one, (inspection, _, _) in about.items()}
    start = {one: facts.starts.get(inspection, "") for one, (inspection, _, _) in about.items()}
    labels = {
        one: f"{facts.name(authority[one]) if authority[one] else '?'} {start[one][:4]}: {_brief(text)}"
        for one, (_, text, _) in about.items()
    }
    more: Attributes = {
        "authority": {one: facts.name(name) if name else "" for one, name in authority.items()},
        "themes": {one: "; ".join(sorted(map(notation, found))) for one, (_, _, found) in about.items()},
        "start": start,
    }
    graph = directed(labels, more)
    for earlier, later, similarity in sorted(pairs):
        years = round(years_between(start[earlier], start[later]), 2)
        graph.add_edge(earlier, later, weight=round(similarity, 6), years=years)
    return Network(
        "recommendations", "Recommendations that came back", "recommendations",
        "A recommendation that asks again for what was asked before, or that was asked again.",
        "Leads from the earlier recommendation to the later one.",
        "How alike the two are (the build's similarity, above 0 to 1).",
        "The first day of its inspection on nodes, the years between the two on edges.",
        "Only what two reports here ask of one body in like words; what a report that was not read asked for is "
        "not in it.",
        ("recurrences", "recommendations", "inspections"), graph, tuple(known),
    )  # fmt: skip


def inspectors(facts: Facts) -> Network:
    """Inspectors who inspected together.

    Node: a person who took part in at least one inspection. Edge: two took part in the same inspection. Weight: in how
    many. Time: the first and the last of those inspections, on nodes and edges.
    """
    parts = [row for row in facts.rows("participations") if row[1] in facts.inspected]
    groups = grouped((inspection, person) for _, inspection, person, _, _ in parts)
    led = [(person, one) for _, one, person, _, role in parts if notation(role) == _LEAD]
    more: Attributes = {
        "inspections": distinct((person, one) for _, one, person, _, _ in parts),
        "led": distinct(led) or {"": 0},
        "authorities": distinct((person, facts.inspected[one]) for _, one, person, _, _ in parts),
        **spans((person, facts.starts.get(one, "")) for _, one, person, _, _ in parts),
    }
    graph = empty(_first((person, name) for _, _, person, name, _ in parts), more)
    return Network(
        "inspectors", "Inspectors who inspected together", "people",
        "A person who took part in at least one inspection.",
        "Two people took part in the same inspection.",
        "The number of inspections in which they did.",
        "The first and the last of those inspections, on nodes and edges.",
        "Many reports since 2018 name the lead inspector alone: who is not named cannot be linked, so that people of the "
        "longer lists of earlier years look more central than they are.",
        ("participations", "inspections"), together(graph, groups, facts.starts), _each(row[0] for row in parts), groups,
        counts,
    )  # fmt: skip


def leads(facts: Facts) -> Network:
    """Where inspectors led.

    Node: a person who led an inspection, or an authority where one did (`kind`). Edge: leads from the person to the
    authority. Weight: the number of inspections. Time: the first and the last of them, on edges.
    """
    led: dict[tuple[str, str], list[str]] = defaultdict(list)
    stated = []
    for fact, inspection, person, _, role in facts.rows("participations"):
        if notation(role) == _LEAD and inspection in facts.inspected:
            stated.append(fact)
            led[person, facts.inspected[inspection]].append(facts.starts.get(inspection, ""))
    names = {person: name for _, _, person, name, _ in reversed(facts.rows("participations"))}
    labels = {person: names[person] for person, _ in led} | {place: facts.name(place) for _, place in led}
    kinds = {node: "person" if node in names else "authority" for node in labels}
    regions = {node: facts.authorities[node][2] if node in facts.authorities else "" for node in labels}
    graph = directed(labels, {"kind": kinds, "region": regions})
    for (person, authority), days in sorted(led.items()):
        graph.add_edge(person, authority, weight=len(days), **span(days))
    return Network(
        "leads", "Where inspectors led", "people and authorities",
        "A person who led an inspection, or an authority where one did.",
        "Leads from a person to an authority where that person led an inspection.",
        "The number of inspections that the person led there.",
        "The first and the last of them, on edges.",
        "Only inspections whose report here names who led them.",
        ("participations", "inspections", "authorities"), graph, _each(stated),
    )  # fmt: skip


def bodies(facts: Facts) -> Network:
    """Services and organisations that findings name together, signed.

    Node: a type of service, or an organisation; those of one authority under the name that they share. Edge: the words of
    one finding name both. Weight: how many findings do. Sign: +1 where at least as large a share of them as of all
    findings that name two or more are strengths, else -1. Time: none.
    """
    named = {finding: keys for finding, keys in named_in(facts).items() if len(keys) > 1}
    strong = {finding for finding in named if facts.found[finding][1] == "strength"}
    usual = len(strong) / len(named) if named else 0.0
    members = [(key, finding) for finding, keys in named.items() for key in keys]
    more: Attributes = {
        "findings": distinct(members),
        "strengths": distinct((key, finding) for key, finding in members if finding in strong) or {"": 0},
        "weaknesses": distinct((key, finding) for key, finding in members if finding not in strong) or {"": 0},
    }
    graph = together(empty({key: label_of(facts, key) for key, _ in members}, more), named)
    strengths = together(empty({key: "" for key, _ in members}), {one: named[one] for one in sorted(strong)})
    for one, other, data in graph.edges(data=True):
        data["strengths"] = strengths.get_edge_data(one, other, {"weight": 0})["weight"]
        data["weaknesses"] = data["weight"] - data["strengths"]
        data[SIGN] = 1 if data["strengths"] >= usual * data["weight"] else -1
    return Network(
        "bodies", "Services and organisations that findings name together", "services and organisations",
        "A type of service, or an organisation; those of one authority are put together under the name that they share.",
        "The words of one finding name both.",
        "The number of findings that do; “strengths” and “weaknesses” (areas for improvement) are told apart. The sign is +1 "
        "where at least as large a share of them as of all such findings are strengths, else -1.",
        "None: findings of all years are put together.",
        "Being named in a finding is not being its cause. Only names that were recognised within the finding's own words.",
        ("findings", "mentions", "services", "evidence"), graph, tuple(sorted(named)), named, counts,
    )  # fmt: skip


def offices(facts: Facts) -> Network:
    """People in office over time.

    Node: an office (a role at an organisation), a person who held it, or an unnamed holder of whom a day is told (`kind`).
    Edge: leads from the holder to the office. Weight: how many appointments state it. Time: `from`, `until` and `as_of`, as
    stated, on edges.
    """
    labels: dict[str, str] = {}
    kinds: dict[str, str] = {}
    stated = []
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for fact, organisation, role, person, since, until, as_of, _ in facts.rows("appointments"):
        if not (organisation and role and (person or since or until)):
            continue
        office, holder = f"{organisation}#{notation(role)}", person or fact
        labels |= {office: f"{facts.label('role', role)}, {facts.name(organisation)}"}
        labels |= {holder: facts.name(person) if person else f"not named, since {since or '?'}"}
        kinds |= {office: "office", holder: "person" if person else "not named"}
        stated.append(fact)
        held[holder, office].append((since, until, as_of))
    graph = directed(labels, {"kind": kinds})
    for (holder, office), days in sorted(held.items()):
        known = [[day for day in column if day] for column in zip(*days, strict=True)]
        since, until, as_of = (min(known[0], default=""), max(known[1], default=""), max(known[2], default=""))
        graph.add_edge(holder, office, weight=len(days), **{"from": since, "until": until, "as_of": as_of})
    return Network(
        "offices", "People in office", "offices and holders",
        "An office (a role at an organisation), a person who held it, or an unnamed holder of whom a day is told.",
        "Leads from the holder to the office.",
        "How many appointments state it.",
        "From when, until when and as of when it was held, as stated, on edges.",
        "Reports seldom name who holds an office, and tell a day mostly where the holder is new. Two unnamed holders of one "
        "office may be one person.",
        ("appointments",), graph, _each(stated),
    )  # fmt: skip


def documents(facts: Facts) -> Network:
    """Documents that state the same.

    Node: a document that states at least one fact, but for catalogues. Edge: one fact is stated by both; that an
    office was held by somebody unnamed is none. Weight: how many facts are. Time: the day of issue, on nodes.
    """
    unnamed = {fact for fact, _, _, person, *_ in facts.rows("appointments") if not person}
    stated = {
        (fact, document)
        for fact, passages in facts.evidence.items()
        for document, _, _ in passages
        if fact not in unnamed and facts.documents.get(document, ("", "catalogue", ""))[1] != "catalogue"
    }
    shared = {fact: found for fact, found in grouped(stated).items() if len(found) > 1}
    known = {document: facts.documents[document] for document in sorted({document for _, document in stated})}
    more: Attributes = {
        "genre": {document: genre for document, (_, genre, _) in known.items()},
        "issued": {document: issued for document, (_, _, issued) in known.items()},
        "facts": distinct((document, fact) for fact, document in stated),
    }
    graph = empty({document: path for document, (path, _, _) in known.items()}, more)
    return Network(
        "documents", "Documents that state the same", "documents",
        "A document that states at least one fact (catalogues are left out).",
        "At least one fact is stated by both (that an office was held by somebody unnamed is none).",
        "The number of facts that are.",
        "The day of issue, on nodes.",
        "Most reports are about different inspections and share nothing. A link shows that two speak of one inspection, person "
        "or law, not that one copied the other.",
        ("evidence", "documents", "appointments"), together(graph, shared), tuple(sorted(shared)), shared, counts, ("genre",),
    )  # fmt: skip


NETWORKS: Mapping[str, Callable[[Facts], Network]] = {
    "authorities": authorities,
    "neighbours": neighbours,
    "themes": themes,
    "recommendations": recommendations,
    "inspectors": inspectors,
    "leads": leads,
    "bodies": bodies,
    "offices": offices,
    "documents": documents,
}
"""Every network by name, in the order of the report."""


def draw(facts: Facts, name: str) -> Network:
    """A network by name. Raises UsageError for one that is not in `NETWORKS`."""
    if name not in NETWORKS:
        raise UsageError(f"no network {name!r}: there are {', '.join(NETWORKS)}")
    return NETWORKS[name](facts)


def years_between(earlier: str, later: str) -> float:
    """Years from one day (ISO; a month or a year stands for its middle) to another."""
    return (_days(later) - _days(earlier)) / 365.25 if earlier and later else 0.0


def _days(day: str) -> float:
    from datetime import date

    year, month, number = ([int(part) for part in day.split("-")] + [0, 0])[:3]
    middle = date(year, month or 7, number or (15 if month else 2))
    return float(middle.toordinal())


def _of_authorities(facts: Facts) -> dict[str, Mapping[str, Value]]:
    return {
        "type": {one: kind for one, (_, kind, _) in facts.authorities.items()} or {"": ""},
        "region": {one: region for one, (_, _, region) in facts.authorities.items()} or {"": ""},
        "grade": {one: grade for one, (grade, _, _) in facts.latest.items()} or {"": ""},
    }


def _grading(facts: Facts) -> dict[str, tuple[str, ...]]:
    return {"grade": _each(judgement for _, judgement, _ in facts.latest.values())}


def _each(facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(facts)))


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of several labels of a node the first in the alphabet."""
    return dict(sorted(pairs, reverse=True))


def _brief(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rstrip() + "…"
