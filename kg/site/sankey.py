"""Judgement flows: how many authorities went from which grade to which between two successive inspections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape as esc

from markupsafe import Markup

from kg.site.build import Build, Row
from kg.site.place import Place, html, letters
from kg.site.svg import figure, number

WIDTH, HEIGHT, TOP, GAP, BAR, SIDE = 460, 250, 22, 10, 14, 150

Flow = tuple[str, str]
"""The grade before and the grade after, by notation."""


def flows_of(rows: Sequence[Row]) -> Mapping[Flow, list[Row]]:
    """Transitions by their grades."""
    found: dict[Flow, list[Row]] = {}
    for row in rows:
        found.setdefault((row["from_grade"], row["to_grade"]), []).append(row)
    return found


def rank(build: Build, grade: str) -> tuple[int, str]:
    """Where a grade stands: the best first, those without rank last."""
    concept = build.concept("grade", grade)
    return (concept.rank if concept and concept.rank else 99, grade)


def sankey(place: Place, aspect: str, rows: Sequence[Row], prefix: str) -> Markup:
    """Bands from the grades before to the grades after, as wide as there are authorities. Each band leads to the list
    of its authorities, whose id is `{prefix}-{before}-{after}`."""
    build = place.build
    flows = flows_of(rows)
    order = sorted(flows, key=lambda flow: (rank(build, flow[0]), rank(build, flow[1])))
    before, after = (Counter(row[f"{end}_grade"] for row in rows) for end in ("from", "to"))
    unit = (HEIGHT - TOP - GAP * (max(len(before), len(after)) - 1)) / len(rows)
    left, right = (_tops(build, counts, unit) for counts in (before, after))
    at_left, at_right = dict(left), dict(right)
    drawn = [f'<text class="ax" x="{SIDE + BAR / 2}" y="12">before</text>']
    drawn.append(f'<text class="ax" x="{WIDTH - SIDE - BAR / 2}" y="12">after</text>')
    for flow in order:
        many = len(flows[flow])
        drawn.append(_band(place, flow, many, at_left[flow[0]], at_right[flow[1]], unit * many, prefix))
        at_left[flow[0]] += unit * many
        at_right[flow[1]] += unit * many
    drawn += [_node(place, grade, left[grade], unit * before[grade], before[grade], SIDE, "end") for grade in left]
    drawn += [
        _node(place, grade, right[grade], unit * after[grade], after[grade], WIDTH - SIDE - BAR, "start")
        for grade in right
    ]
    told = "; ".join(f"{place.label('grade', a)} to {place.label('grade', b)}: {len(flows[a, b])}" for a, b in order)
    caption = html(esc(f"{place.label('aspect', aspect)}: from one inspection to the next"))
    return figure(caption, f"{place.label('aspect', aspect)}. {told}", WIDTH, HEIGHT, drawn)


def _tops(build: Build, counts: Mapping[str, int], unit: float) -> dict[str, float]:
    """Where each grade's bar begins."""
    found, y = {}, float(TOP)
    for grade in sorted(counts, key=lambda grade: rank(build, grade)):
        found[grade] = y
        y += unit * counts[grade] + GAP
    return found


def _band(place: Place, flow: Flow, many: int, left: float, right: float, high: float, prefix: str) -> str:
    a, b, middle = SIDE + BAR, WIDTH - SIDE - BAR, WIDTH / 2
    y = [number(value) for value in (left, right, right + high, left + high)]
    path = f"M{a} {y[0]}C{middle} {y[0]} {middle} {y[1]} {b} {y[1]}V{y[2]}C{middle} {y[2]} {middle} {y[3]} {a} {y[3]}z"
    grades = [place.label("grade", grade) for grade in flow]
    said = esc(f"{grades[0]} to {grades[1]}: {many}")
    concept = place.build.concept("grade", flow[1])
    style = f"r{concept.rank}" if concept and concept.rank else "r0"
    address = f"#{prefix}-{flow[0]}-{flow[1]}"
    return f'<a href="{address}" aria-label="{said}"><title>{said}</title><path class="band {style}" d="{path}"/></a>'


def _node(place: Place, grade: str, y: float, high: float, many: int, x: float, side: str) -> str:
    concept = place.build.concept("grade", grade)
    style = f"r{concept.rank}" if concept and concept.rank else "r0"
    label = concept.label if concept else grade
    at = x - 6 if side == "end" else x + BAR + 6
    middle = number(y + high / 2 + 4)
    return (
        f'<rect class="node {style}" x="{number(x)}" y="{number(y)}" width="{BAR}" height="{number(high)}"/>'
        f'<text class="{"name" if side == "end" else "left"}" x="{number(at)}" y="{middle}">'
        f"{esc(f'{letters(label)} {many}' if high < 12 else f'{label} {many}')}</text>"
    )
