"""Who leads inspections where, and how long had directors been in office?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from statistics import median

import numpy as np

from kg.analyse.chance import SEED, of_permutations
from kg.analyse.facts import Facts, notation
from kg.analyse.insight import (
    NO_DIFFERENCE,
    Insight,
    Section,
    Table,
    cells,
    counted,
    differs,
    leaders,
    number,
    once,
    p_text,
    share,
)
from kg.analyse.networks import years_between

PERMUTATIONS = 4999
_LEAD, _DIRECTOR = "lead-inspector", "director-of-childrens-services"


def section(facts: Facts) -> Section:
    """The answers."""
    found = [*_regions(facts), *_directors(facts)]
    return Section(
        "inspecting", "Who leads inspections where, and how long had directors been in office?", tuple(found)
    )


def _led(facts: Facts) -> dict[str, dict[str, str]]:
    """Person → inspection that they led → the participation that says so."""
    led: dict[str, dict[str, str]] = defaultdict(dict)
    for participation, inspection, person, _, role in facts.rows("participations"):
        if notation(role) == _LEAD and inspection in facts.inspected:
            led[person][inspection] = participation
    return led


def _regions(facts: Facts) -> Iterator[Insight]:
    led = _led(facts)
    several = {person: sorted(found) for person, found in sorted(led.items()) if len(found) > 1}
    if not several:
        return
    order = sorted({inspection for found in led.values() for inspection in found})
    place = {inspection: at for at, inspection in enumerate(order)}
    regions = np.array([facts.authorities.get(facts.inspected[one], ("", "", ""))[2] for one in order])
    pairs = np.array(
        [(place[a], place[b]) for found in several.values() for a, b in combinations(found, 2)], dtype=np.int64
    )
    same = int((regions[pairs[:, 0]] == regions[pairs[:, 1]]).sum())
    random = np.random.default_rng(SEED)
    dealt = [(again := random.permutation(regions))[pairs[:, 0]] == again[pairs[:, 1]] for _ in range(PERMUTATIONS)]
    numbers = np.array([int(one.sum()) for one in dealt])
    usual = float(numbers.mean())
    p = of_permutations(int((np.abs(numbers - usual) >= abs(same - usual) - 1e-9).sum()), PERMUTATIONS)
    verdict = f"{'more' if same > usual else 'fewer'} than by chance" if differs(p) else NO_DIFFERENCE
    names = dict(reversed([(person, name) for _, _, person, name, _ in facts.rows("participations")]))
    most = sorted(several, key=lambda person: (-len(several[person]), names[person]))
    rows = [
        cells(names[one], len(found), len({facts.inspected[i] for i in found}),
              "; ".join(sorted({facts.authorities.get(facts.inspected[i], ("", "", ""))[2] for i in found})))
        for one in most for found in [several[one]]
    ]  # fmt: skip
    yield Insight(
        "inspecting-regions",
        f"{counted(len(several), 'person led', 'people led')} two or more of the {len(order)} inspections here whose lead is "
        f"named (the most: {leaders({names[one]: len(several[one]) for one in most})}); of the pairs that one person "
        f"led, {share(same, len(pairs))} lie in one region, against {number(usual, 1)} pairs with the regions dealt out at "
        f"random: {verdict} ({p_text(p)}).",
        f"Pairs of inspections with one lead inspector, two-sided permutation of the regions over all inspections that were led "
        f"({PERMUTATIONS:,} permutations, fixed seed). The interval takes pairs for independent.",
        ("participations", "inspections", "authorities"),
        "Two people of one name are one here unless something tells them apart; an inspection is of one region only.",
        once(led[one][inspection] for one in most for inspection in several[one]),
        Table("Who led two or more inspections", ("person", "led", "authorities", "regions"), tuple(rows)),
    )  # fmt: skip


def _directors(facts: Facts) -> Iterator[Insight]:
    of_report = {document: inspection for inspection, document in facts.reports.items()}
    known = []
    for fact, _, role, _, since, *_ in facts.rows("appointments"):
        inspections = {of_report[d] for d, _, _ in facts.evidence.get(fact, ()) if d in of_report}
        starts = sorted(facts.starts[one] for one in inspections if one in facts.starts)
        if notation(role) == _DIRECTOR and since and starts and years_between(since, starts[0]) >= 0:
            known.append((years_between(since, starts[0]), fact, sorted(inspections)[0]))
    if not known:
        return
    year = [one for one in known if one[0] < 1]
    rows = [
        cells(facts.name(facts.inspected.get(one, one)), facts.starts.get(one, ""), round(years, 2))
        for years, _, one in sorted(known)
    ]
    yield Insight(
        "inspecting-directors",
        f"Where a report tells since when the director of children's services has been in office, it was less than a year in "
        f"{share(len(year), len(known))} of the cases when inspectors came (median "
        f"{number(median(one[0] for one in known), 1)} years).",
        "Years from the first day of an appointment (a month or year stands for its middle) to that of the inspection whose "
        "report states it; interval by kg.analyse.chance.wilson.",
        ("appointments", "evidence", "reports", "inspections"),
        "Reports tell the day mostly where somebody is new, so that the share among all directors is likely lower; who acts for "
        "the time being counts as well.",
        once(fact for _, fact, _ in sorted(known)),
        Table("Directors' time in office", ("authority", "inspection", "years in office"), tuple(rows)),
    )  # fmt: skip
