"""Write `docs/questions.md`: every saved question with its answer on a build of `seeds/`.

With `--check` nothing is written, and the exit code is 1 when the page is stale. `--build` names a build of `seeds/`
that is already there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.graph.query import Rows
from kg.graph.store import open_store
from kg.questions import Question, ask, saved_questions
from kg.site.analysis_markdown import escaped

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "questions.md"
SHOWN, LONGEST = 5, 160
GIVEN = {
    "colleagues": {"person": "Peter McEntee"},
    "confirmed": {"authority": "Warwickshire"},
    "criticised": {"authority": "Worcestershire", "aspect": "leadership"},
    "documents": {"authority": "Warwickshire"},
    "history": {"authority": "Warwickshire", "from": "2017", "until": "2017"},
    "inspectors": {"authority": "Worcestershire", "from": "2019"},
    "latest-grades": {"grade": "requires-improvement"},
    "latest-recommendations": {"authority": "Worcestershire"},
    "laws": {"authority": "Warwickshire"},
    "neighbours": {"authority": "Warwickshire"},
    "person": {"person": "Peter McEntee"},
    "praised": {"authority": "Warwickshire", "aspect": "adoption"},
    "press": {"authority": "Warwickshire", "genre": "local-press"},
    "recommendations-on": {"theme": "caseloads"},
    "services": {"authority": "Worcestershire"},
}
"""What the page asks with; a question that is not listed is asked as it stands."""
HEAD = """<!-- Written by scripts/make_questions_page.py from ontology/queries/ and a build of seeds/: do not edit. -->
# Saved questions

`kg ask` lists these questions and `kg ask NAME` asks one; what stands in brackets is what a parameter is when it is not
given. Each is a file in `ontology/queries/` that any SPARQL tool can run: `kg ask NAME --sparql` prints it with its
prefixes. The answers below are those of the documents in `seeds/`, our own retellings of real documents, and show at
most five rows; quotes are the documents' own words, shortened here and in `kg ask`, whole with `--format csv`.
"""


def page(build: Path) -> str:
    """The text of the page, from a build of `seeds/`."""
    store = open_store(build / "store")
    parts = [HEAD]
    for question in saved_questions().values():
        rows = ask(store, question, GIVEN.get(question.name, {}))
        parts.append("\n".join(_section(question, rows)))
    return "\n".join(parts)


def _section(question: Question, rows: Rows) -> Iterator[str]:
    yield f"## {question.name}\n"
    yield f"**{question.text}**{f' {question.note}' if question.note else ''}\n"
    for parameter in question.parameters:
        more = " Needed." if parameter.required else f" [{parameter.default}]" if parameter.default else ""
        yield f"- `--{parameter.name}`: {parameter.description}{more} For instance `{parameter.example}`."
    given = "".join(f" --{name} {words}" for name, words in GIVEN.get(question.name, {}).items())
    yield f"\n```\nkg ask {question.name}{given}\n```\n"
    if not len(rows):
        yield "Nothing in these documents answers that.\n"
        return
    columns = [name for name in rows.columns if not name.endswith("_iri")]
    kept = [rows.columns.index(name) for name in columns]
    yield f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"
    found = list(rows)
    for row in found[:SHOWN]:
        yield f"| {' | '.join(_cell(row[place]) for place in kept)} |"
    left = len(found) - SHOWN
    yield f"\n… and {left} more row{'' if left == 1 else 's'}.\n" if left > 0 else ""


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return escaped(text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…")


def _seed_build(folder: Path) -> Path:
    from kg.pipeline import build
    from kg.settings import Settings

    build(Settings(paths=(ROOT / "seeds",), output=folder / "output"))
    return folder / "output"


def main() -> int:
    """Write or check the page; the exit code."""
    parser = argparse.ArgumentParser(description="Write the page of saved questions.")
    parser.add_argument("--check", action="store_true", help="only check that it is fresh")
    parser.add_argument("--build", type=Path, help="a build of seeds/ to take the answers from")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = page(options.build or _seed_build(Path(folder)))
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if options.check:
        print("docs/questions.md is stale: run python scripts/make_questions_page.py", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
