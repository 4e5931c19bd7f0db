"""The analysis as one Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.analyse import QUERIES, Analysis, Insight

ROWS = 10
"""Rows of a table that the file shows; the CSV has all."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|!&~])")


def markdown(analysis: Analysis) -> str:
    """Sentences by question, each with how it was computed and what would make it wrong; the networks; the queries."""
    return "\n".join(_lines(analysis)) + "\n"


def escaped(text: str) -> str:
    """Words of a document as Markdown that shows just them, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _lines(analysis: Analysis) -> Iterator[str]:
    yield "# Analysis\n"
    yield (
        "Each sentence is computed from the facts of this build. What was not read, or not recognised, is not in it: a figure "
        "tells about these documents, and through them about the world.\n"
    )
    for section in analysis.sections:
        yield f"## {section.question}\n"
        for insight in section.insights:
            yield from _insight(insight)
        if not section.insights:
            yield "Nothing here answers it.\n"
    yield "## The networks\n"
    for network, _ in analysis.networks.values():
        yield f"### {network.title}\n"
        yield f"- Node: {network.node}\n- Edge: {network.edge}\n- Weight: {network.weight}\n- Time: {network.time}"
        kinds = ("-nodes.csv", "-edges.csv", ".graphml", ".gexf")
        files = ", ".join(f"[{network.name}{end}](networks/{network.name}{end})" for end in kinds)
        yield f"- Limits: {network.limits}\n- Files: {files}\n"
    yield "## The queries\n"
    for name, query in QUERIES.items():
        yield f"### {name}\n\n```sparql\n{query}\n```\n"


def _insight(insight: Insight) -> Iterator[str]:
    yield f"### {insight.name}\n"
    yield f"**{escaped(insight.sentence)}**\n"
    queries = ", ".join(f"[{name}](#{name})" for name in insight.queries)
    yield f"- How: {escaped(insight.how)} Queries: {queries}."
    yield f"- What would make it wrong: {escaped(insight.wrong)}"
    if insight.facts:
        yield f"- [The {len(insight.facts):,} facts below it](facts/{insight.facts_file}.csv)"
    yield ""
    if insight.table and insight.table.rows:
        table = insight.table
        yield f"{escaped(table.about)} ([all {len(table.rows):,} rows](tables/{insight.name}.csv)):\n"
        yield f"| {' | '.join(map(escaped, table.columns))} |"
        yield f"|{'---|' * len(table.columns)}"
        yield from (f"| {' | '.join(map(escaped, row))} |" for row in table.rows[:ROWS])
        yield ""
