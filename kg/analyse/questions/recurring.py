"""Which recommendations keep coming back?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.analyse.contrast import PERMUTATIONS, contrasts
from kg.analyse.facts import Facts, notation
from kg.analyse.insight import (
    FEW,
    NO_DIFFERENCE,
    Insight,
    Section,
    Table,
    cells,
    counted,
    differs,
    interval,
    listed,
    once,
    p_text,
    share,
    shares_of,
)

_QUERIES = ("recommendations", "addressees", "recurrences", "inspections", "reports", "evidence")
_WORDS = (
    "Recurrences are concluded from what clauses ask for, by words: some can be argued about, a thing with a set name comes "
    "back more easily, and what comes back in other words is missed. "
    "Recommendations of one report are not independent: intervals are too narrow. Reports that were not read hide some."
)


def section(facts: Facts) -> Section:
    """The answers."""
    could = could_return(facts)
    again = {earlier for _, _, earlier, _ in facts.rows("recurrences")} & could
    found = [*_overall(facts, could, again), *_by_theme(facts, could, again), *_chains(facts), *_outcomes(facts)]
    return Section("recurring", "Which recommendations keep coming back?", tuple(found))


def could_return(facts: Facts) -> set[str]:
    """The recommendations after which a later inspection made recommendations to the same authority or board. Only what an
    inspection's own report says counts, for only that is compared."""
    asked = {
        one: (body, facts.starts[inspection])
        for one, body in facts.pairs("addressees")
        if (inspection := facts.asked[one][0]) in facts.starts and facts.in_report(one, inspection)
    }
    last: dict[str, str] = defaultdict(str)
    for body, start in asked.values():
        last[body] = max(last[body], start)
    return {one for one, (body, start) in asked.items() if start < last[body]}


def _overall(facts: Facts, could: set[str], again: set[str]) -> Iterator[Insight]:
    if not could:
        return
    later = [later for _, later, earlier, _ in facts.rows("recurrences") if earlier in again]
    pairs = [one for row in facts.rows("recurrences") if row[2] in again for one in (row[2], row[1])]
    yield Insight(
        "recurring-share",
        f"{share(len(again), len(could))} of the recommendations came back as "
        f"{counted(len(set(later)), 'later recommendation')}; counted are those to authorities and boards that a later report "
        "here asks for something.",
        "Earlier recommendations of recurrences, among those after which a report of a later inspection asks the same body for "
        "something; interval by kg.analyse.chance.wilson.",
        _QUERIES, _WORDS, once(pairs),
    )  # fmt: skip


def _by_theme(facts: Facts, could: set[str], again: set[str]) -> Iterator[Insight]:
    of: dict[str, set[str]] = defaultdict(set)
    for one in could:
        for theme in facts.asked[one][2]:
            of[theme].add(one)
    units = {one: dict.fromkeys(sorted(facts.asked[one][2]), 1.0) for one in sorted(could) if facts.asked[one][2]}
    found = contrasts(units, again, {one: facts.asked[one][0] for one in units}, FEW)
    if not found:
        return
    counts = {c.theme: (len(of[c.theme] & again), len(of[c.theme])) for c in found}
    clear = [c for c in found if differs(c.adjusted)]
    shown = clear or sorted(found, key=lambda c: (-counts[c.theme][0] / counts[c.theme][1], c.theme))[:1]
    pieces = listed(
        f"“{facts.name(c.theme)}” ({share(*counts[c.theme])}, {p_text(c.adjusted, 'adjusted p')})" for c in shown
    )
    every = share(len(again & units.keys()), len(units))
    said = (
        f"Asked again at another rate than the rest, out of {counted(len(found), 'theme')}: {pieces}; all together {every}."
        if clear
        else f"Between the {counted(len(found), 'theme')} with at least {FEW} such recommendations there is {NO_DIFFERENCE} in "
        f"how often they are asked again; the highest share has {pieces}, all together {every}."
    )
    rows = [
        cells(facts.name(c.theme), *counts[c.theme], counts[c.theme][0] / counts[c.theme][1], *interval(*counts[c.theme]),
              c.p, c.adjusted)
        for c in found
    ]  # fmt: skip
    yield Insight(
        "recurring-themes", said,
        f"Recommendations that came back against those that did not, theme by theme: two-sided permutation test, within each "
        f"inspection ({PERMUTATIONS:,} permutations, fixed seed: kg.analyse.contrast.contrasts), corrected for all themes "
        "(kg.analyse.chance.adjusted); intervals by kg.analyse.chance.wilson.",
        _QUERIES, _WORDS, once(one for c in shown for one in sorted(of[c.theme] & again)),
        Table("Recommendations that could come back, by theme",
              (*shares_of(("theme", "asked again", "recommendations")), "p", "adjusted p"), tuple(rows)),
    )  # fmt: skip


def _chains(facts: Facts) -> Iterator[Insight]:
    """Recommendations that came back and came back again: a later one of one pair is an earlier one of another."""
    rows = facts.rows("recurrences")
    before = defaultdict(list)
    for _, later, earlier, _ in rows:
        before[later].append(earlier)
    chains = sorted(
        {(first, middle, later) for later in before for middle in before[later] for first in before.get(middle, ())}
    )
    places = Counter(facts.inspected.get(facts.asked[one[0]][0], "") for one in chains if one[0] in facts.asked)
    if not rows:
        return
    named = listed([facts.name(place) for place in sorted(places, key=lambda p: (-places[p], p)) if place])
    yield Insight(
        "recurring-thrice",
        f"In {counted(len(places), 'authority', 'authorities')} something was asked by three inspections, one after the "
        f"other{f': {named}' if places else ''}; in all there {'is' if len(rows) == 1 else 'are'} "
        f"{counted(len(rows), 'pair')} of an earlier and a later recommendation.",
        "Recurrences whose earlier recommendation is itself the later one of another recurrence.",
        _QUERIES, _WORDS, once(one for chain in chains for one in chain),
    )  # fmt: skip


def _outcomes(facts: Facts) -> Iterator[Insight]:
    stated = [row for row in facts.rows("follow-ups") if notation(row[2]) == "stated"]
    counts = Counter(notation(outcome) for _, outcome, _, _ in stated)
    if not stated:
        return
    ordered = sorted(counts, key=lambda one: (-counts[one], one))
    rows = [
        cells(facts.label("outcome", one), counts[one], counts[one] / len(stated), *interval(counts[one], len(stated)))
        for one in ordered
    ]
    said = [
        f"{share(counts[one], len(stated))} say that it was {facts.label('outcome', one).lower()}" for one in ordered
    ]
    reports = len({later for *_, later in stated})
    yield Insight(
        "recurring-outcomes",
        f"Of {counted(len(stated), 'passage')} in which {counted(reports, 'report')} {'says' if reports == 1 else 'say'} what "
        f"became of what an earlier inspection or visit had asked for or found, {listed(said)}.",
        "Follow-ups whose basis is a statement of a report, by outcome; intervals by kg.analyse.chance.wilson.",
        ("follow-ups", "follow-up-statements"),
        "Reports speak of some recommendations and pass over others, perhaps of those that still matter. A passage can speak of "
        "several, and one report says the same in its summary and again further on, so that intervals are too narrow.",
        once(statement for followup, statement in facts.rows("follow-up-statements") if followup in {row[0] for row in stated}),
        Table("What later reports state, by outcome", shares_of(("outcome", "statements")), tuple(rows)),
    )  # fmt: skip
