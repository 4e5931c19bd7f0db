"""What an authority's grade is now, in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as esc

from markupsafe import Markup

from kg.site.build import OVERALL, Row
from kg.site.days import day, month
from kg.site.history import History, reports
from kg.site.place import Place, html


def sentences(place: Place, past: History) -> Markup:
    """The grade now: overall, else that there is no overall grade any more and what the last one was."""
    if past.latest is None:
        return html("No grade of this authority is in the documents read.")
    return html(" ".join(_sentences(place, past, past.latest)))


def _sentences(place: Place, past: History, latest: Row) -> Iterator[str]:
    where = place.inspection(latest["inspection_iri"], f"inspection of {month(latest['start'])}")
    published = f", published {esc(day(latest['published']))}" if latest["published"] else ""
    cell = past.cell(latest, OVERALL)
    last = past.last_overall()
    if cell.row:
        yield f"Graded {place.grade(cell.row['grade'], cell.row)} overall at the {where}{published}."
        yield from _before(place, past, latest, cell.row["grade"])
        return
    if not reports(place.build, latest, OVERALL):
        yield f"There is no overall grade any more: the {where}{published} graded single aspects only."
    else:
        yield f"The {where}{published} has no overall grade in the documents read."
    if last is None:
        yield "No earlier overall grade is in the documents read."
        return
    row = past.cell(last, OVERALL).row
    if row:
        yield f"The last overall grade was {place.grade(row['grade'], row)}, in {esc(month(last['start']))}."


def _before(place: Place, past: History, latest: Row, grade: str) -> Iterator[str]:
    """How that compares with the overall grade before."""
    earlier = [one for one in past.inspections if one is not latest and past.cell(one, OVERALL).row]
    row = past.cell(earlier[-1], OVERALL).row if earlier else None
    if row is None:
        return
    when = esc(month(earlier[-1]["start"]))
    if row["grade"] == grade:
        yield f"It was the same in {when}."
        return
    yield f"{_direction(place, row['grade'], grade)} {place.grade(row['grade'], row)} in {when}."


def _direction(place: Place, before: str, now: str) -> str:
    ranks = [concept.rank if concept else None for concept in (place.build.concept("grade", g) for g in (before, now))]
    if ranks[0] is None or ranks[1] is None:
        return "Before, it was"
    return "Up from" if ranks[1] < ranks[0] else "Down from"
