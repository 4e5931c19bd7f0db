"""Write `docs/tour.ipynb`: from a build of `seeds/` to a question of one's own, with what each cell shows.

The cells are executed as a notebook would, in one namespace, in `docs/`. With `--check` nothing is written, and the exit code
is 1 when the notebook is stale.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TOUR = ROOT / "docs" / "tour.ipynb"

CELLS: Sequence[tuple[str, str]] = (
    (
        "markdown",
        """# A tour: from documents to a question of your own

The documents are those that come with the project, in `seeds/`: our own retellings of reports and articles about two
authorities. With your own, name their folder in the next cell. This page is written by `scripts/make_tour.py`.""",
    ),
    (
        "code",
        """import tempfile
from pathlib import Path

import kg
from kg.pipeline import build
from kg.settings import Settings

output = Path(tempfile.mkdtemp()) / "output"
report = build(Settings(paths=(Path("../seeds"),), output=output, site=False))
g = kg.open(output)
report.documents, report.errors""",
    ),
    (
        "markdown",
        """## Ask

`query` takes the name of a saved question (`kg ask` lists them) or SPARQL; prefixes are declared. Every fact has its
`insp:evidence`: the words that state it.""",
    ),
    (
        "code",
        '''g.query("""SELECT ?authority ?start ?grade ?words ?document WHERE {
  ?judgement a insp:Judgement ; insp:aspect aspect:overall-effectiveness ; insp:body/skos:prefLabel ?authority ;
    insp:grade/skos:prefLabel ?grade ; insp:inspection/insp:startDate ?start ; insp:evidence ?passage .
  ?passage oa:exact ?words ; dct:isPartOf/insp:path ?document }
ORDER BY ?authority ?start ?document ?words""")''',
    ),
    (
        "markdown",
        """## A network

`network` gives a networkx graph; `kg.analyse.networks` says what is a node, an edge and a weight in each. Here: themes, linked
where one inspection recommended both.""",
    ),
    (
        "code",
        """themes = g.network("themes")
strength = dict(themes.degree(weight="weight"))
for node in sorted(strength, key=lambda one: (-strength[one], themes.nodes[one]["label"]))[:5]:
    print(themes.nodes[node]["label"], strength[node], sep=": ")""",
    ),
    (
        "markdown",
        """## What follows

`analyse` answers questions in sentences; each has its number with an interval or a test, says how it was computed, and knows the
facts below it. Of ten documents little follows, and it says so. `kg analyse` writes the same as a page.""",
    ),
    ("code", """found = g.analyse()\nfound["moving-direction"].sentence"""),
    ("code", """one = found["moving-direction"]\nprint(one.how)\nprint(one.wrong)\nlen(one.facts)"""),
    (
        "markdown",
        """## A question of your own

Which recommendations of one inspection share a theme with those of the next? The graph has inspections in order
(`insp:previousInspection`), and themes on recommendations.""",
    ),
    (
        "code",
        '''g.query("""SELECT ?authority ?theme (COUNT(DISTINCT ?asked) AS ?before) (COUNT(DISTINCT ?again) AS ?after) WHERE {
  ?later insp:previousInspection ?earlier ; insp:inspects ?body .
  ?body a insp:Authority ; skos:prefLabel ?authority .
  ?asked insp:inspection ?earlier ; insp:theme ?concept .
  ?again insp:inspection ?later ; insp:theme ?concept .
  ?concept skos:prefLabel ?theme .
  ?asked a insp:Recommendation . ?again a insp:Recommendation }
GROUP BY ?authority ?theme ORDER BY ?authority ?theme""")''',
    ),
    (
        "markdown",
        """## Look

`view` draws what can be reached from a thing, to click through; `explain` tells what a fact rests on.""",
    ),
    ("code", """g.view("Warwickshire", depth=1)"""),
    (
        "code",
        '''g.query(f"""SELECT ?words ?document WHERE {{
  <{one.facts[0]}> insp:evidence [ oa:exact ?words ; dct:isPartOf/insp:path ?document ] }}""")''',
    ),
)  # fmt: skip
"""Kind and source of each cell."""


def notebook() -> str:
    """The notebook with the outputs of its cells (nbformat 4.5)."""
    names: dict[str, Any] = {}
    cells = []
    with contextlib.chdir(ROOT / "docs"):
        for number, (kind, source) in enumerate(CELLS):
            cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": _lines(source)}
            if kind == "code":
                count = sum(other == "code" for other, _ in CELLS[: number + 1])
                cell |= {"execution_count": count, "outputs": list(_outputs(source, names, count))}
            cells.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _outputs(source: str, names: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    """What a cell shows: what it prints, and the value of its last line."""
    body = ast.parse(source).body
    last = ast.Expression(body.pop().value) if isinstance(body[-1], ast.Expr) else None  # type: ignore[attr-defined]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102 - our own cells
        value = eval(compile(last, "<cell>", "eval"), names) if last else None  # noqa: S307 - our own cells
    if printed.getvalue():
        yield {"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue().removesuffix("\n"))}
    if value is not None:
        yield {"data": _shown(value), "execution_count": count, "metadata": {}, "output_type": "execute_result"}


def _shown(value: Any) -> dict[str, list[str]]:
    """A value as text and, where it is one, as a table. A picture holds third-party JavaScript: run the cell to see it."""
    from kg.api.picture import Picture

    data = {"text/plain": _lines(repr(value))}
    if hasattr(value, "_repr_html_") and not isinstance(value, Picture):
        data["text/html"] = _lines(value._repr_html_())
    return dict(sorted(data.items()))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> int:
    """Exit code 1 when the notebook is stale and `--check` was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    made = notebook()
    if not parser.parse_args().check:
        TOUR.write_text(made, encoding="utf-8", newline="\n")
        return 0
    if TOUR.is_file() and TOUR.read_text(encoding="utf-8") == made:
        return 0
    print(f"{TOUR.relative_to(ROOT)} is stale: run {os.path.relpath(__file__, ROOT)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
