"""Which authorities resemble each other, and did better?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.analyse.facts import Facts
from kg.analyse.insight import Insight, Section, Table, cells, leaders, once, share

_QUERIES = ("neighbours", "authorities", "judgements", "inspections", "reports", "evidence")


def section(facts: Facts) -> Section:
    """The answers."""
    return Section("resembling", "Which authorities resemble each other, and did better?", tuple(_better(facts)))


def better_neighbours(facts: Facts) -> dict[str, list[str]]:
    """Authority with an overall grade here → its statistical neighbours whose last overall grade is better, the best first.
    Authorities of which no neighbour has a grade on the same scale are left out."""
    ranks = {
        one: facts.scales.on(facts.starts[inspection], grade) for one, (grade, _, inspection) in facts.latest.items()
    }
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for authority, neighbour in facts.rows("neighbours"):
        shared = sorted(ranks.get(authority, {}).keys() & ranks.get(neighbour, {}).keys())
        if shared and authority != neighbour:
            rank = ranks[neighbour][shared[0]]
            found[authority].append(
                (rank, facts.name(neighbour), neighbour if rank < ranks[authority][shared[0]] else "")
            )
    return {one: [iri for _, _, iri in sorted(rows) if iri] for one, rows in sorted(found.items())}


def _better(facts: Facts) -> Iterator[Insight]:
    found = better_neighbours(facts)
    if not found:
        return
    with_better = [one for one, better in found.items() if better]
    rows = [
        cells(
            facts.name(one),
            _judged(facts, one),
            "; ".join(f"{facts.name(n)} ({_judged(facts, n)})" for n in found[one]),
        )
        for one in sorted(with_better, key=facts.name)
    ]
    most = leaders({facts.name(one): len(found[one]) for one in with_better})
    yield Insight(
        "resembling-better",
        f"{share(len(with_better), len(found))} of the authorities whose last overall grade here is on one scale with that of a "
        f"statistical neighbour have a neighbour with a better one{f'; most such neighbours have {most}' if most else ''}.",
        "Each authority's last overall grade here against those of its statistical neighbours of the register on the same "
        "scale; interval by kg.analyse.chance.wilson.",
        _QUERIES,
        "Grades of different years are compared, and only those here; an authority that was last graded before a scale changed "
        "is left out. Neighbours are alike in the background of their children alone, and one good authority is the neighbour of "
        "many, so that the interval is too narrow. That someone like you did better says nothing of how.",
        once(facts.latest[one][1] for one in sorted({*with_better, *(n for o in with_better for n in found[o])})),
        Table("Statistical neighbours that did better", ("authority", "grade", "neighbours that did better"), tuple(rows)),
    )  # fmt: skip


def _judged(facts: Facts, authority: str) -> str:
    grade, _, inspection = facts.latest[authority]
    return f"{facts.label('grade', grade)}, {facts.starts[inspection][:4]}"
