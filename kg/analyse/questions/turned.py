"""Who turned round, and what do their reports praise afterwards?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from kg.analyse.contrast import PERMUTATIONS, Contrast, contrasts
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
from kg.analyse.questions.falls import frameworks, judgements_of, overall

GOOD = 2
"""The rank of good, on the scales that have four grades."""


def section(facts: Facts) -> Section:
    """The answers."""
    below = [
        row for row in facts.rows("transitions")
        if notation(row[2]) == OVERALL and (facts.rank(row[5], facts.starts.get(row[3], "")) or 0) > GOOD
    ]  # fmt: skip
    turned = [row for row in below if (facts.rank(row[6], facts.starts.get(row[4], "")) or 9) <= GOOD]
    found = [*_who(facts, below, turned), *_praise(facts, {row[4] for row in turned})]
    return Section("turned", "Who turned round, and what do their reports praise afterwards?", tuple(found))


def _who(facts: Facts, below: list[tuple[str, ...]], turned: list[tuple[str, ...]]) -> Iterator[Insight]:
    if not below:
        return
    by_later = sorted(turned, key=lambda row: (facts.starts.get(row[4], ""), row[1]))
    rows = [
        cells(facts.name(row[1]), facts.starts[row[3]], facts.label("grade", row[5]), facts.starts[row[4]],
              facts.label("grade", row[6]))
        for row in by_later
    ]  # fmt: skip
    yield Insight(
        "turned-who",
        f"{share(len(turned), len(below))} of the overall grades below good rose to good or better at the next inspection here "
        f"on the same scale: {listed([facts.name(row[1]) for row in by_later], 12) or 'none'}.",
        "Transitions of the overall grade from a rank below good; interval by kg.analyse.chance.wilson.",
        ("transitions", "judgements", "inspections"),
        "Only authorities of which two reports here grade on one scale; who is inspected again soon is often who did badly.",
        once(judgement for row in by_later for judgement in judgements_of(facts, row)),
        Table("Who turned round", ("authority", "before", "grade before", "after", "grade after"), tuple(rows)),
    )  # fmt: skip


def praise_shares(facts: Facts, inspections: Collection[str]) -> dict[str, dict[str, float]]:
    """Inspection → theme → the share of the strengths that its own report states, of those with a theme, that have it."""
    themes: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    for finding, (inspection, polarity) in facts.found.items():
        told = facts.finding_themes.get(finding)
        if inspection in inspections and polarity == "strength" and told and facts.in_report(finding, inspection):
            themes.setdefault(inspection, Counter()).update(told)
            totals[inspection] += 1
    return {
        one: {theme: n / totals[one] for theme, n in sorted(found.items())} for one, found in sorted(themes.items())
    }


_PRAISED = (
    "theme", "share after turning round", "share in others", "reports after turning round", "others", "p", "adjusted p",
)  # fmt: skip


def _held_against(facts: Facts, found: Sequence[Contrast], clear: Sequence[Contrast], others: int) -> str:
    """What the comparison with other good reports says."""
    if clear:
        pieces = listed(
            f"“{facts.name(c.theme)}” ({percent(c.share)}% against {percent(c.other_share)}%, {p_text(c.adjusted, 'adjusted p')})"
            for c in clear
        )
        return f"against {counted(others, 'other report')} of good or better, more or less praise is for {pieces}"
    if found:
        return (
            f"against {counted(others, 'other report')} of good or better there is {NO_DIFFERENCE} "
            f"({len(found)} themes, smallest {p_text(min(c.adjusted for c in found), 'adjusted p')})"
        )
    return "no other report of good or better is here to hold it against"


def _praise(facts: Facts, after: set[str]) -> Iterator[Insight]:
    good = {one for one, grade in overall(facts).items() if (facts.rank(grade, facts.starts.get(one, "")) or 9) <= GOOD}
    shares = praise_shares(facts, good & facts.reports.keys())
    chosen = after & shares.keys()
    if not chosen:
        return
    found = contrasts(shares, chosen, frameworks(facts), FEW)
    mean = {
        theme: sum(shares[one].get(theme, 0.0) for one in chosen) / len(chosen)
        for one in chosen
        for theme in shares[one]
    }
    most = sorted(mean, key=lambda theme: (-mean[theme], theme))[:3]
    often = listed([f"“{facts.name(theme)}” ({percent(mean[theme])}%)" for theme in most])
    clear = [one for one in found if differs(one.adjusted)]
    test = _held_against(facts, found, clear, len(shares) - len(chosen))
    named = {*most, *(c.theme for c in clear)}
    told = [
        f
        for f, (one, polarity) in facts.found.items()
        if one in chosen
        and polarity == "strength"
        and named & {*facts.finding_themes.get(f, ())}
        and facts.in_report(f, one)
    ]
    rows = [cells(facts.name(c.theme), c.share, c.other_share, c.units, c.other_units, c.p, c.adjusted) for c in found]
    yield Insight(
        "turned-praise",
        f"In the {counted(len(chosen), 'report')} after turning round the strengths are on average most about {often}; {test}.",
        f"Mean share of a report's strengths that have a theme, two-sided permutation test with the report as the unit, within "
        f"frameworks ({PERMUTATIONS:,} permutations, fixed seed: kg.analyse.contrast.contrasts), corrected for all themes.",
        ("findings", "finding-themes", "transitions", "judgements", "inspections", "reports", "evidence"),
        "Few reports; what a framework asks about is praised in all its reports. Strengths are recognised by words.",
        once(told), Table("What is praised, by theme", _PRAISED, tuple(rows)),
    )  # fmt: skip
