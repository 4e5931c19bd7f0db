"""Which themes go with a judgement of inadequate, and with a fall to it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from kg.analyse.contrast import PERMUTATIONS, contrasts
from kg.analyse.facts import OVERALL, Facts, notation
from kg.analyse.insight import (
    FEW,
    NO_DIFFERENCE,
    Insight,
    Section,
    Table,
    cells,
    counted,
    differs,
    listed,
    once,
    p_text,
    percent,
    share,
)

WORST = "inadequate"
_QUERIES = ("judgements", "recommendations", "inspections", "transitions", "reports", "evidence")


def section(facts: Facts) -> Section:
    """The answers."""
    found = [*_themes(facts), *_falls(facts)]
    return Section("falls", "Which themes go with a judgement of inadequate, and with a fall to it?", tuple(found))


def overall(facts: Facts) -> dict[str, str]:
    """Inspection of an authority → its overall grade (a notation)."""
    return {
        one: grade for (one, aspect), (grade, _) in facts.grades.items() if aspect == OVERALL and one in facts.inspected
    }


def theme_shares(facts: Facts, inspections: Collection[str]) -> dict[str, dict[str, float]]:
    """Inspection → theme → the share of its recommendations with a theme that have this one."""
    themes: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    for inspection, _, told in facts.asked.values():
        if inspection in inspections and told:
            themes.setdefault(inspection, Counter()).update(told)
            totals[inspection] += 1
    return {
        one: {theme: n / totals[one] for theme, n in sorted(found.items())} for one, found in sorted(themes.items())
    }


def frameworks(facts: Facts) -> Mapping[str, str]:
    """Inspection → its framework, "" where it is not known."""
    return {inspection: notation(framework) for inspection, _, _, framework in facts.rows("inspections")}


_BY_GRADE = (
    "theme", "share where inadequate", "share elsewhere", "inspections where inadequate", "elsewhere", "p", "adjusted p",
)  # fmt: skip


def _themes(facts: Facts) -> Iterator[Insight]:
    grades = overall(facts)
    shares = theme_shares(facts, grades.keys())
    worst = {one for one in shares if grades[one] == WORST}
    found = contrasts(shares, worst, frameworks(facts), FEW)
    if not found:
        return
    clear = [one for one in found if differs(one.adjusted)]
    pieces = listed(
        f"“{facts.name(one.theme)}” ({percent(one.share)}% of an inspection's recommendations against "
        f"{percent(one.other_share)}%, {p_text(one.adjusted, 'adjusted p')})"
        for one in (clear or found[:1])
    )
    judged = f"the {counted(len(worst), 'inspection')} judged inadequate overall and {len(shares) - len(worst)} others"
    said = (
        f"Recommended more or less often by {judged}: {pieces}."
        if clear
        else f"Between {judged} there is {NO_DIFFERENCE} in what they recommend, theme by theme ({len(found)} themes); the "
        f"least like chance is {pieces}."
    )
    rows = [
        cells(facts.name(one.theme), one.share, one.other_share, one.units, one.other_units, one.p, one.adjusted)
        for one in found
    ]
    shown = {one.theme for one in (clear or found[:1])}
    below = [key for key, (inspection, _, themes) in facts.asked.items() if inspection in worst and themes & shown]
    judgements = [facts.grades[one, OVERALL][1] for one in sorted(worst)]
    yield Insight(
        "inadequate-themes", said,
        f"Mean share of an inspection's recommendations, two-sided permutation test with the inspection as the unit, within "
        f"frameworks ({PERMUTATIONS:,} permutations, fixed seed: kg.analyse.contrast.contrasts), corrected for all themes that "
        f"at least {FEW} inspections recommend.",
        _QUERIES,
        "Few inspections are inadequate, so that only large differences can show; the scale changed in 2013 and the "
        "frameworks in 2018; themes are recognised by words.",
        once([*judgements, *below]), Table("Themes of recommendations, by overall grade", _BY_GRADE, tuple(rows)),
    )  # fmt: skip


def _falls(facts: Facts) -> Iterator[Insight]:
    changes = [row for row in facts.rows("transitions") if notation(row[2]) == OVERALL and notation(row[5]) != WORST]
    falls = [row for row in changes if notation(row[6]) == WORST]
    if not changes:
        return
    before = {row[3] for row in falls}
    shares = theme_shares(facts, {row[3] for row in changes})
    told = Counter(theme for one in before for theme in shares.get(one, ()))
    named = listed([facts.name(row[1]) for row in falls])
    found = contrasts(shares, before & shares.keys(), frameworks(facts), FEW) if len(before) >= FEW else []
    clear = [one for one in found if differs(one.adjusted)]
    if found:
        test = (
            "before them more or less often recommended was " + listed(f"“{facts.name(c.theme)}”" for c in clear)
            if clear
            else f"what had been recommended before shows {NO_DIFFERENCE}"
        )
    else:
        test = "too few to test what had been recommended before"
    yield Insight(
        "falls-share",
        f"{share(len(falls), len(changes))} of the overall grades above inadequate fell to it at the next inspection here on the "
        f"same scale{f' ({named})' if falls else ''}; {test}.",
        "Transitions of the overall grade that began above inadequate; interval by kg.analyse.chance.wilson. Themes as above, "
        f"tested where there are at least {FEW} falls.",
        _QUERIES,
        "A change needs two reports here that grade on one scale. Nothing here says that a theme made a grade fall.",
        once(judgement for row in falls for judgement in judgements_of(facts, row)),
        Table("Themes recommended by the inspection before a fall", ("theme", "falls"),
              tuple(cells(facts.name(t), n) for t, n in sorted(told.items(), key=lambda pair: (-pair[1], pair[0])))),
    )  # fmt: skip


def judgements_of(facts: Facts, transition: tuple[str, ...]) -> list[str]:
    """The judgements that a row of the transitions compares, the earlier first."""
    aspect = notation(transition[2])
    return [facts.grades.get((inspection, aspect), ("", ""))[1] for inspection in transition[3:5]]
